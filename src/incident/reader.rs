//! The tree against the closed key lists, entry by entry.

use super::keys::{HOUSE, HOUSE_KINDS, KINDS, Key, Kind, TOP, Type};
use super::tree::{self, Node, Pairs};
use super::{Entry, Field, Incident, values};
use crate::diag::{Diagnostic, Wording, nearest};
use crate::locale::Lang;
use crate::text::{SourceId, Span, Spanned};

/// Reads an incident file; returns what could be read, with everything that is wrong.
pub fn read(id: SourceId, text: &str) -> (Incident, Vec<Diagnostic>) {
    read_file(id, text, TOP, KINDS.iter().map(|kind| kind.name).collect())
}

/// Reads `kohyo.toml`: the parties, contacts and style of a house, in the format of the incident file.
pub fn read_house(id: SourceId, text: &str) -> (Incident, Vec<Diagnostic>) {
    read_file(id, text, HOUSE, HOUSE_KINDS.to_vec())
}

fn read_file(id: SourceId, text: &str, keys: &'static [Key], kinds: Vec<&'static str>) -> (Incident, Vec<Diagnostic>) {
    let tree::Tree { root, diagnostics, cut } = tree::parse(id, text);
    let mut reader = Reader { text, lang: language(&root), diagnostics, key: String::new(), unreadable: Vec::new() };
    if cut {
        // Anything may stand in the part that could not be read.
        reader.unreadable.push(String::new());
    }
    let mut incident = Incident { lang: reader.lang, top: Vec::new(), entries: Vec::new(), unreadable: Vec::new() };
    for (key, node) in root {
        reader.top(key, node, keys, &kinds, &mut incident);
    }
    // A kind may be spread over several tables of the file; print order is the order of the entries themselves.
    incident.entries.sort_by_key(|entry| entry.name.span.start);
    incident.unreadable = reader.unreadable;
    (incident, reader.diagnostics)
}

/// The file's language decides how its figures are read, so it is looked up first.
fn language(root: &Pairs) -> Lang {
    let stated = root.iter().find(|(key, _)| key.value == "lang").map(|(_, node)| &node.value);
    match stated {
        Some(Node::String(lang)) if lang == "en" => Lang::En,
        _ => Lang::Ja,
    }
}

/// The state of reading one file.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub lang: Lang,
    pub diagnostics: Vec<Diagnostic>,
    /// The key that is being read, for messages that depend on it.
    pub key: String,
    /// Paths that are written but could not be read.
    pub unreadable: Vec<String>,
}

impl Reader<'_> {
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn top(
        &mut self,
        key: Spanned<String>,
        node: Spanned<Node>,
        keys: &'static [Key],
        kinds: &[&'static str],
        incident: &mut Incident,
    ) {
        if let Some(kind) = Kind::named(&key.value).filter(|kind| kinds.contains(&kind.name)) {
            let Node::Table(pairs) = node.value else {
                return self.wrong_type(&node, &Wording::new("テーブル", "a table"));
            };
            for (name, value) in pairs {
                let entry = self.entry(kind, name, value);
                incident.entries.extend(entry);
            }
        } else if let Some(listed) = keys.iter().find(|listed| listed.name == key.value) {
            let field = self.field(listed.ty, key, node);
            incident.top.extend(field);
        } else {
            self.unknown_key(&key, keys.iter().map(|key| key.name).chain(kinds.iter().copied()));
        }
    }

    fn entry(&mut self, kind: &'static Kind, name: Spanned<String>, node: Spanned<Node>) -> Option<Entry> {
        self.check_name(&name);
        let mut entry = Entry { kind: kind.name, name, fields: Vec::new(), members: Vec::new() };
        match (node.value, kind.main) {
            (Node::Table(pairs), _) => self.fill(kind, &mut entry, pairs),
            (value, Some(main)) => {
                let key = Spanned::new(main.to_string(), entry.name.span);
                let field = self.field(kind.key(main)?, key, Spanned::new(value, node.span));
                self.note_unreadable(field.is_none(), &entry, main);
                entry.fields.extend(field);
            }
            (value, None) => {
                self.wrong_type(&Spanned::new(value, node.span), &Wording::new("テーブル", "a table"));
                return None;
            }
        }
        Some(entry)
    }

    fn fill(&mut self, kind: &'static Kind, entry: &mut Entry, pairs: Pairs) {
        for (key, node) in pairs {
            match (kind.key(&key.value), kind.members) {
                (Some(ty), _) => {
                    let name = key.value.clone();
                    let field = self.field(ty, key, node);
                    self.note_unreadable(field.is_none(), entry, &name);
                    entry.fields.extend(field);
                }
                (None, Some(members)) => {
                    let member = self.entry(members, key, node);
                    entry.members.extend(member);
                }
                (None, None) if Kind::named(&entry.name.value).is_some() => self.misplaced(kind, &entry.name),
                (None, None) => self.unknown_key(&key, kind.key_names()),
            }
        }
    }

    /// `causes.main = …` behind `[claims]`: TOML reads it as a claim called `causes`.
    fn misplaced(&mut self, kind: &Kind, name: &Spanned<String>) {
        let (inside, meant) = (kind.name, &name.value);
        let headline = Wording::new(
            format!("[{inside}] の見出しの中に {meant}.… と書かれています"),
            format!("`{meant}.…` stands under the header [{inside}]"),
        );
        let hint = Wording::new(
            format!("[{meant}] の見出しを立てるか、この行をファイルの最初の見出しより前に移してください。"),
            format!("give it a header [{meant}] of its own, or move the line before the first header of the file."),
        );
        self.report(Diagnostic::error("misplaced-entry", headline).at(name.span).hint(hint));
    }

    fn note_unreadable(&mut self, unreadable: bool, entry: &Entry, key: &str) {
        if unreadable {
            self.unreadable.push(format!("{}.{}.{key}", entry.kind, entry.name.value));
        }
    }

    pub(super) fn field(&mut self, ty: Type, key: Spanned<String>, node: Spanned<Node>) -> Option<Field> {
        let span = node.span;
        self.key.clone_from(&key.value);
        let value = values::value(self, ty, node)?;
        Some(Field { key, value, span })
    }

    /// Names are parts of paths, so they must look like one.
    fn check_name(&mut self, name: &Spanned<String>) {
        let valid = |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-';
        if !name.value.is_empty() && name.value.chars().all(valid) {
            return;
        }
        let headline =
            Wording::new("名前に使えるのは半角の英小文字・数字・ハイフンだけです", "names are made of a-z, 0-9 and -");
        let hint = Wording::new(
            "本文で {{ data.customers }} のように引用する名前です。印字する語は label や name に書きます。",
            "It is cited as in {{ data.customers }}; what is printed goes into `label` or `name`.",
        );
        self.report(Diagnostic::error("bad-name", headline).at(name.span).hint(hint));
    }

    pub(super) fn unknown_key(&mut self, key: &Spanned<String>, known: impl Iterator<Item = &'static str>) {
        let known: Vec<&str> = known.collect();
        let name = &key.value;
        let headline =
            Wording::new(format!("「{name}」というキーはありません"), format!("there is no key `{name}` here"));
        let hint = match nearest(name, known.iter().copied()) {
            Some(near) => Wording::did_you_mean(near),
            None => {
                let known = known.join(", ");
                Wording::new(format!("使えるキー: {known}"), format!("known keys: {known}"))
            }
        };
        self.report(Diagnostic::error("unknown-key", headline).at(key.span).hint(hint));
    }

    pub(super) fn wrong_type(&mut self, node: &Spanned<Node>, expected: &Wording) {
        let found = node.value.wording();
        let headline = Wording::new(
            format!("{}が書かれていますが、ここには{}を書きます", found.ja, expected.ja),
            format!("expected {}, found {}", expected.en, found.en),
        );
        self.report(Diagnostic::error("wrong-type", headline).at(node.span));
    }

    /// The places of the parts of a string, inside the quotes.
    pub(super) fn places(&self, string: Span) -> super::string::Places<'_> {
        super::string::Places::new(self.text, string)
    }

    /// The place of a part of a string, inside the quotes.
    pub(super) fn inside(&self, string: Span, range: std::ops::Range<usize>) -> Span {
        super::string::inside(self.text, string, range)
    }
}
