//! Folders that appear whole or not at all, and the lock of who makes them.

use super::atomic::{sync_folder, write_atomic};
use super::{Failure, Project, is_slug};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// The file that a publishing command locks; it is empty, and stays.
const LOCK: &str = ".kohyo-lock";

/// Begins the names of folders that are being filled.
const UNFINISHED: &str = ".kohyo-";

/// Holds the lock of an incident until it is dropped, or the process ends in whatever way.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "the open file is the lock")] File);

/// A file that lies somewhere below a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Below {
    /// Its name in the folder, with `/` as separator.
    pub name: String,
    /// Whether it is an ordinary file: no link, no pipe.
    pub is_regular: bool,
}

impl Project {
    /// Locks an incident for publishing; nothing if another process holds the lock.
    pub fn lock(&self, slug: &str) -> Result<Option<Lock>, Failure> {
        let path = self.path(&format!("incidents/{slug}/{LOCK}"));
        let unwritable = |error| Failure::unwritable(&self.name_of(&path), &error);
        let file = OpenOptions::new().create(true).append(true).open(&path).map_err(unwritable)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock(file))),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) => Err(unwritable(error)),
        }
    }

    /// Incidents that have a ledger or published versions, whether or not their own files are still there.
    pub fn recorded(&self) -> Result<Vec<String>, Failure> {
        let folder = self.path("incidents");
        let mut slugs = self.names(&folder)?;
        slugs.retain(|slug| {
            is_slug(slug)
                && ["ledger.jsonl", "published"].iter().any(|name| self.has(&format!("incidents/{slug}/{name}")))
        });
        Ok(slugs)
    }

    /// The names in a folder of the project, hidden ones too; a folder that does not exist has none.
    pub fn names_in(&self, folder: &str) -> Result<Vec<String>, Failure> {
        self.all_names(&self.path(folder))
    }

    /// All files below a folder, hidden ones too, in the order of their names; links are not followed.
    pub fn files_below(&self, folder: &Path) -> Result<Vec<Below>, Failure> {
        let (mut folders, mut files) = (vec![folder.to_path_buf()], Vec::new());
        while let Some(next) = folders.pop() {
            let unreadable = |error| Failure::unreadable(&self.name_of(&next), &error);
            for entry in fs::read_dir(&next).map_err(unreadable)? {
                let entry = entry.map_err(unreadable)?;
                let kind = entry.file_type().map_err(unreadable)?;
                if kind.is_dir() {
                    folders.push(entry.path());
                } else {
                    let name = Project::at(folder).name_of(&entry.path());
                    files.push(Below { name, is_regular: kind.is_file() });
                }
            }
        }
        files.sort_unstable();
        Ok(files)
    }
}

/// Where a folder is filled before it gets its name: a hidden one beside it.
pub fn unfinished(folder: &Path) -> PathBuf {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    folder.with_file_name(format!("{UNFINISHED}{name}"))
}

/// Writes one file of a folder that is not finished.
pub fn write_unfinished(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    write_atomic(&unfinished(folder).join(name), bytes)
}

/// Gives a finished folder its name, where none of that name is.
pub fn finish_folder(folder: &Path) -> io::Result<()> {
    fs::rename(unfinished(folder), folder)?;
    sync_folder(folder.parent().unwrap_or(Path::new(".")))
}

/// Removes a folder with all that is in it, if it is there: under its hidden name first, so that none stays in part.
pub fn remove_folder(folder: &Path) -> io::Result<()> {
    let hidden = unfinished(folder);
    if hidden.symlink_metadata().is_ok() {
        fs::remove_dir_all(&hidden)?;
    }
    if folder.symlink_metadata().is_ok() {
        fs::rename(folder, &hidden)?;
        fs::remove_dir_all(&hidden)?;
    }
    match folder.parent() {
        Some(parent) if parent.is_dir() => sync_folder(parent),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_appears_whole_and_goes_whole() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("published/v1");
        write_unfinished(&folder, "data/v1.toml", b"one").unwrap();
        assert!(!folder.exists());
        finish_folder(&folder).unwrap();
        assert_eq!(fs::read(folder.join("data/v1.toml")).unwrap(), b"one");
        write_unfinished(&folder, "half", b"").unwrap();
        remove_folder(&folder).unwrap();
        assert_eq!(fs::read_dir(root.path().join("published")).unwrap().count(), 0);
        remove_folder(&root.path().join("nowhere/v1")).unwrap();
    }

    #[test]
    fn a_lock_has_one_holder() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("incidents/a")).unwrap();
        let project = Project::at(root.path());
        let held = project.lock("a").unwrap().unwrap();
        assert!(project.lock("a").unwrap().is_none());
        drop(held);
        assert!(project.lock("a").unwrap().is_some());
        assert_eq!(project.lock("b").unwrap_err().diagnostic.code, "unwritable");
    }

    #[cfg(unix)]
    #[test]
    fn every_file_below_is_listed() {
        let root = tempfile::tempdir().unwrap();
        let project = Project::at(root.path());
        write_atomic(&project.path("f/a/.hidden"), b"").unwrap();
        write_atomic(&project.path("f/b"), b"").unwrap();
        std::os::unix::fs::symlink("b", project.path("f/link")).unwrap();
        let files = project.files_below(&project.path("f")).unwrap();
        let files: Vec<(&str, bool)> = files.iter().map(|file| (file.name.as_str(), file.is_regular)).collect();
        assert_eq!(files, [("a/.hidden", true), ("b", true), ("link", false)]);
    }
}
