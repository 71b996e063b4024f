//! PDF: sound, embedded, tagged, in reading order, and with everything where a notice has it.

use super::page::attribute;
use super::render::{ALL, Rendered};
use super::tools;
use kohyo::document::{Block, Inline, Inlines, plain_text, run_in};
use kohyo::locale::Lang;
use std::thread;

#[test]
fn qpdf_has_no_complaint() {
    for rendered in &*ALL {
        let Some(complaints) = tools::qpdf_check(&rendered.pdf()) else { return };
        assert_eq!(complaints, "", "{}", rendered.name());
    }
}

#[test]
fn fonts_are_embedded_subsets() {
    for rendered in &*ALL {
        let Some(table) = tools::about_pdf("pdffonts", &[], &rendered.pdf(), false) else { return };
        let fonts: Vec<Vec<&str>> = table.lines().skip(2).map(|line| line.split_whitespace().collect()).collect();
        assert!(!fonts.is_empty(), "{}", rendered.name());
        for font in fonts {
            // emb, sub, uni, then the two numbers of the object.
            assert_eq!(font[font.len() - 5..font.len() - 2], ["yes"; 3], "{}: {font:?}", rendered.name());
            assert!(font[0].contains("+BIZUD"), "{}: {font:?}", rendered.name());
        }
    }
}

#[test]
fn metadata_say_what_it_is() {
    for rendered in &*ALL {
        let Some(info) = tools::about_pdf("pdfinfo", &[], &rendered.pdf(), false) else { return };
        let field = |name: &str| info.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim();
        let header = &rendered.document.header;
        assert_eq!(field("Title:"), header.plain_title, "{}", rendered.name());
        assert_eq!(field("Author:"), header.issuer, "{}", rendered.name());
        assert_eq!(field("Tagged:"), "yes", "{}", rendered.name());
        assert_eq!(field("JavaScript:"), "no", "{}", rendered.name());
        let language = if rendered.document.lang == Lang::Ja { "ja-JP" } else { "en" };
        let xmp = tools::about_pdf("pdfinfo", &["-meta"], &rendered.pdf(), false).unwrap();
        let said = ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", &format!("<rdf:li>{language}")];
        for said in said {
            assert!(xmp.contains(said), "{}: {said}", rendered.name());
        }
        let Some(catalog) = tools::about_pdf("qpdf", &["--qdf", "--object-streams=disable"], &rendered.pdf(), true)
        else {
            return;
        };
        assert!(catalog.contains(&format!("/Lang ({language}")), "{}", rendered.name());
    }
}

#[test]
fn every_page_is_a4() {
    for rendered in &*ALL {
        let Some(info) = tools::about_pdf("pdfinfo", &["-f", "1", "-l", "999"], &rendered.pdf(), false) else { return };
        let sizes: Vec<&str> =
            info.lines().filter(|line| line.starts_with("Page ") && line.contains(" size:")).collect();
        assert_eq!(sizes.len(), pages(rendered).unwrap().len(), "{}", rendered.name());
        assert!(sizes.iter().all(|size| size.ends_with("(A4)")), "{}: {sizes:?}", rendered.name());
    }
}

#[test]
fn drafts_say_so_on_every_page() {
    for rendered in &*ALL {
        let Some(pages) = pages(rendered) else { return };
        for page in pages {
            let has = |line: &str| page.lines().any(|printed| printed.trim() == line);
            match &rendered.document.draft {
                Some(draft) => assert!(has(draft), "{}: a page without {draft}", rendered.name()),
                None => assert!(!has("案") && !page.contains("DRAFT"), "{} is final", rendered.name()),
            }
        }
    }
    assert!(ALL.iter().any(|rendered| rendered.document.draft.is_some()), "one incident is a draft");
}

/// The text of each page.
fn pages(rendered: &Rendered) -> Option<Vec<String>> {
    let text = tools::pdftotext(&rendered.pdf(), &[])?;
    Some(text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect())
}

#[test]
fn the_structure_tree_reads_like_the_document() {
    // Poppler takes its time with the square of the length: long documents are left to CI.
    let is_short = |rendered: &&Rendered| tools::are_required() || rendered.pdf().len() < 120_000;
    let documents: Vec<&Rendered> = ALL.iter().filter(is_short).collect();
    thread::scope(|scope| {
        let half = documents.len().div_ceil(2);
        for documents in documents.chunks(half) {
            scope.spawn(|| documents.iter().for_each(|rendered| reads_like_the_document(rendered)));
        }
    });
}

fn reads_like_the_document(rendered: &Rendered) {
    let Some(tree) = tools::about_pdf("pdfinfo", &["-struct-text"], &rendered.pdf(), false) else { return };
    let words = tree.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"'));
    let body = plain_text(&run_in(&rendered.document.body, &Inline::Break, true));
    let expected = header(rendered).into_iter().map(|line| plain_text(line)).chain([body]).collect::<String>();
    assert_eq!(bare(&words.collect::<String>()), bare(&expected), "{}", rendered.name());
}

#[test]
fn the_text_is_drawn_in_reading_order() {
    for rendered in &*ALL {
        let Some(text) = tools::pdf_words(&rendered.pdf()) else { return };
        let mut at = 0;
        let mut next = |words: &str| match text[at..].find(&bare(words)) {
            Some(found) => at += found + bare(words).len(),
            None => panic!("{}: {words} does not come where it should, but {:.300}", rendered.name(), &text[at..]),
        };
        header(rendered).into_iter().for_each(|line| next(&plain_text(line)));
        for block in &rendered.document.body {
            let words = plain_text(&run_in(std::slice::from_ref(block), &Inline::Break, true));
            if matches!(block, Block::Table { .. } | Block::Form { .. }) {
                // A cell that spans rows is drawn in the middle of them, which is where one looks for it.
                let missing: Vec<&str> = words.lines().filter(|words| !text.contains(&bare(words))).collect();
                assert_eq!(missing, [""; 0], "{}", rendered.name());
            } else {
                words.lines().for_each(&mut next);
            }
        }
    }
}

/// The lines of the header in the order of the page: the sender of an English letter comes first.
fn header(rendered: &Rendered) -> Vec<&Inlines> {
    let header = &rendered.document.header;
    let (number, date, title) = (header.number.iter(), header.date.iter(), header.title.iter());
    match rendered.document.lang {
        Lang::Ja => number.chain(date).chain(&header.addressee).chain(&header.sender).chain(title).collect(),
        Lang::En => header.sender.iter().chain(number).chain(date).chain(&header.addressee).chain(title).collect(),
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

#[test]
fn a_notice_has_everything_in_its_place() {
    for name in ["ebino-library/v2/letter", "biprogy-usb/v1/release", "biprogy-usb/v1/letter"] {
        let rendered = ALL.iter().find(|rendered| rendered.name() == name).unwrap();
        let Some(sheet) = Sheet::of(&rendered.pdf()) else { return };
        let header = &rendered.document.header;
        let place = |content: &Inlines| sheet.lines_of(&bare(&plain_text(content)))[0];
        let date = place(header.date.as_ref().unwrap());
        assert!(sheet.is_at_right(date), "{name}: date {date:?}");
        let mut above = date.bottom;
        for line in header.addressee.iter().map(place) {
            assert!(sheet.is_at_left(line) && line.top >= above, "{name}: addressee {line:?}");
            above = line.bottom;
        }
        for line in header.sender.iter().map(place) {
            assert!(sheet.is_at_right(line) && line.top >= above, "{name}: sender {line:?}");
            above = line.bottom;
        }
        for line in header.title.iter().flat_map(|title| sheet.lines_of(&bare(&plain_text(title)))) {
            assert!(sheet.is_centred(line) && line.top >= above, "{name}: title {line:?}");
            above = line.bottom;
        }
        let first = match rendered.document.body.first() {
            Some(Block::Paragraph { content }) => plain_text(content),
            Some(Block::Note { mark, content }) => mark.clone() + &plain_text(content),
            _ => panic!("{name} begins otherwise"),
        };
        assert!(sheet.lines_of(&bare(&first))[0].top >= above, "{name}: the text is below the title");
        let has = |wanted: &Block| rendered.document.body.contains(wanted);
        assert!(!has(&Block::Ki) || sheet.is_centred(sheet.lines_of("記")[0]), "{name}: 記");
        assert!(!has(&Block::Ijo) || sheet.is_at_right(sheet.lines_of("以上")[0]), "{name}: 以上");
    }
    let release = ALL.iter().find(|rendered| rendered.name() == "biprogy-usb/v1/release").unwrap();
    let has = |wanted: &Block| release.document.body.contains(wanted);
    assert!(has(&Block::Ki) && has(&Block::Ijo), "the release has its details between 記 and 以上");
}

/// The lines of all pages with their places in points.
struct Sheet {
    width: f64,
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    page: usize,
    words: String,
    left: f64,
    right: f64,
    /// From the top of the first page.
    top: f64,
    bottom: f64,
}

impl Sheet {
    fn of(pdf: &[u8]) -> Option<Sheet> {
        let boxes = tools::pdftotext(pdf, &["-bbox"])?;
        let mut sheet = Sheet { width: 0.0, lines: Vec::new() };
        let (mut page, mut above, mut height) = (0, 0.0, 0.0);
        for line in boxes.lines() {
            let number = |name: &str| attribute(line, name).unwrap().parse::<f64>().unwrap();
            if line.trim().starts_with("<page ") {
                (page, above) = (page + 1, above + height);
                (sheet.width, height) = (number("width"), number("height"));
            } else if line.trim().starts_with("<word ") {
                let words = line.split_once('>').unwrap().1.split_once("</word>").unwrap().0.to_owned();
                let (top, bottom) = (above + number("yMin"), above + number("yMax"));
                sheet.push(Line { page, words, left: number("xMin"), right: number("xMax"), top, bottom });
            }
        }
        Some(sheet)
    }

    /// Adds a word to the line that it stands in.
    fn push(&mut self, word: Line) {
        match self.lines.last_mut().filter(|line| (line.top - word.top).abs() < 1.0 && line.page == word.page) {
            Some(line) => {
                line.words += &word.words;
                (line.left, line.right) = (line.left.min(word.left), line.right.max(word.right));
            }
            None => self.lines.push(word),
        }
    }

    /// The lines that print some words: one, or several that give the words one after the other.
    fn lines_of(&self, words: &str) -> Vec<&Line> {
        for start in 0..self.lines.len() {
            let mut rest = words;
            let taken = self.lines[start..].iter().take_while(|line| match rest.strip_prefix(line.words.as_str()) {
                Some(after) => {
                    rest = after;
                    true
                }
                None => false,
            });
            let taken: Vec<&Line> = taken.collect();
            if rest.is_empty() && !taken.is_empty() {
                return taken;
            }
        }
        panic!("no lines print {words}");
    }

    /// Margins are the same on both sides.
    fn margin(&self) -> f64 {
        self.lines.iter().map(|line| line.left).fold(self.width, f64::min)
    }

    fn is_at_left(&self, line: &Line) -> bool {
        line.left < self.margin() + 1.0 && line.right < self.width / 2.0
    }

    fn is_at_right(&self, line: &Line) -> bool {
        (self.width - self.margin() - line.right).abs() < 1.0 && line.left > self.width / 2.0
    }

    fn is_centred(&self, line: &Line) -> bool {
        ((line.left + line.right) / 2.0 - self.width / 2.0).abs() < 3.0
    }
}
