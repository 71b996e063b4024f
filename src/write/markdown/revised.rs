//! Marks whole blocks of a redline, word by word: CriticMarkup has no marks for blocks.

use crate::document::{Block, Cell, Inline, Inlines, ListItem, Revision};

/// Marks the words of a block as a revision of a redline.
pub(super) fn mark_words(block: Block, revision: &Revision) -> Block {
    let mark = |content: Inlines| if content.is_empty() { content } else { revision.mark(content) };
    let all = |blocks: Vec<Block>| blocks.into_iter().map(|block| mark_words(block, revision)).collect();
    match block {
        Block::Heading { content, level, number, plain, anchor } => {
            Block::Heading { content: mark(content), level, number, plain, anchor }
        }
        Block::Paragraph { content } => Block::Paragraph { content: mark(content) },
        Block::Note { mark: sign, content } => Block::Note { mark: sign, content: mark(content) },
        Block::List { start, items } => {
            let items = items.into_iter().map(|item| ListItem { blocks: all(item.blocks), ..item });
            Block::List { start, items: items.collect() }
        }
        Block::Table { columns, head, rows } => {
            let row = |row: Vec<Cell>| {
                row.into_iter().map(|cell| Cell { content: mark(cell.content), ..cell }).collect::<Vec<_>>()
            };
            Block::Table { columns, head: row(head), rows: rows.into_iter().map(row).collect() }
        }
        Block::Quote { blocks } => Block::Quote { blocks: all(blocks) },
        Block::Ki => Block::Paragraph { content: mark(vec![Inline::text("記")]) },
        Block::Ijo => Block::Paragraph { content: mark(vec![Inline::text("以上")]) },
        other => other,
    }
}
