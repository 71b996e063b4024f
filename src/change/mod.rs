//! What changed between two versions of an incident: its facts, and its documents.
//!
//! 1. [`fact_changes`] compares what two versions state, path by path, and gives each change its kind (`kind`).
//! 2. [`change_list`] lays the changes out as a document (`list`).
//! 3. [`redline`](redline::redline) compares two versions of a document word by word; [`document_pairs`] says which is
//!    which.
//! 4. `compare` cuts a redline into the places where the versions differ; `tables` sets them side by side
//!    (新旧対照表, 正誤表), and [`draft_with_corrections`] hands them to the template of a correction.
//!
//! **Invariant:** cases and documents are compared, never rendered text; the same pair always gives the same result.

mod compare;
mod corrections;
mod documents;
mod fact;
mod kind;
mod list;
pub mod redline;
mod said;
mod tables;
mod unit;

pub use compare::{Carrier, carriers, prints};
pub use corrections::{Published, draft_with_corrections};
pub use documents::{DocumentPair, document_pairs};
pub use fact::{Arithmetic, FactChange, Settled, fact_changes};
pub use kind::ChangeKind;
pub use list::change_list;
pub use said::stated;
pub use tables::{Compared, Layout, Sheet};
