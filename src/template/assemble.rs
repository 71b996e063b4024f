//! One document from its template's sections and the incident's prose.

use super::choice::template_of;
use super::corrections::Corrections;
use super::engine::{self, Templates};
use super::filing::{self, Filing};
use super::header::{Head, draft_words, prints_title};
use super::print::Printer;
use super::setting::{self, Setting, fields, iso_date};
use super::tokens::Holes;
use super::{alias, context, lint, marks, prose};
use crate::diag::{Diagnostic, Severity, Wording, nearest};
use crate::document::{self, Block, Document, Filling, Origin};
use crate::facts::recipient;
use crate::facts::stated::{Entry, Value};
use crate::facts::{Case, Prose};
use crate::text::{Sources, Spanned};
use std::cell::{Cell, RefCell};
use std::sync::Arc;

/// A document with what its author should know about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Drafted {
    /// The document.
    pub document: Document,
    /// Names of its sections.
    pub sections: Vec<String>,
    /// Warnings.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it says something of the version before, so that it has to be drafted again with its [`Corrections`].
    pub compares: bool,
}

/// Drafts one document of a case, with what a comparison with the version before found, if one was made.
///
/// # Errors
/// Everything that keeps the document from being printed.
pub fn draft(
    case: &Arc<Case>,
    document: &Entry,
    corrections: Option<&Corrections>,
    templates: &Templates,
    sources: &Sources,
) -> Result<Drafted, Vec<Diagnostic>> {
    // What the document as a whole lacks, such as an issuer, stands at its name.
    let placed = |found: Diagnostic| match found.primary {
        Some(_) => found,
        None => found.at(document.name.span),
    };
    let all = |found: Vec<Diagnostic>| found.into_iter().map(placed).collect();
    match assembled(case, document, corrections, templates, sources) {
        Ok(drafted) => Ok(Drafted { diagnostics: all(drafted.diagnostics), ..drafted }),
        Err(found) => Err(all(found)),
    }
}

fn assembled(
    case: &Arc<Case>,
    document: &Entry,
    corrections: Option<&Corrections>,
    templates: &Templates,
    sources: &Sources,
) -> Result<Drafted, Vec<Diagnostic>> {
    let setting = Setting::of(case, document)?;
    let printer = Printer {
        case,
        setting: &setting,
        document,
        corrections,
        filing: Filing::of(case, document, &templates.regimes)?,
        compares: Cell::new(false),
        problems: RefCell::default(),
        under_way: RefCell::default(),
        references: RefCell::default(),
        filled: Cell::new(0),
        written: Cell::new(0),
    };
    let mut draft = Draft::new(case, &printer, templates, sources)?;
    let mut drafted = draft.document()?;
    drafted.body.extend(filing::lacks(&printer));
    let sections = draft.sections();
    document::number(&mut drafted, &setting::marks(&setting.style, setting.lang));
    let missing = marks::resolve(&mut drafted);
    let mut diagnostics: Vec<Diagnostic> = missing.iter().map(|name| printer.missing_mark(name)).collect();
    alias::introduce(&mut drafted, &printer);
    if prints_title(&drafted.body, &setting.id) {
        drafted.header.title = None;
    }
    diagnostics.extend(printer.problems.take());
    let compares = printer.compares.get() || printer.is_correction();
    match diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        true => Err(diagnostics),
        false => Ok(Drafted { document: drafted, sections, diagnostics, compares }),
    }
}

/// The state of drafting one document.
struct Draft<'a, 'p> {
    case: &'a Arc<Case>,
    printer: &'a Printer<'p>,
    templates: &'a Templates,
    template: String,
    /// Sections that the template defines, in its order.
    defined: Vec<String>,
    context: serde_json::Value,
    tera: tera::Context,
    holes: Holes,
}

/// Name of the block by which a template arranges its sections itself, as a form does.
const FRAME: &str = "frame";

impl<'a, 'p> Draft<'a, 'p> {
    fn new(
        case: &'a Arc<Case>,
        printer: &'a Printer<'p>,
        templates: &'a Templates,
        sources: &Sources,
    ) -> Result<Draft<'a, 'p>, Vec<Diagnostic>> {
        let (template, place) = template_of(printer, templates).map_err(|diagnostic| vec![diagnostic])?;
        let Some(id) = templates.source(&template) else {
            return Err(vec![engine::missing(templates, &template, place)]);
        };
        let text = &sources.get(id).text;
        let defined = templates.sections(&template).map(str::to_string).collect();
        let mut holes = Holes::default();
        let mut draft = Draft {
            case,
            printer,
            templates,
            template,
            defined,
            context: serde_json::Value::Null,
            tera: tera::Context::new(),
            holes: Holes::default(),
        };
        draft.context = context::build(printer, &draft.defined, &draft.sections(), &mut holes);
        draft.holes = holes;
        draft.tera = tera::Context::from_serialize(&draft.context).map_err(|error| {
            let error = error.to_string();
            vec![Diagnostic::error("template-error", Wording::new(error.clone(), error))]
        })?;
        let slips = lint::check(id, text, &draft.context);
        if slips.is_empty() { Ok(draft) } else { Err(slips) }
    }

    fn document(&mut self) -> Result<Document, Vec<Diagnostic>> {
        let body = self.body().map_err(|diagnostic| self.all(diagnostic))?;
        let entry = self.printer.document;
        let setting = self.printer.setting;
        let date = entry.field("date").and_then(|field| self.case.moment(&field.value));
        let layout = self.layout();
        let head = Head { printer: self.printer, layout: &layout };
        let mut document = Document {
            id: setting.id.clone(),
            lang: setting.lang,
            layout: layout.clone(),
            draft: draft_words(self.printer),
            iso_date: date.and_then(iso_date),
            header: head.header(),
            body,
        };
        head.sign(&mut document);
        Ok(document)
    }

    fn all(&self, diagnostic: Diagnostic) -> Vec<Diagnostic> {
        let mut all = self.printer.problems.take();
        all.push(diagnostic);
        all
    }

    fn key(&self, key: &str) -> Option<String> {
        self.printer.text(self.printer.document, key)
    }

    fn layout(&self) -> String {
        let entry = self.printer.document;
        if recipient::is_per_recipient(entry) && entry.field("to").is_none() && entry.field("layout").is_none() {
            return "window-letter".to_owned();
        }
        let usual = match self.key("kind").as_deref() {
            Some("apology-letter") => "letter",
            Some("press-club-sheet") => "press-club-form",
            Some("regulator-report") => "report",
            _ => "release",
        };
        self.key("layout").unwrap_or_else(|| usual.to_string())
    }

    // ── sections ────────────────────────────────────────────────────────────

    /// Sections in the order in which they are printed.
    fn sections(&self) -> Vec<String> {
        if let Some(Value::Names(names)) = self.printer.document.field("sections").map(|field| &field.value) {
            return names.iter().map(|name| name.value.clone()).collect();
        }
        if self.written("body").is_some() {
            return vec!["body".to_string()];
        }
        self.defined.iter().filter(|name| *name != FRAME).cloned().collect()
    }

    /// The incident's prose for a section: the document's own, else that of the file.
    fn written(&self, section: &str) -> Option<&'p Prose> {
        let own = self.printer.document.field("text");
        [own, self.printer.case.top("text")].into_iter().flatten().find_map(|field| {
            let prose = fields(field).iter().find(|prose| prose.key.value == section)?;
            match prose.value.in_lang(self.printer.setting.lang) {
                Value::Prose(prose) => Some(prose),
                _ => None,
            }
        })
    }

    fn body(&mut self) -> Result<Vec<Block>, Diagnostic> {
        let mut sections = Vec::new();
        self.warn_of_unprinted();
        for id in self.sections() {
            let blocks = self.section(&id)?;
            sections.push((id, blocks));
        }
        // `text.body` is the whole document, a form included.
        let framed = self.defined.iter().any(|name| name == FRAME) && sections.iter().all(|(id, _)| id != "body");
        if framed { self.frame(&sections) } else { Ok(self.joined(sections)) }
    }

    /// A section: generated, replaced or extended.
    fn section(&mut self, id: &str) -> Result<Vec<Block>, Diagnostic> {
        let (heading, generated) = match self.defined.iter().any(|name| name == id) {
            true => split_heading(self.generated(id)?),
            false => (None, Vec::new()),
        };
        let Some(written) = self.written(id) else {
            if generated.is_empty() {
                self.warn_if_named(id);
                return Ok(Vec::new());
            }
            return Ok(heading.into_iter().chain(generated).collect());
        };
        let own = prose::blocks(self.printer, written, Some(&generated));
        Ok(match (written.is_heading_only(), written.begins_with_heading()) {
            (true, _) => own.into_iter().chain(generated).collect(),
            (false, true) => own,
            (false, false) => heading.into_iter().chain(own).collect(),
        })
    }

    /// Prose of the document itself that stands in none of its sections is probably a slip.
    fn warn_of_unprinted(&self) {
        let Some(own) = self.printer.document.field("text") else { return };
        let sections = self.sections();
        for prose in fields(own).iter().filter(|prose| !sections.contains(&prose.key.value)) {
            let known = sections.iter().chain(&self.defined).map(String::as_str);
            self.printer.problems.borrow_mut().push(unprinted(&prose.key, known));
        }
    }

    /// A section that the document names although nothing fills it is probably a slip.
    fn warn_if_named(&self, id: &str) {
        let Some(Value::Names(names)) = self.printer.document.field("sections").map(|field| &field.value) else {
            return;
        };
        let Some(name) = names.iter().find(|name| name.value == id) else { return };
        let headline = Wording::new(
            format!("セクション「{id}」には印字するものがありません"),
            format!("there is nothing to print in section `{id}`"),
        );
        let known: Vec<&str> = self.defined.iter().map(String::as_str).filter(|name| *name != FRAME).collect();
        let known = known.join(", ");
        let hint = Wording::new(
            format!("text.{id} に本文を書くか、sections から外してください。テンプレートにあるセクション: {known}"),
            format!("write text.{id}, or take it out of `sections`. Sections of the template: {known}"),
        );
        self.printer
            .problems
            .borrow_mut()
            .push(Diagnostic::warning("empty-section", headline).at(name.span).hint(hint));
    }

    /// What the template prints for a section, with its facts.
    fn generated(&mut self, id: &str) -> Result<Vec<Block>, Diagnostic> {
        let blocks = self.template_blocks(id)?;
        let holes = &self.holes;
        Ok(document::fill(blocks, &mut |index| match holes.get(index) {
            Some(hole) => self.printer.fill(hole),
            None => Filling::Inlines(Vec::new()),
        }))
    }

    fn template_blocks(&mut self, id: &str) -> Result<Vec<Block>, Diagnostic> {
        let holes = std::mem::take(&mut self.holes);
        let (markdown, holes) = self.templates.section(&self.template, id, self.case, &self.tera, holes)?;
        self.holes = holes;
        let (blocks, spotted) = document::read(&markdown, self.printer.setting.lang, Origin::Template);
        for spot in spotted {
            let holds_fact =
                markdown.get(spot.range.clone()).is_some_and(|dropped| dropped.contains(document::hole::OPEN));
            // A fact must not vanish with a tag.
            let severity = if holds_fact { Severity::Error } else { Severity::Warning };
            let mut diagnostic = Diagnostic { severity, ..Diagnostic::warning(spot.what.code(), spot.what.headline()) };
            if holds_fact {
                diagnostic = diagnostic.hint(Wording::new(
                    "除かれる部分に事実が含まれています。HTML などを使わず、Markdown で書いてください。",
                    "the part that is dropped holds a fact: write it in Markdown.",
                ));
            }
            diagnostic.primary = self.templates.place(&self.template, id);
            self.printer.problems.borrow_mut().push(diagnostic);
        }
        Ok(blocks)
    }

    /// The template arranges the sections itself.
    fn frame(&mut self, sections: &[(String, Vec<Block>)]) -> Result<Vec<Block>, Diagnostic> {
        let blocks = self.template_blocks(FRAME)?;
        let holes = &self.holes;
        let mut placed = Vec::new();
        let filled = document::fill(blocks, &mut |index| {
            let Some(hole) = holes.get(index) else { return Filling::Inlines(Vec::new()) };
            let section = hole.path.strip_prefix("sections.");
            match section.and_then(|id| sections.iter().find(|(section, _)| section == id)) {
                Some((id, blocks)) => {
                    placed.push(id.clone());
                    Filling::Blocks(blocks.clone())
                }
                None => self.printer.fill(hole),
            }
        });
        match sections.iter().find(|(id, blocks)| !blocks.is_empty() && !placed.contains(id)) {
            Some((id, _)) => Err(self.unplaced(id)),
            None => Ok(filled),
        }
    }

    /// A section that the form has no cell for must not vanish.
    fn unplaced(&self, id: &str) -> Diagnostic {
        let headline = Wording::new(
            format!("この様式にはセクション「{id}」の欄がありません"),
            format!("this form has no cell for section `{id}`"),
        );
        let known: Vec<&str> = self.defined.iter().map(String::as_str).filter(|name| *name != FRAME).collect();
        let known = known.join(", ");
        Diagnostic::error("unplaced-section", headline)
            .at(self.printer.document.name.span)
            .hint(Wording::new(format!("欄のあるセクション: {known}"), format!("sections with a cell: {known}")))
    }

    /// Sections one behind the other, between 「記」 and 「以上」 if the style wants them.
    fn joined(&self, sections: Vec<(String, Vec<Block>)>) -> Vec<Block> {
        let ki = self.printer.setting.style.ki.or(self.printer.usual_ki());
        let opens = ki.is_some_and(|ki| ki.opens);
        let closes = ki.is_some_and(|ki| ki.closes);
        let printed: Vec<_> = sections.into_iter().filter(|(_, blocks)| !blocks.is_empty()).collect();
        let first = printed.iter().position(|(id, _)| id != "lead");
        let contact = printed.iter().position(|(id, _)| id == "contact").unwrap_or(printed.len());
        let mut body = Vec::new();
        for (index, (_, blocks)) in printed.into_iter().enumerate() {
            if closes && index == contact {
                body.push(Block::Ijo);
            }
            if opens && Some(index) == first {
                body.push(Block::Ki);
            }
            body.extend(blocks);
        }
        if closes && !body.contains(&Block::Ijo) {
            body.push(Block::Ijo);
        }
        body
    }
}

/// Prose that no document prints.
pub fn unprinted<'k>(section: &Spanned<String>, known: impl Iterator<Item = &'k str>) -> Diagnostic {
    let headline = Wording::new(
        format!("text.{} を印字する文書がありません", section.value),
        format!("no document prints text.{}", section.value),
    );
    let diagnostic = Diagnostic::warning("unprinted-text", headline).at(section.span);
    match nearest(&section.value, known.filter(|name| *name != FRAME)) {
        Some(near) => diagnostic.hint(Wording::did_you_mean(near)),
        None => diagnostic.hint(Wording::new(
            "印字するには、文書の sections に加えてください。",
            "to print it, add it to the `sections` of a document.",
        )),
    }
}

/// Takes the heading off that a template's section begins with.
fn split_heading(mut blocks: Vec<Block>) -> (Option<Block>, Vec<Block>) {
    match blocks.first() {
        Some(Block::Heading { .. }) => {
            let heading = blocks.remove(0);
            (Some(heading), blocks)
        }
        _ => (None, blocks),
    }
}
