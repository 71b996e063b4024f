//! Values that look like code, in every literal field, at every place of a document, in every format: printed as they stand.

use crate::cases::Project;
use crate::tools::pdftotext;
use kohyo::document::{self, Document, Inline, Origin};
use proptest::prelude::*;

/// What Typst, TeX, Tera, Markdown, HTML and a shell would each take for theirs, on two lines.
const HOSTILE: &str = r#"#eval("x") $x$ @a *b* _c_ [d](e) ![f](g) <script>alert(1)</script> &amp; \ `h` ~~i~~ {{ x }} {% if %} | 1. 改行
# 二行目 - 三"#;

/// The hostile value as a TOML string that names its field.
fn value(field: &str) -> String {
    let text = format!("{field} {HOSTILE} 終");
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// An incident with the value in every literal field, each cited or printed by a block.
#[allow(clippy::too_many_lines, reason = "one incident with every literal field")]
fn incident() -> String {
    let v = value;
    let placed = |path: &str| {
        format!(
            "# 見出し{{{{ {path} }}}}\n\n本文の**{{{{ {path} }}}}**、*{{{{ {path} }}}}*。\n\n- 箇条{{{{ {path} }}}}書き\n\n1. 番号{{{{ {path} }}}}\n\n| 欄 | {{{{ {path} }}}} |\n|---|---|\n| {{{{ {path} }}}} | 値 |\n\n※ {{{{ {path} }}}}\n\n"
        )
    };
    let paths = [
        "parties.city",
        "parties.city.address",
        "events.found.method",
        "references.old",
        "data.a.items",
        "data.a.names",
    ];
    let body: String = paths.iter().map(|path| placed(path)).collect();
    format!(
        r#"status = "final"

[parties]
city = {{ name = {}, short = {}, address = {}, phone = {}, head = {}, self = {}, mail = {}, url = {} }}

[data.a]
persons = "12名"
items = [{}, "memo: {}]
names = [{}, "乙"]

[events]
found = {{ at = "2024-07-09", method = {} }}

[contacts.desk]
name = {}
person = {}
phone = {}
ext = {}
fax = {}
mail = {}
form = {}
url = {}
address = {}
hours = {}
except = {}

[references]
old = {}

[discipline]
clerk = {{ who = "職員", measure = {}, basis = {} }}

[documents.release]
kind = "press-release"
number = {}
to = {}
title = "題{{{{ parties.city }}}}名"
date = 2024-07-10

[documents.release.text]
body = """
{}{{{{ self }}}}と{{{{ parties.city | short }}}}と{{{{ parties.city.phone }}}}と{{{{ parties.city.mail }}}}と{{{{ parties.city.url }}}}

{{{{ contacts }}}}

{{{{ discipline }}}}
"""
"#,
        v("名"),
        v("短"),
        v("住"),
        v("電"),
        v("長"),
        v("自"),
        v("信"),
        v("先"),
        v("項"),
        v("目").trim_start_matches('"'),
        v("列"),
        v("法"),
        v("窓"),
        v("人"),
        v("話"),
        v("内"),
        v("写"),
        v("便"),
        v("式"),
        v("頁"),
        v("所"),
        v("時"),
        v("除"),
        v("典"),
        v("処"),
        v("根"),
        v("号"),
        v("宛"),
        body
    )
}

/// Every field of [`incident`] by the first character of its value.
const FIELDS: &str = "名短住電長自信先項目列法窓人話内写便式頁所時除典処根号宛";

/// A text without any white space: lines break differently in every format.
fn solid(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// Which fields' values a text does not hold.
fn missing(text: &str) -> String {
    let text = solid(text);
    FIELDS.chars().filter(|field| !text.contains(&solid(&format!("{field} {HOSTILE} 終")))).collect()
}

#[test]
fn hostile_values_come_out_verbatim_in_every_format() {
    let project = Project::incident(incident());
    project.run(&["render"]).exits(0);
    let html = project.rendered("release.html");
    assert_eq!(missing(&visible(&html)), "", "fields of the HTML");
    assert!(!html.contains("<script>alert"), "a value became HTML");
    let (blocks, _) = document::read(&project.rendered("release.md"), kohyo::locale::Lang::Ja, Origin::Prose);
    assert_eq!(missing(&words(&blocks)), "", "fields of the Markdown, read again");
    let pdf = std::fs::read(project.path("out/case/v1/release.pdf")).unwrap();
    let Some(text) = pdftotext(&pdf, &["-raw"]) else { return };
    // A page may end inside a value: its number is left out.
    let number = |line: &&str| line.chars().all(|character| "0123456789 /".contains(character));
    let text: Vec<&str> = text.lines().filter(|line| !number(line)).collect();
    let text = text.join("\n");
    assert_eq!(missing(&text), "", "fields of the PDF");
}

#[test]
fn hostile_values_leave_the_shape_of_the_document_alone() {
    let project = Project::incident(incident());
    let harmless = Project::incident(incident().replace(&value("")[3..value("").len() - 1], "無害\\n無害"));
    for project in [&project, &harmless] {
        project.run(&["render", "--format", "html"]).exits(0);
    }
    let shape = |project: &Project| {
        let html = project.rendered("release.html");
        let tags = ["<h1", "<h2", "<h3", "<li", "<tr", "<td", "<th", "<strong", "<em", "<p"];
        tags.map(|tag| (tag, html.matches(tag).count()))
    };
    assert_eq!(shape(&project), shape(&harmless));
}

/// What a browser shows of a page: tags away, entities resolved.
fn visible(html: &str) -> String {
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    let mut text = String::new();
    let mut rest = body.split_once('>').map_or(body, |(_, rest)| rest);
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        rest = rest[start..].split_once('>').map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    let entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", "\u{A0}"), ("&amp;", "&")];
    entities.iter().fold(text, |text, (entity, character)| text.replace(entity, character))
}

/// All words of blocks.
fn words(blocks: &[document::Block]) -> String {
    let mut words = String::new();
    document::walk_inlines(blocks, &mut |inline| match inline {
        Inline::Text { text } | Inline::Code { text } => words.push_str(text),
        _ => {}
    });
    words
}

// ── arbitrary values ────────────────────────────────────────────────────────

/// A text of one line that an incident file may hold: no control, no noncharacter, nothing private.
fn writable() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        4 => prop::sample::select(r##"#*_`~[]()<>!\|{}-+=:;.,&$@%^"'/?1aZ 　「」※(注)①"##.chars().collect::<Vec<_>>()),
        4 => prop::sample::select("あ漢字カナ、。ー～〜・髙﨑".chars().collect::<Vec<_>>()),
        1 => any::<char>().prop_filter("an incident file can hold it", |c| is_writable(*c)),
    ];
    prop::collection::vec(character, 1..24).prop_map(|text| text.into_iter().collect::<String>())
}

fn is_writable(character: char) -> bool {
    let number = u32::from(character);
    let private = matches!(number, 0xE000..=0xF8FF | 0xF0000..=0x10FFFF);
    let non = matches!(number, 0xFDD0..=0xFDEF) || number & 0xFFFE == 0xFFFE;
    // Line separators are line breaks, not characters of a line.
    !character.is_control() && !private && !non && !matches!(number, 0x2028 | 0x2029)
}

/// A document that prints a value as a fact in each kind of place.
fn document(value: &str) -> Document {
    let fact = |lead: &str| {
        let fact = Inline::Fact { path: "parties.x".into(), form: String::new(), content: vec![Inline::text(value)] };
        vec![Inline::text(lead), fact, Inline::text("後")]
    };
    let cell = |content| document::Cell { content, colspan: 1, rowspan: 1 };
    let paragraph = |lead| document::Block::Paragraph { content: fact(lead) };
    let body = vec![
        document::Block::Heading { level: 1, number: None, plain: true, anchor: "a".into(), content: fact("見") },
        paragraph("文"),
        document::Block::Paragraph {
            content: vec![Inline::text("強"), Inline::Strong { content: fact("調") }, Inline::text("。")],
        },
        document::Block::List {
            start: None,
            items: vec![document::ListItem { mark: "・".into(), blocks: vec![paragraph("箇")] }],
        },
        document::Block::Table {
            columns: vec![document::Align::Start; 2],
            head: vec![cell(fact("頭")), cell(fact("首"))],
            rows: vec![vec![cell(fact("欄")), cell(Vec::new())]],
        },
    ];
    Document {
        id: "d".into(),
        lang: kohyo::locale::Lang::Ja,
        layout: "release".into(),
        draft: None,
        iso_date: None,
        header: document::Header { plain_title: "題".into(), ..document::Header::default() },
        body,
    }
}

fn written(extension: &str, document: &Document) -> String {
    String::from_utf8(bytes(extension, document)).unwrap()
}

fn bytes(extension: &str, document: &Document) -> Vec<u8> {
    let layouts = kohyo::write::LAYOUTS.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect();
    let outfit = kohyo::write::Outfit { fonts: kohyo::fonts::Fonts::embedded(), layouts, fragment: true };
    let writer = kohyo::write::WRITERS.iter().find(|writer| writer.extension == extension).unwrap();
    (writer.write)(document, &outfit).unwrap().bytes
}

/// A text of characters that the embedded fonts have.
fn printable() -> impl Strategy<Value = String> {
    let characters = r##"#*_`~[]()<>!\|{}-+=:;.,&$@%^"'/?1aZ 　「」※(注)①あ漢字カナ、。ー～・髙"##;
    prop::collection::vec(prop::sample::select(characters.chars().collect::<Vec<_>>()), 1..24)
        .prop_map(|text| text.into_iter().collect::<String>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_values_survive_pdf(value in printable()) {
        let Some(text) = pdftotext(&bytes("pdf", &document(&value)), &["-raw"]) else { return Ok(()) };
        for lead in ["見", "文", "調", "箇", "頭", "首", "欄"] {
            let wanted = solid(&format!("{lead}{value}後"));
            prop_assert!(solid(&text).contains(&wanted), "PDF at {lead}: {text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_values_survive_markdown_and_html(value in writable()) {
        let document = document(&value);
        let html = visible(&format!("<body>{}", written("html", &document)));
        let (blocks, _) = document::read(&written("md", &document), kohyo::locale::Lang::Ja, Origin::Prose);
        let markdown = words(&blocks);
        for lead in ["見", "文", "調", "箇", "頭", "首", "欄"] {
            let wanted = solid(&format!("{lead}{value}後"));
            prop_assert!(solid(&html).contains(&wanted), "HTML at {lead}: {html}");
            prop_assert!(solid(&markdown).contains(&wanted), "Markdown at {lead}: {markdown}\n{}", written("md", &document));
        }
    }
}
