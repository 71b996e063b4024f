//! `contradicting-date`: a typed date beside words that name an event of another date.

use crate::check::typed::{Hand, Verdict, typed_dates};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    code: "contradicting-date",
    severity: Severity::Warning,
    title: Words {
        ja: "手で書かれた日付が事実と食い違う", en: "a typed date that differs from the event's"
    },
    finds: Words {
        ja: "手で書かれた日付の後に、判明・発覚・発生・公表・個人情報保護委員会への報告を表す語があり、その出来事の日付（1つだけ書かれているもの）と違うもの。ほかの事実と同じ日なら対象にしません。",
        en: "A typed date with words behind it that name an event (its discovery, its publication, the report to the commission) of which the file states one other date. A date that any other fact has is left alone.",
    },
    why: Words {
        ja: "発覚日や報告日の食い違いは、報告期限を守ったかどうかの疑いになります。",
        en: "Two dates of discovery or of the report raise the question whether a deadline was kept.",
    },
    remedy: Words {
        ja: "どちらが正しいかを確かめて引用してください。別の出来事なら、それも [events] に書いて引用します。",
        en: "Find out which is right, and cite the event. If another event is meant, state it under [events] and cite that.",
    },
    example: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[events]
found = 2024-07-09
[documents.release]
kind      = "statement"
text.body = "7月10日に流出が判明しました。"
"#,
    mended: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[events]
found = 2024-07-09
[documents.release]
kind      = "statement"
text.body = "{{ events.found | md }}に流出が判明しました。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let one = |Hand { place, words, verdict }| match verdict {
        Verdict::Contradicted(known) => Some(
            Finding::at(
                place,
                format!("「{words}」は、事実の日付 {} と違います", known.printed),
                format!("`{words}` differs from the date of the event, {}", known.printed),
            )
            .label(known.span, "事実", "the fact")
            .hint(format!("引用: {{{{ {} }}}}", known.path), format!("cite it: {{{{ {} }}}}", known.path)),
        ),
        _ => None,
    };
    typed_dates(subject).into_iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn file(events: &str, body: &str) -> String {
        format!(
            "[parties]\nown = {{ name = \"みなと市\", self = \"本市\" }}\n[events]\n{events}\n[documents.a]\nkind = \"statement\"\ntext.body = \"{body}\"\n"
        )
    }

    #[test]
    fn a_date_that_is_no_fact_is_found_beside_its_event() {
        fires(&CHECK, &file("found = 2024-07-09", "令和6年7月10日、漏えいが発覚しました。"), &["令和6年7月10日"]);
        let report = "ppc = { at = 2024-07-11, role = \"reported-to-authority\" }";
        fires(&CHECK, &file(report, "7月12日に個人情報保護委員会へ報告し"), &["7月12日"]);
    }

    #[test]
    fn other_dates_are_left_alone() {
        silent(&CHECK, &file("found = 2024-07-09", "7月9日に判明し、7月10日に公表しました。"));
        silent(&CHECK, &file("found = 2024-07-09\nmore = 2024-07-10", "7月10日に判明しました。"));
        silent(
            &CHECK,
            &file("found = 2024-07-09\nmore = { at = 2024-07-10, role = \"found\" }", "7月12日に判明しました。"),
        );
        silent(&CHECK, &file("found = 2024-07-09", "7月10日に停止しました。原因が判明しました。"));
        silent(&CHECK, &file("found = \"2024-07-09/2024-07-12\"", "7月10日に判明しました。"));
        silent(&CHECK, &file("found = \"2024-07\"", "7月10日に判明しました。「7月10日に判明した」"));
    }
}
