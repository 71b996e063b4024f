//! The command line: parses, calls a command, shows what it found, and turns the outcome into an exit code.
//!
//! 1. `args`: names and help.
//! 2. [`Session`]: environment, sources and findings of one run.
//! 3. `load`: incidents with their base and earlier versions, as cases.
//! 4. one file for each command.
//!
//! What was asked for goes to standard output or files; findings go to standard error.
//! Exit code 0: done, warnings included; 1: errors in the content; 2: usage, or something unreadable, unwritable, unknown;
//! 130: interrupted by the user.

mod args;
mod check;
mod deadlines;
mod diff;
mod explain;
mod letters;
mod load;
mod log;
mod new;
mod progress;
mod publish;
mod published;
mod reference;
mod regimes;
mod render;
mod revise;
mod scaffold;
mod table;
mod templates;
mod trace;
mod verify;

use crate::diag::render::{human, json, sarif, summary};
use crate::diag::{Diagnostic, Severity, Wording};
use crate::project::{Colour, Environment, Failure, INTERRUPTED, Project, write_new};
use crate::release::Trouble;
use crate::text::Sources;
use args::{Arguments, CheckFormat, Color, Command, Deny, Locale};
use clap::Parser;
use std::collections::HashSet;
use std::ffi::OsString;
use std::io::{ErrorKind, Write};

pub use args::Arguments as CommandLine;

/// Runs the program with its arguments and returns its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no errors; both kinds know their stream.
            let _ = error.print();
            return if error.use_stderr() { 2 } else { 0 };
        }
    };
    let mut session = Session::new(&arguments);
    match &arguments.command {
        Command::New(new) => new::run(&mut session, new),
        Command::Check(check) => check::run(&mut session, check),
        Command::Explain { code } => explain::run(&mut session, code.as_deref()),
        Command::Render(render) => render::run(&mut session, render),
        Command::Revise(revise) => revise::run(&mut session, revise),
        Command::Diff(diff) => diff::run(&mut session, diff),
        Command::Publish(publish) => publish::run(&mut session, publish),
        Command::Verify(verify) => verify::run(&mut session, verify),
        Command::Log(log) => log::run(&mut session, log),
        Command::Trace(trace) => trace::run(&mut session, trace),
        Command::Regimes(regimes) => regimes::run(&mut session, regimes),
        Command::Deadlines(deadlines) => deadlines::run(&mut session, deadlines),
        Command::Letters(letters) => letters::run(&mut session, letters),
        Command::Schema => reference::schema(&mut session),
        Command::Templates(templates) => templates::run(&mut session, templates),
        Command::Completions { shell } => reference::completions(&mut session, *shell),
        Command::Man => reference::man(&mut session),
    }
    session.close()
}

/// A value for programs.
fn json_text(value: &impl serde::Serialize) -> String {
    // A value of plain types always has a JSON form.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// Environment, sources and findings of one run.
struct Session {
    environment: Environment,
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
    /// What kept the program from its work.
    failures: Vec<Diagnostic>,
    /// Whether the user stopped the run.
    interrupted: bool,
    format: CheckFormat,
    deny: Option<Deny>,
}

impl Session {
    fn new(arguments: &Arguments) -> Session {
        let locale = arguments.locale.map(|locale| match locale {
            Locale::Ja => "ja",
            Locale::En => "en",
        });
        let colour = match arguments.color {
            Color::Auto => Colour::Auto,
            Color::Always => Colour::Always,
            Color::Never => Colour::Never,
        };
        let (format, deny) = match &arguments.command {
            Command::Check(check) => (check.format, check.deny),
            _ => (CheckFormat::Human, None),
        };
        let environment = Environment::gather(locale, colour);
        Session {
            environment,
            sources: Sources::default(),
            diagnostics: Vec::new(),
            failures: Vec::new(),
            interrupted: false,
            format,
            deny,
        }
    }

    /// Keeps a failure for the end of the run; returns what was read, if anything.
    fn kept<T>(&mut self, result: Result<T, Failure>) -> Option<T> {
        result.map_err(|failure| self.failures.push(*failure.diagnostic)).ok()
    }

    /// Keeps what is wrong with something published; returns what was read, if anything.
    fn proved<T>(&mut self, result: Result<T, Trouble>) -> Option<T> {
        match result {
            Ok(read) => return Some(read),
            Err(Trouble::Failure(failure)) => self.failures.push(*failure.diagnostic),
            Err(Trouble::Finding(finding)) => self.diagnostics.push(*finding),
        }
        None
    }

    /// Whether anything found so far is an error.
    fn has_errors(&self) -> bool {
        !self.failures.is_empty() || self.diagnostics.iter().any(|found| found.severity == Severity::Error)
    }

    /// Keeps several failures.
    fn kept_all<T>(&mut self, result: Result<T, Vec<Failure>>) -> Option<T> {
        result.map_err(|failures| self.failures.extend(failures.into_iter().map(|failure| *failure.diagnostic))).ok()
    }

    /// Writes what was asked for; a closed pipe ends quietly.
    fn print(&mut self, text: &str) {
        let mut output = std::io::stdout().lock();
        match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                self.failures.push(*Failure::unwritable("stdout", &error).diagnostic);
            }
            _ => {}
        }
    }

    /// Writes a new file of the project and prints its name; returns whether it did. One that is there is never touched.
    fn create(&mut self, project: &Project, name: &str, text: &str) -> bool {
        let written = match project.has(name) {
            true => Err(ErrorKind::AlreadyExists.into()),
            false => write_new(&project.path(name), text.as_bytes()),
        };
        match written {
            Ok(()) => self.print(&format!("{name}\n")),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && project.has(name) => {
                let headline = Wording::new(format!("{name} は既にあります"), format!("{name} exists already"));
                self.failures.push(Diagnostic::error("exists", headline));
                return false;
            }
            Err(error) => {
                self.failures.push(*Failure::unwritable(name, &error).diagnostic);
                return false;
            }
        }
        true
    }

    /// Shows the findings and returns the exit code.
    fn close(mut self) -> u8 {
        let denied = self.deny.is_some() && self.diagnostics.iter().any(|found| found.severity == Severity::Warning);
        let errors = self.diagnostics.iter().any(|found| found.severity == Severity::Error);
        let mut all = std::mem::take(&mut self.failures);
        let failed = !all.is_empty();
        all.append(&mut self.diagnostics);
        // What several documents print is found once in each of them, and said once.
        let mut said = HashSet::new();
        all.retain(|found| said.insert(found.clone()));
        match self.format {
            CheckFormat::Json => {
                let report = json(&all, &self.sources, self.environment.language);
                self.print(&report);
            }
            CheckFormat::Sarif => {
                let report = sarif(&all, &self.sources, self.environment.language);
                self.print(&report);
            }
            CheckFormat::Human if !all.is_empty() => {
                let language = self.environment.language;
                let shown = human(&all, &self.sources, language, self.environment.colour_stderr);
                let _ = writeln!(std::io::stderr(), "{shown}{}", summary(&all, language));
            }
            CheckFormat::Human => {}
        }
        if self.interrupted && !failed {
            return INTERRUPTED;
        }
        match (failed || !self.failures.is_empty(), errors || denied) {
            (true, _) => 2,
            (false, true) => 1,
            (false, false) => 0,
        }
    }
}
