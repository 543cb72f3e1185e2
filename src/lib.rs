//! daren (达人, "creator"): one local pool of creators for merchants who sell through TikTok Shop and Douyin.
//!
//! Two streams, one direction each:
//!
//! ```text
//! files ─▶ intake ─▶ store ─▶ pool ─▶ app ─▶ ui ─▶ tui ─▶ terminal
//! keys  ─▶ tui ─▶ app ─▶ effect ─▶ worker ─▶ store ─▶ pool ─▶ app
//! ```
//!
//! | room | answers | may use |
//! |---|---|---|
//! | [`text`] | how wide is it, is it safe to show, how is it folded for search | – |
//! | [`domain`] | what is a tier, a metric, a benchmark, a filter | text |
//! | [`words`] | what does it say in the person's language | domain, text |
//! | [`messages`] | what passes between screen and data | domain, text |
//! | [`intake`] | what does this outside file say | domain, text |
//! | [`store`] | *what* is known; the only room with SQL | domain, text |
//! | [`pool`] | *which and how many*: columns, bitsets, orders | domain, text |
//! | [`report`] | going out: CSV, TSV, JSON, aligned tables | domain, text |
//! | [`demo`] | an invented merchant's export files | domain, text |
//! | [`worker`] | the only room with data threads (the pool takes a second one for the length of an answer) | store, pool, intake, messages, domain, text |
//! | [`app`] | all behaviour: state and message give state and effects | messages, words, domain, text |
//! | [`ui`] | drawing from the state | app, words, messages, domain, text |
//! | [`tui`] | the terminal | app, ui, worker, words, messages |
//! | [`cli`] | the command line | everything |
//!
//! A test holds the last column. `messages` and `words` are rooms of their own, because screen and data must agree on
//! plain data without knowing each other, and because the command line says the same sentences as the screen.
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
