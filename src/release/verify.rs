//! Looks at everything that an incident has published, and stops at the first thing that does not match.

use super::archive::{Archive, Trouble, missing, restore};
use super::record::{ENTRY, Entry};
use crate::diag::{Diagnostic, Wording};
use crate::project::Project;
use crate::text::Sources;
use std::collections::BTreeSet;

/// Verifies the ledger of an incident, every file of every published version, and the files that they were written in.
///
/// # Errors
/// The first thing that is not as it was published, in the order of the ledger and of file names.
pub fn verify(project: &Project, slug: &str, sources: &mut Sources) -> Result<Archive, Trouble> {
    all(project, slug, None, sources)
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
    let folders = project.names_in(&format!("incidents/{slug}/published"))?;
    let numbers = folders.iter().filter_map(|name| name.strip_prefix('v')?.parse::<u32>().ok());
    match numbers.filter(|number| archive.entry(*number).is_none() && Some(*number) != next).min() {
        Some(number) => Err(without_entry(&archive.folder(number)).into()),
        None => Ok(archive),
    }
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
    if let Some(stray) = files.iter().find(|file| file.name != ENTRY && !entry.files.contains_key(&file.name)) {
        return Err(extra(&shown(&stray.name)).into());
    }
    match archive.is_as_published(entry)? {
        true => Ok(()),
        false if archive.project.has(&archive.own_name(entry.version)) => Err(edited(archive, entry).into()),
        false => Err(missing(&archive.own_name(entry.version)).into()),
    }
}

/// The file of a published version holds something else by now.
pub fn edited(archive: &Archive, entry: &Entry) -> Diagnostic {
    let name = archive.own_name(entry.version);
    let headline = Wording::new(
        format!("{name} が、公表した後に書き換えられています"),
        format!("{name} was edited after it was published"),
    );
    let stored = format!("{}/{}", archive.folder(entry.version), Entry::data_name(&name));
    let slug = &archive.slug;
    Diagnostic::error("edited-after-publishing", headline).hint(Wording::new(
        format!("公表したときの内容は {stored} にあります。それに戻し、改める内容は kohyo revise {slug} で次の版に書いてください。"),
        format!("what was published is in {stored}; put it back, and write what is to change into the next version: kohyo revise {slug}."),
    ))
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

fn extra(name: &str) -> Diagnostic {
    let headline = Wording::new(
        format!("{name} は、公表したときにはなかったファイルです"),
        format!("{name} was not there when the version was published"),
    );
    Diagnostic::error("published-extra", headline).hint(Wording::new(
        "公表した版のフォルダーには何も置けません。別の場所へ移してください。",
        "nothing can be kept in the folder of a published version; move it elsewhere.",
    ))
}
