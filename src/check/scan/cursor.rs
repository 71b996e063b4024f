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
}

/// The digit that a character is, in half or full width.
pub fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}
