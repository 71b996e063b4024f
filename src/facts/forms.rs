//! Forms: how a fact can be asked to print. One list for prose (`| md weekday`) and templates (`| md | weekday`).
//!
//! A form chooses parts, never spelling: spelling is the document's style.

use super::{Case, Found};
use crate::incident::Value;

/// What a form applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applies {
    /// Figures, and data sets or figures as a whole.
    Figure,
    /// Data sets and figures as a whole.
    Set,
    /// Dates, times and periods.
    Moment,
    /// Parties.
    Party,
    /// Lists of data items or names.
    List,
    /// These kinds, as a block alone in its paragraph; a form of measures also applies to one group of them.
    Block(&'static [&'static str]),
}

/// One form.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// As written behind `|`.
    pub name: &'static str,
    /// What it applies to.
    pub applies: Applies,
    /// What it does, for the reference.
    pub meaning: &'static str,
}

const fn form(name: &'static str, applies: Applies, meaning: &'static str) -> Form {
    Form { name, applies, meaning }
}

/// All forms.
pub const FORMS: &[Form] = &[
    form("number", Applies::Figure, "digits only, without counter or qualifier"),
    form("plain", Applies::Figure, "3622"),
    form("comma", Applies::Figure, "3,622"),
    form("man", Applies::Figure, "46万517"),
    form("sen", Applies::Figure, "8千6百"),
    form("who", Applies::Set, "whose data they are, before the figure"),
    form("label", Applies::Set, "the label, before the figure"),
    form("y", Applies::Moment, "the year"),
    form("ym", Applies::Moment, "year and month"),
    form("ymd", Applies::Moment, "year, month and day"),
    form("md", Applies::Moment, "month and day"),
    form("d", Applies::Moment, "the day"),
    form("time", Applies::Moment, "the time of day"),
    form("weekday", Applies::Moment, "adds the weekday"),
    form("wareki", Applies::Moment, "the year of the Japanese era"),
    form("seireki", Applies::Moment, "the year of the common era"),
    form("both", Applies::Moment, "both years"),
    form("full", Applies::Party, "the full name"),
    form("short", Applies::Party, "the short name"),
    form("and", Applies::List, "the last two joined by a word"),
    form(
        "table",
        Applies::Block(&["events", "measures", "corrections"]),
        "as a table; of measures by organisation and state; of corrections by place, before and after",
    ),
    form("list", Applies::Block(&["events", "quotes"]), "as a list"),
    form("days", Applies::Block(&["events"]), "grouped by day"),
    form("headings", Applies::Block(&["events"]), "each under a heading of its own"),
    form("errata", Applies::Block(&["corrections"]), "what was wrong and what is right, place by place"),
    form("corrected", Applies::Block(&["corrections"]), "the whole corrected text, what differs underlined"),
    form("facts", Applies::Block(&["corrections"]), "the facts that changed"),
    form("state", Applies::Block(&["measures"]), "adds how far each measure is, with its date"),
];

/// The form of this name.
pub fn named(name: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.name == name)
}

impl Case {
    /// Whether a form applies to what was found.
    pub fn takes(&self, found: Found<'_>, form: &Form) -> bool {
        let applies = |list: &[Applies]| list.contains(&form.applies);
        match found {
            Found::Kind(kind) => is_block_of(form, kind.name),
            Found::Entry(entry) => match entry.kind {
                "data" | "figures" => applies(&[Applies::Figure, Applies::Set]),
                "events" | "documents" => applies(&[Applies::Moment]),
                "parties" => applies(&[Applies::Party]),
                // A group; of a single measure only its words are printed.
                "measures" => !entry.members.is_empty() && is_block_of(form, entry.kind),
                _ => false,
            },
            Found::End(..) => applies(&[Applies::Moment]),
            Found::Field(_, field) => match field.value.in_lang(self.lang) {
                Value::Figure(_) => applies(&[Applies::Figure]),
                Value::Moment(_) | Value::MomentOf(_) => applies(&[Applies::Moment]),
                Value::Items(_) | Value::Texts(_) => applies(&[Applies::List]),
                Value::Names(_) => applies(&[Applies::Party]),
                _ => false,
            },
            Found::Item(..) => false,
        }
    }
}

fn is_block_of(form: &Form, kind: &str) -> bool {
    matches!(form.applies, Applies::Block(kinds) if kinds.contains(&kind))
}
