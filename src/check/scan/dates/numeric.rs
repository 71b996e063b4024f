//! Dates in digits: 2024-07-09, 2024/7/9, 7/9, 6/21(火).

use super::super::chars::is_digit;
use super::super::cursor::Cursor;
use super::{Typed, Year, finish, is_piece};

/// The date that begins at a place.
pub(super) fn date(mut cursor: Cursor<'_>) -> Option<Typed> {
    if is_piece(cursor) {
        return None;
    }
    let start = cursor.at;
    let (first, length) = cursor.number()?;
    let first_end = cursor.at;
    let sign = cursor.peek().filter(|c| matches!(c, '/' | '-' | '／' | '.'))?;
    cursor.eat_char(sign);
    let (second, _) = cursor.number().filter(|(_, length)| *length <= 2)?;
    let third = match cursor.eat_char(sign) {
        true => Some(cursor.number().filter(|(_, length)| *length <= 2)?.0),
        false => None,
    };
    if goes_on(cursor) {
        return None;
    }
    let mut date = Typed { range: start..cursor.at, ..Typed::default() };
    let slash = matches!(sign, '/' | '／');
    match third {
        Some(day) if length == 4 => {
            let gregorian = i32::try_from(first).ok()?;
            date.years = vec![Year { range: start..first_end, gregorian, era: None }];
            (date.month, date.day) = (Some(second), Some(day));
        }
        None if slash && length <= 2 => (date.month, date.day) = (Some(first), Some(second)),
        _ => return None,
    }
    let date = finish(date, cursor);
    // With a weekday it is a date whatever its numbers are; 1/2 and 3/4 without one are parts of a whole.
    if date.weekday.is_some() {
        return Some(date);
    }
    let (month, day) = (date.month?, date.day?);
    let exists = (1..=12).contains(&month) && (1..=31).contains(&day);
    let part = third.is_none() && month < day && day <= 4;
    let year = date.year().is_none_or(|year| (1868..=2200).contains(&year));
    (exists && year && !part).then_some(Typed { doubtful: third.is_none(), ..date })
}

/// Whether the number goes on: 1.2.3.4, 24/7a, 3/4%.
fn goes_on(cursor: Cursor<'_>) -> bool {
    let mut next = cursor.rest().chars();
    match next.next() {
        Some('/' | '-' | '.') => next.next().is_some_and(is_digit),
        Some(c) => c.is_ascii_alphanumeric() || c == '%',
        None => false,
    }
}
