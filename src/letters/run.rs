//! Making the letters: several threads fill and write, one records, in the order of the list.
//!
//! 1. `Course` holds what a run is about, and the [`Head`] that tells it from any other run.
//! 2. `start` opens the journal: of a new run, or behind the last letter of a stopped one whose files are whole.
//! 3. A feeder reads the list again and hands out batches of recipients; workers make their files (`output`); the present
//!    thread records them (`commit`).
//!
//! **Invariant:** a line of the journal names files that are whole and lasting. A letter without a line is made again,
//! under the same name, with the same bytes.

use super::commit::{Committer, Going, Outcome, Written, unwritable};
use super::journal::{Head, Kind, Line, Lines, MANIFEST};
use super::names::sha256;
use super::output::{Addressed, Output, printed};
use super::problem::{changed, not_empty, other_run, unprintable};
use super::stock::Stock;
use super::{Checked, List, Plan, Shard, Stop, Workshop, archive};
use crate::project::{Failure, files_below, place_private, sync_file};
use crate::write::{Outfit, Writer};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

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

/// How many batches wait for each worker.
const WAITING: usize = 4;

/// How many batches may wait to be recorded, so that a slow disk does not fill the memory.
const DONE: usize = 64;

/// Stack of a worker: Typst descends into what it lays out.
const STACK: usize = 16 << 20;

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
    let stop = AtomicBool::new(false);
    let (jobs, waiting) = sync_channel::<Job>(order.threads * WAITING);
    let waiting = Mutex::new(waiting);
    let (done, outcomes) = sync_channel(DONE);
    let first = before / order.output.batch() as u64;
    let fed = std::thread::scope(|scope| -> Result<Option<u64>, Stop> {
        let feeder = scope.spawn(|| course.feed(jobs, last_row, &stop));
        for _ in 0..order.threads {
            let done = done.clone();
            let work = || course.work(&waiting, done, first, &stop);
            std::thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, work)
                .map_err(|error| unwritable(&error, order))?;
        }
        drop(done);
        let committed = committer.commit_all(&outcomes, progress);
        stop.store(true, Ordering::Relaxed);
        // Workers that wait to hand something over are told that nobody listens.
        drop(outcomes);
        committed?;
        feeder.join().unwrap_or_else(|_| Err(Stop::Content(Vec::new())))
    })?;
    if fed != Some(committer.batches()) {
        return Ok(Made { letters: committer.letters(), before, complete: false });
    }
    if !list.is_unchanged()? {
        return Err(changed(list).into());
    }
    Ok(Made { letters: committer.finish()?, before, complete: true })
}

/// What a run is about.
struct Course<'a> {
    list: &'a List,
    checked: &'a Checked,
    workshop: &'a Workshop<'a>,
    order: &'a Order<'a>,
}

/// Letters that are made at once, with the number of the batch in this run.
struct Job {
    number: u64,
    batch: Vec<Addressed>,
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

    /// Reads the list again and hands out its recipients in batches; returns how many these were, if they were all.
    fn feed(&self, jobs: SyncSender<Job>, last_row: u64, stop: &AtomicBool) -> Result<Option<u64>, Stop> {
        let reader = self.checked.reader();
        let (mut number, mut batch) = (0, Vec::new());
        for row in self.list.rows()? {
            let row = row?;
            if stop.load(Ordering::Relaxed) || self.order.interrupted.load(Ordering::Relaxed) {
                return Ok(None);
            }
            if row.number <= last_row || self.checked.invalid.contains_key(&row.number) {
                continue;
            }
            let (recipient, _) = reader.recipient(&row);
            if !self.order.shard.holds(&recipient.id) || !reader.wants(&recipient) {
                continue;
            }
            // A row without a letter was not there when the list was checked.
            let letter = self.checked.plan.find(self.workshop, &recipient).ok_or_else(|| changed(self.list))?;
            batch.push((recipient, letter));
            if batch.len() == self.order.output.batch() {
                if jobs.send(Job { number, batch: std::mem::take(&mut batch) }).is_err() {
                    return Ok(None);
                }
                number += 1;
            }
        }
        if !batch.is_empty() {
            let _ = jobs.send(Job { number, batch });
            number += 1;
        }
        Ok(Some(number))
    }

    /// Makes letters until there are no more; `first` is the number of the run's first batch among all.
    fn work(&self, waiting: &Mutex<Receiver<Job>>, done: SyncSender<Outcome>, first: u64, stop: &AtomicBool) {
        // Typst's exporter works on a pool; with one of its own, no thread starts a letter in the middle of another.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build();
        loop {
            let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(job) = job else { return };
            // What is still handed out is taken and left.
            if stop.load(Ordering::Relaxed) || self.order.interrupted.load(Ordering::Relaxed) {
                continue;
            }
            let written = match &pool {
                Ok(pool) => pool.install(|| self.written(&job, first)),
                Err(_) => self.written(&job, first),
            };
            // Nobody listens any more: the run failed.
            if done.send((job.number, written)).is_err() {
                stop.store(true, Ordering::Relaxed);
            }
        }
    }

    /// Makes a batch; a panic of a library keeps to it, and the run ends in order.
    fn written(&self, job: &Job, first: u64) -> Result<Written, Stop> {
        let written = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.write(job, first)));
        written.unwrap_or_else(|_| match job.batch.first() {
            Some((recipient, _)) => Err(unprintable(self.list, recipient, "panic").into()),
            None => Err(changed(self.list).into()),
        })
    }

    /// Makes the files of a batch, in their places or as entries of the archive.
    fn write(&self, job: &Job, first: u64) -> Result<Written, Stop> {
        let order = self.order;
        let printed = printed(self.list, self.checked, order, &job.batch, first + job.number)?;
        let mut written = Written { records: printed.records, ..Written::new() };
        if order.output == Output::Archive {
            let time = |letter: &usize| self.checked.plan.time(*letter);
            let letters = job.batch.iter().map(|(_, letter)| letter);
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
