//! `kohyo revise`: the next version of every incident, and what it refuses.

use super::cases::Project;
use super::render::root;
use kohyo::incident::{read, revised};
use kohyo::locale::Lang;
use kohyo::text::Sources;
use similar::{ChangeTag, TextDiff};
use std::fs;

const FINAL: &str = "status = \"final\"\ndata.a = \"3件\"\n";

/// Every version of every incident of the repository: its name below `incidents/`, and its text.
fn versions() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in fs::read_dir(root().join("incidents")).unwrap().map(|entry| entry.unwrap().path()) {
        let files = fs::read_dir(&folder).into_iter().flatten().map(|entry| entry.unwrap().path());
        for path in files.filter(|path| path.extension().is_some_and(|extension| extension == "toml")) {
            let name = path.strip_prefix(root().join("incidents")).unwrap().to_string_lossy().replace('\\', "/");
            found.push((name, fs::read_to_string(path).unwrap()));
        }
    }
    assert!(found.len() > 20);
    found
}

/// What a text is told when it is read, without the places.
fn findings(text: &str) -> Vec<String> {
    let (_, found) = read(Sources::default().add("v.toml", text), text);
    found.into_iter().map(|found| format!("{}: {}", found.code, found.headline.en)).collect()
}

/// The lines of a file's corrections with what stands above them, found by eye: from their banner to the next one.
fn is_of_corrections(name: &str, line: usize) -> bool {
    name == "ebino-library/v2.toml" && (354..=368).contains(&line)
}

#[test]
fn every_incident_keeps_all_but_its_state_and_its_corrections() {
    for (name, text) in versions() {
        for lang in [Lang::Ja, Lang::En] {
            let next = revised(&text, "follow-up", lang);
            assert_eq!(findings(&next), findings(&text), "{name}");
            let is_state = |line: &str| line.starts_with("status") || line.starts_with("stage");
            let (mut taken, mut added) = (0, Vec::new());
            let diff = TextDiff::from_lines(&text, &next);
            for change in diff.iter_all_changes() {
                let line = change.value();
                match change.tag() {
                    ChangeTag::Equal => {}
                    ChangeTag::Delete => {
                        let correction = is_of_corrections(&name, change.old_index().unwrap() + 1);
                        assert!(correction || is_state(line), "{name} lost {line}");
                        taken += usize::from(correction);
                    }
                    ChangeTag::Insert => {
                        assert!(is_state(line) || line.starts_with("# ") || line == "\n", "{name} got {line}");
                        added.push(line);
                    }
                }
            }
            assert!(taken == if is_of_corrections(&name, 354) { 15 } else { 0 }, "{name}: {taken}");
            assert!(added.len() <= 7 + 2 + 3, "{name}: {added:?}");
        }
    }
}

#[test]
fn every_next_version_checks_and_renders_like_the_last() {
    let mut project = Project::empty();
    let mut slugs: Vec<String> = Vec::new();
    for (name, text) in versions() {
        // A draft would have to become final first.
        let text = if text.contains("\nstatus ") { text } else { format!("status = \"final\"\n{text}") };
        slugs.extend(name.split('/').next().map(str::to_string));
        project = project.with(&format!("incidents/{name}"), text);
    }
    let before = project.run(&["check"]).exits(0).stderr;
    slugs.dedup();
    for slug in &slugs {
        let made = project.run(&["revise", slug, "--kind", "correction"]).exits(0);
        assert!(made.stdout.starts_with(&format!("incidents/{slug}/v")), "{}", made.stdout);
    }
    assert_eq!(project.run(&["check"]).exits(0).stderr, before);
    project.run(&["render", "--format", "md"]).exits(0);
    assert!(project.files("out").iter().all(|name| name.contains("/v2/") || name.contains("/v3/")));
}

#[test]
fn a_next_version_is_never_written_over() {
    let project = Project::incident(FINAL);
    std::thread::scope(|scope| {
        let runs: Vec<_> =
            (0..8).map(|_| scope.spawn(|| project.run(&["revise", "case", "--kind", "final"]))).collect();
        let outcomes: Vec<_> = runs.into_iter().map(|run| run.join().unwrap()).collect();
        assert_eq!(outcomes.iter().filter(|outcome| outcome.code == Some(0)).count(), 1);
        // Who came later found the file there, or a version that is still a draft.
        let late = |code: &str| outcomes.iter().filter(|outcome| outcome.stderr.contains(code)).count();
        assert_eq!(late("[exists]") + late("[still-a-draft]"), 7);
    });
    assert_eq!(project.files("incidents/case"), ["v1.toml", "v2.toml"]);
}

#[test]
fn what_is_not_there_is_a_failure() {
    let project = Project::incident(FINAL).with("incidents/case/v3.toml", FINAL).with("incidents/late/v2.toml", FINAL);
    project.run(&["revise", "case", "--kind", "final"]).exits(2).says("incidents/case/v2.toml がないため");
    project.run(&["revise", "late", "--kind", "final"]).exits(2).says("incidents/late/v1.toml がないため");
    project.run(&["revise", "cas", "--kind", "final"]).exits(2).says("「case」の誤りではありませんか");
    project.run(&["revise", "case@1", "--kind", "final"]).exits(2).says("[unknown-incident]");
    project.run(&["revise", "case"]).exits(2);
    project.run(&["revise", "case", "--kind", "first"]).exits(2);
    Project::incident(b"\xff").run(&["revise", "case", "--kind", "final"]).exits(2).says("[not-utf8]");
    Project::empty().run(&["revise", "case", "--kind", "final"]).exits(2).says("[no-project]");
    assert_eq!(project.files("incidents"), ["case/v1.toml", "case/v3.toml", "late/v2.toml"]);
}

#[test]
fn an_error_of_an_earlier_version_stops_it_too() {
    let project = Project::incident("data.a = 3").with("incidents/case/v2.toml", FINAL);
    project.run(&["revise", "case", "--kind", "final"]).exits(1);
    assert_eq!(project.files("incidents/case").len(), 2);
}

#[test]
fn a_byte_order_mark_and_line_ends_do_no_harm() {
    let project = Project::incident(format!("\u{feff}# 第1報\n{FINAL}").replace('\n', "\r\n"));
    project.run(&["revise", "case", "--kind", "follow-up"]).exits(0);
    let next = project.read("incidents/case/v2.toml");
    let head = "# 第1報\r\nstatus = \"draft\"\r\nstage = \"follow-up\"\r\ndata.a = \"3件\"\r\n\r\n# ──";
    assert!(next.starts_with(head), "{next:?}");
    assert_eq!(next.matches('\n').count(), next.matches("\r\n").count());
    project.run(&["check", "case"]).exits(0);
}
