//! Writes Markdown: CommonMark with tables, that reads well as plain text.
//!
//! 1. `plain` turns the document into blocks that Markdown can express ([`plain()`]); what gets lost on the way is a [`Loss`].
//! 2. This file prints the blocks.
//! 3. `inline` prints running text; all escaping is there.
//!
//! **Invariant:** read again, the text gives exactly the blocks of step 1, whatever characters they hold, unless it is a redline.
//!
//! Decisions: headings of the body begin at `##`, because the title is `#`. Printed numbers of headings are words.
//! Ordered lists are Markdown's own where their marks are `1.` or `1)`; other marks (`①`, `(1)`) are kept as words of a
//! bullet list, since sentences refer to them. Forms and definitions become tables. Marks of a redline are those of
//! CriticMarkup (`{++ ++}`, `{-- --}`), around the words of each block, and the number of a change a comment (`{>>3<<}`)
//! before it; Markdown itself takes them for text.

mod inline;
mod plain;
mod revised;
#[cfg(test)]
mod tests;

pub use plain::plain;

use super::{Outfit, WriteProblem, Written};
use crate::document::{Align, Block, Cell, Document, ListItem};
use inline::Place;

/// Writes a document.
pub fn write(document: &Document, _: &Outfit) -> Result<Written, Vec<WriteProblem>> {
    let (blocks, losses) = plain(document);
    let mut text = print_blocks(&blocks, false);
    text.push('\n');
    Ok(Written { bytes: text.into_bytes(), losses })
}

/// Prints blocks with a blank line between them. `inner` says that they begin on the line of a list mark.
fn print_blocks(blocks: &[Block], inner: bool) -> String {
    let mut printed = String::new();
    let mut other_sign = false;
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            printed.push_str("\n\n");
        }
        let before = index.checked_sub(1).and_then(|before| blocks.get(before));
        other_sign = match (before, block) {
            // Two lists in a row need different signs, or they are one.
            (Some(Block::List { start: a, .. }), Block::List { start: b, .. }) if a.is_some() == b.is_some() => {
                !other_sign
            }
            // `- - -` would be a rule.
            (None, Block::List { .. }) => inner,
            _ => false,
        };
        printed.push_str(&print_block(block, other_sign));
    }
    printed
}

fn print_block(block: &Block, other_sign: bool) -> String {
    match block {
        Block::Heading { level, content, .. } => {
            let words = inline::print(content, Place::Heading);
            format!("{} {words}", "#".repeat(usize::from(*level))).trim_end_matches(' ').to_string()
        }
        Block::Paragraph { content } => inline::print(content, Place::Paragraph),
        Block::Note { mark, content } => {
            let gap = if mark.ends_with('）') || content.is_empty() { "" } else { " " };
            format!("{mark}{gap}{}", inline::print(content, Place::Note))
        }
        Block::Ki => "記".into(),
        Block::Ijo => "以上".into(),
        Block::List { start, items } => print_list(*start, items, other_sign),
        Block::Table { columns, head, rows } => print_table(columns, head, rows),
        Block::Quote { blocks } => indent(&print_blocks(blocks, false), "> ", "> "),
        // `plain` leaves none of these.
        Block::Definitions { .. }
        | Block::Form { .. }
        | Block::Signature { .. }
        | Block::Contact { .. }
        | Block::Revised { .. } => String::new(),
    }
}

fn print_list(start: Option<u64>, items: &[ListItem], other_sign: bool) -> String {
    let tight = items.iter().all(is_tight);
    let mut printed = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let mark = match (start, other_sign) {
            (None, false) => "-".to_string(),
            (None, true) => "+".to_string(),
            (Some(start), false) => format!("{}.", start.saturating_add(index as u64)),
            (Some(start), true) => format!("{})", start.saturating_add(index as u64)),
        };
        let mut words = print_blocks(&item.blocks, true);
        if tight {
            words = words.replacen("\n\n", "\n", 1);
        }
        let hang = " ".repeat(mark.len() + 1);
        printed.push(indent(&words, &format!("{mark} "), &hang));
    }
    printed.join(if tight { "\n" } else { "\n\n" })
}

/// Whether an item needs no blank lines: a line or two, perhaps with a list below that may follow directly.
fn is_tight(item: &ListItem) -> bool {
    match item.blocks.as_slice() {
        [] | [Block::Paragraph { .. } | Block::Note { .. } | Block::Ki | Block::Ijo] => true,
        [Block::Paragraph { .. }, Block::List { start: None | Some(1), items }] => {
            items.first().is_some_and(|item| !item.blocks.is_empty())
                && items.iter().all(|item| item.blocks.len() == 1 && is_tight(item))
        }
        _ => false,
    }
}

fn print_table(columns: &[Align], head: &[Cell], rows: &[Vec<Cell>]) -> String {
    let row = |cells: &[Cell]| {
        let words: Vec<String> = (0..columns.len())
            .map(|at| cells.get(at).map(|cell| inline::print(&cell.content, Place::Cell)).unwrap_or_default())
            .collect();
        format!("| {} |", words.join(" | "))
    };
    let signs: Vec<&str> = columns
        .iter()
        .map(|align| match align {
            Align::Start => "---",
            Align::Center => ":-:",
            Align::End => "--:",
        })
        .collect();
    let mut lines = vec![row(head), format!("| {} |", signs.join(" | "))];
    lines.extend(rows.iter().map(|cells| row(cells)));
    lines.join("\n")
}

/// Puts `first` before the first line and `rest` before the others; no line ends with a blank.
fn indent(text: &str, first: &str, rest: &str) -> String {
    let mut indented = String::new();
    for (index, line) in text.split('\n').enumerate() {
        let prefix = if index == 0 { first } else { rest };
        if index > 0 {
            indented.push('\n');
        }
        indented.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        indented.push_str(line);
    }
    indented
}
