//! `replaced-document`: a document that says it replaces one that is not there.

use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::{Severity, nearest};
use crate::facts::Case;
use crate::facts::stated::{Entry, Field, Value};

/// The check.
pub const CHECK: Check = Check {
    code: "replaced-document",
    severity: Severity::Error,
    title: Words { ja: "差し替える文書の誤り", en: "a document that replaces none" },
    finds: Words {
        ja: "文書の `replaces` が、前の版にない文書を指すもの、または2つの文書が同じ文書を差し替えるもの。",
        en: "A `replaces` of a document that names none of an earlier version, or one that another document replaces too.",
    },
    why: Words {
        ja: "新旧の比較は、差し替えられた文書と並べて行います。相手がなければ、全文が新しい文書として扱われます。",
        en: "A document is compared with the one it replaces. Without that one, all of it counts as new.",
    },
    remedy: Words {
        ja: "前の版の `[documents.<名前>]` の名前を書いてください。同じ名前の文書には `replaces` は要りません。",
        en: "Write the name of `[documents.<name>]` in the version before. A document of the same name needs no `replaces`.",
    },
    example: r#"
# incidents/minato/v1.toml
status = "final"
[documents.letter]
kind      = "attachment"
text.body = "本文"

# incidents/minato/v2.toml
[documents.corrected]
kind      = "attachment"
replaces  = "leter"
text.body = "本文"
"#,
    mended: r#"
# incidents/minato/v1.toml
status = "final"
[documents.letter]
kind      = "attachment"
text.body = "本文"

# incidents/minato/v2.toml
[documents.corrected]
kind      = "attachment"
replaces  = "letter"
text.body = "本文"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let case = subject.case;
    let replacing: Vec<(&Field, &str)> = case.entries("documents").filter_map(replaces).collect();
    let one = |(index, (field, name)): (usize, &(&Field, &str))| {
        let twin = replacing.get(..index)?.iter().find(|(_, other)| other == name);
        let is_known = case.versions_before().any(|earlier| earlier.entry("documents", name).is_some());
        match (is_known, twin) {
            (false, _) => Some(unknown(case, field, name)),
            (true, Some((first, _))) => Some(
                Finding::at(
                    field.span,
                    format!("文書「{name}」を2つの文書が差し替えます"),
                    format!("two documents replace `{name}`"),
                )
                .label(first.span, "1つ目", "the first"),
            ),
            (true, None) => None,
        }
    };
    replacing.iter().enumerate().filter_map(one).collect()
}

fn replaces(document: &Entry) -> Option<(&Field, &str)> {
    let field = document.field("replaces")?;
    match &field.value {
        Value::Text(name) => Some((field, name)),
        _ => None,
    }
}

fn unknown(case: &Case, field: &Field, name: &str) -> Finding {
    let finding = Finding::at(
        field.span,
        format!("前の版に文書「{name}」はありません"),
        format!("no earlier version has a document `{name}`"),
    );
    let known = case.versions_before().flat_map(|earlier| earlier.entries("documents"));
    match nearest(name, known.map(|entry| entry.name.value.as_str())) {
        Some(near) => finding.hint(format!("「{near}」の誤りではありませんか。"), format!("did you mean `{near}`?")),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    #[test]
    fn one_document_replaces_one() {
        let document = |name: &str, replaces: &str| {
            format!("[documents.{name}]\nkind = \"attachment\"\n{replaces}\ntext.body = \"本文\"\n")
        };
        let file = |after: &str| {
            format!("# incidents/a/v1.toml\nstatus = \"final\"\n{}# incidents/a/v2.toml\n{after}", document("old", ""))
        };
        silent(&CHECK, &file(&document("new", "replaces = \"old\"")));
        let two = document("new", "replaces = \"old\"") + &document("newer", "replaces = 'old'");
        fires(&CHECK, &file(&two), &["'old'"]);
        fires(&CHECK, &document("new", "replaces = \"old\""), &["\"old\""]);
    }
}
