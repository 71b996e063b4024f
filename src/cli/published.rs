//! Published versions: read as they were published, whatever became of the files around them since.

use super::Session;
use super::load::{Library, Version};
use crate::facts::Case;
use crate::incident::{self, Incident, Value};
use crate::project::CONFIG;
use crate::release::record::Entry;
use crate::release::{Archive, edited};
use crate::text::{SourceId, Span};
use std::sync::Arc;

/// What a published version was drafted from.
pub struct Frozen {
    /// Its own text.
    pub own: SourceId,
    /// The house defaults of that time.
    pub house: Option<Incident>,
}

impl Library {
    /// The ledger of an incident, read once; nothing if it is broken, which is kept in the session.
    pub fn archive(&mut self, session: &mut Session, slug: &str) -> Option<&Archive> {
        if !self.archives.contains_key(slug) {
            let archive = Archive::open(&self.project, slug, &mut session.sources);
            let archive = session.proved(archive);
            self.archives.insert(slug.to_string(), archive);
        }
        self.archives.get(slug)?.as_ref()
    }

    /// What a version was drafted from, if it is published; nothing at all if that cannot be read any more.
    pub(super) fn frozen(&mut self, session: &mut Session, version: &Version) -> Option<Option<Frozen>> {
        let (slug, number) = version;
        let archive = self.archive(session, slug)?;
        let Some(entry) = archive.entry(*number) else { return Some(None) };
        let name = archive.own_name(*number);
        let house = match entry.files.contains_key(&Entry::data_name(CONFIG)) {
            true => {
                let id = archive.data(entry, CONFIG, &mut session.sources);
                let id = session.proved(id)?;
                Some(incident::read_house(id, &session.sources.get(id).text).0)
            }
            false => None,
        };
        let stored = archive.data(entry, &name, &mut session.sources);
        let (unchanged, finding) = (archive.is_as_published(entry), edited(archive, entry));
        let (stored, unchanged) = (session.proved(stored)?, session.proved(unchanged)?);
        if !self.project.has(&name) {
            session.diagnostics.push(finding);
            return Some(Some(Frozen { own: stored, house }));
        }
        let read = self.project.read_text(&self.project.version_path(slug, *number), &mut session.sources);
        let own = session.kept(read)?;
        if unchanged {
            return Some(Some(Frozen { own, house }));
        }
        session.diagnostics.push(finding.at(first_difference(session, stored, own)));
        self.edited.insert(version.clone());
        Some(Some(Frozen { own: stored, house }))
    }

    /// The base of a published version, as it was then.
    pub(super) fn frozen_base(
        &mut self,
        session: &mut Session,
        version: &Version,
        incident: &Incident,
        house: Option<&Incident>,
    ) -> Option<Option<Arc<Case>>> {
        let archive = self.archive(session, &version.0)?;
        let entry = archive.entry(version.1)?;
        let (mut chain, mut next) = (Vec::new(), base(incident));
        while let Some((slug, number)) = next.take().filter(|base| chain.iter().all(|(known, _)| known != base)) {
            let id = archive.data(entry, &format!("incidents/{slug}/v{number}.toml"), &mut session.sources);
            let id = session.proved(id)?;
            // What is wrong in it was said when it was published.
            let (read, _) = incident::read(id, &session.sources.get(id).text);
            next = base(&read);
            chain.push(((slug, number), read));
        }
        let bases = chain.into_iter().rev();
        Some(bases.fold(None, |above: Option<Arc<Case>>, ((slug, number), read)| {
            let (case, _) = Case::resolve(&slug, number, read, above.as_deref(), house, Vec::new());
            Some(Arc::new(case))
        }))
    }

    /// Whether the file of a published version was edited since.
    pub fn is_edited(&self, version: &Version) -> bool {
        self.edited.contains(version)
    }

    /// The files that a version is drafted from, by their names in the project: its own, those of its bases, `kohyo.toml`.
    pub fn data_names(&self, case: &Case) -> Vec<String> {
        let mut names = vec![format!("incidents/{}/v{}.toml", case.slug, case.version)];
        names.extend(self.config().map(|_| CONFIG.to_string()));
        let mut next = case.top("base").and_then(|field| versioned(&field.value));
        while let Some((slug, number)) = next {
            names.push(format!("incidents/{slug}/v{number}.toml"));
            let base = self.cases.get(&(slug, number)).and_then(Option::as_ref);
            next = base.and_then(|base| versioned(&base.top("base")?.value));
        }
        names
    }
}

/// The version that an incident builds on.
fn base(incident: &Incident) -> Option<Version> {
    versioned(&incident.top("base")?.value)
}

/// The version of a name such as `tges@1`.
fn versioned(value: &Value) -> Option<Version> {
    let Value::Text(name) = value else { return None };
    let (slug, number) = name.split_once('@')?;
    Some((slug.to_string(), number.trim_start_matches('v').parse().ok()?))
}

/// Where a text first differs from how it was before.
fn first_difference(session: &Session, before: SourceId, after: SourceId) -> Span {
    let (old, new) = (&session.sources.get(before).text, &session.sources.get(after).text);
    let same = old.chars().zip(new.chars()).take_while(|(old, new)| old == new);
    let start: usize = same.map(|(_, character)| character.len_utf8()).sum();
    let length = new[start..].chars().next().map_or(0, char::len_utf8);
    Span::new(after, start..start + length)
}
