//! `missing-count`: no word of how many.

use crate::check::scan::parts::{Part, lacks};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    code: "missing-count",
    severity: Severity::Warning,
    title: Words { ja: "件数・人数がない", en: "no number of records or persons" },
    finds: Words {
        ja: "プレスリリース、お詫び文、声明で、何件・何人の情報かを印字していないもの。本文と `attachments` の文書を調べます。`leak` が none のもの、同じ発表者のプレスリリースに添える声明は調べません。",
        en: "A press release, a letter of apology or a statement that says neither how many records nor how many persons are concerned. Its text and its `attachments` are looked at. Files whose `leak` is none, and statements beside a release of the same issuer, are left alone. Judged by the facts that are printed, and by words such as 「3名」.",
    },
    why: Words {
        ja: "規模が分からず、最初に問い合わせを受けるところです。",
        en: "It is the first question that is asked.",
    },
    remedy: Words {
        ja: "件数や人数を [data] に書いて印字してください。分からないときは「調査中」も事実です。公表しないときは理由を添えて認めます。",
        en: "State the figure in [data] and print it. “調査中” is a figure, too. If it is not published, accept the warning with the reason.",
    },
    example: r#"
leak = "confirmed"

[parties]
city = { role = "controller", name = "みなと市", self = "本市" }

[documents.release]
kind = "press-release"
text.body = """
令和6年7月9日、図書館の利用者の氏名と住所が漏えいしました。再発防止に努めます。お問い合わせ先 03-0000-0000
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
    lacks(subject, Part::Count, "件数・人数がありません", "the document does not say how many are concerned")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn release(kind: &str, more: &str, body: &str) -> String {
        format!("leak = \"confirmed\"\n{more}\n[documents.a]\nkind = \"{kind}\"\ntext.body = \"\"\"\n{body}\n\"\"\"\n")
    }

    #[test]
    fn counts_are_facts_or_words() {
        fires(&CHECK, &release("press-release", "", "2024年7月9日に氏名が漏えいした。"), &["a"]);
        for body in ["116名の氏名", "約37,000 人分", "約3万7千件", "件数は調査中です。"] {
            silent(&CHECK, &release("press-release", "", body));
        }
        silent(&CHECK, &format!("lang = \"en\"\n{}", release("statement", "", "Names of 1.2 million customers.")));
        let data = "[data]\nx = { persons = \"3名\", items = [\"氏名\"] }\n";
        silent(&CHECK, &release("press-release", data, "| 人数 |\n|-|\n| {{ data.x.persons | number }} |"));
        fires(&CHECK, &release("press-release", data, "{{ data.x.items }}"), &["a"]);
    }

    #[test]
    fn an_attachment_may_tell_it() {
        let other = "[documents.b]\nkind = \"attachment\"\ntext.body = \"合計3名\"\n";
        let file = format!("{}{other}", release("press-release", "", "氏名が漏えいした。"));
        fires(&CHECK, &file, &["a"]);
        silent(
            &CHECK,
            &file.replace("kind = \"press-release\"\n", "kind = \"press-release\"\nattachments = [\"b\"]\n"),
        );
    }
}
