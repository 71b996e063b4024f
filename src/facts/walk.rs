//! Ways through all that a case states: its prose, and the path that stands at a place.

use super::Case;
use crate::incident::prose::Prose;
use crate::incident::{Entry, Field, Value};
use crate::text::Span;

impl Case {
    /// All prose with the path of the key that holds it, in the order of the file, sections and documents included.
    ///
    /// A text in two languages gives both, under one path.
    pub fn proses(&self) -> Vec<(String, &Prose)> {
        let mut proses = Vec::new();
        self.walk(&mut |path, field| gather(&field.value, path, &mut proses));
        proses
    }

    /// The path of what is written at a place: of the key whose value holds it, else of the entry whose name stands there.
    ///
    /// An acceptance names this path. Nothing for a place outside of the file's entries.
    pub fn path_at(&self, place: Span) -> Option<String> {
        let holds = |span: Span| span.source == place.source && span.start <= place.start && place.end <= span.end;
        let mut best: Option<(usize, String)> = None;
        let mut offer = |span: Span, path: String| {
            let length = span.end - span.start;
            if holds(span) && best.as_ref().is_none_or(|(shortest, _)| length < *shortest) {
                best = Some((length, path));
            }
        };
        for entry in &self.incident.entries {
            offer_names(entry, entry.kind, &mut offer);
        }
        self.walk(&mut |path, field| {
            // The maps of documents (`text`, `call`, `style`) and of the file have keys of their own.
            offer(Span { start: field.key.span.start.min(field.span.start), ..field.span }, path.to_string());
        });
        best.map(|(_, path)| path)
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

fn offer_names(entry: &Entry, parent: &str, offer: &mut dyn FnMut(Span, String)) {
    let path = format!("{parent}.{}", entry.name.value);
    entry.members.iter().for_each(|member| offer_names(member, &path, offer));
    offer(entry.name.span, path);
}
