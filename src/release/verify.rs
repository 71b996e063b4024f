//! Looks at everything that an incident has published, and stops at the first thing that does not match.

use super::archive::{Archive, Trouble, missing, restore};
use super::record::{ENTRY, Entry, SIGNATURE};
use super::signature::{belongs, key_id, public_key};
use crate::diag::{Diagnostic, Wording};
use crate::project::{Project, TEXT_LIMIT, unfinished};
use crate::text::Sources;
use minisign::PublicKey;
use std::collections::BTreeSet;
use std::path::Path;

/// Verifies the ledger of an incident, every file of every published version, and the files that they were written in.
///
/// With a key, every entry has to be signed by it; without, a signature has to be that of the key that its entry names.
///
/// # Errors
/// The first thing that is not as it was published, in the order of the ledger and of file names.
pub fn verify(
    project: &Project,
    slug: &str,
    key: Option<&PublicKey>,
    sources: &mut Sources,
) -> Result<Archive, Trouble> {
    let archive = all(project, slug, None, sources)?;
    let foreign = |entry: &&Entry| key.is_some_and(|key| entry.signed_by.as_deref() != Some(&key.to_base64()));
    match archive.entries().iter().find(foreign) {
        Some(entry) => Err(signed_by_another(&archive, entry).into()),
        None => Ok(archive),
    }
}

/// Verifies everything before a version is published; of that version itself, an interrupted run may have left a folder.
///
/// # Errors
/// As of [`verify`].
pub fn verify_before(project: &Project, slug: &str, version: u32, sources: &mut Sources) -> Result<Archive, Trouble> {
    all(project, slug, Some(version), sources)
}

fn all(project: &Project, slug: &str, next: Option<u32>, sources: &mut Sources) -> Result<Archive, Trouble> {
    let archive = Archive::open(project, slug, sources)?;
    for entry in archive.entries() {
        version(&archive, entry)?;
    }
    let published = archive.entries().last().map_or(0, |last| last.version);
    let known: Vec<String> = (1..=published).chain(next).map(|number| format!("v{number}")).collect();
    // What an interrupted run left stays hidden, and the next run clears it.
    let left = unfinished(Path::new(&format!("v{}", published.saturating_add(1))));
    for name in project.names_in(&format!("incidents/{slug}/published"))? {
        if !known.contains(&name) && Path::new(&name) != left {
            return Err(stray(slug, &name).into());
        }
    }
    Ok(archive)
}

fn version(archive: &Archive, entry: &Entry) -> Result<(), Trouble> {
    let folder = archive.folder(entry.version);
    if !archive.project.has(&folder) {
        return Err(missing(&folder).into());
    }
    let files = archive.project.files_below(&archive.project.path(&folder))?;
    let regular: BTreeSet<&str> = files.iter().filter(|file| file.is_regular).map(|file| file.name.as_str()).collect();
    let shown = |name: &str| format!("{folder}/{name}");
    for name in entry.files.keys() {
        // A name that leads out of the folder is in no list of what lies below it.
        if !regular.contains(name.as_str()) {
            return Err(missing(&shown(name)).into());
        }
        archive.bytes(entry, name)?;
    }
    if !regular.contains(ENTRY) {
        return Err(missing(&shown(ENTRY)).into());
    }
    let line = entry.line();
    let copy = archive.project.read_bytes(&archive.project.path(&shown(ENTRY)), line.len() as u64);
    if copy.as_ref() != Ok(&line) {
        return Err(differing_entry(&shown(ENTRY)).into());
    }
    if let Some(key) = &entry.signed_by {
        if !regular.contains(SIGNATURE) {
            return Err(missing(&shown(SIGNATURE)).into());
        }
        let signature = archive.project.read_bytes(&archive.project.path(&shown(SIGNATURE)), TEXT_LIMIT)?;
        if !public_key(key).is_some_and(|key| belongs(&signature, entry, &key)) {
            return Err(bad_signature(&shown(SIGNATURE)).into());
        }
    }
    let own = |name: &str| name == ENTRY || (name == SIGNATURE && entry.signed_by.is_some());
    if let Some(stray) = files.iter().find(|file| !own(&file.name) && !entry.files.contains_key(&file.name)) {
        return Err(extra(&shown(&stray.name)).into());
    }
    match archive.is_as_published(entry)? {
        true => Ok(()),
        false => Err(edited(archive, entry).into()),
    }
}

/// The file of a published version is gone, or holds something else by now.
pub fn edited(archive: &Archive, entry: &Entry) -> Diagnostic {
    let (name, slug) = (archive.own_name(entry.version), &archive.slug);
    let stored = format!("{}/{}", archive.folder(entry.version), Entry::data_name(&name));
    if !archive.project.has(&name) {
        return Diagnostic { hints: Vec::new(), ..missing(&name) }.hint(Wording::new(
            format!("公表したときの内容は {stored} にあります。{name} として写してください。"),
            format!("what was published is in {stored}; copy it to {name}."),
        ));
    }
    let headline = Wording::new(
        format!("{name} が、公表した後に書き換えられています"),
        format!("{name} was edited after it was published"),
    );
    Diagnostic::error("edited-after-publishing", headline).hint(Wording::new(
        format!("公表したときの内容は {stored} にあります。それに戻し、改める内容は kohyo revise {slug} で次の版に書いてください。"),
        format!("what was published is in {stored}; put it back, and write what is to change into the next version: kohyo revise {slug}."),
    ))
}

/// What lies among the published versions and is none.
fn stray(slug: &str, name: &str) -> Diagnostic {
    let shown = format!("incidents/{slug}/published/{name}");
    match name.strip_prefix('v').and_then(|number| number.parse::<u32>().ok()) {
        Some(number) if name == format!("v{number}") => without_entry(&shown),
        _ => extra(&shown),
    }
}

fn without_entry(folder: &str) -> Diagnostic {
    let headline =
        Wording::new(format!("{folder} が、台帳に載っていません"), format!("{folder} has no entry in the ledger"));
    Diagnostic::error("published-without-entry", headline).hint(Wording::new(
        "公表の途中で止まったのなら、もう一度 kohyo publish を実行してください。公表が終わっていたのなら、台帳から行が消えています。バックアップや Git の履歴から台帳を戻してください。",
        "if publishing was interrupted, run kohyo publish again; if it had been finished, the ledger has lost an entry: restore it from a backup or from the history of Git.",
    ))
}

fn differing_entry(name: &str) -> Diagnostic {
    let headline =
        Wording::new(format!("{name} が、台帳の行と違います"), format!("{name} differs from its line in the ledger"));
    Diagnostic::error("ledger-altered", headline).hint(restore())
}

fn bad_signature(name: &str) -> Diagnostic {
    let headline = Wording::new(
        format!("{name} は、この版の署名ではありません"),
        format!("{name} is not the signature of its entry"),
    );
    Diagnostic::error("bad-signature", headline).hint(restore())
}

fn signed_by_another(archive: &Archive, entry: &Entry) -> Diagnostic {
    let number = entry.version;
    let headline = match entry.signed_by.as_deref().and_then(public_key).map(|key| key_id(&key)) {
        Some(id) => Wording::new(
            format!("{} の第{number}版は、別の鍵（{id}）で署名されています", archive.slug),
            format!("version {number} of {} is signed by another key ({id})", archive.slug),
        ),
        None => Wording::new(
            format!("{} の第{number}版には署名がありません", archive.slug),
            format!("version {number} of {} is not signed", archive.slug),
        ),
    };
    Diagnostic::error("not-signed-by-key", headline).hint(Wording::new(
        "公表した人から受け取った公開鍵か、確かめてください。鍵が正しければ、台帳が作り直された可能性があります。",
        "make sure that the public key came from whoever published; if it did, the ledger may have been made anew.",
    ))
}

fn extra(name: &str) -> Diagnostic {
    let headline = Wording::new(
        format!("{name} は、公表したときにはなかったものです"),
        format!("{name} was not there when the version was published"),
    );
    Diagnostic::error("published-extra", headline).hint(Wording::new(
        "published/ には、公表した版のほかに何も置けません。別の場所へ移してください。",
        "published/ holds published versions and nothing else; move it elsewhere.",
    ))
}
