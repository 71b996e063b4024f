//! Prints the sheet of a redline: its list of changes, and each document twice.
//!
//! A document stands once with both versions in one text, and once as a table with the version before at the left and the
//! version after at the right; the layout `redline.html` holds the switch, `style.css` shows one of them.
//! Numbers of changes link to the list and the list to them, in each of the two views by names of its own.

use super::blocks::Printer;
use super::escape::escape;
use super::inline::between;
use crate::document::{Block, Inline, Revision, Side, walk_inlines};
use crate::locale::Lang;

/// The layout of a sheet; every other document is printed once.
pub(super) const LAYOUT: &str = "redline";

/// Name of the heading over the list of changes.
const CHANGES: &str = "changes";

/// Where the numbers of changes stand and lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// In the list of changes: links lead to both views.
    List,
    /// Over a document, which both views show.
    Title,
    /// In the text with both versions.
    Merged,
    /// In the version at the left or right; headings have their names in the other view.
    Apart,
}

/// What the names of the view side by side end in.
const APART: &str = "-apart";

impl Printer {
    /// Prints a sheet, section by section: the list of changes, and each document.
    pub fn sheet(&mut self, blocks: &[Block]) -> String {
        let mut sections: Vec<Vec<Block>> = Vec::new();
        for block in blocks {
            match sections.last_mut() {
                Some(section) if !matches!(block, Block::Heading { level: 1, .. }) => section.push(block.clone()),
                _ => sections.push(vec![block.clone()]),
            }
        }
        sections.iter().map(|section| self.section(section)).collect()
    }

    fn section(&mut self, blocks: &[Block]) -> String {
        let Some((heading, blocks)) = blocks.split_first() else { return String::new() };
        let name = match heading {
            Block::Heading { anchor, .. } => anchor.as_str(),
            _ => "",
        };
        let (tag, view) = if name == CHANGES { ("nav", View::List) } else { ("section", View::Merged) };
        let label = if name.is_empty() { String::new() } else { format!(" aria-labelledby=\"{}\"", escape(name)) };
        self.view = View::Title;
        let heading = self.body(std::slice::from_ref(heading));
        self.view = view;
        if view == View::List || !has_change(blocks) {
            return format!("<{tag}{label}>\n{heading}{}</{tag}>\n", self.body(blocks));
        }
        let levels = self.levels.clone();
        let merged = self.body(blocks);
        (self.levels, self.view) = (levels, View::Apart);
        let apart = self.apart(blocks);
        format!("<{tag}{label}>\n{heading}<div class=\"merged\">\n{merged}</div>\n{apart}</{tag}>\n")
    }

    /// Both versions side by side, a row for each block.
    fn apart(&mut self, blocks: &[Block]) -> String {
        let [before, after] = if self.lang == Lang::Ja { ["変更前", "変更後"] } else { ["Before", "After"] };
        let mut rows = String::new();
        let mut rest = blocks;
        while let Some((first, behind)) = rest.split_first() {
            // What was replaced stands beside what replaced it.
            let pair = matches!((first, behind.first()), (old, Some(new)) if is(old, &Revision::Deleted) && is(new, &Revision::Inserted));
            let (row, behind) = rest.split_at(1 + usize::from(pair));
            rest = behind;
            let levels = self.levels.clone();
            let old = self.body(&Side::Before.marked_blocks(row));
            self.levels = levels;
            let new = self.body(&Side::After.marked_blocks(row));
            let cell = |name, words| format!("<td data-side=\"{name}\">{}</td>", between("\n", words, ""));
            rows += &format!("<tr>{}{}</tr>\n", cell(before, &old), cell(after, &new));
        }
        let head =
            format!("<thead>\n<tr><th scope=\"col\">{before}</th><th scope=\"col\">{after}</th></tr>\n</thead>\n");
        format!("<table class=\"apart\">\n{head}<tbody>\n{rows}</tbody>\n</table>\n")
    }

    /// The number of a change: what its entry in the list leads to, and the way back.
    pub fn change(&self, number: usize) -> String {
        let word = if self.lang == Lang::Ja { "変更" } else { "Change " };
        let inner = format!("<span class=\"unseen\">{word}</span>{number}");
        let link = |class: &str, suffix: &str| {
            let (class, id) = (format!("change{class}"), format!("change-{number}{suffix}"));
            // A link cannot stand inside a link.
            if self.in_link {
                return format!("<span class=\"{class}\" id=\"{id}\">{inner}</span>");
            }
            format!("<a class=\"{class}\" id=\"{id}\" href=\"#entry-{number}{suffix}\">{inner}</a>")
        };
        match self.view {
            View::Title => link(" to-merged", "") + &link(" to-apart", APART),
            View::Apart => link("", APART),
            View::List | View::Merged => link("", ""),
        }
    }

    /// A link of the list to a change, once for each view; nothing if it is none.
    pub fn entry(&mut self, url: &str, content: &[Inline]) -> Option<String> {
        let number = url.strip_prefix("#change-").filter(|_| self.view == View::List)?;
        let (number, words) = (escape(number), self.content(content));
        let link = |class: &str, suffix: &str| {
            format!("<a class=\"{class}\" id=\"entry-{number}{suffix}\" href=\"#change-{number}{suffix}\">{words}</a>")
        };
        Some(link("to-merged", "") + &link("to-apart", APART))
    }
}

fn is(block: &Block, wanted: &Revision) -> bool {
    matches!(block, Block::Revised { revision, .. } if revision == wanted)
}

fn has_change(blocks: &[Block]) -> bool {
    let mut has_change = false;
    walk_inlines(blocks, &mut |inline| has_change |= matches!(inline, Inline::Change { .. }));
    has_change
}
