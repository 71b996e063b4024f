//! Numbers that prose refers to: `{{ @here }}` marks a place, `{{ #here }}` prints its number.
//!
//! Both are facts with the paths `@name` and `#name`. When the document is numbered, the one vanishes and the other gets its number;
//! it stays a fact, so that a page tells a number that is counted from one that is typed.

use super::contents::{Place, contents_mut};
use crate::document::{Block, Document, Inline, walk_content};
use crate::locale::Lang;
use std::collections::BTreeMap;

/// Number of a place: that of its section, and that of the place inside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Number {
    section: Option<String>,
    parts: Vec<String>,
}

/// Replaces references by numbers and removes marks; returns the names of references without a mark.
pub fn resolve(document: &mut Document) -> Vec<String> {
    let mut places = Places::default();
    places.blocks(&document.body);
    let mut missing = Vec::new();
    let lang = document.lang;
    let mut section: Option<String> = None;
    contents_mut(&mut document.body, &mut |place, content| {
        if let Place::Heading { level: 1, number } = place {
            section = number.map(str::to_string);
        }
        for inline in content.iter_mut() {
            let Inline::Fact { path, content, .. } = inline else { continue };
            let Some(name) = path.strip_prefix('#') else { continue };
            match places.found.get(name) {
                Some(number) => *content = vec![Inline::text(number.print(lang, section.as_deref()))],
                None => missing.push(name.to_string()),
            }
        }
        content.retain(|inline| !matches!(inline, Inline::Fact { path, .. } if path.starts_with('@')));
    });
    missing
}

impl Number {
    /// As a reader of `section` would call it: the number of its own section goes without saying.
    fn print(&self, lang: Lang, section: Option<&str>) -> String {
        let other = self.section.as_deref().filter(|own| Some(*own) != section || self.parts.is_empty());
        let parts: Vec<&str> = other.into_iter().chain(self.parts.iter().map(String::as_str)).collect();
        match lang {
            Lang::Ja => parts.join("の"),
            Lang::En => parts.join(" "),
        }
    }
}

/// Where each mark stands.
#[derive(Default)]
struct Places {
    found: BTreeMap<String, Number>,
    here: Number,
}

impl Places {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, number, content, .. } => {
                self.enter(*level, number.as_deref());
                self.content(content);
            }
            Block::List { items, .. } => {
                for item in items {
                    self.here.parts.push(item.mark.trim().to_string());
                    self.blocks(&item.blocks);
                    self.here.parts.pop();
                }
            }
            Block::Paragraph { content } | Block::Note { content, .. } => self.content(content),
            Block::Contact { blocks } | Block::Quote { blocks } | Block::Revised { blocks, .. } => self.blocks(blocks),
            Block::Table { head, rows, .. } => {
                head.iter().chain(rows.iter().flatten()).for_each(|cell| self.content(&cell.content));
            }
            Block::Form { rows } => rows.iter().flat_map(|row| &row.cells).for_each(|cell| self.blocks(&cell.blocks)),
            Block::Definitions { entries } => entries.iter().for_each(|entry| self.blocks(&entry.blocks)),
            Block::Ki | Block::Ijo | Block::Signature { .. } => {}
        }
    }

    fn enter(&mut self, level: u8, number: Option<&str>) {
        if level <= 1 {
            self.here = Number { section: number.map(str::to_string), parts: Vec::new() };
        } else {
            self.here.parts.truncate(usize::from(level) - 2);
            self.here.parts.extend(number.map(str::to_string));
        }
    }

    fn content(&mut self, content: &[Inline]) {
        walk_content(content, &mut |inline| {
            let Inline::Fact { path, .. } = inline else { return };
            if let Some(name) = path.strip_prefix('@') {
                self.found.insert(name.to_string(), self.here.clone());
            }
        });
    }
}
