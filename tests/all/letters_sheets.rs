//! Lists in workbooks, written by real programs (`tests/all/sheets/README.md`) or broken by hand. All recipients are invented.

use super::cases::Project;
use super::letters::{HEADER, INCIDENT, japanese_rows, tree};
use std::fs;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

const SHORT: &str = "lang = \"ja\"\nleak = \"lost\"\nstatus = \"final\"\nparties.shop = { name = \"見本商店\", self = \"弊社\" }\n[letters]\nphone = \"電話番号\"\nday = \"日付\"\nmember = \"会員番号\"\n[documents.letter]\nkind = \"apology-letter\"\nper_recipient = true\ntext.body = \"{{ recipient.name }}様、{{ recipient.day }}、{{ recipient.member }}\"\n";

fn workbook(name: &str) -> Vec<u8> {
    fs::read(format!("{}/tests/all/sheets/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn a_workbook_makes_the_same_letters_as_a_csv_file() {
    let csv = Project::incident(INCIDENT).with("list.csv", format!("{HEADER}\n{}\n", japanese_rows().join("\n")));
    csv.run(&["letters", "case", "--recipients", "list.csv", "--format", "md", "--out", "l"]).exits(0);
    let mut expected = tree(&csv, "l");
    expected.remove("manifest.jsonl");
    for name in ["usual.xlsx", "libreoffice.xlsx"] {
        let project = Project::incident(INCIDENT).with("list.xlsx", workbook(name));
        let command = ["letters", "case", "--recipients", "list.xlsx", "--format", "md", "--out", "l"];
        project.run(&command).exits(0).says("XLSX (受取人)");
        let mut made = tree(&project, "l");
        made.remove("manifest.jsonl");
        assert!(made == expected, "{name}");
        project.run(&["letters", "verify", "l", "--recipients", "list.xlsx"]).exits(0);
        project.run(&[&command[..], &["--sheet", "選択肢"]].concat()).exits(1).says("missing-column");
        project.run(&[&command[..], &["--sheet", "名簿"]].concat()).exits(1).says("unknown-sheet").says("受取人");
    }
}

#[test]
fn what_a_spreadsheet_spoilt_is_told_by_row_and_column() {
    let project = Project::incident(SHORT).with("list.xlsx", workbook("spoilt.xlsx"));
    let command = ["letters", "case", "--recipients", "list.xlsx", "--format", "md", "--out", "l"];
    let outcome = project.run(&command).exits(1);
    let outcome = outcome.says("error-value").says("3行目（C3）").says("lost-digits").says("5行目（F5）");
    outcome.says("lost-zero").says("4行目（D4）").conceals("312345678").conceals("見本県");
    project.run(&[&command[..], &["--skip-invalid"]].concat()).exits(0);
    // Zeros of a format of zeros are part of a code; a date is a date, and twelve digits are whole.
    let letter = project.read("l/00000/00001.md");
    assert!(letter.contains("見本様、2026-11-20、123456789012"), "{letter}");
    assert_eq!(project.files("l").iter().filter(|name| name.ends_with(".md")).count(), 2);
}

#[test]
fn workbooks_that_say_nothing_certain_get_a_finding() {
    for (name, code, place) in [
        ("formula.xlsx", "formula-without-result", "C3"),
        ("merged.xlsx", "merged-cells", "C2"),
        ("two-sheets.xlsx", "several-sheets", "一覧、集計"),
        ("locked.xlsx", "locked-spreadsheet", "パスワード"),
    ] {
        let project = Project::incident(SHORT).with("list.xlsx", workbook(name));
        let outcome = project.run(&["letters", "case", "--recipients", "list.xlsx", "--out", "l"]).exits(1);
        outcome.says(code).says(place).conceals("見本県");
        assert_eq!(project.files("l"), [""; 0], "{name}");
    }
}

/// A workbook with one sheet and one table of texts.
fn made(sheet: &str, texts: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relation = |file: &str, kind_of: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{kind}/{kind_of}\" Target=\"{file}\"/></Relationships>"
        )
    };
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{kind}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    for (name, text) in [
        ("_rels/.rels", relation("xl/workbook.xml", "officeDocument").as_str()),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &relation("worksheets/sheet1.xml", "worksheet")),
        ("xl/sharedStrings.xml", texts),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>"),
        ),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TEXTS: &str = "<sst uniqueCount=\"3\"><si><t>id</t></si><si><t>name</t></si><si><t>address</t></si></sst>";

fn cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn row(number: u32, cells: &[String]) -> String {
    format!("<row r=\"{number}\">{}</row>", cells.concat())
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of workbooks")]
fn workbooks_broken_by_hand_get_a_finding_and_never_a_crash() {
    let header = row(3, &[cell("A3", "id"), cell("B3", "name"), cell("C3", "address"), cell("D3", " ")]);
    let shared = row(
        3,
        &["<c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c><c r=\"C3\" t=\"s\"><v>2</v></c>"
            .to_owned()],
    );
    let good = row(7, &[cell("A7", "1"), cell("B7", "見本"), cell("C7", "見本県")]);
    let kana = "<si><r><t>見</t></r><r><t>本</t></r><rPh sb=\"0\" eb=\"2\"><t>ミホン</t></rPh></si>";
    let usual = workbook("usual.xlsx");
    let mut flipped = usual.clone();
    flipped.iter_mut().skip(300).step_by(97).for_each(|byte| *byte ^= 0x55);
    let cases: Vec<(Vec<u8>, i32, &str)> = vec![
        (made(&format!("{shared}{good}"), TEXTS), 0, ""),
        (made(&format!("{header}{good}<row r=\"9\"/>"), TEXTS), 0, ""),
        (Vec::new(), 1, "broken-spreadsheet"),
        (usual[..usual.len() / 2].to_vec(), 1, "broken-spreadsheet"),
        (flipped, 1, "broken-spreadsheet"),
        (b"id,name,address\n1,a,b\n".to_vec(), 1, "broken-spreadsheet"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 an old workbook".to_vec(), 1, "broken-spreadsheet"),
        (made("", TEXTS), 1, "empty-list"),
        (made(&header, TEXTS), 1, "no-recipients"),
        (made(&format!("{shared}{good}"), &TEXTS.replace("\"3\"", "\"999999999999\"")), 1, "broken-spreadsheet"),
        (made(&format!("{good}{header}"), TEXTS), 1, "broken-spreadsheet"),
        (made(&format!("{header}{}", row(8, &[cell("ZZZZZZZZ8", "x")])), TEXTS), 1, "broken-spreadsheet"),
        (made(&format!("{header}{}", row(8, &[cell("XFE8", "x")])), TEXTS), 1, "broken-spreadsheet"),
        (made(&row(1, &["<c r=\"A1\" t=\"s\"><v>7</v></c>".to_owned()]), TEXTS), 1, "broken-spreadsheet"),
        (
            made(
                &format!("{header}{}", row(8, &[cell("A8", "1"), cell("B8", "a"), cell("C8", "b"), cell("E8", "x")])),
                TEXTS,
            ),
            1,
            "ragged-row",
        ),
        (
            made(&format!("{header}{}", row(8, &[cell("A8", "1"), cell("B8", "&#1;"), cell("C8", "b")])), TEXTS),
            1,
            "control-character",
        ),
    ];
    let short = SHORT.replace("phone = \"電話番号\"\nday = \"日付\"\nmember = \"会員番号\"\n", "");
    let short = short.replace("、{{ recipient.day }}、{{ recipient.member }}", "");
    for (number, (bytes, exit, code)) in cases.into_iter().enumerate() {
        let project = Project::incident(&short).with("list.xlsx", &bytes);
        let outcome = project.run(&["letters", "case", "--recipients", "list.xlsx", "--format", "md", "--out", "l"]);
        assert_eq!(outcome.code, Some(exit), "{number}: {}", outcome.stderr);
        assert!(outcome.stderr.contains(code), "{number}: {}", outcome.stderr);
        assert!(!outcome.stderr.contains("見本県"), "{number}");
    }
    // The kana over a name, which Excel keeps with it, are no part of it.
    let texts = TEXTS.replace("uniqueCount=\"3\"", "uniqueCount=\"4\"").replace("</sst>", &format!("{kana}</sst>"));
    let named = row(8, &[cell("A8", "1"), "<c r=\"B8\" t=\"s\"><v>3</v></c>".to_owned(), cell("C8", "見本県")]);
    let project = Project::incident(&short).with("list.xlsx", made(&format!("{header}{named}"), &texts));
    project.run(&["letters", "case", "--recipients", "list.xlsx", "--format", "md", "--out", "l"]).exits(0);
    assert!(project.read("l/00000/1.md").contains("\n見本 様\n"));
}
