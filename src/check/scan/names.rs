//! Numbers that count nothing: of sections, articles, houses, telephones, products, ages; and idioms.

use super::chars::{Chars, is_blank, is_digit};

/// Words before a number that make it a name, unless a counter follows.
const LABELS: &[&str] = &[
    "別紙",
    "別添",
    "別表",
    "別記",
    "様式",
    "表",
    "図",
    "資料",
    "注",
    "※",
    "問",
    "条",
    "項",
    "号",
    "上記",
    "下記",
    "前記",
    "項番",
    "番号",
    "添付",
    "参考",
    "案",
    "ステップ",
    "フェーズ",
    "レベル",
    "ランク",
    "バージョン",
    "第",
    "No",
    "No.",
    "№",
    "Ｎｏ",
    "ファイル",
    "グループ",
    "クラス",
    "パターン",
    "区分",
    "工程",
    "原因",
    "対策",
    "措置",
    "ポイント",
];

/// What stands behind a number that is a name or an idiom, whatever comes before.
const BEHIND: &[&str] = &[
    "条",
    "項",
    "号",
    "章",
    "節",
    "款",
    "編",
    "丁",
    "番",
    "階",
    "組",
    "歳",
    "才",
    "桁",
    "期",
    "位",
    "版",
    "世紀",
    "世代",
    "系",
    "型",
    "度と",
    "行目",
    "文字",
    "列",
    "頁",
    "ページ",
    "年生",
    "年次",
    "学年",
    "年目",
    "日目",
    "回目",
    "つ目",
    "人目",
    "番目",
    "件目",
    "か条",
    "ヵ条",
    "カ条",
    "箇条",
    "分の",
    "日も早",
    "人ひとり",
    "人1人",
    "人一人",
    "人三脚",
    "刻も",
    "次被害",
    "次元",
    "要素",
    "段階",
    "者",
];

/// Whether a number is part of a name or an idiom.
pub fn is_name(chars: &Chars<'_>, start: usize, end: usize) -> bool {
    let before = chars.before(start);
    let joined =
        before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '#' | '＋' | '+' | '№' | '第' | '〒'));
    joined
        || is_chained(chars, start, end)
        || chars.ends(start, "条の")
        // お一人お一人, 一件も.
        || chars.ends(start, "お")
        || end == start + 1 && matches!(chars.at(start), Some('一' | '1' | '１')) && chars.at(end + 1) == Some('も')
        || chars.ends(start, "第 ")
        || chars.at(end).is_some_and(|c| c.is_ascii_alphabetic())
        || BEHIND.iter().any(|word| chars.starts(end, word)) && !chars.starts(end, "項目")
        || ["1人", "１人", "一人"].iter().any(|one| chars.ends(start, one))
        || is_frequency(chars, start, end)
        || is_house(chars, end)
        || ["24時間", "２４時間", "365日", "1つ", "１つ", "一つ", "一切", "一部"]
            .iter()
            .any(|word| chars.starts(start, word))
}

/// Whether hyphens, dots, slashes or blanks join a number to digits beside it: addresses, telephones, versions.
fn is_chained(chars: &Chars<'_>, start: usize, end: usize) -> bool {
    let is_sign = |c: char| matches!(c, '-' | '－' | '‐' | '‑' | '−' | '.' | '/' | ':' | '_');
    let near = |sign: Option<char>, digit: Option<char>| {
        sign.is_some_and(is_sign) && digit.is_some_and(|c| c.is_ascii_alphanumeric() || is_digit(c))
    };
    let second = |index: usize| chars.at(index);
    near(chars.before(start), start.checked_sub(2).and_then(second))
        || near(chars.at(end), chars.at(end + 1))
        // 01632 960147: groups of digits.
        || chars.before(start) == Some(' ') && start.checked_sub(2).and_then(second).is_some_and(|c| c.is_ascii_digit())
        || chars.at(end) == Some(' ') && chars.at(end + 1).is_some_and(|c| c.is_ascii_digit())
        // A number that begins with a nought counts nothing.
        || chars.at(start) == Some('0') && end > start + 1 && chars.at(start + 1) != Some('.')
}

/// 600 Pennsylvania Avenue: the number of a house, with capital letters up to the word for the street.
fn is_house(chars: &Chars<'_>, end: usize) -> bool {
    const STREETS: &[&str] = &[
        "Avenue",
        "Ave",
        "Street",
        "St",
        "Road",
        "Rd",
        "Boulevard",
        "Blvd",
        "Drive",
        "Dr",
        "Lane",
        "Way",
        "Square",
        "Parkway",
        "Place",
        "Court",
        "Quay",
    ];
    let line = chars.slice(end..chars.len().min(end + 48));
    let words = line.strip_prefix(' ').unwrap_or_default().split(' ').map(|word| word.trim_end_matches(['.', ',']));
    let mut named = words.take_while(|word| word.starts_with(|c: char| c.is_ascii_uppercase())).take(4);
    named.any(|word| STREETS.contains(&word))
}

/// 年1回, 毎月1回, every 12 months: how often something is done.
fn is_frequency(chars: &Chars<'_>, start: usize, end: usize) -> bool {
    if chars.ends(start, "every ") {
        return true;
    }
    let often = chars.starts(end, "回") || chars.starts(end, "度");
    let per = ["年", "月", "週", "日", "年に", "月に", "週に", "日に", "半期に", "毎年", "毎月"];
    often && per.iter().any(|word| chars.ends(start, word))
}

/// Whether a number without a counter is the number of a section, a row, a list, a figure or a product.
pub fn is_bare_name(chars: &Chars<'_>, start: usize, end: usize) -> bool {
    let tight = chars.skip_back(start, is_blank);
    // コード番号：9999.
    let label_end = chars.skip_back(tight, |c| is_blank(c) || matches!(c, ':' | '：'));
    let coded = ["番号", "コード"].iter().any(|label| chars.ends(label_end, label));
    let labelled = coded || LABELS.iter().any(|label| chars.ends(tight, label));
    let open = matches!(chars.before(start), Some('(' | '（' | '〔' | '['));
    let closed = matches!(chars.at(end), Some(')' | '）' | '〕' | ']'));
    // Windows 11, Article 33.
    let named =
        tight < start && chars.before(tight).is_some_and(|c| c.is_ascii_alphabetic()) && is_capital(chars, tight);
    labelled || open && closed || named || begins_line(chars, start, end) || is_first_cell(chars, start, end)
}

/// Whether the word that ends at an index begins with a capital letter.
pub fn is_capital(chars: &Chars<'_>, end: usize) -> bool {
    let start = chars.skip_back(end, |c| c.is_ascii_alphabetic());
    chars.at(start).is_some_and(|c| c.is_ascii_uppercase())
}

/// The number of a list item or a heading: the first word of its line, with a sign or a blank behind it.
pub fn begins_line(chars: &Chars<'_>, start: usize, end: usize) -> bool {
    let sign = matches!(chars.at(end), Some('.' | '．' | ')' | '）' | '、' | ' ' | '\u{3000}'));
    let line = chars.line_start(start);
    let first = chars.skip_back(start, |c| is_blank(c) || matches!(c, '#' | '-' | '*' | '(' | '（' | '"' | '\''));
    sign && first <= line
}

/// A number that is the whole first cell of a row: it names the row.
fn is_first_cell(chars: &Chars<'_>, start: usize, end: usize) -> bool {
    let before = chars.skip_back(start, is_blank);
    let behind = chars.skip(end, is_blank);
    chars.before(before) == Some('|') && chars.at(behind) == Some('|') && before <= chars.line_start(start) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a test says of the number between `<` and `>`.
    #[track_caller]
    fn each(says: impl Fn(&Chars<'_>, usize, usize) -> bool, yes: &str, no: &str) {
        for (texts, expected) in [(yes, true), (no, false)] {
            for marked in texts.split('¦') {
                let start = marked.chars().position(|c| c == '<').unwrap();
                let end = marked.chars().position(|c| c == '>').unwrap() - 1;
                let text = marked.replace(['<', '>'], "");
                assert_eq!(says(&Chars::of(&text), start, end), expected, "{marked}");
            }
        }
    }

    #[test]
    fn names_and_idioms() {
        each(
            is_name,
            "A<12>名¦_<12>¦#<12>¦+<12>¦＋<12>¦№<12>¦第<12>¦第 <3>¦〒<880>¦同条の<2>¦お<一>人¦<一>件も¦<1>件も¦<１>件も¦\
             <12>GB¦<2>条¦<3>歳¦一人<1>人¦1人<1>人¦１人<１>人¦年<1>回¦毎月<2>度¦every <12> months¦<24>時間¦<365>日¦<1>つ",
            "は<12>名¦第は <3>名¦<二>件も¦<11>件も¦<一>件は¦は<一>人¦<12>項目¦人<1>人¦<12>回¦年<12>名¦<25>時間¦<12>名¦<12>",
        );
    }

    #[test]
    fn chained_numbers() {
        each(
            is_chained,
            "03-<1234>¦<03>-1234¦a_<12>¦<12>.b¦1/<2>¦<1>/2¦01632 <960147>¦<01632> 960147¦<012>名¦<01>",
            "あ-<12>名¦-<12>¦<12>-¦<12>-名¦件 <12>¦ <12>¦<12> 件¦<12> ¦<0>名¦<0.5>％¦1<12>2¦1,<12>,3¦1\n<12>\n3¦<12>",
        );
    }

    #[test]
    fn houses_and_frequencies() {
        each(
            |chars, _, end| is_house(chars, end),
            "<600> Pennsylvania Avenue¦<1200> N. Main St. in¦<1> Old Mill Hill Road",
            "<600> records¦<600> customers of Main Street¦<5> A B C D Road¦<600>Main Street¦<2> Notices",
        );
        each(is_frequency, "年<1>回¦月に<2>回¦半期に<1>度¦every <12> months", "<1>回¦<2>度¦年<1>名¦<3> months");
    }

    #[test]
    fn bare_numbers_that_name_a_place() {
        each(
            is_bare_name,
            "別紙<1>¦別紙 <1>¦コード番号：<9999>¦コード <9999>¦証券コード: <9999>¦は(<3>)の¦は（<３>）の¦Windows <11>の¦see Article <33>¦\
             <1>. 概要¦<1>　概要¦# <2> 経緯¦- <4>) 項目¦甲\n<5>、乙¦| <1> | 甲 |¦|<1>|甲|¦甲\n| <12> | 乙 |",
            "甲<12>¦は(<3>の¦は<3>)の¦windows <11>の¦は <11>の¦Windows<11>の¦甲<1>. 概要¦<1>概要¦| 甲 | <1> |¦| 甲 |<1>|¦甲 <1> |¦| <1> と",
        );
    }
}
