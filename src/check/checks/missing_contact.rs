//! `missing-contact`: nobody to ask.

use crate::check::scan::parts::{Part, lacks};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    code: "missing-contact",
    severity: Severity::Warning,
    title: Words { ja: "問い合わせ先がない", en: "no contact" },
    finds: Words {
        ja: "プレスリリース、お詫び文、声明で、問い合わせ先(`contacts`、電話番号、メールアドレス、URL)を印字していないもの。本文と `attachments` の文書を調べます。`leak` が none のもの、同じ発表者のプレスリリースに添える声明は調べません。",
        en: "A press release, a letter of apology or a statement that tells nobody whom to ask: no `contacts`, telephone, mail address or page. Its text and its `attachments` are looked at. Files whose `leak` is none, and statements beside a release of the same issuer, are left alone. Judged by the facts that are printed, and by words such as 「お問い合わせ先」.",
    },
    why: Words {
        ja: "自分の情報が含まれるかを、読み手が確かめられません。",
        en: "Readers cannot find out whether they are concerned.",
    },
    remedy: Words {
        ja: "連絡先を [contacts] に書いて {{ contacts }} で印字するか、載せない理由を添えて認めてください。",
        en: "State [contacts] and print {{ contacts }}, or accept the warning with the reason.",
    },
    example: r#"
leak = "confirmed"

[parties]
city = { role = "controller", name = "みなと市", self = "本市" }

[documents.release]
kind = "press-release"
text.body = """
令和6年7月9日、図書館の利用者116名の氏名と住所が漏えいしました。パスワードの管理を徹底し、再発防止に努めます。
"""
"#,
    mended: r#"
leak = "confirmed"

[parties]
city = { role = "controller", name = "みなと市", self = "本市" }

[documents.release]
kind = "press-release"
text.body = """
令和6年7月9日、図書館の利用者116名の氏名と住所が漏えいしました。パスワードの管理を徹底し、再発防止に努めます。

お問い合わせ先 03-0000-0000
"""
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    lacks(subject, Part::Contact, "問い合わせ先がありません", "the document names no contact")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn release(kind: &str, more: &str, body: &str) -> String {
        format!("leak = \"confirmed\"\n{more}\n[documents.a]\nkind = \"{kind}\"\ntext.body = \"\"\"\n{body}\n\"\"\"\n")
    }

    #[test]
    fn finds_documents_without_a_contact() {
        for kind in ["press-release", "apology-letter", "statement"] {
            fires(&CHECK, &release(kind, "", "2024年7月9日に漏えいした。"), &["a"]);
        }
        silent(&CHECK, &release("attachment", "", "漏えいした。"));
        silent(&CHECK, &release("press-release", "", "漏えいした。").replace("confirmed", "none"));
        silent(&CHECK, &release("press-release", "", "停止した。").replace("leak = \"confirmed\"\n", ""));
    }

    #[test]
    fn every_way_to_reach_somebody_will_do() {
        for body in ["電話 0984-35-2268", "help@a.example", "https://a.example/", "お問い合わせは窓口まで"]
        {
            silent(&CHECK, &release("press-release", "", body));
        }
        let contact = "[contacts]\nc = { name = \"総務課\" }\n";
        silent(&CHECK, &release("press-release", contact, "{{ contacts }}"));
    }

    #[test]
    fn a_comment_beside_a_release_need_not_repeat_it() {
        let parties = "[parties]\np = { role = \"controller\", name = \"甲\" }\nq = { name = \"乙\" }\n";
        let other = "[documents.b]\nkind = \"press-release\"\nissuer = \"p\"\ntext.body = \"電話 0984-35-2268\"\n";
        let file = format!("{}{other}", release("statement", parties, "漏えいした。"));
        silent(&CHECK, &file);
        fires(&CHECK, &file.replace("kind = \"statement\"\n", "kind = \"statement\"\nissuer = \"q\"\n"), &["a"]);
    }

    #[test]
    fn reads_english() {
        let english = |body: &str| format!("lang = \"en\"\n{}", release("press-release", "", body));
        fires(&CHECK, &english("Names leaked."), &["a"]);
        silent(&CHECK, &english("Please call 01632 960140."));
    }
}
