//! Markdown: read again, it says what the document says; what it cannot say is named.

use super::outline;
use super::render::{ALL, RUN};
use kohyo::document::{Origin, facts, read};

#[test]
fn markdown_read_again_is_the_document() {
    for rendered in &*ALL {
        let (blocks, spotted) = read(&rendered.text("md"), rendered.document.lang, Origin::Prose);
        assert_eq!(outline::of_blocks(&blocks), outline::of_document(&rendered.document), "{}", rendered.name());
        assert!(spotted.is_empty(), "{}: {spotted:?}", rendered.name());
    }
}

#[test]
fn every_fact_is_in_the_markdown() {
    for rendered in &*ALL {
        let (blocks, _) = read(&rendered.text("md"), rendered.document.lang, Origin::Prose);
        let text = bare(&outline::of_blocks(&blocks).concat());
        let missing: Vec<String> = facts(&rendered.document)
            .map(|fact| fact.printed)
            .filter(|printed| !text.contains(&bare(printed)))
            .collect();
        assert_eq!(missing, [""; 0], "{}", rendered.name());
    }
}

/// A text without blanks, line breaks, and the marks of emphasis and links.
fn bare(text: &str) -> String {
    text.chars().filter(|&character| !character.is_whitespace() && !"⏎*_".contains(character)).collect()
}

#[test]
fn the_losses_are_these() {
    let errors = String::from_utf8(RUN.output.stderr.clone()).unwrap();
    let mut losses: Vec<&str> =
        errors.lines().filter_map(|line| line.strip_prefix("note[not-expressible]: ")).collect();
    losses.sort_unstable();
    let expected = [
        // The chronologies join the days.
        "biprogy-usb/release (md): joined cells were taken apart",
        "harbour-clinic/release (md): joined cells were taken apart",
        // The press-club sheet.
        "hokkaido-tender/sheet (md): a form became a table",
    ];
    assert_eq!(losses, expected);
}
