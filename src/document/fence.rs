//! Reads fenced blocks: the parts of a notice that Markdown has no sign for.
//!
//! ```` ```kohyo-form ````, `kohyo-signature`, `kohyo-contact` and `kohyo-definitions` hold Markdown that is read by the same
//! reader. Any other fence holds plain lines, and is reported.

use super::read::{DEEPEST, Events, Reader};
use super::veil::Places;
use super::walk::run_in;
use super::{Block, FormCell, FormRow, Inline, Inlines, Oddity};
use std::ops::Range;

impl Reader {
    /// Reads a fenced block whose start was just taken.
    pub(super) fn fence(
        &mut self,
        blocks: &mut Vec<Block>,
        events: &mut Events,
        info: &str,
        range: Range<usize>,
        depth: usize,
    ) {
        let place = events.original(range);
        let (body, places) = events.body();
        let name = info.split_whitespace().next().unwrap_or_default();
        if depth >= DEEPEST {
            self.spot(Oddity::TooDeep, place);
            blocks.push(self.literal(&body));
            return;
        }
        match name {
            "kohyo-form" => {
                let inner = self.text(&body, &places, depth + 1);
                blocks.push(self.form(inner, place));
            }
            "kohyo-contact" => blocks.push(Block::Contact { blocks: self.text(&body, &places, depth + 1) }),
            "kohyo-signature" => blocks.push(Block::Signature { lines: self.signature(&body, &places, depth) }),
            "kohyo-definitions" => {
                let outer = std::mem::replace(&mut self.definitions, true);
                blocks.extend(self.text(&body, &places, depth + 1));
                self.definitions = outer;
            }
            _ => {
                let known = !name.starts_with("kohyo-");
                self.spot(if known { Oddity::Code } else { Oddity::UnknownFence }, place);
                blocks.push(self.literal(&body));
            }
        }
    }

    /// Reads the lines of a signature.
    fn signature(&mut self, body: &str, places: &Places, depth: usize) -> Vec<Inlines> {
        let outer = std::mem::replace(&mut self.lines, true);
        let blocks = self.text(body, places, depth + 1);
        self.lines = outer;
        let content = run_in(&blocks, &Inline::Break, true);
        content
            .split(|inline| *inline == Inline::Break)
            .map(<[Inline]>::to_vec)
            .filter(|line| !line.is_empty())
            .collect()
    }

    /// Makes rows of `#` and cells of `##`; what stands below them fills them.
    fn form(&mut self, blocks: Vec<Block>, place: Range<usize>) -> Block {
        let mut rows: Vec<FormRow> = Vec::new();
        for block in blocks {
            let level = if let Block::Heading { level, .. } = &block { *level } else { 0 };
            if level != 1 && rows.is_empty() {
                self.spot(Oddity::FormWithoutRow, place.clone());
                rows.push(FormRow { label: Vec::new(), cells: Vec::new() });
            }
            match (block, rows.last_mut()) {
                (Block::Heading { level: 1, content, .. }, _) => {
                    rows.push(FormRow { label: content, cells: Vec::new() })
                }
                (Block::Heading { level: 2, content, .. }, Some(row)) => {
                    row.cells.push(FormCell { label: Some(content), blocks: Vec::new() });
                }
                (block, Some(row)) => match row.cells.last_mut() {
                    Some(cell) => cell.blocks.push(block),
                    None => row.cells.push(FormCell { label: None, blocks: vec![block] }),
                },
                (_, None) => {}
            }
        }
        for row in rows.iter_mut().filter(|row| row.cells.is_empty()) {
            row.cells.push(FormCell { label: None, blocks: Vec::new() });
        }
        Block::Form { rows }
    }
}
