//! Recording letters in the order of the list: first their files last, then the lines that name them.

use super::archive::{self, ARCHIVE};
use super::journal::{Done, Line, Record};
use super::{Order, Output, Stop, index};
use crate::project::{Appender, Failure, sync_files, sync_folder};
use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// A batch of letters that does not last yet.
pub struct Written {
    /// What the journal will say of it.
    pub records: Vec<Record>,
    /// Files that are in their places.
    pub placed: Vec<(PathBuf, File)>,
    /// Entries of the archive, one for each record.
    pub entries: Vec<Vec<u8>>,
}

/// How far a run came.
#[derive(Default)]
pub struct Going {
    /// Length of the journal.
    pub length: u64,
    /// Length of the archive.
    pub archive: u64,
    /// Letters that are recorded.
    pub letters: u64,
    /// The row of the last of them.
    pub last_row: u64,
}

/// How many letters or files are made lasting at once.
const GROUP: usize = 256;

/// Records letters in the order of the list.
pub struct Committer<'a> {
    order: &'a Order<'a>,
    journal: Appender,
    archive: Option<Appender>,
    going: Going,
    /// Letters that do not last yet.
    group: Written,
}

impl<'a> Committer<'a> {
    /// Opens journal and archive behind what is recorded.
    pub fn open(order: &'a Order<'a>, journal: &Path, going: Going) -> io::Result<Committer<'a>> {
        let archive = match order.output {
            Output::Archive => Some(Appender::open(&order.out.join(ARCHIVE), going.archive)?),
            Output::Files | Output::Merged { .. } => None,
        };
        let journal = Appender::open(journal, going.length)?;
        Ok(Committer { order, journal, archive, going, group: Written::new() })
    }

    /// Letters that are recorded or wait for it.
    pub fn letters(&self) -> u64 {
        self.going.letters + self.group.records.len() as u64
    }

    /// Adds lines to the journal.
    pub fn append(&mut self, lines: &str) -> Result<(), Stop> {
        self.journal.append(lines.as_bytes()).map_err(|error| unwritable(&error, self.order))
    }

    /// Takes the next batch, and records it with others.
    pub fn add(&mut self, written: Written) -> Result<(), Stop> {
        self.group.add(written);
        let waits = self.group.records.len().max(self.group.placed.len());
        if waits >= GROUP { self.commit() } else { Ok(()) }
    }

    /// Makes what waits last: first the files, then their names, then the lines.
    pub fn commit(&mut self) -> Result<(), Stop> {
        let mut group = std::mem::replace(&mut self.group, Written::new());
        let Some(last) = group.records.last() else { return Ok(()) };
        self.going.last_row = last.row;
        let failure = |error| unwritable(&error, self.order);
        let (paths, files): (Vec<PathBuf>, Vec<File>) = group.placed.into_iter().unzip();
        sync_files(&files).map_err(failure)?;
        let folders: BTreeSet<&Path> = paths.iter().filter_map(|path| path.parent()).collect();
        folders.into_iter().try_for_each(sync_folder).map_err(failure)?;
        if let Some(archive) = &mut self.archive {
            for (record, entry) in group.records.iter_mut().zip(&group.entries) {
                self.going.archive += entry.len() as u64;
                record.end = Some(self.going.archive);
            }
            archive.append(&group.entries.concat()).map_err(failure)?;
        }
        self.going.letters += group.records.len() as u64;
        let lines: String = group.records.into_iter().map(|record| Line::Record(record).print()).collect();
        self.append(&lines)
    }

    /// Ends the archive, writes the index, and says that all is done; returns how many letters there are.
    pub fn finish(mut self) -> Result<u64, Stop> {
        if let Some(archive) = &mut self.archive {
            archive.append(&archive::END).map_err(|error| unwritable(&error, self.order))?;
        }
        if let Output::Merged { .. } = self.order.output {
            index::write(self.order)?;
        }
        self.append(&Line::Done(Done { letters: self.going.letters }).print())?;
        Ok(self.going.letters)
    }
}

impl Written {
    /// Nothing yet.
    pub fn new() -> Written {
        Written { records: Vec::new(), placed: Vec::new(), entries: Vec::new() }
    }

    fn add(&mut self, more: Written) {
        self.records.extend(more.records);
        self.placed.extend(more.placed);
        self.entries.extend(more.entries);
    }
}

/// The output folder cannot be written to.
pub fn unwritable(error: &io::Error, order: &Order<'_>) -> Stop {
    Stop::World(Failure::unwritable(&order.name, error))
}
