//! Units of a document: what a reader takes in at once, with the place it stands at.
//!
//! A paragraph, a heading, an item of a list, a row of a table, a line of the header. Documents with the marks of a
//! redline are cut in the same way, so that a table of corrections can show a unit of both versions.

use super::redline::revision;
use crate::document::{
    Block, Cell, Document, FormCell, Header, Inline, Inlines, ListItem, Revision, Side, plain_text, push_inline,
    run_in, sentence_ends,
};
use crate::locale::Lang;

/// One unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// The headings above it, outermost first; of the header or before the first heading, the name of that part.
    pub place: String,
    /// Its words in one line, marks included.
    pub content: Inlines,
    /// Whether the same words stand elsewhere in the other version.
    pub moved: bool,
    /// Whether it stands in the header.
    pub in_header: bool,
}

/// All units of a document in reading order, header first.
pub(super) fn units(document: &Document) -> Vec<Unit> {
    let mut reader = Reader::new(document.lang);
    reader.header(&document.header);
    (reader.part, reader.in_header) = (reader.word("本文", "Text").to_string(), false);
    reader.blocks(&document.body);
    reader.units
}

struct Reader {
    lang: Lang,
    /// The headings above, with their levels.
    headings: Vec<(u8, String)>,
    /// The part of the document above the first heading.
    part: String,
    in_header: bool,
    units: Vec<Unit>,
}

impl Reader {
    fn new(lang: Lang) -> Reader {
        Reader { lang, headings: Vec::new(), part: String::new(), in_header: true, units: Vec::new() }
    }

    fn word(&self, ja: &'static str, en: &'static str) -> &'static str {
        if self.lang == Lang::Ja { ja } else { en }
    }

    fn place(&self) -> String {
        let path: Vec<&str> = self.headings.iter().map(|(_, heading)| heading.as_str()).collect();
        if path.is_empty() { self.part.clone() } else { path.join(self.word("　", ", ")) }
    }

    fn add(&mut self, content: Inlines) {
        let (place, in_header) = (self.place(), self.in_header);
        self.units.push(Unit { place, content, moved: false, in_header });
    }

    fn header(&mut self, header: &Header) {
        let parts: [(&str, &str, Vec<&Inlines>); 5] = [
            ("文書番号", "Reference number", header.number.iter().collect()),
            ("日付", "Date", header.date.iter().collect()),
            ("宛名", "Addressee", header.addressee.iter().collect()),
            ("発信者", "Sender", header.sender.iter().collect()),
            ("題名", "Title", header.title.iter().collect()),
        ];
        for (ja, en, lines) in parts {
            self.part = if self.lang == Lang::Ja { ja } else { en }.to_string();
            lines.into_iter().for_each(|line| self.add(line.clone()));
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::List { start, items } => items.iter().for_each(|item| self.item(*start, item)),
            Block::Table { head, rows, .. } => [head].into_iter().chain(rows).for_each(|row| self.row(row)),
            Block::Definitions { entries } => entries.iter().for_each(|entry| {
                self.labelled(&entry.term, [run_in(&entry.blocks, &Inline::Break, true)]);
            }),
            Block::Form { rows } => rows.iter().for_each(|row| {
                let cell = |cell: &FormCell| [cell.label.clone(), Some(run_in(&cell.blocks, &Inline::Break, true))];
                self.labelled(&row.label, row.cells.iter().flat_map(cell).flatten());
            }),
            Block::Contact { blocks } | Block::Quote { blocks } => self.blocks(blocks),
            Block::Revised { revision: Revision::Reshaped { .. }, blocks } => self.blocks(blocks),
            Block::Revised { revision, blocks } => self.revised(revision, blocks),
            Block::Heading { .. } => {
                self.enter(block);
                self.add(line(block));
            }
            Block::Paragraph { .. } | Block::Note { .. } | Block::Signature { .. } | Block::Ki | Block::Ijo => {
                self.add(line(block));
            }
        }
    }

    /// Blocks that only one version has: each unit of them is all mark.
    fn revised(&mut self, revision: &Revision, blocks: &[Block]) {
        let (headings, part) = (self.headings.clone(), self.part.clone());
        let mut inner = Reader { headings, part, in_header: self.in_header, ..Reader::new(self.lang) };
        inner.blocks(blocks);
        let moved = matches!(revision, Revision::MovedAway | Revision::MovedHere);
        let marked = |unit: Unit| Unit { content: revision.mark(unit.content), moved, ..unit };
        self.units.extend(inner.units.into_iter().map(marked));
        // A heading that is gone names the place of what went with it, and of nothing that follows.
        if !revision.is_gone() {
            self.headings = inner.headings;
        }
    }

    /// An item, with its number; a mere bullet says nothing outside its list.
    fn item(&mut self, start: Option<u64>, item: &ListItem) {
        let list = Block::List { start, items: vec![item.clone()] };
        self.add(run_in(&[list], &Inline::Break, start.is_some()));
    }

    fn row(&mut self, row: &[Cell]) {
        if !row.is_empty() {
            self.cells(row.iter().map(|cell| cell.content.clone()).collect(), " / ");
        }
    }

    /// A label with what stands beside it.
    fn labelled(&mut self, label: &Inlines, beside: impl IntoIterator<Item = Inlines>) {
        let colon = self.word("：", ": ");
        self.cells([label.clone()].into_iter().chain(beside).collect(), colon);
    }

    /// Cells in one line; one mark on all of the first is one on the whole line.
    fn cells(&mut self, cells: Vec<Inlines>, between: &str) {
        let whole = cells.first().and_then(|first| revision(first));
        let one =
            whole.filter(|whole| cells.iter().all(|cell| cell.is_empty() || revision(cell).as_ref() == Some(whole)));
        match one {
            Some(one) => {
                let bare = cells.iter().map(|cell| cell.iter().flat_map(inside).cloned().collect());
                self.add(one.mark(joined(bare, between)));
            }
            None => self.add(joined(cells, between)),
        }
    }

    /// What follows stands under this heading.
    fn enter(&mut self, block: &Block) {
        let Block::Heading { level, number, content, .. } = block else { return };
        let words = plain_text(&Side::After.content(content));
        let heading = number.iter().cloned().chain([words]).collect::<Vec<_>>().join(" ");
        self.headings.retain(|(above, _)| above < level);
        self.headings.push((*level, heading));
    }
}

fn line(block: &Block) -> Inlines {
    run_in(std::slice::from_ref(block), &Inline::Break, true)
}

/// What a mark marks; of anything else, itself.
fn inside(inline: &Inline) -> &[Inline] {
    match inline {
        Inline::Inserted { content } | Inline::Deleted { content } => content,
        other => std::slice::from_ref(other),
    }
}

/// Running texts one behind the other; empty ones stay, so that cells are not mixed up.
fn joined(parts: impl IntoIterator<Item = Inlines>, between: &str) -> Inlines {
    let mut joined = Inlines::new();
    for (index, part) in parts.into_iter().enumerate() {
        if index > 0 {
            push_inline(&mut joined, Inline::text(between));
        }
        part.into_iter().for_each(|inline| push_inline(&mut joined, inline));
    }
    joined
}

/// Running text cut behind its sentences and lines; a fact of several sentences comes in several pieces.
pub(super) fn sentences(content: &[Inline]) -> Vec<Inlines> {
    let mut all = vec![Inlines::new()];
    let mut add = |inline: Inline, ends: bool| {
        if let Some(last) = all.last_mut() {
            last.push(inline);
        }
        if ends {
            all.push(Inlines::new());
        }
    };
    for (at, inline) in content.iter().enumerate() {
        let ends = |inline: &Inline| ends_sentence(inline) && !content.get(at + 1).is_some_and(is_mark);
        match inline {
            Inline::Text { text } => cut(text).for_each(|piece| {
                let piece = Inline::text(piece);
                let ends = ends_sentence(&piece);
                add(piece, ends);
            }),
            Inline::Break => add(Inline::Break, true),
            Inline::Fact { path, form, content: inner } => sentences(inner).into_iter().for_each(|content| {
                let piece = Inline::Fact { path: path.clone(), form: form.clone(), content };
                let ends = ends(&piece);
                add(piece, ends);
            }),
            other => add(other.clone(), ends(other)),
        }
    }
    all.retain(|sentence| !sentence.is_empty());
    all
}

/// Whether a mark says that words came or went.
pub(super) fn is_mark(inline: &Inline) -> bool {
    matches!(inline, Inline::Inserted { .. } | Inline::Deleted { .. })
}

fn ends_sentence(inline: &Inline) -> bool {
    let text = plain_text(std::slice::from_ref(inline));
    text.ends_with('。') || [". ", "? ", "! "].iter().any(|end| text.ends_with(end))
}

/// A text cut behind its sentences.
fn cut(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let pieces = sentence_ends(text).into_iter().map(move |end| &text[std::mem::replace(&mut start, end)..end]);
    pieces.filter(|piece| !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(content: &[Inline]) -> Vec<String> {
        sentences(content).iter().map(|sentence| plain_text(sentence)).collect()
    }

    #[test]
    fn sentences_end_at_full_stops_outside_brackets() {
        assert_eq!(plain(&[Inline::text("一。「二。三」四。五")]), ["一。", "「二。三」四。", "五"]);
        assert_eq!(plain(&[Inline::text("One (a. b). Two 3.5 m.")]), ["One (a. b). ", "Two 3.5 m."]);
    }

    #[test]
    fn nothing_is_lost_between_sentences() {
        for text in ["", "(", "は(", "一。(", "一。「", "A. (", "一。(二。)三", "一？(二"] {
            assert_eq!(cut(text).collect::<String>(), text);
        }
    }

    #[test]
    fn facts_of_several_sentences_are_cut_and_keep_their_path() {
        let fact =
            Inline::Fact { path: "causes.a".into(), form: String::new(), content: vec![Inline::text("一。二")] };
        let cut = sentences(&[fact, Inline::text("です。")]);
        assert_eq!(cut.iter().map(|sentence| plain_text(sentence)).collect::<Vec<_>>(), ["一。", "二です。"]);
        assert!(cut.iter().all(|sentence| matches!(&sentence[0], Inline::Fact { path, .. } if path == "causes.a")));
    }

    #[test]
    fn a_sentence_that_came_is_one_of_its_own() {
        let came = Inline::Inserted { content: vec![Inline::text("二。")] };
        assert_eq!(plain(&[Inline::text("一。"), came, Inline::text("三。")]), ["一。", "二。", "三。"]);
    }
}
