//! Making the letters: several threads fill and write, one records, in the order of the list.
//!
//! 1. `Course` holds what a run is about, and the [`Head`] that tells it from any other run.
//! 2. `start` opens the journal: of a new run, or behind the last letter of a stopped one whose files are whole.
//! 3. A feeder reads the list again and hands out recipients; workers make their files; the present thread commits them:
//!    it makes a group of files last, and only then the lines that name them.
//!
//! **Invariant:** a line of the journal names files that are whole and lasting. A letter without a line is made again,
//! under the same name, with the same bytes.

use super::journal::{Filed, Head, Kind, Line, Lines, MANIFEST, Record};
use super::names::{sha256, stem};
use super::problem::{changed, not_empty, other_run, unprintable};
use super::{Checked, List, Plan, Recipient, Shard, Stop, Workshop, journal};
use crate::project::{Appender, Failure, files_below, open_stream, place_private, sync_file, sync_folder};
use crate::write::{Outfit, Writer};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};

/// What is to be made, and how.
pub struct Order<'a> {
    /// Formats.
    pub writers: &'a [&'static Writer],
    /// Fonts and layouts.
    pub outfit: &'a Outfit,
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
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Recipients with a letter, those of earlier runs included.
    pub letters: u64,
    /// Those of them that an earlier run had made.
    pub before: u64,
}

/// Name of the file that keeps Git from the letters.
pub const IGNORE: &str = ".gitignore";

/// How many letters are made lasting at once.
const GROUP: usize = 256;

/// Stack of a worker: Typst descends into what it lays out.
const STACK: usize = 16 << 20;

/// Makes the letters of a list that was checked; `progress` hears how many there are after each group.
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
    let mut committer = course.start()?;
    let before = committer.letters;
    let stop = AtomicBool::new(false);
    let (jobs, waiting) = sync_channel::<Job>(order.threads * 4);
    let waiting = Mutex::new(waiting);
    let (done, results) = channel();
    let last_row = committer.last_row;
    let outcome = std::thread::scope(|scope| -> Result<(), Stop> {
        let feeder = scope.spawn(|| course.feed(jobs, last_row, &stop));
        for _ in 0..order.threads {
            let done = done.clone();
            let work = || course.work(&waiting, done, &stop);
            std::thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, work)
                .map_err(|error| world(&error, order))?;
        }
        drop(done);
        let committed = committer.commit_all(results, progress);
        stop.store(true, Ordering::Relaxed);
        committed?;
        feeder.join().unwrap_or_else(|_| Err(Stop::Content(Vec::new())))
    });
    outcome?;
    if !list.is_unchanged()? {
        return Err(changed(list).into());
    }
    let letters = committer.finish()?;
    Ok(Made { letters, before })
}

fn world(error: &std::io::Error, order: &Order<'_>) -> Stop {
    Stop::World(Failure::unwritable(&order.name, error))
}

/// What a run is about.
struct Course<'a> {
    list: &'a List,
    checked: &'a Checked,
    workshop: &'a Workshop<'a>,
    order: &'a Order<'a>,
}

struct Job {
    sequence: u64,
    recipient: Recipient,
    letter: usize,
}

/// A record with its files, which do not last yet.
struct Written {
    record: Record,
    files: Vec<(PathBuf, File)>,
}

type Result1 = (u64, Result<Written, Stop>);

/// The head of a run.
pub fn head(list: &List, checked: &Checked, workshop: &Workshop<'_>, order: &Order<'_>) -> Head {
    let layouts: String = order.outfit.layouts.iter().map(|(name, text)| format!("{name}\n{text}\n")).collect();
    let fonts = order.outfit.fonts.families().join("\n");
    let program = env!("CARGO_PKG_VERSION");
    Head {
        kohyo_letters: Head::FORMAT,
        incident: workshop.case().slug.clone(),
        version: workshop.case().version,
        documents: workshop.documents(),
        formats: order.writers.iter().map(|writer| writer.extension.to_owned()).collect(),
        list: list.sha256.clone(),
        rows: checked.rows,
        rejected: checked.invalid.len() as u64,
        unaffected: checked.unaffected,
        corrects: checked.earlier.as_ref().map(|earlier| earlier.sha256.clone()),
        shard: order.shard.index,
        of: order.shard.of,
        plan: sha256(format!("{program}\n{}\n{fonts}\n{layouts}", checked.plan.sha256()).as_bytes()),
    }
}

/// The lines that say which letters there are.
pub fn kinds(plan: &Plan) -> impl Iterator<Item = Line> {
    plan.letters.iter().enumerate().map(|(kind, letter)| {
        let (document, sets, facts) = (letter.document().to_owned(), letter.sets.clone(), letter.facts.clone());
        Line::Kind(Kind { kind, document, sets, facts })
    })
}

impl Course<'_> {
    /// Opens the journal.
    fn start(&self) -> Result<Committer<'_>, Stop> {
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
        ignore.map_err(|error| world(&error, order))?;
        let path = order.out.join(MANIFEST);
        let appender = Appender::open(&path, going.length).map_err(|error| world(&error, order))?;
        let (letters, last_row) = (going.letters, going.last_row);
        let mut committer =
            Committer { order, appender, letters, last_row, next: 0, early: BTreeMap::new(), group: Vec::new() };
        if going.length == 0 {
            let lines: String =
                std::iter::once(Line::Head(head)).chain(kinds(&self.checked.plan)).map(|line| line.print()).collect();
            committer.appender.append(lines.as_bytes()).map_err(|error| world(&error, order))?;
        }
        Ok(committer)
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
        let mut going = Going::default();
        let mut kinds = 0;
        for (line, end) in lines {
            match line {
                Line::Kind(_) => kinds += 1,
                Line::Record(record) if record.files.iter().all(|file| is_whole(&self.order.out, file)) => {
                    going = Going { length: end, letters: going.letters + 1, last_row: record.row };
                }
                _ => break,
            }
            if kinds == self.checked.plan.letters.len() && going.length == 0 {
                going.length = end;
            }
        }
        Ok(going)
    }

    /// Reads the list again and hands out its recipients.
    fn feed(&self, jobs: SyncSender<Job>, last_row: u64, stop: &AtomicBool) -> Result<(), Stop> {
        let reader = self.checked.reader();
        let mut sequence = 0;
        for row in self.list.rows()? {
            let row = row?;
            if stop.load(Ordering::Relaxed) {
                break;
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
            if jobs.send(Job { sequence, recipient, letter }).is_err() {
                break;
            }
            sequence += 1;
        }
        Ok(())
    }

    /// Makes letters until there are no more.
    fn work(&self, waiting: &Mutex<Receiver<Job>>, done: Sender<Result1>, stop: &AtomicBool) {
        // Typst's exporter works on a pool; with one of its own, no thread starts a letter in the middle of another.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build();
        loop {
            let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(job) = job else { return };
            if stop.load(Ordering::Relaxed) {
                continue;
            }
            let written = match &pool {
                Ok(pool) => pool.install(|| self.written(&job)),
                Err(_) => self.written(&job),
            };
            // Nobody listens any more: the run failed. What is still handed out is taken and left.
            if done.send((job.sequence, written)).is_err() {
                stop.store(true, Ordering::Relaxed);
            }
        }
    }

    /// Makes the files of one recipient; a panic of a library keeps to its letter, and the run ends in order.
    fn written(&self, job: &Job) -> Result<Written, Stop> {
        let written = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.write(job)));
        written.unwrap_or_else(|_| Err(unprintable(self.list, &job.recipient, "panic").into()))
    }

    /// Makes the files of one recipient.
    fn write(&self, job: &Job) -> Result<Written, Stop> {
        let mut record =
            Record { row: job.recipient.row, id: job.recipient.id.clone(), letter: job.letter, files: Vec::new() };
        let mut files = Vec::new();
        for (name, bytes) in printed(self.list, self.checked, self.order, &job.recipient, job.letter)? {
            let path = self.order.out.join(&name);
            let file = place_private(&path, &bytes)
                .map_err(|error| Failure::unwritable(&format!("{}/{name}", self.order.name), &error))?;
            record.files.push(Filed { sha256: sha256(&bytes), file: name });
            files.push((path, file));
        }
        Ok(Written { record, files })
    }
}

/// The files of one recipient: each with its name in the output folder.
pub fn printed(
    list: &List,
    checked: &Checked,
    order: &Order<'_>,
    recipient: &Recipient,
    letter: usize,
) -> Result<Vec<(String, Vec<u8>)>, Stop> {
    let Some(letter) = checked.plan.letters.get(letter) else { return Ok(Vec::new()) };
    let document = letter.filled(recipient);
    let stem = stem(recipient.row, &recipient.id);
    let files = order.writers.iter().map(|writer| match (writer.write)(&document, order.outfit) {
        Ok(written) => Ok((format!("{stem}.{}", writer.extension), written.bytes)),
        Err(problems) => {
            let code = problems.first().map_or("unprintable-letter", |problem| problem.code);
            Err(Stop::Content(vec![unprintable(list, recipient, code)]))
        }
    });
    files.collect()
}

/// Whether a file has the bytes that its line says.
pub fn is_whole(folder: &Path, filed: &Filed) -> bool {
    let mut bytes = Vec::new();
    let read = open_stream(&folder.join(&filed.file), &filed.file).ok().map(|mut file| file.read_to_end(&mut bytes));
    matches!(read, Some(Ok(_))) && sha256(&bytes) == filed.sha256
}

/// How far a run came.
#[derive(Default)]
struct Going {
    length: u64,
    letters: u64,
    last_row: u64,
}

/// Records letters in the order of the list.
struct Committer<'a> {
    order: &'a Order<'a>,
    appender: Appender,
    letters: u64,
    last_row: u64,
    next: u64,
    /// Letters that were done before one that stands further up.
    early: BTreeMap<u64, Written>,
    group: Vec<Written>,
}

impl Committer<'_> {
    fn commit_all(&mut self, results: Receiver<Result1>, progress: &mut dyn FnMut(u64)) -> Result<(), Stop> {
        let mut failed = None;
        for (sequence, written) in results {
            match written {
                Ok(written) => drop(self.early.insert(sequence, written)),
                Err(stop) => {
                    failed = Some(stop);
                    break;
                }
            }
            while let Some(written) = self.early.remove(&self.next) {
                self.group.push(written);
                self.next += 1;
            }
            if self.group.len() >= GROUP {
                self.commit()?;
                progress(self.letters);
            }
        }
        self.commit()?;
        progress(self.letters);
        failed.map_or(Ok(()), Err)
    }

    /// Makes a group of letters last: first the files, then their names, then the lines.
    fn commit(&mut self) -> Result<(), Stop> {
        let group = std::mem::take(&mut self.group);
        let failure = |error| world(&error, self.order);
        let mut folders = BTreeSet::new();
        let mut lines = String::new();
        for written in group {
            for (path, file) in &written.files {
                sync_file(file).map_err(failure)?;
                folders.extend(path.parent().map(Path::to_path_buf));
            }
            self.letters += 1;
            lines.push_str(&Line::Record(written.record).print());
        }
        for folder in &folders {
            sync_folder(folder).map_err(failure)?;
        }
        if lines.is_empty() { Ok(()) } else { self.appender.append(lines.as_bytes()).map_err(failure) }
    }

    fn finish(mut self) -> Result<u64, Stop> {
        let line = Line::Done(journal::Done { letters: self.letters }).print();
        self.appender.append(line.as_bytes()).map_err(|error| world(&error, self.order))?;
        Ok(self.letters)
    }
}
