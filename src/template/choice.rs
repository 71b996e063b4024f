//! Which template prints a document.

use super::engine::Templates;
use super::print::Printer;
use crate::diag::{Diagnostic, Wording};
use crate::locale::Lang;
use crate::regime::pack::Stage;
use crate::text::Span;

/// Kinds of documents that a regime has templates for, with the names of their files: the first that is there is taken.
const REGIME_KINDS: &[(&str, &[&str])] = &[
    ("regulator-report", &["report"]),
    ("register-entry", &["register"]),
    ("individual-notice", &["notice"]),
    ("substitute-notice", &["substitute", "notice"]),
];

/// Name of the template of a document, and the place where the file asks for it.
pub fn template_of(printer: &Printer<'_>, templates: &Templates) -> Result<(String, Option<Span>), Diagnostic> {
    let lang = match printer.setting.lang {
        Lang::Ja => "ja",
        Lang::En => "en",
    };
    let place = |key: &str| printer.document.field(key).map(|field| field.span);
    if let Some(template) = printer.text(printer.document, "template") {
        return Ok((format!("documents/{template}.{lang}.md"), place("template")));
    }
    let Some(kind) = printer.text(printer.document, "kind") else { return Err(without_kind(printer)) };
    let files = REGIME_KINDS.iter().find(|(known, _)| *known == kind).map(|(_, files)| *files);
    let (Some(filing), Some(files)) = (&printer.filing, files) else {
        return Ok((format!("documents/{kind}.{lang}.md"), place("kind")));
    };
    let regime = filing.assessment.regime;
    let folder = regime.head.templates.as_deref().unwrap_or(&regime.id);
    let staged = filing.stage.unwrap_or(Stage::Final).word();
    let names = files.iter().flat_map(|file| [format!("{file}.{staged}"), file.to_string()]);
    let names: Vec<String> = names.map(|file| format!("regimes/{folder}/{file}.{lang}.md")).collect();
    let there = names.iter().find(|name| templates.source(name).is_some()).or(names.last());
    Ok((there.cloned().unwrap_or_default(), place("regime")))
}

fn without_kind(printer: &Printer<'_>) -> Diagnostic {
    let headline = Wording::new("文書の種類(kind)がありません", "the document has no kind");
    Diagnostic::error("missing-kind", headline).at(printer.document.name.span).hint(Wording::new(
        "kind = \"press-release\" のように書いてください(press-release, apology-letter, statement, attachment, press-club-sheet, regulator-report, register-entry, individual-notice, substitute-notice, correction, errata)。",
        "write kind = \"press-release\", or apology-letter, statement, attachment, press-club-sheet, regulator-report, register-entry, individual-notice, substitute-notice, correction, errata.",
    ))
}
