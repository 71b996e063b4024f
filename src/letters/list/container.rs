//! The ZIP file around a workbook, measured before it is opened.
//!
//! A few kilobytes can unfold to terabytes, and a workbook's table of texts is read as a whole; so every part is unfolded once,
//! in blocks, against a limit. What a file says of its own sizes is not believed.

use super::problem;
use crate::diag::Diagnostic;
use std::fs::File;
use std::io::{self, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// What all parts may hold together; a full sheet of a million rows with twenty columns holds about half of it.
const LARGEST: u64 = 2 << 30;

/// How much of a part's beginning is looked at.
const START: usize = 4 << 10;

/// Unfolds all parts of a file and forgets them.
pub fn measure(file: &File, name: &str) -> Result<(), Diagnostic> {
    match size(file, LARGEST) {
        Ok(size) if size > LARGEST => Err(problem::too_large(name)),
        Ok(_) => Ok(()),
        // The library tells it apart: a locked workbook is no ZIP file.
        Err(_) if is_compound(file) => Ok(()),
        Err(_) => Err(problem::broken(name)),
    }
}

/// What all parts hold; more than `most` says nothing but that.
fn size(file: &File, most: u64) -> Result<u64, ZipError> {
    let mut archive = ZipArchive::new(file)?;
    let (mut size, mut block) = (0, vec![0; 64 << 10]);
    for index in 0..archive.len() {
        let mut part = archive.by_index(index)?;
        let (mut start, before) = (Vec::new(), size);
        loop {
            let length = part.read(&mut block)?;
            if length == 0 {
                break;
            }
            size += length as u64;
            if size > most {
                return Ok(size);
            }
            let bytes = block.get(..length).unwrap_or_default();
            start.extend(bytes.iter().take(START.saturating_sub(start.len())));
        }
        if promised(&start) > size - before {
            return Err(ZipError::Io(io::ErrorKind::InvalidData.into()));
        }
    }
    Ok(size)
}

/// How many texts a table says that it has: memory is set aside for them before the first is read.
fn promised(start: &[u8]) -> u64 {
    let start = String::from_utf8_lossy(start);
    let Some((_, count)) = start.split_once("uniqueCount") else { return 0 };
    let digits = count.trim_start_matches(|c: char| c.is_whitespace() || "='\"+".contains(c));
    let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() { 0 } else { digits.parse().unwrap_or(u64::MAX) }
}

/// Whether a file begins as Microsoft's compound files do, in which a locked workbook is wrapped.
fn is_compound(mut file: &File) -> bool {
    let mut start = [0; 8];
    let read = io::Seek::rewind(&mut file).and_then(|()| file.read_exact(&mut start));
    read.is_ok() && start == *b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_the_limit_is_not_unfolded() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/all/sheets/usual.xlsx");
        #[expect(clippy::disallowed_methods, reason = "a test reads its own file")]
        let file = File::open(path).unwrap();
        let whole = size(&file, u64::MAX).unwrap();
        assert!(size(&file, whole).unwrap() == whole && size(&file, 1000).unwrap() > 1000);
    }

    #[test]
    fn a_table_cannot_promise_more_texts_than_it_has_bytes() {
        assert_eq!(promised(b"<sst count=\"9\" uniqueCount=\"7\">"), 7);
        assert_eq!(promised(b"<sst uniqueCount = '99999999999999999999'>"), u64::MAX);
        assert_eq!(promised(b"<sst uniqueCount=\"\"><si/>"), 0);
        assert_eq!(promised(b"<worksheet>"), 0);
    }
}
