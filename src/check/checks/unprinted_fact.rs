//! `unprinted-fact`: a statement of the file that no document of it prints.

use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::stated::Entry;
use std::collections::BTreeSet;

/// The check.
pub const CHECK: Check = Check {
    code: "unprinted-fact",
    severity: Severity::Note,
    title: Words { ja: "どの文書にも印字されない事実", en: "a fact that no document prints" },
    finds: Words {
        ja: "文のある出来事、確認事項、原因、再発防止策のうち、この事案のどの文書にも印字されないもの。撤回した確認事項と `base` の事実は除きます。",
        en: "An event with a text, a claim, a cause or a measure that none of the documents prints. Retracted claims and facts of the base are left out.",
    },
    why: Words {
        ja: "「情報が流出したかは不明です」のような一文は、書いてあっても、引用しなければ公表文から落ちます。",
        en: "A sentence such as “whether data was taken is unknown” may stand in the file and still be missing from the release.",
    },
    remedy: Words {
        ja: "載せるべき文なら、文書で引用してください。公表しないと決めた事実なら、理由を添えて認めます。",
        en: "Cite it in a document if it should be said; if it is kept back on purpose, accept the note with the reason.",
    },
    example: r#"
[claims]
leak = { about = "leak", state = "unknown", says = "情報が流出したかは不明です。" }
[documents.release]
kind      = "attachment"
text.body = "遠隔操作を受けました。"
"#,
    mended: r#"
[claims]
leak = { about = "leak", state = "unknown", says = "情報が流出したかは不明です。" }
[documents.release]
kind      = "attachment"
text.body = "遠隔操作を受けました。{{ claims.leak }}"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let case = subject.case;
    // What was not drafted may print anything.
    let complete = case.entries("documents").count() == subject.drafts.len() && !subject.drafts.is_empty();
    if !complete {
        return Vec::new();
    }
    let passages = subject.drafts.iter().flat_map(|draft| &draft.passages);
    let marks = passages.flat_map(|passage| &passage.marks);
    let printed: BTreeSet<(&str, &str, &str)> = marks.map(|mark| place_of(mark.path)).collect();
    // A group of measures cited whole prints its members.
    let is_printed = |kind: &str, name: &str, member: &str| {
        printed.contains(&(kind, name, member)) || printed.contains(&(kind, name, ""))
    };
    let mut found = Vec::new();
    for entry in ["events", "claims", "causes"].into_iter().flat_map(|kind| case.entries(kind)) {
        let says = entry.kind != "events" || entry.field("text").is_some();
        let kept = says && entry.field("retracted").is_none() && !case.is_inherited(entry);
        if kept && !is_printed(entry.kind, &entry.name.value, "") {
            found.push(finding(entry));
        }
    }
    for group in case.entries("measures").filter(|group| !case.is_inherited(group)) {
        let lost = group.members.iter().filter(|member| !is_printed("measures", &group.name.value, &member.name.value));
        found.extend(lost.map(finding));
    }
    found
}

fn finding(entry: &Entry) -> Finding {
    Finding::at(entry.name.span, "どの文書にも印字されません", "no document prints this")
}

/// Kind, entry and, for a measure, member of a path.
fn place_of(path: &str) -> (&str, &str, &str) {
    let mut words = path.split('.');
    let (kind, name) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    (kind, name, words.next().filter(|_| kind == "measures").unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    const DOCUMENT: &str =
        "[documents.d]\nkind = \"attachment\"\ntext.body = \"本文{{ claims.a }}{{ measures.m.one }}\"\n";

    #[test]
    fn each_statement_is_looked_for_by_itself() {
        let facts = "[claims]\na = \"一\"\nb = \"二\"\n[measures.m]\none = \"三\"\ntwo = \"四\"\n[causes]\nc = \"五\"\n[events]\ne = { text = \"六\" }\n";
        fires(&CHECK, &format!("{facts}{DOCUMENT}"), &["e", "b", "c", "two"]);
    }

    #[test]
    fn dates_retracted_claims_and_files_without_documents_are_left_alone() {
        let facts = "[claims]\na = \"一\"\nold = { says = \"二\", retracted = 2024-07-09 }\n[measures.m]\none = \"三\"\n[events]\nfound = 2024-07-09\n";
        silent(&CHECK, &format!("{facts}{DOCUMENT}"));
        silent(&CHECK, "[claims]\nb = \"二\"\n");
    }
}
