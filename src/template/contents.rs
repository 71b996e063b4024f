//! Every run of text of a tree in reading order, to be changed, with the kind of place it stands in.

use crate::document::{Block, Inlines};

/// Where a run of text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place<'a> {
    /// A heading, with its printed number.
    Heading {
        /// Its level.
        level: u8,
        /// Its number.
        number: Option<&'a str>,
    },
    /// A cell of a table, a label, a term.
    Cell,
    /// Running text.
    Running,
}

/// Shows every run of text to `visit`, the inside of facts and emphasis after the run that holds them.
pub fn contents_mut(blocks: &mut [Block], visit: &mut dyn FnMut(Place<'_>, &mut Inlines)) {
    for block in blocks {
        of_block(block, visit);
    }
}

fn of_block(block: &mut Block, visit: &mut dyn FnMut(Place<'_>, &mut Inlines)) {
    match block {
        Block::Heading { level, number, content, .. } => {
            of_content(Place::Heading { level: *level, number: number.as_deref() }, content, visit);
        }
        Block::Paragraph { content } | Block::Note { content, .. } => of_content(Place::Running, content, visit),
        Block::List { items, .. } => items.iter_mut().for_each(|item| contents_mut(&mut item.blocks, visit)),
        Block::Contact { blocks } | Block::Quote { blocks } | Block::Revised { blocks, .. } => {
            contents_mut(blocks, visit);
        }
        Block::Signature { lines } => lines.iter_mut().for_each(|line| of_content(Place::Cell, line, visit)),
        Block::Table { head, rows, .. } => {
            let cells = head.iter_mut().chain(rows.iter_mut().flatten());
            cells.for_each(|cell| of_content(Place::Cell, &mut cell.content, visit));
        }
        Block::Definitions { entries } => {
            for entry in entries {
                of_content(Place::Cell, &mut entry.term, visit);
                contents_mut(&mut entry.blocks, visit);
            }
        }
        Block::Form { rows } => {
            for row in rows {
                of_content(Place::Cell, &mut row.label, visit);
                row.cells.iter_mut().for_each(|cell| contents_mut(&mut cell.blocks, visit));
            }
        }
        Block::Ki | Block::Ijo => {}
    }
}

fn of_content(place: Place<'_>, content: &mut Inlines, visit: &mut dyn FnMut(Place<'_>, &mut Inlines)) {
    visit(place, content);
    for inline in content {
        if let Some(content) = inline.inner_mut() {
            of_content(place, content, visit);
        }
    }
}
