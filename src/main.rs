//! The program `kohyo`.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(kohyo::cli::run(std::env::args_os()))
}
