//! The schema in the repository is the one that the program prints.

use super::render::root;
use std::process::Command;

#[test]
fn the_schema_in_the_repository_is_current() {
    let printed = Command::new(env!("CARGO_BIN_EXE_kohyo")).arg("schema").output().unwrap();
    assert!(printed.status.success());
    let printed = String::from_utf8(printed.stdout).unwrap();
    let stored = std::fs::read_to_string(root().join("schema/incident.json")).unwrap_or_default();
    assert!(stored == printed, "renew it: kohyo schema > schema/incident.json");
}
