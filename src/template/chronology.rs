//! The chronology: events that tell something, as a list, a table, by days or under headings.

use super::blocks::{Blocks, bullets, heading, path};
use super::print::{Printer, fact, text};
use super::setting::words;
use crate::document::{Align, Block, Cell, Inline, Inlines};
use crate::facts::stated::Entry;
use crate::locale::{End, Lang, Part};

impl Blocks<'_, '_> {
    /// The chronology: events that tell something.
    pub fn events(&self, entries: &[&Entry]) -> Vec<Block> {
        let told: Vec<&Entry> = entries.iter().copied().filter(|event| event.field("text").is_some()).collect();
        match () {
            _ if self.has_form("table") => vec![self.event_table(&told)],
            _ if self.has_form("days") => self.event_days(&told),
            _ if self.has_form("headings") => told.iter().flat_map(|event| self.event_heading(event)).collect(),
            _ => vec![bullets(
                told.iter().enumerate().map(|(index, event)| self.event_item(event, index, &told)).collect(),
            )],
        }
    }

    /// The day of an event in the document's style, or in a form.
    fn day(&self, event: &Entry, forms: &[&str]) -> Inlines {
        event.field("at").and_then(|_| self.printer.cite(&path(event), forms)).unwrap_or_default()
    }

    /// A day of the release's year needs no year; any other does.
    fn day_forms(&self, event: &Entry) -> &'static [&'static str] {
        let moment = event.field("at").and_then(|field| self.printer.case.moment(&field.value));
        let points = moment.map(|moment| moment.points()).unwrap_or_default();
        // A period that crosses the end of a year has two.
        let of_this_year = points.iter().all(|point| Some(point.year) == self.printer.setting.release_year);
        if of_this_year && !points.is_empty() { &["md"] } else { &["ymd"] }
    }

    fn same_day(&self, event: &Entry, before: Option<&&Entry>) -> bool {
        let day = |event: &Entry| {
            // Only a single day can be the same one: a month or a period that begins on it is not.
            match self.printer.case.moment(&event.field("at")?.value)?.parts() {
                [Part::Point(point)] => point.date(),
                [Part::Range(End::At(start), End::At(end))] => start.date().filter(|day| end.date() == Some(*day)),
                [Part::Range(End::At(start), End::Open)] if start.time.is_some() => start.date(),
                _ => None,
            }
        };
        before.is_some_and(|before| day(before).is_some() && day(before) == day(event))
    }

    fn event_item(&self, event: &Entry, index: usize, all: &[&Entry]) -> Vec<Block> {
        let before = index.checked_sub(1).and_then(|index| all.get(index));
        let mut content = match self.same_day(event, before) && self.lang() == Lang::Ja {
            true => self.same_day_as_before(event),
            false => self.day(event, &[]),
        };
        if !content.is_empty() {
            content.push(Inline::text(words(self.lang(), "、", ": ")));
        }
        content.extend(self.inline_of(&path(event), event, "text").unwrap_or_default());
        vec![Block::Paragraph { content }]
    }

    /// 「同日」, with the time if there is one.
    fn same_day_as_before(&self, event: &Entry) -> Inlines {
        let time = if has_time(self.printer, event) { self.day(event, &["time"]) } else { Vec::new() };
        let day = fact(&path(event), "same-day", vec![Inline::text("同日")]);
        std::iter::once(day).chain(time).collect()
    }

    /// Date | time | what happened; the date's cell covers the rows of its day.
    fn event_table(&self, events: &[&Entry]) -> Block {
        let timed = events.iter().any(|event| has_time(self.printer, event));
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let mut day_row = 0;
        for (index, event) in events.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|index| events.get(index));
            let mut row = Vec::new();
            if self.same_day(event, before) {
                if let Some(cell) = rows.get_mut(day_row).and_then(|row| row.first_mut()) {
                    cell.rowspan += 1;
                }
            } else {
                day_row = rows.len();
                row.push(cell(self.day(event, self.day_forms(event))));
            }
            if timed {
                row.push(cell(if has_time(self.printer, event) { self.day(event, &["time"]) } else { Vec::new() }));
            }
            row.push(cell(self.inline_of(&path(event), event, "text").unwrap_or_default()));
            rows.push(row);
        }
        let head = |ja, en| cell(text(words(self.lang(), ja, en)));
        let mut columns = vec![Align::Start; 2 + usize::from(timed)];
        let mut heads = vec![head("日付", "Date"), head("内容", "What happened")];
        if timed {
            heads.insert(1, head("時刻", "Time"));
            columns[1] = Align::Start;
        }
        Block::Table { columns, head: heads, rows }
    }

    /// Each day as a line, its events as bullets below.
    fn event_days(&self, events: &[&Entry]) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut items: Vec<Vec<Block>> = Vec::new();
        for (index, event) in events.iter().enumerate() {
            if !self.same_day(event, index.checked_sub(1).and_then(|index| events.get(index))) {
                flush(&mut blocks, &mut items);
                blocks.push(Block::Paragraph {
                    content: self.day(event, &[self.day_forms(event), &["weekday"]].concat()),
                });
            }
            let mut content = Inlines::new();
            if has_time(self.printer, event) {
                content.extend(self.day(event, &["time"]));
                content.push(Inline::text(words(self.lang(), "、", ": ")));
            }
            content.extend(self.inline_of(&path(event), event, "text").unwrap_or_default());
            items.push(vec![Block::Paragraph { content }]);
        }
        flush(&mut blocks, &mut items);
        blocks
    }

    fn event_heading(&self, event: &Entry) -> Vec<Block> {
        let mut blocks = vec![heading(2, false, self.day(event, &[]))];
        blocks.extend(self.prose_of(event, "text").unwrap_or_default());
        blocks
    }
}

fn has_time(printer: &Printer<'_>, event: &Entry) -> bool {
    let moment = event.field("at").and_then(|field| printer.case.moment(&field.value));
    moment.and_then(|moment| moment.start()).is_some_and(|point| point.time.is_some())
}

fn cell(content: Inlines) -> Cell {
    Cell { content, colspan: 1, rowspan: 1 }
}

fn flush(blocks: &mut Vec<Block>, items: &mut Vec<Vec<Block>>) {
    if !items.is_empty() {
        blocks.push(bullets(std::mem::take(items)));
    }
}
