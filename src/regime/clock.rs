//! When a period ends.
//!
//! The rules of counting matter more than the sums: whether the day of the start is day 1, which days count,
//! and whether an end on a closed day moves.

use super::calendar::Calendar;
use super::pack::{Clock, Period};
use crate::locale::{Moment, Part, Point, Zone};
use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, TimeDelta, Utc};

/// The moment at which a clock started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// The day, on the calendar where the regime counts.
    pub day: NaiveDate,
    /// The instant, if a time of day is stated.
    pub instant: Option<DateTime<Utc>>,
}

/// The end of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// At an instant.
    At(DateTime<Utc>),
    /// With the end of a day; of a window also the day on which it opens.
    By {
        /// The last day.
        day: NaiveDate,
        /// The day from which it is called for.
        from: Option<NaiveDate>,
    },
    /// No number is named: 速やかに, without undue delay.
    Promptly,
}

/// Why an end cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    /// The start is no single day: a month, a range, 調査中.
    Day,
    /// Hours are counted, and the start has no time of day.
    Time,
    /// It lies beyond all calendars.
    Beyond,
}

impl Start {
    /// The start that a statement names.
    ///
    /// A time without an offset is read on the incident's clocks (`zone`); the day is that on the calendar of `counted_in`.
    ///
    /// # Errors
    /// [`Unclear::Day`] unless it is one day.
    pub fn of(moment: &Moment, zone: Zone, counted_in: Zone) -> Result<Start, Unclear> {
        let [Part::Point(point)] = moment.parts() else { return Err(Unclear::Day) };
        let Point { edge: None, offset, time, .. } = *point else { return Err(Unclear::Day) };
        let day = point.date().ok_or(Unclear::Day)?;
        let Some(clock) = time.and_then(|time| day.and_hms_opt(time.hour, time.minute, 0)) else {
            return Ok(Start { day, instant: None });
        };
        let instant = match offset {
            Some(minutes) => {
                clock.checked_sub_signed(TimeDelta::minutes(minutes.into())).ok_or(Unclear::Beyond)?.and_utc()
            }
            None => zone.instant(clock),
        };
        Ok(Start { day: counted_in.day(instant), instant: Some(instant) })
    }
}

impl Period {
    /// Its largest number.
    pub fn longest(self) -> u32 {
        match self {
            Period::Hours(n) | Period::Days(n) | Period::BusinessDays(n) | Period::Months(n) | Period::Window(_, n) => {
                n
            }
            Period::Promptly => 0,
        }
    }
}

impl Clock {
    /// When it ends.
    ///
    /// # Errors
    /// [`Unclear::Time`] where hours are counted from a day, [`Unclear::Beyond`] at the end of time.
    pub fn due(&self, start: Start, calendar: Option<Calendar>) -> Result<Due, Unclear> {
        let after = |days: u32| {
            let days = days.saturating_sub(u32::from(self.first_day_counts));
            start.day.checked_add_days(Days::new(days.into()))
        };
        let (last, from) = match self.period {
            Period::Promptly => return Ok(Due::Promptly),
            Period::Hours(hours) => {
                let instant = start.instant.ok_or(Unclear::Time)?;
                let end = instant.checked_add_signed(TimeDelta::hours(hours.into()));
                return end.map(Due::At).ok_or(Unclear::Beyond);
            }
            Period::Days(days) => (after(days), None),
            Period::Window(from, to) => (after(to), after(from)),
            Period::BusinessDays(days) => (calendar.map(|calendar| calendar.nth_open_after(start.day, days)), None),
            Period::Months(months) => (start.day.checked_add_months(Months::new(months)), None),
        };
        let last = last.ok_or(Unclear::Beyond)?;
        let day = calendar.filter(|_| self.rolls).map_or(last, |calendar| calendar.next_open(last));
        Ok(Due::By { day, from })
    }
}

impl Due {
    /// The first instant that is too late; nothing where no number is named.
    pub fn end(self, counted_in: Zone) -> Option<DateTime<Utc>> {
        match self {
            Due::At(instant) => Some(instant),
            Due::By { day, .. } => Some(counted_in.instant(day.succ_opt()?.and_time(NaiveTime::MIN))),
            Due::Promptly => None,
        }
    }

    /// Whether the calendar knows all holidays up to it.
    pub fn is_covered_by(self, calendar: Calendar) -> bool {
        match self {
            Due::By { day, .. } => calendar.covers(day),
            Due::At(_) | Due::Promptly => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::pack::{Deed, Hardness, Proof, Stage};
    use super::*;
    use crate::diag::Wording;
    use proptest::prelude::*;

    fn clock(period: Period, first_day_counts: bool, rolls: bool) -> Clock {
        Clock {
            name: Wording::new("", ""),
            met_by: Deed::Report(Stage::Final),
            start: Deed::Event("knew"),
            period,
            first_day_counts,
            rolls,
            hardness: Hardness::Statutory,
            triggers: Vec::new(),
            unless: Vec::new(),
            when: None,
            proof: Proof::default(),
        }
    }

    fn start(text: &str) -> Start {
        Start::of(&Moment::parse(text).unwrap(), Zone::JAPAN, Zone::JAPAN).unwrap()
    }

    fn day(clock: &Clock, from: &str, calendar: Calendar) -> String {
        match clock.due(start(from), Some(calendar)) {
            Ok(Due::By { day, .. }) => day.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_japanese_final_report_counts_the_day_of_knowing_and_rolls_over_closed_days() {
        // ガイドライン通則編3-5-3-4: 知った時点を1日目とし、30日目・60日目が閉庁日ならその翌日。
        let (thirty, sixty) = (clock(Period::Days(30), true, true), clock(Period::Days(60), true, true));
        for (known, in_thirty, in_sixty) in [
            // 2 November is day 1, so 30 November is day 29; day 60 is 31 December: closed until Monday 4 January.
            ("2026-11-02", "2026-12-01", "2027-01-04"),
            // Day 30 is Saturday 28 November; day 60 is Monday 28 December, the last open day of the year.
            ("2026-10-30", "2026-11-30", "2026-12-28"),
            // Day 30 is 22 September, 休日 between two holidays; the 23rd is 秋分の日.
            ("2026-08-24", "2026-09-24", "2026-10-22"),
            // Day 30 is 2027-03-21, a Sunday and 春分の日; the 22nd is its day in lieu.
            ("2027-02-20", "2027-03-23", "2027-04-20"),
        ] {
            let got = (day(&thirty, known, Calendar::Japan), day(&sixty, known, Calendar::Japan));
            assert_eq!(got, (in_thirty.to_string(), in_sixty.to_string()), "{known}");
        }
    }

    #[test]
    fn a_window_of_a_guideline_opens_and_closes() {
        // Day 1 is 2 November: day 3 is the 4th, day 5 the 6th.
        let due = clock(Period::Window(3, 5), true, false).due(start("2026-11-02"), None).unwrap();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(due, Due::By { day: day("2026-11-06"), from: Some(day("2026-11-04")) });
    }

    #[test]
    fn business_days_count_from_the_day_after() {
        // Form 8-K, General Instruction B.1, as the reference states it; Thanksgiving is 26 November 2026.
        let four = clock(Period::BusinessDays(4), false, false);
        for (determined, due) in [
            // Tue 24, Wed 25, Fri 27, Mon 30.
            ("2026-11-23", "2026-11-30"),
            // A Saturday: Monday 23 is day 1, then 24, 25, 27.
            ("2026-11-21", "2026-11-27"),
            // Thu 24 December: Fri 25 is Christmas; Mon 28, 29, 30, 31.
            ("2026-12-24", "2026-12-31"),
            // Thu 2 July: Fri 3 is kept for the 4th; Mon 6, 7, 8, 9.
            ("2026-07-02", "2026-07-09"),
        ] {
            assert_eq!(day(&four, determined, Calendar::UsFederal), due, "{determined}");
        }
    }

    #[test]
    fn months_end_on_the_day_of_the_same_number_or_the_last() {
        // Regulation (EEC, Euratom) No 1182/71, Art. 3(2)(c).
        let month = clock(Period::Months(1), false, false);
        for (from, due) in [("2026-11-27", "2026-12-27"), ("2027-01-31", "2027-02-28"), ("2026-12-31", "2027-01-31")] {
            assert_eq!(day(&month, from, Calendar::Japan), due, "{from}");
        }
    }

    #[test]
    fn hours_need_a_time_and_do_not_stop_at_night() {
        let hours = clock(Period::Hours(72), false, false);
        let due = |text: &str| {
            hours.due(start(text), None).map(|due| match due {
                Due::At(instant) => instant.to_string(),
                other => format!("{other:?}"),
            })
        };
        // Friday 18:00 in Tokyo is 09:00 UTC; three days later is Monday.
        assert_eq!(due("2026-11-27T18:00").unwrap(), "2026-11-30 09:00:00 UTC");
        assert_eq!(due("2026-11-27T18:00 頃").unwrap(), "2026-11-30 09:00:00 UTC");
        assert_eq!(due("2026-11-27"), Err(Unclear::Time));
        assert_eq!(due("2026-11-27 夕方"), Err(Unclear::Time));
    }

    #[test]
    fn the_clocks_may_change_while_hours_run() {
        // Berlin: Saturday 28 March 2026, 12:00 CET is 11:00 UTC. 24 hours later its clocks show 13:00 CEST.
        let berlin = Zone::named("Europe/Berlin").unwrap();
        let start = Start::of(&Moment::parse("2026-03-28T12:00").unwrap(), berlin, berlin).unwrap();
        let due = clock(Period::Hours(24), false, false).due(start, None).unwrap();
        assert_eq!(berlin.clock(due.end(berlin).unwrap()), "2026-03-29 13:00 CEST");
    }

    #[test]
    fn the_day_is_that_of_the_place_where_it_is_counted() {
        // 08:00 on the 24th in Tokyo is 18:00 on Monday the 23rd in New York.
        let new_york = Zone::named("America/New_York").unwrap();
        let start = Start::of(&Moment::parse("2026-11-24T08:00").unwrap(), Zone::JAPAN, new_york).unwrap();
        assert_eq!(start.day.to_string(), "2026-11-23");
    }

    #[test]
    fn what_is_no_single_day_starts_no_clock() {
        for text in [
            "2026-11",
            "2026",
            "2026-11-02/2026-11-04",
            "2026-11-02, 2026-11-04",
            "2026-11-02 以降",
            "2026-11 上旬",
            "調査中",
            "2026年度",
        ] {
            let start = Start::of(&Moment::parse(text).unwrap(), Zone::JAPAN, Zone::JAPAN);
            assert_eq!(start, Err(Unclear::Day), "{text}");
        }
    }

    #[test]
    fn the_end_of_a_day_is_the_first_instant_of_the_next() {
        let due = Due::By { day: "2026-12-01".parse().unwrap(), from: None };
        assert_eq!(due.end(Zone::JAPAN).unwrap().to_string(), "2026-12-01 15:00:00 UTC");
    }

    proptest! {
        #[test]
        fn a_rolled_end_is_open_and_a_later_start_never_ends_earlier(
            first in 0u64..1400, later in 0u64..40, n in 1u32..100, counts: bool, which in 0usize..4,
        ) {
            let day = |offset: u64| NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(offset);
            let period = [Period::Days(n), Period::Months(n / 10), Period::BusinessDays(n / 5), Period::Window(1, n)][which];
            for calendar in [Calendar::Japan, Calendar::UsFederal] {
                let clock = clock(period, counts, true);
                let due = |day| match clock.due(Start { day, instant: None }, Some(calendar)) {
                    Ok(Due::By { day, .. }) => day,
                    other => panic!("{other:?}"),
                };
                let (early, late) = (due(day(first)), due(day(first + later)));
                prop_assert!(calendar.is_open(early));
                prop_assert!(early <= late);
                prop_assert!(early >= day(first));
            }
        }
    }
}
