//! Proof that an output folder, its manifest and a list belong together.

use super::archive::ARCHIVE;
use super::crew::{Hand, in_order};
use super::index::{self, INDEX};
use super::journal::{Line, Lines, MANIFEST, Record};
use super::output::{Addressed, printed};
use super::run::{Course, IGNORE, head, kinds};
use super::stock::Stock;
use super::{Checked, Findings, List, Order, Output, REJECTED, Stop, Workshop, finding};
use crate::diag::{Diagnostic, Wording};
use crate::project::{Failure, files_below};
use std::collections::BTreeSet;
use std::path::Path;

/// Proves that every recipient of the order's shard has exactly one letter, that every file has its hash,
/// and that it is byte for byte what the recipients' own rows make; returns how many letters that is.
///
/// All is made anew by the order's threads, so it takes as long as making it; `progress` hears how many letters are compared.
///
/// # Errors
/// Everything that differs, by row and id.
pub fn verify(
    list: &List,
    checked: &Checked,
    workshop: &Workshop<'_>,
    order: &Order<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<u64, Stop> {
    let mut lines = Lines::open(&order.out, &order.name)?.map(|(line, _)| line);
    let expected = head(list, checked, workshop, order);
    let mut kinds = std::iter::once(Line::Head(expected)).chain(kinds(&checked.plan));
    if !kinds.by_ref().all(|line| lines.next() == Some(line)) {
        return Err(other(order).into());
    }
    let mut proof = Proof::new(checked, order)?;
    let course = Course { list, checked, workshop, order };
    let complete = in_order(
        order,
        |hand| feed(&course, hand, lines),
        |number, claimed: Vec<(Addressed, Record)>| {
            let (batch, records): (Vec<Addressed>, Vec<Record>) = claimed.into_iter().unzip();
            let made = printed(list, checked, order, &batch, number)?.records;
            Ok((records, made))
        },
        |(records, made)| {
            proof.compare(records, made);
            progress(proof.letters);
            Ok(())
        },
    )?;
    if complete { proof.end() } else { Err(incomplete(order, checked.rows + 1).into()) }
}

/// Reads list and manifest side by side, and hands out batches of letters with what is said of them.
fn feed(
    course: &Course<'_>,
    hand: &mut Hand<'_, Vec<(Addressed, Record)>>,
    mut lines: impl Iterator<Item = Line>,
) -> Result<bool, Stop> {
    let Course { list, checked, order, .. } = course;
    let (mut batch, mut letters) = (Vec::new(), 0);
    for row in list.rows()? {
        let row = row?;
        let Some((recipient, letter)) = course.addressed(&row)? else { continue };
        let record = match lines.next() {
            Some(Line::Record(record)) if (record.row, &record.id) == (recipient.row, &recipient.id) => record,
            _ => return Err(incomplete(order, row.number).into()),
        };
        batch.push(((recipient, letter), record));
        letters += 1;
        if batch.len() == order.output.batch() && !hand.give(std::mem::take(&mut batch)) {
            return Ok(false);
        }
    }
    let is_done = matches!(lines.next(), Some(Line::Done(done)) if done.letters == letters);
    if !is_done || lines.next().is_some() {
        return Err(incomplete(order, checked.rows + 1).into());
    }
    Ok(batch.is_empty() || hand.give(batch))
}

struct Proof<'a> {
    order: &'a Order<'a>,
    stock: Stock<'a>,
    rows: u64,
    findings: Findings,
    files: BTreeSet<String>,
    letters: u64,
}

impl<'a> Proof<'a> {
    fn new(checked: &'a Checked, order: &'a Order<'a>) -> Result<Proof<'a>, Stop> {
        let (stock, rows) = (Stock::open(checked, order)?, checked.rows);
        Ok(Proof { order, stock, rows, findings: Findings::default(), files: BTreeSet::new(), letters: 0 })
    }

    /// Holds what the manifest says of some letters against the files and against what was made anew.
    fn compare(&mut self, records: Vec<Record>, made: Vec<Record>) {
        for (record, made) in records.into_iter().zip(made) {
            self.letters += 1;
            let is_whole = self.stock.holds(&record);
            if record != (Record { end: record.end, ..made }) {
                self.findings.add(finding::NOT_OWN, record.row, &record.id);
            } else if !is_whole {
                self.findings.add(finding::NOT_WHOLE, record.row, &record.id);
            }
            if self.order.output != Output::Archive {
                self.files.extend(record.files.into_iter().map(|filed| filed.file));
            }
        }
    }

    /// What belongs to no letter.
    fn end(mut self) -> Result<u64, Stop> {
        match self.order.output {
            Output::Files => {}
            Output::Archive => drop(self.files.insert(ARCHIVE.to_owned())),
            Output::Merged { .. } => drop(self.files.insert(INDEX.to_owned())),
        }
        let is_whole = self.findings.counts().is_empty();
        let merged = matches!(self.order.output, Output::Merged { .. });
        if is_whole && (!self.stock.end() || (merged && !index::is_true(self.order)?)) {
            return Err(incomplete(self.order, self.rows + 1).into());
        }
        strays(self.order, &self.files)?;
        let found = self.findings.diagnostics(&self.order.name);
        if found.is_empty() { Ok(self.letters) } else { Err(Stop::Content(found)) }
    }
}

/// Files that no line names.
fn strays(order: &Order<'_>, files: &BTreeSet<String>) -> Result<(), Stop> {
    let there = files_below(&order.out).map_err(|error| Failure::unreadable(&order.name, &error))?;
    let own = [MANIFEST, IGNORE, REJECTED];
    let name = |path: &Path| path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
    let names = there.iter().map(|path| name(path));
    let count = names.filter(|name| !own.contains(&name.as_str()) && !files.contains(name)).count();
    if count == 0 { Ok(()) } else { Err(stray(order, count).into()) }
}

fn other(order: &Order<'_>) -> Diagnostic {
    let headline = Wording::new(
        format!("{} の手紙は、この一覧と今の事案のファイルから作られたものではありません", order.name),
        format!("the letters in {} were not made of this list and the incident as it is now", order.name),
    );
    Diagnostic::error("other-run", headline).hint(Wording::new(
        "作ったときの一覧、版、テンプレート、kohyo で確かめてください。",
        "verify them with the list, version, templates and kohyo that made them.",
    ))
}

fn incomplete(order: &Order<'_>, row: u64) -> Diagnostic {
    let headline = Wording::new(
        format!("{} の手紙は揃っていません（一覧の{row}行目から）", order.name),
        format!("the letters in {} are not complete (from row {row} of the list)", order.name),
    );
    Diagnostic::error("incomplete-letters", headline).hint(Wording::new(
        "kohyo letters に --resume を付けて、続きを作ってください。",
        "run kohyo letters with --resume to make the rest.",
    ))
}

fn stray(order: &Order<'_>, count: usize) -> Diagnostic {
    let headline = Wording::new(
        format!("{} に、manifest にないファイルが{count}個あります", order.name),
        format!("{} holds files that the manifest does not name: {count}", order.name),
    );
    Diagnostic::error("stray-files", headline)
}
