//! `kohyo verify`: proves that everything published is as it was.

use super::Session;
use super::load::Library;
use crate::diag::Language;
use crate::release::{Archive, verify};

/// Verifies the incidents, prints the head of each ledger, and reports the first thing in each that does not match.
pub fn run(session: &mut Session, incidents: &[String]) {
    let Some(library) = Library::open(session) else { return };
    let Some(recorded) = session.kept(library.project.recorded()) else { return };
    let wanted = if incidents.is_empty() { &recorded } else { incidents };
    for slug in wanted {
        // An incident may have lost its own files; one that never published anything is known by them.
        if !recorded.contains(slug)
            && let Err(unknown) = library.versions(slug)
        {
            session.failures.push(*unknown);
            continue;
        }
        let verified = verify(&library.project, slug, &mut session.sources);
        if let Some(archive) = session.proved(verified) {
            let line = verdict(slug, &archive, session.environment.language);
            session.print(&line);
        }
    }
}

fn verdict(slug: &str, archive: &Archive, language: Language) -> String {
    let count = archive.entries().len();
    match (archive.head(), language) {
        (Some(head), Language::Ja) => {
            format!("{slug}: 公表済みの{count}版とも、公表したときのままです（台帳の末尾: {head}）\n")
        }
        (Some(head), Language::En) => {
            format!("{slug}: {count} published, all as they were (head of the ledger: {head})\n")
        }
        (None, Language::Ja) => format!("{slug}: 公表した版はありません\n"),
        (None, Language::En) => format!("{slug}: nothing is published\n"),
    }
}
