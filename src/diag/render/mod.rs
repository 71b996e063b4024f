//! Renderings of diagnostics: each is one file that only reads them.
//!
//! 1. `in_order` sorts by source, place and severity.
//! 2. `place` turns byte offsets into lines and columns.
//! 3. [`human`] draws them for a terminal; [`json`] and [`sarif`] list them for programs; [`summary`] counts them.

mod crop;
mod few;
mod human;
mod json;
mod place;
mod sarif;

pub use human::{human, summary};
pub use json::json;
pub use sarif::sarif;

use super::{Diagnostic, Severity};

/// Sorts diagnostics as they are read: what has no place first, then by source, place and severity.
fn in_order(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| (diagnostic.primary, diagnostic.severity));
    sorted
}

/// How many diagnostics have one severity.
fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
}
