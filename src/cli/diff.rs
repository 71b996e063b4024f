//! `kohyo diff`: shows what changed from one version of an incident to another.
//!
//! - The facts: a table of what changed, path by path.
//! - The redline: documents are paired by name, and one that stands in a single version is compared with an empty one;
//!   all redlines become one document.
//!
//! Either is a document, which a writer prints.

use super::Session;
use super::args::{Diff, DiffFormat, View};
use super::load::{Library, Version};
use super::render::{Desk, placed, save};
use crate::change::redline::redline;
use crate::change::{Compared, DocumentPair, Layout, Sheet, change_list, document_pairs, fact_changes};
use crate::diag::{Diagnostic, Wording, nearest};
use crate::document::{
    Block, Document, Header, Inline, header_content, name_headings, shift_headings, walk_blocks_mut,
};
use crate::facts::Case;
use crate::facts::stated::Entry;
use crate::locale::Lang;
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
        View::Redline => match redlines(session, &desk, &before, &after, &diff.documents) {
            Some(sheet) => sheet,
            None => return,
        },
        View::Table | View::Errata => match tables(session, &desk, &before, &after, diff) {
            Some(sheet) => sheet,
            None => return,
        },
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
    wanted: &[String],
) -> Option<Document> {
    let pairs = pairs(session, desk, before, after, wanted)?;
    Some(sheet(session, before, after, pairs))
}

/// The documents asked for, both versions side by side; nothing if one of them cannot be drafted.
fn tables(session: &mut Session, desk: &Desk, before: &Arc<Case>, after: &Arc<Case>, diff: &Diff) -> Option<Document> {
    let pairs = pairs(session, desk, before, after, &diff.documents)?;
    let changes = fact_changes(before, after);
    let compare = |(before, after): &(Document, Document)| {
        let compared = Compared::new(before, after, &redline(before, after), &changes);
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

/// The documents to compare, by the names that the command line gives, or all of them.
fn documents<'a>(
    before: &'a Case,
    after: &'a Case,
    wanted: &[String],
) -> Result<Vec<DocumentPair<'a>>, Box<Diagnostic>> {
    let mut pairs = document_pairs(before, after);
    if let Some(unknown) = wanted.iter().find(|name| !pairs.iter().any(|pair| pair.name() == *name)) {
        let headline =
            Wording::new(format!("文書「{unknown}」がありません"), format!("there is no document `{unknown}`"));
        let mut diagnostic = Diagnostic::error("unknown-document", headline);
        let known = pairs.iter().map(DocumentPair::name);
        diagnostic.hints.extend(nearest(unknown, known).map(Wording::did_you_mean));
        return Err(Box::new(diagnostic));
    }
    pairs.retain(|pair| wanted.is_empty() || wanted.iter().any(|name| name == pair.name()));
    Ok(pairs)
}

/// Both versions of each document, as published or else drafted; nothing if one of them has errors, because half a
/// comparison would mislead.
fn pairs(
    session: &mut Session,
    desk: &Desk,
    before: &Arc<Case>,
    after: &Arc<Case>,
    wanted: &[String],
) -> Option<Vec<(Document, Document)>> {
    let wanted = documents(before, after, wanted).map_err(|found| session.failures.push(*found)).ok()?;
    let mut pairs = Vec::new();
    let mut complete = true;
    for pair in wanted {
        let mut drafted = |case: &Arc<Case>, entry: Option<&Entry>| {
            let document = desk.as_published(session, case, entry?);
            complete &= document.is_some();
            document
        };
        match (drafted(before, pair.before), drafted(after, pair.after)) {
            (Some(before), Some(after)) => pairs.push((before, after)),
            (Some(before), None) => pairs.push((before.clone(), without_words(before))),
            (None, Some(after)) => pairs.push((without_words(after.clone()), after)),
            (None, None) => {}
        }
    }
    complete.then_some(pairs)
}

/// The document with nothing in it: what one that does not exist in a version is compared with.
fn without_words(document: Document) -> Document {
    let header = Header { plain_title: document.header.plain_title, ..Header::default() };
    Document { header, body: Vec::new(), ..document }
}

/// All redlines as one document, each under a heading with the name of its document.
fn sheet(session: &mut Session, before: &Case, after: &Case, pairs: Vec<(Document, Document)>) -> Document {
    let (from, to) = (before.version, after.version);
    let title = match after.lang {
        Lang::Ja => format!("新旧の比較（{} 第{from}版→第{to}版）", after.slug),
        Lang::En => format!("Redline of {}, version {from} to {to}", after.slug),
    };
    let mut body = Vec::new();
    for (before, after) in pairs {
        let compared = redline(&before, &after);
        if compared.coarse > 0 {
            session.diagnostics.push(coarse(&after.id, compared.coarse));
        }
        let mut document = compared.document;
        body.push(Block::Heading {
            level: 1,
            number: None,
            plain: true,
            anchor: format!("document-{}", document.id),
            content: vec![Inline::text(document.id.clone())],
        });
        let lines = header_content(&document.header).filter(|line| !line.is_empty());
        body.extend(lines.map(|line| Block::Paragraph { content: line.clone() }));
        shift_headings(&mut document.body, 1);
        // Names that are unique in one document are not in a sheet of several.
        walk_blocks_mut(&mut document.body, &mut |block| {
            if let Block::Heading { anchor, .. } = block {
                anchor.clear();
            }
        });
        body.append(&mut document.body);
    }
    name_headings(&mut body);
    Document {
        id: "redline".into(),
        lang: after.lang,
        layout: "report".into(),
        draft: None,
        iso_date: None,
        header: Header { plain_title: title.clone(), title: Some(vec![Inline::text(title)]), ..Header::default() },
        body,
    }
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

/// Colours CriticMarkup: inserted green, deleted red. The signs stay, so that it reads without colour too.
fn coloured(text: &str) -> String {
    let paint = |text: String, open: &str, close: &str, colour: &str| {
        text.replace(open, &format!("{colour}{open}")).replace(close, &format!("{close}\u{1b}[0m"))
    };
    let text = paint(text.to_string(), "{++", "++}", "\u{1b}[32m");
    paint(text, "{--", "--}", "\u{1b}[31m")
}
