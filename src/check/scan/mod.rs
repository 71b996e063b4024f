//! Scanners: figures, dates, words and whose words they are, each with its place.
//!
//! 1. [`chars`] and [`cursor`]: a text by characters, with byte places and lines.
//! 2. [`prose`]: prose with everything masked that is no statement of its author: quotes, code, addresses of the net.
//! 3. [`dates`] and [`figures`]: what looks like a date or a figure; `names` knows numbers that count nothing.
//! 4. [`nouns`]: the words directly before a figure, which say what it counts.
//! 5. [`count`], [`date`] and [`spot`]: counts of lists, dates and years in the lines of a document.
//! 6. [`alias`], [`own_name`] and [`voice`]: what a document calls parties, and who speaks.
//! 7. [`leak`], [`style`], [`words`], [`numbers`] and [`parts`]: words for a leak, ways of writing, printed numbers, what a document says.
//! 8. [`strings`]: every string of the file that is printed.
//!
//! Scanners only find; what is wrong with what they find is for the checks.
//!
//! **Invariant:** no scanner looks further than a line from where it stands, so a whole text takes linear time.

pub mod alias;
pub mod chars;
pub mod count;
pub mod cursor;
pub mod dates;
pub mod figures;
mod kanji;
pub mod leak;
mod names;
pub mod nouns;
pub mod numbers;
pub mod own_name;
pub mod parts;
pub mod prose;
pub mod spot;
pub mod strings;
pub mod style;
pub mod voice;
pub mod words;

use super::Finding;
use crate::text::Span;
use std::collections::BTreeSet;

/// How many findings of one kind an author wants to read for one document: after the first few, one knows what to look for.
pub const MOST: usize = 20;

/// Findings whose place was not reported before: what three documents print from one fact is one mistake.
pub fn once(found: Vec<Finding>) -> Vec<Finding> {
    let mut seen: BTreeSet<Span> = BTreeSet::new();
    found.into_iter().filter(|Finding(found)| found.primary.is_none_or(|span| seen.insert(span))).collect()
}
