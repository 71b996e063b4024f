//! Changes of facts, found by path.

use super::kind::{ChangeKind, Sides, proposed};
use super::rename::Renames;
use super::said::{entry_said, retraction, said_at};
use super::settled::{Settled, settle};
use crate::facts::keys::KINDS;
use crate::facts::stated::{Entry, Field, Value};
use crate::facts::{Case, Found};
use crate::locale::Figure;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One fact that two versions state differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactChange {
    /// Its path, such as `data.ebino.persons`; of a whole entry where all of it came or went.
    pub path: String,
    /// Its path in the earlier version, if it was another.
    pub formerly: Option<String>,
    /// What the earlier version states, in words; nothing if it did not state it.
    pub before: Option<String>,
    /// What the later version states.
    pub after: Option<String>,
    /// What the program takes it for.
    pub proposed: ChangeKind,
    /// What the author says of it.
    pub settled: Option<Settled>,
    /// The sum that the change is explained by, if there is one.
    pub arithmetic: Option<Arithmetic>,
}

impl FactChange {
    /// Whether a claim was taken back: it is still stated, with the date of its end.
    pub fn is_retraction(&self) -> bool {
        self.proposed == ChangeKind::Withdrawal && self.after.is_some()
    }

    /// Where the earlier version states what changed; of a claim that was taken back, its words.
    pub fn earlier_path(&self) -> String {
        match self.path.rsplit_once('.') {
            Some((claim, _)) if self.is_retraction() => format!("{claim}.says"),
            _ => self.formerly.as_ref().unwrap_or(&self.path).clone(),
        }
    }

    /// The kind that counts: the author's word, else the program's.
    pub fn kind(&self) -> ChangeKind {
        self.settled.as_ref().map_or(self.proposed, |settled| settled.kind)
    }
}

/// Announced + newly found = new total.
///
/// It is shown only where it holds: the later total is a sum of parts, and those that were known make up the earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Arithmetic {
    /// The earlier total.
    pub announced: u64,
    /// What the parts that were not known before add up to.
    pub found: u64,
    /// The later total.
    pub total: u64,
}

/// What is no fact of the incident: what explains changes, and the documents that print facts.
const APART: &[&str] = &["corrections", "documents", "regimes"];

/// Keys that say how facts hang together, or under what an event was filed; what they join are facts themselves.
pub(super) const STRUCTURE: &[&str] = &["sum", "product", "regime", "stage"];

/// Compares what two versions state; in the order of the later version, and what is gone last.
///
/// Versions between the two say what was renamed on the way, and why a fact changed.
pub fn fact_changes(before: &Case, after: &Case) -> Vec<FactChange> {
    let renames = Renames::between(before, after);
    let mut comparison = Comparison { sides: Sides { before, after, renames: &renames }, found: Vec::new() };
    for key in ["cause", "leak"] {
        comparison.field((key.into(), before.top(key)), (key.into(), after.top(key)));
    }
    for kind in KINDS.iter().filter(|kind| !APART.contains(&kind.name)) {
        let old: Vec<&Entry> = before.entries(kind.name).collect();
        let new: Vec<&Entry> = after.entries(kind.name).collect();
        comparison.entries((kind.name, &old), (kind.name, &new));
    }
    let mut found = comparison.found;
    settle(&mut found, before, after);
    for change in found.iter_mut().filter(|change| change.kind() == ChangeKind::Redefinition) {
        // What is counted otherwise is not explained by a sum.
        change.arithmetic = None;
    }
    found
}

struct Comparison<'a> {
    sides: Sides<'a>,
    found: Vec<FactChange>,
}

impl<'a> Comparison<'a> {
    /// Entries of a kind, or members of a group, of both versions, each with the path that they stand under.
    fn entries(&mut self, (old_parent, old): (&str, &[&'a Entry]), (parent, new): (&str, &[&'a Entry])) {
        let by_name: BTreeMap<&str, &Entry> = old.iter().map(|entry| (entry.name.value.as_str(), *entry)).collect();
        let mut met = BTreeSet::new();
        for entry in new {
            let path = format!("{parent}.{}", entry.name.value);
            let (old_path, earlier) = match self.sides.renames.of(&path) {
                Some(renamed) => (renamed.to_string(), self.renamed(renamed, entry)),
                None => {
                    let same = format!("{old_parent}.{}", entry.name.value);
                    let earlier = by_name.get(entry.name.value.as_str()).copied();
                    (same.clone(), earlier.filter(|_| !self.sides.renames.takes(&same)))
                }
            };
            match earlier {
                Some(earlier) => self.entry((&old_path, earlier), (&path, entry)),
                None => self.add(path, None, Some(entry_said(self.sides.after, entry)), ChangeKind::Addition),
            }
            met.extend(earlier.map(|_| old_path));
        }
        for entry in old {
            let path = format!("{old_parent}.{}", entry.name.value);
            if !met.contains(&path) && !self.sides.renames.takes(&path) {
                self.add(path, Some(entry_said(self.sides.before, entry)), None, ChangeKind::Withdrawal);
            }
        }
    }

    /// The earlier entry that an author says this one was; of another kind, it was not.
    fn renamed(&self, path: &str, entry: &Entry) -> Option<&'a Entry> {
        match self.sides.before.find(path) {
            Some(Found::Entry(earlier)) if earlier.kind == entry.kind => Some(earlier),
            _ => None,
        }
    }

    fn entry(&mut self, (old_path, old): (&str, &'a Entry), (path, new): (&str, &'a Entry)) {
        let start = self.found.len();
        self.fields((old_path, &old.fields), (path, &new.fields));
        for change in &mut self.found[start..] {
            change.arithmetic = arithmetic(&self.sides, old, new, change);
        }
        self.entries(
            (old_path, &old.members.iter().collect::<Vec<_>>()),
            (path, &new.members.iter().collect::<Vec<_>>()),
        );
    }

    fn fields(&mut self, (old_path, old): (&str, &'a [Field]), (path, new): (&str, &'a [Field])) {
        let renames = self.sides.renames;
        let is_fact = |field: &&Field| !STRUCTURE.contains(&field.key.value.as_str());
        let mut met = BTreeSet::new();
        for field in new.iter().filter(is_fact) {
            let own = format!("{path}.{}", field.key.value);
            let same = format!("{old_path}.{}", field.key.value);
            let (old_own, earlier) = match renames.of(&own) {
                Some(renamed) => (renamed.to_string(), self.renamed_field(renamed)),
                None => {
                    let earlier = old.iter().find(|earlier| earlier.key.value == field.key.value);
                    (same.clone(), earlier.filter(|_| !renames.takes(&same)))
                }
            };
            met.insert(old_own.clone());
            self.field((old_own, earlier), (own, Some(field)));
        }
        for field in old.iter().filter(is_fact) {
            let own = format!("{old_path}.{}", field.key.value);
            if !met.contains(&own) && !renames.takes(&own) {
                self.field((own.clone(), Some(field)), (format!("{path}.{}", field.key.value), None));
            }
        }
    }

    fn renamed_field(&self, path: &str) -> Option<&'a Field> {
        match self.sides.before.find(path) {
            Some(Found::Field(_, field)) => Some(field),
            _ => None,
        }
    }

    fn field(&mut self, (old_path, old): (String, Option<&'a Field>), (path, new): (String, Option<&'a Field>)) {
        let Sides { before, after, .. } = self.sides;
        match (old.map(|field| &field.value), new.map(|field| &field.value)) {
            (Some(Value::Map(old)), Some(Value::Map(new))) => self.fields((&old_path, old), (&path, new)),
            (Some(old), Some(new)) => {
                let differing = self.sides.spoken(old, new).into_iter();
                let differing =
                    differing.filter_map(|(old, new)| Some((proposed(&self.sides, &path, old, new)?, old, new)));
                let Some((kind, old, new)) = differing.into_iter().next() else { return };
                let (old, new) = (said_at(before, &old_path, old), said_at(after, &path, new));
                self.add(path, Some(old), Some(new), kind);
                if let Some(change) = self.found.last_mut() {
                    change.formerly = Some(old_path).filter(|formerly| *formerly != change.path);
                }
            }
            (None, Some(new)) => {
                let now = said_at(after, &path, new);
                match retraction(before, &path) {
                    // What is new is that the claim no longer holds.
                    Some(claim) => self.add(path, Some(claim), Some(now), ChangeKind::Withdrawal),
                    None => self.add(path, None, Some(now), ChangeKind::Addition),
                }
            }
            (Some(old), None) => {
                let was = said_at(before, &old_path, old);
                self.add(path, Some(was), None, ChangeKind::Withdrawal);
            }
            (None, None) => {}
        }
    }

    fn add(&mut self, path: String, before: Option<String>, after: Option<String>, proposed: ChangeKind) {
        let change = FactChange { path, formerly: None, before, after, proposed, settled: None, arithmetic: None };
        self.found.push(change);
    }
}

/// The sum behind a new total, for the figure that the path of a change ends in.
fn arithmetic(sides: &Sides<'_>, old: &Entry, new: &Entry, change: &FactChange) -> Option<Arithmetic> {
    let Sides { before, after, renames } = *sides;
    let key = change.path.rsplit('.').next()?;
    let exact = |case: &Case, entry: &Entry| match entry.field(key)?.value.in_lang(case.lang) {
        Value::Figure(figure) if Figure::is_exact(figure) => figure.low(),
        _ => None,
    };
    let (announced, total) = (exact(before, old)?, exact(after, new)?);
    let (mut known, mut found) = (0u64, 0u64);
    let parts = after.names(new, "sum");
    for part in parts {
        let part = after.entry(new.kind, &part.value)?;
        let count = exact(after, part)?;
        let path = format!("{}.{}", new.kind, part.name.value);
        let earlier = match before.find(renames.of(&path).unwrap_or(&path)) {
            Some(Found::Entry(earlier)) => Some(earlier),
            _ => None,
        };
        match earlier.and_then(|earlier| exact(before, earlier)) {
            Some(earlier) if earlier == count => known = known.checked_add(count)?,
            Some(_) => return None,
            None => found = found.checked_add(count)?,
        }
    }
    let holds = !parts.is_empty() && known == announced && known.checked_add(found) == Some(total) && found > 0;
    holds.then_some(Arithmetic { announced, found, total })
}

#[cfg(test)]
#[path = "fact_tests.rs"]
mod tests;
