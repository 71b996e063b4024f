//! The rules of the house that no compiler keeps: who imports whom, what stands where, what is documented.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every room with the rooms that it may import, in the order of the pipeline: rooms import only earlier ones.
///
/// `project` is imported only where commands meet the world, `write` cannot reach an incident or a case,
/// and `facts` is the last room that sees `incident`.
const ROOMS: &[(&str, &str)] = &[
    ("text", ""),
    ("diag", "text"),
    ("project", "text diag"),
    ("locale", "text diag"),
    ("vocabulary", "text diag locale"),
    ("incident", "text diag locale vocabulary"),
    ("facts", "text diag locale vocabulary incident"),
    ("regime", "text diag locale vocabulary facts"),
    ("document", "text diag locale"),
    ("fonts", "text diag locale document"),
    ("template", "text diag locale vocabulary facts regime document fonts"),
    ("change", "text diag locale vocabulary facts regime document fonts template"),
    ("check", "text diag locale vocabulary facts regime document fonts template change"),
    ("write", "text diag locale document fonts"),
    ("letters", "text diag project locale vocabulary facts regime document fonts template change check write"),
    ("release", "text diag project locale vocabulary facts regime document fonts template change check write letters"),
    (
        "cli",
        "text diag project locale vocabulary incident facts regime document fonts template change check write letters release",
    ),
];

/// Lines that a file may have without a `// Long because …` near its top.
const LONGEST: usize = 400;

#[test]
fn rooms_import_only_what_the_table_allows() {
    let mut wrong = Vec::new();
    for (path, text) in rust_files("src") {
        // lib.rs and main.rs stand above the rooms.
        let Some(room) = path.strip_prefix("src/").and_then(|path| path.split_once('/')).map(|(room, _)| room) else {
            continue;
        };
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!("{path}: the room {room} is not in the table"));
            continue;
        };
        let imported = imports(&text).into_iter().filter(|other| ROOMS.iter().any(|(name, _)| name == other));
        let foreign = imported.filter(|other| other != room && !allowed.split(' ').any(|name| name == other));
        wrong.extend(foreign.map(|other| format!("{path}: {room} may not import {other}")));
        if climbs_out(&path, &text) {
            wrong.push(format!("{path}: reach other rooms by crate::, not by super::"));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn rooms_import_only_earlier_rooms() {
    for (index, (room, allowed)) in ROOMS.iter().enumerate() {
        for other in allowed.split(' ').filter(|other| !other.is_empty()) {
            assert!(ROOMS[..index].iter().any(|(name, _)| *name == other), "{room} lists {other}");
        }
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent: Vec<String> =
        all_rust_files().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(path, _)| path).collect();
    assert_eq!(silent, [""; 0], "the first line of a module is a //! line");
}

#[test]
fn no_file_is_long_without_a_reason() {
    let explained = |text: &str| text.lines().take(30).any(|line| line.starts_with("// Long because "));
    let long = all_rust_files().into_iter().filter(|(_, text)| text.lines().count() > LONGEST && !explained(text));
    assert_eq!(long.map(|(path, _)| path).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn paths_in_the_architecture_exist() {
    let text = fs::read_to_string(root("ARCHITECTURE.md")).unwrap();
    let is_there = |path: &&str| root(path).exists() || root("src").join(path).exists();
    let missing: Vec<&str> = code_spans(&text).filter(|span| is_path(span)).filter(|path| !is_there(path)).collect();
    assert_eq!(missing, [""; 0], "ARCHITECTURE.md names paths that do not exist");
}

#[test]
fn commands_in_the_readme_exist() {
    let text = fs::read_to_string(root("README.md")).unwrap();
    let commands = text.lines().filter_map(|line| line.trim_start_matches("$ ").strip_prefix("kohyo "));
    let words = commands.filter_map(|line| line.split_whitespace().find(|word| !word.starts_with('-')));
    let is_there = |word: &&str| root("src/cli").join(format!("{}.rs", word.replace('-', "_"))).exists();
    let missing: BTreeSet<&str> = words.filter(|word| !is_there(word)).collect();
    assert_eq!(missing, BTreeSet::new(), "README.md runs commands that have no file in src/cli");
}

#[test]
fn imports_are_read_in_every_form() {
    let text = "use crate::text::Span;\npub use crate::{diag::{self, Wording}, locale};\n// crate::cli\nlet x = crate::facts::y();\nuse crate as c;";
    assert_eq!(imports(text), ["text", "diag", "locale", "facts"].map(str::to_owned).into());
}

/// The first names of all `crate::` paths outside of comments.
fn imports(text: &str) -> BTreeSet<String> {
    let code: String = text.lines().map(|line| line.split("//").next().unwrap_or("").to_owned() + "\n").collect();
    let mut found = BTreeSet::new();
    for path in code.split("crate::").skip(1) {
        match path.strip_prefix('{') {
            None => drop(found.insert(name(path))),
            Some(group) => found.extend(group_names(group)),
        }
    }
    found
}

/// The first names in `{a::{b, c}, d}`, from behind its first brace.
fn group_names(group: &str) -> Vec<String> {
    let (mut depth, mut names, mut is_start) = (0, Vec::new(), true);
    for (index, character) in group.char_indices() {
        match character {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => is_start = true,
            _ if is_start && !character.is_whitespace() => {
                names.push(name(&group[index..]));
                is_start = false;
            }
            _ => {}
        }
    }
    names
}

fn name(path: &str) -> String {
    path.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect()
}

/// Whether a `use super::…` of a file leaves its room.
fn climbs_out(path: &str, text: &str) -> bool {
    let folders = path.matches('/').count();
    let depth = if path.ends_with("/mod.rs") { folders - 1 } else { folders };
    let uses = text.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("use "));
    uses.into_iter().any(|path| path.matches("super::").count() >= depth)
}

/// What stands between single backticks, outside of code blocks.
fn code_spans(text: &str) -> impl Iterator<Item = &str> {
    let outside = text.split("```").step_by(2);
    outside.flat_map(|part| part.split('`').skip(1).step_by(2))
}

/// Whether a code span names a path of the repository: a slash, and neither blanks nor a placeholder.
fn is_path(span: &str) -> bool {
    let plain = |character: char| character.is_ascii_alphanumeric() || "._-/".contains(character);
    span.contains('/') && !span.starts_with('/') && span.chars().all(plain)
}

fn all_rust_files() -> Vec<(String, String)> {
    ["src", "tests", "benches"].into_iter().flat_map(rust_files).collect()
}

/// All Rust files below a folder: their paths from the root, and their texts.
fn rust_files(folder: &str) -> Vec<(String, String)> {
    let (mut folders, mut files) = (vec![root(folder)], Vec::new());
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root("")).unwrap().to_string_lossy().replace('\\', "/");
                files.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
