//! The command line: one file a subcommand.
//!
//! - Every word comes from the catalogues, clap's own help and errors included, so that `daren --lang zh --help` is
//!   Chinese all through. The language is therefore found before clap runs.
//! - Results go to stdout, everything else to stderr, an error is one line that begins with `daren:`.
//! - 0 done, 1 failed, 2 used wrongly. A reader that closes the pipe early has what it wanted: 0.
//! - Reading commands never make a pool, and those that write to one say so in their help: `import`,
//!   `imports undo`, `tag`, `note`, `lists`, `move`, `plan make`, `merge`, `separate`, `undo`, `redo`.

mod backup;
mod board;
mod budget_settings;
mod carry;
mod cells;
mod command;
mod completions;
mod demo;
mod doctor;
mod edit;
mod facets;
mod fault;
mod here;
mod history;
mod import;
mod import_json;
mod import_text;
mod imports;
mod keys;
mod list;
mod lists;
mod native;
mod note;
mod open;
mod out;
mod place;
mod plan;
mod prescan;
mod question;
mod reconcile;
mod rescue;
mod returns_json;
mod returns_settings;
mod returns_text;
mod review;
mod roi;
mod settings;
mod show;
mod show_json;
mod tag;
mod template;
mod twins;
mod views;
mod who;
mod whom;
mod wish;
mod wrong_usage;

use std::ffi::OsString;
use std::process::ExitCode;

use fault::Fault;
use here::Here;
pub use place::Place;

use crate::words::{Lang, Words};

/// Runs the program with the arguments, the environment and the streams of this process.
pub fn main() -> ExitCode {
    run(std::env::args_os().collect())
}

fn run(args: Vec<OsString>) -> ExitCode {
    let args = prescan::mark_negations(args);
    let lang = Here::language(&args);
    match carry_out(lang, args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => ExitCode::from(fault.tell(&Words::new(lang))),
    }
}

fn carry_out(lang: Lang, args: Vec<OsString>) -> Result<(), Fault> {
    let words = Words::new(lang);
    let matches = match command::command(&words).try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) => return wrong_usage::settle(&error, &words),
    };
    let here = Here::with(words, &matches)?;
    match matches.subcommand() {
        None => open::open(&here, &here.place.pool()?, None),
        Some(("demo", m)) => demo::run(&here, m),
        Some(("import", m)) => import::run(&here, m),
        Some(("imports", m)) => imports::run(&here, m),
        Some(("list", m)) => list::run(&here, m),
        Some(("facets", m)) => facets::run(&here, m),
        Some(("show", m)) => show::run(&here, m),
        Some(("roi", m)) => roi::run(&here, m),
        Some(("review", m)) => review::run(&here, m),
        Some(("reconcile", m)) => reconcile::run(&here, m),
        Some(("tag", m)) => tag::run(&here, m),
        Some(("note", m)) => note::run(&here, m),
        Some(("lists", m)) => lists::run(&here, m),
        Some(("board", m)) => board::run(&here, m),
        Some(("move", m)) => board::go(&here, m),
        Some(("today", m)) => board::today(&here, m),
        Some(("plan", m)) => plan::run(&here, m),
        Some(("duplicates", m)) => twins::run(&here, m),
        Some(("merge", m)) => twins::merge(&here, m),
        Some(("separate", m)) => twins::separate(&here, m),
        Some(("who", m)) => who::run(&here, m),
        Some(("views", m)) => views::run(&here, m),
        Some(("history", m)) => history::run(&here, m),
        Some(("undo", m)) => history::undo(&here, m),
        Some(("redo", m)) => history::redo(&here, m),
        Some(("template", m)) => template::run(&here, m),
        Some(("doctor", m)) => doctor::run(&here, m),
        Some(("backup", m)) => backup::run(&here, m),
        Some(("restore", m)) => backup::restore(&here, m),
        Some(("export", m)) => carry::export(&here, m),
        Some(("completions", m)) => completions::run(&here, m),
        Some(("keys", m)) => keys::run(&here, m),
        Some(("help", m)) => command::help(&here, m),
        Some(_) => Ok(()),
    }
}
