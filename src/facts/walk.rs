//! Ways through all that a case states: its prose, and the path that stands at a place.

use super::Case;
use crate::incident::prose::Prose;
use crate::incident::{Entry, Field, Item, Value};
use crate::text::{SourceId, Span};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The path at every place of the files that a case was read from.
#[derive(Debug)]
pub struct PathsByPlace(BTreeMap<(SourceId, usize, Reverse<usize>), String>);

impl PathsByPlace {
    /// The path of the key whose value holds a place, the innermost; else of the entry whose name stands there.
    ///
    /// An acceptance names this path. Nothing for a place outside of the file's entries.
    pub fn at(&self, place: Span) -> Option<&str> {
        let before = self.0.range(..=(place.source, place.start, Reverse(0)));
        // What begins last and reaches over the place is the innermost.
        let mut holding = before.rev().take_while(|((source, ..), _)| *source == place.source);
        holding.find(|((_, _, Reverse(end)), _)| place.end <= *end).map(|(_, path)| path.as_str())
    }
}

impl Case {
    /// All prose with the path of the key that holds it, in the order of the file, sections and documents included.
    ///
    /// A text in two languages gives both, under one path.
    pub fn proses(&self) -> Vec<(String, &Prose)> {
        let mut proses = Vec::new();
        self.walk(&mut |path, field| gather(&field.value, path, &mut proses));
        proses
    }

    /// All data items that it states, those that it excludes too.
    pub fn items(&self) -> Vec<&Item> {
        let mut items = Vec::new();
        self.walk(&mut |_, field| match &field.value {
            Value::Items(list) => items.extend(&list.list),
            Value::Localized(values) => values.iter().for_each(|(_, value)| {
                if let Value::Items(list) = value {
                    items.extend(&list.list);
                }
            }),
            _ => {}
        });
        items
    }

    /// The paths of everything that is written, by place.
    pub fn paths_by_place(&self) -> PathsByPlace {
        let mut places = BTreeMap::new();
        for entry in &self.incident.entries {
            add_names(entry, entry.kind, &mut places);
        }
        self.walk(&mut |path, field| {
            let span = Span { start: field.key.span.start.min(field.span.start), ..field.span };
            places.insert((span.source, span.start, Reverse(span.end)), path.to_string());
        });
        PathsByPlace(places)
    }

    /// Shows every key with its path, those of members and maps too, the outer before the inner.
    fn walk<'a>(&'a self, look: &mut dyn FnMut(&str, &'a Field)) {
        for field in self.incident.top.iter().filter(|field| field.key.value != "accept") {
            walk_field(field, &field.key.value, look);
        }
        for entry in &self.incident.entries {
            walk_entry(entry, &format!("{}.{}", entry.kind, entry.name.value), look);
        }
    }
}

fn walk_entry<'a>(entry: &'a Entry, path: &str, look: &mut dyn FnMut(&str, &'a Field)) {
    for field in &entry.fields {
        walk_field(field, &format!("{path}.{}", field.key.value), look);
    }
    for member in &entry.members {
        walk_entry(member, &format!("{path}.{}", member.name.value), look);
    }
}

fn walk_field<'a>(field: &'a Field, path: &str, look: &mut dyn FnMut(&str, &'a Field)) {
    look(path, field);
    if let Value::Map(inner) = &field.value {
        inner.iter().for_each(|inner| walk_field(inner, &format!("{path}.{}", inner.key.value), look));
    }
}

fn gather<'a>(value: &'a Value, path: &str, proses: &mut Vec<(String, &'a Prose)>) {
    match value {
        Value::Prose(prose) => proses.push((path.to_string(), prose)),
        Value::Localized(values) => values.iter().for_each(|(_, value)| gather(value, path, proses)),
        _ => {}
    }
}

fn add_names(entry: &Entry, parent: &str, places: &mut BTreeMap<(SourceId, usize, Reverse<usize>), String>) {
    let path = format!("{parent}.{}", entry.name.value);
    entry.members.iter().for_each(|member| add_names(member, &path, places));
    let span = entry.name.span;
    places.insert((span.source, span.start, Reverse(span.end)), path);
}
