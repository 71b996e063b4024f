//! What keeps the program from its work.

use crate::diag::{Diagnostic, Wording};
use std::io;
use std::path::Path;

/// Something outside of an author's text that stops a command: exit code 2.
///
/// It is a type of its own, and not a code among others, so that a caller cannot mistake an unreadable disk for an error in an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What to show; boxed, because a result is moved more often than it fails.
    pub diagnostic: Box<Diagnostic>,
}

impl Failure {
    /// Makes a failure of a diagnostic.
    pub fn new(diagnostic: Diagnostic) -> Failure {
        Failure { diagnostic: Box::new(diagnostic) }
    }

    /// Why a file or folder could not be read.
    pub fn unreadable(name: &str, error: &io::Error) -> Failure {
        let (ja, en) = reason(error);
        let code = if error.kind() == io::ErrorKind::NotFound { "not-found" } else { "unreadable" };
        Failure::new(Diagnostic::error(
            code,
            Wording::new(format!("{name} を読めません：{ja}"), format!("cannot read {name}: {en}")),
        ))
    }

    /// Why a file or folder could not be written.
    pub fn unwritable(name: &str, error: &io::Error) -> Failure {
        let (ja, en) = reason(error);
        let headline = Wording::new(format!("{name} に書き込めません：{ja}"), format!("cannot write {name}: {en}"));
        Failure::new(Diagnostic::error("unwritable", headline).hint(Wording::new(
            "書き込み先は変更されていません。空き容量と、フォルダーに書き込む権限を確かめてください",
            "the target is unchanged; check the free space and the permissions of its folder",
        )))
    }

    pub(super) fn not_a_file(name: &str) -> Failure {
        let headline =
            Wording::new(format!("{name} は通常のファイルではありません"), format!("{name} is not a regular file"));
        Failure::new(Diagnostic::error("not-a-file", headline))
    }

    pub(super) fn linked_folder(name: &str) -> Failure {
        let headline =
            Wording::new(format!("{name} はフォルダーへのリンクです"), format!("{name} is a link to a folder"));
        Failure::new(Diagnostic::error("linked-folder", headline).hint(Wording::new(
            "テンプレートのリンク先フォルダーは読みません。中のファイルをここへ置いてください",
            "linked folders of templates are not followed; put the files themselves here",
        )))
    }

    pub(super) fn too_large(name: &str, limit: u64) -> Failure {
        let mebibytes = limit >> 20;
        Failure::new(Diagnostic::error(
            "too-large",
            Wording::new(
                format!("{name} が大きすぎます（上限 {mebibytes} MiB）"),
                format!("{name} is too large (the limit is {mebibytes} MiB)"),
            ),
        ))
    }

    pub(super) fn no_project(start: &Path) -> Failure {
        let start = start.to_string_lossy();
        let headline = Wording::new(
            format!("{start} から上に、事案のフォルダー（kohyo.toml または incidents/）がありません"),
            format!("no project (kohyo.toml or incidents/) in {start} or above"),
        );
        Failure::new(Diagnostic::error("no-project", headline).hint(Wording::new(
            "事案のフォルダーへ移るか、`kohyo new <事案名>` で最初の事案を作ってください",
            "go to a project's folder, or make a first incident with `kohyo new <slug>`",
        )))
    }
}

/// The usual reasons in both languages; the rest in the words of the operating system.
fn reason(error: &io::Error) -> (String, String) {
    let (ja, en) = match error.kind() {
        io::ErrorKind::NotFound => ("見つかりません", "not found"),
        io::ErrorKind::PermissionDenied => ("権限がありません", "permission denied"),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            ("途中がフォルダーではありません", "a part of the path is not a folder")
        }
        io::ErrorKind::IsADirectory => ("フォルダーです", "it is a folder"),
        io::ErrorKind::StorageFull => ("空き容量がありません", "no space left"),
        io::ErrorKind::ReadOnlyFilesystem => ("読み取り専用です", "the file system is read-only"),
        _ => return (error.to_string(), error.to_string()),
    };
    (ja.to_owned(), en.to_owned())
}
