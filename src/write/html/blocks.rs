//! Prints blocks as HTML.

use super::escape::escape;
use super::inline::between;
use super::redline::View;
use crate::diag::Wording;
use crate::document::{Align, Block, Cell, Definition, FormCell, FormRow, Inlines, ListItem, Revision};
use crate::locale::Lang;
use crate::write::Loss;

/// Spans beyond this are cut: HTML allows no wider cell.
const WIDEST: usize = 1000;

/// Prints one document.
pub(super) struct Printer {
    pub lang: Lang,
    fragment: bool,
    /// The levels of the headings that are open, so that no level is skipped in print.
    pub levels: Vec<u8>,
    /// Where in the sheet of a redline the blocks stand.
    pub view: View,
    /// Whether the blocks are struck: links lead to the headings that stay.
    gone: bool,
    /// Whether a link is open.
    pub in_link: bool,
    /// What could not be expressed.
    pub losses: Vec<Loss>,
}

impl Printer {
    pub fn new(lang: Lang, fragment: bool) -> Printer {
        Printer {
            lang,
            fragment,
            levels: Vec::new(),
            view: View::Merged,
            gone: false,
            in_link: false,
            losses: Vec::new(),
        }
    }

    /// Notes a loss, once for each kind.
    pub fn lose(&mut self, ja: &str, en: &str) {
        let loss = Loss { what: Wording::new(ja, en) };
        if !self.losses.contains(&loss) {
            self.losses.push(loss);
        }
    }

    /// Prints blocks.
    pub fn body(&mut self, blocks: &[Block]) -> String {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block) -> String {
        match block {
            Block::Heading { level, number, anchor, content, .. } => {
                self.heading(*level, number.as_deref(), anchor, content)
            }
            Block::Paragraph { content } => self.paragraph("", content),
            Block::List { start, items } => self.list(*start, items),
            Block::Table { columns, head, rows } => self.table(columns, head, rows),
            Block::Definitions { entries } => self.definitions(entries),
            Block::Note { mark, content } => {
                format!("<p class=\"note\">{}{}</p>\n", print_mark(mark), self.content(content))
            }
            Block::Form { rows } => self.form(rows),
            Block::Ki => "<p class=\"ki\">記</p>\n".into(),
            Block::Ijo => "<p class=\"ijo\">以上</p>\n".into(),
            Block::Signature { lines } => {
                let lines: String = lines.iter().map(|line| self.paragraph("", line)).collect();
                format!("<div class=\"signature\">\n{lines}</div>\n")
            }
            Block::Contact { blocks } => format!("<div class=\"contact\">\n{}</div>\n", self.body(blocks)),
            Block::Quote { blocks } => format!("<blockquote>\n{}</blockquote>\n", self.body(blocks)),
            Block::Revised { revision, blocks } => {
                let printed = self.revised(revision, |printer| between("\n", &printer.body(blocks), ""));
                if matches!(revision, Revision::Reshaped { .. }) { printed } else { between("", &printed, "\n") }
            }
        }
    }

    /// Prints what `inner` prints as the same revision; `<ins>` and `<del>` may stand wherever their content may.
    fn revised(&mut self, revision: &Revision, inner: impl FnOnce(&mut Printer) -> String) -> String {
        let outer = self.gone;
        self.gone |= revision.is_gone();
        let inner = inner(self);
        self.gone = outer;
        match revision {
            Revision::Inserted => between("<ins>", &inner, "</ins>"),
            Revision::Deleted => between("<del>", &inner, "</del>"),
            Revision::MovedAway => between("<del class=\"moved\">", &inner, "</del>"),
            Revision::MovedHere => between("<ins class=\"moved\">", &inner, "</ins>"),
            Revision::Reshaped { .. } => inner.trim_start_matches('\n').to_string(),
        }
    }

    /// Prints a heading below the title, one level under the heading that it belongs to.
    fn heading(&mut self, level: u8, number: Option<&str>, anchor: &str, content: &Inlines) -> String {
        self.levels.retain(|&open| open < level);
        self.levels.push(level);
        let printed = (self.levels.len() + 1).min(6);
        let number =
            number.map(|number| format!("<span class=\"number\">{}</span> ", escape(number))).unwrap_or_default();
        let words = self.content(content);
        let id = if anchor.is_empty() || self.gone || self.view == View::Apart {
            String::new()
        } else {
            format!(" id=\"{}\"", escape(anchor))
        };
        if number.is_empty() && words.is_empty() {
            return String::new();
        }
        format!("<h{printed}{id}>{number}{words}</h{printed}>\n")
    }

    fn paragraph(&mut self, mark: &str, content: &Inlines) -> String {
        format!("<p>{mark}{}</p>\n", self.content(content))
    }

    /// Prints a list. Where HTML would print the very marks of the document, it does; other marks are text.
    ///
    /// In a fragment a list with such marks is an unordered one: a CMS that drops our style would number it twice.
    fn list(&mut self, start: Option<u64>, items: &[ListItem]) -> String {
        let native = match start {
            None => items.iter().all(|item| ["", "・", "•"].contains(&item.mark.as_str())),
            Some(start) => (0..)
                .zip(items)
                .all(|(index, item)| item.mark.is_empty() || item.mark == format!("{}.", start.saturating_add(index))),
        };
        let (open, close) = match (start, native) {
            (None, true) => ("<ul>".into(), "</ul>"),
            (Some(1), true) => ("<ol>".into(), "</ol>"),
            (Some(start), true) if start <= i32::MAX as u64 => (format!("<ol start=\"{start}\">"), "</ol>"),
            (Some(_), _) if !self.fragment => ("<ol class=\"marked\">".into(), "</ol>"),
            _ => ("<ul class=\"marked\">".to_string(), "</ul>"),
        };
        if items.is_empty() {
            return String::new();
        }
        let items: String = items.iter().map(|item| self.item(item, native)).collect();
        format!("{open}\n{items}{close}\n")
    }

    fn item(&mut self, item: &ListItem, native: bool) -> String {
        let mark = if native { String::new() } else { print_mark(&item.mark) };
        format!("<li>{}</li>\n", self.marked(&mark, &item.blocks))
    }

    /// Prints blocks with a mark before the first.
    fn marked(&mut self, mark: &str, blocks: &[Block]) -> String {
        match blocks {
            [Block::Revised { revision, blocks }] => self.revised(revision, |printer| printer.marked(mark, blocks)),
            [Block::Paragraph { content }] => format!("{mark}{}", self.content(content)),
            [Block::Paragraph { content }, rest @ ..] => self.paragraph(mark, content) + &self.body(rest),
            _ => format!("{mark}{}", self.body(blocks)),
        }
    }

    fn table(&mut self, columns: &[Align], head: &[Cell], rows: &[Vec<Cell>]) -> String {
        if head.is_empty() && rows.iter().all(Vec::is_empty) {
            return String::new();
        }
        let mut covered = Vec::new();
        let head = if head.is_empty() {
            String::new()
        } else {
            format!("<thead>\n{}</thead>\n", self.row(columns, head, true, &mut covered))
        };
        covered.clear();
        let rows: String = rows.iter().map(|row| self.row(columns, row, false, &mut covered)).collect();
        let body = if rows.is_empty() { rows } else { format!("<tbody>\n{rows}</tbody>\n") };
        self.boxed("", &(head + &body))
    }

    /// Prints a row. `covered` counts for each column the rows that a cell above still covers.
    fn row(&mut self, columns: &[Align], cells: &[Cell], head: bool, covered: &mut Vec<usize>) -> String {
        let (mut printed, mut at) = (String::new(), 0);
        for cell in cells {
            while covered.get(at).is_some_and(|&rows| rows > 0) {
                at += 1;
            }
            let (width, height) = (cell.colspan.clamp(1, WIDEST), cell.rowspan.clamp(1, WIDEST));
            covered.resize(covered.len().max(at + width), 0);
            covered[at..at + width].fill(height);
            let class = match columns.get(at) {
                None | Some(Align::Start) => "",
                Some(Align::Center) => " class=\"center\"",
                Some(Align::End) => " class=\"end\"",
            };
            let span = |name, size| if size > 1 { format!(" {name}=\"{size}\"") } else { String::new() };
            let spans = span("colspan", width) + &span("rowspan", height);
            let words = self.content(&cell.content);
            // An empty header cell would announce nothing.
            let (tag, scope) = if head && !words.is_empty() { ("th", " scope=\"col\"") } else { ("td", "") };
            printed.push_str(&format!("<{tag}{scope}{class}{spans}>{words}</{tag}>"));
            at += width;
        }
        covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        format!("<tr>{printed}</tr>\n")
    }

    /// Puts a table into a box that scrolls by itself, by keyboard too.
    fn boxed(&self, class: &str, rows: &str) -> String {
        let name = if self.lang == Lang::Ja { "表" } else { "Table" };
        format!(
            "<div class=\"table\" role=\"group\" aria-label=\"{name}\" tabindex=\"0\">\n<table{class}>\n{rows}</table>\n</div>\n"
        )
    }

    fn definitions(&mut self, entries: &[Definition]) -> String {
        if entries.is_empty() {
            return String::new();
        }
        let entries: String = entries
            .iter()
            .map(|entry| format!("<dt>{}</dt>\n<dd>{}</dd>\n", self.content(&entry.term), self.snug(&entry.blocks)))
            .collect();
        format!("<dl>\n{entries}</dl>\n")
    }

    fn form(&mut self, rows: &[FormRow]) -> String {
        if rows.is_empty() {
            return String::new();
        }
        let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default().max(1);
        let rows: String = rows.iter().map(|row| self.form_row(row, widest)).collect();
        self.boxed(" class=\"form\"", &format!("<tbody>\n{rows}</tbody>\n"))
    }

    /// Prints a row of a form; its last cell reaches to the edge.
    fn form_row(&mut self, row: &FormRow, widest: usize) -> String {
        let label = self.content(&row.label);
        let tag = if label.is_empty() { "td" } else { "th" };
        let scope = if label.is_empty() { "" } else { " scope=\"row\"" };
        let mut printed = format!("<tr><{tag}{scope}>{label}</{tag}>");
        let empty = [FormCell { label: None, blocks: Vec::new() }];
        let cells = if row.cells.is_empty() { &empty } else { row.cells.as_slice() };
        for (index, cell) in cells.iter().enumerate() {
            let width = if index + 1 == cells.len() { widest - index } else { 1 };
            let span = if width > 1 { format!(" colspan=\"{width}\"") } else { String::new() };
            let label = cell.label.as_ref().map(|label| format!("<p class=\"label\">{}</p>\n", self.content(label)));
            printed.push_str(&format!("<td{span}>{}{}</td>", label.unwrap_or_default(), self.snug(&cell.blocks)));
        }
        printed + "</tr>\n"
    }

    /// Prints the content of a cell: a lone paragraph without its box.
    fn snug(&mut self, blocks: &[Block]) -> String {
        match blocks {
            [Block::Paragraph { content }] => self.content(content),
            [Block::Revised { revision, blocks }] => self.revised(revision, |printer| printer.snug(blocks)),
            _ => self.body(blocks),
        }
    }
}

/// Prints a mark that stands before its text.
fn print_mark(mark: &str) -> String {
    if mark.is_empty() { String::new() } else { format!("<span class=\"mark\">{}</span> ", escape(mark)) }
}
