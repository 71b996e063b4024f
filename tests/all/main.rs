//! All integration tests, in one binary: it is linked once.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers are no tests to clippy, but may do what tests may"
)]

mod bad_input;
mod cases;
mod checks;
mod facts;
mod hostile;
mod house;
mod html;
mod interrupted;
mod letters;
mod letters_again;
mod letters_output;
mod letters_sheets;
mod markdown;
mod mutations;
mod outline;
mod page;
mod pdf;
mod readme;
mod redline;
mod regimes;
mod release;
mod render;
mod revise;
mod same_bytes;
mod schema;
mod signed;
mod slurm;
mod tools;
mod verify;
