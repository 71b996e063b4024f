//! Fills holes.

use super::hole::{self, Piece};
use super::walk::{plain_text, push_inline, run_in};
use super::{Block, Cell, Inline, Inlines};

/// What a hole stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filling {
    /// Running text.
    Inlines(Inlines),
    /// Blocks. They take the place of a paragraph that is nothing but the hole, of a list item's too.
    ///
    /// Elsewhere they are run together ([`run_in`]) with 「、」 between paragraphs, items and cells, without list marks;
    /// a caller that knows better joins them itself.
    Blocks(Vec<Block>),
}

/// Replaces every hole by what `filling` returns for its index; the heading levels of blocks stay as they are.
///
/// A hole in the address of a link is replaced by the plain characters. Neighbouring texts become one.
pub fn fill(blocks: Vec<Block>, filling: &mut dyn FnMut(usize) -> Filling) -> Vec<Block> {
    let mut filled = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Paragraph { content } => match content.as_slice() {
                [Inline::Hole { index }] => match filling(*index) {
                    Filling::Blocks(blocks) => filled.extend(blocks),
                    Filling::Inlines(content) => filled.push(Block::Paragraph { content: tidy(content) }),
                },
                _ => filled.push(Block::Paragraph { content: fill_content(content, filling) }),
            },
            other => filled.push(fill_block(other, filling)),
        }
    }
    filled
}

/// Replaces the holes of running text.
pub fn fill_content(content: Inlines, filling: &mut dyn FnMut(usize) -> Filling) -> Inlines {
    let mut filled = Vec::with_capacity(content.len());
    for inline in content {
        match inline {
            Inline::Hole { index } => match filling(index) {
                Filling::Inlines(content) => content.into_iter().for_each(|inline| push_inline(&mut filled, inline)),
                Filling::Blocks(blocks) => {
                    run_in(&blocks, &Inline::text("、"), false)
                        .into_iter()
                        .for_each(|part| push_inline(&mut filled, part));
                }
            },
            mut other => {
                if let Inline::Link { url, .. } = &mut other {
                    *url = fill_url(url, filling);
                }
                if let Some(content) = other.inner_mut() {
                    *content = fill_content(std::mem::take(content), filling);
                }
                push_inline(&mut filled, other);
            }
        }
    }
    filled
}

/// Replaces the holes of a block that is no paragraph.
fn fill_block(block: Block, filling: &mut dyn FnMut(usize) -> Filling) -> Block {
    match block {
        Block::Heading { level, number, plain, anchor, content } => {
            Block::Heading { level, number, plain, anchor, content: fill_content(content, filling) }
        }
        Block::Note { mark, content } => Block::Note { mark, content: fill_content(content, filling) },
        Block::List { start, mut items } => {
            items.iter_mut().for_each(|item| fill_in_place(&mut item.blocks, filling));
            Block::List { start, items }
        }
        Block::Table { columns, mut head, mut rows } => {
            let mut cell = |cell: &mut Cell| cell.content = fill_content(std::mem::take(&mut cell.content), filling);
            head.iter_mut().chain(rows.iter_mut().flatten()).for_each(&mut cell);
            Block::Table { columns, head, rows }
        }
        Block::Definitions { mut entries } => {
            for entry in &mut entries {
                entry.term = fill_content(std::mem::take(&mut entry.term), filling);
                fill_in_place(&mut entry.blocks, filling);
            }
            Block::Definitions { entries }
        }
        Block::Form { mut rows } => {
            for row in &mut rows {
                row.label = fill_content(std::mem::take(&mut row.label), filling);
                for cell in &mut row.cells {
                    cell.label = cell.label.take().map(|label| fill_content(label, filling));
                    fill_in_place(&mut cell.blocks, filling);
                }
            }
            Block::Form { rows }
        }
        Block::Signature { lines } => {
            Block::Signature { lines: lines.into_iter().map(|line| fill_content(line, filling)).collect() }
        }
        Block::Contact { blocks } => Block::Contact { blocks: fill(blocks, filling) },
        Block::Quote { blocks } => Block::Quote { blocks: fill(blocks, filling) },
        Block::Revised { revision, blocks } => Block::Revised { revision, blocks: fill(blocks, filling) },
        whole @ (Block::Paragraph { .. } | Block::Ki | Block::Ijo) => whole,
    }
}

fn fill_in_place(blocks: &mut Vec<Block>, filling: &mut dyn FnMut(usize) -> Filling) {
    *blocks = fill(std::mem::take(blocks), filling);
}

fn fill_url(url: &str, filling: &mut dyn FnMut(usize) -> Filling) -> String {
    let mut filled = String::with_capacity(url.len());
    for piece in hole::split(url) {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Hole(index) => match filling(index) {
                Filling::Inlines(content) => filled.push_str(&plain_text(&content)),
                Filling::Blocks(blocks) => filled.push_str(&plain_text(&run_in(&blocks, &Inline::text("、"), false))),
            },
        }
    }
    filled
}

/// Joins neighbouring texts.
fn tidy(content: Inlines) -> Inlines {
    let mut tidied = Vec::with_capacity(content.len());
    content.into_iter().for_each(|inline| push_inline(&mut tidied, inline));
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Origin, read, walk_inlines};
    use crate::locale::Lang;

    fn filled(markdown: &str) -> Vec<Block> {
        let (blocks, spotted) = read(markdown, Lang::Ja, Origin::Prose);
        assert_eq!(spotted, []);
        fill(blocks, &mut |index| match index {
            0 => Filling::Inlines(vec![Inline::Fact {
                path: "data.ebino.persons".into(),
                form: String::new(),
                content: vec![Inline::text("2,761名")],
            }]),
            1 => Filling::Blocks(read("- 氏名\n- 住所", Lang::Ja, Origin::Prose).0),
            _ => Filling::Inlines(vec![Inline::text("https://example.jp/")]),
        })
    }

    #[test]
    fn joins_blocks_in_running_text_and_places_them_in_a_paragraph_of_their_own() {
        let blocks = filled("\u{fdd0}1\u{fdd1}\n\n項目は\u{fdd0}1\u{fdd1}です");
        assert!(matches!(&blocks[0], Block::List { items, .. } if items.len() == 2));
        assert_eq!(blocks[1], Block::Paragraph { content: vec![Inline::text("項目は氏名、住所です")] });
    }

    #[test]
    fn leaves_no_hole_behind() {
        let markdown = "# \u{fdd0}0\u{fdd1}\n\n| a |\n|---|\n| **\u{fdd0}0\u{fdd1}** |\n\n<\u{fdd0}2\u{fdd1}> [x](\u{fdd0}2\u{fdd1}y) `a\u{fdd0}0\u{fdd1}`";
        let blocks = filled(markdown);
        let (mut facts, mut urls) = (0, Vec::new());
        walk_inlines(&blocks, &mut |inline| match inline {
            Inline::Hole { .. } => panic!("a hole is left"),
            Inline::Fact { .. } => facts += 1,
            Inline::Link { url, .. } => urls.push(url.clone()),
            _ => {}
        });
        assert_eq!((facts, urls), (3, vec!["https://example.jp/y".to_string()]));
    }
}
