//! Moments: points in time, periods and lists of both, with the precision and the edges that were stated.
//!
//! 1. `parse.rs` splits a text into parts and reads points; `foreign.rs` explains spellings that are not read (`令和6年7月9日`).
//! 2. `word.rs` is the table of words behind a point (頃, 中旬, 迄) in both languages.
//! 3. `bounds.rs` gives the earliest and latest moment that a statement allows.
//! 4. `print.rs` decides which parts are shown; `japanese.rs` and `english.rs` write them.
//!
//! A moment is stored by meaning, not by spelling: era, order and weekday belong to the style of a document.

mod bounds;
mod english;
mod foreign;
mod japanese;
mod parse;
mod print;
#[cfg(test)]
mod tests;
mod word;

pub use english::month_name;
pub use print::{DateContext, DateForm, EraChoice, Parts};
pub use word::{Around, MomentWord, PointWord, TimeEdge};

use super::Problem;
use super::style::DateStyle;
use chrono::NaiveDate;
use std::fmt::Write;

/// When something was, as far as it was stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// 不明, 調査中.
    Word(MomentWord),
    /// One point or range, or several in the order written; never empty.
    Parts(Vec<Part>),
}

/// One part of a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A point.
    Point(Point),
    /// A period; its end is not before its start.
    Range(End, End),
}

/// One end of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// A point.
    At(Point),
    /// `..`: it goes on, or began at no stated time.
    Open,
    /// Left empty: it exists, and is not known. It prints as an open end, because no word was given for it.
    Unknown,
}

/// A point in time at the precision that was stated: a year, month, day or minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Gregorian year, from 0 to 9999.
    pub year: i32,
    /// Month.
    pub month: Option<u32>,
    /// Day; only with a month.
    pub day: Option<u32>,
    /// Time of day; only with a day.
    pub time: Option<Time>,
    /// Minutes east of UTC, if the source stated an offset. It is never printed.
    pub offset: Option<i32>,
    /// A word for a part of the year, month or day.
    pub word: Option<PointWord>,
    /// 頃 or ごろ.
    pub around: Option<Around>,
    /// 迄 or 以降.
    pub edge: Option<TimeEdge>,
}

/// An hour and a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    /// From 0 to 23.
    pub hour: u32,
    /// From 0 to 59.
    pub minute: u32,
}

impl Moment {
    /// Reads the string grammar of dates; a problem's range lies inside `text`.
    pub fn parse(text: &str) -> Result<Moment, Problem> {
        parse::moment(text)
    }

    /// Prints the source form; reading it again gives the same moment.
    pub fn print_source(&self) -> String {
        match self {
            Moment::Word(word) => word.ja().to_owned(),
            Moment::Parts(parts) => {
                let parts: Vec<String> = parts.iter().map(Part::print_source).collect();
                parts.join(", ")
            }
        }
    }

    /// Prints in a document's style.
    pub fn print(&self, style: &DateStyle, form: DateForm, context: DateContext) -> Result<String, Problem> {
        print::moment(self, style, form, context)
    }

    /// The stated start: of a list, the start of its first part. A single point is its own start and end.
    pub fn start(&self) -> Option<Point> {
        match self.parts().first()? {
            Part::Point(point) => Some(*point),
            Part::Range(start, _) => start.point().copied(),
        }
    }

    /// The stated end: of a list, the end of its last part.
    pub fn end(&self) -> Option<Point> {
        match self.parts().last()? {
            Part::Point(point) => Some(*point),
            Part::Range(_, end) => end.point().copied(),
        }
    }

    /// The start as a moment of its own, for `.start` of a path.
    pub fn start_moment(&self) -> Option<Moment> {
        self.start().map(Moment::from)
    }

    /// The end as a moment of its own, for `.end` of a path.
    pub fn end_moment(&self) -> Option<Moment> {
        self.end().map(Moment::from)
    }

    /// Every stated point in the order written.
    pub fn points(&self) -> Vec<Point> {
        let of_part = |part: &Part| match part {
            Part::Point(point) => vec![*point],
            Part::Range(start, end) => [start, end].into_iter().filter_map(|end| end.point().copied()).collect(),
        };
        self.parts().iter().flat_map(of_part).collect()
    }

    /// The parts; none for a word.
    pub fn parts(&self) -> &[Part] {
        match self {
            Moment::Word(_) => &[],
            Moment::Parts(parts) => parts,
        }
    }
}

impl From<Point> for Moment {
    fn from(point: Point) -> Moment {
        Moment::Parts(vec![Part::Point(point)])
    }
}

impl From<NaiveDate> for Moment {
    fn from(date: NaiveDate) -> Moment {
        Moment::from(Point::from(date))
    }
}

impl From<NaiveDate> for Point {
    fn from(date: NaiveDate) -> Point {
        use chrono::Datelike;
        Point { month: Some(date.month()), day: Some(date.day()), ..Point::of_year(date.year()) }
    }
}

impl Part {
    fn print_source(&self) -> String {
        match self {
            Part::Point(point) => point.print_source(),
            Part::Range(start, end) => format!("{}/{}", start.print_source(), end.print_source()),
        }
    }
}

impl End {
    /// The point, unless the end is open or unknown.
    pub fn point(&self) -> Option<&Point> {
        match self {
            End::At(point) => Some(point),
            End::Open | End::Unknown => None,
        }
    }

    fn print_source(&self) -> String {
        match self {
            End::At(point) => point.print_source(),
            End::Open => "..".to_owned(),
            End::Unknown => String::new(),
        }
    }
}

impl Point {
    /// The day, if one was stated.
    pub fn date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month?, self.day?)
    }

    /// Whether 頃 or ごろ stands with it.
    pub fn is_approximate(&self) -> bool {
        self.around.is_some()
    }

    /// Whether it is a fiscal year (年度), from April to March.
    pub fn is_fiscal_year(&self) -> bool {
        self.word == Some(PointWord::FiscalYear)
    }

    fn of_year(year: i32) -> Point {
        Point { year, month: None, day: None, time: None, offset: None, word: None, around: None, edge: None }
    }

    fn print_source(&self) -> String {
        let mut text = format!("{:04}", self.year);
        for part in [self.month, self.day].into_iter().flatten() {
            // Writing to a string cannot fail.
            let _ = write!(text, "-{part:02}");
        }
        if let Some(time) = self.time {
            let _ = write!(text, "T{:02}:{:02}", time.hour, time.minute);
        }
        if let Some(offset) = self.offset {
            let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs());
            let _ = write!(text, "{sign}{:02}:{:02}", minutes / 60, minutes % 60);
        }
        let words = [
            self.word.filter(|word| *word != PointWord::FiscalYear).map(PointWord::ja),
            self.around.map(Around::ja),
            self.edge.map(TimeEdge::ja),
        ];
        let words: String = words.into_iter().flatten().collect();
        let fiscal = if self.is_fiscal_year() { "年度" } else { "" };
        format!("{text}{fiscal}{}{words}", if words.is_empty() { "" } else { " " })
    }
}
