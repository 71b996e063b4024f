//! Every printed text of a document against the fonts, before Typst sees it.
//!
//! A problem names the place: the fact that the text comes from, else the section or the part of the header.
//! It says which character by code point and never quotes a value, which may be a person's name.

use super::super::WriteProblem;
use crate::diag::Wording;
use crate::document::{Block, Cell, Document, Inline};
use crate::fonts::{Fonts, UncoveredKind};

/// Everything that the fonts cannot print as written; each character once for each place.
pub fn problems(document: &Document, fonts: &Fonts) -> Vec<WriteProblem> {
    let mut review = Review { fonts, place: Wording::new("", ""), path: None, problems: Vec::new() };
    review.header(document);
    review.place = Wording::new("本文の冒頭", "the opening of the text");
    review.blocks(&document.body);
    review.problems
}

struct Review<'a> {
    fonts: &'a Fonts,
    /// The part of the document, for texts that come from no fact.
    place: Wording,
    /// The innermost fact.
    path: Option<&'a str>,
    problems: Vec<WriteProblem>,
}

impl<'a> Review<'a> {
    fn header(&mut self, document: &'a Document) {
        let header = &document.header;
        self.place = Wording::new("文書番号", "the reference number");
        header.number.iter().for_each(|number| self.inlines(number));
        self.place = Wording::new("日付", "the date");
        header.date.iter().for_each(|date| self.inlines(date));
        self.place = Wording::new("宛名", "the addressee");
        header.addressee.iter().for_each(|line| self.inlines(line));
        self.place = Wording::new("発信者", "the sender");
        header.sender.iter().for_each(|line| self.inlines(line));
        self.text(&header.issuer);
        self.place = Wording::new("題名", "the title");
        header.title.iter().for_each(|title| self.inlines(title));
        self.text(&header.plain_title);
        self.place = Wording::new("草案の表示", "the draft mark");
        document.draft.iter().for_each(|draft| self.text(draft));
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading { number, content, .. } => {
                let words = without_values(content);
                self.place = Wording::new(format!("「{words}」の節"), format!("the section “{words}”"));
                number.iter().for_each(|number| self.text(number));
                self.inlines(content);
            }
            Block::Paragraph { content } => self.inlines(content),
            Block::List { items, .. } => items.iter().for_each(|item| {
                self.text(&item.mark);
                self.blocks(&item.blocks);
            }),
            Block::Table { head, rows, .. } => {
                self.cells(head);
                rows.iter().for_each(|row| self.cells(row));
            }
            Block::Definitions { entries } => entries.iter().for_each(|entry| {
                self.inlines(&entry.term);
                self.blocks(&entry.blocks);
            }),
            Block::Note { mark, content } => {
                self.text(mark);
                self.inlines(content);
            }
            Block::Form { rows } => rows.iter().for_each(|row| {
                self.inlines(&row.label);
                row.cells.iter().for_each(|cell| {
                    cell.label.iter().for_each(|label| self.inlines(label));
                    self.blocks(&cell.blocks);
                });
            }),
            Block::Signature { lines } => lines.iter().for_each(|line| self.inlines(line)),
            Block::Contact { blocks } | Block::Quote { blocks } | Block::Revised { blocks, .. } => self.blocks(blocks),
            Block::Ki | Block::Ijo => {}
        }
    }

    fn cells(&mut self, cells: &'a [Cell]) {
        cells.iter().for_each(|cell| self.inlines(&cell.content));
    }

    fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text { text } | Inline::Code { text } => self.text(text),
                Inline::Fact { path, content, .. } => {
                    let outer = self.path.replace(path);
                    self.inlines(content);
                    self.path = outer;
                }
                inline => inline.inner().into_iter().for_each(|content| self.inlines(content)),
            }
        }
    }

    fn text(&mut self, text: &str) {
        for uncovered in self.fonts.coverage(text) {
            let problem = self.problem(uncovered.kind, &code_points(&text[uncovered.range]));
            if !self.problems.contains(&problem) {
                self.problems.push(problem);
            }
        }
    }

    fn problem(&self, kind: UncoveredKind, points: &str) -> WriteProblem {
        let place = match self.path {
            Some(path) => Wording::new(path, format!("`{path}`")),
            None => self.place.clone(),
        };
        let (code, ja, en) = match kind {
            UncoveredKind::MissingGlyph => ("missing-glyph", "はどのフォントにもありません", "is in no font"),
            UncoveredKind::IgnoredVariation => (
                "ignored-variation-sequence",
                "の異体字はどのフォントにもなく、別の字形で印刷されてしまいます",
                "is a variation that no font has; another form would be printed",
            ),
            UncoveredKind::PrivateUse => (
                "private-use-character",
                "は外字（私用領域など）で、他の環境では別の字になります",
                "is a private-use character, which means nothing elsewhere",
            ),
        };
        WriteProblem {
            code,
            path: self.path.map(str::to_owned),
            headline: Wording::new(format!("{}：{points} {ja}", place.ja), format!("{points} in {} {en}", place.en)),
            hint: Some(hint(kind)),
        }
    }
}

fn hint(kind: UncoveredKind) -> Wording {
    match kind {
        UncoveredKind::PrivateUse => Wording::new(
            "正式な文字（異体字セレクタ付きの文字を含む）に置き換えてください。IPA の文字情報基盤で探せます",
            "use the standard character, with a variation selector if need be; the MJ character list of IPA helps to find it",
        ),
        UncoveredKind::MissingGlyph | UncoveredKind::IgnoredVariation => Wording::new(
            "IPAmj明朝（人名用の文字を多く含む）を fonts フォルダに置き、kohyo.toml に fonts = [\"fonts/ipamjm.ttf\"] の1行を加えてください",
            "put IPAmj Mincho, which has most characters of names, into the folder `fonts` and add one line to kohyo.toml: fonts = [\"fonts/ipamjm.ttf\"]",
        ),
    }
}

/// `U+8FBB U+E0101`.
fn code_points(text: &str) -> String {
    let points: Vec<String> = text.chars().map(|character| format!("U+{:04X}", u32::from(character))).collect();
    points.join(" ")
}

/// The words of a heading, with the path of a fact in place of its value.
fn without_values(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text { text } | Inline::Code { text } => text.clone(),
            Inline::Fact { path, .. } => format!("{{{path}}}"),
            inline => inline.inner().map(|content| without_values(content)).unwrap_or_default(),
        })
        .collect()
}
