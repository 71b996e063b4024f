//! What changed between two versions of an incident: its facts, and its documents.
//!
//! 1. [`fact_changes`] compares what two versions state, path by path (`rename` pairs those that were renamed),
//!    gives each change its kind (`kind`), and adds what its author says of it (`settled`).
//! 2. [`change_list`] lays the changes out as a document (`list`).
//! 3. [`redline`](redline::redline) compares two versions of a document word by word.
//!
//! **Invariant:** cases and documents are compared, never rendered text; the same pair always gives the same result.

mod fact;
mod kind;
mod list;
pub mod redline;
mod rename;
mod said;
mod settled;

pub use fact::{Arithmetic, FactChange, fact_changes};
pub use kind::ChangeKind;
pub use list::change_list;
pub use settled::{Settled, speaks_of};
