//! How dates look in a document, and the Japanese pattern.

use super::super::era::{Era, EraYear};
use super::super::{Lang, Problem, check_outline, digit, is_blank};
use super::english_date::EnglishDate;
use super::time::TimePattern;
use chrono::{NaiveDate, Weekday};
use std::ops::Range;

/// How dates, times and periods look, read from one example of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateStyle {
    pub(in crate::locale) lang: Lang,
    pub(in crate::locale) date: DatePattern,
    pub(in crate::locale) time: TimePattern,
    pub(in crate::locale) range: RangePattern,
    /// まで or 迄; in English the word before a deadline.
    pub(in crate::locale) until: String,
}

/// The pattern of dates of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::locale) enum DatePattern {
    /// 令和6年7月9日.
    Japanese(JapaneseDate),
    /// 9 July 2024.
    English(EnglishDate),
}

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

/// What joins the ends of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::locale) struct RangePattern {
    /// `from `; empty in Japanese.
    pub head: String,
    /// から, ～, ` to `.
    pub joiner: String,
    /// まで, or nothing.
    pub tail: String,
}

impl DateStyle {
    /// 令和6年7月9日, 午後4時40分, から…まで; 9 July 2024, 4:40 p.m., from … to ….
    pub fn default_for(lang: Lang) -> DateStyle {
        let date = match lang {
            Lang::Ja => DatePattern::Japanese(JapaneseDate::default()),
            Lang::En => DatePattern::English(EnglishDate::default()),
        };
        let (head, joiner, tail, until) = match lang {
            Lang::Ja => ("", "から", "まで", "まで"),
            Lang::En => ("from ", " to ", "", "by"),
        };
        let range = RangePattern { head: head.to_owned(), joiner: joiner.to_owned(), tail: tail.to_owned() };
        DateStyle { lang, date, time: TimePattern::default_for(lang), range, until: until.to_owned() }
    }

    /// Reads an example of a date: `令和4年(2022年)12月6日(火)`, `6/24`, `July 9, 2024`.
    pub fn set_date(&mut self, example: &str) -> Result<(), Problem> {
        check_outline(example)?;
        self.date = match self.lang {
            Lang::Ja => DatePattern::Japanese(JapaneseDate::parse(example)?),
            Lang::En => DatePattern::English(EnglishDate::parse(example)?),
        };
        Ok(())
    }

    /// Reads an example of a time: `午後4時40分`, `09:00`.
    pub fn set_time(&mut self, example: &str) -> Result<(), Problem> {
        self.time = TimePattern::parse(example, self.lang)?;
        Ok(())
    }

    /// Reads what joins the ends of a period: `～`, `から…まで`, `–`.
    pub fn set_range(&mut self, example: &str) -> Result<(), Problem> {
        self.range = RangePattern::parse(example)?;
        Ok(())
    }

    /// Reads the word of a deadline: `迄`, `no later than`.
    pub fn set_until(&mut self, example: &str) -> Result<(), Problem> {
        check_outline(example)?;
        let known = match self.lang {
            Lang::Ja => ["まで", "迄"].contains(&example),
            Lang::En => ["by", "until", "no later than"].contains(&example),
        };
        if !known {
            return Err(Problem::new(
                0..example.len(),
                "期限の語を読み取れません。",
                "This word of a deadline is not known.",
            )
            .with_hint("「まで」か「迄」と書いてください。", "Write by, until or no later than."));
        }
        self.until = example.to_owned();
        Ok(())
    }

    /// Whether the example of a date shows a year.
    pub fn shows_year(&self) -> bool {
        match &self.date {
            DatePattern::Japanese(date) => date.shows_year,
            DatePattern::English(date) => date.shows_year,
        }
    }

    /// Whether the example of a date shows a weekday.
    pub fn shows_weekday(&self) -> bool {
        match &self.date {
            DatePattern::Japanese(date) => date.weekday.is_some(),
            DatePattern::English(date) => date.weekday.is_some(),
        }
    }
}

impl RangePattern {
    /// Whether a sign joins the ends, not words.
    pub(in crate::locale) fn is_sign(&self) -> bool {
        !self.joiner.contains(char::is_alphabetic)
    }

    fn parse(example: &str) -> Result<RangePattern, Problem> {
        check_outline(example)?;
        let pattern = |head: &str, joiner: &str, tail: &str| {
            Ok(RangePattern { head: head.to_owned(), joiner: joiner.to_owned(), tail: tail.to_owned() })
        };
        let plain = example.replace(['…', '.'], "").replace(' ', "");
        match plain.as_str() {
            "～" | "〜" | "~" | "–" | "—" | "-" => pattern("", &plain, ""),
            "から" | "より" => pattern("", &plain, ""),
            "からまで" => pattern("", "から", "まで"),
            "から迄" => pattern("", "から", "迄"),
            "よりまで" => pattern("", "より", "まで"),
            "to" | "fromto" => pattern(if plain == "to" { "" } else { "from " }, " to ", ""),
            _ => Err(Problem::new(
                0..example.len(),
                "期間のつなぎを読み取れません。",
                "This joiner of periods is not known.",
            )
            .with_hint("「～」「から」「から…まで」のように書いてください。", "Write –, to or \"from … to …\".")),
        }
    }
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

    fn parse(example: &str) -> Result<JapaneseDate, Problem> {
        let mut reader = ExampleReader { example, at: 0, date: JapaneseDate::default() };
        let whole = 0..example.len();
        let year = reader.year().map_err(|problem| problem.unwrap_or_else(|| unreadable(whole.clone())))?;
        let day_and_month = reader.month_and_day().ok_or_else(|| unreadable(whole.clone()))?;
        let date_end = reader.at;
        let weekday = reader.weekday().ok_or_else(|| unreadable(date_end..example.len()))?;
        let (month, day) = day_and_month;
        // A leap year, so that an example without a year may be 29 February.
        let Some(date) = NaiveDate::from_ymd_opt(year.unwrap_or(2000), month, day) else {
            return Err(Problem::new(whole, "例の日付は実在しません。", "The date of this example does not exist."));
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

/// Refuses an example whose weekday contradicts its date.
pub(super) fn check_weekday(
    date: Option<NaiveDate>,
    weekday: Option<Weekday>,
    range: Range<usize>,
) -> Result<(), Problem> {
    use chrono::Datelike;
    let (Some(date), Some(written)) = (date, weekday) else { return Ok(()) };
    if date.weekday() == written {
        return Ok(());
    }
    let right = WeekdayPattern::default().print(date.weekday());
    Err(Problem::new(range, "例の曜日が日付と合いません。", "The weekday of this example is not that of its date.")
        .with_hint(
            format!("正しい曜日は{right}です。"),
            format!("It is a {}.", super::english_date::weekday_name(date.weekday())),
        ))
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
    Problem::new(range, "例の元号と西暦が合いません。", "The two years of this example are not the same year.")
}

fn unreadable(range: Range<usize>) -> Problem {
    Problem::new(range, "日付の例を読み取れません。", "This example of a date cannot be read.").with_hint(
        "「令和6年7月9日」「2024年7月9日(火)」「7月9日」「6/24」のように書いてください。",
        "In a Japanese document, write 令和6年7月9日, 2024年7月9日(火), 7月9日 or 6/24.",
    )
}
