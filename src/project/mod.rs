//! The door to the world: folders, files, the clock and the environment come in here and nowhere else.
//!
//! 1. [`Environment`] gathers what the machine says, once: language, colours, time.
//! 2. [`Project::find`] looks for the root upwards.
//! 3. [`Project::incidents`] lists what there is (`list`); [`Project::read_text`] and [`Project::read_bytes`] read it (`read`).
//! 4. [`Project::overrides`] and [`Project::fonts`] bring in what a project has of its own (`overrides`).
//! 5. [`open_stream`], [`Appender`] and [`place_private`] stream what is too much for memory (`stream`).
//! 6. [`write_atomic`], [`write_new`] and [`write_private`] write whole files or nothing (`atomic`).
//! 7. [`Project::lock`], [`finish_folder`] and [`remove_folder`] do so for folders (`folder`).
//!
//! **Invariant:** no other room touches disk, clock or environment; `clippy.toml` bans the functions that do.
//! What keeps the program from its work is a [`Failure`] (exit code 2), told apart from what is wrong in a text (exit code 1).
#![allow(clippy::disallowed_methods, reason = "this room is the door that the ban points to")]

mod atomic;
mod environment;
mod failure;
mod folder;
mod interrupt;
mod list;
mod overrides;
mod read;
mod stream;
mod tracked;

pub use atomic::{sync_folder, write_atomic, write_new, write_private};
pub use environment::{Colour, Environment, JAPAN, Secret};
pub use failure::Failure;
pub use folder::{Below, Lock, finish_folder, remove_folder, unfinished, write_unfinished};
pub use interrupt::{INTERRUPTED, interruption};
pub use list::{Incident, Listing, is_slug};
pub use read::TEXT_LIMIT;
pub use stream::{Appender, files_below, open_stream, place_private, sync_file, sync_files};
pub use tracked::is_tracked;

use std::path::{Path, PathBuf};

/// The name of the file that configures a project.
pub const CONFIG: &str = "kohyo.toml";

/// A folder of incidents.
///
/// It holds a path and nothing read from it: every method looks at the disk as it is then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// Finds the project of a folder: the nearest one upwards that has `kohyo.toml` or `incidents/`.
    pub fn find(start: &Path) -> Result<Project, Failure> {
        // A folder that does not exist yet may still lie in a project.
        let absolute = start.canonicalize().or_else(|_| std::path::absolute(start));
        let start = absolute.map_err(|error| Failure::unreadable(&start.to_string_lossy(), &error))?;
        let is_root = |folder: &&Path| folder.join(CONFIG).is_file() || folder.join("incidents").is_dir();
        match start.ancestors().find(is_root) {
            Some(root) => Ok(Project::at(root)),
            None => Err(Failure::no_project(&start)),
        }
    }

    /// Takes a folder as the root, whatever is in it: for the first incident of a new project.
    pub fn at(root: &Path) -> Project {
        Project { root: root.to_path_buf() }
    }

    /// The root folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The path of a name relative to the root, as [`Project::name_of`] gives it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Whether something of this name is there, be it a broken link.
    pub fn has(&self, name: &str) -> bool {
        self.path(name).symlink_metadata().is_ok()
    }

    /// What diagnostics call a path: relative to the root, with `/` as separator; in full outside of it.
    pub fn name_of(&self, path: &Path) -> String {
        match path.strip_prefix(&self.root) {
            Ok(inside) => inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"),
            Err(_) => path.to_string_lossy().into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_the_nearest_folder_upwards() {
        let folder = tempfile::tempdir().unwrap();
        let root = &folder.path().canonicalize().unwrap();
        std::fs::create_dir_all(root.join("incidents/a")).unwrap();
        std::fs::create_dir_all(root.join("sub/deep")).unwrap();
        assert_eq!(Project::find(&root.join("incidents/a")).unwrap().root(), root);
        assert_eq!(Project::find(&root.join("sub/deep/not/there")).unwrap().root(), root);
        std::fs::write(root.join("sub/kohyo.toml"), "").unwrap();
        let project = Project::find(&root.join("sub/deep")).unwrap();
        assert_eq!(project.root(), root.join("sub"));
        assert_eq!(project.name_of(&project.path("incidents/a/v1.toml")), "incidents/a/v1.toml");
        assert_eq!(project.name_of(Path::new("/elsewhere/x")), "/elsewhere/x");
    }

    #[test]
    fn no_project_is_said_with_what_was_looked_for() {
        let folder = tempfile::tempdir().unwrap();
        // A file called `incidents` or a folder called `kohyo.toml` is no project.
        std::fs::write(folder.path().join("incidents"), "").unwrap();
        std::fs::create_dir(folder.path().join(CONFIG)).unwrap();
        assert_eq!(Project::find(folder.path()).unwrap_err().diagnostic.code, "no-project");
    }
}
