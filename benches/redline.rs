//! The redline beside what compares texts elsewhere: `git diff --word-diff` and `dwdiff` on the same text.
//!
//! `cargo bench --bench redline` prints medians and ratios:
//! 1. documents of 50,000, 100,000 and 200,000 characters with every twentieth character another one (5 %);
//! 2. two documents of 100,000 characters that have no word in common;
//! 3. the first pair of 100,000 characters as a single paragraph, which the budget of work stops.
//!
//! The tools get one line for each paragraph. They part words at blanks, which Japanese has not, so they compare whole lines;
//! only `git diff` with `--word-diff-regex=.` marks single characters. A tool that is missing is left out. Nothing is asserted.
#![allow(clippy::expect_used, reason = "a bench says what it expects by panicking")]
#![allow(clippy::disallowed_methods, reason = "a bench runs other programs and looks at the clock")]
#![allow(clippy::print_stdout, reason = "a bench has no library to stay silent for")]

use kohyo::change::redline::redline;
use kohyo::document::{Block, Document, Header, Inline};
use kohyo::locale::Lang;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs of each measurement; the middle one counts.
const RUNS: usize = 7;

/// Japanese prose: what the program says about its own checks.
const TEXT: &str = include_str!("../CHECKS.ja.md");

/// A tool with its arguments; it writes what differs to standard output.
const TOOLS: &[(&str, &[&str])] = &[
    ("git", &["diff", "--no-index", "--word-diff"]),
    ("git", &["diff", "--no-index", "--word-diff", "--word-diff-regex=."]),
    ("dwdiff", &[]),
];

fn main() {
    let folder = tempfile::tempdir().expect("a folder for the texts");
    for count in [50_000, 100_000, 200_000] {
        let before = lines(count);
        let after: Vec<String> = before.iter().map(|line| every_twentieth(line)).collect();
        measure(&format!("{count} characters, 5 % changed"), folder.path(), &before, &after);
    }
    let before = lines(100_000);
    let after: Vec<String> = before.iter().map(|line| shifted(line)).collect();
    measure("100000 characters, nothing in common", folder.path(), &before, &after);
    let before = [before.concat()];
    let after = [every_twentieth(&before[0])];
    measure("100000 characters in one paragraph, 5 % changed", folder.path(), &before, &after);
}

fn measure(what: &str, folder: &Path, before: &[String], after: &[String]) {
    let documents = (document(before), document(after));
    let found = redline(&documents.0, &documents.1);
    let ours = median(|| drop(black_box(redline(&documents.0, &documents.1))));
    println!("{what}: {} changes, {} places replaced whole", found.changes().len(), found.coarse);
    println!("  redline  {:>9.1} ms", millis(ours));
    let paths = [folder.join("before.txt"), folder.join("after.txt")];
    for (path, lines) in paths.iter().zip([before, after]) {
        std::fs::write(path, lines.join("\n") + "\n").expect("the text can be written");
    }
    for (tool, arguments) in TOOLS {
        let command = format!("{tool} {}", arguments.join(" "));
        let mut run = Command::new(tool);
        run.args(*arguments).args(&paths).stdout(Stdio::null()).stderr(Stdio::null());
        if run.status().is_err() {
            println!("  {command}: not installed, left out");
            continue;
        }
        let theirs = median(|| drop(run.status()));
        let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
        println!("           {:>9.1} ms, ratio {ratio:>5.2}  {command}", millis(theirs));
    }
}

fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The long lines of the text over and over, numbered, to so many characters.
fn lines(count: usize) -> Vec<String> {
    let long = TEXT.lines().filter(|line| line.chars().count() > 40).cycle().enumerate();
    let mut left = count;
    let numbered = long.map(|(number, line)| format!("{number} {line}"));
    let enough = numbered.take_while(|line| {
        let is_first = left > 0;
        left = left.saturating_sub(line.chars().count());
        is_first
    });
    enough.collect()
}

fn every_twentieth(line: &str) -> String {
    line.chars().enumerate().map(|(at, character)| if (at + 1) % 20 == 0 { '変' } else { character }).collect()
}

/// Every character replaced by another one.
fn shifted(line: &str) -> String {
    line.chars().map(|character| char::from_u32(u32::from(character) + 0x80).unwrap_or(character)).collect()
}

fn document(lines: &[String]) -> Document {
    let paragraph = |line: &String| Block::Paragraph { content: vec![Inline::text(line)] };
    let header = Header { plain_title: "題".into(), ..Header::default() };
    let (id, layout) = ("release".into(), "release".into());
    let body = lines.iter().map(paragraph).collect();
    Document { id, lang: Lang::Ja, layout, draft: None, iso_date: None, header, body }
}
