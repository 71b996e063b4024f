//! What a report must say at a stage, and what a case still lacks for it.

use super::pack::{Item, Named, Need, Regime, Stage};
use super::tested::persons;
use crate::facts::Case;
use crate::facts::stated::{Entry, Value};
use crate::locale::{Figure, Moment};

/// An item of which a case does not state everything.
#[derive(Debug, Clone)]
pub struct Lack<'a> {
    /// The item.
    pub item: &'a Named<Item>,
    /// What is not stated, each in one of several ways; empty if all is stated, and some of it as under investigation.
    pub needs: Vec<&'a [Need]>,
}

/// How far something is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stated {
    No,
    /// 調査中, 不明.
    Open,
    Yes,
}

impl Regime {
    /// The items of a report of a stage that a case does not state in full, in the official order.
    ///
    /// A text that the incident or the document has for the section of an item counts as all of it.
    /// `late` are the clocks that were missed.
    pub fn lacks<'a>(&'a self, case: &Case, document: &Entry, stage: Stage, late: &[&str]) -> Vec<Lack<'a>> {
        let is_asked = |item: &Item| match &item.if_late {
            None => item.stages.contains(&stage),
            Some(clock) => item.stages.contains(&stage) && late.contains(&clock.as_str()),
        };
        let items = self.items.iter().filter(|item| is_asked(&item.entry));
        let lack = |item: &'a Named<Item>| {
            if has_text(case, document, &item.id) {
                return None;
            }
            let stated = |need: &&'a Vec<Need>| need.iter().map(|need| stated(case, document, need)).max();
            let needs = item.entry.needs.iter().map(|need| (need, stated(&need).unwrap_or(Stated::Yes)));
            let needs: Vec<(&Vec<Need>, Stated)> = needs.filter(|(_, stated)| *stated != Stated::Yes).collect();
            let missing = needs.iter().filter(|(_, stated)| *stated == Stated::No).map(|(need, _)| need.as_slice());
            (!needs.is_empty()).then(|| Lack { item, needs: missing.collect() })
        };
        items.filter_map(lack).collect()
    }
}

fn has_text(case: &Case, document: &Entry, section: &str) -> bool {
    let fields = [case.top("text"), document.field("text")];
    fields.into_iter().flatten().any(|field| match &field.value {
        Value::Map(texts) => texts.iter().any(|text| text.key.value == section),
        _ => false,
    })
}

fn stated(case: &Case, document: &Entry, need: &Need) -> Stated {
    let any = |is: bool| if is { Stated::Yes } else { Stated::No };
    match need {
        Need::Leak => match case.word("leak") {
            None => Stated::No,
            Some("unknown") => Stated::Open,
            Some(_) => Stated::Yes,
        },
        Need::Event(role) => case.events_of(role).map(|event| when(case, event)).max().unwrap_or(Stated::No),
        Need::Items => of_sets(case, |set| match set.field("items") {
            Some(_) => Stated::Yes,
            None => Stated::No,
        }),
        Need::Count(count) => of_sets(case, |set| counted(set, count)),
        Need::Causes => any(case.entries("causes").next().is_some()),
        Need::Claim(about) => {
            let standing = case.entries("claims").filter(|claim| claim.field("retracted").is_none());
            let stated =
                standing.filter(|claim| word(claim, "about") == Some(about)).map(|claim| match word(claim, "state") {
                    Some("unknown") => Stated::Open,
                    _ => Stated::Yes,
                });
            stated.max().unwrap_or(Stated::No)
        }
        Need::Measures(state) => any(case.entries("measures").any(|group| {
            group.members.iter().any(|measure| {
                let own = word(measure, "state").or_else(|| word(group, "state"));
                state.is_none() || own == *state
            })
        })),
        Need::Contacts => any(case.entries("contacts").next().is_some()),
        Need::Party(role) => any(case.entries("parties").any(|party| word(party, "role") == Some(role))),
        Need::Figure(name) => any(case.entry("figures", name).is_some()),
        Need::Text(section) => any(has_text(case, document, section)),
    }
}

/// An event is stated with its date, or by a state that has none yet: planned, decided against.
fn when(case: &Case, event: &Entry) -> Stated {
    let moment = event.field("at").map(|field| case.moment(&field.value));
    match moment {
        Some(Some(Moment::Word(_))) => Stated::Open,
        Some(_) => Stated::Yes,
        None if event.field("state").is_some() => Stated::Yes,
        None => Stated::No,
    }
}

/// What all sets state that count, each by itself or by its parts.
fn of_sets(case: &Case, stated: impl Fn(&Entry) -> Stated) -> Stated {
    let by_parts = |set: &Entry| case.parts(set).into_iter().map(&stated).min().unwrap_or(Stated::No);
    case.affected().into_iter().map(|set| stated(set).max(by_parts(set))).min().unwrap_or(Stated::No)
}

fn counted(set: &Entry, count: &str) -> Stated {
    let figure = match set.field(count).map(|field| &field.value) {
        Some(Value::Figure(figure)) => Some(figure),
        _ if count == "persons" => persons(set),
        _ => None,
    };
    match figure {
        Some(Figure::Word(_)) => Stated::Open,
        Some(Figure::Quantity(_)) => Stated::Yes,
        None => Stated::No,
    }
}

fn word(entry: &Entry, key: &str) -> Option<&'static str> {
    match entry.field(key).map(|field| &field.value) {
        Some(Value::Word(word)) => Some(word),
        _ => None,
    }
}
