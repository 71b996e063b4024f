//! `lost-citation`: a citation that prints as it stands, because its braces are wrong or its place takes none.

use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::facts::keys::Kind;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "lost-citation",
    severity: Severity::Error,
    title: Words { ja: "引用の括弧の誤り", en: "a citation with the wrong braces" },
    finds: Words {
        ja: "事実のパスが { } や全角の｛｛ ｝｝で囲まれていて、引用にならず、そのまま印字されるもの。",
        en: "The path of a fact in single or full-width braces: it cites nothing and prints as it stands.",
    },
    why: Words {
        ja: "「{ data.customers.persons }」という文字が、そのまま公表文に載ります。",
        en: "The release says `{ data.customers.persons }` in so many words.",
    },
    remedy: Words { ja: "半角の {{ と }} で囲んでください。", en: "Write it between {{ and }}." },
    example: r#"
[data.customers]
persons = "362名"
[documents.release]
kind      = "attachment"
text.body = "対象は{ data.customers.persons }です。"
"#,
    mended: r#"
[data.customers]
persons = "362名"
[documents.release]
kind      = "attachment"
text.body = "対象は{{ data.customers.persons }}です。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let written = subject.written.iter().flat_map(|written| {
        braced(&written.text, subject.case).into_iter().map(|(range, path)| (written.place(range), path))
    });
    let finding = |(place, path): (_, String)| {
        Finding::at(
            place,
            format!("「{path}」は引用になっておらず、このまま印字されます"),
            format!("`{path}` is not cited here and prints as it stands"),
        )
        .hint(format!("{{{{ {path} }}}} と書きます。"), format!("write {{{{ {path} }}}}."))
    };
    written.map(finding).collect()
}

/// Stretches in braces that hold a path, with the path. Citations are masked in prose, so no brace of theirs is met.
fn braced(text: &str, case: &Case) -> Vec<(Range<usize>, String)> {
    let is_brace = |c: char| matches!(c, '{' | '}' | '｛' | '｝');
    let mut found = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (at, c) in text.char_indices().filter(|(_, c)| is_brace(*c) || *c == '\n') {
        match c {
            '{' | '｛' => {
                // Of two braces in a row, the first is where the slip begins.
                let start = open.filter(|(_, inner)| *inner == at).map_or(at, |(start, _)| start);
                open = Some((start, at + c.len_utf8()));
            }
            '\n' => open = None,
            _ => {
                let Some((start, inner)) = open.take() else { continue };
                // The author asked for these braces.
                let escaped = text[..start].ends_with('\\');
                if let Some(path) = text.get(inner..at).filter(|_| !escaped).and_then(|words| path(words, case)) {
                    let end = at
                        + text[at..].chars().take_while(|c| matches!(c, '}' | '｝')).map(char::len_utf8).sum::<usize>();
                    found.push((start..end, path));
                }
            }
        }
    }
    found
}

/// The path in the words between braces: of a fact that is there, or one that begins like a fact.
fn path(words: &str, case: &Case) -> Option<String> {
    let path = words.split(['|', '｜']).next()?.trim();
    let (kind, rest) = path.split_once('.')?;
    let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    let like_a_path = Kind::named(kind).is_some() && !rest.is_empty() && rest.chars().all(is_word);
    (like_a_path || case.find(path).is_some()).then(|| path.to_string())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn file(body: &str) -> String {
        format!("[data.a]\npersons = \"3名\"\n[documents.d]\nkind = \"attachment\"\ntext.body = '''\n{body}\n'''\n")
    }

    #[test]
    fn single_and_full_width_braces_are_found() {
        fires(&CHECK, &file("対象は{ data.a.persons }と{data.a}です。"), &["{ data.a.persons }", "{data.a}"]);
        fires(
            &CHECK,
            &file("対象は｛｛ data.a.persons ｝｝と｛data.a | plain｝です。"),
            &["｛｛ data.a.persons ｝｝", "｛data.a | plain｝"],
        );
        fires(&CHECK, &file("対象は{data.b.persons}です。"), &["{data.b.persons}"]);
    }

    #[test]
    fn citations_and_other_braces_are_left_alone() {
        silent(&CHECK, &file("{{ data.a.persons }}と\\{{ data.a }}"));
        silent(&CHECK, &file("# 見出し {.plain}\n\n{ a: 1 }、{data}、{x.y}、data.a、{data.a\n}"));
    }
}
