//! Long lines, cut to what a terminal shows.
//!
//! Cropping is done here, not by annotate-snippets, which puts its dots into the wrong column of a Japanese line
//! and reads the whole source for every diagnostic.

use crate::text::Span;
use std::ops::Range;

/// Columns of a source line that are shown at most: two of them for each full-width character.
const SHOWN: usize = 100;

/// Columns of them that stand before the first mark of a cropped line.
const BEFORE: usize = 24;

/// A line as it is shown: `text` is the bytes `kept` of the source, with dots for what was cut on either side.
pub(super) struct Cropped {
    pub text: String,
    kept: Range<usize>,
    dots_before: usize,
    dots_after: bool,
}

impl Cropped {
    /// Where a place of the source stands in the cropped line, unless its start is cropped away.
    pub fn locate(&self, text: &str, span: Span) -> Option<Range<usize>> {
        let start = text.floor_char_boundary(span.start);
        // Without dots, what lies behind the kept text is the line ending: its mark is the end of the line.
        let start = if self.dots_after { start } else { start.min(self.kept.end) };
        if start < self.kept.start || start > self.kept.end {
            return None;
        }
        let end = text.floor_char_boundary(span.end.min(self.kept.end)).max(start);
        let shift = |offset: usize| offset - self.kept.start + self.dots_before;
        Some(shift(start)..shift(end))
    }
}

/// Crops a line to [`SHOWN`] columns, beginning a little before `window` if its start does not fit.
pub(super) fn crop(text: &str, line: Range<usize>, window: usize) -> Cropped {
    let content = text.get(line.clone()).unwrap_or("");
    let window = text.floor_char_boundary(window.clamp(line.start, line.end)) - line.start;
    let (head, tail) = content.split_at_checked(window).unwrap_or(("", content));
    // What still fits before the window when the window begins near the start of the line.
    let from_start = columns_end(head.chars(), SHOWN - BEFORE);
    let start = if from_start == head.len() { 0 } else { head.len() - columns_end(head.chars().rev(), BEFORE) };
    let kept = content.get(start..).unwrap_or(tail);
    let kept = kept.get(..columns_end(kept.chars(), SHOWN)).unwrap_or(kept);
    let before = if start > 0 { "…" } else { "" };
    let dots_after = start + kept.len() < content.len();
    let after = if dots_after { "…" } else { "" };
    let kept_range = line.start + start..line.start + start + kept.len();
    Cropped { text: format!("{before}{kept}{after}"), kept: kept_range, dots_before: before.len(), dots_after }
}

/// The bytes of the first characters that fit into so many columns.
///
/// Only how much is shown depends on this estimate of a character's width, never what is marked.
fn columns_end(characters: impl Iterator<Item = char>, columns: usize) -> usize {
    let mut left = columns;
    let width = |character: char| if character == '\t' { 4 } else { 1 + usize::from(!character.is_ascii()) };
    let fits = characters.take_while(|character| {
        let fitted = left >= width(*character);
        left = left.saturating_sub(width(*character));
        fitted
    });
    fits.map(char::len_utf8).sum()
}
