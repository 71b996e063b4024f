//! The registry of checks, as its users meet it: the reference that is made from it, and `--format sarif`.

use super::cases::Project;
use super::render::root;
use kohyo::check::page::reference;
use kohyo::diag::Language;
use std::fs;
use std::process::Command;

/// Head of the table of `incidents/README.md`; the rows under it are made from the files.
const TABLE: &str = "| Version | Check | Path | Reason |\n|---|---|---|---|\n";

#[test]
fn the_reference_is_made_from_the_pages() {
    for (name, language) in [("CHECKS.md", Language::En), ("CHECKS.ja.md", Language::Ja)] {
        let path = root().join(name);
        if std::env::var_os("KOHYO_ACCEPT").is_some_and(|value| value == "1") {
            fs::write(&path, reference(language)).unwrap();
        }
        let stands = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            stands == reference(language),
            "{name} is old: KOHYO_ACCEPT=1 cargo test --release --test all reference"
        );
    }
}

#[test]
fn sarif_is_one_run_with_a_result_for_each_finding() {
    let text = "[data.a]\npersons = \"1名\"\n[data.b]\nlabel = \"名簿\"\n[data.all]\npersons = \"3名\"\nsum = [\"a\", \"b\"]\n";
    let outcome = Project::incident(text).run(&["check", "--format", "sarif"]).exits(0);
    let log: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!((log["version"].as_str(), results.len()), (Some("2.1.0"), 1));
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "incidents/case/v1.toml");
    assert_eq!(place["region"]["startLine"], 6);
}

/// The path and code of every acceptance of an incident file, with its reason.
fn acceptances(text: &str) -> Vec<(String, String, String)> {
    let file: toml::Table = text.parse().unwrap();
    let paths = file.get("accept").and_then(toml::Value::as_table).cloned().unwrap_or_default();
    let of_path = |(path, codes): (&String, &toml::Value)| {
        let codes = codes.as_table().unwrap().clone();
        codes
            .into_iter()
            .map(|(code, reason)| (path.clone(), code, reason.as_str().unwrap().to_string()))
            .collect::<Vec<_>>()
    };
    paths.iter().flat_map(of_path).collect()
}

#[test]
fn the_table_of_findings_is_what_the_incidents_accept() {
    let path = root().join("incidents/README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let head = readme.split_once(TABLE).unwrap().0;
    let mut table = String::from(TABLE);
    for version in versions() {
        let (slug, number) = version.split_once('@').unwrap();
        let text = fs::read_to_string(root().join(format!("incidents/{slug}/v{number}.toml"))).unwrap();
        for (path, code, reason) in acceptances(&text) {
            table.push_str(&format!("| {version} | [`{code}`](../CHECKS.md#{code}) | `{path}` | {reason} |\n"));
        }
    }
    let whole = format!("{head}{table}");
    if std::env::var_os("KOHYO_ACCEPT").is_some_and(|value| value == "1") {
        fs::write(&path, &whole).unwrap();
    }
    let is_whole = fs::read_to_string(&path).unwrap() == whole;
    assert!(is_whole, "KOHYO_ACCEPT=1 cargo test --release --test all table_of_findings");
}

/// Every version of every incident of the repository, as the command line names it.
fn versions() -> Vec<String> {
    let mut versions = Vec::new();
    for folder in fs::read_dir(root().join("incidents")).unwrap().map(|entry| entry.unwrap()) {
        let there = |number: &u32| folder.path().join(format!("v{number}.toml")).exists();
        let slug = folder.file_name().into_string().unwrap();
        versions.extend((1..).take_while(there).map(|number| format!("{slug}@{number}")));
    }
    versions.sort();
    versions
}

#[test]
fn every_finding_in_the_incidents_is_mended_or_accepted() {
    let output = Command::new(env!("CARGO_BIN_EXE_kohyo"))
        .args(["check", "--format", "json", "--deny", "warnings"])
        .args(versions())
        .current_dir(root())
        .output()
        .unwrap();
    assert_eq!((String::from_utf8_lossy(&output.stdout).trim(), output.status.code()), ("[]", Some(0)));
}
