//! What the tests of checks share: an incident file, drafted with the built-in templates.

use super::{Check, Subject};
use crate::diag::{Diagnostic, Severity};
use crate::document::Document;
use crate::facts::Case;
use crate::facts::testing::case;
use crate::template::{Templates, draft};
use crate::text::Sources;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// The built-in templates are parsed once for all tests.
static TEMPLATES: LazyLock<(Templates, Sources)> = LazyLock::new(|| {
    let mut sources = Sources::default();
    let templates = Templates::parse(&BTreeMap::new(), &mut sources).unwrap();
    (templates, sources)
});

/// A file as a case with its documents; reading and drafting it must succeed.
///
/// Where the text holds two files, each behind a line `# incidents/…`, the first is the base of the second.
pub fn drafted(text: &str) -> (Arc<Case>, Vec<Document>, Sources) {
    let (templates, sources) = &*TEMPLATES;
    let mut sources = sources.clone();
    let (base, text) = match text.rsplit_once("\n# incidents/") {
        Some((base, own)) if base.contains("# incidents/") => (Some(base), own.split_once('\n').unwrap().1),
        _ => (None, text),
    };
    let base = base.map(|base| case("base", base, None, &mut sources));
    let case = Arc::new(case("case", text, base.as_ref(), &mut sources));
    let documents = case
        .entries("documents")
        .map(|entry| draft(&case, entry, None, templates, &sources).unwrap().document)
        .collect();
    (case, documents, sources)
}

/// What one check finds in a file: the words at each finding's place.
#[track_caller]
pub fn found(check: &Check, text: &str) -> Vec<String> {
    findings(check, text).0
}

/// The English headlines of what one check finds.
#[track_caller]
pub fn headlines(check: &Check, text: &str) -> Vec<String> {
    findings(check, text).1.into_iter().map(|found| found.headline.en).collect()
}

/// How often one check finds something, and that it finds it where the words stand.
#[track_caller]
pub fn fires(check: &Check, text: &str, at: &[&str]) {
    let (places, all) = findings(check, text);
    assert_eq!(places, at, "{all:#?}\n{text}");
}

/// That a check finds nothing.
#[track_caller]
pub fn silent(check: &Check, text: &str) {
    fires(check, text, &[]);
}

/// How often one check finds something in a file beside others of the same base.
#[track_caller]
pub fn fires_among(check: &Check, text: &str, peers: &[&str], at: &[&str]) {
    let peers: Vec<Arc<Case>> = peers.iter().map(|peer| drafted(peer).0).collect();
    let (places, all) = findings_among(check, text, &peers);
    assert_eq!(places, at, "{all:#?}\n{text}");
}

fn findings(check: &Check, text: &str) -> (Vec<String>, Vec<Diagnostic>) {
    findings_among(check, text, &[])
}

fn findings_among(check: &Check, text: &str, peers: &[Arc<Case>]) -> (Vec<String>, Vec<Diagnostic>) {
    let (case, documents, sources) = drafted(text);
    let subject = Subject::of(&case, &documents, peers, &sources);
    let all = super::look(check, &subject);
    let words = |found: &Diagnostic| {
        let span = found.primary.unwrap();
        sources.get(span.source).text[span.range()].to_string()
    };
    (all.iter().map(words).collect(), all)
}

#[test]
fn every_example_is_found_and_put_right() {
    for check in super::CHECKS.iter().filter(|check| matches!(check.run, super::Run::Version(_))) {
        assert!(!found(check, check.example).is_empty(), "{}: the example is not found", check.code);
        assert_eq!(found(check, check.mended), [""; 0], "{}: the mended example", check.code);
    }
}

#[test]
fn mended_examples_are_found_by_no_other_check() {
    for check in super::CHECKS {
        let (case, documents, sources) = drafted(check.mended);
        let all = super::run(&Subject::of(&case, &documents, &[], &sources));
        let others: Vec<_> = all.iter().filter(|found| found.severity == Severity::Error).collect();
        assert!(others.is_empty(), "{}: {others:#?}", check.code);
    }
}

#[test]
fn codes_are_unique_kebab_case_and_pages_are_whole() {
    let mut codes: Vec<&str> = super::CHECKS.iter().map(|check| check.code).collect();
    let before = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), before);
    for check in super::CHECKS {
        assert!(check.code.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", check.code);
        for words in [check.title, check.finds, check.why, check.remedy] {
            assert!(!words.ja.is_empty() && !words.en.is_empty(), "{}", check.code);
            assert!(
                !words.ja.is_ascii() && words.en.is_ascii() || words.en.contains(['「', '約', '“']),
                "{}: {words:?}",
                check.code
            );
        }
    }
}
