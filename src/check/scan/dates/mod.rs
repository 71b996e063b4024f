//! Dates and times as people type them: 令和4年(2022年)12月6日(火)16時, 28日(金曜日), 2024/7/9, Tuesday, 9 July 2024.

mod clock;
mod english;
mod japanese;
mod numeric;
#[cfg(test)]
mod tests;
mod weekday;

use super::chars::is_digit;
use super::cursor::Cursor;
use super::kanji;
use super::words::before;
use crate::locale::Era;
use std::ops::Range;

pub use weekday::weekday_at;

/// A date or a time in a text; what it leaves out is missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed {
    /// Where the date stands, weekday included; of a time alone, where that stands.
    pub range: Range<usize>,
    /// The year, and the year in brackets behind it; a 6年7月 without its era is of no known year.
    pub years: Vec<Year>,
    /// Month as typed, even if there is none of that number.
    pub month: Option<u32>,
    /// Day as typed.
    pub day: Option<u32>,
    /// Weekday from 0, Monday, with its place, brackets included.
    pub weekday: Option<(u32, Range<usize>)>,
    /// A time behind the date, or alone.
    pub time: Option<Range<usize>>,
    /// Whether it is part of a name, as in 平成15年法律第57号: nothing that happened then is meant.
    pub named: bool,
    /// Whether it may as well be a fraction: 7/9 without a weekday.
    pub doubtful: bool,
}

/// A year in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// Its place.
    pub range: Range<usize>,
    /// The year of the common era.
    pub gregorian: i32,
    /// The era and its year, if it was typed so.
    pub era: Option<(&'static Era, i32)>,
}

/// Behind a date of a law, a rule or an edition.
const NAMED: &[&str] = &[
    "法律", "政令", "省令", "府令", "勅令", "条例", "規則", "告示", "通達", "訓令", "版", "基準", "改正", "式", "号",
    "期",
];

impl Typed {
    /// The year of the common era.
    pub fn year(&self) -> Option<i32> {
        self.years.first().map(|year| year.gregorian)
    }

    /// Where date and time stand.
    pub fn whole(&self) -> Range<usize> {
        self.range.start..self.time.as_ref().map_or(self.range.end, |time| time.end)
    }

    /// Whether it is a day without its month, 28日: read alone it may be a number of days.
    pub fn is_bare_day(&self) -> bool {
        self.years.is_empty() && self.month.is_none() && self.day.is_some()
    }

    /// Whether it certainly means a day or a year.
    pub fn is_certain(&self) -> bool {
        !self.doubtful && (self.day.is_some() || !self.years.is_empty())
    }
}

/// All dates and times of a text, from left to right.
pub fn dates(text: &str) -> Vec<Typed> {
    let (mut found, mut next, mut before) = (Vec::new(), 0, None);
    for (at, c) in text.char_indices() {
        let begins = at >= next && begins(before, c);
        before = Some(c);
        if let Some(date) = begins.then(|| date(text, at)).flatten() {
            next = date.whole().end;
            found.push(date);
        }
    }
    found
}

/// Whether a date can begin at a character: at the start of a number or an English word, at an era or a half of the day.
fn begins(before: Option<char>, c: char) -> bool {
    let kanji = kanji::is_digit(c);
    let goes_on = |before: char| before.is_ascii_alphanumeric() || is_digit(before) || kanji && kanji::is_digit(before);
    match c {
        '令' | '平' | '昭' | '大' | '明' | '午' => before != Some('第'),
        'A'..='Z' => !before.is_some_and(goes_on),
        _ => (is_digit(c) || kanji) && !before.is_some_and(|before| before == '第' || goes_on(before)),
    }
}

fn date(text: &str, at: usize) -> Option<Typed> {
    let cursor = Cursor::new(text, at);
    let ways: [fn(Cursor<'_>) -> Option<Typed>; 4] = [japanese::date, numeric::date, english::date, time_alone];
    let mut date = ways.into_iter().find_map(|way| way(cursor))?;
    let behind = Cursor::new(text, date.whole().end);
    date.named = NAMED.iter().any(|word| behind.rest().starts_with(word));
    Some(date)
}

fn time_alone(mut cursor: Cursor<'_>) -> Option<Typed> {
    let start = cursor.at;
    // 10:20:30 is no 20:30.
    if matches!(before(cursor.text(), start), Some(':' | '：')) {
        return None;
    }
    clock::time(&mut cursor)?;
    Some(Typed { range: start..cursor.at, time: Some(start..cursor.at), ..Typed::default() })
}

/// What stands behind the day or the month of a date: weekday and time.
fn finish(mut date: Typed, cursor: Cursor<'_>) -> Typed {
    date.range.end = cursor.at;
    if date.weekday.is_none() && date.day.is_some() {
        date.weekday = weekday_at(cursor.text(), cursor.at);
        date.range.end = date.weekday.as_ref().map_or(cursor.at, |(_, range)| range.end);
    }
    let mut behind = Cursor::new(cursor.text(), date.range.end);
    behind.blanks();
    let start = behind.at;
    date.time = clock::time(&mut behind).map(|()| start..behind.at);
    date
}

/// The sign before a place, if a number behind it is a piece of something longer.
fn is_piece(cursor: Cursor<'_>) -> bool {
    before(cursor.text(), cursor.at).is_some_and(|c| matches!(c, '/' | '-' | '.' | '_' | '#' | ':'))
}
