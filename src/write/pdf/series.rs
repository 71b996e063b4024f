//! Documents of a series: the fonts of what they share are compressed once.
//!
//! A quarter of the instructions of a letter compress font programs that nearly all other letters embed, too, byte for
//! byte; the exporter cannot be given them. So it gets proxies ([`Fonts::proxy`]):
//! 1. The pages are laid out with the fonts themselves, as always.
//! 2. They are exported with proxies, whose small programs say which glyphs the document needs.
//! 3. The program with these glyphs is put in the place of the proxy's. If no document needed just these before, it is
//!    taken from the same pages, exported with the fonts themselves.
//!
//! **Invariant:** the result differs from that of the writer of single documents in nothing but the identifier, which
//! the exporter works out of the bytes; and it depends on nothing but the document.

use super::super::{Outfit, WriteProblem, Written};
use super::splice::Parts;
use super::{exported, forget, laid_out, problem};
use crate::document::Document;
use crate::fonts::{Fonts, PROXY_MARK};
use flate2::{Decompress, FlushDecompress};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use typst::layout::{Frame, FrameItem};
use typst::model::Document as _;
use typst_layout::PagedDocument;

/// Writes one document of a series as PDF.
///
/// # Errors
/// As the writer of single documents.
pub fn write(document: &Document, outfit: &Outfit) -> Result<Written, Vec<WriteProblem>> {
    let written = laid_out(document, outfit).and_then(|laid_out| {
        let bytes = spliced(&laid_out.pages).map_or_else(|| exported(&laid_out.pages), Ok);
        let bytes = bytes.map_err(|errors| problem::from_typst(&errors, &laid_out.desk))?;
        Ok(Written { bytes, losses: laid_out.losses })
    });
    forget();
    written
}

/// The PDF of pages, made with proxies; `None` if it has to be made without.
fn spliced(pages: &PagedDocument) -> Option<Vec<u8>> {
    let proxied = exported(&with_proxies(pages)).ok()?;
    let parts = Parts::of(&proxied)?;
    let programs = parts.programs()?;
    let light: Vec<usize> = (0..programs.len()).filter(|index| is_proxy(parts.bytes(&programs[*index]))).collect();
    let proxies = || light.iter().map(|index| parts.bytes(&programs[*index]));
    let own = match proxies().map(|proxy| SHELF.get(proxy)).collect::<Option<Vec<_>>>() {
        Some(known) => known,
        None => {
            let heavy = exported(pages).ok()?;
            let heavy = Parts::of(&heavy)?;
            let programs = heavy.programs()?;
            let own = light.iter().map(|index| Some(Arc::from(heavy.bytes(programs.get(*index)?))));
            let own = own.collect::<Option<Vec<_>>>()?;
            proxies().zip(&own).for_each(|(proxy, own)| SHELF.put(proxy, own));
            own
        }
    };
    parts.with(&light.iter().map(|index| &programs[*index]).zip(own).collect::<Vec<_>>())
}

fn with_proxies(pages: &PagedDocument) -> PagedDocument {
    let pages_with = pages.pages().iter().cloned().map(|mut page| {
        set_proxies(&mut page.frame);
        page
    });
    PagedDocument::new(pages_with.collect(), pages.info().clone())
}

/// Sets everything that has a proxy in it.
fn set_proxies(frame: &mut Frame) {
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => set_proxies(&mut group.frame),
            FrameItem::Text(text) => {
                if let Some(proxy) = Fonts::proxy(text.font.font()) {
                    text.font = proxy;
                }
            }
            FrameItem::Tag(_) | FrameItem::Link(..) | FrameItem::Shape(..) | FrameItem::Image(..) => {}
        }
        true
    });
}

/// Whether an embedded program is that of a proxy: its first glyph says so, right behind the list of the tables.
fn is_proxy(program: &[u8]) -> bool {
    let mut beginning = [0; 512];
    let mut inflate = Decompress::new(true);
    let is_sound = inflate.decompress(program, &mut beginning, FlushDecompress::None).is_ok();
    is_sound && beginning.windows(PROXY_MARK.len()).any(|window| window == PROXY_MARK)
}

/// The programs of fonts by those of their proxies, both compressed, for all threads.
static SHELF: LazyLock<Shelf> = LazyLock::new(Shelf::default);

#[derive(Default)]
struct Shelf(Mutex<HashMap<Vec<u8>, Arc<[u8]>>>);

impl Shelf {
    /// Letters whose paragraphs depend on the recipient need other glyphs each; so many sets of them are kept, of 40 kB each.
    const ROOM: usize = 1_000;

    fn get(&self, proxy: &[u8]) -> Option<Arc<[u8]>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(proxy).map(Arc::clone)
    }

    fn put(&self, proxy: &[u8], own: &Arc<[u8]>) {
        let mut programs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if programs.len() >= Self::ROOM {
            programs.clear();
        }
        programs.insert(proxy.to_owned(), Arc::clone(own));
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{LAYOUTS, document, every_node, outfit};
    use super::*;
    use crate::document::{Block, Inline};
    use crate::locale::Lang;

    /// A PDF without its identifier.
    fn anonymous(pdf: &[u8]) -> Vec<u8> {
        let begin = pdf.windows(5).rposition(|window| window == b"/ID[(").unwrap();
        let identifier = pdf[begin..].split(|byte| b"()".contains(byte)).nth(3).unwrap();
        assert_eq!(identifier.len(), "Cw9kegX2Z5ajAM3uDzbsqg==".len());
        let mut pdf = pdf.to_vec();
        while let Some(at) = pdf.windows(identifier.len()).position(|window| window == identifier) {
            pdf[at..at + identifier.len()].fill(b'.');
        }
        pdf
    }

    fn paragraph(text: &str) -> Document {
        let body = vec![Block::Paragraph { content: vec![Inline::text(text)] }];
        Document { body, ..document("letter", Lang::Ja, "個人情報の流出について") }
    }

    #[test]
    fn what_is_written_in_series_differs_in_nothing_but_the_identifier() {
        let all = LAYOUTS.into_iter().flat_map(|layout| {
            [(Lang::Ja, "えびの市民図書館の個人情報、辻󠄀様（髙橋）"), (Lang::En, "Personal data of users")]
                .map(|(lang, text)| every_node(layout, lang, text))
        });
        // As many characters, other ones; and the same in another order.
        let others =
            ["お詫び申し上げます", "ご報告いたしました", "お詫び申し上げます", "すまげ上し申び詫お"].map(paragraph);
        for document in all.chain(others) {
            let alone = super::super::write(&document, &outfit()).unwrap();
            let in_series = write(&document, &outfit()).unwrap();
            assert_eq!(in_series.losses, alone.losses);
            assert!(anonymous(&in_series.bytes) == anonymous(&alone.bytes), "{}", document.layout);
            assert_eq!(in_series, write(&document, &outfit()).unwrap(), "it depends on nothing but the document");
        }
    }

    #[test]
    fn a_program_of_a_proxy_is_in_no_file_and_its_own_in_all() {
        let (document, outfit) = (paragraph("流出した個人情報"), outfit());
        let pages = laid_out(&document, &outfit).unwrap().pages;
        let count = |pdf: &[u8]| {
            let parts = Parts::of(pdf).unwrap();
            let programs = parts.programs().unwrap();
            let light = programs.iter().filter(|program| is_proxy(parts.bytes(program))).count();
            (programs.len(), light)
        };
        let (programs, light) = count(&exported(&with_proxies(&pages)).unwrap());
        assert!(light >= 2, "one for the text, one for the headings");
        assert_eq!(count(&spliced(&pages).unwrap()), (programs, 0));
        assert_eq!(count(&exported(&pages).unwrap()), (programs, 0));
    }

    #[test]
    fn a_file_of_another_build_is_not_taken_apart() {
        let pdf = super::super::write(&paragraph("題"), &outfit()).unwrap().bytes;
        assert!(Parts::of(&pdf).is_some());
        for cut in [0, 20, pdf.len() / 2, pdf.len() - 30, pdf.len() - 8] {
            assert!(Parts::of(&pdf[..cut]).is_none(), "{cut}");
        }
        assert!(Parts::of(b"%PDF-1.7\nstartxref\n99999999999999999999\n%%EOF").is_none());
    }
}
