//! `exposure-end`: a period of exposure that does not end with the removal or the block.

use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::facts::stated::{Entry, Value};
use crate::locale::Point;
use crate::text::Span;
use chrono::{NaiveDateTime, NaiveTime};

/// The check.
pub const CHECK: Check = Check {
    code: "exposure-end",
    severity: Severity::Warning,
    title: Words {
        ja: "公開の終わりが削除・遮断と合わない", en: "an exposure that does not end with the removal"
    },
    finds: Words {
        ja: "`exposed`（閲覧可能であった期間）の終わりが、削除（`removed`）・遮断（`blocked`）のどれよりも早い、またはどれよりも遅いもの。書かれた精度で同じ時と言えれば指摘しません。",
        en: "A period of exposure that ends before every removal and block that is stated, or after all of them. Ends that may be the same at the precision stated are right.",
    },
    why: Words {
        ja: "発覚した時刻で公開が終わったと書くと、削除するまで見られる状態だった時間が抜け落ちます。",
        en: "An exposure said to end with its discovery leaves out the time until the data were removed.",
    },
    remedy: Words {
        ja: "実際に見られなくなった時刻を確かめ、期間の終わりか削除・遮断の日時を直してください。公表した表現のままとするときは、理由を添えて認めます。",
        en: "Find out when the data could last be seen, and put the period or the removal right. If the wording is kept as announced, accept the warning with the reason.",
    },
    example: r#"
[events]
exposed = "2022-11-25T10:00/2022-12-02T08:30"
found   = "2022-12-02T08:30"
removed = "2022-12-02T09:00"
"#,
    mended: r#"
[events]
exposed = "2022-11-25T10:00/2022-12-02T09:00"
found   = "2022-12-02T08:30"
removed = "2022-12-02T09:00"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let case = subject.case;
    let of_role = |roles: &'static [&'static str]| {
        case.entries("events").filter(move |event| {
            let state = event.field("state").map(|field| &field.value);
            let happened = matches!(state, None | Some(Value::Word("done" | "under-way")));
            happened && case.event_role(event).is_some_and(|role| roles.contains(&role))
        })
    };
    let stops: Option<Vec<Stretch<'_>>> =
        of_role(&["removed", "blocked"]).map(|event| stretch(case, event, true)).collect();
    // A removal at no stated time may be the one that ended it.
    let stops = stops.unwrap_or_default();
    of_role(&["exposed"]).filter_map(|event| one(&stretch(case, event, false)?, &stops)).collect()
}

/// The time within which something can have happened.
struct Stretch<'a> {
    first: NaiveDateTime,
    last: NaiveDateTime,
    event: &'a Entry,
    place: Span,
}

/// When an event was, or when a period ended. 頃 reaches over its day.
fn stretch<'a>(case: &'a Case, event: &'a Entry, start: bool) -> Option<Stretch<'a>> {
    let at = event.field("at")?;
    let moment = case.moment(&at.value)?;
    let point: Point = if start { moment.start()? } else { moment.end()? };
    let (mut first, mut last) = (point.earliest()?, point.latest()?);
    if point.around.is_some() {
        first = first.date().and_time(NaiveTime::MIN);
        last = last.date().and_hms_opt(23, 59, 59)?;
    }
    Some(Stretch { first, last, event, place: at.span })
}

fn one(exposed: &Stretch<'_>, stops: &[Stretch<'_>]) -> Option<Finding> {
    let too_early = |stop: &Stretch<'_>| exposed.last < stop.first;
    let too_late = |stop: &Stretch<'_>| exposed.first > stop.last;
    let name = |stop: &Stretch<'_>| stop.event.name.value.clone();
    if let Some(first) = stops.iter().min_by_key(|stop| stop.first).filter(|_| stops.iter().all(too_early)) {
        let finding = Finding::at(
            exposed.place,
            format!("公開の終わりが「{}」より前になっています", name(first)),
            format!("the exposure ends before `{}`", name(first)),
        );
        return Some(finding.label(first.place, "最初の削除・遮断", "the first removal or block"));
    }
    let last = stops.iter().max_by_key(|stop| stop.last).filter(|_| stops.iter().all(too_late))?;
    let finding = Finding::at(
        exposed.place,
        format!("公開の終わりが「{}」より後になっています", name(last)),
        format!("the exposure ends after `{}`", name(last)),
    );
    Some(finding.label(last.place, "最後の削除・遮断", "the last removal or block"))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn events(exposed: &str, rest: &str) -> String {
        format!("[events]\nexposed = \"{exposed}\"\n{rest}\n")
    }

    #[test]
    fn ends_that_agree() {
        silent(&CHECK, &events("2008-12/2010-08-04", "closed = { at = 2010-08-04, role = \"blocked\" }"));
        silent(
            &CHECK,
            &events(
                "2022-11-25/2022-12-02 午前",
                "removed = \"2022-12-02T09:00\"\nstop = { at = \"2022-12-02T16:40\", role = \"blocked\" }",
            ),
        );
        silent(&CHECK, &events("2024-07-01/2024-07-04T14:40 頃", "removed = \"2024-07-04T16:00\""));
        silent(&CHECK, &events("2024-07-01/2024-07-04T14:40", "removed = \"2024-07-04 午後\""));
    }

    #[test]
    fn ends_that_do_not() {
        fires(&CHECK, &events("2024-07-01/2024-07-04", "removed = 2024-07-05"), &["\"2024-07-01/2024-07-04\""]);
        fires(&CHECK, &events("2024-07-01/2024-07-06", "removed = 2024-07-05"), &["\"2024-07-01/2024-07-06\""]);
        fires(
            &CHECK,
            &events("2024-07-01/2024-07-04T08:30", "removed = \"2024-07-04T09:00\"\nblocked = \"2024-07-04T11:00\""),
            &["\"2024-07-01/2024-07-04T08:30\""],
        );
        fires(
            &CHECK,
            &events("2024-07-01/2024-07-04T09:01", "removed = \"2024-07-04T09:00\""),
            &["\"2024-07-01/2024-07-04T09:01\""],
        );
    }

    #[test]
    fn nothing_certain_is_said_without_both() {
        silent(&CHECK, &events("2024-07-01/2024-07-04", ""));
        silent(&CHECK, &events("2024-07-01/..", "removed = 2024-07-05"));
        silent(&CHECK, &events("2024-07-01/2024-07-04", "removed = \"調査中\""));
        silent(&CHECK, &events("2024-07-01/2024-07-04", "removed = \"調査中\"\nblocked = 2024-07-05"));
        silent(&CHECK, &events("2024-07-01/2024-07-04", "removed = { at = 2024-07-05, state = \"planned\" }"));
        // Between two steps, either may have ended it.
        silent(&CHECK, &events("2024-07-01/2024-07-04", "removed = 2024-07-03\nblocked = 2024-07-05"));
    }
}
