//! Making the letters: several threads fill and write, one records, in the order of the list.
//!
//! 1. `Course` holds what a run is about, and the [`Head`] that tells it from any other run.
//! 2. `start` opens the journal: of a new run, or behind the last letter of a stopped one whose files are whole.
//! 3. A feeder reads the list again and hands out batches of recipients (`crew`); workers make their files (`output`);
//!    the present thread records them (`commit`).
//!
//! **Invariant:** a line of the journal names files that are whole and lasting. A letter without a line is made again,
//! under the same name, with the same bytes.

use super::commit::{Committer, Going, Written, unwritable};
use super::crew::{Hand, in_order};
use super::journal::{Head, Kind, Line, Lines, MANIFEST};
use super::list::Row;
use super::names::sha256;
use super::output::{Addressed, Output, printed};
use super::problem::{changed, not_empty, other_run};
use super::stock::Stock;
use super::{Checked, List, Plan, Shard, Stop, Workshop, archive};
use crate::project::{Failure, files_below, place_private, sync_file};
use crate::write::{Outfit, Writer};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// What is to be made, and how.
#[derive(Clone)]
pub struct Order<'a> {
    /// Formats.
    pub writers: &'a [&'static Writer],
    /// Fonts and layouts.
    pub outfit: &'a Outfit,
    /// Separate files, an archive, print files.
    pub output: Output,
    /// Where to.
    pub out: PathBuf,
    /// What messages call it.
    pub name: String,
    /// Which part of the list.
    pub shard: Shard,
    /// Whether to go on with a run that was stopped.
    pub resume: bool,
    /// How many threads fill letters.
    pub threads: usize,
    /// Set when the user wants to stop: letters in work are finished, no others are begun.
    pub interrupted: &'a AtomicBool,
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Recipients with a letter, those of earlier runs included.
    pub letters: u64,
    /// Those of them that an earlier run had made.
    pub before: u64,
    /// Whether these are all; if not, the run was interrupted.
    pub complete: bool,
}

/// Name of the file that keeps Git from the letters.
pub const IGNORE: &str = ".gitignore";

/// Makes the letters of a list that was checked; `progress` hears how many there are.
///
/// # Errors
/// What cannot be read or written, a list that changed meanwhile, a letter that cannot be laid out.
/// What was recorded before stays, and `resume` goes on from there.
pub fn make(
    list: &List,
    checked: &Checked,
    workshop: &Workshop<'_>,
    order: &Order<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<Made, Stop> {
    let course = Course { list, checked, workshop, order };
    let (mut committer, last_row) = course.start()?;
    let before = committer.letters();
    progress(before);
    let first = before / order.output.batch() as u64;
    let complete = in_order(
        order,
        |hand| course.feed(hand, last_row),
        |number, batch| course.write(&batch, first + number),
        |written| {
            committer.add(written)?;
            progress(committer.letters());
            Ok(())
        },
    );
    // What was made before a failure stays, too.
    committer.commit()?;
    if !complete? {
        return Ok(Made { letters: committer.letters(), before, complete: false });
    }
    if !list.is_unchanged()? {
        return Err(changed(list).into());
    }
    Ok(Made { letters: committer.finish()?, before, complete: true })
}

/// What a run is about.
pub struct Course<'a> {
    /// Who gets a letter.
    pub list: &'a List,
    /// The same list, looked through.
    pub checked: &'a Checked,
    /// What fills the letters.
    pub workshop: &'a Workshop<'a>,
    /// What is to be made.
    pub order: &'a Order<'a>,
}

/// The head of a run.
pub fn head(list: &List, checked: &Checked, workshop: &Workshop<'_>, order: &Order<'_>) -> Head {
    Head {
        kohyo_letters: Head::FORMAT,
        incident: workshop.case().slug.clone(),
        version: workshop.case().version,
        documents: workshop.documents(),
        formats: order.writers.iter().map(|writer| writer.extension.to_owned()).collect(),
        output: order.output,
        list: list.sha256.clone(),
        rows: checked.rows,
        rejected: checked.invalid.len() as u64,
        unaffected: checked.unaffected,
        corrects: checked.earlier.as_ref().map(|earlier| earlier.sha256.clone()),
        shard: order.shard.index,
        of: order.shard.of,
        plan: plan_hash(&checked.plan, order.outfit),
    }
}

/// What the letters say before they are filled, and what prints them.
fn plan_hash(plan: &Plan, outfit: &Outfit) -> String {
    let layouts: String = outfit.layouts.iter().map(|(name, text)| format!("{name}\n{text}\n")).collect();
    let (program, fonts) = (env!("CARGO_PKG_VERSION"), outfit.fonts.families().join("\n"));
    sha256(format!("{program}\n{}\n{fonts}\n{layouts}", plan.sha256()).as_bytes())
}

/// The lines that say which letters there are.
pub fn kinds(plan: &Plan) -> impl Iterator<Item = Line> {
    plan.letters.iter().enumerate().map(|(kind, letter)| {
        let (document, sets, facts) = (letter.document().to_owned(), letter.sets.clone(), letter.facts.clone());
        Line::Kind(Kind { kind, document, sets, facts })
    })
}

impl<'a> Course<'a> {
    /// Who a row's letter is for, if it gets one in this shard.
    ///
    /// # Errors
    /// A row that was not there when the list was checked.
    pub fn addressed(&self, row: &Row) -> Result<Option<Addressed>, Stop> {
        if self.checked.invalid.contains_key(&row.number) {
            return Ok(None);
        }
        let reader = self.checked.reader();
        let (recipient, _) = reader.recipient(row);
        if !self.order.shard.holds(&recipient.id) || !reader.wants(&recipient) {
            return Ok(None);
        }
        let letter = self.checked.plan.find(self.workshop, &recipient).ok_or_else(|| changed(self.list))?;
        Ok(Some((recipient, letter)))
    }

    /// Opens the journal; says behind which row to go on.
    fn start(&self) -> Result<(Committer<'a>, u64), Stop> {
        let order = self.order;
        let head = head(self.list, self.checked, self.workshop, order);
        let there = files_below(&order.out).map_err(|error| Failure::unreadable(&order.name, &error))?;
        let has_journal = there.iter().any(|file| file == Path::new(MANIFEST));
        let mut going = Going::default();
        if order.resume && has_journal {
            going = self.passed(&head)?;
        } else if there.iter().any(|file| !file.to_string_lossy().starts_with(IGNORE)) {
            return Err(Stop::World(Failure::new(not_empty(&order.name, has_journal))));
        }
        // Wherever the letters lie, Git passes over them.
        let ignore = place_private(&order.out.join(IGNORE), b"*\n").and_then(|file| sync_file(&file));
        ignore.map_err(|error| unwritable(&error, order))?;
        let (last_row, is_new) = (going.last_row, going.length == 0);
        let committer = Committer::open(order, &order.out.join(MANIFEST), going);
        let mut committer = committer.map_err(|error| unwritable(&error, order))?;
        if is_new {
            let lines = std::iter::once(Line::Head(head)).chain(kinds(&self.checked.plan));
            committer.append(&lines.map(|line| line.print()).collect::<String>())?;
        }
        Ok((committer, last_row))
    }

    /// How far a stopped run came: up to the first letter whose files are not whole.
    fn passed(&self, head: &Head) -> Result<Going, Stop> {
        let mut lines = Lines::open(&self.order.out, &self.order.name)?;
        match lines.head() {
            Some(found) if found == *head => {}
            Some(_) => return Err(Stop::World(Failure::new(other_run(&self.order.name)))),
            // Stopped before its first line was whole.
            None => return Ok(Going::default()),
        }
        // Without an archive none of its letters is there.
        let mut stock = Stock::open(self.checked, self.order).ok();
        let mut going = Going::default();
        let (mut kinds, mut letters) = (0, 0);
        for (line, end) in lines {
            match line {
                Line::Kind(_) => kinds += 1,
                Line::Record(record) if stock.as_mut().is_some_and(|stock| stock.holds(&record)) => {
                    letters += 1;
                    // A print file counts when all its letters are recorded.
                    if record.pages.as_ref().is_none_or(|pages| pages.left == 0) {
                        let archive = record.end.unwrap_or_default();
                        going = Going { length: end, archive, letters, last_row: record.row };
                    }
                }
                _ => break,
            }
            if kinds == self.checked.plan.letters.len() && going.length == 0 && letters == 0 {
                going.length = end;
            }
        }
        Ok(going)
    }

    /// Reads the list again and hands out its recipients in batches; returns whether these were all.
    fn feed(&self, hand: &mut Hand<'_, Vec<Addressed>>, last_row: u64) -> Result<bool, Stop> {
        let mut batch = Vec::new();
        for row in self.list.rows()? {
            let row = row?;
            if !hand.is_open() {
                return Ok(false);
            }
            if row.number <= last_row {
                continue;
            }
            batch.extend(self.addressed(&row)?);
            if batch.len() == self.order.output.batch() && !hand.give(std::mem::take(&mut batch)) {
                return Ok(false);
            }
        }
        Ok(batch.is_empty() || hand.give(batch))
    }

    /// Makes the files of a batch, the `number`th of all, in their places or as entries of the archive.
    fn write(&self, batch: &[Addressed], number: u64) -> Result<Written, Stop> {
        let order = self.order;
        let printed = printed(self.list, self.checked, order, batch, number)?;
        let mut written = Written { records: printed.records, ..Written::new() };
        if order.output == Output::Archive {
            let time = |letter: &usize| self.checked.plan.time(*letter);
            let letters = batch.iter().map(|(_, letter)| letter);
            let files = printed.files.chunks(order.writers.len().max(1));
            written.entries = files
                .zip(letters)
                .map(|(files, letter)| {
                    files.iter().flat_map(|(name, bytes)| archive::entry(name, bytes, time(letter))).collect()
                })
                .collect();
            return Ok(written);
        }
        for (name, bytes) in printed.files {
            let path = order.out.join(&name);
            let file = place_private(&path, &bytes)
                .map_err(|error| Failure::unwritable(&format!("{}/{name}", order.name), &error))?;
            written.placed.push((path, file));
        }
        Ok(written)
    }
}
