//! Reads running text: the events between the start and the end of a paragraph, heading or cell.

use super::emphasis::{Run, Token, emphasise};
use super::hole::{self, Piece};
use super::read::{Events, Reader};
use super::veil::{sign, unveil};
use super::walk::push_inline;
use super::{Block, Inline, Inlines, Oddity, chars};
use crate::locale::Lang;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// Where running text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In a paragraph: a line may end.
    Flow,
    /// In a cell or heading: only `<br>` breaks the line.
    Line,
}

impl Reader {
    /// Reads the running text of a cell.
    pub(super) fn cell(&mut self, events: &mut Events) -> Inlines {
        self.content(events, Place::Line)
    }

    /// Reads running text up to the next event that is none.
    pub(super) fn content(&mut self, events: &mut Events, place: Place) -> Inlines {
        let mut tokens = Vec::new();
        while let Some((event, range)) = events.peek().cloned() {
            if !is_inline(&event) {
                break;
            }
            events.next();
            let spot = events.original(range.clone());
            match event {
                Event::Text(text) => self.tokens(&mut tokens, events, &text, range),
                Event::Code(code) => tokens.extend(pieces(&unveil(&code), Inline::code).map(Token::Inline)),
                Event::SoftBreak if self.lines => tokens.push(Token::Inline(Inline::Break)),
                Event::SoftBreak => tokens.push(Token::SoftBreak),
                Event::HardBreak => tokens.push(Token::Inline(Inline::Break)),
                Event::InlineHtml(html) if place == Place::Line && is_break(&html) => {
                    tokens.push(Token::Inline(Inline::Break));
                }
                Event::InlineHtml(_) => self.spot(Oddity::Html, spot),
                Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                    let content = self.content(events, place);
                    events.next();
                    let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                    tokens.push(Token::Inline(Inline::Link { url: scheme.to_string() + &unveil(&dest_url), content }));
                }
                Event::Start(Tag::Image { .. }) => self.spot(Oddity::Image, spot),
                _ => {}
            }
        }
        self.join_lines(&mut tokens);
        emphasise(tokens)
    }

    /// Splits text into characters, holes and runs of delimiters.
    fn tokens(&mut self, tokens: &mut Vec<Token>, events: &Events, text: &str, range: Range<usize>) {
        let source = events.text;
        if source.get(range.clone()) != Some(text) {
            // An entity: it may stand for anything, a character that looks like a hole included.
            let clean: String = text.chars().map(|c| if chars::is_unprintable(c) { '\u{fffd}' } else { c }).collect();
            tokens.push(Token::Inline(Inline::text(clean)));
            return;
        }
        for (at, _) in text.match_indices('[').map(|(at, sign)| (range.start + at, sign)) {
            if source[at..].starts_with("[^") && !source[..at].ends_with('\\') {
                self.spot(Oddity::Footnote, events.original(at..at + 2));
            }
        }
        let mut rest = text;
        while let Some(at) = rest.find(|character| matches!(sign(character), Some('*' | '_'))) {
            tokens.extend(pieces(&unveil(&rest[..at]), Inline::text).map(Token::Inline));
            let Some(veiled) = rest[at..].chars().next() else { break };
            let run = rest[at..].len() - rest[at..].trim_start_matches(veiled).len();
            let start = range.end - rest.len() + at;
            let neighbour = |found: Option<char>| found.map_or('\n', |found| sign(found).unwrap_or(found));
            let before = neighbour(source[..start].chars().next_back());
            let after = neighbour(source[start + run..].chars().next());
            let length = run / veiled.len_utf8();
            tokens.push(Token::Run(Run::new(sign(veiled).unwrap_or('*'), length, before, after)));
            rest = &rest[at + run..];
        }
        tokens.extend(pieces(&unveil(rest), Inline::text).map(Token::Inline));
    }

    /// Drops line ends between characters that need no blank between them.
    fn join_lines(&self, tokens: &mut Vec<Token>) {
        let edges: Vec<(Option<char>, Option<char>)> = tokens.iter().map(|token| self.edges(token)).collect();
        let mut index = 0;
        tokens.retain(|token| {
            let at = index;
            index += 1;
            let before = edges[..at].iter().rev().find_map(|edge| edge.1);
            let after = edges[at + 1..].iter().find_map(|edge| edge.0);
            let joins = |edge: Option<char>| edge.is_some_and(chars::joins_lines);
            !(matches!(token, Token::SoftBreak) && joins(before) && joins(after))
        });
    }

    /// The first and last character of a token; delimiters have none, and a hole counts as a word of the language.
    fn edges(&self, token: &Token) -> (Option<char>, Option<char>) {
        let hole = Some(if self.lang == Lang::Ja { 'あ' } else { 'a' });
        match token {
            Token::Run(_) => (None, None),
            Token::SoftBreak | Token::Inline(Inline::Break) => (Some(' '), Some(' ')),
            Token::Inline(Inline::Hole { .. }) => (hole, hole),
            Token::Inline(Inline::Link { content, .. }) => {
                let ends = [content.first(), content.last()].map(|end| match end {
                    Some(Inline::Text { text }) => (text.chars().next(), text.chars().next_back()),
                    _ => (hole, hole),
                });
                (ends[0].0, ends[1].1)
            }
            Token::Inline(inline) => {
                let text = super::plain_text(std::slice::from_ref(inline));
                (text.chars().next(), text.chars().next_back())
            }
        }
    }

    /// Reads literal text: each line as it is, with a line break behind it.
    pub(super) fn literal(&mut self, body: &str) -> Block {
        let mut content = Vec::new();
        for (index, line) in unveil(body.trim_end()).lines().enumerate() {
            if index > 0 {
                content.push(Inline::Break);
            }
            pieces(line, Inline::text).for_each(|inline| push_inline(&mut content, inline));
        }
        Block::Paragraph { content }
    }
}

/// Makes inlines of text with holes; `words` makes one of the text between them.
fn pieces(text: &str, words: fn(String) -> Inline) -> impl Iterator<Item = Inline> {
    let inline = |piece| match piece {
        Piece::Text(text) => words(text.to_string()),
        Piece::Hole(index) => Inline::Hole { index },
    };
    hole::split(text).into_iter().map(inline).collect::<Inlines>().into_iter()
}

/// Whether an event belongs to running text.
pub(super) fn is_inline(event: &Event) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Link { .. }
                | Tag::Image { .. }
                | Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
        ),
        Event::End(end) => matches!(
            end,
            TagEnd::Image
                | TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
        ),
        Event::Html(_) | Event::Rule => false,
        _ => true,
    }
}

/// Whether raw HTML is a line break.
fn is_break(html: &str) -> bool {
    let inner = html.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    inner.eq_ignore_ascii_case("br")
}
