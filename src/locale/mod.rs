//! Values as people write them: languages, figures, dates, styles by example.
//!
//! Each grammar is one hand-written parser that reports a [`Problem`] with a place inside the text, and one printer.
//! `parse(print(x)) == x` holds for every value in every writing.
//!
//! 1. `figure/` reads and prints counts: `約8千6百件`, `803 to 834 people`.
//! 2. `moment/` reads and prints dates, times and periods: `2008-12/2010-08-04`, `2024-07-16T16:00 頃`.
//! 3. `era.rs` knows the Japanese eras.
//! 4. `style/` reads styles by example; `counter.rs` is the series behind headings and lists.
//!
//! **Invariant:** nothing here knows of files, incidents or documents.

mod counter;
mod era;
mod figure;
mod moment;
mod style;

pub use counter::{Counter, CounterKind};
pub use era::{ERAS, Era, EraYear};
pub use figure::{
    Approx, Bound, Figure, FigureForm, FigureMeaning, FigureStyle, FigureWord, Limit, Numeral, Quantity, Writing,
};
pub use moment::{
    Around, DateContext, DateForm, End, EraChoice, Moment, MomentWord, Part, Parts, Point, PointWord, Time, TimeEdge,
    month_name,
};
pub use style::{AliasFormula, ColumnStyle, DateStyle, HeadingMark, KiStyle, Register, Style};

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

impl Problem {
    /// States what is wrong at a byte range.
    fn new(range: Range<usize>, ja: impl Into<String>, en: impl Into<String>) -> Problem {
        Problem { range, headline: Wording::new(ja, en), hint: None }
    }

    /// Adds the way out.
    fn with_hint(self, ja: impl Into<String>, en: impl Into<String>) -> Problem {
        Problem { hint: Some(Wording::new(ja, en)), ..self }
    }

    /// Moves the range from a part of a text to the whole text.
    fn shifted(self, by: usize) -> Problem {
        Problem { range: self.range.start + by..self.range.end + by, ..self }
    }
}

/// Whether a character is a blank that may stand inside a value; line breaks are not.
pub fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}')
}

/// The digit that a character is, in half or full width.
pub fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

/// Writes digits and their separators in full width.
fn widen(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' => char::from_u32(u32::from(c) - u32::from('0') + u32::from('０')).unwrap_or(c),
            ',' => '，',
            _ => c,
        })
        .collect()
}

/// Writes digits and their separators in half width.
fn narrow(text: &str) -> String {
    text.chars()
        .map(|c| match digit(c) {
            Some(value) => char::from_digit(value, 10).unwrap_or(c),
            None if c == '，' => ',',
            None => c,
        })
        .collect()
}

/// Refuses what no value may be: nothing, blanks around it, line breaks.
fn check_outline(text: &str) -> Result<(), Problem> {
    let whole = 0..text.len();
    if text.trim().is_empty() {
        return Err(Problem::new(whole, "値が空です", "The value is empty")
            .with_hint("分からないときは項目ごと消してください。", "If it is not stated, leave the key out."));
    }
    if text.trim() != text {
        return Err(Problem::new(whole, "値の前後に空白があります", "There are blanks around the value")
            .with_hint("前後の空白を消してください。", "Remove them."));
    }
    match text.char_indices().find(|(_, c)| c.is_control()) {
        Some((at, c)) => Err(Problem::new(
            at..at + c.len_utf8(),
            "値の中に改行などの制御文字があります",
            "The value holds a line break or another control character",
        )),
        None => Ok(()),
    }
}
