//! `kohyo check`: reports everything that is wrong, without writing anything.

use super::Session;
use super::args::Check;
use super::load::Library;
use super::render::Desk;
use crate::diag::Diagnostic;
use crate::facts::Case;
use crate::facts::stated::Value;
use crate::template::unprinted;

/// Reads, resolves and drafts the incidents; what is found is shown when the session closes.
pub fn run(session: &mut Session, check: &Check) {
    let Some(mut library) = Library::open(session) else { return };
    let versions = library.select(session, &check.incidents);
    let Some(desk) = Desk::open(session, &library, false) else { return };
    for version in versions {
        let Some(case) = library.case(session, &version) else { continue };
        let mut sections = Vec::new();
        let mut complete = true;
        for document in case.entries("documents") {
            match desk.check(session, &case, document) {
                Some(printed) => sections.extend(printed),
                None => complete = false,
            }
        }
        if complete {
            session.diagnostics.extend(unprinted_texts(&case, &sections));
        }
    }
}

/// Prose of the file that none of its documents prints.
pub fn unprinted_texts(case: &Case, sections: &[String]) -> Vec<Diagnostic> {
    let Some(Value::Map(texts)) = case.top("text").map(|field| &field.value) else { return Vec::new() };
    let known = || sections.iter().map(String::as_str);
    let lost = texts.iter().filter(|text| !sections.contains(&text.key.value));
    lost.map(|text| unprinted(&text.key, known())).collect()
}
