//! Reads tables, with cells that cover others: `^^` belongs to the cell above, `<<` to the one on its left.

use super::read::{Events, Reader};
use super::{Align, Block, Cell, Inlines, Oddity};
use pulldown_cmark::{Alignment, Event, Tag};
use std::ops::Range;

/// A cell as it was written.
struct Written {
    content: Inlines,
    /// Row and column by which it is covered, or its own.
    owner: (usize, usize),
    range: Range<usize>,
}

impl Reader {
    /// Reads a table whose start was just taken.
    pub(super) fn table(&mut self, events: &mut Events, columns: &[Alignment]) -> Block {
        let mut rows: Vec<Vec<Written>> = Vec::new();
        while let Some((Event::Start(_), _)) = events.next() {
            let row = self.row(events, &rows);
            rows.push(row);
        }
        self.check_spans(&mut rows);
        let spans: Vec<Vec<(usize, usize)>> = (0..rows.len())
            .map(|row| (0..rows[row].len()).map(|column| span(&rows, (row, column))).collect())
            .collect();
        let mut cells = rows.into_iter().enumerate().map(|(row, cells)| {
            let own = cells.into_iter().enumerate().filter(|(column, cell)| cell.owner == (row, *column));
            let sized = own.map(|(column, cell)| {
                let (rowspan, colspan) = spans[row][column];
                Cell { content: cell.content, colspan, rowspan }
            });
            sized.collect::<Vec<Cell>>()
        });
        let mut head = cells.next().unwrap_or_default();
        if head.iter().all(|cell| cell.content.is_empty()) {
            head.clear();
        }
        Block::Table { columns: columns.iter().map(align).collect(), head, rows: cells.collect() }
    }

    /// Reads the cells of a row.
    fn row(&mut self, events: &mut Events, above: &[Vec<Written>]) -> Vec<Written> {
        let mut cells: Vec<Written> = Vec::new();
        while let Some((Event::Start(Tag::TableCell), range)) = events.next() {
            let column = cells.len();
            let own = (above.len(), column);
            // The header is not covered from, nor does it cover: no format joins cells across that line.
            let up = if above.len() > 1 { above.last().and_then(|row| row.get(column)) } else { None };
            let (covered, owner) = match events.source(range.clone()).trim_matches([' ', '\t', '|']) {
                "^^" => (true, up.map(|cell| cell.owner)),
                "<<" => (true, cells.last().map(|cell| cell.owner)),
                _ => (false, None),
            };
            let mut content = self.cell(events);
            events.next();
            let range = events.original(range);
            if owner.is_some() {
                content.clear();
            } else if covered {
                self.spot(Oddity::Span, range.clone());
            }
            cells.push(Written { content, owner: owner.unwrap_or(own), range });
        }
        cells
    }

    /// Takes spans apart that are no rectangles, or leave a row or column without a cell of its own.
    fn check_spans(&mut self, rows: &mut [Vec<Written>]) {
        let width = rows.first().map(Vec::len).unwrap_or_default();
        let lines = (0..rows.len()).map(|row| (0..width).map(|column| (row, column)).collect());
        let columns = (0..width).map(|column| (0..rows.len()).map(|row| (row, column)).collect());
        let lines: Vec<Vec<(usize, usize)>> = lines.chain(columns).collect();
        for places in lines.into_iter().filter(|places| !places.is_empty()) {
            let owners: Vec<(usize, usize)> =
                places.iter().filter_map(|&(r, c)| rows[r].get(c)).map(|cell| cell.owner).collect();
            if places.iter().zip(&owners).all(|(place, owner)| place != owner) {
                self.spot(Oddity::Span, rows[places[0].0][places[0].1].range.clone());
                owners.into_iter().for_each(|owner| release(rows, owner));
            }
        }
        for row in 0..rows.len() {
            for column in 0..rows[row].len() {
                let (height, width) = span(rows, (row, column));
                let whole = (row..row + height).all(|r| {
                    (column..column + width).all(|c| rows[r].get(c).is_some_and(|cell| cell.owner == (row, column)))
                });
                if rows[row][column].owner == (row, column) && !whole {
                    self.spot(Oddity::Span, rows[row][column].range.clone());
                    release(rows, (row, column));
                }
            }
        }
    }
}

/// How many rows and columns a cell covers, itself included.
fn span(rows: &[Vec<Written>], owner: (usize, usize)) -> (usize, usize) {
    let mut span = (1, 1);
    for (row, cells) in rows.iter().enumerate().skip(owner.0) {
        for (column, _) in cells.iter().enumerate().filter(|(_, cell)| cell.owner == owner) {
            span = (span.0.max(row + 1 - owner.0), span.1.max((column + 1).saturating_sub(owner.1)));
        }
    }
    span
}

/// Makes every cell that another covers stand by itself.
fn release(rows: &mut [Vec<Written>], owner: (usize, usize)) {
    for (row, cells) in rows.iter_mut().enumerate() {
        for (column, cell) in cells.iter_mut().enumerate().filter(|(_, cell)| cell.owner == owner) {
            cell.owner = (row, column);
        }
    }
}

fn align(alignment: &Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}
