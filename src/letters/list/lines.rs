//! JSON Lines: one object in each line, all with the keys of the first.

use super::delimited::Decoded;
use super::{Fault, LONGEST_ROW, Row};
use crate::project::Failure;
use serde_json::{Map, Value};
use std::io::{BufRead, BufReader, Read};

/// The objects of a file.
pub struct Rows {
    lines: Lines,
    header: Vec<String>,
}

impl Rows {
    /// Starts at the first line.
    pub fn new(read: Decoded, header: Vec<String>, name: &str) -> Rows {
        Rows { lines: Lines::new(read, name), header }
    }

    fn row(&self, number: u64, line: &str) -> Row {
        let cells = match serde_json::from_str::<Map<String, Value>>(line) {
            Ok(object) => self.cells(&object),
            Err(_) => None,
        };
        let garbled = line.contains('\u{FFFD}').then_some(Fault::Garbled);
        match cells {
            Some(cells) => Row { number, cells, fault: garbled },
            None => Row { number, cells: vec![String::new(); self.header.len()], fault: Some(Fault::NoRecord) },
        }
    }

    /// The values in the order of the header; nothing if a value is no plain one or a key is unknown.
    fn cells(&self, object: &Map<String, Value>) -> Option<Vec<String>> {
        if object.keys().any(|key| !self.header.iter().any(|known| known == key.trim())) {
            return None;
        }
        self.header.iter().map(|key| object.get(key).map_or(Some(String::new()), plain)).collect()
    }
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

impl Iterator for Rows {
    type Item = Result<Row, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.lines.next()? {
            Ok((number, Some(line))) => Some(Ok(self.row(number, &line))),
            Ok((number, None)) => {
                Some(Ok(Row { number, cells: vec![String::new(); self.header.len()], fault: Some(Fault::TooLong) }))
            }
            Err(failure) => Some(Err(failure)),
        }
    }
}

/// The keys of the first object.
pub fn header(read: Decoded, name: &str) -> Result<Vec<String>, Failure> {
    let first = Lines::new(read, name).next().transpose()?.and_then(|(_, line)| line);
    let object: Map<String, Value> = first.and_then(|line| serde_json::from_str(&line).ok()).unwrap_or_default();
    Ok(object.keys().cloned().collect())
}

/// Lines with their numbers, blank ones left out; one that is too long is told without its text.
struct Lines {
    read: BufReader<Decoded>,
    name: String,
    number: u64,
}

impl Lines {
    fn new(read: Decoded, name: &str) -> Lines {
        Lines { read: BufReader::new(read), name: name.to_owned(), number: 0 }
    }

    /// Passes over the rest of a line.
    fn skip_line(&mut self) -> std::io::Result<()> {
        loop {
            let buffer = self.read.fill_buf()?;
            let (length, ended) = match buffer.iter().position(|byte| *byte == b'\n') {
                Some(end) => (end + 1, true),
                None => (buffer.len(), buffer.is_empty()),
            };
            self.read.consume(length);
            if ended {
                return Ok(());
            }
        }
    }
}

impl Iterator for Lines {
    type Item = Result<(u64, Option<String>), Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let mut line = Vec::new();
            let read = (&mut self.read).take(LONGEST_ROW as u64).read_until(b'\n', &mut line);
            let too_long = line.len() >= LONGEST_ROW && !line.ends_with(b"\n");
            let read = read.and_then(|length| if too_long { self.skip_line().map(|()| length) } else { Ok(length) });
            match read {
                Ok(0) => return None,
                Ok(_) => self.number += 1,
                Err(error) => return Some(Err(Failure::unreadable(&self.name, &error))),
            }
            if too_long {
                return Some(Ok((self.number, None)));
            }
            let line = String::from_utf8_lossy(&line).into_owned();
            if !line.trim().is_empty() {
                return Some(Ok((self.number, Some(line))));
            }
        }
    }
}
