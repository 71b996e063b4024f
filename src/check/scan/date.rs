//! Dates as they are typed in prose: 令和4年(2022年)12月6日(火), 28日(金曜日), 6/21(火), Tuesday, 9 July 2024.

use super::cursor::{Cursor, digit};
use super::english;
use crate::locale::{ERAS, Era};
use std::ops::Range;

/// A date in a text; what it leaves out is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// Its place, weekday included.
    pub range: Range<usize>,
    /// The year, and the year in brackets behind it.
    pub years: Vec<Year>,
    /// Month as typed, even if there is none of that number.
    pub month: Option<u32>,
    /// Day as typed.
    pub day: Option<u32>,
    /// Weekday from 0, Monday, with its place, brackets included.
    pub weekday: Option<(u32, Range<usize>)>,
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

/// Counters that make a number of days no date: 5日間, 14日以内.
const NO_DAY: [&str; 13] =
    ["間", "以内", "以上", "以下", "後", "前", "目", "分", "程度", "ほど", "あたり", "当たり", "ごと"];

/// All dates of a text, in order. A day alone (28日) is one too.
pub fn dates(text: &str) -> Vec<Dated> {
    let mut found = Vec::new();
    let (mut next, mut before) = (0, None);
    for (at, c) in text.char_indices() {
        let starts = at >= next && starts_here(before, c);
        before = Some(c);
        if !starts {
            continue;
        }
        let date = japanese(text, at).or_else(|| slashes(text, at)).or_else(|| english::date(text, at));
        if let Some(date) = date {
            next = date.range.end;
            found.push(date);
        }
    }
    found
}

/// Whether a date can begin at a character: at the first digit of a number, at an era, at an English word.
fn starts_here(before: Option<char>, c: char) -> bool {
    match c {
        _ if digit(c).is_some() => !before.is_some_and(|b| digit(b).is_some() || matches!(b, '.' | '/' | '-' | '第')),
        '令' | '平' | '昭' | '大' | '明' => true,
        'A'..='Z' => !before.is_some_and(|b| b.is_ascii_alphanumeric()),
        _ => false,
    }
}

fn japanese(text: &str, at: usize) -> Option<Dated> {
    let mut cursor = Cursor::new(text, at);
    let years = years(&mut cursor);
    let mut end = cursor.at;
    cursor.blanks();
    let month = counted(&mut cursor, "月", 2);
    if month.is_some() {
        end = cursor.at;
        cursor.blanks();
    }
    let may_have_day = month.is_some() || years.is_empty();
    let day = counted(&mut cursor, "日", 2).filter(|_| may_have_day);
    let bare = years.is_empty() && month.is_none();
    if bare && (day.is_none() || NO_DAY.iter().any(|word| cursor.rest().starts_with(word)))
        || day.is_none() && years.is_empty()
    {
        return None;
    }
    let mut weekday = None;
    if day.is_some() {
        end = cursor.at;
        weekday = weekday_at(text, end);
        end = weekday.as_ref().map_or(end, |(_, range)| range.end);
    }
    Some(Dated { range: at..end, years, month, day, weekday })
}

/// A number with a sign behind it.
fn counted(cursor: &mut Cursor<'_>, sign: &str, digits: usize) -> Option<u32> {
    let mut ahead = *cursor;
    let (number, _) = ahead.number().filter(|(_, length)| *length <= digits)?;
    ahead.blanks();
    ahead.eat(&[sign])?;
    *cursor = ahead;
    Some(number)
}

/// The year, and the one in brackets: 令和4年(2022年), 2022年（令和4年）, 令和4(2022)年.
fn years(cursor: &mut Cursor<'_>) -> Vec<Year> {
    let mut ahead = *cursor;
    let Some(first) = year(&mut ahead) else { return Vec::new() };
    let inner = bracketed(&mut ahead);
    ahead.blanks();
    if ahead.eat(&["年"]).is_none() {
        return Vec::new();
    }
    let second = inner.or_else(|| bracketed(&mut ahead));
    *cursor = ahead;
    [Some(first), second].into_iter().flatten().collect()
}

fn bracketed(cursor: &mut Cursor<'_>) -> Option<Year> {
    let mut ahead = *cursor;
    ahead.blanks();
    ahead.eat(&["(", "（"])?;
    let second = year(&mut ahead)?;
    ahead.blanks();
    let _ = ahead.eat(&["年"]);
    ahead.eat(&[")", "）"])?;
    *cursor = ahead;
    Some(second)
}

/// A year without 年: of an era, or of four digits.
fn year(cursor: &mut Cursor<'_>) -> Option<Year> {
    let start = cursor.at;
    let mut ahead = *cursor;
    let era = ERAS.iter().find(|era| ahead.rest().starts_with(era.name));
    let made = match era {
        Some(era) => {
            let _ = ahead.eat(&[era.name]);
            ahead.blanks();
            let first = ahead.eat(&["元"]).map(|_| (1, 1));
            let (number, _) = first.or_else(|| ahead.number()).filter(|(_, length)| *length <= 3)?;
            let number = i32::try_from(number).ok()?;
            (era.gregorian(number)?, Some((era, number)))
        }
        None => {
            let (number, _) = ahead.number().filter(|(_, length)| *length == 4)?;
            (i32::try_from(number).ok()?, None)
        }
    };
    *cursor = ahead;
    Some(Year { range: start..ahead.at, gregorian: made.0, era: made.1 })
}

/// 6/21 or 2024/6/21, only with a weekday behind it: else it may be a fraction.
fn slashes(text: &str, at: usize) -> Option<Dated> {
    let mut cursor = Cursor::new(text, at);
    let mut numbers = vec![cursor.number()?];
    while numbers.len() < 3 && cursor.eat(&["/", "／"]).is_some() {
        numbers.push(cursor.number()?);
    }
    let (year, month, day) = match numbers.as_slice() {
        [(month, 1 | 2), (day, 1 | 2)] => (None, *month, *day),
        [(year, 4), (month, 1 | 2), (day, 1 | 2)] => (Some(*year), *month, *day),
        _ => return None,
    };
    let weekday = weekday_at(text, cursor.at)?;
    let gregorian = year.and_then(|year| i32::try_from(year).ok());
    let years = gregorian.map(|gregorian| Year { range: at..at + 4, gregorian, era: None });
    Some(Dated {
        range: at..weekday.1.end,
        years: years.into_iter().collect(),
        month: Some(month),
        day: Some(day),
        weekday: Some(weekday),
    })
}

/// The weekday that begins at a byte: (火), （火曜日）, (火・祝), 火曜日, (Tuesday).
pub fn weekday_at(text: &str, at: usize) -> Option<(u32, Range<usize>)> {
    let mut cursor = Cursor::new(text, at);
    cursor.blanks();
    let start = cursor.at;
    let open = cursor.eat(&["(", "（"]).is_some();
    let names = ["月", "火", "水", "木", "金", "土", "日"];
    let index = match cursor.eat(&names) {
        Some(index) => {
            let whole = cursor.eat(&["曜日", "曜"]).is_some();
            if !open && !whole {
                return None;
            }
            index
        }
        None if open => english::weekday(&mut cursor)?,
        None => return None,
    };
    let closed = cursor.eat(&[")", "）"]).is_some();
    // 「(土日)」 and 「(月末)」 name no weekday of this date.
    let goes_on = matches!(cursor.peek(), Some('・' | ',' | '、' | '，' | ' ' | '･'));
    if open && !closed && !goes_on {
        return None;
    }
    Some((u32::try_from(index).ok()?, start..cursor.at))
}
