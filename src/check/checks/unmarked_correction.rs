//! `unmarked-correction`: a corrected document whose title does not say so.

use crate::change::document_pairs;
use crate::check::{Check, Draft, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::document::plain_text;
use crate::facts::Case;
use crate::facts::stated::Value;
use crate::template::CORRECTING;

/// The check.
pub const CHECK: Check = Check {
    code: "unmarked-correction",
    severity: Severity::Warning,
    title: Words { ja: "訂正と分からない表題", en: "a title that hides a correction" },
    finds: Words {
        ja: "訂正のお知らせ・正誤表（`kind` が correction、errata）と、`stage` が correction の版で日付を改めて出し直す文書のうち、表題に「訂正」などの語がないもの。",
        en: "A title without a word such as “correction” (「訂正」): of a document whose `kind` is correction or errata, and of one that is issued anew, under another date, in a version whose `stage` is correction.",
    },
    why: Words {
        ja: "同じ表題のままでは、前の発表を読んだ人は別の発表と気付かず、誤った内容が残ります。上場企業の開示では、訂正であることを表題で示します。",
        en: "Under the same title, readers of the first release do not notice the second, and what was wrong stays with them. Listed companies mark corrected disclosures in their titles.",
    },
    remedy: Words {
        ja: "表題に「(訂正)」を付けるか、「「…」の一部訂正について」としてください。訂正のお知らせは、`title` を省略すると元の表題から作られます。",
        en: "Mark it, as in “Correction: …” or 「(訂正)…」. A correction notice without a `title` makes one from the title that it corrects.",
    },
    example: r#"
# incidents/minato/v1.toml
status = "final"
[documents.letter]
kind      = "attachment"
date      = 2024-07-09
title     = "メールの誤送信について"
text.body = "本文"

# incidents/minato/v2.toml
stage = "correction"
[documents.letter]
kind      = "attachment"
date      = 2024-07-16
title     = "メールの誤送信について"
text.body = "改めた本文"
"#,
    mended: r#"
# incidents/minato/v1.toml
status = "final"
[documents.letter]
kind      = "attachment"
date      = 2024-07-09
title     = "メールの誤送信について"
text.body = "本文"

# incidents/minato/v2.toml
stage = "correction"
[documents.letter]
kind      = "attachment"
date      = 2024-07-16
title     = "メールの誤送信について(訂正)"
text.body = "改めた本文"
"#,
    run: Run::Version(run),
};

/// Words by which a title says that it is not the first of its kind.
const MARKS: &[&str] = &[
    "訂正",
    "正誤",
    "更正",
    "修正",
    "改訂",
    "変更",
    "差替",
    "差し替え",
    "correct",
    "errat",
    "amend",
    "revis",
    "update",
];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let one = |draft: &Draft<'_>| {
        let (field, title) = (draft.entry.field("title")?, draft.document.header.title.as_ref()?);
        let title = plain_text(title).to_lowercase();
        let is_marked = MARKS.iter().any(|mark| title.contains(mark));
        let is_correction = corrects(draft, subject.case) || is_issued_anew(draft, subject);
        (is_correction && !is_marked).then(|| {
            Finding::at(
                field.span,
                "表題から、訂正であることが分かりません",
                "the title does not say that this is a correction",
            )
        })
    };
    subject.drafts.iter().filter_map(one).collect()
}

fn corrects(draft: &Draft<'_>, case: &Case) -> bool {
    match draft.entry.field("kind").map(|field| field.value.in_lang(case.lang)) {
        Some(Value::Text(kind)) => CORRECTING.contains(&kind.as_str()),
        _ => false,
    }
}

/// Whether a version that corrects the one before issues the document again, under another date.
fn is_issued_anew(draft: &Draft<'_>, subject: &Subject<'_>) -> bool {
    let (Some(before), Some("correction")) = (subject.predecessor, subject.case.word("stage")) else { return false };
    let pairs = document_pairs(before, subject.case);
    let earlier = pairs.iter().find(|pair| pair.after == Some(draft.entry)).and_then(|pair| pair.before);
    let date = |case: &Case, field| case.moment(field).cloned();
    earlier.is_some_and(|earlier| {
        let then = earlier.field("date").and_then(|field| date(before, &field.value));
        let now = draft.entry.field("date").and_then(|field| date(subject.case, &field.value));
        then.is_some() && now.is_some() && then != now
    })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn file(stage: &str, date: &str, title: &str) -> String {
        let document = |date: &str, title: &str| {
            format!(
                "[documents.letter]\nkind = \"attachment\"\ndate = {date}\ntitle = \"{title}\"\ntext.body = \"本文\"\n"
            )
        };
        let before = document("2024-07-09", "誤送信について");
        let after = document(date, title);
        format!(
            "# incidents/a/v1.toml\nstatus = \"final\"\n{before}# incidents/a/v2.toml\nstage = \"{stage}\"\n{after}"
        )
    }

    #[test]
    fn only_a_correction_that_is_issued_anew_must_say_so() {
        fires(&CHECK, &file("correction", "2024-07-16", "誤送信について"), &["\"誤送信について\""]);
        silent(&CHECK, &file("correction", "2024-07-16", "(訂正)誤送信について"));
        silent(&CHECK, &file("correction", "2024-07-16", "Update: wrong address"));
        // The same day, it takes the place of the first; a follow-up says something new.
        silent(&CHECK, &file("correction", "2024-07-09", "誤送信について"));
        silent(&CHECK, &file("follow-up", "2024-07-16", "誤送信について"));
    }

    #[test]
    fn a_notice_of_corrections_must_say_so_at_any_stage() {
        let (first, second) =
            ("# incidents/a/v1.toml\nstatus = \"final\"\n", "# incidents/a/v2.toml\nstage = \"follow-up\"\n");
        let notice = |kind: &str, title: &str| {
            format!(
                "{first}{second}[documents.notice]\nkind = \"{kind}\"\ndate = 2024-07-16\ntitle = \"{title}\"\ntext.body = \"本文\"\n"
            )
        };
        fires(&CHECK, &notice("correction", "誤送信について"), &["\"誤送信について\""]);
        fires(&CHECK, &notice("errata", "誤送信について"), &["\"誤送信について\""]);
        silent(&CHECK, &notice("correction", "誤送信についての訂正"));
        silent(&CHECK, &notice("attachment", "誤送信について"));
    }
}
