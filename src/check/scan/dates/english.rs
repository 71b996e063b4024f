//! English dates: Tuesday, 9 July 2024; July 9, 2024 (Tuesday); the 9th of July; Sept. 2024.

use super::super::cursor::Cursor;
use super::{Typed, Year, finish, weekday};
use crate::locale::month_name;

/// The date that begins at a place; a weekday before it belongs to it.
pub(super) fn date(mut cursor: Cursor<'_>) -> Option<Typed> {
    let start = cursor.at;
    let weekday = weekday::english(&mut cursor).map(|index| (index, start..cursor.at));
    if weekday.is_some() {
        let _ = cursor.eat(&[", the ", ", ", " the ", " "])?;
    }
    let mut date = Typed { range: start..cursor.at, weekday, ..Typed::default() };
    match month(&mut cursor) {
        Some(month) => {
            date.month = Some(month);
            cursor.blanks();
            date.day = day(&mut cursor);
            date.years = year(&mut cursor, date.day.is_none()).into_iter().collect();
            if date.day.is_none() && date.years.is_empty() {
                return None;
            }
        }
        None => {
            date.day = Some(day(&mut cursor)?);
            cursor.blanks();
            let _ = cursor.eat(&["of "]);
            date.month = Some(month(&mut cursor)?);
            date.years = year(&mut cursor, false).into_iter().collect();
        }
    }
    let ends = !cursor.peek().is_some_and(|c| c.is_ascii_alphanumeric());
    ends.then(|| finish(date, cursor))
}

fn day(cursor: &mut Cursor<'_>) -> Option<u32> {
    let mut ahead = *cursor;
    let (day, _) = ahead.number().filter(|(day, length)| *length <= 2 && (1..=31).contains(day))?;
    let _ = ahead.eat(&["st", "nd", "rd", "th"]);
    *cursor = ahead;
    Some(day)
}

/// A year behind a day, or directly behind the month.
fn year(cursor: &mut Cursor<'_>, behind_month: bool) -> Option<Year> {
    let mut ahead = *cursor;
    if !behind_month {
        ahead.eat(&[", ", ",", " "])?;
    }
    let start = ahead.at;
    let (number, _) = ahead.number().filter(|(number, _)| (1868..=2200).contains(number))?;
    *cursor = ahead;
    Some(Year { range: start..ahead.at, gregorian: i32::try_from(number).ok()?, era: None })
}

/// The name of a month, whole or in three or four letters.
fn month(cursor: &mut Cursor<'_>) -> Option<u32> {
    let word = cursor.letters();
    let is_it = |name: &str| name == word || (3..=4).contains(&word.len()) && name.starts_with(word);
    let month = (1..=12).find(|month| is_it(month_name(*month)))?;
    cursor.at += word.len();
    let _ = cursor.eat(&["."]);
    Some(month)
}
