//! Ways of writing that a document keeps to, or mixes.

use super::voice::Line;
use crate::check::{Draft, Finding, Subject};
use std::ops::Range;

/// What a document writes in two ways: where each is found.
pub struct Ways<'l, 'd, 'a> {
    found: [Vec<(usize, &'l Line<'d, 'a>, Range<usize>)>; 2],
}

impl<'l, 'd, 'a> Ways<'l, 'd, 'a> {
    /// Gathers both ways from lines in reading order.
    pub fn of(lines: &'l [Line<'d, 'a>], find: impl Fn(&Line<'d, 'a>) -> [Vec<Range<usize>>; 2]) -> Ways<'l, 'd, 'a> {
        let mut found = [Vec::new(), Vec::new()];
        for (index, line) in lines.iter().enumerate() {
            for (way, ranges) in find(line).into_iter().enumerate() {
                let own = ranges.into_iter().filter(|range| line.is_own(range));
                found[way].extend(own.map(|range| (index, line, range)));
            }
        }
        Ways { found }
    }

    /// How often each is used.
    pub fn counts(&self) -> [usize; 2] {
        [self.found[0].len(), self.found[1].len()]
    }

    /// The words of one way.
    pub fn words(&self, way: usize) -> impl Iterator<Item = &'l str> {
        self.found[way].iter().map(|(_, line, range)| &line.passage.text[range.clone()])
    }

    /// If both are used: the first of the rarer, and the first of the other.
    ///
    /// Of two that are as common, the one that begins later is the odd one.
    pub fn odd(&self) -> Option<[(&'l Line<'d, 'a>, Range<usize>); 2]> {
        let (one, other) = (self.found[0].first()?, self.found[1].first()?);
        let [ones, others] = self.counts();
        let begins_first = (one.0, one.2.start) < (other.0, other.2.start);
        let odd_is_one = ones < others || ones == others && !begins_first;
        let (odd, usual) = if odd_is_one { (one, other) } else { (other, one) };
        Some([(odd.1, odd.2.clone()), (usual.1, usual.2.clone())])
    }

    /// The finding of a mix, at the rarer way.
    pub fn finding(&self, subject: &Subject<'_>, draft: &Draft<'_>) -> Option<Finding> {
        let [(line, range), (other, usual)] = self.odd()?;
        let (word, usual) = (line.passage.text.get(range.clone())?, other.passage.text.get(usual)?);
        Some(Finding::at(
            subject.place(draft, line.passage, range),
            format!("「{usual}」と「{word}」の書き方が混在しています"),
            format!("“{usual}” and “{word}” are written in two ways"),
        ))
    }
}
