//! Writes a release: the folder of the version first, under a hidden name; its ledger entry last.
//!
//! A process that ends between two steps leaves a version that is not published, and what it wrote is cleared by the next.

use super::archive::{Archive, Trouble, altered};
use super::record::{ENTRY, Entry, FORMAT, Hash, SIGNATURE, read_tree, write_tree};
use super::signature::Signer;
use crate::diag::{Diagnostic, Wording};
use crate::document::Document;
use crate::project::{finish_folder, remove_folder, write_atomic, write_unfinished};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// What is published.
#[derive(Debug, Clone)]
pub struct Contents {
    /// Number of the version.
    pub version: u32,
    /// The files that it was drafted from, by their names in the project: its own, its base's, `kohyo.toml`.
    pub data: BTreeMap<String, Vec<u8>>,
    /// The trees of its documents.
    pub documents: Vec<Document>,
    /// The documents as a reader gets them, by document and format.
    pub outputs: BTreeMap<(String, &'static str), Vec<u8>>,
    /// Digests of the templates, layouts, words and fonts that it was drafted with.
    pub used: BTreeMap<String, Hash>,
    /// When.
    pub published: DateTime<Utc>,
    /// Who approved it.
    pub approved_by: Option<String>,
}

/// A release that is ready to be written.
#[derive(Debug, Clone)]
pub struct Release {
    folder: PathBuf,
    ledger: PathBuf,
    files: BTreeMap<String, Vec<u8>>,
    /// The ledger with its new line.
    lines: Vec<u8>,
    /// The new line.
    pub entry: Entry,
}

/// One thing that changes the disk; only the last one publishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// Removes what an interrupted run left.
    Clear(&'a Path),
    /// Writes one file of the folder, while it is hidden.
    Write(&'a Path, &'a str, &'a [u8]),
    /// Gives the folder its name.
    Finish(&'a Path),
    /// Puts the ledger with its new line in place of the old one.
    Record(&'a Path, &'a [u8]),
}

impl Release {
    /// Lays out the files of a version and the line of the ledger that lists them.
    ///
    /// # Errors
    /// A tree that would not be read back as it is, an entry that cannot be signed, and a folder of that version that is
    /// not listed in the ledger and holds something else: it may be all that is left of an earlier release.
    pub fn new(archive: &Archive, contents: Contents, signer: Option<&Signer>) -> Result<Release, Trouble> {
        let version = contents.version;
        let mut files: BTreeMap<String, Vec<u8>> =
            contents.data.into_iter().map(|(name, bytes)| (Entry::data_name(&name), bytes)).collect();
        for document in contents.documents {
            let (name, bytes) = (Entry::tree_name(&document.id), write_tree(&document));
            if read_tree(&bytes).as_ref() != Ok(&document) {
                return Err(altered(&name).into());
            }
            files.insert(name, bytes);
        }
        let outputs = contents.outputs.into_iter();
        files.extend(outputs.map(|((id, extension), bytes)| (Entry::output_name(&id, extension), bytes)));
        let entry = Entry {
            format: FORMAT,
            incident: archive.slug.clone(),
            version,
            published: contents.published,
            approved_by: contents.approved_by,
            signed_by: signer.map(Signer::public_key),
            kohyo: env!("CARGO_PKG_VERSION").to_string(),
            files: files.iter().map(|(name, bytes)| (name.clone(), Hash::of(bytes))).collect(),
            used: contents.used,
            previous: archive.head(),
        };
        keep_unrecorded(archive, &entry)?;
        files.insert(ENTRY.to_string(), entry.line());
        if let Some(signer) = signer {
            files.insert(SIGNATURE.to_string(), signer.sign(&entry).ok_or_else(unsigned)?);
        }
        let project = &archive.project;
        Ok(Release {
            folder: project.path(&archive.folder(version)),
            ledger: project.path(&format!("incidents/{}/ledger.jsonl", archive.slug)),
            files,
            lines: [archive.ledger.as_slice(), &entry.line()].concat(),
            entry,
        })
    }

    /// The digest of the new line, which stands for the whole ledger.
    pub fn head(&self) -> Hash {
        Hash::of(&self.entry.line())
    }

    /// What is to be done, in order.
    pub fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        let writes = self.files.iter().map(|(name, bytes)| Step::Write(&self.folder, name, bytes));
        let last = [Step::Finish(&self.folder), Step::Record(&self.ledger, &self.lines)];
        [Step::Clear(&self.folder)].into_iter().chain(writes).chain(last)
    }
}

impl Step<'_> {
    /// Does it; what it did lasts when it returns.
    pub fn perform(&self) -> io::Result<()> {
        match *self {
            Step::Clear(folder) => remove_folder(folder),
            Step::Write(folder, name, bytes) => write_unfinished(folder, name, bytes),
            Step::Finish(folder) => finish_folder(folder),
            Step::Record(ledger, lines) => write_atomic(ledger, lines),
        }
    }
}

/// Refuses to replace a folder that no entry lists, unless it is what is about to be published.
fn keep_unrecorded(archive: &Archive, entry: &Entry) -> Result<(), Trouble> {
    let folder = archive.folder(entry.version);
    if !archive.project.has(&folder) {
        return Ok(());
    }
    let files = archive.project.files_below(&archive.project.path(&folder))?;
    let differs = |name: &str| archive.bytes(entry, name).is_err();
    let own = |name: &str| [ENTRY, SIGNATURE].contains(&name);
    match files.iter().any(|file| !own(&file.name) && (!file.is_regular || differs(&file.name))) {
        true => Err(unrecorded(&folder).into()),
        false => Ok(()),
    }
}

fn unsigned() -> Diagnostic {
    Diagnostic::error("unsigned", Wording::new("署名できませんでした", "the entry could not be signed")).hint(
        Wording::new(
            "機械から乱数を得られません。別の機械で実行してください。",
            "this machine gives no random numbers; publish on another one.",
        ),
    )
}

fn unrecorded(folder: &str) -> Diagnostic {
    let headline = Wording::new(
        format!("台帳に載っていない {folder} に、これから公表するものと違う内容があります"),
        format!("{folder} has no entry in the ledger, and is not what is about to be published"),
    );
    Diagnostic::error("published-without-entry", headline).hint(Wording::new(
        "公表が途中で止まり、その後に内容を改めたのなら、このフォルダーを消してからもう一度実行してください。心当たりがなければ、台帳から行が消えています。バックアップや Git の履歴から台帳を戻してください。",
        "if publishing was interrupted and the content was changed since, delete this folder and publish again; otherwise the ledger has lost an entry: restore it from a backup or from the history of Git.",
    ))
}
