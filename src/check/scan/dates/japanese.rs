//! Japanese dates: 令和4年(2022年)12月6日, 令和4(2022)年, 6年7月, 7月9日, 二〇二四年七月九日, 28日.

use super::super::chars::is_digit;
use super::super::cursor::Cursor;
use super::{Typed, Year, finish, is_piece};
use crate::locale::ERAS;

/// Counters that make a number of days no date: 5日間, 14日以内.
const NO_DAY: &[&str] =
    &["間", "以内", "以上", "以下", "後", "前", "目", "分", "程度", "ほど", "あたり", "当たり", "ごと"];

/// The date that begins at a place.
pub(super) fn date(mut cursor: Cursor<'_>) -> Option<Typed> {
    let start = cursor;
    let years = years(&mut cursor);
    if years.is_empty() {
        year_without_era(&mut cursor);
    }
    let mut date = Typed { range: start.at..cursor.at, years, ..Typed::default() };
    date.month = counted(&mut cursor, "月");
    if date.month.is_some() || date.years.is_empty() {
        date.day = counted(&mut cursor, "日");
    }
    let rest = cursor.rest();
    match (date.month, date.day) {
        // 13月 is a month of a date only before a day; 5月間 counts months.
        (Some(month), None) if !(1..=12).contains(&month) || rest.starts_with("間") => return None,
        (None, None) if date.years.is_empty() => return None,
        (None, Some(_)) => {
            let counts = NO_DAY.iter().any(|word| rest.starts_with(word));
            // 一日も早く, 三日月: a day alone is a date in digits only.
            let arabic = start.peek().is_some_and(is_digit);
            if counts || !arabic || is_piece(start) {
                return None;
            }
        }
        _ => {}
    }
    Some(finish(date, cursor))
}

/// A number of up to two digits with a sign behind it, blanks between them allowed; nothing is taken otherwise.
pub(super) fn counted(cursor: &mut Cursor<'_>, sign: &str) -> Option<u32> {
    let mut ahead = *cursor;
    ahead.blanks();
    let (number, _) = ahead.any_number().filter(|(number, _)| *number < 100)?;
    ahead.blanks();
    ahead.eat(&[sign])?;
    *cursor = ahead;
    Some(number)
}

/// Passes the year of 6年7月; a bare 3年 is a length of time.
fn year_without_era(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    if counted(&mut ahead, "年").is_some() && counted(&mut ahead.clone(), "月").is_some() {
        *cursor = ahead;
    }
}

/// The year, and the one in brackets: 令和4年(2022年), 2022年（令和4年）, 令和4(2022)年.
fn years(cursor: &mut Cursor<'_>) -> Vec<Year> {
    let mut ahead = *cursor;
    let Some(first) = year(&mut ahead) else { return Vec::new() };
    let inner = bracketed(&mut ahead);
    ahead.blanks();
    if ahead.eat(&["年度", "年"]).is_none() {
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
    let _ = ahead.eat(&["年度", "年"]);
    ahead.eat(&[")", "）"])?;
    *cursor = ahead;
    Some(second)
}

/// A year without 年: of an era, or of four digits.
fn year(cursor: &mut Cursor<'_>) -> Option<Year> {
    let start = cursor.at;
    let mut ahead = *cursor;
    let lettered = ahead.rest().chars().nth(1).is_some_and(is_digit);
    let named = ERAS.iter().find(|era| ahead.eat(&[era.name]).is_some());
    let era = named.or_else(|| ERAS.iter().find(|era| lettered && ahead.eat_char(era.letter)));
    ahead.blanks();
    let first = era.and_then(|_| ahead.eat(&["元"])).map(|_| (1, 1));
    let (number, length) = first.or_else(|| ahead.any_number())?;
    let number = i32::try_from(number).ok()?;
    let gregorian = match era {
        Some(era) => era.gregorian(number).filter(|_| length <= 3)?,
        None => Some(number).filter(|number| length == 4 && *number >= 1000)?,
    };
    *cursor = ahead;
    Some(Year { range: start..ahead.at, gregorian, era: era.map(|era| (era, number)) })
}
