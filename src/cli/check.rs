//! `kohyo check`: reports everything that is wrong, without writing anything.

use super::Session;
use super::args::Check;
use super::load::Library;
use super::render::Desk;
use crate::check::{Subject, run as run_checks, settle};
use crate::diag::Diagnostic;
use crate::document::Document;
use crate::facts::Case;
use crate::facts::stated::Value;
use crate::regime::assess::unknown_names;
use crate::template::unprinted;
use std::sync::Arc;

/// Reads, resolves, drafts and checks the incidents; what is found is shown when the session closes.
pub fn run(session: &mut Session, check: &Check) {
    let Some(mut library) = Library::open(session) else { return };
    let versions = library.select(session, &check.incidents);
    let Some(desk) = Desk::open(session, &library, false) else { return };
    let cases: Vec<Arc<Case>> = versions.iter().filter_map(|version| library.case(session, version)).collect();
    for case in &cases {
        let peers: Vec<Arc<Case>> = cases.iter().filter(|other| are_peers(case, other)).cloned().collect();
        let versions = library.versions(&case.slug).unwrap_or_default();
        one(session, &desk, case, &Surroundings { peers: &peers, versions });
    }
}

/// What stands around a version that is checked.
pub struct Surroundings<'a> {
    /// Incidents that build on the same base.
    pub peers: &'a [Arc<Case>],
    /// Numbers of all versions of the incident.
    pub versions: &'a [u32],
}

/// Whether two incidents build on the same base.
fn are_peers(case: &Case, other: &Case) -> bool {
    let base = |case: &Case| case.top("base").map(|field| field.value.clone());
    case.slug != other.slug && base(case).is_some() && base(case) == base(other)
}

/// Checks one version, and returns its documents; without those that cannot be drafted.
pub fn one(session: &mut Session, desk: &Desk, case: &Arc<Case>, around: &Surroundings<'_>) -> Vec<Document> {
    let before = session.diagnostics.len();
    let (mut documents, mut sections, mut complete) = (Vec::new(), Vec::new(), true);
    for document in case.entries("documents") {
        match desk.check(session, case, document) {
            Some(drafted) => {
                sections.extend(drafted.sections);
                documents.push(drafted.document);
            }
            None => complete = false,
        }
    }
    let mut found = session.diagnostics.split_off(before);
    if complete {
        found.extend(unprinted_texts(case, &sections));
    }
    let mut subject = Subject::of(case, &documents, around.peers, &session.sources);
    subject.versions = around.versions.to_vec();
    subject.regimes = Some(&desk.templates.regimes);
    found.extend(unknown_names(&desk.templates.regimes, case));
    found.extend(run_checks(&subject));
    session.diagnostics.extend(settle(case, found, complete));
    documents
}

/// Prose of the file that none of its documents prints.
pub fn unprinted_texts(case: &Case, sections: &[String]) -> Vec<Diagnostic> {
    let Some(Value::Map(texts)) = case.top("text").map(|field| &field.value) else { return Vec::new() };
    let known = || sections.iter().map(String::as_str);
    let lost = texts.iter().filter(|text| !sections.contains(&text.key.value));
    lost.map(|text| unprinted(&text.key, known())).collect()
}
