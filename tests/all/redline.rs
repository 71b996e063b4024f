//! Changes of real documents: redlines of every document against every other of its incident, and facts of two versions.

use super::render::{ALL, Rendered, root};
use super::tools;
use kohyo::change::redline::{accept, redline, reject};
use kohyo::document::{Document, Header};
use kohyo::fonts::Fonts;
use kohyo::write::{LAYOUTS, Outfit, WRITERS};
use std::fs;
use std::path::Path;
use std::process::Command;

fn pairs() -> impl Iterator<Item = (&'static Rendered, &'static Rendered)> {
    let all = ALL.iter().flat_map(|before| ALL.iter().map(move |after| (before, after)));
    all.filter(|(before, after)| before.slug == after.slug)
}

#[test]
fn holds_both_documents() {
    for (before, after) in pairs() {
        let names = format!("{} and {}", before.name(), after.name());
        // Templates leave some texts in two pieces; a redline has them as one.
        let (before, after) = (accept(&before.document), accept(&after.document));
        let redline = redline(&before, &after);
        assert_eq!(accept(&redline.document), after, "{names}");
        let (plain_title, issuer) = (after.header.plain_title.clone(), after.header.issuer.clone());
        let header = Header { plain_title, issuer, ..before.header.clone() };
        let expected = Document { header, body: before.body.clone(), ..after.clone() };
        assert_eq!(reject(&redline.document), expected, "{names}");
        assert_eq!(redline.coarse, 0, "{names}");
        let same = before.header == after.header && before.body == after.body;
        assert!(!same || redline.document == after && redline.changes().is_empty(), "{names}");
    }
}

#[test]
fn two_versions_are_written_in_every_format() {
    let layouts = LAYOUTS.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect();
    let outfit = Outfit { fonts: Fonts::embedded(), layouts, fragment: false };
    let versions = pairs().filter(|(a, b)| a.document.id == b.document.id && a.version < b.version);
    let mut count = 0;
    for (before, after) in versions {
        let redline = redline(&before.document, &after.document);
        for writer in WRITERS {
            let written = (writer.write)(&redline.document, &outfit);
            assert!(written.is_ok(), "{} as {}: {written:?}", after.name(), writer.extension);
            count += 1;
        }
    }
    assert!(count > 0);
}

/// Runs `kohyo diff` on the repository's own incidents.
fn diff(arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kohyo"));
    let output = command.current_dir(root()).env_clear().args(["diff", "--locale", "en"]).args(arguments).output();
    let output = output.unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn pages_of_changes_are_valid_and_accessible() {
    let folder = tempfile::tempdir().unwrap();
    let views = ["facts", "redline", "table", "errata"];
    let pages = views.map(|view| folder.path().join(view).with_extension("html"));
    for (view, page) in views.iter().zip(&pages) {
        let arguments = ["ebino-library", "--view", view, "--format", "html", "--out", page.to_str().unwrap()];
        assert_eq!(diff(&arguments), (Some(0), String::new()));
    }
    let redline = fs::read_to_string(&pages[1]).unwrap();
    assert!(redline.contains("<ins") && redline.contains("<del"));
    let errata = fs::read_to_string(&pages[3]).unwrap();
    assert!(errata.contains("<mark"));
    // The same page with the versions side by side, as the switch shows it.
    let apart = redline.replace("id=\"view-merged\" checked", "id=\"view-merged\"");
    let apart = apart.replace("id=\"view-apart\">", "id=\"view-apart\" checked>");
    assert_ne!(apart, redline);
    let switched = folder.path().join("apart.html");
    fs::write(&switched, apart).unwrap();
    let pages: Vec<&Path> = pages.iter().chain([&switched]).map(|page| page.as_path()).collect();
    if let Some(complaints) = tools::vnu(&pages) {
        assert_eq!(complaints, "");
    }
    if let Some(violations) = tools::axe(&pages) {
        assert_eq!(violations, "[]");
    }
}

/// Every entry of the list leads to its change in both views, and every number back.
#[test]
fn entries_and_changes_lead_to_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("redline.html");
    let arguments = ["ebino-library", "--view", "redline", "--format", "html", "--out", page.to_str().unwrap()];
    assert_eq!(diff(&arguments), (Some(0), String::new()));
    let page = fs::read_to_string(&page).unwrap();
    let values =
        |name: &str| -> Vec<&str> { page.split(name).skip(1).map(|rest| rest.split('"').next().unwrap()).collect() };
    let (ids, links) = (values(" id=\""), values(" href=\"#"));
    let changes = links.iter().filter(|link| link.starts_with("change-") && !link.ends_with("-apart")).count();
    assert!(changes > 10);
    assert_eq!(page.matches("<a class=\"to-merged\"").count(), changes);
    for link in &links {
        assert_eq!(ids.iter().filter(|id| id == &link).count(), 1, "#{link}");
    }
}

/// Old and new values as the texts of the city and its vendor state them; 3,260 and 2,645 are differences by hand.
#[test]
fn facts_of_ebino_change_as_published() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("facts.json");
    let arguments = ["ebino-library", "--format", "json", "--out", file.to_str().unwrap()];
    assert_eq!(diff(&arguments), (Some(0), String::new()));
    let changes: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let changes = changes.as_array().unwrap();
    let changed: Vec<_> = changes.iter().filter(|change| !change["before"].is_null()).collect();
    let row = |change: &&serde_json::Value| {
        let word = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let kind = [&change["settled"]["kind"], &change["proposed"]].into_iter().find(|kind| !kind.is_null()).unwrap();
        [&change["path"], &change["before"], &change["after"], kind].map(word)
    };
    let rows: Vec<_> = changed.iter().map(row).collect();
    assert_eq!(
        rows,
        [
            ["data.ebino.records", "362件", "3,622件", "news"],
            ["data.ebino.persons", "116名", "2,761名", "news"],
            ["events.exposed.at", "平成22年7月26日から8月4日まで", "平成20年12月から平成22年8月4日まで", "correction"],
            [
                "claims.password.retracted",
                "7月26日から8月4日の間一時的にパスワードの設定が外れており…",
                "撤回（平成22年11月29日）",
                "withdrawal"
            ],
        ]
    );
    let sums: Vec<_> = changed.iter().map(|change| change["arithmetic"]["found"].as_u64()).collect();
    assert_eq!(sums, [Some(3260), Some(2645), None, None]);
}

#[test]
fn what_cannot_be_compared_is_said() {
    for (arguments, words) in [
        (&["ebino-libary"][..], "did you mean `ebino-library`"),
        (&["ebino-library", "--from", "7"], "no version ebino-library@7"),
        (&["ebino-library", "--to", "1"], "no version before 1"),
        (&["ebino-library", "--view", "redline", "--document", "leter"], "did you mean `letter`"),
    ] {
        let (code, said) = diff(arguments);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains(words), "{said}");
    }
}

/// The numbers in the margin of the PDF are those of the list, in order, each once.
#[test]
fn margins_of_a_redline_number_its_changes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("redline.pdf");
    let arguments = ["ebino-library", "--view", "redline", "--format", "pdf", "--out", file.to_str().unwrap()];
    assert_eq!(diff(&arguments), (Some(0), String::new()));
    let pdf = fs::read(&file).unwrap();
    if let Some(complaints) = tools::qpdf_check(&pdf) {
        assert_eq!(complaints, "");
    }
    let margin = ["-x", "0", "-y", "0", "-W", "58", "-H", "842"];
    let Some(margin) = tools::pdftotext(&pdf, &margin) else { return };
    let ends = |said: &str| {
        let (first, last) = said.split_once('–').unwrap_or((said, said));
        first.parse::<usize>().unwrap()..=last.parse::<usize>().unwrap()
    };
    let numbers: Vec<usize> = margin.split_whitespace().flat_map(ends).collect();
    let all = tools::pdftotext(&pdf, &[]).unwrap();
    let count = all.split_once("（全").unwrap().1.split_once("か所").unwrap().0.parse::<usize>().unwrap();
    assert_eq!(numbers, (1..=count).collect::<Vec<_>>());
}

/// Sentences of version 1 as the later texts quote them, and no old value in version 2 but as a citation of version 1.
#[test]
fn nothing_that_ebino_corrected_was_left_standing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("impact.json");
    let arguments = ["ebino-library", "--view", "impact", "--format", "json", "--out", file.to_str().unwrap()];
    assert_eq!(diff(&arguments), (Some(0), String::new()));
    let impact: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let facts = impact["facts"].as_array().unwrap();
    let rows: Vec<_> = facts
        .iter()
        .flat_map(|fact| fact["carried"].as_array().unwrap().iter().map(move |mention| (fact, mention)))
        .map(|(fact, mention)| [&fact["path"], &mention["document"], &mention["place"], &mention["sentence"]])
        .map(|row| row.map(|value| value.as_str().unwrap().to_owned()))
        .collect();
    let counts = "督促対象者データファイルの個人情報362件(督促対象者116名)の流出がありました。";
    let told = "委託業者からは、7月26日から8月4日の間、一時的にパスワードの設定が外れていたとの説明を受けております。";
    let quoted = "「7月26日から8月4日の間一時的にパスワードの設定が外れており…」";
    assert_eq!(
        rows,
        [
            ["data.ebino.records", "letter", "本文の冒頭", counts],
            ["data.ebino.persons", "letter", "本文の冒頭", counts],
            ["events.exposed.at", "letter", "本文の冒頭", told],
            ["events.exposed.at", "vendor", "2 原因について", quoted],
            ["claims.password.retracted", "vendor", "2 原因について", quoted],
        ]
    );
    assert!(facts.iter().all(|fact| fact["standing"] == serde_json::json!([])));
}
