//! The program `daren`; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    daren::cli::main()
}
