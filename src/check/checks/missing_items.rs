//! `missing-items`: no word of which data leaked.

use crate::check::scan::parts::{Part, lacks};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    code: "missing-items",
    severity: Severity::Warning,
    title: Words { ja: "漏えいした項目がない", en: "no word of which data" },
    finds: Words {
        ja: "プレスリリース、お詫び文、声明で、どの情報(氏名、住所など)が漏えいしたかを印字していないもの。本文と `attachments` の文書を調べます。`leak` が none のもの、同じ発表者のプレスリリースに添える声明は調べません。",
        en: "A press release, a letter of apology or a statement that does not say which data leaked. Its text and its `attachments` are looked at. Files whose `leak` is none, and statements beside a release of the same issuer, are left alone. Judged by the facts that are printed, and by words such as 「氏名」.",
    },
    why: Words {
        ja: "何に気を付ければよいかが分かりません。カード番号か氏名だけかで、取るべき行動が違います。",
        en: "What readers should do depends on it: a card number is not a name.",
    },
    remedy: Words {
        ja: "項目を [data] の `items` に書いて印字してください。",
        en: "State `items` in [data] and print them.",
    },
    example: r#"
leak = "confirmed"

[parties]
city = { role = "controller", name = "みなと市", self = "本市" }

[documents.release]
kind = "press-release"
text.body = """
令和6年7月9日、図書館の利用者116名の情報が漏えいしました。再発防止に努めます。お問い合わせ先 03-0000-0000
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
    lacks(
        subject,
        Part::Items,
        "漏えいした情報の項目がありません",
        "the document does not say which data are concerned",
    )
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn release(kind: &str, more: &str, body: &str) -> String {
        format!("leak = \"confirmed\"\n{more}\n[documents.a]\nkind = \"{kind}\"\ntext.body = \"\"\"\n{body}\n\"\"\"\n")
    }

    #[test]
    fn items_are_facts_or_words() {
        fires(&CHECK, &release("press-release", "", "116名の情報が漏えいした。"), &["a"]);
        silent(&CHECK, &release("press-release", "", "116名の氏名が漏えいした。"));
        let data = "[data]\nx = { persons = \"3名\", items = [\"使用水量\"] }\n";
        silent(&CHECK, &release("press-release", data, "{{ data.x.items }}が漏えいした。"));
        fires(&CHECK, &release("press-release", data, "{{ data.x }}の情報が漏えいした。"), &["a"]);
    }
}
