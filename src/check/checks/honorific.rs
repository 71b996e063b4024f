//! `honorific`: 各位様, 御中様.

use crate::check::scan::chars::is_kanji;
use crate::check::scan::voice::{Line, Voice};
use crate::check::{Check, Finding, Role, Run, Subject, Words};
use crate::diag::Severity;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "honorific",
    severity: Severity::Warning,
    title: Words { ja: "敬称の重複", en: "two honorifics for one addressee" },
    finds: Words {
        ja: "「各位」に「様」「殿」「御中」を重ねたもの、「御中」に「様」「殿」を重ねたもの。「お客様各位」は調べません。",
        en: "「各位」 followed by 「様」, 「殿」 or 「御中」, and 「御中」 beside 「様」 or 「殿」. 「お客様各位」 is left alone.",
    },
    why: Words {
        ja: "「各位」も「御中」も敬称です。宛名の誤りは最初に目に入ります。",
        en: "「各位」 and 「御中」 are honorifics themselves, and the addressee is the first thing one reads.",
    },
    remedy: Words {
        ja: "人には「様」、団体には「御中」、複数の人には「各位」の一つだけを付けてください。",
        en: "Keep one: 「様」 for a person, 「御中」 for an organisation, 「各位」 for several people.",
    },
    example: r#"
[documents.annex]
kind = "attachment"
to   = "関係者各位様"
text.body = "ご報告します。"
"#,
    mended: r#"
[documents.annex]
kind = "attachment"
to   = "関係者各位"
text.body = "ご報告します。"
"#,
    run: Run::Version(run),
};

/// Pairs of honorifics that stand one behind the other, a blank between them at most.
const PAIRS: &[(&str, &[&str])] = &[
    ("各位", &["様", "さま", "殿", "御中"]),
    ("御中", &["様", "さま", "殿", "各位"]),
    ("様", &["御中", "殿"]),
    ("殿", &["御中", "様"]),
];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let voice = Voice::of(subject);
    let mut found = Vec::new();
    for draft in subject.japanese() {
        let lines = voice.lines(draft);
        let doubled = lines.iter().filter_map(|line| Some((line, doubled(line)?))).take(5);
        found.extend(doubled.map(|(line, range)| {
            let word = line.passage.text[range.clone()].to_string();
            // The lines of an addressee are no fact that can be cited.
            let to = draft.entry.field("to").filter(|_| line.passage.role == Role::Addressee);
            Finding::at(
                to.map_or_else(|| subject.place(draft, line.passage, range), |field| field.span),
                format!("「{word}」は敬称が重なっています"),
                format!("“{word}” is two honorifics"),
            )
        }));
    }
    found
}

fn doubled(line: &Line<'_, '_>) -> Option<Range<usize>> {
    let text = &line.passage.text;
    PAIRS.iter().find_map(|(first, seconds)| {
        line.own(first).into_iter().find_map(|range| {
            let behind = text.get(range.end..)?;
            let gap = behind.len() - behind.trim_start_matches([' ', '　']).len();
            let second = seconds.iter().find(|second| behind[gap..].starts_with(**second))?;
            let end = range.end + gap + second.len();
            // 様殿堂 and 御中元 are other words; an addressee ends here, or goes on in another writing.
            let next = text.get(end..)?.chars().next();
            let ends = next.is_none_or(|c| !is_kanji(c));
            ends.then_some(range.start..end)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn letter(to: &str, body: &str) -> String {
        format!("[documents.a]\nkind = \"attachment\"\nto = \"{to}\"\ntext.body = \"{body}\"\n")
    }

    #[test]
    fn finds_doubled_honorifics() {
        fires(&CHECK, &letter("関係者各位 殿", "x"), &["\"関係者各位 殿\""]);
        fires(&CHECK, &letter("みなと商事株式会社御中様", "x"), &["\"みなと商事株式会社御中様\""]);
        fires(&CHECK, &letter("x", "関係各位様には、"), &["各位様"]);
    }

    #[test]
    fn single_honorifics_are_fine() {
        for to in ["お客様各位", "尼崎市民の皆様", "個人情報保護委員会 殿", "みなと商事株式会社 御中", "各位"]
        {
            silent(&CHECK, &letter(to, "関係各位には、「各位様」は"));
        }
    }
}
