//! Fills holes: from a path and its forms to what is printed, marked with the path it came from.

use super::corrections::Corrections;
use super::filing::{self, Filing};
use super::setting::{Setting, unprintable, words};
use super::tokens::Hole;
use super::{blocks, prose};
use crate::diag::{Diagnostic, Wording};
use crate::document::{Block, Filling, Inline, Inlines};
use crate::facts::stated::{Entry, Field, Items, Value};
use crate::facts::{Case, Found, Prose, Side, recipient};
use crate::locale::{DateContext, DateForm, Figure, FigureForm, Lang, Moment, Problem};
use crate::text::Span;
use std::cell::{Cell, RefCell};

/// How much prose one document can hold, in bytes; a real one has some ten thousand.
const MAX_WRITTEN: usize = 32_000_000;

/// How many citations one document can hold; a real one has hundreds.
const MAX_FILLED: usize = 500_000;

/// How deep prose can cite prose that cites prose; a real file needs three or four.
const MAX_DEPTH: usize = 32;

/// Prints the facts of one case for one document.
pub struct Printer<'a> {
    /// The facts.
    pub case: &'a Case,
    /// The document.
    pub setting: &'a Setting,
    /// The document's entry, which picks causes, measures and so on.
    pub document: &'a Entry,
    /// What a comparison with the version before found, if one was made.
    pub corrections: Option<&'a Corrections>,
    /// The regime that it reports or notifies under, and how far.
    pub filing: Option<Filing<'a>>,
    /// Whether something asked for such a comparison.
    pub compares: Cell<bool>,
    /// What could not be printed, found while filling.
    pub problems: RefCell<Vec<Diagnostic>>,
    /// Paths whose prose is being printed, to stop at a circle.
    pub under_way: RefCell<Vec<String>>,
    /// Marks that are referred to, with the places of the references.
    pub references: RefCell<Vec<(String, Option<Span>)>>,
    /// How many holes were filled, to stop at prose that cites prose that cites prose beyond all measure.
    pub filled: Cell<usize>,
    /// How much prose was printed, in bytes, for the same reason.
    pub written: Cell<usize>,
}

impl<'a> Printer<'a> {
    /// Fills a hole; what cannot be printed is reported and leaves a gap.
    pub fn fill(&self, hole: &Hole) -> Filling {
        self.filled.set(self.filled.get() + 1);
        if self.filled.get() > MAX_FILLED {
            if self.filled.get() == MAX_FILLED + 1 {
                let headline = Wording::new("引用が多すぎます", "too many citations");
                self.report(unprintable(&hole.path, headline), hole);
            }
            return Filling::Inlines(Vec::new());
        }
        if self.under_way.borrow().len() >= MAX_DEPTH {
            let headline = Wording::new("引用の入れ子が深すぎます", "citations are nested too deep");
            self.report(unprintable(&hole.path, headline), hole);
            return Filling::Inlines(Vec::new());
        }
        if self.under_way.borrow().contains(&hole.path) {
            let headline = Wording::new("この引用は自分自身に戻ります", "this citation leads back to itself");
            self.report(unprintable(&hole.path, headline), hole);
            return Filling::Inlines(Vec::new());
        }
        self.under_way.borrow_mut().push(hole.path.clone());
        let filling = self.filling(hole);
        self.under_way.borrow_mut().pop();
        filling.unwrap_or_else(|diagnostic| {
            self.report(diagnostic, hole);
            Filling::Inlines(Vec::new())
        })
    }

    /// Takes prose of a length from the document's budget; reports once when it is used up.
    pub fn spend(&self, length: usize, prose: &Prose) -> bool {
        let before = self.written.get();
        self.written.set(before.saturating_add(length));
        if before <= MAX_WRITTEN && self.written.get() > MAX_WRITTEN {
            let headline =
                Wording::new("引用を展開した本文が長すぎます", "the prose is too long with all that it cites");
            self.problems.borrow_mut().push(Diagnostic::error("too-long", headline).at(prose.span));
        }
        self.written.get() <= MAX_WRITTEN
    }

    fn report(&self, mut diagnostic: Diagnostic, hole: &Hole) {
        diagnostic.primary = diagnostic.primary.or(hole.span);
        self.problems.borrow_mut().push(diagnostic);
    }

    /// A reference to a mark that the document does not have.
    pub fn missing_mark(&self, name: &str) -> Diagnostic {
        let headline = Wording::new(
            format!("{{{{ #{name} }}}} が指す {{{{ @{name} }}}} がこの文書にありません"),
            format!("this document has no {{{{ @{name} }}}} for {{{{ #{name} }}}}"),
        );
        let mut diagnostic = Diagnostic::error("missing-mark", headline);
        let references = self.references.borrow();
        diagnostic.primary = references.iter().find(|(referred, _)| referred == name).and_then(|(_, place)| *place);
        diagnostic
    }

    /// What a hole stands for.
    pub fn filling(&self, hole: &Hole) -> Result<Filling, Diagnostic> {
        let path = hole.path.as_str();
        if path == "self" {
            return Ok(Filling::Inlines(self.own_name()));
        }
        if let Some(name) = path.strip_prefix(filing::REPORT) {
            return Ok(Filling::Inlines(filing::word(self, name)));
        }
        // Marks and numbers are filled when the document is whole.
        if let Some(name) = path.strip_prefix('#') {
            self.references.borrow_mut().push((name.to_string(), hole.span));
        }
        if path.starts_with(['@', '#']) {
            return Ok(Filling::Inlines(vec![fact(path, "", Vec::new())]));
        }
        if let Some(field) = recipient::field(path) {
            return self.recipient(path, field);
        }
        if let Some((version, rest)) = Case::earlier_path(path) {
            return self.earlier(hole, version, rest);
        }
        let nothing = || unprintable(path, Wording::new("そのような事実はありません", "there is no such fact"));
        let found = self.case.find(path).ok_or_else(nothing)?;
        let target = Cited { case: self.case, path, forms: &hole.forms };
        if let Some(blocks) = blocks::of(self, &target, found)? {
            return Ok(Filling::Blocks(blocks));
        }
        Ok(Filling::Inlines(self.inlines(&target, found)?))
    }

    /// What is printed in running text.
    fn inlines(&self, cited: &Cited<'_>, found: Found<'_>) -> Result<Inlines, Diagnostic> {
        let content = match found {
            Found::Entry(entry) => return self.entry(cited, entry),
            Found::Field(_, field) => match field.value.in_lang(self.setting.lang) {
                Value::Text(written) => blocks::linked(&field.key.value, written),
                _ => self.value(cited, &field.value)?,
            },
            Found::End(_, field, side) => {
                let moment = cited.case.moment(&field.value).ok_or_else(|| cited.not_stated())?;
                let point = match side {
                    Side::Start => moment.start_moment(),
                    Side::End => moment.end_moment(),
                };
                text(&self.moment(cited, &point.ok_or_else(|| cited.not_stated())?)?)
            }
            Found::Item(_, item) => text(&item.wording),
            Found::Kind(kind) if kind.name == "quotes" => return Ok(self.quotes()),
            Found::Kind(_) => return Err(cited.not_stated()),
        };
        Ok(vec![fact(cited.path, &cited.forms.join(" "), content)])
    }

    /// Quotes one behind the other, each in its brackets.
    fn quotes(&self) -> Inlines {
        let mut content = Inlines::new();
        for quote in blocks::picked(self, "quotes") {
            if let Some(said) = self.quote(quote) {
                if !content.is_empty() && self.setting.lang == Lang::En {
                    content.push(Inline::text(" "));
                }
                content.extend(said);
            }
        }
        content
    }

    /// The words of a quote in their brackets.
    pub fn quote(&self, quote: &Entry) -> Option<Inlines> {
        let mut content = vec![Inline::text(words(self.setting.lang, "「", "“"))];
        content.extend(self.cite(&format!("{}.text", blocks::path(quote)), &[])?);
        content.push(Inline::text(words(self.setting.lang, "」", "”")));
        Some(content)
    }

    /// An entry in running text: its main key, or what the kind prints for it.
    fn entry(&self, cited: &Cited<'_>, entry: &Entry) -> Result<Inlines, Diagnostic> {
        match entry.kind {
            "data" | "figures" => self.set(cited, entry),
            "parties" => Ok(vec![self.party(cited, entry)]),
            _ => {
                let main = crate::facts::keys::Kind::named(entry.kind).and_then(|kind| kind.main).unwrap_or("title");
                let main = if entry.kind == "measures" { "text" } else { main };
                let field = entry.field(main).or(entry.field("title")).ok_or_else(|| cited.not_stated())?;
                let content = self.value(cited, &field.value)?;
                Ok(vec![fact(cited.path, &cited.forms.join(" "), content)])
            }
        }
    }

    /// A data set or figure: its first count, the second in brackets; without counts its label or its persons.
    fn set(&self, cited: &Cited<'_>, entry: &Entry) -> Result<Inlines, Diagnostic> {
        let counts: Vec<&Field> = entry
            .fields
            .iter()
            .filter(|field| matches!(field.value.in_lang(self.setting.lang), Value::Figure(_)))
            .collect();
        let mut content = Inlines::new();
        for lead in ["who", "label"] {
            if cited.forms.iter().any(|form| form == lead) {
                content.extend(self.field(cited, entry, lead).ok_or_else(|| cited.not_stated())??);
                if self.setting.lang == Lang::En && !counts.is_empty() {
                    content.push(Inline::text(" "));
                }
            }
        }
        for (index, field) in counts.iter().enumerate() {
            let figure = self.field(cited, entry, &field.key.value).ok_or_else(|| cited.not_stated())??;
            let style = &self.setting.style.figure;
            match index {
                0 => content.extend(figure),
                _ => {
                    content.push(Inline::text(style.open.clone()));
                    content.extend(figure);
                    content.push(Inline::text(style.close.clone()));
                }
            }
        }
        if content.is_empty() {
            let told = ["label", "who", "items"].iter().find_map(|key| self.field(cited, entry, key));
            content = told.ok_or_else(|| cited.not_stated())??;
        }
        Ok(content)
    }

    /// One key of an entry as a fact of its own; nothing if it is not stated.
    fn field(&self, cited: &Cited<'_>, entry: &Entry, key: &str) -> Option<Result<Inlines, Diagnostic>> {
        let field = entry.field(key)?;
        let path = format!("{}.{key}", cited.path);
        let forms: Vec<String> =
            cited.forms.iter().filter(|form| !["who", "label"].contains(&form.as_str())).cloned().collect();
        let inner = Cited { case: cited.case, path: &path, forms: &forms };
        let figure_forms = matches!(field.value.in_lang(self.setting.lang), Value::Figure(_));
        let inner = if figure_forms { inner } else { Cited { forms: &[], ..inner } };
        Some(self.value(&inner, &field.value).map(|content| vec![fact(&path, &inner.forms.join(" "), content)]))
    }

    /// A value without its mark.
    fn value(&self, cited: &Cited<'_>, value: &Value) -> Result<Inlines, Diagnostic> {
        match value.in_lang(self.setting.lang) {
            Value::Text(written) => Ok(text(written)),
            Value::Prose(written) => Ok(prose::inline(self, written)),
            Value::Figure(figure) => Ok(text(&self.figure(cited, figure)?)),
            Value::Items(items) => Ok(self.items(cited, items)),
            Value::Texts(texts) => {
                Ok(text(&self.joined(cited, texts.iter().map(|text| text.value.as_str()).collect())))
            }
            Value::Names(names) => Ok(self.names(cited, names.iter().map(|name| name.value.as_str()))),
            value @ (Value::Moment(_) | Value::MomentOf(_)) => {
                let moment = cited.case.moment(value).ok_or_else(|| cited.not_stated())?;
                Ok(text(&self.moment(cited, moment)?))
            }
            Value::Word(_) | Value::Flag(_) | Value::Map(_) | Value::Localized(_) => Err(cited.not_stated()),
        }
    }

    fn figure(&self, cited: &Cited<'_>, figure: &Figure) -> Result<String, Diagnostic> {
        let mut form = FigureForm::default();
        for word in cited.forms {
            form.set(word);
        }
        figure.print_in(&self.setting.style.figure, form).map_err(|problem| cited.problem(problem))
    }

    fn moment(&self, cited: &Cited<'_>, moment: &Moment) -> Result<String, Diagnostic> {
        let form = date_form(cited.forms.iter().map(String::as_str));
        let context = DateContext { release_year: self.setting.release_year };
        moment.print(&self.setting.style.date, form, context).map_err(|problem| cited.problem(problem))
    }

    /// Items as a list in running text, each with a path of its own.
    fn items(&self, cited: &Cited<'_>, items: &Items) -> Inlines {
        let mut content = Inlines::new();
        for (index, item) in items.list.iter().enumerate() {
            let last = index + 1 == items.list.len() && items.open.is_none();
            if index > 0 {
                content.push(Inline::text(self.joint(cited, last)));
            }
            let path = item.code.as_ref().map_or(cited.path.to_string(), |code| format!("{}.{code}", cited.path));
            content.push(fact(&path, "", text(&item.wording)));
        }
        if let Some(open) = &items.open {
            let gap = words(self.setting.lang, "", ", ");
            content.push(Inline::text(format!("{gap}{open}")));
        }
        content
    }

    fn joined(&self, cited: &Cited<'_>, parts: Vec<&str>) -> String {
        let mut joined = String::new();
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                joined.push_str(self.joint(cited, index + 1 == parts.len()));
            }
            joined.push_str(part);
        }
        joined
    }

    /// What stands between two parts of a list.
    fn joint(&self, cited: &Cited<'_>, last: bool) -> &str {
        match last && cited.forms.iter().any(|form| form == "and") {
            true => &self.setting.style.and,
            false => words(self.setting.lang, "、", ", "),
        }
    }

    /// A literal text of an entry in the document's language.
    pub fn text(&self, entry: &Entry, key: &str) -> Option<String> {
        match entry.field(key)?.value.in_lang(self.setting.lang) {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// Fills a path as if it were cited in running text; nothing if it is not stated.
    pub fn cite(&self, path: &str, forms: &[&str]) -> Option<Inlines> {
        self.case.find(path)?;
        let forms = forms.iter().map(|form| form.to_string()).collect();
        match self.fill(&Hole { path: path.to_string(), forms, span: None }) {
            Filling::Inlines(content) => Some(content),
            Filling::Blocks(_) => None,
        }
    }

    /// Blocks of prose.
    pub fn prose(&self, written: &crate::facts::Prose) -> Vec<Block> {
        prose::blocks(self, written, None)
    }
}

/// What a hole asks for.
#[derive(Debug, Clone, Copy)]
pub struct Cited<'a> {
    /// The version that states it.
    pub case: &'a Case,
    /// Its whole path.
    pub path: &'a str,
    /// The forms.
    pub forms: &'a [String],
}

impl Cited<'_> {
    fn not_stated(&self) -> Diagnostic {
        unprintable(
            self.path,
            Wording::new("印字できる値が記載されていません", "nothing that can be printed is stated"),
        )
    }

    fn problem(&self, problem: Problem) -> Diagnostic {
        let mut diagnostic = unprintable(self.path, problem.headline);
        diagnostic.hints.extend(problem.hint);
        diagnostic
    }
}

/// The forms of dates among some words.
pub fn date_form<'w>(words: impl Iterator<Item = &'w str>) -> DateForm {
    let mut form = DateForm::default();
    for word in words {
        form.set(word);
    }
    form
}

/// Printed content, marked with where it came from.
pub fn fact(path: &str, form: &str, content: Inlines) -> Inline {
    Inline::Fact { path: path.to_string(), form: form.to_string(), content }
}

/// Literal characters; a line break of the value is a line break of the document.
pub fn text(written: &str) -> Inlines {
    let mut content = Inlines::new();
    for (index, line) in written.lines().enumerate() {
        if index > 0 {
            content.push(Inline::Break);
        }
        if !line.is_empty() {
            content.push(Inline::text(line));
        }
    }
    content
}
