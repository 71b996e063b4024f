//! Values of keys, read by the type that the key list gives them.

use super::keys::{Kind, Type};
use super::reader::Reader;
use super::tree::Node;
use super::{Field, Item, Items, Value, prose};
use crate::diag::{Diagnostic, Wording, nearest};
use crate::locale::Figure;
use crate::locale::Moment;
use crate::locale::Style;
use crate::locale::{Lang, Problem, Zone};
use crate::text::{Span, Spanned};
use crate::vocabulary::List;
use std::cell::RefCell;

/// Reads a value; reports what is wrong with it and returns nothing then.
pub(super) fn value(reader: &mut Reader<'_>, ty: Type, node: Spanned<Node>) -> Option<Value> {
    if let Some(values) = localized(reader, ty, &node) {
        return Some(Value::Localized(values));
    }
    match ty {
        Type::Text => string(reader, node).map(|text| Value::Text(text.value)),
        Type::Prose => string(reader, node).map(|text| Value::Prose(read_prose(reader, &text))),
        Type::Figure => figure(reader, node),
        Type::Moment => moment(reader, node),
        Type::Items => {
            let texts = strings(reader, node)?;
            Some(Value::Items(items(reader, texts)))
        }
        Type::Columns => Some(Value::Texts(one_or_more(reader, node)?)),
        Type::Texts => Some(Value::Texts(strings(reader, node)?)),
        Type::Flag => match node.value {
            Node::Boolean(flag) => Some(Value::Flag(flag)),
            _ => mistyped(reader, &node, "true か false", "true or false"),
        },
        Type::Zone => zone(reader, node),
        Type::Word(words) => word(reader, node, words.to_vec()),
        Type::Code(list) => word(reader, node, list.codes().collect()),
        Type::Name(_) | Type::Addressee => Some(Value::Names(vec![string(reader, node)?])),
        Type::Names(_) | Type::To | Type::Paths | Type::Sections => Some(Value::Names(one_or_more(reader, node)?)),
        Type::Map(inner) => Some(Value::Map(map(reader, *inner, node)?)),
        Type::Style => Some(Value::Map(style(reader, node)?)),
        Type::Per => Some(Value::Map(per(reader, node)?)),
    }
}

fn zone(reader: &mut Reader<'_>, node: Spanned<Node>) -> Option<Value> {
    let name = string(reader, node)?;
    if Zone::named(&name.value).is_some() {
        return Some(Value::Text(name.value));
    }
    let headline = Wording::new("その時間帯はありません", "there is no such time zone");
    reader.report(Diagnostic::error("unknown-time-zone", headline).at(name.span).hint(Wording::new(
        "tz = \"Asia/Tokyo\" のように、IANA の時間帯名を書いてください。",
        "write the IANA name of a time zone, such as tz = \"Europe/London\".",
    )));
    None
}

/// `{ ja = …, en = … }` where a version speaks two languages.
fn localized(reader: &mut Reader<'_>, ty: Type, node: &Spanned<Node>) -> Option<Vec<(Lang, Value)>> {
    let single = matches!(ty, Type::Text | Type::Prose | Type::Figure | Type::Items | Type::Texts);
    let Node::Table(pairs) = &node.value else { return None };
    let language = |name: &str| match name {
        "ja" => Some(Lang::Ja),
        "en" => Some(Lang::En),
        _ => None,
    };
    if !single || pairs.is_empty() || !pairs.iter().all(|(key, _)| language(&key.value).is_some()) {
        return None;
    }
    let outer = reader.lang;
    let mut values = Vec::new();
    for (key, inner) in pairs {
        reader.lang = language(&key.value).unwrap_or(outer);
        values.extend(value(reader, ty, inner.clone()).map(|value| (reader.lang, value)));
    }
    reader.lang = outer;
    Some(values)
}

fn mistyped<T>(reader: &mut Reader<'_>, node: &Spanned<Node>, ja: &str, en: &str) -> Option<T> {
    reader.wrong_type(node, &Wording::new(ja, en));
    None
}

/// A string that says something: `""` is an error, since leaving out means "not stated".
fn string(reader: &mut Reader<'_>, node: Spanned<Node>) -> Option<Spanned<String>> {
    match node.value {
        Node::String(text) if text.trim().is_empty() => {
            let headline = Wording::new("空の文字列は書けません", "an empty string says nothing");
            let hint = Wording::new(
                "「記載しない」ことは、キーごと省いて表します。不明なら「不明」や「調査中」と書きます。",
                "Leave the key out if it is not stated; write `unknown` or `under investigation` if that is what you state.",
            );
            reader.report(Diagnostic::error("empty-value", headline).at(node.span).hint(hint));
            None
        }
        Node::String(text) => Some(Spanned::new(text, node.span)),
        Node::Number(number) => {
            let expected = Wording::new("文字列", "a string");
            reader.wrong_type(&Spanned::new(Node::Number(number.clone()), node.span), &expected);
            hint_last(
                reader,
                Wording::new(
                    format!("\"{number}\" のように引用符で囲んでください。"),
                    format!("write \"{number}\" in quotes."),
                ),
            );
            None
        }
        _ => mistyped(reader, &node, "文字列", "a string"),
    }
}

fn hint_last(reader: &mut Reader<'_>, hint: Wording) {
    if let Some(last) = reader.diagnostics.last_mut() {
        last.hints.push(hint);
    }
}

fn strings(reader: &mut Reader<'_>, node: Spanned<Node>) -> Option<Vec<Spanned<String>>> {
    let Node::Array(nodes) = node.value else {
        return mistyped(reader, &node, "文字列の配列 [\"…\", \"…\"]", "an array of strings");
    };
    Some(nodes.into_iter().filter_map(|node| string(reader, node)).collect())
}

fn one_or_more(reader: &mut Reader<'_>, node: Spanned<Node>) -> Option<Vec<Spanned<String>>> {
    match node.value {
        Node::String(_) => Some(vec![string(reader, node)?]),
        Node::Array(_) => strings(reader, node),
        _ => mistyped(reader, &node, "文字列か文字列の配列", "a string or an array of strings"),
    }
}

fn read_prose(reader: &mut Reader<'_>, text: &Spanned<String>) -> prose::Prose {
    let places = RefCell::new(reader.places(text.span));
    let (prose, diagnostics) = prose::parse(&text.value, text.span, |range| places.borrow_mut().inside(range));
    reader.diagnostics.extend(diagnostics);
    prose
}

fn report_problem(reader: &mut Reader<'_>, code: &'static str, string: Span, problem: Problem) {
    let mut diagnostic = Diagnostic::error(code, problem.headline).at(reader.inside(string, problem.range));
    diagnostic.hints.extend(problem.hint);
    reader.report(diagnostic);
}

fn figure(reader: &mut Reader<'_>, node: Spanned<Node>) -> Option<Value> {
    if let Node::Number(number) = &node.value {
        let headline =
            Wording::new("件数は単位を付けて文字列で書きます", "a figure is written with its unit, as it prints");
        let mut diagnostic = Diagnostic::error("bad-figure", headline).at(node.span);
        // A proposal for what is no count would be refused in its turn.
        if number.bytes().all(|byte| byte.is_ascii_digit()) {
            let figure = format!("{}{}", grouped(number), counter(&reader.key, reader.lang));
            diagnostic = diagnostic
                .hint(Wording::new(format!("\"{figure}\" のように書いてください。"), format!("write \"{figure}\".")));
        }
        reader.report(diagnostic);
        return None;
    }
    let text = string(reader, node)?;
    match Figure::parse(&text.value, reader.lang) {
        Ok(figure) => Some(Value::Figure(figure)),
        Err(_) if Moment::parse(&text.value).is_ok_and(|moment| !moment.points().is_empty()) => {
            let headline = Wording::new("数の項目に日付が書かれています", "a date stands where a figure belongs");
            let hint = Wording::new(
                "日付は [events] に書き、ここには数を「362件」のように書いてください。",
                "write dates in [events], and here a figure such as \"362 records\".",
            );
            reader.report(Diagnostic::error("bad-figure", headline).at(text.span).hint(hint));
            None
        }
        Err(problem) => {
            report_problem(reader, "bad-figure", text.span, problem);
            None
        }
    }
}

/// The usual counter of a key, for the hint.
fn counter(key: &str, lang: Lang) -> &'static str {
    match (key, lang) {
        ("persons", Lang::Ja) => "名",
        ("households", Lang::Ja) => "世帯",
        ("devices", Lang::Ja) => "台",
        ("schools", Lang::Ja) => "校",
        ("organizations", Lang::Ja) => "社",
        (_, Lang::Ja) => "件",
        ("persons", Lang::En) => " people",
        ("households", Lang::En) => " households",
        ("devices", Lang::En) => " devices",
        ("schools", Lang::En) => " schools",
        ("organizations", Lang::En) => " organisations",
        ("accounts", Lang::En) => " accounts",
        ("mails", Lang::En) => " emails",
        ("files", Lang::En) => " files",
        (_, Lang::En) => " records",
    }
}

/// Digits with a comma every three digits, for the hint.
fn grouped(number: &str) -> String {
    let count = number.len();
    let mut text = String::new();
    for (index, digit) in number.chars().enumerate() {
        if index > 0 && (count - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn moment(reader: &mut Reader<'_>, node: Spanned<Node>) -> Option<Value> {
    let text = match node.value {
        Node::Datetime(text) => Spanned::new(text, node.span),
        _ => string(reader, node)?,
    };
    if text.value.starts_with("events.") {
        return Some(Value::MomentOf(text.value));
    }
    match Moment::parse(&text.value) {
        Ok(moment) => Some(Value::Moment(moment)),
        Err(problem) => {
            report_problem(reader, "bad-date", text.span, problem);
            None
        }
    }
}

/// The closing words of an open list.
const OPEN: &[&str] = &["等", "など", "ほか", "他", "etc.", "and others"];

fn items(reader: &mut Reader<'_>, texts: Vec<Spanned<String>>) -> Items {
    let mut items = Items { list: Vec::new(), open: None };
    let last = texts.len().saturating_sub(1);
    for (index, text) in texts.into_iter().enumerate() {
        if index == last && OPEN.contains(&text.value.as_str()) {
            items.open = Some(text.value);
        } else if let Some(item) = item(reader, text) {
            items.list.push(item);
        }
    }
    report_twins(reader, &items);
    items
}

fn item(reader: &mut Reader<'_>, text: Spanned<String>) -> Option<Item> {
    let is_code =
        |code: &str| !code.is_empty() && code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let (code, wording) = match text.value.split_once(": ") {
        Some((code, wording)) if is_code(code) => (Some(code.to_string()), wording.trim().to_string()),
        _ => (List::Items.by_spelling(&text.value).map(str::to_string), text.value.clone()),
    };
    if wording.is_empty() {
        let headline = Wording::new("コードの後に印字する語がありません", "there is no wording behind the code");
        reader.report(Diagnostic::error("bad-item", headline).at(text.span));
        return None;
    }
    Some(Item { code, wording, span: text.span })
}

/// A code stands once in a list: the same item twice is a slip, and its path would be ambiguous.
fn report_twins(reader: &mut Reader<'_>, items: &Items) {
    for (index, item) in items.list.iter().enumerate() {
        let same = |other: &&Item| other.wording == item.wording || (item.code.is_some() && other.code == item.code);
        let Some(first) = items.list[..index].iter().find(same) else { continue };
        let headline = Wording::new("同じ項目が2回書かれています", "this item stands twice in the list");
        let diagnostic = Diagnostic::error("bad-item", headline)
            .at(item.span)
            .label(first.span, Wording::new("1回目", "first here"))
            .hint(Wording::new(
                "別の項目なら、\"code: 表記\" の形で別のコードを付けてください。",
                "If it is another item, give it a code of its own: \"code: wording\".",
            ));
        reader.report(diagnostic);
    }
}

fn word(reader: &mut Reader<'_>, node: Spanned<Node>, words: Vec<&'static str>) -> Option<Value> {
    let text = string(reader, node)?;
    if let Some(word) = words.iter().find(|word| **word == text.value) {
        return Some(Value::Word(word));
    }
    let headline = Wording::new(
        format!("「{}」という値は使えません", text.value),
        format!("`{}` is not one of the known values", text.value),
    );
    let known = words.join(", ");
    let mut diagnostic = Diagnostic::error("unknown-word", headline).at(text.span);
    if let Some(near) = nearest(&text.value, words.iter().copied()) {
        diagnostic = diagnostic.hint(Wording::did_you_mean(near));
    }
    reader.report(diagnostic.hint(Wording::new(format!("使える値: {known}"), format!("known values: {known}"))));
    None
}

fn map(reader: &mut Reader<'_>, inner: Type, node: Spanned<Node>) -> Option<Vec<Field>> {
    let Node::Table(pairs) = node.value else { return mistyped(reader, &node, "テーブル", "a table") };
    Some(pairs.into_iter().filter_map(|(key, node)| reader.field(inner, key, node)).collect())
}

fn style(reader: &mut Reader<'_>, node: Spanned<Node>) -> Option<Vec<Field>> {
    let Node::Table(pairs) = node.value else { return mistyped(reader, &node, "テーブル", "a table") };
    let mut fields = Vec::new();
    for (key, node) in pairs {
        if !Style::KEYS.contains(&key.value.as_str()) {
            reader.unknown_key(&key, Style::KEYS.iter().copied());
            continue;
        }
        let Some(text) = string(reader, node) else { continue };
        // The example is read here only to report its problems; it is read again in the language of each document.
        let read = |lang: Lang| Style::default_for(lang).set(&key.value, &text.value, lang);
        let other = if reader.lang == Lang::Ja { Lang::En } else { Lang::Ja };
        match read(reader.lang).or_else(|problem| read(other).map_err(|_| problem)) {
            Ok(()) => fields.push(Field { key, span: text.span, value: Value::Text(text.value) }),
            Err(problem) => report_problem(reader, "bad-style", text.span, problem),
        }
    }
    Some(fields)
}

fn per(reader: &mut Reader<'_>, node: Spanned<Node>) -> Option<Vec<Field>> {
    let Node::Table(parties) = node.value else { return mistyped(reader, &node, "テーブル", "a table") };
    let data = Kind::named("data")?;
    let mut fields = Vec::new();
    for (party, node) in parties {
        let span = node.span;
        let Node::Table(pairs) = node.value else {
            reader.wrong_type(&node, &Wording::new("テーブル", "a table"));
            continue;
        };
        let mut stated = Vec::new();
        for (key, node) in pairs {
            match data.key(&key.value).filter(|ty| matches!(ty, Type::Figure | Type::Items | Type::Prose)) {
                Some(ty) => stated.extend(reader.field(ty, key, node)),
                None => reader.unknown_key(&key, data.key_names()),
            }
        }
        fields.push(Field { key: party, span, value: Value::Map(stated) });
    }
    Some(fields)
}
