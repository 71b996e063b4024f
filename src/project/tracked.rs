//! Whether Git keeps a file: personal data that is committed once is there for good.

use std::fs;
use std::path::{Path, PathBuf};

/// Whether a file is in the index of the Git work tree that it lies in: committed, or about to be.
///
/// The index is searched for the file's name. Names in an index of format 4 are shortened and not found, nor is a file
/// that is merely not ignored yet.
pub fn is_tracked(path: &Path) -> bool {
    let Ok(path) = path.canonicalize() else { return false };
    let Some(root) = path.ancestors().skip(1).find(|folder| folder.join(".git").exists()) else { return false };
    let Ok(inside) = path.strip_prefix(root) else { return false };
    let name = inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
    let Ok(index) = fs::read(git_folder(root).join("index")) else { return false };
    // The length of a name, at most a byte of it, stands before it; so a name that merely ends alike does not count.
    let length = u8::try_from(name.len() & 0xFF).unwrap_or_default();
    let entry = [&[length], name.as_bytes(), b"\0"].concat();
    index.windows(entry.len()).any(|window| window == entry)
}

/// The folder of the index; a further work tree names it in a file.
fn git_folder(root: &Path) -> PathBuf {
    let git = root.join(".git");
    match fs::read_to_string(&git) {
        Ok(text) => root.join(text.trim().trim_start_matches("gitdir:").trim()),
        Err(_) => git,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_in_the_index_is_tracked() {
        let folder = tempfile::tempdir().unwrap();
        let git = |arguments: &[&str]| {
            let run = std::process::Command::new("git").current_dir(folder.path()).args(arguments).output();
            run.is_ok_and(|output| output.status.success())
        };
        // Without Git there is nothing to be tracked.
        if !git(&["init", "--quiet"]) {
            return;
        }
        fs::create_dir(folder.path().join("lists")).unwrap();
        let (list, other) = (folder.path().join("lists/people.csv"), folder.path().join("people.csv"));
        fs::write(&list, "id").unwrap();
        fs::write(&other, "id").unwrap();
        assert!(!is_tracked(&list));
        assert!(git(&["add", "lists/people.csv"]));
        assert!(is_tracked(&list) && !is_tracked(&folder.path().join("none")));
        assert!(!is_tracked(&other), "a name that ends alike is another");
    }
}
