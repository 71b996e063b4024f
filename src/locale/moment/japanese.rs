//! Japanese dates: each point says only what the one before it has not said.

use super::super::era::EraYear;
use super::super::style::{DatePattern, JapaneseDate, YearStyle};
use super::super::widen;
use super::print::{Manner, Shown};
use super::word::{Around, TimeEdge};
use super::{EraChoice, Part, Point, PointWord};
use chrono::Datelike;

/// Prints all parts, joined by 、.
pub(super) fn parts(parts: &[Part], manner: Manner) -> String {
    let DatePattern::Japanese(date) = &manner.style.date else { return String::new() };
    let mut writer = Writer { manner, date, previous: None };
    let texts: Vec<String> = parts.iter().map(|part| writer.part(part)).filter(|text| !text.is_empty()).collect();
    texts.join("、")
}

struct Writer<'a> {
    manner: Manner<'a>,
    date: &'a JapaneseDate,
    /// The point printed last, and whether its year was printed.
    previous: Option<(Point, bool)>,
}

impl Writer<'_> {
    fn part(&mut self, part: &Part) -> String {
        let style = self.manner.style;
        let (start, end) = match part {
            Part::Point(point) => return self.point(point),
            Part::Range(start, end) => (start.point(), end.point()),
        };
        let start_text = start.map(|point| self.point(point)).unwrap_or_default();
        let end_text = end.map(|point| self.point(point)).unwrap_or_default();
        let joiner = &style.range.joiner;
        let until = end.is_some_and(|point| point.edge == Some(TimeEdge::Until));
        match (start_text.is_empty(), end_text.is_empty()) {
            (true, true) => String::new(),
            (false, true) if end.is_some() => start_text,
            (false, true) => start_text + joiner,
            (true, false) if style.range.is_sign() => format!("{joiner}{end_text}"),
            (true, false) if until => end_text,
            (true, false) => end_text + &style.until,
            (false, false) if until => start_text + joiner + &end_text,
            (false, false) => start_text + joiner + &end_text + &style.range.tail,
        }
    }

    /// Prints a point after the previous one; empty if that said it all.
    fn point(&mut self, point: &Point) -> String {
        let mut shown = Shown::of(point, self.manner);
        if shown.is_empty() {
            return String::new();
        }
        if let Some((previous, year_shown)) = self.previous {
            self.elide(&mut shown, point, &previous, year_shown);
        }
        let year = shown.year || self.previous.is_some_and(|(previous, shown)| shown && previous.year == point.year);
        self.previous = Some((*point, year));
        if shown.is_empty() { String::new() } else { self.write(point, shown) }
    }

    fn elide(&self, shown: &mut Shown, point: &Point, previous: &Point, year_shown: bool) {
        let same_year = point.year == previous.year && self.era_name(point) == self.era_name(previous);
        let form = self.manner.form;
        if same_year {
            shown.year = false;
        } else if form.parts.is_none() {
            shown.year |= year_shown;
        }
        let both_days = point.day.is_some() && previous.day.is_some();
        let same_month = same_year && point.month == previous.month;
        let same_day = same_month && both_days && point.day == previous.day;
        let same_precision = point.day.is_some() == previous.day.is_some();
        if same_month && same_precision && (same_day || !shown.day || self.date.is_kanji()) {
            shown.month = false;
        }
        if same_day {
            (shown.day, shown.weekday) = (false, false);
            let noon = previous.time.is_some_and(|time| (time.hour, time.minute) == (12, 0));
            let halves = (point.time.map(|time| time.hour / 12), previous.time.map(|time| time.hour / 12));
            shown.half = halves.0 != halves.1 || noon;
            shown.time &= point.time != previous.time;
        }
    }

    fn write(&self, point: &Point, shown: Shown) -> String {
        let mut text = String::new();
        if shown.year {
            text += &self.year(point, shown.month);
        }
        if let Some(month) = point.month.filter(|_| shown.month) {
            text += &self.month(month, shown);
        }
        if let Some(day) = point.day.filter(|_| shown.day) {
            let mark = if self.date.is_kanji() || shown.month { self.date.after_day.as_str() } else { "日" };
            text += &format!("{}{mark}", self.date.number(day));
        }
        if self.date.wide {
            text = widen(&text);
        }
        if let Some(date) = point.date().filter(|_| shown.weekday) {
            text += &self.date.weekday.clone().unwrap_or_default().print(date.weekday());
        }
        if let Some(word) = point.word.filter(|word| shown.word && *word != PointWord::FiscalYear) {
            text += word.ja();
        }
        if let Some(time) = point.time.filter(|_| shown.time) {
            let pattern = &self.manner.style.time;
            let gap = !text.is_empty() && (pattern.is_colon() || self.date.is_spaced());
            text += if gap { " " } else { "" };
            text += &pattern.print(time, shown.half);
        }
        text += point.around.filter(|_| shown.around).map_or("", Around::ja);
        text + match point.edge {
            Some(TimeEdge::Until) => &self.manner.style.until,
            Some(TimeEdge::Since) => TimeEdge::Since.ja(),
            None => "",
        }
    }

    fn year(&self, point: &Point, month_follows: bool) -> String {
        let date = self.date;
        let kanji = date.is_kanji();
        let year_style = match (self.manner.form.era, &date.year) {
            (Some(EraChoice::Wareki), _) => YearStyle::Wareki,
            (Some(EraChoice::Seireki), _) => YearStyle::Seireki,
            (Some(EraChoice::Both), dual @ YearStyle::Both { .. }) => dual.clone(),
            (Some(EraChoice::Both), _) => YearStyle::both(),
            (None, year_style) => year_style.clone(),
        };
        let dual = matches!(year_style, YearStyle::Both { .. });
        let unit = date.after_year.trim_end();
        let unit = match point.is_fiscal_year() {
            true => "年度",
            false if kanji => unit,
            false if month_follows && !dual => unit,
            false => "年",
        };
        let tail = if month_follows { &date.after_year[date.after_year.trim_end().len()..] } else { "" };
        let seireki = format!("{}{unit}", point.year);
        let era_year = point.last_day().and_then(EraYear::of);
        let Some(wareki) = era_year.map(|year| format!("{}{unit}", date.era_year(year))) else {
            return seireki + tail;
        };
        let text = match year_style {
            YearStyle::Seireki => seireki,
            YearStyle::Wareki => wareki,
            YearStyle::Both { wareki_first: true, open, close } => format!("{wareki}{open}{seireki}{close}"),
            YearStyle::Both { wareki_first: false, open, close } => format!("{seireki}{open}{wareki}{close}"),
        };
        text + tail
    }

    fn month(&self, month: u32, shown: Shown) -> String {
        let mark = match (shown.day, self.date.is_kanji(), shown.year) {
            (true, ..) => self.date.after_month.as_str(),
            (false, true, _) => self.date.after_month.trim_end(),
            (false, false, true) => "",
            (false, false, false) => "月",
        };
        format!("{}{mark}", self.date.number(month))
    }

    /// The era that a point is printed in, so that a range over a change of era names both.
    fn era_name(&self, point: &Point) -> Option<&'static str> {
        let seireki = match self.manner.form.era {
            Some(choice) => choice == EraChoice::Seireki,
            None => self.date.year == YearStyle::Seireki,
        };
        if seireki { None } else { point.last_day().and_then(EraYear::of).map(|year| year.era.name) }
    }
}
