//! How times look: `午後4時40分`, `16時40分`, `09:00`, `4:40 p.m.`.

use super::super::moment::Time;
use super::super::{Lang, Problem, check_outline, digit, is_blank, widen};
use std::ops::Range;

/// How a time of day is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::locale) struct TimePattern {
    lang: Lang,
    /// The marks of the halves of the day; none on a 24-hour clock.
    halves: Option<Halves>,
    /// What stands between hour and minute: `時`, ` 時 `, `:`.
    after_hour: String,
    /// What stands behind the minute: `分`, nothing.
    after_minute: String,
    /// Whether a one-digit hour is padded.
    pad_hour: bool,
    wide: bool,
}

/// The marks of a 12-hour clock.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Halves {
    before_noon: String,
    after_noon: String,
    /// What stands between the mark and the number.
    gap: String,
    /// Whether the mark stands before the number.
    leads: bool,
}

const MARKS: [(&str, &str); 5] = [("午前", "午後"), ("a.m.", "p.m."), ("AM", "PM"), ("am", "pm"), ("A.M.", "P.M.")];

impl TimePattern {
    /// 午後4時40分, as 公用文 writes; 4:40 p.m.
    pub(super) fn default_for(lang: Lang) -> TimePattern {
        let (mark, after_hour, after_minute) = match lang {
            Lang::Ja => (0, "時", "分"),
            Lang::En => (1, ":", ""),
        };
        let leads = lang == Lang::Ja;
        let (before_noon, after_noon) = MARKS[mark];
        let gap = if leads { "" } else { " " }.to_owned();
        let halves = Halves { before_noon: before_noon.to_owned(), after_noon: after_noon.to_owned(), gap, leads };
        TimePattern {
            lang,
            halves: Some(halves),
            after_hour: after_hour.to_owned(),
            after_minute: after_minute.to_owned(),
            pad_hour: false,
            wide: false,
        }
    }

    /// Reads an example.
    pub(super) fn parse(example: &str, lang: Lang) -> Result<TimePattern, Problem> {
        check_outline(example)?;
        let (halves, inner) = halves(example);
        let clock = &example[inner.clone()];
        let hour_length = clock.len() - clock.trim_start_matches(|c| digit(c).is_some()).len();
        let (hour, rest) = clock.split_at(hour_length);
        let separator_length = rest.find(|c| digit(c).is_some()).unwrap_or(rest.len());
        let (after_hour, rest) = rest.split_at(separator_length);
        let minute_length = rest.len() - rest.trim_start_matches(|c| digit(c).is_some()).len();
        let (minute, after_minute) = rest.split_at(minute_length);
        let most = if halves.is_some() { 12 } else { 23 };
        let known = matches!(after_hour.trim_matches(is_blank), "時" | ":" | "：" | "." | "")
            && matches!(after_minute.trim_start_matches(is_blank), "分" | "")
            && value(hour).is_some_and(|hour| hour <= most)
            && (minute.is_empty() || (value(minute).is_some_and(|minute| minute < 60) && !after_hour.is_empty()))
            && (!after_hour.is_empty() || (halves.is_some() && lang == Lang::En));
        if !known {
            return Err(unreadable(inner));
        }
        let colon = !after_hour.contains('時');
        Ok(TimePattern {
            lang,
            halves,
            pad_hour: colon && hour.chars().count() == 2 && value(hour).is_some_and(|hour| hour < 10),
            wide: hour.starts_with(|c: char| !c.is_ascii()),
            after_minute: if minute.is_empty() && !colon {
                after_hour.replace('時', "分")
            } else {
                after_minute.to_owned()
            },
            after_hour: if after_hour.is_empty() { ":".to_owned() } else { after_hour.to_owned() },
        })
    }

    /// Whether hour and minute are joined by a sign.
    pub(in crate::locale) fn is_colon(&self) -> bool {
        !self.after_hour.contains('時')
    }

    /// Prints a time; `half` says whether 午前 or 午後 is still to be said.
    pub(in crate::locale) fn print(&self, time: Time, half: bool) -> String {
        let Some(halves) = &self.halves else { return self.digits(time.hour, time.minute) };
        if (time.hour, time.minute) == (12, 0) {
            // 午後0時 and 午前12時 are never written, and 12 p.m. is read both ways.
            return if self.lang == Lang::Ja { "正午" } else { "noon" }.to_owned();
        }
        let hour = match (self.lang, time.hour % 12) {
            (Lang::En, 0) => 12,
            (_, hour) => hour,
        };
        let digits = match time.minute {
            0 if self.lang == Lang::En => self.number(hour, false),
            minute => self.digits(hour, minute),
        };
        let mark = if time.hour < 12 { &halves.before_noon } else { &halves.after_noon };
        match (half, halves.leads) {
            (false, _) => digits,
            (true, true) => format!("{mark}{}{digits}", halves.gap),
            (true, false) => format!("{digits}{}{mark}", halves.gap),
        }
    }

    fn digits(&self, hour: u32, minute: u32) -> String {
        let hour = self.number(hour, self.pad_hour);
        if self.is_colon() {
            return format!("{hour}{}{}{}", self.after_hour, self.number(minute, true), self.after_minute);
        }
        if minute == 0 {
            return format!("{hour}{}", self.after_hour.trim_end());
        }
        format!("{hour}{}{}{}", self.after_hour, self.number(minute, false), self.after_minute.trim_end())
    }

    fn number(&self, value: u32, pad: bool) -> String {
        let text = if pad { format!("{value:02}") } else { value.to_string() };
        if self.wide { widen(&text) } else { text }
    }
}

/// The marks of the halves of the day in an example, and the place of the clock beside them.
fn halves(example: &str) -> (Option<Halves>, Range<usize>) {
    for (before_noon, after_noon) in MARKS {
        for mark in [before_noon, after_noon] {
            let halves = |gap: &str, leads| Halves {
                before_noon: before_noon.to_owned(),
                after_noon: after_noon.to_owned(),
                gap: gap.to_owned(),
                leads,
            };
            if let Some(rest) = example.strip_prefix(mark) {
                let clock = rest.trim_start_matches(is_blank);
                let gap = &rest[..rest.len() - clock.len()];
                return (Some(halves(gap, true)), example.len() - clock.len()..example.len());
            }
            if let Some(rest) = example.strip_suffix(mark) {
                let clock = rest.trim_end_matches(is_blank);
                return (Some(halves(&rest[clock.len()..], false)), 0..clock.len());
            }
        }
    }
    (None, 0..example.len())
}

fn value(digits: &str) -> Option<u32> {
    if digits.is_empty() || digits.chars().count() > 2 {
        return None;
    }
    super::super::narrow(digits).parse().ok()
}

fn unreadable(range: Range<usize>) -> Problem {
    Problem::new(range, "時刻の書き方を読み取れません", "This example of a time cannot be read")
        .with_hint("「午後4時40分」「16時40分」「09:00」のように書いてください。", "Write \"4:40 p.m.\" or \"16:40\".")
}
