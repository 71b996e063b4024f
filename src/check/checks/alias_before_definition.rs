//! `alias-before-definition`: an alias that readers meet before anyone told them whose it is.

use crate::check::finding::once;
use crate::check::scan::alias::{Definition, defined, definitions, is_enclosed, uses};
use crate::check::scan::voice::{Line, Voice};
use crate::check::scan::words::{Script, after, script};
use crate::check::{Check, Draft, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::stated::{Entry, Value};
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "alias-before-definition",
    severity: Severity::Warning,
    title: Words { ja: "定義の前に使われている略称", en: "an alias used before it is defined" },
    finds: Words {
        ja: "「(以下「X」という。)」で定めた略称が、その文書でそれより前に使われているもの。`parties` の `alias` が、一度も定義されないまま使われているもの。表題は調べません。",
        en: "An alias that its document uses above the formula 「(以下「X」という。)」 or (hereinafter “X”); also an `alias` of a party that is used and never defined. Titles are not looked at.",
    },
    why: Words {
        ja: "読み手は上から読みます。定義の前の略称は、誰のことか分かりません。",
        en: "People read from the top. They cannot know whom an alias means before it is defined.",
    },
    remedy: Words {
        ja: "最初に出るところに正式名称と定義を置いてください。名称を {{ parties.x }} で引用し、`style.alias` を書けば、初出の位置に定義が入ります。",
        en: "Give the full name and the formula where the party is first mentioned. If you cite {{ parties.x }} and set `style.alias`, the formula comes in at the first mention.",
    },
    example: r#"
[documents.annex]
kind = "attachment"
text.body = """
TGESのネットワークが不正アクセスを受けました。

システムの運用は、東京ガスエンジニアリングソリューションズ株式会社(以下「TGES」という。)に委託しています。TGESが調査しています。
"""
"#,
    mended: r#"
[documents.annex]
kind = "attachment"
text.body = """
東京ガスエンジニアリングソリューションズ株式会社(以下「TGES」という。)のネットワークが不正アクセスを受けました。

システムの運用は、TGESに委託しています。TGESが調査しています。
"""
"#,
    run: Run::Version(|subject| once(run(subject))),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let voice = Voice::of(subject);
    let aliases: Vec<&str> = subject.case.entries("parties").filter_map(alias_of).collect();
    let mut found = Vec::new();
    for draft in &subject.drafts {
        let lines = voice.lines(draft);
        let defined = defined(&lines);
        let mut seen: Vec<&str> = Vec::new();
        for (at, definition) in &defined {
            if !seen.contains(&definition.alias.as_str()) {
                seen.push(&definition.alias);
                found.extend(too_early(subject, draft, &lines, *at, definition));
            }
        }
        let unknown = aliases.iter().filter(|alias| !seen.contains(alias));
        found.extend(unknown.filter_map(|alias| undefined(subject, draft, &lines, alias)));
    }
    found
}

/// The alias of a party, unless its name or its word for itself explains it.
fn alias_of(party: &Entry) -> Option<&str> {
    let text = |key| match party.field(key).map(|field| &field.value) {
        Some(Value::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    let alias = text("alias")?;
    let is_plain = ["name", "short", "self"].into_iter().filter_map(text).any(|known| known.contains(alias));
    (!is_plain).then_some(alias)
}

/// The first use above a definition.
fn too_early(
    subject: &Subject<'_>,
    draft: &Draft<'_>,
    lines: &[Line<'_, '_>],
    at: usize,
    definition: &Definition,
) -> Option<Finding> {
    let text = &lines.get(at)?.passage.text;
    let full = definition
        .name_ends
        .iter()
        .filter_map(|end| text.get(..*end))
        .find_map(|name| name.strip_suffix(definition.alias.as_str()).map(|front| front.chars().next_back()));
    let names: Vec<&str> = definition.name_ends.iter().filter_map(|end| named(text, *end)).collect();
    let is_early = |line: &Line<'_, '_>, index: usize, range: &Range<usize>| {
        let text = &line.passage.text;
        if names.iter().any(|name| is_part(text, range, name, &definition.alias)) {
            return false;
        }
        // 「Microsoft Teams」 is the full name, not the alias Teams.
        let in_full = full.is_some_and(|front| text.get(..range.start).and_then(|t| t.chars().next_back()) == front);
        // 「T社(東京ガス株式会社)」 tells who is meant.
        let told = after(text, range.end).is_some_and(|c| matches!(c, '(' | '（'));
        (index < at || range.start < definition.range.start) && !in_full && !told && line.is_own(range)
    };
    let (line, range) =
        lines.iter().enumerate().take(at + 1).filter(|(_, line)| line.is_body()).find_map(|(index, line)| {
            uses(&line.passage.text, &definition.alias)
                .into_iter()
                .find(|range| is_early(line, index, range))
                .map(|range| (line, range))
        })?;
    let alias = &definition.alias;
    Some(Finding::at(
        subject.place(draft, line.passage, range),
        format!("「{alias}」は、定義より前に使われています"),
        format!("“{alias}” is used before it is defined"),
    ))
}

/// The name that ends at a place: a run without particles.
fn named(text: &str, end: usize) -> Option<&str> {
    let front = text.get(..end)?;
    let is_name = |c: char| !matches!(script(c), Script::Hiragana | Script::Other) || matches!(c, '・' | '&');
    let start = front.char_indices().rev().take_while(|(_, c)| is_name(*c)).last()?.0;
    front.get(start..)
}

/// Whether an alias at a range is a part of the full name: 「イースト情報」 in 「株式会社イースト情報サービス」.
fn is_part(text: &str, range: &Range<usize>, name: &str, alias: &str) -> bool {
    name.match_indices(alias).any(|(skip, _)| {
        range.start.checked_sub(skip).and_then(|start| text.get(start..)).is_some_and(|text| text.starts_with(name))
    })
}

/// The first use of a party's alias that its document never defines.
fn undefined(subject: &Subject<'_>, draft: &Draft<'_>, lines: &[Line<'_, '_>], alias: &str) -> Option<Finding> {
    let body = || lines.iter().filter(|line| line.is_body());
    let explained = |line: &Line<'_, '_>| {
        let text = &line.passage.text;
        uses(text, alias).iter().any(|range| is_enclosed(text, range))
            || !definitions(text).is_empty() && text.contains(alias)
    };
    // What a document calls a party by `call` or `short` is its author's decision.
    let typed = |line: &Line<'_, '_>, range: &Range<usize>| line.is_own(range) && !line.is_name(range.start);
    let (line, range) = body().find_map(|line| {
        uses(&line.passage.text, alias).into_iter().find(|range| typed(line, range)).map(|range| (line, range))
    })?;
    if body().any(explained) {
        return None;
    }
    Some(Finding::at(
        subject.place(draft, line.passage, range),
        format!("略称「{alias}」は、この文書で定義されていません"),
        format!("the alias “{alias}” is not defined in this document"),
    ))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn annex(body: &str) -> String {
        format!("[documents.a]\nkind = \"attachment\"\ntext.body = \"\"\"\n{body}\n\"\"\"\n")
    }

    #[test]
    fn finds_uses_above_the_formula() {
        fires(&CHECK, &annex("T社が報告した。\n\n東京ガス株式会社(以下「T社」という。)である。T社は。"), &["T社"]);
        fires(&CHECK, &annex("調査の結果をT社が報告した。\n\n同社(以下「T社」)は。"), &["T社"]);
        fires(&CHECK, &annex("T社と東京ガス株式会社(以下:T社)。"), &["T社"]);
        silent(&CHECK, &annex("東京ガス株式会社(以下「T社」という。)である。T社は。"));
        silent(&CHECK, &annex("東京ガス株式会社(東京都港区。以下、「T社」。)が報告した。\n\nT社は"));
    }

    #[test]
    fn the_full_name_and_words_of_others_are_no_use() {
        silent(&CHECK, &annex("Microsoft Teamsで。\n\nMicrosoft Teams(以下「Teams」という。)のTeamsは"));
        silent(&CHECK, &annex("東京都教育委員会は\n\n東京都教育委員会(以下「教育委員会」という。)の教育委員会"));
        silent(&CHECK, &annex("同社は「TGESの調査」と述べた。\n\n東京ガス株式会社(以下「TGES」という。)。TGES"));
        silent(&CHECK, &annex("発見者は当該社員(協力会社の者)。\n\n協力会社の者(以下、当該社員)が当該社員の"));
        let name = "株式会社イースト情報サービス";
        let text = format!("{name}のサーバ\n\n{name}(以下「イースト情報」という。)。イースト情報は");
        silent(&CHECK, &annex(&text));
        fires(&CHECK, &annex(&text.replacen(name, "イースト情報", 1)), &["イースト情報"]);
        silent(&CHECK, &annex("市民の皆様\n\n白井市(以下「市」という。)は、市に"));
    }

    #[test]
    fn finds_aliases_that_are_never_defined() {
        let party = "[parties]\nt = { name = \"東京ガス株式会社\", alias = \"TGES\" }\n";
        fires(&CHECK, &format!("{party}{}", annex("東京ガス株式会社に聞いた。TGESは。")), &["TGES"]);
        silent(&CHECK, &format!("{party}{}", annex("東京ガス株式会社(TGES)に聞いた。TGESは。")));
        silent(&CHECK, &format!("{party}{}", annex("東京ガス株式会社に聞いた。")));
        let styled = "style = { alias = \"(以下「A」という。)\" }\n";
        silent(&CHECK, &format!("{party}{}{styled}", annex("{{ parties.t }}に聞いた。TGESは。")));
        let called = "call = { t = \"TGES\" }\n";
        silent(&CHECK, &format!("{party}{}{called}", annex("{{ parties.t }}に聞いた。")));
        let own = "[parties]\nt = { name = \"Harbour Clinic Limited\", alias = \"Harbour Clinic\" }\n";
        silent(&CHECK, &format!("lang = \"en\"\n{own}{}", annex("We are Harbour Clinic.")));
    }

    #[test]
    fn speaks_english() {
        let text = annex("Tidewell told us.\n\nTidewell IT Limited (hereinafter “Tidewell”) runs it.");
        fires(&CHECK, &format!("lang = \"en\"\n{text}"), &["Tidewell"]);
    }
}
