//! Regimes: every pack prints its official headings in every stage, its page is current, and a project's own works like ours.

use super::cases::{Outcome, Project};
use super::render::root;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// Where the examples of the packs are, one folder for each.
fn example(id: &str) -> PathBuf {
    root().join("tests/cases/regime").join(id)
}

/// Ids of the packs that come with the program.
fn packs() -> Vec<&'static str> {
    kohyo::regime::BUILT_IN.iter().map(|(id, _)| *id).collect()
}

/// The headings typed from the sources, by pack and document; `all` holds for every stage.
fn typed() -> BTreeMap<String, BTreeMap<String, BTreeMap<String, Vec<String>>>> {
    toml::from_str(&fs::read_to_string(root().join("tests/regimes/headings.toml")).unwrap()).unwrap()
}

fn show(id: &str, locale: &str) -> String {
    let Outcome { stdout, .. } = Project::incident("").run(&["--locale", locale, "regimes", "show", id]).exits(0);
    stdout
}

#[test]
fn every_stage_of_every_pack_prints_the_official_headings_in_their_order() {
    let typed = typed();
    assert_eq!(typed.keys().map(String::as_str).collect::<Vec<_>>(), packs(), "a list for each pack");
    for (id, documents) in &typed {
        let report = documents.get("report");
        for stage in ["preliminary", "interim", "final"] {
            if !show(id, "en").contains(&format!("(`{stage}`)")) {
                continue;
            }
            let headings = report.map(|stages| stages.get(stage).or(stages.get("all")).unwrap()).unwrap();
            prints(id, "regulator-report", &["--stage", stage], headings);
        }
        if let Some(notice) = documents.get("notice") {
            prints(id, "individual-notice", &[], &notice["all"]);
        }
    }
}

/// That a document of a kind of the pack's example has these headings, and the others around them.
fn prints(id: &str, kind: &str, arguments: &[&str], headings: &[String]) {
    let project = Project::case(&example(id));
    let file = project.read("incidents/case/v1.toml");
    let kind = format!("kind   = \"{kind}\"");
    let place = file.find(&kind).unwrap_or_else(|| panic!("{id} has no document with {kind}"));
    let name = file[..place].rsplit("[documents.").next().unwrap().split(']').next().unwrap();
    let mut command = vec!["render", "case", "--format", "md", "--document", name];
    command.extend(arguments);
    project.run(&command).exits(0);
    let text = project.rendered(&format!("{name}.md"));
    let printed = text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches(['#', ' ']));
    // A number before a heading is the document's style.
    let bare = |line: &str| headings.iter().find(|heading| line.ends_with(heading.as_str())).cloned();
    let found: Vec<String> = printed.filter_map(bare).collect();
    assert_eq!(found, headings, "{id} {kind} {arguments:?}\n{text}");
}

#[test]
fn a_notice_of_california_is_set_in_ten_points_or_more() {
    let project = Project::case(&example("us-ca"));
    project.run(&["render", "case", "--format", "pdf", "--document", "notice"]).exits(0);
    let pdf = fs::read(project.path("out/case/v1/notice.pdf")).unwrap();
    let arguments = ["-xml", "-i", "-stdout", "-zoom", "1"];
    let Some(xml) = super::tools::about_pdf("pdftohtml", &arguments, &pdf, false) else { return };
    let attribute = |tag: &str, name: &str| {
        tag.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_string()
    };
    let fonts = xml.split("<fontspec ").skip(1).map(|font| (attribute(font, "id"), attribute(font, "size")));
    let fonts: BTreeMap<String, String> = fonts.collect();
    let runs: Vec<&str> = xml.split("<text ").skip(1).map(|run| run.split("</text>").next().unwrap()).collect();
    // The number of the page is no text of the notice.
    let small = runs.iter().filter(|run| fonts[&attribute(run, "font")].parse::<u32>().unwrap() < 10);
    let small: Vec<&&str> = small.filter(|run| !run.ends_with(" / 2")).collect();
    assert!(runs.len() > 10 && small.is_empty(), "{small:?}");
}

#[test]
fn the_reference_shows_every_pack_as_it_is() {
    for (locale, name) in [("en", "docs/regimes.md"), ("ja", "docs/regimes.ja.md")] {
        let path = root().join(name);
        let text = fs::read_to_string(&path).unwrap();
        let (head, _) = text.split_once("<!-- packs -->\n").unwrap();
        let pages = packs()
            .into_iter()
            .map(|id| "\n".to_string() + &show(id, locale).replace("## ", "#### ").replace("\n# ", "\n### "));
        let pages = pages.map(|page| page.replacen("\n# ", "\n### ", 1)).collect::<String>();
        let current = format!("{head}<!-- packs -->\n{pages}");
        if std::env::var_os("KOHYO_ACCEPT").is_some() {
            fs::write(&path, &current).unwrap();
        }
        assert!(fs::read_to_string(&path).unwrap() == current, "{name}: renew it with KOHYO_ACCEPT=1 and read it");
    }
}

#[test]
fn the_pack_of_the_reference_is_the_one_of_the_case() {
    let pack = fs::read_to_string(example("own-pack").join("templates/regimes/acme-contract/regime.toml")).unwrap();
    for name in ["docs/regimes.md", "docs/regimes.ja.md"] {
        let text = fs::read_to_string(root().join(name)).unwrap();
        assert!(text.contains(&format!("```toml\n{pack}```")), "{name}");
    }
}

#[test]
fn nothing_unverified_is_shown_as_official() {
    // 速報 has no rule of counting in the guidelines, and the boxes of the form were not compared.
    let page = show("jp-ppc", "ja");
    let of = |words: &str| page.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}\n{page}"));
    assert!(of("速報（速やかに").contains("**未確認**"));
    assert!(of("紙 / 電子媒体").contains("**未確認**"));
    assert!(of("確報（30日以内）").contains("[guideline]"));
}
