//! The command line: names, help and parsing in one place; manual and completions are generated from it.

mod letters;

use crate::locale::Moment;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

pub use letters::{Letters, LettersCommand, ListDelimiter, ListEncoding, RecipientList, Summary};

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
    /// Publish a final version: freeze it in incidents/<SLUG>/published/v<N>/ and the ledger
    Publish(Publish),
    /// Prove that everything published is as it was, or name the first thing that is not
    Verify(Verify),
    /// Show the versions of an incident: when published, by whom approved, what each changed
    Log(Log),
    /// Show where a fact was published with which value
    Trace(Trace),
    /// List the regimes (laws, contracts), or assess which of them an incident falls under
    Regimes(Regimes),
    /// Show every clock that runs: when it ends, what started it, how it stands
    Deadlines(Deadlines),
    /// Write one letter for each recipient of a list
    Letters(Box<Letters>),
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
    /// Stage of the reports to authorities; by default that which the document names
    #[arg(long, value_enum)]
    pub stage: Option<Stage>,
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
    pub kind: NextVersion,
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
    /// In a redline or an impact, only this document; may be given several times
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

/// Arguments of `publish`.
#[derive(Debug, Args)]
pub struct Publish {
    /// The incident, as `slug` or `slug@version`; by default its last version
    pub incident: String,
    /// Who approved it; goes into the ledger as written
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub approved_by: Option<String>,
    /// When it is published, such as 2024-07-09T16:00; by default now
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub at: Option<Moment>,
    /// Minisign secret key to sign with; by default that of KOHYO_SIGNING_KEY, its password in KOHYO_SIGNING_PASSWORD
    #[arg(long, value_name = "PATH")]
    pub key: Option<PathBuf>,
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// Names of incidents; all that have published something by default
    pub incidents: Vec<String>,
    /// Minisign public key, or its file: every version must be signed by it
    #[arg(long, value_name = "FILE|KEY")]
    pub public_key: Option<String>,
}

/// Arguments of `log`.
#[derive(Debug, Args)]
pub struct Log {
    /// Name of the incident
    pub slug: String,
    /// Form of the history
    #[arg(long, value_enum, default_value = "human")]
    pub format: HistoryFormat,
}

/// Arguments of `trace`.
#[derive(Debug, Args)]
pub struct Trace {
    /// Name of the incident
    pub slug: String,
    /// Path of the fact, such as `data.customers.persons`
    pub fact: String,
    /// Form of the history
    #[arg(long, value_enum, default_value = "human")]
    pub format: HistoryFormat,
}

/// Arguments of `regimes`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Regimes {
    /// What to do with one regime.
    #[command(subcommand)]
    pub command: Option<RegimesCommand>,
    /// Incident to assess, `slug` or `slug@version`; by default all regimes are listed
    pub incident: Option<String>,
}

/// What to do with one regime.
#[derive(Debug, Subcommand)]
pub enum RegimesCommand {
    /// Show everything that a regime states, and what of it was not verified
    Show {
        /// Id of the regime, such as `jp-ppc`
        id: String,
    },
}

/// Arguments of `deadlines`.
#[derive(Debug, Args)]
pub struct Deadlines {
    /// Incidents, each `slug` or `slug@version`; all by default
    pub incidents: Vec<String>,
    /// Look at the clocks at this time, such as 2026-11-04T09:00; by default now
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub at: Option<Moment>,
    /// Form of the list
    #[arg(long, value_enum, default_value = "human")]
    pub format: DeadlineFormat,
}

/// Forms of a list of deadlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DeadlineFormat {
    /// For people
    Human,
    /// For programs
    Json,
    /// For calendars: iCalendar
    Ics,
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
pub enum NextVersion {
    /// There is news
    FollowUp,
    /// Something published was wrong
    Correction,
    /// Nothing more is to come
    Final,
}

/// Stages of a report to an authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// The first report: 速報, early warning
    Preliminary,
    /// A report between: 追完, incident notification
    Interim,
    /// The last report: 確報
    Final,
}

impl From<Stage> for &'static str {
    fn from(stage: Stage) -> &'static str {
        match stage {
            Stage::Preliminary => "preliminary",
            Stage::Interim => "interim",
            Stage::Final => "final",
        }
    }
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
    /// Where the earlier documents carried what changed, and where the later ones still do
    Impact,
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

/// Forms of a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum HistoryFormat {
    /// For people
    Human,
    /// For programs
    Json,
}

/// A name of a person or office: one line that says something.
fn name(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("empty".into()),
        text if text.contains(|character: char| character.is_control()) => Err("not one line of text".into()),
        text => Ok(text.to_string()),
    }
}

/// An instant, as an incident file states one.
fn time(text: &str) -> Result<Moment, String> {
    Moment::parse(text)
        .ok()
        .filter(|moment| moment.exact().is_some())
        .ok_or_else(|| "write one time, such as 2024-07-09T16:00, or one day, which is its midnight".into())
}

/// What `--deny` turns into errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// All warnings
    Warnings,
}
