//! `report-not-planned`: a regime applies, and no report to its authority is planned or made.

use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::stated::Value;
use crate::regime::assess::Verdict;
use crate::regime::condition::Truth;

/// The check.
pub const CHECK: Check = Check {
    code: "report-not-planned",
    severity: Severity::Warning,
    title: Words { ja: "報告が予定されていない制度", en: "a regime that applies, and no report" },
    finds: Words {
        ja: "対象だと書かれ（`[regimes]` の `yes`）、要件も満たす制度なのに、報告書（`regime` のある文書）も、報告した・する予定の出来事（`regime` のある events）もないもの。",
        en: "A regime that binds the organisation (`yes` in `[regimes]`) and whose trigger is met, while no document and no event names it as its `regime`.",
    },
    why: Words {
        ja: "報告を怠ると、法令違反になります。期限は知った時点から進んでいます。",
        en: "Not to report breaks the law, and the clock runs from the moment of knowing.",
    },
    remedy: Words {
        ja: "報告書を `kind = \"regulator-report\"` の文書として加えてください。要件に当たらないと判断したなら、`[regimes.<制度>]` の `unmet` に要件を、`reason` に理由を書きます。",
        en: "Add the report as a document (`kind = \"regulator-report\"`). If its trigger is judged not to be met, write it in `unmet` of `[regimes.<regime>]`, with the `reason`.",
    },
    example: r#"
leak  = "possible"
cause = "unauthorized-access"
[regimes]
jp-ppc = "yes"
"#,
    mended: r#"
leak  = "possible"
cause = "unauthorized-access"
[regimes]
jp-ppc = "yes"
[events.to-ppc]
role   = "reported-to-authority"
regime = "jp-ppc"
stage  = "preliminary"
state  = "planned"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let applying = subject.assessments().filter(|assessment| assessment.verdict() == Verdict::Applies);
    let unplanned = applying.filter(|assessment| {
        let id = &assessment.regime.id;
        let mut entries = subject.case.entries("documents").chain(subject.case.entries("events"));
        let names = |field: &Value| matches!(field, Value::Text(text) if text == id);
        !assessment.regime.stages.is_empty()
            && !entries.any(|entry| entry.field("regime").is_some_and(|field| names(&field.value)))
    });
    let finding = |assessment: crate::regime::assess::Assessment<'_>| {
        let regime = assessment.regime;
        let place = subject.case.entry("regimes", &regime.id)?.name.span;
        let met = assessment.triggers.iter().find(|(_, answer)| answer.truth == Truth::Yes);
        let name = met.map(|(trigger, _)| &trigger.entry.name).unwrap_or(&regime.head.name);
        Some(Finding::at(
            place,
            format!("制度「{}」が適用されます（{}）が、報告が予定されていません", regime.id, name.ja),
            format!("the regime `{}` applies ({}), and no report is planned", regime.id, name.en),
        ))
    };
    unplanned.filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{silent, wordings};

    #[test]
    fn the_trigger_that_is_met_is_named() {
        let found = wordings(&CHECK, CHECK.example);
        assert!(found[0].ja.contains("不正の目的"), "{found:?}");
        assert!(found[0].en.contains("wrongful purpose"), "{found:?}");
    }

    #[test]
    fn what_is_open_or_judged_otherwise_is_left_alone() {
        silent(&CHECK, "leak = \"possible\"\ncause = \"unauthorized-access\"\n");
        silent(&CHECK, "leak = \"possible\"\ncause = \"loss\"\n[regimes]\njp-ppc = \"yes\"\n");
        silent(&CHECK, "leak = \"none\"\n[regimes]\njp-ppc = \"yes\"\n");
        let judged = "leak = \"possible\"\ncause = \"theft\"\n[data.a]\npersons = \"3人\"\nitems = [\"氏名\"]\n[regimes.jp-ppc]\nscope = \"yes\"\nunmet = [\"wrongful-purpose\"]\nreason = \"拾得者が警察に届け出た\"\n";
        silent(&CHECK, judged);
    }
}
