//! How deep a tree may be nested.

use super::data::header_inlines;
use crate::document::{Block, Document, Inline, Inlines};

/// How deep blocks and inlines may be nested: far beyond any real text, and within what Typst lays out.
const DEEPEST: usize = 12;

/// Whether the tree is nested deeper than Typst can lay out; stops at the limit, so no input overflows the stack.
pub fn is_too_deep(document: &Document) -> bool {
    blocks_too_deep(&document.body, DEEPEST)
        || header_inlines(document).any(|inlines| inlines_too_deep(inlines, DEEPEST))
}

fn blocks_too_deep(blocks: &[Block], left: usize) -> bool {
    let Some(left) = left.checked_sub(1) else { return !blocks.is_empty() };
    let within = |inlines: &Inlines| inlines_too_deep(inlines, left);
    blocks.iter().any(|block| match block {
        Block::Heading { content, .. } | Block::Paragraph { content } | Block::Note { content, .. } => within(content),
        Block::List { items, .. } => items.iter().any(|item| blocks_too_deep(&item.blocks, left)),
        Block::Table { head, rows, .. } => head.iter().chain(rows.iter().flatten()).any(|cell| within(&cell.content)),
        Block::Definitions { entries } => {
            entries.iter().any(|entry| within(&entry.term) || blocks_too_deep(&entry.blocks, left))
        }
        Block::Form { rows } => rows.iter().any(|row| {
            let labels = row.cells.iter().filter_map(|cell| cell.label.as_ref());
            within(&row.label)
                || labels.into_iter().any(within)
                || row.cells.iter().any(|cell| blocks_too_deep(&cell.blocks, left))
        }),
        Block::Signature { lines } => lines.iter().any(within),
        Block::Contact { blocks } | Block::Quote { blocks } | Block::Revised { blocks, .. } => {
            blocks_too_deep(blocks, left)
        }
        Block::Ki | Block::Ijo => false,
    })
}

fn inlines_too_deep(inlines: &[Inline], left: usize) -> bool {
    let Some(left) = left.checked_sub(1) else { return !inlines.is_empty() };
    inlines.iter().filter_map(Inline::inner).any(|content| inlines_too_deep(content, left))
}
