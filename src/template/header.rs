//! Header and signature: what a layout places by itself, from the keys of a document.

use super::print::{Printer, date_form, fact, text};
use super::setting::words;
use crate::document::{self, Block, Document, Header, Inline, Inlines};
use crate::facts::recipient;
use crate::facts::stated::Value;
use crate::locale::{DateContext, DateForm, Style};

/// Makes headers for one document.
pub struct Head<'a, 'p> {
    /// Prints its facts.
    pub printer: &'a Printer<'p>,
    /// Its layout: a letter is signed at its head.
    pub layout: &'a str,
}

impl Head<'_, '_> {
    fn cited(&self, key: &str) -> Option<Inlines> {
        let path = format!("documents.{}.{key}", self.printer.setting.id);
        self.printer.document.field(key)?;
        self.printer.cite(&path, &[])
    }

    /// The header.
    pub fn header(&self) -> Header {
        let date = self.printer.document.field("date").is_some();
        let addressee = self.addressee();
        let correction = || self.printer.is_correction().then(|| self.printer.correction_title()).flatten();
        let title = self.cited("title").or_else(correction);
        let issuer = self.printer.setting.issuer.as_deref();
        let issuer = issuer.and_then(|name| self.printer.case.entry("parties", name));
        let issuer_name = issuer.and_then(|party| self.printer.text(party, "name")).unwrap_or_default();
        let plain = title.as_deref().map(document::plain_text).unwrap_or_else(|| self.untitled(&issuer_name));
        // Date and sender stand together in a notice, and a letter is signed; an annex has neither.
        let sender =
            if date || !addressee.is_empty() || !self.signers().is_empty() { self.sender() } else { Vec::new() };
        Header {
            plain_title: plain.replace('\n', " "),
            title,
            number: self.cited("number"),
            date: self.date(),
            addressee,
            sender,
            issuer: issuer_name,
        }
    }

    /// What a document without a title is called in its metadata.
    fn untitled(&self, issuer: &str) -> String {
        let kind = match self.printer.text(self.printer.document, "kind").as_deref() {
            Some("press-release") => words(self.printer.setting.lang, "お知らせ", "Press release"),
            Some("apology-letter") => words(self.printer.setting.lang, "お詫び", "Letter of apology"),
            _ => words(self.printer.setting.lang, "文書", "Document"),
        };
        if issuer.is_empty() { kind.to_string() } else { format!("{kind} ({issuer})") }
    }

    /// The date of the document, always in full: where the style shows no year and no date line, the language's usual style prints it.
    fn date(&self) -> Option<Inlines> {
        let field = self.printer.document.field("date")?;
        let moment = self.printer.case.moment(&field.value)?;
        let style = &self.printer.setting.style;
        let usual = Style::default_for(self.printer.setting.lang).date;
        let in_text = if style.date.shows_year() { &style.date } else { &usual };
        let dateline = style.dateline.as_ref().unwrap_or(in_text);
        let printed = moment.print(dateline, DateForm::default(), DateContext { release_year: None }).ok()?;
        Some(vec![fact(&format!("documents.{}.date", self.printer.setting.id), "", text(&printed))])
    }

    fn addressee(&self) -> Vec<Inlines> {
        let Some(Value::Names(names)) = self.printer.document.field("to").map(|field| &field.value) else {
            return self.recipient();
        };
        let path = format!("documents.{}.to", self.printer.setting.id);
        let lines = names.iter().flat_map(|name| match self.printer.case.entry("parties", &name.value) {
            Some(_) => self.printer.cite(&format!("parties.{}", name.value), &["full"]).into_iter().collect(),
            None => name.value.lines().map(|line| vec![fact(&path, "", text(line))]).collect::<Vec<_>>(),
        });
        lines.collect()
    }

    /// The address of a letter to one person; empty for any other document.
    fn recipient(&self) -> Vec<Inlines> {
        let document = self.printer.document;
        let fields = if recipient::is_per_recipient(document) { recipient::ADDRESS } else { &[] };
        let line = |field: &&str| {
            let sample = text(&recipient::sample(field, self.printer.setting.lang));
            vec![fact(&recipient::path(field), "", sample)]
        };
        fields.iter().map(line).collect()
    }

    /// Who sends a letter signs it; otherwise the issuer stands at the head.
    fn sender(&self) -> Vec<Inlines> {
        let signed = self.signers();
        match (self.layout, signed.is_empty(), self.printer.setting.issuer.as_deref()) {
            ("letter" | "window-letter", false, _) => signed.iter().flat_map(|name| self.signature(name)).collect(),
            (_, false, _) => Vec::new(),
            (_, true, Some(issuer)) => self.signature(issuer),
            (_, true, None) => Vec::new(),
        }
    }

    fn signers(&self) -> Vec<String> {
        self.printer.case.names(self.printer.document, "signed").iter().map(|name| name.value.clone()).collect()
    }

    /// Organisation and its head, one line each.
    fn signature(&self, party: &str) -> Vec<Inlines> {
        let path = format!("parties.{party}");
        let head = format!("{path}.head");
        let name = self.printer.cite(&path, &["full"]);
        name.into_iter().chain(self.printer.cite(&head, &[])).collect()
    }

    /// Outside letters the signature stands at the end.
    pub fn sign(&self, document: &mut Document) {
        let lines: Vec<Inlines> = self.signers().iter().flat_map(|name| self.signature(name)).collect();
        if !["letter", "window-letter"].contains(&document.layout.as_str()) && !lines.is_empty() {
            document.body.push(Block::Signature { lines });
        }
    }
}

/// Whether the body prints the title itself, as a form does in its first cell.
pub fn prints_title(body: &[Block], id: &str) -> bool {
    let title = format!("documents.{id}.title");
    let cells = body.iter().filter_map(|block| match block {
        Block::Form { rows } => Some(rows.iter().flat_map(|row| &row.cells)),
        _ => None,
    });
    cells.flatten().any(|cell| {
        let mut found = false;
        document::walk_inlines(&cell.blocks, &mut |inline| {
            found |= matches!(inline, Inline::Fact { path, .. } if *path == title);
        });
        found
    })
}

/// What every page of a draft carries.
pub fn draft_words(printer: &Printer<'_>) -> Option<String> {
    let case = printer.case;
    case.is_draft().then(|| {
        let word = words(printer.setting.lang, "案", "DRAFT");
        let embargo = case.top("embargo").and_then(|field| case.moment(&field.value));
        let form = date_form(["ymd", "time"].into_iter());
        let printed = embargo.and_then(|moment| {
            moment.print(&printer.setting.style.date, form, DateContext { release_year: None }).ok()
        });
        match printed {
            Some(until) => format!("{word} {}{until}", words(printer.setting.lang, "解禁日時:", "embargoed until ")),
            None => word.to_string(),
        }
    })
}
