//! What a key, a kind of entries and a way of reading are; [`super::keys`] lists them.

use super::keys::KINDS;
use crate::vocabulary::List;

/// How the value of a key is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Characters taken literally: names, addresses, numbers of telephones.
    Text,
    /// Markdown that may cite facts.
    Prose,
    /// A figure as it prints.
    Figure,
    /// A date, a time, a period, or the path of an event.
    Moment,
    /// A list of data items, each `[code: ]wording`.
    Items,
    /// A list of literal texts.
    Texts,
    /// Columns of a list of recipients: one or a list.
    Columns,
    /// Yes or no.
    Flag,
    /// The IANA name of a time zone.
    Zone,
    /// One of the words that the program knows.
    Word(&'static [&'static str]),
    /// A code of a vocabulary list.
    Code(List),
    /// The name of an entry of a kind.
    Name(&'static str),
    /// Names of entries of a kind: one or a list.
    Names(&'static str),
    /// Parties, or paths of data sets whose persons are meant: one or a list.
    To,
    /// An addressee: the name of a party, or literal text.
    Addressee,
    /// Whole paths of facts: one or a list.
    Paths,
    /// Names that only the document itself knows, such as its sections: a list.
    Sections,
    /// A table from names to values of another type.
    Map(&'static Type),
    /// A table from names to style examples.
    Style,
    /// What other parties state of the same set: a table of parties, each with keys of this kind.
    Per,
}

/// One key of a kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Key {
    /// As written in the file.
    pub name: &'static str,
    /// How its value is read.
    pub ty: Type,
}

/// One kind of entry: `[kind.name]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kind {
    /// First word of the paths of its entries.
    pub name: &'static str,
    /// The key that a bare value stands for, if the kind has one.
    pub main: Option<&'static str>,
    /// Its closed keys.
    pub keys: &'static [Key],
    /// Whether every code of [`List::Counts`] is a key too, holding a figure.
    pub counts: bool,
    /// For a kind of groups: the kind of the members, which are all keys that `keys` does not list.
    pub members: Option<&'static Kind>,
}

impl Kind {
    /// The kind of this name.
    pub fn named(name: &str) -> Option<&'static Kind> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// How the value of one of its keys is read; nothing for an unknown key.
    pub fn key(&self, name: &str) -> Option<Type> {
        let listed = self.keys.iter().find(|key| key.name == name).map(|key| key.ty);
        listed.or_else(|| (self.counts && List::Counts.code(name).is_some()).then_some(Type::Figure))
    }

    /// Names of all its keys.
    pub fn key_names(&self) -> impl Iterator<Item = &'static str> {
        let counts = self.counts.then(|| List::Counts.codes()).into_iter().flatten();
        self.keys.iter().map(|key| key.name).chain(counts)
    }
}
