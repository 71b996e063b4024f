//! `foreign-self-name`: 弊社 in the mouth of somebody else, such as a vendor's 弊社 printed by the city.

use crate::check::scan::own_name::{COMPANY, OWN_NAMES, OwnName, named, typed};
use crate::check::scan::voice::{Line, Voice};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::stated::{Entry, Value};
use crate::locale::Lang;
use crate::text::Span;

/// The check.
pub const CHECK: Check = Check {
    code: "foreign-self-name",
    severity: Severity::Warning,
    title: Words { ja: "他者の自称", en: "the self-name of somebody else" },
    finds: Words {
        ja: "文書の発表者のものではない自称。たとえば、委託先の「弊社」がそのまま入った経緯を市が印字するもの。引用と、その者の発言として書かれた `claims` は調べません。",
        en: "A word for oneself that is not the issuer's, such as the 「弊社」 of a vendor in a chronology that the city prints. Quotations and what `claims` state as words of another party are not looked at.",
    },
    why: Words {
        ja: "「弊社の担当者が」と市が書けば、市の会社の担当者と読めます。責任の所在が入れ替わります。",
        en: "“Our engineer” printed by the city is the city's engineer: the blame changes sides.",
    },
    remedy: Words {
        ja: "{{ parties.x }} で引用してください。文書ごとに違う呼び方は `call` で決められます。",
        en: "Cite {{ parties.x }}; `call` says what each document calls the party.",
    },
    example: r#"
[parties]
city   = { role = "controller", name = "みなと市", self = "本市" }
vendor = { role = "processor", name = "みなとシステム株式会社", self = "弊社" }

[events.found]
at   = 2024-07-09
text = "弊社の担当者が発見しました。"

[documents.annex]
kind   = "attachment"
issuer = "city"
text.body = "{{ events.found }}、{{ events.found.text }}"
"#,
    mended: r#"
[parties]
city   = { role = "controller", name = "みなと市", self = "本市" }
vendor = { role = "processor", name = "みなとシステム株式会社", self = "弊社" }

[events.found]
at   = 2024-07-09
text = "{{ parties.vendor }}の担当者が発見しました。"

[documents.annex]
kind   = "attachment"
issuer = "city"
text.body = "{{ events.found }}、{{ events.found.text }}"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let voice = Voice::of(subject);
    let parties: Vec<(&Entry, &str)> =
        subject.case.entries("parties").filter_map(|party| Some((party, own_name(party)?))).collect();
    let mut seen: Vec<Span> = Vec::new();
    let mut found = Vec::new();
    for draft in subject.japanese() {
        let Some(issuer) = subject.case.issuer(draft.entry) else { continue };
        let lines: Vec<_> = voice.lines(draft).into_iter().filter(Line::is_body).collect();
        for own in OWN_NAMES.iter().filter(|own| is_foreign(issuer, own, &parties)) {
            let Some((line, range)) = lines.iter().find_map(|line| Some((line, typed(line, own)?))) else { continue };
            let place = subject.place(draft, line.passage, range);
            if seen.contains(&place) {
                continue;
            }
            seen.push(place);
            let (word, id) = (own.word, &draft.entry.name.value);
            found.push(Finding::at(
                place,
                format!("「{word}」は、文書「{id}」の発表者の自称ではありません"),
                format!("“{word}” is not what the issuer of document `{id}` calls itself"),
            ));
        }
    }
    found
}

fn own_name(party: &Entry) -> Option<&str> {
    match party.field("self")?.value.in_lang(Lang::Ja) {
        Value::Text(word) => Some(word),
        _ => None,
    }
}

/// Whether a word belongs to another voice than the issuer's.
fn is_foreign(issuer: &Entry, own: &OwnName, parties: &[(&Entry, &str)]) -> bool {
    let issuer_name = issuer.name.value.as_str();
    let part_of = |one: &Entry, other: &str| match one.field("of").map(|field| &field.value) {
        Some(Value::Names(names)) => names.iter().any(|name| name.value == other),
        _ => false,
    };
    // An office speaks for its city too, and a parent for its subsidiary.
    let is_house = |party: &Entry| {
        party.name.value == issuer_name || part_of(party, issuer_name) || part_of(issuer, &party.name.value)
    };
    let word = own_name(issuer);
    // Two words of the same kind are two names of the issuer: another check's matter.
    if word.and_then(named).is_some_and(|word| word.kind == own.kind) {
        return false;
    }
    let speaks = |house: bool| parties.iter().any(|(party, word)| *word == own.word && is_house(party) == house);
    // A company that says 本学, a city that says 当社; 当局 and 本町 also mean other things.
    let is_company = |kind: &str| kind == COMPANY;
    let mismatch = word
        .and_then(named)
        .is_some_and(|word| is_company(word.kind) != is_company(own.kind) && own.kind != "局" && own.kind != "町");
    !speaks(true) && (speaks(false) || mismatch)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn file(city: &str, vendor: &str, body: &str) -> String {
        format!(
            "[parties]\ncity = {{ role = \"controller\", name = \"甲市\"{city} }}\nvendor = {{ name = \"乙\"{vendor} }}\n[documents.a]\nkind = \"attachment\"\nissuer = \"city\"\ntext.body = \"\"\"\n{body}\n\"\"\"\n"
        )
    }
    const CITY: &str = ", self = \"本市\"";
    const VENDOR: &str = ", self = \"弊社\"";

    #[test]
    fn finds_the_word_of_another_party() {
        fires(&CHECK, &file(CITY, VENDOR, "弊社の担当者が、弊社で"), &["弊社"]);
        fires(&CHECK, &file("", VENDOR, "弊社の担当者が"), &["弊社"]);
        fires(&CHECK, &file(CITY, "", "当社の担当者が"), &["当社"]);
        fires(&CHECK, &file(", self = \"当社\"", "", "本学の学生"), &["本学"]);
    }

    #[test]
    fn the_issuer_may_speak_of_itself() {
        silent(&CHECK, &file(CITY, VENDOR, "本市は、同社の「弊社の担当者が」との説明を"));
        silent(&CHECK, &file(", self = \"当社\"", VENDOR, "当社は"));
        silent(&CHECK, &file(CITY, ", self = \"当局\", of = \"city\"", "本市は、当局において"));
        silent(&CHECK, &file("", "", "当社は"));
        silent(&CHECK, &file(", self = \"当社\"", "", "当局の捜査により、大阪市の本町で"));
    }

    #[test]
    fn claims_are_in_the_voice_of_who_makes_them() {
        let claim = "[claims]\nx = { by = \"vendor\", says = \"弊社の設定の誤りである\" }\n";
        silent(&CHECK, &format!("{}{claim}", file(CITY, VENDOR, "同社は{{ claims.x }}と述べた。")));
        let claim = "[claims]\nx = { by = \"city\", says = \"弊社の設定の誤りである\" }\n";
        fires(&CHECK, &format!("{}{claim}", file(CITY, VENDOR, "{{ claims.x }}と述べた。")), &["弊社"]);
    }
}
