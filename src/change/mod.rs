//! What changed between two versions of an incident: its facts, and its documents.
//!
//! 1. [`fact_changes`] compares what two versions state, path by path (`rename` pairs those that were renamed),
//!    gives each change its kind (`kind`), and adds what its author says of it (`settled`).
//! 2. [`change_list`] lays the changes out as a document (`list`).
//! 3. [`impact`] finds where a changed fact stood, and where its old value still stands.
//! 4. [`document_pairs`] says which documents belong together, and [`redline`](redline::redline) compares two versions
//!    of one word by word.
//! 5. `compare` cuts a redline into the places where the versions differ; `tables` sets them side by side
//!    (新旧対照表, 正誤表), and [`draft_with_corrections`] hands them to the template of a correction.
//!
//! **Invariant:** cases and documents are compared, never rendered text; the same pair always gives the same result.

mod compare;
mod corrections;
mod fact;
mod impact;
mod kind;
mod list;
mod pairs;
pub mod redline;
mod rename;
mod said;
mod settled;
mod tables;
mod unit;

pub use compare::{Carrier, carriers, prints, touches};
pub use corrections::{Published, draft_with_corrections};
pub use fact::{Arithmetic, FactChange, fact_changes};
pub use impact::{FactImpact, Impact, OldValues, impact, impact_list};
pub use kind::ChangeKind;
pub use list::change_list;
pub use pairs::{Pair, document_pairs};
pub use said::stated;
pub use settled::{Settled, covers};
pub use tables::{Compared, Layout, Sheet};
