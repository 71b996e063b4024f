//! `missing-attachment`: 別紙 where there is none.

use crate::check::scan::voice::{Line, Voice};
use crate::check::scan::words::before;
use crate::check::{Check, Draft, Finding, Role, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::facts::stated::{Entry, Value};
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "missing-attachment",
    severity: Severity::Warning,
    title: Words { ja: "「別紙」がない", en: "an annex that is not there" },
    finds: Words {
        ja: "本文に「別紙」「別添」とあるのに、`attachments` も、種類が attachment の文書も、「別紙」の見出しもないもの。",
        en: "A text that refers to 「別紙」 or 「別添」 although it lists no `attachments`, the file has no document of the kind attachment, and no heading says 「別紙」.",
    },
    why: Words {
        ja: "別紙を付け忘れたまま発表する事故になります。", en: "The release goes out without its annex."
    },
    remedy: Words {
        ja: "別紙を文書として書き、`attachments` に挙げてください。このプログラムの外で作る別紙なら、その旨を理由として認めます。",
        en: "Write the annex as a document and list it in `attachments`; if it is made elsewhere, accept the warning with that reason.",
    },
    example: r#"
[documents.note]
kind = "memo"
template = "attachment"
text.body = "事案の状況については、別紙資料のとおりです。"
"#,
    mended: r#"
[documents.note]
kind = "memo"
template = "attachment"
attachments = ["annex"]
text.body = "事案の状況については、別紙資料のとおりです。"

[documents.annex]
kind   = "attachment"
number = "別紙"
text.body = "1月に発生しました。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    if subject.case.entries("documents").any(is_attachment) {
        return Vec::new();
    }
    let voice = Voice::of(subject);
    let one = |draft: &Draft<'_>| {
        let lines = voice.lines(draft);
        let names = |line: &Line<'_, '_>| {
            matches!(line.passage.role, Role::Heading(_) | Role::Title | Role::Number)
                && line.passage.text.contains("別紙")
        };
        if lists_attachments(subject.case, draft.entry) || lines.iter().any(names) {
            return None;
        }
        let (line, range) = lines.iter().filter(|line| line.is_body()).find_map(|line| Some((line, mention(line)?)))?;
        let word = line.passage.text.get(range.clone())?;
        Some(Finding::at(
            subject.place(draft, line.passage, range.clone()),
            format!("「{word}」とありますが、別紙となる文書がありません"),
            format!("“{word}” is referred to, but there is no such document"),
        ))
    };
    subject.japanese().filter_map(one).collect()
}

/// The first mention; 個別紙面 is no annex.
fn mention(line: &Line<'_, '_>) -> Option<Range<usize>> {
    let all = ["別紙", "別添"].iter().flat_map(|word| line.own(word));
    all.filter(|range| before(&line.passage.text, range.start) != Some('個')).min_by_key(|range| range.start)
}

fn is_attachment(document: &Entry) -> bool {
    matches!(document.field("kind").map(|field| &field.value), Some(Value::Text(kind)) if kind == "attachment")
}

fn lists_attachments(case: &Case, document: &Entry) -> bool {
    !case.names(document, "attachments").is_empty()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn memo(more: &str, body: &str) -> String {
        format!("[documents.m]\nkind = \"memo\"\ntemplate = \"attachment\"\n{more}text.body = \"\"\"\n{body}\n\"\"\"\n")
    }

    #[test]
    fn finds_annexes_that_are_not_there() {
        fires(&CHECK, &memo("", "詳細は別紙のとおり、別添の表"), &["別紙"]);
        fires(&CHECK, &memo("", "別添の表"), &["別添"]);
    }

    #[test]
    fn annexes_may_be_documents_or_parts() {
        silent(&CHECK, &memo("", "詳細は別紙のとおり\n\n# 別紙\n一覧"));
        silent(&CHECK, &memo("", "個別紙面、「別紙」"));
        silent(
            &CHECK,
            &format!("{}[documents.a]\nkind = \"attachment\"\ntext.body = \"x\"\n", memo("", "別紙のとおり")),
        );
        silent(&CHECK, "[documents.a]\nkind = \"attachment\"\ntext.body = \"別紙\"\n");
        let listed = memo("attachments = [\"s\"]\n", "別紙のとおり");
        silent(&CHECK, &format!("{listed}[documents.s]\nkind = \"statement\"\ntext.body = \"表\"\n"));
    }
}
