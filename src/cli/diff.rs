//! `kohyo diff`: shows what changed from one version of an incident to another.
//!
//! - The facts: a table of what changed, path by path.
//! - The redline: documents are paired by name; all redlines become one document, a brief one for the terminal.
//!
//! Either is a document, which a writer prints.

use super::Session;
use super::args::{Diff, DiffFormat, View};
use super::load::{Library, Version};
use super::render::{Desk, placed, save};
use crate::change::redline::{self, Extent, Pair};
use crate::change::{change_list, fact_changes};
use crate::diag::{Diagnostic, Wording, nearest};
use crate::document::{Document, Side};
use crate::facts::Case;
use crate::write::WRITERS;
use std::sync::Arc;

/// Writes the redline, or prints it on the terminal.
pub fn run(session: &mut Session, diff: &Diff) {
    let Some(mut library) = Library::open(session) else { return };
    let (from, to) = match versions(&library, diff) {
        Ok(versions) => versions,
        Err(diagnostic) => return session.failures.push(*diagnostic),
    };
    let Some(desk) = Desk::open(session, &library, false) else { return };
    let (before, after) = (library.case(session, &from), library.case(session, &to));
    let (Some(before), Some(after)) = (before, after) else { return };
    let sheet = match diff.view {
        View::Facts => {
            let changes = fact_changes(&before, &after);
            if diff.format == DiffFormat::Json {
                return save_or_print(session, &library, diff, (from.1, to.1), &json(&changes));
            }
            change_list(&before, &after, &changes)
        }
        View::Redline => match redlines(session, &desk, &before, &after, diff) {
            Some(sheet) => sheet,
            None => return,
        },
    };
    if let Some(bytes) = written(session, &desk, &after, diff.format, &sheet) {
        save_or_print(session, &library, diff, (from.1, to.1), &bytes);
    }
}

fn json(value: &impl serde::Serialize) -> Vec<u8> {
    // A value of plain types always has a JSON form.
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// The redlines of the documents asked for; nothing if one of them cannot be drafted.
fn redlines(
    session: &mut Session,
    desk: &Desk,
    before: &Arc<Case>,
    after: &Arc<Case>,
    diff: &Diff,
) -> Option<Document> {
    let ids =
        documents(before, after, &diff.documents).map_err(|diagnostic| session.failures.push(*diagnostic)).ok()?;
    let pairs = pairs(session, desk, before, after, &ids)?;
    let extent = if diff.format == DiffFormat::Terminal { Extent::Brief } else { Extent::Full };
    let sheet = redline::sheet(before, after, pairs, extent);
    session.diagnostics.extend(sheet.coarse.iter().map(|(id, places)| coarse(id, *places)));
    Some(sheet.document)
}

/// The versions to compare: by default the last one with the one before it.
fn versions(library: &Library, diff: &Diff) -> Result<(Version, Version), Box<Diagnostic>> {
    let slug = &diff.slug;
    let known = library.versions(slug)?;
    let wanted = |number: u32| library.version(&format!("{slug}@{number}"));
    let to = match diff.to {
        Some(number) => wanted(number)?.1,
        None => known.last().copied().unwrap_or(1),
    };
    let earlier = known.iter().copied().rfind(|number| *number < to);
    match (diff.from, earlier) {
        (Some(number), _) => Ok((wanted(number)?, (slug.clone(), to))),
        (None, Some(number)) => Ok(((slug.clone(), number), (slug.clone(), to))),
        (None, None) => {
            let headline = Wording::new(
                format!("{slug} には第{to}版より前の版がなく、比べられません"),
                format!("{slug} has no version before {to} to compare with"),
            );
            Err(Box::new(Diagnostic::error("nothing-to-compare", headline).hint(Wording::new(
                format!("次の版は kohyo revise {slug} で作ります。"),
                format!("kohyo revise {slug} starts the next version."),
            ))))
        }
    }
}

/// Names of the documents to compare, in the order of the later version; those that only the earlier one has come last.
fn documents(before: &Case, after: &Case, wanted: &[String]) -> Result<Vec<String>, Box<Diagnostic>> {
    let mut ids: Vec<String> = Vec::new();
    for entry in after.entries("documents").chain(before.entries("documents")) {
        if !ids.contains(&entry.name.value) {
            ids.push(entry.name.value.clone());
        }
    }
    if let Some(unknown) = wanted.iter().find(|name| !ids.contains(name)) {
        let headline =
            Wording::new(format!("文書「{unknown}」がありません"), format!("there is no document `{unknown}`"));
        let mut diagnostic = Diagnostic::error("unknown-document", headline);
        diagnostic.hints.extend(nearest(unknown, ids.iter().map(String::as_str)).map(Wording::did_you_mean));
        return Err(Box::new(diagnostic));
    }
    ids.retain(|id| wanted.is_empty() || wanted.contains(id));
    Ok(ids)
}

/// Drafts both versions of each document; nothing if one of them has errors, because half a comparison would mislead.
fn pairs(
    session: &mut Session,
    desk: &Desk,
    before: &Arc<Case>,
    after: &Arc<Case>,
    ids: &[String],
) -> Option<Vec<Pair>> {
    let mut pairs = Vec::new();
    let mut complete = true;
    for id in ids {
        let mut drafted = |case: &Arc<Case>| {
            let entry = case.entry("documents", id)?;
            let drafted = desk.drafted(session, case, entry);
            complete &= drafted.is_some();
            drafted.map(|drafted| drafted.document)
        };
        match (drafted(before), drafted(after)) {
            (Some(before), Some(after)) => pairs.push(Pair::Both(Box::new((before, after)))),
            (Some(document), None) => pairs.push(Pair::Single(Side::Before, Box::new(document))),
            (None, Some(document)) => pairs.push(Pair::Single(Side::After, Box::new(document))),
            (None, None) => {}
        }
    }
    complete.then_some(pairs)
}

fn coarse(id: &str, places: usize) -> Diagnostic {
    let headline = Wording::new(
        format!("文書「{id}」には違いが大きく、まとめて差し替えとして示した箇所が {places} か所あります"),
        format!("in document `{id}`, {places} places differ too much and are shown as replaced whole"),
    );
    Diagnostic::note("coarse-redline", headline)
}

/// The sheet in the format asked for; what keeps a writer from its work is kept in the session.
fn written(session: &mut Session, desk: &Desk, after: &Case, format: DiffFormat, sheet: &Document) -> Option<Vec<u8>> {
    let extension = match format {
        DiffFormat::Json => return Some(json(sheet)),
        format => extension(format),
    };
    let writer = WRITERS.iter().find(|writer| writer.extension == extension)?;
    match (writer.write)(sheet, &desk.outfit) {
        Ok(written) => Some(written.bytes),
        Err(problems) => {
            let first = after.entries("documents").next();
            let found = problems.into_iter().filter_map(|problem| Some(placed(after, first?, problem)));
            session.diagnostics.extend(found);
            None
        }
    }
}

/// Where no file is named, the terminal gets what is for it, and a file of the usual name the rest.
fn save_or_print(session: &mut Session, library: &Library, diff: &Diff, (from, to): (u32, u32), bytes: &[u8]) {
    match (&diff.out, diff.format) {
        (Some(out), _) => save(session, &session.environment.folder.join(out), bytes),
        (None, DiffFormat::Terminal) => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let text = if session.environment.colour_stdout { coloured(&text) } else { text };
            session.print(&text);
        }
        (None, format) => {
            let view = match diff.view {
                View::Facts => "facts",
                View::Redline => "redline",
            };
            let name = format!("out/{}/v{from}-v{to}/{view}.{}", diff.slug, extension(format));
            save(session, &library.project.path(&name), bytes);
        }
    }
}

fn extension(format: DiffFormat) -> &'static str {
    match format {
        DiffFormat::Terminal | DiffFormat::Md => "md",
        DiffFormat::Html => "html",
        DiffFormat::Pdf => "pdf",
        DiffFormat::Json => "json",
    }
}

/// Colours CriticMarkup: inserted green, deleted red, headings bold. The signs stay, so that it reads without colour too.
fn coloured(text: &str) -> String {
    let bold = |line: &str| match line.strip_suffix('\n').filter(|line| line.starts_with('#')) {
        Some(heading) => format!("\u{1b}[1m{heading}\u{1b}[0m\n"),
        None => line.to_string(),
    };
    let text: String = text.split_inclusive('\n').map(bold).collect();
    let paint = |text: String, open: &str, close: &str, colour: &str| {
        text.replace(open, &format!("{colour}{open}")).replace(close, &format!("{close}\u{1b}[0m"))
    };
    let text = paint(text, "{++", "++}", "\u{1b}[32m");
    paint(text, "{--", "--}", "\u{1b}[31m")
}
