//! `leak-spelling`: 漏えい and 漏洩 in one document.

use crate::check::finding::once;
use crate::check::scan::voice::Voice;
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    code: "leak-spelling",
    severity: Severity::Warning,
    title: Words { ja: "「漏えい」と「漏洩」の混在", en: "「漏えい」 and 「漏洩」 mixed" },
    finds: Words {
        ja: "一つの文書で「漏えい」と「漏洩」(または「ろうえい」)の両方を使っているもの。引用と、ほかの発表の題名は調べません。",
        en: "A document that writes both 「漏えい」 and 「漏洩」. Quotations and titles of other releases are not looked at.",
    },
    why: Words {
        ja: "表記の揺れは、読み合わせをしていない文書だと思わせます。法令と公用文は「漏えい」です。",
        en: "It shows that nobody read the text as a whole. Laws and official texts write 「漏えい」.",
    },
    remedy: Words {
        ja: "どちらかに揃えてください。", en: "Use one of the two, for instance 「漏えい」."
    },
    example: r#"
[documents.annex]
kind = "attachment"
text.body = "個人情報の漏えいについてお詫びします。漏洩した情報は次のとおりです。氏名、住所"
"#,
    mended: r#"
[documents.annex]
kind = "attachment"
text.body = "個人情報の漏えいについてお詫びします。漏えいした情報は次のとおりです。氏名、住所"
"#,
    run: Run::Version(|subject| once(run(subject))),
};

/// Spellings of one word, the official one first.
const SPELLINGS: &[&str] = &["漏えい", "漏洩", "漏泄", "ろうえい"];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let voice = Voice::of(subject);
    let mut found = Vec::new();
    for draft in subject.japanese() {
        let lines = voice.lines(draft);
        let first =
            |spelling: &&str| lines.iter().find_map(|line| Some((line, line.own(spelling).into_iter().next()?)));
        let mut used =
            SPELLINGS.iter().filter_map(|spelling| first(spelling).map(|(line, range)| (*spelling, line, range)));
        let Some((usual, ..)) = used.next() else { continue };
        found.extend(used.map(|(other, line, range)| {
            Finding::at(
                subject.place(draft, line.passage, range),
                format!("「{usual}」と「{other}」が混在しています"),
                format!("“{usual}” and “{other}” are mixed"),
            )
        }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn titled(title: &str, body: &str) -> String {
        format!(
            "[references]\nr = {{ title = \"漏洩のお知らせ\" }}\n[documents.a]\nkind = \"attachment\"\ntitle = \"{title}\"\ntext.body = \"{body}\"\n"
        )
    }

    #[test]
    fn finds_two_spellings() {
        fires(&CHECK, &titled("お詫び", "漏洩した。漏えいした。漏洩した。"), &["漏洩"]);
        fires(&CHECK, &titled("漏洩のお詫び", "漏えいした。"), &["漏洩"]);
    }

    #[test]
    fn quotations_and_other_words_are_fine() {
        silent(&CHECK, &titled("漏洩のお詫び", "漏洩と流出。"));
        silent(&CHECK, &titled("漏えいのお詫び", "「漏洩のお知らせ」、{{ references.r }}"));
    }
}
