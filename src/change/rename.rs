//! Renamed paths: under which path a later version states a fact of an earlier one.
//!
//! - An author says it: `formerly = "data.customers"` beside `facts = "data.members"` in one entry of `[corrections]`.
//! - Where one count of a set makes way for another (records, then persons) and one entry calls both a redefinition,
//!   the new count is the old one counted otherwise. Shown apart, a count would seem to have been withdrawn.

use super::kind::ChangeKind;
use super::settled::covers;
use crate::facts::path::is_under;
use crate::facts::stated::{Entry, Value};
use crate::facts::{Case, Found};

/// Pairs of paths, each of the later version with that of the earlier one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Renames(Vec<(String, String)>);

impl Renames {
    /// All renames on the way from one version to another; a path that came back to its old name is none.
    pub fn between(before: &Case, after: &Case) -> Renames {
        let mut whole = Renames::default();
        for step in chain(before, after).windows(2) {
            let [earlier, later] = step else { continue };
            whole = whole.and(Renames::of_step(earlier, later));
        }
        // What was renamed and then went is gone under its first name.
        whole.0.retain(|(later, earlier)| later != earlier && after.find(later).is_some());
        whole
    }

    fn of_step(before: &Case, after: &Case) -> Renames {
        let mut renames = Renames::default();
        for correction in after.entries("corrections") {
            let (facts, formerly) = (after.names(correction, "facts"), after.names(correction, "formerly"));
            let pairs = facts.iter().zip(formerly).filter(|_| facts.len() == formerly.len());
            renames.0.extend(pairs.map(|(later, earlier)| (later.value.clone(), earlier.value.clone())));
        }
        let sets = ["data", "figures"].into_iter().flat_map(|kind| after.entries(kind));
        let recounted: Vec<_> = sets.filter_map(|set| recounted(before, after, set, &renames)).collect();
        renames.0.extend(recounted);
        renames
    }

    /// These renames and then those of the next step.
    fn and(self, next: Renames) -> Renames {
        let mut whole: Vec<(String, String)> = Vec::new();
        for (later, earlier) in &next.0 {
            whole.push((later.clone(), self.earlier(earlier).unwrap_or_else(|| earlier.clone())));
        }
        for (path, earlier) in self.0 {
            let later = next.later(&path).unwrap_or(path);
            if whole.iter().all(|(known, _)| *known != later) {
                whole.push((later, earlier));
            }
        }
        Renames(whole)
    }

    /// The earlier name of a path, if it or what it lies in was renamed.
    pub fn earlier(&self, path: &str) -> Option<String> {
        moved(path, self.0.iter().map(|(later, earlier)| (later, earlier)))
    }

    /// The later name of a path, if it or what it lies in was renamed.
    pub fn later(&self, path: &str) -> Option<String> {
        moved(path, self.0.iter().map(|(later, earlier)| (earlier, later)))
    }

    /// The earlier name of a path that was renamed itself.
    pub fn of(&self, path: &str) -> Option<&str> {
        self.0.iter().find(|(later, _)| later == path).map(|(_, earlier)| earlier.as_str())
    }

    /// Whether an earlier path itself has another name now.
    pub fn takes(&self, path: &str) -> bool {
        self.0.iter().any(|(_, earlier)| earlier == path)
    }

    /// Whether a name of an entry, as `sum` and `by` write it, or a path, was another before.
    pub fn same_name(&self, earlier: &str, later: &str) -> bool {
        let ends = |path: &str, name: &str| path == name || path.split_once('.').is_some_and(|(_, last)| last == name);
        earlier == later || self.0.iter().any(|(new, old)| ends(new, later) && ends(old, earlier))
    }
}

/// The versions from one to a later one, both included; none if the other is not later.
pub(super) fn chain<'a>(before: &'a Case, after: &'a Case) -> Vec<&'a Case> {
    if before.version >= after.version {
        return Vec::new();
    }
    let between = after.versions_before().filter(|case| before.version < case.version && case.version < after.version);
    std::iter::once(before).chain(between).chain([after]).collect()
}

/// A path under its other name, by the longest of the pairs that it lies in.
fn moved<'a>(path: &str, pairs: impl Iterator<Item = (&'a String, &'a String)>) -> Option<String> {
    let (from, to) = pairs.filter(|(from, _)| is_under(path, from)).max_by_key(|(from, _)| from.len())?;
    Some(format!("{to}{}", path.get(from.len()..).unwrap_or_default()))
}

/// The one count of a set that took the place of another, if an author calls both a redefinition.
fn recounted(before: &Case, after: &Case, set: &Entry, renames: &Renames) -> Option<(String, String)> {
    let path = format!("{}.{}", set.kind, set.name.value);
    let earlier = renames.of(&path).unwrap_or(&path);
    let Some(Found::Entry(old)) = before.find(earlier) else { return None };
    let only = |of: (&Case, &Entry), other: &Entry| match counts(of)
        .filter(|key| other.field(key).is_none())
        .collect::<Vec<_>>()[..]
    {
        [key] => Some(key.to_string()),
        _ => None,
    };
    let (new, gone) = (only((after, set), old)?, only((before, old), set)?);
    let (later, earlier) = (format!("{path}.{new}"), format!("{earlier}.{gone}"));
    let is_said = after.entries("corrections").any(|entry| {
        let is_named = |path: &str| after.names(entry, "facts").iter().any(|stated| covers(&stated.value, path));
        ChangeKind::of(entry) == Some(ChangeKind::Redefinition) && is_named(&later) && is_named(&earlier)
    });
    (is_said && renames.of(&later).is_none() && !renames.takes(&earlier)).then_some((later, earlier))
}

/// Keys of the counts of a set.
fn counts<'a>((case, set): (&'a Case, &'a Entry)) -> impl Iterator<Item = &'a str> {
    let is_count = |value: &Value| matches!(value.in_lang(case.lang), Value::Figure(_));
    set.fields.iter().filter(move |field| is_count(&field.value)).map(|field| field.key.value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renames(pairs: &[(&str, &str)]) -> Renames {
        Renames(pairs.iter().map(|(later, earlier)| (later.to_string(), earlier.to_string())).collect())
    }

    #[test]
    fn what_lies_in_a_renamed_entry_is_renamed_with_it() {
        let both = renames(&[("data.b", "data.a"), ("data.b.persons", "data.a.records")]);
        assert_eq!(both.earlier("data.b.label").as_deref(), Some("data.a.label"));
        assert_eq!(both.earlier("data.b.persons").as_deref(), Some("data.a.records"));
        assert_eq!(both.earlier("data.bc"), None);
        assert_eq!(both.later("data.a.items").as_deref(), Some("data.b.items"));
        assert!(both.same_name("a", "b") && both.same_name("x", "x") && !both.same_name("a", "c"));
    }

    #[test]
    fn steps_join_to_one_way() {
        let first = renames(&[("data.b", "data.a")]);
        assert_eq!(first.clone().and(renames(&[("data.c", "data.b")])), renames(&[("data.c", "data.a")]));
        // A key renamed in an entry that was renamed before, and an entry that changed places with another.
        let inner = first.clone().and(renames(&[("data.b.persons", "data.b.records")]));
        assert_eq!(inner, renames(&[("data.b.persons", "data.a.records"), ("data.b", "data.a")]));
        let swap = renames(&[("data.a", "data.b"), ("data.b", "data.a")]);
        assert_eq!(swap.clone().and(swap), renames(&[("data.a", "data.a"), ("data.b", "data.b")]));
        // A new fact under a name that is free again.
        let reused = first.and(renames(&[("data.c", "data.x")]));
        assert_eq!(reused.earlier("data.b").as_deref(), Some("data.a"));
    }
}
