//! CSV and TSV.

use super::{Delimiter, Fault, LONGEST_ROW, Row};
use crate::project::Failure;
use csv::{Reader, ReaderBuilder, StringRecord};
use encoding_rs_io::DecodeReaderBytes;
use std::fs::File;
use std::io;

/// The file as UTF-8.
pub type Decoded = DecodeReaderBytes<File, Vec<u8>>;

/// The rows behind the header.
pub struct Rows {
    reader: Reader<Decoded>,
    name: String,
    columns: Option<usize>,
    number: u64,
}

impl Rows {
    /// Starts before the header.
    pub fn new(read: Decoded, delimiter: Delimiter, name: &str) -> Rows {
        Rows { reader: reader(read, delimiter), name: name.to_owned(), columns: None, number: 0 }
    }
}

impl Iterator for Rows {
    type Item = Result<Row, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let mut record = StringRecord::new();
            match self.reader.read_record(&mut record) {
                Ok(false) => return None,
                Ok(true) => {}
                Err(error) => return Some(Err(unreadable(&self.name, error))),
            }
            self.number += 1;
            let Some(columns) = self.columns else {
                self.columns = Some(record.len());
                continue;
            };
            return Some(Ok(row(self.number, &record, columns)));
        }
    }
}

fn row(number: u64, record: &StringRecord, columns: usize) -> Row {
    let fault = match () {
        () if record.as_slice().len() > LONGEST_ROW => Some(Fault::TooLong),
        () if record.as_slice().contains('\u{FFFD}') => Some(Fault::Garbled),
        () if record.len() != columns => Some(Fault::Ragged),
        () => None,
    };
    let mut cells: Vec<String> = record.iter().map(str::to_owned).collect();
    cells.resize(columns.max(record.len()), String::new());
    Row { number, cells, fault }
}

/// The first record.
pub fn header(read: Decoded, delimiter: Delimiter, name: &str) -> Result<Vec<String>, Failure> {
    let mut record = StringRecord::new();
    match reader(read, delimiter).read_record(&mut record) {
        Ok(_) => Ok(record.iter().map(str::to_owned).collect()),
        Err(error) => Err(unreadable(name, error)),
    }
}

fn reader(read: Decoded, delimiter: Delimiter) -> Reader<Decoded> {
    let delimiter = match delimiter {
        Delimiter::Comma => b',',
        Delimiter::Tab => b'\t',
        Delimiter::Semicolon => b';',
    };
    ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(read)
}

/// The reader decodes to UTF-8 and takes rows of any length, so all that can fail is the disk.
fn unreadable(name: &str, error: csv::Error) -> Failure {
    let error = match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        _ => io::ErrorKind::InvalidData.into(),
    };
    Failure::unreadable(name, &error)
}
