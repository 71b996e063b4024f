//! The index of print files: where the letter of each recipient begins. It follows from the journal.

use super::journal::{Line, Lines, Record};
use super::{Order, Stop};
use crate::project::{Appender, Failure, open_stream};
use std::io::{BufReader, Read as _};

/// Name of the index in the output folder.
pub const INDEX: &str = "index.csv";

/// How much is written at once.
const AT_ONCE: usize = 1 << 20;

/// Writes the index of a run whose letters are all recorded.
///
/// # Errors
/// A disk that is full, a journal that cannot be read.
pub fn write(order: &Order<'_>) -> Result<(), Stop> {
    let failure = |error| Failure::unwritable(&format!("{}/{INDEX}", order.name), &error);
    let mut index = Appender::open(&order.out.join(INDEX), 0).map_err(failure)?;
    let mut buffer = Vec::new();
    for row in rows(order)? {
        buffer.extend(row);
        if buffer.len() >= AT_ONCE {
            index.append(&std::mem::take(&mut buffer)).map_err(failure)?;
        }
    }
    Ok(index.append(&buffer).map_err(failure)?)
}

/// Whether the index is what the journal makes.
///
/// # Errors
/// One that is not there.
pub fn is_true(order: &Order<'_>) -> Result<bool, Stop> {
    let file = open_stream(&order.out.join(INDEX), &format!("{}/{INDEX}", order.name))?;
    let mut file = BufReader::new(file);
    for row in rows(order)? {
        let mut found = vec![0; row.len()];
        if file.read_exact(&mut found).is_err() || found != row {
            return Ok(false);
        }
    }
    Ok(matches!(file.read(&mut [0]), Ok(0)))
}

fn rows(order: &Order<'_>) -> Result<impl Iterator<Item = Vec<u8>>, Failure> {
    let records = Lines::open(&order.out, &order.name)?.filter_map(|(line, _)| match line {
        Line::Record(record) => Some(row(&record)),
        _ => None,
    });
    Ok(std::iter::once(line(["id", "file", "first_page", "pages", "sha256"])).chain(records))
}

fn row(record: &Record) -> Vec<u8> {
    let (first, count) = record.pages.as_ref().map_or((0, 0), |pages| (pages.first, pages.count));
    let (file, sha256) = record.files.first().map_or(("", ""), |filed| (&filed.file, &filed.sha256));
    line([&record.id, file, &first.to_string(), &count.to_string(), sha256])
}

fn line(cells: [&str; 5]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Memory takes every row.
    let _ = writer.write_record(cells);
    writer.into_inner().unwrap_or_default()
}
