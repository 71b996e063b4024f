//! The list of changed facts as a document.

use super::fact::FactChange;
use super::kind::ChangeKind;
use super::said::{called, entry_path};
use crate::diag::Wording;
use crate::document::{Align, Block, Cell, Document, Header, Inline, Inlines};
use crate::facts::Case;
use crate::locale::Lang;
use std::collections::BTreeSet;

/// Lays changes out as tables of fact, before, after, kind and reason: what was stated otherwise, and then what is new.
///
/// Sums that explain a change stand between them. What turned round comes first and stands out: a reader who looks for
/// figures would miss that 「確認されていない」 became 「確認された」.
pub fn change_list(before: &Case, after: &Case, changes: &[FactChange]) -> Document {
    let lang = after.lang;
    let (from, to) = (before.version, after.version);
    let title = words(
        lang,
        &format!("事実の変更一覧（{} 第{from}版→第{to}版）", after.slug),
        &format!("Changed facts of {}, version {from} to {to}", after.slug),
    );
    let mut rows: Vec<Row<'_>> = changes.iter().map(|change| Row::of(before, after, change)).collect();
    let turned: BTreeSet<&str> =
        rows.iter().filter(|row| row.turned()).map(|row| entry_path(&row.change.path)).collect();
    rows.sort_by_key(|row| !turned.contains(entry_path(&row.change.path)));
    let (changed, added): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.change.before.is_some());
    let mut body = Vec::new();
    if changes.is_empty() {
        let ja = format!("第{from}版から変わった事実も、新たに記載した事実もありません。");
        let en = format!("Nothing that version {from} states changed, and nothing is stated for the first time.");
        body.push(Block::Paragraph { content: vec![Inline::text(words(lang, &ja, &en))] });
    } else {
        body.extend(heading(lang, "changed", "変わった事実", "What is stated otherwise"));
        body.push(table(&changed, lang));
        body.extend(changed.iter().filter_map(|row| row.sum(lang)));
        body.extend(heading(lang, "added", "新たに記載した事実", "What is stated for the first time"));
        body.push(table(&added, lang));
    }
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
fn table(rows: &[Row<'_>], lang: Lang) -> Block {
    if rows.is_empty() {
        return Block::Paragraph { content: vec![Inline::text(words(lang, "ありません。", "None."))] };
    }
    let mut head = vec![("事実", "Fact"), ("変更後", "After"), ("種類", "Kind"), ("理由", "Reason")];
    let has_before = rows.iter().any(|row| row.change.before.is_some());
    if has_before {
        head.insert(1, ("変更前", "Before"));
    } else {
        head[1] = ("内容", "Statement");
    }
    Block::Table {
        columns: vec![Align::Start; head.len()],
        head: head.iter().map(|(ja, en)| cell(vec![Inline::text(words(lang, ja, en))])).collect(),
        rows: rows.iter().map(|row| row.cells(has_before, lang)).collect(),
    }
}

/// A change with what a person calls its fact.
struct Row<'a> {
    change: &'a FactChange,
    called: String,
}

impl<'a> Row<'a> {
    fn of(before: &Case, after: &Case, change: &'a FactChange) -> Row<'a> {
        let case = if after.find(entry_path(&change.path)).is_some() { after } else { before };
        Row { change, called: called(case, &change.path) }
    }

    /// Whether a status turned round.
    fn turned(&self) -> bool {
        self.change.kind() == ChangeKind::Reversal
    }

    fn cells(&self, has_before: bool, lang: Lang) -> Vec<Cell> {
        let change = self.change;
        let strong = |text: &str| {
            let content = vec![Inline::text(text)];
            cell(if self.turned() { vec![Inline::Strong { content }] } else { content })
        };
        let said = |value: &Option<String>| value.clone().filter(|text| !text.is_empty()).unwrap_or("－".into());
        let reason = change.settled.as_ref().and_then(|settled| settled.reason.clone());
        let Wording { ja, en } = change.kind().wording();
        let mut fact = vec![Inline::text(&self.called), Inline::Break, Inline::code(&change.path)];
        if let Some(formerly) = &change.formerly {
            fact.extend([Inline::Break, Inline::text(words(lang, "旧 ", "formerly ")), Inline::code(formerly)]);
        }
        let mut cells = vec![cell(fact)];
        cells.extend(has_before.then(|| strong(&said(&change.before))));
        cells.extend([
            strong(&said(&change.after)),
            strong(if lang == Lang::Ja { &ja } else { &en }),
            cell(vec![Inline::text(said(&reason))]),
        ]);
        cells
    }

    /// The sum behind a new total, as a note.
    fn sum(&self, lang: Lang) -> Option<Block> {
        let sum = self.change.arithmetic?;
        let [announced, found, total] = [sum.announced, sum.found, sum.total].map(grouped);
        let called = &self.called;
        let words = match lang {
            Lang::Ja => format!("{called}：{announced} ＋ {found}（新たに判明した分） ＝ {total}"),
            Lang::En => format!("{called}: {announced} announced + {found} newly found = {total}"),
        };
        Some(Block::Note { mark: "※".into(), content: vec![Inline::text(words)] })
    }
}

fn cell(content: Inlines) -> Cell {
    Cell { content, colspan: 1, rowspan: 1 }
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
