//! Compares blocks, and the items of lists.

use super::Comparison;
use super::align::{ALIKE, Pairing, Step, align, find_moves};
use super::cut::Gist;
use crate::document::{Block, ListItem, Revision, walk_blocks_mut};
use std::hash::Hash;
use std::ops::Range;

/// How many letters a block needs to be called moved: 以上 is everywhere.
const MOVABLE: u64 = 6;

impl Comparison {
    /// Blocks of both versions as one.
    pub(super) fn blocks(&mut self, old: &[Block], new: &[Block]) -> Vec<Block> {
        if old == new {
            return new.to_vec();
        }
        let bare = |blocks: &[Block]| -> Vec<Block> { blocks.iter().map(bare).collect() };
        let gists = |blocks: &[Block]| -> Vec<Gist> {
            blocks.iter().map(|block| self.cutter.gist_of_blocks(std::slice::from_ref(block))).collect()
        };
        let (old_gists, new_gists) = (gists(old), gists(new));
        let kinds = |i: usize, j: usize| match (same_kind(&old[i], &new[j]), same_place(&old[i], &new[j])) {
            (false, _) => Some(0),
            (true, true) => Some(old_gists[i].likeness(&new_gists[j]).max(ALIKE)),
            (true, false) => None,
        };
        let (old_bare, new_bare) = (bare(old), bare(new));
        let mut steps = self.align_by_gist(&old_bare, &new_bare, &old_gists, &new_gists, &kinds);
        find_moves(&mut steps, &old_bare, &new_bare, &|i| old_gists[i].weight() >= MOVABLE);
        let mut merged = Vec::new();
        for step in steps {
            match step {
                Step::Both(i, j) => match self.block(&old[i], &new[j]) {
                    Some(block) => merged.push(block),
                    None => {
                        push(&mut merged, Revision::Deleted, &old[i]);
                        push(&mut merged, Revision::Inserted, &new[j]);
                    }
                },
                Step::Gone(i) => push(&mut merged, Revision::Deleted, &old[i]),
                Step::New(j) => push(&mut merged, Revision::Inserted, &new[j]),
                Step::Away(i) => push(&mut merged, Revision::MovedAway, &old[i]),
                Step::Here(j) => push(&mut merged, Revision::MovedHere, &new[j]),
            }
        }
        merged
    }

    /// One block of both versions, or nothing if they cannot be one.
    fn block(&mut self, old: &Block, new: &Block) -> Option<Block> {
        if old == new {
            return Some(new.clone());
        }
        let (was, merged) = (shell(old), self.inside(old, new)?);
        // The page shows the new number and shape; the old one is no change of words.
        Some(if was == shell(new) { merged } else { reshaped(was, vec![merged]) })
    }

    /// A block in its new shape, with what it says in both versions.
    fn inside(&mut self, old: &Block, new: &Block) -> Option<Block> {
        match (old, new) {
            (Block::Heading { content: old, .. }, Block::Heading { level, number, plain, anchor, content: new }) => {
                let content = self.content(old, new);
                Some(Block::Heading {
                    level: *level,
                    number: number.clone(),
                    plain: *plain,
                    anchor: anchor.clone(),
                    content,
                })
            }
            (Block::Paragraph { content: old }, Block::Paragraph { content: new }) => {
                Some(Block::Paragraph { content: self.content(old, new) })
            }
            (Block::Note { mark: was, content: old }, Block::Note { mark, content: new })
                if bare_mark(was) == bare_mark(mark) =>
            {
                Some(Block::Note { mark: mark.clone(), content: self.content(old, new) })
            }
            (Block::List { items: old, .. }, Block::List { start, items: new }) => {
                Some(Block::List { start: *start, items: self.items(old, new) })
            }
            (Block::Table { .. }, Block::Table { .. }) => self.table(old, new),
            (Block::Definitions { entries: old }, Block::Definitions { entries: new }) => {
                Some(Block::Definitions { entries: self.definitions(old, new) })
            }
            (Block::Form { rows: old }, Block::Form { rows: new }) => Some(Block::Form { rows: self.form(old, new) }),
            (Block::Signature { lines: old }, Block::Signature { lines: new }) => {
                Some(Block::Signature { lines: self.lines(old, new) })
            }
            (Block::Contact { blocks: old }, Block::Contact { blocks: new }) => {
                Some(Block::Contact { blocks: self.blocks(old, new) })
            }
            (Block::Quote { blocks: old }, Block::Quote { blocks: new }) => {
                Some(Block::Quote { blocks: self.blocks(old, new) })
            }
            _ => None,
        }
    }

    /// Items of a list of both versions.
    fn items(&mut self, old: &[ListItem], new: &[ListItem]) -> Vec<ListItem> {
        let bare = |items: &[ListItem]| -> Vec<Vec<Block>> {
            items.iter().map(|item| item.blocks.iter().map(bare).collect()).collect()
        };
        let gists = |items: &[ListItem]| -> Vec<Gist> {
            items.iter().map(|item| self.cutter.gist_of_blocks(&item.blocks)).collect()
        };
        let (old_bare, new_bare, old_gists) = (bare(old), bare(new), gists(old));
        let mut steps = self.align_by_gist(&old_bare, &new_bare, &old_gists, &gists(new), &|_, _| None);
        find_moves(&mut steps, &old_bare, &new_bare, &|i| old_gists[i].weight() >= MOVABLE);
        let item = |step| match step {
            Step::Both(i, j) => self.item(&old[i], &new[j]),
            Step::Gone(i) => revised_item(Revision::Deleted, &old[i]),
            Step::New(j) => revised_item(Revision::Inserted, &new[j]),
            Step::Away(i) => revised_item(Revision::MovedAway, &old[i]),
            Step::Here(j) => revised_item(Revision::MovedHere, &new[j]),
        };
        steps.into_iter().map(item).collect()
    }

    fn item(&mut self, old: &ListItem, new: &ListItem) -> ListItem {
        let mut blocks = self.blocks(&old.blocks, &new.blocks);
        if old.mark != new.mark {
            let was = ListItem { mark: old.mark.clone(), blocks: Vec::new() };
            blocks = vec![reshaped(Block::List { start: None, items: vec![was] }, blocks)];
        } else if matches!(blocks.as_slice(), [Block::Revised { .. }]) {
            // One revised block alone would be the item's own revision.
            blocks.push(Block::Revised { revision: Revision::Deleted, blocks: Vec::new() });
        }
        ListItem { mark: new.mark.clone(), blocks }
    }

    /// Aligns what is equal, then what says the same for the greater part; `decided` knows better for some pairs.
    pub(super) fn align_by_gist<T: Hash + Eq>(
        &mut self,
        old: &[T],
        new: &[T],
        old_gists: &[Gist],
        new_gists: &[Gist],
        decided: &dyn Fn(usize, usize) -> Option<u64>,
    ) -> Vec<Step> {
        let alike = |i: usize, j: usize| {
            decided(i, j).unwrap_or_else(|| {
                let likeness = old_gists[i].likeness(&new_gists[j]);
                if likeness >= ALIKE { likeness } else { 0 }
            })
        };
        let likely = |old: &Range<usize>, new: &Range<usize>| Gist::likely((old_gists, old), (new_gists, new));
        let pairing = Pairing { alike: &alike, cost: Gist::cost(old_gists, new_gists), likely: &likely };
        align(old, new, &mut self.work, Some(pairing))
    }
}

/// Blocks that only one version has.
pub(super) fn revised(revision: Revision, blocks: &[Block]) -> Vec<Block> {
    vec![Block::Revised { revision, blocks: blocks.to_vec() }]
}

fn revised_item(revision: Revision, item: &ListItem) -> ListItem {
    ListItem { mark: item.mark.clone(), blocks: revised(revision, &item.blocks) }
}

/// Adds a block that only one version has; neighbours of one revision become one.
fn push(merged: &mut Vec<Block>, revision: Revision, block: &Block) {
    match merged.last_mut() {
        Some(Block::Revised { revision: before, blocks }) if *before == revision => blocks.push(block.clone()),
        _ => merged.push(Block::Revised { revision, blocks: vec![block.clone()] }),
    }
}

/// Keeps what blocks were before, apart from their words.
pub(super) fn reshaped(was: Block, blocks: Vec<Block>) -> Block {
    Block::Revised { revision: Revision::Reshaped { was: Box::new(was) }, blocks }
}

/// What of a block is not words, and not told by its parts.
fn shell(block: &Block) -> Block {
    match block.clone() {
        Block::Heading { level, number, plain, anchor, .. } => {
            Block::Heading { level, number, plain, anchor, content: Vec::new() }
        }
        Block::Note { mark, .. } => Block::Note { mark, content: Vec::new() },
        Block::List { start, .. } => Block::List { start, items: Vec::new() },
        _ => Block::Paragraph { content: Vec::new() },
    }
}

/// A block without its automatic numbers, those inside it included: two that differ only there are equal.
fn bare(block: &Block) -> Block {
    let mut bare = [block.clone()];
    walk_blocks_mut(&mut bare, &mut |block| match block {
        Block::Heading { number, anchor, .. } => {
            *number = number.as_ref().map(|_| String::new());
            anchor.clear();
        }
        Block::Note { mark, .. } => *mark = bare_mark(mark),
        Block::List { items, .. } => items.iter_mut().for_each(|item| item.mark.clear()),
        _ => {}
    });
    let [bare] = bare;
    bare
}

/// The mark of a note without its number: ※ for ※1.
fn bare_mark(mark: &str) -> String {
    mark.chars().filter(|character| !character.is_numeric()).collect()
}

/// Whether two blocks can be compared inside.
fn same_kind(old: &Block, new: &Block) -> bool {
    std::mem::discriminant(old) == std::mem::discriminant(new)
}

/// Whether two blocks of one kind have the same place in a document whatever they say: a form is filled in anew, a table
/// with the same head gets other rows, and there is one signature.
fn same_place(old: &Block, new: &Block) -> bool {
    match (old, new) {
        (Block::Table { head: old, .. }, Block::Table { head: new, .. }) => !old.is_empty() && old == new,
        (Block::Form { .. } | Block::Signature { .. } | Block::Contact { .. }, _) => true,
        _ => false,
    }
}
