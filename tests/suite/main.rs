//! The integration suite: flows, screens, contracts, the command line, and the program in a real pseudo-terminal.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::print_stderr
)]

mod again;
mod board;
mod cli_board;
mod cli_books;
mod cli_files;
mod cli_home;
mod cli_lists;
mod cli_people;
mod cli_places;
mod cli_refused;
mod cli_returns;
mod cli_review;
mod cli_safe;
mod contracts;
mod crowd;
mod flows;
mod labels;
mod returns;
mod review;
mod screens;
mod support;
#[cfg(target_os = "linux")]
mod terminal;
mod twins;
mod views;
