//! `doubled-words`: 「約約1300件件」: words typed beside a citation that prints them already.

use crate::check::finding::once;
use crate::check::scan::chars::{is_digit, is_kanji};
use crate::check::{Check, Draft, Finding, Mark, Passage, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "doubled-words",
    severity: Severity::Warning,
    title: Words {
        ja: "引用した数や日付と続く語の重複", en: "words typed again beside a cited figure or date"
    },
    finds: Words {
        ja: "引用が約、延べ、単位、曜日まで印字するのに、同じ語を前後に書いたもの。同じ数を続けて2回引用したもの。",
        en: "A citation that prints 「約」 or “about”, its unit or its weekday, with the same words typed before or behind it; the same figure cited twice in a row.",
    },
    why: Words {
        ja: "「約約1300件件」は、印字して初めて現れます。",
        en: "“About about 1,300 messages messages” shows only in print.",
    },
    remedy: Words {
        ja: "書き足した語を消してください。数字だけを引用するときは {{ data.x.records | number }} と書きます。",
        en: "Remove the words that were typed, or cite the number alone: {{ data.x.records | number }}.",
    },
    example: r#"
[data.mails]
mails = "約1300件"
[documents.release]
kind      = "attachment"
text.body = "メールの送受信記録約{{ data.mails.mails }}件です。"
"#,
    mended: r#"
[data.mails]
mails = "約1300件"
[documents.release]
kind      = "attachment"
text.body = "メールの送受信記録{{ data.mails.mails }}です。"
"#,
    run: Run::Version(|subject| once(run(subject))),
};

/// Words that can stand before a number.
const BEFORE: &[&str] = &["約", "延べ", "およそ", "最大", "少なくとも", "about ", "at least ", "up to "];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for draft in &subject.drafts {
        for passage in &draft.passages {
            for range in doubled(passage) {
                found.extend(finding(subject, draft, passage, range));
            }
        }
    }
    found
}

fn finding(subject: &Subject<'_>, draft: &Draft<'_>, passage: &Passage<'_>, range: Range<usize>) -> Option<Finding> {
    let shown = passage.text.get(range.clone())?.trim();
    Some(Finding::at(
        subject.place(draft, passage, range),
        format!("「{shown}」が引用と重なり、2度印字されます"),
        format!("`{shown}` prints twice: the citation says it too"),
    ))
}

/// The words that print twice, each where it was typed, or the second of two equal citations.
fn doubled(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for mark in &passage.marks {
        let (Some(before), Some(printed), Some(behind)) = (
            passage.text.get(..mark.range.start),
            passage.text.get(mark.range.clone()),
            passage.text.get(mark.range.end..),
        ) else {
            continue;
        };
        if !is_countable(mark, printed) {
            continue;
        }
        let (start, end) = (mark.range.start, mark.range.end);
        let front = BEFORE.iter().find(|word| before.ends_with(**word) && printed.starts_with(**word));
        found.extend(front.map(|word| start - word.len()..start));
        let tail = tail(printed);
        if !tail.is_empty() && behind.starts_with(tail) && !goes_on(tail, &behind[tail.len()..]) {
            found.push(end..end + tail.len());
        }
        let again = |other: &&Mark<'_>| other.range.start >= end && other.path == mark.path;
        let next = passage.marks.iter().find(again).filter(|next| {
            let between = passage.text.get(end..next.range.start);
            between.is_some_and(|between| between.trim().is_empty())
        });
        found.extend(next.map(|next| next.range.clone()));
    }
    found
}

/// Whether a fact prints a number with words: a figure or a date, not a telephone or a name.
fn is_countable(mark: &Mark<'_>, printed: &str) -> bool {
    let path = Case::earlier_path(mark.path).map_or(mark.path, |(_, path)| path);
    let kind = path.split('.').next();
    matches!(kind, Some("data" | "figures" | "events")) && printed.contains(|c: char| c.is_ascii_digit())
}

/// What stands behind the last digit: a unit, a bracket with the weekday.
fn tail(printed: &str) -> &str {
    let digits = printed.char_indices().rev().find(|(_, c)| is_digit(*c));
    let tail = digits.and_then(|(at, c)| printed.get(at + c.len_utf8()..)).unwrap_or_default();
    // 「9日(火)」: only the bracket is doubled by a typed one.
    tail.find(['(', '（']).map_or(tail, |at| &tail[at..])
}

/// Whether the words behind only begin like the unit: 名 of 名前, 人 of 人事.
fn goes_on(tail: &str, rest: &str) -> bool {
    tail.chars().last().is_some_and(is_kanji) && rest.chars().next().is_some_and(is_kanji)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn file(body: &str) -> String {
        format!(
            "[data.a]\nmails = \"約1300件\"\npersons = \"362名\"\n[events]\nfound = 2024-07-09\n[documents.d]\nkind = \"attachment\"\nstyle.date = \"7月9日(火)\"\ntext.body = '''\n{body}\n'''\n"
        )
    }

    #[test]
    fn words_around_a_citation_are_found() {
        fires(&CHECK, &file("記録約{{ data.a.mails }}件です。"), &["約", "件"]);
        fires(&CHECK, &file("{{ events.found }}(火)に判明。"), &["(火)"]);
        fires(&CHECK, &file("対象は{{ data.a.persons }}名です。"), &["名"]);
    }

    #[test]
    fn the_same_figure_twice_in_a_row_is_found() {
        assert_eq!(crate::check::testing::found(&CHECK, &file("{{ data.a.persons }} {{ data.a.persons }}")).len(), 1);
    }

    #[test]
    fn other_words_are_left_alone() {
        silent(&CHECK, &file("{{ data.a.persons }}名前の方と{{ data.a.mails | number }}件と約束{{ data.a.mails }}。"));
        silent(&CHECK, &file("{{ data.a.persons }}、{{ data.a.persons }}。{{ events.found }}に{{ events.found }}の"));
        let office = "[parties]\np = { name = \"第3グループ\" }\n";
        silent(&CHECK, &format!("{office}{}", file("{{ parties.p }}グループ長")));
    }
}
