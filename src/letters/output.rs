//! What comes out: a file for each recipient, an archive of such files, or print files of many letters each.

use super::journal::{Filed, Pages, Record};
use super::names::{sha256, stem};
use super::problem::{changed, unprintable};
use super::{Checked, Letter, List, Order, Recipient, Stop};
use crate::diag::Diagnostic;
use crate::write::{Gathering, WriteProblem};
use serde::{Deserialize, Serialize};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How the letters lie in the output folder.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Output {
    /// A file for each recipient and format.
    #[default]
    Files,
    /// The same files in one archive.
    Archive,
    /// Print files.
    Merged {
        /// How many letters each has, the last perhaps fewer.
        letters: usize,
        /// Whether every letter begins on an odd page.
        duplex: bool,
    },
}

impl Output {
    /// Whether it is the usual one.
    pub fn is_files(&self) -> bool {
        *self == Output::Files
    }

    /// How many letters are made at once: a print file; else as many as make it worth while to wake a thread.
    pub fn batch(self) -> usize {
        match self {
            Output::Files | Output::Archive => 16,
            Output::Merged { letters, .. } => letters.max(1),
        }
    }
}

/// Letters that are made at once, with their files.
pub struct Printed {
    /// What the journal says of them.
    pub records: Vec<Record>,
    /// Names in the output folder or archive, with the bytes.
    pub files: Vec<(String, Vec<u8>)>,
}

/// A recipient with the number of their letter.
pub type Addressed = (Recipient, usize);

/// Makes the letters of one batch, the `number`th of the run from 0.
///
/// # Errors
/// A letter that a writer refuses; a panic of a library, which so keeps to its batch.
pub fn printed(
    list: &List,
    checked: &Checked,
    order: &Order<'_>,
    batch: &[Addressed],
    number: u64,
) -> Result<Printed, Stop> {
    let press = Press { list, checked, order };
    let printed = catch_unwind(AssertUnwindSafe(|| match order.output {
        Output::Files | Output::Archive => press.separate(batch),
        Output::Merged { duplex, .. } => press.merged(batch, duplex, &format!("print-{:05}.pdf", number + 1)),
    }));
    printed.unwrap_or_else(|_| match batch.first() {
        Some((recipient, _)) => Err(unprintable(list, recipient, "panic").into()),
        None => Err(changed(list).into()),
    })
}

struct Press<'a> {
    list: &'a List,
    checked: &'a Checked,
    order: &'a Order<'a>,
}

impl Press<'_> {
    fn letter(&self, number: usize) -> Result<&Letter, Stop> {
        self.checked.plan.letters.get(number).ok_or_else(|| changed(self.list).into())
    }

    fn separate(&self, batch: &[Addressed]) -> Result<Printed, Stop> {
        let mut printed = Printed { records: Vec::new(), files: Vec::new() };
        for (recipient, letter) in batch {
            let document = self.letter(*letter)?.filled(recipient);
            let stem = stem(recipient.row, &recipient.id);
            let mut record = record(recipient, *letter);
            for writer in self.order.writers {
                let written = (writer.write_in_series)(&document, self.order.outfit);
                let bytes = written.map_err(|problems| self.refused(recipient, &problems))?.bytes;
                let file = format!("{stem}.{}", writer.extension);
                record.files.push(Filed { sha256: sha256(&bytes), file: file.clone() });
                printed.files.push((file, bytes));
            }
            printed.records.push(record);
        }
        Ok(printed)
    }

    fn merged(&self, batch: &[Addressed], duplex: bool, file: &str) -> Result<Printed, Stop> {
        let Some((begin, _)) = batch.first() else {
            return Ok(Printed { records: Vec::new(), files: Vec::new() });
        };
        let mut gathering = Gathering::new(self.order.outfit, duplex);
        let mut records = Vec::new();
        for (at, (recipient, letter)) in batch.iter().enumerate() {
            let document = self.letter(*letter)?.filled(recipient);
            let (first, count) = gathering.add(&document).map_err(|problems| self.refused(recipient, &problems))?;
            let pages = Pages { first, count, left: batch.len() - at - 1 };
            records.push(Record { pages: Some(pages), ..record(recipient, *letter) });
        }
        // The exporter does not tell the letter: the row is where the file begins.
        let bytes = gathering.finish().map_err(|problems| self.refused(begin, &problems))?;
        let filed = Filed { file: file.to_owned(), sha256: sha256(&bytes) };
        records.iter_mut().for_each(|record| record.files.push(filed.clone()));
        Ok(Printed { records, files: vec![(file.to_owned(), bytes)] })
    }

    fn refused(&self, recipient: &Recipient, problems: &[WriteProblem]) -> Diagnostic {
        let code = problems.first().map_or("unprintable-letter", |problem| problem.code);
        unprintable(self.list, recipient, code)
    }
}

fn record(recipient: &Recipient, letter: usize) -> Record {
    Record { row: recipient.row, id: recipient.id.clone(), letter, files: Vec::new(), end: None, pages: None }
}
