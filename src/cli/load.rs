//! Incidents of a project as cases, each with its house defaults, its base and its earlier versions.

use super::Session;
use crate::diag::{Diagnostic, Severity, Wording, nearest};
use crate::facts::Case;
use crate::incident::{self, Incident, Value};
use crate::project::Project;
use crate::regime::Regimes;
use crate::release::Archive;
use crate::text::{SourceId, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A version of an incident: slug and number.
pub type Version = (String, u32);

/// The incidents of a project, read on demand and once.
pub struct Library {
    /// The project.
    pub project: Project,
    listing: Vec<crate::project::Incident>,
    house: Option<Incident>,
    config: Option<SourceId>,
    /// Ledgers that were read; nothing where one is broken.
    pub(super) archives: BTreeMap<String, Option<Archive>>,
    pub(super) cases: BTreeMap<Version, Option<Arc<Case>>>,
    /// Published versions whose files were edited since.
    pub(super) edited: BTreeSet<Version>,
    /// Versions that are being read, to stop at a base that leads back.
    under_way: BTreeSet<Version>,
}

impl Library {
    /// Opens the project of the current folder; failures are kept in the session.
    pub fn open(session: &mut Session) -> Option<Library> {
        let found = Project::find(&session.environment.folder);
        let project = session.kept(found)?;
        let listed = project.incidents();
        let listing = session.kept(listed)?;
        session.diagnostics.extend(listing.notes);
        let config = project.config(&mut session.sources);
        let config = session.kept(config)?;
        let house = config.map(|id| {
            let (house, diagnostics) = incident::read_house(id, &session.sources.get(id).text);
            session.diagnostics.extend(diagnostics);
            house
        });
        let library = Library {
            project,
            listing: listing.incidents,
            house,
            config,
            archives: BTreeMap::new(),
            cases: BTreeMap::new(),
            edited: BTreeSet::new(),
            under_way: BTreeSet::new(),
        };
        Some(library)
    }

    /// Source of `kohyo.toml`, if there is one.
    pub fn config(&self) -> Option<SourceId> {
        self.config
    }

    /// The regimes that the program and the project know; nothing if a pack is wrong.
    pub fn regimes(&self, session: &mut Session) -> Option<Regimes> {
        let own = self.own_templates(session, &["regimes"])?;
        Regimes::read(&own, &mut session.sources).map_err(|found| session.diagnostics.extend(found)).ok()
    }

    /// The project's own templates of some kinds, by their names below `templates/`; nothing if one cannot be read.
    pub fn own_templates(&self, session: &mut Session, kinds: &[&str]) -> Option<BTreeMap<String, SourceId>> {
        let mut own = BTreeMap::new();
        for kind in kinds {
            let overrides = self.project.overrides(kind, &mut session.sources);
            let overrides = session.kept_all(overrides)?;
            own.extend(overrides.into_iter().map(|(name, id)| (format!("{kind}/{name}"), id)));
        }
        Some(own)
    }

    /// Where `kohyo.toml` names a font.
    pub fn font_place(&self, file: &str) -> Option<Span> {
        match &self.house.as_ref()?.top("fonts")?.value {
            Value::Texts(fonts) => fonts.iter().find(|font| font.value == file).map(|font| font.span),
            _ => None,
        }
    }

    /// The versions that the command line names: `slug` is the last one, nothing is the last of each incident.
    pub fn select(&self, session: &mut Session, wanted: &[String]) -> Vec<Version> {
        if wanted.is_empty() {
            return self
                .listing
                .iter()
                .filter_map(|found| Some((found.slug.clone(), *found.versions.last()?)))
                .collect();
        }
        let mut selected = Vec::new();
        for name in wanted {
            match self.version(name) {
                Ok(version) => selected.push(version),
                Err(diagnostic) => session.failures.push(*diagnostic),
            }
        }
        selected
    }

    /// The version of a name such as `slug@2`.
    pub fn version(&self, name: &str) -> Result<Version, Box<Diagnostic>> {
        let (slug, number) = name.split_once('@').map_or((name, None), |(slug, number)| (slug, Some(number)));
        let versions = self.versions(slug)?;
        let version = match number {
            None => versions.last().copied(),
            Some(number) => number.trim_start_matches('v').parse().ok().filter(|number| versions.contains(number)),
        };
        version.map(|version| (slug.to_string(), version)).ok_or_else(|| {
            let known = versions.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
            let headline = Wording::new(format!("{name} という版はありません"), format!("there is no version {name}"));
            let hint = Wording::new(format!("{slug} の版: {known}"), format!("versions of {slug}: {known}"));
            Box::new(Diagnostic::error("unknown-version", headline).hint(hint))
        })
    }

    /// The versions of an incident, in their order.
    pub fn versions(&self, slug: &str) -> Result<&[u32], Box<Diagnostic>> {
        let found = self.listing.iter().find(|found| found.slug == slug);
        found.map(|found| found.versions.as_slice()).ok_or_else(|| Box::new(self.unknown_incident(slug)))
    }

    fn unknown_incident(&self, slug: &str) -> Diagnostic {
        let headline = Wording::new(format!("事案「{slug}」がありません"), format!("there is no incident `{slug}`"));
        let diagnostic = Diagnostic::error("unknown-incident", headline);
        match nearest(slug, self.listing.iter().map(|found| found.slug.as_str())) {
            Some(near) => diagnostic.hint(Wording::did_you_mean(near)),
            None => diagnostic.hint(Wording::new(
                format!("新しく始めるには: kohyo new {slug}"),
                format!("to start it: kohyo new {slug}"),
            )),
        }
    }

    /// Reads a version; its findings are kept in the session. Nothing if it has errors.
    pub fn case(&mut self, session: &mut Session, version: &Version) -> Option<Arc<Case>> {
        if let Some(case) = self.cases.get(version) {
            return case.clone();
        }
        self.under_way.insert(version.clone());
        let case = self.read(session, version).map(Arc::new);
        self.under_way.remove(version);
        self.cases.insert(version.clone(), case.clone());
        case
    }

    fn read(&mut self, session: &mut Session, version: &Version) -> Option<Case> {
        let (slug, number) = version;
        let frozen = self.frozen(session, version)?;
        let id = match &frozen {
            Some(frozen) => frozen.own,
            None => {
                let read = self.project.read_text(&self.project.version_path(slug, *number), &mut session.sources);
                session.kept(read)?
            }
        };
        let (incident, mut diagnostics) = incident::read(id, &session.sources.get(id).text);
        let earlier = self.earlier(session, slug, *number);
        let (base, house) = match &frozen {
            Some(frozen) => {
                (self.frozen_base(session, version, &incident, frozen.house.as_ref())?, frozen.house.clone())
            }
            None => (self.base(session, &incident, &mut diagnostics), self.house.clone()),
        };
        let (case, references) = Case::resolve(slug, *number, incident, base.as_deref(), house.as_ref(), earlier);
        diagnostics.extend(references);
        let broken = diagnostics.iter().any(|found| found.severity == Severity::Error);
        session.diagnostics.extend(diagnostics);
        (!broken).then_some(case)
    }

    fn earlier(&mut self, session: &mut Session, slug: &str, number: u32) -> Vec<Arc<Case>> {
        let versions = self.listing.iter().find(|found| found.slug == slug).map(|found| found.versions.clone());
        let before = versions.into_iter().flatten().filter(|earlier| *earlier < number);
        before.filter_map(|earlier| self.case(session, &(slug.to_string(), earlier))).collect()
    }

    /// The incident that a version builds on: `base = "tges@1"`.
    fn base(&mut self, session: &mut Session, incident: &Incident, found: &mut Vec<Diagnostic>) -> Option<Arc<Case>> {
        let field = incident.top("base")?;
        let Value::Text(name) = &field.value else { return None };
        if !name.contains('@') {
            found.push(unversioned_base(name, field.span));
            return None;
        }
        match self.version(name) {
            Ok(version) if self.under_way.contains(&version) => {
                let headline =
                    Wording::new("base が自分自身に戻っています", "this base leads back to the incident itself");
                found.push(Diagnostic::error("circular-base", headline).at(field.span));
                None
            }
            Ok(version) => self.case(session, &version),
            Err(diagnostic) => {
                found.push(diagnostic.at(field.span));
                None
            }
        }
    }
}

/// A release is a record, so the version that it builds on is fixed.
fn unversioned_base(name: &str, span: Span) -> Diagnostic {
    let headline = Wording::new("base には版の番号が必要です", "a base names its version");
    Diagnostic::error("unversioned-base", headline).at(span).hint(Wording::new(
        format!("base = \"{name}@1\" のように書いてください。"),
        format!("write base = \"{name}@1\"."),
    ))
}
