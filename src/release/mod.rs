//! Releases: what was published, kept as it was, and proved.
//!
//! Beside the files of an incident stand `ledger.jsonl` and `published/v<N>/`:
//! 1. `gate` says what keeps a version from being published.
//! 2. [`Release::new`] lays out the folder and the ledger's next line; [`Release::steps`] write them, and only the last
//!    one publishes (`publish`).
//! 3. [`Archive`] reads a ledger, and the data and trees of a published version, each against its digest.
//! 4. [`verify()`] looks at everything and stops at the first thing that does not match (`verify`).
//! 5. [`history`] tells what each version changed, and where a fact was published with which value.
//! 6. `record` is the stored form; `signature` signs an entry, and tells whether a signature belongs to one.
//!
//! **Invariant:** a version is published if the ledger has its entry, and an entry is written when all else is on disk.

mod archive;
mod gate;
pub mod history;
mod publish;
pub mod record;
mod signature;
mod verify;

pub use archive::{Archive, Trouble, published_document};
pub use gate::{obstacles, reached};
pub use publish::{Contents, Release, Step};
pub use signature::{NoSigner, Signer, key_id, public_key};
pub use verify::{edited, verify, verify_before};
