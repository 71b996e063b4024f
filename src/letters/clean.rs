//! Cells put right where that is safe.
//!
//! Safe is what cannot change who is meant: blanks around and inside, line breaks, half-width kana, full-width digits of a
//! postal code, the zeros that Excel took from its front. Kanji are never touched: 﨑 is not 崎 to the person who bears it.

use super::finding::{self, Rule};

/// A cleaned text, and whether anything but outer blanks was changed.
pub struct Cleaned {
    /// The text.
    pub text: String,
    /// Whether a reader would see the difference.
    pub changed: bool,
}

/// Text of one line: a name, an id.
pub fn line(cell: &str) -> Cleaned {
    let words: Vec<&str> = cell.split(is_blank).filter(|word| !word.is_empty()).collect();
    // A Japanese name keeps its full-width blank.
    let wide = cell.trim().contains('\u{3000}') && !cell.trim().contains(['\n', '\r', ' ']);
    let text = full_width_kana(&words.join(if wide { "\u{3000}" } else { " " }));
    Cleaned { changed: text != cell.trim_matches(is_blank), text }
}

/// Text that may have several lines: an address.
pub fn lines(cell: &str) -> Cleaned {
    let lines: Vec<Cleaned> = cell.lines().filter(|text| !text.trim_matches(is_blank).is_empty()).map(line).collect();
    let text = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
    Cleaned { text, changed: lines.iter().any(|line| line.changed) }
}

/// A postal code: Japanese ones as `123-4567`, others as they stand.
pub fn postal(cell: &str) -> Cleaned {
    let text = line(cell).text;
    let digits: String =
        text.trim_start_matches(['〒', ' ']).chars().filter(|c| !"-‐‑–—―−－ー ".contains(*c)).map(narrow).collect();
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let padded = match digits.len() {
        7 if is_number => digits,
        // 060-0001 is 600001 after Excel took it for a number, 001-0010 is 10010. A hyphen shows that it did not.
        5 | 6 if is_number && text.chars().all(|c| narrow(c).is_ascii_digit()) => format!("{digits:0>7}"),
        _ => return Cleaned { changed: false, text },
    };
    let (area, local) = padded.split_at(3);
    let printed = format!("{area}-{local}");
    let same = text == printed || text == padded;
    Cleaned { text: printed, changed: !same }
}

/// Whether a Japanese postal code is whole.
pub fn is_postal(code: &str) -> bool {
    let bytes = code.as_bytes();
    bytes.len() == 8
        && bytes.iter().enumerate().all(|(at, byte)| if at == 3 { *byte == b'-' } else { byte.is_ascii_digit() })
}

/// What a spreadsheet program did to a cell that cannot be put right.
pub fn spoilt(cell: &str, is_phone: bool) -> Option<&'static Rule> {
    if ERRORS.contains(&cell) {
        return Some(finding::ERROR_VALUE);
    }
    let rounded = cell.split_once("E+").is_some_and(|(digits, power)| {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number(power) && is_number(&digits.replacen('.', "", 1))
    });
    let is_short = (9..=10).contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_digit());
    match (rounded, is_phone && is_short && !cell.starts_with('0')) {
        (true, _) => Some(finding::LOST_DIGITS),
        // Numbers in Japan have 10 digits, of mobile telephones 11, and all begin with a zero.
        (false, true) => Some(finding::LOST_ZERO),
        (false, false) => None,
    }
}

/// What spreadsheet programs show where a formula failed.
const ERRORS: &[&str] =
    &["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#GETTING_DATA", "#SPILL!", "#CALC!"];

/// Yes or no, as lists write it; nothing if it is neither.
pub fn flag(cell: &str) -> Option<bool> {
    match line(cell).text.to_lowercase().as_str() {
        "" | "0" | "no" | "false" | "n" | "いいえ" | "無" | "なし" | "×" | "-" => Some(false),
        "1" | "yes" | "true" | "y" | "はい" | "有" | "あり" | "○" | "〇" | "◯" | "死亡" | "故人" | "逝去" => {
            Some(true)
        }
        _ => None,
    }
}

/// Names of data sets in one cell.
pub fn names(cell: &str) -> Vec<String> {
    let parts = cell.split(|c: char| is_blank(c) || ",;、，；/／・|".contains(c));
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{2060}')
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Full-width forms of U+FF66 to U+FF9D, in their order.
const KANA: &str =
    "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// Half-width kana become full-width ones, with their voicing marks.
fn full_width_kana(text: &str) -> String {
    let mut printed = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ﾞ' | 'ﾟ' => {
                let voiced = printed.chars().last().and_then(|kana| voiced(kana, c));
                match voiced {
                    Some(kana) => {
                        printed.pop();
                        printed.push(kana);
                    }
                    None => printed.push(if c == 'ﾞ' { '゛' } else { '゜' }),
                }
            }
            '\u{FF66}'..='\u{FF9D}' => printed.extend(KANA.chars().nth(c as usize - 0xFF66)),
            '･' => printed.push('・'),
            _ => printed.push(c),
        }
    }
    printed
}

fn voiced(kana: char, mark: char) -> Option<char> {
    let step = match (kana, mark) {
        ('ウ', 'ﾞ') => return Some('ヴ'),
        (
            'カ' | 'キ' | 'ク' | 'ケ' | 'コ' | 'サ' | 'シ' | 'ス' | 'セ' | 'ソ' | 'タ' | 'チ' | 'ツ' | 'テ' | 'ト',
            'ﾞ',
        ) => 1,
        ('ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ', 'ﾞ') => 1,
        ('ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ', 'ﾟ') => 2,
        _ => return None,
    };
    char::from_u32(kana as u32 + step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_kanji_and_lose_stray_blanks() {
        assert_eq!(line("  山田\u{3000}太郎 ").text, "山田\u{3000}太郎");
        assert_eq!(line("山田  太郎\r\n").text, "山田 太郎");
        assert_eq!(line("ｶﾞｳﾞｧﾊﾟｰﾃｨ･ﾝ").text, "ガヴァパーティ・ン");
        for name in ["髙﨑", "𠮷田", "辻\u{E0100}", "\u{FA19}田", "① ㈱"] {
            assert_eq!(line(name).text, name, "NFKC would change it");
        }
        assert_eq!(lines(" 東京都\r\n\r\nﾋﾞﾙ 3F ").text, "東京都\nビル 3F");
    }

    #[test]
    fn postal_codes_get_their_zeros_back_only_where_they_were_lost() {
        for (cell, code) in [
            ("600001", "060-0001"),
            ("10010", "001-0010"),
            ("1234567", "123-4567"),
            ("〒１２３－４５６７", "123-4567"),
            ("123ー4567", "123-4567"),
        ] {
            assert_eq!(postal(cell).text, code);
        }
        for other in ["60-0001", "123-456", "ZZ4 1AA", "12345678", "1234"] {
            assert_eq!(postal(other).text, other);
            assert!(!is_postal(other));
        }
        assert!(is_postal("060-0001") && postal("600001").changed && !postal("1234567").changed);
    }

    #[test]
    fn what_a_spreadsheet_spoilt_is_told_from_what_looks_like_it() {
        let code = |cell, is_phone| spoilt(cell, is_phone).map(|rule| rule.code);
        assert_eq!(code("#N/A", false), Some("error-value"));
        assert_eq!(code("1.23457E+15", false), Some("lost-digits"));
        assert_eq!(code("312345678", true), Some("lost-zero"));
        assert_eq!(code("9012345678", true), Some("lost-zero"));
        for fine in ["", "A1E+", "E+15", "VE+3", "#1", "N/A"] {
            assert_eq!(code(fine, true), None, "{fine}");
        }
        assert_eq!(code("312345678", false), None, "a number of a customer");
        assert_eq!([code("0312345678", true), code("+81 3-1234-5678", true)], [None, None]);
    }

    #[test]
    fn flags_and_set_names_are_read() {
        assert_eq!([flag("はい"), flag(" 0 "), flag(""), flag("たぶん")], [Some(true), Some(false), Some(false), None]);
        assert_eq!(names("f3、 f4;bank"), ["f3", "f4", "bank"]);
    }
}
