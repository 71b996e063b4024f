//! The command line: names, help and parsing in one place; manual and completions are generated from it.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Drafts disclosure documents from the structured facts of one incident.
#[derive(Debug, Parser)]
#[command(name = "kohyo", version, about, disable_help_subcommand = true)]
pub struct Arguments {
    /// Language of messages; by default that of the environment
    #[arg(long, global = true, value_enum)]
    pub locale: Option<Locale>,
    /// Colour of messages
    #[arg(long, global = true, value_enum, default_value = "auto")]
    pub color: Color,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start an incident: incidents/<SLUG>/v1.toml with guidance in comments
    New(New),
    /// Report everything that is wrong with incidents and their documents
    Check(Check),
    /// Print the page of a check, or the list of all checks
    Explain {
        /// Code of the check, as findings show it
        code: Option<String>,
    },
    /// Write documents to <OUT>/<slug>/v<N>/<document>.{md,html,pdf}
    Render(Render),
    /// Start the next version: incidents/<SLUG>/v<N+1>.toml, the text of the last one as a draft
    Revise(Revise),
    /// Show what changed from one version to another, in the facts or in the documents
    Diff(Diff),
    /// Write one letter for each recipient of a list
    Letters(Letters),
    /// Print the JSON Schema of the incident file
    Schema,
    /// Work with templates and layouts
    Templates(Templates),
    /// Print a completion script
    Completions {
        /// Which shell it is for
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// Arguments of `new`.
#[derive(Debug, Args)]
pub struct New {
    /// Name of the incident: lower-case ASCII words joined by `-`
    pub slug: String,
    /// Language of the file and its documents
    #[arg(long, value_enum, default_value = "ja")]
    pub lang: Locale,
    /// Cause, such as `unauthorized-access` or `loss`
    #[arg(long, default_value = "unknown")]
    pub cause: String,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Incidents, each `slug` or `slug@version`; all by default
    pub incidents: Vec<String>,
    /// Form of the report
    #[arg(long, value_enum, default_value = "human")]
    pub format: CheckFormat,
    /// Let warnings fail too
    #[arg(long, value_enum)]
    pub deny: Option<Deny>,
}

/// Arguments of `render`.
#[derive(Debug, Args)]
pub struct Render {
    /// Incidents, each `slug` or `slug@version`; all by default
    pub incidents: Vec<String>,
    /// Only this document; may be given several times
    #[arg(long = "document", value_name = "ID")]
    pub documents: Vec<String>,
    /// Formats, joined by commas
    #[arg(long, value_delimiter = ',', default_value = "md,html,pdf")]
    pub format: Vec<String>,
    /// Write HTML as a bare fragment to paste into a CMS
    #[arg(long)]
    pub fragment: bool,
    /// Folder to write to, relative to the current one; by default the project's `out`
    #[arg(long)]
    pub out: Option<PathBuf>,
}

/// Arguments of `revise`.
#[derive(Debug, Args)]
pub struct Revise {
    /// Name of the incident
    pub slug: String,
    /// What the next version is
    #[arg(long, value_enum)]
    pub kind: Stage,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// Name of the incident
    pub slug: String,
    /// Number of the earlier version; by default the one before the later
    #[arg(long, value_name = "N")]
    pub from: Option<u32>,
    /// Number of the later version; by default the last
    #[arg(long, value_name = "M")]
    pub to: Option<u32>,
    /// In a redline, only this document; may be given several times
    #[arg(long = "document", value_name = "ID")]
    pub documents: Vec<String>,
    /// What is shown
    #[arg(long, value_enum, default_value = "facts")]
    pub view: View,
    /// Its form; all but `terminal` go to out/<slug>/v<N>-v<M>/<VIEW>.<FORMAT>
    #[arg(long, value_enum, default_value = "terminal")]
    pub format: DiffFormat,
    /// File to write to, relative to the current folder
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

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
    /// List of recipients: CSV, TSV or JSON Lines
    #[arg(long, value_name = "FILE", required = true)]
    pub recipients: Option<PathBuf>,
    /// Its encoding; by default detected
    #[arg(long, value_enum)]
    pub encoding: Option<ListEncoding>,
    /// What stands between its cells; by default detected
    #[arg(long, value_enum)]
    pub delimiter: Option<ListDelimiter>,
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

/// Arguments of `templates`.
#[derive(Debug, Args)]
pub struct Templates {
    /// What to do with them.
    #[command(subcommand)]
    pub command: TemplatesCommand,
}

/// What to do with templates.
#[derive(Debug, Subcommand)]
pub enum TemplatesCommand {
    /// Copy the built-in templates and layouts into the project's templates/, to be changed there
    Eject,
}

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Locale {
    /// Japanese
    Ja,
    /// English
    En,
}

/// Stages of a version behind the first one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// There is news
    FollowUp,
    /// Something published was wrong
    Correction,
    /// Nothing more is to come
    Final,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Forms of the report of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people
    Human,
    /// For programs
    Json,
    /// For code review tools: SARIF 2.1.0
    Sarif,
}

/// What `diff` shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum View {
    /// What is stated otherwise, path by path, with kind and reason
    Facts,
    /// The later documents with what was inserted and deleted
    Redline,
    /// Both versions side by side, place by place (新旧対照表)
    Table,
    /// What was wrong and what is right, place by place (正誤表)
    Errata,
}

/// Forms of what `diff` shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// Markdown on standard output, coloured on a terminal
    Terminal,
    /// Markdown with CriticMarkup
    Md,
    /// A page for browsers
    Html,
    /// A4
    Pdf,
    /// For programs
    Json,
}

/// What `--deny` turns into errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// All warnings
    Warnings,
}
