//! `placeholder`: words that stand for what is still to be written.

use crate::check::scan::chars::{Chars, is_kanji};
use crate::check::scan::strings::{Literal, strings};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::text::Span;
use std::collections::HashSet;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "placeholder",
    severity: Severity::Warning,
    title: Words { ja: "仮の記載が残っている", en: "a placeholder was left in" },
    finds: Words {
        ja: "〇〇、●●、XX月、____、要確認、未定稿、TBD、TODO、lorem ipsum と、`kohyo new` のひな形の【要記入：…】。",
        en: "Signs for what is still to be written: 「〇〇」, XX, ____, TBD, TODO, FIXME, lorem ipsum, and the [to fill in: ...] of `kohyo new`.",
    },
    why: Words {
        ja: "仮の記載のまま公表されると、数も日付も確かめずに出したと受け取られます。",
        en: "A release with a placeholder in it looks as if nobody had checked anything else either.",
    },
    remedy: Words {
        ja: "事実に書き換えてください。分からないことは「調査中」と書くか、項目ごと省きます。伏せ字として使うときは、理由を添えて認めます。",
        en: "Put the fact there. What is not known is `under investigation`, or left out. If a name is hidden on purpose, accept it with the reason.",
    },
    example: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[documents.release]
kind      = "statement"
text.body = "{{ self }}は、〇〇のため停止しました。"
"#,
    mended: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[documents.release]
kind      = "statement"
text.body = "{{ self }}は、点検のため停止しました。"
"#,
    run: Run::Version(run),
};

/// Signs of which two in a row stand for a word.
const SIGNS: &[char] = &['〇', '○', '◯', '●', '◎', '△', '▲', '□', '■', '＿', '＊'];

/// Words that say that something is still to be done.
const NOTES: &[&str] = &[
    "要確認",
    "要検討",
    "要修正",
    "未定稿",
    "仮置き",
    "確認要",
    "あとで書く",
    "後で書く",
    "ダミー文",
    "lorem ipsum",
    "Lorem ipsum",
];

/// The same in Latin letters; they stand alone.
const LETTERS: &[&str] = &["TBD", "TBC", "TODO", "FIXME", "XXX", "Lorem", "lorem"];

/// How the placeholders of `kohyo new` and of the templates open, and how they close.
const MARKS: &[(&str, char)] = &[("【要記入", '】'), ("[to fill in", ']')];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let (mut seen, mut findings, mut unfilled) = (HashSet::new(), Vec::new(), Vec::new());
    for literal in strings(subject) {
        for range in placeholders(&literal) {
            let place = literal.place(range.clone());
            let words = literal.text.get(range).unwrap_or_default();
            match MARKS.iter().any(|(open, _)| words.starts_with(open)) {
                _ if !seen.insert(place) => {}
                true => unfilled.push(place),
                false => findings.push(Finding::at(
                    place,
                    format!("仮の記載「{words}」が残っています"),
                    format!("the placeholder `{words}` was left in"),
                )),
            }
        }
    }
    unfilled.sort_unstable();
    findings.extend(all_unfilled(&unfilled));
    findings
}

/// One finding for all that a new file leaves to be filled in: twenty would hide what else is found.
fn all_unfilled(places: &[Span]) -> Option<Finding> {
    let (first, rest) = places.split_first()?;
    let count = places.len();
    let finding = Finding::at(
        *first,
        format!("「要記入」が{count}か所残っています"),
        format!("places left to be filled in: {count}"),
    );
    Some(rest.iter().fold(finding, |finding, place| finding.label(*place, "", "")))
}

/// The placeholders of a string, in bytes.
fn placeholders(literal: &Literal<'_>) -> Vec<Range<usize>> {
    let text = literal.text;
    let mut found: Vec<Range<usize>> = Vec::new();
    for (open, close) in MARKS {
        found.extend(text.match_indices(open).map(|(at, _)| {
            let end = text[at..].find(*close).map_or(open.len(), |end| end + close.len_utf8());
            at..at + end
        }));
    }
    for note in NOTES {
        found.extend(text.match_indices(note).map(|(at, words)| at..at + words.len()));
    }
    let chars = Chars::of(text);
    let mut at = 0;
    while at < chars.len() {
        let end = run_end(&chars, at);
        if end > at && is_placeholder(&chars, at, end) {
            found.push(chars.bytes(at..end));
        }
        at = end.max(at + 1);
    }
    found.sort_by_key(|range| (range.start, usize::MAX - range.end));
    let mut last = 0;
    found.retain(|range| {
        let free = range.start >= last;
        last = last.max(range.end);
        free
    });
    found
}

/// The end of a run of one sign, or of a word in Latin letters.
fn run_end(chars: &Chars<'_>, start: usize) -> usize {
    match chars.at(start) {
        Some(sign) if SIGNS.contains(&sign) || sign == '_' => chars.skip(start, |c| c == sign),
        Some(c) if c.is_ascii_alphanumeric() => chars.skip(start, |c| c.is_ascii_alphanumeric()),
        Some('Ｘ') => chars.skip(start, |c| c == 'Ｘ'),
        _ => start,
    }
}

fn is_placeholder(chars: &Chars<'_>, start: usize, end: usize) -> bool {
    let words = chars.slice(start..end);
    let dated = ["年", "月", "日", "時", "分", "件", "名", "人", "円"].iter().any(|unit| chars.starts(end, unit));
    let joined = |c: Option<char>| c.is_some_and(|c| c == '_' || c == '-' || c == '.' || c == '/');
    match chars.at(start) {
        // 〇 alone is a nought or a mark; one before a unit is neither.
        Some('〇' | '○' | '◯' | '●') if end == start + 1 => {
            // At the head of a line it is a bullet: ○日程.
            dated
                && chars
                    .before(start)
                    .is_some_and(|c| !is_number(c) && !matches!(c, '\n' | ' ' | '\u{3000}' | '"' | '|'))
        }
        // △月△日.
        Some('△' | '▲') if end == start + 1 => {
            ['月', '日', '時', '年'].iter().any(|unit| chars.at(end) == Some(*unit))
        }
        // Three marks and more are a line across the page, but for the rings that hide a name.
        Some('□' | '■' | '△' | '▲' | '◎' | '＊') => end == start + 2 && chars.at(end).is_some_and(is_kanji),
        Some('_') => end >= start + 3 && !chars.before(start).is_some_and(|c| c.is_ascii_alphanumeric()),
        // 二〇〇名 is a number.
        Some('〇' | '○' | '◯') => {
            !chars.before(start).is_some_and(is_number) && !chars.at(end).is_some_and(is_number)
        }
        Some('●' | '＿') => true,
        Some('Ｘ') => end >= start + 2 || dated,
        _ if matches!(words, "X" | "x") => dated && !chars.ends(start, "."),
        _ if matches!(words, "XX" | "xx" | "xxx" | "XXXX" | "xxxx") => true,
        _ => LETTERS.contains(&words) && !joined(chars.before(start)) && !joined(chars.at(end)),
    }
}

fn is_number(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn file(body: &str) -> String {
        format!(
            "[parties]\nown = {{ name = \"みなと市\", self = \"本市\" }}\n[quotes]\nq = \"〇〇さん\"\n[documents.a]\nkind = \"statement\"\ntext.body = \"{body}\"\n"
        )
    }

    #[test]
    fn signs_and_notes_are_found() {
        fires(&CHECK, &file("〇〇市は、●●名に○月○日、XX月Ｘ日に"), &["〇〇", "●●", "○", "○", "XX", "Ｘ"]);
        fires(&CHECK, &file("件数は____（要確認）、TBD、担当 TODO: 山"), &["____", "要確認", "TBD", "TODO"]);
        fires(&CHECK, &file("令和7年△月△日、x月X日"), &["△", "△", "x", "X"]);
        fires(&CHECK, &file("□□市の△△課長、ＸＸ町"), &["□□", "△△", "ＸＸ"]);
        fires(&CHECK, &file("Lorem ipsum dolor"), &["Lorem ipsum"]);
    }

    #[test]
    fn names_and_facts_are_read_too() {
        let text = "[parties]\nown = { role = \"controller\", name = \"【要記入：正式名称】\", head = \"〇〇 〇〇\" }\n[data.x]\nitems = [\"[to fill in: each item]\"]\n[documents.a]\nkind = \"statement\"\nto = \"【要記入 様\"\n";
        fires(&CHECK, text, &["〇〇", "〇〇", "【要記入：正式名称】"]);
    }

    #[test]
    fn other_signs_are_left_alone() {
        silent(&CHECK, &file("【お詫び】■ 概要、○ 対応、二〇二四年、一〇名、二〇〇名、●印、※、「要」確認。"));
        silent(&CHECK, &file("BOX、XML、Xデー、TODOS、todo_list、a_b、__init__、https://a.example/XXX/TBD"));
        silent(&CHECK, &file("■■■ 以上 ■■■ *強調*、□□□市、□□ 済、△印、▲3%、1.x時、Ｘデー"));
        silent(&CHECK, &file("TODO_LIST、TODO-1、TODO.txt、src/TODO"));
    }
}
