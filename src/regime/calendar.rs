//! Open and closed days: which day a period ends on when its last day is a holiday.
//!
//! Japan is a table (`assets/calendars/japan.csv`), because its equinoxes are published a year ahead; the United States are a rule.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The closed days of one legal system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Calendar {
    /// 行政機関の休日: Saturdays, Sundays, national holidays, and 29 December to 3 January
    /// (行政機関の休日に関する法律 第1条).
    Japan,
    /// Saturdays, Sundays and the federal holidays of the United States, with their days in lieu
    /// (5 U.S.C. 6103; a holiday on a Sunday is kept on the Monday).
    UsFederal,
}

static JAPAN: LazyLock<BTreeSet<NaiveDate>> = LazyLock::new(|| {
    let rows = include_str!("../../assets/calendars/japan.csv").lines().skip(1);
    rows.filter_map(|row| row.split(',').next()?.parse().ok()).collect()
});

impl Calendar {
    /// Whether offices work on a day.
    ///
    /// On a day that the calendar does not [cover](Calendar::covers), only weekends and fixed days are known to be closed.
    pub fn is_open(self, day: NaiveDate) -> bool {
        let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        !is_weekend
            && match self {
                Calendar::Japan => !is_turn_of_year(day) && !JAPAN.contains(&day),
                Calendar::UsFederal => !is_federal_holiday(day),
            }
    }

    /// Whether all holidays around a day are known.
    pub fn covers(self, day: NaiveDate) -> bool {
        let year = |day: Option<&NaiveDate>| day.map(Datelike::year);
        match self {
            Calendar::Japan => year(JAPAN.first()) <= Some(day.year()) && Some(day.year()) <= year(JAPAN.last()),
            // Juneteenth, the youngest of the holidays, is one since 2021.
            Calendar::UsFederal => day.year() >= 2021,
        }
    }

    /// The day itself if it is open, else the next that is.
    pub fn next_open(self, day: NaiveDate) -> NaiveDate {
        let next = day.iter_days().take(LONGEST).find(|day| self.is_open(*day));
        next.unwrap_or(day)
    }

    /// The open day that comes as the n-th after a day; the day itself does not count.
    pub fn nth_open_after(self, day: NaiveDate, n: u32) -> NaiveDate {
        let mut reached = day;
        for _ in 0..n {
            reached = self.next_open(reached.checked_add_days(Days::new(1)).unwrap_or(reached));
        }
        reached
    }
}

/// No run of closed days is longer: beyond it lies the end of the calendar.
const LONGEST: usize = 30;

fn is_turn_of_year(day: NaiveDate) -> bool {
    matches!((day.month(), day.day()), (12, 29..) | (1, ..=3))
}

/// Whether a weekday is a holiday, or the day in lieu of one that fell on the weekend beside it.
fn is_federal_holiday(day: NaiveDate) -> bool {
    let in_lieu = match day.weekday() {
        Weekday::Mon => day.pred_opt(),
        Weekday::Fri => day.succ_opt(),
        _ => None,
    };
    is_named_holiday(day) || in_lieu.is_some_and(is_named_holiday)
}

/// The days that 5 U.S.C. 6103(a) names.
fn is_named_holiday(day: NaiveDate) -> bool {
    let nth = (day.day() - 1) / 7 + 1;
    match (day.month(), day.day(), day.weekday()) {
        (1, 1, _) | (6, 19, _) | (7, 4, _) | (11, 11, _) | (12, 25, _) => true,
        (1 | 2, _, Weekday::Mon) => nth == 3,
        (5, 25.., Weekday::Mon) => true,
        (9, _, Weekday::Mon) => nth == 1,
        (10, _, Weekday::Mon) => nth == 2,
        (11, _, Weekday::Thu) => nth == 4,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn closed(calendar: Calendar, year: i32) -> Vec<String> {
        let days = NaiveDate::from_ymd_opt(year, 1, 1).unwrap().iter_days().take_while(|day| day.year() == year);
        let weekdays = days.filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
        weekdays.filter(|day| !calendar.is_open(*day)).map(|day| day.format("%m-%d").to_string()).collect()
    }

    #[test]
    fn the_federal_holidays_are_those_of_the_law_with_their_days_in_lieu() {
        // OPM's list of 2026: Independence Day, a Saturday, is kept on Friday the 3rd.
        let expected = "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25";
        assert_eq!(closed(Calendar::UsFederal, 2026).join(" "), expected);
        // 2027: Juneteenth and Christmas on Saturdays, Independence Day on a Sunday, New Year 2028 on a Saturday.
        let expected = "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31";
        assert_eq!(closed(Calendar::UsFederal, 2027).join(" "), expected);
    }

    #[test]
    fn japanese_offices_close_on_holidays_and_around_new_year() {
        // 2026, weekdays only: the table's holidays, and 12-29 to 12-31 and 01-01 and 01-02.
        let expected = "01-01 01-02 01-12 02-11 02-23 03-20 04-29 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23 12-29 12-30 12-31";
        assert_eq!(closed(Calendar::Japan, 2026).join(" "), expected);
        assert!(!Calendar::Japan.is_open(day("2027-01-02")) && Calendar::Japan.is_open(day("2027-01-04")));
    }

    #[test]
    fn the_table_keeps_to_the_law() {
        // 国民の祝日に関する法律 第2条: the Mondays; 第3条第2項: after a holiday on a Sunday comes a day off.
        for day in JAPAN.iter() {
            let row = include_str!("../../assets/calendars/japan.csv")
                .lines()
                .find(|row| row.starts_with(&day.to_string()))
                .unwrap();
            let nth = (day.day() - 1) / 7 + 1;
            let monday = |month, week| (day.weekday(), day.month(), nth) == (Weekday::Mon, month, week);
            match row.split(',').nth(1).unwrap() {
                "成人の日" => assert!(monday(1, 2), "{row}"),
                "海の日" => assert!(monday(7, 3), "{row}"),
                "敬老の日" => assert!(monday(9, 3), "{row}"),
                "スポーツの日" => assert!(monday(10, 2), "{row}"),
                _ => {}
            }
            if day.weekday() == Weekday::Sun {
                let next = day.iter_days().skip(1).find(|next| JAPAN.contains(next) && next.weekday() != Weekday::Sun);
                assert!(next.is_some_and(|next| (next - *day).num_days() <= 3), "{row} has no day in lieu");
            }
        }
        assert_eq!(JAPAN.len(), 21 + 19 + 18 + 17, "2024 to 2027");
    }

    #[test]
    fn what_lies_beyond_the_table_is_said_to() {
        assert!(Calendar::Japan.covers(day("2027-12-31")) && !Calendar::Japan.covers(day("2028-01-01")));
        assert!(Calendar::Japan.covers(day("2024-01-01")) && !Calendar::Japan.covers(day("2023-12-31")));
    }

    #[test]
    fn the_end_of_time_is_no_panic() {
        assert_eq!(Calendar::Japan.nth_open_after(NaiveDate::MAX, 3), NaiveDate::MAX);
    }
}
