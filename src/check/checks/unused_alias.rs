//! `unused-alias`: an alias that is defined and then never used.

use crate::check::finding::once;
use crate::check::scan::alias::defined;
use crate::check::scan::voice::Voice;
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    code: "unused-alias",
    severity: Severity::Warning,
    title: Words { ja: "定義したまま使われない略称", en: "an alias that is defined and never used" },
    finds: Words {
        ja: "「(以下「X」という。)」で略称を定めながら、その文書でその後に一度も使っていないもの。",
        en: "An alias that a document defines by 「(以下「X」という。)」 or (hereinafter “X”) and does not use after that.",
    },
    why: Words {
        ja: "使わない定義は読み手の手間になり、後の箇所で略称を使い忘れた誤りのしるしでもあります。",
        en: "It costs the reader an effort for nothing, and often it shows that the full name was typed again further down.",
    },
    remedy: Words {
        ja: "定義を消すか、後の箇所で略称を使ってください。`style.alias` が入れた定義なら、`call` でその文書での呼び名を決めると入りません。",
        en: "Remove the formula, or use the alias. Where `style.alias` put it in, `call` gives the party a fixed name in the document.",
    },
    example: r#"
[documents.annex]
kind = "attachment"
text.body = """
東京ガスエンジニアリングソリューションズ株式会社(以下「TGES」という。)から報告を受けました。同社が調査しています。
"""
"#,
    mended: r#"
[documents.annex]
kind = "attachment"
text.body = """
東京ガスエンジニアリングソリューションズ株式会社から報告を受けました。同社が調査しています。
"""
"#,
    run: Run::Version(|subject| once(run(subject))),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let voice = Voice::of(subject);
    let mut found = Vec::new();
    for draft in &subject.drafts {
        let lines = voice.lines(draft);
        for (at, definition) in defined(&lines) {
            let alias = definition.alias.as_str();
            let used = lines.iter().enumerate().skip(at).any(|(index, line)| {
                let start = if index == at { definition.range.end } else { 0 };
                line.passage.text.get(start..).is_some_and(|text| text.contains(alias))
            });
            if let (false, Some(line)) = (used, lines.get(at)) {
                found.push(Finding::at(
                    subject.place(draft, line.passage, definition.range.clone()),
                    format!("略称「{alias}」は、定義した後に使われていません"),
                    format!("the alias “{alias}” is not used after its definition"),
                ));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn annex(body: &str) -> String {
        format!("[documents.a]\nkind = \"attachment\"\ntext.body = \"\"\"\n{body}\n\"\"\"\n")
    }

    #[test]
    fn finds_definitions_without_a_use() {
        fires(&CHECK, &annex("T社は、東京ガス株式会社(以下「T社」という。)である。"), &["T社"]);
        silent(&CHECK, &annex("東京ガス株式会社(以下「T社」という。)である。T社は"));
        silent(&CHECK, &annex("東京ガス株式会社(以下「T社」という。)である。\n\n# T社の対応"));
    }

    #[test]
    fn finds_the_formula_of_the_style() {
        let file = "[parties]\nt = { name = \"東京ガス株式会社\", alias = \"TGES\" }\n[documents.a]\nkind = \"attachment\"\nstyle = { alias = \"(以下「A」という。)\" }\n";
        fires(&CHECK, &format!("{file}text.body = \"{{{{ parties.t }}}}が調査した。\"\n"), &["t"]);
        silent(&CHECK, &format!("{file}text.body = \"{{{{ parties.t }}}}が調査した。{{{{ parties.t }}}}は\"\n"));
    }
}
