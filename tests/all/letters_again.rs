//! Letters that are made again: after a run was killed, and after the first ones were wrong. All recipients are invented.

use super::cases::Project;
use super::letters::{HEADER, INCIDENT, list, tree};
use std::fs;
use std::process::Command;
use std::time::Duration;

/// Kills the program after ever longer times and goes on each time; at the end every byte is that of a run without a break.
#[test]
fn a_run_that_is_killed_at_any_moment_goes_on_to_the_same_files() {
    let rows: String = (0..400)
        .map(|number| format!("K-{number},見本 {number}郎,123-4567,見本県{number},,,,members,N{number}\n"))
        .collect();
    let project = Project::incident(INCIDENT).with("list.csv", format!("{HEADER}\n{rows}"));
    let command = ["letters", "case", "--recipients", "list.csv", "--format", "md,html", "--locale", "ja"];
    project.run(&[&command[..], &["--out", "whole"]].concat()).exits(0);
    let (mut killed, mut partly) = (0, 0);
    for round in 0..12_u64 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kohyo"))
            .current_dir(project.path(""))
            .env_clear()
            .args([&command[..], &["--out", "broken", "--resume"]].concat())
            .stderr(std::process::Stdio::null())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(40 + round * 37));
        child.kill().unwrap();
        killed += usize::from(child.wait().unwrap().code().is_none());
        let letters = project.files("broken").iter().filter(|name| name.ends_with(".md")).count();
        partly += usize::from(letters > 0 && letters < 400);
    }
    // Half a line at the end of the journal, and a file that was cut: what a failing disk leaves.
    let journal = project.path("broken/manifest.jsonl");
    if let Ok(mut text) = fs::read(&journal) {
        text.truncate(text.len() - 7.min(text.len()));
        fs::write(&journal, text).unwrap();
    }
    project.run(&[&command[..], &["--out", "broken", "--resume"]].concat()).exits(0);
    assert!(
        tree(&project, "broken") == tree(&project, "whole"),
        "after {killed} kills, {partly} of them in the middle"
    );
    project.run(&[&command[..], &["--out", "broken", "--resume"]].concat()).exits(0);
    assert!(tree(&project, "broken") == tree(&project, "whole"), "a finished run is left as it is");
    assert!(killed > 0, "no run was killed");
}

#[test]
#[expect(clippy::too_many_lines, reason = "a story of two versions")]
fn a_correction_goes_to_those_who_were_told_what_was_wrong() {
    let first =
        INCIDENT.replace("口座番号も含まれていました。", "口座番号({{ data.bank.persons }}分)も含まれていました。");
    let second = first
        .replace("persons = \"4名\"", "persons = \"5名\"")
        .replace("。\"\nminor", "。\"\nagain = \"{{ recipient.earlier }}付の通知を訂正します。\"\nminor")
        .replace("\"bank\", \"minor\"", "\"again\", \"bank\", \"minor\"")
        + "\n[corrections.bank]\nfacts = \"data.bank.persons\"\nkind = \"correction\"\nreason = \"数え直したため\"\n";
    assert!(second.contains("\"again\", ") && second.contains("again = "));
    let project = Project::incident(first).with("list.csv", list());
    let letters = |more: &[&str]| {
        project.run(&[&["letters", "case", "--recipients", "list.csv", "--format", "md"][..], more].concat())
    };
    letters(&["--out", "one"]).exits(0);
    let project = project.with("incidents/case/v2.toml", second);
    let letters = |list: &str, more: &[&str]| {
        project.run(&[&["letters", "case", "--recipients", list, "--format", "md"][..], more].concat())
    };
    // Only the letters of spoke of accounts.
    letters("list.csv", &["--corrects", "one/manifest.jsonl", "--out", "two"]).exits(0);
    let made = |folder: &str| {
        let names = project.files(folder).into_iter().filter(|name| name.ends_with(".md"));
        names.map(|name| name.replace("00000/", "")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(made("two"), "A-2.md A-7.md");
    assert!(project.read("two/00000/A-2.md").contains("令和8年11月20日付の通知を訂正します。\n\n口座番号(5名分)も"));
    let verify =
        |more: &[&str]| project.run(&[&["letters", "verify", "two", "--recipients", "list.csv"][..], more].concat());
    verify(&["--corrects", "one/manifest.jsonl"]).exits(0);
    project.run(&["letters", "merge", "two"]).exits(0);
    // Whoever is concerned by other data than they were told is written to as well.
    let moved = list().replace("members,\"=", "members;bank,\"=");
    assert_ne!(moved, list());
    let project = project.with("moved.csv", moved);
    let letters = |list: &str, more: &[&str]| {
        project.run(&[&["letters", "case", "--recipients", list, "--format", "md"][..], more].concat())
    };
    letters("moved.csv", &["--corrects", "one/manifest.jsonl", "--out", "three"]).exits(0);
    let files = project.files("three");
    assert!(files.iter().any(|name| name == "00000/A-1.md") && !files.iter().any(|name| name == "00000/A-4.md"));
    // Whoever was told something wrong must not be lost.
    let without: String =
        list().lines().filter(|line| !line.starts_with("A-2")).map(|line| format!("{line}\n")).collect();
    let project = project.with("without.csv", without);
    let arguments =
        ["letters", "case", "--recipients", "without.csv", "--corrects", "one/manifest.jsonl", "--out", "four"];
    project.run(&arguments).exits(1).says("missing-recipients").conceals("塚本");
    assert_eq!(project.files("four"), [""; 0]);
    project
        .run(&["letters", "case@1", "--recipients", "list.csv", "--corrects", "one/manifest.jsonl"])
        .exits(1)
        .says("other-run");
    project
        .run(&["letters", "case", "--recipients", "list.csv", "--corrects", "list.csv"])
        .exits(1)
        .says("no-manifest");
}
