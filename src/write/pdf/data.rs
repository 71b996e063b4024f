//! The document as the JSON that layouts read.
//!
//! It is the tree as it serialises, with holes for what only the recipient reads ([`Parted`]), and with what a layout
//! cannot work out cheaply:
//! `fonts` (families of added fonts), `day` (year, month, day), `title_level` (1 or 0), `watermark` (`svg` and `width` of the draft mark); `font` on a text that an added font has to print;
//! `level` of headings without gaps; `target` on links that lead into the document;
//! `own` on a fact in a table that only the recipient reads;
//! `widths` of a table's columns, `length` and `column` of its cells, `width` of the terms of definitions, in halves of a full-width character.

use super::super::Loss;
use super::common::{Parted, Tree, Trees, is_own};
use crate::diag::Wording;
use crate::document::{Document, Inlines};
use crate::fonts::{Fonts, Run};
use chrono::{Datelike, NaiveDate};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use typst::foundations::Bytes;

/// The JSON with what became of nodes that PDF cannot hold.
pub struct Prepared {
    /// `/document.json`, the tree.
    pub document: Bytes,
    /// `/own.json`, a list of what fills the holes.
    pub own: Bytes,
    /// Links into the document that lead nowhere.
    pub losses: Vec<Loss>,
}

/// For all threads.
static TREES: Trees = Trees::new();

/// Makes the JSON of a document.
pub fn prepare(document: &Document, fonts: &Fonts) -> Prepared {
    let Parted { common, own } = Parted::of(document);
    // A document without holes has nothing in common with the next one.
    let (document, losses) = match own.is_empty() {
        true => tree(&common, fonts),
        false => TREES.tree(common, fonts, |common| tree(common, fonts)),
    };
    let mut own = json!(own);
    let mut walk = Walk { fonts, anchors: BTreeMap::new(), open: Vec::new(), title_level: 0, losses };
    walk.value(&mut own);
    Prepared { document, own: Bytes::from_string(own.to_string()), losses: walk.losses }
}

#[expect(clippy::expect_used, reason = "the tree is strings, numbers and lists")]
fn tree(document: &Document, fonts: &Fonts) -> Tree {
    let mut tree = serde_json::to_value(document).expect("a document is plain data");
    forget_gone_anchors(&mut tree["body"], false);
    let mut anchors = BTreeMap::new();
    count_anchors(&tree["body"], &mut anchors);
    if is_blank(&tree["header"]["title"]) {
        tree["header"]["title"] = Value::Null;
    }
    let title_level = u64::from(!tree["header"]["title"].is_null());
    let mut walk = Walk { fonts, anchors, open: Vec::new(), title_level, losses: Vec::new() };
    walk.value(&mut tree);
    tree["fonts"] = json!(fonts.families());
    tree["day"] = json!(document.iso_date.as_deref().and_then(day));
    tree["watermark"] = json!(document.draft.as_deref().map(|draft| watermark(draft, fonts)));
    tree["title_level"] = json!(title_level);
    (Bytes::from_string(tree.to_string()), walk.losses)
}

/// All running text of the header, in the order of the page.
pub fn header_inlines(document: &Document) -> impl Iterator<Item = &Inlines> {
    let header = &document.header;
    let first = header.number.iter().chain(&header.date);
    first.chain(&header.addressee).chain(&header.sender).chain(&header.title)
}

/// `2010-11-30` as year, month and day; nothing if it is no full date of the calendar.
fn day(date: &str) -> Option<(i32, u32, u32)> {
    let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
    (1..=9999).contains(&date.year()).then(|| (date.year(), date.month(), date.day()))
}

/// The first word of the draft mark as an SVG drawing: text across the page would turn up in the middle of what is copied or searched.
fn watermark(draft: &str, fonts: &Fonts) -> Value {
    let is_end = |character: char| character.is_whitespace() || "（(:：–—・".contains(character);
    let word = draft.split(is_end).find(|word| !word.is_empty()).unwrap_or_default();
    let outline = fonts.outline(word);
    let svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 1000"><path fill="#e9e9e9" d="{}"/></svg>"##,
        outline.width, outline.path
    );
    json!({ "svg": svg, "width": outline.width })
}

/// Links lead to the headings of the version after: those that a redline strikes lose their names.
fn forget_gone_anchors(value: &mut Value, gone: bool) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| forget_gone_anchors(value, gone)),
        Value::Object(node) => {
            let gone = gone || matches!(node.get("revision").and_then(Value::as_str), Some("deleted" | "moved-away"));
            if let Some(anchor) = node.get_mut("anchor").filter(|_| gone) {
                *anchor = json!("");
            }
            node.values_mut().for_each(|value| forget_gone_anchors(value, gone));
        }
        _ => {}
    }
}

fn count_anchors(value: &Value, anchors: &mut BTreeMap<String, usize>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| count_anchors(value, anchors)),
        Value::Object(node) => {
            if let Some(anchor) = node.get("anchor").and_then(Value::as_str) {
                *anchors.entry(anchor.to_owned()).or_default() += 1;
            }
            if kind(node) == Some("change") {
                *anchors.entry(format!("change-{}", node["number"])).or_default() += 1;
            }
            node.values().for_each(|value| count_anchors(value, anchors));
        }
        _ => {}
    }
}

/// One pass over the tree, in reading order.
struct Walk<'a> {
    fonts: &'a Fonts,
    anchors: BTreeMap<String, usize>,
    /// Levels of the headings that the present place stands under, as the author wrote them.
    open: Vec<u64>,
    title_level: u64,
    losses: Vec<Loss>,
}

impl Walk<'_> {
    fn value(&mut self, value: &mut Value) {
        match value {
            Value::Array(values) => {
                if values.iter().any(is_text) {
                    *values = std::mem::take(values).into_iter().flat_map(|value| self.split(value)).collect();
                }
                values.iter_mut().for_each(|value| self.value(value));
            }
            Value::Object(node) => self.node(node),
            _ => {}
        }
    }

    fn node(&mut self, node: &mut Map<String, Value>) {
        match kind(node) {
            Some("heading") => self.heading(node),
            Some("table") => {
                let widths = measure_table(node);
                node.insert("widths".to_owned(), json!(widths));
            }
            Some("definitions") => {
                let terms = node["entries"].as_array().into_iter().flatten();
                let width = terms.map(|entry| extent(&entry["term"]).0).max();
                node.insert("width".to_owned(), json!(width));
            }
            Some("link") => self.link(node),
            Some("fact") if node["path"].as_str().is_some_and(is_own) => {
                node.insert("own".to_owned(), json!(true));
            }
            _ => {}
        }
        node.values_mut().for_each(|value| self.value(value));
    }

    /// PDF/UA: the first heading is level 1 and none is skipped.
    /// A heading without words would break that too; it is printed as the blank line that it is.
    fn heading(&mut self, node: &mut Map<String, Value>) {
        if node["number"].is_null() && is_blank(&node["content"]) {
            node.insert("block".to_owned(), json!("paragraph"));
            return;
        }
        let level = node["level"].as_u64().unwrap_or(1);
        while self.open.last().is_some_and(|open| *open >= level) {
            self.open.pop();
        }
        self.open.push(level);
        node.insert("level".to_owned(), json!(self.open.len() as u64 + self.title_level));
        if self.anchors.get(node["anchor"].as_str().unwrap_or_default()) != Some(&1) {
            node.insert("anchor".to_owned(), Value::Null);
        }
    }

    fn link(&mut self, node: &mut Map<String, Value>) {
        let Some(anchor) = node["url"].as_str().and_then(|url| url.strip_prefix('#')) else { return };
        if self.anchors.get(anchor) == Some(&1) {
            let anchor = anchor.to_owned();
            node.insert("target".to_owned(), json!(anchor));
        } else {
            node.insert("url".to_owned(), json!(""));
            self.losses.push(Loss {
                what: Wording::new(
                    "link：文書内のリンク先がないため、文字だけを印刷しました",
                    "link: its target is not in the document, so only the words are printed",
                ),
            });
        }
    }

    /// Cuts a text where an added font takes over, and gives overlong words places to break.
    fn split(&self, value: Value) -> Vec<Value> {
        let Some(text) = value["text"].as_str().filter(|_| is_text(&value)) else { return vec![value] };
        let (runs, is_code) = (self.fonts.runs(text), value["inline"] == "code");
        if !is_code && matches!(runs[..], [Run { family: None, .. }]) && !words(text).any(runs_off) {
            return vec![value];
        }
        let piece = |run: Run<'_>| {
            let text = if is_code { breakable_code(run.text) } else { breakable(run.text) };
            let mut piece = json!({ "inline": value["inline"], "text": text });
            if let Some(family) = run.family {
                piece["font"] = json!(family);
            }
            piece
        };
        runs.into_iter().map(piece).collect()
    }
}

/// Whether running text prints nothing.
fn is_blank(content: &Value) -> bool {
    match content {
        Value::Array(values) => values.iter().all(is_blank),
        Value::Object(node) => match node.get("text") {
            Some(text) => text.as_str().is_some_and(|text| text.trim_matches('\u{200B}').trim().is_empty()),
            None => node.get("content").is_none_or(is_blank),
        },
        _ => true,
    }
}

fn is_text(value: &Value) -> bool {
    matches!(value.as_object().and_then(kind), Some("text" | "code"))
}

fn kind(node: &Map<String, Value>) -> Option<&str> {
    node.get("block").or_else(|| node.get("inline")).and_then(Value::as_str)
}

/// How long a word may be before it gets places to break; the longest mail addresses and numbers stay whole.
const LONGEST_WORD: usize = 48;

/// Puts a zero-width space into words that would run off the page, such as a hash value.
fn breakable(text: &str) -> String {
    let mut printed = String::with_capacity(text.len());
    for word in words(text) {
        let is_long = runs_off(word);
        for (index, character) in word.chars().enumerate() {
            if is_long && index > 0 && index % 16 == 0 {
                printed.push('\u{200B}');
            }
            printed.push(character);
        }
    }
    printed
}

/// Stretches of a text in which a line does not break by itself.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(|character: char| !character.is_ascii_graphic())
}

/// Lets long code, such as the path of a fact in a narrow cell, break behind its dots too.
fn breakable_code(text: &str) -> String {
    let text = breakable(text);
    if text.len() > 12 { text.replace('.', ".\u{200B}") } else { text }
}

/// Whether a word has no place to break before a line is full.
/// Typst itself breaks addresses between their parts, and so they can be copied out of the PDF whole.
fn runs_off(word: &str) -> bool {
    let parts = |character: char| word.contains("://") && !character.is_ascii_alphanumeric();
    word.split(parts).any(|part| part.trim_end_matches(|last: char| !last.is_ascii_graphic()).len() > LONGEST_WORD)
}

/// Gives each cell its `column` and the `length` of its text, and returns the widest line of each column.
/// Cells across columns do not count for these.
fn measure_table(table: &mut Map<String, Value>) -> Vec<usize> {
    let count = table["columns"].as_array().map_or(0, Vec::len);
    let mut widths = vec![0; count];
    let mut covered = vec![0; count];
    measure_row(&mut table["head"], &mut widths, &mut covered);
    for row in table["rows"].as_array_mut().into_iter().flatten() {
        measure_row(row, &mut widths, &mut covered);
    }
    widths
}

/// Measures one row; `covered` says for each column how many rows a cell above still reaches down.
fn measure_row(row: &mut Value, widths: &mut [usize], covered: &mut [u64]) {
    let mut column = 0;
    for cell in row.as_array_mut().into_iter().flatten() {
        while covered.get(column).is_some_and(|rows| *rows > 0) {
            column += 1;
        }
        let (width, length) = extent(&cell["content"]);
        let (colspan, rowspan) = (cell["colspan"].as_u64().unwrap_or(1), cell["rowspan"].as_u64().unwrap_or(1));
        cell["column"] = json!(column);
        cell["length"] = json!(length);
        if let (1, Some(widest)) = (colspan, widths.get_mut(column)) {
            *widest = width.max(*widest);
        }
        covered.iter_mut().skip(column).take(colspan as usize).for_each(|rows| *rows = rowspan);
        column += colspan as usize;
    }
    covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
}

/// The widest line of running text and its length in all; a break counts as half a line of a usual cell.
fn extent(content: &Value) -> (usize, usize) {
    let mut lines = vec![0];
    add_width(content, &mut lines);
    let length = lines.iter().sum::<usize>() + 20 * (lines.len() - 1);
    (lines.into_iter().max().unwrap_or(0), length)
}

fn add_width(value: &Value, lines: &mut Vec<usize>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| add_width(value, lines)),
        Value::Object(node) if kind(node) == Some("break") => lines.push(0),
        Value::Object(node) => {
            if let (Some(text), Some(line)) = (node.get("text").and_then(Value::as_str), lines.last_mut()) {
                *line += text.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum::<usize>();
            }
            node.get("content").into_iter().for_each(|value| add_width(value, lines));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;
    use crate::document::Align;
    use crate::locale::Lang;

    fn prepared(document: &Document) -> Value {
        serde_json::from_slice(&prepare(document, &Fonts::embedded()).document).unwrap()
    }

    #[test]
    fn heading_levels_start_below_the_title_and_skip_none() {
        let mut document = document("letter", Lang::Ja, "題");
        document.body = [2, 4, 4, 3, 2, 1, 6].map(|level| heading(level, "", "節")).to_vec();
        document.body.push(heading(1, "", " "));
        let levels = |tree: Value| -> Vec<Value> {
            tree["body"].as_array().unwrap()[..7].iter().map(|node| node["level"].clone()).collect()
        };
        assert_eq!(levels(prepared(&document)), [2, 3, 3, 3, 2, 2, 3]);
        assert_eq!(prepared(&document)["body"][7]["block"], "paragraph", "a heading without words is none");
        document.header.title = None;
        assert_eq!(levels(prepared(&document)), [1, 2, 2, 2, 1, 1, 2]);
    }

    #[test]
    fn cells_know_their_column_under_cells_that_reach_down() {
        let mut document = document("letter", Lang::Ja, "題");
        let columns = [Align::Start, Align::Start, Align::End];
        document.body =
            vec![table(&columns, "", &["^2 6/21|17:00|移動", "18:00～19:30|作業", "6/22|3:00|帰宅\n就寝した"])];
        let table = &prepared(&document)["body"][0];
        assert_eq!(table["widths"], json!([4, 12, 8]));
        assert_eq!(table["rows"][1][0]["column"], 1);
        assert_eq!(table["rows"][2][0]["column"], 0);
    }

    #[test]
    fn overlong_words_may_break() {
        assert_eq!(breakable("https://example.jp/short"), "https://example.jp/short");
        assert_eq!(breakable(&"a".repeat(64)).matches('\u{200B}').count(), 3);
        let address = "https://www.example.jp/blog/statement-on-windows-sensor-update/";
        assert_eq!(breakable(address), address);
        assert!(breakable(&format!("https://example.jp/{}", "a".repeat(64))).contains('\u{200B}'));
        assert_eq!(breakable_code("parties.chiyoda.address"), "parties.\u{200B}chiyoda.\u{200B}address");
        assert_eq!(breakable_code("report.csv"), "report.csv");
        assert_eq!(breakable("語".repeat(64).as_str()), "語".repeat(64));
    }

    #[test]
    fn a_watermark_is_the_first_word_of_the_draft_mark() {
        let fonts = Fonts::embedded();
        assert_eq!(watermark("案（解禁日時 6月24日）", &fonts), watermark("案", &fonts));
        assert_eq!(watermark("案", &fonts)["width"], 1000);
        assert_eq!(watermark("  ", &fonts)["width"], 0);
    }
}
