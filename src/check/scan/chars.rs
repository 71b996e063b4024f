//! A text by characters, so that no scanner can cut one in two.

use std::ops::Range;

pub use crate::locale::{digit, is_blank};

/// How far a scanner looks for the end of a stretch.
const FAR: usize = 64;

/// A text with the byte place of each character and the start of each line.
#[derive(Debug)]
pub struct Chars<'a> {
    text: &'a str,
    chars: Vec<(usize, char)>,
    lines: Vec<usize>,
}

impl<'a> Chars<'a> {
    /// Takes a text apart.
    pub fn of(text: &'a str) -> Chars<'a> {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let behind = chars.iter().enumerate().filter(|(_, (_, c))| *c == '\n').map(|(index, _)| index + 1);
        let lines = std::iter::once(0).chain(behind).collect();
        Chars { text, chars, lines }
    }

    /// The whole text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// How many characters it has.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// A character; nothing behind the end.
    pub fn at(&self, index: usize) -> Option<char> {
        self.chars.get(index).map(|(_, c)| *c)
    }

    /// The character before an index.
    pub fn before(&self, index: usize) -> Option<char> {
        self.at(index.checked_sub(1)?)
    }

    /// The byte place of a character, or the end of the text.
    pub fn byte(&self, index: usize) -> usize {
        self.chars.get(index).map_or(self.text.len(), |(at, _)| *at)
    }

    /// The byte range of a range of characters.
    pub fn bytes(&self, range: Range<usize>) -> Range<usize> {
        self.byte(range.start)..self.byte(range.end)
    }

    /// The characters of a range.
    pub fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(self.bytes(range)).unwrap_or_default()
    }

    /// Whether words stand at an index.
    pub fn starts(&self, index: usize, words: &str) -> bool {
        self.text.get(self.byte(index)..).is_some_and(|rest| rest.starts_with(words))
    }

    /// Whether words stand directly before an index.
    pub fn ends(&self, index: usize, words: &str) -> bool {
        self.text.get(..self.byte(index)).is_some_and(|before| before.ends_with(words))
    }

    /// Where the line of an index begins.
    pub fn line_start(&self, index: usize) -> usize {
        let behind = self.lines.partition_point(|start| *start <= index);
        behind.checked_sub(1).and_then(|last| self.lines.get(last)).copied().unwrap_or(0)
    }

    /// The character that holds a byte.
    pub fn index(&self, byte: usize) -> usize {
        self.chars.partition_point(|(at, _)| *at < byte)
    }

    /// The first index from here whose character is none of a class; never far away, so that a text of one class takes linear time.
    pub fn skip(&self, index: usize, is_in: impl Fn(char) -> bool) -> usize {
        let end = self.len().min(index.saturating_add(FAR));
        (index..end).find(|index| !self.at(*index).is_some_and(&is_in)).unwrap_or(end.max(index))
    }

    /// The first index of the stretch of a class that ends before an index; never far away.
    pub fn skip_back(&self, index: usize, is_in: impl Fn(char) -> bool) -> usize {
        let far = index.saturating_sub(FAR);
        (far..index).rev().take_while(|before| self.at(*before).is_some_and(&is_in)).last().unwrap_or(index)
    }
}

/// Whether a character is a digit in half or full width.
pub fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// Whether a character is a kanji.
pub fn is_kanji(c: char) -> bool {
    matches!(c, '一'..='鿿' | '㐀'..='䶿' | '々' | '〆' | '豈'..='﫿')
}

/// Whether a character is katakana, the mark of a long vowel included.
pub fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_places_and_lines() {
        let chars = Chars::of("一件\nab");
        assert_eq!((chars.len(), chars.at(1), chars.at(5), chars.before(0)), (5, Some('件'), None, None));
        assert_eq!((chars.byte(1), chars.byte(9), chars.slice(3..5)), (3, 9, "ab"));
        assert_eq!((chars.line_start(0), chars.line_start(2), chars.line_start(3), chars.line_start(9)), (0, 0, 3, 3));
        assert!(chars.starts(1, "件\n") && chars.ends(2, "一件") && !chars.starts(9, "a"));
        assert_eq!((chars.skip(3, char::is_alphabetic), chars.skip_back(5, |c| c == 'b')), (5, 4));
        assert_eq!((digit('７'), digit('7'), digit('七')), (Some(7), Some(7), None));
    }
}
