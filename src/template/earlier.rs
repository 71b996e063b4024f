//! What an earlier version said, as it said it: `{{ v1.data.ebino.persons }}`.

use super::contents::contents_mut;
use super::print::Printer;
use super::setting::unprintable;
use super::tokens::Hole;
use crate::diag::{Diagnostic, Wording};
use crate::document::{Filling, Inline, Inlines};
use std::cell::{Cell, RefCell};

impl Printer<'_> {
    /// What an earlier version states, with all that its own prose cites from that version.
    pub fn earlier(&self, hole: &Hole, version: u32, rest: &str) -> Result<Filling, Diagnostic> {
        let missing = || unprintable(&hole.path, Wording::new("その版はありません", "there is no such version"));
        let printer = Printer {
            case: self.case.earlier(version).ok_or_else(missing)?,
            setting: self.setting,
            document: self.document,
            corrections: None,
            filing: None,
            compares: Cell::new(false),
            problems: RefCell::default(),
            under_way: RefCell::new(self.under_way.borrow().clone()),
            references: RefCell::default(),
            filled: Cell::new(self.filled.get()),
            written: Cell::new(self.written.get()),
        };
        let filling = printer.filling(&Hole { path: rest.to_string(), ..hole.clone() });
        self.problems.borrow_mut().append(&mut printer.problems.borrow_mut());
        self.filled.set(printer.filled.get());
        self.written.set(printer.written.get());
        Ok(match filling? {
            Filling::Inlines(mut content) => {
                of_version(&mut content, version);
                Filling::Inlines(content)
            }
            Filling::Blocks(mut blocks) => {
                // The visit goes into the facts of facts by itself, so only one level is marked at a time.
                contents_mut(&mut blocks, &mut |_, content| mark_version(content, version));
                Filling::Blocks(blocks)
            }
        })
    }
}

/// Marks facts as stated by an earlier version.
fn mark_version(content: &mut Inlines, version: u32) {
    for inline in content {
        if let Inline::Fact { path, .. } = inline
            && !path.starts_with(['@', '#'])
        {
            *path = format!("v{version}.{path}");
        }
    }
}

/// Marks facts, and the facts inside them, as stated by an earlier version.
fn of_version(content: &mut Inlines, version: u32) {
    mark_version(content, version);
    for inline in content {
        if let Some(content) = inline.inner_mut() {
            of_version(content, version);
        }
    }
}
