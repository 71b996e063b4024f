//! What checks look at: one version with its documents.

use super::{Passage, Written};
use crate::change::{FactChange, fact_changes};
use crate::document::Document;
use crate::facts::keys::KINDS;
use crate::facts::stated::Entry;
use crate::facts::{Case, Found, stated::Value};
use crate::locale::Lang;
use crate::regime::Regimes;
use crate::regime::assess::{Assessment, Verdict, assess};
use crate::text::{Sources, Span};
use std::ops::Range;
use std::sync::Arc;

/// One version of one incident, drafted.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The facts.
    pub case: &'a Case,
    /// Its prose as written, in the order of the file.
    pub written: Vec<Written<'a>>,
    /// Its documents, in the order of the file; one that could not be drafted is missing.
    pub drafts: Vec<Draft<'a>>,
    /// Other incidents of the run that build on the same base.
    pub peers: &'a [Arc<Case>],
    /// The version that this one is compared with, if one was final before it.
    pub predecessor: Option<&'a Case>,
    /// What changed since then.
    pub changes: Vec<FactChange>,
    /// Numbers of all versions of the incident: those that could be read, unless the caller knows of more.
    pub versions: Vec<u32>,
    /// The regimes of the project, if the caller has read them.
    pub regimes: Option<&'a Regimes>,
    sources: &'a Sources,
}

/// One document with its lines.
#[derive(Debug)]
pub struct Draft<'a> {
    /// What the incident file says of it.
    pub entry: &'a Entry,
    /// The document.
    pub document: &'a Document,
    /// Its lines.
    pub passages: Vec<Passage<'a>>,
}

impl<'a> Subject<'a> {
    /// Gathers what checks need.
    pub fn of(case: &'a Case, documents: &'a [Document], peers: &'a [Arc<Case>], sources: &'a Sources) -> Subject<'a> {
        let draft = |document: &'a Document| {
            let entry = case.entry("documents", &document.id)?;
            Some(Draft { entry, document, passages: Passage::all(document) })
        };
        let predecessor = case.predecessor().map(Arc::as_ref);
        Subject {
            case,
            predecessor,
            changes: predecessor.map(|before| fact_changes(before, case)).unwrap_or_default(),
            versions: case.versions_before().map(|case| case.version).chain([case.version]).collect(),
            written: Written::all(case, sources),
            drafts: documents.iter().filter_map(draft).collect(),
            regimes: None,
            peers,
            sources,
        }
    }

    /// The regimes that may apply, each with what the case says of it.
    pub fn assessments(&self) -> impl Iterator<Item = Assessment<'a>> {
        let assessments = self.regimes.into_iter().flat_map(Regimes::all).map(|regime| assess(regime, self.case));
        assessments.filter(|assessment| assessment.verdict() != Verdict::Not)
    }

    /// Documents of a kind under a regime.
    pub fn filings<'s>(&'s self, kind: &'s str, regime: &'s str) -> impl Iterator<Item = &'s Draft<'a>> {
        let says = |draft: &Draft<'_>, key: &str, word: &str| matches!(draft.entry.field(key).map(|field| &field.value), Some(Value::Text(text)) if text == word);
        self.drafts.iter().filter(move |draft| says(draft, "kind", kind) && says(draft, "regime", regime))
    }

    /// Documents in Japanese.
    pub fn japanese(&self) -> impl Iterator<Item = &Draft<'a>> {
        self.drafts.iter().filter(|draft| draft.document.lang == Lang::Ja)
    }

    /// Where the file says what version it is; else where it begins.
    pub fn whole(&self) -> Option<Span> {
        let top = ["stage", "status", "lang"].into_iter().find_map(|key| self.case.top(key));
        let first =
            KINDS.iter().flat_map(|kind| self.case.entries(kind.name)).filter(|entry| !self.case.is_inherited(entry));
        top.map(|field| field.span).or_else(|| first.map(|entry| entry.name.span).min())
    }

    /// What stands in the file at a place, quotation marks and escapes included.
    pub fn raw(&self, place: Span) -> &'a str {
        self.sources.get(place.source).text.get(place.range()).unwrap_or_default()
    }

    /// Where the words of a passage are written: in the fact that prints them, else in the document's prose, else the document's name.
    pub fn place(&self, draft: &Draft<'a>, passage: &Passage<'a>, range: Range<usize>) -> Span {
        let marks = passage.marks.iter().rev().filter(|mark| {
            mark.range.start <= range.start && range.end <= mark.range.end && Case::earlier_path(mark.path).is_none()
        });
        let word = &passage.text[range.clone()];
        let paths: Vec<&str> = marks.map(|mark| mark.path).collect();
        let stated: Vec<Span> = paths.iter().filter_map(|path| self.case.place(path)).collect();
        // An entry cited whole prints its prose.
        let prose = paths.iter().flat_map(|path| self.prose_of(path));
        let inside = stated.iter().copied().chain(prose).find_map(|span| self.inside(span, word));
        if let Some(span) = inside.or(stated.first().copied()) {
            return span;
        }
        let own = format!("documents.{}.", draft.entry.name.value);
        let (first, second): (Vec<&Written<'a>>, Vec<&Written<'a>>) = self
            .written
            .iter()
            .filter(|written| written.path.starts_with(&own) || written.path.starts_with("text."))
            .partition(|written| written.path.starts_with(&own));
        let around = self.around(passage, range.clone());
        let before = range.start - around.start;
        let texts = || first.iter().chain(&second);
        let found = |needle: &str, skip: usize| {
            texts().find_map(|written| {
                let at = written.text.find(needle)? + skip;
                Some(written.place(at..at + word.len()))
            })
        };
        found(&passage.text[around], before).or_else(|| found(word, 0)).unwrap_or(draft.entry.name.span)
    }

    /// Places of the prose of an entry.
    fn prose_of(&self, path: &str) -> Vec<Span> {
        let Some(Found::Entry(entry)) = self.case.find(path) else { return Vec::new() };
        entry.fields.iter().filter(|field| matches!(field.value, Value::Prose(_))).map(|field| field.span).collect()
    }

    /// The words around a range that belong to no fact, up to a few characters on each side.
    fn around(&self, passage: &Passage<'a>, range: Range<usize>) -> Range<usize> {
        let is_free = |at: usize, c: char| c != '\n' && passage.mark_at(at).is_none();
        let text = &passage.text;
        let back = text[..range.start].char_indices().rev().take(8).take_while(|(at, c)| is_free(*at, *c));
        let start = back.last().map_or(range.start, |(at, _)| at);
        let on = text[range.end..].char_indices().take(8).take_while(|(at, c)| is_free(range.end + at, *c));
        let end = on.last().map_or(range.end, |(at, c)| range.end + at + c.len_utf8());
        start..end
    }

    /// A word inside a place.
    fn inside(&self, span: Span, word: &str) -> Option<Span> {
        let at = span.start + self.sources.get(span.source).text.get(span.range())?.find(word)?;
        Some(Span::new(span.source, at..at + word.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::drafted;

    #[test]
    fn a_file_begins_where_its_own_facts_do() {
        let begins = |head: &str| {
            let base = "# incidents/tges/v1.toml\nstatus = \"final\"\n[data]\na = \"1件\"\n";
            let own = format!(
                "# incidents/b/v1.toml\nbase = \"tges@1\"\n{head}[figures]\nm = \"2件\"\n[parties]\np = \"甲\"\n"
            );
            let (case, documents, sources) = drafted(&format!("{base}{own}"));
            let subject = Subject::of(&case, &documents, &[], &sources);
            subject.whole().map(|place| subject.raw(place).to_owned()).unwrap_or_default()
        };
        assert_eq!(begins(""), "m");
        assert_eq!(begins("lang = \"ja\"\n"), "\"ja\"");
    }
}
