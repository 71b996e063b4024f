//! Letters that are corrected: who got which facts, and for whom one of them changed.

use super::journal::{Head, Kind, Line, Lines};
use super::names::short_hash;
use super::{Recipient, Stop};
use crate::change::{ChangeKind, fact_changes, touches};
use crate::diag::{Diagnostic, Wording};
use crate::facts::Case;
use std::path::PathBuf;

/// The letters of an earlier version, from its manifests.
#[derive(Default)]
pub struct Earlier {
    kinds: Vec<Sent>,
    /// The kind that each id got, sorted by the hash of the id.
    ids: Vec<([u8; 12], u32)>,
    /// SHA-256 of the heads of the manifests.
    pub sha256: String,
}

/// A letter that was sent to several recipients.
struct Sent {
    sets: Vec<String>,
    /// Whether a fact that it carried is another now.
    touched: bool,
    /// The date it bore.
    date: String,
}

impl Earlier {
    /// Reads manifests: those of all shards, or the one of the whole list. Files come with what messages call them.
    ///
    /// # Errors
    /// A manifest that cannot be read, is not finished, or is of another incident or of no earlier version.
    pub fn open(manifests: &[(PathBuf, String)], case: &Case) -> Result<Earlier, Stop> {
        let (mut earlier, mut heads) = (Earlier::default(), String::new());
        for (path, name) in manifests {
            let mut lines = Lines::of_file(path, name)?;
            let head = lines.head().ok_or_else(|| unusable(name))?;
            heads.push_str(&Line::Head(head.clone()).print());
            earlier.read(lines, &head, name, case)?;
        }
        earlier.ids.sort_unstable();
        earlier.sha256 = super::names::sha256(heads.as_bytes());
        Ok(earlier)
    }

    fn read(&mut self, lines: Lines, head: &Head, name: &str, case: &Case) -> Result<(), Stop> {
        let before = case.earlier(head.version).filter(|_| head.incident == case.slug);
        let before = before.ok_or_else(|| other_incident(name, case))?;
        let changes = fact_changes(before, case);
        let changed: Vec<&str> = changes
            .iter()
            .filter(|change| change.kind() != ChangeKind::Addition)
            .map(|change| change.path.as_str())
            .collect();
        let (first, mut done) = (self.kinds.len(), false);
        for (line, _) in lines {
            match line {
                Line::Kind(kind) => self.kinds.push(Sent::of(kind, &changed)),
                Line::Record(record) => {
                    let kind = u32::try_from(first + record.letter).unwrap_or(u32::MAX);
                    self.ids.push((short_hash(&record.id), kind));
                }
                Line::Done(_) => done = true,
                Line::Head(_) => return Err(unusable(name).into()),
            }
        }
        if done { Ok(()) } else { Err(unusable(name).into()) }
    }

    /// The date of a recipient's earlier letter, if a fact that it carried has changed or other data sets concern them now.
    pub fn date(&self, recipient: &Recipient) -> Option<&str> {
        let hash = short_hash(&recipient.id);
        let found = self.ids.binary_search_by_key(&hash, |(id, _)| *id).ok()?;
        let sent = self.kinds.get(usize::try_from(self.ids.get(found)?.1).ok()?)?;
        let same_sets = recipient.sets.is_empty()
            || (recipient.sets.len() == sent.sets.len() && recipient.sets.iter().all(|set| sent.sets.contains(set)));
        (sent.touched || !same_sets).then_some(sent.date.as_str())
    }

    /// How many recipients got a letter with a fact that changed.
    pub fn concerned(&self) -> u64 {
        let touched = |kind: &u32| {
            usize::try_from(*kind).ok().and_then(|kind| self.kinds.get(kind)).is_some_and(|sent| sent.touched)
        };
        self.ids.iter().filter(|(_, kind)| touched(kind)).count() as u64
    }

    /// Whether a recipient is one of those.
    pub fn is_concerned(&self, recipient: &Recipient) -> bool {
        let found = self.ids.binary_search_by_key(&short_hash(&recipient.id), |(id, _)| *id).ok();
        let kind = found.and_then(|found| usize::try_from(self.ids.get(found)?.1).ok());
        kind.and_then(|kind| self.kinds.get(kind)).is_some_and(|sent| sent.touched)
    }
}

impl Sent {
    fn of(kind: Kind, changed: &[&str]) -> Sent {
        let is_touched = |carried: &str| changed.iter().any(|path| touches(carried, path));
        let touched = kind.facts.keys().any(|fact| is_touched(fact.split(" | ").next().unwrap_or_default()));
        let date = kind.facts.get(&format!("documents.{}.date", kind.document)).cloned().unwrap_or_default();
        Sent { sets: kind.sets, touched, date }
    }
}

fn unusable(name: &str) -> Diagnostic {
    let headline = Wording::new(
        format!("{name} は、終わった手紙の作業の manifest ではありません"),
        format!("{name} is no manifest of a finished run"),
    );
    Diagnostic::error("no-manifest", headline)
}

fn other_incident(name: &str, case: &Case) -> Diagnostic {
    let (slug, version) = (&case.slug, case.version);
    let headline = Wording::new(
        format!("{name} は、{slug} の第{version}版より前の版の手紙ではありません"),
        format!("{name} is not about an earlier version than {slug}@{version}"),
    );
    Diagnostic::error("other-run", headline)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_that_names_the_last_day_of_a_period_carries_the_period() {
        let touched = |carried: &str, changed: &str| {
            let facts = [(carried.to_owned(), "8月4日".to_owned())].into();
            let kind = Kind { kind: 0, document: "notice".to_owned(), sets: Vec::new(), facts };
            Sent::of(kind, &[changed]).touched
        };
        assert!(touched("events.exposed.end", "events.exposed.at"));
        assert!(touched("events.exposed.end | day", "events.exposed.at"));
        assert!(touched("events.exposed", "events.exposed.text"));
        assert!(!touched("events.exposed.end", "events.exposed.text"));
        assert!(!touched("events.exposed.end", "events.found.at"));
    }
}
