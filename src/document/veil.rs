//! The pass before the Markdown parser: signs that would be misread are veiled.
//!
//! A notice is not a README. `2022. 年` at the start of a line is no list, a row of `=` under a line no heading, `[注]: 本件`
//! no link definition that vanishes, and `**「重要」**です` is strong though CommonMark says no.
//! So each such sign is replaced by a noncharacter that the parser does not know; the reader takes `*` and `_` from there
//! for its own emphasis rules ([`super::emphasis`]) and turns every other one back ([`unveil`]).
//! Nothing is inserted or removed, hence escapes, code and links keep their meaning.

use super::chars::is_unprintable;
use super::hole;
use super::{Oddity, Spotted};
use std::ops::Range;

/// The signs that may be veiled; the noncharacter of each follows [`FIRST`] in this order.
const SIGNS: &[char] = &['*', '_', '=', '-', '.', ')', ':', '}'];
/// The noncharacter that stands for the first of [`SIGNS`].
const FIRST: u32 = 0xfdd2;

/// A text with veiled signs, and the way back to the places of the original.
#[derive(Debug)]
pub(super) struct Veiled {
    /// The text for the parser.
    pub text: String,
    /// Where its parts came from.
    pub places: Places,
    /// What was found questionable on the way.
    pub spotted: Vec<Spotted>,
}

/// Maps byte offsets of a derived text to those of the original.
#[derive(Debug, Clone, Default)]
pub(super) struct Places(Vec<(usize, usize)>);

impl Places {
    /// Notes that from `derived` on, the text is copied from `original`.
    pub fn note(&mut self, derived: usize, original: usize) {
        self.0.push((derived, original));
    }

    /// Notes that from `derived` on, a range of a text with places of its own is copied.
    pub fn splice(&mut self, derived: usize, outer: &Places, range: Range<usize>) {
        self.note(derived, outer.offset(range.start));
        let inside = |&&(at, _): &&(usize, usize)| at > range.start && at < range.end;
        for &(at, original) in outer.0.iter().filter(inside) {
            self.note(derived + at - range.start, original);
        }
    }

    /// The range of the original that a range of the derived text came from.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }

    /// The offset in the original of an offset in the derived text.
    pub fn offset(&self, offset: usize) -> usize {
        let next = self.0.partition_point(|&(derived, _)| derived <= offset);
        match next.checked_sub(1).and_then(|index| self.0.get(index)) {
            Some(&(derived, original)) => original + (offset - derived),
            None => offset,
        }
    }
}

/// The sign that a character veils, if it is one of ours.
pub(super) fn sign(character: char) -> Option<char> {
    let index = u32::from(character).checked_sub(FIRST)?;
    SIGNS.get(index as usize).copied()
}

/// Turns veiled signs back.
pub(super) fn unveil(text: &str) -> String {
    text.chars().map(|character| sign(character).unwrap_or(character)).collect()
}

/// Veils one sign; any other character stays.
fn veil_of(character: char) -> char {
    let index = SIGNS.iter().position(|&sign| sign == character);
    index.and_then(|index| char::from_u32(FIRST + index as u32)).unwrap_or(character)
}

/// Veils a whole text.
pub(super) fn veil(text: &str) -> Veiled {
    let mut veiled = Veiled { text: String::with_capacity(text.len()), places: Places::default(), spotted: Vec::new() };
    let (mut start, mut above, mut number) = (0, "", 0);
    for line in text.split_inclusive('\n') {
        let head = head(line, &mut number);
        let body = line[head.end..].trim_end();
        if let Some(at) = head.veiled {
            veiled.copy(text, start, start + at);
            veiled.put(start + at, text);
            veiled.line(text, start + at + 1..start + line.len());
        } else if is_underline(body) && !above.trim().is_empty() && (body.len() > 1 || !starts_item(above)) {
            veiled
                .spotted
                .push(Spotted { what: Oddity::Underline, range: start + head.end..start + head.end + body.len() });
            veiled.copy(text, start, start + head.end);
            veiled.put(start + head.end, text);
            veiled.copy(text, start + head.end + 1, start + line.len());
        } else if is_rule(body) {
            veiled.copy(text, start, start + line.len());
        } else {
            veiled.copy(text, start, start + head.end);
            let end = veiled.attributes(text, start + head.end..start + line.len());
            veiled.line(text, start + head.end..end);
            veiled.put_rest(text, end..start + line.len());
        }
        (start, above) = (start + line.len(), line);
    }
    veiled
}

impl Veiled {
    /// Copies a stretch as it is, less what no text may hold.
    fn copy(&mut self, text: &str, start: usize, end: usize) {
        self.places.note(self.text.len(), start);
        let mut skip = start;
        for (offset, character) in text[start..end].char_indices() {
            let at = start + offset;
            if at < skip {
                self.text.push(character);
                continue;
            }
            if character == hole::OPEN
                && let Some((_, length)) = hole::index(&text[at + character.len_utf8()..])
            {
                skip = at + character.len_utf8() + length;
            }
            let stray = is_unprintable(character) && at >= skip && character != '\r';
            if stray {
                let range = at..at + character.len_utf8();
                self.spotted.push(Spotted { what: Oddity::Unprintable, range });
                self.text.push('\u{fffd}');
                self.places.note(self.text.len(), at + character.len_utf8());
            } else {
                self.text.push(character);
            }
        }
    }

    /// Copies the sign at a place, veiled.
    fn put(&mut self, at: usize, text: &str) {
        if let Some(sign) = text[at..].chars().next() {
            self.places.note(self.text.len(), at);
            self.text.push(veil_of(sign));
            self.places.note(self.text.len(), at + sign.len_utf8());
        }
    }

    /// Copies what [`Veiled::attributes`] set aside: nothing, or a closing brace and what follows it.
    fn put_rest(&mut self, text: &str, range: Range<usize>) {
        if !range.is_empty() {
            self.put(range.start, text);
            self.copy(text, range.start + 1, range.end);
        }
    }

    /// Finds the end of a heading's words, if braces behind them are words and no attributes, such as `# 対象 {A社}`.
    fn attributes(&self, text: &str, range: Range<usize>) -> usize {
        let line = &text[range.clone()];
        let trimmed = line.trim_end();
        let Some(open) = trimmed.rfind('{').filter(|_| line.starts_with('#') && trimmed.ends_with('}')) else {
            return range.end;
        };
        let words = trimmed[open + 1..trimmed.len() - 1].split_ascii_whitespace();
        let name = |word: &str| {
            let mut rest = word.strip_prefix(['.', '#']).unwrap_or_default().chars().peekable();
            rest.peek().is_some() && rest.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        };
        let attributes = words.clone().next().is_some() && words.clone().all(name) && !trimmed[..open].ends_with('\\');
        if attributes { range.end } else { range.start + trimmed.len() - 1 }
    }

    /// Copies running text and veils its emphasis signs and the colons of link definitions.
    fn line(&mut self, text: &str, range: Range<usize>) {
        let bytes = text.as_bytes();
        let (mut at, mut copied) = (range.start, range.start);
        while at < range.end {
            let before = if at == range.start { b' ' } else { bytes[at - 1] };
            let after = if at + 1 < range.end { bytes[at + 1] } else { b' ' };
            let veils = match bytes[at] {
                b'*' => true,
                b'_' => !(before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric()),
                b':' => before == b']',
                _ => false,
            };
            if veils {
                self.copy(text, copied, at);
                self.put(at, text);
                copied = at + 1;
            }
            at += if bytes[at] == b'\\' && after.is_ascii_punctuation() { 2 } else { 1 };
        }
        self.copy(text, copied, range.end);
    }
}

/// What stands before the text of a line: blanks, marks of quotes and lists.
struct Head {
    /// Where the text begins.
    end: usize,
    /// The sign behind a number that is too large to be a list's, if one was met; it ends the head.
    veiled: Option<usize>,
}

/// Scans the head of a line. `number` is that of the last list item seen, so that a long list may go on past 99.
fn head(line: &str, number: &mut u64) -> Head {
    let bytes = line.as_bytes();
    let blank = |at: usize| bytes.get(at).is_none_or(|byte| byte.is_ascii_whitespace());
    let mut at = 0;
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\t' | b'>') => at += 1,
            Some(b'-' | b'+' | b'*') if blank(at + 1) && !is_rule(line[at..].trim_end()) => at += 1,
            Some(byte) if byte.is_ascii_digit() => {
                let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                let sign = at + digits;
                if !matches!(bytes.get(sign), Some(b'.' | b')')) || !blank(sign + 1) {
                    return Head { end: at, veiled: None };
                }
                let value = line[at..sign].parse().unwrap_or(u64::MAX);
                if value >= 100 && number.checked_add(1) != Some(value) {
                    return Head { end: at, veiled: Some(sign) };
                }
                *number = value;
                at = sign + 1;
            }
            _ => return Head { end: at, veiled: None },
        }
    }
}

/// Whether a line would make the line above it a heading.
fn is_underline(body: &str) -> bool {
    !body.is_empty() && (body.bytes().all(|byte| byte == b'=') || body.bytes().all(|byte| byte == b'-'))
}

/// Whether a line is a rule, which no document prints.
fn is_rule(body: &str) -> bool {
    let mut signs = body.bytes().filter(|byte| !byte.is_ascii_whitespace());
    let Some(first @ (b'*' | b'_' | b'-')) = signs.next() else { return false };
    let rest: Vec<u8> = signs.collect();
    rest.len() >= 2 && rest.iter().all(|&byte| byte == first)
}

/// Whether a line begins an item of a list.
fn starts_item(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t', '>']);
    line.starts_with(['-', '+', '*']) || line.starts_with(|first: char| first.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_places_of_what_it_veils() {
        let text = "**注**\n2022. 年\n";
        let veiled = veil(text);
        assert_eq!(unveil(&veiled.text), text);
        assert_ne!(veiled.text, text);
        let year = veiled.text.find('年').unwrap_or_default();
        assert_eq!(veiled.places.offset(year), text.find('年').unwrap_or_default());
    }

    #[test]
    fn leaves_escapes_lists_and_words_alone() {
        for text in ["\\*a\\*", "* a\n* b", "1. a\n2) b", "a_b_c", "# x {.plain #a-b}", "- - -"] {
            assert_eq!(veil(text).text, text);
        }
    }

    #[test]
    fn turns_what_no_text_may_hold_into_a_visible_sign() {
        let veiled = veil("a\u{fdd3}b\0c\u{fdd0}7\u{fdd1}d\u{fdd0}");
        assert_eq!(veiled.text, "a\u{fffd}b\u{fffd}c\u{fdd0}7\u{fdd1}d\u{fffd}");
        let ranges: Vec<_> = veiled.spotted.iter().map(|spotted| spotted.range.clone()).collect();
        assert_eq!(ranges, [1..4, 5..6, 15..18]);
    }

    #[test]
    fn a_list_may_pass_ninety_nine_but_not_begin_there() {
        assert_eq!(veil("99. a\n100. b\n").text, "99. a\n100. b\n");
        assert_ne!(veil("100. b\n").text, "100. b\n");
    }
}
