//! The dates of one prose in their order, typed and cited alike.

use super::dates::{Typed, dates, weekday_at};
use crate::check::{Subject, Written};
use crate::document::quotes::{quoted, touches};
use crate::facts::stated::Value;
use crate::facts::{Case, Cite, Found, Side, Target};
use crate::locale::{Moment, Point};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;
use std::ops::Range;

/// A date in prose.
#[derive(Debug, Clone)]
pub struct Spot {
    /// Its place, weekday included.
    pub range: Range<usize>,
    /// As typed, if it was.
    pub typed: Option<Typed>,
    /// What the cited fact states, if it was cited.
    pub cited: Option<Moment>,
    /// A typed weekday from 0, Monday, with its place.
    pub weekday: Option<(u32, Range<usize>)>,
}

impl Spot {
    /// The day: of a cited period the last. A typed day has the month it shows.
    pub fn point(&self) -> Option<Point> {
        self.cited.as_ref().and_then(Moment::end)
    }

    /// The year, if the words or the fact show one.
    pub fn year(&self) -> Option<i32> {
        let typed = self.typed.as_ref().and_then(Typed::year);
        typed.or_else(|| self.point().map(|point| point.year))
    }

    /// The month, if the words or the fact show one.
    pub fn month(&self) -> Option<u32> {
        self.typed.as_ref().and_then(|typed| typed.month).or_else(|| self.point()?.month)
    }

    /// The day of the month, likewise.
    pub fn day(&self) -> Option<u32> {
        self.typed.as_ref().and_then(|typed| typed.day).or_else(|| self.point()?.day)
    }

    /// Its place without a weekday behind it.
    pub fn bare(&self) -> Range<usize> {
        match &self.weekday {
            Some((_, weekday)) if weekday.start > self.range.start => self.range.start..weekday.start,
            _ => self.range.clone(),
        }
    }
}

/// The dates of a prose, in order; those between quotation marks are left out, for they are somebody else's.
pub fn spots(case: &Case, written: &Written<'_>) -> Vec<Spot> {
    let quoted = quoted(&written.text);
    let typed = dates(&written.text).into_iter().filter(Typed::is_certain).map(|typed| Spot {
        range: typed.range.clone(),
        weekday: typed.weekday.clone(),
        typed: Some(typed),
        cited: None,
    });
    let cited = written.cites.iter().filter_map(|(range, cite)| {
        let moment = moment(case, cite)?;
        let weekday = weekday_at(&written.text, range.end);
        let end = weekday.as_ref().map_or(range.end, |(_, range)| range.end);
        Some(Spot { range: range.start..end, typed: None, cited: Some(moment), weekday })
    });
    let mut spots: Vec<Spot> = typed.chain(cited).collect();
    spots.sort_by_key(|spot| spot.range.start);
    spots.retain(|spot| !touches(&quoted, &spot.range));
    spots
}

/// The date that a citation prints.
fn moment(case: &Case, cite: &Cite) -> Option<Moment> {
    let Target::Path { path, .. } = &cite.target else { return None };
    let of = |value: &Value| case.moment(value).cloned();
    match case.find(path)? {
        Found::Entry(event) if event.kind == "events" => of(&event.field("at")?.value),
        Found::Field(_, field) => of(&field.value),
        Found::End(_, field, side) => match (of(&field.value)?, side) {
            (moment, Side::Start) => moment.start_moment(),
            (moment, Side::End) => moment.end_moment(),
        },
        _ => None,
    }
}

/// Days on which the documents of the file are dated, each once.
pub fn releases(subject: &Subject<'_>) -> Vec<NaiveDate> {
    let dates = subject.case.entries("documents").filter_map(|document| released(subject.case, document));
    dates.collect::<BTreeSet<NaiveDate>>().into_iter().collect()
}

/// The date of the document whose own prose it is; of prose that several can print, their dates.
pub fn own_releases(subject: &Subject<'_>, written: &Written<'_>, releases: &[NaiveDate]) -> Vec<NaiveDate> {
    let own = written.path.strip_prefix("documents.").and_then(|rest| rest.split('.').next());
    let date = own.and_then(|name| released(subject.case, subject.case.entry("documents", name)?));
    date.map_or_else(|| releases.to_vec(), |date| vec![date])
}

/// The day on which a document is dated.
pub fn released(case: &Case, document: &crate::facts::stated::Entry) -> Option<NaiveDate> {
    case.moment(&document.field("date")?.value)?.end()?.date()
}

/// The years that a month and day without a year can mean: that of the words before it, those of the releases,
/// and the year beside one where the day would else lie more than half a year away.
pub fn years(month: u32, day: u32, before: Option<i32>, releases: &[NaiveDate]) -> Vec<i32> {
    let mut years = Vec::new();
    for release in releases {
        let year = release.year();
        years.push(year);
        match (month, day).cmp(&(release.month(), release.day())) {
            std::cmp::Ordering::Greater => years.push(year - 1),
            std::cmp::Ordering::Less if release.month() - month >= 6 => years.push(year + 1),
            _ => {}
        }
    }
    years.extend(before);
    years.sort_unstable();
    years.dedup();
    years
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::drafted;

    #[test]
    fn dates_are_found_as_typed_and_as_cited() {
        let file = "[parties]\nown = \"市\"\n[events]\nfound = 2024-07-09\nopen = \"2024-07-01/2024-07-05\"\n\
            [measures.city]\nblock = { text = \"遮断した。\", at = 2024-07-10 }\n\
            [documents.a]\nkind = \"statement\"\ndate = 2024-07-20\ntext.body = \"\"\"\n\
            {{ events.found }}、{{ measures.city.block.at }}、{{ measures.city.block }}、{{ events.open.start }}、\
            {{ events.open }}、{{ documents.a.date }}、7月11日(木)、「7月12日」、{{ events.found | md }}(火)\n\"\"\"\n";
        let (case, documents, sources) = drafted(file);
        let subject = Subject::of(&case, &documents, &[], &sources);
        let written = subject.written.iter().find(|written| written.path.ends_with("body")).unwrap();
        let spots = spots(&case, written);
        let days: Vec<(Option<u32>, Option<u32>)> =
            spots.iter().map(|spot| (spot.day(), spot.weekday.as_ref().map(|(index, _)| *index))).collect();
        let day = |day| (Some(day), None);
        assert_eq!(days, [day(9), day(10), day(1), day(5), day(20), (Some(11), Some(3)), (Some(9), Some(1))]);
        assert!(spots.iter().all(|spot| spot.month() == Some(7)));
        assert_eq!((spots[4].year(), spots[5].year()), (Some(2024), None));
        assert_eq!(&written.text[spots[5].bare()], "7月11日");
    }

    #[test]
    fn a_day_without_a_year_may_be_of_the_year_beside() {
        let of = |month, day, before, release: (i32, u32, u32)| {
            years(month, day, before, &[NaiveDate::from_ymd_opt(release.0, release.1, release.2).unwrap()])
        };
        assert_eq!(of(6, 1, None, (2024, 6, 20)), [2024]);
        assert_eq!(of(6, 20, None, (2024, 6, 20)), [2024]);
        assert_eq!(of(6, 21, None, (2024, 6, 20)), [2023, 2024], "a plan, or of last year");
        assert_eq!(of(12, 28, None, (2025, 1, 10)), [2024, 2025]);
        assert_eq!(of(1, 10, None, (2024, 6, 20)), [2024], "five months ago");
        assert_eq!(of(1, 10, None, (2024, 7, 20)), [2024, 2025]);
        assert_eq!(of(6, 1, Some(2022), (2024, 6, 20)), [2022, 2024]);
    }
}
