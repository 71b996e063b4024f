//! Letters in an archive and in print files, and runs that are stopped. All recipients are invented.

use super::cases::Project;
use super::letters::{HEADER, INCIDENT, list, tree};
use super::tools;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A list of so many adults and children, whose letters differ in length.
fn many(number: usize) -> String {
    let row = |at: usize| {
        let guardian = if at % 5 == 3 { "見本 親" } else { "" };
        format!("K-{at},見本 {at}郎,123-4567,見本県{at},{guardian},,,members,N{at}\n")
    };
    format!("{HEADER}\n{}", (0..number).map(row).collect::<String>())
}

fn started(project: &Project, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_kohyo"))
        .current_dir(project.path(""))
        .env_clear()
        .args(arguments)
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// Entries of the archive of a folder: names with mode, time, owner's name and bytes.
fn entries(project: &Project, folder: &str) -> BTreeMap<String, (u32, u64, String, Vec<u8>)> {
    let file = fs::File::open(project.path(&format!("{folder}/letters.tar"))).unwrap();
    let mut archive = tar::Archive::new(file);
    let mut found = BTreeMap::new();
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        let header = entry.header();
        let (mode, time) = (header.mode().unwrap(), header.mtime().unwrap());
        let owner = header.username().unwrap().unwrap_or_default().to_owned();
        assert_eq!((header.uid().unwrap(), header.gid().unwrap()), (0, 0));
        let name = entry.path().unwrap().to_string_lossy().into_owned();
        assert!(found.insert(name, (mode, time, owner, bytes)).is_none(), "no entry is there twice");
    }
    found
}

#[test]
fn an_archive_holds_the_same_files_as_a_folder() {
    let project = Project::incident(INCIDENT).with("list.csv", list());
    let command = ["letters", "case", "--recipients", "list.csv", "--format", "md,html"];
    project.run(&[&command[..], &["--out", "files"]].concat()).exits(0);
    let summary = ["--archive", "--out", "one", "--summary", "json"];
    let outcome = project.run(&[&command[..], &summary].concat()).exits(0);
    assert!(outcome.stdout.contains("\"output\":\"archive\""), "{}", outcome.stdout);
    assert_eq!(project.files("one"), [".gitignore", "letters.tar", "manifest.jsonl"]);
    let mut separate = tree(&project, "files");
    separate.retain(|name, _| name.starts_with("0"));
    let archived = entries(&project, "one");
    // 20 November 2026, 0:00 UTC: 20,777 days after 1 January 1970.
    assert!(
        archived.values().all(|(mode, time, owner, _)| (*mode, *time, owner.as_str()) == (0o600, 20_777 * 86_400, ""))
    );
    let archived: BTreeMap<String, Vec<u8>> = archived.into_iter().map(|(name, entry)| (name, entry.3)).collect();
    assert!(archived == separate);
    let verify = || project.run(&["letters", "verify", "one", "--recipients", "list.csv"]);
    verify().exits(0);
    project.run(&["letters", "merge", "one"]).exits(0);
    let path = project.path("one/letters.tar");
    let whole = fs::read(&path).unwrap();
    let place = whole.windows(6).position(|bytes| bytes == "塚本".as_bytes()).unwrap();
    for (from, to) in [(place, place + 1), (place - 1, place), (whole.len() - 1, whole.len())] {
        let mut broken = whole.clone();
        broken[from..to].fill(b'x');
        fs::write(&path, broken).unwrap();
        verify().exits(1).conceals("塚本");
    }
    fs::write(&path, [&whole[..], b"x"].concat()).unwrap();
    verify().exits(1).says("incomplete-letters");
    fs::write(&path, whole).unwrap();
    project.run(&[&command[..], &["--out", "one", "--resume"]].concat()).exits(2).says("other-run");
}

#[test]
fn runs_into_archives_and_print_files_that_are_killed_go_on_to_the_same_bytes() {
    for (rows, output) in [(400, ["--format=md,html", "--archive"]), (60, ["--format=pdf", "--merged=7"])] {
        let project = Project::incident(INCIDENT).with("list.csv", many(rows));
        let command = [&["letters", "case", "--recipients", "list.csv"][..], &output].concat();
        project.run(&[&command[..], &["--out", "whole"]].concat()).exits(0);
        let (mut killed, mut partly) = (0, BTreeSet::new());
        for round in 0..12_u64 {
            let mut child = started(&project, &[&command[..], &["--out", "broken", "--resume"]].concat());
            std::thread::sleep(Duration::from_millis(60 + round * 40));
            child.kill().unwrap();
            killed += usize::from(child.wait().unwrap().code().is_none());
            partly.insert(fs::metadata(project.path("broken/manifest.jsonl")).map_or(0, |file| file.len()));
        }
        // Half a line at the end of the journal.
        let journal = project.path("broken/manifest.jsonl");
        if let Ok(mut text) = fs::read(&journal) {
            text.truncate(text.len() - 7.min(text.len()));
            fs::write(&journal, text).unwrap();
        }
        for _ in 0..2 {
            project.run(&[&command[..], &["--out", "broken", "--resume"]].concat()).exits(0);
            assert!(tree(&project, "broken") == tree(&project, "whole"), "{output:?}: {killed} kills, {partly:?}");
        }
        assert!(killed > 0, "no run was killed");
        project.run(&["letters", "verify", "broken", "--recipients", "list.csv"]).exits(0);
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_run_in_order_and_says_how_to_go_on() {
    let project = Project::incident(INCIDENT).with("list.csv", many(600));
    let command = ["letters", "case", "--recipients", "list.csv", "--format", "pdf", "--locale", "ja"];
    let child = started(&project, &[&command[..], &["--out", "broken"]].concat());
    let journal = project.path("broken/manifest.jsonl");
    let begun = (0..1000).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        fs::metadata(&journal).is_ok_and(|file| file.len() > 0)
    });
    assert!(begun);
    std::thread::sleep(Duration::from_millis(500));
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert!(said.contains("--resume") && !said.contains('\r') && !said.contains("見本県"), "{said}");
    let journal = project.read("broken/manifest.jsonl");
    assert!(journal.ends_with('\n') && !journal.contains("\"letters\":"));
    let recorded = journal.lines().filter(|line| line.starts_with("{\"row\"")).count();
    let files = project.files("broken").iter().filter(|name| name.ends_with(".pdf")).count();
    assert!(recorded == files && recorded < 600, "{recorded} recorded, {files} files");
    assert!(said.contains(&format!("{recorded}通")), "{said}");
    project.run(&[&command[..], &["--out", "broken", "--resume"]].concat()).exits(0);
    project.run(&["letters", "verify", "broken", "--recipients", "list.csv"]).exits(0);
}

/// Rows of an index: id, file, first page, pages.
fn index(project: &Project, folder: &str) -> Vec<(String, String, usize, usize)> {
    let text = project.read(&format!("{folder}/index.csv"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| (row[0].to_owned(), row[1].to_owned(), row[2].parse().unwrap(), row[3].parse().unwrap())).collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "two incidents, looked at from all sides")]
fn each_letter_of_a_print_file_says_what_it_says_alone() {
    // A text of more than a page, with a table over the page break, a heading and a link to it.
    let long = "lead = \"\"\"\n**{{ recipient.name }}**様、お客様番号{{ recipient.account }}の{{ data.members }}の件です。[次へ](#next)\n\n| 番号 | 項目 |\n|---|---|\n".to_owned()
        + &(0..60).map(|row| format!("| {row} | 項目{row} |\n")).collect::<String>()
        + "\n## 次 {#next}\n\n以上です。\n\"\"\"";
    let short =
        "lead = \"**{{ recipient.name }}**様、お客様番号{{ recipient.account }}の{{ data.members }}の件です。\"";
    assert!(INCIDENT.contains(short));
    for (incident, duplex) in [(INCIDENT.to_owned(), false), (INCIDENT.replace(short, &long), true)] {
        let project = Project::incident(incident).with("list.csv", many(11));
        let command = ["letters", "case", "--recipients", "list.csv"];
        project.run(&[&command[..], &["--out", "files"]].concat()).exits(0);
        let merged =
            if duplex { &["--merged=4", "--duplex", "--out", "print"][..] } else { &["--merged=4", "--out", "print"] };
        project.run(&[&command[..], merged].concat()).exits(0);
        project.run(&["letters", "verify", "print", "--recipients", "list.csv"]).exits(0);
        let rows = index(&project, "print");
        assert_eq!(
            rows.iter().map(|row| row.0.clone()).collect::<Vec<_>>(),
            (0..11).map(|at| format!("K-{at}")).collect::<Vec<_>>()
        );
        assert_eq!(rows.iter().filter(|row| row.1 == "print-00001.pdf").count(), 4);
        for (id, file, first, count) in &rows {
            assert!(!duplex || first % 2 == 1, "{id}");
            let bytes = fs::read(project.path(&format!("print/{file}"))).unwrap();
            let alone = fs::read(project.path(&format!("files/00000/{id}.pdf"))).unwrap();
            let (from, to) = (first.to_string(), (first + count - 1).to_string());
            let Some(text) = tools::pdftotext(&bytes, &["-raw", "-f", &from, "-l", &to]) else { break };
            assert_eq!(Some(text), tools::pdftotext(&alone, &["-raw"]), "{id}");
        }
        for file in ["print-00001.pdf", "print-00003.pdf"] {
            let bytes = fs::read(project.path(&format!("print/{file}"))).unwrap();
            if let Some(complaints) = tools::qpdf_check(&bytes) {
                assert_eq!(complaints, "");
            }
            let of_file: Vec<(usize, usize)> =
                rows.iter().filter(|row| row.1 == file).map(|row| (row.2, row.3)).collect();
            structure_is_apart(&bytes, &of_file);
        }
        let index = project.path("print/index.csv");
        fs::write(&index, project.read("print/index.csv").replacen("K-3", "K-4", 1)).unwrap();
        project.run(&["letters", "verify", "print", "--recipients", "list.csv"]).exits(1);
    }
}

/// Every element under the document's own stands on pages of one letter, in the order of the letters, and each letter has some.
fn structure_is_apart(pdf: &[u8], letters: &[(usize, usize)]) {
    let Some(json) = tools::about_pdf("qpdf", &["--json=2"], pdf, false) else { return };
    let json: Value = serde_json::from_str(&json).unwrap();
    let objects = &json["qpdf"][1];
    let pages: Vec<&str> =
        json["pages"].as_array().unwrap().iter().map(|page| page["object"].as_str().unwrap()).collect();
    let get = |reference: &Value| match reference.as_str() {
        Some(name) if name.ends_with(" R") => objects[format!("obj:{name}")]["value"].clone(),
        _ => reference.clone(),
    };
    let root = get(&get(&objects["trailer"]["value"]["/Root"])["/StructTreeRoot"]);
    let mut document = root["/K"].clone();
    while get(&document).as_array().is_some_and(|kids| kids.len() == 1) {
        document = get(&document)[0].clone();
    }
    let kids = get(&get(&document)["/K"]);
    let mut order = Vec::new();
    for kid in kids.as_array().unwrap() {
        let mut found = BTreeSet::new();
        pages_of(&get(kid), None, &get, &mut found);
        let of: BTreeSet<usize> = found
            .iter()
            .map(|page| 1 + pages.iter().position(|name| name == page).unwrap())
            .map(|page| letters.iter().position(|(first, count)| (*first..first + count).contains(&page)).unwrap())
            .collect();
        assert!(of.len() <= 1, "an element of two letters: {of:?}");
        order.extend(of);
    }
    assert!(order.is_sorted(), "{order:?}");
    order.dedup();
    assert_eq!(order, (0..letters.len()).collect::<Vec<_>>());
}

/// The pages on which the content of an element stands.
fn pages_of(element: &Value, page: Option<String>, get: &dyn Fn(&Value) -> Value, found: &mut BTreeSet<String>) {
    let page = element["/Pg"].as_str().map(str::to_owned).or(page);
    match element {
        Value::Number(_) => found.extend(page),
        Value::Array(kids) => kids.iter().for_each(|kid| pages_of(&get(kid), page.clone(), get, found)),
        Value::Object(node) if node.contains_key("/MCID") || node.contains_key("/Obj") => found.extend(page),
        Value::Object(node) => {
            if let Some(kids) = node.get("/K") {
                pages_of(&get(kids), page, get, found);
            }
        }
        _ => {}
    }
}

#[test]
fn print_files_are_pdf_only_and_private() {
    let project = Project::incident(INCIDENT).with("list.csv", list());
    let command = ["letters", "case", "--recipients", "list.csv", "--merged"];
    project.run(&[&command[..], &["--format", "md"]].concat()).exits(2).says("merged-format");
    project.run(&[&command[..], &["--archive"]].concat()).exits(2);
    project.run(&["letters", "case", "--recipients", "list.csv", "--duplex"]).exits(2);
    project.run(&[&command[..], &["--out", "print"]].concat()).exits(0);
    assert_eq!(project.files("print"), [".gitignore", "index.csv", "manifest.jsonl", "print-00001.pdf"]);
    #[cfg(unix)]
    for name in project.files("print") {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(project.path(&format!("print/{name}"))).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    let index = project.read("print/index.csv");
    assert!(["髙﨑", "見本県", "Quay"].iter().all(|word| !index.contains(word)));
}
