//! Fonts: what the program can print, and what it must refuse.
//!
//! [`Fonts`] holds the embedded fonts and those that a project names, in that order, and nothing of the machine.
//! 1. [`Fonts::embedded`] or [`Fonts::with`] reads them, once.
//! 2. [`Fonts::coverage`] says of a text what would come out as tofu or in the wrong form.
//! 3. [`Fonts::runs`] cuts a text where an added font has to print what the embedded fonts cannot.
//! 4. [`Fonts::outline`] draws the words of a watermark.
//! 5. [`Fonts::proxy`] stands in a PDF for a font that is put in place afterwards.
//!
//! **Invariant:** what `coverage` accepts, a layout prints as written, as long as it sets only the families of [`Fonts::families`] and no fallback.

mod coverage;
mod embedded;
mod outline;
mod proxy;

pub use coverage::{Run, Uncovered, UncoveredKind};
pub use outline::Outline;
pub use proxy::MARK as PROXY_MARK;

use crate::diag::Wording;
use std::fmt;
use std::sync::atomic::AtomicU8;
use std::sync::{Arc, LazyLock};
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontInstance, FontVariant, FontVariations, FontWeight};
use typst::utils::LazyHash;

/// All fonts that one run may print with; cheap to clone.
#[derive(Clone)]
pub struct Fonts(Arc<Shelf>);

/// A file that was named as a font and cannot be used as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FontProblem {
    /// The file as the project names it.
    pub file: String,
    /// What is wrong with it.
    pub headline: Wording,
    /// What to do.
    pub hint: Wording,
}

/// The fonts with everything that is worked out of them once.
struct Shelf {
    fonts: Vec<Font>,
    /// The same fonts, opened to be asked for their glyphs.
    faces: Vec<FontInstance>,
    book: LazyHash<FontBook>,
    /// Names of the added families, in the project's order.
    added: Vec<String>,
    /// For each character of the basic plane whether the embedded fonts print it: 0 if nobody asked yet, 1 if so, 2 if not.
    own: Box<[AtomicU8]>,
    /// For each typeface of the layouts, the fonts that Typst would try, in order.
    stacks: Vec<Vec<usize>>,
}

impl Fonts {
    /// The embedded fonts alone.
    pub fn embedded() -> Fonts {
        static EMBEDDED: LazyLock<Fonts> = LazyLock::new(|| Fonts::shelve(embedded::fonts().to_vec(), Vec::new()));
        EMBEDDED.clone()
    }

    /// The embedded fonts and, behind them, those of a project: each file with its name and content.
    pub fn with(extra: Vec<(String, Vec<u8>)>) -> Result<Fonts, FontProblem> {
        let mut fonts = embedded::fonts().to_vec();
        let mut added: Vec<String> = Vec::new();
        for (file, content) in extra {
            let found: Vec<Font> = Font::iter(Bytes::new(content)).collect();
            if found.is_empty() {
                return Err(FontProblem::unreadable(file));
            }
            for font in found {
                let family = font.info().family.as_str();
                if embedded::FAMILIES.iter().any(|known| known.eq_ignore_ascii_case(family)) {
                    return Err(FontProblem::taken(file, family));
                }
                if !added.iter().any(|known| known.eq_ignore_ascii_case(family)) {
                    added.push(family.to_owned());
                }
                fonts.push(font);
            }
        }
        Ok(Fonts::shelve(fonts, added))
    }

    /// Names of the added families, in the order in which they are tried behind the embedded ones.
    pub fn families(&self) -> &[String] {
        &self.0.added
    }

    /// The catalogue that Typst selects from: all fonts, and behind them the twins of the whole ones, `<family> Twin`.
    pub fn book(&self) -> &LazyHash<FontBook> {
        &self.0.book
    }

    /// The font with an index of [`Fonts::book`].
    pub fn font(&self, index: usize) -> Option<Font> {
        let twin = |index: usize| embedded::twins().get(index.checked_sub(self.0.fonts.len())?);
        self.0.fonts.get(index).or_else(|| twin(index)).cloned()
    }

    /// What stands for a font in a PDF until the font is put in place; only whole embedded fonts, and not their twins, have it.
    pub fn proxy(font: &Font) -> Option<FontInstance> {
        static OPEN: LazyLock<Vec<FontInstance>> = LazyLock::new(|| embedded::proxies().iter().map(open).collect());
        let whole =
            embedded::whole().iter().position(|whole| std::ptr::eq(whole.data().as_slice(), font.data().as_slice()));
        OPEN.get(whole?).cloned()
    }

    /// Every font by its PostScript name, with the bytes of its file.
    pub fn files(&self) -> impl Iterator<Item = (String, &[u8])> {
        let name = |font: &Font| font.post_script_name().unwrap_or_else(|| font.info().family.to_string());
        self.0.fonts.iter().map(move |font| (name(font), font.data().as_slice()))
    }

    fn shelve(fonts: Vec<Font>, added: Vec<String>) -> Fonts {
        let mut book = FontBook::from_fonts(&fonts);
        let stacks = embedded::TYPEFACES.iter().map(|(family, bold)| stack(&book, family, *bold, &added)).collect();
        for font in embedded::whole() {
            let mut info = font.info().clone();
            info.family.push_str(embedded::TWIN);
            book.push(info);
        }
        let faces = fonts.iter().map(open).collect();
        let own = std::iter::repeat_with(AtomicU8::default).take(1 << 16).collect();
        Fonts(Arc::new(Shelf { fonts, faces, book: LazyHash::new(book), added, own, stacks }))
    }
}

impl PartialEq for Fonts {
    /// Whether both are clones of the same.
    fn eq(&self, other: &Fonts) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Default for Fonts {
    fn default() -> Fonts {
        Fonts::embedded()
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Fonts").field(&self.0.fonts).finish()
    }
}

impl FontProblem {
    fn unreadable(file: String) -> FontProblem {
        FontProblem {
            headline: Wording::new(
                format!("「{file}」はフォントとして読めません"),
                format!("`{file}` cannot be read as a font"),
            ),
            hint: Wording::new(
                "kohyo.toml の fonts には TrueType・OpenType のファイル（.ttf、.otf、.ttc）を書いてください",
                "name TrueType or OpenType files (.ttf, .otf, .ttc) under `fonts` in kohyo.toml",
            ),
            file,
        }
    }

    /// Two fonts of one name: Typst would take only one of them, and characters of the other would be missing.
    fn taken(file: String, family: &str) -> FontProblem {
        FontProblem {
            headline: Wording::new(
                format!("「{file}」のフォント名「{family}」は内蔵フォントの名前と同じです"),
                format!("`{file}` has the name of an embedded font, {family}"),
            ),
            hint: Wording::new(
                "内蔵フォントは fonts に書かずに使えます。この行を消してください",
                "embedded fonts need no line under `fonts`; delete it",
            ),
            file,
        }
    }
}

/// A font opened; none of the embedded ones has another form in another size.
fn open(font: &Font) -> FontInstance {
    font.clone().instantiate(font.info().variant, Abs::pt(10.0), &FontVariations::default())
}

/// The fonts that Typst tries for one typeface, in order.
fn stack(book: &FontBook, family: &str, bold: bool, added: &[String]) -> Vec<usize> {
    let weight = if bold { FontWeight::BOLD } else { FontWeight::REGULAR };
    let variant = FontVariant { weight, ..FontVariant::default() };
    let families = std::iter::once(family).chain(added.iter().map(String::as_str));
    families.filter_map(|family| book.select(&family.to_lowercase(), variant)).collect()
}
