//! What an incident has published, read against the digests of its ledger.

use super::record::{Entry, Hash, Unreadable, read_entry, read_tree};
use crate::diag::{Diagnostic, Wording};
use crate::document::Document;
use crate::project::{Failure, Project, TEXT_LIMIT};
use crate::text::{SourceId, Sources, Span};

/// The largest stored file that is read: many times a PDF of a hundred pages with its fonts.
const FILE_LIMIT: u64 = 256 << 20;

/// Why something published could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The disk refused.
    Failure(Failure),
    /// What is there is not what was published.
    Finding(Box<Diagnostic>),
}

impl Trouble {
    /// What to show.
    pub fn diagnostic(self) -> Diagnostic {
        match self {
            Trouble::Failure(failure) => *failure.diagnostic,
            Trouble::Finding(diagnostic) => *diagnostic,
        }
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Trouble {
        Trouble::Failure(failure)
    }
}

impl From<Diagnostic> for Trouble {
    fn from(diagnostic: Diagnostic) -> Trouble {
        Trouble::Finding(Box::new(diagnostic))
    }
}

/// The ledger of one incident, with the way to what it lists.
#[derive(Debug, Clone)]
pub struct Archive {
    pub(super) project: Project,
    pub(super) slug: String,
    /// The ledger as it stands there.
    pub(super) ledger: Vec<u8>,
    entries: Vec<Entry>,
}

impl Archive {
    /// Reads the ledger of an incident; one that has none has published nothing.
    ///
    /// # Errors
    /// The first line that this program did not write as it stands there, or that does not follow from the one before.
    pub fn open(project: &Project, slug: &str, sources: &mut Sources) -> Result<Archive, Trouble> {
        let name = format!("incidents/{slug}/ledger.jsonl");
        let ledger = match project.has(&name) {
            true => project.read_bytes(&project.path(&name), TEXT_LIMIT)?,
            false => Vec::new(),
        };
        let entries = entries(slug, &ledger).map_err(|(index, what)| {
            let text = String::from_utf8_lossy(&ledger).into_owned();
            let start: usize = text.split_inclusive('\n').take(index).map(str::len).sum();
            let length = text[start..].lines().next().map_or(0, str::len);
            let source = sources.add(name, text);
            what.at(Span::new(source, start..start + length))
        })?;
        Ok(Archive { project: project.clone(), slug: slug.to_string(), ledger, entries })
    }

    /// The published versions, from the first on.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of a version; nothing if it is not published.
    pub fn entry(&self, version: u32) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.version == version)
    }

    /// The digest of the last line, which stands for the whole ledger.
    pub fn head(&self) -> Option<Hash> {
        self.ledger.split_inclusive(|byte| *byte == b'\n').next_back().map(Hash::of)
    }

    /// The folder of a published version, relative to the project.
    pub fn folder(&self, version: u32) -> String {
        format!("incidents/{}/published/v{version}", self.slug)
    }

    /// The file that a version was written in, relative to the project.
    pub fn own_name(&self, version: u32) -> String {
        format!("incidents/{}/v{version}.toml", self.slug)
    }

    /// A file of a published version, as it was published.
    ///
    /// # Errors
    /// It is not there, or holds something else by now.
    pub fn bytes(&self, entry: &Entry, name: &str) -> Result<Vec<u8>, Trouble> {
        let shown = format!("{}/{name}", self.folder(entry.version));
        if !self.project.has(&shown) {
            return Err(missing(&shown).into());
        }
        let bytes = self.project.read_bytes(&self.project.path(&shown), FILE_LIMIT)?;
        match entry.files.get(name) == Some(&Hash::of(&bytes)) {
            true => Ok(bytes),
            false => Err(altered(&shown).into()),
        }
    }

    /// A file of the data of a published version by its name in the project.
    ///
    /// # Errors
    /// As of [`Archive::bytes`].
    pub fn data(&self, entry: &Entry, name: &str, sources: &mut Sources) -> Result<SourceId, Trouble> {
        let stored = Entry::data_name(name);
        let bytes = self.bytes(entry, &stored)?;
        let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes)).into_owned();
        Ok(sources.add(format!("{}/{stored}", self.folder(entry.version)), text))
    }

    /// A document as it was published; nothing if the version is not published, or has no such document.
    pub fn document(&self, version: u32, id: &str) -> Result<Option<Document>, Trouble> {
        let name = Entry::tree_name(id);
        let Some(entry) = self.entry(version).filter(|entry| entry.files.contains_key(&name)) else { return Ok(None) };
        let bytes = self.bytes(entry, &name)?;
        let shown = format!("{}/{name}", self.folder(version));
        read_tree(&bytes).map(Some).map_err(|why| unreadable(&shown, why).into())
    }

    /// Whether the file of a published version still is what was published.
    pub fn is_as_published(&self, entry: &Entry) -> Result<bool, Trouble> {
        let name = self.own_name(entry.version);
        if !self.project.has(&name) {
            return Ok(false);
        }
        let bytes = self.project.read_bytes(&self.project.path(&name), TEXT_LIMIT)?;
        Ok(entry.files.get(&Entry::data_name(&name)) == Some(&Hash::of(&bytes)))
    }
}

/// A document as it was published; nothing if the version is not published, or has no such document.
///
/// # Errors
/// What was stored is gone, altered, or of a form that only a newer program reads.
pub fn published_document(project: &Project, slug: &str, version: u32, id: &str) -> Result<Option<Document>, Trouble> {
    // Who asks has read the ledger, and said what is wrong with it, where its cases were read.
    let archive = Archive::open(project, slug, &mut Sources::default()).map_err(|trouble| match trouble {
        Trouble::Finding(finding) => Diagnostic { primary: None, ..*finding }.into(),
        failure => failure,
    })?;
    archive.document(version, id)
}

/// The entries of a ledger, or the index of its first line that is wrong, and how.
fn entries(slug: &str, ledger: &[u8]) -> Result<Vec<Entry>, (usize, Diagnostic)> {
    let (mut entries, mut previous) = (Vec::new(), None);
    for (index, line) in ledger.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let entry =
            read_entry(line).map_err(|why| (index, unreadable(&format!("incidents/{slug}/ledger.jsonl"), why)))?;
        let in_order = usize::try_from(entry.version) == Ok(index + 1) && entry.incident == slug;
        if entry.previous != previous || !in_order {
            return Err((index, out_of_chain(entry.version)));
        }
        previous = Some(Hash::of(line));
        entries.push(entry);
    }
    Ok(entries)
}

/// A ledger or tree that was written by another program, or changed since.
fn unreadable(name: &str, why: Unreadable) -> Diagnostic {
    match why {
        Unreadable::Newer(format) => {
            let headline = Wording::new(
                format!("{name} は、このプログラムより新しい Kohyo が書いたものです（形式 {format}）"),
                format!("{name} was written by a newer Kohyo than this one (format {format})"),
            );
            Diagnostic::error("newer-record", headline)
                .hint(Wording::new("Kohyo を新しくしてから、もう一度実行してください。", "update Kohyo and try again."))
        }
        Unreadable::Foreign => {
            let headline = Wording::new(
                format!("{name} は、Kohyo が書いたままではありません"),
                format!("{name} is not as Kohyo wrote it"),
            );
            Diagnostic::error("ledger-altered", headline).hint(restore())
        }
    }
}

fn out_of_chain(version: u32) -> Diagnostic {
    let headline = Wording::new(
        format!("台帳の第{version}版の行が、その前の行につながりません"),
        format!("the ledger's entry of version {version} does not follow from the line before it"),
    );
    Diagnostic::error("ledger-altered", headline)
        .hint(Wording::new(
            "前の行が書き換えられたか、行が消されたか、並べ替えられています。",
            "a line before it was altered, removed or moved.",
        ))
        .hint(restore())
}

pub(super) fn missing(name: &str) -> Diagnostic {
    let headline = Wording::new(
        format!("公表したときのファイル {name} がありません"),
        format!("{name} was published and is not there any more"),
    );
    Diagnostic::error("published-missing", headline).hint(restore())
}

pub(super) fn altered(name: &str) -> Diagnostic {
    let headline =
        Wording::new(format!("{name} が、公表したときの内容と違います"), format!("{name} is not what was published"));
    Diagnostic::error("published-altered", headline).hint(restore())
}

/// What to do about something that was published and changed.
pub(super) fn restore() -> Wording {
    Wording::new(
        "公表の記録は書き換えるものではありません。バックアップや Git の履歴から、公表したときの状態に戻してください。",
        "a record of what was published is never edited; restore it from a backup or from the history of Git.",
    )
}
