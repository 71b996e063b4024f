//! The archive of a run: a tar file that only grows, so that a run which was stopped goes on behind its last whole letter.
//!
//! **Invariant:** its bytes follow from the letters alone: every entry is a regular file of mode 0600 without an owner,
//! whose time is the day of the letter.

use super::journal::{Filed, Record};
use super::names::sha256;
use crate::project::{Failure, open_stream};
use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;
use tar::Header;

/// Name of the archive in the output folder.
pub const ARCHIVE: &str = "letters.tar";

/// Entries begin at multiples of this.
const BLOCK: usize = 512;

/// Two blocks of zeros end an archive.
pub const END: [u8; 2 * BLOCK] = [0; 2 * BLOCK];

/// One file as an entry, with the blocks that it fills; `time` is in seconds since 1970.
pub fn entry(name: &str, bytes: &[u8], time: u64) -> Vec<u8> {
    let mut entry = header(name, bytes.len() as u64, time).as_bytes().to_vec();
    entry.extend_from_slice(bytes);
    entry.resize(entry.len().next_multiple_of(BLOCK), 0);
    entry
}

fn header(name: &str, size: u64, time: u64) -> Header {
    let mut header = Header::new_ustar();
    // Names of letters are short ASCII: a folder of digits, at most 64 characters, an extension.
    let _ = header.set_path(name);
    header.set_size(size);
    header.set_mode(0o600);
    header.set_mtime(time);
    header.set_uid(0);
    header.set_gid(0);
    header.set_entry_type(tar::EntryType::Regular);
    header.set_cksum();
    header
}

/// An archive, read entry by entry.
pub struct Entries {
    file: BufReader<File>,
    at: u64,
}

impl Entries {
    /// Opens the archive of an output folder; `name` is what messages call the folder.
    ///
    /// # Errors
    /// An archive that is not there.
    pub fn open(folder: &Path, name: &str) -> Result<Entries, Failure> {
        let file = open_stream(&folder.join(ARCHIVE), &format!("{name}/{ARCHIVE}"))?;
        Ok(Entries { file: BufReader::new(file), at: 0 })
    }

    /// Whether the next entries are the files of a record, whole and where it says; behind one that is not, nothing is.
    pub fn are(&mut self, record: &Record, time: u64) -> bool {
        record.files.iter().all(|filed| self.is(filed, time)) && record.end == Some(self.at)
    }

    fn is(&mut self, filed: &Filed, time: u64) -> bool {
        let mut block = [0; BLOCK];
        if self.file.read_exact(&mut block).is_err() {
            return false;
        }
        let Ok(size) = Header::from_byte_slice(&block).entry_size() else { return false };
        if block != *header(&filed.file, size, time).as_bytes() {
            return false;
        }
        let mut bytes = Vec::new();
        let filled = size.next_multiple_of(BLOCK as u64);
        let read = self.file.by_ref().take(filled).read_to_end(&mut bytes);
        self.at += BLOCK as u64 + filled;
        let length = usize::try_from(size).unwrap_or(usize::MAX);
        read.is_ok_and(|read| read as u64 == filled)
            && bytes.get(..length).is_some_and(|bytes| sha256(bytes) == filed.sha256)
            && bytes.iter().skip(length).all(|byte| *byte == 0)
    }

    /// Whether nothing follows but the end.
    pub fn end(mut self) -> bool {
        let mut rest = Vec::new();
        let read = self.file.by_ref().take(END.len() as u64 + 1).read_to_end(&mut rest);
        read.is_ok() && rest == END
    }
}
