//! `kohyo publish`: freezes a final version in the ledger and the folder beside it.

use super::Session;
use super::args::Publish;
use super::check;
use super::load::{Library, Version};
use super::render::{Desk, lost, placed};
use crate::diag::{Diagnostic, Language, Severity, Wording};
use crate::document::Document;
use crate::facts::Case;
use crate::locale::Zone;
use crate::project::{Failure, Project, Secret, TEXT_LIMIT};
use crate::release::{Contents, NoSigner, Release, Signer, obstacles, reached, verify_before};
use crate::write::WRITERS;
use chrono::{DateTime, SubsecRound as _, Utc};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The largest file that is read as a key: one of minisign has some 300 bytes.
const KEY_LIMIT: u64 = 1 << 20;

/// Publishes one version, or says what keeps it from being published; then nothing is written.
pub fn run(session: &mut Session, publish: &Publish) {
    let Some(mut library) = Library::open(session) else { return };
    let version = match library.version(&publish.incident) {
        Ok(version) => version,
        Err(diagnostic) => return session.failures.push(*diagnostic),
    };
    let Ok(signer) = signer(session, &library.project, publish) else { return };
    let lock = library.project.lock(&version.0);
    let Some(lock) = session.kept(lock) else { return };
    // It is held until the end of the run.
    let Some(_lock) = lock else { return session.failures.push(busy(&version.0)) };
    // A new entry must not vouch for what is no longer as it was.
    let archive = verify_before(&library.project, &version.0, version.1, &mut session.sources);
    let Some(archive) = session.proved(archive) else { return };
    let Some(case) = library.case(session, &version) else { return };
    let Some(at) = instant(session, publish, case.zone) else { return };
    let found = obstacles(&case, archive.entries(), at);
    session.diagnostics.extend(found);
    if session.has_errors() {
        return;
    }
    let Some(desk) = Desk::open(session, &library, false) else { return };
    let Some(contents) = contents(session, &library, &desk, &case, at) else { return };
    let release =
        Release::new(&archive, Contents { approved_by: publish.approved_by.clone(), ..contents }, signer.as_ref());
    let Some(release) = session.proved(release) else { return };
    write(session, &release, &version, case.zone);
}

/// The key to sign with, if one is named; one that cannot be used is kept in the session.
fn signer(session: &mut Session, project: &Project, publish: &Publish) -> Result<Option<Signer>, ()> {
    let Some(path) = publish.key.as_ref().or(session.environment.signing_key.as_ref()) else { return Ok(None) };
    let path = session.environment.folder.join(path);
    let read = project.read_bytes(&path, KEY_LIMIT);
    let bytes = session.kept(read).ok_or(())?;
    let password = session.environment.signing_password.as_ref().map(Secret::reveal);
    Signer::read(&String::from_utf8_lossy(&bytes), password).map(Some).map_err(|why| {
        let name = project.name_of(&path);
        session.failures.push(unusable_key(&name, why));
    })
}

fn unusable_key(name: &str, why: NoSigner) -> Diagnostic {
    let (headline, hint) = match why {
        NoSigner::NotAKey => (
            Wording::new(
                format!("{name} は minisign の秘密鍵ではありません"),
                format!("{name} is not a secret key of minisign"),
            ),
            Wording::new("鍵は minisign -G で作ります。", "minisign -G makes one."),
        ),
        NoSigner::Locked => (
            Wording::new(format!("{name} にはパスワードが必要です"), format!("{name} needs its password")),
            Wording::new(
                "環境変数 KOHYO_SIGNING_PASSWORD に設定してください。",
                "set it in the environment variable KOHYO_SIGNING_PASSWORD.",
            ),
        ),
        NoSigner::WrongPassword => (
            Wording::new(format!("{name} のパスワードが違います"), format!("the password of {name} is another one")),
            Wording::new(
                "環境変数 KOHYO_SIGNING_PASSWORD を確かめてください。",
                "check the environment variable KOHYO_SIGNING_PASSWORD.",
            ),
        ),
    };
    Diagnostic::error("unusable-key", headline).hint(hint)
}

fn instant(session: &mut Session, publish: &Publish, zone: Zone) -> Option<DateTime<Utc>> {
    let now = match publish.at.as_ref().and_then(|moment| reached(moment, zone)) {
        Some(at) => Ok(at),
        None => session.environment.now(),
    };
    session.kept(now).map(|now| now.trunc_subsecs(0))
}

/// Checks, drafts and writes the version; nothing if anything about it is an error, or a placeholder is left.
fn contents(
    session: &mut Session,
    library: &Library,
    desk: &Desk,
    case: &Arc<Case>,
    published: DateTime<Utc>,
) -> Option<Contents> {
    let versions = library.versions(&case.slug).unwrap_or_default();
    let documents = check::one(session, desk, case, &check::Surroundings { peers: &[], versions });
    for found in session.diagnostics.iter_mut().filter(|found| found.code == "placeholder") {
        found.severity = Severity::Error;
    }
    let mut outputs = BTreeMap::new();
    if session.has_errors() {
        return None;
    }
    for document in &documents {
        outputs.extend(written(session, desk, case, document));
    }
    let mut data = BTreeMap::new();
    for name in library.data_names(case) {
        let read = library.project.read_bytes(&library.project.path(&name), TEXT_LIMIT);
        let bytes = session.kept(read)?;
        let drafted = session.sources.named(&name).is_some_and(|source| {
            let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
            text == source.text.as_bytes()
        });
        if !drafted {
            session.diagnostics.push(changed_meanwhile(&name));
        }
        data.insert(name, bytes);
    }
    let used = desk.used(session);
    let contents = Contents { version: case.version, data, documents, outputs, used, published, approved_by: None };
    (!session.has_errors()).then_some(contents)
}

/// One document in every format.
fn written(
    session: &mut Session,
    desk: &Desk,
    case: &Case,
    document: &Document,
) -> BTreeMap<(String, &'static str), Vec<u8>> {
    let mut outputs = BTreeMap::new();
    for writer in WRITERS {
        match (writer.write)(document, &desk.outfit) {
            Ok(written) => {
                session.diagnostics.extend(lost(case, document, writer, written.losses));
                outputs.insert((document.id.clone(), writer.extension), written.bytes);
            }
            Err(problems) => {
                let entry = case.entry("documents", &document.id);
                let found = problems.into_iter().filter_map(|problem| Some(placed(case, entry?, problem)));
                session.diagnostics.extend(found);
            }
        }
    }
    outputs
}

/// Takes one step after the other, up to the one that publishes.
fn write(session: &mut Session, release: &Release, (slug, number): &Version, zone: Zone) {
    let folder = format!("incidents/{slug}/published/v{number}");
    for step in release.steps() {
        if let Err(error) = step.perform() {
            let failure = Failure::unwritable(&folder, &error).diagnostic;
            return session.failures.push(*failure);
        }
    }
    let (at, head) = (zone.clock(release.entry.published), release.head());
    let said = match session.environment.language {
        Language::Ja => format!("{slug}: 第{number}版の公表を記録しました（{at}）。台帳の末尾: {head}"),
        Language::En => format!("{slug}: version {number} is published ({at}); head of the ledger: {head}"),
    };
    session.print(&format!("{folder}\n{said}\n"));
}

fn changed_meanwhile(name: &str) -> Diagnostic {
    let headline = Wording::new(
        format!("{name} が、読んでいる間に書き換えられました"),
        format!("{name} was edited while it was being read"),
    );
    Diagnostic::error("changed-meanwhile", headline)
        .hint(Wording::new("保存を終えてから、もう一度実行してください。", "save it and publish again."))
}

fn busy(slug: &str) -> Diagnostic {
    let headline = Wording::new(
        format!("{slug} は、いま別の kohyo publish が公表しています"),
        format!("another kohyo publish is at work on {slug}"),
    );
    Diagnostic::error("busy", headline).hint(Wording::new(
        "終わるのを待ち、kohyo log で結果を確かめてください。",
        "wait for it to end, and see kohyo log for what came of it.",
    ))
}
