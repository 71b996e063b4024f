//! Letters: one for each recipient, none wrong, none lost.
//!
//! 1. [`List::open`] reads a list once to learn its encoding, its delimiter and its hash; `list/` streams its rows afterwards.
//! 2. `columns` finds out which columns say what; `clean` puts right what is safe to put right; a row becomes a [`Recipient`].
//! 3. `preflight` looks at every row before the first page: what it finds is told by row number and id ([`Findings`]).
//! 4. `plan` drafts a [`Letter`] for each combination of conditions that occurs: a document tree with holes.
//! 5. `run` fills the holes for each recipient, on several threads (`crew`); `output` makes files, entries of an `archive` or print files
//!    with their `index` of them.
//! 6. `commit` records every letter in the `journal`, in the order of the list; finished, the journal is the manifest.
//! 7. `verify` reads a manifest, the list and the files (`stock`) again and proves that they belong together;
//!    `merge` joins the manifests of several shards ([`Shard`]) and proves that none is missing.
//!
//! **Invariant:** what a recipient's row holds goes into that recipient's files and nowhere else:
//! not into another letter, a message, a journal or a file name. The id alone names a recipient, and only if it is plain ASCII.
//! Values are filled in on the tree, so they never meet Markdown, a template or Typst source.

mod address;
mod archive;
mod clean;
mod columns;
mod commit;
mod crew;
mod earlier;
mod finding;
mod index;
mod journal;
mod list;
mod merge;
mod names;
mod output;
mod plan;
mod preflight;
mod problem;
mod recipient;
mod rejected;
mod run;
mod shard;
mod stock;
mod verify;

pub use earlier::Earlier;
pub use finding::Findings;
pub use journal::{Head, MANIFEST, read_head};
pub use list::{Delimiter, Encoding, List, Reading};
pub use merge::merge;
pub use output::Output;
pub use plan::{Letter, Plan, Workshop};
pub use preflight::{Checked, preflight};
pub use recipient::Recipient;
pub use rejected::rejected;
pub use run::{Made, Order, make};
pub use shard::Shard;
pub use verify::verify;

use crate::diag::Diagnostic;
use crate::project::Failure;

/// Name of the file of rows that were left out.
pub const REJECTED: &str = "rejected.csv";

/// Why there are no letters, or not all of them.
#[derive(Debug)]
pub enum Stop {
    /// Something outside: a file that cannot be read or written (exit code 2).
    World(Failure),
    /// Something in the list or in the incident (exit code 1).
    Content(Vec<Diagnostic>),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Stop {
        Stop::World(failure)
    }
}

impl From<Diagnostic> for Stop {
    fn from(found: Diagnostic) -> Stop {
        Stop::Content(vec![found])
    }
}
