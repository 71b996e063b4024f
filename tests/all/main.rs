//! All integration tests, in one binary: it is linked once.
// Helpers are no tests to clippy, but they may do what tests may.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod house;
mod tools;
