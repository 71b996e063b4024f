//! What changed between two versions.

pub mod redline;
