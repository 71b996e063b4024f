//! What a correction says: the comparison of all documents that it corrects, as blocks for its template.

use super::compare::Share;
use super::fact::fact_changes;
use super::pairs::document_pairs;
use super::redline::{Redline, accept, redline};
use super::tables::{Compared, Layout, Sheet, has_errors, side_by_side};
use crate::diag::{Diagnostic, Wording};
use crate::document::{Block, Document, Inline, Inlines, Revision, shift_headings, texts_mut, walk_blocks_mut};
use crate::facts::Case;
use crate::facts::stated::{Entry, Value};
use crate::locale::Lang;
use crate::template::{CORRECTING, Corrections, Drafted, Setting, Templates, draft};
use crate::text::Sources;
use std::sync::Arc;

/// How a document of an earlier version was published; nothing if it was not.
pub type Published<'a> = &'a (dyn Fn(&Case, &Entry) -> Result<Option<Document>, Vec<Diagnostic>> + Sync);

/// Drafts a document; one that tells what changed is compared with the version before and drafted again.
///
/// What was published is compared as it was published, even if today's templates print it otherwise.
///
/// # Errors
/// Everything that keeps the document, or one that it corrects, from being printed; and a correction that corrects nothing.
pub fn draft_with_corrections(
    case: &Arc<Case>,
    document: &Entry,
    published: Published,
    templates: &Templates,
    sources: &Sources,
) -> Result<Drafted, Vec<Diagnostic>> {
    let drafted = draft(case, document, None, templates, sources)?;
    if !drafted.compares {
        return Ok(drafted);
    }
    let setting = Setting::of(case, document)?;
    let pairs = pairs(case, document, published, templates, sources)?;
    let before = case.predecessor().filter(|_| !pairs.is_empty());
    let corrections = before.map(|before| corrections(before, case, &setting, &pairs));
    match corrections.filter(|found| !found.originals.is_empty()) {
        Some(found) => draft(case, document, Some(&found), templates, sources),
        None if is_correction(document, case.lang) => Err(vec![nothing_to_correct(document)]),
        None => Ok(drafted),
    }
}

/// Both versions of a document that a correction corrects.
struct Corrected {
    before: Document,
    after: Document,
}

/// Compares the documents that a correction is about; those that read the same in both versions are left out.
fn corrections(before: &Case, after: &Case, setting: &Setting, pairs: &[Corrected]) -> Corrections {
    let changes = fact_changes(before, after);
    let layout = Layout::of(Some(setting), setting.lang, &changes);
    let compare = |pair: &Corrected| {
        let redline = redline(&pair.before, &pair.after);
        let compared = Compared::new(&pair.before, &pair.after, &redline, &changes).without_reissue(&changes);
        (!compared.differences.is_empty()).then_some((pair.before.id.clone(), redline, compared))
    };
    let all: Vec<(String, Redline, Compared)> = pairs.iter().filter_map(compare).collect();
    let each = |blocks: &dyn Fn(&Redline, &Compared) -> Vec<Block>| -> Vec<Block> {
        all.iter()
            .flat_map(|(_, redline, compared)| titled(all.len() > 1, compared, blocks(redline, compared)))
            .collect()
    };
    let share = all.iter().map(|(_, _, compared)| compared.share).reduce(Share::plus);
    Corrections {
        version: before.version,
        errors: has_errors(&changes),
        pervasive: share.is_some_and(Share::is_pervasive),
        table: each(&|_, compared| Sheet::Comparison.tables(compared, &changes, &layout)),
        errata: each(&|_, compared| Sheet::Errata.tables(compared, &changes, &layout)),
        facts: each(&|_, compared| vec![side_by_side(&compared.restatements, &layout)]),
        corrected: each(&|redline, _| underlined(redline)),
        changed: changes.iter().map(|change| change.path.clone()).collect(),
        originals: all.iter().map(|(id, _, _)| id.clone()).collect(),
    }
}

/// Both versions of each document that a document speaks of: those it names, else all for a correction, and itself for
/// any other document that shows what changed in it.
fn pairs(
    case: &Arc<Case>,
    document: &Entry,
    published: Published,
    templates: &Templates,
    sources: &Sources,
) -> Result<Vec<Corrected>, Vec<Diagnostic>> {
    let Some(before) = case.predecessor() else { return Ok(Vec::new()) };
    let named: Vec<&str> = case.names(document, "corrects").iter().map(|name| name.value.as_str()).collect();
    let speaks_of = |entry: &Entry| match (named.is_empty(), is_correction(document, case.lang)) {
        (false, _) => named.contains(&entry.name.value.as_str()),
        (true, true) => !is_correction(entry, case.lang),
        (true, false) => entry.name.value == document.name.value,
    };
    let mut pairs = Vec::new();
    for pair in document_pairs(before, case) {
        if let (Some(earlier), Some(later)) = (pair.before, pair.after.filter(|entry| speaks_of(entry))) {
            let before = match published(before, earlier)? {
                Some(document) => document,
                None => draft(before, earlier, None, templates, sources)?.document,
            };
            let after = draft(case, later, None, templates, sources)?.document;
            pairs.push(Corrected { before, after });
        }
    }
    Ok(pairs)
}

/// Whether a document is about another version of others.
fn is_correction(document: &Entry, lang: Lang) -> bool {
    match document.field("kind").map(|field| field.value.in_lang(lang)) {
        Some(Value::Text(kind)) => CORRECTING.contains(&kind.as_str()),
        _ => false,
    }
}

fn nothing_to_correct(document: &Entry) -> Diagnostic {
    let headline = Wording::new(
        format!("文書「{}」には、前の版から訂正する箇所がありません", document.name.value),
        format!("document `{}` has nothing to correct since the version before", document.name.value),
    );
    let place = document.field("corrects").or(document.field("kind")).map_or(document.name.span, |field| field.span);
    Diagnostic::error("nothing-to-correct", headline).at(place).hint(Wording::new(
        "訂正する文書を、前の版と同じ名前(または replaces)でこの版に置き、内容を改めてください。",
        "keep the document to be corrected in this version, under the same name or with `replaces`, and change it.",
    ))
}

/// Blocks of one document; under its title where there are several.
fn titled(several: bool, compared: &Compared, blocks: Vec<Block>) -> Vec<Block> {
    let content = vec![Inline::text(compared.title.clone())];
    let heading = Block::Heading { level: 2, number: None, plain: true, anchor: String::new(), content };
    several.then_some(heading).into_iter().chain(blocks).collect()
}

/// The later version as a whole, under its title, what only it has underlined.
fn underlined(redline: &Redline) -> Vec<Block> {
    let mut document = redline.document.clone();
    document.header.title.iter_mut().for_each(underline);
    walk_blocks_mut(&mut document.body, &mut |block| {
        if let Block::Revised { revision: Revision::Inserted, blocks } = block {
            walk_blocks_mut(blocks, &mut |block| {
                texts_mut(block, &mut |content| {
                    *content = vec![Inline::Underlined { content: std::mem::take(content) }]
                });
            });
        }
        texts_mut(block, &mut underline);
    });
    let mut document = accept(&document);
    let title = document.header.title.take().map(|content| Block::Paragraph { content });
    // Below the heading of the section, and below the title of the document where there are several.
    shift_headings(&mut document.body, 2);
    title.into_iter().chain(document.body).collect()
}

/// Underlines what was inserted.
fn underline(content: &mut Inlines) {
    for inline in content {
        match inline {
            Inline::Inserted { content } if !content.is_empty() => {
                *content = vec![Inline::Underlined { content: std::mem::take(content) }];
            }
            Inline::Fact { content, .. }
            | Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Link { content, .. } => underline(content),
            _ => {}
        }
    }
}
