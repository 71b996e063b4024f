//! Checks: what is read without error and is still wrong.
//!
//! 1. [`Check`] is one entry of the registry: code, severity, page, example, and the function that looks.
//! 2. [`CHECKS`] lists them; each is one file in `checks/`, and its page, its examples and its tests stand in it.
//! 3. [`Subject`] is what they look at: the case, its prose as written, its documents line by line ([`Passage`]).
//! 4. [`run`] lets all of them look; [`settle`] takes away what the author accepted with a reason.
//! 5. [`page`](page::page) and [`reference`](page::reference) print what they are for.
//!
//! **Invariant:** a check only reads, and the same subject always gives the same findings, in the same order.
//! What cannot be true is an error; what is probably wrong is a warning, which an author can accept.

mod accept;
mod checks;
pub mod page;
mod passage;
mod printed;
mod public;
mod scan;
mod subject;
#[cfg(test)]
mod testing;
mod typed;
mod written;

pub use accept::settle;
pub use checks::CHECKS;
pub use passage::{Mark, Passage, Role};
pub use subject::{Draft, Subject};
pub use written::Written;

use crate::diag::{Diagnostic, Severity, Wording};
use crate::text::Span;
use passage::quoted;

/// One check.
#[derive(Debug)]
pub struct Check {
    /// Stable name in kebab case: `accept` and `kohyo explain` use it.
    pub code: &'static str,
    /// How grave its findings are.
    pub severity: Severity,
    /// What it finds, in a few words: a heading.
    pub title: Words,
    /// What it finds, in sentences.
    pub finds: Words,
    /// What harm the mistake does.
    pub why: Words,
    /// What the author should do.
    pub remedy: Words,
    /// An incident file in which it finds something.
    pub example: &'static str,
    /// The same file, put right.
    pub mended: &'static str,
    /// How it looks.
    pub run: Run,
}

/// How a check looks.
#[derive(Debug)]
pub enum Run {
    /// At one version of one incident.
    Version(fn(&Subject<'_>) -> Vec<Finding>),
    /// At the acceptances, after all other checks: it is part of [`settle`].
    Acceptances,
}

/// Words of a page in both languages.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// Japanese.
    pub ja: &'static str,
    /// English.
    pub en: &'static str,
}

/// What a check found: a diagnostic without code and severity, which the check has.
#[derive(Debug)]
pub struct Finding(Diagnostic);

impl Finding {
    /// Says in both languages what is wrong at a place.
    pub fn at(place: Span, ja: impl Into<String>, en: impl Into<String>) -> Finding {
        Finding(Diagnostic::error("", Wording::new(ja, en)).at(place))
    }

    /// Adds a further place.
    pub fn label(self, place: Span, ja: impl Into<String>, en: impl Into<String>) -> Finding {
        Finding(self.0.label(place, Wording::new(ja, en)))
    }

    /// Adds what to do.
    pub fn hint(self, ja: impl Into<String>, en: impl Into<String>) -> Finding {
        Finding(self.0.hint(Wording::new(ja, en)))
    }
}

/// Lets all checks look at a subject.
pub fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    CHECKS.iter().flat_map(|check| look(check, subject)).collect()
}

/// Lets one check look.
fn look(check: &Check, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Run::Version(run) = check.run else { return Vec::new() };
    let named = |Finding(found): Finding| Diagnostic { code: check.code, severity: check.severity, ..found };
    run(subject).into_iter().map(named).collect()
}
