//! Writers: one document tree, many formats.
//!
//! Each writer is one file with one function of the same plain signature ([`Writer::write`]); all stand in [`WRITERS`].
//! Adding a format is one file and one row.
//!
//! **Invariant:** writers see only a [`Document`], fonts and layouts; they cannot reach an incident or its facts.
//! Nothing disappears silently: what a format cannot express comes back as a [`Loss`].

mod html;
mod markdown;
mod pdf;

use crate::diag::Wording;
use crate::document::Document;
use crate::fonts::Fonts;
pub use pdf::{Gathering, uncovered};
use std::collections::BTreeMap;

/// All writers, in the order of the command line's default.
pub const WRITERS: &[Writer] = &[
    Writer { extension: "md", write: markdown::write, write_in_series: markdown::write },
    Writer { extension: "html", write: html::write, write_in_series: html::write },
    Writer { extension: "pdf", write: pdf::write, write_in_series: pdf::series::write },
];

/// Layouts that come with the program, by the name under which a project can override them.
pub const LAYOUTS: &[(&str, &str)] = &[
    ("kohyo.typ", include_str!("../../templates/layouts/kohyo.typ")),
    ("letter.typ", include_str!("../../templates/layouts/letter.typ")),
    ("window-letter.typ", include_str!("../../templates/layouts/window-letter.typ")),
    ("release.typ", include_str!("../../templates/layouts/release.typ")),
    ("press-club-form.typ", include_str!("../../templates/layouts/press-club-form.typ")),
    ("redline.typ", include_str!("../../templates/layouts/redline.typ")),
    ("report.typ", include_str!("../../templates/layouts/report.typ")),
    ("article.html", include_str!("../../templates/layouts/article.html")),
    ("redline.html", include_str!("../../templates/layouts/redline.html")),
    ("page.html", include_str!("../../templates/layouts/page.html")),
    ("style.css", include_str!("../../templates/layouts/style.css")),
];

/// One output format.
#[derive(Debug, Clone, Copy)]
pub struct Writer {
    /// Its name on the command line and the extension of its files.
    pub extension: &'static str,
    /// Writes one document.
    pub write: Write,
    /// Writes one of many documents that have much in common: the same, except perhaps for an identifier, in less time.
    pub write_in_series: Write,
}

/// Writes a document.
pub type Write = fn(&Document, &Outfit) -> Result<Written, Vec<WriteProblem>>;

/// What writers need beside the document.
#[derive(Debug, Clone)]
pub struct Outfit {
    /// Embedded and added fonts.
    pub fonts: Fonts,
    /// Layout files by name: `letter.typ`, `letter.html`, `style.css`.
    pub layouts: BTreeMap<String, String>,
    /// Whether HTML is a bare fragment to paste into a CMS.
    pub fragment: bool,
}

/// The result of a writer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What the format could not express.
    pub losses: Vec<Loss>,
}

/// A node that a format could not express, and what stands in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The node by its name in the tree, such as `rowspan` or `form`, and what became of it.
    pub what: Wording,
}

/// Why a document could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteProblem {
    /// Stable code of the diagnostic that the caller makes of it.
    pub code: &'static str,
    /// Path of the fact it is about, if it stands in one.
    pub path: Option<String>,
    /// What is wrong; never quotes a value.
    pub headline: Wording,
    /// What to do.
    pub hint: Option<Wording>,
}
