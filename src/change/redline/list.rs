//! Names the changes of a redline one by one, and numbers them.

use crate::diag::Wording;
use crate::document::{Block, Cell, Document, Inline, Inlines, ListItem, Revision, Side, plain_text, run_in};
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

impl Change {
    /// What was done to the words.
    pub fn wording(&self) -> Wording {
        match (self.before.is_empty(), self.after.is_empty(), self.moved) {
            (_, true, true) => Wording::new("ここから移動", "moved from here"),
            (_, false, true) => Wording::new("ここへ移動", "moved here"),
            (true, _, false) => Wording::new("追加", "inserted"),
            (false, true, false) => Wording::new("削除", "deleted"),
            (false, false, false) => Wording::new("置換", "replaced"),
        }
    }
}

/// All changes of a redline in reading order, each numbered at its beginning from the number behind `last` on.
///
/// A number of a heading or item that shifted is no change, nor is another level, or another kind of list.
pub(super) fn number_changes(redline: &mut Document, last: usize) -> Vec<Change> {
    let mut lister = Lister { last, lang: redline.lang, place: String::new(), changes: Vec::new() };
    let header = &mut redline.header;
    let parts: [(&str, &str, Vec<&mut Inlines>); 5] = [
        ("文書番号", "Reference number", header.number.iter_mut().collect()),
        ("日付", "Date", header.date.iter_mut().collect()),
        ("宛名", "Addressee", header.addressee.iter_mut().collect()),
        ("発信者", "Sender", header.sender.iter_mut().collect()),
        ("題名", "Title", header.title.iter_mut().collect()),
    ];
    for (ja, en, lines) in parts {
        lister.stand_at(ja, en);
        lines.into_iter().for_each(|line| lister.content(line));
    }
    let has_heading =
        redline.body.iter().any(|block| Side::After.blocks(std::slice::from_ref(block)).iter().any(is_heading));
    if has_heading {
        lister.stand_at("本文の冒頭", "Opening")
    } else {
        lister.stand_at("本文", "Text")
    }
    lister.blocks(&mut redline.body);
    lister.changes
}

struct Lister {
    /// The number of the last change before these.
    last: usize,
    lang: Lang,
    place: String,
    changes: Vec<Change>,
}

impl Lister {
    fn stand_at(&mut self, ja: &str, en: &str) {
        self.place = if self.lang == Lang::Ja { ja } else { en }.to_string();
    }

    /// Adds a change and returns its number; a change of nothing is none.
    fn add(&mut self, before: String, after: String, moved: bool) -> Option<Inline> {
        if before.is_empty() && after.is_empty() {
            return None;
        }
        self.changes.push(Change { place: self.place.clone(), before, after, moved });
        Some(Inline::Change { number: self.last + self.changes.len() })
    }

    /// Adds words that only one version has.
    fn add_revised(&mut self, revision: &Revision, words: String) -> Option<Inline> {
        let moved = matches!(revision, Revision::MovedAway | Revision::MovedHere);
        let (before, after) = if revision.is_gone() { (words, String::new()) } else { (String::new(), words) };
        self.add(before, after, moved)
    }

    /// Adds the changes of running text; words in place of others are one.
    fn content(&mut self, content: &mut [Inline]) {
        let mut rest = content;
        while let Some((first, behind)) = rest.split_first_mut() {
            rest = match (first, behind) {
                (Inline::Deleted { content: old }, [Inline::Inserted { content: new }, behind @ ..]) => {
                    let number = self.add(plain_text(old), plain_text(new), false);
                    put_first(if plain_text(old).is_empty() { new } else { old }, number);
                    behind
                }
                (Inline::Deleted { content }, behind) => {
                    let number = self.add(plain_text(content), String::new(), false);
                    put_first(content, number);
                    behind
                }
                (Inline::Inserted { content }, behind) => {
                    let number = self.add(String::new(), plain_text(content), false);
                    put_first(content, number);
                    behind
                }
                (
                    Inline::Fact { content, .. }
                    | Inline::Strong { content }
                    | Inline::Emphasis { content }
                    | Inline::Underlined { content }
                    | Inline::Link { content, .. },
                    behind,
                ) => {
                    self.content(content);
                    behind
                }
                // What is printed did not change.
                (
                    Inline::Recited { .. }
                    | Inline::Text { .. }
                    | Inline::Hole { .. }
                    | Inline::Code { .. }
                    | Inline::Break
                    | Inline::Change { .. },
                    behind,
                ) => behind,
            };
        }
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        let mut rest = blocks;
        while let Some((first, behind)) = rest.split_first_mut() {
            rest = match (first, behind) {
                (
                    Block::Revised { revision: Revision::Deleted, blocks: old },
                    [Block::Revised { revision: Revision::Inserted, blocks: new }, behind @ ..],
                ) => {
                    let number = self.add(words(old), words(new), false);
                    put_before(if words(old).is_empty() { new } else { old }, number);
                    self.enter(new);
                    behind
                }
                (Block::Revised { revision: Revision::Reshaped { .. }, blocks }, behind) => {
                    self.blocks(blocks);
                    behind
                }
                (Block::Revised { revision, blocks }, behind) => {
                    let number = self.add_revised(revision, words(blocks));
                    put_before(blocks, number);
                    if !revision.is_gone() {
                        self.enter(blocks);
                    }
                    behind
                }
                (block, behind) => {
                    self.block(block);
                    behind
                }
            };
        }
    }

    fn block(&mut self, block: &mut Block) {
        if is_heading(block) {
            self.enter(std::slice::from_ref(block));
        }
        match block {
            Block::Heading { content, .. } | Block::Paragraph { content } | Block::Note { content, .. } => {
                self.content(content);
            }
            Block::List { items, .. } => items.iter_mut().for_each(|item| self.item(item)),
            Block::Table { head, rows, .. } => {
                head.iter_mut().for_each(|cell| self.content(&mut cell.content));
                rows.iter_mut().for_each(|row| self.row(row));
            }
            Block::Definitions { entries } => entries.iter_mut().for_each(|entry| match revision(&entry.term) {
                Some(revision) => {
                    let number = self.add_revised(&revision, joined([plain_text(&entry.term), words(&entry.blocks)]));
                    put_in_mark(&mut entry.term, number);
                }
                None => {
                    self.content(&mut entry.term);
                    self.blocks(&mut entry.blocks);
                }
            }),
            Block::Form { rows } => rows.iter_mut().for_each(|row| match revision(&row.label) {
                Some(revision) => {
                    let number = self.add_revised(&revision, words(&[Block::Form { rows: vec![row.clone()] }]));
                    put_in_mark(&mut row.label, number);
                }
                None => {
                    self.content(&mut row.label);
                    for cell in &mut row.cells {
                        cell.label.iter_mut().for_each(|label| self.content(label));
                        self.blocks(&mut cell.blocks);
                    }
                }
            }),
            Block::Signature { lines } => lines.iter_mut().for_each(|line| self.content(line)),
            Block::Contact { blocks } | Block::Quote { blocks } | Block::Revised { blocks, .. } => self.blocks(blocks),
            Block::Ki | Block::Ijo => {}
        }
    }

    /// An item with a revision of its own is one change, with its mark.
    fn item(&mut self, item: &mut ListItem) {
        match item.blocks.as_slice() {
            [Block::Revised { revision, .. }] if !matches!(revision, Revision::Reshaped { .. }) => {
                let list = [Block::List { start: None, items: vec![item.clone()] }];
                let number = self.add_revised(&revision.clone(), words(&list));
                put_before(&mut item.blocks, number);
            }
            _ => self.blocks(&mut item.blocks),
        }
    }

    /// A row with a revision of its own is one change.
    fn row(&mut self, row: &mut [Cell]) {
        let mut revisions = row.iter().map(|cell| revision(&cell.content));
        match revisions.next().flatten() {
            Some(revision) if revisions.all(|other| other.as_ref() == Some(&revision)) => {
                let number = self.add_revised(&revision, joined(row.iter().map(|cell| plain_text(&cell.content))));
                row.iter_mut().take(1).for_each(|cell| put_in_mark(&mut cell.content, number.clone()));
            }
            _ => row.iter_mut().for_each(|cell| self.content(&mut cell.content)),
        }
    }

    /// What follows stands under the last heading of these blocks.
    fn enter(&mut self, blocks: &[Block]) {
        let heading = blocks.iter().rev().find(|block| is_heading(block));
        if let Some(heading) = heading {
            self.place = words(&Side::After.blocks(std::slice::from_ref(heading)));
        }
    }
}

fn is_heading(block: &Block) -> bool {
    matches!(block, Block::Heading { .. })
}

fn put_first(content: &mut Inlines, number: Option<Inline>) {
    content.splice(0..0, number);
}

/// Puts a number into words that are exactly one mark.
fn put_in_mark(content: &mut Inlines, number: Option<Inline>) {
    if let [Inline::Inserted { content } | Inline::Deleted { content }] = content.as_mut_slice() {
        put_first(content, number);
    }
}

/// Puts a number before the first words of blocks; blocks without words get a paragraph for it.
fn put_before(blocks: &mut Vec<Block>, number: Option<Inline>) {
    match blocks.iter_mut().find_map(first_words) {
        Some(content) => put_first(content, number),
        None => blocks.splice(0..0, number.map(|number| Block::Paragraph { content: vec![number] })).for_each(drop),
    }
}

/// The first running text of a block.
fn first_words(block: &mut Block) -> Option<&mut Inlines> {
    match block {
        Block::Heading { content, .. } | Block::Paragraph { content } | Block::Note { content, .. } => Some(content),
        Block::List { items, .. } => items.iter_mut().flat_map(|item| &mut item.blocks).find_map(first_words),
        Block::Table { head, rows, .. } => {
            head.iter_mut().chain(rows.iter_mut().flatten()).map(|cell| &mut cell.content).next()
        }
        Block::Definitions { entries } => entries.first_mut().map(|entry| &mut entry.term),
        Block::Form { rows } => rows.first_mut().map(|row| &mut row.label),
        Block::Signature { lines } => lines.first_mut(),
        Block::Contact { blocks } | Block::Quote { blocks } | Block::Revised { blocks, .. } => {
            blocks.iter_mut().find_map(first_words)
        }
        Block::Ki | Block::Ijo => None,
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
