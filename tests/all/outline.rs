//! What a document says, line by line: kind, mark and words, in reading order.
//!
//! Two documents with the same outline say the same, in the same order, under the same headings. The outline of a tree
//! leaves out what Markdown cannot hold: marks of facts, joined cells, and the box around a form, signature or contact.

use kohyo::document::{Block, Cell, Document, FormRow, Inline, Inlines, ListItem, plain_text};
use kohyo::locale::Lang;

/// A document with its header, in the order of a Japanese notice, as Markdown is to say it.
pub fn of_document(document: &Document) -> Vec<String> {
    let header = &document.header;
    let mut lines = Vec::new();
    if let Some(draft) = &document.draft {
        let marks = if document.lang == Lang::Ja { ("【", "】") } else { ("[", "]") };
        lines.push(format!("*{}{draft}{}*", marks.0, marks.1));
    }
    let single = header.number.iter().chain(&header.date).map(std::slice::from_ref);
    let parts = single.chain([header.addressee.as_slice(), header.sender.as_slice()]);
    lines.extend(parts.filter(|part| !part.is_empty()).map(joined));
    lines.extend(header.title.iter().map(|title| format!("# {}", words(title))));
    blocks(&document.body, 1, &mut lines);
    lines
}

/// Blocks that stand for themselves.
pub fn of_blocks(body: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    blocks(body, 0, &mut lines);
    lines
}

/// Adds the lines of blocks; `below` counts the headings above them.
fn blocks(body: &[Block], below: usize, lines: &mut Vec<String>) {
    for block in body {
        match block {
            Block::Heading { level, number, content, .. } => {
                let level = "#".repeat(usize::from(*level) + below);
                lines.push(format!("{level} {}", marked(number.as_deref().unwrap_or_default(), &words(content))));
            }
            Block::Paragraph { content } => lines.push(words(content)),
            Block::Note { mark, content } => lines.push(marked(mark, &words(content))),
            Block::Ki => lines.push("記".into()),
            Block::Ijo => lines.push("以上".into()),
            Block::List { start, items } => list(*start, items, below, lines),
            Block::Table { head, rows, .. } => {
                lines.extend(std::iter::once(head).chain(rows).filter_map(|cells| row(cells)))
            }
            Block::Definitions { entries } => {
                lines.extend(
                    entries.iter().map(|entry| format!("| {} | {}", words(&entry.term), run_in(&entry.blocks))),
                );
            }
            Block::Form { rows } => rows.iter().for_each(|row| form_row(row, lines)),
            Block::Signature { lines: signature } => lines.push(joined(signature)),
            Block::Contact { blocks: inner } => blocks(inner, below, lines),
            Block::Revised { blocks: inner, .. } => blocks(inner, below, lines),
            Block::Quote { blocks: inner } => lines.extend(nested(inner, below, "> ", "> ")),
        }
    }
}

/// A list: Markdown counts `1.` by itself, other marks are words of an item.
fn list(start: Option<u64>, items: &[ListItem], below: usize, lines: &mut Vec<String>) {
    for (at, item) in items.iter().enumerate() {
        let number = start.map(|start| format!("{}.", start + at as u64));
        let mark = match &number {
            None => "- ".to_owned(),
            Some(number) if item.mark.is_empty() || item.mark == *number => format!("{number} "),
            Some(_) => format!("- {} ", item.mark),
        };
        lines.extend(nested(&item.blocks, below, &mark, "  "));
    }
}

fn nested(body: &[Block], below: usize, first: &str, rest: &str) -> Vec<String> {
    let mut inner = Vec::new();
    blocks(body, below, &mut inner);
    inner.iter().enumerate().map(|(at, line)| format!("{}{line}", if at == 0 { first } else { rest })).collect()
}

/// The cells of a row that say something: those that a joined cell covers are empty.
fn row(cells: &[Cell]) -> Option<String> {
    let cells: Vec<String> = cells.iter().map(|cell| words(&cell.content)).filter(|words| !words.is_empty()).collect();
    (!cells.is_empty()).then(|| format!("| {}", cells.join(" | ")))
}

/// One line for each cell of a form, with the label of the row before the first.
fn form_row(row: &FormRow, lines: &mut Vec<String>) {
    for (at, cell) in row.cells.iter().enumerate() {
        let label = if at == 0 { words(&row.label) } else { String::new() };
        let parts = [label, cell.label.as_ref().map(words).unwrap_or_default(), run_in(&cell.blocks)];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        lines.push(format!("| {}", parts.join(" | ")));
    }
}

/// Blocks in one cell, a line break between them.
fn run_in(body: &[Block]) -> String {
    let line = |block: &Block| match block {
        Block::List { items, .. } => items.iter().map(|item| marked(&item.mark, &run_in(&item.blocks))).collect(),
        block => {
            let mut lines = Vec::new();
            blocks(std::slice::from_ref(block), 0, &mut lines);
            lines
        }
    };
    body.iter().flat_map(line).collect::<Vec<_>>().join("⏎")
}

fn joined(lines: &[Inlines]) -> String {
    lines.iter().map(words).collect::<Vec<_>>().join("⏎")
}

fn marked(mark: &str, words: &str) -> String {
    if mark.is_empty() { words.to_owned() } else { format!("{mark} {words}") }
}

/// Running text with its emphasis and links, but without the marks of facts.
fn words(content: &Inlines) -> String {
    let word = |inline: &Inline| match inline {
        Inline::Text { text } => text.clone(),
        Inline::Code { text } => format!("`{text}`"),
        Inline::Break => "⏎".into(),
        Inline::Fact { content, .. } | Inline::Recited { content, .. } => words(content),
        Inline::Strong { content } => format!("*{}*", words(content)),
        Inline::Emphasis { content } => format!("_{}_", words(content)),
        Inline::Underlined { content } => format!("{{=={}==}}", words(content)),
        Inline::Link { url, content } => format!("[{}]({url})", words(content)),
        Inline::Inserted { content } => format!("{{++{}++}}", words(content)),
        Inline::Deleted { content } => format!("{{--{}--}}", words(content)),
        Inline::Change { number } => format!("{{>>{number}<<}}"),
        Inline::Hole { .. } => panic!("a hole was left: {}", plain_text(content)),
    };
    content.iter().map(word).collect()
}
