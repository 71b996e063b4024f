//! English dates: of a range, the start leaves out what its end says.

use super::super::style::{DatePattern, EnglishDate, EnglishOrder};
use super::print::{Manner, Shown};
use super::word::TimeEdge;
use super::{Part, Point, PointWord};
use chrono::Datelike;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The English name of a month.
pub fn month_name(month: u32) -> &'static str {
    let index = usize::try_from(month).ok().and_then(|month| month.checked_sub(1));
    index.and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
}

/// Prints all parts as a list with "and".
pub(super) fn parts(parts: &[Part], manner: Manner) -> String {
    let DatePattern::English(date) = &manner.style.date else { return String::new() };
    let writer = Writer { manner, date };
    let texts: Vec<String> = parts.iter().map(|part| writer.part(part)).filter(|text| !text.is_empty()).collect();
    match texts.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first, second] => format!("{first} and {second}"),
        [before @ .., last] => format!("{}, and {last}", before.join(", ")),
    }
}

struct Writer<'a> {
    manner: Manner<'a>,
    date: &'a EnglishDate,
}

impl Writer<'_> {
    fn part(&self, part: &Part) -> String {
        let shown = |point: &Point| Shown::of(point, self.manner);
        match part {
            Part::Point(point) => self.edged(point, shown(point)),
            Part::Range(start, end) => match (start.point(), end.point()) {
                (Some(start), Some(end)) => self.range(start, end),
                (Some(start), None) => self.open(&self.write(start, shown(start)), true),
                (None, Some(end)) => self.open(&self.write(end, shown(end)), false),
                (None, None) => String::new(),
            },
        }
    }

    fn range(&self, start: &Point, end: &Point) -> String {
        let (mut first, mut last) = (Shown::of(start, self.manner), Shown::of(end, self.manner));
        let end_alone = self.write(end, last);
        if self.write(start, first) == end_alone {
            return end_alone;
        }
        self.elide((start, &mut first), (end, &mut last));
        let (start, end) = (self.write(start, first), self.write(end, last));
        if start.is_empty() || end.is_empty() {
            return start + &end;
        }
        let range = &self.manner.style.range;
        // 25–28 June, but 26 July – 4 August.
        let closed = !start.contains(' ') || (first.month != last.month && !first.time);
        let gap = if range.is_sign() && !closed { " " } else { "" };
        format!("{}{start}{gap}{}{gap}{end}", range.head, range.joiner)
    }

    fn elide(&self, (start, first): (&Point, &mut Shown), (end, last): (&Point, &mut Shown)) {
        if self.date.order == EnglishOrder::Iso || start.year != end.year {
            // Across a year, both years are needed, even the one that the release implies.
            if self.manner.form.parts.is_none() && start.year != end.year {
                let year = first.year || last.year;
                (first.year, last.year) = (year, year);
            }
            return;
        }
        let same_month = start.month == end.month && first.day && last.day;
        let same_day = same_month && start.day == end.day && first.time && last.time;
        first.year &= !(last.year && first.month && last.month);
        if same_day {
            (first.year, first.month, first.day, first.weekday) = (false, false, false, false);
        } else if same_month && !first.time && !last.time {
            match self.date.order {
                EnglishOrder::MonthDay => last.month = false,
                _ => first.month = false,
            }
        }
    }

    fn open(&self, text: &str, start: bool) -> String {
        let range = &self.manner.style.range;
        match (text.is_empty(), range.is_sign(), start) {
            (true, ..) => String::new(),
            (_, true, true) => format!("{text}{}", range.joiner),
            (_, true, false) => format!("{}{text}", range.joiner),
            (_, false, true) => format!("from {text}"),
            (_, false, false) => format!("until {text}"),
        }
    }

    fn edged(&self, point: &Point, shown: Shown) -> String {
        let text = self.write(point, shown);
        match point.edge.filter(|_| !text.is_empty()) {
            Some(TimeEdge::Until) => format!("{} {text}", self.manner.style.until),
            Some(TimeEdge::Since) => format!("from {text} onward"),
            None => text,
        }
    }

    fn write(&self, point: &Point, shown: Shown) -> String {
        if shown.is_empty() {
            return String::new();
        }
        let date = self.date_text(point, shown);
        let word = point.word.filter(|_| shown.word).map_or("", PointWord::en);
        let dated = if date.is_empty() {
            let bare = word.trim_start_matches("the ");
            bare.trim_end_matches(" of ").trim_end_matches(" on ").trim_end().to_owned()
        } else {
            format!("{word}{date}")
        };
        let time = point.time.filter(|_| shown.time).map(|time| self.manner.style.time.print(time, true));
        let text = match time {
            Some(time) if dated.is_empty() => time,
            Some(time) if self.date.order == EnglishOrder::Iso => format!("{dated} {time}"),
            Some(time) => format!("{time} on {dated}"),
            None => dated,
        };
        if point.is_approximate() && shown.around { format!("around {text}") } else { text }
    }

    fn date_text(&self, point: &Point, shown: Shown) -> String {
        let year = Some(point.year.to_string()).filter(|_| shown.year);
        let month = point.month.filter(|_| shown.month);
        let day = point.day.filter(|_| shown.day);
        let core = match (self.date.order, &year, month, day) {
            (EnglishOrder::Iso, Some(year), Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
            (EnglishOrder::MonthDay, year, month, Some(day)) => {
                let month = month.map_or(String::new(), |month| self.date.month(month) + " ");
                let year = year.as_ref().map_or(String::new(), |year| format!(", {year}"));
                format!("{month}{day}{year}")
            }
            (_, year, month, day) => {
                let words = [day.map(|day| day.to_string()), month.map(|month| self.date.month(month)), year.clone()];
                words.into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
        };
        match point.date().filter(|_| shown.weekday) {
            Some(date) => self.date.weekday(date.weekday()) + &core,
            None => core,
        }
    }
}
