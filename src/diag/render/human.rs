//! Diagnostics for a terminal: the line, what is underlined in it, and what to do.
//!
//! 1. [`human`] sorts the diagnostics (`few` of each kind) and draws each as one report of annotate-snippets.
//! 2. `excerpt` cuts out of a source what is shown of it: every marked line, cropped around its marks (`crop`).

use super::crop::{Cropped, crop};
use super::few::few;
use super::place::{Place, Places};
use crate::diag::{Diagnostic, Language, Severity};
use crate::text::{SourceId, Sources, Span};
use annotate_snippets::{Annotation, AnnotationKind, Element, Level, Renderer, Snippet, normalize_untrusted_str};
use std::collections::BTreeMap;
use std::ops::Range;

/// Draws diagnostics with their places, in the order of the files; each ends with a blank line.
/// Of the same code in the same file, the first hundred are drawn and the others counted.
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, language: Language, colour: bool) -> String {
    // The renderer never crops: lines arrive cropped.
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.term_width(usize::MAX / 4);
    let mut places = Places::new(sources);
    let mut output = String::new();
    for diagnostic in few(diagnostics, sources) {
        output.push_str(&report(&diagnostic, sources, &mut places, language, &renderer));
        output.push_str("\n\n");
    }
    output
}

/// Counts diagnostics by severity: 「エラー 2件、警告 1件」 or "2 errors, 1 warning".
pub fn summary(diagnostics: &[Diagnostic], language: Language) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    let counted = severities.map(|severity| (severity, super::count(diagnostics, severity)));
    let parts: Vec<String> = counted
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(severity, count)| match language {
            Language::Ja => format!("{} {count}件", word(*severity, language)),
            Language::En => format!("{count} {}{}", word(*severity, language), if *count == 1 { "" } else { "s" }),
        })
        .collect();
    match (parts.is_empty(), language) {
        (true, Language::Ja) => "問題なし".to_owned(),
        (true, Language::En) => "no problems".to_owned(),
        (false, Language::Ja) => parts.join("、"),
        (false, Language::En) => parts.join(", "),
    }
}

/// How many lines one excerpt may span: the renderer walks through all that it folds away, for each diagnostic anew.
const SPAN: usize = 200;

/// A place that is drawn, and what is written at it.
struct Mark<'a> {
    kind: AnnotationKind,
    start: Place,
    span: Span,
    text: &'a str,
}

fn word(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::Ja) => "エラー",
        (Severity::Warning, Language::Ja) => "警告",
        (Severity::Note, Language::Ja) => "注意",
        (Severity::Error, Language::En) => "error",
        (Severity::Warning, Language::En) => "warning",
        (Severity::Note, Language::En) => "note",
    }
}

fn level(severity: Severity, language: Language) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
    .with_name(word(severity, language))
}

/// Draws one diagnostic: its excerpts with their places, then what does not fit there, then the hints.
fn report(
    diagnostic: &Diagnostic,
    sources: &Sources,
    places: &mut Places,
    language: Language,
    renderer: &Renderer,
) -> String {
    let (mut elements, mut unseen, mut origins): (Vec<Element>, Vec<Element>, Vec<String>) = Default::default();
    for (source, marks) in marks(diagnostic, places, language) {
        let name = normalize_untrusted_str(&sources.get(source).name);
        let place = |mark: &Mark| format!("{name}:{}:{}", mark.start.line, mark.start.column);
        let (snippet, left_out) = excerpt(source, &marks, sources, places);
        elements.push(snippet.path(stub(origins.len())).into());
        origins.extend(marks.first().map(place));
        unseen.extend(left_out.into_iter().map(|mark| {
            let text = format!("{}: {}", place(mark), normalize_untrusted_str(mark.text));
            Element::from(Level::INFO.with_name(word(Severity::Note, language)).message(text))
        }));
    }
    elements.append(&mut unseen);
    elements.extend(diagnostic.hints.iter().map(|hint| {
        let name = if language == Language::Ja { "ヒント" } else { "hint" };
        Element::from(Level::HELP.with_name(name).message(normalize_untrusted_str(hint.get(language))))
    }));
    let title = level(diagnostic.severity, language).primary_title(diagnostic.headline.get(language));
    with_origins(renderer.render(&[title.id(diagnostic.code).elements(elements)]), &origins)
}

/// The path that an excerpt has until its true place is filled in: a noncharacter, which no file name holds.
fn stub(index: usize) -> String {
    format!("\u{FDD0}{index}")
}

/// Fills in where excerpts come from: the renderer would count columns in the cropped line.
fn with_origins(mut rendered: String, origins: &[String]) -> String {
    for (index, origin) in origins.iter().enumerate() {
        let stub = stub(index) + ":";
        let Some(at) = rendered.find(&stub) else { continue };
        let rest = rendered.get(at + stub.len()..).unwrap_or("");
        let counted = rest.find(|c: char| c != ':' && !c.is_ascii_digit()).unwrap_or(rest.len());
        rendered.replace_range(at..at + stub.len() + counted, origin);
    }
    rendered
}

/// The marks of a diagnostic by excerpt, those around the primary place first, and the primary place first in it.
fn marks<'a>(diagnostic: &'a Diagnostic, places: &mut Places, language: Language) -> Vec<(SourceId, Vec<Mark<'a>>)> {
    let primary = diagnostic.primary.iter().map(|span| (AnnotationKind::Primary, *span, ""));
    let labels = diagnostic.labels.iter().map(|(span, text)| (AnnotationKind::Context, *span, text.get(language)));
    let mut excerpts: Vec<(SourceId, Vec<Mark>)> = Vec::new();
    for (kind, span, text) in primary.chain(labels) {
        let mark = Mark { kind, start: places.find(span.source, span.start), span, text };
        let near = |first: &Mark| first.start.line.abs_diff(mark.start.line) <= SPAN / 2;
        let holds =
            |(source, marks): &&mut (SourceId, Vec<Mark>)| *source == span.source && marks.first().is_some_and(near);
        match excerpts.iter_mut().find(holds) {
            Some((_, marks)) => marks.push(mark),
            None => excerpts.push((span.source, vec![mark])),
        }
    }
    excerpts
}

/// Cuts the marked lines out of a source; returns the marks that lie too far from the others of their line.
///
/// A place of several lines is marked in its first line only: that line is where the author looks.
fn excerpt<'a, 'm>(
    source: SourceId,
    marks: &'m [Mark<'a>],
    sources: &Sources,
    places: &mut Places,
) -> (Snippet<'a, Annotation<'a>>, Vec<&'m Mark<'a>>) {
    let text = sources.get(source).text.as_str();
    let mut by_line: BTreeMap<usize, Vec<&Mark>> = BTreeMap::new();
    for mark in marks {
        by_line.entry(mark.start.line).or_default().push(mark);
    }
    let first_line = by_line.keys().next().copied().unwrap_or(1);
    let (mut shown, mut annotations, mut unseen) = (String::new(), Vec::new(), Vec::new());
    let mut previous = first_line;
    for (line, marks) in by_line {
        for between in previous + 1..line {
            // A single line between two marked ones is shown, more are folded away.
            if line - previous == 2 {
                shown.push_str(&crop(text, places.line(source, between), 0).text);
            }
            shown.push('\n');
        }
        let cropped = crop_around(&marks, text, places.line(source, line));
        for mark in marks {
            match cropped.locate(text, mark.span) {
                Some(range) => annotations.push(annotation(mark, range, shown.len())),
                None => unseen.push(mark),
            }
        }
        shown.push_str(&cropped.text);
        shown.push('\n');
        previous = line;
    }
    // An empty last line would not count as a line, and its mark would slip into the one before.
    if shown.ends_with("\n\n") || shown == "\n" {
        shown.insert(shown.len() - 1, ' ');
    }
    (Snippet::source(shown).line_start(first_line).annotations(annotations), unseen)
}

fn annotation<'a>(mark: &Mark<'a>, range: Range<usize>, base: usize) -> Annotation<'a> {
    let annotation = mark.kind.span(base + range.start..base + range.end);
    if mark.text.is_empty() { annotation } else { annotation.label(mark.text) }
}

/// Crops a line around its first mark; around its primary mark if both are not to be had.
fn crop_around(marks: &[&Mark], text: &str, line: Range<usize>) -> Cropped {
    let first = marks.iter().map(|mark| mark.span.start).min().unwrap_or(line.start);
    let cropped = crop(text, line.clone(), first);
    match marks.iter().find(|mark| mark.kind == AnnotationKind::Primary) {
        Some(primary) if cropped.locate(text, primary.span).is_none() => crop(text, line, primary.span.start),
        _ => cropped,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Wording;

    fn words(text: &str) -> Wording {
        Wording::new(text, text)
    }

    fn drawn(text: &str, range: Range<usize>, labels: &[(Range<usize>, &str)]) -> String {
        let mut sources = Sources::default();
        let id = sources.add("v1.toml", text);
        let mut diagnostic = Diagnostic::error("code", words("見出し")).at(Span::new(id, range));
        for (range, label) in labels {
            diagnostic = diagnostic.label(Span::new(id, range.clone()), words(label));
        }
        human(&[diagnostic], &sources, Language::Ja, false)
    }

    #[test]
    fn full_width_characters_are_two_columns_wide() {
        let text = "a = 1\n件数 = \"約8千件\" # 注\nb = 2\n";
        let expected = "\
エラー[code]: 見出し
 --> v1.toml:2:6
  |
1 | a = 1
  | - 先頭
2 | 件数 = \"約8千件\" # 注
  | ----   ^^^^^^^^^
  | |
  | この項目

";
        assert_eq!(drawn(text, 15..27, &[(6..12, "この項目"), (0..1, "先頭")]), expected);
    }

    #[test]
    fn places_far_apart_are_two_excerpts() {
        let text = format!("a = 1\n{}b = 2\n", "\n".repeat(300));
        let drawn = drawn(&text, 306..307, &[(0..1, "先頭")]);
        let expected = [
            "エラー[code]: 見出し",
            "   --> v1.toml:302:1",
            "    |",
            "302 | b = 2",
            "    | ^",
            "    |",
            "   ::: v1.toml:1:1",
            "    |",
            "  1 | a = 1",
            "    | - 先頭",
        ];
        assert_eq!(drawn.trim_end().lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn places_that_are_no_character_break_nothing() {
        for text in ["", "\n", "\r\n", "件", "a\r\n件\r\n", "\t件\n\n", "\n\n\n"] {
            for start in 0..text.len() + 3 {
                for end in [0, start, start + 1, start + 2, text.len(), usize::MAX] {
                    let drawn = drawn(text, start..end, &[(end..start, "印"), (0..0, "初")]);
                    assert!(drawn.contains('^'), "{text:?} {start}..{end}\n{drawn}");
                }
            }
        }
    }

    #[test]
    fn the_end_of_a_file_is_a_place() {
        let expected = "\
エラー[code]: 見出し
 --> v1.toml:2:1
  |
2 |  
  | ^

";
        assert_eq!(drawn("件\r\n", 5..5, &[]), expected);
        assert!(drawn("件\r\n", 3..3, &[]).contains("1:2\n  |\n1 | 件\n  |   ^\n"));
    }

    #[test]
    fn a_long_line_is_cropped_around_its_marks() {
        let text = format!("題 = \"{}ここ{}\"\n", "あ".repeat(200_000), "い".repeat(200_000));
        let at = 7 + 600_000;
        let drawn = drawn(&text, at..at + 6, &[(0..3, "遠い"), (at + 6..at + 9, "近い")]);
        let expected = format!(
            "エラー[code]: 見出し\n --> v1.toml:1:200006\n  |\n1 | …{}ここ{}…\n  | {}^^^^-- 近い\n  |\n  = 注意: v1.toml:1:1: 遠い\n\n",
            "あ".repeat(12),
            "い".repeat(36),
            " ".repeat(25),
        );
        assert_eq!(drawn, expected);
    }

    #[test]
    fn a_place_of_many_lines_is_marked_in_its_first() {
        let text = "[a]\nb = 1\nc = 2\n".repeat(30);
        let drawn = drawn(&text, 4..text.len(), &[(text.len() - 6..text.len(), "末尾")]);
        let expected = "\
エラー[code]: 見出し
  --> v1.toml:2:1
   |
 2 | b = 1
   | ^^^^^
...
90 | c = 2
   | ----- 末尾

";
        assert_eq!(drawn, expected);
    }

    #[test]
    fn tabs_and_control_characters_stay_in_their_columns() {
        assert!(drawn("\tx\t= 件\n", 6..9, &[]).contains("1 |     x    = 件\n  |            ^^\n"));
        assert!(!drawn("a = \"\u{1b}[31m\u{202e}\"\n", 4..5, &[]).contains(['\u{1b}', '\u{202e}']));
    }

    #[test]
    fn other_files_hints_and_bare_diagnostics_follow_the_order_of_the_files() {
        let mut sources = Sources::default();
        let old = sources.add("v1.toml", "n = \"三件\"\n");
        let new = sources.add("v2.toml", "\nn = \"四件\"\n");
        let changed = Diagnostic::warning("changed", Wording::new("変わった", "it changed"))
            .at(Span::new(new, 5..13))
            .label(Span::new(old, 4..12), Wording::new("前は", "before"))
            .hint(Wording::new("理由を\n書く", "say\nwhy"));
        let bare = Diagnostic::note("bare", Wording::new("場所なし", "no place"));
        let drawn = human(&[changed, bare], &sources, Language::En, false);
        let expected = "\
note[bare]: no place

warning[changed]: it changed
 --> v2.toml:2:5
  |
2 | n = \"四件\"
  |     ^^^^^^
  |
 ::: v1.toml:1:5
  |
1 | n = \"三件\"
  |     ------ before
  |
  = hint: say
          why

";
        assert_eq!(drawn, expected);
    }

    #[test]
    fn colour_is_asked_for() {
        let diagnostics = [Diagnostic::error("code", words("見出し"))];
        assert!(human(&diagnostics, &Sources::default(), Language::Ja, true).contains('\u{1b}'));
        assert!(!human(&diagnostics, &Sources::default(), Language::Ja, false).contains('\u{1b}'));
    }

    #[test]
    fn the_summary_counts_what_there_is() {
        let error = Diagnostic::error("e", words("e"));
        let found = [error.clone(), error, Diagnostic::warning("w", words("w"))];
        assert_eq!(summary(&found, Language::Ja), "エラー 2件、警告 1件");
        assert_eq!(summary(&found, Language::En), "2 errors, 1 warning");
        assert_eq!(summary(&[], Language::En), "no problems");
    }
}
