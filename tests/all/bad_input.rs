//! Input that no author means to write: unreadable files, unwritable folders, slips of the command line, broken texts.
//!
//! [`Outcome`](crate::cases::Outcome) sees to it that no run panics and none leaves a half-written file.

use crate::cases::Project;
use kohyo::vocabulary::List;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

/// A small incident with a name that no message may repeat.
const GOOD: &str = r#"status = "final"
[parties]
own = { name = "秘匿市", self = "本市" }
[contacts]
desk = { name = "窓口", phone = "0985-99-9999" }
[data.a]
persons = "12名"
[documents.release]
kind = "press-release"
title = "お知らせ"
[documents.letter]
kind = "apology-letter"
title = "お詫び"
"#;

fn good() -> Project {
    Project::incident(GOOD)
}

/// Runs `check` and `render` and asks both for an exit code and words; nothing may be written.
#[track_caller]
fn refused(project: &Project, code: i32, words: &str) {
    for command in [&["check"][..], &["render"]] {
        project.run(command).exits(code).says(words).conceals("秘匿市").conceals("0985-99-9999");
    }
    assert_eq!(project.files("out"), [""; 0]);
}

// ── files ───────────────────────────────────────────────────────────────────

#[test]
fn a_text_that_is_not_utf8_has_its_place() {
    let mut bytes = b"[parties]\ncity = \"".to_vec();
    bytes.extend([0x8D, 0x62, 0x8E, 0x73, b'"', b'\n']);
    refused(&Project::incident(bytes), 2, "--> incidents/case/v1.toml:2:9");
}

#[test]
fn a_huge_file_is_refused_unread() {
    let project = good();
    let file = fs::File::options().write(true).open(project.path("incidents/case/v1.toml")).unwrap();
    file.set_len(50 << 20).unwrap();
    refused(&project, 2, "エラー[too-large]: incidents/case/v1.toml");
}

#[test]
fn what_is_no_file_is_refused() {
    let linked = Project::empty().with("incidents/case/note.txt", "");
    symlink("v1.toml", linked.path("incidents/case/v1.toml")).unwrap();
    refused(&linked, 2, "エラー[unreadable]: incidents/case/v1.toml");
    let piped = Project::empty().with("incidents/case/note.txt", "");
    let made = std::process::Command::new("mkfifo").arg(piped.path("incidents/case/v1.toml")).status().unwrap();
    assert!(made.success());
    refused(&piped, 2, "エラー[not-a-file]: incidents/case/v1.toml");
    refused(&Project::empty().with("incidents/case/v1.toml/x", ""), 2, "エラー[not-a-file]: incidents/case/v1.toml");
}

#[test]
fn an_unreadable_configuration_is_refused() {
    refused(&good().with("kohyo.toml", [0xFF, 0xFE]), 2, "--> kohyo.toml:1:1");
    refused(&good().with("kohyo.toml/x", ""), 2, "エラー[not-a-file]: kohyo.toml");
    let broken = good().with("kohyo.toml", "[style\n");
    for command in ["check", "render"] {
        let outcome = broken.run(&[command]).says("--> kohyo.toml:1:").conceals("秘匿市");
        assert_ne!(outcome.code, Some(0));
    }
    assert_eq!(broken.files("out"), [""; 0]);
}

#[test]
fn a_folder_below_a_file_cannot_be_written_to() {
    let project = good().with("blocked", "text");
    let outcome = project
        .run(&["render", "--out", "blocked/out", "--format", "md"])
        .exits(2)
        .says("エラー[unwritable]: blocked/out/");
    outcome.says("途中がフォルダーではありません").conceals("秘匿市");
    assert_eq!(project.read("blocked"), "text");
    project.run(&["render", "--out", "/proc/kohyo", "--format", "md"]).exits(2).says("エラー[unwritable]");
}

#[test]
fn an_out_folder_that_is_full_keeps_what_was_there() {
    let project = good().with("out/case/v1/release.md", "before");
    // A folder of the document's name stands where its file should go.
    fs::create_dir_all(project.path("out/case/v1/letter.md/x")).unwrap();
    project.run(&["render", "--format", "md"]).exits(2).says("エラー[unwritable]: out/case/v1/letter.md");
    assert_ne!(project.rendered("release.md"), "before");
}

#[test]
fn an_error_in_one_document_leaves_its_old_file_alone() {
    let project = good();
    project.run(&["render", "--format", "md,html"]).exits(0);
    let before = project.rendered("release.html");
    let broken = GOOD.replace("title = \"お知らせ\"", "title = \"{{ data.b }}\"");
    let project = project.with("incidents/case/v1.toml", broken);
    project.run(&["render", "--format", "md,html"]).exits(1).says("エラー[missing-fact]");
    assert_eq!(project.rendered("release.html"), before);
}

// ── command line ────────────────────────────────────────────────────────────

#[test]
fn slips_of_the_command_line_have_an_answer() {
    let project = good();
    for (arguments, words) in [
        (&["render", "csae"][..], "「case」の誤りではありませんか。"),
        (&["check", "csae"], "「case」の誤りではありませんか。"),
        (&["render", "other"], "kohyo new other"),
        (&["render", "case@2"], "case の版: 1"),
        (&["render", "case@x"], "case の版: 1"),
        (&["render", "--document", "relaese"], "「release」の誤りではありませんか。"),
        (&["render", "--document", "zzz"], "ある文書: release, letter"),
        (&["render", "--format", "docx"], "使える形式: md, html, pdf"),
        (&["render", "--format", "md,"], "使える形式: md, html, pdf"),
        (&["new", "Case"], "エラー[bad-slug]"),
        (&["new", "../x"], "エラー[bad-slug]"),
        (&["new", "render"], "コマンドの名前は使えません"),
        (&["new", "case"], "incidents/case/v1.toml は既にあります"),
        (&["new", "a", "--cause", "los"], "「loss」の誤りではありませんか。"),
        (&["rendr"], "rendr"),
        (&[], "Usage"),
    ] {
        project.run(arguments).exits(2).says(words).conceals("秘匿市");
    }
    assert_eq!(project.files("out"), [""; 0]);
    assert_eq!(project.read("incidents/case/v1.toml"), GOOD);
}

#[test]
fn a_folder_without_a_project_is_told_what_to_do() {
    for command in [&["check"][..], &["render"], &["templates", "eject"]] {
        Project::empty().run(command).exits(2).says("エラー[no-project]").says("kohyo new");
    }
}

#[test]
fn a_project_without_incidents_has_nothing_to_do() {
    let project = Project::empty().with("kohyo.toml", "");
    for command in ["check", "render"] {
        project.run(&[command]).exits(0);
    }
    assert_eq!(project.files("out"), [""; 0]);
}

// ── fonts ───────────────────────────────────────────────────────────────────

#[test]
fn a_font_that_is_missing_or_none_is_refused() {
    let named = || good().with("kohyo.toml", "fonts = [\"fonts/rare.ttf\"]\n");
    named().run(&["render"]).exits(2).says("エラー[not-found]: fonts/rare.ttf").says("--> kohyo.toml:1:10");
    let text = named().with("fonts/rare.ttf", "no font");
    text.run(&["render"]).exits(2).says("エラー[bad-font]").says("fonts/rare.ttf").says("--> kohyo.toml:1:10");
    assert_eq!(text.files("out"), [""; 0]);
}

/// An incident whose contact has a name with characters that only IPAmj Mincho has.
fn rare(name: &str) -> Project {
    let desk = format!("name = \"窓口\", person = \"{name}\"");
    Project::incident(GOOD.replace("name = \"窓口\"", &desk))
}

#[test]
fn a_character_that_no_font_has_names_the_field_and_not_the_value() {
    for (name, code, point) in [
        ("𠮷野 秘子", "missing-glyph", "U+20BB7"),
        ("渡邊\u{E0108} 秘子", "ignored-variation-sequence", "U+908A U+E0108"),
    ] {
        let project = rare(name);
        let outcome = project.run(&["render", "--document", "release"]).exits(1).says(&format!("エラー[{code}]"));
        let outcome =
            outcome.says(point).says("contacts.desk.person").says("--> incidents/case/v1.toml:5:").says("ipamjm.ttf");
        // The value stands in the quoted line of the file and nowhere else.
        let told: Vec<&str> = outcome.stderr.lines().filter(|line| line.contains("秘子")).collect();
        assert!(told.iter().all(|line| line.trim_start().starts_with("5 |")), "{told:?}");
        assert!(!project.files("out").iter().any(|name| name.ends_with(".pdf")));
        project.run(&["check"]).exits(1).says(&format!("エラー[{code}]"));
    }
}

#[test]
fn ipamj_mincho_is_added_by_one_line() {
    let font = Path::new("/usr/share/fonts/truetype/ipamj/ipamjm.ttf");
    if !font.is_file() {
        // Past the test harness, which would swallow the line of a test that passes.
        let _ = std::io::Write::write_all(&mut std::io::stderr(), b"SKIPPED: IPAmj Mincho missing\n");
        return;
    }
    for name in ["𠮷野 秘子", "渡邊\u{E0108} 秘子"] {
        let project = rare(name).with("kohyo.toml", "fonts = [\"fonts/ipamjm.ttf\"]\n").with("fonts/note", "");
        symlink(font, project.path("fonts/ipamjm.ttf")).unwrap();
        project.run(&["check"]).exits(0);
        project.run(&["render", "--document", "release"]).exits(0);
        let pdf = fs::read(project.path("out/case/v1/release.pdf")).unwrap();
        let Some(text) = crate::tools::pdftotext(&pdf, &[]) else { return };
        let first = name.chars().next().unwrap();
        assert!(text.contains(first) && text.contains("秘子"), "{text}");
    }
}

// ── commands that print or start something ──────────────────────────────────

#[test]
fn a_new_incident_renders_with_visible_placeholders() {
    for (lang, mark) in [("ja", "【要記入"), ("en", "[to fill in")] {
        for cause in List::Causes.codes() {
            let project = Project::empty();
            project.run(&["new", "case", "--lang", lang, "--cause", cause]).exits(0);
            project.run(&["check"]).exits(0);
            project.run(&["render", "--format", "md"]).exits(0);
            let release = project.rendered("release.md");
            assert!(release.matches(mark).count() > 4, "{cause}: {release}");
            let again = project.read("incidents/case/v1.toml");
            assert!(again.lines().count() < 70 && again.contains("sum = [\"first-file\"]"), "{again}");
            project.run(&["new", "case", "--lang", lang]).exits(2);
            assert_eq!(project.read("incidents/case/v1.toml"), again);
        }
    }
}

#[test]
fn references_print_something_sane() {
    let project = Project::empty();
    let bash = project.run(&["completions", "bash"]).exits(0).stdout;
    assert!(bash.contains("complete -F _kohyo") && bash.contains("eject"));
    let man = project.run(&["man"]).exits(0).stdout;
    assert!(man.contains(".TH") && ["render", "check", "new", "schema"].iter().all(|word| man.contains(word)));
    let schema: serde_json::Value = serde_json::from_str(&project.run(&["schema"]).exits(0).stdout).unwrap();
    for kind in ["parties", "data", "events", "measures", "documents"] {
        assert!(schema["properties"][kind].is_object(), "{kind}");
    }
}

#[test]
fn ejected_templates_give_the_same_bytes() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("incidents/biprogy-usb/v1.toml")).unwrap();
    let project = Project::incident(text);
    let render = || {
        project.run(&["render"]).exits(0);
        let read = |name: &String| (name.clone(), fs::read(project.path(&format!("out/{name}"))).unwrap());
        project.files("out").iter().map(read).collect::<Vec<_>>()
    };
    let before = render();
    project.run(&["templates", "eject"]).exits(0);
    assert!(project.files("templates").len() > 10);
    assert!(before.len() >= 9 && before == render());
}
