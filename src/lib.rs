//! daren (达人, "creator").
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::string_slice
    )
)]

pub mod app;
pub mod cli;
pub mod demo;
pub mod domain;
pub mod intake;
pub mod messages;
pub mod pool;
pub mod report;
pub mod store;
pub mod text;
pub mod tui;
pub mod ui;
pub mod words;
pub mod worker;
