//! Prose: Markdown that cites facts.
//!
//! The only thing in it beyond Markdown is `{{ … }}`: a path with forms, a mark `@here`, the number of a mark or entry `#here`.
//! `\{{` prints two braces. There are no conditions, loops or expressions, so an incident file holds no code.

use crate::diag::{Diagnostic, Wording};
use crate::text::Span;
use std::ops::Range;

/// Markdown with citations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// The pieces in order.
    pub pieces: Vec<Piece>,
    /// Place of the string.
    pub span: Span,
}

/// A piece of prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Markdown.
    Markdown(String),
    /// `{{ … }}`.
    Cite(Cite),
}

/// A citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cite {
    /// What is cited.
    pub target: Target,
    /// Place of the text between the braces.
    pub span: Span,
}

/// What a citation stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A fact, in forms such as `md` and `weekday`.
    Path {
        /// Its whole path.
        path: String,
        /// Its forms, in the order written.
        forms: Vec<String>,
    },
    /// `@name`: remembers the number of the place it stands at.
    Mark(String),
    /// `#name`: prints the number of a mark, or of the printed entry with this path.
    Number(String),
}

impl Prose {
    /// All citations.
    pub fn cites(&self) -> impl Iterator<Item = &Cite> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Cite(cite) => Some(cite),
            Piece::Markdown(_) => None,
        })
    }

    /// Whether it is nothing but one heading: the body under it is to be generated.
    pub fn is_heading_only(&self) -> bool {
        let text = self.outline();
        let text = text.trim();
        text.starts_with("# ") && !text.contains('\n')
    }

    /// Whether it is more than one paragraph of running text: several paragraphs, or a list, table, heading or fence.
    pub fn has_blocks(&self) -> bool {
        let outline = self.outline();
        let text = outline.trim();
        let starts_block = |line: &str| {
            let line = line.trim_start();
            line.starts_with(['#', '|', '>', '`', '~'])
                || line.starts_with("- ")
                || line.starts_with("* ")
                || line
                    .split_once(". ")
                    .is_some_and(|(number, _)| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
        };
        text.split('\n').any(|line| line.trim().is_empty()) || text.lines().any(starts_block)
    }

    /// Whether it begins with a heading of the highest level.
    pub fn begins_with_heading(&self) -> bool {
        self.outline().trim_start().starts_with("# ")
    }

    /// Its Markdown with a letter for each citation: enough to see its shape.
    fn outline(&self) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Markdown(text) => text.clone(),
            Piece::Cite(_) => "x".to_string(),
        };
        self.pieces.iter().map(piece).collect()
    }
}

/// Reads prose; `place` tells where a range of `text` stands in its file.
pub fn parse(text: &str, span: Span, place: impl Fn(Range<usize>) -> Span) -> (Prose, Vec<Diagnostic>) {
    let mut pieces = Vec::new();
    let mut diagnostics = Vec::new();
    let mut markdown = String::new();
    let mut at = 0;
    while let Some(found) = text[at..].find("{{").map(|offset| at + offset) {
        if let Some(before) = text[at..found].strip_suffix('\\') {
            // The braces are split by an escape, so that Markdown prints them and no later step takes them for a citation.
            markdown.push_str(before);
            markdown.push_str("\\{\\{");
            at = found + 2;
            continue;
        }
        markdown.push_str(&text[at..found]);
        let Some(length) = text[found..].find("}}") else {
            diagnostics.push(unclosed(place(found..found + 2)));
            at = found + 2;
            continue;
        };
        let inner = found + 2..found + length;
        match target(&text[inner.clone()]) {
            Ok(target) => {
                if !markdown.is_empty() {
                    pieces.push(Piece::Markdown(std::mem::take(&mut markdown)));
                }
                pieces.push(Piece::Cite(Cite { target, span: place(trimmed(text, inner.clone())) }));
            }
            Err(headline) => diagnostics.push(
                Diagnostic::error("bad-citation", headline).at(place(found..found + length + 2)).hint(Wording::new(
                    "{{ data.customers.persons }} や {{ events.found | md weekday }} のように書きます。{{ をそのまま印字するには \\{{ と書きます。",
                    "Write {{ data.customers.persons }} or {{ events.found | md weekday }}. To print braces, write \\{{.",
                )),
            ),
        }
        at = inner.end + 2;
    }
    markdown.push_str(&text[at..]);
    if !markdown.is_empty() {
        pieces.push(Piece::Markdown(markdown));
    }
    (Prose { pieces, span }, diagnostics)
}

fn unclosed(span: Span) -> Diagnostic {
    Diagnostic::error("bad-citation", Wording::new("{{ に対応する }} がありません", "this {{ has no }}"))
        .at(span)
        .hint(Wording::new("{{ をそのまま印字するには \\{{ と書きます。", "To print braces, write \\{{."))
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}

/// Reads what stands between the braces.
fn target(inner: &str) -> Result<Target, Wording> {
    let mut parts = inner.split('|');
    let path = parts.next().unwrap_or_default().trim();
    let forms: Vec<String> = parts.flat_map(str::split_whitespace).map(str::to_string).collect();
    if let Some(bad) = forms.iter().find(|form| !is_name(form)) {
        return Err(Wording::new(
            format!("「{bad}」は書式の名前ではありません"),
            format!("`{bad}` is not the name of a form"),
        ));
    }
    let marked = |name: &str| name.split('.').all(is_name).then(|| name.to_string());
    let target = match path.chars().next() {
        Some('@') => marked(&path[1..]).map(Target::Mark),
        Some('#') => marked(&path[1..]).map(Target::Number),
        _ => path.split('.').all(is_name).then(|| Target::Path { path: path.to_string(), forms }),
    };
    target.ok_or_else(|| {
        Wording::new("{{ }} の中には事実のパスだけを書きます", "only the path of a fact can stand between the braces")
    })
}

/// Whether a word can be part of a path. An underscore occurs in keys (`as_of`), never in the name of an entry.
fn is_name(word: &str) -> bool {
    !word.is_empty()
        && word
            .chars()
            .all(|character| character.is_ascii_lowercase() || character.is_ascii_digit() || "-_".contains(character))
}
