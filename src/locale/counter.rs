//! Series that number headings, lists and causes, read from their first member.

use super::Problem;
use std::ops::Range;

const KATAKANA: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const HIRAGANA: &str = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん";
const IROHA: &str = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス";
const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// The first member of each series, in the order in which an example is searched for them.
/// Digits come first, because the words around a number may hold letters of the others (`アプリ1`).
const FIRST: [(char, CounterKind); 14] = [
    ('①', CounterKind::Circled),
    ('⑴', CounterKind::Bracketed),
    ('1', CounterKind::Arabic),
    ('１', CounterKind::WideArabic),
    ('Ⅰ', CounterKind::RomanSign),
    ('ⅰ', CounterKind::SmallRomanSign),
    ('一', CounterKind::Kanji),
    ('ア', CounterKind::Katakana),
    ('あ', CounterKind::Hiragana),
    ('イ', CounterKind::Iroha),
    ('i', CounterKind::SmallRoman),
    ('I', CounterKind::Roman),
    ('a', CounterKind::SmallLetter),
    ('A', CounterKind::Letter),
];

/// A series with what stands around its number: `(1)`, `第1`, `原因①:`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counter {
    /// What stands before the number.
    pub prefix: String,
    /// The series.
    pub kind: CounterKind,
    /// What stands behind the number.
    pub suffix: String,
}

/// A series of numbers or letters.
///
/// A series that runs out of characters goes on in a related writing: ① to ㊿, then (51); ア to ン, then アア.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CounterKind {
    /// 1, 2, 3.
    Arabic,
    /// １, ２, ３.
    WideArabic,
    /// ① to ㊿, then (51).
    Circled,
    /// ⑴ to ⒇, then (21).
    Bracketed,
    /// 一, 二, 三.
    Kanji,
    /// ア, イ, ウ in the order of the fifty sounds.
    Katakana,
    /// あ, い, う.
    Hiragana,
    /// イ, ロ, ハ as statutes count.
    Iroha,
    /// I, II, III in Latin letters.
    Roman,
    /// i, ii, iii in Latin letters.
    SmallRoman,
    /// Ⅰ to Ⅻ as single characters, then Latin letters.
    RomanSign,
    /// ⅰ to ⅻ as single characters, then Latin letters.
    SmallRomanSign,
    /// A to Z, then AA.
    Letter,
    /// a to z, then aa.
    SmallLetter,
}

impl Counter {
    /// Reads an example that shows the first number.
    pub fn parse(example: &str) -> Result<Counter, Problem> {
        super::check_outline(example)?;
        let (range, kind) = first_member(example).ok_or_else(|| {
            Problem::new(
                0..example.len(),
                "番号の付け方を読み取れません",
                "This example shows no first number of a series",
            )
            .with_hint(
                "1 (1) ア ① 一 i I a A など、最初の番号で書いてください。",
                "Write its first number: 1, (1), ①, i, I, a, A.",
            )
        })?;
        Ok(Counter { prefix: example[..range.start].to_owned(), kind, suffix: example[range.end..].to_owned() })
    }

    /// Prints the number with what stands around it.
    pub fn print(&self, n: u64) -> String {
        format!("{}{}{}", self.prefix, self.kind.print(n), self.suffix)
    }
}

impl CounterKind {
    /// Prints a number of the series; zero, which no series has, as a digit.
    pub fn print(self, n: u64) -> String {
        match self {
            _ if n == 0 => "0".to_owned(),
            CounterKind::Arabic => n.to_string(),
            CounterKind::WideArabic => super::widen(&n.to_string()),
            CounterKind::Circled => circled(n).map_or_else(|| format!("({n})"), String::from),
            CounterKind::Bracketed => sign('⑴', 20, n).map_or_else(|| format!("({n})"), String::from),
            CounterKind::Kanji => kanji(n),
            CounterKind::Katakana => letters(KATAKANA, n),
            CounterKind::Hiragana => letters(HIRAGANA, n),
            CounterKind::Iroha => letters(IROHA, n),
            CounterKind::Roman => roman(n),
            CounterKind::SmallRoman => roman(n).to_lowercase(),
            CounterKind::RomanSign => sign('Ⅰ', 12, n).map_or_else(|| roman(n), String::from),
            CounterKind::SmallRomanSign => sign('ⅰ', 12, n).map_or_else(|| roman(n).to_lowercase(), String::from),
            CounterKind::Letter => letters(UPPER, n),
            CounterKind::SmallLetter => letters(LOWER, n),
        }
    }
}

/// The first member of a series in an example; of several, the last, so that `Appendix A` counts by its letter.
fn first_member(example: &str) -> Option<(Range<usize>, CounterKind)> {
    FIRST.iter().find_map(|&(first, kind)| {
        let standing_alone = |&(at, _): &(usize, &str)| {
            let before = example[..at].chars().next_back();
            let after = example[at + first.len_utf8()..].chars().next();
            ![before, after].into_iter().flatten().any(|neighbour| is_same_script(first, neighbour))
        };
        example.match_indices(first).rfind(standing_alone).map(|(at, found)| (at..at + found.len(), kind))
    })
}

/// Whether a neighbour makes a character part of a word or of a larger number.
fn is_same_script(first: char, neighbour: char) -> bool {
    let kana = |c: char| matches!(c, 'ァ'..='ヿ');
    let hiragana = |c: char| matches!(c, 'ぁ'..='ゟ');
    (super::digit(first).is_some() && super::digit(neighbour).is_some())
        || (first.is_ascii_alphabetic() && neighbour.is_ascii_alphabetic())
        || (kana(first) && kana(neighbour))
        || (hiragana(first) && hiragana(neighbour))
        || (first == '一' && "二三四五六七八九十百千".contains(neighbour))
}

fn circled(n: u64) -> Option<char> {
    match n {
        1..=20 => sign('①', 20, n),
        21..=35 => sign('㉑', 15, n - 20),
        36..=50 => sign('㊱', 15, n - 35),
        _ => None,
    }
}

/// The n-th of consecutive characters.
fn sign(first: char, count: u32, n: u64) -> Option<char> {
    let n = u32::try_from(n).ok().filter(|n| (1..=count).contains(n))?;
    char::from_u32(u32::from(first) + n - 1)
}

/// Counts in letters without a zero: after the last single letter come all pairs.
fn letters(alphabet: &str, mut n: u64) -> String {
    let alphabet: Vec<char> = alphabet.chars().collect();
    let base = alphabet.len() as u64;
    let mut reversed: Vec<char> = Vec::new();
    while n > 0 {
        n -= 1;
        reversed.extend(usize::try_from(n % base).ok().and_then(|index| alphabet.get(index).copied()));
        n /= base;
    }
    reversed.into_iter().rev().collect()
}

/// Kanji below ten thousand; no list is longer, and digits are right for what is.
fn kanji(n: u64) -> String {
    if n >= 10_000 {
        return n.to_string();
    }
    let mut text = String::new();
    for (scale, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let count = n / scale % 10;
        if count > 1 || (count == 1 && scale == 1) {
            text.extend("一二三四五六七八九".chars().nth((count - 1) as usize));
        }
        if count > 0 {
            text.push_str(name);
        }
    }
    text
}

/// Roman numerals below four thousand, then digits.
fn roman(mut n: u64) -> String {
    if n >= 4000 {
        return n.to_string();
    }
    let steps = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut text = String::new();
    for (value, letters) in steps {
        while n >= value {
            text.push_str(letters);
            n -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn prints(example: &str, expected: &[(u64, &str)]) {
        let counter = Counter::parse(example).unwrap();
        for (n, text) in expected {
            assert_eq!(counter.print(*n), *text, "{example} {n}");
        }
    }

    #[test]
    fn examples_of_releases() {
        prints("1", &[(1, "1"), (12, "12")]);
        prints("(1)", &[(1, "(1)"), (10, "(10)")]);
        prints("1.", &[(3, "3.")]);
        prints("第1", &[(4, "第4")]);
        prints("１", &[(1, "１"), (12, "１２")]);
        prints("原因①:", &[(1, "原因①:"), (4, "原因④:")]);
        prints("(ア)", &[(1, "(ア)"), (4, "(エ)")]);
        prints("a)", &[(2, "b)")]);
        prints("Appendix A", &[(2, "Appendix B")]);
        prints("I.", &[(4, "IV."), (9, "IX.")]);
        prints("第一", &[(1, "第一"), (10, "第十"), (21, "第二十一"), (110, "第百十")]);
    }

    #[test]
    fn series_go_on_when_their_characters_end() {
        prints("①", &[(20, "⑳"), (21, "㉑"), (35, "㉟"), (36, "㊱"), (50, "㊿"), (51, "(51)"), (0, "0")]);
        prints("⑴", &[(20, "⒇"), (21, "(21)")]);
        prints("ア", &[(5, "オ"), (6, "カ"), (46, "ン"), (47, "アア"), (48, "アイ")]);
        prints("イ", &[(2, "ロ"), (3, "ハ"), (47, "ス"), (48, "イイ")]);
        prints("a", &[(26, "z"), (27, "aa"), (28, "ab")]);
        prints("A", &[(26, "Z"), (27, "AA")]);
        prints("Ⅰ", &[(1, "Ⅰ"), (12, "Ⅻ"), (13, "XIII")]);
        prints("i", &[(3, "iii"), (4000, "4000")]);
    }

    #[test]
    fn an_example_must_be_the_first() {
        for example in ["2", "②", "b)", "Annex", "アイ", "", " 1", "11"] {
            assert!(Counter::parse(example).is_err(), "{example}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(example in ".*", n: u64) {
            if let Ok(counter) = Counter::parse(&example) {
                prop_assert_eq!(counter.print(1), example);
                counter.print(n);
            }
        }
    }
}
