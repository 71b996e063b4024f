//! `digit-width`: ３件 and 5件 in one document.

use crate::check::finding::once;
use crate::check::scan::chars::is_digit;
use crate::check::scan::numbers::typed;
use crate::check::scan::style::Ways;
use crate::check::scan::voice::{Line, Voice};
use crate::check::scan::words::{after, before};
use crate::check::{Check, Draft, Finding, Role, Run, Subject, Words};
use crate::diag::Severity;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "digit-width",
    severity: Severity::Warning,
    title: Words { ja: "全角と半角の数字の混在", en: "digits of two widths" },
    finds: Words {
        ja: "一つの文書の数字に全角と半角が混じっているもの。一桁だけを全角にする書き方、手で打った項目番号、名称・連絡先・引用は調べません。",
        en: "Digits of full and of half width in one document. The convention of full width for single digits only, numbers of items typed by hand, names, contacts and quotations are left alone.",
    },
    why: Words {
        ja: "数字の幅は文書の中で統一するのが公用文の決まりです。検索で数字が見つからない原因にもなります。",
        en: "Official Japanese texts keep to one width, and a search for a number misses the other.",
    },
    remedy: Words {
        ja: "どちらかに揃えてください。引用した数字の幅は書式の例で決まります。",
        en: "Use one width. That of cited figures follows the examples of the style.",
    },
    example: r#"
[documents.annex]
kind = "attachment"
text.body = "対象は１２件、うち電話番号を含むものは10件です。"
"#,
    mended: r#"
[documents.annex]
kind = "attachment"
text.body = "対象は12件、うち電話番号を含むものは10件です。"
"#,
    run: Run::Version(|subject| once(run(subject))),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let voice = Voice::of(subject);
    subject.japanese().filter_map(|draft| one(subject, &voice, draft)).collect()
}

fn one<'a>(subject: &Subject<'a>, voice: &Voice<'a>, draft: &Draft<'a>) -> Option<Finding> {
    let is_text = |line: &Line<'_, '_>| line.is_body() || matches!(line.passage.role, Role::Title | Role::Date);
    let lines: Vec<_> = voice.lines(draft).into_iter().filter(is_text).collect();
    let ways = Ways::of(&lines, runs);
    let single = |word: &str| word.chars().count() == 1;
    let by_length = ways.words(0).all(single) && !ways.words(1).any(single);
    ways.finding(subject, draft).filter(|_| !by_length)
}

/// Runs of full-width digits, and of half-width digits that belong to no code or address.
fn runs(line: &Line<'_, '_>) -> [Vec<Range<usize>>; 2] {
    let text = &line.passage.text;
    let skipped = typed(text, matches!(line.passage.role, Role::Heading(_))).map_or(0, |number| number.length);
    let mut found = [Vec::new(), Vec::new()];
    let mut at = skipped;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(is_digit)).map(|start| at + start) {
        let half = after(text, start).is_some_and(|c| c.is_ascii_digit());
        let rest = text.get(start..).unwrap_or_default();
        let end = rest.find(|c: char| !is_digit(c) || c.is_ascii_digit() != half).map_or(text.len(), |end| start + end);
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic() || "-_./@:#".contains(c));
        let is_code = half && (joins(before(text, start)) || joins(after(text, end)));
        if !is_code && !line.is_name(start) {
            found[usize::from(half)].push(start..end);
        }
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn annex(body: &str) -> String {
        format!(
            "[parties]\np = \"第３管区\"\n[documents.a]\nkind = \"attachment\"\ntext.body = \"\"\"\n{body}\n\"\"\"\n"
        )
    }

    #[test]
    fn finds_the_rarer_width() {
        fires(&CHECK, &annex("10件、１２件、15件"), &["１２"]);
        fires(&CHECK, &annex("１０件、１２件、5件"), &["5"]);
        fires(&CHECK, &annex("7月３日に5件"), &["３"]);
    }

    #[test]
    fn one_width_and_conventions_are_fine() {
        silent(&CHECK, &annex("7月16日"));
        silent(&CHECK, &annex("７月16日、３件"));
        silent(&CHECK, &annex("１．概要\n\n(２) 12件"));
        silent(&CHECK, &annex("１２件、A4、v1.20、https://example.jp/12、03-1234-5678"));
        silent(&CHECK, &annex("{{ parties.p }}の10件、「１２件」"));
    }
}
