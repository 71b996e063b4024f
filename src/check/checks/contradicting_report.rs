//! `contradicting-report`: a later report to an authority that contradicts the one before, without a word on why.

use crate::change::{FactChange, fact_changes, touches};
use crate::check::{Check, Draft, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::facts::stated::{Entry, Value};
use crate::regime::pack::Stage;

/// The check.
pub const CHECK: Check = Check {
    code: "contradicting-report",
    severity: Severity::Warning,
    title: Words { ja: "前の報告と食い違う報告", en: "a report that contradicts the one before" },
    finds: Words {
        ja: "同じ制度への前の段階の報告書がある版と比べて値が変わり、この版の報告書に印字されているのに、`[corrections]` に説明のない事実。案のままの版で速報を出した場合も含みます（公表した版との違いは `unexplained-change` が見ます）。",
        en: "A fact that a report prints, and that is stated otherwise in the version of the report of the stage before, while `[corrections]` does not say why. Drafts count: a preliminary report is often sent from one. Against a final version, `unexplained-change` looks.",
    },
    why: Words {
        ja: "速報と確報の数字が説明なく違うと、監督機関から照会を受け、報告全体の信用を損ないます。",
        en: "An authority asks about every figure that differs between two reports, and doubts the rest.",
    },
    remedy: Words {
        ja: "どちらが正しいか確かめ、変わった理由を `[corrections.<名前>]` に書いてください。",
        en: "Check which one is right, and say why it changed in `[corrections.<name>]`.",
    },
    example: r#"
# incidents/a/v1.toml
leak  = "possible"
cause = "unauthorized-access"
[parties.a]
name = "甲株式会社"
self = "当社"
[data.members]
persons = "約1,200人"
[documents.first]
kind   = "regulator-report"
regime = "jp-ppc"
stage  = "preliminary"
issuer = "a"
# incidents/a/v2.toml
leak  = "possible"
cause = "unauthorized-access"
[parties.a]
name = "甲株式会社"
self = "当社"
[data.members]
persons = "3,622人"
[documents.second]
kind   = "regulator-report"
regime = "jp-ppc"
stage  = "final"
issuer = "a"
"#,
    mended: r#"
# incidents/a/v1.toml
leak  = "possible"
cause = "unauthorized-access"
[parties.a]
name = "甲株式会社"
self = "当社"
[data.members]
persons = "約1,200人"
[documents.first]
kind   = "regulator-report"
regime = "jp-ppc"
stage  = "preliminary"
issuer = "a"
# incidents/a/v2.toml
leak  = "possible"
cause = "unauthorized-access"
[parties.a]
name = "甲株式会社"
self = "当社"
[data.members]
persons = "3,622人"
[documents.second]
kind   = "regulator-report"
regime = "jp-ppc"
stage  = "final"
issuer = "a"
[corrections.persons]
facts  = "data.members.persons"
kind   = "news"
reason = "ほかのサーバーにも会員の情報があることが判明したため"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for draft in &subject.drafts {
        let Some((regime, stage)) = report(draft.entry) else { continue };
        let has_report = |case: &&Case| {
            case.entries("documents").filter_map(report).any(|(other, earlier)| other == regime && earlier < stage)
        };
        let Some(before) = subject.case.versions_before().rfind(has_report) else { continue };
        // What changed since the last final version is looked at there.
        if subject.predecessor.is_some_and(|predecessor| predecessor.version >= before.version) {
            continue;
        }
        let changes = fact_changes(before, subject.case);
        let open = changes.iter().filter(|change| change.before.is_some() && change.settled.is_none());
        found.extend(open.filter(|change| prints(draft, change)).filter_map(|change| {
            let place = subject.case.place(&change.path)?;
            let finding = Finding::at(
                place,
                format!("「{}」が、第{}版の報告書と違います", change.path, before.version),
                format!("`{}` differs from the report in version {}", change.path, before.version),
            );
            let earlier = before.place(&change.earlier_path())?;
            Some(finding.label(earlier, "前の報告書での記載", "in the report before"))
        }));
    }
    crate::check::finding::once(found)
}

/// Regime and stage of a report; one without a stage is the last.
fn report(document: &Entry) -> Option<(&str, Stage)> {
    let Some(Value::Text(regime)) = document.field("regime").map(|field| &field.value) else { return None };
    let stage = match document.field("stage").map(|field| &field.value) {
        Some(Value::Word(word)) => Stage::named(word)?,
        _ => Stage::Final,
    };
    matches!(document.field("kind").map(|field| &field.value), Some(Value::Text(kind)) if kind == "regulator-report")
        .then_some((regime, stage))
}

fn prints(draft: &Draft<'_>, change: &FactChange) -> bool {
    draft.passages.iter().flat_map(|passage| &passage.marks).any(|mark| touches(mark.path, &change.path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{fires, silent};

    #[test]
    fn only_what_the_report_prints_is_compared() {
        let other = |number: &str| format!("[figures]\nother = \"{number}台\"\n[documents");
        let text = CHECK
            .example
            .replacen("[documents", &other("5"), 1)
            .replace("\n[documents.second", &format!("\n{}.second", other("6")));
        fires(&CHECK, &text, &["\"3,622人\""]);
        // What is cited may be a part of what changed, or the whole.
        let period = |end: &str| format!("[events]\nlent = \"2024-07-01/2024-07-0{end}\"\n[documents");
        let cited = |path: &str| {
            let text = CHECK.example.replacen("[documents", &period("4"), 1);
            let text = text.replace("\n[documents.second", &format!("\n{}.second", period("5")));
            format!("{text}[documents.second.text]\nother = \"{{{{ {path} }}}}まで\"\n")
        };
        for path in ["events.lent", "events.lent.end"] {
            fires(&CHECK, &cited(path), &["\"3,622人\"", "\"2024-07-01/2024-07-05\""]);
        }
    }

    #[test]
    fn only_a_report_of_an_earlier_stage_is_compared() {
        fires(&CHECK, CHECK.example, &["\"3,622人\""]);
        silent(&CHECK, &CHECK.example.replace("preliminary", "final"));
        // A final version is compared whole, by other checks.
        silent(&CHECK, &CHECK.example.replacen("leak ", "status = \"final\"\nleak ", 1));
        silent(
            &CHECK,
            &CHECK.example.replace(
                "kind   = \"regulator-report\"\nregime = \"jp-ppc\"\nstage  = \"preliminary\"",
                "kind = \"press-release\"",
            ),
        );
    }
}
