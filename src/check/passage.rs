//! A document line by line, as its reader meets it.

use super::scan::quotes::quoted;
use crate::document::{Block, Document, Inline, Inlines, ListItem};
use std::ops::Range;

/// One line of a document: a heading, a paragraph, an item, a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage<'a> {
    /// What it is.
    pub role: Role,
    /// The printed number or mark before it: `1`, `(1)`, `①`, `※`.
    pub number: Option<&'a str>,
    /// The words; a line break is `\n`.
    pub text: String,
    /// The facts in it, the outer before the inner.
    pub marks: Vec<Mark<'a>>,
}

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Reference number of the document.
    Number,
    /// Date of the document.
    Date,
    /// A line of the addressee.
    Addressee,
    /// A line of the sender.
    Sender,
    /// Title of the document.
    Title,
    /// A section heading of a level.
    Heading(u8),
    /// A paragraph, or an item of a list.
    Text,
    /// A cell of a table, a term, a label.
    Cell,
    /// A note.
    Note,
    /// 記.
    Ki,
    /// 以上.
    Ijo,
    /// A line of who signs.
    Signature,
    /// A paragraph of the contact block.
    Contact,
    /// A paragraph of a quotation.
    Quote,
}

/// A fact in a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark<'a> {
    /// Its path.
    pub path: &'a str,
    /// The forms it was asked for.
    pub form: &'a str,
    /// Where it stands in the passage.
    pub range: Range<usize>,
}

impl<'a> Passage<'a> {
    /// All passages of a document, header first, in reading order.
    pub(super) fn all(document: &'a Document) -> Vec<Passage<'a>> {
        let header = &document.header;
        let mut passages = Vec::new();
        let mut add = |role, content: &'a Inlines| passages.push(Passage::of(role, None, content));
        header.number.iter().for_each(|content| add(Role::Number, content));
        header.date.iter().for_each(|content| add(Role::Date, content));
        header.addressee.iter().for_each(|content| add(Role::Addressee, content));
        header.sender.iter().for_each(|content| add(Role::Sender, content));
        header.title.iter().for_each(|content| add(Role::Title, content));
        blocks(&document.body, Role::Text, None, &mut passages);
        passages
    }

    /// One line of a role.
    pub(super) fn of(role: Role, number: Option<&'a str>, content: &'a [Inline]) -> Passage<'a> {
        let mut passage = Passage { role, number, text: String::new(), marks: Vec::new() };
        passage.add(content);
        passage
    }

    fn add(&mut self, content: &'a [Inline]) {
        for inline in content {
            match inline {
                Inline::Text { text } | Inline::Code { text } => self.text.push_str(text),
                Inline::Break => self.text.push('\n'),
                Inline::Hole { .. } | Inline::Change { .. } => {}
                Inline::Strong { content }
                | Inline::Emphasis { content }
                | Inline::Link { content, .. }
                | Inline::Inserted { content }
                | Inline::Deleted { content }
                | Inline::Recited { content, .. } => {
                    self.add(content);
                }
                Inline::Fact { path, form, content } => {
                    let (index, start) = (self.marks.len(), self.text.len());
                    self.marks.push(Mark { path, form, range: start..start });
                    self.add(content);
                    self.marks[index].range.end = self.text.len();
                }
            }
        }
    }

    /// The innermost fact that a byte belongs to.
    pub fn mark_at(&self, at: usize) -> Option<&Mark<'a>> {
        self.marks.iter().rev().find(|mark| mark.range.contains(&at))
    }

    /// Ranges between 「」, 『』 or “”, brackets included: words of somebody else, titles, names of screens.
    pub fn quoted(&self) -> Vec<Range<usize>> {
        quoted(&self.text)
    }
}

fn blocks<'a>(list: &'a [Block], role: Role, number: Option<&'a str>, passages: &mut Vec<Passage<'a>>) {
    for (index, block) in list.iter().enumerate() {
        // Only the first line of an item carries its mark.
        let number = number.filter(|_| index == 0);
        one_block(block, role, number, passages);
    }
}

fn one_block<'a>(block: &'a Block, role: Role, number: Option<&'a str>, passages: &mut Vec<Passage<'a>>) {
    let mut add = |role, number, content: &'a [Inline]| passages.push(Passage::of(role, number, content));
    match block {
        Block::Heading { level, number, content, .. } => add(Role::Heading(*level), number.as_deref(), content),
        Block::Paragraph { content } => add(role, number, content),
        Block::Note { mark, content } => add(Role::Note, Some(mark), content),
        Block::Signature { lines } => lines.iter().for_each(|line| add(Role::Signature, None, line)),
        Block::Ki => add(Role::Ki, None, &[]),
        Block::Ijo => add(Role::Ijo, None, &[]),
        Block::Table { head, rows, .. } => {
            head.iter().chain(rows.iter().flatten()).for_each(|cell| add(Role::Cell, None, &cell.content));
        }
        Block::List { items, .. } => {
            for ListItem { mark, blocks: inner } in items {
                blocks(inner, role, Some(mark), passages);
            }
        }
        Block::Definitions { entries } => {
            for entry in entries {
                passages.push(Passage::of(Role::Cell, None, &entry.term));
                blocks(&entry.blocks, role, None, passages);
            }
        }
        Block::Form { rows } => {
            for row in rows {
                passages.push(Passage::of(Role::Cell, None, &row.label));
                for cell in &row.cells {
                    cell.label.iter().for_each(|label| passages.push(Passage::of(Role::Cell, None, label)));
                    blocks(&cell.blocks, role, None, passages);
                }
            }
        }
        Block::Contact { blocks: inner } => blocks(inner, Role::Contact, None, passages),
        Block::Quote { blocks: inner } => blocks(inner, Role::Quote, None, passages),
        Block::Revised { blocks: inner, .. } => blocks(inner, role, number, passages),
    }
}
