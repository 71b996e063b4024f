//! `number-gap`: (1), (2), (4).

use crate::check::finding::once;
use crate::check::scan::numbers::{Shape, mark, typed};
use crate::check::{Check, Draft, Finding, Passage, Role, Run, Subject, Words};
use crate::diag::Severity;
use std::collections::BTreeMap;

/// The check.
pub const CHECK: Check = Check {
    code: "number-gap",
    severity: Severity::Warning,
    title: Words { ja: "番号の飛び・重複", en: "numbers that skip or repeat" },
    finds: Words {
        ja: "見出しや箇条書きの番号が、前の番号の次になっていないもの(1、2、4 や 1、2、2)。手で打った番号と、途中の番号から始めた箇条書きを調べます。",
        en: "Numbers of headings or items that do not follow the one before: 1, 2, 4 or 1, 2, 2. They were typed by hand, or the list begins in the middle.",
    },
    why: Words {
        ja: "飛んだ番号は、項目を削ったあとに見えます。何を消したのかと問われます。",
        en: "A missing number looks like a deleted item, and people ask what it was.",
    },
    remedy: Words {
        ja: "番号を直すか、手で打たずに見出し(#)と箇条書き(1.)に任せてください。",
        en: "Correct the number, or let headings (#) and lists (1.) count for you.",
    },
    example: r#"
[documents.annex]
kind = "attachment"
text.body = """
(1) 氏名のみ

(2) 住所を含むもの

(4) 電話番号を含むもの
"""
"#,
    mended: r#"
[documents.annex]
kind = "attachment"
text.body = """
(1) 氏名のみ

(2) 住所を含むもの

(3) 電話番号を含むもの
"""
"#,
    run: Run::Version(|subject| once(run(subject))),
};

/// How many series of one writing can be open at a time, one inside the other.
const OPEN: usize = 8;

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    subject.japanese().flat_map(|draft| gaps(subject, draft)).collect()
}

fn gaps(subject: &Subject<'_>, draft: &Draft<'_>) -> Vec<Finding> {
    let mut series: BTreeMap<(Kind, Shape), Vec<u64>> = BTreeMap::new();
    let mut found = Vec::new();
    for passage in &draft.passages {
        let Some((kind, shape, value, length)) = numbered(passage) else { continue };
        let open = series.entry((kind, shape)).or_default();
        let before = open.last().copied();
        match open.iter().rposition(|last| last.checked_add(1) == Some(value)) {
            Some(index) => {
                open.truncate(index);
                open.push(value);
            }
            None => {
                if open.len() >= OPEN {
                    open.remove(0);
                }
                open.push(value);
                if value != 1 && found.len() < 5 {
                    found.push(gap(subject, draft, passage, length, value, before));
                }
            }
        }
    }
    found
}

/// Headings of each level and items count by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Heading(u8),
    Item,
}

/// The number of a line, and its length in the words if it was typed.
fn numbered(passage: &Passage<'_>) -> Option<(Kind, Shape, u64, usize)> {
    let kind = match passage.role {
        Role::Heading(level) => Kind::Heading(level),
        Role::Text => Kind::Item,
        _ => return None,
    };
    if let Some(printed) = passage.number {
        return mark(printed).map(|number| (kind, number.shape, number.value, 0));
    }
    let number = typed(&passage.text, kind != Kind::Item)?;
    // What a fact prints at the start of a line is a figure or a date.
    (passage.mark_at(0).is_none()).then_some((kind, number.shape, number.value, number.length))
}

fn gap(
    subject: &Subject<'_>,
    draft: &Draft<'_>,
    passage: &Passage<'_>,
    length: usize,
    value: u64,
    before: Option<u64>,
) -> Finding {
    // A generated number stands in no file: its first words do.
    let words = passage.text.chars().take(8).map(char::len_utf8).sum();
    let place = subject.place(draft, passage, 0..if length > 0 { length } else { words });
    match before {
        Some(before) => Finding::at(
            place,
            format!("番号が {before} から {value} になっています"),
            format!("the numbers go from {before} to {value}"),
        ),
        None => {
            Finding::at(place, format!("番号が {value} から始まっています"), format!("the numbers begin at {value}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn annex(body: &str) -> String {
        format!(
            "[documents.a]\nkind = \"attachment\"\nstyle = {{ headings = \"1 / (1)\", list = \"① / (1)\" }}\ntext.body = \"\"\"\n{body}\n\"\"\"\n"
        )
    }

    #[test]
    fn finds_gaps_and_repetitions() {
        fires(&CHECK, &annex("(1) あ\n\n(2) い\n\n(2) う"), &["(2)"]);
        fires(&CHECK, &annex("①あ\n\n③い"), &["③"]);
        fires(&CHECK, &annex("1. あ\n2. い\n\n間\n\n4. うの項目"), &["うの項目"]);
        fires(&CHECK, &annex("# 1 概要 {.plain}\nあ\n# 3 対応 {.plain}"), &["3"]);
        fires(&CHECK, &annex("(2) あ"), &["(2)"]);
    }

    #[test]
    fn series_inside_series_and_new_series_are_fine() {
        silent(&CHECK, &annex("1. あ\n   1. ア\n   2. イ\n2. い\n\n間\n\n3. う"));
        silent(&CHECK, &annex("(1) あ\n\n①甲\n\n②乙\n\n(2) い\n\n①甲\n\n(3) う"));
        silent(&CHECK, &annex("(1) あ\n\n(2) い\n\n# 次\n(1) あ"));
        silent(&CHECK, &annex("# 概要\n## 経緯\n## 件数\n# 対応\n## 連絡"));
        silent(&CHECK, &annex("(3)の学校について\n\n2024年\n\n3件"));
        silent(&CHECK, &annex("| 3 | 5 |\n|-|-|\n| 7 | 9 |"));
    }
}
