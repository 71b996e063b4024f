//! What keeps a version from being published, apart from the findings of the checks.

use super::record::Entry;
use crate::diag::{Diagnostic, Wording};
use crate::facts::Case;
use crate::locale::{Moment, Zone};
use chrono::{DateTime, TimeDelta, Utc};

/// Everything about a version, and what was published before it, that keeps it from being published at an instant.
pub fn obstacles(case: &Case, published: &[Entry], at: DateTime<Utc>) -> Vec<Diagnostic> {
    let number = case.version;
    if published.iter().any(|entry| entry.version == number) {
        return vec![already(&case.slug, number)];
    }
    let next = published.last().map_or(1, |last| last.version.saturating_add(1));
    let too_early = published.last().filter(|last| at < last.published).map(|last| before_the_last(last, case.zone));
    let found = [
        (number != next).then(|| out_of_order(&case.slug, next, number)),
        case.is_draft().then(|| draft(case)),
        embargo(case, at),
        case.entries("documents").next().is_none().then(nothing_to_publish),
        too_early,
    ];
    found.into_iter().flatten().collect()
}

/// The instant that a statement of time names; nothing if it names none, or leaves it open (夕方, 頃, a month, a period).
///
/// A day begins at midnight, on the zone's clocks unless the statement has its own offset.
pub fn reached(moment: &Moment, zone: Zone) -> Option<DateTime<Utc>> {
    let clock = moment.exact()?;
    match moment.start()?.offset {
        Some(minutes) => Some(clock.checked_sub_signed(TimeDelta::minutes(minutes.into()))?.and_utc()),
        None => Some(zone.instant(clock)),
    }
}

fn embargo(case: &Case, at: DateTime<Utc>) -> Option<Diagnostic> {
    let field = case.top("embargo")?;
    let (headline, hint) = match case.moment(&field.value).and_then(|moment| reached(moment, case.zone)) {
        Some(until) if at >= until => return None,
        Some(until) => (
            Wording::new(
                format!("解禁日時（{}）より前です", case.zone.clock(until)),
                format!("the embargo has not been reached ({})", case.zone.clock(until)),
            ),
            Wording::new(
                "解禁日時になってから実行するか、解禁日時を改めてください。",
                "publish when it is reached, or change it.",
            ),
        ),
        None => (
            Wording::new("解禁日時がいつなのか決まりません", "the embargo names no time"),
            Wording::new(
                "1つの日時（embargo = \"2026-12-10T17:00\"）か、1つの日付（その日の午前0時）で書いてください。",
                "write one time (embargo = \"2026-12-10T17:00\") or one day (its midnight).",
            ),
        ),
    };
    Some(Diagnostic::error("embargo", headline).at(field.span).hint(hint))
}

fn draft(case: &Case) -> Diagnostic {
    let headline = Wording::new("案のままでは公表できません", "a draft cannot be published");
    let mut diagnostic = Diagnostic::error("not-final", headline).hint(Wording::new(
        "内容が確定したら status = \"final\" と書いてください。",
        "set status = \"final\" when its content is settled.",
    ));
    diagnostic.primary = case.top("status").map(|status| status.span);
    diagnostic
}

fn already(slug: &str, number: u32) -> Diagnostic {
    let headline = Wording::new(
        format!("{slug} の第{number}版は公表済みです"),
        format!("version {number} of {slug} is published already"),
    );
    Diagnostic::error("already-published", headline).hint(Wording::new(
        format!("公表した版は変えられません。改める内容は kohyo revise {slug} で次の版に書いてください。"),
        format!("a published version stays as it is; kohyo revise {slug} starts the next one."),
    ))
}

fn out_of_order(slug: &str, next: u32, number: u32) -> Diagnostic {
    let headline = Wording::new(
        format!("第{next}版が公表されていないので、第{number}版は公表できません"),
        format!("version {next} is not published, so version {number} cannot be"),
    );
    Diagnostic::error("unpublished-predecessor", headline).hint(Wording::new(
        format!("版は順に公表します。先に: kohyo publish {slug}@{next}"),
        format!("versions are published in their order; first: kohyo publish {slug}@{next}"),
    ))
}

fn before_the_last(last: &Entry, zone: Zone) -> Diagnostic {
    let at = zone.clock(last.published);
    let headline = Wording::new(
        format!("公表日時が、第{}版の公表（{at}）より前です", last.version),
        format!("the time of publication is before that of version {} ({at})", last.version),
    );
    Diagnostic::error("published-backwards", headline)
        .hint(Wording::new("--at の日時か、機械の時計を確かめてください。", "check --at, or the machine's clock."))
}

fn nothing_to_publish() -> Diagnostic {
    let headline = Wording::new("公表する文書がありません", "there is no document to publish");
    Diagnostic::error("nothing-to-publish", headline)
        .hint(Wording::new("文書は [documents.<名前>] で作ります。", "[documents.<name>] makes a document."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_day_or_time_is_reached() {
        let london = Zone::named("Europe/London").unwrap();
        for (text, zone, expected) in [
            ("2024-07-09T16:00", Zone::JAPAN, Some("2024-07-09 07:00:00 UTC")),
            ("2024-07-09", Zone::JAPAN, Some("2024-07-08 15:00:00 UTC")),
            ("2024-07-09T16:00+01:00", Zone::JAPAN, Some("2024-07-09 15:00:00 UTC")),
            ("2025-09-26T10:00", london, Some("2025-09-26 09:00:00 UTC")),
            ("2024-07-09 正午", Zone::JAPAN, Some("2024-07-09 03:00:00 UTC")),
            ("未定", Zone::JAPAN, None),
            ("調査中", Zone::JAPAN, None),
            ("2024", Zone::JAPAN, None),
            ("2024-12", Zone::JAPAN, None),
            ("2024-12 下旬", Zone::JAPAN, None),
            ("2024-12-10 夕方", Zone::JAPAN, None),
            ("2024-12-10 午前", Zone::JAPAN, None),
            ("2024-12-10T17:00 頃", Zone::JAPAN, None),
            ("2024-12-10 以降", Zone::JAPAN, None),
            ("2024-12-10 迄", Zone::JAPAN, None),
            ("2024-12-10/2024-12-12", Zone::JAPAN, None),
            ("2024-12-10/..", Zone::JAPAN, None),
            ("2024-12-10, 2024-12-12", Zone::JAPAN, None),
        ] {
            let moment = Moment::parse(text).ok();
            assert!(moment.is_some() || text == "未定", "{text}");
            let found = moment.and_then(|moment| reached(&moment, zone)).map(|instant| instant.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
