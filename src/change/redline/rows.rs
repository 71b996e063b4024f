//! Compares tables, definitions and forms: row by row, then cell by cell.

use super::Comparison;
use super::align::{ALIKE, Step};
use super::blocks::revised;
use super::cut::Gist;
use super::inline::paired;
use crate::document::{Block, Cell, Definition, FormCell, FormRow, Inline, Inlines, Revision};

/// What two rows with the same label weigh at least: they are about the same thing, whatever it is now.
const SAME_LABEL: u64 = 750;

impl Comparison {
    /// A table of both versions, or nothing if its shape changed and its rows cannot be told apart.
    pub(super) fn table(&mut self, old: &Block, new: &Block) -> Option<Block> {
        let Block::Table { columns: was, head: old_head, rows: old } = old else { return None };
        let Block::Table { columns, head, rows: new } = new else { return None };
        if was != columns || !same_shape(old_head, head) {
            return None;
        }
        let head = self.row(old_head, head);
        let rows = if is_plain(old) && is_plain(new) {
            self.rows(old, new)
        } else if old.len() == new.len() && old.iter().zip(new).all(|(old, new)| same_shape(old, new)) {
            old.iter().zip(new).map(|(old, new)| self.row(old, new)).collect()
        } else {
            return None;
        };
        Some(Block::Table { columns: columns.clone(), head, rows })
    }

    /// Rows without joined cells.
    fn rows(&mut self, old: &[Vec<Cell>], new: &[Vec<Cell>]) -> Vec<Vec<Cell>> {
        let gist = |row: &Vec<Cell>| {
            let cells = row.iter().map(|cell| self.cutter.gist(&cell.content));
            cells.fold(Gist::default(), Gist::and)
        };
        let (old_gists, new_gists): (Vec<Gist>, Vec<Gist>) =
            (old.iter().map(gist).collect(), new.iter().map(gist).collect());
        let alike = |i: usize, j: usize| {
            let label = |row: &Vec<Cell>| row.first().map(|cell| cell.content.clone()).unwrap_or_default();
            let weight = old_gists[i].likeness(&new_gists[j]);
            Some(if old[i].len() == new[j].len() { weigh(&label(&old[i]), &label(&new[j]), weight) } else { 0 })
        };
        let steps = self.align_by_gist(old, new, &old_gists, &new_gists, &alike);
        let row = |step| match step {
            Step::Both(i, j) => self.row(&old[i], &new[j]),
            Step::Gone(i) | Step::Away(i) => revised_row(&Revision::Deleted, &old[i]),
            Step::New(j) | Step::Here(j) => revised_row(&Revision::Inserted, &new[j]),
        };
        steps.into_iter().map(row).collect()
    }

    /// A row whose cells belong together.
    fn row(&mut self, old: &[Cell], new: &[Cell]) -> Vec<Cell> {
        let cell = |(old, new): (&Cell, &Cell)| Cell { content: self.label(&old.content, &new.content), ..*new };
        old.iter().zip(new).map(cell).collect()
    }

    /// Definitions of both versions.
    pub(super) fn definitions(&mut self, old: &[Definition], new: &[Definition]) -> Vec<Definition> {
        let gist = |entry: &Definition| self.cutter.gist(&entry.term).and(self.cutter.gist_of_blocks(&entry.blocks));
        let (old_gists, new_gists): (Vec<Gist>, Vec<Gist>) =
            (old.iter().map(gist).collect(), new.iter().map(gist).collect());
        let alike = |i: usize, j: usize| Some(weigh(&old[i].term, &new[j].term, old_gists[i].likeness(&new_gists[j])));
        let steps = self.align_by_gist(old, new, &old_gists, &new_gists, &alike);
        let only = |revision: Revision, entry: &Definition| Definition {
            term: revision.mark(entry.term.clone()),
            blocks: revised(revision, &entry.blocks),
        };
        let entry = |step| match step {
            Step::Both(i, j) => Definition {
                term: self.label(&old[i].term, &new[j].term),
                blocks: self.blocks(&old[i].blocks, &new[j].blocks),
            },
            Step::Gone(i) | Step::Away(i) => only(Revision::Deleted, &old[i]),
            Step::New(j) | Step::Here(j) => only(Revision::Inserted, &new[j]),
        };
        steps.into_iter().map(entry).collect()
    }

    /// Rows of a form of both versions.
    pub(super) fn form(&mut self, old: &[FormRow], new: &[FormRow]) -> Vec<FormRow> {
        let gist = |row: &FormRow| {
            let cells = row.cells.iter().map(|cell| self.cutter.gist_of_blocks(&cell.blocks));
            cells.fold(self.cutter.gist(&row.label), Gist::and)
        };
        let (old_gists, new_gists): (Vec<Gist>, Vec<Gist>) =
            (old.iter().map(gist).collect(), new.iter().map(gist).collect());
        let alike = |i: usize, j: usize| {
            let weight = old_gists[i].likeness(&new_gists[j]);
            let same_count = old[i].cells.len() == new[j].cells.len();
            Some(if same_count { weigh(&old[i].label, &new[j].label, weight) } else { 0 })
        };
        let steps = self.align_by_gist(old, new, &old_gists, &new_gists, &alike);
        let row = |step| match step {
            Step::Both(i, j) => self.form_row(&old[i], &new[j]),
            Step::Gone(i) | Step::Away(i) => revised_form_row(&Revision::Deleted, &old[i]),
            Step::New(j) | Step::Here(j) => revised_form_row(&Revision::Inserted, &new[j]),
        };
        steps.into_iter().map(row).collect()
    }

    fn form_row(&mut self, old: &FormRow, new: &FormRow) -> FormRow {
        let label = self.label(&old.label, &new.label);
        let cell = |(old, new): (&FormCell, &FormCell)| FormCell {
            label: self.perhaps(&old.label, &new.label),
            blocks: self.blocks(&old.blocks, &new.blocks),
        };
        FormRow { label, cells: old.cells.iter().zip(&new.cells).map(cell).collect() }
    }

    /// Running text in a place where a single mark would tell a revision of the whole row.
    fn label(&mut self, old: &[Inline], new: &[Inline]) -> Inlines {
        paired(self.content(old, new))
    }
}

/// How alike two rows are; 0 keeps them apart.
fn weigh(old: &[Inline], new: &[Inline], likeness: u64) -> u64 {
    if !old.is_empty() && old == new {
        likeness.max(SAME_LABEL)
    } else if likeness >= ALIKE {
        likeness
    } else {
        0
    }
}

/// Whether rows can come and go: each has cells, and none reaches over others.
fn is_plain(rows: &[Vec<Cell>]) -> bool {
    let single = |cell: &Cell| cell.colspan == 1 && cell.rowspan == 1;
    rows.iter().all(|row| !row.is_empty() && row.iter().all(single))
}

fn same_shape(old: &[Cell], new: &[Cell]) -> bool {
    let shape =
        |cells: &[Cell]| -> Vec<(usize, usize)> { cells.iter().map(|cell| (cell.colspan, cell.rowspan)).collect() };
    shape(old) == shape(new)
}

fn revised_row(revision: &Revision, row: &[Cell]) -> Vec<Cell> {
    row.iter().map(|cell| Cell { content: revision.mark(cell.content.clone()), ..*cell }).collect()
}

fn revised_form_row(revision: &Revision, row: &FormRow) -> FormRow {
    let cell = |cell: &FormCell| FormCell {
        label: cell.label.as_ref().map(|label| revision.mark(label.clone())),
        blocks: revised(revision.clone(), &cell.blocks),
    };
    FormRow { label: revision.mark(row.label.clone()), cells: row.cells.iter().map(cell).collect() }
}
