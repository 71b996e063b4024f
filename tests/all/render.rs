//! The incidents of the repository, rendered once for all tests: every version, every document, every format.

use kohyo::document::Document;
use kohyo::facts::Case;
use kohyo::facts::stated::Value;
use kohyo::project::Project;
use kohyo::template::{Templates, draft};
use kohyo::text::Sources;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, LazyLock};

/// Formats that every document is written in.
pub const FORMATS: [&str; 3] = ["md", "html", "pdf"];

/// A document of an incident with the files that the program made of it.
pub struct Rendered {
    pub slug: String,
    pub version: u32,
    /// The tree, drafted through the library.
    pub document: Document,
    /// The files without their extension.
    stem: PathBuf,
}

impl Rendered {
    /// Which document it is, for messages.
    pub fn name(&self) -> String {
        format!("{}/v{}/{}", self.slug, self.version, self.document.id)
    }

    /// The file that the program wrote.
    pub fn path(&self, format: &str) -> PathBuf {
        self.stem.with_extension(format)
    }

    pub fn text(&self, format: &str) -> String {
        fs::read_to_string(self.path(format)).unwrap()
    }

    pub fn pdf(&self) -> Vec<u8> {
        fs::read(self.path("pdf")).unwrap()
    }
}

/// What one run of the program did.
pub struct Run {
    pub output: Output,
    pub folder: PathBuf,
    /// Removes the folder at the end.
    _guard: tempfile::TempDir,
}

/// Every document of every version, in the order of the listing.
pub static ALL: LazyLock<Vec<Rendered>> = LazyLock::new(documents);

/// The run that wrote them.
pub static RUN: LazyLock<Run> = LazyLock::new(|| render(&root(), &[], |_| ()));

/// Renders every version of every incident of a project into a new folder.
pub fn render(project: &Path, arguments: &[&str], set: impl Fn(&mut Command)) -> Run {
    let guard = tempfile::tempdir().unwrap();
    let folder = guard.path().join("out");
    let mut command = Command::new(env!("CARGO_BIN_EXE_kohyo"));
    command.current_dir(project).args(["--locale", "en", "render", "--out"]).arg(&folder).args(arguments);
    command.args(versions(project).iter().map(|(slug, version)| format!("{slug}@{version}")));
    set(&mut command);
    Run { output: command.output().unwrap(), folder, _guard: guard }
}

/// Every version of every incident of a project.
pub fn versions(project: &Path) -> Vec<(String, u32)> {
    let incidents = Project::at(project).incidents().unwrap().incidents;
    incidents.into_iter().flat_map(|found| found.versions.into_iter().map(move |n| (found.slug.clone(), n))).collect()
}

/// The repository, which is a project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn documents() -> Vec<Rendered> {
    let project = Project::at(&root());
    let mut sources = Sources::default();
    let templates = Templates::parse(&BTreeMap::new(), &mut sources).unwrap_or_else(|wrong| panic!("{wrong:?}"));
    let mut cases = Cases::new();
    let mut documents = Vec::new();
    for (slug, version) in versions(&root()) {
        let case = resolved(&mut cases, &project, &mut sources, &slug, version);
        for entry in case.entries("documents") {
            let document =
                draft(&case, entry, None, &templates, &sources).unwrap_or_else(|wrong| panic!("{wrong:?}")).document;
            let stem = RUN.folder.join(&slug).join(format!("v{version}")).join(&document.id);
            documents.push(Rendered { slug: slug.clone(), version, document, stem });
        }
    }
    documents
}

type Cases = BTreeMap<(String, u32), Arc<Case>>;

/// A version with its base and its earlier versions, read once.
fn resolved(cases: &mut Cases, project: &Project, sources: &mut Sources, slug: &str, version: u32) -> Arc<Case> {
    let key = (slug.to_owned(), version);
    if let Some(case) = cases.get(&key) {
        return case.clone();
    }
    let path = project.version_path(slug, version);
    let id = project.read_text(&path, sources).unwrap_or_else(|_| panic!("{} is unreadable", path.display()));
    let (incident, _) = kohyo::incident::read(id, &sources.get(id).text);
    let base = incident.top("base").map(|field| {
        let Value::Text(name) = &field.value else { panic!("{slug}: {:?}", field.value) };
        let (slug, version) = name.split_once('@').unwrap();
        resolved(cases, project, sources, slug, version.parse().unwrap())
    });
    let before = versions(&root()).into_iter().filter(|(other, number)| other == slug && *number < version);
    let earlier = before.map(|(slug, number)| resolved(cases, project, sources, &slug, number)).collect();
    let case = Arc::new(Case::resolve(slug, version, incident, base.as_deref(), None, earlier).0);
    cases.insert(key, case.clone());
    case
}

/// Every file below a folder, by its path from there.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let (mut folders, mut files) = (vec![folder.to_path_buf()], BTreeMap::new());
    while let Some(inner) = folders.pop() {
        for path in fs::read_dir(inner).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

#[test]
fn every_incident_renders_without_a_warning() {
    let errors = String::from_utf8(RUN.output.stderr.clone()).unwrap();
    assert_eq!(RUN.output.status.code(), Some(0), "{errors}");
    let loud: Vec<&str> =
        errors.lines().filter(|line| line.starts_with("error") || line.starts_with("warning")).collect();
    assert_eq!(loud, [""; 0], "{errors}");
}

#[test]
fn every_document_is_there_in_every_format() {
    let named = |rendered: &Rendered| {
        let name = rendered.name();
        FORMATS.map(|format| format!("{name}.{format}"))
    };
    let expected: BTreeSet<String> = ALL.iter().flat_map(named).collect();
    assert_eq!(files(&RUN.folder).into_keys().collect::<BTreeSet<_>>(), expected);
    let printed = String::from_utf8(RUN.output.stdout.clone()).unwrap();
    assert_eq!(printed.lines().count(), expected.len(), "each file is named once\n{printed}");
}

#[test]
fn the_incidents_of_the_first_issue_are_there() {
    let expected = ["biprogy-usb@1", "ebino-library@1", "ebino-library@2", "harbour-clinic@1", "hokkaido-tender@1"];
    let found: BTreeSet<String> = versions(&root()).iter().map(|(slug, number)| format!("{slug}@{number}")).collect();
    let missing: Vec<&str> = expected.into_iter().filter(|name| !found.contains(*name)).collect();
    assert_eq!(missing, [""; 0]);
}
