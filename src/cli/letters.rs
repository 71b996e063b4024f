//! `kohyo letters`: one letter for each recipient, and the proofs that none is wrong and none lost.

use super::Session;
use super::args::{Letters, LettersCommand, ListDelimiter, ListEncoding, RecipientList, Summary};
use super::load::Library;
use super::progress::Progress;
use super::render::{Desk, writers};
use crate::diag::{Diagnostic, Language, Severity, Wording};
use crate::facts::stated::Entry;
use crate::facts::{Case, recipient};
use crate::letters::{
    Checked, Delimiter, Earlier, Encoding, Findings, Head, List, Made, Order, Output, REJECTED, Reading, Shard, Stop,
    Workshop, make, merge, preflight, read_head, rejected, verify,
};
use crate::project::{Environment, Failure, interruption, is_tracked, place_private, sync_file};
use crate::write::Writer;
use serde_json::json;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Makes letters, or proves something of letters that are there.
pub fn run(session: &mut Session, letters: &Letters) {
    // The words of a panic may quote what it stumbled over: a cell, a name.
    std::panic::set_hook(Box::new(|_| ()));
    let outcome = catch_unwind(AssertUnwindSafe(|| match &letters.command {
        None => write(session, letters),
        Some(LettersCommand::Merge { folders }) => merged(session, folders),
        Some(LettersCommand::Verify { folder, list, corrects }) => verified(session, folder, list, corrects),
    }));
    match outcome {
        Ok(Ok(())) => {}
        Ok(Err(stop)) => session.stopped(stop),
        Err(_) => session.failures.push(broke_down()),
    }
}

fn broke_down() -> Diagnostic {
    let headline = Wording::new("プログラムの誤りで止まりました", "an error of the program stopped it");
    Diagnostic::error("internal-error", headline).hint(Wording::new(
        "記録された手紙はそのまま使えます。--resume で続けられないときは、個人情報を除いて開発者に知らせてください。",
        "the letters that are recorded are whole; if --resume stops again, report it without personal data.",
    ))
}

impl Session {
    fn stopped(&mut self, stop: Stop) {
        match stop {
            Stop::World(failure) => self.failures.push(*failure.diagnostic),
            Stop::Content(found) => self.diagnostics.extend(found),
        }
    }

    /// What messages call a path: as it was given.
    fn called(&self, path: &Path) -> String {
        path.strip_prefix(&self.environment.folder).unwrap_or(path).display().to_string()
    }
}

/// What both making and verifying start with.
struct Bench {
    desk: Desk,
    case: Arc<Case>,
    list: List,
}

impl Bench {
    /// Opens everything; what keeps it from that is kept in the session.
    fn open(
        session: &mut Session,
        library: &mut Library,
        incident: &str,
        list: &RecipientList,
    ) -> Result<Option<Bench>, Stop> {
        let wanted = [incident.to_owned()];
        let Some(version) = library.select(session, &wanted).into_iter().next() else { return Ok(None) };
        let Some(desk) = Desk::open(session, library, false) else { return Ok(None) };
        let Some(case) = library.case(session, &version) else { return Ok(None) };
        let Some(path) = &list.recipients else { return Ok(None) };
        let path = session.environment.folder.join(path);
        let list = List::open(&path, &session.called(&path), reading(list))?;
        let form = list.form();
        let headline =
            Wording::new(format!("{} を {form} として読みます", list.name), format!("reading {} as {form}", list.name));
        session.diagnostics.push(Diagnostic::note("list-form", headline));
        session.diagnostics.extend((!is_example(&path) && is_tracked(&path)).then(|| tracked(&list.name)));
        Ok(Some(Bench { desk, case, list }))
    }
}

/// Whether a list says of itself that its people are invented: `recipients.example.csv`.
fn is_example(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| Path::new(stem).extension().is_some_and(|word| word == "example"))
}

/// A list that Git keeps stays in its history.
fn tracked(list: &str) -> Diagnostic {
    let headline = Wording::new(
        format!("個人情報の一覧 {list} が Git で管理されています"),
        format!("{list} is a list of people, and Git keeps it"),
    );
    Diagnostic::warning("tracked-list", headline).hint(Wording::new(
        "git rm --cached で管理から外し、.gitignore に加えてください。既にコミットしたものは履歴に残ります。",
        "take it out with `git rm --cached` and ignore it; what was committed stays in the history.",
    ))
}

fn reading(list: &RecipientList) -> Reading {
    Reading {
        encoding: list.encoding.map(|encoding| match encoding {
            ListEncoding::Utf8 => Encoding::Utf8,
            ListEncoding::Cp932 => Encoding::Cp932,
            ListEncoding::Utf16 => Encoding::Utf16Le,
        }),
        delimiter: list.delimiter.map(|delimiter| match delimiter {
            ListDelimiter::Comma => Delimiter::Comma,
            ListDelimiter::Tab => Delimiter::Tab,
            ListDelimiter::Semicolon => Delimiter::Semicolon,
        }),
        sheet: list.sheet.clone(),
    }
}

fn write(session: &mut Session, letters: &Letters) -> Result<(), Stop> {
    let Some(writers) = writers(session, &letters.format) else { return Ok(()) };
    if letters.merged.is_some() && letters.format.iter().any(|format| format != "pdf") {
        return Err(Stop::World(Failure::new(only_pdf())));
    }
    let Some(shard) = shard(session, letters.shard.as_deref()) else { return Ok(()) };
    let Some(mut library) = Library::open(session) else { return Ok(()) };
    let Some(incident) = &letters.incident else { return Ok(()) };
    let Some(bench) = Bench::open(session, &mut library, incident, &letters.list)? else { return Ok(()) };
    let Some(entries) = documents(session, &bench.case, letters.document.as_deref()) else { return Ok(()) };
    let published = |case: &Case, document: &Entry| bench.desk.published(case, document);
    let (workshop, warnings) =
        Workshop::new(&bench.case, &entries, &published, &bench.desk.templates, &session.sources)?;
    let earlier = earlier(session, &bench.case, &letters.corrects)?;
    let checked = preflight(&bench.list, &workshop, &bench.desk.outfit.fonts, earlier)?;
    let stops = !checked.invalid.is_empty() && !letters.skip_invalid;
    let out = match &letters.out {
        Some(out) => session.environment.folder.join(out),
        None => library.project.path(&format!("out/{}/v{}/letters", bench.case.slug, bench.case.version)),
    };
    let name = session.called(&out);
    let output = output(letters);
    let order = Order { resume: letters.resume, ..order(&bench.desk, &writers, shard, out, name, output) };
    let mut made = None;
    if !stops && !letters.check {
        let result = produced(&session.environment, &bench, &checked, &workshop, &order)?;
        session.interrupted = !result.complete;
        session.diagnostics.extend((!result.complete).then(|| interrupted_at(result.letters)));
        made = Some(result);
    }
    session.diagnostics.extend(warnings);
    session.diagnostics.extend(told(&checked.findings, &bench.list.name, !stops));
    let counts = Counts { rows: checked.rows, invalid: checked.invalid.len() as u64, output, made };
    let summary = counts.print(letters.summary, session.environment.language, &order.name, &checked.findings);
    session.print(&summary);
    Ok(())
}

/// Makes the letters and the list of the rows that were left out.
fn produced(
    environment: &Environment,
    bench: &Bench,
    checked: &Checked,
    workshop: &Workshop<'_>,
    order: &Order<'_>,
) -> Result<Made, Stop> {
    let invalid = checked.invalid.len() as u64;
    let progress = Progress::new(environment, expected(checked, order.shard), invalid);
    let interrupted = interruption()?;
    let order = Order { interrupted: &interrupted, ..order.clone() };
    let made = make(&bench.list, checked, workshop, &order, &mut |letters| progress.show(letters));
    progress.end();
    let made = made?;
    if made.complete && invalid > 0 {
        let bytes = rejected(&bench.list, checked)?;
        place_private(&order.out.join(REJECTED), &bytes)
            .and_then(|file| sync_file(&file))
            .map_err(|error| Failure::unwritable(REJECTED, &error))?;
    }
    Ok(made)
}

/// About how many letters a part of the list has.
fn expected(checked: &Checked, shard: Shard) -> u64 {
    (checked.rows - checked.invalid.len() as u64 - checked.unaffected) / shard.of
}

fn order<'a>(
    desk: &'a Desk,
    writers: &'a [&'static Writer],
    shard: Shard,
    out: PathBuf,
    name: String,
    output: Output,
) -> Order<'a> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (resume, interrupted) = (false, &NEVER);
    Order { writers, outfit: &desk.outfit, output, out, name, shard, resume, threads, interrupted }
}

/// For work that leaves nothing half done.
static NEVER: AtomicBool = AtomicBool::new(false);

fn output(letters: &Letters) -> Output {
    match (letters.archive, letters.merged) {
        (true, _) => Output::Archive,
        (false, Some(number)) => Output::Merged { letters: number.into(), duplex: letters.duplex },
        (false, None) => Output::Files,
    }
}

fn only_pdf() -> Diagnostic {
    let headline =
        Wording::new("印刷所向けのファイル（--merged）は PDF だけです", "print files (--merged) are PDF only");
    Diagnostic::error("merged-format", headline).hint(Wording::new(
        "--format pdf とするか、--merged を外してください。",
        "say --format pdf, or leave --merged out.",
    ))
}

fn interrupted_at(letters: u64) -> Diagnostic {
    let headline = Wording::new(
        format!("中断しました（{letters}通まで記録済み）"),
        format!("interrupted: {letters} letters are recorded"),
    );
    Diagnostic::warning("interrupted", headline).hint(Wording::new(
        "同じコマンドに --resume を付けると、続きから作ります。",
        "the same command with --resume goes on from there.",
    ))
}

/// The letters that are corrected, if the command line names any.
fn earlier(session: &Session, case: &Case, manifests: &[PathBuf]) -> Result<Option<Earlier>, Stop> {
    if manifests.is_empty() {
        return Ok(None);
    }
    let folder = &session.environment.folder;
    let named: Vec<(PathBuf, String)> =
        manifests.iter().map(|path| (folder.join(path), path.display().to_string())).collect();
    Earlier::open(&named, case).map(Some)
}

fn shard(session: &mut Session, text: Option<&str>) -> Option<Shard> {
    let Some(text) = text else { return Some(Shard::WHOLE) };
    let job = session.environment.job.clone();
    let shard = Shard::parse(text, &|name| job.get(name).cloned());
    shard.map_err(|diagnostic| session.failures.push(*diagnostic)).ok()
}

/// The documents to print: the one that is asked for, else all that are marked.
fn documents<'c>(session: &mut Session, case: &'c Case, wanted: Option<&str>) -> Option<Vec<&'c Entry>> {
    let marked: Vec<&Entry> = case.entries("documents").filter(|entry| recipient::is_per_recipient(entry)).collect();
    let headline = match wanted {
        None if !marked.is_empty() => return Some(marked),
        None => Wording::new(
            format!("{} には受取人ごとの手紙がありません", case.slug),
            format!("{} has no letter for recipients", case.slug),
        ),
        Some(id) => match marked.iter().find(|entry| entry.name.value == id) {
            Some(entry) => return Some(vec![entry]),
            None => Wording::new(
                format!("受取人ごとの文書「{id}」がありません"),
                format!("there is no document `{id}` for recipients"),
            ),
        },
    };
    session.failures.push(Diagnostic::error("no-letter", headline).hint(Wording::new(
        "手紙にする文書に per_recipient = true と書いてください。",
        "write per_recipient = true into the document that is the letter.",
    )));
    None
}

/// The findings; rows that were left out on request are no errors of the run.
fn told(findings: &Findings, list: &str, skipped: bool) -> Vec<Diagnostic> {
    let mut found = findings.diagnostics(list);
    for diagnostic in found.iter_mut().filter(|found| skipped && found.severity == Severity::Error) {
        diagnostic.severity = Severity::Warning;
    }
    found
}

/// What a run comes to.
struct Counts {
    rows: u64,
    invalid: u64,
    output: Output,
    made: Option<Made>,
}

impl Counts {
    fn print(&self, summary: Summary, language: Language, out: &str, findings: &Findings) -> String {
        let (rows, invalid) = (self.rows, self.invalid);
        let letters = self.made.map_or(0, |made| made.letters);
        if summary == Summary::Json {
            let complete = self.made.is_some_and(|made| made.complete);
            let before = self.made.map_or(0, |made| made.before);
            let written = self.made.map(|_| out);
            let findings = findings.counts();
            let report = json!({ "rows": rows, "invalid": invalid, "letters": letters, "resumed": before, "complete": complete, "output": self.output, "out": written, "findings": findings });
            return format!("{report}\n");
        }
        let file = match self.output {
            Output::Archive => "/letters.tar",
            Output::Files | Output::Merged { .. } => "",
        };
        match (self.made.is_some(), language) {
            (true, Language::Ja) => {
                format!("{rows}行のうち{letters}通を {out}{file} に作りました（除いた行：{invalid}）\n")
            }
            (true, Language::En) => {
                format!("{letters} letters of {rows} rows in {out}{file} (rows left out: {invalid})\n")
            }
            (false, Language::Ja) => format!("{rows}行を調べました。誤りのある行：{invalid}。手紙は作っていません\n"),
            (false, Language::En) => {
                format!("{rows} rows were checked, {invalid} of them have errors; no letters were made\n")
            }
        }
    }
}

fn merged(session: &mut Session, folders: &[PathBuf]) -> Result<(), Stop> {
    let folders: Vec<(PathBuf, String)> = folders
        .iter()
        .map(|folder| session.environment.folder.join(folder))
        .map(|folder| (folder.clone(), session.called(&folder)))
        .collect();
    let letters = merge(&folders)?;
    let shards = folders.len();
    session.print(&match session.environment.language {
        Language::Ja => format!("{shards} 個の分割に、{letters}通が漏れも重複もなく揃っています\n"),
        Language::En => format!("{letters} letters in {shards} shards: complete, none twice\n"),
    });
    Ok(())
}

fn verified(session: &mut Session, folder: &Path, list: &RecipientList, corrects: &[PathBuf]) -> Result<(), Stop> {
    let out = session.environment.folder.join(folder);
    let name = session.called(&out);
    let Head { incident, version, documents: wanted, formats, output, shard, of, .. } = read_head(&out, &name)?;
    let shard = Shard { index: shard, of };
    let Some(writers) = writers(session, &formats) else { return Ok(()) };
    let Some(mut library) = Library::open(session) else { return Ok(()) };
    let incident = format!("{incident}@{version}");
    let Some(bench) = Bench::open(session, &mut library, &incident, list)? else { return Ok(()) };
    let only = if let [only] = wanted.as_slice() { Some(only.as_str()) } else { None };
    let Some(entries) = documents(session, &bench.case, only) else { return Ok(()) };
    let published = |case: &Case, document: &Entry| bench.desk.published(case, document);
    let (workshop, _) = Workshop::new(&bench.case, &entries, &published, &bench.desk.templates, &session.sources)?;
    let earlier = earlier(session, &bench.case, corrects)?;
    let checked = preflight(&bench.list, &workshop, &bench.desk.outfit.fonts, earlier)?;
    let order = order(&bench.desk, &writers, shard, out, name, output);
    let progress = Progress::new(&session.environment, expected(&checked, shard), checked.invalid.len() as u64);
    let letters = verify(&bench.list, &checked, &workshop, &order, &mut |letters| progress.show(letters));
    progress.end();
    let letters = letters?;
    session.print(&match session.environment.language {
        Language::Ja => format!("{letters}通すべてが、それぞれの受取人の行から作られたものと一致します\n"),
        Language::En => format!("all {letters} letters are exactly what the rows of their recipients make\n"),
    });
    Ok(())
}
