//! What dated documents print of the facts that have dates of their own.

use super::scan::spot::released;
use super::{Draft, Subject};
use crate::facts::Case;
use crate::facts::stated::{Entry, Field, Value};
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// An event, a measure, a claim, a set or a figure that a dated document prints.
#[derive(Debug, Clone, Copy)]
pub struct Printed<'a> {
    /// The fact.
    pub entry: &'a Entry,
    /// Its state, or that of its group.
    pub state: Option<&'static str>,
    /// Name of the document that prints it.
    pub document: &'a str,
    /// Date of the document.
    pub released: NaiveDate,
}

/// All of them, in reading order, each once a document.
pub fn printed<'a>(subject: &'a Subject<'a>) -> Vec<Printed<'a>> {
    let known = known(subject.case);
    let in_draft = |draft: &'a Draft<'a>| {
        let released = released(subject.case, draft.entry)?;
        let document = draft.document.id.as_str();
        let mut seen = HashSet::new();
        let marks = draft.passages.iter().flat_map(|passage| &passage.marks);
        let facts = marks.flat_map(|mark| lookup(&known, mark.path)).filter(|(entry, _)| seen.insert(entry.name.span));
        Some(facts.map(|(entry, state)| Printed { entry, state, document, released }).collect::<Vec<_>>())
    };
    subject.drafts.iter().filter_map(in_draft).flatten().collect()
}

type Fact<'a> = (&'a Entry, Option<&'static str>);

/// The facts by path; a group of measures stands for its members, which are printed with it.
fn known(case: &Case) -> HashMap<String, Vec<Fact<'_>>> {
    let mut known = HashMap::new();
    for kind in ["events", "claims", "data", "figures", "measures"] {
        for entry in case.entries(kind) {
            let path = format!("{kind}.{}", entry.name.value);
            let own = state(entry);
            let members = entry.members.iter().map(|member| (member, state(member).or(own)));
            for (member, state) in members.clone() {
                known.entry(format!("{path}.{}", member.name.value)).or_insert_with(|| vec![(member, state)]);
            }
            let facts = if kind == "measures" { members.collect() } else { vec![(entry, own)] };
            known.entry(path).or_insert(facts);
        }
    }
    known
}

/// The facts that a path leads to or into: `events.found.start` is of `events.found`.
fn lookup<'k, 'a>(
    known: &'k HashMap<String, Vec<Fact<'a>>>,
    path: &str,
) -> impl Iterator<Item = Fact<'a>> + use<'k, 'a> {
    let ends = path.match_indices('.').map(|(at, _)| at).chain([path.len()]);
    let words: Vec<usize> = ends.skip(1).take(2).collect();
    let found = words.iter().rev().find_map(|end| known.get(path.get(..*end)?));
    found.into_iter().flatten().copied()
}

fn state(entry: &Entry) -> Option<&'static str> {
    match entry.field("state").map(|field| &field.value) {
        Some(Value::Word(state)) => Some(state),
        _ => None,
    }
}

impl Printed<'_> {
    /// Whether a date of the fact certainly begins after the day of the document.
    pub fn is_later(&self, case: &Case, field: &Field) -> bool {
        let start = case.moment(&field.value).and_then(|moment| moment.start()?.earliest());
        start.is_some_and(|start| start.date() > self.released)
    }

    /// Whether a date of the fact is certainly over before the day of the document.
    pub fn is_earlier(&self, case: &Case, field: &Field) -> bool {
        let end = case.moment(&field.value).and_then(|moment| moment.end()?.latest());
        end.is_some_and(|end| end.date() < self.released)
    }
}
