//! Lists of recipients: what a file is, and its rows one after the other.
//!
//! 1. [`List::open`] streams through the file once: hash, encoding, delimiter, header.
//! 2. [`List::rows`] streams its rows, as often as asked: `delimited` for CSV and TSV, `lines` for JSON Lines, `sheet` for XLSX.
//!
//! **Invariant:** no more than a few rows are in memory; a cell is text, whatever it looks like.

mod container;
mod delimited;
mod lines;
mod problem;
mod scan;
mod sheet;

pub use sheet::cell_name;

use super::Stop;
use crate::project::{Failure, open_stream};
use std::path::{Path, PathBuf};

/// Character encoding of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// The Japanese code page of Windows, which Excel writes.
    Cp932,
    /// UTF-16, little-endian: "Unicode text" of Excel.
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
}

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// Tab
    Tab,
    /// `;`
    Semicolon,
}

/// How a list is to be read; what is not given is detected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The encoding.
    pub encoding: Option<Encoding>,
    /// The delimiter.
    pub delimiter: Option<Delimiter>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
}

/// A list of recipients on disk.
#[derive(Debug, Clone)]
pub struct List {
    /// What messages call it.
    pub name: String,
    path: PathBuf,
    form: Form,
    encoding: Encoding,
    /// SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
    /// Names of the columns.
    pub header: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Form {
    Delimited(Delimiter),
    Lines,
    /// The sheet of that name.
    Sheet(String),
}

/// One row as it stands in the file.
pub struct Row {
    /// Its number, the header being row 1; of the line for JSON Lines, of the sheet's row for XLSX.
    pub number: u64,
    /// Its cells, at least as many as the list has columns.
    pub cells: Vec<String>,
    /// What is wrong with the row as a whole.
    pub fault: Option<Fault>,
}

impl Row {
    /// A row under a header of so many columns; a sheet does not keep its last blank cells.
    fn new(number: u64, mut cells: Vec<String>, columns: usize) -> Row {
        let fault = match () {
            () if cells.iter().map(String::len).sum::<usize>() > LONGEST_ROW => Some(Fault::TooLong),
            () if cells.len() > columns => Some(Fault::Ragged),
            () => None,
        };
        cells.resize(columns.max(cells.len()), String::new());
        Row { number, cells, fault }
    }
}

/// What is wrong with a row as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It has more or fewer cells than the header.
    Ragged,
    /// It is not in the list's encoding.
    Garbled,
    /// It is no JSON object of plain values, or has a key that the first one does not have.
    NoRecord,
    /// It is longer than any real row.
    TooLong,
}

/// The largest row that is read, in bytes.
const LONGEST_ROW: usize = 4 << 20;

/// The most columns that a list may have; a spreadsheet has 16,384.
const MOST_COLUMNS: usize = 16_384;

impl List {
    /// Looks through a list; `name` is what messages call it.
    ///
    /// # Errors
    /// A file that cannot be read, or one without a header.
    pub fn open(path: &Path, name: &str, reading: Reading) -> Result<List, Stop> {
        let unreadable = |error| Failure::unreadable(name, &error);
        let scan = scan::scan(open_stream(path, name)?).map_err(unreadable)?;
        let encoding = reading.encoding.unwrap_or(scan.encoding);
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let form = match extension.to_ascii_lowercase().as_str() {
            "xlsx" | "xlsm" => return List::of_sheet(path, name, scan, reading.sheet.as_deref()),
            "xls" | "xlsb" | "ods" | "numbers" => return Err(problem::other_spreadsheet(name).into()),
            "jsonl" | "ndjson" => Form::Lines,
            "tsv" => Form::Delimited(reading.delimiter.unwrap_or(Delimiter::Tab)),
            _ => Form::Delimited(reading.delimiter.unwrap_or_else(|| scan::delimiter(&encoding.decode(&scan.start)))),
        };
        let (name, path) = (name.to_owned(), path.to_path_buf());
        let mut list = List { name, path, form, encoding, sha256: scan.sha256, header: Vec::new() };
        list.header = list.named(list.read_header()?)?;
        Ok(list)
    }

    fn of_sheet(path: &Path, name: &str, scan: scan::Scan, sheet: Option<&str>) -> Result<List, Stop> {
        let opened = sheet::open(open_stream(path, name)?, name, sheet)?;
        let form = Form::Sheet(opened.sheet);
        let (name, path) = (name.to_owned(), path.to_path_buf());
        let mut list = List { name, path, form, encoding: scan.encoding, sha256: scan.sha256, header: Vec::new() };
        list.header = list.named(opened.header)?;
        Ok(list)
    }

    /// What was found out about the file, for a note.
    pub fn form(&self) -> String {
        let encoding = match self.encoding {
            Encoding::Utf8 => "UTF-8",
            Encoding::Cp932 => "CP932",
            Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
        };
        match &self.form {
            Form::Sheet(sheet) => format!("XLSX ({sheet})"),
            Form::Lines => format!("JSON Lines, {encoding}"),
            Form::Delimited(Delimiter::Comma) => format!("CSV, {encoding}"),
            Form::Delimited(Delimiter::Tab) => format!("TSV, {encoding}"),
            Form::Delimited(Delimiter::Semicolon) => format!("CSV (;), {encoding}"),
        }
    }

    /// All rows behind the header, blank ones left out.
    ///
    /// # Errors
    /// A file that cannot be read any more.
    pub fn rows(&self) -> Result<Rows, Failure> {
        let file = open_stream(&self.path, &self.name)?;
        let read = |file| self.encoding.reader(file);
        Ok(match &self.form {
            Form::Delimited(delimiter) => Rows::Delimited(delimited::Rows::new(read(file), *delimiter, &self.name)),
            Form::Lines => Rows::Lines(lines::Rows::new(read(file), self.header.clone(), &self.name)),
            Form::Sheet(sheet) => Rows::Sheet(sheet::Rows::new(file, sheet.clone(), self.header.len(), &self.name)),
        })
    }

    /// Whether the file is still the one that was opened.
    ///
    /// # Errors
    /// A file that cannot be read any more.
    pub fn is_unchanged(&self) -> Result<bool, Failure> {
        let scan = scan::scan(open_stream(&self.path, &self.name)?);
        let scan = scan.map_err(|error| Failure::unreadable(&self.name, &error))?;
        Ok(scan.sha256 == self.sha256)
    }

    fn read_header(&self) -> Result<Vec<String>, Stop> {
        let file = self.encoding.reader(open_stream(&self.path, &self.name)?);
        Ok(match self.form {
            Form::Delimited(delimiter) => delimited::header(file, delimiter, &self.name)?,
            Form::Lines => lines::header(file, &self.name)?,
            Form::Sheet(_) => Vec::new(),
        })
    }

    /// The names of the columns, if there are any and not too many.
    fn named(&self, header: Vec<String>) -> Result<Vec<String>, Stop> {
        match header.len() {
            0 => Err(problem::without_header(&self.name).into()),
            count if count > MOST_COLUMNS => Err(problem::too_wide(&self.name).into()),
            _ => Ok(header.iter().map(|name| name.trim().trim_start_matches('\u{FEFF}').to_owned()).collect()),
        }
    }
}

/// The rows of a list; an error of the disk ends them.
pub enum Rows {
    /// CSV or TSV.
    Delimited(delimited::Rows),
    /// JSON Lines.
    Lines(lines::Rows),
    /// XLSX.
    Sheet(sheet::Rows),
}

impl Iterator for Rows {
    type Item = Result<Row, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let row = match self {
                Rows::Delimited(rows) => rows.next()?,
                Rows::Lines(rows) => rows.next()?,
                Rows::Sheet(rows) => rows.next()?,
            };
            // Spreadsheets leave blank rows behind.
            if !row.as_ref().is_ok_and(is_blank) {
                return Some(row);
            }
        }
    }
}

fn is_blank(row: &Row) -> bool {
    !matches!(row.fault, Some(Fault::NoRecord | Fault::TooLong)) && row.cells.iter().all(|cell| cell.trim().is_empty())
}
