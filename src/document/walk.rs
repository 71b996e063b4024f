//! Ways through a tree that readers, writers and checks share.

use super::{Block, Document, Header, Inline, Inlines, Revision};

/// A fact as a document prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedFact<'a> {
    /// Path of the fact.
    pub path: &'a str,
    /// Forms it was asked for.
    pub form: &'a str,
    /// What is printed, without marks.
    pub printed: String,
}

impl Inline {
    /// The running text inside of it, if it holds some.
    pub fn inner(&self) -> Option<&Inlines> {
        match self {
            Inline::Fact { content, .. }
            | Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Underlined { content }
            | Inline::Link { content, .. }
            | Inline::Inserted { content }
            | Inline::Deleted { content }
            | Inline::Recited { content, .. } => Some(content),
            Inline::Text { .. } | Inline::Hole { .. } | Inline::Code { .. } | Inline::Break | Inline::Change { .. } => {
                None
            }
        }
    }

    /// The same, to be changed.
    pub fn inner_mut(&mut self) -> Option<&mut Inlines> {
        match self {
            Inline::Fact { content, .. }
            | Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Underlined { content }
            | Inline::Link { content, .. }
            | Inline::Inserted { content }
            | Inline::Deleted { content }
            | Inline::Recited { content, .. } => Some(content),
            Inline::Text { .. } | Inline::Hole { .. } | Inline::Code { .. } | Inline::Break | Inline::Change { .. } => {
                None
            }
        }
    }
}

/// Adds content behind other content; neighbouring texts become one, empty ones vanish.
pub fn push_inline(content: &mut Inlines, inline: Inline) {
    match (content.last_mut(), inline) {
        (_, Inline::Text { text }) if text.is_empty() => {}
        (Some(Inline::Text { text: before }), Inline::Text { text }) => before.push_str(&text),
        (_, inline) => content.push(inline),
    }
}

/// Shows every inline of the blocks to `look`, in reading order, the outer ones before the inner.
pub fn walk_inlines<'a>(blocks: &'a [Block], look: &mut dyn FnMut(&'a Inline)) {
    for block in blocks {
        let mut content = Vec::new();
        parts(block, &mut |part| content.push(part));
        for part in content {
            match part {
                Part::Inlines(inlines) => walk_content(inlines, look),
                Part::Blocks(blocks) => walk_inlines(blocks, look),
            }
        }
    }
}

/// Shows every inline of running text to `look`, the outer ones before the inner.
pub fn walk_content<'a>(content: &'a [Inline], look: &mut dyn FnMut(&'a Inline)) {
    for inline in content {
        look(inline);
        if let Some(content) = inline.inner() {
            walk_content(content, look);
        }
    }
}

/// The characters of running text, marked or not; a line break is one `\n`, a hole nothing.
pub fn plain_text(content: &[Inline]) -> String {
    let mut plain = String::new();
    walk_content(content, &mut |inline| match inline {
        Inline::Text { text } | Inline::Code { text } => plain.push_str(text),
        Inline::Break => plain.push('\n'),
        _ => {}
    });
    plain
}

/// Every fact that a document prints, header first, in reading order; a fact inside a fact counts by itself.
pub fn facts(document: &Document) -> impl Iterator<Item = PrintedFact<'_>> {
    let mut inlines = Vec::new();
    for content in header_content(&document.header) {
        walk_content(content, &mut |inline| inlines.push(inline));
    }
    walk_inlines(&document.body, &mut |inline| inlines.push(inline));
    inlines.into_iter().filter_map(|inline| match inline {
        Inline::Fact { path, form, content } => Some(PrintedFact { path, form, printed: plain_text(content) }),
        _ => None,
    })
}

/// The running texts of a header in the order of a Japanese notice: number, date, addressee, sender, title.
pub fn header_content(header: &Header) -> impl Iterator<Item = &Inlines> {
    let lines = header.addressee.iter().chain(&header.sender);
    header.number.iter().chain(&header.date).chain(lines).chain(&header.title)
}

/// Moves the levels of all headings, those inside other blocks too; they stay within 1 to 6.
pub fn shift_headings(blocks: &mut [Block], by: i8) {
    let shift = |block: &mut Block| {
        if let Block::Heading { level, .. } = block {
            *level = level.saturating_add_signed(by).clamp(1, 6);
        }
    };
    walk_blocks_mut(blocks, &mut |block| match block {
        Block::Revised { revision: Revision::Reshaped { was }, .. } => shift(was),
        block => shift(block),
    });
}

/// Shows every block to `change`, the outer ones before the inner.
pub fn walk_blocks_mut(blocks: &mut [Block], change: &mut dyn FnMut(&mut Block)) {
    for block in blocks {
        change(block);
        match block {
            Block::List { items, .. } => items.iter_mut().for_each(|item| walk_blocks_mut(&mut item.blocks, change)),
            Block::Definitions { entries } => {
                entries.iter_mut().for_each(|entry| walk_blocks_mut(&mut entry.blocks, change));
            }
            Block::Form { rows } => {
                let cells = rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.for_each(|cell| walk_blocks_mut(&mut cell.blocks, change));
            }
            Block::Contact { blocks } | Block::Quote { blocks } | Block::Revised { blocks, .. } => {
                walk_blocks_mut(blocks, change);
            }
            _ => {}
        }
    }
}

/// Shows the running texts of a block to `change`: its own, not those of blocks inside it.
pub fn texts_mut(block: &mut Block, change: &mut dyn FnMut(&mut Inlines)) {
    match block {
        Block::Heading { content, .. } | Block::Paragraph { content } | Block::Note { content, .. } => change(content),
        Block::Table { head, rows, .. } => {
            head.iter_mut().chain(rows.iter_mut().flatten()).for_each(|cell| change(&mut cell.content));
        }
        Block::Definitions { entries } => entries.iter_mut().for_each(|entry| change(&mut entry.term)),
        Block::Form { rows } => rows.iter_mut().for_each(|row| {
            change(&mut row.label);
            row.cells.iter_mut().filter_map(|cell| cell.label.as_mut()).for_each(&mut *change);
        }),
        Block::Signature { lines } => lines.iter_mut().for_each(change),
        Block::List { .. } | Block::Contact { .. } | Block::Quote { .. } | Block::Revised { .. } => {}
        Block::Ki | Block::Ijo => {}
    }
}

/// Makes holes of facts: `hole` gives the index of the hole for a path and its words, and a fact without one is looked into.
pub fn punch(content: &mut Inlines, hole: &mut dyn FnMut(&str, &mut Inlines) -> Option<usize>) {
    for inline in content {
        let index = match inline {
            Inline::Fact { path, content, .. } => hole(path, content),
            _ => None,
        };
        if let Some(index) = index {
            *inline = Inline::Hole { index };
        } else if let Some(content) = inline.inner_mut() {
            punch(content, hole);
        }
    }
}

/// Runs blocks together into one running text, with `between` wherever one paragraph, item or cell ends.
///
/// For places that hold no blocks: the middle of a sentence, a cell of a Markdown table. `marks` says whether the printed
/// marks of items and headings come along.
pub fn run_in(blocks: &[Block], between: &Inline, marks: bool) -> Inlines {
    let mut joined = Vec::new();
    for block in blocks {
        match block {
            Block::Note { mark, content } => join(&mut joined, between, marked(mark, content.clone())),
            Block::Heading { number: Some(number), content, .. } if marks => {
                join(&mut joined, between, marked(number, content.clone()));
            }
            Block::List { items, .. } => {
                for item in items {
                    let mark = if marks { item.mark.as_str() } else { "" };
                    join(&mut joined, between, marked(mark, run_in(&item.blocks, between, marks)));
                }
            }
            Block::Revised { revision, blocks } => {
                join(&mut joined, between, revision.mark(run_in(blocks, between, marks)));
            }
            Block::Ki => join(&mut joined, between, vec![Inline::text("記")]),
            Block::Ijo => join(&mut joined, between, vec![Inline::text("以上")]),
            _ => parts(block, &mut |part| match part {
                Part::Inlines(content) => join(&mut joined, between, content.to_vec()),
                Part::Blocks(blocks) => join(&mut joined, between, run_in(blocks, between, marks)),
            }),
        }
    }
    joined
}

/// A mark and a blank before running text; nothing for an empty mark.
fn marked(mark: &str, content: Inlines) -> Inlines {
    let mut marked = Vec::new();
    if !mark.is_empty() {
        marked.push(Inline::text(format!("{mark} ")));
    }
    content.into_iter().for_each(|inline| push_inline(&mut marked, inline));
    marked
}

/// Adds running text, with `between` if something stands before it already.
fn join(joined: &mut Inlines, between: &Inline, content: Inlines) {
    if content.is_empty() {
        return;
    }
    if !joined.is_empty() {
        push_inline(joined, between.clone());
    }
    content.into_iter().for_each(|inline| push_inline(joined, inline));
}

/// One part of a block.
pub(super) enum Part<'a> {
    /// Running text.
    Inlines(&'a [Inline]),
    /// Blocks inside it.
    Blocks(&'a [Block]),
}

/// Shows the parts of a block in reading order.
fn parts<'a>(block: &'a Block, look: &mut dyn FnMut(Part<'a>)) {
    match block {
        Block::Heading { content, .. } | Block::Paragraph { content } | Block::Note { content, .. } => {
            look(Part::Inlines(content));
        }
        Block::List { items, .. } => items.iter().for_each(|item| look(Part::Blocks(&item.blocks))),
        Block::Table { head, rows, .. } => {
            head.iter().chain(rows.iter().flatten()).for_each(|cell| look(Part::Inlines(&cell.content)));
        }
        Block::Definitions { entries } => entries.iter().for_each(|entry| {
            look(Part::Inlines(&entry.term));
            look(Part::Blocks(&entry.blocks));
        }),
        Block::Form { rows } => rows.iter().for_each(|row| {
            look(Part::Inlines(&row.label));
            row.cells.iter().for_each(|cell| {
                cell.label.iter().for_each(|label| look(Part::Inlines(label)));
                look(Part::Blocks(&cell.blocks));
            });
        }),
        Block::Signature { lines } => lines.iter().for_each(|line| look(Part::Inlines(line))),
        Block::Contact { blocks } | Block::Quote { blocks } | Block::Revised { blocks, .. } => {
            look(Part::Blocks(blocks));
        }
        Block::Ki | Block::Ijo => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ListItem;

    #[test]
    fn runs_blocks_together() {
        let item = |mark: &str, text: &str| ListItem {
            mark: mark.into(),
            blocks: vec![Block::Paragraph { content: vec![Inline::text(text)] }],
        };
        let blocks = [
            Block::Paragraph { content: vec![Inline::text("次の二つ")] },
            Block::List { start: Some(1), items: vec![item("①", "氏名"), item("②", "住所")] },
        ];
        assert_eq!(plain_text(&run_in(&blocks, &Inline::text("、"), false)), "次の二つ、氏名、住所");
        assert_eq!(plain_text(&run_in(&blocks, &Inline::Break, true)), "次の二つ\n① 氏名\n② 住所");
    }
}
