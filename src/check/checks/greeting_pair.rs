//! `greeting-pair`: 拝啓 without 敬具.

use crate::check::{Check, Draft, Finding, Passage, Role, Run, Subject, Words};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    code: "greeting-pair",
    severity: Severity::Warning,
    title: Words { ja: "頭語と結語の対応", en: "an opening word without its closing word" },
    finds: Words {
        ja: "「拝啓」で始めて「敬具」で結んでいない文書など、頭語と結語の一方がないもの、組み合わせが違うもの(拝啓―敬具、謹啓―謹白・敬白、前略―草々)。",
        en: "A letter that opens with 「拝啓」 and does not close with 「敬具」, and likewise 「謹啓」 with 「謹白」 or 「敬白」, and 「前略」 with 「草々」; a closing word without an opening word.",
    },
    why: Words {
        ja: "お詫びの手紙で作法を誤ると、詫びる気持ちまで疑われます。",
        en: "In a letter of apology a slip of form puts the apology in doubt.",
    },
    remedy: Words {
        ja: "結語を添えるか、頭語も外してください。公表するお詫び文では、どちらも置かないのが普通です。本人への手紙では「謹啓」と「謹白」が無難で、「前略」は詫びる手紙には使いません。",
        en: "Add the closing word, or leave both out, as published apologies usually do. In a letter to one person 「謹啓」 and 「謹白」 are safe; 「前略」 is too brief for an apology.",
    },
    example: r#"
[documents.annex]
kind = "attachment"
text.body = """
拝啓　このたびは、多大なご迷惑をおかけし、深くお詫び申し上げます。

草々
"""
"#,
    mended: r#"
[documents.annex]
kind = "attachment"
text.body = """
拝啓　このたびは、多大なご迷惑をおかけし、深くお詫び申し上げます。

敬具
"""
"#,
    run: Run::Version(run),
};

/// Opening words with the closing words that fit.
const PAIRS: &[(&str, &[&str])] = &[
    ("拝啓", &["敬具", "拝具", "敬白"]),
    ("謹啓", &["謹白", "敬白", "謹言"]),
    ("拝復", &["敬具", "拝具", "敬答"]),
    ("前略", &["草々", "早々", "不一"]),
    ("冠省", &["草々", "不一"]),
    ("急啓", &["草々", "早々", "不一"]),
];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    subject.japanese().filter_map(|draft| one(subject, draft)).collect()
}

fn one(subject: &Subject<'_>, draft: &Draft<'_>) -> Option<Finding> {
    let text = || draft.passages.iter().filter(|passage| passage.role == Role::Text);
    let opening = text().find_map(|passage| {
        let start = passage.text.len() - passage.text.trim_start().len();
        let (word, fits) = PAIRS.iter().find(|(word, _)| passage.text[start..].starts_with(word))?;
        Some((passage, start..start + word.len(), *word, *fits))
    });
    let closing = text().filter_map(closing).next_back();
    match (opening, closing) {
        (Some((.., word, fits)), Some((passage, at, end))) if !fits.contains(&end) => Some(Finding::at(
            subject.place(draft, passage, at..at + end.len()),
            format!("頭語「{word}」に結語「{end}」は合いません"),
            format!("“{end}” does not close a letter that opens with “{word}”"),
        )),
        (Some((passage, range, word, _)), None) => Some(Finding::at(
            subject.place(draft, passage, range),
            format!("頭語「{word}」に対応する結語がありません"),
            format!("“{word}” has no closing word"),
        )),
        (None, Some((passage, at, end))) => Some(Finding::at(
            subject.place(draft, passage, at..at + end.len()),
            format!("結語「{end}」に対応する頭語がありません"),
            format!("“{end}” closes a letter that no word opens"),
        )),
        _ => None,
    }
}

/// The closing word that a paragraph is, or that ends its last line.
fn closing<'p, 'a>(passage: &'p Passage<'a>) -> Option<(&'p Passage<'a>, usize, &'static str)> {
    let trimmed = passage.text.trim_end();
    let mut words = PAIRS.iter().flat_map(|(_, fits)| fits.iter());
    let word = words.find(|word| {
        trimmed.strip_suffix(**word).is_some_and(|front| front.is_empty() || front.ends_with(['　', ' ', '\n', '。']))
    })?;
    Some((passage, trimmed.len() - word.len(), word))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn annex(body: &str) -> String {
        format!("[documents.a]\nkind = \"attachment\"\ntext.body = \"\"\"\n{body}\n\"\"\"\n")
    }

    #[test]
    fn finds_lone_and_wrong_words() {
        fires(&CHECK, &annex("謹啓　お詫びします。"), &["謹啓"]);
        fires(&CHECK, &annex("謹啓　お詫びします。\n\n敬具"), &["敬具"]);
        fires(&CHECK, &annex("お詫びします。\n\n　草々"), &["草々"]);
    }

    #[test]
    fn pairs_and_ordinary_words_are_fine() {
        silent(&CHECK, &annex("拝啓　お詫びします。\n\n敬具"));
        silent(&CHECK, &annex("謹啓　お詫びします。 謹白"));
        silent(&CHECK, &annex("前略　お詫びします。\n\n草々"));
        silent(&CHECK, &annex("「拝啓」と「敬具」"));
        silent(&CHECK, &annex("お詫びします。"));
        silent(&CHECK, &annex("原因は配慮の不一"));
    }
}
