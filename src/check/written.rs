//! Prose as its author wrote it, with every byte at its place in the file.

use crate::facts::{Case, Cite, Found, Prose, stated::Value};
use crate::text::{Sources, Span};
use std::ops::Range;

/// One prose of the incident file.
#[derive(Debug)]
pub struct Written<'a> {
    /// Path of the key that holds it, such as `text.cause` or `documents.letter.title`.
    pub path: String,
    /// What stands in the file, quotation marks and escapes included; each byte of a citation is `U+0001`.
    pub text: String,
    /// The citations in order, each with its range of `text`, braces included.
    pub cites: Vec<(Range<usize>, &'a Cite)>,
    /// Whether the words are somebody's own: a quote, or a claim that was retracted. They may say what is wrong.
    pub verbatim: bool,
    span: Span,
}

impl<'a> Written<'a> {
    /// All prose of a case, in the order of the file.
    pub(super) fn all(case: &'a Case, sources: &Sources) -> Vec<Written<'a>> {
        case.proses().into_iter().map(|(path, prose)| Written::of(case, path, prose, sources)).collect()
    }

    fn of(case: &'a Case, path: String, prose: &'a Prose, sources: &Sources) -> Written<'a> {
        let span = prose.span;
        let mut bytes = sources.get(span.source).text.get(span.range()).unwrap_or_default().as_bytes().to_vec();
        let mut cites = Vec::new();
        for cite in prose.cites() {
            let inner = cite.span.start.saturating_sub(span.start)..cite.span.end.saturating_sub(span.start);
            let start = bytes.get(..inner.start).and_then(|before| before.windows(2).rposition(|two| two == b"{{"));
            let end = bytes.get(inner.end..).and_then(|after| after.windows(2).position(|two| two == b"}}"));
            let (Some(start), Some(end)) = (start, end) else { continue };
            let range = start..inner.end + end + 2;
            bytes[range.clone()].fill(1);
            cites.push((range, cite));
        }
        // Whole citations are replaced, so what is left is whole characters.
        let text = String::from_utf8(bytes).unwrap_or_default();
        Written { verbatim: is_verbatim(case, &path), path, text, cites, span }
    }

    /// Where a range of `text` stands in the file.
    pub fn place(&self, range: Range<usize>) -> Span {
        Span::new(self.span.source, self.span.start + range.start..self.span.start + range.end)
    }
}

fn is_verbatim(case: &Case, path: &str) -> bool {
    let mut words = path.split('.');
    match (words.next(), words.next()) {
        (Some("quotes"), _) => true,
        (Some("claims"), Some(name)) => matches!(
            case.find(&format!("claims.{name}")),
            Some(Found::Entry(claim)) if claim.field("retracted").is_some_and(|field| !matches!(field.value, Value::Flag(false)))
        ),
        _ => false,
    }
}
