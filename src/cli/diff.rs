//! `kohyo diff`: shows what changed from one version of an incident to another.
//!
//! - The facts: a table of what changed, path by path.
//! - The redline: documents are paired; all redlines become one document, a brief one for the terminal.
//! - The tables: 新旧対照表 and 正誤表 of the same pairs.
//! - The impact: where the earlier documents carried what changed, and where the later ones still do.
//!
//! Each is a document, which a writer prints.

use super::Session;
use super::args::{Diff, DiffFormat, View};
use super::load::{Library, Version};
use super::render::{Desk, placed, save};
use crate::change::redline::{self, Extent};
use crate::change::{Compared, Layout, Pair, Sheet, change_list, document_pairs, fact_changes, impact, impact_list};
use crate::diag::{Diagnostic, Wording, nearest};
use crate::document::{Document, Side};
use crate::facts::Case;
use crate::facts::stated::Entry;
use crate::template::Setting;
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
        View::Table | View::Errata => match tables(session, &desk, &before, &after, diff) {
            Some(sheet) => sheet,
            None => return,
        },
        View::Impact => {
            let Some(drafts) = drafts(session, &desk, &before, &after, &diff.documents) else { return };
            let (old, new): (Vec<_>, Vec<_>) = drafts.into_iter().unzip();
            let [old, new] = [old, new].map(|drafts| drafts.into_iter().flatten().collect::<Vec<Document>>());
            let impact = impact(&fact_changes(&before, &after), (&before, &old), (&after, &new));
            if diff.format == DiffFormat::Json {
                return save_or_print(session, &library, diff, (from.1, to.1), &json(&impact));
            }
            impact_list(&before, &after, &impact)
        }
    };
    if let Some(bytes) = written(session, &desk, &after, diff.format, &sheet) {
        save_or_print(session, &library, diff, (from.1, to.1), &bytes);
    }
}

fn json(value: &impl serde::Serialize) -> Vec<u8> {
    super::json_text(value).into_bytes()
}

/// The redlines of the documents asked for; nothing if one of them cannot be drafted.
fn redlines(
    session: &mut Session,
    desk: &Desk,
    before: &Arc<Case>,
    after: &Arc<Case>,
    diff: &Diff,
) -> Option<Document> {
    let pairs = pairs(session, desk, before, after, &diff.documents)?;
    let extent = if diff.format == DiffFormat::Terminal { Extent::Brief } else { Extent::Full };
    let sheet = redline::sheet(before, after, pairs, extent);
    session.diagnostics.extend(sheet.coarse.iter().map(|(id, places)| coarse(id, *places)));
    Some(sheet.document)
}

/// The documents asked for, both versions side by side; nothing if one of them cannot be drafted.
fn tables(session: &mut Session, desk: &Desk, before: &Arc<Case>, after: &Arc<Case>, diff: &Diff) -> Option<Document> {
    let pairs = pairs(session, desk, before, after, &diff.documents)?;
    let changes = fact_changes(before, after);
    let compare = |pair: &redline::Pair| {
        let compared = Compared::of(pair, &changes);
        if diff.view == View::Errata { compared.without_reissue(&changes) } else { compared }
    };
    let compared: Vec<Compared> = pairs.iter().map(compare).collect();
    let first = after.entries("documents").next().and_then(|entry| Setting::of(after, entry).ok());
    let layout = Layout::of(first.as_ref(), after.lang, &changes);
    let sheet = if diff.view == View::Errata { Sheet::Errata } else { Sheet::Comparison };
    Some(sheet.of((before, after), &compared, &changes, &layout))
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

/// The documents to compare, in the order of the later version; those that only the earlier one has come last.
fn wanted_pairs<'a>(before: &'a Case, after: &'a Case, wanted: &[String]) -> Result<Vec<Pair<'a>>, Box<Diagnostic>> {
    let mut pairs = document_pairs(before, after);
    let is_named = |pair: &Pair<'_>, name: &String| {
        [pair.before, pair.after].into_iter().flatten().any(|entry| entry.name.value == *name)
    };
    if let Some(unknown) = wanted.iter().find(|name| !pairs.iter().any(|pair| is_named(pair, name))) {
        let headline =
            Wording::new(format!("文書「{unknown}」がありません"), format!("there is no document `{unknown}`"));
        let mut diagnostic = Diagnostic::error("unknown-document", headline);
        diagnostic.hints.extend(nearest(unknown, pairs.iter().map(Pair::name)).map(Wording::did_you_mean));
        return Err(Box::new(diagnostic));
    }
    pairs.retain(|pair| wanted.is_empty() || wanted.iter().any(|name| is_named(pair, name)));
    Ok(pairs)
}

/// A document in the earlier version and in the later one.
type Drafts = (Option<Document>, Option<Document>);

/// Both versions of each document, as published or else drafted; nothing if one of them has errors, because half a comparison would mislead.
fn drafts(
    session: &mut Session,
    desk: &Desk,
    before: &Arc<Case>,
    after: &Arc<Case>,
    wanted: &[String],
) -> Option<Vec<Drafts>> {
    let pairs = wanted_pairs(before, after, wanted).map_err(|diagnostic| session.failures.push(*diagnostic)).ok()?;
    let (mut drafts, mut complete) = (Vec::new(), true);
    for pair in pairs {
        let mut drafted = |case: &Arc<Case>, entry: Option<&Entry>| {
            let document = desk.as_published(session, case, entry?);
            complete &= document.is_some();
            document
        };
        drafts.push((drafted(before, pair.before), drafted(after, pair.after)));
    }
    complete.then_some(drafts)
}

/// The documents as both versions print them.
fn pairs(
    session: &mut Session,
    desk: &Desk,
    before: &Arc<Case>,
    after: &Arc<Case>,
    wanted: &[String],
) -> Option<Vec<redline::Pair>> {
    let pair = |drafts: Drafts| match drafts {
        (Some(before), Some(after)) => Some(redline::Pair::Both(Box::new((before, after)))),
        (Some(document), None) => Some(redline::Pair::Single(Side::Before, Box::new(document))),
        (None, Some(document)) => Some(redline::Pair::Single(Side::After, Box::new(document))),
        (None, None) => None,
    };
    Some(drafts(session, desk, before, after, wanted)?.into_iter().filter_map(pair).collect())
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
                View::Impact => "impact",
                View::Table => "table",
                View::Errata => "errata",
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
