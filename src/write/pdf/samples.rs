//! Documents for the tests, after real releases (`seeds`), and one with every kind of node.

use crate::document::*;
use crate::fonts::Fonts;
use crate::locale::Lang;
use crate::write::Outfit;

/// The layouts for documents.
pub const LAYOUTS: [&str; 5] = ["letter", "window-letter", "release", "report", "press-club-form"];

/// The layouts of the program with the embedded fonts.
pub fn outfit() -> Outfit {
    let layouts = crate::write::LAYOUTS.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect();
    Outfit { fonts: Fonts::embedded(), layouts, fragment: false }
}

/// A document with nothing in it but a title.
pub fn document(layout: &str, lang: Lang, title: &str) -> Document {
    let header = Header {
        plain_title: title.to_owned(),
        title: Some(words(title)),
        issuer: "発行者".to_owned(),
        ..Header::default()
    };
    Document {
        id: "sample".to_owned(),
        lang,
        layout: layout.to_owned(),
        draft: None,
        iso_date: Some("2010-11-30".to_owned()),
        header,
        body: Vec::new(),
    }
}

/// Running text; `\n` is a break.
pub fn words(text: &str) -> Inlines {
    let mut inlines = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            inlines.push(Inline::Break);
        }
        inlines.push(Inline::text(line));
    }
    inlines
}

pub fn fact(path: &str, value: &str) -> Inline {
    Inline::Fact { path: path.to_owned(), form: String::new(), content: words(value) }
}

pub fn paragraph(text: &str) -> Block {
    Block::Paragraph { content: words(text) }
}

pub fn heading(level: u8, number: &str, text: &str) -> Block {
    Block::Heading {
        level,
        number: (!number.is_empty()).then(|| number.to_owned()),
        plain: number.is_empty(),
        anchor: format!("{number}{text}"),
        content: words(text),
    }
}

pub fn list(marks: &[&str], texts: &[&str]) -> Block {
    let mark = |index: usize| (*marks.get(index).unwrap_or(&marks[0])).to_owned();
    let item = |(index, text): (usize, &&str)| ListItem { mark: mark(index), blocks: vec![paragraph(text)] };
    Block::List { start: (marks.len() > 1).then_some(1), items: texts.iter().enumerate().map(item).collect() }
}

pub fn cell(text: &str) -> Cell {
    let content = if text.is_empty() { Vec::new() } else { words(text) };
    Cell { content, colspan: 1, rowspan: 1 }
}

/// A table of rows with cells parted by `|`; `^n ` before a cell makes it reach over n rows.
pub fn table(columns: &[Align], head: &str, rows: &[&str]) -> Block {
    let row = |row: &str| row.split('|').map(spanning).collect::<Vec<Cell>>();
    let head = if head.is_empty() { Vec::new() } else { row(head) };
    Block::Table { columns: columns.to_vec(), head, rows: rows.iter().map(|text| row(text)).collect() }
}

fn spanning(text: &str) -> Cell {
    match text.strip_prefix('^').and_then(|rest| rest.split_once(' ')) {
        Some((rowspan, text)) => Cell { rowspan: rowspan.parse().unwrap(), ..cell(text) },
        None => cell(text),
    }
}

pub fn definitions(entries: &[(&str, &str)]) -> Block {
    let entry = |(term, text): &(&str, &str)| Definition { term: words(term), blocks: vec![paragraph(text)] };
    Block::Definitions { entries: entries.iter().map(entry).collect() }
}

pub fn form_row(label: &str, cells: Vec<FormCell>) -> FormRow {
    FormRow { label: words(label), cells }
}

pub fn form_cell(label: &str, blocks: Vec<Block>) -> FormCell {
    FormCell { label: (!label.is_empty()).then(|| words(label)), blocks }
}

/// A heading, a paragraph with every inline, and every other block, all around one text.
pub fn every_node(layout: &str, lang: Lang, text: &str) -> Document {
    let mut document = document(layout, lang, text);
    document.draft = Some("案".to_owned());
    document.header.number = Some(words(text));
    document.header.date = Some(words(text));
    document.header.addressee = vec![words(text), words(text)];
    document.header.sender = vec![words(text), words(text)];
    document.body = vec![
        heading(1, "1", text),
        every_inline(text),
        heading(3, "", text),
        list(&["①", "②"], &[text, text]),
        list(&["・"], &[text]),
        table(&[Align::Start, Align::End], "", &["", ""]),
        Block::Table {
            columns: vec![Align::Start, Align::Center],
            head: vec![cell(text), cell(text)],
            rows: vec![
                vec![Cell { rowspan: 2, ..cell(text) }, cell(text)],
                vec![cell("")],
                vec![Cell { colspan: 2, ..cell(text) }],
            ],
        },
        definitions(&[(text, text)]),
        Block::Note { mark: "※1".to_owned(), content: words(text) },
        Block::Ki,
        Block::Form {
            rows: vec![
                form_row(text, vec![form_cell("", vec![paragraph(text)])]),
                form_row(text, vec![form_cell(text, Vec::new()), form_cell("", Vec::new())]),
            ],
        },
        Block::Contact { blocks: vec![paragraph(text), definitions(&[(text, text)])] },
        Block::Quote { blocks: vec![paragraph(text), list(&["・"], &[text])] },
        Block::Ijo,
        Block::Signature { lines: vec![words(text), words(text)] },
    ];
    document
}

fn every_inline(text: &str) -> Block {
    let link = |url: &str| Inline::Link { url: url.to_owned(), content: words(text) };
    let mut content = words(text);
    content.extend([
        fact("data.sample.persons", text),
        Inline::Strong { content: vec![Inline::Emphasis { content: words(text) }] },
        Inline::Code { text: text.to_owned() },
        link("https://example.jp/?a=1&b=(2)"),
        link(&format!("#1{text}")),
        link("#nowhere"),
        Inline::Break,
        Inline::text("□ はい ■ いいえ"),
    ]);
    Block::Paragraph { content }
}
