//! Changes of facts, found by path.

use super::kind::{ChangeKind, proposed};
use super::said::{entry_said, retraction, said, said_at};
use crate::facts::Case;
use crate::facts::keys::KINDS;
use crate::facts::stated::{Entry, Field, Value};
use crate::locale::Figure;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One fact that two versions state differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactChange {
    /// Its path, such as `data.ebino.persons`; of a whole entry where all of it came or went.
    pub path: String,
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
    /// The kind that counts: the author's word, else the program's.
    pub fn kind(&self) -> ChangeKind {
        self.settled.as_ref().map_or(self.proposed, |settled| settled.kind)
    }
}

/// What `[corrections.<name>]` says of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Settled {
    /// Name of the entry.
    pub name: String,
    /// Its kind.
    pub kind: ChangeKind,
    /// Its reason, in words.
    pub reason: Option<String>,
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
const APART: &[&str] = &["corrections", "documents"];

/// Keys that say how facts hang together; the totals they explain are facts themselves.
const STRUCTURE: &[&str] = &["sum", "product"];

/// Compares what two versions state; in the order of the later version, and what is gone last.
pub fn fact_changes(before: &Case, after: &Case) -> Vec<FactChange> {
    let mut comparison = Comparison { before, after, found: Vec::new() };
    for key in ["cause", "leak"] {
        comparison.field(key.to_string(), before.top(key), after.top(key));
    }
    for kind in KINDS.iter().filter(|kind| !APART.contains(&kind.name)) {
        let old: Vec<&Entry> = before.entries(kind.name).collect();
        let new: Vec<&Entry> = after.entries(kind.name).collect();
        comparison.entries(kind.name, &old, &new);
    }
    let mut found = comparison.found;
    for change in &mut found {
        change.settled = settled(after, &change.path);
    }
    found
}

struct Comparison<'a> {
    before: &'a Case,
    after: &'a Case,
    found: Vec<FactChange>,
}

impl Comparison<'_> {
    fn entries(&mut self, parent: &str, old: &[&Entry], new: &[&Entry]) {
        let old_names: BTreeMap<&str, &Entry> = old.iter().map(|entry| (entry.name.value.as_str(), *entry)).collect();
        let new_names: BTreeSet<&str> = new.iter().map(|entry| entry.name.value.as_str()).collect();
        for entry in new {
            let path = format!("{parent}.{}", entry.name.value);
            match old_names.get(entry.name.value.as_str()) {
                Some(earlier) => self.entry(&path, earlier, entry),
                None => self.add(path, None, Some(entry_said(self.after, entry)), ChangeKind::Addition),
            }
        }
        for entry in old.iter().filter(|entry| !new_names.contains(entry.name.value.as_str())) {
            let path = format!("{parent}.{}", entry.name.value);
            self.add(path, Some(entry_said(self.before, entry)), None, ChangeKind::Withdrawal);
        }
    }

    fn entry(&mut self, path: &str, old: &Entry, new: &Entry) {
        let start = self.found.len();
        let later = new.fields.iter().map(|field| field.key.value.as_str());
        let earlier = old.fields.iter().map(|field| field.key.value.as_str());
        let gone = earlier.filter(|key| new.field(key).is_none());
        let keys: Vec<&str> = later.chain(gone).filter(|key| !STRUCTURE.contains(key)).collect();
        for key in keys {
            self.field(format!("{path}.{key}"), old.field(key), new.field(key));
        }
        for change in &mut self.found[start..] {
            change.arithmetic = arithmetic((self.before, old), (self.after, new), &change.path);
        }
        self.entries(path, &old.members.iter().collect::<Vec<_>>(), &new.members.iter().collect::<Vec<_>>());
    }

    fn field(&mut self, path: String, old: Option<&Field>, new: Option<&Field>) {
        match (old.map(|field| &field.value), new.map(|field| &field.value)) {
            (Some(old), Some(new)) => {
                if let Some(kind) = proposed((self.before, old), (self.after, new)) {
                    let (old, new) = (said_at(self.before, &path, old), said_at(self.after, &path, new));
                    self.add(path, Some(old), Some(new), kind);
                }
            }
            (None, Some(new)) => {
                let after = said_at(self.after, &path, new);
                match retraction(self.before, &path) {
                    // What is new is that the claim no longer holds.
                    Some(claim) => self.add(path, Some(claim), Some(after), ChangeKind::Withdrawal),
                    None => self.add(path, None, Some(after), ChangeKind::Addition),
                }
            }
            (Some(old), None) => {
                let before = said_at(self.before, &path, old);
                self.add(path, Some(before), None, ChangeKind::Withdrawal);
            }
            (None, None) => {}
        }
    }

    fn add(&mut self, path: String, before: Option<String>, after: Option<String>, proposed: ChangeKind) {
        self.found.push(FactChange { path, before, after, proposed, settled: None, arithmetic: None });
    }
}

/// The entry of `[corrections]` that names a path, or one above it.
fn settled(case: &Case, path: &str) -> Option<Settled> {
    let covers = |stated: &str| path.strip_prefix(stated).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let named = |entry: &&Entry| case.names(entry, "facts").iter().any(|stated| covers(&stated.value));
    let entry = case.entries("corrections").find(named)?;
    let kind = match entry.field("kind").map(|field| &field.value) {
        Some(Value::Word(word)) => ChangeKind::named(word)?,
        _ => return None,
    };
    let reason = entry.field("reason").map(|field| said(case, &field.value));
    Some(Settled { name: entry.name.value.clone(), kind, reason })
}

/// The sum behind a new total, for the figure that a path ends in.
fn arithmetic((before, old): (&Case, &Entry), (after, new): (&Case, &Entry), path: &str) -> Option<Arithmetic> {
    let key = path.rsplit('.').next()?;
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
        let earlier = before.entry(new.kind, &part.name.value);
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
mod tests {
    use super::*;
    use crate::facts::testing::case;
    use crate::text::Sources;

    fn changes(before: &str, after: &str) -> Vec<FactChange> {
        let mut sources = Sources::default();
        let (before, after) = (case("a", before, None, &mut sources), case("b", after, None, &mut sources));
        assert_eq!(fact_changes(&after, &after), []);
        fact_changes(&before, &after)
    }

    #[test]
    fn a_total_that_grew_by_new_parts_is_explained() {
        let before = "[data.f3]\nrecords = \"362件\"\n[data.ebino]\nrecords = \"362件\"\nsum = [\"f3\"]\n";
        let after = "[data.f3]\nrecords = \"362 件\"\n[data.f7]\nrecords = \"3,260件\"\n[data.ebino]\nrecords = \"3,622件\"\nsum = [\"f3\", \"f7\"]\n[corrections.more]\nfacts = \"data.ebino\"\nkind = \"news\"\nreason = \"新たに{{ data.f7.records }}が判明したため\"\n";
        let found = changes(before, after);
        let paths: Vec<&str> = found.iter().map(|change| change.path.as_str()).collect();
        assert_eq!(paths, ["data.f7", "data.ebino.records"]);
        assert_eq!((found[0].kind(), found[0].after.as_deref()), (ChangeKind::Addition, Some("3,260件")));
        let total = &found[1];
        assert_eq!((total.proposed, total.kind()), (ChangeKind::Correction, ChangeKind::News));
        assert_eq!(total.arithmetic, Some(Arithmetic { announced: 362, found: 3260, total: 3622 }));
        let reason = total.settled.as_ref().and_then(|settled| settled.reason.as_deref());
        assert_eq!(reason, Some("新たに3,260件が判明したため"));
    }

    #[test]
    fn a_sum_that_does_not_explain_the_change_is_not_shown() {
        let before = "[data.a]\nrecords = \"360件\"\n[data.all]\nrecords = \"362件\"\n";
        let after = "[data.a]\nrecords = \"360件\"\n[data.b]\nrecords = \"3件\"\n[data.all]\nrecords = \"363件\"\nsum = [\"a\", \"b\"]\n";
        let found = changes(before, after);
        assert_eq!(found.iter().find(|change| change.path == "data.all.records").unwrap().arithmetic, None);
    }

    #[test]
    fn what_went_and_what_turned_round_is_found() {
        let before = "leak = \"none\"\n[claims.misuse]\nsays = \"悪用は確認されていません。\"\nstate = \"not-found\"\n[events]\nfound = 2024-07-04\n[measures.all]\ntraining = \"研修の実施\"\n";
        let after = "leak = \"confirmed\"\n[claims.misuse]\nsays = \"悪用が確認されました。\"\nstate = \"confirmed\"\n[measures.all]\ntraining = \"研修の実施と確認\"\n";
        let found = changes(before, after);
        let kinds: Vec<(&str, ChangeKind)> = found.iter().map(|change| (change.path.as_str(), change.kind())).collect();
        assert_eq!(
            kinds,
            [
                ("leak", ChangeKind::Reversal),
                ("events.found", ChangeKind::Withdrawal),
                ("claims.misuse.says", ChangeKind::Correction),
                ("claims.misuse.state", ChangeKind::Reversal),
                ("measures.all.training.text", ChangeKind::Correction),
            ]
        );
        assert_eq!(found[1].before.as_deref(), Some("令和6年7月4日"));
    }
}
