//! Why a file is no list, in words.

use crate::diag::{Diagnostic, Wording};

/// How many cells a message names.
const NAMED: usize = 10;

/// Nothing stands in it.
pub fn without_header(name: &str) -> Diagnostic {
    let headline = Wording::new(format!("{name} は空です"), format!("{name} is empty"));
    Diagnostic::error("empty-list", headline).hint(Wording::new(
        "1行目に列名（管理番号、氏名、郵便番号、住所など）、2行目から受取人を1人1行で書いてください。",
        "put the names of the columns (id, name, postal code, address …) into row 1, and one recipient into each row below.",
    ))
}

/// It has more columns than any list.
pub fn too_wide(name: &str) -> Diagnostic {
    let headline = Wording::new(format!("{name} の列が多すぎます"), format!("{name} has too many columns"));
    Diagnostic::error("too-many-columns", headline).hint(Wording::new(
        "区切り文字が正しく読めているか確かめてください（--delimiter で指定できます）。",
        "check that the delimiter was read rightly; --delimiter sets it.",
    ))
}

/// It is of a spreadsheet program, but not XLSX.
pub fn other_spreadsheet(name: &str) -> Diagnostic {
    let headline = Wording::new(
        format!("{name} は読めない形式の表計算ファイルです"),
        format!("{name} is a spreadsheet in a form that is not read"),
    );
    Diagnostic::error("spreadsheet-list", headline).hint(Wording::new(
        "表計算ソフトで「Excel ブック（.xlsx）」か「CSV UTF-8」として保存し直してください。",
        "save it as .xlsx or as \"CSV UTF-8\" in the spreadsheet program.",
    ))
}

/// It is no workbook, or a damaged one.
pub fn broken(name: &str) -> Diagnostic {
    let headline = Wording::new(
        format!("{name} は Excel ブックとして読めません"),
        format!("{name} cannot be read as an Excel workbook"),
    );
    Diagnostic::error("broken-spreadsheet", headline).hint(Wording::new(
        "ファイルが壊れていないか、Excel などで開いて確かめ、.xlsx か CSV で保存し直してください。",
        "open it in a spreadsheet program to see whether it is damaged, and save it again as .xlsx or CSV.",
    ))
}

/// It asks for a password.
pub fn locked(name: &str) -> Diagnostic {
    let headline =
        Wording::new(format!("{name} にはパスワードが掛かっています"), format!("{name} is locked with a password"));
    Diagnostic::error("locked-spreadsheet", headline).hint(Wording::new(
        "パスワードを外した写しを安全な場所に作り、作業が済んだら消してください。",
        "make a copy without a password in a safe place, and delete it when the letters are made.",
    ))
}

/// Unfolded, it is larger than any list.
pub fn too_large(name: &str) -> Diagnostic {
    let headline =
        Wording::new(format!("{name} は、展開すると2GiBを超えます"), format!("{name} unfolds to more than 2 GiB"));
    Diagnostic::error("spreadsheet-too-large", headline).hint(Wording::new(
        "「CSV UTF-8」として保存し直してください。CSV なら大きさに限りはありません。",
        "save it as \"CSV UTF-8\", which may be of any size.",
    ))
}

/// More than one sheet could be the list.
pub fn several_sheets(name: &str, sheets: &[String]) -> Diagnostic {
    let headline = Wording::new(
        format!("{name} には、中身のあるシートが{}枚あります：{}", sheets.len(), sheets.join("、")),
        format!("{name} has {} sheets with cells: {}", sheets.len(), sheets.join(", ")),
    );
    Diagnostic::error("several-sheets", headline)
        .hint(Wording::new("--sheet で受取人のシートを選んでください。", "choose that of the recipients with --sheet."))
}

/// The sheet that was asked for is not there.
pub fn unknown_sheet(name: &str, wanted: &str, sheets: &[&str]) -> Diagnostic {
    let headline = Wording::new(
        format!("{name} に「{wanted}」というシートはありません（あるのは：{}）", sheets.join("、")),
        format!("{name} has no sheet `{wanted}`; it has: {}", sheets.join(", ")),
    );
    Diagnostic::error("unknown-sheet", headline)
}

/// Cells over several rows: which rows share the value is a guess.
pub fn merged(name: &str, cells: &[String]) -> Diagnostic {
    let headline = Wording::new(
        format!("{name} に、複数の行にわたって結合されたセルがあります：{}", named(cells, "、", "ほか", "個")),
        format!("{name} has cells that are merged over several rows: {}", named(cells, ", ", "and ", " more")),
    );
    Diagnostic::error("merged-cells", headline).hint(Wording::new(
        "結合を解除し、それぞれの行に値を入れてください。",
        "unmerge them and write the value into each row.",
    ))
}

/// Formulas that were written by a program that does not calculate.
pub fn without_result(name: &str, cells: &[String]) -> Diagnostic {
    let headline = Wording::new(
        format!("{name} に、計算結果が保存されていない数式のセルがあります：{}", named(cells, "、", "ほか", "個")),
        format!("{name} has formulas without a stored result: {}", named(cells, ", ", "and ", " more")),
    );
    Diagnostic::error("formula-without-result", headline).hint(Wording::new(
        "数式は計算しません。Excel などで開いて保存し直すか、値だけを貼り付けてください。",
        "formulas are not calculated here: open and save it in a spreadsheet program, or paste the values alone.",
    ))
}

/// The first cells by their names, and how many more there are.
fn named(cells: &[String], between: &str, before: &str, behind: &str) -> String {
    let mut named: Vec<String> = cells.iter().take(NAMED).cloned().collect();
    if cells.len() > NAMED {
        named.push(format!("{before}{}{behind}", cells.len() - NAMED));
    }
    named.join(between)
}
