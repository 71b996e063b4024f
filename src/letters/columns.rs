//! Which columns of a list say what: as `[letters]` of the incident maps them, else by their usual names.

use super::{List, Stop};
use crate::diag::{Diagnostic, Wording};
use crate::facts::Case;
use crate::facts::stated::{Field, Value};

/// Usual names of columns, in small letters without blanks; those of an address may carry a number: 住所1, 住所2.
const USUAL: &[(&str, &[&str])] = &[
    (
        "id",
        &["id", "管理番号", "整理番号", "会員番号", "お客様番号", "顧客番号", "reference", "recipientid", "customerid"],
    ),
    ("name", &["氏名", "お名前", "名前", "姓名", "宛名", "name", "fullname"]),
    ("honorific", &["敬称", "honorific", "salutation"]),
    ("postal", &["郵便番号", "〒", "postal", "postalcode", "postcode", "zip", "zipcode"]),
    ("address", &["住所", "address", "addressline"]),
    ("language", &["言語", "language", "lang"]),
    ("guardian", &["保護者氏名", "保護者名", "保護者", "guardian", "parentorguardian"]),
    ("deceased", &["故人", "死亡", "deceased"]),
    ("sets", &["対象データ", "対象", "データ", "datasets", "sets"]),
];

/// Fields that a list must have.
const NEEDED: &[&str] = &["id", "name", "address"];

/// Where the fields of a recipient stand in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns(Vec<(String, Vec<usize>)>);

impl Columns {
    /// Finds the columns of a list.
    ///
    /// # Errors
    /// A column that `[letters]` names and the list does not have, one that it has twice, and a needed field without a column.
    /// The list's own header is never quoted: in a list without one it would be a person.
    pub fn of(list: &List, case: &Case) -> Result<Columns, Stop> {
        let (mut columns, mut problems): (Vec<(String, Vec<usize>)>, Vec<Diagnostic>) = (Vec::new(), Vec::new());
        for field in mapped(case) {
            let Value::Texts(names) = &field.value else { continue };
            let mut places = Vec::new();
            for name in names {
                let found: Vec<usize> = positions(list, |column| column == plain(&name.value));
                match found.as_slice() {
                    [place] => places.push(*place),
                    [] => problems.push(missing(list, &name.value).at(name.span)),
                    _ => problems.push(doubled(list, &name.value).at(name.span)),
                }
            }
            columns.push((field.key.value.clone(), places));
        }
        for (field, names) in USUAL {
            if columns.iter().all(|(known, _)| known != field) {
                let mut places = usual(list, field, names);
                // What `[letters]` gives another meaning has it.
                places.retain(|place| columns.iter().all(|(_, taken)| !taken.contains(place)));
                if places.len() > 1 && *field != "address" {
                    problems.push(ambiguous(list, field));
                }
                columns.extend((!places.is_empty()).then(|| ((*field).to_owned(), places)));
            }
        }
        let lacks = |field: &&&str| columns.iter().all(|(known, _)| known != **field);
        problems.extend(NEEDED.iter().filter(lacks).map(|field| unfound(list, field)));
        if problems.is_empty() { Ok(Columns(columns)) } else { Err(Stop::Content(problems)) }
    }

    /// Whether the list says anything of a field.
    pub fn has(&self, field: &str) -> bool {
        self.0.iter().any(|(known, _)| known == field)
    }

    /// The cells of a field, one below the other.
    pub fn cell(&self, field: &str, cells: &[String]) -> String {
        let places = self.0.iter().find(|(known, _)| known == field).map_or(&[][..], |(_, places)| places);
        let texts: Vec<&str> = places.iter().filter_map(|place| cells.get(*place)).map(String::as_str).collect();
        texts.join("\n")
    }

    /// The columns that are read.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        self.0.iter().flat_map(|(_, places)| places.iter().copied())
    }

    /// Names of the fields that are the incident's own.
    pub fn own(&self) -> impl Iterator<Item = &str> {
        let is_usual = |name: &str| USUAL.iter().any(|(field, _)| *field == name);
        self.0.iter().map(|(name, _)| name.as_str()).filter(move |name| !is_usual(name))
    }
}

fn mapped(case: &Case) -> &[Field] {
    match case.top("letters").map(|field| &field.value) {
        Some(Value::Map(fields)) => fields,
        _ => &[],
    }
}

/// Columns with a usual name; those of an address in the order of their numbers.
fn usual(list: &List, field: &str, names: &[&str]) -> Vec<usize> {
    let is_one = |column: &str| {
        let stem =
            if field == "address" { column.trim_end_matches(|last: char| last.is_ascii_digit()) } else { column };
        names.contains(&stem)
    };
    let mut places = positions(list, is_one);
    let number = |place: &usize| list.header.get(*place).and_then(|name| plain(name).chars().last()?.to_digit(10));
    places.sort_by_key(number);
    places
}

fn positions(list: &List, is_one: impl Fn(&str) -> bool) -> Vec<usize> {
    let columns = list.header.iter().enumerate();
    columns.filter(|(_, name)| is_one(&plain(name))).map(|(place, _)| place).collect()
}

/// A column's name in small letters, with half-width digits, without blanks.
fn plain(name: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let kept = name.chars().filter(|c| !c.is_whitespace() && !"_-".contains(*c));
    kept.map(narrow).flat_map(char::to_lowercase).collect()
}

fn missing(list: &List, column: &str) -> Diagnostic {
    let headline = Wording::new(
        format!("{} に「{column}」という列がありません", list.name),
        format!("{} has no column `{column}`", list.name),
    );
    Diagnostic::error("unknown-column", headline).hint(Wording::new(
        "一覧の1行目の列名と、区切り文字・文字コードの読み取り結果を確かめてください。",
        "compare it with row 1 of the list, and check how delimiter and encoding were read.",
    ))
}

fn doubled(list: &List, column: &str) -> Diagnostic {
    let headline = Wording::new(
        format!("{} に「{column}」という列が2つ以上あります", list.name),
        format!("{} has more than one column `{column}`", list.name),
    );
    Diagnostic::error("duplicate-column", headline)
}

fn ambiguous(list: &List, field: &str) -> Diagnostic {
    let headline = Wording::new(
        format!("{} には「{field}」に当たる列が2つ以上あります", list.name),
        format!("{} has more than one column for `{field}`", list.name),
    );
    Diagnostic::error("duplicate-column", headline).hint(choose(field))
}

fn unfound(list: &List, field: &str) -> Diagnostic {
    let headline = Wording::new(
        format!("{} に「{field}」に当たる列が見つかりません", list.name),
        format!("{} has no column for `{field}`", list.name),
    );
    Diagnostic::error("missing-column", headline).hint(choose(field))
}

fn choose(field: &str) -> Wording {
    Wording::new(
        format!("事案のファイルに [letters] を設け、{field} = \"列名\" と書いてください。"),
        format!("write {field} = \"column\" under [letters] of the incident."),
    )
}
