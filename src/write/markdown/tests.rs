//! Tests of the Markdown writer: samples by hand, and the round trip on arbitrary trees.

use super::*;
use crate::document::{Definition, FormCell, FormRow, Header, Inline, Inlines, Origin, Revision, read};
use crate::locale::Lang;
use proptest::prelude::*;

fn document(header: Header, body: Vec<Block>) -> Document {
    let (id, layout) = ("release".into(), "release".into());
    Document { id, lang: Lang::Ja, layout, draft: None, iso_date: None, header, body }
}

fn printed(document: &Document) -> String {
    print_blocks(&plain(document).0, false)
}

fn line(text: &str) -> Inlines {
    vec![Inline::text(text)]
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph { content: line(text) }
}

/// Checks the invariant of this writer.
fn round_trip(document: &Document) -> Result<(), String> {
    let blocks = plain(document).0;
    let markdown = print_blocks(&blocks, false) + "\n";
    let (again, spotted) = read(&markdown, document.lang, Origin::Prose);
    if again != blocks || !spotted.is_empty() {
        return Err(format!("{markdown}\n{markdown:?}\nexpected {blocks:#?}\nread {again:#?}\n{spotted:?}"));
    }
    Ok(())
}

#[test]
fn prints_a_notice_in_the_order_of_a_notice() {
    let header = Header {
        title: Some(line("個人情報の流出について(お詫び)")),
        number: Some(line("え教第12号")),
        date: Some(line("平成22年11月30日")),
        addressee: vec![line("図書館利用者 各位")],
        sender: vec![line("えびの市教育委員会"), line("教育長")],
        ..Header::default()
    };
    let item = |mark: &str, text: &str| ListItem { mark: mark.into(), blocks: vec![paragraph(text)] };
    let body = vec![
        paragraph("心よりお詫び申し上げます。"),
        Block::Ki,
        Block::Heading {
            level: 1, number: Some("1".into()), plain: false, anchor: "s1".into(), content: line("件数")
        },
        Block::List { start: Some(1), items: vec![item("①", "氏名"), item("②", "住所")] },
        Block::List { start: Some(1), items: vec![item("1.", "a"), item("2.", "b")] },
        Block::Note { mark: "※".into(), content: line("延べ") },
        Block::Ijo,
    ];
    let document = Document { draft: Some("案".into()), ..document(header, body) };
    let expected = "**【案】**\n\nえ教第12号\n\n平成22年11月30日\n\n図書館利用者 各位\n\nえびの市教育委員会\\\n教育長\n\n\
        # 個人情報の流出について(お詫び)\n\n心よりお詫び申し上げます。\n\n記\n\n## 1 件数\n\n- ① 氏名\n- ② 住所\n\n\
        1. a\n2. b\n\n※ 延べ\n\n以上";
    assert_eq!(printed(&document), expected);
    round_trip(&document).unwrap();
}

#[test]
fn keeps_emphasis_apart_where_signs_touch() {
    let emphasis = Inline::Emphasis { content: line("-") };
    let strong = Inline::Strong { content: vec![Inline::text("A"), emphasis] };
    let content = vec![Inline::text("a"), strong];
    round_trip(&document(Header::default(), vec![Block::Paragraph { content }])).unwrap();
}

#[test]
fn degrades_forms_and_joined_cells_and_says_so() {
    let cell = |label: Option<&str>, text: &str| FormCell {
        label: label.map(line),
        blocks: if text.is_empty() { vec![] } else { vec![paragraph(text), paragraph("他")] },
    };
    let rows = vec![
        FormRow { label: line("発表項目"), cells: vec![cell(None, "入札|公告")] },
        FormRow {
            label: line("記者レクチャー"), cells: vec![cell(Some("(実施日時)"), ""), cell(Some("発表者"), "")]
        },
    ];
    let entries = vec![Definition { term: line("TEL"), blocks: vec![paragraph("011")] }];
    let joined = Cell { content: line("計"), colspan: 2, rowspan: 2 };
    let single = Cell { content: line("1"), colspan: 1, rowspan: 1 };
    let table = Block::Table {
        columns: vec![Align::End; 3],
        head: vec![],
        rows: vec![vec![joined, single.clone()], vec![single]],
    };
    let document = document(Header::default(), vec![Block::Form { rows }, Block::Definitions { entries }, table]);
    let expected = "|  |  |  |\n| --- | --- | --- |\n| 発表項目 |  | 入札\\|公告<br>他 |\n| 記者レクチャー | (実施日時) |  |\n|  | 発表者 |  |\n\n\
        |  |  |\n| --- | --- |\n| TEL | 011 |\n\n\
        |  |  |  |\n| --: | --: | --: |\n| 計 |  | 1 |\n|  |  | 1 |";
    assert_eq!(printed(&document), expected);
    let losses: Vec<String> = plain(&document).1.into_iter().map(|loss| loss.what.en).collect();
    assert_eq!(losses, ["a form became a table", "joined cells were taken apart"]);
    round_trip(&document).unwrap();
}

#[test]
fn marks_what_differs_in_a_redline() {
    let content = vec![
        Inline::text("{++"),
        Inline::Deleted { content: line("50件") },
        Inline::Inserted { content: line("500件") },
        Inline::text("{--a--}"),
    ];
    let revised = |revision, block| Block::Revised { revision, blocks: vec![block] };
    let was = Revision::Reshaped {
        was: Box::new(Block::List { start: None, items: vec![ListItem { mark: "②".into(), blocks: Vec::new() }] }),
    };
    let item = |mark: &str, block| ListItem { mark: mark.into(), blocks: vec![block] };
    let items =
        vec![item("②", revised(Revision::Inserted, paragraph("氏名"))), item("③", revised(was, paragraph("住所")))];
    let body = vec![
        Block::Paragraph { content },
        Block::List { start: Some(2), items },
        revised(Revision::MovedAway, Block::Quote { blocks: vec![paragraph("x")] }),
        revised(Revision::Deleted, Block::Ijo),
    ];
    let expected = "&#123;++{--50件--}{++500件++}&#123;--a--&#125;\n\n\
        - ② {++氏名++}\n- ③ 住所\n\n> {--x--}\n\n{--以上--}";
    assert_eq!(printed(&document(Header::default(), body)), expected);
}

/// Texts that Markdown would take for something else.
const HOSTILE: &[&str] = &[
    "#eval(\"x\") $x$ @a *b* [c](d) <script>alert(1)</script> \\ {{ x }} 改行\nx",
    "1. ",
    "1.",
    "- ",
    "-",
    "> ",
    "2022. 年",
    "    x",
    "===",
    "---",
    "※",
    "※1 x",
    "記",
    "　記",
    "以上",
    " 以 上 ",
    "\t",
    "a\tb",
    "\0",
    "\u{feff}",
    "\u{feff}x",
    "　x　",
    "^^",
    "<<",
    "# x #",
    "x {.plain}",
    "~~~",
    "```",
    "&amp; &#35; AT&T",
    "| a |",
    ": x",
    "[^1]: x",
    "[注]: x",
    "a_b _c_",
    "**",
    "\\",
    "x\\",
    "!",
    "<https://a>",
    "a  \nb",
    "(注) x",
    "+ x",
    "* x",
    "\u{a0}x\u{a0}",
    "\r\n",
    "\u{2028}x",
    "\u{fdd0}7\u{fdd1}",
    "👨‍👩‍👧",
    "葛\u{e0100}",
    "|---|",
    "`",
    "*",
    "_",
    "a\u{3000}",
    "10) x",
];

#[test]
fn brings_any_text_back() {
    for &text in HOSTILE {
        let strong = Inline::Strong { content: line(text) };
        let link = Inline::Link { url: text.into(), content: line(text) };
        let mixed = vec![Inline::text("あ"), strong.clone(), Inline::text("い"), Inline::code(text), link.clone()];
        let cell = |content: Inlines| Cell { content, colspan: 1, rowspan: 1 };
        let row = vec![cell(line(text)), cell(vec![strong.clone()]), cell(mixed.clone())];
        let heading = |content| Block::Heading { level: 1, number: None, plain: false, anchor: String::new(), content };
        let item = ListItem {
            mark: String::new(),
            blocks: vec![paragraph(text), Block::Paragraph { content: mixed.clone() }],
        };
        let alone = ListItem { mark: String::new(), blocks: vec![paragraph(text)] };
        let body = vec![
            paragraph(text),
            Block::Paragraph { content: vec![strong] },
            Block::Paragraph { content: mixed.clone() },
            heading(line(text)),
            heading(mixed),
            Block::Table { columns: vec![Align::Start; 3], head: row.clone(), rows: vec![row] },
            Block::List { start: Some(3), items: vec![item.clone(), alone.clone()] },
            Block::Quote { blocks: vec![Block::List { start: None, items: vec![alone, item] }] },
            Block::Note { mark: "※1".into(), content: line(text) },
        ];
        for block in body {
            let title = Some(line(text));
            round_trip(&document(Header { title, ..Header::default() }, vec![block])).unwrap();
        }
    }
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof!["[あ「」。、a1 　()*_~`|\\\\\\[\\]<>!#&;:.=+\\-{}※記\n\t]{0,6}", "[*_ aあ「(]{0,3}", "\\PC{0,4}",]
}

fn inlines() -> impl Strategy<Value = Inlines> {
    let leaf = prop_oneof![
        6 => words().prop_map(Inline::text),
        1 => words().prop_map(Inline::code),
        1 => Just(Inline::Break),
    ];
    let inline = leaf.prop_recursive(3, 12, 3, |inner| {
        let content = prop::collection::vec(inner, 0..3);
        prop_oneof![
            content.clone().prop_map(|content| Inline::Strong { content }),
            content.clone().prop_map(|content| Inline::Emphasis { content }),
            (words(), content.clone()).prop_map(|(url, content)| Inline::Link { url, content }),
            content.prop_map(|content| Inline::Fact { path: "data.a".into(), form: String::new(), content }),
        ]
    });
    prop::collection::vec(inline, 0..4)
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let cell = || {
        (inlines(), 1..3_usize, 1..3_usize).prop_map(|(content, colspan, rowspan)| Cell { content, colspan, rowspan })
    };
    let align = prop_oneof![Just(Align::Start), Just(Align::Center), Just(Align::End)];
    let table = (
        prop::collection::vec(align, 0..4),
        prop::collection::vec(cell(), 0..3),
        prop::collection::vec(prop::collection::vec(cell(), 0..3), 0..3),
    )
        .prop_map(|(columns, head, rows)| Block::Table { columns, head, rows });
    let heading =
        (1..7_u8, proptest::option::of(Just("(1)".to_string())), inlines()).prop_map(|(level, number, content)| {
            Block::Heading { level, number, plain: false, anchor: "s1".into(), content }
        });
    let mark = prop_oneof![Just("※"), Just("※12"), Just("（注）"), Just("注1)"), Just("odd")];
    let leaf = prop_oneof![
        4 => inlines().prop_map(|content| Block::Paragraph { content }),
        1 => heading,
        1 => table,
        1 => (mark, inlines()).prop_map(|(mark, content)| Block::Note { mark: mark.into(), content }),
        1 => prop_oneof![Just(Block::Ki), Just(Block::Ijo)],
        1 => prop::collection::vec(inlines(), 0..3).prop_map(|lines| Block::Signature { lines }),
    ];
    let block = leaf.prop_recursive(3, 16, 3, |inner| {
        let blocks = prop::collection::vec(inner, 0..3);
        let mark = prop_oneof![Just(""), Just("①"), Just("1."), Just("・")];
        let item = (mark, blocks.clone()).prop_map(|(mark, blocks)| ListItem { mark: mark.into(), blocks });
        let entry = (inlines(), blocks.clone()).prop_map(|(term, blocks)| Definition { term, blocks });
        let cell = (proptest::option::of(inlines()), blocks.clone()).prop_map(|(label, blocks)| FormCell { label, blocks });
        let row = (inlines(), prop::collection::vec(cell, 0..3)).prop_map(|(label, cells)| FormRow { label, cells });
        prop_oneof![
            4 => (proptest::option::of(0..120_u64), prop::collection::vec(item, 0..4)).prop_map(|(start, items)| Block::List { start, items }),
            1 => blocks.clone().prop_map(|blocks| Block::Quote { blocks }),
            1 => blocks.prop_map(|blocks| Block::Contact { blocks }),
            1 => prop::collection::vec(entry, 0..3).prop_map(|entries| Block::Definitions { entries }),
            1 => prop::collection::vec(row, 0..3).prop_map(|rows| Block::Form { rows }),
        ]
    });
    prop::collection::vec(block, 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn round_trips_running_text(content in inlines()) {
        let document = document(Header::default(), vec![Block::Paragraph { content }]);
        prop_assert_eq!(round_trip(&document), Ok(()));
    }

    #[test]
    fn round_trips_any_tree(body in blocks(), title in proptest::option::of(inlines())) {
        let document = document(Header { title, ..Header::default() }, body);
        prop_assert_eq!(round_trip(&document), Ok(()));
    }
}
