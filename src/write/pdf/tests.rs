//! The PDF writer as a whole.
#![allow(clippy::disallowed_methods, reason = "a test may read a font of the machine and write a page to look at")]

use super::samples::*;
use super::*;
use crate::document::{Block, Definition, Inline, ListItem, Revision};
use crate::locale::Lang;

const HOSTILE: &str = r##"  #eval("x") $x$ @a *b* _c_ [c](d) <script> "q" 'q' \ // /* `r` ~ -- ... #let "##;

#[test]
fn every_node_is_written_in_every_layout() {
    for layout in LAYOUTS {
        for (lang, text) in [(Lang::Ja, "えびの市民図書館の個人情報"), (Lang::En, "Personal data of users")]
        {
            let written = write(&every_node(layout, lang, text), &outfit()).unwrap();
            assert!(written.bytes.starts_with(b"%PDF-1.7"), "{layout}");
            assert_eq!(written.losses.len(), 1, "the link that leads nowhere");
        }
    }
}

#[test]
fn a_redline_of_every_node_is_written() {
    let sample = every_node("release", Lang::Ja, "えびの市民図書館の個人情報");
    let was = Block::Note { mark: "※2".to_owned(), content: Vec::new() };
    let renumbered = Revision::Reshaped { was: Box::new(was) };
    let revisions = [Revision::Inserted, Revision::Deleted, Revision::MovedAway, Revision::MovedHere, renumbered];
    let revised = |revision| Block::Revised { revision, blocks: sample.body.clone() };
    let mut document = Document { body: revisions.into_iter().map(revised).collect(), ..sample.clone() };
    let words = |text: &str| vec![fact("data.ebino.persons", text)];
    let content = vec![
        Inline::text("件数は"),
        Inline::Deleted { content: words("50件") },
        Inline::Inserted { content: words("500件") },
        Inline::Inserted { content: Vec::new() },
    ];
    document.body.insert(0, Block::Paragraph { content: content.clone() });
    document.header.title = Some(content);
    let written = write(&document, &outfit()).unwrap();
    if let Ok(folder) = std::env::var("LOOK") {
        std::fs::write(format!("{folder}/redline.pdf"), written.bytes).unwrap();
    }
}

#[test]
fn hostile_text_is_printed_as_it_stands() {
    for text in [HOSTILE, "\n\n", "", " ", "\u{200B}", "a\u{200F}b", "\t", &"x".repeat(400)] {
        write(&every_node("report", Lang::Ja, text).titled(text), &outfit()).unwrap();
    }
}

#[test]
fn bytes_are_the_same_twice() {
    let document = every_node("letter", Lang::Ja, "同じ");
    let first = write(&document, &outfit()).unwrap();
    comemo::evict(0);
    assert_eq!(first, write(&document, &outfit()).unwrap());
}

#[test]
fn a_date_that_is_none_does_not_stop_the_writer() {
    for date in [None, Some("2010-11".to_owned()), Some("2010-02-30".to_owned())] {
        let document = Document { iso_date: date, ..document("letter", Lang::Ja, "題") };
        write(&document, &outfit()).unwrap();
    }
}

#[test]
fn missing_layout_is_named() {
    let problems = write(&document("poster", Lang::Ja, "題"), &outfit()).unwrap_err();
    assert_eq!(problems[0].code, "unknown-layout");
    assert!(problems[0].headline.en.contains("poster.typ"));
    assert!(problems[0].hint.as_ref().unwrap().en.contains("press-club-form"));
}

#[test]
fn broken_layout_is_named_with_its_line_and_without_values() {
    let broken = [
        ("#let layout(it) = {\n  unknown-thing\n}", "line 2"),
        ("#let layout(it) = none\n#let x = (\n", "line 2"),
        ("#let layout(it) = panic(it.header.plain_title)", "line 1"),
        ("#let layout(it) = {\n\n  int(it.header.plain_title)\n}", "line 3"),
        ("#let layout(it) = read(\"/etc/passwd\")", "line 1"),
        ("#let layout(it) = layout(it)", "line 1"),
        ("#import \"@preview/cetz:0.3.0\": *\n#let layout(it) = none", "line 1"),
        ("#let other(it) = none", "layout"),
    ];
    for (source, place) in broken {
        let mut outfit = outfit();
        outfit.layouts.insert("mine.typ".to_owned(), source.to_owned());
        let problems = write(&document("mine", Lang::Ja, "秘密の 山田太郎 Yamada"), &outfit).unwrap_err();
        let headline = &problems[0].headline.en;
        assert_eq!(problems[0].code, "layout-error");
        assert!(headline.contains(place), "{headline}");
        assert!(!headline.contains("山田") && !headline.contains("Yamada"), "{headline}");
    }
}

#[test]
fn uncovered_characters_are_named_by_code_point_and_place() {
    let mut document = document("letter", Lang::Ja, "題");
    let name = |value: &str| Block::Paragraph { content: vec![fact("parties.mayor.name", value)] };
    document.body =
        vec![heading(1, "1", "概要"), name("𠮷田"), name("辻\u{E0101}\u{E0102}"), paragraph("\u{E000}と𠮷")];
    document.header.addressee = vec![words("😀様")];
    let problems = write(&document, &outfit()).unwrap_err();
    let found: Vec<(&str, Option<&str>)> = problems.iter().map(|p| (p.code, p.path.as_deref())).collect();
    let name = Some("parties.mayor.name");
    assert_eq!(found[..2], [("missing-glyph", None), ("missing-glyph", name)]);
    assert!(found.contains(&("private-use-character", None)), "{found:?}");
    assert!(problems[0].headline.en.contains("U+1F600 in the addressee"));
    assert!(problems[1].headline.ja.contains("U+20BB7") && !problems[1].headline.ja.contains('𠮷'));
    assert!(problems.last().unwrap().headline.ja.contains("「概要」の節"));
}

#[test]
fn deep_nesting_is_refused_or_written_but_never_overflows() {
    let nests = [in_quote, in_list, in_form, in_contact, in_definition, in_strong];
    for (depth, fits) in [(10, true), (40, false), (3000, false)] {
        for first in 0..nests.len() {
            for step in 0..2 {
                let nest = |block, level: usize| nests[(first + level * step) % nests.len()](block);
                let mut document = document("report", Lang::Ja, "題");
                document.body = vec![(0..depth).fold(paragraph("底"), nest)];
                match write(&document, &outfit()) {
                    Ok(_) => assert!(fits),
                    Err(problems) => assert!(!fits && problems[0].code == "nested-too-deep", "{first} {problems:?}"),
                }
            }
        }
    }
}

#[test]
fn links_may_break_across_lines() {
    let link = |url: &str| Inline::Link { url: url.to_owned(), content: words(url) };
    let (first, second) =
        ("https://example.jp/notices/personal-data/2022", "https://example.com/information?year=2022");
    for length in 0..24 {
        let mut document = document("release", Lang::En, "Notice");
        let mut content = words(&"information ".repeat(length));
        content.extend([link(first), Inline::text(" and the personal information of "), link(second)]);
        content.push(Inline::text(" international organisations"));
        document.body = vec![Block::Paragraph { content }];
        write(&document, &outfit()).unwrap();
    }
}

#[test]
fn an_added_font_prints_what_the_embedded_ones_cannot() {
    let Ok(content) = std::fs::read("/usr/share/fonts/truetype/ipamj/ipamjm.ttf") else { return };
    let fonts = crate::fonts::Fonts::with(vec![("ipamjm.ttf".to_owned(), content)]).unwrap();
    let document = every_node("letter", Lang::Ja, "𠮷田 恵\u{FE00}子 邉\u{E0112}");
    assert!(write(&document, &outfit()).is_err());
    let written = write(&document, &Outfit { fonts, ..outfit() }).unwrap();
    if let Ok(folder) = std::env::var("LOOK") {
        std::fs::write(format!("{folder}/mj.pdf"), written.bytes).unwrap();
    }
}

fn in_quote(block: Block) -> Block {
    Block::Quote { blocks: vec![block] }
}

fn in_list(block: Block) -> Block {
    Block::List { start: None, items: vec![ListItem { mark: "・".to_owned(), blocks: vec![block] }] }
}

fn in_form(block: Block) -> Block {
    Block::Form { rows: vec![form_row("欄", vec![form_cell("", vec![block])])] }
}

fn in_contact(block: Block) -> Block {
    Block::Contact { blocks: vec![block] }
}

fn in_definition(block: Block) -> Block {
    Block::Definitions { entries: vec![Definition { term: words("語"), blocks: vec![block] }] }
}

fn in_strong(block: Block) -> Block {
    let Block::Paragraph { content } = block else { return in_quote(block) };
    Block::Paragraph { content: vec![Inline::Strong { content }] }
}

impl Document {
    fn titled(mut self, text: &str) -> Document {
        // Only the printed title may be empty.
        self.header.plain_title = "題".to_owned();
        self.header.title = Some(words(text));
        self
    }
}
