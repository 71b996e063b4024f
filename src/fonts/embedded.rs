//! The fonts inside the program, from `assets/fonts/`.
//!
//! Kanji, kana and the digits of Japanese texts are BIZ UDMincho and BIZ UDGothic, whose full-width grid official documents use.
//! Their Latin letters stand on a half-width grid like a typewriter's, so proportional letters come from small Latin subsets of the P variants.

use super::proxy;
use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::Font;

/// Every family name in use; an added font must not have one of them.
pub const FAMILIES: [&str; 4] = ["BIZ UDMincho", "BIZ UDGothic", "BIZ UDPMincho Latin", "BIZ UDPGothic Latin"];

/// The typefaces of the layouts that have to be able to print any character: family, and whether bold.
/// The Latin subsets add nothing to what these cover.
pub const TYPEFACES: [(&str, bool); 3] = [("BIZ UDMincho", false), ("BIZ UDGothic", false), ("BIZ UDGothic", true)];

/// The embedded fonts, parsed once in a process.
#[expect(clippy::expect_used, reason = "the files are part of the program")]
pub fn fonts() -> &'static [Font] {
    static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
        let read = |bytes: &&'static [u8]| Font::new(Bytes::new(*bytes), 0).expect("an embedded font is a font");
        WHOLE.iter().chain(&LATIN).map(read).collect()
    });
    &FONTS
}

/// Ends the family name of a twin.
pub const TWIN: &str = " Twin";

/// The whole fonts again, as other files under other names, made when one is first asked for.
///
/// What a letter says to everyone and what it says to one person are then embedded apart: the exporter works out the first
/// once for all letters. Four more bytes behind its tables make a font another file.
/// The Latin subsets have none: to work out a few letters anew is less work than to embed another font.
#[expect(clippy::expect_used, reason = "the files are part of the program")]
pub fn twins() -> &'static [Font] {
    static TWINS: LazyLock<Vec<Font>> = LazyLock::new(|| {
        let twin =
            |bytes: &&'static [u8]| Font::new(Bytes::new([*bytes, &[0; 4]].concat()), 0).expect("so is its twin");
        WHOLE.iter().map(twin).collect()
    });
    &TWINS
}

/// The proxies of the whole fonts, made when one is first asked for.
#[expect(clippy::expect_used, reason = "the files are part of the program, and a test makes their proxies")]
pub fn proxies() -> &'static [Font] {
    static PROXIES: LazyLock<Vec<Font>> = LazyLock::new(|| {
        let proxy = |bytes: &&[u8]| Font::new(Bytes::new(proxy::of(bytes).expect("it is TrueType")), 0);
        WHOLE.iter().map(|bytes| proxy(bytes).expect("a proxy is a font")).collect()
    });
    &PROXIES
}

/// The fonts that have twins and proxies.
pub fn whole() -> &'static [Font] {
    fonts().split_at(WHOLE.len()).0
}

const WHOLE: [&[u8]; 3] = [
    include_bytes!("../../assets/fonts/BIZUDMincho-Regular.ttf"),
    include_bytes!("../../assets/fonts/BIZUDGothic-Regular.ttf"),
    include_bytes!("../../assets/fonts/BIZUDGothic-Bold.ttf"),
];

const LATIN: [&[u8]; 3] = [
    include_bytes!("../../assets/fonts/BIZUDPMinchoLatin-Regular.ttf"),
    include_bytes!("../../assets/fonts/BIZUDPGothicLatin-Regular.ttf"),
    include_bytes!("../../assets/fonts/BIZUDPGothicLatin-Bold.ttf"),
];
