//! `missing-date`: no word of when.

use crate::check::scan::parts::{Part, lacks};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    code: "missing-date",
    severity: Severity::Warning,
    title: Words { ja: "いつのことかがない", en: "no date of the incident" },
    finds: Words {
        ja: "プレスリリース、お詫び文、声明で、本文に発生や発覚の日を印字していないもの(文書の日付は数えません)。本文と `attachments` の文書を調べます。`leak` が none のもの、同じ発表者のプレスリリースに添える声明は調べません。",
        en: "A press release, a letter of apology or a statement that says nowhere in its text when the incident happened or was found; the date of the document does not count. Its text and its `attachments` are looked at. Files whose `leak` is none, and statements beside a release of the same issuer, are left alone. Judged by the facts that are printed, and by words such as 「7月9日」.",
    },
    why: Words {
        ja: "いつの利用者が対象か、発表まで何日かかったかが分かりません。",
        en: "Nobody can tell whether they were customers then, or how long the issuer took to tell.",
    },
    remedy: Words {
        ja: "発生日や発覚日を [events] に書いて引用してください。",
        en: "State the date in [events] and cite it.",
    },
    example: r#"
leak = "confirmed"

[parties]
city = { role = "controller", name = "みなと市", self = "本市" }

[documents.release]
kind = "press-release"
text.body = """
図書館の利用者116名の氏名と住所が漏えいしました。再発防止に努めます。お問い合わせ先 03-0000-0000
"""
"#,
    mended: r#"
leak = "confirmed"

[parties]
city = { role = "controller", name = "みなと市", self = "本市" }

[documents.release]
kind = "press-release"
text.body = """
令和6年7月9日、図書館の利用者116名の氏名と住所が漏えいしました。パスワードの管理を徹底し、再発防止に努めます。お問い合わせ先 03-0000-0000
"""
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    lacks(subject, Part::Date, "発生や発覚の日がありません", "the text names no date")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn release(kind: &str, more: &str, body: &str) -> String {
        format!("leak = \"confirmed\"\n{more}\n[documents.a]\nkind = \"{kind}\"\ntext.body = \"\"\"\n{body}\n\"\"\"\n")
    }

    #[test]
    fn dates_are_facts_or_words() {
        fires(&CHECK, &release("press-release", "", "116名の氏名が漏えいした。今月は"), &["a"]);
        silent(&CHECK, &release("press-release", "", "7月 9日に漏えいした。"));
        silent(&CHECK, &release("press-release", "", "7 月末に漏えいした。"));
        let events = "[events]\nfound = 2024-07-09\n";
        silent(&CHECK, &release("press-release", events, "{{ events.found | d }}に判明した。"));
    }

    #[test]
    fn the_date_of_the_document_is_none() {
        let dated = release("press-release", "", "漏えいした。").replace("kind =", "date = 2024-07-09\nkind =");
        fires(&CHECK, &dated, &["a"]);
    }
}
