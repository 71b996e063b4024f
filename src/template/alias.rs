//! Aliases: the full name with its formula at the first mention in running text, the alias after it.
//!
//! The order is that of the finished document, so this is its last step.
//! Titles, headings and cells before the formula keep the full name; after it they take the alias.

use super::contents::{Place, contents_mut};
use super::print::{Printer, text};
use crate::document::{Document, Inline};
use crate::locale::Lang;
use std::collections::BTreeSet;

/// Puts formulas and aliases in.
pub fn introduce(document: &mut Document, printer: &Printer<'_>) {
    let Some(formula) = &printer.setting.style.alias else { return };
    let mut introduced = BTreeSet::new();
    contents_mut(&mut document.body, &mut |place, run| {
        for inline in run.iter_mut() {
            let Inline::Fact { path, form, content } = inline else { continue };
            let Some(party) = path.strip_prefix("parties.").filter(|_| form.is_empty()) else { continue };
            let Some(alias) = printer.case.entry("parties", party).and_then(|party| printer.text(party, "alias"))
            else {
                continue;
            };
            if introduced.contains(party) {
                *content = text(&alias);
            } else if place == Place::Running {
                introduced.insert(party.to_string());
                // English sets a bracket off from the word before it.
                let formula = formula.print(&alias);
                if printer.setting.lang == Lang::En && formula.starts_with('(') {
                    content.push(Inline::text(" "));
                }
                content.extend(text(&formula));
            }
        }
    });
}
