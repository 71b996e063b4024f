//! The Japanese pattern of dates: `令和6年7月9日(火曜日)`, `令和4年(2022年)12月6日`, `6/24`, `令和6.3.31`.

use super::super::era::{Era, EraYear};
use super::super::{Problem, digit, is_blank};
use super::date::check_weekday;
use chrono::{NaiveDate, Weekday};
use std::ops::Range;

/// A Japanese date with its blanks and separators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::locale) struct JapaneseDate {
    /// Whether the example shows a year.
    pub shows_year: bool,
    pub year: YearStyle,
    /// Whether the era is a letter: `R6.3.31`.
    pub letter: bool,
    /// What stands between era and number.
    pub era_gap: String,
    pub after_year: String,
    pub after_month: String,
    pub after_day: String,
    pub weekday: Option<WeekdayPattern>,
    /// Whether month and day have two digits.
    pub padded: bool,
    pub wide: bool,
}

/// How a year counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::locale) enum YearStyle {
    Seireki,
    Wareki,
    Both { wareki_first: bool, open: String, close: String },
}

/// A weekday behind a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::locale) struct WeekdayPattern {
    open: String,
    /// 火曜日 rather than 火.
    long: Option<String>,
    close: String,
}

impl Default for JapaneseDate {
    fn default() -> JapaneseDate {
        JapaneseDate {
            shows_year: true,
            year: YearStyle::Wareki,
            letter: false,
            era_gap: String::new(),
            after_year: "年".to_owned(),
            after_month: "月".to_owned(),
            after_day: "日".to_owned(),
            weekday: None,
            padded: false,
            wide: false,
        }
    }
}

impl JapaneseDate {
    /// Whether it is written with 年月日, not with signs.
    pub(in crate::locale) fn is_kanji(&self) -> bool {
        self.after_month.contains('月')
    }

    /// Whether blanks stand between its parts.
    pub(in crate::locale) fn is_spaced(&self) -> bool {
        self.after_month.ends_with(is_blank)
    }

    /// Prints a month or day.
    pub(in crate::locale) fn number(&self, value: u32) -> String {
        if self.padded { format!("{value:02}") } else { value.to_string() }
    }

    /// Prints the year of an era.
    pub(in crate::locale) fn era_year(&self, year: EraYear) -> String {
        let name = if self.letter { year.era.letter.to_string() } else { year.era.name.to_owned() };
        // A letter goes with a digit: R1, not R元.
        let number = if self.letter { year.year.to_string() } else { year.number() };
        format!("{name}{}{number}", self.era_gap)
    }

    /// Reads an example.
    pub(super) fn parse(example: &str) -> Result<JapaneseDate, Problem> {
        let mut reader = ExampleReader { example, at: 0, date: JapaneseDate::default() };
        let whole = 0..example.len();
        let year = reader.year().map_err(|problem| problem.unwrap_or_else(|| unreadable(whole.clone())))?;
        let day_and_month = reader.month_and_day().ok_or_else(|| unreadable(whole.clone()))?;
        let date_end = reader.at;
        let weekday = reader.weekday().ok_or_else(|| unreadable(date_end..example.len()))?;
        let (month, day) = day_and_month;
        // A leap year, so that an example without a year may be 29 February.
        let Some(date) = NaiveDate::from_ymd_opt(year.unwrap_or(2000), month, day) else {
            return Err(Problem::new(whole, "例の日付は実在しません", "The date of this example does not exist"));
        };
        check_weekday(year.map(|_| date), weekday, date_end..example.len())?;
        Ok(reader.date)
    }
}

impl YearStyle {
    /// 令和6年(2024年).
    pub(in crate::locale) fn both() -> YearStyle {
        YearStyle::Both { wareki_first: true, open: "(".to_owned(), close: ")".to_owned() }
    }
}

impl Default for WeekdayPattern {
    fn default() -> WeekdayPattern {
        WeekdayPattern { open: "(".to_owned(), long: None, close: ")".to_owned() }
    }
}

impl WeekdayPattern {
    /// Prints a weekday with its brackets.
    pub(in crate::locale) fn print(&self, weekday: Weekday) -> String {
        let name = "月火水木金土日".chars().nth(weekday.num_days_from_monday() as usize).unwrap_or_default();
        format!("{}{name}{}{}", self.open, self.long.as_deref().unwrap_or_default(), self.close)
    }
}

struct ExampleReader<'a> {
    example: &'a str,
    at: usize,
    date: JapaneseDate,
}

/// A year of an example: Gregorian, and whether an era counted it.
struct Year {
    gregorian: i32,
    wareki: bool,
}

impl<'a> ExampleReader<'a> {
    fn rest(&self) -> &'a str {
        &self.example[self.at..]
    }

    /// Takes characters while they are wanted.
    fn take(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let taken = &rest[..rest.len() - rest.trim_start_matches(wanted).len()];
        self.at += taken.len();
        taken
    }

    fn digits(&mut self) -> Option<(u32, usize)> {
        let taken = self.take(|c| digit(c).is_some());
        self.date.wide |= taken.starts_with(|c: char| !c.is_ascii());
        let value = super::super::narrow(taken).parse().ok()?;
        Some((value, taken.chars().count()))
    }

    /// One year with its era; nothing if none begins here.
    fn one_year(&mut self) -> Option<Year> {
        let rest = self.rest();
        if let Some((era, length)) = Era::at_start(rest) {
            self.at += length;
            self.date.letter = length == 1;
            self.date.era_gap = self.take(is_blank).to_owned();
            let number = if self.take(|c| c == '元').is_empty() { self.digits()?.0 } else { 1 };
            let gregorian = era.gregorian(i32::try_from(number).ok()?)?;
            return Some(Year { gregorian, wareki: true });
        }
        if rest.chars().take_while(|c| digit(*c).is_some()).count() != 4 {
            return None;
        }
        let gregorian = i32::try_from(self.digits()?.0).ok()?;
        Some(Year { gregorian, wareki: false })
    }

    /// The year or both years; a problem of its own, or none where the whole is unreadable.
    fn year(&mut self) -> Result<Option<i32>, Option<Problem>> {
        let Some(first) = self.one_year() else {
            self.date.shows_year = false;
            return if self.at == 0 { Ok(None) } else { Err(None) };
        };
        self.date.year = if first.wareki { YearStyle::Wareki } else { YearStyle::Seireki };
        let mut unit = self.take(|c| is_blank(c) || c == '年').to_owned();
        let bracket_at = self.at;
        let open = self.take(|c| matches!(c, '(' | '（'));
        if !open.is_empty() {
            let second = self.one_year().filter(|second| second.wareki != first.wareki).ok_or(None)?;
            self.take(|c| is_blank(c) || c == '年');
            let close = self.take(|c| matches!(c, ')' | '）'));
            if second.gregorian != first.gregorian {
                return Err(Some(disagreeing_years(bracket_at..self.at)));
            }
            self.date.year =
                YearStyle::Both { wareki_first: first.wareki, open: open.to_owned(), close: close.to_owned() };
            unit += self.take(is_blank);
        }
        unit += self.take(|c| "/.-／．－".contains(c));
        self.date.after_year = unit;
        if self.date.after_year.is_empty() { Err(None) } else { Ok(Some(first.gregorian)) }
    }

    fn month_and_day(&mut self) -> Option<(u32, u32)> {
        let (month, month_digits) = self.digits()?;
        let after_month = self.take(|c| is_blank(c) || "月/.-／．－".contains(c)).to_owned();
        let (day, day_digits) = self.digits()?;
        let before_mark = self.at;
        let blank = self.take(is_blank);
        let mark = self.take(|c| c == '日');
        if mark.is_empty() {
            self.at = before_mark;
        }
        self.date.after_day = if mark.is_empty() { String::new() } else { format!("{blank}{mark}") };
        let kanji = after_month.contains('月');
        if !self.date.shows_year {
            self.date.after_year = after_month.replace('月', "年");
        }
        self.date.after_month = after_month;
        self.date.padded = (month_digits == 2 && month < 10) || (day_digits == 2 && day < 10);
        let marks = self.date.after_month.chars().filter(|c| !is_blank(*c)).count();
        (kanji != mark.is_empty() && marks == 1 && self.date.after_year.contains('年') == kanji).then_some((month, day))
    }

    /// The weekday at the end of the example; the outer `None` where something else stands there.
    fn weekday(&mut self) -> Option<Option<Weekday>> {
        let open = self.take(|c| is_blank(c) || matches!(c, '(' | '（')).to_owned();
        let Some(name) = self.rest().chars().next() else { return open.is_empty().then_some(None) };
        let weekday = "月火水木金土日".chars().position(|c| c == name)?;
        self.at += name.len_utf8();
        let long = ["曜日", "曜"].into_iter().find(|long| self.rest().starts_with(long));
        self.at += long.map_or(0, str::len);
        let close = self.rest();
        if open.is_empty() || !matches!(close, "" | ")" | "）") || open.ends_with(['(', '（']) == close.is_empty() {
            return None;
        }
        self.date.weekday = Some(WeekdayPattern { open, long: long.map(str::to_owned), close: close.to_owned() });
        Weekday::try_from(u8::try_from(weekday).ok()?).ok().map(Some)
    }
}

fn disagreeing_years(range: Range<usize>) -> Problem {
    Problem::new(range, "例の元号と西暦が合いません", "The two years of this example are not the same year")
}

fn unreadable(range: Range<usize>) -> Problem {
    Problem::new(range, "日付の例を読み取れません", "This example of a date cannot be read").with_hint(
        "「令和6年7月9日」「2024年7月9日(火)」「7月9日」「6/24」のように書いてください。",
        "In a Japanese document, write 令和6年7月9日, 2024年7月9日(火), 7月9日 or 6/24.",
    )
}
