//! Which template prints a document.

use super::print::Printer;
use crate::diag::{Diagnostic, Wording};
use crate::locale::Lang;
use crate::text::Span;

/// Name of the template of a document, and the place where the file asks for it.
pub fn template_of(printer: &Printer<'_>) -> Result<(String, Option<Span>), Diagnostic> {
    let lang = match printer.setting.lang {
        Lang::Ja => "ja",
        Lang::En => "en",
    };
    let place = |key: &str| printer.document.field(key).map(|field| field.span);
    if let Some(template) = printer.text(printer.document, "template") {
        return Ok((format!("documents/{template}.{lang}.md"), place("template")));
    }
    let Some(kind) = printer.text(printer.document, "kind") else { return Err(without_kind(printer)) };
    Ok(match printer.text(printer.document, "regime") {
        Some(regime) if kind == "regulator-report" => (format!("regimes/{regime}/report.{lang}.md"), place("regime")),
        _ => (format!("documents/{kind}.{lang}.md"), place("kind")),
    })
}

fn without_kind(printer: &Printer<'_>) -> Diagnostic {
    let headline = Wording::new("文書の種類(kind)がありません", "the document has no kind");
    Diagnostic::error("missing-kind", headline).at(printer.document.name.span).hint(Wording::new(
        "kind = \"press-release\" のように書いてください(press-release, apology-letter, statement, attachment, press-club-sheet, regulator-report, correction, errata)。",
        "write kind = \"press-release\", or apology-letter, statement, attachment, press-club-sheet, regulator-report, correction, errata.",
    ))
}
