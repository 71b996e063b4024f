//! `kohyo deadlines`: every clock that runs, when it ends and how it stands.

use super::Session;
use super::args::{DeadlineFormat, Deadlines as Arguments};
use super::load::{Library, Version};
use super::regimes::marked;
use super::table::aligned;
use crate::diag::{Language, Wording};
use crate::locale::Zone;
use crate::regime::Regimes;
use crate::regime::assess::{assess, unknown_names};
use crate::regime::clock::{Due, Unclear};
use crate::regime::deadline::{Deadline, Standing, deadlines};
use crate::regime::pack::Hardness;
use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};
use serde::Serialize;

/// A clock of one incident at the instant that was asked for.
struct Row<'a> {
    slug: String,
    deadline: Deadline<'a>,
    standing: Standing,
}

/// Prints the clocks of the incidents.
pub fn run(session: &mut Session, arguments: &Arguments) {
    let Some(mut library) = Library::open(session) else { return };
    let Some(regimes) = library.regimes(session) else { return };
    let now = session.environment.now();
    let Some(now) = session.kept(now) else { return };
    let mut rows = Vec::new();
    for version in library.select(session, &arguments.incidents) {
        let stated = arguments.at.as_ref();
        rows.extend(of_version(session, &mut library, &regimes, &version, |zone| {
            stated.and_then(|moment| crate::release::reached(moment, zone)).unwrap_or(now).trunc_subsecs(0)
        }));
    }
    rows.sort_by_key(|row| (row.end().is_none(), row.end()));
    let language = session.environment.language;
    let text = match arguments.format {
        DeadlineFormat::Human if rows.is_empty() => Wording::new(
            "進行中の期限はありません。どの制度が適用されるかは kohyo regimes <事案> で分かります。\n",
            "no clock runs; kohyo regimes <incident> tells which regimes apply.\n",
        )
        .get(language)
        .to_string(),
        DeadlineFormat::Human => table(&rows, language),
        DeadlineFormat::Json => super::json_text(&rows.iter().map(|row| row.record(language)).collect::<Vec<_>>()),
        DeadlineFormat::Ics => calendar(&rows, now, language),
    };
    session.print(&text);
}

fn of_version<'a>(
    session: &mut Session,
    library: &mut Library,
    regimes: &'a Regimes,
    version: &Version,
    at: impl Fn(Zone) -> DateTime<Utc>,
) -> Vec<Row<'a>> {
    let Some(case) = library.case(session, version) else { return Vec::new() };
    session.diagnostics.extend(unknown_names(regimes, &case));
    let mut rows = Vec::new();
    for regime in regimes.all() {
        for deadline in deadlines(&case, &assess(regime, &case)) {
            // What may not apply, and was started by nothing, is no news.
            if !deadline.is_certain && deadline.start.is_none() {
                continue;
            }
            session.diagnostics.extend(deadline.finding(&case));
            let standing = deadline.standing(at(case.zone));
            rows.push(Row { slug: version.0.clone(), deadline, standing });
        }
    }
    rows
}

impl Row<'_> {
    fn due(&self) -> Option<Due> {
        self.deadline.due.and_then(Result::ok)
    }

    fn end(&self) -> Option<DateTime<Utc>> {
        self.due()?.end(self.deadline.zone)
    }

    fn start(&self) -> Option<String> {
        let start = self.deadline.start.as_ref()?;
        let at = start.at.ok()?;
        Some(at.instant.map_or_else(|| at.day.to_string(), |instant| self.deadline.zone.clock(instant)))
    }

    /// The end as people read it: a day stands for its last moment.
    fn due_text(&self, language: Language) -> String {
        let day = |day: chrono::NaiveDate| match language {
            Language::Ja => format!("{}({})", day, ["月", "火", "水", "木", "金", "土", "日"][weekday(day)]),
            Language::En => format!("{}, {day}", ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][weekday(day)]),
        };
        match self.due() {
            None => "?".into(),
            Some(Due::Promptly) => if language == Language::Ja { "速やかに" } else { "promptly" }.into(),
            Some(Due::At(instant)) => self.deadline.zone.clock(instant),
            Some(Due::By { day: last, from: None }) => day(last),
            Some(Due::By { day: last, from: Some(from) }) => format!("{} – {}", day(from), day(last)),
        }
    }

    fn name(&self, language: Language) -> String {
        let say = |ja: &str, en: &str| if language == Language::Ja { ja } else { en }.to_string();
        let clock = &self.deadline.clock.entry;
        let mut name = marked(&clock.name, clock.proof.is_verified(), language);
        if !self.deadline.is_certain {
            name.push_str(&say("［適用は未定］", " [if it applies]"));
        }
        name
    }

    fn record(&self, language: Language) -> Record {
        let clock = self.deadline.clock;
        Record {
            incident: self.slug.clone(),
            regime: self.deadline.regime.id.clone(),
            clock: clock.id.clone(),
            name: clock.entry.name.get(language).to_string(),
            applies: self.deadline.is_certain,
            verified: clock.entry.proof.is_verified(),
            hardness: hardness(clock.entry.hardness, Language::En),
            start_event: self.deadline.start.as_ref().map(|start| start.path.clone()),
            start: self
                .deadline
                .start
                .as_ref()
                .and_then(|start| start.at.ok())
                .map(|at| at.instant.map_or_else(|| at.day.to_string(), |instant| instant.to_rfc3339())),
            due: self.due().and_then(|due| match due {
                Due::At(instant) => Some(instant.to_rfc3339()),
                Due::By { day, .. } => Some(day.to_string()),
                Due::Promptly => None,
            }),
            ends: self.end().map(|end| end.to_rfc3339()),
            met_by: self.deadline.met.as_ref().map(|met| met.path.clone()),
            standing: standing_word(self.standing),
            seconds_left: match self.standing {
                Standing::Left(left) => Some(left.num_seconds()),
                Standing::Overdue(over) => Some(-over.num_seconds()),
                _ => None,
            },
        }
    }
}

/// A clock for programs; times are in RFC 3339, `ends` is the first instant that is too late.
#[derive(Serialize)]
struct Record {
    incident: String,
    regime: String,
    clock: String,
    name: String,
    applies: bool,
    verified: bool,
    hardness: &'static str,
    start_event: Option<String>,
    start: Option<String>,
    due: Option<String>,
    ends: Option<String>,
    met_by: Option<String>,
    standing: &'static str,
    seconds_left: Option<i64>,
}

fn weekday(day: chrono::NaiveDate) -> usize {
    use chrono::Datelike;
    day.weekday().num_days_from_monday() as usize
}

fn hardness(hardness: Hardness, language: Language) -> &'static str {
    match (hardness, language) {
        (Hardness::Statutory, Language::Ja) => "法令",
        (Hardness::Statutory, Language::En) => "statutory",
        (Hardness::Contractual, Language::Ja) => "契約",
        (Hardness::Contractual, Language::En) => "contractual",
        (Hardness::Guidance, Language::Ja) => "ガイドライン",
        (Hardness::Guidance, Language::En) => "guidance",
        (Hardness::Expectation, Language::Ja) => "目安",
        (Hardness::Expectation, Language::En) => "expectation",
    }
}

fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::Met => "met",
        Standing::MetLate => "met-late",
        Standing::MetSomehow => "met-unclear",
        Standing::Left(_) => "running",
        Standing::Overdue(_) => "overdue",
        Standing::Promptly => "promptly",
        Standing::NotStarted => "not-started",
        Standing::Unclear(_) => "unclear",
    }
}

fn table(rows: &[Row<'_>], language: Language) -> String {
    let heads = match language {
        Language::Ja => ["期限", "状況", "内容", "制度", "事案", "起算", "根拠"],
        Language::En => ["due", "standing", "what", "regime", "incident", "counted from", "basis"],
    };
    let mut lines = vec![heads.map(str::to_string).to_vec()];
    lines.extend(rows.iter().map(|row| {
        vec![
            row.due_text(language),
            standing(row.standing, language),
            row.name(language),
            row.deadline.regime.id.clone(),
            row.slug.clone(),
            row.start().unwrap_or_else(|| "-".into()),
            hardness(row.deadline.clock.entry.hardness, language).to_string(),
        ]
    }));
    aligned(&lines, "")
}

fn standing(standing: Standing, language: Language) -> String {
    let wording = match standing {
        Standing::Met => Wording::new("済み", "done"),
        Standing::MetLate => Wording::new("済み（期限後）", "done, late"),
        Standing::MetSomehow => Wording::new("済み（期限内かは不明）", "done; in time or not cannot be told"),
        Standing::Left(left) => {
            Wording::new(format!("あと{}", span(left, Language::Ja)), format!("{} left", span(left, Language::En)))
        }
        Standing::Overdue(over) => {
            Wording::new(format!("{}超過", span(over, Language::Ja)), format!("{} overdue", span(over, Language::En)))
        }
        Standing::Promptly => Wording::new("速やかに", "without delay"),
        Standing::NotStarted => Wording::new("未起算", "not started"),
        Standing::Unclear(Unclear::Time) => Wording::new("時刻が必要", "needs a time of day"),
        Standing::Unclear(Unclear::Day | Unclear::Beyond) => Wording::new("日付が必要", "needs a date"),
    };
    wording.get(language).to_string()
}

/// A length of time in days and hours, or in hours and minutes; never rounded up.
fn span(delta: TimeDelta, language: Language) -> String {
    let (days, hours, minutes) = (delta.num_days(), delta.num_hours() % 24, delta.num_minutes() % 60);
    match (language, days) {
        (Language::Ja, 0) => format!("{hours}時間{minutes}分"),
        (Language::En, 0) => format!("{hours} h {minutes} min"),
        (Language::Ja, _) => format!("{days}日{hours}時間"),
        (Language::En, _) => format!("{days} d {hours} h"),
    }
}

/// The ends that have a number, as an iCalendar file (RFC 5545).
fn calendar(rows: &[Row<'_>], now: DateTime<Utc>, language: Language) -> String {
    let mut lines = vec!["BEGIN:VCALENDAR".to_string(), "VERSION:2.0".into(), "PRODID:-//Kohyo//deadlines//EN".into()];
    for row in rows {
        let date = match row.due() {
            Some(Due::At(instant)) => format!("DTSTART:{}", instant.format("%Y%m%dT%H%M%SZ")),
            Some(Due::By { day, .. }) => format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")),
            Some(Due::Promptly) | None => continue,
        };
        let (regime, clock) = (row.deadline.regime, row.deadline.clock);
        lines.extend([
            "BEGIN:VEVENT".to_string(),
            format!("UID:{}.{}.{}@kohyo", row.slug, regime.id, clock.id),
            format!("DTSTAMP:{}", now.format("%Y%m%dT%H%M%SZ")),
            date,
            format!("SUMMARY:{}", escaped(&format!("{}: {}", row.slug, row.name(language)))),
            format!(
                "DESCRIPTION:{}",
                escaped(&format!("{}\n{}", regime.head.name.get(language), regime.head.basis.get(language)))
            ),
            "END:VEVENT".to_string(),
        ]);
    }
    lines.push("END:VCALENDAR".into());
    lines.iter().map(|line| folded(line)).collect()
}

/// A text as RFC 5545, 3.3.11 writes it.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A content line in pieces of at most 75 octets, as RFC 5545, 3.1 folds it; no character is cut.
fn folded(line: &str) -> String {
    let (mut text, mut width) = (String::new(), 0);
    for character in line.chars() {
        if width + character.len_utf8() > 75 {
            text.push_str("\r\n ");
            width = 1;
        }
        text.push(character);
        width += character.len_utf8();
    }
    text + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_calendar_are_folded_between_characters() {
        let line = format!("SUMMARY:{}", "速".repeat(40));
        let pieces: Vec<String> = folded(&line).split("\r\n").map(str::to_string).collect();
        assert!(pieces.iter().all(|piece| piece.len() <= 75), "{pieces:?}");
        assert_eq!(folded(&line).replace("\r\n ", "").trim_end(), line);
        assert_eq!(escaped("a, b; c\\\nd"), "a\\, b\\; c\\\\\\nd");
    }

    #[test]
    fn what_is_left_is_never_rounded_up() {
        let left = TimeDelta::minutes(2 * 24 * 60 - 1);
        assert_eq!((span(left, Language::Ja), span(left, Language::En)), ("1日23時間".into(), "1 d 23 h".into()));
        assert_eq!(span(TimeDelta::seconds(3599), Language::Ja), "0時間59分");
    }
}
