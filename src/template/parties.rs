//! What a document calls a party, and itself.

use super::print::{Cited, Printer, fact, text};
use super::setting::{unprintable, words};
use crate::diag::Wording;
use crate::document::{Inline, Inlines};
use crate::facts::stated::Entry;

impl Printer<'_> {
    /// Names of parties, joined; a data set stands for the persons in it.
    pub fn names<'n>(&self, cited: &Cited<'_>, names: impl Iterator<Item = &'n str>) -> Inlines {
        let mut content = Inlines::new();
        for name in names {
            if !content.is_empty() {
                content.push(Inline::text(words(self.setting.lang, "、", ", ")));
            }
            match cited.case.entry("parties", name) {
                Some(party) => {
                    let path = format!("parties.{name}");
                    content.push(self.party(&Cited { case: cited.case, path: &path, forms: cited.forms }, party));
                }
                // A data set in `to` stands for the persons in it; another entry is known by its label.
                None => content.extend(self.known_as(name)),
            }
        }
        content
    }

    /// The words for an entry that is no party; a name of the file is never printed.
    fn known_as(&self, name: &str) -> Inlines {
        let path = if name.contains('.') { name.to_string() } else { format!("data.{name}") };
        let told = ["who", "label"].iter().find_map(|key| self.cite(&format!("{path}.{key}"), &[]));
        told.unwrap_or_default()
    }

    /// A party as the document calls it, else its full name; the alias comes in when the document is whole.
    pub fn party(&self, cited: &Cited<'_>, party: &Entry) -> Inline {
        let wants = |form: &str| cited.forms.iter().any(|wanted| wanted == form);
        let called = self.setting.call.get(&party.name.value).filter(|_| !wants("full") && !wants("short"));
        let short = || self.text(party, "short").or_else(|| self.text(party, "alias")).filter(|_| wants("short"));
        let name =
            called.cloned().or_else(short).or_else(|| self.text(party, "name")).or_else(|| self.text(party, "short"));
        let form = if called.is_some() { "call".to_string() } else { cited.forms.join(" ") };
        fact(cited.path, &form, text(&name.unwrap_or_default()))
    }

    /// The issuer's word for itself.
    pub fn own_name(&self) -> Inlines {
        let issuer = self.setting.issuer.as_deref();
        let Some((issuer, party)) = issuer.and_then(|name| Some((name, self.case.entry("parties", name)?))) else {
            let headline = Wording::new(
                "発表者が分かりません。文書に issuer を書くか、[parties] の1者に self を書いてください",
                "there is no issuer: name it in the document, or give one of [parties] a `self`",
            );
            self.problems.borrow_mut().push(unprintable("self", headline));
            return Vec::new();
        };
        let called = self.setting.call.get(issuer).cloned();
        let word = called.or_else(|| ["self", "short", "name"].iter().find_map(|key| self.text(party, key)));
        vec![fact(&format!("parties.{issuer}"), "self", text(&word.unwrap_or_default()))]
    }
}
