//! Closed words with their wording: data items, causes, roles, counts.
//!
//! Each list is one file of `templates/vocabulary/`; a row is a code and its spellings, the usual one first.
//! The program decides by code and prints the wording; an issuer's own wording always wins over ours.

use crate::locale::Lang;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One list of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum List {
    /// Data items, such as `phone`.
    Items,
    /// Causes of incidents, such as `loss`.
    Causes,
    /// Roles of parties, such as `processor`.
    PartyRoles,
    /// Roles of events, such as `found`.
    EventRoles,
    /// What is counted, such as `persons`.
    Counts,
    /// How sure a leak is, such as `possible`.
    Leak,
    /// States of claims, such as `not-found`.
    ClaimStates,
    /// What claims are about, such as `misuse`.
    ClaimSubjects,
    /// States of events and measures, such as `planned`.
    ActionStates,
    /// Kinds of entries, such as `data`.
    FactKinds,
    /// Keys of entries, such as `retracted`.
    FactKeys,
}

/// Spellings of one code.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Spellings {
    ja: Vec<String>,
    en: Vec<String>,
    /// What laws call it together with others.
    class: Option<String>,
}

type Words = BTreeMap<String, Spellings>;

/// The lists as they are written, by file name, in the order of [`List`].
pub const FILES: [(&str, &str); 11] = [
    ("items.toml", include_str!("../../templates/vocabulary/items.toml")),
    ("causes.toml", include_str!("../../templates/vocabulary/causes.toml")),
    ("party-roles.toml", include_str!("../../templates/vocabulary/party-roles.toml")),
    ("event-roles.toml", include_str!("../../templates/vocabulary/event-roles.toml")),
    ("counts.toml", include_str!("../../templates/vocabulary/counts.toml")),
    ("leak.toml", include_str!("../../templates/vocabulary/leak.toml")),
    ("claim-states.toml", include_str!("../../templates/vocabulary/claim-states.toml")),
    ("claim-subjects.toml", include_str!("../../templates/vocabulary/claim-subjects.toml")),
    ("action-states.toml", include_str!("../../templates/vocabulary/action-states.toml")),
    ("fact-kinds.toml", include_str!("../../templates/vocabulary/fact-kinds.toml")),
    ("fact-keys.toml", include_str!("../../templates/vocabulary/fact-keys.toml")),
];

static WORDS: LazyLock<[Words; 11]> = LazyLock::new(|| FILES.map(|(_, text)| toml::from_str(text).unwrap_or_default()));

impl List {
    fn words(self) -> &'static Words {
        &WORDS[self as usize]
    }

    /// All codes, in alphabetical order.
    pub fn codes(self) -> impl Iterator<Item = &'static str> {
        self.words().keys().map(String::as_str)
    }

    /// The code as the list holds it, or nothing if it is not in the list.
    pub fn code(self, code: &str) -> Option<&'static str> {
        self.words().get_key_value(code).map(|(code, _)| code.as_str())
    }

    /// The codes of a class, such as `special-care`; none if there is no such class.
    pub fn of_class(self, class: &str) -> Vec<&'static str> {
        let members = self.words().iter().filter(|(_, spellings)| spellings.class.as_deref() == Some(class));
        members.map(|(code, _)| code.as_str()).collect()
    }

    /// The usual wording of a code.
    pub fn wording(self, code: &str, lang: Lang) -> Option<&'static str> {
        self.words().get(code)?.in_lang(lang).first().map(String::as_str)
    }

    /// The code that a spelling belongs to, whatever its language.
    pub fn by_spelling(self, spelling: &str) -> Option<&'static str> {
        let (code, _) = self.words().iter().find(|(_, spellings)| {
            [Lang::Ja, Lang::En].iter().any(|lang| spellings.in_lang(*lang).iter().any(|known| known == spelling))
        })?;
        Some(code)
    }
}

impl Spellings {
    fn in_lang(&self, lang: Lang) -> &[String] {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_both_languages_for_every_code() {
        let codes = [List::Items, List::Causes, List::PartyRoles, List::EventRoles, List::Counts];
        let words = [List::Leak, List::ClaimStates, List::ClaimSubjects, List::ActionStates];
        for list in codes.into_iter().chain(words).chain([List::FactKinds, List::FactKeys]) {
            assert!(list.codes().count() > 3, "{list:?} did not parse");
            for code in list.codes() {
                assert!(list.wording(code, Lang::Ja).is_some() && list.wording(code, Lang::En).is_some(), "{code}");
            }
        }
    }

    #[test]
    fn a_class_is_no_code_and_has_members() {
        for (class, member) in
            [("special-care", "medical-history"), ("payment-card", "credit-card"), ("credentials", "pin")]
        {
            assert!(List::Items.of_class(class).contains(&member) && List::Items.code(class).is_none(), "{class}");
        }
        assert!(List::Items.of_class("name").is_empty());
    }

    #[test]
    fn no_spelling_belongs_to_two_codes() {
        for list in [List::Items, List::Causes, List::PartyRoles, List::EventRoles, List::Counts] {
            for (code, spellings) in list.words() {
                for spelling in spellings.ja.iter().chain(&spellings.en) {
                    assert_eq!(list.by_spelling(spelling), Some(code.as_str()), "{spelling}");
                }
            }
        }
    }
}
