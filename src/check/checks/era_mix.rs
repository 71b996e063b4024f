//! `era-mix`: 令和6年 here, 2024年 there.

use crate::check::finding::once;
use crate::check::scan::chars::is_digit;
use crate::check::scan::style::Ways;
use crate::check::scan::voice::{Line, Voice};
use crate::check::scan::words::{before, leading_number};
use crate::check::{Check, Finding, Role, Run, Subject, Words};
use crate::diag::Severity;
use crate::locale::ERAS;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "era-mix",
    severity: Severity::Warning,
    title: Words { ja: "元号と西暦の混在", en: "years of the era and of the common era" },
    finds: Words {
        ja: "一つの文書で、年を元号だけで書いた箇所と西暦だけで書いた箇所があるもの。「令和6年(2024年)」のように並べたもの、引用、名称は調べません。",
        en: "A document with years of the Japanese era alone in one place and of the common era alone in another. Pairs such as 「令和6年(2024年)」, quotations and names are left alone.",
    },
    why: Words {
        ja: "読み手が換算しなければ、前後関係も期間も分かりません。",
        en: "Readers must convert them to see what came first, and how long it took.",
    },
    remedy: Words {
        ja: "書式の `date` の例で一つに決め、手で打った年を引用に替えてください。",
        en: "Choose one by the example of `date` in the style, and cite dates instead of typing years.",
    },
    example: r#"
[documents.annex]
kind = "attachment"
text.body = "令和6年7月9日に判明しました。データは2023年3月9日時点のものです。"
"#,
    mended: r#"
[documents.annex]
kind = "attachment"
text.body = "令和6年7月9日に判明しました。データは令和5年3月9日時点のものです。"
"#,
    run: Run::Version(|subject| once(run(subject))),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let voice = Voice::of(subject);
    let is_text = |line: &Line<'_, '_>| line.is_body() || matches!(line.passage.role, Role::Title | Role::Date);
    let one = |draft| {
        let lines: Vec<_> = voice.lines(draft).into_iter().filter(is_text).collect();
        Ways::of(&lines, years).finding(subject, draft)
    };
    subject.japanese().filter_map(one).collect()
}

/// Years of an era, and of the common era, that stand alone.
fn years(line: &Line<'_, '_>) -> [Vec<Range<usize>>; 2] {
    let text = &line.passage.text;
    let all: Vec<(usize, Range<usize>)> = text
        .match_indices('年')
        .filter_map(|(at, year)| one_year(text, at).map(|(way, start)| (way, start..at + year.len())))
        .filter(|(_, range)| !line.is_name(range.start))
        .collect();
    let is_pair = |one: &(usize, Range<usize>), other: &(usize, Range<usize>)| {
        let between = text.get(one.1.end..other.1.start);
        one.0 != other.0 && between.is_some_and(|between| between.chars().all(|c| "(（・/ 　＝=[".contains(c)))
    };
    let mut found = [Vec::new(), Vec::new()];
    for (index, year) in all.iter().enumerate() {
        let earlier = index.checked_sub(1).and_then(|index| all.get(index));
        let later = all.get(index + 1);
        let paired =
            earlier.is_some_and(|other| is_pair(other, year)) || later.is_some_and(|other| is_pair(year, other));
        if !paired {
            found[year.0].push(year.1.clone());
        }
    }
    found
}

/// Which way the year before 年 is written, and where it starts.
fn one_year(text: &str, at: usize) -> Option<(usize, usize)> {
    let front = text.get(..at)?.trim_end_matches([' ', '　']);
    let is_part = |c: char| is_digit(c) || c == '元';
    let start = front.char_indices().rev().take(5).take_while(|(_, c)| is_part(*c)).last()?.0;
    let number = front.get(start..)?;
    let before_number = front.get(..start)?.trim_end_matches([' ', '　']);
    if let Some(era) = ERAS.iter().find(|era| before_number.ends_with(era.name)) {
        return Some((0, before_number.len() - era.name.len()));
    }
    let (year, length) = leading_number(number)?;
    let is_whole = length == number.len() && before(text, start).is_none_or(|c| !is_digit(c) && c != '第' && c != ',');
    (is_whole && (1868..=2100).contains(&year)).then_some((1, start))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn annex(body: &str) -> String {
        format!("[documents.a]\nkind = \"attachment\"\ntext.body = \"{body}\"\n")
    }

    #[test]
    fn finds_the_rarer_way() {
        fires(&CHECK, &annex("令和6年7月、2019年、平成 30 年"), &["2019年"]);
        fires(&CHECK, &annex("2024年7月、2019年、令和元年度"), &["令和元年"]);
        fires(&CHECK, &annex("2024 年7月、令和５年"), &["令和５年"]);
    }

    #[test]
    fn pairs_and_other_numbers_are_fine() {
        silent(&CHECK, &annex("令和4年(2022年)12月、令和5年"));
        silent(&CHECK, &annex("2022年(令和4年)、2023年"));
        silent(&CHECK, &annex("2022年(令和4年)、令和5年"));
        silent(&CHECK, &annex("令和4年、「2024年のお知らせ」、3年、1,2024年、第2024年"));
        silent(&CHECK, &annex("平成22年、平成20年12月から同25年、元年"));
    }

    #[test]
    fn the_date_of_the_document_counts() {
        let dated = annex("令和6年7月9日に判明しました。")
            .replace("[documents.a]\n", "[documents.a]\ndate = 2024-07-22\nstyle = { date = \"2024年7月22日\" }\n");
        fires(&CHECK, &dated, &["令和6年"]);
    }
}
