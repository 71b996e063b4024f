//! The Japanese eras since 明治, and the year of an era for a day.
//!
//! Japan took the Gregorian calendar on 1873-01-01 (明治6年1月1日); the days before it carried lunisolar dates.
//! An earlier day therefore has no era here, and prints with its Gregorian year.

use chrono::NaiveDate;

/// The eras, latest first.
pub const ERAS: [Era; 5] = [
    // 元号を改める政令 (平成31年政令第143号).
    Era { name: "令和", letter: 'R', start: (2019, 5, 1) },
    // 元号を改める政令 (昭和64年政令第1号), in force from the following day.
    Era { name: "平成", letter: 'H', start: (1989, 1, 8) },
    // 昭和改元の詔書 (大正15年12月25日).
    Era { name: "昭和", letter: 'S', start: (1926, 12, 25) },
    // 大正改元の詔書 (明治45年7月30日).
    Era { name: "大正", letter: 'T', start: (1912, 7, 30) },
    // 明治改元の詔 (慶応4年9月8日, which is 1868-10-23).
    Era { name: "明治", letter: 'M', start: (1868, 10, 23) },
];

/// The first year that is counted by the Gregorian calendar in Japan.
const FIRST_GREGORIAN_YEAR: i32 = 1873;

/// An era by its name and first day.
#[derive(Debug, PartialEq, Eq)]
pub struct Era {
    /// `令和`.
    pub name: &'static str,
    /// The letter that tables abbreviate it by: `R` in `R6.3.31`.
    pub letter: char,
    /// Year, month and day of its first day.
    pub start: (i32, u32, u32),
}

impl Era {
    /// The Gregorian year of a year of this era, or nothing if the number is none.
    pub fn gregorian(&self, year: i32) -> Option<i32> {
        if year < 1 { None } else { self.start.0.checked_add(year - 1) }
    }

    /// The era whose name or letter a text begins with, and the length of that beginning.
    pub(super) fn at_start(text: &str) -> Option<(&'static Era, usize)> {
        let by_name = ERAS.iter().find(|era| text.starts_with(era.name)).map(|era| (era, era.name.len()));
        let letter_before_digit = || {
            let mut chars = text.chars();
            let (letter, next) = (chars.next()?, chars.next()?);
            super::digit(next)?;
            ERAS.iter().find(|era| era.letter == letter).map(|era| (era, letter.len_utf8()))
        };
        by_name.or_else(letter_before_digit)
    }
}

/// A year as an era counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EraYear {
    /// The era.
    pub era: &'static Era,
    /// The number of the year, from 1.
    pub year: i32,
}

impl EraYear {
    /// The era and year of a day, or nothing before 1873.
    pub fn of(date: NaiveDate) -> Option<EraYear> {
        use chrono::Datelike;
        if date.year() < FIRST_GREGORIAN_YEAR {
            return None;
        }
        let day = (date.year(), date.month(), date.day());
        let era = ERAS.iter().find(|era| era.start <= day)?;
        Some(EraYear { era, year: date.year() - era.start.0 + 1 })
    }

    /// The number as it is written: `元` for the first year.
    pub(super) fn number(&self) -> String {
        if self.year == 1 { "元".to_owned() } else { self.year.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Datelike;
    use icu_calendar::{Date, cal::Japanese};

    fn era_year(year: i32, month: u32, day: u32) -> Option<(&'static str, i32)> {
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        EraYear::of(date).map(|found| (found.era.name, found.year))
    }

    #[test]
    fn eras_change_on_their_day() {
        assert_eq!(era_year(2019, 4, 30), Some(("平成", 31)));
        assert_eq!(era_year(2019, 5, 1), Some(("令和", 1)));
        assert_eq!(era_year(1989, 1, 7), Some(("昭和", 64)));
        assert_eq!(era_year(1989, 1, 8), Some(("平成", 1)));
        assert_eq!(era_year(1926, 12, 24), Some(("大正", 15)));
        assert_eq!(era_year(1912, 7, 29), Some(("明治", 45)));
        assert_eq!(era_year(1873, 1, 1), Some(("明治", 6)));
        assert_eq!(era_year(1872, 12, 31), None);
        assert_eq!(ERAS[0].gregorian(6), Some(2024));
        assert_eq!(ERAS[1].gregorian(0), None);
    }

    #[test]
    fn every_day_agrees_with_icu() {
        let codes = [("令和", "reiwa"), ("平成", "heisei"), ("昭和", "showa"), ("大正", "taisho"), ("明治", "meiji")];
        let calendar = Japanese::new();
        let mut day = NaiveDate::from_ymd_opt(1873, 1, 1).unwrap();
        while day.year() < 2101 {
            let theirs =
                Date::try_new_iso(day.year(), day.month() as u8, day.day() as u8).unwrap().to_calendar(calendar);
            let theirs = theirs.year().era().unwrap();
            let ours = EraYear::of(day).unwrap();
            let code = codes.iter().find(|(name, _)| *name == ours.era.name).unwrap().1;
            assert_eq!((code, ours.year), (theirs.era.as_str(), theirs.year), "{day}");
            day = day.succ_opt().unwrap();
        }
    }
}
