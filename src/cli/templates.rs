//! `kohyo templates eject`: copies what is built in into the project, to be changed there.

use super::Session;
use super::args::{Templates, TemplatesCommand};
use super::load::Library;
use crate::project::{Failure, write_atomic};
use crate::template::BUILT_IN;
use crate::write::LAYOUTS;

/// Copies templates and layouts; a file that the project already has is left as it is.
pub fn run(session: &mut Session, templates: &Templates) {
    let TemplatesCommand::Eject = templates.command;
    let Some(library) = Library::open(session) else { return };
    let layouts = LAYOUTS.iter().map(|(name, text)| (format!("layouts/{name}"), *text));
    let documents = BUILT_IN.iter().map(|(name, text)| (name.to_string(), *text));
    for (name, text) in documents.chain(layouts) {
        let shown = format!("templates/{name}");
        let path = library.project.path(&shown);
        if library.project.has(&shown) {
            continue;
        }
        match write_atomic(&path, text.as_bytes()) {
            Ok(()) => session.print(&format!("{shown}\n")),
            Err(error) => session.failures.push(*Failure::unwritable(&shown, &error).diagnostic),
        }
    }
}
