//! A value as words: what stands in a list of changes, where no document decides the style.

use crate::facts::keys::{self, KINDS, Kind, TOP, Type};
use crate::facts::stated::{Entry, Field, Value};
use crate::facts::{Case, Found, Piece, Prose, Side, Target};
use crate::locale::{DateContext, DateForm, Lang, Moment, Style};
use crate::vocabulary::List;

/// How deep prose may cite prose before it is cut with an ellipsis.
const DEEPEST: usize = 8;

/// What a case states under a path, in words; nothing if it states nothing there.
pub fn stated(case: &Case, path: &str) -> Option<String> {
    if let Some(field) = case.top(path) {
        return Some(said(case, &field.value));
    }
    let found = case.find(path).filter(|found| !matches!(found, Found::Kind(_)));
    found.map(|_| cited(case, path, &[], DEEPEST))
}

/// A value as one line of words.
pub(super) fn said(case: &Case, value: &Value) -> String {
    within(case, None, value, DEEPEST)
}

/// The value at a path as one line of words: codes by their wording, names of entries by what they are called.
pub(super) fn said_at(case: &Case, path: &str, value: &Value) -> String {
    let said = within(case, type_at(path), value, DEEPEST);
    match (is_retraction(path), case.lang) {
        (false, _) => said,
        (true, Lang::Ja) => format!("撤回（{said}）"),
        (true, Lang::En) => format!("withdrawn ({said})"),
    }
}

/// An entry as it stands in a list of changes; an event with what happened.
pub(super) fn entry_said(case: &Case, entry: &Entry) -> String {
    let said = entry_of(case, entry, DEEPEST);
    let happened = entry.field("text").filter(|_| entry.kind == "events" && entry.field("at").is_some());
    let happened = happened.map(|field| within(case, None, &field.value, DEEPEST));
    match happened.filter(|happened| !happened.is_empty()) {
        Some(happened) => format!("{said}{}{happened}", colon(case)),
        None => said,
    }
}

fn colon(case: &Case) -> &'static str {
    if case.lang == Lang::Ja { "：" } else { ": " }
}

/// What a claim says, if the path is where it is retracted.
pub(super) fn retraction(case: &Case, path: &str) -> Option<String> {
    let claim = path.rsplit_once('.').filter(|_| is_retraction(path))?.0;
    match case.find(claim) {
        Some(Found::Entry(entry)) => Some(entry_said(case, entry)),
        _ => None,
    }
}

fn is_retraction(path: &str) -> bool {
    path.starts_with("claims.") && path.ends_with(".retracted")
}

/// What a person calls the fact at a path: its entry by label, name or role, else by its kind, and the key.
pub(super) fn called(case: &Case, path: &str) -> String {
    let words: Vec<&str> = path.split('.').collect();
    let key = |key: &str| {
        let wording = List::FactKeys.wording(key, case.lang).or_else(|| List::Counts.wording(key, case.lang));
        wording.unwrap_or_default().to_string()
    };
    let (Some(Found::Entry(entry)), [kind, _, rest @ ..]) = (case.find(entry_path(path)), words.as_slice()) else {
        return key(path);
    };
    let own = match rest.first() {
        Some(member) => entry.members.iter().find(|entry| entry.name.value == *member),
        None => None,
    };
    let label = label(case, own.unwrap_or(entry)).or_else(|| own.and_then(|_| label(case, entry)));
    // Beside its own name, a party is best called one.
    let label = label.filter(|label| !rest.is_empty() || *label != entry_of(case, entry, DEEPEST));
    let label = label.unwrap_or_else(|| List::FactKinds.wording(kind, case.lang).unwrap_or_default().to_string());
    // The rest of a path names the members of a group and then the key.
    let key = rest.last().filter(|_| rest.len() > usize::from(own.is_some())).map(|name| key(name));
    match key.filter(|key| !key.is_empty()) {
        Some(key) => format!("{label}{}{key}", colon(case)),
        None => label,
    }
}

/// The path of the entry that a path leads into.
pub(super) fn entry_path(path: &str) -> &str {
    path.match_indices('.').nth(1).map_or(path, |(end, _)| path.get(..end).unwrap_or(path))
}

/// What an entry calls itself, in short.
fn label(case: &Case, entry: &Entry) -> Option<String> {
    let told = ["label", "title", "who", "name"].iter().find_map(|key| entry.field(key));
    let told = told.map(|field| within(case, None, &field.value, DEEPEST));
    let role = || case.event_role(entry).filter(|_| entry.kind == "events");
    let role = || role().and_then(|role| List::EventRoles.wording(role, case.lang)).map(str::to_owned);
    let about = || entry.field("about").map(|field| within(case, entry_type(entry, "about"), &field.value, DEEPEST));
    told.filter(|told| !told.is_empty()).or_else(role).or_else(about)
}

/// How the value at a path is read.
fn type_at(path: &str) -> Option<Type> {
    let words: Vec<&str> = path.split('.').collect();
    match words.as_slice() {
        [key] => TOP.iter().find(|top| top.name == *key).map(|top| top.ty),
        [kind, _, key] => Kind::named(kind)?.key(key),
        [kind, _, _, .., key] => Kind::named(kind)?.members?.key(key),
        _ => None,
    }
}

fn entry_type(entry: &Entry, key: &str) -> Option<Type> {
    KINDS.iter().find(|kind| kind.name == entry.kind)?.key(key)
}

/// The list that words the codes of a type.
fn list_of(ty: Type) -> Option<List> {
    match ty {
        Type::Code(list) => Some(list),
        Type::Word(words) if words == keys::LEAK => Some(List::Leak),
        Type::Word(words) if words == keys::CLAIM_STATE => Some(List::ClaimStates),
        Type::Word(words) if words == keys::CLAIM_ABOUT => Some(List::ClaimSubjects),
        Type::Word(words) if words == keys::ACTION_STATE => Some(List::ActionStates),
        _ => None,
    }
}

fn within(case: &Case, ty: Option<Type>, value: &Value, left: usize) -> String {
    match value.in_lang(case.lang) {
        Value::Text(text) => text.clone(),
        Value::Prose(prose) => prose_of(case, prose, left),
        Value::Figure(figure) => figure.print(),
        Value::Word(word) => ty.and_then(list_of).and_then(|list| list.wording(word, case.lang)).unwrap_or(word).into(),
        Value::Flag(flag) => flag.to_string(),
        Value::Items(items) => {
            joined(case, items.list.iter().map(|item| item.wording.clone()).chain(items.open.clone()))
        }
        Value::Texts(texts) => joined(case, texts.iter().map(|text| text.value.clone())),
        Value::Names(names) => joined(case, names.iter().map(|name| named(case, ty, &name.value, left))),
        value @ (Value::Moment(_) | Value::MomentOf(_)) => {
            case.moment(value).map(|moment| date(case, moment)).unwrap_or_default()
        }
        Value::Map(fields) => fields_of(case, ty, fields, left),
        Value::Localized(_) => String::new(),
    }
}

fn joined(case: &Case, words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(if case.lang == Lang::Ja { "、" } else { ", " })
}

/// An entry that a name refers to, by what it is called.
fn named(case: &Case, ty: Option<Type>, name: &str, left: usize) -> String {
    let path = match ty {
        Some(Type::Name(kind) | Type::Names(kind)) => format!("{kind}.{name}"),
        Some(Type::To | Type::Addressee) if !name.contains('.') => format!("parties.{name}"),
        _ => name.to_string(),
    };
    match (case.find(&path), left.checked_sub(1)) {
        (Some(Found::Entry(entry)), Some(left)) => label(case, entry).unwrap_or_else(|| entry_of(case, entry, left)),
        _ => name.to_string(),
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
                Target::Path { path, forms } => cited(case, path, forms, left),
                Target::Mark(_) | Target::Number(_) => String::new(),
            },
        })
        .collect();
    // One line: an item of a list is told from the next by a blank.
    let lines = words.lines().map(|line| line.trim().trim_start_matches("- ")).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// What stands under a path, in short: a fact that cites itself ends in an ellipsis.
fn cited(case: &Case, path: &str, forms: &[String], left: usize) -> String {
    let Some(left) = left.checked_sub(1) else { return "…".to_string() };
    let Some((case, path)) = case.version_of(path) else { return String::new() };
    match case.find(path) {
        Some(Found::Entry(entry)) if entry.kind == "parties" => party(case, entry, forms, left),
        Some(Found::Entry(entry)) => entry_of(case, entry, left),
        Some(Found::Field(entry, field)) => within(case, entry_type(entry, &field.key.value), &field.value, left),
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

/// A party by the name that is asked for: `short` is its short name, else its alias.
fn party(case: &Case, party: &Entry, forms: &[String], left: usize) -> String {
    let short = ["short", "alias"].iter().find_map(|key| party.field(key));
    match short.filter(|_| forms.iter().any(|form| form == "short")) {
        Some(field) => within(case, None, &field.value, left),
        None => entry_of(case, party, left),
    }
}

/// An entry by what its kind is cited for: its counts, its name, its date, its words.
fn entry_of(case: &Case, entry: &Entry, left: usize) -> String {
    let figures = entry.fields.iter().filter(|field| matches!(field.value.in_lang(case.lang), Value::Figure(_)));
    let counts: Vec<String> = figures.map(|field| within(case, None, &field.value, left)).collect();
    if !counts.is_empty() {
        return joined(case, counts.into_iter());
    }
    let main = Kind::named(entry.kind).and_then(|kind| kind.main).unwrap_or_default();
    let keys = [main, "name", "title", "text", "label", "who", "items"];
    match keys.iter().find_map(|key| entry.field(key)) {
        Some(field) => within(case, None, &field.value, left),
        // A group of measures without a title is its measures.
        None => entry.members.iter().map(|member| entry_of(case, member, left)).collect::<Vec<_>>().join(" "),
    }
}

/// A table of names and values; what others state of a set, by who they are.
fn fields_of(case: &Case, ty: Option<Type>, fields: &[Field], left: usize) -> String {
    let one = |field: &Field| {
        let name = &field.key.value;
        let name = match (ty, &field.value) {
            (Some(Type::Per), Value::Map(_)) => named(case, Some(Type::Name("parties")), name, left),
            (Some(Type::Per), _) => List::FactKeys.wording(name, case.lang).unwrap_or(name).to_string(),
            _ => name.clone(),
        };
        format!("{name}{}{}", colon(case), within(case, ty, &field.value, left))
    };
    joined(case, fields.iter().map(one))
}

#[cfg(test)]
mod tests {
    use super::super::fact::STRUCTURE;
    use super::*;
    use crate::facts::testing::case;
    use crate::text::Sources;

    #[test]
    fn every_kind_and_key_of_a_fact_has_a_wording() {
        for kind in KINDS.iter().filter(|kind| !["corrections", "documents", "regimes"].contains(&kind.name)) {
            assert!(List::FactKinds.code(kind.name).is_some(), "{}", kind.name);
            let members = kind.members.into_iter().flat_map(Kind::key_names);
            for key in kind.key_names().chain(members).filter(|key| !STRUCTURE.contains(key)) {
                assert!(List::FactKeys.code(key).or(List::Counts.code(key)).is_some(), "{}.{key}", kind.name);
            }
            for key in kind.keys.iter().filter(|key| !STRUCTURE.contains(&key.name)) {
                let Type::Word(words) = key.ty else { continue };
                let list = list_of(key.ty).unwrap();
                assert!(words.iter().all(|word| list.code(word).is_some()), "{}.{}", kind.name, key.name);
            }
        }
    }

    #[test]
    fn facts_are_called_and_said_in_words() {
        let file = "leak = \"possible\"\n[parties.vendor]\nname = \"千代田興産株式会社\"\nshort = \"千代田興産\"\n[data.all]\nwho = \"{{ parties.vendor | short }}の利用者\"\nrecords = \"3件\"\nsource = \"vendor\"\n[claims.misuse]\nsays = \"悪用はない。\"\nabout = \"misuse\"\nstate = \"not-found\"\nretracted = 2024-07-05\n[measures.all]\nby = \"vendor\"\ntraining = \"研修\"\n";
        let case = case("a", file, None, &mut Sources::default());
        let shown = |path: &str| {
            let value = match case.find(path) {
                Some(Found::Field(_, field)) => &field.value,
                _ => &case.top(path).unwrap().value,
            };
            (called(&case, path), said_at(&case, path, value))
        };
        let pair = |called: &str, said: &str| (called.to_string(), said.to_string());
        assert_eq!(shown("leak"), pair("漏えいの有無", "漏えいの可能性あり"));
        assert_eq!(shown("data.all.records"), pair("千代田興産の利用者：件数", "3件"));
        assert_eq!(shown("data.all.source"), pair("千代田興産の利用者：情報源", "千代田興産株式会社"));
        assert_eq!(shown("claims.misuse.state"), pair("悪用：状況", "確認されていない"));
        assert_eq!(shown("claims.misuse.retracted"), pair("悪用：撤回", "撤回（令和6年7月5日）"));
        assert_eq!(shown("measures.all.training.text"), pair("再発防止策：内容", "研修"));
        assert_eq!(called(&case, "measures.all"), "再発防止策");
        assert_eq!(called(&case, "parties.vendor"), "関係者");
        assert_eq!(called(&case, "measures.all.training"), "再発防止策");
    }
}
