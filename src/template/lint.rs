//! Names in a template's expressions that its context does not have.
//!
//! Tera itself reports a missing name only where it is printed; in a condition it is silently false, so a slip would leave out a paragraph.
//! Every name of every expression is therefore looked up before rendering, in the same context.

use crate::diag::{Diagnostic, Wording, nearest};
use crate::text::{SourceId, Span};
use serde_json::Value as Json;
use std::ops::Range;

/// Words of Tera's expressions that are no names of the context.
const WORDS: &[&str] = &[
    "in",
    "and",
    "or",
    "not",
    "is",
    "true",
    "false",
    "none",
    "True",
    "False",
    "None",
    "loop",
    "super",
    "as",
    "__tera_context",
];

/// Reports the names of a template that lead nowhere.
pub fn check(id: SourceId, text: &str, context: &Json) -> Vec<Diagnostic> {
    let mut lint = Lint { id, text, context, locals: Vec::new(), loops: Vec::new(), diagnostics: Vec::new() };
    for (tag, range) in tags(text) {
        lint.tag(tag, range);
    }
    lint.diagnostics
}

/// What a tag of a template is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// `{{ … }}`
    Print,
    /// `{% … %}`
    Statement,
}

/// The insides of all tags; comments are passed over.
pub fn tags(text: &str) -> Vec<(Tag, Range<usize>)> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('{').map(|offset| at + offset) {
        let (close, tag) = match text.as_bytes().get(start + 1) {
            Some(b'{') => ("}}", Some(Tag::Print)),
            Some(b'%') => ("%}", Some(Tag::Statement)),
            Some(b'#') => ("#}", None),
            _ => {
                at = start + 1;
                continue;
            }
        };
        let end = text[start..].find(close).map_or(text.len(), |offset| start + offset);
        tags.extend(tag.map(|tag| (tag, start + 2..end)));
        at = (end + 2).min(text.len());
    }
    tags
}

struct Lint<'a> {
    id: SourceId,
    text: &'a str,
    context: &'a Json,
    /// Names bound by loops and `set`, with what they are bound to if that is known.
    locals: Vec<(String, Option<&'a Json>)>,
    /// For each open loop, how many names were bound before it.
    loops: Vec<usize>,
    diagnostics: Vec<Diagnostic>,
}

/// A name with its keys, as it stands in an expression.
struct Name {
    words: Vec<(String, Range<usize>)>,
    /// Whether it goes on in a way that is known only while rendering.
    open: bool,
}

impl<'a> Lint<'a> {
    fn tag(&mut self, tag: Tag, range: Range<usize>) {
        self.decides_on_recipient(tag, range.clone());
        let trimmed = self.text[range.clone()].trim_matches(['-', ' ', '\n', '\r', '\t']);
        let word = trimmed.split_whitespace().next().unwrap_or_default();
        match (tag, word) {
            (Tag::Statement, "block" | "endblock" | "extends" | "include" | "else" | "endif") => {}
            (Tag::Statement, "endfor") => self.locals.truncate(self.loops.pop().unwrap_or_default()),
            (Tag::Statement, "for") => {
                self.loops.push(self.locals.len());
                self.bind(range, " in ");
            }
            (Tag::Statement, "set" | "set_global") => self.bind(range, "="),
            (Tag::Statement, _) => {
                // What a statement begins with is its name.
                let name = self.text[range.clone()].find(word).unwrap_or_default();
                self.expression(range.start + name + word.len()..range.end);
            }
            (Tag::Print, _) => {
                self.expression(range);
            }
        }
    }

    /// A recipient is a hole when the template runs: what a template decides by one comes out the same for everyone.
    fn decides_on_recipient(&mut self, tag: Tag, range: Range<usize>) {
        let is_recipient = |name: &Name| name.words.first().is_some_and(|(root, _)| root == "recipient");
        let Some(name) = names(self.text, range.clone()).into_iter().find(is_recipient) else { return };
        let decides = |word: &str| ["and", "or", "not", "is", "in", "==", "!=", "<", ">"].contains(&word);
        if tag == Tag::Print && !self.text[range].split_whitespace().any(decides) {
            return;
        }
        let place =
            name.words.first().map_or(0, |(_, word)| word.start)..name.words.last().map_or(0, |(_, word)| word.end);
        let headline = Wording::new(
            "テンプレートの条件や変数に、受取人の項目は使えません",
            "a template cannot decide by a recipient",
        );
        let hint = Wording::new(
            "条件によって印字する部分を節（block）にし、文書の when で「節の名前 = \"recipient.項目\"」と書いてください。",
            "make a section (block) of what depends on it, and write `<section> = \"recipient.<field>\"` under `when` of the document.",
        );
        let diagnostic = Diagnostic::error("recipient-condition", headline).at(Span::new(self.id, place));
        self.diagnostics.push(diagnostic.hint(hint));
    }

    /// `for name in expression` and `set name = expression`.
    fn bind(&mut self, range: Range<usize>, divider: &str) {
        let Some(offset) = self.text[range.clone()].find(divider) else { return };
        let targets: Vec<String> = self.text[range.start..range.start + offset]
            .split([',', ' ', '-'])
            .filter(|word| !word.is_empty())
            // The first word is the statement's own.
            .skip(1)
            .map(str::to_string)
            .collect();
        let bound = self.expression(range.start + offset + divider.len()..range.end);
        let shape = match divider {
            "=" => bound,
            // Entries of one list all have the same keys, so the first speaks for all.
            _ => bound.and_then(|list| list.as_array()).and_then(|list| list.first()),
        };
        let shape = shape.filter(|_| targets.len() == 1);
        self.locals.extend(targets.into_iter().map(|target| (target, shape)));
    }

    /// Looks every name of an expression up; returns what the first one leads to.
    fn expression(&mut self, range: Range<usize>) -> Option<&'a Json> {
        let mut first = None;
        for (index, name) in names(self.text, range).into_iter().enumerate() {
            let shape = self.name(&name);
            if index == 0 && !name.open {
                first = shape;
            }
        }
        first
    }

    fn name(&mut self, name: &Name) -> Option<&'a Json> {
        let ((root, place), keys) = name.words.split_first().map(|(root, keys)| (root.clone(), keys))?;
        let local = self.locals.iter().rev().find(|(local, _)| *local == root).map(|(_, shape)| *shape);
        let mut shape = match local {
            Some(shape) => shape?,
            None => match self.context.get(&root) {
                Some(shape) => shape,
                None => return self.missing(&root, &place, self.context),
            },
        };
        for (key, place) in keys {
            shape = match shape {
                Json::Object(keys) => match keys.get(key) {
                    Some(inner) => inner,
                    None => return self.missing(key, place, shape),
                },
                // An entry that is not stated: a condition before it keeps the template from going on.
                Json::String(text) if text.is_empty() => return None,
                Json::String(_) => return self.missing(key, place, shape),
                _ => return None,
            };
        }
        Some(shape)
    }

    fn missing(&mut self, name: &str, place: &Range<usize>, among: &Json) -> Option<&'a Json> {
        let headline = Wording::new(
            format!("テンプレートが使う「{name}」という名前はありません"),
            format!("the template uses `{name}`, which does not exist"),
        );
        let mut diagnostic = Diagnostic::error("missing-fact", headline).at(Span::new(self.id, place.clone()));
        let keys: Vec<&str> =
            among.as_object().map(|keys| keys.keys().map(String::as_str).collect()).unwrap_or_default();
        if let Some(near) = nearest(name, keys.iter().copied()) {
            diagnostic = diagnostic.hint(Wording::did_you_mean(near));
        }
        self.diagnostics.push(diagnostic);
        None
    }
}

/// The names of an expression: identifiers with their keys, without strings, filters, tests, functions and named arguments.
fn names(text: &str, range: Range<usize>) -> Vec<Name> {
    let mut names = Vec::new();
    let mut at = range.start;
    let mut previous = ' ';
    while at < range.end {
        let rest = &text[at..range.end];
        let Some(character) = rest.chars().next() else { break };
        if let Some(quoted) = quoted(rest) {
            at += quoted.len();
        } else if character.is_ascii_alphabetic() || character == '_' {
            let (name, end) = name(text, at, range.end);
            let behind = text[end..range.end].trim_start();
            let called = behind.starts_with('(');
            let argument = behind.starts_with('=') && !behind.starts_with("==");
            let word = name.words.first().map_or("", |(word, _)| word.as_str());
            let test = text[range.start..at].trim_end().ends_with(" is")
                || text[range.start..at].trim_end().ends_with(" is not");
            if previous != '|' && !called && !argument && !test && !WORDS.contains(&word) {
                names.push(name);
            }
            at = end;
        } else {
            at += character.len_utf8();
        }
        if !character.is_whitespace() {
            previous = character;
        }
    }
    names
}

/// A quoted string at the start of a text, with its quotes.
fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|character| "'\"`".contains(*character))?;
    let end = text[1..].find(quote)? + 2;
    text.get(..end)
}

/// The name that begins at an offset, and where it ends.
fn name(text: &str, start: usize, limit: usize) -> (Name, usize) {
    let word = |from: usize| {
        let length = text[from..limit].find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(limit - from);
        from..from + length
    };
    let first = word(start);
    let mut end = first.end;
    let mut name = Name { words: vec![(text[first.clone()].to_string(), first)], open: false };
    loop {
        let rest = &text[end..limit];
        if rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
            let key = word(end + 1);
            end = key.end;
            name.words.push((text[key.clone()].to_string(), key));
        } else if let Some(string) = rest.strip_prefix('[').and_then(quoted).filter(|string| string.len() > 1) {
            let key = end + 2..end + string.len();
            name.words.push((text[key.clone()].to_string(), key));
            end += 1 + string.len() + usize::from(text[end + 1 + string.len()..limit].starts_with(']'));
        } else {
            name.open = rest.starts_with('[');
            return (name, end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Sources;
    use serde_json::json;

    fn missing(template: &str) -> Vec<String> {
        let context = json!({
            "events": { "found": { "at": "x", "text": "" } },
            "picked": { "causes": [{ "title": "x", "text": "x" }], "measures": [] },
            "leak": "possible",
        });
        let mut sources = Sources::default();
        let id = sources.add("t.md", template);
        let place = |diagnostic: &Diagnostic| template[diagnostic.primary.unwrap().range()].to_string();
        check(id, template, &context).iter().map(place).collect()
    }

    #[test]
    fn a_condition_on_a_missing_name_is_seen() {
        assert_eq!(missing("{% if events.fund %}x{% endif %}"), ["fund"]);
        assert_eq!(missing("{% if evnts.found %}x{% endif %}"), ["evnts"]);
        assert_eq!(missing("{% if events.found.txt and leak == \"none\" %}"), ["txt"]);
        assert_eq!(missing("{{ events[\"fund\"].at }}"), ["fund"]);
    }

    #[test]
    fn the_keys_of_a_loop_are_seen() {
        assert_eq!(missing("{% for cause in picked.causes %}{% if cause.titel %}{% endif %}{% endfor %}"), ["titel"]);
        assert_eq!(missing("{% for c in picked.causes %}{{ c.title }}{% endfor %}{{ c.title }}"), ["c"]);
    }

    #[test]
    fn a_decision_by_a_recipient_is_seen_wherever_it_is_made() {
        let found = |template: &str| {
            let mut sources = Sources::default();
            let id = sources.add("t.md", template);
            let context = json!({ "recipient": { "name": "x", "guardian": "x" }, "leak": "possible" });
            let found = check(id, template, &context);
            found
                .iter()
                .map(|found| (found.code, template[found.primary.unwrap().range()].to_string()))
                .collect::<Vec<_>>()
        };
        for template in [
            "{% if recipient.guardian %}x{% endif %}",
            "{%- if leak == \"none\" %}{% elif not recipient.guardian -%}x{% endif %}",
            "{% set g = recipient.guardian %}",
            "{{ recipient.guardian or leak }}",
        ] {
            assert_eq!(found(template), [("recipient-condition", "recipient.guardian".to_owned())], "{template}");
        }
        for fine in [
            "{{ recipient.name }}様",
            "{% if leak %}{{ recipient.guardian }}{% endif %}",
            "{{ \"recipient.name\" or leak }}",
        ] {
            assert_eq!(found(fine), [], "{fine}");
        }
    }

    #[test]
    fn what_exists_is_left_alone() {
        let template = "{# evnts #}{% set x = events.found %}{% if x.text and not loop.last %}{{ x.at | md | weekday }}{% endif %}\
            {% if leak is defined or picked.measures | length == 0 %}{% block lead %}「{ x }」{% endblock lead %}{% endif %}";
        assert_eq!(missing(template), Vec::<String>::new());
    }
}
