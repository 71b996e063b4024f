//! `ki-ijo`: 記 without 以上, and 以上 without 記.

use crate::check::{Check, Draft, Finding, Role, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::facts::stated::{Field, Value};

/// The check.
pub const CHECK: Check = Check {
    code: "ki-ijo",
    severity: Severity::Warning,
    title: Words { ja: "「記」と「以上」の対応", en: "「記」 without 「以上」" },
    finds: Words {
        ja: "「記」を「以上」で閉じていない文書、「記」がないのに「以上」で終わる文書。書式で `ki = \"以上\"` を選んだ文書の「以上」は調べません。",
        en: "A document with a 「記」 that no 「以上」 closes, or with an 「以上」 that closes no 「記」. A document whose style says `ki = \"以上\"` may end in it.",
    },
    why: Words {
        ja: "「以上」は記書きの終わりのしるしです。ないと、続きの頁が抜けたように見えます。",
        en: "「以上」 says that the list is at its end. Without it, a page seems to be missing.",
    },
    remedy: Words {
        ja: "書式に `ki = \"記 / 以上\"` と書けば、両方が入ります。手で書くときは両方を書いてください。",
        en: "With `ki` in the style, both 「記」 and 「以上」 come in; if you type them, type both.",
    },
    example: r#"
[documents.annex]
kind = "attachment"
text.body = """
下記のとおり公表します。

記

1月に発生しました。
"""
"#,
    mended: r#"
[documents.annex]
kind = "attachment"
text.body = """
下記のとおり公表します。

記

1月に発生しました。

以上
"""
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    subject.japanese().filter_map(|draft| one(subject.case, draft)).collect()
}

fn one(case: &Case, draft: &Draft<'_>) -> Option<Finding> {
    let (mut open, mut lone) = (false, false);
    let mut unclosed = false;
    for passage in &draft.passages {
        match passage.role {
            Role::Ki => {
                unclosed |= open;
                open = true;
            }
            Role::Ijo => {
                lone |= !open;
                open = false;
            }
            _ => {}
        }
    }
    let place = draft.entry.name.span;
    match (unclosed || open, lone && !closes_alone(case, draft)) {
        (true, _) if unclosed && !open => Some(
            Finding::at(
                place,
                "「記」が二つあり、一つは「以上」で閉じられていません",
                "of two “記”, one is not closed by “以上”",
            )
            .hint(
                "書式の `ki` が「記」を入れるときは、手で書きません。",
                "Where `ki` in the style brings 「記」 in, do not type it.",
            ),
        ),
        (true, _) => Some(Finding::at(place, "「記」に対応する「以上」がありません", "“記” is not closed by “以上”")),
        (false, true) => Some(Finding::at(place, "「以上」に対応する「記」がありません", "“以上” closes no “記”")),
        (false, false) => None,
    }
}

/// Whether the style of a document asks for 以上 alone.
fn closes_alone(case: &Case, draft: &Draft<'_>) -> bool {
    let ki = |style: &Field| match &style.value {
        Value::Map(fields) => fields.iter().find(|field| field.key.value == "ki").map(|field| field.value.clone()),
        _ => None,
    };
    let last = case.styles(draft.entry).filter_map(ki).last();
    matches!(last, Some(Value::Text(text)) if text.trim() == "以上")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, headlines, silent};

    fn annex(style: &str, body: &str) -> String {
        format!("[documents.a]\nkind = \"attachment\"\n{style}text.body = \"\"\"\n{body}\n\"\"\"\n")
    }

    #[test]
    fn finds_one_without_the_other() {
        fires(&CHECK, &annex("", "記\n\nあ"), &["a"]);
        fires(&CHECK, &annex("", "記\n\nあ\n\n記\n\nあ\n\n以上"), &["a"]);
        fires(&CHECK, &annex("style = { ki = \"記 / 以上\" }\n", "あ\n\n記\n\nい\n\n以上"), &["a"]);
        fires(&CHECK, &annex("", "あ\n\n以上"), &["a"]);
        fires(&CHECK, &annex("", "以上\n\n記\n\nあ\n\n以上"), &["a"]);
    }

    #[test]
    fn says_which_is_missing() {
        let not_closed = ["“記” is not closed by “以上”"];
        assert_eq!(headlines(&CHECK, &annex("", "記\n\nあ")), not_closed);
        assert_eq!(headlines(&CHECK, &annex("", "記\n\nあ\n\n記\n\nい")), not_closed);
        let one_of_two = ["of two “記”, one is not closed by “以上”"];
        assert_eq!(headlines(&CHECK, &annex("", "記\n\nあ\n\n記\n\nあ\n\n以上")), one_of_two);
        assert_eq!(headlines(&CHECK, &annex("", "あ\n\n以上")), ["“以上” closes no “記”"]);
    }

    #[test]
    fn pairs_and_the_styles_choice_are_fine() {
        silent(&CHECK, &annex("", "記\n\nあ\n\n以上"));
        silent(&CHECK, &annex("style = { ki = \"記 / 以上\" }\n", "あ"));
        silent(&CHECK, &annex("style = { ki = \"以上\" }\n", "あ"));
        silent(&CHECK, &annex("", "以上のとおりです。記者会見"));
    }
}
