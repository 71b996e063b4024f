//! `kohyo revise`: starts the next version of an incident from the last one.

use super::Session;
use super::args::{NextVersion, Revise};
use super::load::{Library, Version};
use crate::diag::{Diagnostic, Severity, Wording};
use crate::facts::Case;
use crate::incident::{self, Incident, revised};
use crate::text::Span;

/// Writes `incidents/<slug>/v<N+1>.toml`; an existing file is never touched.
pub fn run(session: &mut Session, revise: &Revise) {
    let Some(mut library) = Library::open(session) else { return };
    let last = match last(&library, &revise.slug) {
        Ok(last) => last,
        Err(diagnostic) => return session.failures.push(*diagnostic),
    };
    let case = library.case(session, &last);
    let broken = session.diagnostics.iter().any(|found| found.severity == Severity::Error);
    let Some(case) = case.filter(|_| !broken && session.failures.is_empty()) else { return };
    let Some(status) = case.top("status").filter(|_| !case.is_draft()) else {
        return session.diagnostics.push(still_a_draft(&case));
    };
    let stage = match revise.kind {
        NextVersion::FollowUp => "follow-up",
        NextVersion::Correction => "correction",
        NextVersion::Final => "final",
    };
    let text = revised(&session.sources.get(status.span.source).text, stage, case.lang);
    let (slug, number) = (&revise.slug, last.1.saturating_add(1));
    let name = format!("incidents/{slug}/v{number}.toml");
    if session.create(&library.project, &name, &text) {
        let id = session.sources.add(name, text.as_str());
        let (incident, _) = incident::read(id, &text);
        session.diagnostics.extend(carried_over(&incident, last.1));
    }
}

/// The last version of an incident that has all the earlier ones.
fn last(library: &Library, slug: &str) -> Result<Version, Box<Diagnostic>> {
    let versions = library.versions(slug)?;
    let gap = (1..).zip(versions).find(|(expected, version)| expected != *version);
    match (gap, versions.last()) {
        (None, Some(last)) => Ok((slug.to_string(), *last)),
        (Some((missing, _)), _) => Err(Box::new(missing_version(slug, missing))),
        (None, None) => Err(Box::new(missing_version(slug, 1))),
    }
}

fn missing_version(slug: &str, number: u32) -> Diagnostic {
    let name = format!("incidents/{slug}/v{number}.toml");
    let headline = Wording::new(
        format!("{name} がないため、次の版の番号が決まりません"),
        format!("{name} is missing, so the next version has no sure number"),
    );
    Diagnostic::error("missing-version", headline).hint(Wording::new(
        "欠けている版のファイルを戻すか、v1 からの連番になるようにファイル名を改めてください。",
        "put the file back, or number the versions from v1 on without a gap.",
    ))
}

fn still_a_draft(case: &Case) -> Diagnostic {
    let number = case.version;
    let headline = Wording::new(format!("v{number} はまだ案です"), format!("v{number} is still a draft"));
    let mut diagnostic = Diagnostic::error("still-a-draft", headline).hint(Wording::new(
        format!("v{number}.toml をそのまま直してください。公表したものであれば、status = \"final\" と書いてから、もう一度実行してください。"),
        format!("edit v{number}.toml, or set status = \"final\" in it if it was published."),
    ));
    diagnostic.primary = case.top("status").map(|status| status.span);
    diagnostic
}

/// What a new version takes over and hardly ever keeps.
fn carried_over(incident: &Incident, number: u32) -> Option<Diagnostic> {
    let documents = incident.of_kind("documents").flat_map(|document| &document.fields);
    let documents = documents.filter(|field| ["date", "number"].contains(&field.key.value.as_str()));
    let mut places: Vec<Span> = incident.top("embargo").into_iter().chain(documents).map(|field| field.span).collect();
    places.sort_unstable();
    let (first, others) = places.split_first()?;
    let headline = Wording::new(
        format!("文書の日付などが v{number} のままです"),
        format!("dates and numbers are still those of v{number}"),
    );
    let note = Diagnostic::note("carried-over", headline).at(*first);
    let note = others.iter().fold(note, |note, place| note.label(*place, Wording::new("ここも同じ", "and here")));
    Some(note.hint(Wording::new("公表する前に改めてください。", "change them before you publish this version.")))
}
