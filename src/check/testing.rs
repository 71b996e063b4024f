//! What the tests of checks share: an incident file, drafted with the built-in templates.

use super::{Check, Subject};
use crate::diag::{Diagnostic, Severity, Wording};
use crate::document::Document;
use crate::facts::Case;
use crate::facts::testing::{case, version};
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
/// Where the text holds several files, each behind a line `# incidents/<slug>/v<N>.toml`, the last one is looked at:
/// files of its slug are its earlier versions, any other is its base.
pub fn drafted(text: &str) -> (Arc<Case>, Vec<Document>, Sources) {
    let (templates, sources) = &*TEMPLATES;
    let mut sources = sources.clone();
    let case = match files(text).as_slice() {
        [] => Arc::new(case("case", text, None, &mut sources)),
        [(other, _, base), (slug, _, own)] if other != slug => {
            let base = case("base", base, None, &mut sources);
            Arc::new(case("case", own, Some(&base), &mut sources))
        }
        files => files
            .iter()
            .fold(Vec::new(), |mut versions: Vec<Arc<Case>>, (_, number, text)| {
                versions.push(Arc::new(version(*number, text, versions.clone(), &mut sources)));
                versions
            })
            .pop()
            .unwrap(),
    };
    let documents = case
        .entries("documents")
        .map(|entry| draft(&case, entry, None, templates, &sources).unwrap().document)
        .collect();
    (case, documents, sources)
}

/// The files of a text, each with its slug and version; none if it is one file without a name.
fn files(text: &str) -> Vec<(&str, u32, &str)> {
    let parts = text.split("# incidents/").skip(1);
    parts
        .map(|part| {
            let (name, text) = part.split_once('\n').unwrap();
            let (slug, number) = name.trim_end_matches(".toml").split_once("/v").unwrap();
            (slug, number.parse().unwrap(), text)
        })
        .collect()
}

/// What one check finds in a file: the words at each finding's place.
#[track_caller]
pub fn found(check: &Check, text: &str) -> Vec<String> {
    findings(check, text).0
}

/// The headlines of what one check finds.
#[track_caller]
pub fn wordings(check: &Check, text: &str) -> Vec<Wording> {
    findings(check, text).1.into_iter().map(|found| found.headline).collect()
}

/// The same in English.
#[track_caller]
pub fn headlines(check: &Check, text: &str) -> Vec<String> {
    wordings(check, text).into_iter().map(|headline| headline.en).collect()
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
    let mut subject = Subject::of(&case, &documents, peers, &sources);
    subject.regimes = Some(&TEMPLATES.0.regimes);
    let all = super::look(check, &subject);
    let words = |found: &Diagnostic| {
        let span = found.primary.unwrap();
        sources.get(span.source).text[span.range()].to_string()
    };
    (all.iter().map(words).collect(), all)
}

#[test]
fn documents_that_are_drafted_at_once_do_not_mix() {
    let files = [1, 2, 3, 4].map(|n| {
        let date = format!("[parties]\na = {{ name = \"甲\", self = \"当社\" }}\n[events]\nfound = 2026-11-0{n}\n");
        date + "[documents.a]\nkind = \"press-release\"\nissuer = \"a\"\ntext.lead = \"{{ events.found | md }}\"\n"
    });
    let alone: Vec<_> = files.iter().map(|file| drafted(file).1).collect();
    std::thread::scope(|scope| {
        for (file, alone) in files.iter().zip(&alone) {
            scope.spawn(move || (0..50).for_each(|_| assert_eq!(&drafted(file).1, alone)));
        }
    });
}

#[test]
fn every_example_is_found_and_put_right() {
    for check in super::CHECKS.iter().filter(|check| matches!(check.run, super::Run::Version(_))) {
        assert!(!found(check, check.example).is_empty(), "{}: the example is not found", check.code);
        assert_eq!(found(check, check.mended), [""; 0], "{}: the mended example", check.code);
    }
}

#[test]
fn all_checks_are_run_and_say_their_code() {
    for check in super::CHECKS.iter().filter(|check| matches!(check.run, super::Run::Version(_))) {
        let (case, documents, sources) = drafted(check.example);
        let mut subject = Subject::of(&case, &documents, &[], &sources);
        subject.regimes = Some(&TEMPLATES.0.regimes);
        let all = super::run(&subject);
        assert!(all.iter().any(|found| found.code == check.code), "{}", check.code);
    }
}

#[test]
fn mended_examples_are_found_by_no_other_check() {
    for check in super::CHECKS {
        let (case, documents, sources) = drafted(check.mended);
        let mut subject = Subject::of(&case, &documents, &[], &sources);
        subject.regimes = Some(&TEMPLATES.0.regimes);
        let all = super::run(&subject);
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
