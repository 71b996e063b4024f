//! `mixed-width`: a word in Latin letters, in full width here and in half width there.

use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use std::collections::HashSet;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "mixed-width",
    severity: Severity::Warning,
    title: Words { ja: "全角と半角の混じった英字", en: "Latin letters of both widths" },
    finds: Words {
        ja: "同じ英字の語が、本文のある所では全角、別の所では半角で書かれているものと、1語の中に両方があるもの。",
        en: "A word in Latin letters that is of full width in one place of the prose and of half width in another, or of both in one place.",
    },
    why: Words {
        ja: "同じ文書で表記が揺れると、別のものを指すように読め、検索でも見つかりません。",
        en: "The same thing looks like two, and a search finds only one.",
    },
    remedy: Words { ja: "どちらかの幅にそろえてください。", en: "Choose one width." },
    example: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[documents.release]
kind      = "statement"
text.body = "{{ self }}のＵＳＢメモリを紛失しました。USBメモリは暗号化していました。"
"#,
    mended: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[documents.release]
kind      = "statement"
text.body = "{{ self }}のUSBメモリを紛失しました。USBメモリは暗号化していました。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let own = || subject.written.iter().filter(|written| !written.verbatim);
    let half: HashSet<&str> = own()
        .flat_map(|written| words(&written.text).into_iter().filter_map(|range| written.text.get(range)))
        .filter(|word| word.is_ascii())
        .collect();
    let (mut shown, mut findings) = (HashSet::new(), Vec::new());
    for written in own() {
        for range in words(&written.text) {
            let word = written.text.get(range.clone()).unwrap_or_default();
            let narrow: String = word.chars().map(narrow).collect();
            let mixed = word.chars().any(|c| c.is_ascii()) && word != narrow;
            if word == narrow || !mixed && !half.contains(narrow.as_str()) {
                continue;
            }
            // Once a word: the author will look for the others.
            if shown.insert(word.to_string()) {
                findings.push(Finding::at(
                    written.place(range),
                    format!("「{word}」は、ほかの所では「{narrow}」と半角で書かれています"),
                    format!("`{word}` is written `{narrow}` elsewhere"),
                ));
            }
        }
    }
    findings
}

fn narrow(c: char) -> char {
    match c {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// Words of two letters and more, of either width.
fn words(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut start) = (Vec::new(), None);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, narrow(c).is_ascii_alphabetic()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                if text.get(from..at).is_some_and(|word| word.chars().count() > 1) {
                    found.push(from..at);
                }
                start = None;
            }
            _ => {}
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
            "[parties]\nown = {{ name = \"みなと市\", self = \"本市\" }}\n[quotes]\nq = \"USBとＴＥＬ\"\n[documents.a]\nkind = \"statement\"\ntext.body = \"{body}\"\n"
        )
    }

    #[test]
    fn one_word_in_two_widths_is_found_once() {
        fires(&CHECK, &file("ＵＳＢとUSBとＵＳＢ、ＷeＢ"), &["ＵＳＢ", "ＷeＢ"]);
    }

    #[test]
    fn one_width_is_left_alone() {
        silent(&CHECK, &file("ＴＥＬ、USB、Ａ社とA社、ＩＤ、{{ self }}"));
    }
}
