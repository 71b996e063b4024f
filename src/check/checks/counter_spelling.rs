//! `counter-spelling`: 3か所 and 2ヶ所 in one document.

use crate::check::finding::once;
use crate::check::scan::chars::is_digit;
use crate::check::scan::voice::{Line, Voice};
use crate::check::scan::words::before;
use crate::check::{Check, Draft, Finding, Run, Subject, Words};
use crate::diag::Severity;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "counter-spelling",
    severity: Severity::Warning,
    title: Words { ja: "か所・ヶ所、か月・ヶ月の混在", en: "one counter in several spellings" },
    finds: Words {
        ja: "一つの文書で、数に続く「か所」「ヶ所」「カ所」「箇所」や「か月」「ヶ月」「ヵ月」が混じっているもの。",
        en: "A document that writes the counters 「か所」 or 「か月」 in several ways, such as 「ヶ所」, 「カ所」, 「箇所」 or 「ヵ月」.",
    },
    why: Words {
        ja: "表記の揺れです。公用文では「3か所」「7か月」と書きます。",
        en: "Official texts keep to one spelling: 「3か所」, 「7か月」.",
    },
    remedy: Words { ja: "どれか一つに揃えてください。", en: "Use one of them." },
    example: r#"
[documents.annex]
kind = "attachment"
text.body = "誤りは3か所にあり、うち2ヶ所を直しました。"
"#,
    mended: r#"
[documents.annex]
kind = "attachment"
text.body = "誤りは3か所にあり、うち2か所を直しました。"
"#,
    run: Run::Version(|subject| once(run(subject))),
};

const SMALL: &[&str] = &["か", "ヶ", "カ", "ケ", "ヵ", "箇", "個"];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let voice = Voice::of(subject);
    let mut found = Vec::new();
    for draft in subject.japanese() {
        let lines: Vec<_> = voice.lines(draft).into_iter().filter(Line::is_body).collect();
        for counted in ["所", "月"] {
            found.extend(mixed(subject, draft, &lines, counted));
        }
    }
    found
}

/// The first use of every spelling beside the one that comes first.
fn mixed(subject: &Subject<'_>, draft: &Draft<'_>, lines: &[Line<'_, '_>], counted: &str) -> Vec<Finding> {
    let first = |small: &&str| {
        let word = format!("{small}{counted}");
        let at = |(index, line)| used(line, &word).map(|range| (index, line, range));
        lines.iter().enumerate().find_map(at)
    };
    let mut used: Vec<(usize, &Line<'_, '_>, Range<usize>)> = SMALL.iter().filter_map(first).collect();
    used.sort_by_key(|(index, _, range)| (*index, range.start));
    let Some((_, line, range)) = used.first() else { return Vec::new() };
    let usual = line.passage.text[range.clone()].to_string();
    let others = used.iter().skip(1).map(|(_, line, range)| {
        let word = &line.passage.text[range.clone()];
        Finding::at(
            subject.place(draft, line.passage, range.clone()),
            format!("「{usual}」と「{word}」が混在しています"),
            format!("“{usual}” and “{word}” are mixed"),
        )
    });
    others.collect()
}

/// The counter behind a number; 該当箇所 is no counter.
fn used(line: &Line<'_, '_>, word: &str) -> Option<Range<usize>> {
    let is_number = |c: char| is_digit(c) || "一二三四五六七八九十百千数何".contains(c);
    let all = line.own(word).into_iter();
    all.filter(|range| !line.is_name(range.start))
        .find(|range| before(&line.passage.text, range.start).is_some_and(is_number))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn annex(body: &str) -> String {
        format!("[documents.a]\nkind = \"attachment\"\ntext.body = \"{body}\"\n")
    }

    #[test]
    fn finds_each_further_spelling() {
        fires(&CHECK, &annex("2ヶ所、3か所、4箇所、5ヶ所"), &["か所", "箇所"]);
        fires(&CHECK, &annex("1ヵ月分、数か月"), &["か月"]);
    }

    #[test]
    fn other_words_are_fine() {
        silent(&CHECK, &annex("3か所、該当箇所、1ヵ月、七ヵ月"));
        silent(&CHECK, &annex("3か所、「3ヶ所」、保か所"));
    }
}
