//! A place in a text, moved forward by what is read there.

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

    /// What is still to be read.
    pub fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character.
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character before.
    pub fn before(&self) -> Option<char> {
        self.text.get(..self.at)?.chars().next_back()
    }

    /// Passes one of some words; the first that fits, so that a longer one stands before its beginning.
    pub fn eat(&mut self, words: &[&str]) -> Option<usize> {
        let index = words.iter().position(|word| self.rest().starts_with(word))?;
        self.at += words.get(index).map_or(0, |word| word.len());
        Some(index)
    }

    /// Passes blanks; a line break is none.
    pub fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\u{3000}', '\u{a0}']).len();
    }

    /// Passes a number of up to four digits, in half or full width, and gives it with the number of its digits.
    pub fn number(&mut self) -> Option<(u32, usize)> {
        let digits: Vec<(u32, usize)> =
            self.rest().chars().map_while(|c| Some((digit(c)?, c.len_utf8()))).take(5).collect();
        if digits.is_empty() || digits.len() > 4 {
            return None;
        }
        self.at += digits.iter().map(|(_, length)| length).sum::<usize>();
        Some((digits.iter().fold(0, |sum, (digit, _)| sum * 10 + digit), digits.len()))
    }
}

/// The digit that a character is, in half or full width.
pub fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}
