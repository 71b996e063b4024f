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

/// The tables of every source that was asked for, made once each.
pub(super) struct Places<'a> {
    sources: &'a Sources,
    tables: BTreeMap<SourceId, Table>,
}

/// Where the lines of a source begin, and how many characters stand before each block of bytes: a line may be a megabyte long.
struct Table {
    starts: Vec<usize>,
    chars: Vec<usize>,
}

/// Bytes that are counted at once.
const BLOCK: usize = 1024;

impl Table {
    fn of(text: &str) -> Table {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(offset, _)| offset + 1)).collect();
        let blocks = text.as_bytes().chunks(BLOCK).scan(0, |before, block| {
            *before += count(block);
            Some(*before)
        });
        Table { starts, chars: std::iter::once(0).chain(blocks).collect() }
    }

    /// How many characters begin before an offset.
    fn chars_before(&self, text: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        let rest = text.as_bytes().get(block * BLOCK..offset).unwrap_or_default();
        self.chars.get(block).copied().unwrap_or(0) + count(rest)
    }
}

/// How many characters begin in a piece of UTF-8.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

impl<'a> Places<'a> {
    /// Starts without any table.
    pub fn new(sources: &'a Sources) -> Places<'a> {
        Places { sources, tables: BTreeMap::new() }
    }

    /// The line and column of an offset; past the end it is the end, inside a character it is the character's start.
    pub fn find(&mut self, source: SourceId, offset: usize) -> Place {
        let (text, table) = self.table(source);
        let offset = text.floor_char_boundary(offset);
        let line = table.starts.partition_point(|start| *start <= offset);
        let start = table.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        Place { line, column: table.chars_before(text, offset) - table.chars_before(text, start) + 1 }
    }

    /// The bytes of a line without its line ending.
    pub fn line(&mut self, source: SourceId, line: usize) -> Range<usize> {
        let (text, table) = self.table(source);
        let start = table.starts.get(line.saturating_sub(1)).copied().unwrap_or(text.len());
        let end = table.starts.get(line).copied().unwrap_or(text.len());
        let content = text.get(start..end).unwrap_or("");
        let content = content.strip_suffix('\n').unwrap_or(content);
        start..start + content.strip_suffix('\r').unwrap_or(content).len()
    }

    fn table(&mut self, source: SourceId) -> (&'a str, &Table) {
        let text = self.sources.get(source).text.as_str();
        (text, self.tables.entry(source).or_insert_with(|| Table::of(text)))
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
    #[test]
    fn columns_of_a_long_line_are_counted_over_its_blocks() {
        let mut sources = Sources::default();
        let id = sources.add("a", format!("件\n{}", "件b".repeat(2 * BLOCK)));
        let mut places = Places::new(&sources);
        for pair in 0..2 * BLOCK {
            assert_eq!(places.find(id, 4 + 4 * pair), Place { line: 2, column: 2 * pair + 1 });
            assert_eq!(places.find(id, 4 + 4 * pair + 2), Place { line: 2, column: 2 * pair + 1 }, "inside 件");
            assert_eq!(places.find(id, 4 + 4 * pair + 3), Place { line: 2, column: 2 * pair + 2 });
        }
    }
}
