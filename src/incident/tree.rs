//! TOML text as a tree in the order of the file, each key and value with its place.

use super::string;
use crate::diag::{Diagnostic, Wording};
use crate::locale::Moment;
use crate::text::{SourceId, Span, Spanned};
use toml::de::{DeTable, DeValue};

/// One value of the file.
#[derive(Debug, Clone)]
pub enum Node {
    /// A string, decoded.
    String(String),
    /// A number, as written.
    Number(String),
    /// `true` or `false`.
    Boolean(bool),
    /// A date or a time, in its TOML spelling.
    Datetime(String),
    /// A list.
    Array(Vec<Spanned<Node>>),
    /// A table, inline or not, in the order of the file.
    Table(Pairs),
}

/// Keys and values of one table, in the order of the file.
pub type Pairs = Vec<(Spanned<String>, Spanned<Node>)>;

impl Node {
    /// What it is called in a diagnostic.
    pub fn wording(&self) -> Wording {
        match self {
            Node::String(_) => Wording::new("文字列", "a string"),
            Node::Number(_) => Wording::new("数値", "a number"),
            Node::Boolean(_) => Wording::new("真偽値", "a boolean"),
            Node::Datetime(_) => Wording::new("日時", "a date"),
            Node::Array(_) => Wording::new("配列", "an array"),
            Node::Table(_) => Wording::new("テーブル", "a table"),
        }
    }
}

/// A file as a tree, with everything that is wrong about its syntax.
pub struct Tree {
    /// Keys and values of the file itself.
    pub root: Pairs,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether a bracket that is never closed made the rest of the file unreadable.
    pub cut: bool,
}

/// Reads a text into its top-level table; what cannot be read is reported, and the rest is kept.
pub fn parse(id: SourceId, text: &str) -> Tree {
    let (table, mut errors) = DeTable::parse_recoverable(text);
    let start = |error: &toml::de::Error| error.span().map_or(text.len(), |span| span.start);
    errors.sort_by_key(start);
    // Behind an open bracket the parser takes every line for a part of it: only its first complaint means anything.
    let cut = errors.iter().any(|error| error.message().contains("unclosed"));
    if cut {
        errors.truncate(1);
    }
    let end = if cut { errors.first().map_or(text.len(), start) } else { text.len() };
    let mut diagnostics: Vec<Diagnostic> = errors.iter().map(|error| syntax(id, text, error)).collect();
    let broken: Vec<Span> = diagnostics.iter().filter_map(|found| found.primary).collect();
    let mut found = Vec::new();
    let mut root = entries(id, text, table.get_ref(), &mut found);
    drop_broken(&mut root, &broken, end);
    diagnostics.extend(found.into_iter().filter(|found| found.primary.is_none_or(|place| place.start < end)));
    Tree { root, diagnostics, cut }
}

/// Takes out what stands behind `end`, and values that the parser could not read: what it put in their place is not what the author wrote.
fn drop_broken(pairs: &mut Pairs, broken: &[Span], end: usize) {
    pairs.retain_mut(|(key, node)| match &mut node.value {
        _ if key.span.start >= end => false,
        Node::Table(inner) => {
            drop_broken(inner, broken, end);
            true
        }
        _ => !broken
            .iter()
            .any(|error| error.start >= node.span.start && error.start < node.span.end.max(node.span.start + 1)),
    });
}

/// What the parser says, in both languages: part of its message, and the Japanese for it.
const MESSAGES: &[(&str, &str)] = &[
    ("duplicate key", "同じ名前が2回書かれています"),
    ("invalid basic string", "文字列の閉じる引用符 \" がありません"),
    ("invalid literal string", "文字列の閉じる引用符 ' がありません"),
    ("invalid multi-line", "複数行の文字列が閉じられていません"),
    ("string values must be quoted", "文字列は引用符 \" \" で囲みます"),
    ("unexpected key or value", "1行に書けるのは1項目だけです"),
    ("key with no value", "キーに値がありません"),
    ("missing value", "値がありません"),
    ("unclosed array", "配列の閉じる ] がありません"),
    ("unclosed inline table", "インラインテーブルの閉じる } がありません"),
    ("unclosed table", "見出しの閉じる ] がありません"),
    ("missing comma", "コンマがありません"),
    ("extra comma", "余分なコンマがあります"),
    ("invalid escape", "この \\ の使い方はできません"),
    ("missing escape", "\\ の後に文字がありません"),
    ("newline", "ここでは改行できません"),
];

fn syntax(id: SourceId, text: &str, error: &toml::de::Error) -> Diagnostic {
    let range = error.span().unwrap_or(text.len()..text.len());
    if let Some(diagnostic) = bad_date(id, text, range.start) {
        return diagnostic;
    }
    let message = error.message();
    let known = MESSAGES.iter().find(|(part, _)| message.contains(part)).map(|(_, ja)| ja.to_string());
    let ja = known.unwrap_or_else(|| format!("TOMLの書き方に誤りがあります({message})"));
    let headline = Wording::new(ja, format!("TOML syntax error: {message}"));
    let mut diagnostic = Diagnostic::error("toml-syntax", headline).at(Span::new(id, range.clone()));
    if message.contains("duplicate key") {
        return diagnostic.hint(Wording::new(
            "同じ名前は1回しか書けません。どちらかの名前を変えるか、1つにまとめてください。",
            "A name can be written only once: rename one of them, or join them.",
        ));
    }
    diagnostic.hints.extend(syntax_hint(text, range.start, message));
    diagnostic
}

/// What to do about an error of syntax, as far as its line tells.
fn syntax_hint(text: &str, at: usize, message: &str) -> Option<Wording> {
    const WIDE: &[(char, char)] = &[
        ('＝', '='),
        ('“', '"'),
        ('”', '"'),
        ('＂', '"'),
        ('｛', '{'),
        ('｝', '}'),
        ('［', '['),
        ('］', ']'),
        ('＃', '#'),
    ];
    let at = text.floor_char_boundary(at);
    let line = text[..at].rfind('\n').map_or(0, |start| start + 1);
    let line = text[line..].lines().next().unwrap_or_default();
    let outside = line.split('"').step_by(2).flat_map(str::chars);
    let wide = outside.into_iter().find_map(|c| WIDE.iter().find(|(wide, _)| *wide == c));
    if let Some((wide, narrow)) = wide {
        return Some(Wording::new(
            format!("「{wide}」は全角です。半角の {narrow} で書いてください。"),
            format!("`{wide}` is full-width: write `{narrow}`."),
        ));
    }
    let value = line.split_once('=').map_or("", |(_, value)| value.trim_start());
    let is_date = ["令和", "平成", "昭和"].iter().any(|era| value.starts_with(era))
        || value.starts_with(|c: char| c.is_ascii_digit()) && value.contains(['/', '年']);
    if is_date {
        return Some(Wording::new("日付は 2024-07-09 の形で書きます。", "write dates as 2024-07-09."));
    }
    let wants_quotes = ["quote", "string"].iter().any(|word| message.contains(word));
    wants_quotes.then(|| Wording::new("文字列は \" \" で囲みます。", "strings stand in \" \"."))
}

/// A date that does not exist is a matter of dates, not of syntax.
fn bad_date(id: SourceId, text: &str, at: usize) -> Option<Diagnostic> {
    let in_date = |character: char| character.is_ascii_digit() || "-:T.".contains(character);
    let start = text.get(..at)?.rfind(|character| !in_date(character)).map_or(0, |index| index + 1);
    let start = text.get(..start)?.len();
    let length = text[start..].find(|character| !in_date(character)).unwrap_or(text.len() - start);
    let date = &text[start..start + length];
    if date.len() < 8 || date.matches('-').count() != 2 {
        return None;
    }
    let problem = Moment::parse(date).err()?;
    let mut diagnostic = Diagnostic::error("bad-date", problem.headline).at(Span::new(id, start..start + length));
    diagnostic.hints.extend(problem.hint);
    Some(diagnostic)
}

fn entries(id: SourceId, text: &str, table: &DeTable<'_>, diagnostics: &mut Vec<Diagnostic>) -> Pairs {
    let mut list: Vec<_> = table.iter().collect();
    // The parser's map is sorted by name; the order of the file is the order of the keys' places.
    list.sort_by_key(|(key, _)| key.span().start);
    list.into_iter()
        .map(|(key, value)| {
            let name = Spanned::new(key.get_ref().to_string(), Span::new(id, key.span()));
            (name, node(id, text, value, diagnostics))
        })
        .collect()
}

fn node(
    id: SourceId,
    text: &str,
    value: &toml::Spanned<DeValue<'_>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Spanned<Node> {
    let span = Span::new(id, value.span());
    let node = match value.get_ref() {
        DeValue::String(string) => {
            refuse_characters(text, span, string, diagnostics);
            Node::String(string.to_string())
        }
        DeValue::Integer(number) => Node::Number(number.to_string()),
        DeValue::Float(number) => Node::Number(number.to_string()),
        DeValue::Boolean(flag) => Node::Boolean(*flag),
        DeValue::Datetime(datetime) => Node::Datetime(datetime.to_string()),
        DeValue::Array(array) => Node::Array(array.iter().map(|item| node(id, text, item, diagnostics)).collect()),
        DeValue::Table(table) => Node::Table(entries(id, text, table, diagnostics)),
    };
    Spanned::new(node, span)
}

/// Refuses characters that no document can carry: noncharacters mark holes, and a private-use character prints as whatever a font likes.
fn refuse_characters(text: &str, span: Span, string: &str, diagnostics: &mut Vec<Diagnostic>) {
    for (offset, character) in string.char_indices() {
        let Some((code, ja, en)) = refusal(character) else { continue };
        let number = character as u32;
        let headline =
            Wording::new(format!("{ja} (U+{number:04X}) は使えません"), format!("{en} U+{number:04X} cannot be used"));
        let place = string::inside(text, span, offset..offset + character.len_utf8());
        diagnostics.push(Diagnostic::error(code, headline).at(place).hint(Wording::new(
            "この文字を削除するか、正式な文字(Unicodeの文字や異体字)に置き換えてください。",
            "Remove the character, or replace it by an encoded one.",
        )));
    }
}

/// Why a character cannot be used: its code, in Japanese, in English.
fn refusal(character: char) -> Option<(&'static str, &'static str, &'static str)> {
    let number = character as u32;
    match number {
        0xFDD0..=0xFDEF => Some(("noncharacter", "非文字", "noncharacter")),
        _ if number & 0xFFFE == 0xFFFE => Some(("noncharacter", "非文字", "noncharacter")),
        0xE000..=0xF8FF | 0xF0000..=0x10FFFF => {
            Some(("private-use-character", "外字(私用領域の文字)", "private-use character"))
        }
        _ if character.is_control() && !matches!(character, '\n' | '\r' | '\t') => {
            Some(("control-character", "制御文字", "control character"))
        }
        _ => None,
    }
}
