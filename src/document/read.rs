//! Reads Markdown with holes into blocks.
//!
//! 1. [`super::veil`] hides what the parser would misread in a notice.
//! 2. pulldown-cmark makes events; [`Reader::blocks`] makes blocks of them, [`super::fence`] those of fenced blocks,
//!    [`super::table`] those of tables.
//! 3. [`super::content`] makes running text; [`super::emphasis`] pairs its delimiters.
//!
//! The grammar is CommonMark with tables, less what no notice means: no raw HTML (only `<br>` where a line cannot end:
//! in cells and headings), no images, rules, footnotes, link definitions or underlined headings, no code by four blanks,
//! no list that begins at a number above 99 (`2022. 年`). Whatever is left out is a [`Spotted`].

use super::content::{Place, is_inline};
use super::notes::{Standing, standing};
use super::veil::{Places, unveil, veil};
use super::walk::walk_blocks_mut;
use super::{Block, Definition, Inline, Inlines, ListItem, Oddity, Origin, Spotted};
use crate::locale::Lang;
use pulldown_cmark::{CodeBlockKind, Event, OffsetIter, Options, Parser, Tag, TagEnd};
use std::iter::Peekable;
use std::ops::Range;

/// Blocks nested deeper than this are printed at this depth.
pub(super) const DEEPEST: usize = 24;

/// Reads a Markdown text into blocks, together with what was found questionable in it, in the order of the text.
pub fn read(markdown: &str, lang: Lang, origin: Origin) -> (Vec<Block>, Vec<Spotted>) {
    let veiled = veil(markdown);
    let mut reader = Reader { lang, definitions: origin == Origin::Template, lines: false, spotted: veiled.spotted };
    let mut blocks = reader.text(&veiled.text, &veiled.places, 0);
    name_headings(&mut blocks);
    reader.spotted.sort_by_key(|spotted| spotted.range.start);
    (blocks, reader.spotted)
}

/// Gives headings without a name of their own `s1`, `s2` … in order.
pub(crate) fn name_headings(blocks: &mut [Block]) {
    let mut count = 0;
    walk_blocks_mut(blocks, &mut |block| {
        if let Block::Heading { anchor, .. } = block {
            count += 1;
            if anchor.is_empty() {
                *anchor = format!("s{count}");
            }
        }
    });
}

/// What is the same for a whole text and the fenced blocks in it.
pub(super) struct Reader {
    /// Language of the text.
    pub lang: Lang,
    /// Whether `: ` under a line makes a definition.
    pub definitions: bool,
    /// Whether a line end of the source is a line break, as in a signature.
    pub lines: bool,
    spotted: Vec<Spotted>,
}

/// The events of one text, and the way back to the original's places.
pub(super) struct Events<'a> {
    /// The veiled text.
    pub text: &'a str,
    places: &'a Places,
    events: Peekable<OffsetIter<'a>>,
}

impl<'a> Events<'a> {
    /// Takes the next event.
    pub fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        self.events.next()
    }

    /// Shows the next event.
    pub fn peek(&mut self) -> Option<&(Event<'a>, Range<usize>)> {
        self.events.peek()
    }

    /// The characters that an event came from.
    pub fn source(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The place in the original that an event came from.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        self.places.original(range)
    }

    /// Takes everything up to the end of a code block: its characters, and where they came from.
    pub fn body(&mut self) -> (String, Places) {
        let (mut body, mut places) = (String::new(), Places::default());
        while let Some((event, range)) = self.next() {
            match event {
                Event::Text(text) => {
                    places.splice(body.len(), self.places, range);
                    body.push_str(&text);
                }
                _ => break,
            }
        }
        (body, places)
    }
}

impl Reader {
    /// Reads a veiled text.
    pub fn text(&mut self, text: &str, places: &Places, depth: usize) -> Vec<Block> {
        let mut options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
        options.set(Options::ENABLE_DEFINITION_LIST, self.definitions);
        let events = Parser::new_ext(text, options).into_offset_iter().peekable();
        self.blocks(&mut Events { text, places, events }, depth)
    }

    /// Notes something questionable.
    pub fn spot(&mut self, what: Oddity, range: Range<usize>) {
        self.spotted.push(Spotted { what, range });
    }

    /// Reads blocks up to the end of what holds them.
    fn blocks(&mut self, events: &mut Events, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        // Containers that are too deep are not entered; this counts their ends.
        let mut skipped = 0;
        while let Some((event, range)) = events.peek().cloned() {
            let place = events.original(range.clone());
            if is_inline(&event) {
                let content = self.content(events, Place::Flow);
                self.paragraph(&mut blocks, content, &events.text[range.start..]);
                continue;
            }
            events.next();
            match event {
                Event::Start(tag) if depth >= DEEPEST && is_container(&tag) => {
                    skipped += 1;
                    self.spot(Oddity::TooDeep, place);
                }
                Event::Start(tag) => self.block(&mut blocks, events, tag, range, depth),
                Event::End(end) if skipped > 0 && is_container_end(end) => skipped -= 1,
                Event::End(_) => break,
                Event::Rule => self.spot(Oddity::Rule, place),
                Event::Html(_) => self.spot(Oddity::Html, place),
                _ => {}
            }
        }
        blocks
    }

    /// Reads one block whose start was just taken.
    fn block(&mut self, blocks: &mut Vec<Block>, events: &mut Events, tag: Tag, range: Range<usize>, depth: usize) {
        match tag {
            Tag::Paragraph => {
                let content = self.content(events, Place::Flow);
                events.next();
                self.paragraph(blocks, content, &events.text[range.start..]);
            }
            Tag::Heading { level, id, classes, attrs } => {
                let plain = classes.iter().any(|class| &**class == "plain");
                if classes.iter().any(|class| &**class != "plain") || !attrs.is_empty() {
                    self.spot(Oddity::Attribute, events.original(range));
                }
                let content = self.content(events, Place::Line);
                events.next();
                let anchor = id.map(|id| unveil(&id)).unwrap_or_default();
                blocks.push(Block::Heading { level: level as u8, number: None, plain, anchor, content });
            }
            Tag::List(start) => blocks.push(self.list(events, start, depth)),
            Tag::BlockQuote(_) => blocks.push(Block::Quote { blocks: self.blocks(events, depth + 1) }),
            Tag::Table(columns) => blocks.push(self.table(events, &columns)),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.fence(blocks, events, &unveil(&info), range, depth);
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => self.indented(blocks, events, depth),
            Tag::DefinitionList => blocks.push(self.definition_list(events, depth)),
            Tag::HtmlBlock => self.html_block(events, range),
            // Nothing else is enabled; should it come, its content is read as if it stood alone.
            _ => blocks.extend(self.blocks(events, depth)),
        }
    }

    /// Drops a block of raw HTML.
    fn html_block(&mut self, events: &mut Events, range: Range<usize>) {
        self.spot(Oddity::Html, events.original(range));
        while let Some((event, _)) = events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
        }
    }

    /// Adds a paragraph, or what its first characters make of it. `source` begins where its text does.
    fn paragraph(&self, blocks: &mut Vec<Block>, mut content: Inlines, source: &str) {
        // A sign that was written as an entity or comes from a fact is meant as a plain character.
        let found = match content.first_mut() {
            Some(Inline::Text { text }) => match standing(text) {
                Some(Standing::Note(mark)) if source.starts_with(mark) => {
                    let mark = mark.to_string();
                    *text = text[mark.len()..].trim_start().to_string();
                    Some(Block::Note { mark, content: Vec::new() })
                }
                Some(Standing::Ki) if source.trim_start().starts_with('記') => Some(Block::Ki),
                Some(Standing::Ijo) if source.trim_start().starts_with('以') => Some(Block::Ijo),
                _ => None,
            },
            _ => None,
        };
        match found {
            Some(Block::Note { mark, .. }) => {
                content.retain(|inline| *inline != Inline::text(""));
                blocks.push(Block::Note { mark, content });
            }
            Some(word) if content.len() == 1 => blocks.push(word),
            _ if content.is_empty() => {}
            _ => blocks.push(Block::Paragraph { content }),
        }
    }

    /// Reads the items of a list.
    fn list(&mut self, events: &mut Events, start: Option<u64>, depth: usize) -> Block {
        let mut items = Vec::new();
        while let Some((Event::Start(Tag::Item), _)) = events.peek() {
            events.next();
            items.push(ListItem { mark: String::new(), blocks: self.blocks(events, depth + 1) });
        }
        events.next();
        Block::List { start, items }
    }

    /// Reads terms and what is said about them.
    fn definition_list(&mut self, events: &mut Events, depth: usize) -> Block {
        let mut entries: Vec<Definition> = Vec::new();
        while let Some((event, _)) = events.next() {
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    let term = self.content(events, Place::Flow);
                    events.next();
                    entries.push(Definition { term, blocks: Vec::new() });
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let blocks = self.blocks(events, depth + 1);
                    match entries.last_mut() {
                        Some(entry) => entry.blocks.extend(blocks),
                        None => entries.push(Definition { term: Vec::new(), blocks }),
                    }
                }
                _ => break,
            }
        }
        Block::Definitions { entries }
    }

    /// Reads text that four blanks would make code: as if the blanks were not there.
    fn indented(&mut self, blocks: &mut Vec<Block>, events: &mut Events, depth: usize) {
        let (body, places) = events.body();
        let (mut text, mut trimmed) = (String::new(), Places::default());
        let mut start = 0;
        for line in body.split_inclusive('\n') {
            let words = line.trim_start_matches([' ', '\t']);
            trimmed.splice(text.len(), &places, start + line.len() - words.len()..start + line.len());
            text.push_str(words);
            start += line.len();
        }
        blocks.extend(self.text(&text, &trimmed, depth + 1));
    }
}

/// Whether a block may hold itself, so that its depth must be bounded.
fn is_container(tag: &Tag) -> bool {
    matches!(tag, Tag::List(_) | Tag::Item | Tag::BlockQuote(_))
}

/// Whether this ends such a block.
fn is_container_end(end: TagEnd) -> bool {
    matches!(end, TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_))
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
