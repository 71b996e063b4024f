//! Time zones: where the clocks run that an incident's times are read from.

use super::Lang;
use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;

/// A time zone by its IANA name, with its daylight saving time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(Tz);

impl Zone {
    /// Japan.
    pub const JAPAN: Zone = Zone(Tz::Asia__Tokyo);

    /// The zone of a file in a language that names none: Japan for Japanese; English is spoken everywhere, so UTC.
    pub fn usual(lang: Lang) -> Zone {
        match lang {
            Lang::Ja => Zone::JAPAN,
            Lang::En => Zone(Tz::UTC),
        }
    }

    /// The zone of a name such as `Europe/London`.
    pub fn named(name: &str) -> Option<Zone> {
        name.parse().ok().map(Zone)
    }

    /// The instant at which its clocks show a time: the later one where they show it twice, and for a time that they
    /// skip in spring, the instant that comes as long after midnight.
    pub fn instant(self, clock: NaiveDateTime) -> DateTime<Utc> {
        match self.0.from_local_datetime(&clock) {
            LocalResult::Single(instant) | LocalResult::Ambiguous(_, instant) => instant.to_utc(),
            LocalResult::None => {
                let hours = TimeDelta::hours(3);
                let before = clock.checked_sub_signed(hours).map(|earlier| self.0.from_local_datetime(&earlier));
                let before = before.and_then(LocalResult::latest);
                before.map_or(clock.and_utc(), |before| before.to_utc() + hours)
            }
        }
    }

    /// The day on its calendar at an instant.
    pub fn day(self, instant: DateTime<Utc>) -> NaiveDate {
        instant.with_timezone(&self.0).date_naive()
    }

    /// What its clocks show at an instant, to the minute, with the zone's abbreviation: `2024-07-09 16:00 JST`.
    pub fn clock(self, instant: DateTime<Utc>) -> String {
        instant.with_timezone(&self.0).format("%Y-%m-%d %H:%M %Z").to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
    }

    #[test]
    fn clocks_are_read_in_summer_and_in_winter() {
        let london = Zone::named("Europe/London").unwrap();
        // London changed its clocks on 30 March 2025 (1:00 became 2:00) and on 26 October 2025 (2:00 became 1:00).
        for (zone, local, utc) in [
            (Zone::JAPAN, "2024-07-09T16:00", "2024-07-09 07:00:00 UTC"),
            (london, "2025-09-26T10:00", "2025-09-26 09:00:00 UTC"),
            (london, "2025-12-01T10:00", "2025-12-01 10:00:00 UTC"),
            (london, "2025-10-26T01:30", "2025-10-26 01:30:00 UTC"),
            (london, "2025-03-30T01:30", "2025-03-30 01:30:00 UTC"),
        ] {
            assert_eq!(zone.instant(clock(local)).to_string(), utc, "{local}");
        }
        assert_eq!(
            Zone::JAPAN.day(london.instant(clock("2024-07-09T16:00"))).to_string(),
            "2024-07-10",
            "0:00 in Tokyo"
        );
        let instant = Zone::JAPAN.instant(clock("2024-07-09T16:00"));
        assert_eq!(Zone::JAPAN.clock(instant), "2024-07-09 16:00 JST");
        assert_eq!(london.clock(instant), "2024-07-09 08:00 BST");
        assert_eq!(Zone::named("Mars/Olympus"), None);
    }
}
