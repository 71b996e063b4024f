//! The plan: one tree with holes for each combination of conditions that occurs.
//!
//! Recipients for whom all conditions come out the same share a tree, so template, Markdown and parsing are paid once for each such group.

use super::names::sha256;
use super::{Recipient, Stop, address};
use crate::change::{Published, draft_with_corrections};
use crate::diag::{Diagnostic, Wording, nearest};
use crate::document::{self, Block, Document, Filling, Inline, Inlines, fill, punch, texts_mut, walk_blocks_mut};
use crate::facts::stated::{Entry, Field, Value};
use crate::facts::{Case, recipient};
use crate::locale::Lang;
use crate::template::{Setting, Templates};
use crate::text::{Sources, Spanned};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What drafting letters takes: a case, its documents for recipients, and templates.
pub struct Workshop<'a> {
    case: &'a Arc<Case>,
    published: Published<'a>,
    templates: &'a Templates,
    sources: &'a Sources,
    forms: Vec<Form<'a>>,
}

/// One document marked `per_recipient`.
struct Form<'a> {
    entry: &'a Entry,
    lang: Lang,
    /// Its sections when every condition holds.
    sections: Vec<String>,
    conditions: Vec<Condition>,
}

/// `when.<section> = "[not ]data.<set>"` or `"[not ]recipient.<field>"`.
struct Condition {
    section: String,
    holds: bool,
    on: On,
}

enum On {
    Set(String),
    Field(String),
}

/// What decides the tree of a recipient.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    form: usize,
    sets: Vec<String>,
    holds: Vec<bool>,
}

/// The most combinations of conditions that one run may have; a real one has a handful.
const MOST_LETTERS: usize = 4096;

/// All letters of a run.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    keys: BTreeMap<Key, usize>,
    /// The letters, in the order in which the list needs them.
    pub letters: Vec<Letter>,
}

/// A document with holes for a recipient.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The tree; hole `n` is filled with field `n`.
    tree: Document,
    fields: Vec<String>,
    /// Whether the address block is the recipient's.
    addressed: bool,
    /// Data sets that it speaks of; empty if the list does not say whom which sets concern.
    pub sets: Vec<String>,
    /// What it states: the path of each fact, with its form, and what is printed.
    pub facts: BTreeMap<String, String>,
}

impl<'a> Workshop<'a> {
    /// Drafts each document once, with all its sections.
    ///
    /// # Errors
    /// What keeps a document from being printed, and conditions that cannot be read.
    pub fn new(
        case: &'a Arc<Case>,
        entries: &[&'a Entry],
        published: Published<'a>,
        templates: &'a Templates,
        sources: &'a Sources,
    ) -> Result<(Workshop<'a>, Vec<Diagnostic>), Stop> {
        let (mut forms, mut warnings, mut problems) = (Vec::new(), Vec::new(), Vec::new());
        for entry in entries {
            let drafted = draft_with_corrections(case, entry, published, templates, sources).map_err(Stop::Content)?;
            let lang = Setting::of(case, entry).map_err(Stop::Content)?.lang;
            warnings.extend(drafted.diagnostics);
            let conditions = conditions(case, entry, &drafted.sections, &mut problems);
            if let Some(other) = forms.iter().find(|form: &&Form| form.lang == lang) {
                problems.push(two_letters(other.entry, entry));
            }
            forms.push(Form { entry, lang, sections: drafted.sections, conditions });
        }
        match problems.is_empty() {
            true => Ok((Workshop { case, published, templates, sources, forms }, warnings)),
            false => Err(Stop::Content(problems)),
        }
    }

    /// The case.
    pub fn case(&self) -> &Case {
        self.case
    }

    /// Names of the documents.
    pub fn documents(&self) -> Vec<String> {
        self.forms.iter().map(|form| form.entry.name.value.clone()).collect()
    }

    /// Language of the letter for a recipient; nothing if there is no letter in theirs.
    pub fn lang(&self, recipient: &Recipient) -> Option<Lang> {
        self.form(recipient).and_then(|form| self.forms.get(form)).map(|form| form.lang)
    }

    fn form(&self, recipient: &Recipient) -> Option<usize> {
        match recipient.lang {
            None => (!self.forms.is_empty()).then_some(0),
            Some(lang) => self.forms.iter().position(|form| form.lang == lang),
        }
    }

    fn key(&self, recipient: &Recipient) -> Option<Key> {
        let form = self.form(recipient)?;
        let conditions = &self.forms.get(form)?.conditions;
        let holds = conditions.iter().map(|condition| condition.holds(recipient)).collect();
        // The order of the file, whatever the order in the cell.
        let sets = self.case.entries("data").map(|set| &set.name.value).filter(|name| recipient.sets.contains(name));
        Some(Key { form, sets: sets.cloned().collect(), holds })
    }

    fn draft(&self, key: &Key) -> Result<Letter, Stop> {
        let Some(form) = self.forms.get(key.form) else { return Err(Stop::Content(Vec::new())) };
        let mut entry = form.entry.clone();
        let left_out = form.conditions.iter().zip(&key.holds).filter(|(_, holds)| !**holds);
        let left_out: Vec<&str> = left_out.map(|(condition, _)| condition.section.as_str()).collect();
        if !left_out.is_empty() {
            let kept = form.sections.iter().filter(|section| !left_out.contains(&section.as_str()));
            set_names(&mut entry, "sections", kept.cloned().collect());
        }
        if !key.sets.is_empty() {
            set_names(&mut entry, "data", key.sets.clone());
        }
        let drafted = draft_with_corrections(self.case, &entry, self.published, self.templates, self.sources)
            .map_err(Stop::Content)?;
        let letter = Letter::new(drafted.document, &entry, key.sets.clone());
        match letter.leftover(self.case, form.lang) {
            true => Err(recipient_in_name(form.entry).into()),
            false => Ok(letter),
        }
    }
}

/// Replaces a key of an entry by names.
fn set_names(entry: &mut Entry, key: &str, names: Vec<String>) {
    let place = entry.name.span;
    entry.set(key, Value::Names(names.into_iter().map(|name| Spanned::new(name, place)).collect()));
}

impl Condition {
    fn holds(&self, recipient: &Recipient) -> bool {
        let stated = match &self.on {
            On::Set(name) => recipient.sets.contains(name),
            On::Field(name) => recipient.states(name),
        };
        stated == self.holds
    }
}

fn conditions(case: &Case, entry: &Entry, sections: &[String], problems: &mut Vec<Diagnostic>) -> Vec<Condition> {
    let fields = match entry.field("when").map(|field| &field.value) {
        Some(Value::Map(fields)) => fields.as_slice(),
        _ => &[],
    };
    let mut conditions = Vec::new();
    for field in fields {
        let Value::Text(text) = field.value.in_lang(case.lang) else { continue };
        let section = field.key.value.clone();
        if !sections.contains(&section) {
            problems.push(unknown_section(&field.key, sections));
        }
        let (holds, path) = match text.trim().strip_prefix("not ") {
            Some(path) => (false, path.trim()),
            None => (true, text.trim()),
        };
        let on = match path.split_once('.') {
            Some(("data", set)) if case.entry("data", set).is_some() => On::Set(set.to_owned()),
            Some(("recipient", "deceased")) => On::Field("deceased".to_owned()),
            Some(("recipient", name)) if recipient::fields(case).iter().any(|known| known == name) => {
                On::Field(name.to_owned())
            }
            _ => {
                problems.push(bad_condition(field));
                continue;
            }
        };
        conditions.push(Condition { section, holds, on });
    }
    conditions
}

impl Plan {
    /// The number of the letter for a recipient, drafted if it is the first of its kind.
    ///
    /// # Errors
    /// A combination of conditions under which the document cannot be printed.
    pub fn add(&mut self, workshop: &Workshop<'_>, recipient: &Recipient) -> Result<Option<usize>, Stop> {
        let Some(key) = workshop.key(recipient) else { return Ok(None) };
        if let Some(known) = self.keys.get(&key) {
            return Ok(Some(*known));
        }
        if self.letters.len() >= MOST_LETTERS {
            return Err(too_many_letters().into());
        }
        self.letters.push(workshop.draft(&key)?);
        self.keys.insert(key, self.letters.len() - 1);
        Ok(Some(self.letters.len() - 1))
    }

    /// The number of the letter for a recipient of the list that the plan was made for.
    pub fn find(&self, workshop: &Workshop<'_>, recipient: &Recipient) -> Option<usize> {
        self.keys.get(&workshop.key(recipient)?).copied()
    }

    /// The day of a letter in seconds since 1970; 0 if it has none, or one before that.
    pub fn time(&self, letter: usize) -> u64 {
        let day =
            self.letters.get(letter).and_then(|letter| letter.tree.iso_date.as_deref()?.parse::<NaiveDate>().ok());
        let midnight = day.and_then(|day| day.and_hms_opt(0, 0, 0));
        midnight.and_then(|midnight| u64::try_from(midnight.and_utc().timestamp()).ok()).unwrap_or_default()
    }

    /// A hash of everything that the letters say before they are filled.
    pub fn sha256(&self) -> String {
        let letters = self.letters.iter().map(|letter| serde_json::to_string(&letter.tree).unwrap_or_default());
        sha256(letters.collect::<Vec<_>>().join("\n").as_bytes())
    }
}

impl Letter {
    fn new(mut tree: Document, entry: &Entry, sets: Vec<String>) -> Letter {
        let printed = document::facts(&tree).filter(|fact| recipient::field(fact.path).is_none());
        let facts = printed.map(|fact| match fact.form {
            "" => (fact.path.to_owned(), fact.printed),
            form => (format!("{} | {form}", fact.path), fact.printed),
        });
        let facts = facts.collect();
        let mut fields = Vec::new();
        let mut hole = |path: &str, _: &mut Inlines| {
            fields.push(recipient::field(path)?.to_owned());
            Some(fields.len() - 1)
        };
        walk_blocks_mut(&mut tree.body, &mut |block: &mut Block| texts_mut(block, &mut |text| punch(text, &mut hole)));
        let addressed = entry.field("to").is_none();
        if addressed {
            tree.header.addressee.clear();
        }
        Letter { tree, fields, addressed, sets, facts }
    }

    /// Name of the document that it is.
    pub fn document(&self) -> &str {
        &self.tree.id
    }

    /// The fields of a recipient that it prints in its text.
    pub fn fields(&self) -> &[String] {
        &self.fields
    }

    /// Whether a field's name still stands where no recipient can be filled in.
    fn leftover(&self, case: &Case, lang: Lang) -> bool {
        let tree = serde_json::to_string(&self.tree).unwrap_or_default();
        recipient::fields(case).iter().any(|field| tree.contains(&recipient::sample(field, lang)))
    }

    /// The letter to one recipient.
    pub fn filled(&self, recipient: &Recipient) -> Document {
        let mut document = self.tree.clone();
        let mut filling = |index: usize| {
            let field = self.fields.get(index).map_or("", String::as_str);
            Filling::Inlines(vec![value(recipient, field, document.lang)])
        };
        document.body = fill(std::mem::take(&mut document.body), &mut filling);
        if self.addressed {
            document.header.addressee = address::block(recipient, document.lang);
        }
        document
    }
}

/// What a field prints for a recipient; each line of it is a line of the document.
fn value(recipient: &Recipient, field: &str, lang: Lang) -> Inline {
    let text = match (field, lang) {
        ("addressee", _) => address::addressee(recipient, lang),
        ("honorific", Lang::Ja) if recipient.honorific.is_empty() => "様".to_owned(),
        _ => recipient.field(field).to_owned(),
    };
    let mut content = Inlines::new();
    for (index, line) in text.lines().enumerate() {
        if index > 0 {
            content.push(Inline::Break);
        }
        content.push(Inline::text(line));
    }
    Inline::Fact { path: recipient::path(field), form: String::new(), content }
}

fn two_letters(first: &Entry, second: &Entry) -> Diagnostic {
    let headline = Wording::new(
        format!("{} と {} は、同じ言語の手紙です", first.name.value, second.name.value),
        format!("{} and {} are letters in the same language", first.name.value, second.name.value),
    );
    Diagnostic::error("ambiguous-letter", headline)
        .at(second.name.span)
        .hint(Wording::new("--document でどちらかを選んでください。", "choose one of them with --document."))
}

fn unknown_section(section: &Spanned<String>, sections: &[String]) -> Diagnostic {
    let headline = Wording::new(
        format!("この文書に「{}」という節はありません", section.value),
        format!("the document has no section `{}`", section.value),
    );
    let diagnostic = Diagnostic::error("unknown-section", headline).at(section.span);
    match nearest(&section.value, sections.iter().map(String::as_str)) {
        Some(near) => diagnostic.hint(Wording::did_you_mean(near)),
        None => diagnostic,
    }
}

fn bad_condition(field: &Field) -> Diagnostic {
    let headline = Wording::new("この条件は読めません", "this condition cannot be read");
    Diagnostic::error("bad-condition", headline).at(field.span).hint(Wording::new(
        "\"data.<データの名前>\" か \"recipient.<項目>\" を書きます。前に not を付けると、当てはまらない人にだけ印字します。",
        "write \"data.<set>\" or \"recipient.<field>\"; with `not` before it the section is for everyone else.",
    ))
}

fn recipient_in_name(entry: &Entry) -> Diagnostic {
    let headline = Wording::new(
        "題名、見出し、リンク先では受取人の項目を使えません",
        "a title, a heading or the target of a link cannot cite the recipient",
    );
    Diagnostic::error("recipient-in-title", headline).at(entry.name.span).hint(Wording::new(
        "題名と見出しは文書の情報やしおりにもなります。本文の段落で使ってください。",
        "they become metadata and bookmarks: cite the recipient in a paragraph.",
    ))
}

fn too_many_letters() -> Diagnostic {
    let headline = Wording::new(
        format!("条件の組み合わせが {MOST_LETTERS} を超えました"),
        format!("there are more than {MOST_LETTERS} combinations of conditions"),
    );
    Diagnostic::error("too-many-combinations", headline)
}
