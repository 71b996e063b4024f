//! Diagnostics for programs: one JSON array, one object per diagnostic and line.

use super::place::{Place, Places};
use crate::diag::{Diagnostic, Language, Severity};
use crate::text::{Sources, Span};
use serde::Serialize;

/// Lists diagnostics as JSON, with the words of one language.
///
/// Every object has every key: a diagnostic without a place has `null` there.
/// Lines and columns count from 1, columns in characters (Unicode scalar values); `end` is the place behind the last one.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> String {
    let mut places = Places::new(sources);
    let sorted = super::in_order(diagnostics);
    let lines: Vec<String> = sorted.iter().map(|diagnostic| line(diagnostic, sources, &mut places, language)).collect();
    if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

/// The stored form of one diagnostic.
#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    severity: &'static str,
    headline: &'a str,
    #[serde(flatten)]
    at: At<'a>,
    labels: Vec<Label<'a>>,
    hints: Vec<&'a str>,
}

/// The stored form of one label.
#[derive(Serialize)]
struct Label<'a> {
    text: &'a str,
    #[serde(flatten)]
    at: At<'a>,
}

/// The stored form of a span, or of its absence.
#[derive(Serialize)]
struct At<'a> {
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end: Option<Place>,
}

fn line(diagnostic: &Diagnostic, sources: &Sources, places: &mut Places, language: Language) -> String {
    let entry = Entry {
        code: diagnostic.code,
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        headline: diagnostic.headline.get(language),
        at: at(diagnostic.primary, sources, places),
        labels: diagnostic
            .labels
            .iter()
            .map(|(span, text)| Label { text: text.get(language), at: at(Some(*span), sources, places) })
            .collect(),
        hints: diagnostic.hints.iter().map(|hint| hint.get(language)).collect(),
    };
    // Strings and numbers under string keys always serialize.
    serde_json::to_string(&entry).unwrap_or_default()
}

fn at<'a>(span: Option<Span>, sources: &'a Sources, places: &mut Places) -> At<'a> {
    let Some(span) = span else { return At { file: None, line: None, column: None, end: None } };
    let start = places.find(span.source, span.start);
    let end = places.find(span.source, span.end.max(span.start));
    let file = Some(sources.get(span.source).name.as_str());
    At { file, line: Some(start.line), column: Some(start.column), end: Some(end) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Wording;

    #[test]
    fn every_key_is_always_there() {
        let mut sources = Sources::default();
        let id = sources.add("incidents/a/v1.toml", "件数 = \"二\"\n");
        let placed = Diagnostic::error("bad-figure", Wording::new("数ではない", "not a figure"))
            .at(Span::new(id, 9..14))
            .label(Span::new(id, 0..6), Wording::new("ここ", "here"))
            .hint(Wording::new("算用数字で", "use digits"));
        let bare = Diagnostic::warning("bare", Wording::new("場所なし", "no place"));
        let text = json(&[placed, bare], &sources, Language::En);
        let expected = concat!(
            "[\n",
            r#"{"code":"bare","severity":"warning","headline":"no place","file":null,"line":null,"column":null,"end":null,"labels":[],"hints":[]}"#,
            ",\n",
            r#"{"code":"bad-figure","severity":"error","headline":"not a figure","file":"incidents/a/v1.toml","line":1,"column":6,"end":{"line":1,"column":9},"#,
            r#""labels":[{"text":"here","file":"incidents/a/v1.toml","line":1,"column":1,"end":{"line":1,"column":3}}],"hints":["use digits"]}"#,
            "\n]\n"
        );
        assert_eq!(text, expected);
        assert_eq!(json(&[], &sources, Language::Ja), "[]\n");
    }
}
