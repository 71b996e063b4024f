//! Tests of the redline: examples by hand.

use super::cut::Cutter;
use super::*;
use crate::document::{Align, Block, Cell, Inline, Inlines, ListItem, Revision};
use crate::locale::Lang;

fn document(body: Vec<Block>) -> Document {
    let header = Header { plain_title: "題".into(), ..Header::default() };
    let (id, layout) = ("release".into(), "release".into());
    Document { id, lang: Lang::Ja, layout, draft: None, iso_date: None, header, body }
}

fn line(text: &str) -> Inlines {
    vec![Inline::text(text)]
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph { content: line(text) }
}

fn fact(path: &str, text: &str) -> Inline {
    Inline::Fact { path: path.into(), form: String::new(), content: line(text) }
}

fn inserted(text: &str) -> Inline {
    Inline::Inserted { content: line(text) }
}

fn deleted(text: &str) -> Inline {
    Inline::Deleted { content: line(text) }
}

/// The body of the redline, which is checked to hold both versions.
fn compared(before: Vec<Block>, after: Vec<Block>) -> Vec<Block> {
    let (before, after) = (document(before), document(after));
    let redline = redline(&before, &after);
    assert_eq!(accept(&redline.document), after);
    assert_eq!(reject(&redline.document), before);
    assert_eq!(redline.coarse, 0);
    redline.document.body
}

#[test]
fn cuts_words_figures_and_dates() {
    let words = |text: &'static str| Cutter::new().words(text);
    assert_eq!(words("宇宙線の観測"), ["宇宙", "線", "の", "観測"]);
    assert_eq!(words("約46万517件、"), ["約", "46万517件", "、"]);
    assert_eq!(words("令和元年7月9日に3時間"), ["令和元年7月9日", "に", "3時間"]);
    assert_eq!(words("電話03-1234-5678"), ["電話", "03-1234-5678"]);
    assert_eq!(words("a v2 of 3,622 records."), ["a", " ", "v2", " ", "of", " ", "3,622", " ", "records", "."]);
    assert_eq!(words(""), [""; 0]);
}

#[test]
fn marks_one_particle() {
    let body = compared(vec![paragraph("宇宙線の観測")], vec![paragraph("宇宙線観測")]);
    let content = vec![Inline::text("宇宙線"), deleted("の"), Inline::text("観測")];
    assert_eq!(body, [Block::Paragraph { content }]);
}

#[test]
fn a_title_is_wording_and_a_name_is_not() {
    let with = |path: &str, text: &str| vec![Block::Paragraph { content: vec![fact(path, text)] }];
    let title = "documents.release.title";
    let body = compared(with(title, "お詫びとお知らせ"), with(title, "(訂正)お詫びとお知らせ"));
    let Block::Paragraph { content } = &body[0] else { panic!("{body:?}") };
    let Inline::Fact { content, .. } = &content[0] else { panic!("{content:?}") };
    assert_eq!(content, &[inserted("(訂正)"), Inline::text("お詫びとお知らせ")]);
    let name = "parties.shop.name";
    let body = compared(with(name, "みなと商事"), with(name, "みなと商事株式会社"));
    let content = vec![
        Inline::Deleted { content: vec![fact(name, "みなと商事")] },
        Inline::Inserted { content: vec![fact(name, "みなと商事株式会社")] },
    ];
    assert_eq!(body, [Block::Paragraph { content }]);
}

#[test]
fn marks_a_figure_as_a_whole() {
    let with = |figure: Inline| {
        vec![Block::Paragraph {
            content: vec![Inline::text("漏えいした件数は"), figure, Inline::text("です。")]
        }]
    };
    let body = compared(with(fact("data.a", "50件")), with(fact("data.a", "500件")));
    let content = vec![
        Inline::text("漏えいした件数は"),
        Inline::Deleted { content: vec![fact("data.a", "50件")] },
        Inline::Inserted { content: vec![fact("data.a", "500件")] },
        Inline::text("です。"),
    ];
    assert_eq!(body, [Block::Paragraph { content }]);
    let body = compared(vec![paragraph("件数は50件です。")], vec![paragraph("件数は500件です。")]);
    let content = vec![Inline::text("件数は"), deleted("50件"), inserted("500件"), Inline::text("です。")];
    assert_eq!(body, [Block::Paragraph { content }]);
}

#[test]
fn leaves_words_alone_that_come_from_elsewhere() {
    let typed = vec![Block::Paragraph { content: line("えびの市民図書館の利用者") }];
    let content = vec![fact("parties.library", "えびの市民図書館"), Inline::text("の利用者")];
    let cited = vec![Block::Paragraph { content: content.clone() }];
    let was = line("えびの市民図書館");
    let recited = vec![Inline::Recited { was, content: content[..1].to_vec() }, content[1].clone()];
    assert_eq!(compared(typed.clone(), cited.clone()), [Block::Paragraph { content: recited }]);
    let redline = redline(&document(cited), &document(typed));
    assert_eq!(redline.changes(), []);
}

#[test]
fn opens_prose_and_emphasis() {
    let prose = |word: &str| {
        let strong = Inline::Strong { content: line(&format!("{word}を深くお詫びします")) };
        let content = vec![Inline::text("このたびの事故について。"), strong];
        vec![Block::Paragraph { content: vec![Inline::Fact { path: "text.a".into(), form: "".into(), content }] }]
    };
    let strong = Inline::Strong {
        content: vec![deleted("紛失"), inserted("漏えい"), Inline::text("を深くお詫びします")],
    };
    let content = vec![Inline::text("このたびの事故について。"), strong];
    let fact = Inline::Fact { path: "text.a".into(), form: String::new(), content };
    assert_eq!(compared(prose("紛失"), prose("漏えい")), [Block::Paragraph { content: vec![fact] }]);
}

#[test]
fn finds_a_moved_paragraph() {
    let [a, b, c] =
        ["再発防止に努めてまいります。", "原因を調査しています。", "対象の方へ連絡しました。"].map(paragraph);
    let body = compared(vec![a.clone(), b.clone(), c.clone()], vec![b.clone(), c.clone(), a.clone()]);
    let revised = |revision| Block::Revised { revision, blocks: vec![a.clone()] };
    assert_eq!(body, [revised(Revision::MovedAway), b, c, revised(Revision::MovedHere)]);
}

fn table(rows: &[[&str; 2]]) -> Block {
    let cell =
        |text: &&str| Cell { content: if text.is_empty() { vec![] } else { line(text) }, colspan: 1, rowspan: 1 };
    let rows = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    Block::Table { columns: vec![Align::Start; 2], head: vec![], rows }
}

#[test]
fn marks_an_inserted_row() {
    let body = compared(
        vec![table(&[["氏名", "50件"], ["住所", "20件"]])],
        vec![table(&[["氏名", "50件"], ["電話番号", ""], ["住所", "30件"]])],
    );
    let Block::Table { rows, .. } = &body[0] else { panic!() };
    let contents: Vec<Vec<&Inlines>> = rows.iter().map(|row| row.iter().map(|cell| &cell.content).collect()).collect();
    assert_eq!(contents[0], [&line("氏名"), &line("50件")]);
    assert_eq!(contents[1], [&vec![inserted("電話番号")], &vec![Inline::Inserted { content: vec![] }]]);
    assert_eq!(contents[2], [&line("住所"), &vec![deleted("20件"), inserted("30件")]]);
}

#[test]
fn tells_a_filled_row_from_an_inserted_one() {
    compared(vec![table(&[["", ""], ["住所", "20件"]])], vec![table(&[["氏名", "5件"], ["住所", "20件"]])]);
    compared(vec![table(&[["住所", ""]])], vec![table(&[["住所", "20件"]])]);
    let table = |text: &str| {
        let cell =
            |text: &str| Cell { content: if text.is_empty() { vec![] } else { line(text) }, colspan: 1, rowspan: 2 };
        vec![Block::Table { columns: vec![Align::Start], head: vec![], rows: vec![vec![cell(text)], vec![]] }]
    };
    compared(table(""), table("氏名"));
}

fn list(items: &[(&str, &str)]) -> Block {
    let item = |(mark, text): &(&str, &str)| ListItem { mark: mark.to_string(), blocks: vec![paragraph(text)] };
    Block::List { start: Some(1), items: items.iter().map(item).collect() }
}

#[test]
fn keeps_shifted_numbers_of_items_unmarked() {
    let body = compared(
        vec![list(&[("①", "氏名"), ("②", "住所")])],
        vec![list(&[("①", "氏名"), ("②", "電話番号"), ("③", "住所")])],
    );
    let item = |mark: &str, blocks: Vec<Block>| ListItem { mark: mark.into(), blocks };
    let revised = |revision, text: &str| vec![Block::Revised { revision, blocks: vec![paragraph(text)] }];
    let was = Block::List { start: None, items: vec![item("②", Vec::new())] };
    let items = vec![
        item("①", vec![paragraph("氏名")]),
        item("②", revised(Revision::Inserted, "電話番号")),
        item("③", revised(Revision::Reshaped { was: Box::new(was) }, "住所")),
    ];
    assert_eq!(body, [Block::List { start: Some(1), items }]);
}

#[test]
fn keeps_shifted_numbers_of_headings_unmarked_and_lists_changes() {
    let heading = |number: &str, anchor: &str, text: &str| Block::Heading {
        level: 1,
        number: Some(number.into()),
        plain: false,
        anchor: anchor.into(),
        content: line(text),
    };
    let before = document(vec![heading("1", "s1", "経緯"), paragraph("7月1日に発覚しました。")]);
    let mut after = document(vec![
        heading("1", "s1", "概要"),
        paragraph("下記のとおりです。"),
        heading("2", "s2", "経緯"),
        paragraph("7月2日に発覚しました。"),
    ]);
    after.header.sender = vec![line("えびの市")];
    let redline = redline(&before, &after);
    assert_eq!((accept(&redline.document), reject(&redline.document).body), (after, before.body));
    let changes: Vec<[String; 3]> =
        redline.changes().into_iter().map(|change| [change.place, change.before, change.after]).collect();
    let expected =
        [["発信者", "", "えびの市"], ["本文の冒頭", "", "1 概要\n下記のとおりです。"], ["2 経緯", "7月1日", "7月2日"]];
    assert_eq!(changes, expected.map(|change| change.map(String::from)));
}

#[test]
fn replaces_what_is_too_much_to_compare_and_says_so() {
    let words = |sign: &str| {
        let word = |n: usize| if n % 3 == 1 { format!("{sign}{n}") } else { format!("w{n}") };
        vec![paragraph("お詫び"), paragraph(&(0..9000).map(word).collect::<Vec<_>>().join(" "))]
    };
    let (before, after) = (document(words("a")), document(words("b")));
    let redline = redline(&before, &after);
    assert_eq!((accept(&redline.document), reject(&redline.document)), (after, before));
    assert_eq!((redline.coarse, redline.changes().len()), (1, 1));
}

#[test]
fn compares_a_paragraph_that_is_too_long_by_its_sentences() {
    let text = |sign: &str| {
        let sentence =
            |n: usize| format!("第{n}文では{n}番目の{}を説明しています。", if n % 50 == 7 { sign } else { "項目" });
        vec![Block::Paragraph { content: line(&(0..4000).map(sentence).collect::<String>()) }]
    };
    let (before, after) = (document(text("資料")), document(text("書類")));
    let redline = redline(&before, &after);
    assert_eq!((accept(&redline.document), reject(&redline.document)), (after, before));
    let changes = redline.changes();
    assert_eq!((redline.coarse, changes.len()), (0, 80));
    assert!(changes.iter().all(|change| (change.before.as_str(), change.after.as_str()) == ("資料", "書類")));
}

#[test]
fn keeps_the_words_of_a_list_of_another_kind_and_of_a_heading_of_another_level() {
    let list = |start, signs: [&str; 2], second: &str| {
        let item = |mark: &str, text: &str| ListItem { mark: mark.into(), blocks: vec![paragraph(text)] };
        Block::List { start, items: vec![item(signs[0], "氏名"), item(signs[1], second)] }
    };
    let heading = |level, number: &str, text: &str| {
        let (number, anchor) = (Some(number.into()), "s1".into());
        Block::Heading { level, number, plain: false, anchor, content: line(text) }
    };
    let before = document(vec![heading(1, "1", "漏えいした情報"), list(None, ["・", "・"], "住所の一部")]);
    let after = document(vec![heading(2, "(1)", "紛失した情報"), list(Some(3), ["③", "④"], "住所の全部")]);
    let redline = redline(&before, &after);
    assert_eq!((accept(&redline.document), reject(&redline.document)), (after, before));
    let changes = redline.changes();
    let changes: Vec<_> = changes.iter().map(|change| (change.before.as_str(), change.after.as_str())).collect();
    assert_eq!(changes, [("漏えい", "紛失"), ("一部", "全部")]);
}

#[test]
fn marks_the_cells_of_a_column_that_came_or_went() {
    let table = |rows: &[&[&str]]| {
        let cell =
            |text: &&str| Cell { content: if text.is_empty() { vec![] } else { line(text) }, colspan: 1, rowspan: 1 };
        let mut rows: Vec<Vec<Cell>> = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        Block::Table { columns: vec![Align::Start; rows[0].len()], head: rows.remove(0), rows }
    };
    let before = table(&[&["項目", "備考", "件数"], &["氏名", "", "50件"], &["住所", "一部", "20件"]]);
    let after = table(&[
        &["項目", "件数", "人数", "公表日"],
        &["氏名", "50件", "9名", ""],
        &["電話番号", "1件", "", "本日"],
        &["住所", "30件", "8名", "前日"],
    ]);
    let body = compared(vec![before.clone()], vec![after.clone()]);
    let redline = document(body);
    let changes = list::number_changes(&mut redline.clone(), 0);
    let changes: Vec<_> = changes.iter().map(|change| (change.before.as_str(), change.after.as_str())).collect();
    let expected = [
        ("備考", ""),
        ("", "人数"),
        ("", "公表日"),
        ("", "9名"),
        ("", "電話番号 / 1件 / 本日"),
        ("一部", ""),
        ("20件", "30件"),
        ("", "8名"),
        ("", "前日"),
    ];
    assert_eq!(changes, expected);
    compared(vec![after], vec![before.clone()]);
    // As many as before, and others.
    let after = table(&[&["項目", "件数", "人数"], &["氏名", "50件", "9名"], &["住所", "20件", "8名"]]);
    let redline = document(compared(vec![before], vec![after]));
    let changes = list::number_changes(&mut redline.clone(), 0);
    let changes: Vec<_> = changes.iter().map(|change| (change.before.as_str(), change.after.as_str())).collect();
    assert_eq!(changes, [("備考", ""), ("", "人数"), ("", "9名"), ("一部", ""), ("", "8名")]);
}

#[test]
fn pairs_the_paragraphs_of_a_long_document_that_changed_everywhere() {
    let body = |word: &str| (0..400).map(|n| paragraph(&format!("a{n} b{n} {word}{n} c{n} の件"))).collect::<Vec<_>>();
    let mut after = body("y");
    after.insert(0, paragraph("はじめにお詫び申し上げます。"));
    let (before, after) = (document(body("x")), document(after));
    let redline = redline(&before, &after);
    assert_eq!((accept(&redline.document), reject(&redline.document)), (after, before));
    let changes = redline.changes();
    assert_eq!((redline.coarse, changes.len()), (0, 401));
    assert_eq!((changes[400].before.as_str(), changes[400].after.as_str()), ("x399", "y399"));
}

#[test]
fn finds_a_row_by_its_label() {
    let headed = |rows: &[[&str; 2]]| match table(rows) {
        Block::Table { columns, mut rows, .. } => Block::Table { columns, head: rows.remove(0), rows },
        other => other,
    };
    let head = ["項目", "内容"];
    let body = compared(
        vec![headed(&[head, ["発覚日", "7月"], ["原因", "調査中"]])],
        vec![headed(&[head, ["原因", "不正アクセス"]])],
    );
    let Block::Table { rows, .. } = &body[0] else { panic!() };
    assert_eq!((&rows[0][0].content, &rows[1][0].content), (&vec![deleted("発覚日")], &line("原因")));
}
