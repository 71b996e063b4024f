//! TOML text cut into whole lines, so that some of them can change and all others stay byte for byte.

use std::borrow::Cow;
use std::ops::Range;
use toml_parser::Source;
use toml_parser::parser::{Event, EventKind, RecursionGuard, parse_document};

/// One statement with all its lines, or one line between statements.
pub struct Part {
    /// The lines with their ends.
    pub text: String,
    /// What they hold.
    pub kind: Kind,
}

/// What a part holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing that can be seen.
    Blank,
    /// A comment that has its line for itself.
    Comment,
    /// `[a.b]`, with its path.
    Header(Vec<String>),
    /// `c = 1`, with its whole path, headers included, and the place of the value in the part's text.
    Pair(Vec<String>, Range<usize>),
}

/// Cuts a text into its parts; joined again they are the text.
///
/// What is no TOML comes back whole too, but its parts mean nothing.
pub fn parts(text: &str) -> Vec<Part> {
    let (mut parts, mut end) = (Vec::new(), 0);
    for Statement { place, value, path } in statements(text) {
        let start = text[..place.start].rfind('\n').map_or(0, |newline| newline + 1);
        if start < end {
            continue;
        }
        parts.extend(between(&text[end..start]));
        end = text[place.end..].find('\n').map_or(text.len(), |newline| place.end + newline + 1);
        let kind = match value {
            Some(value) => Kind::Pair(path, value - start..place.end - start),
            None => Kind::Header(path),
        };
        parts.push(Part { text: text[start..end].to_string(), kind });
    }
    parts.extend(between(&text[end..]));
    parts
}

fn between(text: &str) -> impl Iterator<Item = Part> {
    text.split_inclusive('\n').map(|line| {
        let kind = if line.trim().is_empty() { Kind::Blank } else { Kind::Comment };
        Part { text: line.to_string(), kind }
    })
}

/// A header, or a key with its value.
struct Statement {
    place: Range<usize>,
    /// Where the value begins; it ends with the statement.
    value: Option<usize>,
    path: Vec<String>,
}

fn statements(text: &str) -> Vec<Statement> {
    /// As deep as `toml` itself reads.
    const DEEPEST: u32 = 80;
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut collector = Collector::default();
    let mut receiver = |event: Event| collector.take(&source, &event);
    // Errors of syntax are the reader's to report.
    parse_document(&tokens, &mut RecursionGuard::new(&mut receiver, DEEPEST), &mut ());
    collector.found
}

/// The parser's events as statements.
#[derive(Default)]
struct Collector {
    found: Vec<Statement>,
    /// Path of the last header.
    table: Vec<String>,
    /// Keys that no header or value has closed yet, and where the first one begins.
    keys: Vec<String>,
    start: usize,
    /// Where the value begins whose brackets are open, and how many of them are.
    value: usize,
    depth: usize,
}

impl Collector {
    fn take(&mut self, source: &Source<'_>, event: &Event) {
        let span = event.span();
        match event.kind() {
            EventKind::StdTableClose | EventKind::ArrayTableClose => {
                self.table = std::mem::take(&mut self.keys);
                let path = self.table.clone();
                self.found.push(Statement { place: self.start..span.end(), value: None, path });
            }
            EventKind::SimpleKey if self.depth == 0 => {
                if self.keys.is_empty() {
                    self.start = span.start();
                }
                let mut key = Cow::default();
                if let Some(raw) = source.get(event) {
                    raw.decode_key(&mut key, &mut ());
                }
                self.keys.push(key.into_owned());
            }
            EventKind::InlineTableOpen | EventKind::ArrayOpen => {
                if self.depth == 0 {
                    self.value = span.start();
                }
                self.depth += 1;
            }
            EventKind::InlineTableClose | EventKind::ArrayClose => {
                self.depth = self.depth.saturating_sub(1);
                self.close(self.value, span.end());
            }
            EventKind::Scalar => self.close(span.start(), span.end()),
            _ => {}
        }
    }

    /// Ends a pair, unless its value is inside of brackets.
    fn close(&mut self, value: usize, end: usize) {
        if self.depth > 0 || self.keys.is_empty() {
            return;
        }
        let path = self.table.iter().cloned().chain(self.keys.drain(..)).collect();
        self.found.push(Statement { place: self.start..end, value: Some(value), path });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_know_their_whole_path_and_their_value() {
        let text = "# head\r\n a . \"b\" = 1 # c\r\n\n[x] # y\nz = [ # open\n  { k = 1 },\n]\n'q' = '''\n[no]\n'''";
        let parts = parts(text);
        let shown = parts.iter().map(|part| match &part.kind {
            Kind::Blank => "-".to_string(),
            Kind::Comment => "#".to_string(),
            Kind::Header(path) => format!("[{}]", path.join("/")),
            Kind::Pair(path, value) => format!("{}={:?}", path.join("/"), &part.text[value.clone()]),
        });
        let expected =
            ["#", "a/b=\"1\"", "-", "[x]", "x/z=\"[ # open\\n  { k = 1 },\\n]\"", "x/q=\"'''\\n[no]\\n'''\""];
        assert_eq!(shown.collect::<Vec<_>>(), expected);
        assert_eq!(parts.iter().map(|part| part.text.as_str()).collect::<String>(), text);
    }

    #[test]
    fn what_is_no_toml_comes_back_whole() {
        let deep = format!("a = {}", "[".repeat(100_000));
        for text in ["", "\n", "\u{feff}a = 1", "a = 1 b = 2\n", "[a", "a = {b", "= 1\n]", "[[x]]\n''=", &deep] {
            assert_eq!(parts(text).iter().map(|part| part.text.as_str()).collect::<String>(), text);
        }
    }
}
