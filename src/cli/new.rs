//! `kohyo new`: starts an incident with guidance in comments.

use super::Session;
use super::args::New;
use super::scaffold::scaffold;
use crate::diag::{Diagnostic, Wording, nearest};
use crate::project::{Failure, Project, is_slug, write_atomic};
use crate::vocabulary::List;

/// Names of subcommands, and words that may become ones: an incident called so could not be told from a command.
const RESERVED: &[&str] = &[
    "new",
    "check",
    "explain",
    "render",
    "diff",
    "revise",
    "log",
    "trace",
    "regimes",
    "deadlines",
    "letters",
    "publish",
    "verify",
    "schema",
    "completions",
    "man",
    "templates",
    "help",
];

/// Writes `incidents/<slug>/v1.toml`; an existing file is never touched.
pub fn run(session: &mut Session, new: &New) {
    let checked = slug(&new.slug).and_then(|()| cause(&new.cause));
    if let Err(diagnostic) = checked {
        return session.failures.push(*diagnostic);
    }
    // The first incident makes the project.
    let project =
        Project::find(&session.environment.folder).unwrap_or_else(|_| Project::at(&session.environment.folder));
    let name = format!("incidents/{}/v1.toml", new.slug);
    if session.create(&project, &name, &scaffold(new.lang, &new.cause)) {
        write_schema(session, &project);
    }
}

/// Editors find the schema that the first line of the file names; one that is there already may be a newer one.
fn write_schema(session: &mut Session, project: &Project) {
    const NAME: &str = "schema/incident.json";
    if project.has(NAME) {
        return;
    }
    if let Err(error) = write_atomic(&project.path(NAME), super::reference::schema_text().as_bytes()) {
        session.failures.push(*Failure::unwritable(NAME, &error).diagnostic);
    }
}

fn slug(slug: &str) -> Result<(), Box<Diagnostic>> {
    if is_slug(slug) && !RESERVED.contains(&slug) {
        return Ok(());
    }
    let headline =
        Wording::new(format!("「{slug}」は事案の名前に使えません"), format!("`{slug}` cannot name an incident"));
    let hint = Wording::new(
        "半角の英小文字と数字の語をハイフンでつないでください(例: city-library)。コマンドの名前は使えません。",
        "use lower-case ASCII words joined by `-`, such as city-library; names of commands are reserved.",
    );
    Err(Box::new(Diagnostic::error("bad-slug", headline).hint(hint)))
}

fn cause(cause: &str) -> Result<(), Box<Diagnostic>> {
    if List::Causes.code(cause).is_some() {
        return Ok(());
    }
    let headline =
        Wording::new(format!("「{cause}」という原因の区分はありません"), format!("there is no cause `{cause}`"));
    let known = List::Causes.codes().collect::<Vec<_>>().join(", ");
    let mut diagnostic = Diagnostic::error("unknown-word", headline);
    if let Some(near) = nearest(cause, List::Causes.codes()) {
        diagnostic = diagnostic.hint(Wording::did_you_mean(near));
    }
    Err(Box::new(diagnostic.hint(Wording::new(format!("使える区分: {known}"), format!("causes: {known}")))))
}
