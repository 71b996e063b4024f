//! `leak-words`: 漏えい and 流出 for the same event in one document.

use crate::check::finding::once;
use crate::check::scan::voice::{Line, Voice};
use crate::check::scan::words::after;
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "leak-words",
    severity: Severity::Note,
    title: Words { ja: "「漏えい」と「流出」の併用", en: "「漏えい」 and 「流出」 side by side" },
    finds: Words {
        ja: "一つの文書で、発表者が「漏えい」と「流出」の両方を使っているもの。法令用語の「漏えい等」、引用、他者の発言、ほかの発表の題名は調べません。",
        en: "A document whose issuer writes both 「漏えい」 and 「流出」. The legal term 「漏えい等」, quotations, words of others and titles of other releases are not looked at.",
    },
    why: Words {
        ja: "二つの語があると、別々の事態があったのか、程度が違うのかと問われます。",
        en: "Two words invite the question whether two things happened, or one worse than the other.",
    },
    remedy: Words {
        ja: "意味を分けて使うのでなければ、どちらかに揃えてください。",
        en: "Use one of them, unless you mean two things.",
    },
    example: r#"
[documents.annex]
kind = "attachment"
text.body = "個人情報の漏えいの可能性が判明しました。情報が流出した可能性のあるお客様に連絡します。"
"#,
    mended: r#"
[documents.annex]
kind = "attachment"
text.body = "個人情報の漏えいの可能性が判明しました。情報が漏えいした可能性のあるお客様に連絡します。"
"#,
    run: Run::Version(|subject| once(run(subject))),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let voice = Voice::of(subject);
    let mut found = Vec::new();
    for draft in subject.japanese() {
        let lines = voice.lines(draft);
        let first = |words: &[&str]| {
            lines.iter().enumerate().find_map(|(index, line)| {
                let range = words.iter().filter_map(|word| plain(line, word)).min_by_key(|range| range.start)?;
                Some((index, line, range))
            })
        };
        let (Some(one), Some(other)) = (first(&["漏えい", "漏洩"]), first(&["流出"])) else { continue };
        let later = if (one.0, one.2.start) < (other.0, other.2.start) { other } else { one };
        let (_, line, range) = later;
        found.push(Finding::at(
            subject.place(draft, line.passage, range),
            "「漏えい」と「流出」の両方が使われています",
            "both “漏えい” and “流出” are used",
        ));
    }
    found
}

/// The first mention that is no term of the law.
fn plain(line: &Line<'_, '_>, word: &str) -> Option<Range<usize>> {
    line.own(word).into_iter().find(|range| after(&line.passage.text, range.end) != Some('等'))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn annex(body: &str) -> String {
        format!(
            "[parties]\na = {{ role = \"controller\", name = \"甲\" }}\nb = \"乙\"\n[claims]\nc = {{ by = \"b\", says = \"流出の痕跡はない\" }}\n[documents.a]\nkind = \"attachment\"\ntext.body = \"{body}\"\n"
        )
    }

    #[test]
    fn finds_both_words_once() {
        fires(&CHECK, &annex("漏えいした。流出した。漏えい。流出。"), &["流出"]);
        fires(&CHECK, &annex("流出した。漏洩した。"), &["漏洩"]);
    }

    #[test]
    fn the_law_and_others_may_use_their_word() {
        silent(&CHECK, &annex("流出した。漏えい等報告を行った。"));
        silent(&CHECK, &annex("漏えいした。乙は{{ claims.c }}と述べた。「流出のお知らせ」"));
        silent(&CHECK, &annex("漏えい、漏えい"));
    }
}
