//! External tools that judge the output: present, or visibly skipped, or (in CI) required.
//!
//! `.ci/run` installs them and sets `KOHYO_TOOLS=required`; `KOHYO_NODE_MODULES` is where it puts the packages of npm.
//! Every wrapper returns `None` where its tool is missing, so a test begins with `let Some(text) = pdftotext(…) else { return };`.
#![allow(dead_code, reason = "a tool is wrapped before the last room that uses it exists")]

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Finds a command on the search path.
pub fn tool(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH").unwrap_or_default();
    found_or_skipped(name, env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file()))
}

/// Finds a file of a package of npm, such as `axe-core/axe.min.js`.
pub fn node_file(name: &str) -> Option<PathBuf> {
    found_or_skipped(name, Some(node_modules().join(name)).filter(|path| path.is_file()))
}

/// The text of a PDF as `pdftotext` returns it; arguments such as `-layout` come before the file.
pub fn pdftotext(pdf: &[u8], arguments: &[&str]) -> Option<String> {
    let tool = tool("pdftotext")?;
    let file = file("document.pdf", pdf);
    let output = run(Command::new(tool).args(arguments).arg(file.path()).arg("-"));
    assert!(output.status.success(), "pdftotext: {}", text(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("pdftotext prints UTF-8"))
}

/// The words of a PDF in the order in which it draws them, without white space, page numbers and draft marks.
pub fn pdf_words(pdf: &[u8]) -> Option<String> {
    let text = pdftotext(pdf, &["-raw"])?;
    let is_furniture = |line: &str| is_page_number(line) || line.starts_with("DRAFT") || line == "案";
    let lines = text.lines().map(|line| line.trim_start_matches('\u{c}')).filter(|line| !is_furniture(line));
    Some(lines.flat_map(str::chars).filter(|character| !character.is_whitespace()).collect())
}

/// Whether a line is the foot of a page: `2 / 4`.
fn is_page_number(line: &str) -> bool {
    line.split_once(" / ").is_some_and(|(page, pages)| [page, pages].iter().all(|number| number.parse::<u32>().is_ok()))
}

/// What a tool of the PDF family prints about a PDF; arguments come before the file, and `-` after it if `to_stdout`.
pub fn about_pdf(name: &str, arguments: &[&str], pdf: &[u8], to_stdout: bool) -> Option<String> {
    let tool = tool(name)?;
    let file = file("document.pdf", pdf);
    let mut command = Command::new(tool);
    command.args(arguments).arg(file.path()).args(to_stdout.then_some("-"));
    let output = run(&mut command);
    assert!(output.status.success(), "{name}: {}", text(&output.stderr));
    Some(text(&output.stdout))
}

/// What `qpdf --check` complains of; nothing is `Some("")`.
pub fn qpdf_check(pdf: &[u8]) -> Option<String> {
    let tool = tool("qpdf")?;
    let file = file("document.pdf", pdf);
    let output = run(Command::new(tool).arg("--check").arg(file.path()));
    Some(if output.status.success() { String::new() } else { text(&output.stdout) + &text(&output.stderr) })
}

/// Whether the tool `minisign` takes the signature beside a file for that of a public key.
pub fn minisign_accepts(path: &Path, public_key: &str) -> Option<bool> {
    let tool = tool("minisign")?;
    let output = run(Command::new(tool).arg("-Vm").arg(path).args(["-P", public_key]));
    Some(output.status.success())
}

/// What the Nu HTML checker complains of in files, warnings included; nothing is `Some("")`.
pub fn vnu(paths: &[&Path]) -> Option<String> {
    let java = tool("java")?;
    let jar = node_file("vnu-jar/build/dist/vnu.jar")?;
    let output = run(Command::new(java).arg("-jar").arg(jar).args(["--format", "gnu", "--Werror"]).args(paths));
    let complaints = text(&output.stdout) + &text(&output.stderr);
    assert!(output.status.success() || !complaints.is_empty(), "vnu failed without a word: {}", output.status);
    Some(if output.status.success() { String::new() } else { complaints })
}

/// The accessibility violations that axe finds in HTML files, as JSON; nothing is `Some("[]")`.
pub fn axe(paths: &[&Path]) -> Option<String> {
    let node = tool("node")?;
    let chromium = tool("chromium")?;
    node_file("axe-core/axe.min.js")?;
    node_file("playwright-core/package.json")?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all/axe.mjs");
    let mut command = Command::new(node);
    command.env("KOHYO_NODE_MODULES", node_modules()).arg(script).arg(chromium).args(paths);
    let output = run(&mut command);
    assert!(output.status.success(), "axe: {}", text(&output.stderr));
    Some(text(&output.stdout).trim().to_owned())
}

/// Whether a missing tool fails the tests, as it does in CI.
pub fn are_required() -> bool {
    env::var_os("KOHYO_TOOLS").as_deref() == Some(OsStr::new("required"))
}

fn found_or_skipped(name: &str, found: Option<PathBuf>) -> Option<PathBuf> {
    assert!(found.is_some() || !are_required(), "{name} is missing, and KOHYO_TOOLS=required");
    if found.is_none() {
        // Past the test harness, which would swallow the line of a test that passes.
        let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("SKIPPED: {name} missing\n").as_bytes());
    }
    found
}

fn node_modules() -> PathBuf {
    let default = || Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/node_modules");
    env::var_os("KOHYO_NODE_MODULES").map_or_else(default, PathBuf::from)
}

/// A file that is gone when its guard is dropped; only its name's end is the one given.
fn file(name: &str, bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(name).tempfile().unwrap();
    std::io::Write::write_all(&mut file, bytes).unwrap();
    file
}

fn run(command: &mut Command) -> Output {
    command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_missing_tool_is_skipped_or_required() {
    if env::var_os("KOHYO_TOOLS").is_none() {
        assert_eq!(tool("no-such-tool-of-kohyo"), None);
    } else {
        assert!(std::panic::catch_unwind(|| tool("no-such-tool-of-kohyo")).is_err());
    }
}

/// The smallest PDF with a line of text: the tools are tried before there is a document to try them on.
fn small_pdf() -> Vec<u8> {
    let stream = "BT /F1 12 Tf 20 100 Td (Kohyo 3,622) Tj ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", pdf.len());
        pdf += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = pdf.len();
    pdf += &format!("{table}trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    pdf.into_bytes()
}

#[test]
fn pdf_tools_tell_good_from_bad() {
    let pdf = small_pdf();
    let Some(words) = pdftotext(&pdf, &["-layout"]) else { return };
    assert_eq!(words.trim(), "Kohyo 3,622");
    let Some(complaints) = qpdf_check(&pdf) else { return };
    assert_eq!(complaints, "");
    assert_ne!(qpdf_check(&pdf[..pdf.len() / 2]).unwrap(), "");
}

#[test]
fn html_tools_tell_good_from_bad() {
    let page = |lang: &str| {
        format!(
            "<!DOCTYPE html>\n<html{lang}><head><meta charset=\"utf-8\"><title>公表</title></head><body><main><h1>公表</h1><p>本文</p></main></body></html>\n"
        )
    };
    let good = file("good.html", page(" lang=\"ja\"").as_bytes());
    let bad = file("bad.html", page("").replace("<p>", "<p><div>").as_bytes());
    if let Some(complaints) = vnu(&[good.path()]) {
        assert_eq!(complaints, "");
        assert_ne!(vnu(&[good.path(), bad.path()]).unwrap(), "");
    }
    if let Some(violations) = axe(&[good.path()]) {
        assert_eq!(violations, "[]");
        assert!(axe(&[good.path(), bad.path()]).unwrap().contains("html-has-lang"));
    }
}
