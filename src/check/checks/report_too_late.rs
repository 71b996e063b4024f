//! `report-too-late`: a report or notice that was made, or is dated, after its period ended.

use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::regime::deadline::{Deadline, deadlines};

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
    let clocks = subject.assessments().flat_map(|assessment| deadlines(subject.case, &assessment));
    clocks.filter(|clock| clock.is_certain).flat_map(|clock| late(subject, &clock)).collect()
}

fn late(subject: &Subject<'_>, clock: &Deadline<'_>) -> Vec<Finding> {
    let Some(last) = clock.last_day() else { return Vec::new() };
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
    let filings = subject.filings("regulator-report", &clock.regime.id);
    let dated = filings.filter_map(|draft| clock.missed_by(subject.case, draft.entry));
    let met = clock.met.iter().filter(|_| clock.is_met_late()).map(|met| met.span);
    met.chain(dated).map(finding).collect()
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
