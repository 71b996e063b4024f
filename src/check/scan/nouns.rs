//! The words before a figure, which say what it counts.

use super::chars::{Chars, is_blank, is_digit, is_kanji, is_katakana};

/// Words that stand before any figure and say nothing of what is counted.
const LEADS: &[&str] = &["約", "およそ", "おおよそ", "最大", "少なくとも", "のべ", "延べ", "計", "総計", "合計"];

/// Nouns that could be said of anything.
const GENERIC: &[&str] =
    &["件数", "人数", "総数", "全体", "対象", "合計", "小計", "計", "総計", "数", "情報", "個人情報", "データ", "被害"];

/// Longest phrase that is gathered, in characters.
const LONGEST: usize = 60;

/// The noun phrase that ends before an index, with what の joins to it; nothing if it is too general to compare.
///
/// 「登録いただいた認定企業約」 gives 認定企業; 「以外の図書館の個人情報流出件数 」 gives 以外の図書館の個人情報流出件数.
pub fn phrase_before<'a>(chars: &Chars<'a>, index: usize) -> Option<&'a str> {
    let end = behind_noun(chars, index);
    let mut start = noun_start(chars, end);
    while start < end && end - start < LONGEST && chars.before(start) == Some('の') {
        let before = noun_start(chars, start - 1);
        if before == start - 1 {
            break;
        }
        start = before;
    }
    let phrase = chars.slice(start..end);
    (end - start >= 2 && !GENERIC.contains(&phrase)).then_some(phrase)
}

/// The end of the noun before an index: without blanks, brackets, colons and the words of any figure.
fn behind_noun(chars: &Chars<'_>, index: usize) -> usize {
    let mut end = index;
    loop {
        let tight = chars.skip_back(end, |c| is_blank(c) || matches!(c, ':' | '：' | '(' | '（'));
        match LEADS.iter().find(|lead| chars.ends(tight, lead)) {
            Some(lead) => end = tight - lead.chars().count(),
            None if tight < end => end = tight,
            None => return end,
        }
    }
}

fn noun_start(chars: &Chars<'_>, end: usize) -> usize {
    let is_noun = |c: char| is_kanji(c) || is_katakana(c) || c.is_ascii_alphabetic() || c == '・' || is_digit(c);
    chars.skip_back(end, is_noun)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(text: &str) -> Option<&str> {
        let chars = Chars::of(text);
        phrase_before(&chars, chars.len())
    }

    #[test]
    fn the_noun_and_its_modifiers_are_found() {
        assert_eq!(phrase("登録いただいた認定企業"), Some("認定企業"));
        assert_eq!(phrase("確認できなかったため、認定企業約 "), Some("認定企業"));
        assert_eq!(
            phrase("えびの市民図書館以外の図書館の個人情報流出件数 "),
            Some("市民図書館以外の図書館の個人情報流出件数")
        );
        assert_eq!(phrase("(督促対象者：延べ約"), Some("督促対象者"));
        assert_eq!(phrase("データの件数"), Some("データの件数"));
        assert_eq!(phrase("AB商事"), Some("AB商事"));
        assert_eq!(phrase("甲・乙"), Some("甲・乙"));
        assert_eq!(phrase("3年の児童"), Some("3年の児童"));
        assert_eq!(phrase(&format!("{}データの件数：計", "あ".repeat(90))), Some("データの件数"));
        assert_eq!(phrase("のの件数の総数"), Some("件数の総数"));
    }

    #[test]
    fn words_of_anything_are_not() {
        for text in ["", "、", "上記の合計は", "件数", "の", "合計 ", "個人情報", "職員の", "数"] {
            assert_eq!(phrase(text), None, "{text}");
        }
    }
}
