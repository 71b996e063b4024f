//! `report-too-late`: a report or notice that was made, or is dated, after its period ended.

use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::stated::Value;
use crate::regime::clock::Due;
use crate::regime::deadline::{Deadline, Standing, deadlines};
use crate::regime::pack::Deed;
use chrono::DateTime;

/// The check.
pub const CHECK: Check = Check {
    code: "report-too-late",
    severity: Severity::Warning,
    title: Words { ja: "期限を過ぎた報告", en: "a report after its deadline" },
    finds: Words {
        ja: "制度の期限より後の日付の報告書と、期限より後に行われた（行う予定の）報告・通知の出来事。期限は `kohyo deadlines` と同じ数え方です。",
        en: "A report that is dated after the deadline of its stage, and an event (report, notice) that came after its own. Deadlines are counted as `kohyo deadlines` does.",
    },
    why: Words {
        ja: "遅れた報告は、それ自体が違反となるか、遅れた理由の説明を求められます。日付の書き誤りのこともあります。",
        en: "A late report is a breach of its own, or needs its reasons. It may also be a slip in a date.",
    },
    remedy: Words {
        ja: "起算の日と報告の日を確かめてください。実際に遅れるなら、理由を報告書に書き、この指摘を理由を添えて認めます。",
        en: "Check the start and the date. If it is late indeed, give the reasons in the report, and accept the finding with a reason.",
    },
    example: r#"
leak  = "possible"
cause = "unauthorized-access"
[regimes]
jp-ppc = "yes"
[events]
knew = 2026-11-02
[events.to-ppc]
role   = "reported-to-authority"
regime = "jp-ppc"
stage  = "final"
at     = 2027-01-05
"#,
    mended: r#"
leak  = "possible"
cause = "unauthorized-access"
[regimes]
jp-ppc = "yes"
[events]
knew = 2026-11-02
[events.to-ppc]
role   = "reported-to-authority"
regime = "jp-ppc"
stage  = "final"
at     = 2027-01-04
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let clocks = subject.assessments().flat_map(|assessment| deadlines(subject.case, &assessment, subject.zone));
    clocks.filter(|clock| clock.is_certain).flat_map(|clock| late(subject, &clock)).collect()
}

fn late(subject: &Subject<'_>, clock: &Deadline<'_>) -> Vec<Finding> {
    let Some(Ok(due)) = clock.due else { return Vec::new() };
    let last = match due {
        Due::By { day, .. } => day,
        Due::At(instant) => clock.zone.day(instant),
        Due::Promptly => return Vec::new(),
    };
    let name = &clock.clock.entry.name;
    let finding = |place| {
        let finding = Finding::at(
            place,
            format!("「{}」の期限（{last}）を過ぎています", name.ja),
            format!("this is after the deadline of \"{}\" ({last})", name.en),
        );
        match &clock.start {
            Some(start) => finding.label(start.span, "起算", "counted from here"),
            None => finding,
        }
    };
    // Standing does not depend on the instant where a clock was met.
    let is_late = clock.standing(DateTime::UNIX_EPOCH) == Standing::MetLate;
    let mut found: Vec<Finding> = clock.met.iter().filter(|_| is_late).map(|met| finding(met.span)).collect();
    if let Deed::Report(stage) = clock.clock.entry.met_by {
        let filings = subject.filings("regulator-report", &clock.regime.id);
        let of_stage = filings.filter(|draft| {
            matches!(draft.entry.field("stage").map(|field| &field.value), Some(Value::Word(word)) if *word == stage.word())
        });
        found.extend(of_stage.filter_map(|draft| {
            let field = draft.entry.field("date")?;
            let date = subject.case.moment(&field.value)?.start()?.date()?;
            (date > last).then(|| finding(field.span))
        }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{fires, silent};

    const FILE: &str = "leak = \"possible\"\ncause = \"theft\"\n[parties.a]\nname = \"甲\"\nself = \"当社\"\n[events]\nknew = 2026-11-02T10:00\n[documents.r]\nkind = \"regulator-report\"\nregime = \"jp-ppc\"\nissuer = \"a\"\n";

    #[test]
    fn a_report_is_late_by_its_date() {
        // 2 November is day 1, so the window of the preliminary report closes with the 6th.
        let of = |date: &str| format!("{FILE}stage = \"preliminary\"\ndate = {date}\n");
        silent(&CHECK, &of("2026-11-06"));
        fires(&CHECK, &of("2026-11-07"), &["2026-11-07"]);
    }

    #[test]
    fn without_a_start_nothing_is_late() {
        silent(&CHECK, &format!("{FILE}stage = \"final\"\ndate = 2027-02-01\n").replace("knew", "found"));
    }
}
