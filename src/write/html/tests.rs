//! Tests of the HTML writer.

use super::*;
use crate::document::{Align, Block, Cell, FormCell, FormRow, Header, Inline, ListItem, Revision};
use crate::fonts::Fonts;
use std::collections::BTreeMap;

fn outfit(fragment: bool, layouts: &[(&str, &str)]) -> Outfit {
    let layouts = layouts.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect();
    Outfit { fonts: Fonts::embedded(), layouts, fragment }
}

fn document(body: Vec<Block>) -> Document {
    let header = Header { plain_title: "お詫び <1>".into(), ..Header::default() };
    Document { id: "letter".into(), lang: Lang::Ja, layout: "letter".into(), draft: None, iso_date: None, header, body }
}

/// The lines between the tags of the body, and what was lost.
fn printed(body: Vec<Block>) -> (String, Vec<String>) {
    let written = write(&document(body), &outfit(true, &[])).unwrap();
    let html = String::from_utf8(written.bytes).unwrap();
    let body = html.split_once("<div class=\"body\">\n").unwrap().1.rsplit_once("</div>\n</article>").unwrap().0;
    (body.to_string(), written.losses.into_iter().map(|loss| loss.what.en).collect())
}

fn paragraph(inline: Inline) -> Block {
    Block::Paragraph { content: vec![inline] }
}

fn line(text: &str) -> Inlines {
    vec![Inline::text(text)]
}

#[test]
fn brings_any_text_as_text() {
    let hostile = "<script>alert(1)</script> & \"a\" 'b' {{ x }}\nc\0";
    let safe = "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;a&quot; &#39;b&#39; {{ x }}<br>c\u{fffd}";
    let (html, losses) = printed(vec![paragraph(Inline::text(hostile)), paragraph(Inline::code(hostile))]);
    assert_eq!(html, format!("<p>{safe}</p>\n<p><code>{safe}</code></p>\n"));
    assert_eq!(losses, ["unprintable characters became U+FFFD"]);
}

#[test]
fn marks_facts() {
    let fact = |form: &str| Inline::Fact { path: "data.a\"b".into(), form: form.into(), content: line("3,622件") };
    let (html, _) = printed(vec![Block::Paragraph { content: vec![fact(""), fact("number who")] }]);
    let first = "<span data-fact=\"data.a&quot;b\">3,622件</span>";
    let second = "<span data-fact=\"data.a&quot;b\" data-form=\"number who\">3,622件</span>";
    assert_eq!(html, format!("<p>{first}{second}</p>\n"));
}

#[test]
fn links_only_what_is_safe() {
    let link = |url: &str| Inline::Link { url: url.into(), content: line("x") };
    let (html, losses) =
        printed(vec![paragraph(link("HTTPS://a.jp/?a=\"&b c")), paragraph(link("javascript:alert(1)"))]);
    assert_eq!(html, "<p><a href=\"HTTPS://a.jp/?a=%22&amp;b%20c\">x</a></p>\n<p>x (javascript:alert(1))</p>\n");
    assert_eq!(losses.len(), 1);
    let outer = Inline::Link { url: "tel:03".into(), content: vec![link("https://b.jp/")] };
    assert_eq!(printed(vec![paragraph(outer)]).0, "<p><a href=\"tel:03\">x</a></p>\n");
}

#[test]
fn skips_no_heading_level() {
    let heading = |level, words: &str| Block::Heading {
        level,
        number: Some("1".into()),
        plain: false,
        anchor: words.into(),
        content: line(words),
    };
    let (html, _) = printed(vec![heading(3, "a"), heading(3, "b"), heading(5, "c"), heading(1, "d")]);
    let tags: Vec<&str> = html.lines().map(|line| &line[..11]).collect();
    assert_eq!(tags, ["<h2 id=\"a\">", "<h2 id=\"b\">", "<h3 id=\"c\">", "<h2 id=\"d\">"]);
}

#[test]
fn prints_the_marks_of_lists_once() {
    let item = |mark: &str| ListItem { mark: mark.into(), blocks: vec![paragraph(Inline::text("x"))] };
    let list = |start, marks: &[&str]| Block::List { start, items: marks.iter().map(|mark| item(mark)).collect() };
    assert_eq!(printed(vec![list(Some(2), &["2.", "3."])]).0, "<ol start=\"2\">\n<li>x</li>\n<li>x</li>\n</ol>\n");
    assert_eq!(printed(vec![list(None, &["・"])]).0, "<ul>\n<li>x</li>\n</ul>\n");
    let marked = "<ul class=\"marked\">\n<li><span class=\"mark\">①</span> x</li>\n</ul>\n";
    assert_eq!(printed(vec![list(Some(1), &["①"])]).0, marked);
}

#[test]
fn prints_tables_and_forms_with_their_headers() {
    let cell = |text: &str, colspan, rowspan| Cell { content: line(text), colspan, rowspan };
    let rows = vec![vec![cell("a", 1, 2), cell("1", 1, 1)], vec![cell("2", 1, 1)]];
    let table = Block::Table { columns: vec![Align::Start, Align::End], head: vec![cell("計", 2, 1)], rows };
    let expected = "<table>\n<thead>\n<tr><th scope=\"col\" colspan=\"2\">計</th></tr>\n</thead>\n<tbody>\n\
        <tr><td rowspan=\"2\">a</td><td class=\"end\">1</td></tr>\n<tr><td class=\"end\">2</td></tr>\n</tbody>\n</table>\n</div>\n";
    assert_eq!(printed(vec![table]).0.split_once('\n').unwrap().1, expected);
    let empty = |label: &str| FormCell { label: Some(line(label)), blocks: vec![] };
    let one = FormRow { label: line("参考"), cells: vec![FormCell { label: None, blocks: vec![] }] };
    let two = FormRow { label: line("レク"), cells: vec![empty("日時"), empty("場所")] };
    let expected = "<table class=\"form\">\n<tbody>\n<tr><th scope=\"row\">参考</th><td colspan=\"2\"></td></tr>\n\
        <tr><th scope=\"row\">レク</th><td><p class=\"label\">日時</p>\n</td><td><p class=\"label\">場所</p>\n</td></tr>\n</tbody>\n</table>\n</div>\n";
    assert_eq!(printed(vec![Block::Form { rows: vec![one, two] }]).0.split_once('\n').unwrap().1, expected);
}

#[test]
fn shows_the_documents_of_a_sheet_in_two_views() {
    let heading = |level, anchor: &str, content| Block::Heading {
        level,
        number: None,
        plain: true,
        anchor: anchor.into(),
        content,
    };
    let link = Inline::Link { url: "#change-1".into(), content: line("2 経緯") };
    let old = Inline::Deleted { content: vec![Inline::Change { number: 1 }, Inline::text("50件")] };
    let body = vec![
        heading(1, "changes", line("一覧")),
        paragraph(link),
        heading(1, "document-a", line("a")),
        heading(2, "s1", line("経緯")),
        Block::Paragraph { content: vec![old, Inline::Inserted { content: line("500件") }] },
    ];
    let mut sheet = document(body);
    sheet.layout = "redline".into();
    let html = String::from_utf8(write(&sheet, &outfit(true, &[])).unwrap().bytes).unwrap();
    let body = html.split_once("<div class=\"body\">\n").unwrap().1.rsplit_once("</div>\n</article>").unwrap().0;
    let number = |suffix: &str| {
        format!(
            "<a class=\"change\" id=\"change-1{suffix}\" href=\"#entry-1{suffix}\"><span class=\"unseen\">変更</span>1</a>"
        )
    };
    let (merged, apart) = (number(""), number("-apart"));
    let expected = format!(
        "<nav aria-labelledby=\"changes\">\n<h2 id=\"changes\">一覧</h2>\n\
        <p><a class=\"to-merged\" id=\"entry-1\" href=\"#change-1\">2 経緯</a>\
        <a class=\"to-apart\" id=\"entry-1-apart\" href=\"#change-1-apart\">2 経緯</a></p>\n</nav>\n\
        <section aria-labelledby=\"document-a\">\n<h2 id=\"document-a\">a</h2>\n\
        <div class=\"merged\">\n<h3 id=\"s1\">経緯</h3>\n<p><del>{merged}50件</del><ins>500件</ins></p>\n</div>\n\
        <table class=\"apart\">\n<thead>\n<tr><th scope=\"col\">変更前</th><th scope=\"col\">変更後</th></tr>\n</thead>\n<tbody>\n\
        <tr><td data-side=\"変更前\">\n<h3>経緯</h3>\n</td><td data-side=\"変更後\">\n<h3>経緯</h3>\n</td></tr>\n\
        <tr><td data-side=\"変更前\">\n<p><del>{apart}50件</del></p>\n</td><td data-side=\"変更後\">\n<p><ins>500件</ins></p>\n</td></tr>\n\
        </tbody>\n</table>\n</section>\n"
    );
    assert_eq!(body, expected);
}

#[test]
fn takes_layouts_of_the_project() {
    let html = |outfit: &Outfit| String::from_utf8(write(&document(vec![]), outfit).unwrap().bytes).unwrap();
    assert_eq!(html(&outfit(true, &[("letter.html", "{{ title }}")])), "お詫び &lt;1&gt;");
    let page = html(&outfit(false, &[("style.css", "p{}</style><b>")]));
    assert!(page.contains("<title>お詫び &lt;1&gt;</title>") && page.contains("p{}<\\/style><b></style>"));
    let problems = write(&document(vec![]), &outfit(true, &[("letter.html", "{{ nothing }}")])).unwrap_err();
    assert_eq!(problems[0].code, "html-layout");
    assert_eq!(outfit(true, &[]).layouts, BTreeMap::new());
}

#[test]
fn marks_what_differs_in_a_redline() {
    let revised = |revision, text: &str| Block::Revised { revision, blocks: vec![paragraph(Inline::text(text))] };
    let content = vec![Inline::Deleted { content: line("50件") }, Inline::Inserted { content: line("500件") }];
    let nothing = Inline::Inserted { content: vec![] };
    let item = |mark: &str, block| ListItem { mark: mark.into(), blocks: vec![block] };
    let was = Revision::Reshaped {
        was: Box::new(Block::List { start: None, items: vec![ListItem { mark: "②".into(), blocks: Vec::new() }] }),
    };
    let items = vec![item("②", revised(Revision::Inserted, "a")), item("③", revised(was, "b"))];
    let heading = |anchor: &str| Block::Heading {
        level: 1,
        number: None,
        plain: true,
        anchor: anchor.into(),
        content: line("x"),
    };
    let (html, _) = printed(vec![
        Block::Paragraph { content },
        paragraph(nothing),
        Block::List { start: Some(2), items },
        Block::Revised { revision: Revision::MovedAway, blocks: vec![heading("s1")] },
        Block::Revised { revision: Revision::Reshaped { was: Box::new(heading("s1")) }, blocks: vec![heading("s2")] },
    ]);
    let expected = "<p><del>50件</del><ins>500件</ins></p>\n<p></p>\n<ul class=\"marked\">\n\
        <li><ins><span class=\"mark\">②</span> a</ins></li>\n<li><span class=\"mark\">③</span> b</li>\n</ul>\n\
        <del class=\"moved\">\n<h2>x</h2>\n</del>\n<h2 id=\"s2\">x</h2>\n";
    assert_eq!(html, expected);
}
