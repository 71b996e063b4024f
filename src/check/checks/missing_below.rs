//! `missing-below`: 「下記の窓口」 where nothing stands below.

use crate::check::finding::once;
use crate::check::scan::voice::{Line, Voice};
use crate::check::{Check, Finding, Role, Run, Subject, Words};
use crate::diag::Severity;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "missing-below",
    severity: Severity::Warning,
    title: Words { ja: "「下記」の先がない", en: "“below” with nothing below" },
    finds: Words {
        ja: "「下記」「以下のとおり」「次のとおり」と書きながら、その文書の後に何もないもの。「下記の窓口」「下記の連絡先」と書きながら、後に連絡先がないもの。",
        en: "「下記」, 「以下のとおり」 or 「次のとおり」 at the end of its document, and 「下記の窓口」 where no telephone, address or page follows.",
    },
    why: Words {
        ja: "問い合わせ先が印字されないまま公表された実例があります。読み手は連絡できません。",
        en: "Real releases went out with their contact missing. Nobody could call.",
    },
    remedy: Words {
        ja: "指している内容(連絡先なら {{ contacts }})を後に置くか、語を直してください。",
        en: "Put below what is meant, such as {{ contacts }}, or reword the sentence.",
    },
    example: r#"
[documents.annex]
kind = "attachment"
text.body = "本件に関するお問い合わせは、下記の窓口にて対応させていただきます。"
"#,
    mended: r#"
[contacts.desk]
name  = "お客さまセンター"
phone = "03-0000-0000"

[documents.annex]
kind = "attachment"
text.body = """
本件に関するお問い合わせは、下記の窓口にて対応させていただきます。

{{ contacts }}
"""
"#,
    run: Run::Version(|subject| once(run(subject))),
};

const BELOW: &[&str] = &["下記", "以下のとおり", "以下の通り", "次のとおり", "次の通り"];
const CONTACT: &[&str] =
    &["窓口", "連絡先", "問い合わせ先", "問合せ先", "お問い合わせ", "電話番号", "フォーム", "メールアドレスまで"];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let voice = Voice::of(subject);
    let mut found = Vec::new();
    for draft in subject.japanese() {
        let lines = voice.lines(draft);
        // What stands below each line, counted from the end.
        let (mut any, mut contact) = (false, false);
        let mut unmet: Vec<(&Line<'_, '_>, Range<usize>, bool)> = Vec::new();
        for line in lines.iter().rev() {
            if line.is_running() {
                unmet.extend(
                    pointers(line)
                        .filter(|(_, is_contact)| !if *is_contact { contact } else { any })
                        .map(|(range, is_contact)| (line, range, is_contact)),
                );
            }
            any |= !matches!(line.passage.role, Role::Ijo | Role::Signature | Role::Ki)
                && !line.passage.text.trim().is_empty();
            contact |= is_contact(line);
        }
        found.extend(unmet.into_iter().rev().take(5).map(|(line, range, is_contact)| {
            let word = &line.passage.text[range.clone()];
            let (ja, en) = if is_contact { ("連絡先", "contact") } else { ("内容", "text") };
            Finding::at(
                subject.place(draft, line.passage, range.clone()),
                format!("「{word}」の指す{ja}が、この後にありません"),
                format!("“{word}” points at a {en} that does not follow"),
            )
        }));
    }
    found
}

/// Words of a line that point below, and whether at a contact; what the same line still holds is met.
fn pointers<'l>(line: &'l Line<'_, '_>) -> impl Iterator<Item = (Range<usize>, bool)> + 'l {
    let text = &line.passage.text;
    let last = [":", "：", "\n", "http"].iter().filter_map(|sign| text.rfind(sign)).max();
    BELOW.iter().flat_map(|word| line.own(word)).filter_map(move |range| {
        let behind = text.get(range.end..)?;
        let near: String = behind.chars().take(14).take_while(|c| *c != '。').collect();
        // 下記事項, 次の通り (a street) and words with their object in the same line.
        let is_met = last.is_some_and(|last| last >= range.end) || behind.starts_with("沿い");
        (!is_met).then(|| (range, CONTACT.iter().any(|word| near.contains(word))))
    })
}

/// Whether one can reach somebody by what a line says.
fn is_contact(line: &Line<'_, '_>) -> bool {
    let passage = line.passage;
    let is_label = matches!(passage.role, Role::Heading(_) | Role::Cell)
        && ["問い合わせ", "問合せ", "連絡先", "窓口"].iter().any(|word| passage.text.contains(word));
    passage.role == Role::Contact
        || is_label
        || passage.marks.iter().any(|mark| mark.path.starts_with("contacts"))
        || crate::check::scan::parts::has_address(&passage.text)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn annex(body: &str) -> String {
        format!("[documents.a]\nkind = \"attachment\"\ntext.body = \"\"\"\n{body}\n\"\"\"\n")
    }

    #[test]
    fn finds_pointers_at_the_end() {
        fires(&CHECK, &annex("ご報告します。\n\n下記のとおりお知らせします。"), &["下記"]);
        fires(&CHECK, &annex("対策は以下のとおりです。\n\n以上"), &["以下のとおり"]);
        fires(&CHECK, &annex("TGESが設置した下記窓口までご連絡ください。\n\n今後も努めます。"), &["下記"]);
    }

    #[test]
    fn what_only_ends_a_document_or_speaks_of_a_contact_is_not_pointed_at() {
        let signature = "```kohyo-signature\n見本株式会社\n```";
        fires(&CHECK, &annex(&format!("対策は以下のとおりです。\n\n{signature}")), &["以下のとおり"]);
        fires(&CHECK, &annex("下記の窓口へ。\n\n# 概要\n\n発生した。"), &["下記"]);
        fires(&CHECK, &annex("下記の窓口へ。\n\n相談窓口を設けました。"), &["下記"]);
    }

    #[test]
    fn what_follows_may_be_of_any_kind() {
        let party = "[contacts]\nc = { name = \"総務課\" }\n";
        silent(&CHECK, &format!("{party}{}", annex("下記の窓口へ。\n\n{{ contacts.c.name }}")));
        for body in [
            "下記のとおりお知らせします。\n\n# 概要\n発生した。",
            "対策は次のとおりです。\n\n- 周知",
            "下記のとおり公表いたします。\n\n記\n\n発生した。\n\n以上",
            "下記の窓口へ。\n\n電話 03-0000-0000",
            "下記の窓口へ。\n\n```kohyo-contact\n総務課\n```",
            "下記の窓口へ。\n\n# お問い合わせ\n\n総務課",
            "下記の窓口へ。\n\nhttps://example.jp/",
            "連絡先は次のとおり：総務課",
            "「下記のとおり」とあるのは誤りです。",
        ] {
            silent(&CHECK, &annex(body));
        }
    }
}
