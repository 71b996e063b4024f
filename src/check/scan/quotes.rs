//! Quotations in a text: words of somebody else, titles, names of screens.

use std::ops::Range;

/// Ranges between quotation marks, the outermost ones; an open bracket that is never closed quotes nothing.
pub fn quoted(text: &str) -> Vec<Range<usize>> {
    let (mut ranges, mut open): (Vec<Range<usize>>, Vec<(char, usize)>) = (Vec::new(), Vec::new());
    for (at, character) in text.char_indices() {
        match character {
            '「' => open.push(('」', at)),
            '『' => open.push(('』', at)),
            '“' => open.push(('”', at)),
            _ => {
                let Some(index) = open.iter().rposition(|(close, _)| *close == character) else { continue };
                let start = open[index].1;
                open.truncate(index);
                while ranges.last().is_some_and(|range| range.start > start) {
                    ranges.pop();
                }
                ranges.push(start..at + character.len_utf8());
            }
        }
    }
    ranges
}

/// Whether ranges in order touch another.
pub fn touches(ranges: &[Range<usize>], other: &Range<usize>) -> bool {
    let index = ranges.partition_point(|range| range.end <= other.start);
    ranges.get(index).is_some_and(|range| range.start < other.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outermost_quotations_count() {
        let text = "「a『b』」と「c、“d”";
        let found: Vec<&str> = quoted(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["「a『b』」", "“d”"]);
        assert!(touches(&[2..4, 6..8], &(3..5)) && !touches(&[2..4, 6..8], &(4..6)));
    }
}
