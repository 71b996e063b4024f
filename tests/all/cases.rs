//! Cases: each folder of `tests/cases/<room>/<behaviour>/` is an input and what comes of it; its `README.md` tells how to add one.
//!
//! [`Project`] is the one set-up of all tests that run the program: it makes a folder, runs a command in it, and [`Outcome`] is asked what came of it.

use similar::TextDiff;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

/// The slug of the incident that a test writes about.
pub const SLUG: &str = "case";

/// A project in a folder of its own, gone with the value.
pub struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    /// An empty folder: not yet a project to the program.
    pub fn empty() -> Project {
        Project { folder: tempfile::Builder::new().prefix("kohyo-").tempdir().unwrap() }
    }

    /// A project with one version of one incident.
    pub fn incident(text: impl AsRef<[u8]>) -> Project {
        Project::empty().with("incidents/case/v1.toml", text)
    }

    /// A project that a case describes.
    pub fn case(folder: &Path) -> Project {
        let mut project = Project::empty();
        for name in files(folder) {
            let first = name.split(['/', '.']).next().unwrap_or_default();
            let target = match first {
                "expected" | "command" | "README" => continue,
                _ if is_version(&name) => format!("incidents/{SLUG}/{name}"),
                _ => name.clone(),
            };
            project = project.with(&target, fs::read(folder.join(&name)).unwrap());
        }
        project
    }

    /// The project with one more file.
    pub fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Project {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Where a file of the project stands.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program in the project's folder, with messages in Japanese unless the arguments say otherwise.
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        self.run_with(&[], arguments)
    }

    /// Runs it with nothing but some variables in its environment.
    pub fn run_with(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Outcome {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kohyo"));
        command.current_dir(self.folder.path()).env_clear().envs(variables.iter().copied()).args(arguments);
        if !arguments.contains(&"--locale") {
            command.args(["--locale", "ja"]);
        }
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program prints UTF-8");
        let outcome = Outcome {
            command: arguments.join(" "),
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        };
        outcome.orderly(self)
    }

    /// The files of a folder of the project by name; none if there is no such folder.
    pub fn files(&self, folder: &str) -> Vec<String> {
        let path = self.path(folder);
        if path.is_dir() { files(&path) } else { Vec::new() }
    }

    /// The text of a file of the project.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// What was rendered, by document and format: `release.md`.
    pub fn rendered(&self, name: &str) -> String {
        self.read(&format!("out/{SLUG}/v1/{name}"))
    }
}

/// What came of a command.
pub struct Outcome {
    command: String,
    /// Exit code; nothing if a signal ended the program.
    pub code: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Outcome {
    /// What holds for every run: it ends by itself, without a panic, and leaves no half-written file.
    fn orderly(self, project: &Project) -> Outcome {
        assert!(matches!(self.code, Some(0..=2)), "{} ended with {:?}\n{}", self.command, self.code, self.stderr);
        for word in ["panicked", "RUST_BACKTRACE", "unwrap()", "src/"] {
            assert!(!self.stderr.contains(word), "{} shows its inside:\n{}", self.command, self.stderr);
        }
        let out = project.files("out");
        let whole = [".md", ".html", ".pdf", "/manifest.jsonl", "/rejected.csv", "/.gitignore"];
        let half: Vec<_> = out.iter().filter(|name| !whole.iter().any(|end| name.ends_with(end))).collect();
        assert!(half.is_empty(), "{} left {half:?}", self.command);
        self
    }

    /// Asks for an exit code.
    #[track_caller]
    pub fn exits(self, code: i32) -> Outcome {
        assert_eq!(self.code, Some(code), "exit code of {}\n{}{}", self.command, self.stdout, self.stderr);
        self
    }

    /// Asks for words in the messages.
    #[track_caller]
    pub fn says(self, words: &str) -> Outcome {
        assert!(self.stderr.contains(words), "{} does not say {words:?}:\n{}", self.command, self.stderr);
        self
    }

    /// Asks that words are in no message, such as a name or an address.
    #[track_caller]
    pub fn conceals(self, words: &str) -> Outcome {
        assert!(!self.stderr.contains(words), "{} says {words:?}:\n{}", self.command, self.stderr);
        self
    }
}

fn is_version(name: &str) -> bool {
    let number = name.strip_prefix('v').and_then(|rest| rest.strip_suffix(".toml"));
    number.is_some_and(|number| number.parse::<u32>().is_ok())
}

/// All files below a folder by their names in it, sorted.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => found.push(path.strip_prefix(folder).unwrap().to_string_lossy().into_owned()),
            }
        }
    }
    found.sort();
    found
}

// ── the folders ─────────────────────────────────────────────────────────────

/// What a case expects or gets, by the name of the file that says so.
type Results = BTreeMap<String, String>;

#[test]
fn every_case_does_what_its_folder_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let wanted = std::env::var("KOHYO_CASE").unwrap_or_default();
    let names = files(&root).into_iter().filter(|name| name.matches('/').count() >= 2);
    let mut cases: Vec<String> = names.map(|name| name.split('/').take(2).collect::<Vec<_>>().join("/")).collect();
    cases.dedup();
    cases.retain(|case| case.contains(&wanted));
    assert!(!cases.is_empty());
    let failures = Mutex::new(Vec::new());
    let queue = Mutex::new(cases.into_iter());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(case) = next(&queue) {
                    let complaints = judge(&root.join(&case));
                    failures
                        .lock()
                        .unwrap()
                        .extend(complaints.into_iter().map(|complaint| format!("{case}: {complaint}")));
                }
            });
        }
    });
    let mut failures = failures.into_inner().unwrap();
    failures.sort();
    assert!(failures.is_empty(), "{} complaints\n\n{}", failures.len(), failures.join("\n\n"));
}

fn next(queue: &Mutex<std::vec::IntoIter<String>>) -> Option<String> {
    queue.lock().unwrap().next()
}

/// Runs a case and returns what is not as its folder says; with `KOHYO_ACCEPT=1` the folder is made to say it.
fn judge(folder: &Path) -> Vec<String> {
    let expected: Results = files(folder)
        .into_iter()
        .filter(|name| name.starts_with("expected"))
        .map(|name| (name.clone(), fs::read_to_string(folder.join(name)).unwrap()))
        .collect();
    let mut complaints = Vec::new();
    let mut got = Results::new();
    let both = expected.contains_key("expected.en.stderr");
    for lang in ["ja", "en"] {
        if lang == "ja" || both {
            complaints.extend(run(folder, lang, &expected, &mut got));
        }
    }
    if std::env::var_os("KOHYO_ACCEPT").is_some_and(|value| value == "1") {
        accept(folder, &expected, &got);
        return complaints;
    }
    let names = expected.keys().chain(got.keys()).collect::<std::collections::BTreeSet<_>>();
    for name in names {
        let (wanted, got) = (expected.get(name).map_or("", String::as_str), got.get(name).map_or("", String::as_str));
        if wanted != got {
            let diff = TextDiff::from_lines(wanted, got);
            complaints.push(format!("{name}\n{}", diff.unified_diff().context_radius(3).header("expected", "printed")));
        }
    }
    complaints
}

/// Runs a case in one language of messages and adds what came of it.
fn run(folder: &Path, lang: &str, expected: &Results, got: &mut Results) -> Option<String> {
    let project = Project::case(folder);
    let command = fs::read_to_string(folder.join("command")).unwrap_or_else(|_| format!("render {SLUG} --format md"));
    let mut outcome = Outcome { command: String::new(), code: Some(0), stdout: String::new(), stderr: String::new() };
    for command in command.lines().filter(|line| !line.trim().is_empty()) {
        let mut arguments: Vec<&str> = command.split_whitespace().collect();
        arguments.extend(["--locale", lang]);
        let next = project.run(&arguments);
        outcome.code = outcome.code.zip(next.code).map(|(before, code)| before.max(code));
        outcome.stderr += &next.stderr;
        if arguments.first() != Some(&"render") {
            outcome.stdout += &next.stdout;
        }
    }
    let documents = project.files("out");
    let stems: std::collections::BTreeSet<&str> =
        documents.iter().filter_map(|name| name.rsplit_once('.')).map(|(stem, _)| stem).collect();
    for name in &documents {
        let id = name.rsplit('/').next().unwrap_or_default();
        let single = stems.len() == 1 && !expected.keys().any(|name| name.starts_with("expected/"));
        let extension = id.rsplit('.').next().unwrap_or_default();
        let name_of = if single { format!("expected.{extension}") } else { format!("expected/{id}") };
        got.insert(name_of, without_style(&project.read(&format!("out/{name}"))));
    }
    let versions = project.files(&format!("incidents/{SLUG}"));
    if let Some(made) = versions.iter().find(|name| name.ends_with(".toml") && !folder.join(name).exists()) {
        got.insert("expected.toml".to_string(), project.read(&format!("incidents/{SLUG}/{made}")));
    }
    if !outcome.stderr.is_empty() {
        got.insert(format!("expected.{lang}.stderr"), outcome.stderr.clone());
    }
    if !outcome.stdout.is_empty() {
        got.insert("expected.stdout".to_string(), outcome.stdout);
    }
    // Errors end with 1, everything else with 0.
    let failed = outcome.stderr.contains("エラー[") || outcome.stderr.contains("error[");
    let code = Some(i32::from(failed));
    (outcome.code != code).then(|| format!("ended with {:?} instead of {code:?}", outcome.code))
}

/// A page without its style sheet, which is the same for all and no part of any behaviour; Markdown has none.
fn without_style(text: &str) -> String {
    match text.split_once("<style>\n").and_then(|(head, rest)| Some((head, rest.split_once("</style>")?.1))) {
        Some((head, rest)) => format!("{head}<style>…</style>{rest}"),
        None => text.to_string(),
    }
}

fn accept(folder: &Path, expected: &Results, got: &Results) {
    for name in expected.keys().filter(|name| !got.contains_key(*name)) {
        fs::remove_file(folder.join(name)).unwrap();
    }
    for (name, text) in got {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}
