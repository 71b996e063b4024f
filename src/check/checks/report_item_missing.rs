//! `report-item-missing`: a final report to an authority that lacks an item it must have.

use crate::check::{Check, Draft, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::stated::Value;
use crate::regime::deadline::missed;
use crate::regime::pack::Stage;
use crate::regime::report::Lack;

/// The check.
pub const CHECK: Check = Check {
    code: "report-item-missing",
    severity: Severity::Warning,
    title: Words { ja: "報告書に記載のない報告事項", en: "a report without an item that it must have" },
    finds: Words {
        ja: "確報など最終段階の報告書（`stage` が final か、書かれていないもの）で、制度が求める報告事項の事実が書かれていないか、調査中のままのもの。期限に遅れた報告では、段階を問わず、遅れた理由（GDPR第33条(1)）がないもの。その節を自分の文章（`text.<節>`）で書いていれば見つかりません。",
        en: "In a report to an authority at its last stage (`stage` is final or not stated): an item that the regime asks for and the file does not state, or states as under investigation. In a late report of any stage: that the reasons for the delay are missing (GDPR, Art. 33(1)). A text of one's own for its section (`text.<section>`) counts as stating it.",
    },
    why: Words {
        ja: "報告事項の欠けた確報は、追完を求められます。合理的な努力を尽くしても判明しない事項は、その旨と追完の予定を書かなければなりません。",
        en: "An authority will ask for what is missing. What could not be found out with reasonable effort must be said to be so, with the reason.",
    },
    remedy: Words {
        ja: "示された事実を書いてください。判明しないときは、`text.<節>` にその旨と、判明次第報告することを書きます。",
        en: "State the facts that are named. If something cannot be found out, say so in `text.<section>`, and that it will be reported later.",
    },
    example: r#"
leak  = "possible"
cause = "unauthorized-access"
[parties.a]
name = "みなと商事株式会社"
self = "当社"
[data.members]
persons = "12人"
items   = ["氏名"]
[documents.report]
kind   = "regulator-report"
regime = "jp-ppc"
stage  = "final"
issuer = "a"
"#,
    mended: r#"
leak  = "possible"
cause = "unauthorized-access"
[parties.a]
name = "みなと商事株式会社"
self = "当社"
[data.members]
persons = "12人"
items   = ["氏名"]
[documents.report]
kind   = "regulator-report"
regime = "jp-ppc"
stage  = "preliminary"
issuer = "a"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for assessment in subject.assessments() {
        for draft in subject.filings("regulator-report", &assessment.regime.id) {
            let stage = match draft.entry.field("stage").map(|field| &field.value) {
                Some(Value::Word(word)) => Stage::named(word).unwrap_or(Stage::Final),
                _ => Stage::Final,
            };
            let late = missed(subject.case, &assessment, draft.entry);
            let lacks = assessment.regime.lacks(subject.case, draft.entry, stage, &late);
            // What is under investigation may be missing until the last report; why one is late is known.
            let lacks = lacks.iter().filter(|lack| stage == Stage::Final || lack.item.entry.if_late.is_some());
            found.extend(lacks.map(|lack| one(draft, lack)));
        }
    }
    found
}

fn one(draft: &Draft<'_>, lack: &Lack<'_>) -> Finding {
    let heading = &lack.item.entry.heading;
    let finding = Finding::at(
        draft.entry.name.span,
        format!("報告書に「{heading}」の記載がそろっていません"),
        format!("the report does not state all of \"{heading}\""),
    );
    lack.needs.iter().fold(finding, |finding, need| {
        let ways: Vec<String> = need.iter().map(|need| need.path()).collect();
        finding.hint(format!("{} を書いてください。", ways.join(" か ")), format!("state {}.", ways.join(" or ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{headlines, silent};

    #[test]
    fn every_item_that_is_missing_is_named() {
        let found = headlines(&CHECK, CHECK.example);
        // Stated are the leak, the items and the number.
        let named = ["概要", "原因", "二次被害", "本人への対応", "公表", "再発防止", "その他参考"];
        assert_eq!(found.len(), named.len(), "{found:?}");
        assert!(found.iter().zip(named).all(|(found, name)| found.contains(name)), "{found:?}");
    }

    #[test]
    fn a_late_report_needs_its_reasons_at_any_stage() {
        // 72 hours from the 2nd at 10:00 end on the 5th at 10:00.
        let of = |date: &str, more: &str| {
            format!(
                "lang = \"en\"\nleak = \"confirmed\"\n[regimes]\neu-gdpr = \"yes\"\n[parties.a]\nname = \"A\"\nself = \"we\"\nrole = \"controller\"\n[events]\nbecame-aware = 2026-11-02T10:00\n[documents.r]\nkind = \"regulator-report\"\nregime = \"eu-gdpr\"\nstage = \"preliminary\"\nissuer = \"a\"\ndate = {date}\n{more}"
            )
        };
        silent(&CHECK, &of("2026-11-05", ""));
        assert_eq!(headlines(&CHECK, &of("2026-11-06", "")).len(), 1);
        silent(&CHECK, &of("2026-11-06", "text.delay = \"The mail server was down.\"\n"));
    }

    #[test]
    fn a_text_of_its_own_states_an_item() {
        let texts = ["overview", "cause", "secondary", "individuals", "publication", "prevention", "other"];
        let texts: String = texts.iter().map(|text| format!("text.{text} = \"記載のとおり。\"\n")).collect();
        silent(&CHECK, &format!("{}{texts}", CHECK.example));
    }
}
