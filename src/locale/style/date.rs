//! How dates, times and periods look in a document.

use super::super::{Lang, Problem, check_outline};
use super::english_date::EnglishDate;
use super::japanese_date::{JapaneseDate, WeekdayPattern};
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
                "期限の語を読み取れません",
                "This word of a deadline is not known",
            )
            .with_hint("「まで」か「迄」と書いてください。", "Write by, until or no later than."));
        }
        self.until = example.to_owned();
        Ok(())
    }

    /// Writes years as another style does, for a style whose own example shows none.
    pub fn take_years_of(&mut self, other: &DateStyle) {
        if let (DatePattern::Japanese(own), DatePattern::Japanese(other)) = (&mut self.date, &other.date) {
            own.year = other.year.clone();
            own.letter = other.letter;
            own.era_gap.clone_from(&other.era_gap);
            own.after_year.clone_from(&other.after_year);
        }
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
                "期間のつなぎを読み取れません",
                "This joiner of periods is not known",
            )
            .with_hint("「～」「から」「から…まで」のように書いてください。", "Write –, to or \"from … to …\".")),
        }
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
    Err(Problem::new(range, "例の曜日が日付と合いません", "The weekday of this example is not that of its date")
        .with_hint(
            format!("正しい曜日は{right}です。"),
            format!("It is a {}.", super::english_date::weekday_name(date.weekday())),
        ))
}
