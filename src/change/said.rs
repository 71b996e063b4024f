//! A value as words: what stands in a list of changes, where no document decides the style.

use crate::facts::stated::{Entry, Field, Value};
use crate::facts::{Case, Found, Piece, Prose, Side, Target};
use crate::locale::{DateContext, DateForm, Moment, Style};

/// How deep prose may cite prose before it is cut with an ellipsis.
const DEEPEST: usize = 8;

/// What a case states under a path, in words; nothing if it states nothing there.
pub fn stated(case: &Case, path: &str) -> Option<String> {
    if let Some(field) = case.top(path) {
        return Some(said(case, &field.value));
    }
    let found = case.find(path).filter(|found| !matches!(found, Found::Kind(_)));
    found.map(|_| cited(case, path, DEEPEST))
}

/// A value as one line of words.
pub(super) fn said(case: &Case, value: &Value) -> String {
    within(case, value, DEEPEST)
}

fn within(case: &Case, value: &Value, left: usize) -> String {
    match value.in_lang(case.lang) {
        Value::Text(text) => text.clone(),
        Value::Prose(prose) => prose_of(case, prose, left),
        Value::Figure(figure) => figure.print(),
        Value::Word(word) => (*word).to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Items(items) => {
            let list: Vec<&str> =
                items.list.iter().map(|item| item.wording.as_str()).chain(items.open.as_deref()).collect();
            list.join("、")
        }
        Value::Texts(texts) | Value::Names(texts) => {
            let list: Vec<&str> = texts.iter().map(|text| text.value.as_str()).collect();
            list.join("、")
        }
        value @ (Value::Moment(_) | Value::MomentOf(_)) => {
            case.moment(value).map(|moment| date(case, moment)).unwrap_or_default()
        }
        Value::Map(fields) => fields_of(case, fields, left),
        Value::Localized(_) => String::new(),
    }
}

fn date(case: &Case, moment: &Moment) -> String {
    let style = Style::default_for(case.lang);
    // Without a form, every date can be printed.
    moment
        .print(&style.date, DateForm::default(), DateContext { release_year: None })
        .unwrap_or_else(|_| moment.print_source())
}

fn prose_of(case: &Case, prose: &Prose, left: usize) -> String {
    let words: String = prose
        .pieces
        .iter()
        .map(|piece| match piece {
            Piece::Markdown(text) => text.clone(),
            Piece::Cite(cite) => match &cite.target {
                Target::Path { path, .. } => cited(case, path, left),
                Target::Mark(_) | Target::Number(_) => String::new(),
            },
        })
        .collect();
    // One line: an item of a list is told from the next by a blank.
    let lines = words.lines().map(|line| line.trim().trim_start_matches("- ")).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// What stands under a path, in short: a fact that cites itself ends in an ellipsis.
fn cited(case: &Case, path: &str, left: usize) -> String {
    let Some(left) = left.checked_sub(1) else { return "…".to_string() };
    let Some((case, path)) = case.version_of(path) else { return String::new() };
    match case.find(path) {
        Some(Found::Entry(entry)) => entry_of(case, entry, left),
        Some(Found::Field(_, field)) => within(case, &field.value, left),
        Some(Found::Item(_, item)) => item.wording.clone(),
        Some(Found::End(_, field, side)) => {
            let end = |moment: &Moment| match side {
                Side::Start => moment.start_moment(),
                Side::End => moment.end_moment(),
            };
            case.moment(&field.value).and_then(end).map(|moment| date(case, &moment)).unwrap_or_default()
        }
        Some(Found::Kind(_)) | None => String::new(),
    }
}

/// An entry by what its kind is cited for: its counts, its name, its date, its words.
pub(super) fn entry_of(case: &Case, entry: &Entry, left: usize) -> String {
    let counts: Vec<String> = entry
        .fields
        .iter()
        .filter(|field| matches!(field.value.in_lang(case.lang), Value::Figure(_)))
        .map(|field| within(case, &field.value, left))
        .collect();
    if !counts.is_empty() {
        return counts.join("、");
    }
    let main = crate::facts::keys::Kind::named(entry.kind).and_then(|kind| kind.main).unwrap_or_default();
    let keys = [main, "name", "title", "text", "label", "who", "items"];
    match keys.iter().find_map(|key| entry.field(key)) {
        Some(field) => within(case, &field.value, left),
        // A group of measures without a title is its measures.
        None => entry.members.iter().map(|member| entry_of(case, member, left)).collect::<Vec<_>>().join(" "),
    }
}

/// An entry as it stands in a list of changes.
pub(super) fn entry_said(case: &Case, entry: &Entry) -> String {
    entry_of(case, entry, DEEPEST)
}

fn fields_of(case: &Case, fields: &[Field], left: usize) -> String {
    let one = |field: &Field| format!("{}: {}", field.key.value, within(case, &field.value, left));
    fields.iter().map(one).collect::<Vec<_>>().join("、")
}
