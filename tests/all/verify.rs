//! `kohyo verify`: whatever is changed in a published folder or its ledger is found and named.

use super::cases::Project;
use super::release::{published, release, state, verified};
use kohyo::document::{Block, Document, Header, Inline};
use kohyo::locale::Lang;
use kohyo::release::Contents;
use kohyo::release::record::Hash;
use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

/// The code of the first thing that does not match.
fn first_mismatch(project: &Project) -> &'static str {
    verified(project).unwrap_err().diagnostic().code
}

/// A published folder of few bytes: its outputs need not be real.
fn small() -> Project {
    let text = "status = \"final\"\ndata.a = \"3件\"\n";
    let project = Project::incident(text);
    let fact = Inline::Fact { path: "data.a".into(), form: String::new(), content: vec![Inline::text("3件")] };
    let document = Document {
        id: "a".into(),
        lang: Lang::Ja,
        layout: "release".into(),
        draft: None,
        iso_date: None,
        header: Header { plain_title: "a".into(), ..Header::default() },
        body: vec![Block::Paragraph { content: vec![fact] }],
    };
    let contents = Contents {
        version: 1,
        data: BTreeMap::from([("incidents/case/v1.toml".to_string(), text.into())]),
        outputs: BTreeMap::from([((document.id.clone(), "md"), b"# a\n".to_vec())]),
        documents: vec![document],
        used: BTreeMap::from([("fonts/a".to_string(), Hash::of(b"a"))]),
        published: chrono::DateTime::from_timestamp(1_720_508_400, 0).unwrap(),
        approved_by: Some("広報課長".into()),
    };
    release(&project, contents).steps().for_each(|step| step.perform().unwrap());
    project
}

#[test]
fn every_single_byte_change_is_found() {
    let project = small();
    assert!(verified(&project).is_ok());
    let mut count = 0;
    for (name, bytes) in state(&project) {
        let path = project.path(&format!("incidents/case/{name}"));
        let mut found = |changed: &[u8], what: &str| {
            fs::write(&path, changed).unwrap();
            assert!(verified(&project).is_err(), "{name}: {what}");
            count += 1;
        };
        for at in 0..bytes.len() {
            for bit in [0, 5, 7] {
                let mut changed = bytes.clone();
                changed[at] ^= 1 << bit;
                found(&changed, &format!("bit {bit} of byte {at}"));
            }
            let mut changed = bytes.clone();
            let lost = changed.remove(at);
            found(&changed, &format!("byte {at} lost"));
            changed.splice(at..at, [lost, b' ']);
            found(&changed, &format!("a blank behind byte {at}"));
            found(&bytes[..at], &format!("cut at byte {at}"));
        }
        fs::write(&path, &bytes).unwrap();
    }
    assert!(verified(&project).is_ok() && count > 5_000, "{count}");
}

#[test]
fn what_was_changed_is_named() {
    for (change, code, words) in [
        (
            "incidents/case/published/v1/outputs/release.md",
            "published-altered",
            "v1/outputs/release.md が、公表したときの内容と違い",
        ),
        ("incidents/case/published/v2/trees/release.json", "published-altered", "v2/trees/release.json"),
        ("incidents/case/published/v1/entry.json", "ledger-altered", "v1/entry.json が、台帳の行と違い"),
        ("incidents/case/v1.toml", "edited-after-publishing", "incidents/case/v1.toml が、公表した後に"),
    ] {
        let project = published(2).with(change, "changed");
        project.run(&["verify"]).exits(1).says(&format!("エラー[{code}]")).says(words);
        let project = published(2);
        fs::remove_file(project.path(change)).unwrap();
        project.run(&["verify"]).exits(1).says("[published-missing]").says(change);
    }
    let project = published(2).with("incidents/case/published/v1/outputs/.note", "");
    project.run(&["verify"]).exits(1).says("[published-extra]").says("v1/outputs/.note");
    for stray in
        ["notes.txt", "v01/x", "v1.bak/x", ".hidden/x", ".kohyo-v1/x", ".kohyo-v4/x", "v+3/x", "V3/x", ".kohyo-x"]
    {
        let project = published(2).with(&format!("incidents/case/published/{stray}"), "");
        let name = stray.split('/').next().unwrap();
        project.run(&["verify"]).exits(1).says("[published-extra]").says(&format!("published/{name} は"));
    }
    published(1).with("incidents/case/published/v3/x", "").run(&["verify"]).exits(1).says("[published-without-entry]");
    // What an interrupted run left is neither published nor in the way.
    published(1).with("incidents/case/published/.kohyo-v2/x", "").run(&["verify"]).exits(0);
    let project = published(2);
    fs::remove_dir_all(project.path("incidents/case/published/v1")).unwrap();
    project.run(&["verify"]).exits(1).says("incidents/case/published/v1 がありません");
    let project = published(1);
    for name in ["v1.toml", "v2.toml"] {
        fs::remove_file(project.path(&format!("incidents/case/{name}"))).unwrap();
    }
    project.run(&["verify"]).exits(1).says("incidents/case/v1.toml がありません");
}

#[test]
fn a_published_version_is_read_though_its_file_is_gone() {
    let project = published(2);
    let whole = project.run(&["diff", "case", "--view", "redline"]).exits(0).stdout;
    let rendered = |project: &Project| {
        project.run(&["render", "case@1", "--format", "md"]);
        project.read("out/case/v1/release.md")
    };
    let release = rendered(&project);
    fs::remove_dir_all(project.path("out")).unwrap();
    fs::remove_file(project.path("incidents/case/v1.toml")).unwrap();
    let put_back = "published/v1/data/incidents/case/v1.toml にあります。incidents/case/v1.toml として写してください";
    let says = |command: &[&str]| project.run(command).exits(1).says("[published-missing]").says(put_back);
    assert_eq!(says(&["diff", "case", "--view", "redline"]).stdout, whole);
    says(&["verify"]);
    says(&["render", "case@1", "--format", "md"]);
    assert_eq!(rendered(&project), release);
    for command in
        [&["check", "case"][..], &["check", "case@1"], &["log", "case"], &["trace", "case", "data.a.persons"]]
    {
        assert!(!says(command).stderr.contains("version-gap"));
    }
    assert_eq!(says(&["revise", "case", "--kind", "final"]).stdout, "");
    // Nothing but what was published is left.
    fs::remove_file(project.path("incidents/case/v2.toml")).unwrap();
    assert_eq!(says(&["diff", "case", "--view", "redline"]).stdout, whole);
    for version in ["v1", "v2"] {
        let name = format!("incidents/case/{version}.toml");
        let stored = project.path(&format!("incidents/case/published/{version}/data/{name}"));
        fs::copy(stored, project.path(&name)).unwrap();
    }
    project.run(&["verify"]).exits(0);
}

#[cfg(unix)]
#[test]
fn a_link_is_no_published_file() {
    let project = published(1);
    let [file, moved] = ["outputs/release.md", "../../kept.md"]
        .map(|name| project.path(&format!("incidents/case/published/v1/{name}")));
    fs::rename(&file, &moved).unwrap();
    std::os::unix::fs::symlink(&moved, &file).unwrap();
    assert_eq!(first_mismatch(&project), "published-missing");
}

#[test]
fn a_ledger_that_lost_or_moved_a_line_is_found() {
    let project = published(2);
    let ledger = project.read("incidents/case/ledger.jsonl");
    let [one, two] = ledger.split_inclusive('\n').collect::<Vec<_>>().try_into().unwrap();
    let signed_by_another = one.replace("広報課長", "総務課長");
    for (lines, code) in [
        (two.to_string(), "ledger-altered"),
        ([two, one].concat(), "ledger-altered"),
        ([one, one, two].concat(), "ledger-altered"),
        ([one, two, two].concat(), "ledger-altered"),
        ([&signed_by_another, two].concat(), "ledger-altered"),
        ([one, "\n", two].concat(), "ledger-altered"),
        (one.to_string(), "published-without-entry"),
        (String::new(), "published-without-entry"),
    ] {
        fs::write(project.path("incidents/case/ledger.jsonl"), &lines).unwrap();
        assert_eq!(first_mismatch(&project), code, "{lines}");
    }
    fs::remove_file(project.path("incidents/case/ledger.jsonl")).unwrap();
    assert_eq!(first_mismatch(&project), "published-without-entry");
}

#[test]
fn what_a_chain_alone_cannot_prove_shows_in_its_head() {
    let project = published(2);
    let head = verified(&project).unwrap().head();
    let first = project.read("incidents/case/ledger.jsonl").split_inclusive('\n').next().unwrap().to_string();
    fs::write(project.path("incidents/case/ledger.jsonl"), first).unwrap();
    fs::remove_dir_all(project.path("incidents/case/published/v2")).unwrap();
    let archive = verified(&project).unwrap();
    assert!(archive.head() != head && archive.entries().len() == 1);
}

#[test]
fn what_the_repository_published_is_as_it_was() {
    let output = Command::new(env!("CARGO_BIN_EXE_kohyo"))
        .current_dir(super::render::root())
        .env_clear()
        .args(["verify", "--locale", "en"])
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success() && printed.starts_with("ebino-library: 2 published, all as they were"),
        "{printed}"
    );
}
