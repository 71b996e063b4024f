//! Neighbours and writing systems of characters.

use super::chars::{is_kanji, is_katakana};
use crate::locale::digit;

/// A writing system, as far as it tells where a Japanese word ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// 漢字.
    Kanji,
    /// ひらがな.
    Hiragana,
    /// カタカナ.
    Katakana,
    /// Letters and digits of other writing systems.
    Latin,
    /// Signs and blanks.
    Other,
}

/// Writing system of a character; the long vowel mark and iteration marks count with what they follow.
pub fn script(c: char) -> Script {
    match c {
        _ if is_kanji(c) => Script::Kanji,
        '\u{3041}'..='\u{3096}' => Script::Hiragana,
        _ if is_katakana(c) => Script::Katakana,
        _ if c.is_alphanumeric() => Script::Latin,
        _ => Script::Other,
    }
}

/// The character before a place.
pub fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character at a place.
pub fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Whether words at a range stand by themselves: their ends do not run on in the same writing system.
pub fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let joined = |one: Option<char>, other: Option<char>| match (one, other) {
        (Some(one), Some(other)) => script(one) == script(other) && script(one) != Script::Other,
        _ => false,
    };
    !joined(before(text, start), after(text, start)) && !joined(before(text, end), after(text, end))
}

/// The sentence around a place: up to 。 or a line's end on both sides.
pub fn sentence(text: &str, at: usize) -> &str {
    let is_end = |c: char| matches!(c, '。' | '\n');
    let start = text.get(..at).and_then(|before| before.rfind(is_end)).unwrap_or(0);
    let end = text.get(at..).and_then(|after| after.find(is_end)).map_or(text.len(), |found| at + found);
    text.get(start..end).unwrap_or_default().trim_start_matches(is_end)
}

/// The number at the start of a text, with its length in bytes.
pub fn leading_number(text: &str) -> Option<(u64, usize)> {
    let (mut value, mut length) = (0u64, 0);
    for (c, digit) in text.chars().map_while(|c| Some((c, digit(c)?))) {
        value = value.checked_mul(10)?.checked_add(u64::from(digit))?;
        length += c.len_utf8();
    }
    (length > 0).then_some((value, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_alone_at_a_change_of_script() {
        for (text, word, expected) in [
            ("東京都教育委員会", "教育委員会", false),
            ("、教育委員会に", "教育委員会", true),
            ("教育委員会事務局", "教育委員会", false),
            ("TGES社", "TGES", true),
            ("TGESX", "TGES", false),
            ("市民", "市", false),
            ("市の", "市", true),
        ] {
            let at = text.find(word).unwrap();
            assert_eq!(stands_alone(text, at, at + word.len()), expected, "{text}");
        }
    }

    #[test]
    fn scripts() {
        for (script_of, characters) in [
            (Script::Kanji, "一龠々〆㐀"),
            (Script::Hiragana, "あんゔぁ"),
            (Script::Katakana, "アヺー"),
            (Script::Latin, "aZ9é１Ａ"),
            (Script::Other, "、。・「 \u{3000}-"),
        ] {
            characters.chars().for_each(|c| assert_eq!(script(c), script_of, "{c}"));
        }
    }

    #[test]
    fn numbers_and_sentences() {
        assert_eq!(leading_number("１2件"), Some((12, 4)));
        assert_eq!(leading_number("件"), None);
        assert_eq!(leading_number("99999999999999999999999"), None);
        assert_eq!(sentence("あ。いう。え", "あ。い".len()), "いう");
    }
}
