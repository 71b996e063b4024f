//! The closed key lists of the incident file: one table that the reader, the JSON Schema and the templates' context share.
//!
//! A key is added here and nowhere else; its [`Type`] says how its value is read.

use crate::vocabulary::List;

pub use super::kind::{Key, Kind, Type};

const fn key(name: &'static str, ty: Type) -> Key {
    Key { name, ty }
}

/// How sure a leak is.
pub const LEAK: &[&str] = &["confirmed", "possible", "exposed", "lost", "none", "unknown"];
/// Stages of a version.
pub const STAGE: &[&str] = &["first", "follow-up", "correction", "final"];
/// Stages of a report to an authority.
pub const REPORT_STAGE: &[&str] = &["preliminary", "interim", "final"];
/// What a version is.
pub const STATUS: &[&str] = &["draft", "final"];
/// State of an event, a cause's remedy or a measure.
pub const ACTION_STATE: &[&str] = &["done", "planned", "under-way", "proposed", "declined"];
/// State of a claim.
pub const CLAIM_STATE: &[&str] =
    &["confirmed", "possible", "denied", "not-found", "none-reported", "unknown", "promised"];
/// What a claim is about.
pub const CLAIM_ABOUT: &[&str] = &[
    "leak",
    "misuse",
    "damage",
    "scope",
    "cause",
    "attack",
    "access",
    "exposure",
    "spread",
    "copies",
    "encryption",
    "recovery",
];
/// Kinds of change.
pub const CORRECTION: &[&str] =
    &["correction", "news", "refinement", "redefinition", "withdrawal", "reversal", "notation"];
/// Languages of documents.
pub const LANG: &[&str] = &["ja", "en"];

/// Keys of the file itself that hold no entries.
pub const TOP: &[Key] = &[
    key("lang", Type::Word(LANG)),
    key("cause", Type::Code(List::Causes)),
    key("leak", Type::Word(LEAK)),
    key("stage", Type::Word(STAGE)),
    key("affected", Type::Paths),
    key("base", Type::Text),
    key("status", Type::Word(STATUS)),
    key("embargo", Type::Moment),
    key("tz", Type::Zone),
    key("style", Type::Style),
    key("text", Type::Map(&Type::Prose)),
    key("accept", Type::Map(&Type::Map(&Type::Text))),
    key("letters", Type::Map(&Type::Columns)),
];

/// Keys of `kohyo.toml`: what a house states once for all its incidents.
pub const HOUSE: &[Key] = &[key("style", Type::Style), key("tz", Type::Zone), key("fonts", Type::Texts)];

/// Kinds of entries of `kohyo.toml`, which a version takes over.
pub const HOUSE_KINDS: &[&str] = &["parties", "contacts", "regimes"];

const MEASURE: Kind = Kind {
    name: "measures",
    main: Some("text"),
    keys: &[
        key("text", Type::Prose),
        key("title", Type::Prose),
        key("by", Type::Names("parties")),
        key("state", Type::Word(ACTION_STATE)),
        key("at", Type::Moment),
    ],
    counts: false,
    members: None,
};

/// All kinds of entries, in the order in which the reference explains them.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "parties",
        main: Some("name"),
        keys: &[
            key("name", Type::Text),
            key("short", Type::Text),
            key("alias", Type::Text),
            key("self", Type::Text),
            key("role", Type::Code(List::PartyRoles)),
            key("of", Type::Name("parties")),
            key("address", Type::Text),
            key("phone", Type::Text),
            key("mail", Type::Text),
            key("url", Type::Text),
            key("head", Type::Text),
        ],
        counts: false,
        members: None,
    },
    Kind {
        name: "data",
        main: Some("count"),
        keys: &[
            key("who", Type::Prose),
            key("label", Type::Prose),
            key("items", Type::Items),
            key("excluded", Type::Items),
            key("protection", Type::Items),
            key("within", Type::Name("data")),
            key("sum", Type::Names("data")),
            key("names", Type::Texts),
            key("period", Type::Moment),
            key("as_of", Type::Moment),
            key("data_as_of", Type::Moment),
            key("so_far", Type::Prose),
            key("leak", Type::Word(LEAK)),
            key("source", Type::Name("parties")),
            key("per", Type::Per),
        ],
        counts: true,
        members: None,
    },
    Kind {
        name: "figures",
        main: Some("count"),
        keys: &[
            key("label", Type::Prose),
            key("as_of", Type::Moment),
            key("within", Type::Name("figures")),
            key("sum", Type::Names("figures")),
            key("product", Type::Names("figures")),
            key("source", Type::Name("parties")),
        ],
        counts: true,
        members: None,
    },
    Kind {
        name: "events",
        main: Some("at"),
        keys: &[
            key("at", Type::Moment),
            key("role", Type::Code(List::EventRoles)),
            key("by", Type::Names("parties")),
            key("to", Type::To),
            key("method", Type::Text),
            key("state", Type::Word(ACTION_STATE)),
            key("regime", Type::Text),
            key("stage", Type::Word(REPORT_STAGE)),
            key("text", Type::Prose),
        ],
        counts: false,
        members: None,
    },
    Kind {
        name: "claims",
        main: Some("says"),
        keys: &[
            key("says", Type::Prose),
            key("about", Type::Word(CLAIM_ABOUT)),
            key("state", Type::Word(CLAIM_STATE)),
            key("by", Type::Names("parties")),
            key("to", Type::To),
            key("at", Type::Moment),
            key("as_of", Type::Moment),
            key("retracted", Type::Moment),
        ],
        counts: false,
        members: None,
    },
    Kind {
        name: "causes",
        main: Some("text"),
        keys: &[
            key("text", Type::Prose),
            key("title", Type::Prose),
            key("at", Type::Moment),
            key("by", Type::Names("parties")),
            key("state", Type::Prose),
            key("reason", Type::Prose),
            key("should", Type::Prose),
        ],
        counts: false,
        members: None,
    },
    Kind {
        name: "measures",
        main: None,
        keys: &[key("title", Type::Prose), key("by", Type::Names("parties")), key("state", Type::Word(ACTION_STATE))],
        counts: false,
        members: Some(&MEASURE),
    },
    Kind {
        name: "discipline",
        main: Some("text"),
        keys: &[
            key("text", Type::Prose),
            key("who", Type::Prose),
            key("measure", Type::Text),
            key("basis", Type::Text),
            key("at", Type::Moment),
            key("reasons", Type::Prose),
            key("remarks", Type::Prose),
        ],
        counts: false,
        members: None,
    },
    Kind {
        name: "quotes",
        main: Some("text"),
        keys: &[key("text", Type::Prose), key("by", Type::Names("parties")), key("at", Type::Moment)],
        counts: false,
        members: None,
    },
    Kind {
        name: "contacts",
        main: Some("name"),
        keys: &[
            key("name", Type::Text),
            key("person", Type::Text),
            key("phone", Type::Text),
            key("ext", Type::Text),
            key("fax", Type::Text),
            key("mail", Type::Text),
            key("form", Type::Text),
            key("url", Type::Text),
            key("address", Type::Text),
            key("hours", Type::Text),
            key("except", Type::Text),
        ],
        counts: false,
        members: None,
    },
    Kind {
        name: "references",
        main: Some("title"),
        keys: &[
            key("title", Type::Text),
            key("date", Type::Moment),
            key("by", Type::Names("parties")),
            key("url", Type::Text),
        ],
        counts: false,
        members: None,
    },
    Kind {
        name: "corrections",
        main: None,
        keys: &[
            key("facts", Type::Paths),
            key("formerly", Type::Paths),
            key("kind", Type::Word(CORRECTION)),
            key("reason", Type::Prose),
            key("was", Type::Text),
        ],
        counts: false,
        members: None,
    },
    Kind {
        name: "regimes",
        main: Some("scope"),
        keys: &[
            key("scope", Type::Word(&["yes", "no"])),
            key("met", Type::Texts),
            key("unmet", Type::Texts),
            key("voluntary", Type::Flag),
            key("reason", Type::Text),
        ],
        counts: false,
        members: None,
    },
    Kind {
        name: "documents",
        main: None,
        keys: &[
            key("kind", Type::Text),
            key("issuer", Type::Name("parties")),
            key("to", Type::Addressee),
            key("signed", Type::Names("parties")),
            key("date", Type::Moment),
            key("title", Type::Prose),
            key("number", Type::Text),
            key("attachments", Type::Names("documents")),
            key("layout", Type::Text),
            key("template", Type::Text),
            key("regime", Type::Text),
            key("stage", Type::Word(REPORT_STAGE)),
            key("choices", Type::Map(&Type::Texts)),
            key("lang", Type::Word(LANG)),
            key("sections", Type::Sections),
            key("call", Type::Map(&Type::Text)),
            key("style", Type::Style),
            key("text", Type::Map(&Type::Prose)),
            key("replaces", Type::Text),
            key("corrects", Type::Names("documents")),
            key("per_recipient", Type::Flag),
            key("when", Type::Map(&Type::Text)),
            key("data", Type::Names("data")),
            key("figures", Type::Names("figures")),
            key("events", Type::Names("events")),
            key("claims", Type::Names("claims")),
            key("causes", Type::Names("causes")),
            key("measures", Type::Names("measures")),
            key("discipline", Type::Names("discipline")),
            key("quotes", Type::Names("quotes")),
            key("contacts", Type::Names("contacts")),
            key("references", Type::Names("references")),
        ],
        counts: false,
        members: None,
    },
];
