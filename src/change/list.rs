//! The list of changed facts as a document.

use super::fact::FactChange;
use crate::diag::Wording;
use crate::document::{Align, Block, Cell, Document, Header, Inline, Inlines};
use crate::facts::Case;
use crate::locale::Lang;

/// Lays changes out as tables of fact, before, after, kind and reason: what was stated otherwise, and then what is new.
///
/// Sums that explain a change stand between them.
pub fn change_list(before: &Case, after: &Case, changes: &[FactChange]) -> Document {
    let lang = after.lang;
    let (from, to) = (before.version, after.version);
    let title = words(
        lang,
        &format!("事実の変更一覧（{} 第{from}版→第{to}版）", after.slug),
        &format!("Changed facts of {}, version {from} to {to}", after.slug),
    );
    let (changed, added): (Vec<_>, Vec<_>) = changes.iter().partition(|change| change.before.is_some());
    let mut body = heading(lang, "changed", "変わった事実", "What is stated otherwise");
    body.push(table(&changed, lang));
    body.extend(changed.iter().filter_map(|change| sum(change, lang)));
    body.extend(heading(lang, "added", "新たに記載した事実", "What is stated for the first time"));
    body.push(table(&added, lang));
    Document {
        id: "facts".into(),
        lang,
        layout: "report".into(),
        draft: None,
        iso_date: None,
        header: Header { plain_title: title.clone(), title: Some(vec![Inline::text(title)]), ..Header::default() },
        body,
    }
}

fn words(lang: Lang, ja: &str, en: &str) -> String {
    if lang == Lang::Ja { ja.to_string() } else { en.to_string() }
}

fn heading(lang: Lang, anchor: &str, ja: &str, en: &str) -> Vec<Block> {
    let content = vec![Inline::text(words(lang, ja, en))];
    vec![Block::Heading { level: 1, number: None, plain: true, anchor: anchor.into(), content }]
}

/// A table of changes; without a column for the earlier value where nothing was stated before.
fn table(changes: &[&FactChange], lang: Lang) -> Block {
    if changes.is_empty() {
        return Block::Paragraph { content: vec![Inline::text(words(lang, "ありません。", "None."))] };
    }
    let mut head = vec![("事実", "Fact"), ("変更後", "After"), ("種類", "Kind"), ("理由", "Reason")];
    let has_before = changes.iter().any(|change| change.before.is_some());
    if has_before {
        head.insert(1, ("変更前", "Before"));
    } else {
        head[1] = ("内容", "Statement");
    }
    Block::Table {
        columns: vec![Align::Start; head.len()],
        head: head.iter().map(|(ja, en)| cell(vec![Inline::text(words(lang, ja, en))])).collect(),
        rows: changes.iter().map(|change| row(change, has_before, lang)).collect(),
    }
}

fn row(change: &FactChange, has_before: bool, lang: Lang) -> Vec<Cell> {
    let said = |value: &Option<String>| {
        let text = value.as_deref().filter(|text| !text.is_empty());
        cell(vec![Inline::text(text.unwrap_or("－"))])
    };
    let reason = change.settled.as_ref().and_then(|settled| settled.reason.clone());
    let Wording { ja, en } = change.kind().wording();
    let mut cells = vec![cell(vec![Inline::code(change.path.clone())])];
    cells.extend(has_before.then(|| said(&change.before)));
    cells.extend([
        said(&change.after),
        cell(vec![Inline::text(if lang == Lang::Ja { ja } else { en })]),
        said(&reason),
    ]);
    cells
}

fn cell(content: Inlines) -> Cell {
    Cell { content, colspan: 1, rowspan: 1 }
}

/// The sum behind a new total, as a note.
fn sum(change: &FactChange, lang: Lang) -> Option<Block> {
    let sum = change.arithmetic?;
    let [announced, found, total] = [sum.announced, sum.found, sum.total].map(grouped);
    let words = match lang {
        Lang::Ja => format!(": {announced} ＋ {found}（新たに判明した分） ＝ {total}"),
        Lang::En => format!(": {announced} announced + {found} newly found = {total}"),
    };
    Some(Block::Note { mark: "※".into(), content: vec![Inline::code(change.path.clone()), Inline::text(words)] })
}

/// A number with a comma every three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let from_end =
        digits.chars().enumerate().map(|(at, digit)| ((digits.len() - at).is_multiple_of(3) && at > 0, digit));
    from_end.flat_map(|(comma, digit)| comma.then_some(',').into_iter().chain([digit])).collect()
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn commas_stand_every_three_digits() {
        assert_eq!([0, 362, 3622, 1_035_603].map(grouped), ["0", "362", "3,622", "1,035,603"]);
    }
}
