//! `kohyo check`: reports everything that is wrong, without writing anything.

use super::Session;
use super::args::Check;
use super::load::Library;
use super::render::Desk;

/// Reads, resolves and drafts the incidents; what is found is shown when the session closes.
pub fn run(session: &mut Session, check: &Check) {
    let Some(mut library) = Library::open(session) else { return };
    let versions = library.select(session, &check.incidents);
    let Some(desk) = Desk::open(session, &library, false) else { return };
    for version in versions {
        let Some(case) = library.case(session, &version) else { continue };
        let documents: Vec<_> = case.entries("documents").collect();
        for document in documents {
            desk.check(session, &case, document);
        }
    }
}
