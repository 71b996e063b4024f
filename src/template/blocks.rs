//! Kinds and groups as blocks: causes, measures, events, contacts and so on, alone in their paragraph.

use super::print::{Cited, Printer, fact, text};
use super::setting::words;
use crate::diag::Diagnostic;
use crate::document::{Block, Inline, Inlines, ListItem};
use crate::facts::stated::{Entry, Value};
use crate::facts::{Found, Prose};
use crate::locale::{Lang, Style};

/// The blocks of what was found, or nothing if it prints in running text.
pub fn of(printer: &Printer<'_>, cited: &Cited<'_>, found: Found<'_>) -> Result<Option<Vec<Block>>, Diagnostic> {
    let blocks = Blocks { printer, cited };
    Ok(match found {
        Found::Kind(kind) if kind.name == "quotes" && !blocks.has_form("list") => None,
        Found::Kind(kind) if kind.name == "corrections" => {
            let reasons = || vec![bullets(blocks.reasons())];
            Some(printer.compared(cited.forms).unwrap_or_else(reasons))
        }
        Found::Kind(kind) => Some(blocks.kind(kind.name)),
        Found::Entry(entry) => match (entry.kind, cited.path.split('.').count()) {
            ("measures", 2) => Some(blocks.groups(&[entry])),
            ("contacts", _) => Some(vec![blocks.contact(entry)]),
            ("discipline", _) => Some(blocks.discipline(entry)),
            ("causes", _) => entry.field("title").map(|_| blocks.cause(entry, 1)),
            ("quotes", _) => blocks.prose_of(entry, "text"),
            _ => None,
        },
        Found::Field(_, field) => match field.value.in_lang(printer.setting.lang) {
            // Prose of several paragraphs keeps them where it stands alone.
            // Whether it is one paragraph is seen without printing it: what it cites would be printed twice.
            Value::Prose(prose) if prose.has_blocks() => Some(mark(cited.path, printer.prose(prose))),
            _ => None,
        },
        _ => None,
    })
}

/// Makes the blocks of one citation.
pub struct Blocks<'a, 'p> {
    /// Prints their facts.
    pub printer: &'a Printer<'p>,
    /// What asks for them.
    pub cited: &'a Cited<'a>,
}

impl<'p> Blocks<'_, 'p> {
    /// Language of the document.
    pub fn lang(&self) -> Lang {
        self.printer.setting.lang
    }

    /// Whether the blocks are asked for in a form.
    pub fn has_form(&self, form: &str) -> bool {
        self.cited.forms.iter().any(|wanted| wanted == form)
    }

    /// All entries of a kind that the document picks.
    fn kind(&self, kind: &str) -> Vec<Block> {
        let entries = picked(self.printer, kind);
        match kind {
            "events" => self.events(&entries),
            "causes" => self.causes(&entries),
            "measures" => self.groups(&entries),
            "contacts" => entries.iter().map(|entry| self.contact(entry)).collect(),
            "quotes" => vec![bullets(entries.iter().filter_map(|entry| self.voice(entry)).collect())],
            "discipline" => entries.iter().flat_map(|entry| self.discipline(entry)).collect(),
            // What was taken back is no statement of today.
            _ => {
                let standing = entries.iter().filter(|entry| entry.field("retracted").is_none());
                vec![bullets(standing.filter_map(|entry| self.line(entry)).collect())]
            }
        }
    }

    /// An entry of a kind that has no block of its own: its label, if any, and its main value.
    fn line(&self, entry: &Entry) -> Option<Vec<Block>> {
        let path = path(entry);
        let mut content = Inlines::new();
        if let Some(label) = entry.field("label").and(self.printer.cite(&format!("{path}.label"), &[])) {
            content.extend(label);
            content.push(Inline::text(words(self.lang(), ":", ": ")));
        }
        content.extend(self.printer.cite(&path, &[])?);
        Some(vec![Block::Paragraph { content }])
    }

    /// Prose of a key, every paragraph marked with the path of its entry.
    pub fn prose_of(&self, entry: &Entry, key: &str) -> Option<Vec<Block>> {
        Some(mark(&path(entry), self.printer.prose(prose(self.printer, entry, key)?)))
    }

    /// Prose of a key in running text, marked as that key.
    pub fn inline_of(&self, path: &str, entry: &Entry, key: &str) -> Option<Inlines> {
        let content = super::prose::inline(self.printer, prose(self.printer, entry, key)?);
        Some(vec![fact(&format!("{path}.{key}"), "", content)])
    }

    /// Why the facts changed, a line for each reason.
    fn reasons(&self) -> Vec<Vec<Block>> {
        picked(self.printer, "corrections").into_iter().filter_map(|entry| self.prose_of(entry, "reason")).collect()
    }

    // ── causes ──────────────────────────────────────────────────────────────

    fn causes(&self, entries: &[&Entry]) -> Vec<Block> {
        let titled = entries.iter().any(|cause| cause.field("title").is_some());
        let style = &self.printer.setting.style;
        match entries {
            [cause] if !titled => self.cause_body(cause),
            _ if titled && (style.cause.is_some() || style.headings.len() > 1) => {
                entries.iter().enumerate().flat_map(|(index, cause)| self.cause(cause, index + 1)).collect()
            }
            _ => {
                vec![counted(&self.printer.setting.style, entries.iter().map(|cause| self.cause_item(cause)).collect())]
            }
        }
    }

    fn cause_title(&self, cause: &Entry) -> Option<Inlines> {
        let path = path(cause);
        let mut content = vec![fact(&format!("@{path}"), "", Vec::new())];
        content.extend(self.inline_of(&path, cause, "title")?);
        if cause.field("at").is_some() {
            content.push(Inline::text(words(self.lang(), "(", " (")));
            content.extend(self.printer.cite(&format!("{path}.at"), &[])?);
            content.push(Inline::text(")"));
        }
        Some(content)
    }

    /// A cause under a heading of its own.
    fn cause(&self, cause: &Entry, number: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        if let Some(mut content) = self.cause_title(cause) {
            let mark = self.printer.setting.style.cause.as_ref().map(|counter| counter.print(number as u64));
            if let Some(mark) = &mark {
                content.insert(0, Inline::text(mark.clone()));
            }
            blocks.push(heading(2, mark.is_some(), content));
        }
        let mut body = self.cause_body(cause);
        // A cause without a title has its number before its first words.
        let mark = self.printer.setting.style.cause.as_ref().filter(|_| blocks.is_empty());
        if let (Some(mark), Some(Block::Paragraph { content })) = (mark, body.first_mut()) {
            content.insert(0, Inline::text(mark.print(number as u64)));
        }
        blocks.extend(body);
        blocks
    }

    fn cause_item(&self, cause: &Entry) -> Vec<Block> {
        let title = self.cause_title(cause).map(|content| Block::Paragraph { content });
        title.into_iter().chain(self.cause_body(cause)).collect()
    }

    /// Text, state, reason and what should have been done, in the order written.
    fn cause_body(&self, cause: &Entry) -> Vec<Block> {
        let mut blocks = Vec::new();
        for field in &cause.fields {
            let label = match field.key.value.as_str() {
                "text" => "",
                "state" => words(self.lang(), "≪状態≫", "State"),
                "reason" => words(self.lang(), "<理由>", "Reason"),
                "should" => words(self.lang(), "【本来の手順】", "What should have been done"),
                _ => continue,
            };
            if !label.is_empty() {
                blocks.push(Block::Paragraph { content: vec![Inline::Strong { content: text(label) }] });
            }
            blocks.extend(self.prose_of(cause, &field.key.value).unwrap_or_default());
        }
        blocks
    }

    // ── quotes, contacts, discipline ────────────────────────────────────────────────

    /// A quote as one of several voices, with who said it.
    fn voice(&self, quote: &Entry) -> Option<Vec<Block>> {
        let mut content = self.printer.quote(quote)?;
        if let Some(by) = quote.field("by").and(self.printer.cite(&format!("{}.by", path(quote)), &[])) {
            content.extend(wrapped(words(self.lang(), "(", " ("), by));
        }
        Some(vec![Block::Paragraph { content }])
    }

    fn contact(&self, contact: &Entry) -> Block {
        let path = path(contact);
        let lang = self.lang();
        let mut content = Inlines::new();
        for field in &contact.fields {
            let key = field.key.value.as_str();
            let label = match key {
                "phone" => words(lang, "電話 ", "Telephone: "),
                "fax" => words(lang, "FAX ", "Fax: "),
                "mail" => words(lang, "メール ", "Email: "),
                "form" => words(lang, "問い合わせフォーム ", "Form: "),
                "hours" => words(lang, "受付時間 ", "Hours: "),
                _ => "",
            };
            let Some(value) = self.printer.text(contact, key) else { continue };
            let mut value = vec![fact(&format!("{path}.{key}"), "", linked(key, &value))];
            match key {
                "ext" => value = wrapped(words(lang, "(内線", " (ext. "), value),
                "except" => value = wrapped(words(lang, "(", " ("), value),
                _ => {
                    if !content.is_empty() {
                        content.push(Inline::Break);
                    }
                    value.insert(0, Inline::text(label));
                }
            }
            content.extend(value.into_iter().filter(|inline| *inline != Inline::text("")));
        }
        Block::Contact { blocks: vec![Block::Paragraph { content }] }
    }

    /// Disciplinary action as a label–value list.
    fn discipline(&self, action: &Entry) -> Vec<Block> {
        let path = path(action);
        let labels = [
            ("who", "対象者", "Person"),
            ("measure", "処分内容", "Measure"),
            ("basis", "根拠", "Legal basis"),
            ("at", "処分年月日", "Date"),
            ("reasons", "処分理由", "Reasons"),
            ("remarks", "備考", "Remarks"),
        ];
        let entry = |(key, ja, en): (&str, &'static str, &'static str)| {
            action.field(key)?;
            let content = self.printer.cite(&format!("{path}.{key}"), &[])?;
            let blocks = vec![Block::Paragraph { content }];
            Some(crate::document::Definition { term: text(words(self.lang(), ja, en)), blocks })
        };
        let entries: Vec<_> = labels.into_iter().filter_map(entry).collect();
        let mut blocks = self.prose_of(action, "text").unwrap_or_default();
        if !entries.is_empty() {
            blocks.push(Block::Definitions { entries });
        }
        blocks
    }
}

/// Entries of a kind that the document picks, in the order in which it picks them; all of them if it picks none.
pub fn picked<'p>(printer: &Printer<'p>, kind: &'p str) -> Vec<&'p Entry> {
    match printer.document.field(kind).map(|field| &field.value) {
        Some(Value::Names(names)) => names.iter().filter_map(|name| printer.case.entry(kind, &name.value)).collect(),
        _ => printer.case.entries(kind).collect(),
    }
}

/// Path of an entry that is no member of a group.
pub fn path(entry: &Entry) -> String {
    format!("{}.{}", entry.kind, entry.name.value)
}

/// Prose of a key in the document's language.
pub fn prose<'e>(printer: &Printer<'_>, entry: &'e Entry, key: &str) -> Option<&'e Prose> {
    match entry.field(key)?.value.in_lang(printer.setting.lang) {
        Value::Prose(prose) => Some(prose),
        _ => None,
    }
}

/// Marks every paragraph of blocks as printed from a path.
pub fn mark(path: &str, blocks: Vec<Block>) -> Vec<Block> {
    let paragraph = |content: Inlines| vec![fact(path, "", content)];
    blocks
        .into_iter()
        .map(|block| match block {
            Block::Paragraph { content } => Block::Paragraph { content: paragraph(content) },
            Block::List { start, items } => {
                let items = items.into_iter().map(|item| ListItem { blocks: mark(path, item.blocks), ..item });
                Block::List { start, items: items.collect() }
            }
            other => other,
        })
        .collect()
}

/// A heading.
pub fn heading(level: u8, plain: bool, content: Inlines) -> Block {
    Block::Heading { level, number: None, plain, anchor: String::new(), content }
}

/// A list without numbers.
pub fn bullets(items: Vec<Vec<Block>>) -> Block {
    list(None, items)
}

/// A list of causes or measures: numbered, unless the style gives a mark for lists and no number.
pub fn counted(style: &Style, items: Vec<Vec<Block>>) -> Block {
    let only_mark = style.bullets.is_some() && style.list.is_empty();
    list((!only_mark).then_some(1), items)
}

fn list(start: Option<u64>, items: Vec<Vec<Block>>) -> Block {
    let items = items.into_iter().map(|blocks| ListItem { mark: String::new(), blocks });
    Block::List { start, items: items.collect() }
}

/// Content in brackets.
pub fn wrapped(open: &str, mut content: Inlines) -> Inlines {
    content.insert(0, Inline::text(open));
    content.push(Inline::text(")"));
    content
}

/// Addresses that a reader can follow become links.
pub fn linked(key: &str, value: &str) -> Inlines {
    let url = match key {
        "url" | "form" if value.starts_with("https://") || value.starts_with("http://") => value.to_string(),
        "mail" if value.contains('@') => format!("mailto:{value}"),
        _ => return text(value),
    };
    vec![Inline::Link { url, content: text(value) }]
}
