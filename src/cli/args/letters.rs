//! Arguments of `kohyo letters`.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Arguments of `letters`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Letters {
    /// What to do with letters that are there.
    #[command(subcommand)]
    pub command: Option<LettersCommand>,
    /// Incident, `slug` or `slug@version`
    #[arg(required = true)]
    pub incident: Option<String>,
    /// The list.
    #[command(flatten)]
    pub list: RecipientList,
    /// Letter; by default the documents marked `per_recipient`, one for each language
    #[arg(long, value_name = "ID")]
    pub document: Option<String>,
    /// Formats, joined by commas
    #[arg(long, value_delimiter = ',', default_value = "pdf")]
    pub format: Vec<String>,
    /// One archive, letters.tar, instead of separate files
    #[arg(long)]
    pub archive: bool,
    /// Files for a print house, each of N letters (500 if N is not given), with index.csv
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "500")]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=5000), conflicts_with = "archive")]
    pub merged: Option<u16>,
    /// Let every letter of a print file begin on the front of a sheet
    #[arg(long, requires = "merged")]
    pub duplex: bool,
    /// Only a part of the list: `I/N`, `slurm` (array job) or `kubernetes/N` (indexed Job)
    #[arg(long, value_name = "I/N")]
    pub shard: Option<String>,
    /// Write only to those whose earlier letter carries a fact that changed; give the manifests of all its shards
    #[arg(long, value_name = "MANIFEST")]
    pub corrects: Vec<PathBuf>,
    /// Go on with a run that was stopped
    #[arg(long)]
    pub resume: bool,
    /// Leave out rows with errors and write them to rejected.csv; without it, one such row stops the run
    #[arg(long)]
    pub skip_invalid: bool,
    /// Look at the list and the letter, and write nothing
    #[arg(long)]
    pub check: bool,
    /// Form of the summary
    #[arg(long, value_enum, default_value = "human")]
    pub summary: Summary,
    /// Empty folder to write to, relative to the current one; by default out/<slug>/v<N>/letters
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// A list of recipients.
#[derive(Debug, Args)]
pub struct RecipientList {
    /// List of recipients: CSV, TSV, JSON Lines or XLSX
    #[arg(long, value_name = "FILE", required = true)]
    pub recipients: Option<PathBuf>,
    /// Its encoding; by default detected
    #[arg(long, value_enum)]
    pub encoding: Option<ListEncoding>,
    /// What stands between its cells; by default detected
    #[arg(long, value_enum)]
    pub delimiter: Option<ListDelimiter>,
    /// Sheet of a workbook; by default the only visible one with cells
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
}

/// What to do with letters that are there.
#[derive(Debug, Subcommand)]
pub enum LettersCommand {
    /// Prove that the manifests of all shards together hold one letter for each recipient
    Merge {
        /// Output folders of the shards
        #[arg(required = true, value_name = "DIR")]
        folders: Vec<PathBuf>,
    },
    /// Prove that each recipient has exactly one letter, which says what their row alone makes it say
    Verify {
        /// Output folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// The list.
        #[command(flatten)]
        list: RecipientList,
        /// What the letters correct, as they were made
        #[arg(long, value_name = "MANIFEST")]
        corrects: Vec<PathBuf>,
    },
}

/// Encodings of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListEncoding {
    /// UTF-8, with or without a byte order mark
    Utf8,
    /// The Japanese code page of Windows
    Cp932,
    /// UTF-16, little-endian
    Utf16,
}

/// Delimiters of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListDelimiter {
    /// `,`
    Comma,
    /// Tab
    Tab,
    /// `;`
    Semicolon,
}

/// Forms of the summary of `letters`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Summary {
    /// For people
    Human,
    /// For programs
    Json,
}
