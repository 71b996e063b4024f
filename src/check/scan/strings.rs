//! Every string of the file that is printed, as it stands there.

use crate::check::Subject;
use crate::facts::keys::KINDS;
use crate::facts::stated::{Entry, Field, Value};
use crate::text::Span;
use std::ops::Range;

/// A string of the file.
#[derive(Debug)]
pub struct Literal<'a> {
    /// As it stands in the file; each byte of a citation is `U+0001`.
    pub text: &'a str,
    span: Span,
}

impl Literal<'_> {
    /// Where a range of `text` stands in the file.
    pub fn place(&self, range: Range<usize>) -> Span {
        Span::new(self.span.source, self.span.start + range.start..self.span.start + range.end)
    }
}

/// Keys whose text is never printed.
const SILENT: &[&str] = &["style", "kind", "layout", "template", "regime", "replaces"];

/// All strings: prose that is not somebody else's own words, then names, addresses, items and other texts.
pub fn strings<'s>(subject: &'s Subject<'_>) -> Vec<Literal<'s>> {
    let own = subject.written.iter().filter(|written| !written.verbatim);
    let prose = own.map(|written| Literal { text: &written.text, span: written.place(0..written.text.len()) });
    let mut literals: Vec<Literal<'s>> = prose.collect();
    for entry in KINDS.iter().flat_map(|kind| subject.case.entries(kind.name)) {
        gather_entry(subject, entry, &mut literals);
    }
    literals
}

fn gather_entry<'s>(subject: &'s Subject<'_>, entry: &Entry, literals: &mut Vec<Literal<'s>>) {
    for field in entry.fields.iter().filter(|field| !SILENT.contains(&field.key.value.as_str())) {
        gather(subject, field, &field.value, literals);
    }
    entry.members.iter().for_each(|member| gather_entry(subject, member, literals));
}

fn gather<'s>(subject: &'s Subject<'_>, field: &Field, value: &Value, literals: &mut Vec<Literal<'s>>) {
    let mut add = |span: Span| literals.push(Literal { text: subject.raw(span), span });
    match value {
        Value::Text(_) => add(field.span),
        Value::Texts(texts) => texts.iter().for_each(|text| add(text.span)),
        Value::Names(names) if field.key.value == "to" => names.iter().for_each(|name| add(name.span)),
        Value::Items(items) => items.list.iter().for_each(|item| add(item.span)),
        Value::Map(fields) => fields.iter().for_each(|inner| gather(subject, inner, &inner.value, literals)),
        // The table of both languages is one place.
        Value::Localized(values) if values.iter().any(|(_, value)| matches!(value, Value::Text(_))) => add(field.span),
        Value::Localized(values) => values.iter().for_each(|(_, inner)| gather(subject, field, inner, literals)),
        _ => {}
    }
}
