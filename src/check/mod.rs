//! Checks: what is read without error and is still wrong.
//!
//! 1. [`Subject::of`] gathers what checks look at: the case, its prose as [`Written`], its documents line by line ([`Passage`]).
//! 2. [`run`] lets every [`Check`] of [`CHECKS`] look and gives its findings its code and severity.
//! 3. [`settle`] takes away what the author accepted with a reason.
//! 4. [`page`](page::page) and [`reference`](page::reference) print what the checks are for.
//!
//! - `checks/` holds one file for each check, with its page, its examples and its tests.
//! - `scan/` finds things in text: dates, figures, names, ways of writing. It judges nothing.
//! - `typed`, `printed` and `public` are what several checks ask: what the facts say of something typed by hand,
//!   which facts a dated document prints, and which documents anybody may read.
//!
//! **Invariant:** a check only reads, and the same subject always gives the same findings, in the same order.
//! What cannot be true is an error; what is probably wrong is a warning, which an author can accept.

mod accept;
mod checks;
mod finding;
pub mod page;
mod printed;
mod public;
mod scan;
mod subject;
#[cfg(test)]
mod testing;
mod typed;
mod written;

pub use crate::document::{Mark, Passage, Role};
pub use accept::settle;
pub use checks::CHECKS;
pub use finding::Finding;
pub use subject::{Draft, Subject};
pub use written::Written;

use crate::diag::{Diagnostic, Severity};
use rayon::prelude::*;

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

/// Lets all checks look at a subject, several at a time; what they find comes in the order of [`CHECKS`].
pub fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    CHECKS.par_iter().flat_map_iter(|check| look(check, subject)).collect()
}

/// Lets one check look.
fn look(check: &Check, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Run::Version(run) = check.run else { return Vec::new() };
    let named = |Finding(found): Finding| Diagnostic { code: check.code, severity: check.severity, ..found };
    run(subject).into_iter().map(named).collect()
}
