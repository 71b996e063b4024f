//! Diagnostics as SARIF 2.1.0 (OASIS Standard, 27 March 2020), for tools that show findings beside the text.
//!
//! Hints are part of a result's message: SARIF's `fixes` hold replacements of text, and a hint is words.

use super::place::{Place, Places};
use crate::diag::{Diagnostic, Language, Severity};
use crate::text::{Sources, Span};
use serde_json::{Value, json};

/// Lists diagnostics as one run of SARIF, with the words of one language.
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> String {
    let mut places = Places::new(sources);
    let mut rules: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    rules.sort_unstable();
    rules.dedup();
    let sorted = super::in_order(diagnostics);
    let results: Vec<Value> =
        sorted.iter().map(|diagnostic| result(diagnostic, &rules, sources, &mut places, language)).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "kohyo",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|code| json!({ "id": code })).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn result(
    diagnostic: &Diagnostic,
    rules: &[&str],
    sources: &Sources,
    places: &mut Places,
    language: Language,
) -> Value {
    let words = std::iter::once(&diagnostic.headline).chain(&diagnostic.hints).map(|words| words.get(language));
    let mut location = |span: Span| location(span, sources, places);
    let locations: Vec<Value> = diagnostic.primary.into_iter().map(&mut location).collect();
    let related = diagnostic.labels.iter().map(|(span, words)| {
        let mut related = location(*span);
        related["message"] = json!({ "text": words.get(language) });
        related
    });
    json!({
        "ruleId": diagnostic.code,
        "ruleIndex": rules.binary_search(&diagnostic.code).unwrap_or_default(),
        "level": match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        "relatedLocations": related.collect::<Vec<_>>(),
        "locations": locations,
        "message": { "text": words.collect::<Vec<_>>().join("\n") },
    })
}

fn location(span: Span, sources: &Sources, places: &mut Places) -> Value {
    let Place { line, column } = places.find(span.source, span.start);
    let end = places.find(span.source, span.end.max(span.start));
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(&sources.get(span.source).name) },
        "region": { "startLine": line, "startColumn": column, "endLine": end.line, "endColumn": end.column },
    }})
}

/// A relative path as a URI reference: everything but the unreserved characters and `/` is written in `%` (RFC 3986, 2.1).
fn uri(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    name.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Wording;

    #[test]
    fn a_finding_has_rule_level_words_and_places() {
        let mut sources = Sources::default();
        let id = sources.add("incidents/a b/v1.toml", "件数 = \"二\"\n");
        let found = Diagnostic::error("bad-figure", Wording::new("数ではない", "not a figure"))
            .at(Span::new(id, 9..14))
            .label(Span::new(id, 0..6), Wording::new("ここ", "here"))
            .hint(Wording::new("算用数字で", "use digits"));
        let bare = Diagnostic::warning("bare", Wording::new("場所なし", "no place"));
        let log: Value = serde_json::from_str(&sarif(&[found, bare], &sources, Language::En)).unwrap();
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"], json!([{ "id": "bad-figure" }, { "id": "bare" }]));
        assert_eq!((&run["results"][0]["ruleId"], &run["results"][0]["ruleIndex"]), (&json!("bare"), &json!(1)));
        assert_eq!(run["results"][0]["locations"], json!([]));
        let second = &run["results"][1];
        assert_eq!(
            (&second["level"], &second["message"]["text"]),
            (&json!("error"), &json!("not a figure\nuse digits"))
        );
        let place = &second["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "incidents/a%20b/v1.toml");
        assert_eq!(place["region"], json!({ "startLine": 1, "startColumn": 6, "endLine": 1, "endColumn": 9 }));
        assert_eq!(second["relatedLocations"][0]["message"]["text"], "here");
    }
}
