//! What lies in an output folder, held against the journal.

use super::archive::Entries;
use super::journal::{Filed, Record};
use super::names::sha256;
use super::{Checked, Order, Output};
use crate::project::{Failure, open_stream};
use std::io::Read as _;
use std::path::Path;

/// Looks at the files of one record after the other, in the order of the journal.
pub struct Stock<'a> {
    checked: &'a Checked,
    order: &'a Order<'a>,
    archive: Option<Entries>,
    /// The print file that was looked at last, and whether it is whole.
    last: Option<(Filed, bool)>,
}

impl<'a> Stock<'a> {
    /// Starts at the first letter.
    ///
    /// # Errors
    /// An archive that is not there.
    pub fn open(checked: &'a Checked, order: &'a Order<'a>) -> Result<Stock<'a>, Failure> {
        let archive = match order.output {
            Output::Archive => Some(Entries::open(&order.out, &order.name)?),
            Output::Files | Output::Merged { .. } => None,
        };
        Ok(Stock { checked, order, archive, last: None })
    }

    /// Whether the files of the next record are whole.
    pub fn holds(&mut self, record: &Record) -> bool {
        if let Some(archive) = &mut self.archive {
            return archive.are(record, self.checked.plan.time(record.letter));
        }
        record.files.iter().all(|filed| {
            let known = self.last.as_ref().filter(|(last, _)| last == filed).map(|(_, whole)| *whole);
            let whole = known.unwrap_or_else(|| is_whole(&self.order.out, filed));
            self.last = Some((filed.clone(), whole));
            whole
        })
    }

    /// Whether no more than what the records name is in the archive, if there is one.
    pub fn end(self) -> bool {
        self.archive.is_none_or(Entries::end)
    }
}

/// Whether a file has the bytes that its line says.
fn is_whole(folder: &Path, filed: &Filed) -> bool {
    let mut bytes = Vec::new();
    let read = open_stream(&folder.join(&filed.file), &filed.file).ok().map(|mut file| file.read_to_end(&mut bytes));
    matches!(read, Some(Ok(_))) && sha256(&bytes) == filed.sha256
}
