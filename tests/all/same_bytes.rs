//! The same incident gives the same bytes: again, elsewhere, in another year's environment.

use super::render::{RUN, files, render, root};
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn rendering_again_gives_the_same_bytes() {
    let again = render(&root(), &[], |_| ());
    assert_same(&again.folder);
}

#[test]
fn rendering_elsewhere_gives_the_same_bytes() {
    let elsewhere = tempfile::tempdir().unwrap();
    let project = elsewhere.path().join("別の場所").join("a b");
    for (name, bytes) in files(&root().join("incidents")) {
        let path = project.join("incidents").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let strange = |command: &mut Command| {
        let settings =
            [("TZ", "Pacific/Kiritimati"), ("LANG", "ar_EG.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("SOURCE_DATE_EPOCH", "1")];
        command.env_clear().envs(settings).env("HOME", elsewhere.path());
    };
    let run = render(&project, &[], strange);
    assert_eq!(run.output.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.output.stderr));
    assert_same(&run.folder);
}

/// Compares a folder with the run of this test; names the files that differ.
fn assert_same(folder: &Path) {
    let (first, second) = (files(&RUN.folder), files(folder));
    assert!(first.keys().eq(second.keys()), "other files");
    let different: Vec<&String> = first.iter().filter(|(name, bytes)| second[*name] != **bytes).map(|(name, _)| name).collect();
    assert_eq!(different, Vec::<&String>::new());
}
