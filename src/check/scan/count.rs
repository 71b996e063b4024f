//! Counts that a text announces for a list: 以下の4点, 次の二つ, the following four measures.

use super::chars::is_digit;
use super::cursor::Cursor;
use std::ops::Range;

/// A count of what a list holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announced {
    /// Place of the number and what it counts: 4点, four measures.
    pub range: Range<usize>,
    /// The number.
    pub count: usize,
}

const LEADS: [&str; 9] =
    ["以下の", "次の", "下記の", "以下に示す", "次に示す", "下記に示す", "以下に掲げる", "次に掲げる", "下記に掲げる"];
/// What a list has whatever it is about.
const POINTS: [&str; 8] = ["点", "つ", "項目", "種類", "通り", "段階", "措置", "対策"];
/// What has a name; a list behind 5校の生徒 may be about the pupils.
pub const NAMED: [&str; 13] =
    ["校", "社", "団体", "施設", "店舗", "自治体", "市町村", "事業者", "機関", "か所", "カ所", "箇所", "ファイル"];
/// Words that make a number no exact count, or an ordinal.
const INEXACT: [&str; 9] = ["目", "以上", "以下", "未満", "程度", "ほど", "前後", "余", "弱"];
const WORDS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
/// English words that follow a number without counting a list.
const SPANS: [&str; 14] = [
    "minute", "hour", "day", "week", "month", "year", "business", "working", "calendar", "quarter", "person", "people",
    "million", "thousand",
];

/// All counts that announce a list.
pub fn announced(text: &str) -> Vec<Announced> {
    let mut found: Vec<Announced> = Vec::new();
    for (at, c) in text.char_indices() {
        let one = match c {
            '以' | '次' | '下' => japanese(text, at),
            'f' => english(text, at),
            _ => None,
        };
        found.extend(one);
    }
    found
}

fn japanese(text: &str, at: usize) -> Option<Announced> {
    let mut cursor = Cursor::new(text, at);
    cursor.eat(&LEADS)?;
    let start = cursor.at;
    let count = number(&mut cursor)?;
    cursor.blanks();
    let named = cursor.eat(&POINTS).is_none();
    if named {
        cursor.eat(&NAMED)?;
    }
    let rest = cursor.rest();
    let goes_on = INEXACT.iter().any(|word| rest.starts_with(word)) || named && rest.starts_with('の');
    (!goes_on).then_some(Announced { range: start..cursor.at, count })
}

fn english(text: &str, at: usize) -> Option<Announced> {
    let mut cursor = Cursor::new(text, at);
    cursor.eat(&["following "])?;
    let start = cursor.at;
    let count = match cursor.number() {
        Some((number, 1 | 2)) => usize::try_from(number).ok()?,
        Some(_) => return None,
        None => {
            // A longer word may begin with a shorter one.
            let word: String = cursor.rest().chars().take_while(char::is_ascii_alphabetic).collect();
            cursor.at += word.len();
            WORDS.iter().position(|known| *known == word)? + 1
        }
    };
    cursor.eat(&[" "])?;
    let counted: String = cursor.rest().chars().take_while(char::is_ascii_alphabetic).collect();
    if counted.is_empty() || SPANS.iter().any(|span| counted.starts_with(span)) {
        return None;
    }
    Some(Announced { range: start..cursor.at + counted.len(), count })
}

/// A number of at most two digits, or 一 to 九十九; 二三 means two or three.
pub fn number(cursor: &mut Cursor<'_>) -> Option<usize> {
    let start = cursor.at;
    let (number, _) = cursor.any_number().filter(|(number, length)| *number < 100 && *length <= 3)?;
    let words = cursor.text().get(start..cursor.at)?;
    let several = !words.starts_with(is_digit) && words.chars().count() > 1 && !words.contains('十');
    usize::try_from(number).ok().filter(|_| !several)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(text: &str) -> Vec<(usize, &str)> {
        announced(text).into_iter().map(|one| (one.count, &text[one.range])).collect()
    }

    #[test]
    fn counts_of_lists() {
        assert_eq!(counts("具体的には以下の4点と考えています。"), [(4, "4点")]);
        assert_eq!(counts("次の二つの措置、下記の５校について"), [(2, "二つ"), (5, "５校")]);
        assert_eq!(counts("以下に示す十二項目、次の二十点"), [(12, "十二項目"), (20, "二十点")]);
        assert_eq!(counts("We took the following four measures:"), [(4, "four measures")]);
        assert_eq!(counts("the following 12 files"), [(12, "12 files")]);
    }

    #[test]
    fn other_numbers() {
        for text in [
            "以下の対策",
            "次の3日間",
            "次の二三点",
            "以下の362件",
            "次の3点目",
            "以下の5校の生徒",
            "次の100項目",
            "以下の4点以上",
            "in the following two weeks",
            "following seventeen of them",
            "the following days",
            "次のように2つ",
        ] {
            assert_eq!(counts(text), [], "{text}");
        }
    }
}
