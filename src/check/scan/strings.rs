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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::drafted;

    #[test]
    fn what_is_printed_is_gathered_once() {
        let file = "lang = \"ja\"\n[parties]\nshop = { name = { ja = \"甲\", en = \"A\" }, role = \"controller\" }\n\
            [data]\nall = { count = \"2件\", items = [\"氏名\", \"住所\"], excluded = { ja = [\"口座\"], en = [\"account\"] }, names = [\"乙\"] }\n\
            [documents.a]\nkind = \"statement\"\nto = \"各位\"\ndata = [\"all\"]\ncall = { shop = \"当店\" }\n\
            text.body = \"{{ data.all }}本文\"\n[quotes]\nq = { text = \"引用\" }\n";
        let (case, documents, sources) = drafted(file);
        let subject = Subject::of(&case, &documents, &[], &sources);
        let strings = strings(&subject);
        let mut texts: Vec<String> = strings.iter().map(|literal| literal.text.replace('\u{1}', "")).collect();
        texts.sort_unstable();
        let mut expected = [
            "{ ja = \"甲\", en = \"A\" }",
            "\"氏名\"",
            "\"住所\"",
            "\"口座\"",
            "\"account\"",
            "\"乙\"",
            "\"各位\"",
            "\"当店\"",
            "\"本文\"",
        ];
        expected.sort_unstable();
        assert_eq!(texts, expected);
        let body = strings.iter().find(|literal| literal.text.contains("本文")).unwrap();
        let at = body.text.find("本文").unwrap();
        assert_eq!(subject.raw(body.place(at..at + "本文".len())), "本文");
    }
}
