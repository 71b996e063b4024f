//! A regime as its pack states it.
//!
//! `docs/regimes.md` is the reference of the format; the reader refuses what these types cannot hold.

use super::calendar::Calendar;
use super::condition::{Answer, Condition, Truth};
use crate::diag::Wording;
use crate::facts::Case;
use crate::locale::{Lang, Zone};
use crate::text::{SourceId, Span};
use chrono::NaiveDate;
use serde::Deserialize;

/// One law or contract.
#[derive(Debug, Clone)]
pub struct Regime {
    /// Name of its folder.
    pub id: String,
    /// The text of its pack.
    pub source: SourceId,
    /// What it says of itself.
    pub head: Head,
    /// Where its days are counted; the incident's own clocks if it names none.
    pub zone: Option<Zone>,
    /// What must have happened.
    pub triggers: Vec<Named<Trigger>>,
    /// The reports that it knows.
    pub stages: Vec<Named<StageName>>,
    /// What frees from its duties.
    pub exemption: Option<Exemption>,
    /// Its periods.
    pub clocks: Vec<Named<Clock>>,
    /// What a report says, in the official order.
    pub items: Vec<Named<Item>>,
    /// The boxes of its form.
    pub choices: Vec<Named<Choice>>,
    /// What it asks of notices.
    pub notices: Vec<Named<Notice>>,
    /// Where its statements were found.
    pub sources: Vec<Named<Source>>,
}

/// What a regime says of itself.
#[derive(Debug, Clone)]
pub struct Head {
    /// What it is called.
    pub name: Wording,
    /// Whom it binds: a question of law that facts cannot answer.
    pub scope: Wording,
    /// The articles.
    pub basis: Wording,
    /// To whom one reports.
    pub authority: Wording,
    /// The regime whose templates it uses, if it has none of its own.
    pub templates: Option<String>,
    /// What its form calls the triggers.
    pub triggers_label: Option<String>,
    /// The language of its headings.
    pub lang: Lang,
    /// IANA name of the zone in which its days are counted.
    pub zone: Option<String>,
    /// Its closed days.
    pub calendar: Option<Calendar>,
    /// First day on which it is in force.
    pub valid_from: Option<NaiveDate>,
    /// Last day on which it is in force.
    pub valid_to: Option<NaiveDate>,
    /// The source of these days; without one they were not verified.
    pub valid_source: Option<String>,
    /// The day on which its sources were looked at.
    pub checked: NaiveDate,
}

/// An entry of a pack with its name and its place.
#[derive(Debug, Clone)]
pub struct Named<T> {
    /// Its name.
    pub id: String,
    /// Its place in the pack.
    pub span: Span,
    /// What stands there.
    pub entry: T,
}

/// Where a statement was found, or that it was found nowhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proof {
    /// The name of a source of the pack.
    pub source: Option<String>,
    /// What its user should know.
    pub note: Option<Wording>,
}

impl Proof {
    /// Whether the statement was found at a source.
    pub fn is_verified(&self) -> bool {
        self.source.is_some()
    }
}

/// Something that makes a regime apply.
#[derive(Debug, Clone)]
pub struct Trigger {
    /// What it is called.
    pub name: Wording,
    /// What facts must hold.
    pub when: Condition,
    /// Whether people have to judge it even then.
    pub judged: bool,
    /// Where it was found.
    pub proof: Proof,
}

/// What a report of a stage is called.
#[derive(Debug, Clone)]
pub struct StageName {
    /// Which stage.
    pub stage: Stage,
    /// Its official name.
    pub name: Wording,
    /// Where it was found.
    pub proof: Proof,
}

/// A stage of reporting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// The first report: 速報, early warning, initial notification.
    Preliminary,
    /// A report between: 追完, incident notification, further phases.
    Interim,
    /// The last report: 確報.
    Final,
}

impl Stage {
    /// All stages in their order, with the words for them in files.
    pub const ALL: [(Stage, &'static str); 3] =
        [(Stage::Preliminary, "preliminary"), (Stage::Interim, "interim"), (Stage::Final, "final")];

    /// The stage of a word.
    pub fn named(word: &str) -> Option<Stage> {
        Stage::ALL.iter().find(|(_, name)| *name == word).map(|(stage, _)| *stage)
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        Stage::ALL[self as usize].1
    }
}

/// A deed that frees from all duties of a regime.
#[derive(Debug, Clone)]
pub struct Exemption {
    /// What it is called.
    pub name: Wording,
    /// What earns it.
    pub by: Deed,
    /// Where it was found.
    pub proof: Proof,
}

/// A period within which something has to happen.
#[derive(Debug, Clone)]
pub struct Clock {
    /// What is due.
    pub name: Wording,
    /// What meets it.
    pub met_by: Deed,
    /// What starts it.
    pub start: Deed,
    /// How long it is.
    pub period: Period,
    /// Whether the day of the start is day 1.
    pub first_day_counts: bool,
    /// Whether an end on a closed day moves to the next open one.
    pub rolls: bool,
    /// How binding it is.
    pub hardness: Hardness,
    /// It runs only if one of these triggers is met; none: if the regime applies.
    pub triggers: Vec<String>,
    /// It does not run if one of these triggers is met.
    pub unless: Vec<String>,
    /// It runs only under this condition.
    pub when: Option<Condition>,
    /// Where it was found.
    pub proof: Proof,
}

/// What starts or meets a clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// An event of a role.
    Event(&'static str),
    /// A report of a stage to the regime's authority.
    Report(Stage),
}

/// The length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Hours from an instant, without regard to days.
    Hours(u32),
    /// Calendar days.
    Days(u32),
    /// Open days.
    BusinessDays(u32),
    /// Months; the day of the same number, or the last of a shorter month.
    Months(u32),
    /// A window of days that a guideline names: from, to.
    Window(u32, u32),
    /// 速やかに, 直ちに, without undue delay.
    Promptly,
}

/// How binding a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hardness {
    /// By law.
    Statutory,
    /// By contract.
    Contractual,
    /// By a guideline.
    Guidance,
    /// What is expected.
    Expectation,
}

/// One item of a report.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its official heading.
    pub heading: String,
    /// The stages whose reports have it.
    pub stages: Vec<Stage>,
    /// What must be stated for it, each in one of several ways.
    pub needs: Vec<Vec<Need>>,
    /// The clock that must have been missed for a report to have it.
    pub if_late: Option<String>,
    /// Whether a notice to the persons affected has it; nothing if the regime does not say.
    pub individuals: Option<bool>,
    /// Where it was found.
    pub proof: Proof,
}

/// Something that a case can state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// How sure the leak is.
    Leak,
    /// An event of a role, with its date.
    Event(&'static str),
    /// Data items.
    Items,
    /// A count of the data affected, such as `persons`.
    Count(&'static str),
    /// A cause.
    Causes,
    /// A claim about something.
    Claim(&'static str),
    /// A measure, of a state if one is named.
    Measures(Option<&'static str>),
    /// A contact.
    Contacts,
    /// A party of a role.
    Party(&'static str),
    /// A figure of a name.
    Figure(String),
    /// A text of a section.
    Text(String),
}

/// The boxes of a form.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The item that they belong to.
    pub item: String,
    /// Their labels, in the official order.
    pub options: Vec<String>,
    /// Whether only one of them can be ticked.
    pub one: bool,
    /// What ticks a box without its author, by its label.
    pub when: Vec<(String, Condition)>,
    /// Where they were found.
    pub proof: Proof,
}

impl Choice {
    /// The boxes that the facts of a case tick, in the official order, each with the answer that ticks it.
    pub fn ticked_by(&self, case: &Case) -> impl Iterator<Item = (&str, Answer)> {
        let answered = |option: &'_ String| {
            let (label, when) = self.when.iter().find(|(label, _)| label == option)?;
            Some((label.as_str(), when.answer(case)))
        };
        self.options.iter().filter_map(answered).filter(|(_, answer)| answer.truth == Truth::Yes)
    }
}

/// What a notice says.
#[derive(Debug, Clone)]
pub struct Notice {
    /// What it is called.
    pub name: Wording,
    /// Its kind of document.
    pub kind: String,
    /// Its official title.
    pub title: Option<String>,
    /// Its official headings, in their order.
    pub headings: Vec<String>,
    /// The items that it holds.
    pub items: Vec<String>,
    /// The smallest size of its letters, in points.
    pub min_point_size: Option<u32>,
    /// Where it was found.
    pub proof: Proof,
}

/// A page or book.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
}

impl Need {
    /// The path under which it is stated, as packs write it.
    pub fn path(&self) -> String {
        match self {
            Need::Leak => "leak".into(),
            Need::Event(role) => format!("events.{role}"),
            Need::Items => "data.items".into(),
            Need::Count(count) => format!("data.{count}"),
            Need::Causes => "causes".into(),
            Need::Claim(about) => format!("claims.{about}"),
            Need::Measures(None) => "measures".into(),
            Need::Measures(Some(state)) => format!("measures.{state}"),
            Need::Contacts => "contacts".into(),
            Need::Party(role) => format!("parties.{role}"),
            Need::Figure(name) => format!("figures.{name}"),
            Need::Text(section) => format!("text.{section}"),
        }
    }
}

impl Regime {
    /// The trigger of a name.
    pub fn trigger(&self, id: &str) -> Option<&Named<Trigger>> {
        self.triggers.iter().find(|trigger| trigger.id == id)
    }

    /// What a report of a stage is called, if the regime knows it.
    pub fn stage(&self, stage: Stage) -> Option<&Named<StageName>> {
        self.stages.iter().find(|named| named.entry.stage == stage)
    }

    /// Whether it is in force on a day.
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.head.valid_from.is_none_or(|from| from <= day) && self.head.valid_to.is_none_or(|to| day <= to)
    }
}
