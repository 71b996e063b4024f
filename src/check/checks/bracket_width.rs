//! `bracket-width`: （ and ( in one document.

use crate::check::finding::once;
use crate::check::scan::style::Ways;
use crate::check::scan::voice::{Line, Voice};
use crate::check::scan::words::{Script, script};
use crate::check::{Check, Draft, Finding, Role, Run, Subject, Words};
use crate::diag::Severity;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "bracket-width",
    severity: Severity::Note,
    title: Words { ja: "全角と半角のかっこの混在", en: "brackets of two widths" },
    finds: Words {
        ja: "一つの文書で、和文を囲む全角のかっこと半角のかっこがどちらも二組以上使われているもの、全角で開いて半角で閉じたもの(その逆も)。英数字だけを囲むかっこと項目番号は調べません。",
        en: "Two pairs and more of full-width and of half-width brackets around Japanese words in one document, such as 「（氏名）」 and 「(住所)」; a bracket that opens in one width and closes in the other.",
    },
    why: Words {
        ja: "印刷すると幅が違って見え、複数の原稿をつないだ跡になります。",
        en: "In print the widths differ, and it shows that several texts were joined.",
    },
    remedy: Words {
        ja: "どちらかに揃えてください。数と曜日のかっこは、書式の `figure` と `date` の例で決まります。",
        en: "Use one width. Brackets of figures and weekdays follow the examples of `figure` and `date` in the style.",
    },
    example: r#"
[documents.annex]
kind = "attachment"
text.body = "住所（番地を含む）、氏名（よみがな）、電話(携帯)、口座(名義を含む)"
"#,
    mended: r#"
[documents.annex]
kind = "attachment"
text.body = "住所(番地を含む)、氏名(よみがな)、電話(携帯)、口座(名義を含む)"
"#,
    run: Run::Version(|subject| once(run(subject))),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let voice = Voice::of(subject);
    subject.japanese().filter_map(|draft| one(subject, &voice, draft)).collect()
}

fn one<'a>(subject: &Subject<'a>, voice: &Voice<'a>, draft: &Draft<'a>) -> Option<Finding> {
    // The labels of a form's cells are not the author's.
    let is_text = |line: &Line<'_, '_>| line.is_body() && line.passage.role != Role::Cell;
    let lines: Vec<_> = voice.lines(draft).into_iter().filter(is_text).collect();
    let crossed = lines.iter().find_map(|line| {
        let (_, crossed) = pairs(line);
        Some((line, crossed.into_iter().find(|range| line.is_own(range))?))
    });
    if let Some((line, range)) = crossed {
        let word = line.passage.text[range.clone()].to_string();
        return Some(Finding::at(
            subject.place(draft, line.passage, range),
            format!("「{word}」は、かっこの幅が前と後ろで違います"),
            format!("“{word}” opens and closes in two widths"),
        ));
    }
    let ways = Ways::of(&lines, |line| pairs(line).0);
    let mixed = ways.counts().into_iter().all(|count| count >= 2);
    ways.finding(subject, draft).filter(|_| mixed)
}

/// Pairs of full and of half width around Japanese words, and pairs that cross.
fn pairs(line: &Line<'_, '_>) -> ([Vec<Range<usize>>; 2], Vec<Range<usize>>) {
    let text = &line.passage.text;
    let (mut found, mut crossed) = ([Vec::new(), Vec::new()], Vec::new());
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => open.push((at, c)),
            ')' | '）' => {
                let Some((start, opening)) = open.pop() else { continue };
                let range = start..at + c.len_utf8();
                let is_japanese =
                    text[range.clone()].chars().any(|c| !matches!(script(c), Script::Latin | Script::Other));
                match (opening, c) {
                    _ if !is_japanese || line.is_name(start) => {}
                    ('（', '）') => found[0].push(range),
                    ('(', ')') => found[1].push(range),
                    _ => crossed.push(range),
                }
            }
            _ => {}
        }
    }
    (found, crossed)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn annex(body: &str) -> String {
        format!("[documents.a]\nkind = \"attachment\"\ntext.body = \"{body}\"\n")
    }

    #[test]
    fn finds_mixes_and_crossed_pairs() {
        fires(&CHECK, &annex("氏（甲）名（乙）、住(丙)所(丁)番(戊)"), &["（甲）"]);
        fires(&CHECK, &annex("氏（甲)名"), &["（甲)"]);
    }

    #[test]
    fn single_and_latin_brackets_are_fine() {
        silent(&CHECK, &annex("氏（甲）名（乙）、住(丙)所"));
        silent(&CHECK, &annex("氏（甲）名（乙）、(FTP)(VPN)(1)(2)"));
        silent(&CHECK, &annex("氏(甲)名(乙)、「（丙）（丁）」"));
        silent(
            &CHECK,
            &annex("住(丙)所(丁)")
                .replace("\"住", "\"\"\"\n| 氏（甲） | 名（乙） |\n|-|-|\n| 住 |\n\n")
                .replace(")\"", ")\n\"\"\""),
        );
        silent(&CHECK, &annex("1) 氏（甲） 2) 名（乙）"));
    }
}
