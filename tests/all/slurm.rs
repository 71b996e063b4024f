//! The array of `docs/scale.md` on a real Slurm: a cluster of one machine, which `tests/slurm/set-up` makes of it.

use super::cases::Project;
use super::letters::{HEADER, INCIDENT, tree};
use super::render::root;
use std::process::Command;

/// The script as the docs print it, for this project and this program.
fn script(project: &Project) -> String {
    let docs = std::fs::read_to_string(root().join("docs/scale.md")).unwrap();
    let (_, rest) = docs.split_once("```sh\n#!/bin/sh\n#SBATCH").unwrap();
    let (body, _) = rest.split_once("```").unwrap();
    let mut script = format!("#!/bin/sh\n#SBATCH{body}");
    let list = project.path("list.csv").display().to_string();
    let out = project.path("letters").display().to_string();
    for (said, meant) in [
        ("--array=1-64", "--array=1-4"),
        ("kohyo letters example", concat!(env!("CARGO_BIN_EXE_kohyo"), " letters case --format html")),
        ("/secure/recipients.csv", &list),
        ("/secure/letters", &out),
    ] {
        assert_eq!(script.matches(said).count(), 1, "{said} in {script}");
        script = script.replace(said, meant);
    }
    script
}

fn run(project: &Project, program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).current_dir(project.path("")).output().unwrap();
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
#[ignore = "makes the machine a Slurm cluster: for Debian, as root"]
fn an_array_prints_each_letter_once_and_a_requeued_task_changes_nothing() {
    let rows: String = (1..=200).map(|n| format!("R-{n},見本 {n},123-4567,見本県{n},,,,members,K{n}\n")).collect();
    let project = Project::incident(INCIDENT).with("list.csv", format!("{HEADER}\n{rows}"));
    std::fs::write(project.path("letters.sh"), script(&project)).unwrap();
    run(&project, root().join("tests/slurm/set-up").to_str().unwrap(), &[]);
    let job = run(&project, "sbatch", &["--parsable", "--wait", "letters.sh"]).trim().to_owned();
    let folders: Vec<String> = (1..=4).map(|task| format!("letters/{task}")).collect();
    let merge: Vec<&str> = ["letters", "merge"].into_iter().chain(folders.iter().map(String::as_str)).collect();
    project.run(&merge).exits(0);
    let printed = tree(&project, "letters");
    assert_eq!(printed.keys().filter(|name| name.ends_with(".html")).count(), 200);
    run(&project, "scontrol", &["requeue", &format!("{job}_2")]);
    while !run(&project, "squeue", &["--noheader", "--job", &job]).is_empty() {
        std::thread::sleep(std::time::Duration::from_millis(500));
    }
    assert!(tree(&project, "letters") == printed, "a requeued task changed a file");
}
