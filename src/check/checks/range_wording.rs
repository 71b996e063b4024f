//! `range-wording`: 「8月4日までまで」, 「8月1日から8月4日までにかけて」.

use crate::check::finding::{MOST, once};
use crate::check::scan::chars::{is_digit, is_kanji};
use crate::check::{Check, Draft, Finding, Mark, Passage, Run, Subject, Words};
use crate::diag::Severity;
use crate::locale::Lang;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "range-wording",
    severity: Severity::Warning,
    title: Words { ja: "引用した日時と続く語の重複", en: "a cited date whose words repeat beside it" },
    finds: Words {
        ja: "引用した日時が「…まで」「…頃」「…以降」で終わるのに、同じ語を続けたもの。「…から…まで」と印字される期間に「に」「にかけて」を続けたもの。英文では from {{ … }} が from from となるもの。",
        en: "A cited date that prints 「…まで」 or 「…頃」 with the same word typed behind it; a period that prints 「…から…まで」 followed by 「に」 or 「にかけて」; “from” typed before a period that begins with “from”.",
    },
    why: Words {
        ja: "印字して初めて現れる誤りで、ファイルを読んでも気付きません。",
        en: "It shows only in print: reading the file does not reveal it.",
    },
    remedy: Words {
        ja: "続けた語を消すか、`.start` と `.end` を別々に引用してください: {{ events.x.start }}から{{ events.x.end }}にかけて。",
        en: "Remove the word, or cite `.start` and `.end` by themselves.",
    },
    example: r#"
[events]
exposed = "2024-08-01/2024-08-04"

[documents.annex]
kind  = "attachment"
style = { range = "から…まで" }
text.body = "{{ events.exposed }}にかけて、閲覧できる状態でした。"
"#,
    mended: r#"
[events]
exposed = "2024-08-01/2024-08-04"

[documents.annex]
kind  = "attachment"
style = { range = "から…まで" }
text.body = "{{ events.exposed }}、閲覧できる状態でした。"
"#,
    run: Run::Version(|subject| once(run(subject))),
};

/// Words that end a date, with their other spellings.
const ENDS: &[&[&str]] = &[&["まで", "迄"], &["頃", "ごろ", "ころ"], &["以降"], &["から", "より"], &["中"], &["前後"]];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for draft in &subject.drafts {
        let of_passage = |passage: &Passage<'_>| {
            let repeats = |mark: &Mark<'_>| match draft.document.lang {
                Lang::Ja => behind(passage, mark),
                Lang::En => front(passage, mark),
            };
            let mut ranges: Vec<Range<usize>> = passage.marks.iter().filter_map(repeats).collect();
            // A fact inside a fact ends where the outer one does.
            ranges.dedup();
            ranges
        };
        let all = draft
            .passages
            .iter()
            .flat_map(|passage| of_passage(passage).into_iter().map(move |range| (passage, range)));
        found.extend(all.take(MOST).map(|(passage, range)| finding(subject, draft, passage, range)));
    }
    found
}

fn finding(subject: &Subject<'_>, draft: &Draft<'_>, passage: &Passage<'_>, range: Range<usize>) -> Finding {
    let start = passage.text[..range.start].char_indices().rev().take(6).last().map_or(range.start, |(at, _)| at);
    let shown = match draft.document.lang {
        Lang::Ja => &passage.text[start..range.end],
        Lang::En => &passage.text[range.clone()],
    };
    Finding::at(
        subject.place(draft, passage, range.clone()),
        format!("「…{shown}」と印字されます"),
        format!("this prints “…{shown}”"),
    )
}

/// Words behind a date that repeat its last word.
fn behind(passage: &Passage<'_>, mark: &Mark<'_>) -> Option<Range<usize>> {
    let printed = passage.text.get(mark.range.clone())?;
    let rest = passage.text.get(mark.range.end..)?;
    if !printed.contains(is_digit) {
        return None;
    }
    let ends = ENDS.iter().find(|ends| ends.iter().any(|word| printed.ends_with(word)))?;
    let again = ends.iter().find(|word| rest.starts_with(**word)).filter(|word| !is_longer(rest, word));
    let is_period = printed.contains("から") && printed.ends_with("まで");
    let joint = ["にかけて", "にわたって", "にわたり", "に"].iter().find(|word| rest.starts_with(**word));
    // 「からまでには」「からまでにおける」「からまでについて」 read well.
    let joint = joint
        .filter(|_| is_period && !rest["に".len()..].starts_with(['お', 'は', 'つ', '関', '対', 'よ', 'も', '係']));
    let word = again.or(joint)?;
    Some(mark.range.end..mark.range.end + word.len())
}

/// Whether the word behind is only the beginning of another, as 中 of 中旬 and より of よりよい.
fn is_longer(rest: &str, word: &str) -> bool {
    let next = rest.get(word.len()..).and_then(|rest| rest.chars().next());
    word == "中" && next.is_some_and(is_kanji) || word == "より" && next == Some('よ')
}

/// A word before an English period that it begins with itself.
fn front(passage: &Passage<'_>, mark: &Mark<'_>) -> Option<Range<usize>> {
    let printed = passage.text.get(mark.range.clone())?;
    let before = passage.text.get(..mark.range.start)?;
    ["from", "by", "until", "around", "between", "since"].iter().find_map(|word| {
        let is_first = printed.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ') && rest.contains(is_digit));
        let typed = before.strip_suffix(' ')?.strip_suffix(word)?;
        let whole = typed.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        (is_first && whole).then(|| typed.len()..typed.len() + word.len())
    })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn cited(body: &str) -> String {
        format!(
            "[events]\nperiod = \"2024-08-01/2024-08-04\"\nby = \"2024-08-04 迄\"\nabout = \"2024-08-04T16:00 頃\"\nsince = \"2024-08-01/..\"\n[data]\nx = \"3件\"\n[documents.a]\nkind = \"attachment\"\nstyle = {{ range = \"から…まで\" }}\ntext.body = \"\"\"\n{body}\n\"\"\"\n"
        )
    }

    #[test]
    fn finds_words_twice() {
        fires(&CHECK, &cited("{{ events.period }}まで閲覧できた。"), &["まで"]);
        fires(&CHECK, &cited("{{ events.by }}迄に報告した。"), &["迄"]);
        fires(&CHECK, &cited("{{ events.about }}ごろ判明した。"), &["ごろ"]);
        fires(&CHECK, &cited("{{ events.period }}にかけて"), &["にかけて"]);
        fires(&CHECK, &cited("{{ events.period }}に発生した。"), &["に"]);
        fires(&CHECK, &cited("{{ events.since }}から"), &["から"]);
    }

    #[test]
    fn words_that_go_on_are_fine() {
        silent(&CHECK, &cited("{{ events.by }}に報告した。{{ events.by }}の間に"));
        silent(&CHECK, &cited("{{ events.period }}の間、{{ events.period }}における、{{ events.period }}には"));
        silent(&CHECK, &cited("{{ events.period.start }}から{{ events.period.end }}にかけて"));
        silent(&CHECK, &cited("{{ events.period.end }}まで、{{ data.x }}から"));
        silent(&CHECK, &cited("{{ events.about }}、{{ events.about }}に"));
        fires(&CHECK, &cited("{{ events.since }}より"), &["より"]);
        silent(&CHECK, &cited("{{ events.since }}よりよい方法で"));
        let within = |body: &str| cited(body).replace("2024-08-04 迄", "2024-08 中");
        fires(&CHECK, &within("{{ events.by }}中に"), &["中"]);
        silent(&CHECK, &within("{{ events.by }}中旬に"));
    }

    #[test]
    fn one_text_in_two_documents_is_one_mistake() {
        let file = cited("{{ events.told.text }}")
            + "[documents.b]\nkind = \"attachment\"\ntext.body = \"{{ events.told.text }}\"\n";
        let event = "[events.told]\nat = 2024-08-05\ntext = \"{{ events.by }}までに報告した。\"\n";
        fires(&CHECK, &format!("{file}{event}"), &["まで"]);
    }

    #[test]
    fn finds_from_from() {
        let file = |body: &str| {
            format!(
                "lang = \"en\"\n{}",
                cited(body)
                    .replace("迄", "by")
                    .replace("頃", "around")
                    .replace("style = { range = \"から…まで\" }\n", "")
                    .replace("3件", "3 records")
            )
        };
        fires(&CHECK, &file("It was open from {{ events.period }}."), &["from"]);
        silent(&CHECK, &file("It was open {{ events.period }}, from {{ events.period.start }}."));
        let party =
            |name: &str| format!("{}[parties]\na = {{ name = \"{name}\" }}\n", file("It came from {{ parties.a }}."));
        fires(&CHECK, &party("from 24 Seven"), &["from"]);
        silent(&CHECK, &party("from Here Ltd"));
        silent(&CHECK, &party("from24"));
    }
}
