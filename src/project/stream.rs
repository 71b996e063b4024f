//! Streaming: lists that are read row by row, and many private files that become lasting together.

use super::Failure;
use super::atomic::{PRIVATE, create_folders, sync_folder};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// Opens a regular file to be read from its start; `name` is what messages call it.
///
/// # Errors
/// What cannot be opened, and what is no regular file: a pipe could be read only once.
pub fn open_stream(path: &Path, name: &str) -> Result<File, Failure> {
    let unreadable = |error| Failure::unreadable(name, &error);
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(Failure::not_a_file(name));
    }
    File::open(path).map_err(unreadable)
}

/// Writes a private file whole or not at all, and hands it over open: it lasts once [`sync_file`] was called.
///
/// Its unfinished form is `<name>.partial`, so a run that is repeated leaves none behind.
pub fn place_private(path: &Path, bytes: &[u8]) -> io::Result<File> {
    let folder = path.parent().unwrap_or(Path::new("."));
    create_folders(folder, PRIVATE)?;
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    let mut file = private(OpenOptions::new().write(true).create(true).truncate(true)).open(&partial)?;
    file.write_all(bytes).and_then(|()| fs::rename(&partial, path)).inspect_err(|_| {
        let _ = fs::remove_file(&partial);
    })?;
    Ok(file)
}

/// Makes the content of a file last.
pub fn sync_file(file: &File) -> io::Result<()> {
    file.sync_data()
}

/// How many files are made lasting side by side: the disk joins what it is asked for at the same time.
const SIDE_BY_SIDE: usize = 8;

/// Makes the content of many files last.
pub fn sync_files(files: &[File]) -> io::Result<()> {
    let share = files.len().div_ceil(SIDE_BY_SIDE).max(1);
    std::thread::scope(|scope| {
        let sync = |files: &'_ [File]| files.iter().try_for_each(sync_file);
        let threads: Vec<_> = files.chunks(share).map(|files| scope.spawn(move || sync(files))).collect();
        let failed = |_| Err(io::ErrorKind::Other.into());
        threads.into_iter().try_for_each(|thread| thread.join().unwrap_or_else(failed))
    })
}

/// A private file that only grows.
pub struct Appender(File);

impl Appender {
    /// Opens or makes the file and cuts it off at a length.
    pub fn open(path: &Path, length: u64) -> io::Result<Appender> {
        let folder = path.parent().unwrap_or(Path::new("."));
        create_folders(folder, PRIVATE)?;
        let mut file = private(OpenOptions::new().write(true).create(true).truncate(false)).open(path)?;
        file.set_len(length)?;
        file.seek(SeekFrom::End(0))?;
        sync_folder(folder)?;
        Ok(Appender(file))
    }

    /// Adds bytes, which then last.
    pub fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)?;
        self.0.sync_data()
    }
}

/// All files below a folder, relative to it, in no particular order; nothing if there is no such folder.
pub fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut files, mut open) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(inner) = open.pop() {
        let entries = match fs::read_dir(&inner) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            match entry.file_type()?.is_dir() {
                true => open.push(entry.path()),
                false => files.extend(entry.path().strip_prefix(folder).map(Path::to_path_buf)),
            }
        }
    }
    Ok(files)
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_file_appears_whole_under_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("letters/00000/A-1.pdf");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path.with_extension("pdf.partial"), "left by a run that was killed, and longer").unwrap();
        sync_file(&place_private(&path, b"new").unwrap()).unwrap();
        sync_folder(path.parent().unwrap()).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(files_below(folder.path()).unwrap(), [Path::new("letters/00000/A-1.pdf")]);
        assert!(files_below(&folder.path().join("none")).unwrap().is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_reads_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (letter, journal) = (folder.path().join("a/1.md"), folder.path().join("b/manifest.jsonl"));
        place_private(&letter, b"").unwrap();
        Appender::open(&journal, 0).unwrap();
        for path in [&letter, &journal] {
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(path), mode(path.parent().unwrap())), (0o600, 0o700));
        }
    }

    #[test]
    fn a_journal_goes_on_behind_its_last_whole_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        fs::write(&path, "one\ntw").unwrap();
        Appender::open(&path, 4).unwrap().append(b"two\n").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"one\ntwo\n");
    }

    #[test]
    fn what_is_no_regular_file_is_not_streamed() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(open_stream(folder.path(), "x").unwrap_err().diagnostic.code, "not-a-file");
        assert_eq!(open_stream(&folder.path().join("x"), "x").unwrap_err().diagnostic.code, "not-found");
    }
}
