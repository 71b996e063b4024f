//! `kohyo publish` that is stopped, raced or refused by the disk: the old state is left, or the new one.

use super::cases::Project;
use super::release::{APPROVED, FIRST, publish, published, release, state, verified};
use kohyo::release::Contents;
use kohyo::release::record::{read_entry, read_tree};
use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

/// What a finished release was made of, to be written again step by step.
fn contents(project: &Project, version: u32) -> Contents {
    let folder = format!("incidents/case/published/v{version}");
    let entry = read_entry(&fs::read(project.path(&format!("{folder}/entry.json"))).unwrap()).unwrap();
    let bytes = |name: &String| fs::read(project.path(&format!("{folder}/{name}"))).unwrap();
    let named = |prefix: &str| -> Vec<(String, Vec<u8>)> {
        let names = entry.files.keys().filter_map(|name| Some((name, name.strip_prefix(prefix)?)));
        names.map(|(name, rest)| (rest.to_string(), bytes(name))).collect()
    };
    let extension = |name: &str| ["md", "html", "pdf"].into_iter().find(|extension| name.ends_with(extension)).unwrap();
    let output =
        |(name, bytes): (String, Vec<u8>)| ((name.split('.').next().unwrap().to_string(), extension(&name)), bytes);
    Contents {
        version,
        data: named("data/").into_iter().collect(),
        documents: named("trees/").iter().map(|(_, bytes)| read_tree(bytes).unwrap()).collect(),
        outputs: named("outputs/").into_iter().map(output).collect(),
        used: entry.used,
        published: entry.published,
        approved_by: entry.approved_by,
    }
}

#[test]
fn killed_at_any_step_a_release_is_repeated_with_the_same_result() {
    let states = [published(0), published(1), published(2)].map(|project| state(&project));
    for version in [1, 2] {
        let whole = Project::of(&states[version as usize]);
        let old = || Project::of(&states[version as usize - 1]);
        let steps = release(&old(), contents(&whole, version)).steps().count();
        assert!(steps > 8);
        for done in 0..=steps {
            let project = old();
            let before = state(&project);
            let release = release(&project, contents(&whole, version));
            release.steps().take(done).for_each(|step| step.perform().unwrap());
            let kept = |state: BTreeMap<String, Vec<u8>>| -> BTreeMap<String, Vec<u8>> {
                state.into_iter().filter(|(name, _)| before.contains_key(name)).collect()
            };
            let is_published = done == steps;
            assert!(is_published || kept(state(&project)) == before, "v{version} after {done} steps");
            let said = project.run(&["log", "case", "--locale", "en"]).exits(0).stdout;
            let line = said.lines().find(|line| line.starts_with(&format!("v{version}"))).unwrap();
            assert_eq!(line.contains("not published"), !is_published, "v{version} after {done} steps");
            // The file that was being written is there in part.
            if (1..steps - 2).contains(&done) {
                let half = format!("incidents/case/published/.kohyo-v{version}/.kohyo-half");
                fs::create_dir_all(project.path(&half).parent().unwrap()).unwrap();
                fs::write(project.path(&half), b"{\"for").unwrap();
            }
            publish(&project, version).exits(if is_published { 1 } else { 0 });
            assert_eq!(state(&project), state(&whole), "v{version} after {done} steps");
        }
    }
}

impl Project {
    /// A project with the files of an incident.
    fn of(files: &BTreeMap<String, Vec<u8>>) -> Project {
        files
            .iter()
            .fold(Project::empty(), |project, (name, bytes)| project.with(&format!("incidents/case/{name}"), bytes))
    }
}

#[test]
fn a_killed_process_leaves_the_old_state_or_the_new() {
    let whole = published(1);
    for delay in (0..12).map(|step| Duration::from_millis(step * 25)) {
        let project = published(0);
        let arguments = ["publish", "case@1", "--at", "2024-07-01T10:00", APPROVED[0], APPROVED[1]];
        let mut command = Command::new(env!("CARGO_BIN_EXE_kohyo"));
        command.current_dir(project.path("")).env_clear().args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        let mut process = command.spawn().unwrap();
        std::thread::sleep(delay);
        process.kill().unwrap();
        process.wait().unwrap();
        match project.path("incidents/case/ledger.jsonl").exists() {
            true => assert!(verified(&project).is_ok(), "{delay:?}"),
            false => drop(publish(&project, 1).exits(0)),
        }
        assert_eq!(comparable(&project), comparable(&whole), "{delay:?}");
    }
}

/// The state but for temporary files of a process that was killed while it wrote the ledger.
fn comparable(project: &Project) -> BTreeMap<String, Vec<u8>> {
    state(project).into_iter().filter(|(name, _)| !name.starts_with(".kohyo-")).collect()
}

#[test]
fn of_two_at_once_one_wins_and_the_others_say_so() {
    let project = published(0);
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..6).map(|_| scope.spawn(|| publish(&project, 1))).collect();
        let outcomes: Vec<_> = runs.into_iter().map(|run| run.join().unwrap()).collect();
        let said = |code: &str| outcomes.iter().filter(|outcome| outcome.stderr.contains(code)).count();
        assert_eq!(
            (
                outcomes.iter().filter(|outcome| outcome.code == Some(0)).count(),
                said("[busy]") + said("[already-published]")
            ),
            (1, 5)
        );
    });
    assert_eq!(state(&project).len(), 2 + 1 + 6);
    assert!(verified(&project).is_ok());
}

#[test]
fn what_cannot_be_written_leaves_the_old_state() {
    for (name, code) in [("published/.kohyo-v1", "[unwritable]"), ("published", "[unreadable]")] {
        let project = published(0).with(&format!("incidents/case/{name}"), "in the way");
        let before = state(&project);
        publish(&project, 1).exits(2).says(code);
        assert_eq!(state(&project), before);
    }
    let project = published(0).with("incidents/case/ledger.jsonl/in-the-way", "");
    publish(&project, 1).exits(2).says("[not-a-file]");
}

#[test]
fn a_folder_that_no_entry_lists_is_never_replaced_by_something_else() {
    let project = published(1);
    fs::remove_file(project.path("incidents/case/ledger.jsonl")).unwrap();
    let before = state(&project);
    let changed = FIRST.replace("12名", "13名");
    let project = project.with("incidents/case/v1.toml", &changed);
    publish(&project, 1).exits(1).says("[published-without-entry]");
    // The same again is what an interrupted run left.
    let project = project.with("incidents/case/v1.toml", FIRST);
    assert_eq!(state(&project), before);
    publish(&project, 1).exits(0);
    assert_eq!(state(&project), state(&published(1)));
}
