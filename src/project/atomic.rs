//! Writing: a whole file, or nothing.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Writes a file with an ordinary file's permissions; its folders are made.
///
/// Readers see the old file or the new one, never a part, even if the machine stops in between.
/// A file that was there keeps its permissions; a symbolic link is replaced, and what it pointed to stays as it was.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // The process's umask takes away from these what it takes away everywhere.
    write(path, bytes, Modes { file: 0o666, folder: 0o777, keep: true, replace: true })
}

/// Writes a file that is not there yet; [`io::ErrorKind::AlreadyExists`] if it is, even if another process made it just now.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write(path, bytes, Modes { file: 0o666, folder: 0o777, keep: false, replace: false })
}

/// Writes a file of personal data, which only its owner may read; so are the folders that are made for it.
pub fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write(path, bytes, PRIVATE)
}

/// Modes of personal data.
pub(super) const PRIVATE: Modes = Modes { file: 0o600, folder: 0o700, keep: false, replace: true };

/// Unix permissions of what is made, which mean nothing elsewhere, and what becomes of a file that is there.
#[derive(Clone, Copy)]
pub(super) struct Modes {
    file: u32,
    folder: u32,
    /// Whether a file that is replaced hands its permissions on.
    keep: bool,
    /// Whether it is replaced at all.
    replace: bool,
}

fn write(path: &Path, bytes: &[u8], modes: Modes) -> io::Result<()> {
    // A bare file name lies in the current folder.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    create_folders(folder, modes)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".kohyo-");
    let permissions = permissions(modes.file);
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    let old = fs::symlink_metadata(path).ok().filter(|old| modes.keep && old.is_file());
    if let Some(old) = old {
        temporary.as_file().set_permissions(old.permissions())?;
    }
    temporary.as_file().sync_all()?;
    if modes.replace { temporary.persist(path) } else { temporary.persist_noclobber(path) }?;
    sync_folder(folder)
}

/// Makes a folder and those above it, each one lasting before the next.
pub(super) fn create_folders(folder: &Path, modes: Modes) -> io::Result<()> {
    let missing: Vec<&Path> =
        folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()).collect();
    for folder in missing.into_iter().rev() {
        match builder(modes.folder).create(folder) {
            // Another process was faster.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
            result => result?,
        }
        let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
        sync_folder(parent.unwrap_or(Path::new(".")))?;
    }
    Ok(())
}

#[cfg(unix)]
fn permissions(mode: u32) -> Option<fs::Permissions> {
    Some(std::os::unix::fs::PermissionsExt::from_mode(mode))
}

#[cfg(not(unix))]
fn permissions(_: u32) -> Option<fs::Permissions> {
    None
}

#[cfg(unix)]
fn builder(mode: u32) -> fs::DirBuilder {
    let mut builder = fs::DirBuilder::new();
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, mode);
    builder
}

#[cfg(not(unix))]
fn builder(_: u32) -> fs::DirBuilder {
    fs::DirBuilder::new()
}

/// Makes the renaming in a folder last; only Unix opens a folder as a file.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    let folder: PathBuf = folder.into();
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    fn mode(path: &Path) -> u32 {
        std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path).unwrap().permissions()) & 0o777
    }

    #[test]
    fn a_file_is_written_with_its_folders_and_leaves_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out/a/v1/release.md");
        write_atomic(&path, b"one").unwrap();
        write_atomic(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_new_file_never_replaces_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/v2.toml");
        write_new(&path, b"one").unwrap();
        assert_eq!(write_new(&path, b"two").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(fs::read_dir(folder.path().join("a")).unwrap().count(), 1, "no temporary file stays");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_are_ordinary_or_private() {
        let folder = tempfile::tempdir().unwrap();
        let (plain, new, secret) = ("plain", "new", "letters/secret");
        let [plain, new, secret] = [plain, new, secret].map(|name| folder.path().join(name));
        fs::write(&plain, b"").unwrap();
        write_atomic(&new, b"").unwrap();
        assert_eq!(mode(&new), mode(&plain), "the umask decides as it does for any file");
        fs::set_permissions(&plain, permissions(0o640).unwrap()).unwrap();
        write_atomic(&plain, b"").unwrap();
        assert_eq!(mode(&plain), 0o640);
        write_private(&secret, b"").unwrap();
        assert_eq!((mode(&secret), mode(secret.parent().unwrap())), (0o600, 0o700));
        write_private(&plain, b"").unwrap();
        assert_eq!(mode(&plain), 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_replaced_and_its_target_untouched() {
        let folder = tempfile::tempdir().unwrap();
        let [target, link] = ["target", "link"].map(|name| folder.path().join(name));
        fs::write(&target, b"old").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        write_atomic(&link, b"new").unwrap();
        assert_eq!((fs::read(&target).unwrap(), fs::read(&link).unwrap()), (b"old".to_vec(), b"new".to_vec()));
        assert!(fs::symlink_metadata(&link).unwrap().is_file());
    }

    #[test]
    fn what_cannot_be_written_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, b"old").unwrap();
        assert!(write_atomic(&file.join("below/it.md"), b"new").is_err());
        fs::create_dir(folder.path().join("taken")).unwrap();
        assert!(write_atomic(&folder.path().join("taken"), b"new").is_err());
        assert!(write_atomic(Path::new(""), b"new").is_err());
        assert_eq!(fs::read(&file).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no temporary file stays");
    }
}
