//! Templates and prose become document trees.
//!
//! [`draft`] makes one document in seven steps:
//! 1. `context`: the case as a Tera context in which every fact is a token, so that no value ever meets Markdown.
//! 2. `lint`: names in the template's expressions that the context does not have; a condition on a missing fact is an error.
//! 3. `engine`: Tera prints the template's sections, with tokens where facts stand.
//! 4. [`document::read`](crate::document::read): Markdown with holes becomes blocks.
//! 5. `assemble`: sections are joined with the incident's prose, which replaces or extends them.
//! 6. `print` and `blocks`: every hole is filled with its fact, marked with its path.
//! 7. `marks` and `alias`: what depends on the finished order: numbers referred to, aliases at first mention.
//!
//! **Invariant:** every token that a template printed is filled, dropped together with its section, or reported.

mod alias;
mod assemble;
mod blocks;
mod built_in;
mod choice;
mod chronology;
mod contents;
mod context;
mod corrections;
mod earlier;
mod engine;
mod filing;
mod header;
mod lint;
mod marks;
mod measures;
mod parties;
mod print;
mod prose;
mod recipient;
mod setting;
mod tokens;

pub use assemble::{Drafted, draft, unprinted};
pub use built_in::BUILT_IN;
pub use corrections::{CORRECTING, Corrections};
pub use engine::Templates;
pub use setting::Setting;
