//! `kohyo verify`: proves that everything published is as it was.

use super::Session;
use super::args::Verify;
use super::load::Library;
use crate::diag::{Diagnostic, Language, Wording};
use crate::project::{Project, TEXT_LIMIT};
use crate::release::{Archive, key_id, public_key, verify};
use minisign::PublicKey;

/// Verifies the incidents, prints the head of each ledger, and reports the first thing in each that does not match.
pub fn run(session: &mut Session, arguments: &Verify) {
    let Some(library) = Library::open(session) else { return };
    let key = match &arguments.public_key {
        Some(text) => match key(session, &library.project, text) {
            Some(key) => Some(key),
            // It must not pass for none.
            None => return,
        },
        None => None,
    };
    let Some(recorded) = session.kept(library.project.recorded()) else { return };
    let wanted = if arguments.incidents.is_empty() { &recorded } else { &arguments.incidents };
    for slug in wanted {
        // An incident may have lost its own files; one that never published anything is known by them.
        if !recorded.contains(slug)
            && let Err(unknown) = library.versions(slug)
        {
            session.failures.push(*unknown);
            continue;
        }
        let verified = verify(&library.project, slug, key.as_ref(), &mut session.sources);
        if let Some(archive) = session.proved(verified) {
            let line = verdict(slug, &archive, key.as_ref(), session.environment.language);
            session.print(&line);
        }
    }
}

/// The key that is named, itself or by its file; one that cannot be read is kept in the session.
fn key(session: &mut Session, project: &Project, text: &str) -> Option<PublicKey> {
    if let Some(key) = public_key(text) {
        return Some(key);
    }
    let read = project.read_bytes(&session.environment.folder.join(text), TEXT_LIMIT);
    let bytes = session.kept(read)?;
    let key = public_key(&String::from_utf8_lossy(&bytes));
    if key.is_none() {
        let headline = Wording::new(
            format!("{text} は minisign の公開鍵ではありません"),
            format!("{text} is not a public key of minisign"),
        );
        session.failures.push(Diagnostic::error("unusable-key", headline).hint(Wording::new(
            "公開鍵は、秘密鍵とともに minisign -G が書いた minisign.pub です。",
            "minisign -G writes it beside the secret key, as minisign.pub.",
        )));
    }
    key
}

fn verdict(slug: &str, archive: &Archive, key: Option<&PublicKey>, language: Language) -> String {
    let count = archive.entries().len();
    let Some(head) = archive.head() else {
        return match language {
            Language::Ja => format!("{slug}: 公表した版はありません\n"),
            Language::En => format!("{slug}: nothing is published\n"),
        };
    };
    let id = key.map(key_id);
    match language {
        Language::Ja => {
            let signed = id.map(|id| format!("で、鍵 {id} で署名されています")).unwrap_or("です".into());
            format!("{slug}: 公表済みの{count}版とも、公表したときのまま{signed}（台帳の末尾: {head}）\n")
        }
        Language::En => {
            let signed = id.map(|id| format!(" and signed by key {id}")).unwrap_or_default();
            format!("{slug}: {count} published, all as they were{signed} (head of the ledger: {head})\n")
        }
    }
}
