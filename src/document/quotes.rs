//! Quotations in a text: words of somebody else, titles, names of screens.

use std::ops::Range;

/// Marks of quotations.
const QUOTES: &[(char, char)] = &[('「', '」'), ('『', '』'), ('“', '”')];

/// What encloses words that are no sentences of their own: quotation marks and brackets.
const ENCLOSING: &[(char, char)] = &[('「', '」'), ('『', '』'), ('“', '”'), ('(', ')'), ('（', '）')];

/// Ranges between quotation marks, the outermost ones; an open bracket that is never closed quotes nothing.
pub fn quoted(text: &str) -> Vec<Range<usize>> {
    between(text, QUOTES)
}

/// Ranges between quotation marks or brackets, likewise.
pub fn enclosed(text: &str) -> Vec<Range<usize>> {
    between(text, ENCLOSING)
}

fn between(text: &str, pairs: &[(char, char)]) -> Vec<Range<usize>> {
    let (mut ranges, mut open): (Vec<Range<usize>>, Vec<(usize, usize)>) = (Vec::new(), Vec::new());
    // How many of each kind are open: a closing bracket without an opening one must not search for it.
    let mut count = vec![0usize; pairs.len()];
    for (at, character) in text.char_indices() {
        let is_of = |(opening, closing): &(char, char)| [*opening, *closing].contains(&character);
        let Some(kind) = pairs.iter().position(is_of) else { continue };
        let opens = pairs[kind].0 == character;
        if opens {
            open.push((kind, at));
            count[kind] += 1;
        }
        if opens || count[kind] == 0 {
            continue;
        }
        while let Some((other, start)) = open.pop() {
            count[other] -= 1;
            if other == kind {
                while ranges.last().is_some_and(|range| range.start > start) {
                    ranges.pop();
                }
                ranges.push(start..at + character.len_utf8());
                break;
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
        let text = "a(b「c」)(d";
        assert_eq!(enclosed(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>(), ["(b「c」)"]);
        assert!(touches(&[2..4, 6..8], &(3..5)) && !touches(&[2..4, 6..8], &(4..6)));
    }
}
