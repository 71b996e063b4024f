//! A place in a text, moved forward by what is read there.

use super::chars::{digit, is_blank};
use super::kanji;

/// A reader of a text.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'t> {
    text: &'t str,
    /// The byte it stands at.
    pub at: usize,
}

impl<'t> Cursor<'t> {
    /// Stands at a byte of a text; at its end if that is no border of characters.
    pub fn new(text: &'t str, at: usize) -> Cursor<'t> {
        Cursor { text, at: if text.is_char_boundary(at) { at } else { text.len() } }
    }

    /// The whole text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// What is still to be read.
    pub fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character.
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Passes one of some words; the first that fits, so that a longer one stands before its beginning.
    pub fn eat(&mut self, words: &[&str]) -> Option<usize> {
        let index = words.iter().position(|word| self.rest().starts_with(word))?;
        self.at += words.get(index).map_or(0, |word| word.len());
        Some(index)
    }

    /// Passes a character.
    pub fn eat_char(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    /// Passes blanks; a line break is none.
    pub fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(is_blank).len();
    }

    /// The ASCII letters that are next, as many as the name of a month may have.
    pub fn letters(&self) -> &'t str {
        let rest = self.rest();
        let length = rest.bytes().take(16).take_while(u8::is_ascii_alphabetic).count();
        rest.get(..length).unwrap_or_default()
    }

    /// Passes a number of up to four digits, in half or full width, and gives it with the number of its digits.
    pub fn number(&mut self) -> Option<(u32, usize)> {
        let (mut number, mut count, mut length) = (0, 0, 0);
        for c in self.rest().chars() {
            let Some(digit) = digit(c) else { break };
            (number, count, length) = (number * 10 + digit, count + 1, length + c.len_utf8());
            if count > 4 {
                return None;
            }
        }
        self.at += length;
        (count > 0).then_some((number, count))
    }

    /// Passes a number in digits, or one of up to four kanji.
    pub fn any_number(&mut self) -> Option<(u32, usize)> {
        self.number().or_else(|| self.kanji())
    }

    fn kanji(&mut self) -> Option<(u32, usize)> {
        let rest = self.rest();
        let run = rest.char_indices().take(5).take_while(|(_, c)| kanji::is_digit(*c));
        let (count, length) = run.fold((0, 0), |(count, _), (at, c)| (count + 1, at + c.len_utf8()));
        let words = rest.get(..length).filter(|_| (1..=4).contains(&count))?;
        let number = u32::try_from(kanji::value(words)?).ok()?;
        self.at += length;
        Some((number, count))
    }
}
