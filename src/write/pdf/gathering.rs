//! Many documents in one PDF: pages laid out apart and exported once, so what all share is embedded once.

use super::super::{Outfit, WriteProblem};
use super::{exported, forget, laid_out, problem};
use crate::document::Document;
use std::num::NonZeroUsize;
use typst::introspection::{PagedPosition, Tag};
use typst::layout::{Frame, FrameItem, FrameKind};
use typst::model::{Destination, Document as _, DocumentInfo};
use typst_layout::{Page, PagedDocument};

/// Documents that become one PDF; each keeps its own elements of structure, bookmarks and links.
///
/// The metadata are those of the first document. Nothing of one document is on a page of another.
pub struct Gathering<'a> {
    outfit: &'a Outfit,
    /// Whether every document begins on an odd page.
    duplex: bool,
    pages: Vec<Page>,
    info: Option<DocumentInfo>,
    documents: usize,
}

impl<'a> Gathering<'a> {
    /// Nothing yet; with `duplex` every document begins on an odd page, the front of a sheet.
    pub fn new(outfit: &'a Outfit, duplex: bool) -> Gathering<'a> {
        Gathering { outfit, duplex, pages: Vec::new(), info: None, documents: 0 }
    }

    /// Lays out a document behind those that are there; returns its first page, counted from 1, and how many it has.
    ///
    /// # Errors
    /// As the writer of single PDFs.
    pub fn add(&mut self, document: &Document) -> Result<(usize, usize), Vec<WriteProblem>> {
        let laid_out = laid_out(document, self.outfit);
        forget();
        let laid_out = laid_out?.pages;
        if self.duplex && self.pages.len() % 2 == 1 {
            self.pages.extend(self.pages.last().map(blank));
        }
        let before = self.pages.len();
        self.documents += 1;
        let place = Place { document: self.documents, pages: before };
        self.pages.extend(laid_out.pages().iter().cloned().map(|mut page| {
            place.move_in(&mut page.frame);
            page
        }));
        self.info.get_or_insert_with(|| laid_out.info().clone());
        Ok((before + 1, self.pages.len() - before))
    }

    /// The PDF.
    ///
    /// # Errors
    /// What the exporter refuses.
    pub fn finish(self) -> Result<Vec<u8>, Vec<WriteProblem>> {
        let document = PagedDocument::new(self.pages.into_iter().collect(), self.info.unwrap_or_default());
        let bytes = exported(&document).map_err(|_| vec![problem::not_exported()]);
        forget();
        bytes
    }
}

/// The back of a sheet on which nothing stands.
fn blank(front: &Page) -> Page {
    Page { frame: Frame::new(front.frame.size(), FrameKind::Hard), numbering: None, ..front.clone() }
}

/// Where a document stands among the others.
///
/// Typst names what it lays out by places in the source, which are the same for all letters of a template. The exporter
/// joins a table's cells and a link's target by these names, so each document's are made its own.
struct Place {
    document: usize,
    pages: usize,
}

impl Place {
    fn move_in(&self, frame: &mut Frame) {
        frame.retain(|item| {
            match item {
                FrameItem::Group(group) => {
                    if let Some(parent) = &mut group.parent {
                        parent.location = parent.location.variant(self.document);
                    }
                    self.move_in(&mut group.frame);
                }
                FrameItem::Tag(Tag::Start(element, _)) => {
                    if let Some(location) = element.location() {
                        element.set_location(location.variant(self.document));
                    }
                }
                FrameItem::Tag(Tag::End(location, ..)) => *location = location.variant(self.document),
                FrameItem::Link(Destination::Location(location), _) => *location = location.variant(self.document),
                FrameItem::Link(Destination::Position(position), _) => {
                    let page = NonZeroUsize::new(position.page.get() + self.pages).unwrap_or(position.page);
                    *position = PagedPosition { page, ..*position };
                }
                FrameItem::Link(Destination::Url(_), _)
                | FrameItem::Text(_)
                | FrameItem::Shape(..)
                | FrameItem::Image(..) => {}
            }
            true
        });
    }
}
