//! `look-alike-character`: a character that only looks like the right one.

use crate::check::finding::once;
use crate::check::scan::chars::{Chars, is_katakana};
use crate::check::scan::strings::strings;
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    code: "look-alike-character",
    severity: Severity::Warning,
    title: Words { ja: "形の似た別の文字", en: "a character that looks like another" },
    finds: Words {
        ja: "片仮名の間の漢数字の一や横線（サ一バ、サ―バ）、離れた濁点・半濁点（か゛）、漢字と片仮名の取り違え（片仮名のロを使った「ロ座」、漢字の力を使った「力ード」など）、英単語の中のキリル文字・ギリシャ文字。",
        en: "A kanji or a dash for the long vowel between katakana, a voicing mark apart from its kana, a katakana for a kanji or the reverse in common words (「ロ座」 with the kana), and Cyrillic or Greek letters inside a word in Latin ones.",
    },
    why: Words {
        ja: "見た目は同じでも、検索では見つからず、読み上げは誤り、アドレスなら別の相手につながります。",
        en: "It looks the same, but a search misses it, a screen reader misreads it, and an address leads elsewhere.",
    },
    remedy: Words {
        ja: "示された文字に打ち直してください。", en: "Type the character that is proposed."
    },
    example: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[documents.release]
kind      = "statement"
text.body = "{{ self }}のサ一バに不正なアクセスがありました。"
"#,
    mended: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[documents.release]
kind      = "statement"
text.body = "{{ self }}のサーバに不正なアクセスがありました。"
"#,
    run: Run::Version(|subject| once(run(subject))),
};

/// What looks like the mark of a long vowel. A doubled dash is a dash.
const LONG: &[char] = &['一', '―', '—', '─', '−', '‐', '‑', '–', 'ｰ'];

/// Words with a katakana for a kanji or the reverse, as the recognition of scanned pages leaves them:
/// the word, which of its characters is wrong, and the one that was meant.
const WORDS: &[(&str, usize, char)] = &[
    ("ロ座", 0, '口'),
    ("ロ頭", 0, '口'),
    ("窓ロ", 1, '口'),
    ("入カ", 1, '力'),
    ("出カ", 1, '力'),
    ("協カ", 1, '力'),
    ("努カ", 1, '力'),
    ("ニ次", 0, '二'),
    ("ニ重", 0, '二'),
    ("ニ度", 0, '二'),
    ("エ事", 0, '工'),
    ("エ場", 0, '工'),
    ("力ード", 0, 'カ'),
    ("口グイン", 0, 'ロ'),
    ("二ュース", 0, 'ニ'),
];

/// Letters of other scripts that look like Latin ones.
const LATIN: &str = "аaеeоoрpсcхxуyіiјjѕsАAВBЕEКKМMНHОOРPСCТTХXΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνv";

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for literal in strings(subject) {
        let chars = Chars::of(literal.text);
        for index in 0..chars.len() {
            let Some(meant) = meant(&chars, index) else { continue };
            let place = literal.place(chars.bytes(index..index + 1));
            let code = chars.at(index).map_or(0, u32::from);
            findings.push(Finding::at(
                place,
                format!("U+{code:04X} は「{meant}」に似た別の文字です"),
                format!("U+{code:04X} only looks like `{meant}`"),
            ));
        }
    }
    findings
}

/// The character that was meant, if the one at an index only looks like it.
fn meant(chars: &Chars<'_>, index: usize) -> Option<String> {
    let (c, before, after) = (chars.at(index)?, chars.before(index), chars.at(index + 1));
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    match c {
        '゛' | '\u{3099}' => voiced(
            before?,
            "かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホウ",
            "がぎぐげござじずぜぞだぢづでどばびぶべぼガギグゲゴザジズゼゾダヂヅデドバビブベボヴ",
        ),
        '゜' | '\u{309a}' => voiced(before?, "はひふへほハヒフヘホ", "ぱぴぷぺぽパピプペポ"),
        _ if LONG.contains(&c) => (before.is_some_and(|c| is_katakana(c) && c != 'ー')
            && after.is_some_and(|c| is_katakana(c) || c == '・'))
        .then(|| "ー".to_string()),
        _ if is_latin(before) || is_latin(after) => {
            let mut pairs = LATIN.chars();
            let latin = std::iter::from_fn(|| Some((pairs.next()?, pairs.next()?))).find(|(other, _)| *other == c);
            latin.map(|(_, latin)| latin.to_string())
        }
        _ => in_word(chars, index, c).map(String::from),
    }
}

/// What was meant in one of [`WORDS`]; a katakana beside another one belongs to a word of its own: 記入カード.
fn in_word(chars: &Chars<'_>, index: usize, c: char) -> Option<char> {
    let is_kana = |c: Option<char>| c.is_some_and(is_katakana);
    let joined = is_katakana(c) && (is_kana(chars.before(index)) || is_kana(chars.at(index + 1)));
    let found = WORDS.iter().find(|(word, wrong, _)| {
        word.chars().nth(*wrong) == Some(c) && index.checked_sub(*wrong).is_some_and(|start| chars.starts(start, word))
    });
    found.filter(|_| !joined).map(|(_, _, meant)| *meant)
}

fn voiced(before: char, plain: &str, voiced: &str) -> Option<String> {
    let at = plain.chars().position(|kana| kana == before)?;
    voiced.chars().nth(at).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn file(body: &str) -> String {
        format!(
            "[parties]\nown = {{ name = \"みなと市\", self = \"本市\" }}\n[documents.a]\nkind = \"statement\"\ntext.body = \"{body}\"\n"
        )
    }

    #[test]
    fn look_alikes_are_found() {
        fires(&CHECK, &file("サ一バとデ―タとメ−ルのユ–ザ"), &["一", "―", "−", "–"]);
        fires(&CHECK, &file("か゛いとカ\u{3099}スとハ\u{309a}ス"), &["゛", "\u{3099}", "\u{309a}"]);
        fires(&CHECK, &file("pаypal、ΑBC"), &["а", "Α"]);
    }

    #[test]
    fn the_characters_themselves_are_left_alone() {
        silent(&CHECK, &file("サーバ、第一、一つ、データ一式、一メートル、ガス、パス、あ゛、キ゚"));
        silent(&CHECK, &file("ネットワーク――システム、トップ-ダウン、α版、Ω、Москва、β"));
        silent(&CHECK, &file("システム―その概要"));
        silent(&CHECK, &file("口座、力、記入カード、貸出カード、農協カタログ、ミニ次回、窓ロック、カード、ニュース"));
    }

    #[test]
    fn words_of_two_scripts_are_found() {
        fires(&CHECK, &file("ロ座、入カ、ニ次被害、力ード、口グイン"), &["ロ", "カ", "ニ", "力", "口"]);
    }
}
