//! Source texts and places in them.
//!
//! Everything a user can get wrong has a place: a [`Source`] is one text as it was read, a [`Span`] is a byte range of one source.
//! Sources are gathered once in [`Sources`] and never change after that, so a span stays valid for the whole run.

use std::ops::Range;

/// Names one text of a [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// One text as it was read, under the name that diagnostics show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What diagnostics call it: a path relative to the project, with `/` as separator.
    pub name: String,
    /// The whole text, in UTF-8.
    pub text: String,
}

/// All texts of one run.
#[derive(Debug, Clone, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Adds a text and returns its id.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = SourceId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(Source { name: name.into(), text: text.into() });
        id
    }

    /// The first text of a name.
    pub fn named(&self, name: &str) -> Option<&Source> {
        self.0.iter().find(|source| source.name == name)
    }

    /// Returns the text of an id that this collection handed out.
    ///
    /// # Panics
    /// Panics on an id of another collection, which is a mistake of the program.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.0[id.0 as usize]
    }
}

/// A byte range of one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text.
    pub source: SourceId,
    /// Byte offset of the first character.
    pub start: usize,
    /// Byte offset behind the last character.
    pub end: usize,
}

impl Span {
    /// Makes a span from a byte range.
    pub fn new(source: SourceId, range: Range<usize>) -> Span {
        Span { source, start: range.start, end: range.end }
    }

    /// The byte range without its source.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A value and the place it was written at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value with its place.
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }
}
