//! Paragraphs that Japanese notices set apart by their first characters: notes, 「記」 and 「以上」.

/// What the words of a paragraph make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing<'a> {
    /// Only 「記」.
    Ki,
    /// Only 「以上」.
    Ijo,
    /// It begins with the mark of a note: `※`, `＊`, `(注)`, `注)`, each with or without a number.
    Note(&'a str),
}

/// Recognises a paragraph by its text; nothing for an ordinary one.
pub(crate) fn standing(text: &str) -> Option<Standing<'_>> {
    let mut letters = text.chars().filter(|character| !character.is_whitespace());
    match (letters.next(), letters.next(), letters.next()) {
        (Some('記'), None, None) => return Some(Standing::Ki),
        (Some('以'), Some('上'), None) => return Some(Standing::Ijo),
        _ => {}
    }
    note_mark(text).map(Standing::Note)
}

/// The mark of a note at the start of a text.
fn note_mark(text: &str) -> Option<&str> {
    let digits = |rest: &str| {
        rest.chars()
            .take_while(|digit| digit.is_ascii_digit() || ('０'..='９').contains(digit))
            .map(char::len_utf8)
            .sum::<usize>()
    };
    let sign = text.chars().next()?;
    if matches!(sign, '※' | '＊') {
        let end = sign.len_utf8();
        return text.get(..end + digits(&text[end..]));
    }
    let inner = text.strip_prefix(['(', '（']).unwrap_or(text).strip_prefix('注')?;
    let closing = &inner[digits(inner)..];
    let rest = closing.strip_prefix([')', '）'])?;
    text.get(..text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognises_notes_and_the_words_of_a_notice() {
        for (text, expected) in [
            ("記", Some(Standing::Ki)),
            ("以　上", Some(Standing::Ijo)),
            ("記者発表", None),
            ("※1 延べ人数", Some(Standing::Note("※1"))),
            ("※３件", Some(Standing::Note("※３"))),
            ("（注１）学校", Some(Standing::Note("（注１）"))),
            ("注) 学校", Some(Standing::Note("注)"))),
            ("注意", None),
            ("Note: x", None),
            ("", None),
        ] {
            assert_eq!(standing(text), expected, "{text}");
        }
    }
}
