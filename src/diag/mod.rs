//! Diagnostics: what is wrong, where, and what to do.
//!
//! One [`Diagnostic`] value serves every rendering; files under `render` only read it.
//! Words exist in both languages of the program ([`Wording`]), because the reader's language is known only where a diagnostic is shown.
//!
//! **Invariant:** no personal data in a diagnostic. A value of a recipient or of a person is never quoted; its place is.

pub mod render;
mod suggest;

pub use suggest::nearest;

use crate::text::Span;

/// The language in which the program speaks to its user.
///
/// It is not the language of a document: an English letter may be drafted by someone who reads Japanese messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Japanese.
    Ja,
    /// English.
    En,
}

/// A message in both languages of the program.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Wording {
    /// Asks whether the nearest known word was meant.
    pub fn did_you_mean(near: &str) -> Wording {
        Wording::new(format!("「{near}」の誤りではありませんか。"), format!("did you mean `{near}`?"))
    }

    /// Joins the two languages of one message.
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> Wording {
        Wording { ja: ja.into(), en: en.into() }
    }

    /// The message in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Ja => &self.ja,
            Language::En => &self.en,
        }
    }
}

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It cannot be true, or cannot be printed.
    Error,
    /// Probably a mistake; the author may settle it with a reason.
    Warning,
    /// Worth knowing.
    Note,
}

/// One finding about an author's file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Stable kebab-case name, the same in every language and version.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// One short sentence without a full stop's worth of detail: what is wrong.
    pub headline: Wording,
    /// The place, unless the finding has none (a file that cannot be read).
    pub primary: Option<Span>,
    /// Further places with what is to be seen there.
    pub labels: Vec<(Span, Wording)>,
    /// What to do about it.
    pub hints: Vec<Wording>,
}

impl Diagnostic {
    /// Starts an error without a place.
    pub fn error(code: &'static str, headline: Wording) -> Diagnostic {
        Diagnostic { code, severity: Severity::Error, headline, primary: None, labels: Vec::new(), hints: Vec::new() }
    }

    /// Starts a warning without a place.
    pub fn warning(code: &'static str, headline: Wording) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, headline) }
    }

    /// Sets the place.
    pub fn at(mut self, span: Span) -> Diagnostic {
        self.primary = Some(span);
        self
    }

    /// Starts a note without a place.
    pub fn note(code: &'static str, headline: Wording) -> Diagnostic {
        Diagnostic { severity: Severity::Note, ..Diagnostic::error(code, headline) }
    }

    /// Adds a further place.
    pub fn label(mut self, span: Span, wording: Wording) -> Diagnostic {
        self.labels.push((span, wording));
        self
    }

    /// Adds what to do.
    pub fn hint(mut self, wording: Wording) -> Diagnostic {
        self.hints.push(wording);
        self
    }
}
