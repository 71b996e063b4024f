//! Times: 午後4時40分, 9時半, 16:40, 4:40 pm.

use super::super::cursor::Cursor;
use super::japanese::counted;

/// Passes the time that begins at a place.
pub(super) fn time(cursor: &mut Cursor<'_>) -> Option<()> {
    let mut ahead = *cursor;
    let _ = ahead.eat(&["午前", "午後"]);
    ahead.number().filter(|(hour, _)| *hour <= 24)?;
    let end = japanese(ahead).or_else(|| colon(ahead)).or_else(|| half_day(ahead))?;
    cursor.at = end;
    Some(())
}

/// The end of 時40分 behind the hour; 3時間 is a length of time.
fn japanese(mut cursor: Cursor<'_>) -> Option<usize> {
    cursor.blanks();
    cursor.eat(&["時"])?;
    if ["間", "期", "代", "価", "系", "給"].iter().any(|word| cursor.rest().starts_with(word)) {
        return None;
    }
    if cursor.eat(&["半"]).is_none() {
        let _ = counted(&mut cursor, "分");
    }
    Some(cursor.at)
}

fn colon(mut cursor: Cursor<'_>) -> Option<usize> {
    cursor.eat(&[":", "："])?;
    cursor.number().filter(|(minute, length)| *minute < 60 && *length == 2)?;
    let goes_on = cursor.peek().is_some_and(|c| c == ':' || c.is_ascii_alphanumeric());
    (!goes_on).then(|| half_day(cursor).unwrap_or(cursor.at))
}

fn half_day(mut cursor: Cursor<'_>) -> Option<usize> {
    cursor.blanks();
    cursor.eat(&["am", "pm", "a.m.", "p.m."])?;
    Some(cursor.at)
}
