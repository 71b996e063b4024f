//! The earliest and latest moments that a statement allows, for ordering.
//!
//! They are wall-clock times of the source: an offset is not applied, because points without one have none to compare with.
//! 頃 widens nothing; how near is near is for the check that compares.

use super::{End, Moment, Part, Point, PointWord, Time, TimeEdge};
use chrono::{Days, Months, NaiveDate, NaiveDateTime, NaiveTime};

impl Moment {
    /// The earliest moment it may mean; nothing if a part has no start or it is a word.
    pub fn earliest(&self) -> Option<NaiveDateTime> {
        let starts: Option<Vec<_>> = self.parts().iter().map(Part::earliest).collect();
        starts?.into_iter().min()
    }

    /// The one moment it names: a time, noon, or the midnight that a plain day begins with; nothing if it leaves more open.
    pub fn exact(&self) -> Option<NaiveDateTime> {
        let [Part::Point(point)] = self.parts() else { return None };
        let is_plain =
            point.around.is_none() && point.edge.is_none() && matches!(point.word, None | Some(PointWord::Noon));
        point.date().filter(|_| is_plain)?;
        point.earliest()
    }

    /// The latest moment it may mean; nothing if a part has no end or it is a word.
    pub fn latest(&self) -> Option<NaiveDateTime> {
        let ends: Option<Vec<_>> = self.parts().iter().map(Part::latest).collect();
        ends?.into_iter().max()
    }
}

impl Part {
    fn earliest(&self) -> Option<NaiveDateTime> {
        match self {
            Part::Point(point) => point.earliest(),
            Part::Range(start, _) => start.point().and_then(Point::earliest),
        }
    }

    fn latest(&self) -> Option<NaiveDateTime> {
        match self {
            Part::Point(point) => point.latest(),
            Part::Range(_, End::At(end)) => end.latest(),
            Part::Range(..) => None,
        }
    }
}

impl Point {
    /// The earliest moment it may mean; nothing with 迄.
    pub fn earliest(&self) -> Option<NaiveDateTime> {
        if self.edge == Some(TimeEdge::Until) { None } else { self.stated().map(|(first, _)| first) }
    }

    /// The latest moment it may mean; nothing with 以降.
    pub fn latest(&self) -> Option<NaiveDateTime> {
        if self.edge == Some(TimeEdge::Since) { None } else { self.latest_of_stated() }
    }

    /// The last moment of the stated year, month, day or minute itself.
    pub(super) fn latest_of_stated(&self) -> Option<NaiveDateTime> {
        self.stated().map(|(_, last)| last)
    }

    /// The last day of what is stated; it decides the era of a year or month that has two.
    pub(super) fn last_day(&self) -> Option<NaiveDate> {
        let bare = Point { word: None, ..*self };
        bare.stated().map(|(_, last)| last.date())
    }

    fn stated(&self) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let (first, last) = self.days()?;
        if let Some(Time { hour, minute }) = self.time {
            let at = first.and_time(NaiveTime::from_hms_opt(hour, minute, 0)?);
            return Some((at, at));
        }
        let (open, close) = match self.word {
            Some(PointWord::Forenoon | PointWord::WholeForenoon) => ((0, 0, 0), (12, 0, 0)),
            Some(PointWord::Afternoon) => ((12, 0, 0), (23, 59, 59)),
            Some(PointWord::Noon) => ((12, 0, 0), (12, 0, 0)),
            _ => ((0, 0, 0), (23, 59, 59)),
        };
        let clock = |(hour, minute, second)| NaiveTime::from_hms_opt(hour, minute, second);
        Some((first.and_time(clock(open)?), last.and_time(clock(close)?)))
    }

    fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        if let Some(day) = self.date() {
            return Some((day, day));
        }
        let first_month = if self.is_fiscal_year() { 4 } else { 1 };
        let start = NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(first_month), 1)?;
        let months = if self.month.is_some() { 1 } else { 12 };
        let end = start.checked_add_months(Months::new(months))?.pred_opt()?;
        Some(match self.word {
            Some(PointWord::FirstTenDays) => (start, start.checked_add_days(Days::new(9))?),
            Some(PointWord::MiddleTenDays) => {
                (start.checked_add_days(Days::new(10))?, start.checked_add_days(Days::new(19))?)
            }
            Some(PointWord::LastTenDays) => (start.checked_add_days(Days::new(20))?, end),
            _ => (start, end),
        })
    }
}
