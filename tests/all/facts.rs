//! Figures, dates, names and data items of the real releases: each is printed, each is traced to a fact, none is typed.
//!
//! Three lists by hand judge the output, and nothing in them is taken from an incident file:
//! - `tests/facts/<slug>.txt`: what the last version of an incident must print, line by line, from the original text;
//!   all words and figures of a line must be facts but those in ⟨brackets⟩, which must be prose;
//! - `tests/facts/<slug>.excluded.txt`: digits of the original that no line covers, with reasons;
//! - `tests/facts/exceptions.toml`: what stands in prose by hand, with reasons. It may only shrink.
//!
//! All of them fail both ways: a missing line fails, and so does one that has become untrue.

mod lists;
mod search;

use super::page::{Letter, letters};
use super::render::{ALL, Rendered, root};
use super::tools;
use lists::{Exception, exceptions, excluded, excused, lines, original, slugs};
use search::{
    around, bare, digit_runs, is_digit, numerals, occurrences, packed, packed_text, places, plain, tightened,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;

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
        if places(&packed_text(&lists::original(&line.slug).unwrap()), &original).is_empty() {
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
                digit_runs(&text[range.clone()])
                    .into_iter()
                    .map(|run| run.start + range.start..run.end + range.start)
                    .find(|run| {
                        text[run.clone()] == digits.chars().collect::<Vec<_>>()[..] && !covered.contains(&run.start)
                    })
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
        let runs: Vec<Range<usize>> = numerals(&text).into_iter().filter(|run| run.clone().any(typed)).collect();
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
    let mut named = ALL.iter().rev().filter(|rendered| rendered.slug == slug && rendered.document.id == document);
    named.next().unwrap_or_else(|| panic!("{slug} has no document {document}"))
}
