//! Lines and columns of byte offsets.

use crate::text::{SourceId, Sources};
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// A place as editors count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// The line starts of every source that was asked for, computed once each.
pub(super) struct Places<'a> {
    sources: &'a Sources,
    starts: BTreeMap<SourceId, Vec<usize>>,
}

impl<'a> Places<'a> {
    /// Starts without any line table.
    pub fn new(sources: &'a Sources) -> Places<'a> {
        Places { sources, starts: BTreeMap::new() }
    }

    /// The line and column of an offset; past the end it is the end, inside a character it is the character's start.
    pub fn find(&mut self, source: SourceId, offset: usize) -> Place {
        let (text, starts) = self.table(source);
        let offset = text.floor_char_boundary(offset);
        let line = starts.partition_point(|start| *start <= offset);
        let start = starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        Place { line, column: text.get(start..offset).unwrap_or("").chars().count() + 1 }
    }

    /// The bytes of a line without its line ending.
    pub fn line(&mut self, source: SourceId, line: usize) -> Range<usize> {
        let (text, starts) = self.table(source);
        let start = starts.get(line.saturating_sub(1)).copied().unwrap_or(text.len());
        let end = starts.get(line).copied().unwrap_or(text.len());
        let content = text.get(start..end).unwrap_or("");
        let content = content.strip_suffix('\n').unwrap_or(content);
        start..start + content.strip_suffix('\r').unwrap_or(content).len()
    }

    fn table(&mut self, source: SourceId) -> (&'a str, &[usize]) {
        let text = self.sources.get(source).text.as_str();
        let starts = self.starts.entry(source).or_insert_with(|| {
            let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(ends.map(|(offset, _)| offset + 1)).collect()
        });
        (text, starts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let mut sources = Sources::default();
        let id = sources.add("a", "件数\r\n= \"二\"\n");
        let mut places = Places::new(&sources);
        assert_eq!(places.find(id, 0), Place { line: 1, column: 1 });
        assert_eq!(places.find(id, 4), Place { line: 1, column: 2 }, "inside 数");
        assert_eq!(places.find(id, 8), Place { line: 2, column: 1 });
        assert_eq!(places.find(id, 999), Place { line: 3, column: 1 });
        assert_eq!((places.line(id, 1), places.line(id, 2), places.line(id, 3)), (0..6, 8..15, 16..16));
        assert_eq!(places.line(id, 9), 16..16);
    }
}
