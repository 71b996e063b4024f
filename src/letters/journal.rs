//! The journal of a run, which is its manifest when the run is done.
//!
//! It is JSON Lines: a [`Head`], the letters ([`Kind`]), one [`Record`] for each recipient in the order of the list, and [`Done`].
//! A run that was stopped has no [`Done`] and perhaps half a line at its end; everything before that holds.
//! Ids stand in it, because the list is needed to know who they are; nothing else of a recipient does.

use super::{Output, Stop};
use crate::diag::{Diagnostic, Wording};
use crate::project::{Failure, open_stream};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Name of the file in the output folder.
pub const MANIFEST: &str = "manifest.jsonl";

/// Version of the format.
const FORMAT: u32 = 1;

/// What a run is; two runs with the same head make the same files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Version of the format.
    pub kohyo_letters: u32,
    /// Slug of the incident.
    pub incident: String,
    /// Its version.
    pub version: u32,
    /// Names of the documents.
    pub documents: Vec<String>,
    /// Formats, by their extensions.
    pub formats: Vec<String>,
    /// How the letters lie in the folder.
    #[serde(default, skip_serializing_if = "Output::is_files")]
    pub output: Output,
    /// SHA-256 of the list.
    pub list: String,
    /// How many rows the list has.
    pub rows: u64,
    /// How many of them cannot be printed and were left out.
    pub rejected: u64,
    /// How many of them get no letter, because nothing of their earlier one is to be corrected.
    pub unaffected: u64,
    /// What is corrected: the SHA-256 of the heads of the earlier manifests.
    pub corrects: Option<String>,
    /// Number of the shard, from 1.
    pub shard: u64,
    /// How many shards there are.
    pub of: u64,
    /// SHA-256 of the letters before they are filled, of the layouts, and of the program's version.
    pub plan: String,
}

impl Head {
    /// The version of the format that this program writes.
    pub const FORMAT: u32 = FORMAT;
}

/// A letter that several recipients get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kind {
    /// Its number.
    pub kind: usize,
    /// The document that it is.
    pub document: String,
    /// The data sets that it speaks of.
    pub sets: Vec<String>,
    /// What it states: paths of facts with what is printed.
    pub facts: BTreeMap<String, String>,
}

/// One recipient's letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Row of the list.
    pub row: u64,
    /// The recipient's id.
    pub id: String,
    /// Number of the [`Kind`].
    pub letter: usize,
    /// Its files in the order of the formats; the print file that it is in.
    pub files: Vec<Filed>,
    /// Length of the archive behind it, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<u64>,
    /// Where it stands in a print file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<Pages>,
}

/// Where a letter stands in a print file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pages {
    /// Its first page, from 1.
    pub first: usize,
    /// How many pages it has.
    pub count: usize,
    /// How many letters follow in the same file.
    pub left: usize,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// Its path in the output folder or archive, with `/`.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// The last line of a finished run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// How many recipients got a letter.
    pub letters: u64,
}

/// A line of a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Line {
    /// The first.
    Head(Head),
    /// A letter.
    Kind(Kind),
    /// A recipient's letter.
    Record(Record),
    /// The last.
    Done(Done),
}

impl Line {
    /// The line with its end.
    #[expect(clippy::expect_used, reason = "a line is strings and numbers")]
    pub fn print(&self) -> String {
        serde_json::to_string(self).expect("a line is plain data") + "\n"
    }
}

/// The lines of a journal, one after the other, each with the number of bytes up to its end; a broken line ends them.
pub struct Lines {
    read: BufReader<std::fs::File>,
    at: u64,
}

impl Lines {
    /// Opens the journal of an output folder; `name` is what messages call it.
    ///
    /// # Errors
    /// A journal that is not there or cannot be read.
    pub fn open(folder: &Path, name: &str) -> Result<Lines, Failure> {
        Lines::of_file(&folder.join(MANIFEST), &format!("{name}/{MANIFEST}"))
    }

    /// Opens a journal by its own path.
    ///
    /// # Errors
    /// A journal that is not there or cannot be read.
    pub fn of_file(path: &Path, name: &str) -> Result<Lines, Failure> {
        let file = open_stream(path, name)?;
        Ok(Lines { read: BufReader::new(file), at: 0 })
    }

    /// The head of a journal; nothing if the first line is none.
    pub fn head(&mut self) -> Option<Head> {
        match self.next() {
            Some((Line::Head(head), _)) if head.kohyo_letters == FORMAT => Some(head),
            _ => None,
        }
    }
}

/// The head of the manifest of an output folder; `name` is what messages call it.
///
/// # Errors
/// A folder without one.
pub fn read_head(folder: &Path, name: &str) -> Result<Head, Stop> {
    Lines::open(folder, name)?.head().ok_or_else(|| {
        let headline = Wording::new(
            format!("{name}/{MANIFEST} は手紙の記録ではありません"),
            format!("{name}/{MANIFEST} is no record of letters"),
        );
        Diagnostic::error("no-manifest", headline).into()
    })
}

impl Iterator for Lines {
    type Item = (Line, u64);

    fn next(&mut self) -> Option<Self::Item> {
        let mut text = String::new();
        let length = self.read.read_line(&mut text).ok()?;
        if !text.ends_with('\n') {
            return None;
        }
        self.at += length as u64;
        Some((serde_json::from_str(&text).ok()?, self.at))
    }
}
