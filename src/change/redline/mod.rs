//! The redline: two versions of a document as one, with what differs marked.
//!
//! A redline is a [`Document`]; its marks are [`Inserted`](crate::document::Inline::Inserted) and
//! [`Deleted`](crate::document::Inline::Deleted) text and [`Revised`](crate::document::Block::Revised) blocks.
//! Words that read the same and only come from another fact are [`Recited`](crate::document::Inline::Recited), unmarked.
//! 1. `cut` cuts running text into units: words, figures with their units, dates, facts.
//! 2. `align` finds which units, blocks, items or rows of both versions belong together.
//! 3. `blocks`, `rows` and `inline` go down the tree, align the parts of each node and mark what has no counterpart.
//! 4. [`accept`] and [`reject`] go back. `list` names the changes one by one ([`Redline::changes`]) and numbers them.
//! 5. `sheet` lays the redlines of all documents out as one document ([`sheet()`]).
//!
//! Some nodes have no revision of their own, and carry it in their parts:
//! a row of a table is inserted or deleted if every cell of it is exactly one such mark, be it an empty one;
//! an item of a list, if it holds exactly one revised block;
//! a definition, a row of a form or a line of a signature, if its term, label or words are exactly one mark.
//! Where both versions have the node, an empty mark beside keeps it from looking so (a deletion of nothing).
//!
//! **Invariant:** accepted, a redline is the version after; rejected, the version before.

mod align;
mod blocks;
mod cut;
mod inline;
mod list;
#[cfg(test)]
mod properties;
mod rows;
mod sheet;
#[cfg(test)]
mod tests;

use crate::document::{Document, Header};
pub use crate::document::{accept, reject};
use align::Work;
use cut::Cutter;
pub use list::Change;
pub(super) use list::revision;
pub use sheet::{Extent, Pair, Sheet, sheet};

/// Two versions of a document as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redline {
    /// The version after, with what differs marked.
    pub document: Document,
    /// How many places were too different to be compared within the limit of work, and were replaced as a whole.
    pub coarse: usize,
}

/// Compares two versions of a document.
///
/// Neighbouring texts count as one, and marks that the versions carry already as accepted.
/// What is no printed text (language, layout, draft mark, metadata) is that of the version after.
pub fn redline(before: &Document, after: &Document) -> Redline {
    let (before, after) = (accept(before), accept(after));
    let mut comparison = Comparison { cutter: Cutter::new(), work: Work::new() };
    let header = comparison.header(&before.header, &after.header);
    let body = comparison.blocks(&before.body, &after.body);
    Redline { document: Document { header, body, ..after }, coarse: comparison.work.coarse }
}

impl Redline {
    /// The changes one by one, header first, in reading order.
    pub fn changes(&self) -> Vec<Change> {
        list::number_changes(&mut self.document.clone(), 0)
    }
}

/// One run of the comparison.
struct Comparison {
    cutter: Cutter,
    work: Work,
}

impl Comparison {
    fn header(&mut self, old: &Header, new: &Header) -> Header {
        Header {
            title: self.perhaps(&old.title, &new.title),
            number: self.perhaps(&old.number, &new.number),
            date: self.perhaps(&old.date, &new.date),
            addressee: self.lines(&old.addressee, &new.addressee),
            sender: self.lines(&old.sender, &new.sender),
            plain_title: new.plain_title.clone(),
            issuer: new.issuer.clone(),
        }
    }
}
