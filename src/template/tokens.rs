//! Tokens: what Tera sees instead of a fact.
//!
//! A token is `U+FDD0`, the index of a hole in decimal digits, `U+FDD1`.
//! Both are noncharacters, which no input may hold, so a token cannot be forged, and one that was cut is seen.

use crate::document;

/// A place in a document where a fact is to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// Path of the fact, or `sections.<id>`.
    pub path: String,
    /// Forms it is asked for, in the order written.
    pub forms: Vec<String>,
    /// Where the citation stands, for holes of prose.
    pub span: Option<crate::text::Span>,
}

/// All holes of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holes(Vec<Hole>);

impl Holes {
    /// Adds a hole and returns its token.
    pub fn token(&mut self, hole: Hole) -> String {
        self.0.push(hole);
        document::hole::print(self.0.len() - 1)
    }

    /// The hole of an index.
    pub fn get(&self, index: usize) -> Option<&Hole> {
        self.0.get(index)
    }

    /// The hole of a text that is one whole token and nothing else.
    pub fn of_token(&self, text: &str) -> Option<&Hole> {
        let index = text.strip_prefix('\u{FDD0}')?.strip_suffix('\u{FDD1}')?;
        self.get(index.parse().ok()?)
    }
}

/// Whether a text is one or more whole tokens and nothing else.
pub fn are_tokens(text: &str) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        let Some(body) = rest.strip_prefix('\u{FDD0}') else { return false };
        let Some(end) = body.find('\u{FDD1}') else { return false };
        if end == 0 || !body[..end].bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        rest = &body[end + '\u{FDD1}'.len_utf8()..];
    }
    !text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_token_is_seen() {
        assert!(are_tokens("\u{FDD0}12\u{FDD1}"));
        assert!(are_tokens("\u{FDD0}1\u{FDD1}\u{FDD0}2\u{FDD1}"));
        for cut in [
            "\u{FDD0}12",
            "12\u{FDD1}",
            "\u{FDD0}\u{FDD1}",
            "\u{FDD0}1x\u{FDD1}",
            "\u{FDD0}1\u{FDD0}2\u{FDD1}",
            "",
            "a\u{FDD0}1\u{FDD1}",
        ] {
            assert!(!are_tokens(cut), "{cut:?}");
        }
    }
}
