//! `kohyo publish --key` and `kohyo verify --public-key`: who published can be proved, and a lost signature shows.

use super::cases::{Outcome, Project};
use super::release::{FIRST, published, state};
use super::tools;
use kohyo::release::record::read_entry;
use minisign::KeyPair;
use std::fs;

const AT: [&str; 4] = ["publish", "case@1", "--at", "2024-07-01T10:00"];
const SIGNATURE: &str = "incidents/case/published/v1/entry.json.minisig";

/// A project that has the files of a key without a password.
fn with_key(project: Project) -> (Project, KeyPair) {
    let pair = KeyPair::generate_unencrypted_keypair().unwrap();
    let secret = pair.sk.to_box(None).unwrap().into_string();
    let public = pair.pk.to_box().unwrap().into_string();
    (project.with("city.key", secret).with("city.pub", public), pair)
}

fn publish(project: &Project, more: &[&str]) -> Outcome {
    project.run(&[&AT[..], more].concat())
}

/// A project with one signed version.
fn signed() -> (Project, KeyPair) {
    let (project, pair) = with_key(Project::incident(FIRST));
    publish(&project, &["--key", "city.key"]).exits(0);
    (project, pair)
}

#[test]
fn a_signed_version_is_verified_with_its_key() {
    let (project, pair) = signed();
    let key = pair.pk.to_base64();
    let entry = read_entry(project.read("incidents/case/ledger.jsonl").as_bytes()).unwrap();
    assert_eq!(entry.signed_by.as_ref(), Some(&key));
    let id: String = pair.pk.keynum().iter().rev().map(|byte| format!("{byte:02X}")).collect();
    project.run(&["verify"]).exits(0);
    for given in ["city.pub", &key] {
        let said = project.run(&["verify", "--public-key", given, "--locale", "en"]).exits(0).stdout;
        assert!(said.contains(&format!("all as they were and signed by key {id}")), "{said}");
    }
    assert!(project.read(SIGNATURE).contains("\ntrusted comment: kohyo publish case@1 2024-07-01T01:00:00Z\n"));
    let path = project.path("incidents/case/published/v1/entry.json");
    let Some(accepted) = tools::minisign_accepts(&path, &key) else { return };
    assert!(accepted);
    let other = KeyPair::generate_unencrypted_keypair().unwrap().pk.to_base64();
    assert_eq!(tools::minisign_accepts(&path, &other), Some(false));
}

#[test]
fn the_key_may_come_from_the_environment_and_have_a_password() {
    let pair = KeyPair::generate_encrypted_keypair(Some("夏".into())).unwrap();
    let project = Project::incident(FIRST).with("city.key", pair.sk.to_box(None).unwrap().into_string());
    let before = state(&project);
    for (variables, says) in [
        (&[("KOHYO_SIGNING_KEY", "city.key")][..], "city.key にはパスワードが必要です"),
        (&[("KOHYO_SIGNING_KEY", "city.key"), ("KOHYO_SIGNING_PASSWORD", "冬")], "city.key のパスワードが違います"),
        (&[("KOHYO_SIGNING_KEY", "incidents/case/v1.toml")], "minisign の秘密鍵ではありません"),
        (&[("KOHYO_SIGNING_KEY", "no.key")], "[not-found]"),
        (&[("KOHYO_SIGNING_KEY", "incidents")], "[not-a-file]"),
    ] {
        let outcome = project.run_with(variables, &AT).exits(2).says(says);
        assert!(outcome.stdout.is_empty() && !outcome.stderr.contains('冬'), "{}", outcome.stderr);
        assert_eq!(state(&project), before);
        assert!(!project.path("incidents/case/.kohyo-lock").exists());
    }
    let variables = [("KOHYO_SIGNING_KEY", "city.key"), ("KOHYO_SIGNING_PASSWORD", "夏")];
    project.run_with(&variables, &AT).exits(0);
    project.run(&["verify", "--public-key", &pair.pk.to_base64()]).exits(0);
    // A key that is named goes before that of the environment.
    let (project, pair) = with_key(project.with("incidents/case/v2.toml", published(0).read("incidents/case/v2.toml")));
    let arguments = ["publish", "case@2", "--at", "2024-07-02T10:00", "--key", "city.key"];
    project.run_with(&variables, &arguments).exits(0);
    let other = project.run(&["verify", "--public-key", &pair.pk.to_base64()]).exits(1);
    other.says("case の第1版は、別の鍵");
    project.run(&["verify"]).exits(0);
}

#[test]
fn every_change_of_a_signature_is_found_without_a_key() {
    let (project, _) = signed();
    let signature = project.read(SIGNATURE).into_bytes();
    for at in 0..signature.len() {
        let mut changed = signature.clone();
        changed[at] ^= 1;
        fs::write(project.path(SIGNATURE), changed).unwrap();
        assert!(super::release::verified(&project).is_err(), "byte {at}");
    }
    project
        .run(&["verify"])
        .exits(1)
        .says("[bad-signature]")
        .says("v1/entry.json.minisig は、この版の署名ではありません");
    fs::remove_file(project.path(SIGNATURE)).unwrap();
    project.run(&["verify"]).exits(1).says("[published-missing]").says("v1/entry.json.minisig");
    // Of another entry, by the same key.
    let other = project.with("incidents/other/v1.toml", FIRST);
    other.run(&["publish", "other", "--at", "2024-07-01T10:00", "--key", "city.key"]).exits(0);
    fs::copy(other.path("incidents/other/published/v1/entry.json.minisig"), other.path(SIGNATURE)).unwrap();
    other.run(&["verify", "case"]).exits(1).says("[bad-signature]");
    other.run(&["verify", "other"]).exits(0);
    // One that no entry speaks of.
    let project = published(1).with(SIGNATURE, signature);
    project.run(&["verify"]).exits(1).says("[published-extra]").says("v1/entry.json.minisig");
}

#[test]
fn only_the_key_shows_a_ledger_that_was_made_anew() {
    let (project, pair) = signed();
    let forged = Project::incident(FIRST.replace("12名", "2名"));
    let (forged, other) = with_key(forged);
    publish(&forged, &["--key", "city.key"]).exits(0);
    forged.run(&["verify"]).exits(0);
    let key = pair.pk.to_base64();
    forged.run(&["verify", "--public-key", &key]).exits(1).says("[not-signed-by-key]");
    project.run(&["verify", "--public-key", &other.pk.to_base64()]).exits(1).says("[not-signed-by-key]");
    published(1).run(&["verify", "--public-key", &key]).exits(1).says("case の第1版には署名がありません");
    for no_key in ["no.pub", "city.key", "RWQ"] {
        project.run(&["verify", "--public-key", no_key]).exits(2);
    }
    project.run(&["verify", "--public-key", "city.key"]).says("minisign の公開鍵ではありません");
}

#[test]
fn an_interrupted_run_is_repeated_with_or_without_a_key() {
    let (project, _) = signed();
    let folder = "incidents/case/published/v1";
    for more in [&["--key", "city.key"][..], &[]] {
        fs::remove_file(project.path("incidents/case/ledger.jsonl")).unwrap();
        publish(&project, more).exits(0);
        project.run(&["verify"]).exits(0);
        assert_eq!(project.path(&format!("{folder}/entry.json.minisig")).exists(), !more.is_empty());
    }
}
