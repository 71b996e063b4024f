//! The recipient of a letter, as an incident speaks of one: `{{ recipient.name }}`.
//!
//! A case knows no recipients. It knows which fields a list gives each of them, so that prose and templates can cite these;
//! `kohyo letters` fills them on the finished tree, where values meet neither Markdown nor a template.

use super::Case;
use crate::incident::{Entry, Value};
use crate::locale::Lang;

/// Fields that the program gives a meaning, with the words that stand for them until a recipient fills them.
const FIELDS: &[(&str, &str, &str)] = &[
    ("id", "管理番号", "reference"),
    ("name", "氏名", "name"),
    ("honorific", "敬称", "honorific"),
    ("postal", "郵便番号", "postal code"),
    ("address", "住所", "address"),
    ("guardian", "保護者氏名", "guardian"),
    ("earlier", "前回の通知の日付", "date of the earlier letter"),
    ("addressee", "宛名", "addressee"),
];

/// Columns that are read for each recipient and decide something, but are never printed.
pub const UNPRINTED: &[&str] = &["language", "deceased", "sets"];

/// The fields of the address block, from top to bottom.
pub const ADDRESS: &[&str] = &["postal", "address", "addressee"];

/// The field that a path names: `name` for `recipient.name`.
pub fn field(path: &str) -> Option<&str> {
    path.strip_prefix("recipient.")
}

/// The path of a field.
pub fn path(field: &str) -> String {
    format!("recipient.{field}")
}

/// All fields that can be cited: those with a meaning, and those of the incident's own that `[letters]` gives columns.
pub fn fields(case: &Case) -> Vec<String> {
    let mut fields: Vec<String> = FIELDS.iter().map(|(name, ..)| (*name).to_owned()).collect();
    let own = own_fields(case).into_iter().filter(|name| !FIELDS.iter().any(|(known, ..)| known == name));
    fields.extend(own.map(str::to_owned));
    fields
}

fn own_fields(case: &Case) -> Vec<&str> {
    match case.top("letters").map(|field| &field.value) {
        Some(Value::Map(fields)) => {
            let names = fields.iter().map(|field| field.key.value.as_str());
            names.filter(|name| !UNPRINTED.contains(name)).collect()
        }
        _ => Vec::new(),
    }
}

/// What stands for a field where no recipient is known: its name in brackets.
pub fn sample(field: &str, lang: Lang) -> String {
    let known = FIELDS.iter().find(|(name, ..)| *name == field);
    let word = known.map_or(field, |(_, ja, en)| if lang == Lang::Ja { ja } else { en });
    match lang {
        Lang::Ja => format!("〔{word}〕"),
        Lang::En => format!("[{word}]"),
    }
}

/// Whether a document is printed once for each recipient.
pub fn is_per_recipient(document: &Entry) -> bool {
    matches!(document.field("per_recipient").map(|field| &field.value), Some(Value::Flag(true)))
}
