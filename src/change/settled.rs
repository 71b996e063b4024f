//! What authors say of changes: the entries of `[corrections]` behind a change, over one step or several.

use super::fact::{FactChange, fact_changes};
use super::kind::ChangeKind;
use super::rename::{Renames, chain};
use super::said::said;
use crate::facts::Case;
use crate::facts::path::{is_under, overlap};
use crate::facts::stated::Entry;
use crate::locale::Lang;
use serde::Serialize;

/// What `[corrections.<name>]` says of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Settled {
    /// Name of the entry; the last one, if a fact changed more than once between the two versions.
    pub name: String,
    /// Its kind.
    pub kind: ChangeKind,
    /// Its reason, in words; all of them with their versions, if there are several.
    pub reason: Option<String>,
}

/// Adds to each change what the authors of the versions say of it.
pub(super) fn settle(changes: &mut [FactChange], before: &Case, after: &Case) {
    let chain = chain(before, after);
    if let [_, after] = chain[..] {
        changes.iter_mut().for_each(|change| change.settled = by_author(after, &change.path));
        return;
    }
    let steps: Vec<(u32, Vec<FactChange>)> =
        chain.windows(2).filter_map(|step| comparable(step, before, after)).collect();
    for change in changes {
        change.settled = over(&steps, change, after.lang);
    }
}

/// Whether a path of `[corrections]` speaks of a changed path.
///
/// It is that path, one that it lies in, or a part of its value: an end of a period, an item of a list.
pub fn covers(stated: &str, path: &str) -> bool {
    let of_period = stated.strip_suffix(".start").or(stated.strip_suffix(".end"));
    let is_key = path.split('.').count() > 2;
    is_under(path, stated)
        || is_key && is_under(stated, path)
        || of_period.is_some_and(|event| path.strip_suffix(".at") == Some(event))
}

/// What the entry of `[corrections]` says that names a path most closely.
fn by_author(case: &Case, path: &str) -> Option<Settled> {
    let reach = |entry: &Entry| {
        let stated = case.names(entry, "facts").iter().filter(|stated| covers(&stated.value, path));
        stated.map(|stated| stated.value.len()).max()
    };
    let reaching = case.entries("corrections").filter_map(|entry| Some((reach(entry)?, entry)));
    // Of two that are as close, the first counts.
    let (_, entry) = reaching.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let reason = entry.field("reason").map(|field| said(case, &field.value));
    Some(Settled { name: entry.name.value.clone(), kind: ChangeKind::of(entry)?, reason })
}

/// The changes of one step with the number of its version, under the names that the changes of the whole way have:
/// those of the last version, and for what is gone those of the first.
fn comparable(step: &[&Case], before: &Case, after: &Case) -> Option<(u32, Vec<FactChange>)> {
    let [earlier, later] = step else { return None };
    let (past, future) = (Renames::between(before, earlier), Renames::between(later, after));
    let mut changes = fact_changes(earlier, later);
    for change in &mut changes {
        let other = if change.after.is_none() { past.earlier(&change.path) } else { future.later(&change.path) };
        change.path = other.unwrap_or_else(|| change.path.clone());
    }
    Some((later.version, changes))
}

/// What is said of a change in all the steps that it was made in.
///
/// The kind of a single step is the kind of the whole. Of several, the program's own proposal for the two ends counts,
/// unless one of them counted otherwise: then the ends do not compare.
fn over(steps: &[(u32, Vec<FactChange>)], whole: &FactChange, lang: Lang) -> Option<Settled> {
    let part = |change: &&FactChange| overlap(&change.path, &whole.path);
    let made: Vec<(u32, Vec<&FactChange>)> = steps
        .iter()
        .map(|(version, changes)| (*version, changes.iter().filter(part).collect::<Vec<_>>()))
        .filter(|(_, changes)| !changes.is_empty())
        .collect();
    let said = |changes: &[&FactChange]| changes.iter().find_map(|change| change.settled.clone());
    if let [(_, changes)] = made.as_slice() {
        return said(changes);
    }
    let all: Vec<(u32, Settled)> =
        made.iter().filter_map(|(version, changes)| Some((*version, said(changes)?))).collect();
    let recounted =
        made.iter().flat_map(|(_, changes)| changes).any(|change| change.kind() == ChangeKind::Redefinition);
    let kind = if recounted { ChangeKind::Redefinition } else { whole.proposed };
    let reasons = all.iter().filter_map(|(version, settled)| {
        let reason = settled.reason.as_ref()?;
        Some(if lang == Lang::Ja {
            format!("第{version}版: {reason}")
        } else {
            format!("version {version}: {reason}")
        })
    });
    let reasons: Vec<String> = reasons.collect();
    let reason = (!reasons.is_empty()).then(|| reasons.join(if lang == Lang::Ja { "／" } else { "; " }));
    Some(Settled { name: all.last()?.1.name.clone(), kind, reason })
}
