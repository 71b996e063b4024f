//! Spellings of dates that are not read, and the spelling to use instead.
//!
//! Era, width and brackets would be free text in the source; the style of a document decides them.

use super::super::era::Era;
use super::super::{Problem, digit};
use super::parse;

/// The problem of a text that is a date in another spelling.
pub(super) fn problem(text: &str) -> Option<Problem> {
    let era = Era::at_start(text);
    let fiscal = text.contains("年度");
    let kanji = !fiscal && text.contains('年') || text.contains('月');
    let joined = |sign: char| text.split(sign).filter(|part| part.chars().all(|c| digit(c).is_some())).count() >= 3;
    let named_era = ["令和", "平成", "昭和", "大正", "明治"].iter().any(|name| text.contains(name));
    if !(era.is_some() || named_era || kanji || joined('/') || joined('.')) {
        return None;
    }
    let problem = Problem::new(0..text.len(), "この書き方の日付は読めません", "A date is not written in this way");
    Some(match iso(text) {
        Some(iso) => problem.with_hint(
            format!("「{iso}」と書いてください。元号や曜日は文書の書式で付きます"),
            format!("Write {iso}; the style of the document adds era and weekday"),
        ),
        None => problem.with_hint(
            "「2024-07-09」「2008-12/2010-08-04」のように西暦で書いてください。元号や曜日は文書の書式で付きます。",
            "Write 2024-07-09 or 2008-12/2010-08-04; the style of the document adds era and weekday.",
        ),
    })
}

/// The ISO spelling of one date in another spelling, if it is one that exists.
fn iso(text: &str) -> Option<String> {
    let exact = text.trim_end_matches("頃").trim_end_matches("ごろ");
    let around = if exact == text { "" } else { " 頃" };
    let text = exact;
    let (era, length) = Era::at_start(text).map_or((None, 0), |(era, length)| (Some(era), length));
    let numbers = numbers(&text[length..])?;
    let (year, rest) = numbers.split_first()?;
    let year = match era {
        Some(era) => era.gregorian(i32::try_from(*year).ok()?)?,
        None => i32::try_from(*year).ok().filter(|year| (1000..10_000).contains(year))?,
    };
    let found = match rest {
        [] if text.contains("年度") => format!("{year:04}年度"),
        [] => format!("{year:04}"),
        [month] => format!("{year:04}-{month:02}"),
        [month, day] => format!("{year:04}-{month:02}-{day:02}"),
        [month, day, hour] => format!("{year:04}-{month:02}-{day:02}T{hour:02}:00"),
        [month, day, hour, minute] => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}"),
        _ => return None,
    };
    let found = found + around;
    parse::moment(&found).is_ok().then_some(found)
}

/// The numbers of a text, 元 as one; nothing if what stands between them is more than a date has.
fn numbers(text: &str) -> Option<Vec<u32>> {
    let text = text.replace('元', "1");
    let weekday = |c: char| "()（）月火水木金土日曜".contains(c);
    let mut numbers: Vec<u32> = Vec::new();
    let mut inside = false;
    for c in text.chars() {
        match digit(c) {
            Some(value) if inside => {
                let last = numbers.last_mut()?;
                *last = last.checked_mul(10)?.checked_add(value)?;
            }
            Some(value) => numbers.push(value),
            None if weekday(c) || "年月日度時分/.-:／．－： 　".contains(c) => {}
            None => return None,
        }
        inside = digit(c).is_some();
    }
    Some(numbers)
}
