//! Which characters and variation sequences the fonts can print.
//!
//! Typst takes the first font that has the base character, even if it ignores the variation selector behind it or has only a canonical equivalent (U+FA19 would silently print as U+795E).
//! So everything beyond plain characters of the embedded fonts is looked up here, and printed from a font that is named outright.

use super::Fonts;
use std::ops::Range;
use std::sync::atomic::Ordering;
use ttf_parser::GlyphId;
use typst::text::FontInstance;

/// A stretch of text that cannot be printed as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncovered {
    /// Its bytes in the text: one character, with its variation selector if that is the matter.
    pub range: Range<usize>,
    /// Why.
    pub kind: UncoveredKind,
}

/// Why a stretch of text cannot be printed as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UncoveredKind {
    /// No font has the character: it would come out as an empty box.
    MissingGlyph,
    /// No font has the variation sequence: another form of the character would come out.
    IgnoredVariation,
    /// A private-use character (外字) or a noncharacter means nothing outside the system it comes from.
    PrivateUse,
}

/// A stretch of text for one typeface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run<'a> {
    /// The characters.
    pub text: &'a str,
    /// The added family that has to print them; none if the layout's own typeface does.
    pub family: Option<&'a str>,
}

impl Fonts {
    /// Everything in a text that would not be printed as written.
    pub fn coverage(&self, text: &str) -> Vec<Uncovered> {
        units(text)
            .filter_map(|unit| {
                let kind = self.fault(unit.base, unit.selector)?;
                Some(Uncovered { range: unit.range, kind })
            })
            .collect()
    }

    /// Cuts a text so that an added font prints what the embedded ones cannot; whole if they can print all of it.
    pub fn runs<'a>(&'a self, text: &'a str) -> Vec<Run<'a>> {
        let mut runs: Vec<Run<'a>> = Vec::new();
        let mut start = 0;
        for unit in units(text) {
            let family = self.added_family(unit.base, unit.selector);
            match runs.last_mut() {
                Some(run) if run.family == family => run.text = &text[start..unit.range.end],
                _ => {
                    start = unit.range.start;
                    runs.push(Run { text: &text[unit.range], family });
                }
            }
        }
        runs
    }

    fn fault(&self, base: char, selector: Option<char>) -> Option<UncoveredKind> {
        if is_private(base) {
            return Some(UncoveredKind::PrivateUse);
        }
        if is_silent(base) {
            return None;
        }
        if !self.prints(base, None) {
            return Some(UncoveredKind::MissingGlyph);
        }
        (selector.is_some() && !self.prints(base, selector)).then_some(UncoveredKind::IgnoredVariation)
    }

    /// Whether every typeface has a font for it.
    fn prints(&self, base: char, selector: Option<char>) -> bool {
        (selector.is_none() && self.own_print(base))
            || self.0.stacks.iter().all(|stack| stack.iter().any(|&index| has(&self.0.faces[index], base, selector)))
    }

    /// Whether the first font of every typeface has a character; remembered, because a batch asks for the same few again and again.
    fn own_print(&self, base: char) -> bool {
        let look = || {
            self.0.stacks.iter().all(|stack| stack.first().is_some_and(|&index| has(&self.0.faces[index], base, None)))
        };
        let Some(known) = self.0.own.get(base as usize) else { return look() };
        match known.load(Ordering::Relaxed) {
            1 => true,
            2 => false,
            _ => {
                let own = look();
                known.store(if own { 1 } else { 2 }, Ordering::Relaxed);
                own
            }
        }
    }

    fn added_family(&self, base: char, selector: Option<char>) -> Option<&str> {
        let has_it = |&index: &usize| has(&self.0.faces[index], base, selector);
        let own = match selector {
            None => self.own_print(base),
            Some(_) => self.0.stacks.iter().all(|stack| stack.first().is_some_and(has_it)),
        };
        if own || is_silent(base) {
            return None;
        }
        let index = self.0.stacks[0].iter().copied().find(has_it)?;
        Some(self.0.fonts[index].info().family.as_str())
    }
}

/// One character with the variation selector behind it.
struct Unit {
    range: Range<usize>,
    base: char,
    selector: Option<char>,
}

fn units(text: &str) -> impl Iterator<Item = Unit> {
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, base) = characters.next()?;
        let selector = characters.next_if(|(_, next)| is_selector(*next)).map(|(_, selector)| selector);
        let length = base.len_utf8() + selector.map_or(0, char::len_utf8);
        Some(Unit { range: start..start + length, base, selector })
    })
}

fn has(face: &FontInstance, base: char, selector: Option<char>) -> bool {
    let glyph = match selector {
        None => face.ttf().glyph_index(base),
        Some(selector) => face.ttf().glyph_variation_index(base, selector),
    };
    glyph.is_some_and(|glyph| glyph != GlyphId(0))
}

/// The variation selectors of the standard and of registered collections (IVS).
fn is_selector(character: char) -> bool {
    matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

fn is_private(character: char) -> bool {
    let code = u32::from(character);
    matches!(code, 0xE000..=0xF8FF | 0xF0000.. | 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE
}

/// Characters that need no glyph of their own: line feed and tab, soft hyphen, joiners and direction marks;
/// and the widths of space and the unbreakable hyphen, which the shaper makes of the plain ones.
fn is_silent(character: char) -> bool {
    matches!(character, '\n' | '\t' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(character, '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}')
        || matches!(character, '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const MJ: &str = "/usr/share/fonts/truetype/ipamj/ipamjm.ttf";

    fn kinds(fonts: &Fonts, text: &str) -> Vec<(Range<usize>, UncoveredKind)> {
        fonts.coverage(text).into_iter().map(|uncovered| (uncovered.range, uncovered.kind)).collect()
    }

    /// The fonts with IPAmj Mincho, where the machine has it; it is too large to keep in the repository.
    #[allow(clippy::disallowed_methods, reason = "a test may read a font of the machine")]
    fn with_mj() -> Option<Fonts> {
        let content = std::fs::read(MJ).ok()?;
        Some(Fonts::with(vec![("fonts/ipamjm.ttf".to_owned(), content)]).unwrap())
    }

    #[test]
    fn ordinary_text_is_covered() {
        let text = "髙﨑 様　№1 ①㋿ “Café”—…\u{2009}1\u{202F}000 がか\u{3099} ■□\n\t";
        assert_eq!(kinds(&Fonts::embedded(), text), []);
    }

    #[test]
    fn missing_characters_have_their_place() {
        assert_eq!(
            kinds(&Fonts::embedded(), "土𠮷☑"),
            [(3..7, UncoveredKind::MissingGlyph), (7..10, UncoveredKind::MissingGlyph)]
        );
        assert_eq!(kinds(&Fonts::embedded(), "a\u{7}"), [(1..2, UncoveredKind::MissingGlyph)]);
    }

    #[test]
    fn variation_sequences_are_looked_up_whole() {
        assert_eq!(kinds(&Fonts::embedded(), "辻\u{E0100}"), []);
        assert_eq!(
            kinds(&Fonts::embedded(), "恵\u{FE00}邉\u{E011F}"),
            [(0..6, UncoveredKind::IgnoredVariation), (6..13, UncoveredKind::IgnoredVariation)]
        );
        assert_eq!(kinds(&Fonts::embedded(), "\u{E0100}"), [(0..4, UncoveredKind::MissingGlyph)]);
    }

    #[test]
    fn private_use_and_noncharacters_are_refused() {
        for text in ["\u{E000}", "\u{F8FF}", "\u{F0000}", "\u{10FFFF}", "\u{FDD0}", "\u{FFFE}"] {
            assert_eq!(kinds(&Fonts::embedded(), text), [(0..text.len(), UncoveredKind::PrivateUse)]);
        }
    }

    #[test]
    fn added_fonts_print_what_the_embedded_ones_cannot() {
        let Some(fonts) = with_mj() else { return };
        let text = "吉𠮷邉\u{E0100}邉\u{E0112}恵\u{FE00}様";
        assert_eq!(kinds(&fonts, text), []);
        let family = Some("IPAmjMincho");
        assert_eq!(
            fonts.runs(text),
            [
                Run { text: "吉", family: None },
                Run { text: "𠮷", family },
                Run { text: "邉\u{E0100}", family: None },
                Run { text: "邉\u{E0112}恵\u{FE00}", family },
                Run { text: "様", family: None },
            ]
        );
        assert_eq!(fonts.families(), ["IPAmjMincho"]);
    }

    #[test]
    fn plain_text_is_one_run() {
        assert_eq!(Fonts::embedded().runs("図書館 A1"), [Run { text: "図書館 A1", family: None }]);
        assert_eq!(Fonts::embedded().runs(""), []);
    }

    #[test]
    fn files_that_are_no_fonts_are_named() {
        let problem = Fonts::with(vec![("fonts/a.ttf".to_owned(), b"no font".to_vec())]).unwrap_err();
        assert_eq!(problem.file, "fonts/a.ttf");
        let own = include_bytes!("../../assets/fonts/BIZUDPGothicLatin-Regular.ttf").to_vec();
        let problem = Fonts::with(vec![("fonts/own.ttf".to_owned(), own)]).unwrap_err();
        assert!(problem.headline.en.contains("BIZ UDPGothic Latin"));
    }
}
