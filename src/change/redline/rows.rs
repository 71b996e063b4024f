//! Compares tables, definitions and forms: row by row, then cell by cell.

use super::Comparison;
use super::align::{ALIKE, Step};
use super::blocks::{reshaped, revised};
use super::cut::Gist;
use super::inline::paired;
use crate::document::{Align, Block, Cell, Definition, FormCell, FormRow, Inline, Inlines, Revision};

/// What two rows with the same label weigh at least: they are about the same thing, whatever it is now.
const SAME_LABEL: u64 = 750;

impl Comparison {
    /// A table of both versions, or nothing if its shape changed and its cells cannot be told apart.
    pub(super) fn table(&mut self, old: &Block, new: &Block) -> Option<Block> {
        let (old, new) = (Grid::of(old)?, Grid::of(new)?);
        if (old.columns != new.columns || new.is_shifted(&old))
            && let Some(table) = self.recolumned(&old, &new)
        {
            return Some(table);
        }
        if old.columns != new.columns || !same_shape(old.head, new.head) {
            return None;
        }
        let head = self.row(old.head, new.head);
        let rows = if is_plain(old.rows) && is_plain(new.rows) {
            self.rows(old.rows, new.rows)
        } else if old.rows.len() == new.rows.len()
            && old.rows.iter().zip(new.rows).all(|(old, new)| same_shape(old, new))
        {
            old.rows.iter().zip(new.rows).map(|(old, new)| self.row(old, new)).collect()
        } else {
            return None;
        };
        Some(Block::Table { columns: new.columns.to_vec(), head, rows })
    }

    /// A table with the columns of both versions.
    fn recolumned(&mut self, old: &Grid<'_>, new: &Grid<'_>) -> Option<Block> {
        if !old.is_regular() || !new.is_regular() || old.head.is_empty() != new.head.is_empty() {
            return None;
        }
        let steps = self.columns(old, new);
        if !steps.iter().any(|step| matches!(step, Step::Both(..))) {
            return None;
        }
        // In each version the columns of the other are empty.
        let blank = |content| Cell { content, colspan: 1, rowspan: 1 };
        let spread = |row: &[Cell], side: fn(&Step) -> Option<usize>| -> Vec<Cell> {
            let cell = |step| side(step).and_then(|at| row.get(at)).cloned().unwrap_or(blank(Vec::new()));
            if row.is_empty() { Vec::new() } else { steps.iter().map(cell).collect() }
        };
        let [head, new_head] = [spread(old.head, before), spread(new.head, after)];
        let rows: Vec<Vec<Cell>> = old.rows.iter().map(|row| spread(row, before)).collect();
        let new_rows: Vec<Vec<Cell>> = new.rows.iter().map(|row| spread(row, after)).collect();
        let align = |step: &Step| (before(step).map(|at| old.columns[at]), after(step).map(|at| new.columns[at]));
        let aligns: Vec<(Option<Align>, Option<Align>)> = steps.iter().map(align).collect();
        let marks = steps.iter().map(|step| match step {
            Step::Both(..) => blank(Vec::new()),
            Step::Gone(_) | Step::Away(_) => blank(vec![Inline::Deleted { content: Vec::new() }]),
            Step::New(_) | Step::Here(_) => blank(vec![Inline::Inserted { content: Vec::new() }]),
        });
        let was = Block::Table {
            columns: aligns.iter().filter_map(|(old, new)| old.or(*new)).collect(),
            head: marks.collect(),
            rows: Vec::new(),
        };
        let columns = aligns.iter().filter_map(|(old, new)| new.or(*old)).collect();
        let table = Block::Table { columns, head: self.row(&head, &new_head), rows: self.rows(&rows, &new_rows) };
        Some(reshaped(was, vec![table]))
    }

    /// Which columns belong together: as many as before are the same ones, unless their heads say otherwise.
    fn columns(&mut self, old: &Grid<'_>, new: &Grid<'_>) -> Vec<Step> {
        if old.columns.len() == new.columns.len() && !new.is_shifted(old) {
            return (0..new.columns.len()).map(|at| Step::Both(at, at)).collect();
        }
        let (old, new) = (old.turned(), new.turned());
        let gists = |columns: &[Vec<&Cell>]| -> Vec<Gist> {
            let gist = |column: &Vec<&Cell>| {
                column.iter().map(|cell| self.cutter.gist(&cell.content)).fold(Gist::default(), Gist::and)
            };
            columns.iter().map(gist).collect()
        };
        let (old_gists, new_gists) = (gists(&old), gists(&new));
        let label = |column: &Vec<&Cell>| column.first().map(|cell| cell.content.clone()).unwrap_or_default();
        let alike =
            |i: usize, j: usize| Some(weigh(&label(&old[i]), &label(&new[j]), old_gists[i].likeness(&new_gists[j])));
        self.align_by_gist(&old, &new, &old_gists, &new_gists, &alike)
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

/// The parts of a table.
struct Grid<'a> {
    columns: &'a [Align],
    head: &'a [Cell],
    rows: &'a [Vec<Cell>],
}

impl<'a> Grid<'a> {
    fn of(table: &'a Block) -> Option<Grid<'a>> {
        let Block::Table { columns, head, rows } = table else { return None };
        Some(Grid { columns, head, rows })
    }

    /// Whether each row has one cell for each column.
    fn is_regular(&self) -> bool {
        let rows = || self.rows.iter().map(Vec::as_slice).chain(Some(self.head).filter(|head| !head.is_empty()));
        is_plain(self.rows) && rows().all(|row| row.len() == self.columns.len() && row.iter().all(is_single))
    }

    /// Whether a column has a head that another one had before.
    fn is_shifted(&self, before: &Grid<'_>) -> bool {
        let moved = |(at, cell): (usize, &Cell)| {
            !cell.content.is_empty() && before.head.get(at) != Some(cell) && before.head.contains(cell)
        };
        self.head.iter().enumerate().any(moved)
    }

    /// Its columns, from their heads down.
    fn turned(&self) -> Vec<Vec<&'a Cell>> {
        let cells =
            |at: usize| self.head.get(at).into_iter().chain(self.rows.iter().filter_map(move |row| row.get(at)));
        (0..self.columns.len()).map(|at| cells(at).collect()).collect()
    }
}

/// The place that a step has in the version before.
fn before(step: &Step) -> Option<usize> {
    match *step {
        Step::Both(i, _) | Step::Gone(i) | Step::Away(i) => Some(i),
        Step::New(_) | Step::Here(_) => None,
    }
}

/// The place that it has in the version after.
fn after(step: &Step) -> Option<usize> {
    match *step {
        Step::Both(_, j) | Step::New(j) | Step::Here(j) => Some(j),
        Step::Gone(_) | Step::Away(_) => None,
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
    rows.iter().all(|row| !row.is_empty() && row.iter().all(is_single))
}

fn is_single(cell: &Cell) -> bool {
    cell.colspan == 1 && cell.rowspan == 1
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
