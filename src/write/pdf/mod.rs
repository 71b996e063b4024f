//! The PDF writer: A4, tagged, PDF/A-2a and PDF/UA-1, the same bytes on every machine.
//!
//! 1. [`coverage`] refuses every character that would come out as tofu or in the wrong form.
//! 2. [`data`] makes the tree into JSON: headings without gaps, runs of text with the added font that prints them.
//!    What only a recipient reads lies apart from it ([`common`]).
//! 3. [`world`] is all that Typst can see: that JSON, the layouts and the fonts.
//! 4. Typst lays out the pages and exports them; what it has to say goes through [`problem`].
//!
//! **Invariant:** no value ever becomes Typst source; a layout script reads the tree as data.

mod common;
mod coverage;
mod data;
mod depth;
mod gathering;
mod problem;
#[cfg(test)]
mod samples;
pub mod series;
mod splice;
#[cfg(test)]
mod tests;
mod world;

use super::{Loss, Outfit, WriteProblem, Written};
use crate::document::Document;
pub use coverage::problems as uncovered;
pub use gathering::Gathering;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use typst::comemo;
use typst::diag::SourceResult;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use world::Desk;

/// Writes a document as PDF.
pub fn write(document: &Document, outfit: &Outfit) -> Result<Written, Vec<WriteProblem>> {
    let written = laid_out(document, outfit).and_then(|laid_out| match exported(&laid_out.pages) {
        Ok(bytes) => Ok(Written { bytes, losses: laid_out.losses }),
        Err(errors) => Err(problem::from_typst(&errors, &laid_out.desk)),
    });
    forget();
    written
}

/// The pages of a document.
struct LaidOut<'a> {
    pages: PagedDocument,
    losses: Vec<Loss>,
    desk: Desk<'a>,
}

fn laid_out<'a>(document: &Document, outfit: &'a Outfit) -> Result<LaidOut<'a>, Vec<WriteProblem>> {
    if !outfit.layouts.contains_key(&world::layout_file(document)) {
        return Err(vec![problem::missing_layout(document, &outfit.layouts)]);
    }
    if depth::is_too_deep(document) {
        return Err(vec![problem::too_deep()]);
    }
    let uncovered = coverage::problems(document, &outfit.fonts);
    if !uncovered.is_empty() {
        return Err(uncovered);
    }
    let prepared = data::prepare(document, &outfit.fonts);
    let desk = Desk::new(&outfit.fonts, &outfit.layouts, prepared.document, prepared.own);
    match typst::compile::<PagedDocument>(&desk).output {
        Ok(pages) => Ok(LaidOut { pages, losses: prepared.losses, desk }),
        Err(errors) => Err(problem::from_typst(&errors, &desk)),
    }
}

fn exported(pages: &PagedDocument) -> SourceResult<Vec<u8>> {
    typst_pdf::pdf(pages, &OPTIONS)
}

/// Lets go of what was worked out for older documents: without this the cache grows by half a megabyte for each document,
/// after a failure too.
///
/// Looking through the cache takes a twentieth of the time of a letter, so it is done after every few of them;
/// what none of the last `2 * KEPT` needed is gone then, and a batch runs at full speed in flat memory.
fn forget() {
    const KEPT: usize = 8;
    static WRITTEN: AtomicUsize = AtomicUsize::new(0);
    if WRITTEN.fetch_add(1, Ordering::Relaxed) % KEPT == KEPT - 1 {
        comemo::evict(1);
    }
}

#[expect(clippy::expect_used, reason = "the standards are constants that a test exports with")]
static OPTIONS: LazyLock<PdfOptions> = LazyLock::new(|| PdfOptions {
    creator: Smart::Custom(Some(concat!("Kohyo ", env!("CARGO_PKG_VERSION")).to_owned())),
    timestamp: Datetime::from_ymd_hms(1970, 1, 1, 0, 0, 0).map(Timestamp::new_utc),
    standards: PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).expect("the two standards go together"),
    ..PdfOptions::default()
});
