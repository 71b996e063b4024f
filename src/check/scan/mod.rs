//! Small scanners that several checks share: they find words, and whose words they are.

pub mod alias;
pub mod leak;
pub mod numbers;
pub mod own_name;
pub mod parts;
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
