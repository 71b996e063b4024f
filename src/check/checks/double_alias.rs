//! `double-alias`: two aliases for one party, one alias for two parties, or the same formula twice.

use crate::check::finding::once;
use crate::check::scan::alias::{Definition, defined};
use crate::check::scan::voice::{Line, Voice};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::facts::stated::Value;
use std::collections::BTreeMap;

/// The check.
pub const CHECK: Check = Check {
    code: "double-alias",
    severity: Severity::Warning,
    title: Words { ja: "略称の定義の重複", en: "an alias defined twice" },
    finds: Words {
        ja: "一つの文書で、同じ者に二つの略称を定めたもの、同じ略称を二度定めたもの。",
        en: "Two aliases for the same party in one document, or an alias that is defined twice.",
    },
    why: Words {
        ja: "二つの略称は二者に、一つの略称の二度の定義は別の者に読めます。",
        en: "Two aliases read like two parties, and a second definition reads as if another party were meant.",
    },
    remedy: Words {
        ja: "略称を一つに決め、定義は最初の一度だけにしてください。",
        en: "Keep one alias, and define it once, where the party is first mentioned.",
    },
    example: r#"
[parties]
tges = { role = "processor", name = "東京ガスエンジニアリングソリューションズ株式会社" }

[documents.annex]
kind = "attachment"
text.body = """
東京ガスエンジニアリングソリューションズ株式会社(以下「TGES」という。)から報告を受けました。

東京ガスエンジニアリングソリューションズ株式会社(以下「T社」という。)が調査し、TGESとT社のシステムを止めました。
"""
"#,
    mended: r#"
[parties]
tges = { role = "processor", name = "東京ガスエンジニアリングソリューションズ株式会社" }

[documents.annex]
kind = "attachment"
text.body = """
東京ガスエンジニアリングソリューションズ株式会社(以下「TGES」という。)から報告を受けました。

TGESが調査し、TGESのシステムを止めました。
"""
"#,
    run: Run::Version(|subject| once(run(subject))),
};

/// How many characters of a name are compared: names of parties are shorter.
const LONGEST: usize = 60;

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let names = names(subject.case);
    let voice = Voice::of(subject);
    let mut found = Vec::new();
    for draft in &subject.drafts {
        let lines = voice.lines(draft);
        let mut earlier: Vec<(Definition, Option<&str>)> = Vec::new();
        for (at, definition) in defined(&lines) {
            let Some(line) = lines.get(at) else { continue };
            let party = party(&names, line, &definition);
            let alias = &definition.alias;
            let again = earlier.iter().any(|(other, _)| other.alias == *alias);
            let other = earlier.iter().find(|(_, known)| party.is_some() && *known == party);
            let words = match (again, other) {
                (true, _) => Some((
                    format!("略称「{alias}」が、二度定義されています"),
                    format!("the alias “{alias}” is defined twice"),
                )),
                (false, Some((other, _))) => Some((
                    format!("同じ者に「{}」と「{alias}」の二つの略称があります", other.alias),
                    format!("one party has two aliases, “{}” and “{alias}”", other.alias),
                )),
                (false, None) => None,
            };
            if let Some((ja, en)) = words {
                found.push(Finding::at(subject.place(draft, line.passage, definition.range.clone()), ja, en));
            }
            earlier.push((definition, party));
        }
    }
    found
}

/// Parties by their names.
fn names(case: &Case) -> BTreeMap<&str, &str> {
    let mut names = BTreeMap::new();
    for party in case.entries("parties") {
        for key in ["name", "short"] {
            if let Some(Value::Text(name)) = party.field(key).map(|field| &field.value) {
                names.insert(name.as_str(), party.name.value.as_str());
            }
        }
    }
    names
}

/// The party whose name stands before a formula: the longest known name that ends there.
fn party<'a>(names: &BTreeMap<&'a str, &'a str>, line: &Line<'_, '_>, definition: &Definition) -> Option<&'a str> {
    definition.name_ends.iter().find_map(|end| {
        let front = line.passage.text.get(..*end)?;
        let starts: Vec<usize> = front.char_indices().rev().take(LONGEST).map(|(at, _)| at).collect();
        starts.iter().rev().find_map(|start| names.get(front.get(*start..)?)).copied()
    })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    const PARTIES: &str = "[parties]\nt = \"東京ガス株式会社\"\no = \"大阪ガス株式会社\"\n";

    fn annex(body: &str) -> String {
        format!("{PARTIES}[documents.a]\nkind = \"attachment\"\ntext.body = \"\"\"\n{body}\n\"\"\"\n")
    }

    #[test]
    fn finds_a_second_alias_and_a_second_definition() {
        fires(&CHECK, &annex("東京ガス株式会社(以下「T社」という。)と東京ガス株式会社(以下「TG」という。)"), &["TG"]);
        fires(&CHECK, &annex("{{ parties.t }}(以下「T社」という。)と(東京ガス株式会社、以下「TG」。)"), &["TG"]);
        fires(&CHECK, &annex("A(以下「T社」という。)\n\nB(以下「T社」という。)"), &["T社"]);
    }

    #[test]
    fn two_parties_have_two_aliases() {
        silent(&CHECK, &annex("東京ガス株式会社(以下「T社」という。)と大阪ガス株式会社(以下「O社」という。)"));
        silent(&CHECK, &annex("東京ガス株式会社(以下「T社」という。)のこと(以下「本件」という。)"));
        silent(&CHECK, &annex("新東京ガス(以下「T社」という。)とガス株式会社(以下「TG」という。)"));
    }
}
