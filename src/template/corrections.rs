//! What a document says of the version that it corrects.
//!
//! Comparing versions is not the work of templates: whoever drafts a correction hands over what the comparison found, and
//! `{{ corrections | table }}` and its like print it.

use super::print::{Printer, text};
use super::setting::words;
use crate::document::{Block, Inline, Inlines};
use crate::facts::Case;
use crate::facts::stated::Entry;
use crate::locale::{KiStyle, Lang};

/// Kinds of documents that are about another version of others.
pub const CORRECTING: &[&str] = &["correction", "errata"];

/// What a comparison with the version before found, as blocks of the document that tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections {
    /// Number of the version before.
    pub version: u32,
    /// Names of the documents that it corrects, as the version before called them.
    pub originals: Vec<String>,
    /// Whether something that was published is said to be wrong; otherwise it has only been overtaken.
    pub errors: bool,
    /// Whether more than half of the text differs, so that the corrected text is printed as a whole.
    pub pervasive: bool,
    /// Paths of the facts that changed.
    pub changed: Vec<String>,
    /// The 新旧対照表 (`| table`).
    pub table: Vec<Block>,
    /// The 正誤表 (`| errata`).
    pub errata: Vec<Block>,
    /// The corrected text as a whole, what differs underlined (`| corrected`).
    pub corrected: Vec<Block>,
    /// The facts that changed (`| facts`).
    pub facts: Vec<Block>,
}

impl Corrections {
    /// The blocks that one of the forms asks for; nothing if none is a form of corrections.
    fn of_forms(&self, forms: &[String]) -> Option<&[Block]> {
        forms.iter().find_map(|form| match form.as_str() {
            "table" => Some(self.table.as_slice()),
            "errata" => Some(self.errata.as_slice()),
            "corrected" => Some(self.corrected.as_slice()),
            "facts" => Some(self.facts.as_slice()),
            _ => None,
        })
    }
}

/// Documents of the version before that were published on one day.
pub struct Release<'a> {
    /// Any of the documents, for its date.
    pub first: &'a Entry,
    /// All of them.
    pub documents: Vec<&'a Entry>,
}

impl<'p> Printer<'p> {
    /// Whether the document is about another version of others.
    pub fn is_correction(&self) -> bool {
        self.text(self.document, "kind").is_some_and(|kind| CORRECTING.contains(&kind.as_str()))
    }

    /// A Japanese correction notice is written between 「記」 and 「以上」.
    pub fn usual_ki(&self) -> Option<KiStyle> {
        let notice = self.text(self.document, "kind").as_deref() == Some("correction");
        (notice && self.setting.lang == Lang::Ja).then_some(KiStyle { opens: true, closes: true })
    }

    /// The version before, if a comparison with it was made.
    pub fn corrected(&self) -> Option<(&'p Corrections, &'p Case)> {
        let known = self.corrections?;
        Some((known, self.case.earlier(known.version)?))
    }

    /// The documents that were corrected, those of one day together.
    pub fn originals(&self) -> Vec<Release<'p>> {
        let Some((known, before)) = self.corrected() else { return Vec::new() };
        let date = |entry: &'p Entry| entry.field("date").and_then(|field| before.moment(&field.value));
        let mut releases: Vec<Release<'p>> = Vec::new();
        for entry in known.originals.iter().filter_map(|id| before.entry("documents", id)) {
            match releases.iter_mut().find(|release| date(release.first) == date(entry)) {
                Some(release) => release.documents.push(entry),
                None => releases.push(Release { first: entry, documents: vec![entry] }),
            }
        }
        releases
    }

    /// The title of a correction that has none of its own: it names what is corrected.
    pub fn correction_title(&self) -> Option<Inlines> {
        let (known, before) = self.corrected()?;
        let lang = self.setting.lang;
        let titled = known.originals.iter().filter_map(|id| before.entry("documents", id));
        let titled: Vec<&Entry> = titled.filter(|entry| entry.field("title").is_some()).collect();
        let what = match (self.text(self.document, "kind").as_deref(), known.errors) {
            (Some("errata"), _) => words(lang, "の正誤表", "Errata: "),
            (_, true) => words(lang, "の一部訂正について", "Correction: "),
            (_, false) => words(lang, "の内容の変更について", "Update: "),
        };
        let title = titled
            .first()
            .and_then(|entry| self.cite(&format!("v{}.documents.{}.title", known.version, entry.name.value), &[]));
        let others = titled.len() < known.originals.len() || titled.len() > 1;
        let more = if others { words(lang, "ほか", " and others") } else { "" };
        let named = match (title, lang) {
            (Some(title), Lang::Ja) => [text("「"), title, text("」"), text(more)].concat(),
            (Some(title), Lang::En) => [title, text(more)].concat(),
            (None, _) => text(words(lang, "公表文書", "published documents")),
        };
        let mut content = if lang == Lang::Ja { named } else { [vec![Inline::text(what)], named].concat() };
        if lang == Lang::Ja {
            content.extend(text(what));
        }
        Some(content)
    }
    /// The blocks of a comparison that a citation of `corrections` asks for; nothing if it asks for the reasons.
    pub fn compared(&self, forms: &[String]) -> Option<Vec<Block>> {
        let nothing = Corrections::default();
        let known = self.corrections.unwrap_or(&nothing);
        let blocks = known.of_forms(forms)?.to_vec();
        self.compares.set(true);
        Some(blocks)
    }
}
