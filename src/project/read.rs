//! Reading: whole regular files, up to a limit, as UTF-8.

use super::{Failure, Project};
use crate::diag::{Diagnostic, Wording};
use crate::text::{SourceId, Sources, Span};
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

/// The largest text that is read: 16 MiB, many times what a person writes.
pub const TEXT_LIMIT: u64 = 16 << 20;

impl Project {
    /// Reads a text into `sources`, under its name relative to the root.
    ///
    /// A byte order mark is left out, so that offsets and columns count from the first character.
    /// Not for lists of recipients: `sources` are what diagnostics show lines of.
    /// A text that is not UTF-8 stays in `sources` with its bad bytes replaced, for its diagnostic to point into.
    pub fn read_text(&self, path: &Path, sources: &mut Sources) -> Result<SourceId, Failure> {
        let name = self.name_of(path);
        let bytes = self.read_bytes(path, TEXT_LIMIT)?;
        match std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes)) {
            Ok(text) => Ok(sources.add(name, text)),
            Err(error) => {
                let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
                let source = sources.add(name, String::from_utf8_lossy(bytes));
                Err(not_utf8(source, error.valid_up_to()))
            }
        }
    }

    /// Reads a file of at most `limit` bytes.
    pub fn read_bytes(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
        let name = self.name_of(path);
        let unreadable = |error| Failure::unreadable(&name, &error);
        let metadata = fs::metadata(path).map_err(unreadable)?;
        // Before it is opened: opening a pipe would wait for its writer for ever.
        if !metadata.is_file() {
            return Err(Failure::not_a_file(&name));
        }
        if metadata.len() > limit {
            return Err(Failure::too_large(&name, limit));
        }
        let mut bytes = Vec::new();
        let file = File::open(path).map_err(unreadable)?;
        // The size that was just asked for is a hint: a file may grow, and some report none.
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > limit { Err(Failure::too_large(&name, limit)) } else { Ok(bytes) }
    }
}

fn not_utf8(source: SourceId, offset: usize) -> Failure {
    let headline = Wording::new("文字コードが UTF-8 ではありません", "the text is not UTF-8");
    // The replacement character in the text is three bytes long.
    let diagnostic = Diagnostic::error("not-utf8", headline).at(Span::new(source, offset..offset + 3));
    Failure::new(diagnostic.hint(Wording::new(
        "エディターで文字コードを UTF-8 にして保存し直してください（Shift_JIS や UTF-16 は読めません）",
        "save it again as UTF-8 in your editor (Shift_JIS and UTF-16 are not read)",
    )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Language, render};

    /// Writes one file and reads it.
    fn read(bytes: &[u8]) -> (Result<SourceId, Failure>, Sources) {
        let folder = tempfile::tempdir().unwrap();
        let project = Project::at(folder.path());
        fs::write(project.path("v1.toml"), bytes).unwrap();
        let mut sources = Sources::default();
        (project.read_text(&project.path("v1.toml"), &mut sources), sources)
    }

    fn code(result: Result<SourceId, Failure>) -> &'static str {
        result.unwrap_err().diagnostic.code
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        let (id, sources) = read("\u{FEFF}件 = 1".as_bytes());
        let source = sources.get(id.unwrap());
        assert_eq!((source.name.as_str(), source.text.as_str()), ("v1.toml", "件 = 1"));
    }

    #[test]
    fn the_first_bad_byte_has_a_line_and_a_column() {
        for (bytes, place) in [
            ("\u{FEFF}a = 1\n件 = \"".bytes().chain([0x8C, 0x8F, 0x22]).collect::<Vec<u8>>(), "v1.toml:2:6"),
            (vec![0xFF, 0xFE, 0x61, 0], "v1.toml:1:1"),
            (vec![0x61, 0xE4, 0xBB], "v1.toml:1:2"),
        ] {
            let (result, sources) = read(&bytes);
            let diagnostic = result.unwrap_err().diagnostic;
            let drawn = render::human(&[*diagnostic], &sources, Language::Ja, false);
            assert!(drawn.starts_with("エラー[not-utf8]") && drawn.contains(&format!("--> {place}\n")), "{drawn}");
        }
    }

    #[test]
    fn what_is_no_ordinary_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let project = Project::at(folder.path());
        let mut sources = Sources::default();
        let mut read = |name: &str| code(project.read_text(&project.path(name), &mut sources));
        File::create(project.path("huge")).unwrap().set_len(50 << 20).unwrap();
        fs::create_dir(project.path("folder")).unwrap();
        assert_eq!(read("huge"), "too-large");
        assert_eq!(read("folder"), "not-a-file");
        assert_eq!(read("missing"), "not-found");
        assert_eq!(read("huge/below"), "unreadable");
        assert_eq!(read("nul\0"), "unreadable");
    }

    #[cfg(unix)]
    #[test]
    fn pipes_and_loops_do_not_hang() {
        let folder = tempfile::tempdir().unwrap();
        let project = Project::at(folder.path());
        let mut sources = Sources::default();
        assert!(std::process::Command::new("mkfifo").arg(project.path("pipe")).status().unwrap().success());
        std::os::unix::fs::symlink("loop", project.path("loop")).unwrap();
        assert_eq!(code(project.read_text(&project.path("pipe"), &mut sources)), "not-a-file");
        assert_eq!(code(project.read_text(&project.path("loop"), &mut sources)), "unreadable");
        // A device without an end has no size to ask for; it is not a regular file.
        assert_eq!(code(project.read_text(Path::new("/dev/zero"), &mut sources)), "not-a-file");
    }
}
