//! Values as people write them: languages, figures, dates, styles by example.
//!
//! Each grammar is one hand-written parser that reports a [`Problem`] with a place inside the text, and one printer.
//! `parse(print(x)) == x` holds for every value in every writing.
//!
//! **Invariant:** nothing here knows of files, incidents or documents.

use crate::diag::Wording;
use serde::Serialize;
use std::ops::Range;

/// A language of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Japanese.
    Ja,
    /// English.
    En,
}

/// What is wrong with a value, and where in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Byte range inside the text that was parsed.
    pub range: Range<usize>,
    /// One short sentence.
    pub headline: Wording,
    /// What to write instead.
    pub hint: Option<Wording>,
}
