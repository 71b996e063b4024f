//! Reads the lists by hand in `tests/facts/`.

use super::search::{numerals, occurrences, plain};
use crate::page::Letter;
use crate::render::{ALL, Rendered, root};
use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;

/// A line of `<slug>.txt`.
pub struct Line {
    pub slug: String,
    pub document: String,
    /// What the document must print.
    pub printed: String,
    /// What the original printed; nothing if the document has no original.
    pub original: Option<String>,
}

pub fn lines() -> Vec<Line> {
    slugs().into_iter().flat_map(|slug| lines_of(&slug)).collect()
}

fn lines_of(slug: &str) -> Vec<Line> {
    let (mut lines, mut has_original) = (Vec::new(), original(slug).is_some());
    for line in list(&format!("{slug}.txt")) {
        if let Some(section) = line.strip_prefix("# ──") {
            has_original = original(slug).is_some() && !section.contains("no original");
        } else if !line.starts_with('#') {
            let fields: Vec<&str> = line.split('\t').collect();
            let &[document, printed, ref rest @ ..] = fields.as_slice() else { panic!("{slug}: {line}") };
            let original = match rest {
                [] => printed,
                [original] => original.strip_prefix("original: ").unwrap_or_else(|| panic!("{slug}: {line}")),
                _ => panic!("{slug}: {line}"),
            };
            lines.push(Line {
                slug: slug.to_owned(),
                document: document.to_owned(),
                printed: printed.to_owned(),
                original: has_original.then(|| plain(original)),
            });
        }
    }
    lines
}

/// Digits of the original that no line covers: the digits, and the words in which they stand.
pub fn excluded(slug: &str) -> Vec<(String, String)> {
    let lines = list(&format!("{slug}.excluded.txt")).into_iter().filter(|line| !line.starts_with('#'));
    let fields = lines.map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [digits, context, reason] = fields[..] else { panic!("{slug}: {line}") };
        assert!(!reason.is_empty(), "{slug}: {line}");
        (digits.to_owned(), context.to_owned())
    });
    fields.collect()
}

/// The lines of a list that say something.
fn list(name: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join("tests/facts").join(name)).unwrap();
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

pub fn original(slug: &str) -> Option<String> {
    fs::read_to_string(root().join(format!("tests/facts/{slug}.original.txt"))).ok()
}

/// Every incident needs its list.
pub fn slugs() -> BTreeSet<String> {
    ALL.iter().map(|rendered| rendered.slug.clone()).collect()
}

/// One text of one place in `exceptions.toml`.
pub struct Exception {
    pub file: String,
    /// Path of the key that holds the text.
    pub place: String,
    pub text: String,
}

impl std::fmt::Display for Exception {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}: {}", self.file, self.place, self.text)
    }
}

impl Exception {
    pub fn is_about(&self, rendered: &Rendered) -> bool {
        self.file == format!("incidents/{}/v{}.toml", rendered.slug, rendered.version)
    }

    pub fn has_figures(&self) -> bool {
        !numerals(&self.text.chars().collect::<Vec<_>>()).is_empty()
    }

    /// Where a document prints the text out of its place in the incident.
    pub fn places(&self, rendered: &Rendered, page: &[Letter]) -> Vec<Range<usize>> {
        let own = format!("documents.{}.", rendered.document.id);
        let entry = [".text", ".says"].iter().find_map(|key| self.place.strip_suffix(key)).unwrap_or(&self.place);
        let is_there = |letter: &Letter| match self.place.strip_prefix(&own) {
            // The prose of a document is no fact.
            Some(key) if key.starts_with("text.") => letter.facts.is_empty(),
            _ => letter.facts.iter().any(|fact| *fact == self.place || fact == entry),
        };
        occurrences(page, &self.text).into_iter().filter(|range| is_there(&page[range.start])).collect()
    }
}

pub fn exceptions() -> Vec<Exception> {
    let file = fs::read_to_string(root().join("tests/facts/exceptions.toml")).unwrap();
    let table: toml::Table = toml::from_str(&file).unwrap();
    let mut exceptions = Vec::new();
    for entry in table["exception"].as_array().unwrap() {
        assert!(entry["reason"].as_str().is_some_and(|reason| !reason.is_empty()), "{entry}");
        for place in strings(&entry["where"]) {
            for text in strings(&entry["text"]) {
                exceptions.push(Exception { file: strings(&entry["file"]).concat(), place: place.clone(), text });
            }
        }
    }
    exceptions
}

/// A string, or the strings of a list.
fn strings(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::Array(list) => list.iter().flat_map(strings).collect(),
        value => vec![value.as_str().unwrap().to_owned()],
    }
}

/// The places of the characters that exceptions excuse.
pub fn excused(rendered: &Rendered, page: &[Letter]) -> BTreeSet<usize> {
    let about = exceptions().into_iter().filter(|exception| exception.is_about(rendered));
    about.flat_map(|exception| exception.places(rendered, page)).flatten().collect()
}
