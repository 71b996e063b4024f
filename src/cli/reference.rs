//! `kohyo schema`, `kohyo completions` and `kohyo man`: what is generated from the program itself.

use super::{CommandLine, Session};
use crate::incident::schema::schema as incident_schema;
use clap::CommandFactory;

/// Prints the JSON Schema of the incident file.
pub fn schema(session: &mut Session) {
    session.print(&schema_text());
}

/// The JSON Schema of the incident file, as it is printed.
pub fn schema_text() -> String {
    format!("{:#}\n", incident_schema())
}

/// Prints a completion script.
pub fn completions(session: &mut Session, shell: clap_complete::Shell) {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut CommandLine::command(), "kohyo", &mut script);
    session.print(&String::from_utf8_lossy(&script));
}

/// Prints the manual page: the program, then each of its commands.
pub fn man(session: &mut Session) {
    let mut page = Vec::new();
    let command = CommandLine::command();
    let commands: Vec<_> = command
        .get_subcommands()
        .map(|inner| inner.clone().display_name(format!("kohyo {}", inner.get_name())))
        .collect();
    for command in std::iter::once(command).chain(commands) {
        // Writing to memory does not fail.
        let _ = clap_mangen::Man::new(command).render(&mut page);
    }
    session.print(&String::from_utf8_lossy(&page));
}
