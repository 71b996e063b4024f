//! `missing-number`: 上記(3) or 1の(2) where no such number is printed.

use crate::check::finding::{MOST, once};
use crate::check::scan::numbers::{Number, Shape, leading, mark, typed};
use crate::check::scan::voice::{Line, Voice};
use crate::check::scan::words::before;
use crate::check::{Check, Finding, Role, Run, Subject, Words};
use crate::diag::Severity;
use std::collections::BTreeSet;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "missing-number",
    severity: Severity::Warning,
    title: Words { ja: "番号の参照先がない", en: "a reference to a number that is not printed" },
    finds: Words {
        ja: "「上記(3)」「前記②」「1の(2)」のように番号で指しながら、その番号の見出しや項目がその文書にないもの。",
        en: "「上記(3)」, 「前記②」 or 「1の(2)」 in a document that prints no heading or item of this number.",
    },
    why: Words {
        ja: "見出しを足したり並べ替えたりすると、手で打った番号だけが古いまま残ります。",
        en: "Where headings were added or moved, a number typed by hand keeps pointing at the old place.",
    },
    remedy: Words {
        ja: "番号を直すか、指す先に {{ @name }}、参照に {{ #name }} と書いて、番号を印字させてください。",
        en: "Correct the number, or mark the place by {{ @name }} and refer to it by {{ #name }}: then the number is printed.",
    },
    example: r#"
[documents.annex]
kind  = "attachment"
style = { list = "(1)" }
text.body = """
1. 氏名のみ
2. 電話番号を含むもの

上記(3)の方には個別にご連絡しました。
"""
"#,
    mended: r#"
[documents.annex]
kind  = "attachment"
style = { list = "(1)" }
text.body = """
1. 氏名のみ
2. {{ @phones }}電話番号を含むもの

上記{{ #phones }}の方には個別にご連絡しました。
"""
"#,
    run: Run::Version(|subject| once(run(subject))),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let voice = Voice::of(subject);
    let mut found = Vec::new();
    for draft in subject.japanese() {
        let lines = voice.lines(draft);
        let printed = Printed::of(&lines);
        let text = lines.iter().filter(|line| line.is_running() || line.passage.role == Role::Cell);
        let missing = text.flat_map(|line| references(line).map(move |reference| (line, reference)));
        let missing = missing.filter(|(_, reference)| !printed.has(reference)).take(MOST);
        found.extend(missing.map(|(line, reference)| {
            let word = &line.passage.text[reference.range.clone()];
            Finding::at(
                subject.place(draft, line.passage, reference.range.clone()),
                format!("「{word}」の番号は、この文書にありません"),
                format!("this document has no “{word}”"),
            )
        }));
    }
    found
}

struct Reference {
    /// The section, for 1の(2).
    section: Option<u64>,
    number: Number,
    range: Range<usize>,
}

/// All that a line refers to by number.
fn references<'l>(line: &'l Line<'_, '_>) -> impl Iterator<Item = Reference> + 'l {
    let text = line.passage.text.as_str();
    let above = ["上記", "前記"].iter().flat_map(|word| line.own(word)).flat_map(move |range| {
        let first = enclosed(text, range.end).map(|number| (range.start, range.end, number));
        let end = first.map(|(_, at, number)| at + number.length);
        // 上記①～⑤ names two.
        let next = end.and_then(|end| text.get(end..)?.strip_prefix(['～', '〜', '~', '-', '、']));
        let second = next.and_then(|rest| {
            Some((text.len() - rest.len(), text.len() - rest.len(), enclosed(text, text.len() - rest.len())?))
        });
        [first, second]
    });
    let above = above.flatten().map(|(start, at, number)| Reference {
        section: None,
        number,
        range: start..at + number.length,
    });
    let inner = line.own("の").into_iter().filter_map(move |range| {
        let number = enclosed(text, range.end)?;
        let front = text.get(..range.start)?;
        let start = front.char_indices().rev().take_while(|(_, c)| c.is_ascii_digit()).last()?.0;
        // 第7条の(1) is a law, 令和2の(1) a name.
        let is_section = before(text, start).is_none_or(|c| !c.is_alphanumeric() || "び及、とるはがに".contains(c));
        let section = front.get(start..)?.parse().ok().filter(|section: &u64| is_section && *section < 100)?;
        Some(Reference { section: Some(section), number, range: start..range.end + number.length })
    });
    above.chain(inner)
}

/// A number in brackets or a circle.
fn enclosed(text: &str, at: usize) -> Option<Number> {
    leading(text.get(at..)?).filter(|number| matches!(number.shape, Shape::Bracketed | Shape::Circled | Shape::Kana))
}

/// Numbers that a document prints.
struct Printed {
    all: BTreeSet<(Shape, u64)>,
    sections: BTreeSet<(u64, Shape, u64)>,
}

impl Printed {
    fn of(lines: &[Line<'_, '_>]) -> Printed {
        let mut printed = Printed { all: BTreeSet::new(), sections: BTreeSet::new() };
        let mut section = 0;
        for line in lines {
            let passage = line.passage;
            let is_heading = matches!(passage.role, Role::Heading(_));
            let own = passage.number.and_then(mark).or_else(|| typed(&passage.text, is_heading));
            if let (Role::Heading(1), Some(number)) = (passage.role, own) {
                section = number.value;
            }
            // Items may stand inside a line: 「①氏名、②住所」.
            let inner = passage.text.char_indices().filter(|(_, c)| matches!(c, '①'..='⑳' | '(' | '（'));
            let inner = inner
                .filter(|(at, _)| !is_referred(&passage.text, *at))
                .filter_map(|(at, _)| enclosed(&passage.text, at));
            for number in own.into_iter().chain(inner) {
                printed.all.insert((number.shape, number.value));
                printed.sections.insert((section, number.shape, number.value));
            }
        }
        printed
    }

    fn has(&self, reference: &Reference) -> bool {
        let Number { shape, value, .. } = reference.number;
        match reference.section {
            Some(section) => self.sections.contains(&(section, shape, value)),
            None => self.all.contains(&(shape, value)),
        }
    }
}

/// Whether a number is itself referred to, not printed.
fn is_referred(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|front| front.ends_with(['の', '記', '～', '〜', '~']))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn annex(body: &str) -> String {
        format!(
            "[documents.a]\nkind = \"attachment\"\nstyle = {{ headings = \"1 / (1)\", list = \"①\" }}\ntext.body = \"\"\"\n{body}\n\"\"\"\n"
        )
    }

    #[test]
    fn finds_numbers_that_are_not_printed() {
        fires(&CHECK, &annex("1. 氏名\n2. 住所\n\n上記③の合計、上記①～④の合計"), &["上記③", "④"]);
        fires(&CHECK, &annex("# 概要\n## 経緯\nあ\n# 対応\n1の(2)と2の(1)の方は"), &["1の(2)", "2の(1)"]);
        fires(&CHECK, &annex("上記(1)の方は"), &["上記(1)"]);
        fires(&CHECK, &annex("99の(1)と100の(1)の方は"), &["99の(1)"]);
        fires(&CHECK, &annex("| 対象 |\n|-|\n| 上記(1)の方 |"), &["上記(1)"]);
    }

    #[test]
    fn printed_numbers_and_laws_are_fine() {
        silent(&CHECK, &annex("1. 氏名\n2. 住所\n\n上記①～②の合計"));
        silent(&CHECK, &annex("# 概要\n## 経緯\nあ\n# 対応\n1の(1)の方は"));
        silent(&CHECK, &annex("(1) 氏名\n\n上記(1)の方は"));
        silent(&CHECK, &annex("①氏名、②住所のうち、上記②は"));
        silent(&CHECK, &annex("施行規則第7条の(1)、令和2の(1)、上記(注)、東京都の(株)甲"));
        silent(&CHECK, &annex("上記3件"));
    }
}
