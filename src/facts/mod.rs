//! Facts: what an incident states, reachable by path.
//!
//! A [`Case`] is one version with what its base and its earlier versions state, resolved once:
//! 1. [`Case::resolve`] joins the entries of the base with the incident's own.
//! 2. [`path`]: finds what a path leads to ([`Found`]).
//! 3. [`forms`]: which forms a fact can be printed in; one list for prose and templates.
//! 4. `references`: reports every name, path and form that leads nowhere, with the nearest that exists.
//!
//! **Invariant:** this is the last room that sees an [`Incident`]; later rooms ask a case.

pub mod forms;
pub mod path;
pub mod recipient;
mod references;
#[cfg(test)]
pub mod testing;
mod walk;

use crate::diag::Diagnostic;
use crate::incident::{Entry, Field, Incident, Value};
use crate::locale::{Lang, Moment, Zone};
use crate::text::{Span, Spanned};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use crate::incident::prose::{Cite, Piece, Prose, Target};
pub use crate::incident::{self as stated, Item, Items, keys};
pub use path::{Found, Side};
pub use walk::PathsByPlace;

/// One version of one incident, ready to be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Slug of the incident.
    pub slug: String,
    /// Number of the version.
    pub version: u32,
    /// Language of the file.
    pub lang: Lang,
    /// Where its clocks run: where its file says, else `kohyo.toml`, else as is usual for its language.
    pub zone: Zone,
    incident: Incident,
    /// Where the entries of each kind stand in the incident, by name.
    index: BTreeMap<&'static str, BTreeMap<String, usize>>,
    /// Where the data sets stand that lie within another, by the name of that one.
    within: BTreeMap<String, Vec<usize>>,
    /// Where the events of each role stand.
    of_role: BTreeMap<&'static str, Vec<usize>>,
    house_style: Option<Field>,
    earlier: Vec<Arc<Case>>,
    /// What the base states, whether it was taken over or replaced.
    base: Vec<Entry>,
}

/// Kinds that a version takes from its base.
const BASE: &[&str] = &["parties", "data", "figures", "events", "claims", "causes", "measures", "references"];

impl Case {
    /// Joins an incident with its base and its earlier versions, and reports all references that lead nowhere.
    pub fn resolve(
        slug: &str,
        version: u32,
        incident: Incident,
        base: Option<&Case>,
        house: Option<&Incident>,
        earlier: Vec<Arc<Case>>,
    ) -> (Case, Vec<Diagnostic>) {
        let (slug, lang) = (slug.to_string(), incident.lang);
        let zone = [Some(&incident), house].into_iter().flatten().find_map(stated_zone);
        let zone = zone.unwrap_or_else(|| Zone::usual(lang));
        let (index, within, of_role) = Default::default();
        let (house_style, stated) = (None, Vec::new());
        let mut case =
            Case { slug, version, lang, zone, incident, index, within, of_role, house_style, earlier, base: stated };
        if let Some(base) = base {
            let stated = base.incident.entries.iter().filter(|entry| BASE.contains(&entry.kind));
            case.base = stated.cloned().collect();
            case.inherit(&base.incident, BASE);
        }
        if let Some(house) = house {
            case.inherit(house, keys::HOUSE_KINDS);
            case.house_style = house.top("style").cloned();
        }
        case.find_entries();
        let diagnostics = references::check(&case);
        (case, diagnostics)
    }

    /// Notes where the entries stand.
    fn find_entries(&mut self) {
        for (at, entry) in self.incident.entries.iter().enumerate() {
            self.index.entry(entry.kind).or_default().insert(entry.name.value.clone(), at);
            for whole in names(entry, "within").iter().filter(|_| entry.kind == "data") {
                self.within.entry(whole.value.clone()).or_default().push(at);
            }
            if let Some(role) = role_of(entry).filter(|_| entry.kind == "events") {
                self.of_role.entry(role).or_default().push(at);
            }
        }
    }

    /// Takes over entries of some kinds that the incident does not replace, whole: one fact, one place.
    fn inherit(&mut self, from: &Incident, kinds: &[&str]) {
        let own = std::mem::take(&mut self.incident.entries);
        let named = |entry: &Entry| (entry.kind, entry.name.value.clone());
        let replaced: BTreeSet<(&str, String)> = own.iter().map(named).collect();
        let inherited =
            from.entries.iter().filter(|entry| kinds.contains(&entry.kind) && !replaced.contains(&named(entry)));
        self.incident.entries = inherited.cloned().collect();
        self.incident.entries.extend(own);
    }

    /// Whether an entry came from the base as it stands there.
    pub fn is_inherited(&self, entry: &Entry) -> bool {
        self.base.iter().any(|stated| stated.kind == entry.kind && stated.name.span == entry.name.span)
    }

    /// Entries of a kind, in print order.
    pub fn entries<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.incident.of_kind(kind)
    }

    /// The entry of a kind by its name.
    pub fn entry(&self, kind: &str, name: &str) -> Option<&Entry> {
        self.incident.entries.get(*self.index.get(kind)?.get(name)?)
    }

    /// The entries of the base as it states them, those included that this version replaces.
    pub fn base(&self) -> &[Entry] {
        &self.base
    }

    /// A key of the file itself, such as `leak`.
    pub fn top(&self, key: &str) -> Option<&Field> {
        self.incident.top(key)
    }

    /// A key of the file itself that holds a known word, such as `leak`.
    pub fn word(&self, key: &str) -> Option<&'static str> {
        match self.top(key)?.value {
            Value::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The styles that hold for a document, the weakest first: of the house, of the file, of the document.
    pub fn styles<'a>(&'a self, document: &'a Entry) -> impl Iterator<Item = &'a Field> {
        [self.house_style.as_ref(), self.top("style"), document.field("style")].into_iter().flatten()
    }

    /// Where a fact is stated, for diagnostics.
    pub fn place(&self, path: &str) -> Option<Span> {
        match self.find(path)? {
            Found::Kind(_) => None,
            Found::Entry(entry) => Some(entry.name.span),
            Found::Field(_, field) | Found::End(_, field, _) => Some(field.span),
            Found::Item(_, item) => Some(item.span),
        }
    }

    /// An earlier version by its number.
    pub fn earlier(&self, version: u32) -> Option<&Case> {
        self.earlier.iter().map(Arc::as_ref).find(|case| case.version == version)
    }

    /// The versions before this one that could be read, in their order.
    pub fn versions_before(&self) -> impl DoubleEndedIterator<Item = &Case> {
        self.earlier.iter().map(Arc::as_ref)
    }

    /// The version that this one is compared with: the last one before it that is no draft, since a draft was never published.
    pub fn predecessor(&self) -> Option<&Arc<Case>> {
        self.earlier.iter().rfind(|case| !case.is_draft())
    }

    /// What stands under a path that leads to one value: a key of an entry, or of the file itself, such as `leak`.
    pub fn value(&self, path: &str) -> Option<&Value> {
        match self.find(path) {
            Some(Found::Field(_, field)) => Some(&field.value),
            Some(_) => None,
            None => self.top(path).map(|field| &field.value),
        }
    }

    /// Whether the version is a draft, which it is until its file says otherwise.
    pub fn is_draft(&self) -> bool {
        self.word("status") != Some("final")
    }

    /// The date or period of a field, following a reference to an event.
    pub fn moment<'a>(&'a self, value: &'a Value) -> Option<&'a Moment> {
        match value {
            Value::Moment(moment) => Some(moment),
            Value::MomentOf(path) => match self.find(path)? {
                // References between events are not followed twice: a chain could be a circle.
                Found::Entry(event) => as_moment(&event.field("at")?.value),
                Found::Field(_, field) => as_moment(&field.value),
                _ => None,
            },
            _ => None,
        }
    }

    /// Role of an event: stated, or its name if that is a role.
    pub fn event_role(&self, event: &Entry) -> Option<&'static str> {
        role_of(event)
    }

    /// Events of a role, in print order.
    pub fn events_of(&self, role: &str) -> impl Iterator<Item = &Entry> {
        let places = self.of_role.get(role).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|at| self.incident.entries.get(*at))
    }

    /// Names that a field of an entry refers to.
    pub fn names<'a>(&self, entry: &'a Entry, key: &str) -> &'a [Spanned<String>] {
        names(entry, key)
    }

    /// The data sets that count for thresholds: those the file names, else every set that is part of no other.
    ///
    /// A base states what a processor holds for all its customers; beside sets of the file's own, it does not count.
    pub fn affected(&self) -> Vec<&Entry> {
        if let Some(Value::Names(paths)) = self.top("affected").map(|field| &field.value) {
            let named = |path: &Spanned<String>| match self.find(&path.value) {
                Some(Found::Entry(entry)) => Some(entry),
                _ => None,
            };
            return paths.iter().filter_map(named).collect();
        }
        let own: Vec<&Entry> = self.entries("data").filter(|entry| !self.is_inherited(entry)).collect();
        let sets = if own.is_empty() { self.entries("data").collect() } else { own };
        let names = |key: &'static str| sets.iter().flat_map(move |entry| self.names(entry, key));
        let parts: BTreeSet<&str> = names("sum").map(|name| name.value.as_str()).collect();
        let known: BTreeSet<&str> = sets.iter().map(|entry| entry.name.value.as_str()).collect();
        let is_within = |entry: &Entry| self.names(entry, "within").iter().any(|whole| known.contains(&*whole.value));
        sets.iter().copied().filter(|entry| !is_within(entry) && !parts.contains(&*entry.name.value)).collect()
    }

    /// The sets that a data set is the sum of, down to those that are no sum; the set itself if it is none.
    pub fn parts<'a>(&'a self, set: &'a Entry) -> Vec<&'a Entry> {
        let (mut parts, mut open, mut seen) = (Vec::new(), vec![set], BTreeSet::new());
        while let Some(entry) = open.pop() {
            if !seen.insert(&entry.name.value) {
                continue;
            }
            let inner: Vec<&Entry> =
                self.names(entry, "sum").iter().filter_map(|name| self.entry("data", &name.value)).collect();
            match inner.is_empty() {
                true => parts.push(entry),
                false => open.extend(inner.into_iter().rev()),
            }
        }
        parts
    }

    /// The sets that are a part of a data set, however deep, in the order of the file.
    pub fn subsets<'a>(&'a self, set: &Entry) -> Vec<&'a Entry> {
        let (mut open, mut found) = (vec![set.name.value.as_str()], BTreeSet::new());
        while let Some(whole) = open.pop() {
            for part in self.within.get(whole).into_iter().flatten() {
                let name = self.incident.entries.get(*part).map(|entry| entry.name.value.as_str());
                // A circle would lead back to the set itself.
                if name.is_some_and(|name| name != set.name.value) && found.insert(*part) {
                    open.extend(name);
                }
            }
        }
        found.into_iter().filter_map(|part| self.incident.entries.get(part)).collect()
    }

    /// The party in whose name a document is issued: the one it names, else the [speaker](Case::speaker).
    pub fn issuer(&self, document: &Entry) -> Option<&Entry> {
        let named = self.names(document, "issuer").first().and_then(|name| self.entry("parties", &name.value));
        named.or_else(|| self.speaker())
    }

    /// The organisation whose file it is: the party that speaks of itself, else the controller.
    pub fn speaker(&self) -> Option<&Entry> {
        let speaking = self.entries("parties").find(|party| party.field("self").is_some());
        let controller = || {
            self.entries("parties").find(|party| {
                matches!(party.field("role").map(|field| &field.value), Some(Value::Word("controller" | "issuer")))
            })
        };
        speaking.or_else(controller)
    }
}

fn names<'a>(entry: &'a Entry, key: &str) -> &'a [Spanned<String>] {
    match entry.field(key).map(|field| &field.value) {
        Some(Value::Names(names)) => names,
        _ => &[],
    }
}

fn role_of(event: &Entry) -> Option<&'static str> {
    match event.field("role").map(|field| &field.value) {
        Some(Value::Word(role)) => Some(role),
        _ => crate::vocabulary::List::EventRoles.code(&event.name.value),
    }
}

fn as_moment(value: &Value) -> Option<&Moment> {
    match value {
        Value::Moment(moment) => Some(moment),
        _ => None,
    }
}

/// The reader has refused a zone that there is not.
fn stated_zone(incident: &Incident) -> Option<Zone> {
    match &incident.top("tz")?.value {
        Value::Text(name) => Zone::named(name),
        _ => None,
    }
}
