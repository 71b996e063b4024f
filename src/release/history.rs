//! The history of an incident: what each version changed, and where a fact was published with which value.

use super::record::Entry;
use crate::change::{Carrier, ChangeKind, carriers, fact_changes, prints, stated};
use crate::document::{Document, Inline, plain_text, walk_content};
use crate::facts::Case;
use chrono::{DateTime, Utc};
use serde::{Serialize, Serializer};

/// When a version was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Publication {
    /// When.
    #[serde(serialize_with = "instant")]
    pub at: DateTime<Utc>,
    /// Who approved it, if that was said.
    pub approved_by: Option<String>,
}

impl From<&Entry> for Publication {
    fn from(entry: &Entry) -> Publication {
        Publication { at: entry.published, approved_by: entry.approved_by.clone() }
    }
}

/// What became of a version so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", content = "publication", rename_all = "kebab-case")]
pub enum State {
    /// Its file does not say that it is final.
    Draft,
    /// It is final, and not published.
    Unpublished,
    /// It is published.
    Published(Publication),
}

impl State {
    /// The state of a version with its entry in the ledger, if it has one.
    pub fn of(case: &Case, entry: Option<&Entry>) -> State {
        match entry {
            Some(entry) => State::Published(entry.into()),
            None if case.is_draft() => State::Draft,
            None => State::Unpublished,
        }
    }
}

/// One version in the history of an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its number.
    pub version: u32,
    /// What it is: `first`, `follow-up`, `correction`, `final`.
    pub stage: Option<&'static str>,
    /// What became of it.
    #[serde(flatten)]
    pub state: State,
    /// How many facts it states otherwise than the version before, by kind; nothing for the first one.
    pub changes: Option<Vec<Count>>,
}

/// How many facts changed in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The way.
    pub kind: ChangeKind,
    /// How many.
    pub facts: usize,
}

/// A version with what it changed since the one before.
pub fn row(case: &Case, entry: Option<&Entry>) -> Row {
    let changes = case.predecessor().map(|before| {
        let mut counts: Vec<Count> = Vec::new();
        for kind in fact_changes(before, case).iter().map(|change| change.kind()) {
            match counts.iter_mut().find(|count| count.kind == kind) {
                Some(count) => count.facts += 1,
                None => counts.push(Count { kind, facts: 1 }),
            }
        }
        counts
    });
    let stage = case.word("stage").or((case.version == 1).then_some("first"));
    Row { version: case.version, stage, state: State::of(case, entry), changes }
}

/// One fact in one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trace {
    /// Number of the version.
    pub version: u32,
    /// What became of the version.
    #[serde(flatten)]
    pub state: State,
    /// What it states, in words; nothing if it does not state it.
    pub value: Option<String>,
    /// Where its documents print it.
    pub places: Vec<Place>,
}

/// A sentence that prints a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Name of the document.
    pub document: String,
    /// The headings above it.
    pub section: String,
    /// What it prints of the fact, one for each time.
    pub printed: Vec<Printed>,
    /// The whole sentence.
    pub sentence: String,
}

/// A fact as a document prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Printed {
    /// The version that states it so: that of the document, or one before that it cites.
    pub of_version: u32,
    /// The words.
    pub words: String,
}

/// One fact in one version, and where its documents print it, a version before cited by them included.
pub fn trace(case: &Case, path: &str, entry: Option<&Entry>, documents: &[Document]) -> Trace {
    let earlier: Vec<String> = (1..case.version).map(|number| format!("v{number}.{path}")).collect();
    let paths: Vec<&str> = [path].into_iter().chain(earlier.iter().map(String::as_str)).collect();
    let of = |document: &Document| -> Vec<Place> {
        carriers(document, &paths).into_iter().map(|carrier| place(case.version, &document.id, carrier)).collect()
    };
    let places = documents.iter().flat_map(of).collect();
    Trace { version: case.version, state: State::of(case, entry), value: stated(case, path), places }
}

fn place(version: u32, document: &str, carrier: Carrier) -> Place {
    let mut printed = Vec::new();
    walk_content(&carrier.sentence, &mut |inline| match inline {
        Inline::Fact { path, content, .. } if carrier.facts.iter().any(|wanted| prints(path, wanted)) => {
            let of_version = Case::earlier_path(path).map_or(version, |(earlier, _)| earlier);
            printed.push(Printed { of_version, words: plain_text(content) });
        }
        _ => {}
    });
    let sentence = plain_text(&carrier.sentence).trim().to_string();
    Place { document: document.to_string(), section: carrier.place, printed, sentence }
}

fn instant<S: Serializer>(at: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&at.format("%Y-%m-%dT%H:%M:%SZ"))
}
