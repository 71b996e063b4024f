//! 新旧対照表 and 正誤表: tables that set both versions of a document side by side.
//!
//! What differs is underlined in both columns; where one column says 「（新設）」 or 「（削除）」, the other version has
//! nothing there, as in the corrected filings of listed companies.
//! A 正誤表 lists errors only. An estimate made exact, or news, is none: such changes follow in a table of their own.

use super::compare::{Difference, Share, differences, prints, restatements, share};
use super::fact::FactChange;
use super::kind::ChangeKind;
use super::redline::{Pair, Redline, redline};
use crate::diag::Wording;
use crate::document::{Align, Block, Cell, Document, Header, Inline, Inlines, Side};
use crate::facts::Case;
use crate::facts::path::is_under;
use crate::locale::{ColumnStyle, Lang};
use crate::template::Setting;

/// Both versions of one document, compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Its title in the later version.
    pub title: String,
    /// Where they differ.
    pub differences: Vec<Difference>,
    /// What the version before said of facts that changed, and what is said now.
    pub restatements: Vec<Difference>,
    /// How much differs.
    pub share: Share,
    /// Set where only one version has the document.
    pub only: Option<Side>,
}

impl Compared {
    /// Compares a document of two versions.
    pub fn of(pair: &Pair, changes: &[FactChange]) -> Compared {
        match pair {
            Pair::Both(pair) => Compared::new(&pair.0, &pair.1, &redline(&pair.0, &pair.1), changes),
            Pair::Single(side, document) => Compared {
                title: document.header.plain_title.clone(),
                differences: Vec::new(),
                restatements: Vec::new(),
                share: Share::default(),
                only: Some(*side),
            },
        }
    }

    /// Takes the differences of both versions from their redline.
    pub(super) fn new(before: &Document, after: &Document, redline: &Redline, changes: &[FactChange]) -> Compared {
        let published = changes.iter().filter(|change| change.before.is_some());
        // A claim that was taken back stands under what it says.
        let path = |change: &FactChange| match change.path.strip_suffix(".retracted") {
            Some(claim) => format!("{claim}.says"),
            None => change.path.clone(),
        };
        let paths: Vec<String> = published.map(path).collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        Compared {
            title: after.header.plain_title.clone(),
            differences: differences(redline),
            restatements: restatements(before, after, &paths),
            share: share(redline),
            only: None,
        }
    }

    /// Leaves out what differs in the header only because the document is issued anew: its date, its number, its title.
    pub fn without_reissue(mut self, changes: &[FactChange]) -> Compared {
        let states = |found: &Difference| changes.iter().any(|change| concerns(found, change));
        self.differences.retain(|found| !found.in_header || states(found));
        self
    }
}

/// The mark of what stood in the version before: it is shown, not stated, and may say what is wrong.
const WAS: &str = "corrections.was";

/// How a table is worded.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Language of its words.
    pub lang: Lang,
    /// The columns of the 新旧対照表.
    pub columns: ColumnStyle,
}

impl Layout {
    /// The layout for a document: its style, else what is usual for changes of these kinds.
    pub fn of(setting: Option<&Setting>, lang: Lang, changes: &[FactChange]) -> Layout {
        let usual = || ColumnStyle::usual(lang, has_errors(changes));
        let columns = setting.and_then(|setting| setting.style.columns.clone()).unwrap_or_else(usual);
        Layout { lang, columns }
    }

    fn word(&self, ja: &str, en: &str) -> String {
        if self.lang == Lang::Ja { ja } else { en }.to_string()
    }

    fn cells(&self, words: &[(&str, &str)]) -> Vec<Cell> {
        words.iter().map(|(ja, en)| cell(vec![Inline::text(self.word(ja, en))])).collect()
    }

    /// Both sides of a difference, with a word where nothing stands.
    fn sides(&self, found: &Difference) -> (Inlines, Inlines) {
        let (added, deleted) = match found.moved {
            true => (self.word("（移動）", "(moved)"), self.word("（移動）", "(moved)")),
            false => (self.word("（新設）", "(new)"), self.word("（削除）", "(deleted)")),
        };
        let side =
            |content: &Option<Inlines>, none: String| content.clone().unwrap_or_else(|| vec![Inline::text(none)]);
        let before = Inline::Fact { path: WAS.into(), form: String::new(), content: side(&found.before, added) };
        (vec![before], side(&found.after, deleted))
    }
}

/// Whether something that was published is said to be wrong.
pub fn has_errors(changes: &[FactChange]) -> bool {
    changes.iter().any(|change| change.kind() == ChangeKind::Correction)
}

/// A table of places, with what stood and what stands there.
pub(super) fn side_by_side(differences: &[Difference], layout: &Layout) -> Block {
    let columns = &layout.columns;
    let order = |before: Cell, after: Cell| if columns.after_first { [after, before] } else { [before, after] };
    let heading = |words: &String| cell(vec![Inline::text(words.clone())]);
    let mut head = layout.cells(&[("箇所", "Place")]);
    head.extend(order(heading(&columns.before), heading(&columns.after)));
    let row = |found: &Difference| {
        let (before, after) = layout.sides(found);
        let mut cells = vec![cell(vec![Inline::text(found.place.clone())])];
        cells.extend(order(cell(before), cell(after)));
        cells
    };
    table(head, differences.iter().map(row).collect())
}

/// A difference with the changes of facts that it shows.
type Explained<'a> = (&'a Difference, Vec<&'a FactChange>);

/// The 正誤表 of one document, and what changed in it without being an error.
///
/// Of a text that was written anew, what was said of its facts is set against what is said now; its words do not compare.
pub(super) fn errata_tables(compared: &Compared, changes: &[FactChange], layout: &Layout) -> Vec<Block> {
    let rewritten = compared.share.is_pervasive();
    let places = if rewritten { &compared.restatements } else { &compared.differences };
    let explained = places
        .iter()
        .filter(|found| !found.moved)
        .map(|found| (found, changes.iter().filter(|change| concerns(found, change)).collect::<Vec<_>>()));
    let (errors, others): (Vec<Explained>, Vec<_>) = explained.partition(|(found, changes)| is_error(found, changes));
    let mut blocks = Vec::new();
    if !errors.is_empty() {
        let head = [("誤", "Error"), ("正", "Correction")];
        blocks.push(explained_table(&errors, head, false, layout));
    }
    if !others.is_empty() {
        let words =
            layout.word("次の箇所は、誤りの訂正ではない変更です。", "These changes are not corrections of errors.");
        blocks.push(Block::Paragraph { content: vec![Inline::text(words)] });
        let head = [("変更前", "Before"), ("変更後", "After")];
        blocks.push(explained_table(&others, head, true, layout));
    }
    if rewritten {
        let words = match blocks.is_empty() {
            true => layout.word("全文を改めています。", "The whole text was written anew."),
            false => layout.word("このほか、全文を改めています。", "Otherwise, the whole text was written anew."),
        };
        blocks.push(Block::Paragraph { content: vec![Inline::text(words)] });
    }
    blocks
}

/// A table of places with their reasons and, if asked for, the kinds of their changes.
fn explained_table(all: &[Explained], [before, after]: [(&str, &str); 2], with_kinds: bool, layout: &Layout) -> Block {
    let mut head = layout.cells(&[("箇所", "Place"), before, after]);
    if with_kinds {
        head.extend(layout.cells(&[("区分", "Kind")]));
    }
    head.extend(layout.cells(&[("理由", "Reason")]));
    let row = |(found, changes): &Explained| {
        let (before, after) = layout.sides(found);
        let mut cells = vec![cell(vec![Inline::text(found.place.clone())]), cell(before), cell(after)];
        cells.extend(with_kinds.then(|| cell(kinds(found, changes, layout))));
        cells.push(cell(reasons(changes)));
        cells
    };
    table(head, all.iter().map(row).collect())
}

/// Whether changed words of a place print a fact that changed, or a part of it.
fn concerns(found: &Difference, change: &FactChange) -> bool {
    let about = change.path.strip_suffix(".retracted").unwrap_or(&change.path);
    found.facts.iter().any(|path| prints(path, about) || is_under(about, path))
}

/// Whether a place was wrong: a fact in it is corrected, or its words were replaced though no fact changed.
fn is_error(found: &Difference, changes: &[&FactChange]) -> bool {
    match changes.is_empty() {
        true => found.before.is_some() && found.after.is_some(),
        false => changes.iter().any(|change| change.kind() == ChangeKind::Correction),
    }
}

fn kinds(found: &Difference, changes: &[&FactChange], layout: &Layout) -> Inlines {
    let addition = ChangeKind::Addition.wording();
    let withdrawal = ChangeKind::Withdrawal.wording();
    let mut words: Vec<Wording> = changes.iter().map(|change| change.kind().wording()).collect();
    if words.is_empty() {
        words.push(if found.before.is_none() { addition } else { withdrawal });
    }
    one_by_one(words.into_iter().map(|word| layout.word(&word.ja, &word.en)))
}

fn reasons(changes: &[&FactChange]) -> Inlines {
    let reasons = changes.iter().filter_map(|change| change.settled.as_ref()?.reason.clone());
    let content = one_by_one(reasons);
    if content.is_empty() { vec![Inline::text("－")] } else { content }
}

/// Each text once, on a line of its own.
fn one_by_one(texts: impl Iterator<Item = String>) -> Inlines {
    let mut seen: Vec<String> = Vec::new();
    texts.for_each(|text| {
        if !seen.contains(&text) {
            seen.push(text);
        }
    });
    let mut content = Inlines::new();
    for text in seen {
        if !content.is_empty() {
            content.push(Inline::Break);
        }
        content.push(Inline::text(text));
    }
    content
}

fn table(head: Vec<Cell>, rows: Vec<Vec<Cell>>) -> Block {
    Block::Table { columns: vec![Align::Start; head.len()], head, rows }
}

fn cell(content: Inlines) -> Cell {
    Cell { content, colspan: 1, rowspan: 1 }
}

/// Which table a sheet shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// 新旧対照表.
    Comparison,
    /// 正誤表.
    Errata,
}

impl Sheet {
    /// The tables of all documents as one document, each under the title of its document.
    pub fn of(
        self,
        (before, after): (&Case, &Case),
        all: &[Compared],
        changes: &[FactChange],
        layout: &Layout,
    ) -> Document {
        let (from, to) = (before.version, after.version);
        let title = match self {
            Sheet::Comparison => layout.word(
                &format!("新旧対照表（{} 第{from}版→第{to}版）", after.slug),
                &format!("Comparison of {}, version {from} to {to}", after.slug),
            ),
            Sheet::Errata => layout.word(
                &format!("正誤表（{} 第{from}版→第{to}版）", after.slug),
                &format!("Errata of {}, version {from} to {to}", after.slug),
            ),
        };
        let mut body = Vec::new();
        for (index, compared) in all.iter().enumerate() {
            body.push(Block::Heading {
                level: 1,
                number: None,
                plain: true,
                anchor: format!("document-{}", index + 1),
                content: vec![Inline::text(compared.title.clone())],
            });
            body.extend(self.tables(compared, changes, layout));
        }
        Document {
            id: if self == Sheet::Errata { "errata" } else { "table" }.into(),
            lang: layout.lang,
            layout: "report".into(),
            draft: None,
            iso_date: None,
            header: Header { plain_title: title.clone(), title: Some(vec![Inline::text(title)]), ..Header::default() },
            body,
        }
    }

    /// The tables of one document, or the sentence that stands for them.
    pub fn tables(self, compared: &Compared, changes: &[FactChange], layout: &Layout) -> Vec<Block> {
        let sentence = |ja, en| vec![Block::Paragraph { content: vec![Inline::text(layout.word(ja, en))] }];
        match self {
            _ if compared.only == Some(Side::After) => sentence("新たに公表する文書です。", "This document is new."),
            _ if compared.only == Some(Side::Before) => {
                sentence("この版にはない文書です。", "This version no longer has the document.")
            }
            _ if compared.differences.is_empty() => sentence("変更はありません。", "Nothing changed."),
            Sheet::Comparison => vec![side_by_side(&compared.differences, layout)],
            Sheet::Errata => errata_tables(compared, changes, layout),
        }
    }
}
