//! How a hole looks inside text: `U+FDD0`, an index in decimal digits, `U+FDD1`.

/// Opens a hole.
pub const OPEN: char = '\u{fdd0}';
/// Closes a hole.
pub const CLOSE: char = '\u{fdd1}';

/// Prints a hole as a template does.
pub fn print(index: usize) -> String {
    format!("{OPEN}{index}{CLOSE}")
}

/// A stretch of text, or a hole in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Characters without a hole.
    Text(&'a str),
    /// A hole with its index.
    Hole(usize),
}

/// Splits text at its holes; what only resembles a hole stays text.
pub fn split(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut start, mut from) = (0, 0);
    while let Some(found) = text.get(from..).and_then(|rest| rest.find(OPEN)) {
        let open = from + found;
        from = open + OPEN.len_utf8();
        let Some((index, length)) = index(&text[from..]) else { continue };
        if start < open {
            pieces.push(Piece::Text(&text[start..open]));
        }
        pieces.push(Piece::Hole(index));
        from += length;
        start = from;
    }
    if start < text.len() {
        pieces.push(Piece::Text(&text[start..]));
    }
    pieces
}

/// Reads what stands behind an opening character: the index, and the bytes up to behind the closing one.
pub(super) fn index(rest: &str) -> Option<(usize, usize)> {
    let digits = rest.find(CLOSE).filter(|&end| end <= 9)?;
    let index = rest[..digits].bytes().all(|byte| byte.is_ascii_digit()).then(|| rest[..digits].parse().ok())??;
    Some((index, digits + CLOSE.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_text_at_its_holes_only() {
        let text = format!("約{}件{OPEN}x{CLOSE}", print(12));
        assert_eq!(split(&text), [Piece::Text("約"), Piece::Hole(12), Piece::Text("件\u{fdd0}x\u{fdd1}")]);
    }
}
