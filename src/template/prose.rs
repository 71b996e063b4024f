//! Prose of the incident as blocks or as running text.

use super::print::Printer;
use super::tokens::{Hole, Holes};
use crate::diag::Diagnostic;
use crate::document::{self, Block, Filling, Inline, Inlines, Origin};
use crate::facts::{Piece, Prose, Target};

/// The blocks of prose, every citation filled; `generated` stands where the prose says `{{ generated }}`.
pub fn blocks(printer: &Printer<'_>, prose: &Prose, generated: Option<&[Block]>) -> Vec<Block> {
    let (markdown, holes) = markdown(prose);
    if !printer.spend(markdown.len(), prose) {
        return Vec::new();
    }
    let (blocks, spotted) = document::read(&markdown, printer.setting.lang, Origin::Prose);
    for spot in spotted {
        let diagnostic = Diagnostic::warning("markdown", spot.what.headline()).at(prose.span);
        printer.problems.borrow_mut().push(diagnostic);
    }
    document::fill(blocks, &mut |index| match holes.get(index) {
        Some(hole) if hole.path == "generated" => Filling::Blocks(generated.unwrap_or_default().to_vec()),
        Some(hole) => printer.fill(hole),
        None => Filling::Inlines(Vec::new()),
    })
}

/// Prose in running text: a single paragraph as it is, several joined by line breaks.
pub fn inline(printer: &Printer<'_>, prose: &Prose) -> Inlines {
    let blocks = blocks(printer, prose, None);
    match blocks.as_slice() {
        [Block::Paragraph { content }] => content.clone(),
        _ => document::run_in(&blocks, &Inline::Break, true),
    }
}

/// Markdown with a token for each citation.
fn markdown(prose: &Prose) -> (String, Holes) {
    let mut holes = Holes::default();
    let mut markdown = String::new();
    for piece in &prose.pieces {
        match piece {
            Piece::Markdown(text) => markdown.push_str(text),
            Piece::Cite(cite) => {
                let (path, forms) = match &cite.target {
                    Target::Path { path, forms } => (path.clone(), forms.clone()),
                    Target::Mark(name) => (format!("@{name}"), Vec::new()),
                    Target::Number(name) => (format!("#{name}"), Vec::new()),
                };
                markdown.push_str(&holes.token(Hole { path, forms, span: Some(cite.span) }));
            }
        }
    }
    (markdown, holes)
}
