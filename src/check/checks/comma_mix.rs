//! `comma-mix`: 3622件 and 3,176件 in one document.

use crate::check::finding::once;
use crate::check::scan::chars::is_digit;
use crate::check::scan::style::Ways;
use crate::check::scan::voice::{Line, Voice};
use crate::check::scan::words::before;
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "comma-mix",
    severity: Severity::Warning,
    title: Words { ja: "桁区切りの有無の混在", en: "large numbers with and without commas" },
    finds: Words {
        ja: "一つの文書で、四桁以上の件数・人数などに「3,622件」と「3622件」のように桁区切りのあるものとないものがあるもの。年、番号、万に続く端数は調べません。",
        en: "Counts of four digits and more, some with commas and some without, such as 「3,622件」 and 「3622件」. Years, numbers of things and what follows 「万」 are not looked at.",
    },
    why: Words {
        ja: "桁の読み違いのもとになり、複数の原稿をつないだ跡にも見えます。",
        en: "It invites misreading, and shows that several texts were joined.",
    },
    remedy: Words {
        ja: "数は引用して書式の `figure` に任せ、手で打った数を揃えてください。",
        en: "Cite figures and let `figure` of the style write them; correct those typed by hand.",
    },
    example: r#"
[documents.annex]
kind = "attachment"
text.body = "合計は3,622件、うち利用者登録データは3176件です。"
"#,
    mended: r#"
[documents.annex]
kind = "attachment"
text.body = "合計は3,622件、うち利用者登録データは3,176件です。"
"#,
    run: Run::Version(|subject| once(run(subject))),
};

const COUNTERS: &[&str] = &[
    "件",
    "名",
    "人",
    "世帯",
    "校",
    "台",
    "個",
    "通",
    "円",
    "回",
    "点",
    "冊",
    "社",
    "事業者",
    "店",
    "枚",
    "部",
    "口座",
    "アカウント",
    "ファイル",
    "団体",
    "軒",
    "戸",
];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let voice = Voice::of(subject);
    let one = |draft| {
        let lines: Vec<_> = voice.lines(draft).into_iter().filter(Line::is_body).collect();
        Ways::of(&lines, counts).finding(subject, draft)
    };
    subject.japanese().filter_map(one).collect()
}

/// Counts of four digits and more: with a comma, and without.
fn counts(line: &Line<'_, '_>) -> [Vec<Range<usize>>; 2] {
    let text = &line.passage.text;
    let is_comma = |c: char| matches!(c, ',' | '，');
    let mut found = [Vec::new(), Vec::new()];
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(is_digit)).map(|start| at + start) {
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(|c: char| !is_digit(c) && !is_comma(c)).unwrap_or(rest.len());
        let (number, behind) = rest.split_at(length);
        at = start + length;
        let is_part = before(text, start).is_some_and(|c| "万億兆千百第.-／/".contains(c) || c.is_ascii_alphabetic());
        let behind = behind.trim_start_matches([' ', '　']);
        let is_count = COUNTERS.iter().any(|counter| behind.starts_with(counter)) && !behind.starts_with("回線");
        let digits = number.chars().filter(|c| is_digit(*c)).count();
        if digits >= 4 && is_count && !is_part && !number.starts_with(['0', '０']) && !line.is_name(start) {
            found[usize::from(!number.contains(is_comma))].push(start..at);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn annex(body: &str) -> String {
        format!("[data]\nx = \"3,176件\"\n[documents.a]\nkind = \"attachment\"\ntext.body = \"{body}\"\n")
    }

    #[test]
    fn finds_counts_in_two_writings() {
        fires(&CHECK, &annex("3,622件と3176件"), &["3176"]);
        fires(&CHECK, &annex("1300件と2500 名と3,622件"), &["3,622"]);
        fires(&CHECK, &annex("{{ data.x }}と約1300件"), &["1300"]);
    }

    #[test]
    fn years_codes_and_small_numbers_are_fine() {
        silent(&CHECK, &annex("3,622件、2024年、1234号、999件、A1234件、第1234回、12回"));
        silent(&CHECK, &annex("1,000件、7万4767世帯"));
        silent(&CHECK, &annex("約1300件と約450人、2024年度"));
        silent(&CHECK, &annex("3,622件と「3176件」"));
    }
}
