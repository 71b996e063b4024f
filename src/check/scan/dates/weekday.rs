//! Weekdays behind dates: (火), （火曜日）, (火・祝), 火曜日, (Tuesday).

use super::super::cursor::Cursor;
use std::ops::Range;

/// The weekday that begins at a byte, from 0, Monday.
pub fn weekday_at(text: &str, at: usize) -> Option<(u32, Range<usize>)> {
    let mut cursor = Cursor::new(text, at);
    cursor.blanks();
    let start = cursor.at;
    let open = cursor.eat(&["(", "（"]).is_some();
    let index = match cursor.eat(&["月", "火", "水", "木", "金", "土", "日"]) {
        Some(index) => {
            let whole = cursor.eat(&["曜日", "曜"]).is_some();
            if !open && !whole {
                return None;
            }
            u32::try_from(index).ok()?
        }
        None if open => english(&mut cursor)?,
        None => return None,
    };
    let closed = cursor.eat(&[")", "）"]).is_some();
    // 「(土日)」 and 「(月末)」 name no weekday of this date.
    let goes_on = matches!(cursor.peek(), Some('・' | ',' | '、' | '，' | ' ' | '･'));
    if open && !closed && !goes_on {
        return None;
    }
    Some((index, start..cursor.at))
}

/// Passes the English name of a weekday.
pub(super) fn english(cursor: &mut Cursor<'_>) -> Option<u32> {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let word = cursor.letters();
    let index = NAMES.iter().position(|name| *name == word)?;
    cursor.at += word.len();
    u32::try_from(index).ok()
}
