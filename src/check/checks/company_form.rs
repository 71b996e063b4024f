//! `company-form`: 株式会社, (株) and ㈱ of one company in one document.

use crate::check::finding::{MOST, once};
use crate::check::scan::voice::{Line, Voice};
use crate::check::scan::words::{Script, after, before, script};
use crate::check::{Check, Draft, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::document::quotes::touches;
use std::collections::BTreeMap;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "company-form",
    severity: Severity::Warning,
    title: Words { ja: "株式会社・(株)・㈱の混在", en: "one company in several forms" },
    finds: Words {
        ja: "一つの文書の本文で、同じ会社を「株式会社」「(株)」「㈱」など二通り以上に書いているもの、「株式会社」を前にも後にも付けているもの(有限会社なども同じ)。`| full` で正式名称を引用した箇所は調べません。",
        en: "A company that the text of one document writes with two of 「株式会社」, 「(株)」 and 「㈱」, or with the form now before and now behind its name (and likewise 「有限会社」 and so on). A name cited with `| full` is not looked at.",
    },
    why: Words {
        ja: "社名の表記が揺れると、別の会社に見えます。",
        en: "A name in several forms looks like several companies.",
    },
    remedy: Words {
        ja: "{{ parties.x }} で引用し、略した形を使うときは `call` で文書ごとに一つに決めてください。",
        en: "Cite {{ parties.x }}; if a document uses a short form, let `call` say which.",
    },
    example: r#"
[documents.annex]
kind = "attachment"
text.body = """
保守は千代田興産㈱に委託しています。

千代田興産株式会社から報告がありました。
"""
"#,
    mended: r#"
[documents.annex]
kind = "attachment"
text.body = """
保守は千代田興産株式会社に委託しています。

千代田興産株式会社から報告がありました。
"""
"#,
    run: Run::Version(|subject| once(run(subject))),
};

/// Spellings of each form.
const FORMS: &[&[&str]] = &[
    &["株式会社", "(株)", "（株）", "㈱"],
    &["有限会社", "(有)", "（有）", "㈲"],
    &["一般社団法人", "(一社)", "（一社）"],
    &["公益財団法人", "(公財)", "（公財）"],
];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let voice = Voice::of(subject);
    let mut found = Vec::new();
    for draft in subject.japanese() {
        let lines = voice.lines(draft);
        for forms in FORMS {
            found.extend(mixed(subject, draft, &lines, forms));
        }
    }
    found
}

/// The first mention of each company in another form than its first.
fn mixed(subject: &Subject<'_>, draft: &Draft<'_>, lines: &[Line<'_, '_>], forms: &[&'static str]) -> Vec<Finding> {
    let mut first: BTreeMap<&str, (&str, bool, bool)> = BTreeMap::new();
    let mut found = Vec::new();
    for line in lines.iter().filter(|line| line.is_body()) {
        let mut mentions: Vec<(Range<usize>, &str)> =
            forms.iter().flat_map(|form| line.own(form).into_iter().map(move |range| (range, *form))).collect();
        mentions.sort_by_key(|(range, _)| range.start);
        let fulls = line.passage.marks.iter().filter(|mark| mark.form == "full");
        let fulls: Vec<Range<usize>> = fulls.map(|mark| mark.range.clone()).collect();
        for (range, form) in mentions {
            let full = touches(&fulls, &range);
            let Some((name, is_front)) = name(&line.passage.text, &range).filter(|_| !full) else { continue };
            let (usual, was_front, reported) = first.entry(name).or_insert((form, is_front, false));
            if *usual == form && *was_front == is_front || *reported {
                continue;
            }
            *reported = true;
            let shown = |form: &str, front: bool| if front { format!("{form}{name}") } else { format!("{name}{form}") };
            let (now, usual) = (shown(form, is_front), shown(usual, *was_front));
            found.push(Finding::at(
                subject.place(draft, line.passage, range),
                format!("「{now}」は、前では「{usual}」と書かれています"),
                format!("“{now}” is written “{usual}” further up"),
            ));
        }
    }
    // After the first few, one knows what to look for.
    found.truncate(MOST);
    found
}

/// The name beside the form, and whether the form stands in front of it.
fn name<'t>(text: &'t str, form: &Range<usize>) -> Option<(&'t str, bool)> {
    // Particles are hiragana, so a name reaches as far as other letters do.
    let is_name = |c: char| !matches!(script(c), Script::Hiragana | Script::Other) || matches!(c, '・' | '&');
    if before(text, form.start).is_some_and(is_name) {
        let front = text.get(..form.start)?;
        let start = front.char_indices().rev().take_while(|(_, c)| is_name(*c)).last()?.0;
        return Some((front.get(start..)?, false));
    }
    let gap = after(text, form.end).filter(|c| matches!(c, ' ' | '　')).map_or(0, char::len_utf8);
    let behind = text.get(form.end + gap..)?;
    let length: usize = behind.chars().take_while(|c| is_name(*c)).map(char::len_utf8).sum();
    (length > 0).then(|| (&behind[..length], true))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn annex(body: &str) -> String {
        format!(
            "[parties]\np = {{ name = \"千代田興産株式会社\", short = \"千代田興産㈱\" }}\n[documents.a]\nkind = \"attachment\"\ntext.body = \"\"\"\n{body}\n\"\"\"\n"
        )
    }

    #[test]
    fn finds_two_forms_of_one_name() {
        fires(&CHECK, &annex("千代田興産㈱に、千代田興産(株)から、千代田興産（株）の"), &["(株)"]);
        fires(&CHECK, &annex("㈱千代田の株式会社 千代田は"), &["株式会社"]);
        fires(&CHECK, &annex("{{ parties.p }}の千代田興産㈱は"), &["㈱"]);
        fires(&CHECK, &annex("千代田興産株式会社から、(株)千代田興産に"), &["(株)"]);
        fires(&CHECK, &annex("千代田興産株式会社から、株式会社千代田興産に"), &["株式会社"]);
        fires(&CHECK, &annex("千代田興産(有)と千代田興産有限会社"), &["有限会社"]);
    }

    #[test]
    fn other_companies_and_full_names_are_fine() {
        silent(&CHECK, &annex("千代田興産㈱と宮崎㈱と大阪株式会社"));
        silent(&CHECK, &annex("{{ parties.p | short }}({{ parties.p | full }})"));
        silent(&CHECK, &annex("千代田興産㈱は「千代田興産(株)からの報告」を"));
        silent(&CHECK, &annex("以下では(株)は株式会社の略です。"));
    }
}
