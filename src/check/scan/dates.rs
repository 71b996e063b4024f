//! Dates and times as people type them: 令和6年7月9日, 2024/7/9, 7月9日(火)16時, July 9, 2024.

#[cfg(test)]
mod tests;

use super::chars::{Chars, digit, is_blank, is_digit};
use crate::locale::ERAS;
use std::ops::Range;

/// A date or a time in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// The same in characters.
    pub chars: Range<usize>,
    /// Gregorian year.
    pub year: Option<i32>,
    /// Month.
    pub month: Option<u32>,
    /// Day.
    pub day: Option<u32>,
    /// Whether a time stands with it, or alone.
    pub time: bool,
    /// Whether it is part of a name, as in 平成15年法律第57号: nothing that happened then is meant.
    pub named: bool,
}

/// Behind a date of a law, a rule or an edition.
const NAMED: &[&str] = &[
    "法律", "政令", "省令", "府令", "勅令", "条例", "規則", "告示", "通達", "訓令", "版", "基準", "改正", "式", "号",
    "期",
];

/// All dates and times of a text, from left to right.
pub fn dates(chars: &Chars<'_>) -> Vec<Typed> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < chars.len() {
        let is_kanji_digit = |c: char| kanji_digit(c).is_some();
        // A run of digits in kanji is read from its start only.
        let goes_on = chars.before(at).is_some_and(|before| {
            before.is_ascii_alphanumeric() || is_kanji_digit(before) && chars.at(at).is_some_and(is_kanji_digit)
        });
        let begins = chars.at(at).is_some_and(may_begin) && !goes_on;
        let read = if begins { Reader::read(chars, at) } else { None };
        match read {
            Some(date) => {
                at = date.chars.end.max(at + 1);
                found.push(date);
            }
            // A word or a number that is none is passed as a whole.
            None if begins => at = chars.skip(at, |c| c.is_ascii_alphanumeric()).max(at + 1),
            None => at += 1,
        }
    }
    found
}

fn may_begin(c: char) -> bool {
    is_digit(c) || c.is_ascii_alphabetic() || kanji_digit(c).is_some() || "令平昭大明午".contains(c)
}

fn kanji_digit(c: char) -> Option<u32> {
    "〇一二三四五六七八九十".chars().position(|digit| digit == c).and_then(|value| u32::try_from(value).ok())
}

struct Reader<'a, 'b> {
    chars: &'a Chars<'b>,
    at: usize,
    date: Typed,
}

impl<'a, 'b> Reader<'a, 'b> {
    fn read(chars: &'a Chars<'b>, start: usize) -> Option<Typed> {
        let blank = Typed { range: 0..0, chars: 0..0, year: None, month: None, day: None, time: false, named: false };
        let ways: [fn(&mut Reader<'a, 'b>) -> Option<()>; 4] =
            [Reader::japanese, Reader::numeric, Reader::english, Reader::clock];
        ways.into_iter().find_map(|way| {
            let mut reader = Reader { chars, at: start, date: blank.clone() };
            way(&mut reader)?;
            Some(reader.finish(start))
        })
    }

    fn finish(self, start: usize) -> Typed {
        let Reader { chars, at, date } = self;
        let named = NAMED.iter().any(|word| chars.starts(at, word));
        Typed { range: chars.bytes(start..at), chars: start..at, named, ..date }
    }

    fn eat(&mut self, words: &str) -> bool {
        let found = self.chars.starts(self.at, words);
        if found {
            self.at += words.chars().count();
        }
        found
    }

    fn blanks(&mut self) {
        self.at = self.chars.skip(self.at, is_blank);
    }

    /// A number of up to four digits, or one in kanji; 元 is 1.
    fn number(&mut self) -> Option<u32> {
        let (chars, start) = (self.chars, self.at);
        let end = chars.skip(start, is_digit);
        if end > start && end - start <= 4 {
            self.at = end;
            return (start..end).try_fold(0, |sum, index| Some(sum * 10 + digit(chars.at(index)?)?));
        }
        if self.eat("元") {
            return Some(1);
        }
        let end = chars.skip(start, |c| kanji_digit(c).is_some());
        self.at = end;
        let digits: Vec<u32> = (start..end.min(start + 5)).filter_map(|index| kanji_digit(chars.at(index)?)).collect();
        match digits.as_slice() {
            _ if end - start > 4 => None,
            [10] => Some(10),
            [10, one] if *one < 10 => Some(10 + one),
            [ten, 10] if *ten < 10 => Some(10 * ten),
            [ten, 10, one] if *ten < 10 && *one < 10 => Some(10 * ten + one),
            [] => None,
            digits => digits.iter().try_fold(0, |sum, digit| (*digit < 10).then_some(sum * 10 + digit)),
        }
    }

    /// A number with a sign behind it, blanks between them allowed; nothing is taken otherwise.
    fn counted(&mut self, sign: &str) -> Option<u32> {
        let start = self.at;
        self.blanks();
        let value = self.number().filter(|_| {
            self.blanks();
            self.eat(sign)
        });
        if value.is_none() {
            self.at = start;
        }
        value
    }

    fn japanese(&mut self) -> Option<()> {
        let year = self.year();
        self.date.month = self.counted("月").filter(|month| (1..=12).contains(month));
        if self.date.month.is_some() {
            self.date.day = self.counted("日").filter(|day| (1..=31).contains(day));
        }
        // A bare 3年 is a length of time; 6年7月 is a date without its era.
        match (year, self.date.month) {
            (Some(Some(year)), _) => self.date.year = Some(year),
            (_, Some(_)) => {}
            _ => return None,
        }
        // 5月間 and 3月分 are counted months as well as named ones; only the first is never a name.
        if self.date.day.is_none() && self.date.month.is_some() && self.chars.starts(self.at, "間") {
            return None;
        }
        self.weekday();
        self.time_behind();
        Some(())
    }

    /// A year, with its Gregorian number if it has an era or four digits.
    fn year(&mut self) -> Option<Option<i32>> {
        let start = self.at;
        let chars = self.chars;
        let lettered = chars.at(start + 1).is_some_and(is_digit);
        let named = ERAS.iter().find(|era| chars.starts(start, era.name));
        let era = named.or_else(|| ERAS.iter().find(|era| lettered && chars.at(start) == Some(era.letter)));
        match (era, named) {
            (Some(_), Some(_)) => self.at += 2,
            (Some(_), None) => self.at += 1,
            _ => {}
        }
        let number = self.counted("年").and_then(|number| i32::try_from(number).ok());
        let Some(number) = number else {
            self.at = start;
            return None;
        };
        self.eat("度");
        self.other_calendar();
        Some(match era {
            Some(era) => era.gregorian(number),
            None => (1868..=2200).contains(&number).then_some(number),
        })
    }

    /// (2022年) behind 令和4年.
    fn other_calendar(&mut self) {
        let start = self.at;
        if !(self.eat("(") || self.eat("（")) {
            return;
        }
        let end = self.chars.skip(self.at, |c| is_digit(c) || "令和平成昭元".contains(c));
        self.at = end;
        let closed = end > start + 1 && self.eat("年") && (self.eat(")") || self.eat("）"));
        if !closed {
            self.at = start;
        }
    }

    /// (火), （火曜日）.
    fn weekday(&mut self) {
        let start = self.at;
        self.blanks();
        let open = self.eat("(") || self.eat("（");
        let named = ["月", "火", "水", "木", "金", "土", "日"].iter().any(|day| self.eat(day));
        let _ = self.eat("曜日") || self.eat("曜");
        let closed = self.eat(")") || self.eat("）");
        if !(open && named && closed) {
            self.at = start;
        }
    }

    fn time_behind(&mut self) {
        let start = self.at;
        self.blanks();
        if self.clock().is_none() {
            self.at = start;
        }
    }

    /// 午後4時40分, 16:40, 4:40 pm.
    fn clock(&mut self) -> Option<()> {
        let _ = self.eat("午前") || self.eat("午後");
        let start = self.at;
        self.number().filter(|hour| *hour <= 24)?;
        let japanese = self.chars.starts(self.at, "時") || self.chars.at(self.at).is_some_and(is_blank);
        if japanese && self.chars.at(start).is_some_and(is_digit) {
            self.blanks();
            if self.eat("時") {
                let other = ["間", "期", "代", "価", "系", "給"].iter().any(|word| self.chars.starts(self.at, word));
                let half = self.eat("半");
                let _ = !half && self.counted("分").is_some();
                self.date.time = true;
                return (!other).then_some(());
            }
        }
        let half_day = |reader: &mut Reader<'_, '_>| {
            reader.blanks();
            ["am", "pm", "a.m.", "p.m."].iter().any(|word| reader.eat(word))
        };
        if self.eat(":") || self.eat("：") {
            let minutes = self.at;
            let value = self.number().filter(|minute| *minute < 60)?;
            let after = self.chars.at(self.at);
            let whole = self.at == minutes + 2 && !after.is_some_and(|c| c == ':' || c.is_ascii_alphanumeric());
            let end = self.at;
            if !half_day(self) {
                self.at = end;
            }
            self.date.time = true;
            return (whole && value < 60).then_some(());
        }
        self.date.time = true;
        half_day(self).then_some(())
    }

    /// 2024-07-09, 2024/7/9, 7/9, R6.3.31.
    fn numeric(&mut self) -> Option<()> {
        if self.chars.before(self.at).is_some_and(|c| matches!(c, '/' | '-' | '.' | '_' | '#' | ':')) {
            return None;
        }
        let first_at = self.at;
        let first = self.number()?;
        let length = self.at - first_at;
        let sign = self.chars.at(self.at).filter(|c| matches!(c, '/' | '-' | '／' | '.'))?;
        self.at += 1;
        let second = self.number().filter(|value| *value > 0)?;
        let third_at = self.at;
        let third = (self.chars.at(self.at) == Some(sign)).then(|| {
            self.at += 1;
            self.number()
        });
        if self.chars.at(self.at).is_some_and(|c| {
            matches!(c, '/' | '-' | '.') && self.follows_digit() || c.is_ascii_alphanumeric() || c == '%'
        }) {
            return None;
        }
        match third {
            Some(Some(day))
                if length == 4 && (1868..=2200).contains(&first) && second <= 12 && (1..=31).contains(&day) =>
            {
                self.date.year = i32::try_from(first).ok();
                (self.date.month, self.date.day) = (Some(second), Some(day));
            }
            None if matches!(sign, '/' | '／') && (1..=12).contains(&first) && second <= 31 => {
                self.at = third_at;
                // 1/2 and 3/4 are parts of a whole.
                if first < second && second <= 4 {
                    return None;
                }
                (self.date.month, self.date.day) = (Some(first), Some(second));
            }
            _ => return None,
        }
        self.weekday();
        self.time_behind();
        Some(())
    }

    fn follows_digit(&self) -> bool {
        self.chars.at(self.at + 1).is_some_and(is_digit)
    }

    /// July 9, 2024; 9 July 2024; July 2024.
    fn english(&mut self) -> Option<()> {
        if let Some(month) = self.month_name() {
            self.date.month = Some(month);
            self.blanks();
            let first = self.number()?;
            self.ordinal();
            if (1868..=2200).contains(&first) {
                self.date.year = i32::try_from(first).ok();
            } else {
                self.date.day = Some(first).filter(|day| (1..=31).contains(day));
                self.date.day?;
                self.year_behind();
            }
            return self.english_end();
        }
        self.date.day = self.number().filter(|day| (1..=31).contains(day));
        self.date.day?;
        self.ordinal();
        self.blanks();
        let _ = self.eat("of ");
        self.date.month = self.month_name();
        self.date.month?;
        self.year_behind();
        self.english_end()
    }

    fn english_end(&mut self) -> Option<()> {
        if self.chars.at(self.at).is_some_and(|c| c.is_ascii_alphanumeric()) {
            return None;
        }
        self.time_behind();
        Some(())
    }

    fn ordinal(&mut self) {
        let _ = ["st", "nd", "rd", "th"].iter().any(|ending| self.eat(ending));
    }

    fn year_behind(&mut self) {
        let start = self.at;
        let _ = self.eat(",");
        self.blanks();
        let year = self.number().filter(|year| (1868..=2200).contains(year) && self.at >= start + 5);
        self.date.year = year.and_then(|year| i32::try_from(year).ok());
        if year.is_none() {
            self.at = start;
        }
    }

    fn month_name(&mut self) -> Option<u32> {
        const NAMES: [&str; 12] = [
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
        let end = self.chars.skip(self.at, |c| c.is_ascii_alphabetic());
        let word = self.chars.slice(self.at..end);
        let is_it = |name: &&str| **name == *word || (3..=4).contains(&word.len()) && name.starts_with(word);
        let month = NAMES.iter().position(is_it)? + 1;
        self.at = end;
        let _ = self.eat(".");
        u32::try_from(month).ok()
    }
}
