//! Places inside TOML strings: from an offset of the value to an offset of the file.

use crate::text::Span;
use std::ops::Range;

/// Returns the place of `range` of a string's value, given the text of the file and the place of the string with its quotes.
///
/// The value and the raw text are walked side by side, since an escape is longer in the file than in the value.
pub fn inside(text: &str, string: Span, range: Range<usize>) -> Span {
    Places::new(text, string).inside(range)
}

/// Places inside one string, found one after another: a long prose cites thousands of times.
pub struct Places<'a> {
    string: Span,
    raw: Option<&'a str>,
    walk: Walk<'a>,
}

impl<'a> Places<'a> {
    /// Stands at the start of a string, given the text of the file and the place of the string with its quotes.
    pub fn new(text: &'a str, string: Span) -> Places<'a> {
        let raw = text.get(string.range());
        Places { string, raw, walk: Walk::new(raw.unwrap_or_default()) }
    }

    /// As [`inside`]; a place behind the last one is found from there.
    pub fn inside(&mut self, range: Range<usize>) -> Span {
        let (string, Some(raw)) = (self.string, self.raw) else { return self.string };
        let walk = &mut self.walk;
        if range.start < walk.value {
            *walk = Walk::new(raw);
        }
        while walk.value < range.start && walk.step() {}
        walk.skip_folded();
        let start = walk.raw;
        while walk.value < range.end && walk.step() {}
        Span::new(string.source, string.start + start..string.start + walk.raw.max(start))
    }
}

/// A position in the raw string and the matching position in its value.
struct Walk<'a> {
    text: &'a str,
    raw: usize,
    value: usize,
    end: usize,
    escapes: bool,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str) -> Walk<'a> {
        let (quotes, escapes) = match text {
            _ if text.starts_with("\"\"\"") => (3, true),
            _ if text.starts_with("'''") => (3, false),
            _ if text.starts_with('"') => (1, true),
            _ if text.starts_with('\'') => (1, false),
            _ => (0, false),
        };
        let mut raw = quotes;
        if quotes == 3 {
            // The first line break behind the opening quotes is not part of the value.
            raw += text[raw..].starts_with("\r\n") as usize;
            raw += text[raw..].starts_with('\n') as usize;
        }
        // A string that the file cuts off has no closing quotes.
        let closing = text.get(..quotes).filter(|quotes| text.len() >= raw + quotes.len() && text.ends_with(*quotes));
        let end = text.len() - closing.map_or(0, str::len);
        Walk { text, raw, value: 0, end: end.max(raw), escapes }
    }

    /// Goes over one character of the value; false at the end.
    fn step(&mut self) -> bool {
        self.skip_folded();
        let rest = &self.text[self.raw..self.end];
        let Some(first) = rest.chars().next() else { return false };
        let (raw, value) =
            if self.escapes && first == '\\' { escape(rest) } else { (first.len_utf8(), first.len_utf8()) };
        self.raw = self.end.min(self.raw + raw);
        self.value += value;
        true
    }

    /// Goes over a line break that a backslash folds away.
    fn skip_folded(&mut self) {
        while self.escapes {
            let Some(rest) = self.text[self.raw..self.end].strip_prefix('\\') else { return };
            let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
            if !rest[..blank].contains('\n') {
                return;
            }
            self.raw += 1 + blank;
        }
    }
}

/// Length of the escape that a text begins with, in the file and in the value.
fn escape(text: &str) -> (usize, usize) {
    let digits = match text.as_bytes().get(1) {
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        _ => return (2.min(text.len()), 1),
    };
    let code = text.get(2..2 + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
    (2 + digits, code.map_or(1, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Sources;

    /// What stands in the file at the place of `part` of the string's value.
    fn located(file: &str, part: &str) -> String {
        let id = Sources::default().add("v1.toml", file);
        let table: toml::Table = toml::from_str(file).unwrap();
        let value = table["k"].as_str().unwrap();
        let start = value.find(part).unwrap();
        let raw = file.find('=').unwrap() + 2;
        let string = Span::new(id, raw..file.trim_end().len());
        file[inside(file, string, start..start + part.len()).range()].to_string()
    }

    #[test]
    fn plain_strings_map_one_to_one() {
        assert_eq!(located("k = \"えびの市の362件\"\n", "362件"), "362件");
        assert_eq!(located("k = 'えびの市の362件'", "362件"), "362件");
        assert_eq!(located("k = \"\"\"\nえびの市の\n362件\"\"\"", "362件"), "362件");
    }

    #[test]
    fn escapes_are_longer_in_the_file() {
        assert_eq!(located(r#"k = "a\tb\u3042\U00020BB7約3件""#, "約3件"), "約3件");
        assert_eq!(located(r#"k = "a\u3042b""#, "あ"), r"\u3042");
    }

    #[test]
    fn folded_lines_are_skipped() {
        assert_eq!(located("k = \"\"\"\nえびの \\\n   市362件\"\"\"", "市362"), "市362");
    }
}
