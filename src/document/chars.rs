//! Classes of characters that Markdown written in Japanese needs.

use super::hole;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// Whether a character is wide East Asian text or punctuation, as the rules of CJK-friendly emphasis define it.
///
/// The ranges are those of <https://github.com/tats-u/markdown-cjk-friendly/blob/main/ranges.md>, with small gaps of
/// unassigned code points closed.
pub(super) fn is_cjk(character: char) -> bool {
    matches!(u32::from(character),
        0x1100..=0x11ff | 0x20a9 | 0x2329..=0x232a | 0x2e80..=0x303e | 0x3041..=0xa4cf | 0xa960..=0xa97c
        | 0xac00..=0xd7fb | 0xf900..=0xfaff | 0xfe10..=0xfe19 | 0xfe30..=0xfe6b | 0xff01..=0xffee
        | 0x16fe0..=0x18df2 | 0x1aff0..=0x1b2fb | 0x1f200 | 0x1f202 | 0x1f210..=0x1f265 | 0x20000..=0x3fffd)
        || character == hole::OPEN
        || character == hole::CLOSE
}

/// Whether a line may be broken beside a character without leaving a blank there when the lines are joined again.
///
/// Wide characters except Hangul, and the signs that Japanese fonts print at full width (※, ①, ■, …).
pub(super) fn joins_lines(character: char) -> bool {
    let hangul = matches!(u32::from(character), 0x1100..=0x11ff | 0xa960..=0xa97c | 0xac00..=0xd7fb | 0xffa0..=0xffdc);
    is_cjk(character) && !hangul || matches!(u32::from(character), 0x2010..=0x27bf)
}

/// Whether CommonMark counts a character as punctuation.
pub(super) fn is_punctuation(character: char) -> bool {
    let group = character.general_category_group();
    matches!(group, GeneralCategoryGroup::Punctuation | GeneralCategoryGroup::Symbol)
}

/// Whether a character is an ideographic variation selector, which belongs to the character before it.
fn is_ideographic_selector(character: char) -> bool {
    matches!(u32::from(character), 0xe0100..=0xe01ef)
}

/// What a run of `*` or `_` may do at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Flanking {
    /// It may open emphasis.
    pub open: bool,
    /// It may close emphasis.
    pub close: bool,
}

/// Decides from its neighbours what a run of delimiters may do, by the CJK-friendly rules.
pub(crate) fn flanking(delimiter: char, before: char, after: char) -> Flanking {
    let (before_mark, after_mark) = (is_punctuation(before), is_punctuation(after));
    let before_wide = is_cjk(before) || is_ideographic_selector(before);
    let left = !after.is_whitespace()
        && (!after_mark || before.is_whitespace() || is_cjk(after) || before_wide || before_mark);
    let right = !before.is_whitespace()
        && (!before_mark || is_cjk(after) || is_cjk(before) || after.is_whitespace() || after_mark);
    match delimiter {
        '_' => Flanking { open: left && (!right || before_mark), close: right && (!left || after_mark) },
        _ => Flanking { open: left, close: right },
    }
}

/// Whether a character can stand in no document: a control character, or a noncharacter of Unicode.
pub(crate) fn is_unprintable(character: char) -> bool {
    let code = u32::from(character);
    character.is_control() && character != '\t' && character != '\n'
        || (0xfdd0..=0xfdef).contains(&code)
        || code & 0xfffe == 0xfffe
}
