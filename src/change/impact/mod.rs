//! The reach of changed facts: where the earlier version stated them, and where the later one still says what they were.
//!
//! 1. A document carries a fact where it marks it, and where the value was typed (`look`).
//! 2. In the later version, facts print their new value wherever they are cited, so only typed text can be left over.
//!    What is somebody else's words, or says that it is an earlier version's, may say the old value:
//!    quotations, quotes, claims that were retracted, `{{ v1.… }}` and the old column of a table of corrections.
//! 3. [`impact_list`] lays the result out as a document (`list`).

mod list;
mod look;

use super::compare::prints;
use super::fact::FactChange;
use super::kind::ChangeKind;
use super::said::{called, entry_path};
use crate::document::{Document, Mark, Mention, Passage, Role};
use crate::facts::path::is_under;
use crate::facts::stated::{Entry, Value};
use crate::facts::{Case, Found};
pub use list::impact_list;
use look::{Look, folded, looks, state};
use serde::Serialize;
use std::collections::BTreeSet;
use std::ops::Range;

/// Where changed facts stood, and where their old values still stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Impact {
    /// Each fact that the earlier version stated otherwise, in the order of the changes.
    pub facts: Vec<FactImpact>,
}

/// One changed fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactImpact {
    /// How it changed.
    #[serde(flatten)]
    pub change: FactChange,
    /// Sentences of the earlier version that carried it.
    pub carried: Vec<Mention>,
    /// Sentences of the later version that still say the old value.
    pub standing: Vec<Mention>,
}

/// Finds what the changes from one version to another reach in the documents of both.
pub fn impact(changes: &[FactChange], before: (&Case, &[Document]), after: (&Case, &[Document])) -> Impact {
    let old = OldValues::of(changes, before.0, after.0);
    let changes = changes.iter().filter(|change| change.before.is_some());
    let mut facts: Vec<FactImpact> = changes
        .map(|change| FactImpact { change: change.clone(), carried: Vec::new(), standing: Vec::new() })
        .collect();
    for document in before.1 {
        for passage in &Passage::all(document) {
            let typed = old.typed(before.0, passage);
            for (index, fact) in facts.iter_mut().enumerate() {
                let ranges = marked(before.0, passage, &fact.change).chain(of(&typed, index)).collect();
                fact.carried.extend(passage.mentions(document, ranges));
            }
        }
    }
    for document in after.1 {
        for passage in &Passage::all(document) {
            let standing = old.standing(after.0, passage);
            for (index, fact) in facts.iter_mut().enumerate() {
                fact.standing.extend(passage.mentions(document, of(&standing, index).collect()));
            }
        }
    }
    Impact { facts }
}

fn of(typed: &[(usize, Range<usize>)], fact: usize) -> impl Iterator<Item = Range<usize>> {
    typed.iter().filter(move |(index, _)| *index == fact).map(|(_, range)| range.clone())
}

/// The ranges of a passage that are marked as the fact of a change.
fn marked<'p>(
    case: &Case,
    passage: &'p Passage<'_>,
    change: &FactChange,
) -> impl Iterator<Item = Range<usize>> + use<'p> {
    let own = Carried::of(case, &change.earlier_path());
    let is_own = move |mark: &&Mark<'_>| own.is(mark, passage.text.get(mark.range.clone()).unwrap_or_default());
    passage.marks.iter().filter(is_own).map(|mark| mark.range.clone())
}

/// What marks are those of a fact.
struct Carried {
    path: String,
    /// The entry, if the fact is a status, which has no words of its own.
    status_of: Option<String>,
    /// What must be printed: a party is cited under its name or under a shorter one.
    words: Option<String>,
}

impl Carried {
    fn of(case: &Case, path: &str) -> Carried {
        let entry = path.rsplit_once('.').map(|(entry, _)| entry);
        let entry = entry.filter(|entry| matches!(case.find(entry), Some(Found::Entry(_)))).map(String::from);
        let (status_of, words) = match case.value(path) {
            Some(Value::Word(_) | Value::Flag(_) | Value::Names(_)) => (entry, None),
            Some(Value::Text(words)) if path.starts_with("parties.") => (entry, Some(words.clone())),
            _ => (None, None),
        };
        Carried { path: path.to_string(), status_of, words }
    }

    fn is(&self, mark: &Mark<'_>, printed: &str) -> bool {
        let whole = || prints(mark.path, &self.path) || self.status_of.as_deref() == Some(mark.path);
        is_under(mark.path, &self.path)
            || whole() && self.words.as_ref().is_none_or(|words| printed.contains(words.as_str()))
    }
}

/// The old values of changed facts, to be looked for in text that was typed.
pub struct OldValues(Vec<BTreeSet<Look>>);

impl OldValues {
    /// The values that the earlier version states, for the changes of facts that it states at all, in their order.
    ///
    /// What is said in other words only is no old value.
    pub fn of(changes: &[FactChange], before: &Case, after: &Case) -> OldValues {
        let stated = changes.iter().filter(|change| change.before.is_some());
        OldValues(stated.map(|change| looks_of(change, before, after)).collect())
    }

    /// Where a passage of a version says one of them in the issuer's own words of today: the index of the value, and the range.
    pub fn standing(&self, case: &Case, passage: &Passage<'_>) -> Vec<(usize, Range<usize>)> {
        let mut typed = self.typed(case, passage);
        if typed.is_empty() || passage.role == Role::Quote {
            return Vec::new();
        }
        let quoted = passage.quoted();
        typed.retain(|(_, range)| {
            let touches = |other: &Range<usize>| other.start < range.end && range.start < other.end;
            let mut marks = passage.marks.iter().filter(|mark| touches(&mark.range));
            !quoted.iter().any(touches) && !marks.any(|mark| is_quotation(case, mark.path))
        });
        typed
    }

    /// Where a passage says one of them in words that are not marked as the value of a fact.
    fn typed(&self, case: &Case, passage: &Passage<'_>) -> Vec<(usize, Range<usize>)> {
        let text = folded(&passage.text);
        let mut found = BTreeSet::new();
        for (index, looks) in self.0.iter().enumerate() {
            let ranges = looks.iter().flat_map(|look| look.find(&text)).map(|range| (index, range.start, range.end));
            found.extend(ranges);
        }
        let is_typed = |range: &Range<usize>| {
            let touches = |mark: &&Mark<'_>| mark.range.start < range.end && range.start < mark.range.end;
            passage.marks.iter().filter(touches).all(|mark| is_prose(case, mark.path))
        };
        found.into_iter().map(|(index, start, end)| (index, start..end)).filter(|(_, range)| is_typed(range)).collect()
    }
}

fn looks_of(change: &FactChange, before: &Case, after: &Case) -> BTreeSet<Look> {
    let path = change.earlier_path();
    match (change.kind(), before.find(&path)) {
        (ChangeKind::Notation, _) => BTreeSet::new(),
        // All that a whole entry stated is gone.
        (_, Some(Found::Entry(entry))) => looks_of_entry(before, entry, after),
        _ => {
            let own = before.value(&path).map(|old| looks((before, old), after, after.value(&change.path)));
            own.into_iter().flatten().chain(state((before, &path), after)).collect()
        }
    }
}

fn looks_of_entry(before: &Case, entry: &Entry, after: &Case) -> BTreeSet<Look> {
    let own = entry.fields.iter().flat_map(|field| looks((before, &field.value), after, None));
    own.chain(entry.members.iter().flat_map(|member| looks_of_entry(before, member, after))).collect()
}

/// Whether what a path prints are sentences, in which a value can have been typed, and not a value.
///
/// What an earlier version said, and what a table of corrections shows of it, are values wherever they stand.
fn is_prose(case: &Case, path: &str) -> bool {
    match case.find(path) {
        _ if Case::earlier_path(path).is_some() || path.starts_with("corrections.") => false,
        Some(Found::Field(_, field)) => matches!(field.value.in_lang(case.lang), Value::Prose(_)),
        Some(Found::Entry(entry)) => matches!(entry.kind, "claims" | "causes" | "measures" | "discipline" | "quotes"),
        Some(Found::Kind(_)) => true,
        _ => false,
    }
}

/// Whether what a path prints are somebody's words as they were: a quote, a claim that was retracted.
fn is_quotation(case: &Case, path: &str) -> bool {
    let retracted = |entry: &Entry| entry.field("retracted").is_some_and(|field| field.value != Value::Flag(false));
    let Some(Found::Entry(entry) | Found::Field(entry, _)) = case.find(path) else { return false };
    entry.kind == "quotes" || retracted(entry)
}
