//! Redlines of real documents: every document against every other of its incident.

use super::render::{ALL, Rendered, root};
use super::tools;
use kohyo::change::redline::{accept, redline, reject};
use kohyo::document::{Document, Header};
use kohyo::fonts::Fonts;
use kohyo::write::{LAYOUTS, Outfit, WRITERS};
use std::fs;
use std::process::Command;

fn pairs() -> impl Iterator<Item = (&'static Rendered, &'static Rendered)> {
    let all = ALL.iter().flat_map(|before| ALL.iter().map(move |after| (before, after)));
    all.filter(|(before, after)| before.slug == after.slug)
}

#[test]
fn holds_both_documents() {
    for (before, after) in pairs() {
        let names = format!("{} and {}", before.name(), after.name());
        // Templates leave some texts in two pieces; a redline has them as one.
        let (before, after) = (accept(&before.document), accept(&after.document));
        let redline = redline(&before, &after);
        assert_eq!(accept(&redline.document), after, "{names}");
        let (plain_title, issuer) = (after.header.plain_title.clone(), after.header.issuer.clone());
        let header = Header { plain_title, issuer, ..before.header.clone() };
        let expected = Document { header, body: before.body.clone(), ..after.clone() };
        assert_eq!(reject(&redline.document), expected, "{names}");
        assert_eq!(redline.coarse, 0, "{names}");
        let same = before.header == after.header && before.body == after.body;
        assert!(!same || redline.document == after && redline.changes().is_empty(), "{names}");
    }
}

#[test]
fn two_versions_are_written_in_every_format() {
    let layouts = LAYOUTS.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect();
    let outfit = Outfit { fonts: Fonts::embedded(), layouts, fragment: false };
    let versions = pairs().filter(|(a, b)| a.document.id == b.document.id && a.version < b.version);
    let mut count = 0;
    for (before, after) in versions {
        let redline = redline(&before.document, &after.document);
        for writer in WRITERS {
            let written = (writer.write)(&redline.document, &outfit);
            assert!(written.is_ok(), "{} as {}: {written:?}", after.name(), writer.extension);
            count += 1;
        }
    }
    assert!(count > 0);
}

/// Runs `kohyo diff` on the repository's own incidents.
fn diff(arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kohyo"));
    let output = command.current_dir(root()).env_clear().args(["diff", "--locale", "en"]).args(arguments).output();
    let output = output.unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_page_with_a_redline_is_valid_and_accessible() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("redline.html");
    assert_eq!(diff(&["ebino-library", "--format", "html", "--out", page.to_str().unwrap()]), (Some(0), String::new()));
    let html = fs::read_to_string(&page).unwrap();
    assert!(html.contains("<ins") && html.contains("<del"));
    if let Some(complaints) = tools::vnu(&[&page]) {
        assert_eq!(complaints, "");
    }
    if let Some(violations) = tools::axe(&[&page]) {
        assert_eq!(violations, "[]");
    }
}

#[test]
fn what_cannot_be_compared_is_said() {
    for (arguments, words) in [
        (&["ebino-libary"][..], "did you mean `ebino-library`"),
        (&["ebino-library", "--from", "7"], "no version ebino-library@7"),
        (&["ebino-library", "--to", "1"], "no version before 1"),
        (&["ebino-library", "--document", "leter"], "did you mean `letter`"),
    ] {
        let (code, said) = diff(arguments);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains(words), "{said}");
    }
}
