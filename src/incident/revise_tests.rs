//! What a revision keeps, takes out and adds, text against text.

use super::*;
use crate::incident::read;
use crate::text::Sources;
use proptest::strategy::Strategy as _;

/// Revises a text and checks what holds for every one: it is TOML, and a second revision changes nothing more.
fn revise(text: &str) -> String {
    let next = revised(text, "correction", Lang::En);
    let (incident, found) = read(Sources::default().add("v2.toml", next.as_str()), &next);
    assert!(found.iter().all(|found| found.code != "toml-syntax"), "{found:?}\n{next}");
    assert!(incident.top("status").is_some() && incident.top("stage").is_some(), "{next}");
    assert_eq!(incident.of_kind("corrections").count(), 0, "{next}");
    assert_eq!(revised(&next, "correction", Lang::En), next, "a second revision");
    next
}

/// What comes of a text, with `…` for the scaffold.
fn short(text: &str) -> String {
    let next = revise(text);
    let scaffold = scaffold(Lang::En);
    assert_eq!(next.matches(scaffold).count(), 1, "{next}");
    next.replace(scaffold, "…\n")
}

const STATE: &str = "status = \"draft\"\nstage = \"correction\"\n";

#[test]
fn a_missing_state_comes_to_the_top_below_the_head() {
    let cases = [
        ("", ""),
        ("# head", "# head\n"),
        ("# head\nlang = \"en\"", "# head\n@lang = \"en\"\n"),
        ("# head\n\n# about\nlang = \"en\"\n", "# head\n\n@\n# about\nlang = \"en\"\n"),
        ("# head\n[data]\n", "# head\n@\n[data]\n"),
        ("# head\n\n# about\n[data]\n", "# head\n\n@\n# about\n[data]\n"),
        ("\n\n[data]\n", "\n\n@\n[data]\n"),
    ];
    for (text, expected) in cases {
        let expected = if expected.contains('@') { expected.replace('@', STATE) } else { format!("{expected}{STATE}") };
        assert_eq!(short(text), format!("{expected}\n…\n"), "{text:?}");
    }
}

#[test]
fn a_state_changes_in_its_place() {
    let text = "lang = \"en\"\nstage=   '''first'''   # or more\ntz = \"Z\"\n  \"status\" = \"final\" # done\n";
    let expected =
        "lang = \"en\"\nstage=   \"correction\"   # or more\ntz = \"Z\"\n  \"status\" = \"draft\" # done\n\n…\n";
    assert_eq!(short(text), expected);
    let aligned = "status   = \"final\" # x\nleak     = \"lost\"\n";
    assert_eq!(short(aligned), "status   = \"draft\" # x\nstage    = \"correction\"\nleak     = \"lost\"\n\n…\n");
    let other =
        format!("{STATE}[text]\nstatus = \"final\"\nbody = '''\nstage = \"first\"\n[corrections.a]\n# b\n'''\n");
    assert_eq!(short(&other), format!("{other}\n…\n"), "words of other tables and in strings");
}

#[test]
fn corrections_go_in_every_spelling() {
    let entry = "{ facts = [\n  \"data.a\", # one\n], kind = \"news\" }";
    for corrections in [
        &format!("[corrections]\na = {entry}\n# about b\nb = {entry}\n") as &str,
        "[corrections.a]\nfacts = \"data.a\" # why\n# was = \"3\"\n\n[corrections.b]\nkind = \"news\"\n",
        "# ── corrections ──\n[ \"corrections\" . a ]\nreason = '''\n[documents.x]\n'''\n",
        "# one\n[corrections]\n\n# two\n[corrections.a]\n\n\n[corrections.b]\n\n# three\n[corrections.b.c]\n",
    ] {
        let text =
            format!("{STATE}[data]\na = \"3\"\n\n{corrections}\n# ── documents ──\n[documents.x]\ndate = 2024-07-09\n");
        let expected =
            format!("{STATE}[data]\na = \"3\"\n\n…\n\n# ── documents ──\n[documents.x]\ndate = 2024-07-09\n");
        assert_eq!(short(&text), expected, "{corrections}");
    }
    let dotted = format!(
        "{STATE}data.a = \"3\"\ncorrections.a.kind = \"news\"\n# b\ncorrections.b = {entry}\n# x\ndocuments.x.date = 2024-07-09\n"
    );
    let expected = format!("{STATE}data.a = \"3\"\n# x\ndocuments.x.date = 2024-07-09\n\n…\n");
    assert_eq!(short(&dotted), expected, "a header above dotted keys would swallow them");
}

#[test]
fn comments_that_are_not_about_a_correction_stay() {
    let text = "# head\ncorrections.a.kind = \"news\"\n\n# apart\n\ncorrections.b.kind = \"news\"\n# of data\ndata.a = \"3\"\n";
    let expected = format!("# head\n\n# apart\n\n{STATE}\n# of data\ndata.a = \"3\"\n\n…\n");
    assert_eq!(short(text), expected);
}

#[test]
fn line_ends_stay() {
    let text =
        "# head\r\n\r\nlang = \"en\"\r\n[corrections.a]\r\nkind = \"news\"\r\n\r\n[documents.x]\r\ndate = 2024-07-09";
    let next = revise(text);
    assert!(
        next.starts_with("# head\r\n\r\nstatus = \"draft\"\r\nstage = \"correction\"\r\nlang = \"en\"\r\n\r\n# ──"),
        "{next:?}"
    );
    assert!(next.ends_with("\r\n\r\n[documents.x]\r\ndate = 2024-07-09\r\n"), "{next:?}");
    assert_eq!(next.matches('\n').count(), next.matches("\r\n").count());
}

#[test]
fn the_scaffold_is_an_entry_in_comments() {
    for lang in [Lang::Ja, Lang::En] {
        let scaffold = scaffold(lang);
        assert!(scaffold.lines().all(|line| line.starts_with("# ")));
        let header = scaffold.find("# [").unwrap();
        let used = scaffold[..header].to_string() + &scaffold[header..].replace("# ", "");
        let text = format!("{STATE}data.all = \"3件\"\n{used}[documents.x]\n");
        let (incident, found) = read(Sources::default().add("v2.toml", text.as_str()), &text);
        assert_eq!((incident.of_kind("corrections").count(), found.as_slice()), (1, [].as_slice()));
        assert_eq!(revised(&text, "final", lang).matches(scaffold).count(), 1, "what was used is renewed");
    }
}

#[test]
fn no_text_is_too_bad() {
    let deep = format!("x = {}", "[{a=".repeat(50_000));
    for text in [
        "=",
        "[",
        "status",
        "status = ",
        "status = \"",
        "[corrections",
        "corrections = {",
        "\u{feff}",
        "\r",
        "stage = [",
        &deep,
    ] {
        revised(text, "final", Lang::Ja);
    }
}

/// Pieces that may stand in any order; those that do not fit together are no TOML, and skipped.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "# one\n",
    "# two\n",
    "  # three\n\n",
    "status = \"final\" # done\n",
    "'stage' = 'first'\n",
    "lang = \"en\"\n",
    "[corrections]\n",
    "[corrections.a]\n",
    "[ \"corrections\" . b ] # b\n",
    "corrections.c = { kind = \"news\" }\n",
    "facts = [\n# in\n\"data.x\",\n]\n",
    "[documents]\n",
    "[documents.x]\n",
    "documents.y.date = 2024-07-09\n",
    "text.body = '''\n[corrections.d]\n# no comment\nstatus = 1\n'''\n",
];

proptest::proptest! {
    #[test]
    fn any_order_of_lines_is_revised(
        pieces in proptest::sample::subsequence(PIECES, 0..=PIECES.len()).prop_shuffle(),
        windows in proptest::bool::ANY,
        cut in proptest::bool::ANY,
    ) {
        let mut text = pieces.concat();
        text.truncate(text.len() - usize::from(cut && text.ends_with('\n')));
        if windows {
            text = text.replace('\n', "\r\n");
        }
        let held = |text: &str| {
            let (incident, found) = read(Sources::default().add("v1.toml", text), text);
            let others = incident.entries.iter().filter(|entry| entry.kind != "corrections");
            let others: Vec<String> = others.map(|entry| format!("{} {}", entry.kind, entry.name.value)).collect();
            let is_toml = found.iter().all(|found| found.code != "toml-syntax");
            (is_toml, incident.lang, incident.top("text").is_some(), others)
        };
        let before = held(&text);
        if before.0 {
            proptest::prop_assert_eq!(before, held(&revise(&text)));
        }
    }
}
