//! `double-space`: two blanks in a row within a sentence.

use crate::check::{Check, Finding, Run, Subject, Words, Written};
use crate::diag::Severity;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "double-space",
    severity: Severity::Note,
    title: Words { ja: "空白が続いている", en: "two blanks in a row" },
    finds: Words {
        ja: "本文の行の途中に、空白（半角・全角）が2つ以上続くところ。行の初めと終わり、表、コードの中は対象にしません。",
        en: "Two or more blanks, of either width, inside a line of prose. The beginning and the end of a line, tables and code are left alone.",
    },
    why: Words {
        ja: "消し忘れた語の跡であることが多く、文書の形式によって見え方も変わります。",
        en: "They are often what remains of a deleted word, and each format prints them in its own way.",
    },
    remedy: Words { ja: "空白を1つにするか、消してください。", en: "Leave one blank, or none." },
    example: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[documents.release]
kind      = "statement"
text.body = "{{ self }}は、  深くお詫び申し上げます。"
"#,
    mended: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[documents.release]
kind      = "statement"
text.body = "{{ self }}は、深くお詫び申し上げます。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let own = subject.written.iter().filter(|written| !written.verbatim);
    own.flat_map(|written| doubles(written).into_iter().map(|range| written.place(range)))
        .map(|place| Finding::at(place, "空白が続いています", "there are two blanks in a row"))
        .collect()
}

fn doubles(written: &Written<'_>) -> Vec<Range<usize>> {
    let (mut found, mut line_at, mut fenced) = (Vec::new(), 0, false);
    for line in written.text.split_inclusive('\n') {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        let table = line.trim_start_matches(['"', '\'']).trim_start().starts_with('|');
        if !fenced && !fence && !table && !line.contains('`') {
            found.extend(in_line(line).into_iter().map(|range| line_at + range.start..line_at + range.end));
        }
        line_at += line.len();
    }
    found
}

/// Runs of blanks between two words of a line.
fn in_line(line: &str) -> Vec<Range<usize>> {
    let (mut found, mut run, mut begun): (Vec<Range<usize>>, Option<(usize, usize)>, bool) = (Vec::new(), None, false);
    for (at, c) in line.char_indices() {
        match c {
            ' ' | '\u{3000}' => run = Some(run.map_or((at, 1), |(start, count)| (start, count + 1))),
            _ => {
                let inside = begun && !matches!(c, '\n' | '\r' | '"' | '\'' | '\\');
                found.extend(run.take().filter(|(_, count)| *count > 1 && inside).map(|(start, _)| start..at));
                // A mark of a list or a heading opens the line; blanks behind it set the text in.
                begun |= !matches!(c, '-' | '*' | '#' | '>' | '"' | '\'' | '・' | '.' | '1'..='9');
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn file(body: &str) -> String {
        format!(
            "[parties]\nown = {{ name = \"みなと市\", self = \"本市\", address = \"A  B\" }}\n[documents.a]\nkind = \"statement\"\ntext.body = \"\"\"\n{body}\n\"\"\"\n"
        )
    }

    #[test]
    fn blanks_inside_a_line_are_found() {
        fires(&CHECK, &file("お詫び  申し上げ　　ます。\nWe are  sorry.　 x"), &["  ", "　　", "  ", "　 "]);
        fires(&CHECK, &file("{{ self }}  は"), &["  "]);
        fires(&CHECK, &file("```\na\n```\n\n申し上げ  ます。"), &["  "]);
    }

    #[test]
    fn indents_ends_tables_and_code_are_left_alone() {
        silent(&CHECK, &file("　一字下げ。\n-   項目\n  続き  \n1.  一つ\n終わり  \n次 の 行"));
        silent(&CHECK, &file("| a |  b |\n|-|-|\n| c  d |  |\n\n`a  b`\n\n```\na  b\n```"));
    }
}
