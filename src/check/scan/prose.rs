//! Prose with everything masked in which a figure or a date is not the author's statement.

use crate::check::Written;
use crate::document::quotes::quoted;

/// The text of a prose, as long as before, with quotes, code, addresses of the net and attributes as `U+0001`.
///
/// Citations are that already. An escaped line feed becomes a real one.
pub fn masked(written: &Written<'_>) -> String {
    let text = &written.text;
    let mut bytes = text.as_bytes().to_vec();
    let mut hide = |start: usize, end: usize| {
        if let Some(part) = bytes.get_mut(start..end) {
            part.fill(1);
        }
    };
    quoted(text).into_iter().for_each(|range| hide(range.start, range.end));
    paired(text, '`', '`').into_iter().for_each(|(start, end)| hide(start, end));
    paired(text, '{', '}').into_iter().for_each(|(start, end)| hide(start, end));
    addresses(text).into_iter().for_each(|(start, end)| hide(start, end));
    if text.starts_with('"') {
        escapes(text, &mut bytes);
    }
    // Whole characters were replaced, each byte by one of ASCII.
    String::from_utf8(bytes).unwrap_or_default()
}

/// Stretches between two signs on one line, signs included.
fn paired(text: &str, open: char, close: char) -> Vec<(usize, usize)> {
    let (mut found, mut start) = (Vec::new(), None);
    for (at, c) in text.char_indices() {
        match start {
            Some(from) if c == close => {
                found.push((from, at + c.len_utf8()));
                start = None;
            }
            _ if c == '\n' => start = None,
            None if c == open => start = Some(at),
            _ => {}
        }
    }
    found
}

/// URLs and mail addresses: runs of their characters around `://`, `www.` or `@`.
fn addresses(text: &str) -> Vec<(usize, usize)> {
    let is_in = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '<' | '>' | '|' | '`' | '\\');
    let (mut found, mut start) = (Vec::new(), None);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match start {
            None if is_in(c) => start = Some(at),
            Some(from) if !is_in(c) => {
                let word = text.get(from..at).unwrap_or_default();
                if word.contains("://") || word.contains("www.") || word.contains('@') {
                    found.push((from, at));
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Masks the escapes of a TOML string: `\n` is no `n`, `\u3000` no figure.
fn escapes(text: &str, bytes: &mut [u8]) {
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        if c != '\\' {
            continue;
        }
        let Some((_, next)) = chars.next() else { return };
        let length = match next {
            'u' => 6,
            'U' => 10,
            _ => 1 + next.len_utf8(),
        };
        if let Some(part) = bytes.get_mut(at..at + length) {
            part.fill(if next == 'n' { b'\n' } else { 1 });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Subject;
    use crate::check::testing::drafted;

    fn masked_text(body: &str) -> String {
        let file = format!(
            "[parties]\nown = {{ name = \"市\", self = \"本市\" }}\n[documents.a]\nkind = \"statement\"\ntext.body = {body}\n"
        );
        let (case, documents, sources) = drafted(&file);
        let subject = Subject::of(&case, &documents, &[], &sources);
        let written = subject.written.iter().find(|written| written.path.ends_with("body")).unwrap();
        let masked = masked(written);
        assert_eq!(masked.len(), written.text.len());
        masked.replace('\u{1}', "")
    }

    #[test]
    fn what_is_no_statement_is_masked() {
        assert_eq!(
            masked_text("\"「7月」は`8件`、https://a.example/9x と q1@b.example の{{ self }}3件\""),
            "\"は、 と  の3件\""
        );
        assert_eq!(masked_text("\"# 見出し2 {#a3}\\n4件\\u3000\""), "\"# 見出し2 \n\n4件\"");
        assert_eq!(masked_text("'a \\n5件 `6'"), "'a \\n5件 `6'");
        assert_eq!(masked_text("\"\"\"`6\n7`件\"\"\""), "\"\"\"`6\n7`件\"\"\"");
        assert_eq!(masked_text("\"q1@b.example いr2@b.example\""), "\" い\"");
        assert_eq!(masked_text("\"4\\U0001F600件\\\"5\""), "\"4件5\"");
    }
}
