//! `kohyo render`: writes documents in the formats asked for.

use super::Session;
use super::args::{Render, Stage};
use super::check::unprinted_texts;
use super::load::Library;
use crate::change::draft_with_corrections;
use crate::diag::{Diagnostic, Wording, nearest};
use crate::document::Document;
use crate::facts::Case;
use crate::facts::stated::{Entry, Value};
use crate::fonts::Fonts;
use crate::project::{Failure, Project, write_atomic};
use crate::release::published_document;
use crate::release::record::Hash;
use crate::template::{Drafted, Templates};
use crate::vocabulary;
use crate::write::{LAYOUTS, Loss, Outfit, WRITERS, WriteProblem, Writer};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Renders the incidents that the command line names.
pub fn run(session: &mut Session, render: &Render) {
    let Some(writers) = writers(session, &render.format) else { return };
    let Some(mut library) = Library::open(session) else { return };
    let versions = library.select(session, &render.incidents);
    let Some(desk) = Desk::open(session, &library, render.fragment) else { return };
    let out = match &render.out {
        Some(out) => session.environment.folder.join(out),
        None => library.project.path("out"),
    };
    let mut rendering = Rendering {
        desk,
        writers,
        out,
        wanted: &render.documents,
        stage: render.stage,
        met: Vec::new(),
        unread: false,
    };
    for version in versions {
        let Some(case) = library.case(session, &version) else {
            rendering.unread = true;
            continue;
        };
        if !render.incidents.is_empty() && case.entries("documents").next().is_none() {
            session.diagnostics.push(no_documents(&version.0));
        }
        if !library.is_edited(&version) {
            rendering.version(session, &case);
        }
    }
    rendering.report_unmet(session);
}

/// The writers of some formats; an unknown one is kept in the session.
pub fn writers(session: &mut Session, formats: &[String]) -> Option<Vec<&'static Writer>> {
    let mut writers = Vec::new();
    for format in formats {
        match WRITERS.iter().find(|writer| writer.extension == format.trim()) {
            Some(writer) => writers.push(writer),
            None => {
                let known = WRITERS.iter().map(|writer| writer.extension).collect::<Vec<_>>().join(", ");
                let headline = Wording::new(
                    format!("「{format}」という形式はありません"),
                    format!("there is no format `{format}`"),
                );
                let hint = Wording::new(format!("使える形式: {known}"), format!("formats: {known}"));
                session.failures.push(Diagnostic::error("unknown-format", headline).hint(hint));
            }
        }
    }
    (writers.len() == formats.len()).then_some(writers)
}

/// Templates, layouts and fonts of a project: what drafting and writing need.
pub struct Desk {
    project: Project,
    /// Templates.
    pub templates: Templates,
    /// Fonts and layouts.
    pub outfit: Outfit,
}

impl Desk {
    /// Gathers them; what cannot be read is kept in the session.
    pub fn open(session: &mut Session, library: &Library, fragment: bool) -> Option<Desk> {
        let project = &library.project;
        let own = library.own_templates(session, &["documents", "regimes"])?;
        let templates = match Templates::parse(&own, &mut session.sources) {
            Ok(templates) => templates,
            Err(diagnostics) => {
                session.diagnostics.extend(diagnostics);
                return None;
            }
        };
        let layouts = project.overrides("layouts", &mut session.sources);
        let layouts = session.kept_all(layouts)?;
        let mut texts: BTreeMap<String, String> =
            LAYOUTS.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect();
        texts.extend(layouts.into_iter().map(|(name, id)| (name, session.sources.get(id).text.clone())));
        let fonts = fonts(session, library)?;
        Some(Desk { project: project.clone(), templates, outfit: Outfit { fonts, layouts: texts, fragment } })
    }

    /// A document as it was published; nothing if it was not.
    pub fn published(&self, case: &Case, document: &Entry) -> Result<Option<Document>, Vec<Diagnostic>> {
        let found = published_document(&self.project, &case.slug, case.version, &document.name.value);
        found.map_err(|trouble| vec![trouble.diagnostic()])
    }

    /// A document as it was published, else drafted. Nothing if what was published is damaged, or the draft has errors.
    pub fn as_published(&self, session: &mut Session, case: &Arc<Case>, document: &Entry) -> Option<Document> {
        match self.published(case, document) {
            Ok(Some(published)) => Some(published),
            Ok(None) => self.drafted(session, case, document).map(|drafted| drafted.document),
            Err(found) => {
                session.diagnostics.extend(found);
                None
            }
        }
    }

    /// Digests of all that documents are made with, by their names in a project.
    pub fn used(&self, session: &Session) -> BTreeMap<String, Hash> {
        let templates = self.templates.names().filter_map(|name| {
            let text = &session.sources.get(self.templates.source(name)?).text;
            Some((format!("templates/{name}"), Hash::of(text.as_bytes())))
        });
        let packs = self.templates.regimes.all().map(|regime| {
            let text = &session.sources.get(regime.source).text;
            (format!("templates/regimes/{}/regime.toml", regime.id), Hash::of(text.as_bytes()))
        });
        let layouts = self.outfit.layouts.iter();
        let layouts = layouts.map(|(name, text)| (format!("templates/layouts/{name}"), Hash::of(text.as_bytes())));
        let words = vocabulary::FILES.iter();
        let words = words.map(|(name, text)| (format!("templates/vocabulary/{name}"), Hash::of(text.as_bytes())));
        let fonts = self.outfit.fonts.files().map(|(name, bytes)| (format!("fonts/{name}"), Hash::of(bytes)));
        templates.chain(packs).chain(layouts).chain(words).chain(fonts).collect()
    }

    /// Drafts a document; its findings are kept in the session. Nothing if it has errors.
    pub fn drafted(&self, session: &mut Session, case: &Arc<Case>, document: &Entry) -> Option<Drafted> {
        match draft_with_corrections(
            case,
            document,
            &|case, entry| self.published(case, entry),
            &self.templates,
            &session.sources,
        ) {
            Ok(drafted) => {
                session.diagnostics.extend(drafted.diagnostics.iter().cloned());
                Some(drafted)
            }
            Err(diagnostics) => {
                session.diagnostics.extend(diagnostics);
                None
            }
        }
    }

    /// Drafts a document and looks whether the fonts have all its characters.
    pub fn check(&self, session: &mut Session, case: &Arc<Case>, document: &Entry) -> Option<Drafted> {
        let drafted = self.drafted(session, case, document)?;
        for problem in crate::write::uncovered(&drafted.document, &self.outfit.fonts) {
            let diagnostic = placed(case, document, problem);
            session.diagnostics.push(diagnostic);
        }
        Some(drafted)
    }
}

fn fonts(session: &mut Session, library: &Library) -> Option<Fonts> {
    let Some(config) = library.config() else { return Some(Fonts::embedded()) };
    let named = library.project.fonts(config, &session.sources);
    let named = session.kept_all(named)?;
    match Fonts::with(named) {
        Ok(fonts) => Some(fonts),
        Err(problem) => {
            let mut diagnostic = Diagnostic::error("bad-font", problem.headline).hint(problem.hint);
            diagnostic.primary = library.font_place(&problem.file);
            session.failures.push(diagnostic);
            None
        }
    }
}

struct Rendering<'a> {
    desk: Desk,
    writers: Vec<&'static Writer>,
    out: PathBuf,
    /// Documents that the command line names; all if it names none.
    wanted: &'a [String],
    /// The stage of reports, in place of what documents say.
    stage: Option<Stage>,
    /// Names of documents that were there.
    met: Vec<String>,
    /// Whether an incident could not be read, so that a document may be in it.
    unread: bool,
}

impl Rendering<'_> {
    fn version(&mut self, session: &mut Session, case: &Arc<Case>) {
        let folder = self.out.join(&case.slug).join(format!("v{}", case.version));
        let (mut sections, mut complete) = (Vec::new(), self.wanted.is_empty());
        for document in case.entries("documents") {
            let id = &document.name.value;
            self.met.push(id.clone());
            if !self.wanted.is_empty() && !self.wanted.contains(id) {
                continue;
            }
            let document = &self.staged(document);
            match self.desk.drafted(session, case, document) {
                Some(drafted) => {
                    self.write(session, &folder, case, document, &drafted.document);
                    sections.extend(drafted.sections);
                }
                None => complete = false,
            }
        }
        if complete {
            session.diagnostics.extend(unprinted_texts(case, &sections));
        }
    }

    /// The document, at the stage that the command line asks for if it is filed under a regime.
    fn staged(&self, document: &Entry) -> Entry {
        let mut document = document.clone();
        if let Some(stage) = self.stage.filter(|_| document.field("regime").is_some()) {
            document.set("stage", Value::Word(stage.into()));
        }
        document
    }

    fn write(&self, session: &mut Session, folder: &Path, case: &Case, entry: &Entry, document: &Document) {
        for writer in &self.writers {
            match (writer.write)(document, &self.desk.outfit) {
                Ok(written) => {
                    session.diagnostics.extend(lost(case, document, writer, written.losses));
                    let path = folder.join(format!("{}.{}", document.id, writer.extension));
                    save(session, &path, &written.bytes);
                }
                Err(problems) => {
                    session.diagnostics.extend(problems.into_iter().map(|problem| placed(case, entry, problem)));
                }
            }
        }
    }

    /// A name that no incident has is a slip of the command line.
    fn report_unmet(&self, session: &mut Session) {
        if self.unread {
            return;
        }
        for name in self.wanted.iter().filter(|name| !self.met.contains(name)) {
            let headline =
                Wording::new(format!("文書「{name}」がありません"), format!("there is no document `{name}`"));
            let known = self.met.join(", ");
            let mut diagnostic = Diagnostic::error("unknown-document", headline);
            diagnostic.hints.extend(match nearest(name, self.met.iter().map(String::as_str)) {
                Some(near) => Some(Wording::did_you_mean(near)),
                None if self.met.is_empty() => None,
                None => Some(Wording::new(format!("ある文書: {known}"), format!("documents: {known}"))),
            });
            session.failures.push(diagnostic);
        }
    }
}

/// What a format could not express, as notes.
pub fn lost(case: &Case, document: &Document, writer: &Writer, losses: Vec<Loss>) -> impl Iterator<Item = Diagnostic> {
    let name = format!("{}/{} ({})", case.slug, document.id, writer.extension);
    losses.into_iter().map(move |Loss { what: Wording { ja, en } }| {
        Diagnostic::note("not-expressible", Wording::new(format!("{name}: {ja}"), format!("{name}: {en}")))
    })
}

/// Writes a file whole and prints its name, relative to the current folder.
pub fn save(session: &mut Session, path: &Path, bytes: &[u8]) {
    let shown = path.strip_prefix(&session.environment.folder).unwrap_or(path).display().to_string();
    match write_atomic(path, bytes) {
        Ok(()) => session.print(&format!("{shown}\n")),
        Err(error) => session.failures.push(*Failure::unwritable(&shown, &error).diagnostic),
    }
}

/// An incident that others build on has none; one that is asked for by name says so.
fn no_documents(slug: &str) -> Diagnostic {
    let headline = Wording::new(format!("{slug} には文書がありません"), format!("{slug} has no documents"));
    Diagnostic::note("no-documents", headline).hint(Wording::new(
        "ほかの事案が base にするファイルならこのままで構いません。文書は [documents.<名前>] で作ります。",
        "this is right for a file that others build on; [documents.<name>] makes a document.",
    ))
}

/// A writer's problem as a diagnostic at the fact it is about, or at the document.
pub fn placed(case: &Case, document: &Entry, problem: WriteProblem) -> Diagnostic {
    let span = problem.path.as_deref().and_then(|path| case.place(path)).unwrap_or(document.name.span);
    let mut diagnostic = Diagnostic::error(problem.code, problem.headline).at(span);
    diagnostic.hints.extend(problem.hint);
    diagnostic
}
