//! Which incidents there are, and in which versions.

use super::{Failure, Project};
use crate::diag::{Diagnostic, Wording};
use std::fs;
use std::path::{Path, PathBuf};

/// What `incidents/` holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The incidents by their slugs' alphabet.
    pub incidents: Vec<Incident>,
    /// What looks like an incident or a version and is passed over.
    pub notes: Vec<Diagnostic>,
}

/// One incident's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Its name.
    pub slug: String,
    /// Its versions in numeric order, at least one: those that have a file, and those that were published.
    pub versions: Vec<u32>,
}

/// Whether a text is a slug: lower-case ASCII words joined by `-`.
pub fn is_slug(text: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.split('-').all(is_word)
}

impl Project {
    /// The file of one version: `incidents/<slug>/v<N>.toml`.
    pub fn version_path(&self, slug: &str, version: u32) -> PathBuf {
        self.root.join("incidents").join(slug).join(format!("v{version}.toml"))
    }

    /// Lists incidents and their versions; a project without `incidents/` has none.
    ///
    /// Only names are looked at. Whether a version is a readable file shows when it is read.
    pub fn incidents(&self) -> Result<Listing, Failure> {
        let mut listing = Listing::default();
        let folder = self.path("incidents");
        for name in self.names(&folder)? {
            let path = folder.join(&name);
            let is_folder = path.is_dir();
            if is_folder && is_slug(&name) {
                self.list_versions(name, &path, &mut listing)?;
            } else if is_folder || is_toml(&name) {
                listing.notes.push(self.passed_over(
                    &path,
                    Wording::new(
                        "事案名は英小文字・数字を - でつないだフォルダー名です",
                        "an incident is a folder named in lower-case ASCII words joined by -",
                    ),
                ));
            }
        }
        Ok(listing)
    }

    fn list_versions(&self, slug: String, folder: &Path, listing: &mut Listing) -> Result<(), Failure> {
        let names = self.names(folder)?;
        let mut versions: Vec<u32> = names.iter().filter_map(|name| version(name)).collect();
        let published = folder.join("published");
        // What else is in its place is for whoever verifies.
        let kept = if published.is_dir() { self.names(&published)? } else { Vec::new() };
        versions.extend(kept.iter().filter_map(|name| version(&format!("{name}.toml"))));
        versions.sort_unstable();
        versions.dedup();
        let others = names.iter().filter(|name| is_toml(name) && version(name).is_none());
        let hint = || Wording::new("版のファイル名は v1.toml、v2.toml … です", "versions are named v1.toml, v2.toml …");
        listing.notes.extend(others.map(|name| self.passed_over(&folder.join(name), hint())));
        if versions.is_empty() {
            listing.notes.push(self.passed_over(folder, hint()));
        } else {
            listing.incidents.push(Incident { slug, versions });
        }
        Ok(())
    }

    /// The names in a folder, in the order of their bytes, without hidden ones.
    pub(super) fn names(&self, folder: &Path) -> Result<Vec<String>, Failure> {
        let mut names = self.all_names(folder)?;
        names.retain(|name| !name.starts_with('.'));
        Ok(names)
    }

    /// The names in a folder, in the order of their bytes; none if it does not exist.
    pub(super) fn all_names(&self, folder: &Path) -> Result<Vec<String>, Failure> {
        let unreadable = |error| Failure::unreadable(&self.name_of(folder), &error);
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(unreadable)?,
        };
        let names: Result<Vec<String>, _> =
            entries.map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned())).collect();
        let mut names = names.map_err(unreadable)?;
        names.sort_unstable();
        Ok(names)
    }

    fn passed_over(&self, path: &Path, hint: Wording) -> Diagnostic {
        let name = self.name_of(path);
        let headline = Wording::new(format!("{name} は読まれません"), format!("{name} is passed over"));
        Diagnostic::note("passed-over", headline).hint(hint)
    }
}

/// The number of a version's file name: `v12.toml` is 12, `v0.toml` and `v01.toml` are none.
fn version(name: &str) -> Option<u32> {
    let digits = name.strip_prefix('v')?.strip_suffix(".toml")?;
    let plain = !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

fn is_toml(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(files: &[&str]) -> Listing {
        let folder = tempfile::tempdir().unwrap();
        let project = Project::at(folder.path());
        for file in files {
            let path = project.path("incidents").join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        project.incidents().unwrap()
    }

    #[test]
    fn versions_are_in_numeric_order() {
        let listing = listed(&["tges/v10.toml", "tges/v2.toml", "tges/v1.toml", "tges/ledger.jsonl", "ebino/v1.toml"]);
        let expected = [("ebino", vec![1]), ("tges", vec![1, 2, 10])];
        assert_eq!(listing.incidents, expected.map(|(slug, versions)| Incident { slug: slug.to_owned(), versions }));
        assert_eq!(listing.notes, []);
        let kept =
            listed(&["a/v3.toml", "a/published/v1/entry.json", "a/published/v02/x", "a/published/v3/entry.json"]);
        assert_eq!(kept.incidents, [Incident { slug: "a".to_owned(), versions: vec![1, 3] }]);
        assert_eq!(listed(&["a/v1.toml", "a/published"]).incidents[0].versions, [1]);
        assert_eq!(listed(&[]), Listing::default());
    }

    #[test]
    fn what_only_looks_like_a_version_is_noted() {
        let listing = listed(&[
            "a/v1.toml",
            "a/v01.toml",
            "a/v0.toml",
            "a/V2.toml",
            "a/v+3.toml",
            "a/v99999999999.toml",
            "a/.v4.toml",
            "a/recipients.csv",
            "Ebino/v1.toml",
            "b/readme.txt",
            "c.toml",
            "えびの/v1.toml",
        ]);
        assert_eq!(listing.incidents, [Incident { slug: "a".to_owned(), versions: vec![1] }]);
        let noted: Vec<&str> = listing.notes.iter().map(|note| note.headline.en.split(' ').next().unwrap()).collect();
        let expected = [
            "Ebino",
            "a/V2.toml",
            "a/v+3.toml",
            "a/v0.toml",
            "a/v01.toml",
            "a/v99999999999.toml",
            "b",
            "c.toml",
            "えびの",
        ];
        assert_eq!(noted, expected.map(|name| format!("incidents/{name}")));
    }

    #[cfg(unix)]
    #[test]
    fn link_loops_do_not_hang() {
        let folder = tempfile::tempdir().unwrap();
        let project = Project::at(folder.path());
        fs::create_dir_all(project.path("incidents/a")).unwrap();
        std::os::unix::fs::symlink(".", project.path("incidents/a/deeper")).unwrap();
        std::os::unix::fs::symlink("../incidents", project.path("incidents/b")).unwrap();
        std::os::unix::fs::symlink("c", project.path("incidents/c")).unwrap();
        std::os::unix::fs::symlink("v1.toml", project.path("incidents/a/v1.toml")).unwrap();
        let listing = project.incidents().unwrap();
        assert_eq!(listing.incidents, [Incident { slug: "a".to_owned(), versions: vec![1] }]);
    }

    #[test]
    fn slugs_are_lower_case_words() {
        for good in ["a", "ebino-2023", "2024-tges"] {
            assert!(is_slug(good), "{good}");
        }
        for bad in ["", "-", "a-", "-a", "a--b", "A", "a_b", "a/b", "..", "えびの", "a b"] {
            assert!(!is_slug(bad), "{bad}");
        }
    }
}
