//! Thousands of broken copies of the real incidents: each is drafted, or gets an error with its place.
//!
//! The same copies in every run: a mutation depends on its number only.

use super::cases::Project;
use super::render::root;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Copies that one run of the program reads.
const BATCH: usize = 100;

/// How long a copy may take: there to stop what never ends, not to measure.
const LONGEST: Duration = Duration::from_secs(2);

/// Values and scraps that belong nowhere.
const ODD: &[&str] = &[
    "\"\"",
    "\"{{\"",
    "\"{{ events | table }}\"",
    "\"{{ self }}\"",
    "[]",
    "[\"\"]",
    "{}",
    "-1",
    "1e999",
    "99999999999999999999",
    "2024-02-30",
    "\"9999-12-31T24:00/..\"",
    "\"億万千\"",
    "\"約18446744073709551615件\"",
    "\"\\uFDD00\\uFDD1\"",
    "'''\n```kohyo-form\n# x\n'''",
    "'''\n\n| a | b |\n|---|\n# 下記\n\n以上\n'''",
    "true",
];

/// A small generator (SplitMix64, Steele and others 2014): good enough to pick places, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % limit.max(1) as u64).unwrap()
    }
}

#[test]
fn every_broken_copy_is_drafted_or_gets_an_error_with_a_place() {
    let originals = originals();
    assert!(originals.len() > 20, "{}", originals.len());
    let copies: Vec<String> = (0..originals.len() * 100).map(|number| broken(&originals, number)).collect();
    for (batch, copies) in copies.chunks(BATCH).enumerate() {
        judge(batch, copies);
    }
}

/// Every version of every incident of the repository.
fn originals() -> Vec<String> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in fs::read_dir(root().join("incidents")).unwrap() {
        let Ok(files) = fs::read_dir(folder.unwrap().path()) else { continue };
        let files = files.map(|file| file.unwrap().path());
        paths.extend(files.filter(|path| path.extension().is_some_and(|ending| ending == "toml")));
    }
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// One broken copy: one to three mutations of one original.
fn broken(originals: &[String], number: usize) -> String {
    let mut dice = Dice(number as u64);
    let mut text = originals[number % originals.len()].clone();
    for _ in 0..1 + dice.below(3) {
        text = mutated(&text, originals, &mut dice);
    }
    text
}

fn mutated(text: &str, originals: &[String], dice: &mut Dice) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let line = dice.below(lines.len());
    let other = dice.below(lines.len());
    let at = text.floor_char_boundary(dice.below(text.len()));
    let next = text.ceil_char_boundary(at + 1).min(text.len());
    let value;
    match dice.below(10) {
        0 => drop(lines.remove(line)),
        1 => lines.insert(line, lines[line]),
        2 => lines.swap(line, other),
        3 => return text[..at].to_string(),
        4 => return format!("{}{}", &text[..at], &text[next..]),
        5 => {
            let scraps =
                ["\"", "'''", "{", "}", "]", "\n", "\\", "{{", "}}", "９", "\u{202E}", "\u{E000}", "#", "=", "."];
            return format!("{}{}{}", &text[..at], scraps[dice.below(scraps.len())], &text[at..]);
        }
        6 => {
            // Digits are what goes wrong in figures and dates.
            let digit = text[at..].find(|c: char| c.is_ascii_digit()).map_or(at, |found| at + found);
            let next = text.ceil_char_boundary(digit + 1).min(text.len());
            return format!("{}{}{}", &text[..digit], dice.below(1000), &text[next..]);
        }
        7 => {
            let donor: Vec<&str> = originals[dice.below(originals.len())].lines().collect();
            let start = dice.below(donor.len());
            lines.splice(line..line, donor[start..].iter().copied().take(6));
        }
        _ => {
            let Some(key) = lines[line].split_once(" = ").map(|(key, _)| key) else { return text.to_string() };
            value = format!("{key} = {}", ODD[dice.below(ODD.len())]);
            lines[line] = &value;
        }
    }
    lines.join("\n")
}

fn judge(batch: usize, copies: &[String]) {
    let base = "incidents/tges/v1.toml";
    let mut project = Project::empty().with(base, fs::read(root().join(base)).unwrap());
    for (number, text) in copies.iter().enumerate() {
        project = project.with(&format!("incidents/m{number}/v1.toml"), text);
    }
    let start = Instant::now();
    let report = project.run(&["check", "--format", "json"]).stdout;
    project.run(&["render", "--format", "md,html"]);
    assert!(
        start.elapsed() < LONGEST * u32::try_from(copies.len()).unwrap(),
        "batch {batch} took {:?}",
        start.elapsed()
    );
    let findings: Vec<serde_json::Value> = serde_json::from_str(&report).unwrap();
    let errors = findings.iter().filter(|found| found["severity"] == "error" && found["line"].is_u64());
    let told: BTreeSet<&str> = errors.filter_map(|found| found["file"].as_str()).collect();
    let drafted = project.files("out");
    for (number, text) in copies.iter().enumerate() {
        let file = format!("incidents/m{number}/v1.toml");
        let folder = format!("m{number}/");
        let is_drafted = drafted.iter().any(|name| name.starts_with(&folder));
        let has_documents = text.lines().any(|line| line.starts_with("[documents"));
        let about: Vec<_> = findings.iter().filter(|found| found["file"] == file || found["file"].is_null()).collect();
        let good = told.contains(&*file) || is_drafted || !has_documents;
        assert!(good, "batch {batch}, copy {number}: {about:#?}\n{text}");
    }
}
