//! `typed-date`: a date or a time in prose that is typed, not cited.

use crate::check::typed::{Hand, Verdict, typed_dates};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    code: "typed-date",
    severity: Severity::Warning,
    title: Words { ja: "本文に手で書かれた日付・時刻", en: "a date or a time typed in prose" },
    finds: Words {
        ja: "本文に手で書かれた日付、年度、時刻。令和6年7月9日、2024/7/9、7月9日、7/9、16時40分などの書き方を見ます。法令番号の年と「」の中は対象にしません。",
        en: "A date, a year or a time that stands in prose by hand, in any form: 9 July 2024, 2024/7/9, 7/9, 16:40 and the Japanese ones. The years of laws and words in quotation marks are left alone.",
    },
    why: Words {
        ja: "手で書いた日付は、事実が改まっても古いまま残り、曜日や元号の計算にも期限の計算にも使われません。",
        en: "A typed date stays as it is when the fact changes, and neither weekdays nor deadlines are computed from it.",
    },
    remedy: Words {
        ja: "[events] に書き、{{ events.found | md }} のように引用してください。名称の一部なら、理由を添えて認めます。",
        en: "State it under [events] and cite it: {{ events.found | md }}. If it is part of a name, accept it with the reason.",
    },
    example: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[events]
found = 2024-07-09
[documents.release]
kind      = "statement"
text.body = "7月9日に職員が気付きました。"
"#,
    mended: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[events]
found = 2024-07-09
[documents.release]
kind      = "statement"
text.body = "{{ events.found | md }}に職員が気付きました。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let one = |Hand { place, words, verdict }| {
        let finding = Finding::at(
            place,
            format!("「{words}」は事実の引用でなく、手で書かれています"),
            format!("`{words}` is typed and cites no fact"),
        );
        match verdict {
            Verdict::Alone | Verdict::Beside(_) | Verdict::Like(_) => Some(finding),
            Verdict::Same(path) => Some(finding.hint(
                format!("同じ日の事実があります: {{{{ {path} }}}}"),
                format!("a fact has this date: {{{{ {path} }}}}"),
            )),
            Verdict::Contradicted(_) => None,
        }
    };
    typed_dates(subject).into_iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn file(body: &str) -> String {
        format!(
            r#"
[parties]
own = {{ name = "みなと市", self = "本市" }}
[events]
found = 2024-07-09
exposed = "2024-06-25/2024-07-04"
[quotes]
q = "7月1日だった"
[documents.a]
kind = "statement"
text.body = "{body}"
"#
        )
    }

    #[test]
    fn a_typed_date_is_found_in_any_form() {
        fires(&CHECK, &file("令和6年7月9日、2024/7/9、7/9に"), &["令和6年7月9日", "2024/7/9", "7/9"]);
        fires(&CHECK, &file("6月25日から7月4日まで、16時40分に"), &["6月25日", "7月4日", "16時40分"]);
        fires(&CHECK, &file("R3年度分と令和4年度分、11月末迄"), &["R3年度", "令和4年度", "11月"]);
        fires(&CHECK, &file("On July 9, 2024 at 2:05 pm"), &["July 9, 2024 at".trim_end_matches(" at"), "2:05 pm"]);
    }

    #[test]
    fn cited_dates_and_other_numbers_are_left_alone() {
        silent(&CHECK, &file("{{ events.found }}、「7月1日」と述べました。平成15年法律第57号、3年間、24時間。"));
        silent(&CHECK, &file("本日、同日、翌日、毎月、1か月、一日も早く。https://a.example/2024/7/9"));
    }

    #[test]
    fn a_date_of_the_event_named_behind_it_is_left_to_the_other_check() {
        silent(&CHECK, &file("7月10日に判明しました。"));
        fires(&CHECK, &file("7月4日に判明しました。"), &["7月4日"]);
    }
}
