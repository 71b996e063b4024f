//! `half-width-kana`: katakana of half width.

use crate::check::finding::once;
use crate::check::scan::strings::strings;
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "half-width-kana",
    severity: Severity::Warning,
    title: Words { ja: "半角の片仮名", en: "katakana of half width" },
    finds: Words {
        ja: "半角の片仮名と、半角の句読点・かぎ括弧（ｻｰﾊﾞ、｡､｢｣）。",
        en: "Katakana and Japanese punctuation of half width.",
    },
    why: Words {
        ja: "メールや古い仕組みで文字化けし、検索では全角の語と別の語になります。",
        en: "Mail and old systems garble them, and a search takes them for other words.",
    },
    remedy: Words { ja: "全角で書いてください。", en: "Write them in full width." },
    example: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[documents.release]
kind      = "statement"
text.body = "{{ self }}のｻｰﾊﾞに不正なアクセスがありました。"
"#,
    mended: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[documents.release]
kind      = "statement"
text.body = "{{ self }}のサーバに不正なアクセスがありました。"
"#,
    run: Run::Version(|subject| once(run(subject))),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for literal in strings(subject) {
        let places = runs(literal.text).into_iter().map(|range| literal.place(range));
        findings.extend(
            places.map(|place| Finding::at(place, "半角の片仮名があります", "there is katakana of half width")),
        );
    }
    findings
}

/// Runs of half-width katakana and punctuation.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '｡'..='ﾟ')) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + c.len_utf8(),
            _ => runs.push(at..at + c.len_utf8()),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    #[test]
    fn a_run_is_one_finding() {
        let text = "[parties]\nown = { name = \"ﾐﾅﾄ市\", self = \"本市\" }\n[documents.a]\nkind = \"statement\"\ntext.body = \"ｻｰﾊﾞのﾃﾞｰﾀ｡\"\n";
        fires(&CHECK, text, &["ｻｰﾊﾞ", "ﾃﾞｰﾀ｡", "ﾐﾅﾄ"]);
    }

    #[test]
    fn full_width_and_other_half_width_signs_are_left_alone() {
        silent(
            &CHECK,
            "[parties]\nown = { name = \"ミナト市\", self = \"本市\", alias = \"Ａ￠ﾠ\" }\n[quotes]\nq = \"ｱ\"\n",
        );
    }
}
