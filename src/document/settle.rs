//! Turns a redline back into one of its versions, with or without the marks of what this version has alone.

use super::{
    Block, Cell, Definition, Document, FormCell, FormRow, Header, Inline, Inlines, ListItem, Revision, push_inline,
};

/// The version after. A document without marks comes back as it is, neighbouring texts joined.
pub fn accept(redline: &Document) -> Document {
    Settling { side: Side::After, marked: false }.document(redline)
}

/// The version before: the printed lines of its header and its body.
///
/// What is no printed text (language, layout, draft mark, metadata) stays that of the version after.
pub fn reject(redline: &Document) -> Document {
    Settling { side: Side::Before, marked: false }.document(redline)
}

/// One of two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The version before.
    Before,
    /// The version after.
    After,
}

impl Side {
    /// The blocks of this version.
    pub fn blocks(self, blocks: &[Block]) -> Vec<Block> {
        Settling { side: self, marked: false }.blocks(blocks)
    }

    /// Running text of this version.
    pub fn content(self, content: &[Inline]) -> Inlines {
        Settling { side: self, marked: false }.content(content)
    }

    /// Running text of this version; what only it has stays marked.
    pub fn marked_content(self, content: &[Inline]) -> Inlines {
        Settling { side: self, marked: true }.content(content)
    }

    /// The blocks of this version; what only it has stays marked.
    pub fn marked_blocks(self, blocks: &[Block]) -> Vec<Block> {
        Settling { side: self, marked: true }.blocks(blocks)
    }
}

/// One run through a redline.
#[derive(Debug, Clone, Copy)]
struct Settling {
    side: Side,
    /// Whether the marks of the side stay.
    marked: bool,
}

impl Settling {
    fn document(self, redline: &Document) -> Document {
        let header = &redline.header;
        let header = Header {
            title: self.perhaps(&header.title),
            number: self.perhaps(&header.number),
            date: self.perhaps(&header.date),
            addressee: self.lines(&header.addressee),
            sender: self.lines(&header.sender),
            plain_title: header.plain_title.clone(),
            issuer: header.issuer.clone(),
        };
        Document { header, body: self.blocks(&redline.body), ..redline.clone() }
    }

    /// Running text of this version.
    fn content(self, content: &[Inline]) -> Inlines {
        let mut settled = Vec::with_capacity(content.len());
        for inline in content {
            match inline {
                Inline::Inserted { .. } | Inline::Deleted { .. } if self.marked => {
                    settled.extend(self.keeps(inline).map(|_| inline.clone()));
                }
                Inline::Change { .. } => settled.extend(self.marked.then(|| inline.clone())),
                Inline::Inserted { .. } | Inline::Deleted { .. } | Inline::Recited { .. } => {
                    let kept = self.keeps(inline).unwrap_or_default();
                    self.content(kept).into_iter().for_each(|inline| push_inline(&mut settled, inline));
                }
                Inline::Fact { path, form, content } => {
                    let (path, form) = (path.clone(), form.clone());
                    settled.push(Inline::Fact { path, form, content: self.content(content) });
                }
                Inline::Strong { content } => settled.push(Inline::Strong { content: self.content(content) }),
                Inline::Emphasis { content } => settled.push(Inline::Emphasis { content: self.content(content) }),
                Inline::Underlined { content } => settled.push(Inline::Underlined { content: self.content(content) }),
                Inline::Link { url, content } => {
                    settled.push(Inline::Link { url: url.clone(), content: self.content(content) });
                }
                Inline::Text { .. } | Inline::Hole { .. } | Inline::Code { .. } | Inline::Break => {
                    push_inline(&mut settled, inline.clone());
                }
            }
        }
        settled
    }

    /// The blocks of this version.
    fn blocks(self, blocks: &[Block]) -> Vec<Block> {
        let mut settled = Vec::with_capacity(blocks.len());
        for block in blocks {
            match block {
                Block::Revised { revision: Revision::Reshaped { was }, blocks } => {
                    settled.extend(blocks.iter().map(|block| self.reshaped(block, was)));
                }
                Block::Revised { revision, .. } if !self.has(revision) => {}
                Block::Revised { .. } if self.marked => settled.push(block.clone()),
                Block::Revised { blocks, .. } => settled.extend(self.blocks(blocks)),
                block => settled.push(self.block(block)),
            }
        }
        settled
    }

    fn block(self, block: &Block) -> Block {
        match block {
            Block::Heading { level, number, plain, anchor, content } => Block::Heading {
                level: *level,
                number: number.clone(),
                plain: *plain,
                anchor: anchor.clone(),
                content: self.content(content),
            },
            Block::Paragraph { content } => Block::Paragraph { content: self.content(content) },
            Block::Note { mark, content } => Block::Note { mark: mark.clone(), content: self.content(content) },
            Block::List { start, items } => {
                Block::List { start: *start, items: items.iter().filter_map(|item| self.item(item)).collect() }
            }
            Block::Table { columns, head, rows } => Block::Table {
                columns: columns.clone(),
                head: self.cells(head),
                rows: rows.iter().filter(|row| self.has_row(row)).map(|row| self.cells(row)).collect(),
            },
            Block::Definitions { entries } => {
                Block::Definitions { entries: entries.iter().filter_map(|entry| self.definition(entry)).collect() }
            }
            Block::Form { rows } => Block::Form { rows: rows.iter().filter_map(|row| self.form_row(row)).collect() },
            Block::Signature { lines } => Block::Signature { lines: self.lines(lines) },
            Block::Contact { blocks } => Block::Contact { blocks: self.blocks(blocks) },
            Block::Quote { blocks } => Block::Quote { blocks: self.blocks(blocks) },
            Block::Revised { .. } | Block::Ki | Block::Ijo => block.clone(),
        }
    }

    /// A block in the shape that it has in this version.
    fn reshaped(self, block: &Block, was: &Block) -> Block {
        if let (Block::Table { columns, head, rows }, Block::Table { columns: old, head: marks, .. }) = (block, was) {
            let columns = if self.side == Side::Before { old } else { columns };
            let kept = |at: usize| marks.get(at).is_none_or(|mark| !self.drops(&mark.content));
            let cells = |row: &[Cell]| -> Vec<Cell> {
                let cells = self.cells(row).into_iter().enumerate();
                cells.filter(|(at, _)| kept(*at)).map(|(_, cell)| cell).collect()
            };
            return Block::Table {
                columns: columns.iter().enumerate().filter(|(at, _)| kept(*at)).map(|(_, align)| *align).collect(),
                head: cells(head),
                rows: rows.iter().filter(|row| self.has_row(row)).map(|row| cells(row)).collect(),
            };
        }
        let mut now = self.block(block);
        match (&mut now, was.clone()) {
            _ if self.side == Side::After => {}
            (Block::Heading { content, .. }, Block::Heading { level, number, plain, anchor, .. }) => {
                now = Block::Heading { level, number, plain, anchor, content: std::mem::take(content) };
            }
            (Block::Note { mark, .. }, Block::Note { mark: was, .. }) => *mark = was,
            (Block::List { start, .. }, Block::List { start: was, .. }) => *start = was,
            _ => {}
        }
        now
    }

    fn item(self, item: &ListItem) -> Option<ListItem> {
        match item.blocks.as_slice() {
            [Block::Revised { revision: Revision::Reshaped { was }, blocks }] => {
                let old = match was.as_ref() {
                    Block::List { items, .. } if self.side == Side::Before => items.first(),
                    _ => None,
                };
                Some(ListItem { mark: old.unwrap_or(item).mark.clone(), blocks: self.blocks(blocks) })
            }
            [Block::Revised { revision, .. }] if !self.has(revision) => None,
            [Block::Revised { .. }] if self.marked => Some(item.clone()),
            [Block::Revised { blocks, .. }] => Some(ListItem { mark: item.mark.clone(), blocks: self.blocks(blocks) }),
            blocks => Some(ListItem { mark: item.mark.clone(), blocks: self.blocks(blocks) }),
        }
    }

    /// Whether a row of a table is in this version: it is not if every cell is marked as one of the other.
    fn has_row(self, row: &[Cell]) -> bool {
        row.is_empty() || row.iter().any(|cell| !self.drops(&cell.content))
    }

    fn cells(self, cells: &[Cell]) -> Vec<Cell> {
        cells.iter().map(|cell| Cell { content: self.content(&cell.content), ..*cell }).collect()
    }

    fn definition(self, entry: &Definition) -> Option<Definition> {
        (!self.drops(&entry.term))
            .then(|| Definition { term: self.content(&entry.term), blocks: self.blocks(&entry.blocks) })
    }

    fn form_row(self, row: &FormRow) -> Option<FormRow> {
        let cell = |cell: &FormCell| FormCell { label: self.perhaps(&cell.label), blocks: self.blocks(&cell.blocks) };
        (!self.drops(&row.label))
            .then(|| FormRow { label: self.content(&row.label), cells: row.cells.iter().map(cell).collect() })
    }

    fn lines(self, lines: &[Inlines]) -> Vec<Inlines> {
        lines.iter().filter(|line| !self.drops(line)).map(|line| self.content(line)).collect()
    }

    fn perhaps(self, content: &Option<Inlines>) -> Option<Inlines> {
        content.as_ref().filter(|content| !self.drops(content)).map(|content| self.content(content))
    }

    /// Whether words are exactly one mark of the other version.
    fn drops(self, content: &[Inline]) -> bool {
        matches!(content, [inline @ (Inline::Inserted { .. } | Inline::Deleted { .. })] if self.keeps(inline).is_none())
    }

    /// The words of a mark that this version has.
    fn keeps(self, mark: &Inline) -> Option<&[Inline]> {
        match (self.side, mark) {
            (Side::After, Inline::Inserted { content } | Inline::Recited { content, .. })
            | (Side::Before, Inline::Deleted { content } | Inline::Recited { was: content, .. }) => Some(content),
            _ => None,
        }
    }

    fn has(self, revision: &Revision) -> bool {
        match revision {
            Revision::Inserted | Revision::MovedHere => self.side == Side::After,
            Revision::Deleted | Revision::MovedAway => self.side == Side::Before,
            Revision::Reshaped { .. } => true,
        }
    }
}
