//! Redlines of real documents: every document against every other of its incident.

use super::render::{ALL, Rendered};
use kohyo::change::redline::{accept, redline, reject};
use kohyo::document::{Document, Header};
use kohyo::fonts::Fonts;
use kohyo::write::{LAYOUTS, Outfit, WRITERS};
use std::fs;

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
            let written = (writer.write)(&redline.document, &outfit).unwrap_or_else(|wrong| panic!("{wrong:?}"));
            if let Ok(folder) = std::env::var("LOOK") {
                fs::write(format!("{folder}/{}.{}", after.document.id, writer.extension), written.bytes).unwrap();
            }
            count += 1;
        }
    }
    assert!(count > 0);
}
