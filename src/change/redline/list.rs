//! Names the changes of a redline one by one.

use super::settle::Side;
use crate::document::{Block, Cell, Document, Inline, Inlines, ListItem, Revision, plain_text, run_in};
use crate::locale::Lang;

/// One change, in the words of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The heading that it stands under, with its number; before the first one, and in the header, the name of the part.
    pub place: String,
    /// The words before; empty if there were none.
    pub before: String,
    /// The words after; empty if there are none.
    pub after: String,
    /// Whether the same words stand elsewhere in the other version.
    pub moved: bool,
}

/// All changes of a redline in reading order. A number that shifted is none.
pub(super) fn changes(redline: &Document) -> Vec<Change> {
    let mut lister = Lister { lang: redline.lang, place: String::new(), changes: Vec::new() };
    let header = &redline.header;
    let parts: [(&str, &str, Vec<&Inlines>); 5] = [
        ("文書番号", "Reference number", header.number.iter().collect()),
        ("日付", "Date", header.date.iter().collect()),
        ("宛名", "Addressee", header.addressee.iter().collect()),
        ("発信者", "Sender", header.sender.iter().collect()),
        ("題名", "Title", header.title.iter().collect()),
    ];
    for (ja, en, lines) in parts {
        lister.stand_at(ja, en);
        lines.into_iter().for_each(|line| lister.content(line));
    }
    lister.stand_at("本文の冒頭", "Opening");
    lister.blocks(&redline.body);
    lister.changes
}

struct Lister {
    lang: Lang,
    place: String,
    changes: Vec<Change>,
}

impl Lister {
    fn stand_at(&mut self, ja: &str, en: &str) {
        self.place = if self.lang == Lang::Ja { ja } else { en }.to_string();
    }

    fn add(&mut self, before: String, after: String, moved: bool) {
        if !(before.is_empty() && after.is_empty()) {
            self.changes.push(Change { place: self.place.clone(), before, after, moved });
        }
    }

    /// Adds words that only one version has.
    fn add_revised(&mut self, revision: &Revision, words: String) {
        let moved = matches!(revision, Revision::MovedAway | Revision::MovedHere);
        let (before, after) = if revision.is_gone() { (words, String::new()) } else { (String::new(), words) };
        self.add(before, after, moved);
    }

    /// Adds the changes of running text; words in place of others are one.
    fn content(&mut self, content: &[Inline]) {
        let mut rest = content;
        while let Some((first, behind)) = rest.split_first() {
            rest = behind;
            match (first, behind) {
                (Inline::Deleted { content: old }, [Inline::Inserted { content: new }, behind @ ..]) => {
                    self.add(plain_text(old), plain_text(new), false);
                    rest = behind;
                }
                (Inline::Deleted { content }, _) => self.add(plain_text(content), String::new(), false),
                (Inline::Inserted { content }, _) => self.add(String::new(), plain_text(content), false),
                (
                    Inline::Fact { content, .. }
                    | Inline::Strong { content }
                    | Inline::Emphasis { content }
                    | Inline::Underlined { content }
                    | Inline::Link { content, .. },
                    _,
                ) => self.content(content),
                // What is printed did not change.
                (Inline::Recited { .. }, _) => {}
                (Inline::Text { .. } | Inline::Hole { .. } | Inline::Code { .. } | Inline::Break, _) => {}
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let mut rest = blocks;
        while let Some((first, behind)) = rest.split_first() {
            rest = behind;
            match (first, behind) {
                (
                    Block::Revised { revision: Revision::Deleted, blocks: old },
                    [Block::Revised { revision: Revision::Inserted, blocks: new }, behind @ ..],
                ) => {
                    self.add(words(old), words(new), false);
                    self.enter(new);
                    rest = behind;
                }
                (Block::Revised { revision: Revision::Renumbered { .. }, blocks }, _) => self.blocks(blocks),
                (Block::Revised { revision, blocks }, _) => {
                    self.add_revised(revision, words(blocks));
                    if !revision.is_gone() {
                        self.enter(blocks);
                    }
                }
                (block, _) => self.block(block),
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { content, .. } => {
                self.enter(std::slice::from_ref(block));
                self.content(content);
            }
            Block::Paragraph { content } | Block::Note { content, .. } => self.content(content),
            Block::List { items, .. } => items.iter().for_each(|item| self.item(item)),
            Block::Table { head, rows, .. } => {
                head.iter().for_each(|cell| self.content(&cell.content));
                rows.iter().for_each(|row| self.row(row));
            }
            Block::Definitions { entries } => entries.iter().for_each(|entry| match revision(&entry.term) {
                Some(revision) => {
                    let inner = [words(&[Block::Paragraph { content: entry.term.clone() }]), words(&entry.blocks)];
                    self.add_revised(&revision, joined(inner));
                }
                None => {
                    self.content(&entry.term);
                    self.blocks(&entry.blocks);
                }
            }),
            Block::Form { rows } => rows.iter().for_each(|row| match revision(&row.label) {
                Some(revision) => {
                    let form = [Block::Form { rows: vec![row.clone()] }];
                    self.add_revised(&revision, words(&form));
                }
                None => {
                    self.content(&row.label);
                    for cell in &row.cells {
                        cell.label.iter().for_each(|label| self.content(label));
                        self.blocks(&cell.blocks);
                    }
                }
            }),
            Block::Signature { lines } => lines.iter().for_each(|line| self.content(line)),
            Block::Contact { blocks } | Block::Quote { blocks } | Block::Revised { blocks, .. } => self.blocks(blocks),
            Block::Ki | Block::Ijo => {}
        }
    }

    /// An item with a revision of its own is one change, with its mark.
    fn item(&mut self, item: &ListItem) {
        match item.blocks.as_slice() {
            [Block::Revised { revision, .. }] if !matches!(revision, Revision::Renumbered { .. }) => {
                self.add_revised(revision, words(&[Block::List { start: None, items: vec![item.clone()] }]));
            }
            blocks => self.blocks(blocks),
        }
    }

    /// A row with a revision of its own is one change.
    fn row(&mut self, row: &[Cell]) {
        let mut revisions = row.iter().map(|cell| revision(&cell.content));
        match revisions.next().flatten() {
            Some(revision) if revisions.all(|other| other.as_ref() == Some(&revision)) => {
                self.add_revised(&revision, joined(row.iter().map(|cell| plain_text(&cell.content))));
            }
            _ => row.iter().for_each(|cell| self.content(&cell.content)),
        }
    }

    /// What follows stands under the last heading of these blocks.
    fn enter(&mut self, blocks: &[Block]) {
        let heading = blocks.iter().rev().find(|block| matches!(block, Block::Heading { .. }));
        if let Some(heading) = heading {
            self.place = words(&Side::After.blocks(std::slice::from_ref(heading)));
        }
    }
}

/// The revision of words that are exactly one mark.
pub(in crate::change) fn revision(content: &[Inline]) -> Option<Revision> {
    match content {
        [Inline::Inserted { .. }] => Some(Revision::Inserted),
        [Inline::Deleted { .. }] => Some(Revision::Deleted),
        _ => None,
    }
}

/// The words of blocks, a line for each paragraph, item or cell.
fn words(blocks: &[Block]) -> String {
    plain_text(&run_in(blocks, &Inline::Break, true))
}

/// The words of cells in one line.
fn joined(cells: impl IntoIterator<Item = String>) -> String {
    let cells: Vec<String> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
    cells.join(" / ")
}
