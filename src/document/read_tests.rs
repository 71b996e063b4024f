//! Tests of the reader: expected trees by hand, and emphasis against comrak.

use super::*;
use crate::document::{Align, Cell, FormCell, FormRow, chars, plain_text, walk_inlines};
use proptest::prelude::*;

fn text(text: &str) -> Inline {
    Inline::text(text)
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph { content: vec![text(words)] }
}

fn strong(words: &str) -> Inline {
    Inline::Strong { content: vec![text(words)] }
}

/// Blocks of prose that holds nothing questionable.
fn prose(markdown: &str) -> Vec<Block> {
    let (blocks, spotted) = read(markdown, Lang::Ja, Origin::Prose);
    assert_eq!(spotted, [], "{markdown}");
    blocks
}

fn spotted(markdown: &str) -> Vec<(Oddity, &str)> {
    let (_, spotted) = read(markdown, Lang::Ja, Origin::Prose);
    spotted.into_iter().map(|spotted| (spotted.what, &markdown[spotted.range])).collect()
}

/// The words of the first paragraph.
fn words(markdown: &str) -> Inlines {
    match prose(markdown).into_iter().next() {
        Some(Block::Paragraph { content }) => content,
        other => panic!("{markdown:?} is no paragraph but {other:?}"),
    }
}

#[test]
fn reads_strong_text_beside_japanese_punctuation() {
    assert_eq!(
        words("これは**「重要」**です。**注**です"),
        [text("これは"), strong("「重要」"), text("です。"), strong("注"), text("です")]
    );
    assert_eq!(words("これは**「重要」**です。これは**注**です")[3], strong("注"));
    assert_eq!(words("\\*注\\* 5 * 3 a_b_c ~約3件~"), [text("*注* 5 * 3 a_b_c ~約3件~")]);
    assert_eq!(
        words("***a*b**"),
        [Inline::Strong { content: vec![Inline::Emphasis { content: vec![text("a")] }, text("b")] }]
    );
}

#[test]
fn reads_holes_wherever_they_stand() {
    assert_eq!(
        words("計**\u{fdd0}3\u{fdd1}**件"),
        [text("計"), Inline::Strong { content: vec![Inline::Hole { index: 3 }] }, text("件")]
    );
    assert_eq!(words("`a\u{fdd0}0\u{fdd1}b`"), [Inline::code("a"), Inline::Hole { index: 0 }, Inline::code("b")]);
    assert_eq!(
        words("[問い合わせ](mailto:\u{fdd0}1\u{fdd1})"),
        [Inline::Link { url: "mailto:\u{fdd0}1\u{fdd1}".into(), content: vec![text("問い合わせ")] }]
    );
    assert_eq!(words("&#xFDD0;7&#xFDD1;"), [text("\u{fffd}7\u{fffd}")], "an entity makes no hole");
}

#[test]
fn joins_lines_between_wide_characters_only() {
    assert_eq!(words("漏えい、\n件数"), [text("漏えい、件数")]);
    assert_eq!(words("漏えい\nIP 3\n件"), [text("漏えい IP 3 件")]);
    assert_eq!(words("計\u{fdd0}0\u{fdd1}\nです").len(), 3);
    assert_eq!(words("a  \nb\\\nc"), [text("a"), Inline::Break, text("b"), Inline::Break, text("c")]);
}

#[test]
fn keeps_in_prose_what_a_readme_would_misread() {
    for kept in ["2022. 年", "100) 件", "TEL: 03", "[注]: 本件", "[x][y]", "~~取消~~", "「a」 $x$ (c)"] {
        assert_eq!(words(kept), [text(kept)]);
    }
    assert_eq!(words("    四つの空白"), [text("四つの空白")]);
    assert_eq!(words("TEL\n: 03"), [text("TEL : 03")]);
    assert_eq!(spotted("本文\n===\n"), [(Oddity::Underline, "===")]);
    let (blocks, _) = read("本文\n---", Lang::Ja, Origin::Prose);
    assert_eq!(blocks, [paragraph("本文 ---")]);
}

#[test]
fn reads_headings_with_names_and_plainness() {
    let heading = |level, plain, anchor: &str, words: &str| Block::Heading {
        level,
        number: None,
        plain,
        anchor: anchor.into(),
        content: vec![text(words)],
    };
    let blocks = prose("# 概要\n## お詫び {.plain}\n### 経緯 {#keii .plain}\n#### 対象 {A社}\n##### 例 \\{.plain}");
    assert_eq!(
        blocks,
        [
            heading(1, false, "s1", "概要"),
            heading(2, true, "s2", "お詫び"),
            heading(3, true, "keii", "経緯"),
            heading(4, false, "s4", "対象 {A社}"),
            heading(5, false, "s5", "例 {.plain}"),
        ]
    );
    assert_eq!(spotted("# x {.wide}"), [(Oddity::Attribute, "# x {.wide}")]);
}

#[test]
fn reads_lists_loose_and_tight_alike() {
    let item = |blocks| ListItem { mark: String::new(), blocks };
    let inner = Block::List { start: Some(2), items: vec![item(vec![paragraph("c")])] };
    let expected =
        [Block::List { start: None, items: vec![item(vec![paragraph("a")]), item(vec![paragraph("b"), inner])] }];
    assert_eq!(prose("- a\n- b\n\n  2. c"), expected);
    assert_eq!(prose("- a\n\n- b\n\n  2. c\n"), expected);
    let Some(Block::List { start, items }) = prose(&(90..130).map(|n| format!("{n}. x\n")).collect::<String>()).pop()
    else {
        panic!("no list");
    };
    assert_eq!((start, items.len()), (Some(90), 40));
}

#[test]
fn reads_notes_and_the_words_of_a_notice() {
    let blocks = prose("　　記\n\n※1 延べ\n\n（注）学校\n\nNote: x\n\n&#35352;\n\n以　上");
    assert_eq!(
        blocks,
        [
            Block::Ki,
            Block::Note { mark: "※1".into(), content: vec![text("延べ")] },
            Block::Note { mark: "（注）".into(), content: vec![text("学校")] },
            paragraph("Note: x"),
            paragraph("記"),
            Block::Ijo,
        ]
    );
}

#[test]
fn reads_tables_with_joined_cells() {
    let cell = |words: &str, colspan, rowspan| Cell { content: vec![text(words)], colspan, rowspan };
    let blocks = prose("| 項目 | 件数 |\n|:--|--:|\n| a<br>b | \\^^ |\n| ^^ | **2** |\n| 計 | << |\n");
    let broken = vec![text("a"), Inline::Break, text("b")];
    assert_eq!(
        blocks,
        [Block::Table {
            columns: vec![Align::Start, Align::End],
            head: vec![cell("項目", 1, 1), cell("件数", 1, 1)],
            rows: vec![
                vec![Cell { content: broken, colspan: 1, rowspan: 2 }, cell("^^", 1, 1)],
                vec![Cell { content: vec![strong("2")], colspan: 1, rowspan: 1 }],
                vec![cell("計", 2, 1)],
            ],
        }]
    );
    assert_eq!(spotted("| a | b |\n|---|---|\n| ^^ | c |\n").len(), 1);
    assert_eq!(spotted("| a | b |\n|---|---|\n| c | << |\n| ^^ | d |\n").len(), 1, "an angle is no rectangle");
}

#[test]
fn reads_forms() {
    let markdown =
        "```kohyo-form\n# 発表項目\n**入札**公告\n# 記者レクチャー\n## (実施日時)\n## 発表者\n課長\n# 参考\n```\n";
    let cell = |label: Option<&str>, blocks| FormCell { label: label.map(|label| vec![text(label)]), blocks };
    let row = |label: &str, cells| FormRow { label: vec![text(label)], cells };
    let content = vec![strong("入札"), text("公告")];
    assert_eq!(
        prose(markdown),
        [Block::Form {
            rows: vec![
                row("発表項目", vec![cell(None, vec![Block::Paragraph { content }])]),
                row(
                    "記者レクチャー",
                    vec![cell(Some("(実施日時)"), vec![]), cell(Some("発表者"), vec![paragraph("課長")])]
                ),
                row("参考", vec![cell(None, vec![])]),
            ]
        }]
    );
}

#[test]
fn reads_the_other_fences() {
    let blocks = prose(
        "~~~~kohyo-contact\n担当\n~~~kohyo-signature\n代表取締役\n*山田*\n~~~\n~~~~\n\n```kohyo-definitions\nTEL\n: 03\n```",
    );
    let lines = vec![vec![text("代表取締役")], vec![Inline::Emphasis { content: vec![text("山田")] }]];
    let entries = vec![Definition { term: vec![text("TEL")], blocks: vec![paragraph("03")] }];
    let contact = Block::Contact { blocks: vec![paragraph("担当"), Block::Signature { lines }] };
    assert_eq!(blocks, [contact, Block::Definitions { entries }]);
    assert_eq!(spotted("a\n\n```kohyo-from\nx\n```\n"), [(Oddity::UnknownFence, "```kohyo-from\nx\n```")]);
    let (blocks, _) = read("```\na *b*\n---\n```", Lang::Ja, Origin::Prose);
    assert_eq!(blocks, [Block::Paragraph { content: vec![text("a *b*"), Inline::Break, text("---")] }]);
}

#[test]
fn reports_what_it_leaves_out_at_its_place() {
    assert_eq!(spotted("**注**<b>x</b>"), [(Oddity::Html, "<b>"), (Oddity::Html, "</b>")]);
    assert_eq!(spotted("a\n\n<div>\nx\n</div>\n"), [(Oddity::Html, "<div>\nx\n</div>\n")]);
    assert_eq!(spotted("**注** ![図](x.png)"), [(Oddity::Image, "![図](x.png)")]);
    assert_eq!(spotted("a\n\n***\n\nb"), [(Oddity::Rule, "***\n")]);
    assert_eq!(spotted("**x** a[^1]"), [(Oddity::Footnote, "[^")]);
    assert_eq!(spotted("```kohyo-form\n# **a**\n<b>\n```"), [(Oddity::Html, "<b>\n")]);
}

#[test]
fn survives_deep_nesting() {
    for open in ["> ", "- ", "1. ", "*a ", "**「", "[", "![", "~~~kohyo-contact\n", "`", "_*"] {
        let (blocks, _) = read(&open.repeat(20_000), Lang::Ja, Origin::Template);
        assert!(!format!("{blocks:?}").is_empty());
    }
    let fences: String = (0..60).map(|n| format!("{}kohyo-contact\n", "~".repeat(70 - n))).collect();
    assert!(spotted(&fences).iter().any(|(what, _)| *what == Oddity::TooDeep));
}

/// Markdown of a tree that holds only text and emphasis.
fn tags(content: &[Inline]) -> String {
    content.iter().fold(String::new(), |html, inline| match inline {
        Inline::Text { text } => html + text,
        Inline::Strong { content } => html + "<strong>" + &tags(content) + "</strong>",
        Inline::Emphasis { content } => html + "<em>" + &tags(content) + "</em>",
        other => panic!("{other:?}"),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn pairs_emphasis_as_comrak_does(body in "[あ「」。、a()*_ ]{0,14}") {
        // A letter at each end keeps the line a paragraph.
        let markdown = format!("a{body}あ");
        let mut options = comrak::Options::default();
        options.extension.cjk_friendly_emphasis = true;
        let html = comrak::markdown_to_html(&markdown, &options);
        prop_assert_eq!(format!("<p>{}</p>\n", tags(&words(&markdown))), html);
    }

    #[test]
    fn reads_anything(markdown in "[\\PC\n\t \\[\\]*_`|~#>+^&<!:{}\\-\\\\=.0-9あ。\u{fdd0}\u{fdd1}\0]{0,60}") {
        let (blocks, spotted) = read(&markdown, Lang::Ja, Origin::Template);
        for spotted in spotted {
            prop_assert!(markdown.get(spotted.range).is_some());
        }
        walk_inlines(&blocks, &mut |inline| {
            let text = plain_text(std::slice::from_ref(inline));
            assert!(!text.chars().any(|c| c != '\n' && chars::is_unprintable(c)), "{text:?} of {markdown:?}");
        });
    }
}
