//! Whose words a line of a document holds: the issuer's own, or somebody else's.

use crate::check::{Draft, Passage, Role, Subject};
use crate::document::quotes::touches;
use crate::facts::Case;
use crate::facts::stated::{Entry, Value};
use std::collections::BTreeMap;
use std::ops::Range;

/// Knows which facts are the words of others.
pub struct Voice<'a> {
    case: &'a Case,
    claims: BTreeMap<&'a str, &'a Entry>,
}

/// A passage with the ranges that are not its issuer's own words.
pub struct Line<'d, 'a> {
    /// The passage.
    pub passage: &'d Passage<'a>,
    foreign: Vec<Range<usize>>,
    names: Vec<Range<usize>>,
}

impl<'a> Voice<'a> {
    /// Gathers the claims once.
    pub fn of(subject: &Subject<'a>) -> Voice<'a> {
        let case = subject.case;
        Voice { case, claims: case.entries("claims").map(|claim| (claim.name.value.as_str(), claim)).collect() }
    }

    /// The lines of a document in reading order.
    pub fn lines<'d>(&self, draft: &'d Draft<'a>) -> Vec<Line<'d, 'a>> {
        let issuer = self.case.issuer(draft.entry).map(|party| party.name.value.as_str());
        let own = format!("documents.{}.", draft.entry.name.value);
        let line = |passage: &'d Passage<'a>| {
            let mut foreign = passage.quoted();
            let marks = passage.marks.iter().filter(|mark| self.is_foreign(mark.path, issuer, &own));
            foreign.extend(marks.map(|mark| mark.range.clone()));
            let names = passage.marks.iter().filter(|mark| is_name(mark.path)).map(|mark| mark.range.clone());
            Line { passage, foreign: merged(foreign), names: merged(names.collect()) }
        };
        draft.passages.iter().map(line).collect()
    }

    /// Whether a fact prints words of others: a quote, a title, a law, an earlier version, what another party claims.
    fn is_foreign(&self, path: &str, issuer: Option<&str>, own: &str) -> bool {
        let mut words = path.split('.');
        match words.next() {
            Some("quotes" | "references" | "regimes") => true,
            Some("documents") => !path.starts_with(own),
            Some("claims") => {
                let claim = words.next().and_then(|name| self.claims.get(name));
                claim.is_some_and(|claim| {
                    let by = self.case.names(claim, "by");
                    let others = !by.is_empty() && by.iter().all(|party| Some(party.value.as_str()) != issuer);
                    let retracted = claim.field("retracted");
                    others || retracted.is_some_and(|field| !matches!(field.value, Value::Flag(false)))
                })
            }
            _ => Case::earlier_path(path).is_some(),
        }
    }
}

impl Line<'_, '_> {
    /// Where words stand that are the issuer's own.
    pub fn own(&self, words: &str) -> Vec<Range<usize>> {
        let found = self.passage.text.match_indices(words).map(|(at, words)| at..at + words.len());
        found.filter(|range| self.is_own(range)).collect()
    }

    /// Whether a range touches no words of others.
    pub fn is_own(&self, range: &Range<usize>) -> bool {
        !touches(&self.foreign, range)
    }

    /// Whether a place belongs to a name, an address or the words of a law, which are written as their owners write them.
    pub fn is_name(&self, at: usize) -> bool {
        touches(&self.names, &(at..at + 1))
    }

    /// Whether the line is running text: a paragraph, an item of a list, a note.
    pub fn is_running(&self) -> bool {
        matches!(self.passage.role, Role::Text | Role::Note)
    }

    /// Whether the line belongs to the body: running text, a heading, a cell.
    pub fn is_body(&self) -> bool {
        self.is_running() || matches!(self.passage.role, Role::Heading(_) | Role::Cell)
    }

    /// Whether the line prints the title of its document, at the head or in a form.
    pub fn is_title(&self, draft: &Draft<'_>) -> bool {
        let own = title_path(draft);
        self.passage.role == Role::Title || self.passage.marks.iter().any(|mark| mark.path == own)
    }
}

fn is_name(path: &str) -> bool {
    ["parties.", "contacts.", "regimes."].iter().any(|kind| path.starts_with(kind))
}

fn title_path(draft: &Draft<'_>) -> String {
    format!("documents.{}.title", draft.entry.name.value)
}

/// Ranges in order, those that touch made one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_merge_in_order() {
        assert_eq!(merged(vec![5..6, 0..2, 1..3, 3..4]), [0..4, 5..6]);
    }
}
