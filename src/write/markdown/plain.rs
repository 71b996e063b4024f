//! What is left of a document in Markdown.

use super::revised::mark_words;
use crate::diag::Wording;
use crate::document::notes::{Standing, standing};
use crate::document::{Align, Block, Cell, Definition, Document, FormRow, Inline, Inlines, ListItem};
use crate::document::{chars::is_unprintable, name_headings, run_in};
use crate::locale::Lang;
use crate::write::Loss;

/// The blocks that Markdown can express of a document, and what it cannot.
///
/// The header comes first, in the order of a Japanese notice: draft mark, number, date, addressee, sender, title.
/// Marks of facts go; forms and definitions become tables with their labels in the first columns; joined cells are taken
/// apart; signatures and contacts become their paragraphs; emphasis that is empty, doubled or split in two is made simple.
pub fn plain(document: &Document) -> (Vec<Block>, Vec<Loss>) {
    let mut plainer = Plainer::default();
    let header = &document.header;
    let mut blocks = Vec::new();
    if let Some(draft) = &document.draft {
        let mark = if document.lang == Lang::Ja { format!("【{draft}】") } else { format!("[{draft}]") };
        plainer.paragraph(&mut blocks, &[Inline::Strong { content: vec![Inline::text(mark)] }]);
    }
    header.number.iter().chain(&header.date).for_each(|content| plainer.paragraph(&mut blocks, content));
    for lines in [&header.addressee, &header.sender] {
        plainer.paragraph(&mut blocks, &lines.join(&Inline::Break));
    }
    if let Some(title) = &header.title {
        let content = plainer.content(title);
        blocks.push(heading(1, content));
    }
    blocks.extend(plainer.blocks(&document.body));
    name_headings(&mut blocks);
    (blocks, plainer.losses)
}

#[derive(Default)]
struct Plainer {
    losses: Vec<Loss>,
}

impl Plainer {
    /// Notes a loss, once for each kind.
    fn lose(&mut self, ja: &str, en: &str) {
        let loss = Loss { what: Wording::new(ja, en) };
        if !self.losses.contains(&loss) {
            self.losses.push(loss);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) -> Vec<Block> {
        let mut plain = Vec::with_capacity(blocks.len());
        for block in blocks {
            self.block(&mut plain, block);
        }
        plain
    }

    fn block(&mut self, plain: &mut Vec<Block>, block: &Block) {
        match block {
            Block::Heading { level, number, content, .. } => {
                if *level > 5 {
                    self.lose("6段目より深い見出しは6段目にしました", "headings below level 6 are printed at level 6");
                }
                let words = self.content(&marked(number.as_deref().unwrap_or_default(), content));
                plain.push(heading(level.saturating_add(1).clamp(2, 6), words));
            }
            Block::Paragraph { content } => self.paragraph(plain, content),
            Block::Note { mark, content } if standing(mark) == Some(Standing::Note(mark)) => {
                let content = trim_blanks(self.content(content));
                plain.push(Block::Note { mark: mark.clone(), content });
            }
            Block::Note { mark, content } => self.paragraph(plain, &marked(mark, content)),
            Block::List { start, items } => self.list(plain, *start, items),
            Block::Table { columns, head, rows } => self.table(plain, columns, head, rows),
            Block::Definitions { entries } => {
                let row = |entry: &Definition| vec![entry.term.clone(), self.run_in(&entry.blocks)];
                let rows = entries.iter().map(row).collect();
                self.labels(plain, rows, 2);
            }
            Block::Form { rows } => self.form(plain, rows),
            Block::Revised { revision, blocks } => {
                let blocks = self.blocks(blocks);
                plain.extend(blocks.into_iter().map(|block| mark_words(block, revision)));
            }
            Block::Ki | Block::Ijo => plain.push(block.clone()),
            Block::Signature { lines } => self.paragraph(plain, &lines.join(&Inline::Break)),
            Block::Contact { blocks } => plain.extend(self.blocks(blocks)),
            Block::Quote { blocks } => {
                let blocks = self.blocks(blocks);
                if !blocks.is_empty() {
                    plain.push(Block::Quote { blocks });
                }
            }
        }
    }

    /// Adds a paragraph unless nothing would be printed.
    fn paragraph(&mut self, plain: &mut Vec<Block>, content: &[Inline]) {
        let content = self.content(content);
        if !content.is_empty() {
            plain.push(Block::Paragraph { content });
        }
    }

    /// Markdown numbers lists by itself, in Arabic figures; other marks become words of a bullet list.
    fn list(&mut self, plain: &mut Vec<Block>, start: Option<u64>, items: &[ListItem]) {
        let count = items.len();
        let numbered = start.is_some_and(|start| is_numbered(start, items));
        let blocks = |item: &ListItem| {
            let mut blocks = self.blocks(&item.blocks);
            if start.is_none() || numbered {
                return blocks;
            }
            match blocks.first_mut() {
                Some(Block::Paragraph { content }) => *content = self.content(&marked(&item.mark, content)),
                _ => {
                    let content = self.content(&[Inline::text(&item.mark)]);
                    if !content.is_empty() {
                        blocks.insert(0, Block::Paragraph { content });
                    }
                }
            }
            blocks
        };
        let item = |blocks| ListItem { mark: String::new(), blocks };
        let items: Vec<ListItem> = items.iter().map(blocks).filter(|blocks| !blocks.is_empty()).map(item).collect();
        if items.len() < count {
            // Some parsers end the list at an item that is only a mark.
            self.lose("空の項目は省きました", "empty list items were left out");
        }
        if !items.is_empty() {
            plain.push(Block::List { start: start.filter(|_| numbered), items });
        }
    }

    fn table(&mut self, plain: &mut Vec<Block>, columns: &[Align], head: &[Cell], rows: &[Vec<Cell>]) {
        let joined = head.iter().chain(rows.iter().flatten()).any(|cell| cell.colspan > 1 || cell.rowspan > 1);
        if joined {
            self.lose("結合したセルは分けました", "joined cells were taken apart");
        }
        let mut grid = take_apart(&[head]);
        let body: Vec<&[Cell]> = rows.iter().map(Vec::as_slice).collect();
        grid.extend(take_apart(&body));
        let width = grid.iter().map(Vec::len).chain([columns.len()]).max().unwrap_or_default();
        let mut columns = columns.to_vec();
        columns.resize(width, Align::Start);
        self.grid(plain, columns, grid);
    }

    /// Adds a table of running texts, the first row being the header.
    fn grid(&mut self, plain: &mut Vec<Block>, columns: Vec<Align>, grid: Vec<Vec<Inlines>>) {
        if columns.is_empty() {
            return;
        }
        let cell = |content: Option<&Inlines>| {
            let content = content.map(|content| self.content(content)).unwrap_or_default();
            Cell { content, colspan: 1, rowspan: 1 }
        };
        let mut cell = cell;
        let mut rows = grid.iter().map(|row| (0..columns.len()).map(|at| cell(row.get(at))).collect::<Vec<_>>());
        let head = rows.next().unwrap_or_default();
        let rows = rows.collect();
        let head = if head.iter().all(|cell| cell.content.is_empty()) { Vec::new() } else { head };
        plain.push(Block::Table { columns, head, rows });
    }

    /// A form becomes a table: label, label of the cell if any cell has one, words.
    fn form(&mut self, plain: &mut Vec<Block>, form: &[FormRow]) {
        self.lose("様式は表にしました", "a form became a table");
        let labelled = form.iter().flat_map(|row| &row.cells).any(|cell| cell.label.is_some());
        let mut rows = Vec::new();
        for row in form {
            let mut label = row.label.clone();
            for cell in &row.cells {
                let words = self.run_in(&cell.blocks);
                let middle = labelled.then(|| cell.label.clone().unwrap_or_default());
                rows.push([Some(std::mem::take(&mut label)), middle, Some(words)].into_iter().flatten().collect());
            }
            if row.cells.is_empty() {
                rows.push(vec![label]);
            }
        }
        self.labels(plain, rows, if labelled { 3 } else { 2 });
    }

    /// Adds a table without header.
    fn labels(&mut self, plain: &mut Vec<Block>, mut rows: Vec<Vec<Inlines>>, width: usize) {
        if !rows.is_empty() {
            rows.insert(0, Vec::new());
            self.grid(plain, vec![Align::Start; width], rows);
        }
    }

    /// Runs blocks together for a cell.
    fn run_in(&mut self, blocks: &[Block]) -> Inlines {
        if blocks.iter().any(|block| matches!(block, Block::Table { .. } | Block::Form { .. })) {
            self.lose("セルの中の表は行に分けました", "a table inside a cell became lines");
        }
        run_in(blocks, &Inline::Break, true)
    }

    /// Running text without marks of facts, empty or doubled emphasis, or line breaks at its ends.
    fn content(&mut self, content: &[Inline]) -> Inlines {
        let mut plain = Vec::new();
        self.spread(content, Around::default(), &mut plain);
        trim_breaks(plain)
    }

    fn spread(&mut self, content: &[Inline], around: Around, plain: &mut Inlines) {
        for inline in content {
            match inline {
                Inline::Text { text } => self.text(text, plain),
                Inline::Code { text } => {
                    let text = self.printable(text).replace('\n', " ");
                    push(plain, Inline::Code { text });
                }
                Inline::Strong { content } if !around.strong => {
                    let content = self.inside(content, Around { strong: true, ..around });
                    lift_breaks(content, plain, |content| Inline::Strong { content });
                }
                Inline::Emphasis { content } if !around.emphasis => {
                    let content = self.inside(content, Around { emphasis: true, ..around });
                    lift_breaks(content, plain, |content| Inline::Emphasis { content });
                }
                // A text has no places to jump to; the number says as much.
                Inline::Link { url, content } if url.starts_with("#change-") => self.spread(content, around, plain),
                Inline::Link { url, content } if !around.link => {
                    let url: String = self.printable(url).replace(['\n', '\t'], "");
                    let mut content = self.inside(content, Around { link: true, ..around });
                    if content.iter().all(|inline| *inline == Inline::Break) {
                        self.text(&url, &mut content);
                    }
                    lift_breaks(content, plain, |content| Inline::Link { url: url.clone(), content });
                }
                Inline::Inserted { content } => push(plain, Inline::Inserted { content: self.inside(content, around) }),
                Inline::Deleted { content } => push(plain, Inline::Deleted { content: self.inside(content, around) }),
                Inline::Underlined { content } => {
                    push(plain, Inline::Underlined { content: self.inside(content, around) })
                }
                Inline::Strong { content }
                | Inline::Emphasis { content }
                | Inline::Link { content, .. }
                | Inline::Fact { content, .. }
                | Inline::Recited { content, .. } => self.spread(content, around, plain),
                Inline::Break => plain.push(Inline::Break),
                Inline::Change { number } => plain.push(Inline::Change { number: *number }),
                Inline::Hole { .. } => {}
            }
        }
    }

    fn inside(&mut self, content: &[Inline], around: Around) -> Inlines {
        let mut inside = Vec::new();
        self.spread(content, around, &mut inside);
        inside
    }

    /// Adds text; a line feed in it is a line break.
    fn text(&mut self, text: &str, plain: &mut Inlines) {
        for (index, line) in self.printable(text).split('\n').enumerate() {
            if index > 0 {
                plain.push(Inline::Break);
            }
            push(plain, Inline::text(line));
        }
    }

    fn printable(&mut self, text: &str) -> String {
        let text = text.replace("\r\n", "\n");
        if text.contains(is_unprintable) {
            self.lose("印刷できない文字を U+FFFD に置き換えました", "unprintable characters became U+FFFD");
        }
        text.replace(is_unprintable, "\u{fffd}")
    }
}

/// What running text stands in already.
#[derive(Debug, Clone, Copy, Default)]
struct Around {
    strong: bool,
    emphasis: bool,
    link: bool,
}

fn heading(level: u8, content: Inlines) -> Block {
    Block::Heading { level, number: None, plain: false, anchor: String::new(), content }
}

/// A mark and a blank before running text.
fn marked(mark: &str, content: &[Inline]) -> Inlines {
    let gap = if mark.is_empty() || content.is_empty() { "" } else { " " };
    std::iter::once(Inline::text(format!("{mark}{gap}"))).chain(content.iter().cloned()).collect()
}

/// Whether Markdown prints the marks of an ordered list as they are. The reader takes a number above 99 only for the next
/// item of the list that it saw last.
fn is_numbered(start: u64, items: &[ListItem]) -> bool {
    let flat = |item: &ListItem| matches!(item.blocks.as_slice(), [] | [Block::Paragraph { .. }]);
    let small = start.saturating_add(items.len() as u64) <= 100;
    let marks = (0..).zip(items).all(|(index, item)| {
        let n = start.saturating_add(index);
        ["", &format!("{n}."), &format!("{n})")].contains(&item.mark.as_str())
    });
    marks && (small || start < 100 && items.iter().all(flat))
}

/// The running texts of rows, with an empty one wherever a cell is covered by another.
fn take_apart(rows: &[&[Cell]]) -> Vec<Vec<Inlines>> {
    // Spans are bounded, so that a mistaken one makes no table of a million columns.
    const WIDEST: usize = 1000;
    let mut covered: Vec<usize> = Vec::new();
    let mut grid = Vec::new();
    for cells in rows {
        let mut row: Vec<Inlines> = Vec::new();
        let mut cells = cells.iter().peekable();
        while cells.peek().is_some() || covered.iter().skip(row.len()).any(|&rows| rows > 0) {
            let at = row.len();
            if let Some(rows) = covered.get_mut(at).filter(|rows| **rows > 0) {
                *rows -= 1;
                row.push(Vec::new());
            } else if let Some(cell) = cells.next() {
                row.push(cell.content.clone());
                row.resize(at + cell.colspan.clamp(1, WIDEST), Vec::new());
                covered.resize(covered.len().max(row.len()), 0);
                covered[at..row.len()].fill(cell.rowspan.saturating_sub(1));
            } else {
                row.push(Vec::new());
            }
        }
        grid.push(row);
    }
    grid
}

/// Adds content; neighbours of one kind become one, empty ones vanish.
fn push(plain: &mut Inlines, inline: Inline) {
    match (plain.last_mut(), inline) {
        (_, Inline::Text { text } | Inline::Code { text }) if text.is_empty() => {}
        (
            _,
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Underlined { content }
            | Inline::Inserted { content }
            | Inline::Deleted { content },
        ) if content.is_empty() => {}
        (Some(Inline::Text { text: before }), Inline::Text { text }) => before.push_str(&text),
        (Some(Inline::Code { text: before }), Inline::Code { text }) => before.push_str(&text),
        (Some(Inline::Strong { content: before }), Inline::Strong { content })
        | (Some(Inline::Emphasis { content: before }), Inline::Emphasis { content }) => {
            content.into_iter().for_each(|inline| push(before, inline));
        }
        (_, inline) => plain.push(inline),
    }
}

/// Adds wrapped content, with the line breaks at its ends outside.
fn lift_breaks(content: Inlines, plain: &mut Inlines, wrap: impl Fn(Inlines) -> Inline) {
    let leading = content.iter().take_while(|inline| **inline == Inline::Break).count();
    let trailing = content[leading..].iter().rev().take_while(|inline| **inline == Inline::Break).count();
    let words = content[leading..content.len() - trailing].to_vec();
    plain.extend(std::iter::repeat_n(Inline::Break, leading));
    if !words.is_empty() {
        push(plain, wrap(words));
    }
    plain.extend(std::iter::repeat_n(Inline::Break, trailing));
}

fn trim_breaks(mut content: Inlines) -> Inlines {
    while content.last() == Some(&Inline::Break) {
        content.pop();
    }
    let leading = content.iter().take_while(|inline| **inline == Inline::Break).count();
    content.drain(..leading);
    content
}

/// Drops blanks and line breaks at the start: the mark of a note stands before them.
fn trim_blanks(mut content: Inlines) -> Inlines {
    loop {
        match content.first_mut() {
            Some(Inline::Text { text }) if text.starts_with(char::is_whitespace) => {
                *text = text.trim_start().to_string();
            }
            Some(Inline::Text { text }) if text.is_empty() => drop(content.remove(0)),
            Some(Inline::Break) => drop(content.remove(0)),
            _ => return content,
        }
    }
}
