//! Figures, dates, names and data items of the real releases: each is printed, each is traced to a fact, none is typed.
//!
//! Three lists by hand judge the output, and nothing in them is taken from an incident file:
//! - `tests/facts/<slug>.txt`: what the last version of an incident must print, line by line, from the original text;
//!   all words and figures of a line must be facts but those in ⟨brackets⟩, which must be prose;
//! - `tests/facts/<slug>.excluded.txt`: digits of the original that no line covers, with reasons;
//! - `tests/facts/exceptions.toml`: what stands in prose by hand, with reasons. It may only shrink.
//!
//! All of them fail both ways: a missing line fails, and so does one that has become untrue.

use super::page::{Letter, letters};
use super::render::{ALL, Rendered, root};
use super::tools;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;

/// A line of `<slug>.txt`.
struct Line {
    slug: String,
    document: String,
    /// What the document must print.
    printed: String,
    /// What the original printed; nothing if the document has no original.
    original: Option<String>,
}

#[test]
fn every_line_is_printed_in_facts() {
    let mut wrong = Vec::new();
    for ((slug, document), lines) in by_document() {
        let rendered = last(&slug, &document);
        let page = packed(&letters(&rendered.text("html")));
        let excused = excused(rendered, &page);
        for (line, times) in lines {
            let found = occurrences(&page, &plain(&line));
            let as_printed = |range: Range<usize>| {
                let is_prose = |at: usize| !is_traced(&page[at]) && !excused.contains(&at);
                bracketed(&page, range, is_prose)
            };
            let found: Vec<String> = found.into_iter().map(as_printed).collect();
            let good = found.iter().filter(|printed| **printed == tightened(&line)).count();
            if good < times {
                wrong.push(format!("{slug}/{document}: {line} ({good} of {times}; printed: {found:?})"));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn every_line_is_in_the_text_of_the_pdf() {
    let mut wrong = Vec::new();
    for ((slug, document), lines) in by_document() {
        let Some(text) = tools::pdf_words(&last(&slug, &document).pdf()) else { return };
        let missing = lines.into_keys().filter(|line| !text.contains(&bare(&plain(line))));
        wrong.extend(missing.map(|line| format!("{slug}/{document}: {line}")));
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn every_line_is_in_the_original() {
    let mut wrong = Vec::new();
    for line in lines() {
        let Some(original) = line.original else { continue };
        if places(&packed_text(&self::original(&line.slug).unwrap()), &original).is_empty() {
            wrong.push(format!("{}/{}: {original}", line.slug, line.document));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn every_digit_of_the_originals_is_accounted_for() {
    let mut wrong = Vec::new();
    for slug in slugs() {
        let Some(original) = original(&slug) else { continue };
        let text = packed_text(&original);
        let mut covered = BTreeSet::new();
        for line in lines().into_iter().filter(|line| line.slug == slug) {
            covered.extend(line.original.iter().flat_map(|line| places(&text, line)).flatten());
        }
        for (digits, context) in excluded(&slug) {
            let place = places(&text, &context).into_iter().find_map(|range| {
                digit_runs(&text[range.clone()]).into_iter().map(|run| run.start + range.start..run.end + range.start).find(
                    |run| text[run.clone()] == digits.chars().collect::<Vec<_>>()[..] && !covered.contains(&run.start),
                )
            });
            match place {
                Some(run) => covered.extend(run),
                None => wrong.push(format!("{slug}: {digits} in {context} is no longer to be excluded")),
            }
        }
        let open = digit_runs(&text).into_iter().filter(|run| run.clone().any(|at| !covered.contains(&at)));
        wrong.extend(open.map(|run| format!("{slug}: {}", around(&text, &run))));
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn no_figure_is_typed() {
    let (mut wrong, mut used) = (Vec::new(), BTreeSet::new());
    for rendered in &*ALL {
        let page = packed(&letters(&rendered.text("html")));
        let text: Vec<char> = page.iter().map(|letter| letter.character).collect();
        let mut excused = BTreeSet::new();
        let typed = |at: usize| !page[at].is_mark && !is_stated(&page[at]);
        let runs: Vec<Range<usize>> =
            numerals(&text).into_iter().filter(|run| run.clone().any(typed)).collect();
        for exception in exceptions().into_iter().filter(|exception| exception.is_about(rendered)) {
            let places: Vec<usize> = exception.places(rendered, &page).into_iter().flatten().collect();
            if !exception.has_figures() || runs.iter().any(|run| places.contains(&run.start)) {
                used.insert(exception.to_string());
            }
            excused.extend(places);
        }
        let open = runs.into_iter().filter(|run| run.clone().any(|at| !excused.contains(&at)));
        wrong.extend(open.map(|run| format!("{}: {}", rendered.name(), around(&text, &run))));
    }
    wrong.extend(exceptions().iter().map(Exception::to_string).filter(|name| !used.contains(name)));
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn exceptions_stand_where_they_say() {
    let mut wrong = Vec::new();
    for exception in exceptions() {
        let file = fs::read_to_string(root().join(&exception.file)).unwrap_or_default();
        let incident: toml::Value = toml::from_str(&file).unwrap();
        let value = exception.place.split('.').try_fold(&incident, |value, key| value.get(key));
        if !value.is_some_and(|value| value.to_string().contains(&exception.text)) {
            wrong.push(exception.to_string());
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// One text of one place in `exceptions.toml`.
struct Exception {
    file: String,
    /// Path of the key that holds the text.
    place: String,
    text: String,
}

impl std::fmt::Display for Exception {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}: {}", self.file, self.place, self.text)
    }
}

impl Exception {
    fn is_about(&self, rendered: &Rendered) -> bool {
        self.file == format!("incidents/{}/v{}.toml", rendered.slug, rendered.version)
    }

    fn has_figures(&self) -> bool {
        !numerals(&self.text.chars().collect::<Vec<_>>()).is_empty()
    }

    /// Where a document prints the text out of its place in the incident.
    fn places(&self, rendered: &Rendered, page: &[Letter]) -> Vec<Range<usize>> {
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

fn exceptions() -> Vec<Exception> {
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
fn excused(rendered: &Rendered, page: &[Letter]) -> BTreeSet<usize> {
    let about = exceptions().into_iter().filter(|exception| exception.is_about(rendered));
    about.flat_map(|exception| exception.places(rendered, page)).flatten().collect()
}

/// Whether a character needs no fact, or has one: a figure needs a value, other words a value or a name of their own.
fn is_traced(letter: &Letter) -> bool {
    let is_named = || letter.facts.iter().any(|fact| kind(fact) != Kind::Prose);
    is_small(letter.character) || if is_digit(letter.character) { is_stated(letter) } else { is_named() }
}

/// Whether a character stands in the value of a fact.
fn is_stated(letter: &Letter) -> bool {
    letter.facts.iter().any(|fact| kind(fact) == Kind::Value)
}

/// What the words of a fact are.
#[derive(PartialEq)]
enum Kind {
    /// A figure, a date, a party, a data item, a contact: what others cite.
    Value,
    /// A title, a label, a statement: words with a name of their own, in which figures are cited all the same.
    Name,
    /// The text of an event, a cause, a measure, a quotation: figures and names in it are cited.
    Prose,
}

fn kind(path: &str) -> Kind {
    let mut keys: Vec<&str> = path.split('.').collect();
    if keys[0].strip_prefix('v').is_some_and(|version| version.parse::<u32>().is_ok()) {
        keys.remove(0);
    }
    match (keys[0], keys.len(), keys[keys.len() - 1]) {
        ("measures", 3, "at") => Kind::Value,
        (.., "title" | "label") | ("claims", 2, _) => Kind::Name,
        (.., "text") | ("causes", 2, _) | ("measures", 3, _) => Kind::Prose,
        _ => Kind::Value,
    }
}

/// What a page prints in a place, with its prose in ⟨brackets⟩.
fn bracketed(page: &[Letter], range: Range<usize>, is_prose: impl Fn(usize) -> bool) -> String {
    // Small words and signs are prose between words that are.
    let is_small = |at: &usize| is_small(page[*at].character);
    let is_in = |at: usize| {
        let before = (range.start..=at).rev().find(|at| !is_small(at));
        let after = (at..range.end).find(|at| !is_small(at));
        before.is_some_and(&is_prose) && after.is_some_and(&is_prose)
    };
    let (mut printed, mut open) = (String::new(), false);
    for at in range.clone() {
        if is_in(at) != open {
            printed.push(if open { '⟩' } else { '⟨' });
            open = !open;
        }
        printed.push(page[at].character);
    }
    printed + if open { "⟩" } else { "" }
}

/// Whether a character says nothing alone: signs, and hiragana, which are mostly particles and endings.
fn is_small(character: char) -> bool {
    !character.is_alphanumeric() || ('ぁ'..='ゖ').contains(&character)
}

/// A line without its brackets.
fn plain(line: &str) -> String {
    line.replace(['⟨', '⟩'], "")
}

/// A line as [`bracketed`] prints it.
fn tightened(line: &str) -> String {
    packed_text(line).into_iter().collect()
}

/// The lines that each document must print, with how often.
fn by_document() -> BTreeMap<(String, String), BTreeMap<String, usize>> {
    let mut documents: BTreeMap<(String, String), BTreeMap<String, usize>> = BTreeMap::new();
    for line in lines() {
        *documents.entry((line.slug, line.document)).or_default().entry(line.printed).or_default() += 1;
    }
    documents
}

/// The document of the last version.
fn last(slug: &str, document: &str) -> &'static Rendered {
    let named = ALL.iter().filter(|rendered| rendered.slug == slug && rendered.document.id == document);
    named.last().unwrap_or_else(|| panic!("{slug} has no document {document}"))
}

fn lines() -> Vec<Line> {
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
fn excluded(slug: &str) -> Vec<(String, String)> {
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

fn original(slug: &str) -> Option<String> {
    fs::read_to_string(root().join(format!("tests/facts/{slug}.original.txt"))).ok()
}

/// Every incident needs its list.
fn slugs() -> BTreeSet<String> {
    ALL.iter().map(|rendered| rendered.slug.clone()).collect()
}

/// A page without blanks, but with its line feeds and the blanks that part two numbers.
fn packed(page: &[Letter]) -> Vec<Letter> {
    let keep = |at: usize, letter: &Letter| {
        let near = |letter: Option<&Letter>| letter.is_some_and(|letter| is_digit(letter.character));
        let mut before = page[..at].iter().rev().filter(|letter| letter.character != ' ');
        let mut after = page[at..].iter().filter(|letter| letter.character != ' ');
        !letter.character.is_whitespace() || letter.character == '\n' || near(before.next()) && near(after.next())
    };
    page.iter().enumerate().filter(|(at, letter)| keep(*at, letter)).map(|(_, letter)| letter.clone()).collect()
}

/// A text without blanks, but with one wherever a blank parts two numbers.
fn packed_text(text: &str) -> Vec<char> {
    let mut packed: Vec<char> = Vec::new();
    let mut parted = false;
    for character in text.chars() {
        if character.is_whitespace() {
            parted = true;
        } else {
            if parted && is_digit(character) && packed.last().copied().is_some_and(is_digit) {
                packed.push(' ');
            }
            packed.push(character);
            parted = false;
        }
    }
    packed
}

/// A text without any blanks.
fn bare(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

fn occurrences(page: &[Letter], text: &str) -> Vec<Range<usize>> {
    places(&page.iter().map(|letter| letter.character).collect::<Vec<_>>(), text)
}

/// Where words stand in a packed text; a number is found as a whole, never as a part of another.
fn places(text: &[char], words: &str) -> Vec<Range<usize>> {
    let words = packed_text(words);
    let joins = |a: Option<&char>, b: Option<&char>| match (a, b) {
        (Some(a), Some(b)) => is_digit(*a) && is_digit(*b),
        _ => false,
    };
    let found = (0..text.len()).filter(|&at| text[at..].starts_with(&words)).map(|at| at..at + words.len());
    let is_whole = |range: &Range<usize>| {
        let before = range.start.checked_sub(1).map(|at| &text[at]);
        let comma = before == Some(&',') && range.start > 1 && is_digit(text[range.start - 2]);
        let parted = comma && words.first().copied().is_some_and(is_digit);
        !joins(before, words.first()) && !joins(words.last(), text.get(range.end)) && !parted
    };
    found.filter(is_whole).collect()
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || ('０'..='９').contains(&character)
}

fn digit_runs(text: &[char]) -> Vec<Range<usize>> {
    runs(text, is_digit)
}

/// Runs of digits, and Chinese numerals before a counter: `一人`, `三千世帯`.
fn numerals(text: &[char]) -> Vec<Range<usize>> {
    const COUNTERS: &str = "件人名社台枚本回点箇個世帯";
    let counted = |run: &Range<usize>| text.get(run.end).is_some_and(|&next| COUNTERS.contains(next));
    let mut found = digit_runs(text);
    found.extend(runs(text, |character| "一二三四五六七八九十百千万億".contains(character)).into_iter().filter(counted));
    found
}

fn runs(text: &[char], is_in: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in (0..text.len()).filter(|&at| is_in(text[at])) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// A place with a few characters on both sides.
fn around(text: &[char], run: &Range<usize>) -> String {
    let side = |range: Range<usize>| text[range].iter().collect::<String>().replace('\n', " ");
    let (start, end) = (run.start.saturating_sub(10), (run.end + 10).min(text.len()));
    format!("{}»{}«{}", side(start..run.start), side(run.clone()), side(run.end..end))
}
