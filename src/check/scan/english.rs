//! English dates: Tuesday, 9 July 2024; July 9, 2024 (Tuesday).

use super::cursor::Cursor;
use super::date::{Dated, Year, weekday_at};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Passes the name of a weekday.
pub(super) fn weekday(cursor: &mut Cursor<'_>) -> Option<usize> {
    word(cursor, &WEEKDAYS)
}

/// The date that begins at a byte; a weekday before it belongs to it.
pub(super) fn date(text: &str, at: usize) -> Option<Dated> {
    let mut cursor = Cursor::new(text, at);
    let named = weekday(&mut cursor).map(|index| (index as u32, at..cursor.at));
    if named.is_some() {
        let _ = cursor.eat(&[", the ", ", ", " the ", " "])?;
    }
    let (month, day) = match word(&mut cursor, &MONTHS) {
        Some(month) => {
            cursor.eat(&[" "])?;
            (month, day(&mut cursor)?)
        }
        None => {
            let day = day(&mut cursor)?;
            let _ = cursor.eat(&[" of ", " "])?;
            (word(&mut cursor, &MONTHS)?, day)
        }
    };
    let years: Vec<Year> = year(&mut cursor).into_iter().collect();
    let weekday = named.or_else(|| weekday_at(text, cursor.at));
    let end = weekday.as_ref().map_or(cursor.at, |(_, range)| range.end.max(cursor.at));
    Some(Dated { range: at..end, years, month: Some(month as u32 + 1), day: Some(day), weekday })
}

fn day(cursor: &mut Cursor<'_>) -> Option<u32> {
    let (day, _) = cursor.number().filter(|(_, length)| *length <= 2)?;
    let _ = cursor.eat(&["st", "nd", "rd", "th"]);
    Some(day)
}

fn year(cursor: &mut Cursor<'_>) -> Option<Year> {
    let mut ahead = *cursor;
    ahead.eat(&[", ", " "])?;
    let start = ahead.at;
    let (number, _) = ahead.number().filter(|(number, length)| *length == 4 && (1800..2200).contains(number))?;
    *cursor = ahead;
    Some(Year { range: start..ahead.at, gregorian: i32::try_from(number).ok()?, era: None })
}

/// One of some names as a whole word.
fn word(cursor: &mut Cursor<'_>, names: &[&str]) -> Option<usize> {
    let mut ahead = *cursor;
    let index = ahead.eat(names)?;
    if ahead.peek().is_some_and(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    *cursor = ahead;
    Some(index)
}
