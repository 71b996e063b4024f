//! The keys of a pack as they are written; [`super::read`] turns them into a regime.

use super::calendar::Calendar;
use super::condition::RawCondition;
use super::pack::{Hardness, Source, Stage};
use crate::diag::Wording;
use crate::locale::Lang;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

pub(super) type Section<T> = BTreeMap<String, Spanned<T>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    pub name: Wording,
    pub scope: Wording,
    pub basis: Wording,
    pub authority: Wording,
    pub templates: Option<String>,
    pub triggers_label: Option<String>,
    pub lang: Lang,
    pub zone: Option<Spanned<String>>,
    pub calendar: Option<Calendar>,
    pub valid_from: Option<Spanned<toml::value::Datetime>>,
    pub valid_to: Option<Spanned<toml::value::Datetime>>,
    pub valid_source: Option<Spanned<String>>,
    pub checked: Spanned<toml::value::Datetime>,
    pub exemption: Option<Spanned<RawExemption>>,
    #[serde(default)]
    pub sources: Section<Source>,
    #[serde(default)]
    pub triggers: Section<RawTrigger>,
    #[serde(default)]
    pub stages: Section<RawStage>,
    #[serde(default)]
    pub clocks: Section<RawClock>,
    #[serde(default)]
    pub items: Section<RawItem>,
    #[serde(default)]
    pub choices: Section<RawChoice>,
    #[serde(default)]
    pub notices: Section<RawNotice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTrigger {
    pub name: Wording,
    pub when: Option<RawCondition>,
    #[serde(default)]
    pub judged: bool,
    pub source: Option<String>,
    pub verified: Option<bool>,
    pub note: Option<Wording>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawExemption {
    pub name: Wording,
    pub event: Spanned<String>,
    pub source: Option<String>,
    pub verified: Option<bool>,
    pub note: Option<Wording>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStage {
    pub name: Wording,
    pub source: Option<String>,
    pub verified: Option<bool>,
    pub note: Option<Wording>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawClock {
    pub name: Wording,
    pub stage: Option<Stage>,
    pub event: Option<Spanned<String>>,
    pub start_event: Spanned<String>,
    pub unit: Unit,
    pub amount: Option<Amount>,
    pub count_from: Option<CountFrom>,
    #[serde(default)]
    pub roll: Roll,
    pub hardness: Hardness,
    #[serde(default)]
    pub triggers: Vec<Spanned<String>>,
    #[serde(default)]
    pub unless: Vec<Spanned<String>>,
    pub when: Option<RawCondition>,
    pub source: Option<String>,
    pub verified: Option<bool>,
    pub note: Option<Wording>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawItem {
    pub heading: String,
    pub stages: Option<Vec<Stage>>,
    #[serde(default)]
    pub needs: Vec<Spanned<String>>,
    pub if_late: Option<Spanned<String>>,
    pub individuals: Option<bool>,
    pub source: Option<String>,
    pub verified: Option<bool>,
    pub note: Option<Wording>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawChoice {
    pub item: Spanned<String>,
    pub options: Vec<String>,
    #[serde(default)]
    pub one: bool,
    #[serde(default)]
    pub when: BTreeMap<Spanned<String>, RawCondition>,
    pub source: Option<String>,
    pub verified: Option<bool>,
    pub note: Option<Wording>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNotice {
    pub name: Wording,
    pub kind: String,
    pub title: Option<String>,
    #[serde(default)]
    pub headings: Vec<String>,
    #[serde(default)]
    pub items: Vec<Spanned<String>>,
    pub min_point_size: Option<u32>,
    pub source: Option<String>,
    pub verified: Option<bool>,
    pub note: Option<Wording>,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Unit {
    Hours,
    CalendarDays,
    BusinessDays,
    Months,
    GuidelineWindow,
    Promptly,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum CountFrom {
    #[serde(rename = "event_is_day_1")]
    Day1,
    #[serde(rename = "event_is_day_0")]
    Day0,
    Instant,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Default)]
#[serde(rename_all = "snake_case")]
pub(super) enum Roll {
    #[default]
    None,
    NextOpenDay,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(untagged)]
pub(super) enum Amount {
    One(u32),
    Window(u32, u32),
}
