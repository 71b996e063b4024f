//! What checks find.

use crate::diag::{Diagnostic, Wording};
use crate::text::Span;
use std::collections::BTreeSet;

/// What a check found: a diagnostic without code and severity, which the check has.
#[derive(Debug)]
pub struct Finding(pub(super) Diagnostic);

impl Finding {
    /// Says in both languages what is wrong at a place.
    pub fn at(place: Span, ja: impl Into<String>, en: impl Into<String>) -> Finding {
        Finding(Diagnostic::error("", Wording::new(ja, en)).at(place))
    }

    /// Adds a further place.
    pub fn label(self, place: Span, ja: impl Into<String>, en: impl Into<String>) -> Finding {
        Finding(self.0.label(place, Wording::new(ja, en)))
    }

    /// Adds what to do.
    pub fn hint(self, ja: impl Into<String>, en: impl Into<String>) -> Finding {
        Finding(self.0.hint(Wording::new(ja, en)))
    }
}

/// How many findings of one kind an author wants to read for one document: after the first few, one knows what to look for.
pub const MOST: usize = 20;

/// Findings whose place was not reported before: what three documents print from one fact is one mistake.
pub fn once(found: impl IntoIterator<Item = Finding>) -> Vec<Finding> {
    let mut seen: BTreeSet<Span> = BTreeSet::new();
    found.into_iter().filter(|Finding(found)| found.primary.is_none_or(|span| seen.insert(span))).collect()
}
