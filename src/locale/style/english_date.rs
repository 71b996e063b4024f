//! The English pattern of dates: `9 July 2024`, `Tuesday, July 9, 2024`, `Jul 9`, `2024-07-09`.

use super::super::Problem;
use super::super::moment::month_name;
use super::date::check_weekday;
use chrono::{NaiveDate, Weekday};

/// An English date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::locale) struct EnglishDate {
    pub order: EnglishOrder,
    /// Whether the example shows a year.
    pub shows_year: bool,
    /// Whether months have three letters.
    short_month: bool,
    /// Whether a short month has a full stop.
    stop: bool,
    /// Whether and how the weekday stands before the date.
    pub weekday: Option<EnglishWeekday>,
}

/// The order of the parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::locale) enum EnglishOrder {
    /// 9 July 2024.
    DayMonth,
    /// July 9, 2024.
    MonthDay,
    /// 2024-07-09.
    Iso,
}

/// A weekday before a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::locale) struct EnglishWeekday {
    short: bool,
    separator: String,
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The English name of a weekday.
pub(super) fn weekday_name(weekday: Weekday) -> &'static str {
    WEEKDAYS.get(weekday.num_days_from_monday() as usize).copied().unwrap_or_default()
}

impl Default for EnglishDate {
    fn default() -> EnglishDate {
        EnglishDate { order: EnglishOrder::DayMonth, shows_year: true, short_month: false, stop: false, weekday: None }
    }
}

impl EnglishDate {
    /// Prints the name of a month.
    pub(in crate::locale) fn month(&self, month: u32) -> String {
        let name = month_name(month);
        // May is its own abbreviation.
        if !self.short_month || name.len() <= 3 {
            return name.to_owned();
        }
        format!("{}{}", &name[..3], if self.stop { "." } else { "" })
    }

    /// Prints the weekday with what separates it from the date.
    pub(in crate::locale) fn weekday(&self, weekday: Weekday) -> String {
        let name = weekday_name(weekday);
        match &self.weekday {
            Some(pattern) => format!("{}{}", if pattern.short { &name[..3] } else { name }, pattern.separator),
            // GOV.UK style has no comma before a day; before a month American usage has one.
            None if self.order == EnglishOrder::DayMonth => format!("{name} "),
            None => format!("{name}, "),
        }
    }

    /// Reads an example.
    pub(super) fn parse(example: &str) -> Result<EnglishDate, Problem> {
        let (written, weekday, rest) = weekday_before(example);
        let unreadable = || {
            Problem::new(0..example.len(), "日付の例を読み取れません", "This example of a date cannot be read")
                .with_hint(
                    "英語の文書では「9 July 2024」「July 9, 2024」「2024-07-09」のように書いてください。",
                    "Write 9 July 2024, July 9, 2024 or 2024-07-09.",
                )
        };
        let (mut pattern, year, month, day) = pattern(rest).ok_or_else(unreadable)?;
        let Some(date) = NaiveDate::from_ymd_opt(year.unwrap_or(2000), month, day) else {
            return Err(Problem::new(
                0..example.len(),
                "例の日付は実在しません",
                "The date of this example does not exist",
            ));
        };
        check_weekday(year.map(|_| date), written, 0..example.len() - rest.len())?;
        pattern.weekday = weekday;
        Ok(pattern)
    }
}

/// The weekday that begins an example, and the rest of it.
fn weekday_before(example: &str) -> (Option<Weekday>, Option<EnglishWeekday>, &str) {
    let word_length = example.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(example.len());
    let (word, after) = example.split_at(word_length);
    let index = WEEKDAYS.iter().position(|name| *name == word || name[..3] == *word);
    let Some(weekday) =
        index.and_then(|index| u8::try_from(index).ok()).and_then(|index| Weekday::try_from(index).ok())
    else {
        return (None, None, example);
    };
    let rest = after.trim_start_matches([',', ' ', '.']);
    let separator = after[..after.len() - rest.len()].to_owned();
    (Some(weekday), Some(EnglishWeekday { short: word.len() == 3, separator }), rest)
}

fn pattern(example: &str) -> Option<(EnglishDate, Option<i32>, u32, u32)> {
    if let [year, month, day] = example.split('-').collect::<Vec<_>>().as_slice()
        && (year.len(), month.len(), day.len()) == (4, 2, 2)
    {
        let iso = EnglishDate { order: EnglishOrder::Iso, ..EnglishDate::default() };
        return Some((iso, Some(year.parse().ok()?), month.parse().ok()?, day.parse().ok()?));
    }
    let words: Vec<&str> = example.split(' ').map(|word| word.trim_end_matches(',')).collect();
    let (&first, &second) = (words.first()?, words.get(1)?);
    let year = match words.get(2..)? {
        [] => None,
        [year] if year.len() == 4 => Some(year.parse::<i32>().ok()?),
        _ => return None,
    };
    let day_first = first.starts_with(|c: char| c.is_ascii_digit());
    let (day, name) = if day_first { (first, second) } else { (second, first) };
    let bare = name.strip_suffix('.').unwrap_or(name);
    let month = (1..=12).find(|month| month_name(*month) == bare || month_name(*month).get(..3) == Some(bare))?;
    let date = EnglishDate {
        order: if day_first { EnglishOrder::DayMonth } else { EnglishOrder::MonthDay },
        shows_year: year.is_some(),
        short_month: month_name(month) != bare,
        stop: bare != name,
        weekday: None,
    };
    Some((date, year, month, day.parse().ok()?))
}
