//! What a document decides for everything that is printed in it.

use crate::diag::{Diagnostic, Wording};
use crate::document::{HeadingMarks, Marks, Series};
use crate::facts::Case;
use crate::facts::stated::{Entry, Field, Value};
use crate::locale::{Counter, HeadingMark, Lang, Moment, Style};
use std::collections::BTreeMap;

/// Language, style and names of one document.
#[derive(Debug, Clone)]
pub struct Setting {
    /// Name of the document in the incident file.
    pub id: String,
    /// Its language.
    pub lang: Lang,
    /// Its style: the document's own, over the file's, over the language's default.
    pub style: Style,
    /// Year of the release, which dates may leave out.
    pub release_year: Option<i32>,
    /// What the document calls a party.
    pub call: BTreeMap<String, String>,
    /// The party in whose name it is issued.
    pub issuer: Option<String>,
}

impl Setting {
    /// Gathers the setting of a document.
    ///
    /// # Errors
    /// A style example that does not read in the document's language.
    pub fn of(case: &Case, document: &Entry) -> Result<Setting, Vec<Diagnostic>> {
        let lang = match document.field("lang").map(|field| &field.value) {
            Some(Value::Word("en")) => Lang::En,
            Some(Value::Word(_)) => Lang::Ja,
            _ => case.lang,
        };
        Ok(Setting {
            id: document.name.value.clone(),
            lang,
            style: style(case, document, lang)?,
            release_year: release_year(case, document),
            call: call(document, lang),
            issuer: case.issuer(document).map(|party| party.name.value.clone()),
        })
    }
}

fn style(case: &Case, document: &Entry, lang: Lang) -> Result<Style, Vec<Diagnostic>> {
    let mut style = Style::default_for(lang);
    let mut problems = Vec::new();
    for field in case.styles(document) {
        for example in fields(field) {
            let Value::Text(text) = &example.value else { continue };
            // The house and the file give examples in one language; a document in another keeps its language's usual style.
            let shared = document.field("style") != Some(field) && lang != case.lang;
            if let (Err(problem), false) = (style.set(&example.key.value, text, lang), shared) {
                let mut diagnostic = Diagnostic::error("bad-style", problem.headline).at(example.span);
                diagnostic.hints.extend(problem.hint);
                problems.push(diagnostic);
            }
        }
    }
    // 「7月9日」 does not say how years count; the date at the head does.
    if let Some(dateline) = style.dateline.as_ref().filter(|_| !style.date.shows_year()) {
        style.date.take_years_of(dateline);
    }
    if problems.is_empty() { Ok(style) } else { Err(problems) }
}

/// The year that dates of the document may leave out: the document's own; undated, that of the latest document of the version.
fn release_year(case: &Case, document: &Entry) -> Option<i32> {
    let date = |entry: &Entry| {
        let moment = case.moment(&entry.field("date")?.value)?;
        moment.latest()
    };
    let own = date(document);
    let latest = || case.entries("documents").filter_map(date).max();
    own.or_else(latest).map(|date| chrono::Datelike::year(&date))
}

fn call(document: &Entry, lang: Lang) -> BTreeMap<String, String> {
    let Some(field) = document.field("call") else { return BTreeMap::new() };
    let named = |field: &Field| match field.value.in_lang(lang) {
        Value::Text(text) => Some((field.key.value.clone(), text.clone())),
        _ => None,
    };
    fields(field).iter().filter_map(named).collect()
}

/// The fields of a table.
pub fn fields(field: &Field) -> &[Field] {
    match &field.value {
        Value::Map(fields) => fields,
        _ => &[],
    }
}

/// The marks of headings and lists in a style.
pub fn marks(style: &Style, lang: Lang) -> Marks {
    let series = |counter: &Counter| -> Series {
        let counter = counter.clone();
        Box::new(move |n| counter.print(n))
    };
    let heading = |mark: &HeadingMark| match mark {
        HeadingMark::Number(counter) => HeadingMarks::Series(series(counter)),
        HeadingMark::Wrap { open, close } => HeadingMarks::Around(open.clone(), close.clone()),
    };
    let usual = Marks::usual(lang);
    Marks {
        headings: style.headings.iter().map(heading).collect(),
        lists: if style.list.is_empty() { usual.lists } else { style.list.iter().map(series).collect() },
        bullet: style.bullets.clone().unwrap_or(usual.bullet),
    }
}

/// A word of the program in the language of the document.
pub fn words(lang: Lang, ja: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// The day of a document, for metadata.
pub fn iso_date(moment: &Moment) -> Option<String> {
    moment.earliest().map(|date| date.format("%Y-%m-%d").to_string())
}

/// A fact that cannot be printed in the way it is asked for.
pub fn unprintable(path: &str, headline: Wording) -> Diagnostic {
    let place = Wording::new(format!("{path}: {}", headline.ja), format!("{path}: {}", headline.en));
    Diagnostic::error("unprintable-fact", place)
}
