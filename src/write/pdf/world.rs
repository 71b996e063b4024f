//! What Typst can see: one constant main file, the document and its recipient's words as JSON, the layouts and the fonts.
//!
//! **Invariant:** no disk, no clock, no network, no fonts of the machine.

use crate::document::Document;
use crate::fonts::Fonts;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex, PoisonError};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

/// Sets what no layout may leave out, and hands the tree to the layout that the document names.
/// A document without a date keeps the fixed timestamp of the exporter: PDF/A requires one.
/// Typst keeps what a function gives, and so parses the same tree once.
const MAIN: &str = r#"
#let tree() = json("/document.json")
#let it = tree()
#set document(title: it.header.plain_title, author: if it.header.issuer == "" { () } else { it.header.issuer })
#set document(date: datetime(year: it.day.at(0), month: it.day.at(1), day: it.day.at(2))) if it.day != none
#set text(lang: it.lang, region: if it.lang == "ja" { "jp" } else { none }, fallback: false)
#import ("/" + it.layout + ".typ"): layout
#layout(it)
"#;

/// Path of the main file; no layout can have it, because theirs end in `.typ`.
const MAIN_PATH: &str = "/kohyo";
const DOCUMENT_PATH: &str = "/document.json";
const OWN_PATH: &str = "/own.json";

/// Name of the file that lays out a document.
pub fn layout_file(document: &Document) -> String {
    format!("{}.typ", document.layout)
}

/// One document on Typst's desk.
pub struct Desk<'a> {
    fonts: &'a Fonts,
    layouts: &'a BTreeMap<String, String>,
    document: Bytes,
    own: Bytes,
}

impl<'a> Desk<'a> {
    /// Lays out everything that one compilation needs.
    pub fn new(fonts: &'a Fonts, layouts: &'a BTreeMap<String, String>, document: Bytes, own: Bytes) -> Desk<'a> {
        Desk { fonts, layouts, document, own }
    }

    /// Whether the document has a word.
    pub fn has(&self, word: &str) -> bool {
        [&self.document, &self.own].iter().any(|json| json.as_str().is_ok_and(|json| json.contains(word)))
    }

    /// The text of a Typst layout by its name, such as `letter.typ`.
    pub fn layout(&self, name: &str) -> Option<&'a str> {
        if !name.ends_with(".typ") {
            return None;
        }
        self.layouts.get(name).map(String::as_str)
    }
}

impl Desk<'_> {
    /// The texts of all Typst layouts.
    pub fn layouts(&self) -> impl Iterator<Item = &str> {
        self.layouts.iter().filter(|(name, _)| name.ends_with(".typ")).map(|(_, text)| text.as_str())
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        // Row headers of forms are still behind this flag; the exact version of Typst is pinned.
        static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
            let features = std::iter::once(Feature::A11yExtras).collect();
            LazyHash::new(Library::builder().with_features(features).build())
        });
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        main_source().id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() {
            return Ok(main_source().clone());
        }
        let text = self.layout(name(id)).ok_or_else(|| not_found(id))?;
        Ok(parsed(id, text))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id.get().vpath().get_with_slash() {
            DOCUMENT_PATH => return Ok(self.document.clone()),
            OWN_PATH => return Ok(self.own.clone()),
            _ => {}
        }
        let text = self.layout(name(id)).ok_or_else(|| not_found(id))?;
        Ok(Bytes::from_string(text.to_owned()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The file's name as a layout file; empty for anything of a package.
pub fn name(id: FileId) -> &'static str {
    let path = id.get();
    if !matches!(path.root(), VirtualRoot::Project) { "" } else { path.vpath().get_without_slash() }
}

/// A layout, parsed once as long as its text stays the same: parsing is a tenth of the work of a letter.
fn parsed(id: FileId, text: &str) -> Source {
    static PARSED: Mutex<BTreeMap<&'static str, Source>> = Mutex::new(BTreeMap::new());
    let mut parsed = PARSED.lock().unwrap_or_else(PoisonError::into_inner);
    match parsed.get(name(id)).filter(|source| source.text() == text) {
        Some(source) => source.clone(),
        None => {
            let source = Source::new(id, text.to_owned());
            parsed.insert(name(id), source.clone());
            source
        }
    }
}

#[expect(clippy::expect_used, reason = "the path is a constant")]
fn main_source() -> &'static Source {
    static MAIN_SOURCE: LazyLock<Source> = LazyLock::new(|| {
        let path = VirtualPath::new(MAIN_PATH).expect("the path is a constant");
        Source::new(RootedPath::new(VirtualRoot::Project, path).intern(), MAIN.to_owned())
    });
    &MAIN_SOURCE
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.get().vpath().get_without_slash()))
}
