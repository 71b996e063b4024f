//! `kohyo publish`, `log` and `trace`: what is published is whole, whatever happens on the way, and read as it was.

use super::cases::Project;
use super::render::ALL;
use kohyo::project;
use kohyo::release::record::{Entry, Hash, read_entry, read_tree, write_tree};
use kohyo::release::{Archive, Contents, Release, Trouble, verify};
use kohyo::text::Sources;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub const FIRST: &str = r#"status = "final"
[parties]
own = { name = "みなと市", self = "本市" }
[contacts]
desk = { name = "窓口", phone = "0985-99-9999" }
[data.a]
persons = "12名"
[documents.release]
kind      = "statement"
title     = "お知らせ"
text.body = "{{ data.a.persons }}の情報が流出しました。"
"#;

/// The version after: another count, and the one before cited.
fn second() -> String {
    let body = "{{ data.a.persons }}の情報が流出しました。前回は{{ v1.data.a.persons }}と発表しました。";
    let text = FIRST.replace("12名", "15名").replace("{{ data.a.persons }}の情報が流出しました。", body);
    text + "[corrections.more]\nfacts = \"data.a.persons\"\nkind = \"correction\"\nreason = \"集計の誤り\"\n"
}

pub const APPROVED: [&str; 2] = ["--approved-by", "広報課長"];

/// Publishes a version at 10:00, in Japan, on the day of its number.
pub fn publish(project: &Project, version: u32) -> super::cases::Outcome {
    let at = format!("2024-07-{version:02}T10:00+09:00");
    project.run(&["publish", &format!("case@{version}"), "--at", &at, APPROVED[0], APPROVED[1]])
}

/// A project with two versions, of which the first some are published.
pub fn published(count: u32) -> Project {
    let project = Project::incident(FIRST).with("incidents/case/v2.toml", second());
    (1..=count).for_each(|version| drop(publish(&project, version).exits(0)));
    project
}

/// Everything in the incident's folder but the lock.
pub fn state(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let files = project.files("incidents/case").into_iter().filter(|name| name != ".kohyo-lock");
    files.map(|name| (name.clone(), fs::read(project.path(&format!("incidents/case/{name}"))).unwrap())).collect()
}

pub fn verified(project: &Project) -> Result<Archive, Trouble> {
    verify(&project::Project::at(&project.path("")), "case", None, &mut Sources::default())
}

/// A release, ready to be written into a project.
pub fn release(project: &Project, contents: Contents) -> Release {
    let archive = Archive::open(&project::Project::at(&project.path("")), "case", &mut Sources::default()).unwrap();
    Release::new(&archive, contents, None).unwrap()
}

#[test]
fn every_tree_is_read_back_as_it_was() {
    for rendered in ALL.iter() {
        assert_eq!(read_tree(&write_tree(&rendered.document)).as_ref(), Ok(&rendered.document), "{}", rendered.name());
    }
}

#[test]
fn a_release_holds_data_trees_and_outputs_with_their_digests() {
    let project = published(2);
    let files = project.files("incidents/case/published/v1");
    let expected = [
        "data/incidents/case/v1.toml",
        "entry.json",
        "outputs/release.html",
        "outputs/release.md",
        "outputs/release.pdf",
        "trees/release.json",
    ];
    assert_eq!(files, expected);
    let ledger = project.read("incidents/case/ledger.jsonl");
    let lines: Vec<&str> = ledger.split_inclusive('\n').collect();
    let entries: Vec<Entry> = lines.iter().map(|line| read_entry(line.as_bytes()).unwrap()).collect();
    assert_eq!(entries[1].previous, Some(Hash::of(lines[0].as_bytes())));
    assert_eq!((entries[0].version, entries[0].approved_by.as_deref()), (1, Some("広報課長")));
    // 10:00 in Japan.
    assert_eq!(entries[0].published.to_string(), "2024-07-01 01:00:00 UTC");
    for name in
        ["templates/documents/statement.ja.md", "templates/layouts/release.typ", "templates/vocabulary/items.toml"]
    {
        assert_eq!(entries[0].used[name], Hash::of(&fs::read(super::render::root().join(name)).unwrap()), "{name}");
    }
    let font = Hash::of(&fs::read(super::render::root().join("assets/fonts/BIZUDMincho-Regular.ttf")).unwrap());
    assert!(entries[0].used.iter().any(|(name, hash)| name.starts_with("fonts/") && *hash == font));
    let head = Hash::of(lines[1].as_bytes()).to_string();
    assert!(project.run(&["verify"]).exits(0).stdout.contains(&head));
    assert!(project.run(&["verify", "case", "--locale", "en"]).exits(0).stdout.contains("2 published"));
}

// ── what a published version means for the other commands ───────────────────

#[test]
fn a_ledger_of_a_newer_program_stops_every_command() {
    let project = published(1);
    let newer = project.read("incidents/case/ledger.jsonl").replace("{\"format\":2,", "{\"format\":3,\"seal\":\"x\",");
    let project = project.with("incidents/case/ledger.jsonl", newer);
    for command in [&["check"][..], &["render"], &["verify"], &["log", "case"], &["publish", "case"], &["diff", "case"]]
    {
        let outcome =
            project.run(command).exits(1).says("エラー[newer-record]").says("--> incidents/case/ledger.jsonl:1:1");
        assert_eq!(outcome.stdout, "");
    }
    assert_eq!(project.files("out"), [""; 0]);
}

#[test]
fn an_edited_version_is_noticed_and_nothing_is_made_of_it() {
    let project = published(1).with("incidents/case/v1.toml", FIRST.replace("12名", "13名"));
    for command in [&["check", "case@1"][..], &["render", "case@1"], &["publish", "case@2", "--at", "2024-07-02"]] {
        let outcome = project.run(command).exits(1).says("[edited-after-publishing]").says("kohyo revise case");
        assert_eq!(outcome.stdout, "");
    }
    project.run(&["check", "case@1"]).says("--> incidents/case/v1.toml:7:13");
    assert_eq!(project.files("out"), [""; 0]);
    // The next version still cites what was published.
    project.run(&["render", "case@2", "--format", "md"]).exits(1);
    assert!(project.read("out/case/v2/release.md").contains("前回は12名と発表"));
}

#[test]
fn versions_are_compared_as_published() {
    let template = fs::read_to_string(super::render::root().join("templates/documents/statement.ja.md")).unwrap();
    let house = |name: &str| format!("[parties]\nhouse = {{ name = \"{name}\" }}\n");
    let body = "{{ data.a.persons }}の情報が流出しました。";
    let cites = |text: &str| text.replace(body, &format!("{body}委託先は{{{{ parties.house }}}}です。"));
    let first = cites(&FIRST.replace("text.body", "text.lead"));
    let project = Project::incident(first).with("kohyo.toml", house("旧名社"));
    let project = project.with("templates/documents/statement.ja.md", &template);
    publish(&project, 1).exits(0);
    assert!(project.files("incidents/case/published/v1").contains(&"data/kohyo.toml".to_string()));
    let changed = template.replace("{% block contact %}\n", "{% block contact %}\n雛形を改めました。\n\n");
    assert_ne!(changed, template);
    let second =
        second().replace("text.body", "text.lead").replace("前回は", "委託先は{{ v1.parties.house }}でした。前回は");
    let project = project.with("templates/documents/statement.ja.md", changed).with("kohyo.toml", house("新名社"));
    let project = project.with("incidents/case/v2.toml", second);
    let redline = project.run(&["diff", "case", "--view", "redline"]).exits(0).stdout;
    assert!(redline.contains("{++雛形を改めました。++}"), "{redline}");
    assert!(redline.contains("旧名社") && !redline.contains("新名社"), "{redline}");
    let facts = project.run(&["diff", "case"]).exits(0).stdout;
    assert!(facts.contains("旧名社") && facts.contains("新名社"), "{facts}");
    // A correction sets what was published against what is said now.
    let notice = "[documents.notice]\nkind = \"correction\"\ntitle = \"訂正\"\ndate = 2024-07-02\n";
    let text =
        project.read("incidents/case/v2.toml").replace("[corrections.more]", &format!("{notice}[corrections.more]"));
    let project = project.with("incidents/case/v2.toml", text);
    project.run(&["render", "case@2", "--document", "notice", "--format", "md"]).exits(0);
    let notice = project.read("out/case/v2/notice.md");
    assert!(notice.contains("雛形を改めました"), "{notice}");
}

#[test]
fn a_damaged_tree_is_said_and_nothing_is_compared() {
    let project = published(1).with("incidents/case/published/v1/trees/release.json", "{}");
    let outcome = project.run(&["diff", "case", "--view", "redline"]).exits(1).says("[published-altered]");
    assert_eq!(outcome.stdout, "");
}

// ── what keeps a version from being published ───────────────────────────────

#[test]
fn a_version_is_refused_with_the_reason() {
    let embargo = format!("embargo = \"2024-07-01T11:00\"\n{FIRST}");
    let london = format!("tz = \"Europe/London\"\nembargo = \"2024-07-01T02:00\"\n{FIRST}");
    for (text, code) in [
        (FIRST.replace("status = \"final\"\n", ""), "not-final"),
        (FIRST.replace("お知らせ", "〇〇のお知らせ"), "placeholder"),
        (FIRST.replace("data.a.persons", "data.b.persons"), "missing-fact"),
        (FIRST.replace("お知らせ", "\u{20000}\u{2ffff}"), "no-glyph"),
        (FIRST.split("[documents").next().unwrap().to_string(), "nothing-to-publish"),
        // 2:00 in London is 10:00 in Japan in summer; with its own offset a time needs no zone.
        (embargo.clone(), "embargo"),
        (london.replace("02:00", "02:01"), "embargo"),
        (embargo.replace("11:00", "11:00+09:00"), "embargo"),
        (embargo.replace("2024-07-01T11:00", "調査中"), "embargo"),
        // What leaves the time open is never taken for its first moment.
        (embargo.replace("2024-07-01T11:00", "2024-07"), "embargo"),
        (embargo.replace("2024-07-01T11:00", "2024-07-01 夕方"), "embargo"),
        (embargo.replace("2024-07-01T11:00", "2024-06-30T10:00 頃"), "embargo"),
        (embargo.replace("2024-07-01T11:00", "2024-06-29/2024-06-30"), "embargo"),
        (london.replace("London", "Londinium"), "unknown-time-zone"),
    ] {
        let project = Project::incident(&text);
        let before = state(&project);
        let outcome = publish(&project, 1).exits(1);
        assert!(outcome.stderr.contains("エラー["), "{code}: {}", outcome.stderr);
        assert!(
            code == "missing-fact" || code == "no-glyph" || outcome.stderr.contains(&format!("エラー[{code}]")),
            "{}",
            outcome.stderr
        );
        assert_eq!(state(&project), before, "{code}");
    }
    let unexplained = second().split("[corrections").next().unwrap().to_string();
    let project = published(1).with("incidents/case/v2.toml", unexplained);
    publish(&project, 2).exits(1).says("[unexplained-change]");
    assert_eq!(project.files("incidents/case/published/v2"), [""; 0]);
    for text in [embargo.replace("11:00", "10:00"), embargo.replace("11:00", "11:00+10:00")] {
        publish(&Project::incident(text), 1).exits(0);
    }
}

#[test]
fn versions_are_published_in_order_and_once() {
    publish(&published(0), 2).exits(1).says("[unpublished-predecessor]").says("kohyo publish case@1");
    publish(&published(1), 1).exits(1).says("[already-published]");
    let project = published(1);
    project.run(&["publish", "case@2", "--at", "2024-06-30"]).exits(1).says("[published-backwards]");
    let project = Project::incident(FIRST).with("incidents/case/v3.toml", second());
    publish(&project, 3).exits(1).says("[unpublished-predecessor]");
    assert_eq!(project.files("incidents/case/published"), [""; 0]);
}

#[test]
fn slips_of_the_command_line_are_failures() {
    let project = published(1);
    project.run(&["publish", "cas"]).exits(2).says("「case」の誤りではありませんか");
    project.run(&["publish", "case@3"]).exits(2).says("[unknown-version]");
    for at in ["yesterday", "2024-07", "2024-07-01 夕方", "2024-07-01T10:00 頃", "2024-07-01/2024-07-02"] {
        project.run(&["publish", "case", "--at", at]).exits(2);
    }
    project.run(&["publish", "case", "--approved-by", " "]).exits(2);
    project.run(&["publish", "case", "--approved-by", "a\nb"]).exits(2);
    project.run(&["verify", "cas"]).exits(2).says("[unknown-incident]");
    project.run(&["log", "cas"]).exits(2).says("[unknown-incident]");
    project.run(&["trace", "case", "data.a.person"]).exits(2).says("「data.a.persons」の誤りではありませんか");
    project.run(&["trace", "case", "data"]).exits(2).says("[unknown-fact]");
    Project::empty().run(&["verify"]).exits(2).says("[no-project]");
}

// ── log and trace ───────────────────────────────────────────────────────────

#[test]
fn the_history_tells_what_was_published_and_what_changed() {
    let project = published(1);
    let log = project.run(&["log", "case"]).exits(0).stdout;
    let lines: Vec<&str> = log.lines().collect();
    assert!(lines[1].starts_with("第1版  第一報  2024-07-01 10:00 JST  広報課長"), "{log}");
    assert!(lines[2].contains("未公表") && lines[2].ends_with("訂正 1"), "{log}");
    let trace = project.run(&["trace", "case", "data.a.persons", "--locale", "en"]).exits(0).stdout;
    assert!(trace.starts_with("v1: 12名\n  published    2024-07-01 10:00 JST\n"), "{trace}");
    assert!(trace.contains("\n  release  本文  15名       15名の情報が流出しました。\n"), "{trace}");
    assert!(trace.contains("\n  release  本文  12名 (v1)  前回は12名と発表しました。\n"), "{trace}");
    let json = project.run(&["trace", "case", "data.a.persons", "--format", "json"]).exits(0).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["publication"]["at"], "2024-07-01T01:00:00Z");
    assert_eq!(json[0]["places"][0]["sentence"], "12名の情報が流出しました。");
    assert_eq!(json[1]["state"], "unpublished");
    assert_eq!(json[1]["places"][1]["printed"][0]["of_version"], 1);
}

#[test]
fn a_chain_of_ten_versions_is_published_and_verified() {
    let project = (2..=10).fold(Project::incident(FIRST), |project, version| {
        let text = FIRST.replace("12名", &format!("{}名", 11 + version));
        let why = "[corrections.a]\nfacts = \"data.a.persons\"\nkind = \"correction\"\nreason = \"集計の誤り\"\n";
        project.with(&format!("incidents/case/v{version}.toml"), text + why)
    });
    for version in 1..=10 {
        publish(&project, version).exits(0);
    }
    assert_eq!(verified(&project).unwrap().entries().len(), 10);
    assert_eq!(project.run(&["log", "case"]).exits(0).stdout.matches("訂正 1").count(), 9);
    project.run(&["verify"]).exits(0);
}

#[test]
fn a_version_on_a_base_is_read_with_the_base_of_its_time() {
    let base = "[parties.processor]\nname = \"委託社\"\nrole = \"processor\"\n[data.base]\npersons = \"7名\"\n";
    let text = format!("base = \"base@1\"\n{}", FIRST.replace("{{ data.a.persons }}", "{{ data.base.persons }}"));
    let project = Project::incident(text).with("incidents/base/v1.toml", base);
    publish(&project, 1).exits(0);
    assert!(project.files("incidents/case/published/v1").contains(&"data/incidents/base/v1.toml".to_string()));
    let project = project.with("incidents/base/v1.toml", base.replace("7名", "8名"));
    let trace = project.run(&["trace", "case", "data.base.persons"]).exits(0).stdout;
    assert!(trace.starts_with("第1版: 7名\n"), "{trace}");
    project.run(&["verify"]).exits(0);
}

/// The repository's own incident of two versions, published in a copy.
#[test]
fn ebino_is_published_version_by_version() {
    let folder = Path::new("incidents/ebino-library");
    let text = |name: &str| fs::read(super::render::root().join(folder).join(name)).unwrap();
    let project = Project::incident(text("v1.toml")).with("incidents/case/v2.toml", text("v2.toml"));
    publish(&project, 1).exits(0);
    publish(&project, 2).exits(0);
    assert!(verified(&project).is_ok());
    let trace = project.run(&["trace", "case", "data.ebino.persons"]).exits(0).stdout;
    assert!(trace.contains("第1版: 116名") && trace.contains("第2版: 2,761名"), "{trace}");
}
