//! Kohyo drafts disclosure documents from the structured facts of one incident.

pub mod change;
pub mod check;
pub mod cli;
pub mod diag;
pub mod document;
pub mod facts;
pub mod fonts;
pub mod incident;
pub mod letters;
pub mod locale;
pub mod project;
pub mod regime;
pub mod release;
pub mod template;
pub mod text;
pub mod vocabulary;
pub mod write;
