//! The incident file, read faithfully: what stands there, with its places.
//!
//! [`read`] goes in four steps, and every step reports all that is wrong instead of stopping:
//! 1. `tree`: TOML text to a tree with a place for every key and value, in the order of the file.
//! 2. `keys`: the closed key lists, one table for the reader, the JSON Schema and the templates.
//! 3. `reader`: the tree against the lists, entry by entry.
//! 4. `values` and [`prose`]: strings against the grammars of figures, dates, items and citations.
//!
//! [`revised`] writes the next version from a file's text, line by line (`lines`).
//!
//! Whether a name or a path leads anywhere is not asked here but in [`facts`](crate::facts), where base and earlier versions are known.

pub mod keys;
mod kind;
mod lines;
pub mod prose;
mod reader;
mod revise;
pub mod schema;
mod string;
mod tree;
mod values;

use crate::locale::Figure;
use crate::locale::Lang;
use crate::locale::Moment;
use crate::text::{Span, Spanned};
use prose::Prose;

pub use reader::{read, read_house};
pub use revise::revised;

/// One version of one incident, as its file states it.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// Language of the file; Japanese unless it says otherwise.
    pub lang: Lang,
    /// Keys of the file that hold no entries, such as `cause`.
    pub top: Vec<Field>,
    /// All entries in the order of the file.
    pub entries: Vec<Entry>,
    /// Paths that are written but could not be read, so that nothing complains of their absence.
    pub unreadable: Vec<String>,
}

impl Incident {
    /// Field of the file itself.
    pub fn top(&self, key: &str) -> Option<&Field> {
        self.top.iter().find(|field| field.key.value == key)
    }

    /// Entries of one kind, in the order of the file.
    pub fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(move |entry| entry.kind == kind)
    }
}

/// One `[kind.name]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// First word of its path.
    pub kind: &'static str,
    /// Second word of its path.
    pub name: Spanned<String>,
    /// Its keys, in the order of the file.
    pub fields: Vec<Field>,
    /// Members of a group of measures, in the order of the file.
    pub members: Vec<Entry>,
}

impl Entry {
    /// States a key, in place of what was stated; its place is the name of the entry.
    pub fn set(&mut self, key: &str, value: Value) {
        let span = self.name.span;
        self.fields.retain(|field| field.key.value != key);
        self.fields.push(Field { key: Spanned::new(key.to_owned(), span), value, span });
    }

    /// The field of a key, if it is stated.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key.value == key)
    }
}

/// One key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The key.
    pub key: Spanned<String>,
    /// The value.
    pub value: Value,
    /// Place of the value.
    pub span: Span,
}

/// The value of a key.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Literal characters.
    Text(String),
    /// Markdown that may cite facts.
    Prose(Prose),
    /// A figure.
    Figure(Figure),
    /// A date, a time or a period.
    Moment(Moment),
    /// The date of an event, by its path (`events.exposed`).
    MomentOf(String),
    /// Data items.
    Items(Items),
    /// Literal texts.
    Texts(Vec<Spanned<String>>),
    /// Names or paths, each with its place.
    Names(Vec<Spanned<String>>),
    /// A word that the program knows.
    Word(&'static str),
    /// Yes or no.
    Flag(bool),
    /// Named values.
    Map(Vec<Field>),
    /// One value for each language.
    Localized(Vec<(Lang, Value)>),
}

impl Value {
    /// The value in a language: the one that is stated for it, else the only one there is.
    pub fn in_lang(&self, lang: Lang) -> &Value {
        match self {
            Value::Localized(values) => match values.iter().find(|(stated, _)| *stated == lang).or(values.first()) {
                Some((_, value)) => value,
                None => self,
            },
            _ => self,
        }
    }
}

/// A list of data items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Items {
    /// The items in the order of the file.
    pub list: Vec<Item>,
    /// The closing word of an open list, as written: 等, など, etc.
    pub open: Option<String>,
}

/// One data item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Code by which documents and checks know it; nothing for a spelling that no list knows.
    pub code: Option<String>,
    /// As the issuer words it.
    pub wording: String,
    /// Its place.
    pub span: Span,
}
