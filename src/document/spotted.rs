//! What the reader found questionable.

use crate::diag::Wording;
use std::ops::Range;

/// Something questionable in a Markdown text; the caller makes a diagnostic of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spotted {
    /// What it is.
    pub what: Oddity,
    /// Where it stands in the Markdown, in bytes.
    pub range: Range<usize>,
}

/// What can be questionable in a Markdown text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// A control character or noncharacter; it became U+FFFD.
    Unprintable,
    /// Raw HTML; it was left out, `<br>` in cells and headings excepted.
    Html,
    /// An image; its description became text.
    Image,
    /// The sign of a footnote; it stayed text.
    Footnote,
    /// A rule (`***`); it was left out.
    Rule,
    /// A row of `=` or `-` under a line; it stayed text and made no heading.
    Underline,
    /// An attribute of a heading other than `{.plain}` and `{#name}`; it was left out.
    Attribute,
    /// A code block or a fence of another kind; its lines became a paragraph.
    Code,
    /// A fence whose name begins with `kohyo-` but is none of ours; its lines became a paragraph.
    UnknownFence,
    /// Content of a form before its first `#`; it stands in a row without label.
    FormWithoutRow,
    /// `^^` or `<<` without a cell to join, or joined cells that make no rectangle; the cells stand by themselves.
    Span,
    /// Blocks nested too deeply; the innermost stand beside each other.
    TooDeep,
}

impl Oddity {
    /// Stable code of the diagnostic.
    pub fn code(self) -> &'static str {
        match self {
            Oddity::Unprintable => "unprintable-character",
            Oddity::Html => "raw-html",
            Oddity::Image => "image",
            Oddity::Footnote => "footnote",
            Oddity::Rule => "rule",
            Oddity::Underline => "underlined-heading",
            Oddity::Attribute => "heading-attribute",
            Oddity::Code => "code-block",
            Oddity::UnknownFence => "unknown-fence",
            Oddity::FormWithoutRow => "form-without-row",
            Oddity::Span => "cell-span",
            Oddity::TooDeep => "nested-too-deeply",
        }
    }

    /// What happened, in one sentence.
    pub fn headline(self) -> Wording {
        let (ja, en) = match self {
            Oddity::Unprintable => {
                ("印刷できない文字を U+FFFD に置き換えました", "an unprintable character became U+FFFD")
            }
            Oddity::Html => ("HTML は使えないため除きました", "raw HTML was left out"),
            Oddity::Image => ("画像は使えないため説明文だけを残しました", "an image was replaced by its description"),
            Oddity::Footnote => {
                ("脚注の記法は使えないため文字のまま残しました", "footnotes are not supported; the signs stay text")
            }
            Oddity::Rule => ("区切り線は使えないため除きました", "a rule was left out"),
            Oddity::Underline => (
                "下線による見出しは使えないため文字のまま残しました",
                "a row of = or - makes no heading; it stays text",
            ),
            Oddity::Attribute => {
                ("見出しの属性は {.plain} と {#名前} だけです", "headings take only {.plain} and {#name}")
            }
            Oddity::Code => ("コードの囲みは段落として扱いました", "a code block became a paragraph"),
            Oddity::UnknownFence => {
                ("未知の kohyo- の囲みは段落として扱いました", "an unknown kohyo- fence became a paragraph")
            }
            Oddity::FormWithoutRow => {
                ("様式の最初の # より前に内容があります", "the form has content before its first #")
            }
            Oddity::Span => ("^^ と << の結合が長方形になりません", "^^ and << do not join cells to a rectangle"),
            Oddity::TooDeep => ("入れ子が深すぎます", "blocks are nested too deeply"),
        };
        Wording::new(ja, en)
    }
}
