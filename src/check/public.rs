//! What everybody may read: documents that are not addressed to one authority, and what in them may be published.

use super::{Draft, Finding, Subject};
use crate::facts::stated::{Entry, Value};
use crate::text::Span;
use std::collections::HashSet;
use std::ops::Range;

/// The public documents of a case.
pub struct Public<'s, 'a> {
    subject: &'s Subject<'a>,
    seen: HashSet<Span>,
}

impl<'s, 'a> Public<'s, 'a> {
    /// Takes the documents of a case.
    pub fn of(subject: &'s Subject<'a>) -> Public<'s, 'a> {
        Public { subject, seen: HashSet::new() }
    }

    /// What a scanner finds in the lines of public documents, once for each place of the file.
    pub fn findings(
        &mut self,
        scan: impl Fn(&str) -> Vec<Range<usize>>,
        finding: impl Fn(Span) -> Finding,
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        for draft in self.subject.drafts.iter().filter(|draft| is_public(self.subject, draft)) {
            for passage in &draft.passages {
                for range in scan(&passage.text) {
                    let place = self.subject.place(draft, passage, range);
                    if self.seen.insert(place) {
                        findings.push(finding(place));
                    }
                }
            }
        }
        findings
    }
}

/// Whether a document may be read by anybody but one authority.
fn is_public(subject: &Subject<'_>, draft: &Draft<'_>) -> bool {
    let regulator = |field: &str| match draft.entry.field(field).map(|field| &field.value) {
        Some(Value::Text(text)) => field == "regime" || text == "regulator-report",
        _ => false,
    };
    let authority = |name: &str| {
        let role = subject.case.entry("parties", name).and_then(|party| party.field("role"));
        matches!(role.map(|field| &field.value), Some(Value::Word("authority" | "police")))
    };
    let to_authority = subject.case.names(draft.entry, "to").iter().any(|name| authority(&name.value));
    !regulator("kind") && !regulator("regime") && !to_authority
}

/// Runs of characters of ASCII without blanks, addresses of the net left out.
pub fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut found = words(text);
    found.retain(|range| text.get(range.clone()).is_some_and(|token| !token.contains("://")));
    found
}

/// The same with the addresses of pages.
pub fn words(text: &str) -> Vec<Range<usize>> {
    let is_in =
        |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '(' | ')' | '<' | '>' | ',' | ';' | '|' | '`');
    let (mut found, mut start) = (Vec::new(), None);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, is_in(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Texts of some keys of the contacts and of the parties that issue or sign documents: they are published on purpose.
pub fn published(subject: &Subject<'_>, keys: &[&str]) -> Vec<String> {
    let case = subject.case;
    let issuers = subject.drafts.iter().filter_map(|draft| case.issuer(draft.entry));
    let entries: Vec<&Entry> = case.entries("contacts").chain(issuers).collect();
    let fields = entries.iter().flat_map(|entry| keys.iter().filter_map(|key| entry.field(key)));
    fields.map(|field| subject.raw(field.span).to_string()).collect()
}
