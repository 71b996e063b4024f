//! `kohyo trace`: which value of a fact was published when, where, and by whom approved.

use super::Session;
use super::args::{HistoryFormat, Trace as Arguments};
use super::load::Library;
use super::log::{number, state};
use super::render::Desk;
use super::table::aligned;
use crate::diag::{Diagnostic, Language, Wording, nearest};
use crate::facts::Case;
use crate::locale::Zone;
use crate::release::history::{Trace, trace};
use std::sync::Arc;

/// Prints every version with the value that it states, and the sentences that print it.
pub fn run(session: &mut Session, arguments: &Arguments) {
    let (slug, path) = (&arguments.slug, arguments.fact.as_str());
    let Some(mut library) = Library::open(session) else { return };
    let versions = match library.versions(slug) {
        Ok(versions) => versions.to_vec(),
        Err(diagnostic) => return session.failures.push(*diagnostic),
    };
    let Some(desk) = Desk::open(session, &library, false) else { return };
    let (mut cases, mut traces, mut zone) = (Vec::new(), Vec::new(), Zone::JAPAN);
    for number in versions {
        let Some(case) = library.case(session, &(slug.clone(), number)) else { continue };
        zone = case.zone;
        let documents: Vec<_> =
            case.entries("documents").filter_map(|entry| desk.as_published(session, &case, entry)).collect();
        let Some(archive) = library.archive(session, slug) else { return };
        traces.push(trace(&case, path, archive.entry(number), &documents));
        cases.push(case);
    }
    if cases.is_empty() {
        return;
    }
    if traces.iter().all(|trace| trace.value.is_none()) {
        return session.failures.push(unknown(&cases, path));
    }
    let text = match arguments.format {
        HistoryFormat::Json => super::json_text(&traces),
        HistoryFormat::Human => traces.iter().map(|trace| part(trace, zone, session.environment.language)).collect(),
    };
    session.print(&text);
}

/// A version: one line of what it states, and one for each sentence below.
fn part(trace: &Trace, zone: Zone, language: Language) -> String {
    let word = |ja: &'static str, en: &'static str| if language == Language::Ja { ja } else { en };
    let (published, approved) = state(&trace.state, zone, language);
    let value = trace.value.clone().unwrap_or_else(|| word("記載なし", "not stated").into());
    let head = format!("{}: {value}\n", number(trace.version, language));
    let facts = [word("公表", "published"), word("承認", "approved by")];
    let rows = facts.into_iter().zip([published, approved]).map(|(label, value)| vec![label.to_string(), value]);
    let mut text = head + &aligned(&rows.collect::<Vec<_>>(), "  ");
    let places = trace.places.iter().map(|place| {
        let printed = place.printed.iter().map(|printed| match printed.of_version {
            version if version == trace.version => printed.words.clone(),
            version => format!("{}{}", printed.words, word("（", " (")) + &number(version, language) + word("）", ")"),
        });
        let printed = printed.collect::<Vec<_>>().join(word("、", ", "));
        vec![place.document.clone(), place.section.clone(), printed, place.sentence.clone()]
    });
    let places: Vec<Vec<String>> = places.collect();
    if places.is_empty() {
        text += &format!("  {}\n", word("どの文書にも印字されていません", "printed in no document"));
    }
    text + &aligned(&places, "  ") + "\n"
}

fn unknown(cases: &[Arc<Case>], path: &str) -> Diagnostic {
    let headline =
        Wording::new(format!("事実「{path}」は、どの版にもありません"), format!("no version states a fact `{path}`"));
    let known: Vec<String> = cases.iter().flat_map(|case| case.paths()).collect();
    let near = nearest(path, known.iter().map(String::as_str));
    let mut diagnostic = Diagnostic::error("unknown-fact", headline);
    diagnostic.hints.extend(near.map(Wording::did_you_mean));
    diagnostic
}
