//! A document line by line, as its reader meets it.

use super::quotes::{enclosed, quoted};
use super::{Block, Document, Inline, ListItem, plain_text};
use crate::locale::Lang;
use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use std::ops::Range;
use std::sync::Arc;

/// One line of a document: a heading, a paragraph, an item, a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage<'a> {
    /// What it is.
    pub role: Role,
    /// The printed number or mark before it: `1`, `(1)`, `①`, `※`.
    pub number: Option<&'a str>,
    /// The words; a line break is `\n`.
    pub text: String,
    /// The facts in it, the outer before the inner.
    pub marks: Vec<Mark<'a>>,
    /// The headings that it stands under, from the highest on, each with its number: `4 流出の原因 > (1) 設定`.
    pub section: Arc<str>,
}

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Reference number of the document.
    Number,
    /// Date of the document.
    Date,
    /// A line of the addressee.
    Addressee,
    /// A line of the sender.
    Sender,
    /// Title of the document.
    Title,
    /// A section heading of a level.
    Heading(u8),
    /// A paragraph, or an item of a list.
    Text,
    /// A cell of a table, a term, a label.
    Cell,
    /// A note.
    Note,
    /// 記.
    Ki,
    /// 以上.
    Ijo,
    /// A line of who signs.
    Signature,
    /// A paragraph of the contact block.
    Contact,
    /// A paragraph of a quotation.
    Quote,
}

/// A fact in a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark<'a> {
    /// Its path.
    pub path: &'a str,
    /// The forms it was asked for.
    pub form: &'a str,
    /// Where it stands in the passage.
    pub range: Range<usize>,
}

impl<'a> Passage<'a> {
    /// All passages of a document, header first, in reading order.
    pub fn all(document: &'a Document) -> Vec<Passage<'a>> {
        let header = &document.header;
        let mut lines = Lines { passages: Vec::new(), headings: Vec::new(), section: Arc::default() };
        header.number.iter().for_each(|content| lines.add(Role::Number, None, content));
        header.date.iter().for_each(|content| lines.add(Role::Date, None, content));
        header.addressee.iter().for_each(|content| lines.add(Role::Addressee, None, content));
        header.sender.iter().for_each(|content| lines.add(Role::Sender, None, content));
        header.title.iter().for_each(|content| lines.add(Role::Title, None, content));
        lines.blocks(&document.body, Role::Text, None);
        lines.passages
    }

    /// One line of a role.
    pub fn of(role: Role, number: Option<&'a str>, content: &'a [Inline]) -> Passage<'a> {
        let mut passage = Passage { role, number, text: String::new(), marks: Vec::new(), section: Arc::default() };
        passage.add(content);
        passage
    }

    /// Where it stands, in words: its headings, or the part of the page.
    pub fn place(&self, lang: Lang) -> String {
        let (ja, en) = match self.role {
            Role::Number => ("文書番号", "Reference number"),
            Role::Date => ("日付", "Date"),
            Role::Addressee => ("宛名", "Addressee"),
            Role::Sender => ("発信者", "Sender"),
            Role::Title => ("題名", "Title"),
            _ if !self.section.is_empty() => return self.section.to_string(),
            _ => ("本文の冒頭", "Opening"),
        };
        if lang == Lang::Ja { ja } else { en }.to_string()
    }

    /// Its sentences, without blanks around them.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let (mut found, mut start) = (Vec::new(), 0);
        for end in sentence_ends(&self.text) {
            let words = self.text.get(start..end).unwrap_or_default();
            let from = start + (words.len() - words.trim_start().len());
            found.extend(Some(from..from + words.trim().len()).filter(|range| !range.is_empty()));
            start = end;
        }
        found
    }

    fn add(&mut self, content: &'a [Inline]) {
        for inline in content {
            match inline {
                Inline::Text { text } | Inline::Code { text } => self.text.push_str(text),
                Inline::Break => self.text.push('\n'),
                Inline::Fact { path, form, content } => {
                    let (index, start) = (self.marks.len(), self.text.len());
                    self.marks.push(Mark { path, form, range: start..start });
                    self.add(content);
                    self.marks[index].range.end = self.text.len();
                }
                inline => inline.inner().into_iter().for_each(|content| self.add(content)),
            }
        }
    }

    /// The innermost fact that a byte belongs to.
    pub fn mark_at(&self, at: usize) -> Option<&Mark<'a>> {
        self.marks.iter().rev().find(|mark| mark.range.contains(&at))
    }

    /// Ranges between 「」, 『』 or “”, brackets included: words of somebody else, titles, names of screens.
    pub fn quoted(&self) -> Vec<Range<usize>> {
        quoted(&self.text)
    }
}

/// Where the sentences of a text end, blanks behind them included; the last one ends with the text. A full stop inside of quotation marks or brackets ends none.
pub fn sentence_ends(text: &str) -> Vec<usize> {
    let enclosed = enclosed(text);
    let inside = |end: &usize| enclosed.iter().any(|range| range.start < *end && *end < range.end);
    // Unicode takes every bracket behind a full stop for a closing one.
    let before_brackets = |end: usize| match text[..end].trim_end_matches(['「', '『', '“', '（', '(']).len() {
        _ if end == text.len() => end,
        before => before,
    };
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    segmenter.segment_str(text).map(before_brackets).filter(|end| !inside(end)).collect()
}

/// The lines gathered so far, and where the next one stands.
struct Lines<'a> {
    passages: Vec<Passage<'a>>,
    headings: Vec<(u8, String)>,
    section: Arc<str>,
}

impl<'a> Lines<'a> {
    fn add(&mut self, role: Role, number: Option<&'a str>, content: &'a [Inline]) {
        self.passages.push(Passage { section: self.section.clone(), ..Passage::of(role, number, content) });
    }

    /// What follows, the heading itself included, stands under a heading.
    fn enter(&mut self, level: u8, number: Option<&str>, content: &[Inline]) {
        self.headings.retain(|(above, _)| *above < level);
        let words = plain_text(content).replace('\n', " ");
        self.headings.push((level, number.map_or(words.clone(), |number| format!("{number} {words}"))));
        let path: Vec<&str> = self.headings.iter().map(|(_, words)| words.as_str()).collect();
        self.section = path.join(" > ").into();
    }

    fn blocks(&mut self, list: &'a [Block], role: Role, number: Option<&'a str>) {
        for (index, block) in list.iter().enumerate() {
            // Only the first line of an item carries its mark.
            self.block(block, role, number.filter(|_| index == 0));
        }
    }

    fn block(&mut self, block: &'a Block, role: Role, number: Option<&'a str>) {
        match block {
            Block::Heading { level, number, content, .. } => {
                self.enter(*level, number.as_deref(), content);
                self.add(Role::Heading(*level), number.as_deref(), content);
            }
            Block::Paragraph { content } => self.add(role, number, content),
            Block::Note { mark, content } => self.add(Role::Note, Some(mark), content),
            Block::Signature { lines } => lines.iter().for_each(|line| self.add(Role::Signature, None, line)),
            Block::Ki => self.add(Role::Ki, None, &[]),
            Block::Ijo => self.add(Role::Ijo, None, &[]),
            Block::Table { head, rows, .. } => {
                let cells = head.iter().chain(rows.iter().flatten());
                cells.for_each(|cell| self.add(Role::Cell, None, &cell.content));
            }
            Block::List { items, .. } => {
                for ListItem { mark, blocks } in items {
                    self.blocks(blocks, role, Some(mark));
                }
            }
            Block::Definitions { entries } => {
                for entry in entries {
                    self.add(Role::Cell, None, &entry.term);
                    self.blocks(&entry.blocks, role, None);
                }
            }
            Block::Form { rows } => {
                for row in rows {
                    self.add(Role::Cell, None, &row.label);
                    for cell in &row.cells {
                        cell.label.iter().for_each(|label| self.add(Role::Cell, None, label));
                        self.blocks(&cell.blocks, role, None);
                    }
                }
            }
            Block::Contact { blocks } => self.blocks(blocks, Role::Contact, None),
            Block::Quote { blocks } => self.blocks(blocks, Role::Quote, None),
            Block::Revised { blocks, .. } => self.blocks(blocks, role, number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Origin, read};

    fn passages_of(markdown: &str, look: impl Fn(&[Passage<'_>])) {
        let (body, _) = read(markdown, Lang::Ja, Origin::Prose);
        let document = Document {
            id: "d".into(),
            lang: Lang::Ja,
            layout: "report".into(),
            draft: None,
            iso_date: None,
            header: Default::default(),
            body,
        };
        look(&Passage::all(&document));
    }

    #[test]
    fn a_sentence_ends_with_its_full_stop_outside_of_quotation_marks() {
        let sentences = |text: &str| {
            let content = [Inline::text(text)];
            let passage = Passage::of(Role::Text, None, &content);
            passage.sentences().into_iter().map(|range| passage.text[range].to_string()).collect::<Vec<_>>()
        };
        assert_eq!(
            sentences("362件です。「A。B」と述べました。 以上(3.5件)"),
            ["362件です。", "「A。B」と述べました。", "以上(3.5件)"]
        );
        assert_eq!(sentences("We found 3.5 records. Nobody knew."), ["We found 3.5 records.", "Nobody knew."]);
        assert_eq!(sentences(""), [""; 0]);
    }

    #[test]
    fn a_place_is_the_headings_above() {
        passages_of("前文\n\n# 概要\n\n- 項目\n\n## 経緯\n\n本文\n\n# 原因\n\n終わり", |passages| {
            let places: Vec<String> = passages.iter().map(|passage| passage.place(Lang::Ja)).collect();
            assert_eq!(places, ["本文の冒頭", "概要", "概要", "概要 > 経緯", "概要 > 経緯", "原因", "原因"]);
        });
    }
}
