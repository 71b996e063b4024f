//! The registry of checks, as its users meet it: the reference that is made from it, and `--format sarif`.

use super::cases::Project;
use kohyo::check::page::reference;
use kohyo::diag::Language;
use std::fs;
use std::path::Path;

#[test]
fn the_reference_is_made_from_the_pages() {
    for (name, language) in [("CHECKS.md", Language::En), ("CHECKS.ja.md", Language::Ja)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
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
