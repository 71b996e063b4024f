//! From a path to what it leads to.

use super::Case;
use crate::incident::keys::{KINDS, Kind};
use crate::incident::{Entry, Field, Item, Value};

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Found<'a> {
    /// All entries of a kind: `events`.
    Kind(&'static Kind),
    /// One entry: `events.found`, or a member of a group of measures.
    Entry(&'a Entry),
    /// One key of an entry: `data.ebino.persons`.
    Field(&'a Entry, &'a Field),
    /// One end of a period: `events.exposed.start`.
    End(&'a Entry, &'a Field, Side),
    /// One data item: `data.customers.items.phone`.
    Item(&'a Entry, &'a Item),
}

/// An end of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `.start`
    Start,
    /// `.end`
    End,
}

/// Whether a path is another, or leads to a part of what it leads to.
pub fn is_under(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether one of two paths is the other, or leads to a part of what that leads to.
pub fn overlap(one: &str, other: &str) -> bool {
    is_under(one, other) || is_under(other, one)
}

impl Case {
    /// Finds what a path leads to in this version, or in an earlier one for a path such as `v1.data.ebino.persons`.
    pub fn find<'a>(&'a self, path: &str) -> Option<Found<'a>> {
        let (case, path) = self.version_of(path)?;
        let mut words = path.split('.');
        let kind = Kind::named(words.next()?)?;
        let Some(name) = words.next() else { return Some(Found::Kind(kind)) };
        let entry = case.entry(kind.name, name)?;
        case.within(entry, words.collect())
    }

    /// The version that a path speaks of, and the path inside it.
    pub fn version_of<'a, 'p>(&'a self, path: &'p str) -> Option<(&'a Case, &'p str)> {
        match Case::earlier_path(path) {
            Some((number, rest)) => Some((self.earlier(number)?, rest)),
            None => Some((self, path)),
        }
    }

    /// The number of an earlier version and the path inside it, for a path such as `v1.data.ebino.persons`.
    pub fn earlier_path(path: &str) -> Option<(u32, &str)> {
        let (number, rest) = path.strip_prefix('v')?.split_once('.')?;
        Some((number.parse().ok()?, rest))
    }

    fn within<'a>(&'a self, entry: &'a Entry, words: Vec<&str>) -> Option<Found<'a>> {
        let Some((word, rest)) = words.split_first() else { return Some(Found::Entry(entry)) };
        if let Some(member) = entry.members.iter().find(|member| member.name.value == *word) {
            return self.within(member, rest.to_vec());
        }
        if let Some(side) = side(word).filter(|_| rest.is_empty()) {
            return Some(Found::End(entry, entry.field("at")?, side));
        }
        // Prose of documents is not a fact: it cites facts, and citing it back would make a circle.
        if entry.kind == "documents" && !["date", "title", "number"].contains(word) {
            return None;
        }
        self.inside(entry, entry.field(word)?, rest)
    }

    fn inside<'a>(&'a self, entry: &'a Entry, field: &'a Field, words: &[&str]) -> Option<Found<'a>> {
        let Some((word, rest)) = words.split_first() else { return Some(Found::Field(entry, field)) };
        match &field.value {
            Value::Map(fields) => self.inside(entry, fields.iter().find(|inner| inner.key.value == *word)?, rest),
            Value::Items(items) if rest.is_empty() => {
                let item = items.list.iter().find(|item| item.code.as_deref() == Some(word))?;
                Some(Found::Item(entry, item))
            }
            Value::Moment(_) | Value::MomentOf(_) if rest.is_empty() => Some(Found::End(entry, field, side(word)?)),
            _ => None,
        }
    }

    /// All paths that can be cited, for suggestions.
    pub fn paths(&self) -> Vec<String> {
        let mut paths: Vec<String> = KINDS.iter().map(|kind| kind.name.to_string()).collect();
        for kind in KINDS {
            for entry in self.entries(kind.name) {
                add_paths(&mut paths, kind.name, entry);
            }
        }
        paths
    }
}

fn add_paths(paths: &mut Vec<String>, parent: &str, entry: &Entry) {
    let path = format!("{parent}.{}", entry.name.value);
    for field in entry.fields.iter().filter(|field| entry.kind != "documents" || field.key.value == "date") {
        paths.push(format!("{path}.{}", field.key.value));
    }
    for member in &entry.members {
        add_paths(paths, &path, member);
    }
    paths.push(path);
}

fn side(word: &str) -> Option<Side> {
    match word {
        "start" => Some(Side::Start),
        "end" => Some(Side::End),
        _ => None,
    }
}
