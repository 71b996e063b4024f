//! `missing-measures`: no word of what is done.

use crate::check::scan::parts::{Part, lacks};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    code: "missing-measures",
    severity: Severity::Warning,
    title: Words { ja: "対応・再発防止策がない", en: "no word of what is done" },
    finds: Words {
        ja: "プレスリリース、お詫び文、声明で、何をしたか、これから何をするか(遮断、再発防止策など)を印字していないもの。本文と `attachments` の文書を調べます。`leak` が none のもの、同じ発表者のプレスリリースに添える声明は調べません。",
        en: "A press release, a letter of apology or a statement that does not say what was done or will be done. Its text and its `attachments` are looked at. Files whose `leak` is none, and statements beside a release of the same issuer, are left alone. Judged by the facts that are printed, and by words such as 「再発防止」.",
    },
    why: Words {
        ja: "詫びるだけの文書は、また起きると読まれます。",
        en: "An apology that changes nothing promises the next incident.",
    },
    remedy: Words {
        ja: "対応を [measures] に書いて印字してください。", en: "State [measures] and print them."
    },
    example: r#"
leak = "confirmed"

[parties]
city = { role = "controller", name = "みなと市", self = "本市" }

[documents.release]
kind = "press-release"
text.body = """
令和6年7月9日、図書館の利用者116名の氏名と住所が漏えいしました。お詫びします。お問い合わせ先 03-0000-0000
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
    lacks(subject, Part::Measures, "対応や再発防止策がありません", "the document does not say what is done")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn release(kind: &str, more: &str, body: &str) -> String {
        format!("leak = \"confirmed\"\n{more}\n[documents.a]\nkind = \"{kind}\"\ntext.body = \"\"\"\n{body}\n\"\"\"\n")
    }

    #[test]
    fn measures_are_facts_or_words() {
        fires(&CHECK, &release("press-release", "", "7月9日に漏えいした。お詫びします。"), &["a"]);
        for body in ["再発防止に努めます。", "速やかに遮断しました。", "必要な対策を求めていきます。"]
        {
            silent(&CHECK, &release("press-release", "", body));
        }
        let english = |body| format!("lang = \"en\"\n{}", release("apology-letter", "", body));
        fires(&CHECK, &english("We are sorry."), &["a"]);
        silent(&CHECK, &english("# What we have done\n\nBulk emails now need the approval of two members of staff."));
        let measures = "[measures.m]\na = \"研修を行う。\"\n";
        silent(&CHECK, &release("press-release", measures, "{{ measures.m.a }}"));
    }
}
