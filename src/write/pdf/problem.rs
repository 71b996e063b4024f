//! What goes wrong in a layout, as problems that quote no value.

use super::super::WriteProblem;
use super::world::{self, Desk};
use crate::diag::Wording;
use crate::document::Document;
use std::collections::BTreeMap;
use typst::diag::SourceDiagnostic;
use typst::syntax::{DiagSpan, DiagSpanKind};
use typst::{World, WorldExt};

/// No layout has the name that the document asks for.
pub fn missing_layout(document: &Document, layouts: &BTreeMap<String, String>) -> WriteProblem {
    let known: Vec<&str> =
        layouts.keys().filter_map(|name| name.strip_suffix(".typ")).filter(|name| *name != "kohyo").collect();
    let known = known.join(", ");
    WriteProblem {
        code: "unknown-layout",
        path: None,
        headline: Wording::new(
            format!("レイアウト「{}」（{}）がありません", document.layout, world::layout_file(document)),
            format!("there is no layout `{}` ({})", document.layout, world::layout_file(document)),
        ),
        hint: Some(Wording::new(format!("使えるレイアウト：{known}"), format!("layouts are: {known}"))),
    }
}

/// The tree is nested too deep to be laid out.
pub fn too_deep() -> WriteProblem {
    WriteProblem {
        code: "nested-too-deep",
        path: None,
        headline: Wording::new(
            "箇条書きや引用などの入れ子が深すぎて、PDF に組めません",
            "lists, quotations or emphasis are nested too deep for a PDF",
        ),
        hint: Some(Wording::new("入れ子を浅くしてください", "nest them less deep")),
    }
}

/// Many documents that were laid out one by one cannot be exported together.
pub fn not_exported() -> WriteProblem {
    WriteProblem {
        code: "export-error",
        path: None,
        headline: Wording::new("1つの PDF にまとめられません", "they cannot be joined in one PDF"),
        hint: None,
    }
}

/// The errors of Typst: always about a layout, because coverage and depth are settled before.
pub fn from_typst(errors: &[SourceDiagnostic], desk: &Desk) -> Vec<WriteProblem> {
    errors.iter().map(|error| from_error(error, desk)).collect()
}

fn from_error(error: &SourceDiagnostic, desk: &Desk) -> WriteProblem {
    let traced = error.trace.iter().map(|point| DiagSpan::from(point.span));
    let spans = std::iter::once(error.span).chain(traced);
    let place = spans.into_iter().find_map(|span| place(span, desk));
    let message = without_values(&error.message, desk);
    let (ja, en) = match &place {
        Some((file, line)) => (format!("レイアウト {file} の{line}行目"), format!("layout {file}, line {line}")),
        None => ("レイアウト".to_owned(), "layout".to_owned()),
    };
    WriteProblem {
        code: "layout-error",
        path: None,
        headline: Wording::new(format!("{ja}：{message}"), format!("{en}: {message}")),
        hint: Some(Wording::new(
            "レイアウトは関数 layout(it) を定義する Typst のファイルです。値は伏せて「…」と示しています",
            "a layout is a Typst file that defines the function layout(it); values are shown as “…”",
        )),
    }
}

/// Layout file and line of a span, counted from 1.
fn place(span: DiagSpan, desk: &Desk) -> Option<(&'static str, usize)> {
    let id = match span.get() {
        DiagSpanKind::Detached => return None,
        DiagSpanKind::Number { id, .. } | DiagSpanKind::Range { id, .. } => id,
    };
    desk.layout(world::name(id))?;
    let start = desk.range(span)?.start;
    let line = desk.source(id).ok()?.lines().byte_to_line(start)?;
    Some((world::name(id), line + 1))
}

/// Typst's message with every word of the document taken out, unless the layouts have the word too.
/// Words outside ASCII are never Typst's own.
fn without_values(message: &str, desk: &Desk) -> String {
    let ours = |word: &str| desk.layouts().any(|text| text.contains(word));
    let theirs = |word: &str| !word.is_ascii() || desk.has(word);
    let mut kept = String::with_capacity(message.len());
    for word in message.split_inclusive(|character: char| !character.is_alphanumeric()) {
        let bare = word.trim_end_matches(|character: char| !character.is_alphanumeric());
        if !bare.is_empty() && theirs(bare) && !ours(bare) {
            kept.push('…');
            kept.push_str(word[bare.len()..].trim_matches(|character: char| !character.is_ascii()));
        } else {
            kept.push_str(word);
        }
    }
    kept
}
