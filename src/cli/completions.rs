//! `daren completions SHELL`.

use clap::ArgMatches;
use clap_complete::Shell;

use super::fault::Fault;
use super::here::Here;
use super::{command, out};

/// Prints the script a shell completes our words with.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let Some(shell) = matches.get_one::<Shell>("shell") else {
        return Ok(());
    };
    let mut root = command::command(&here.words);
    // into memory first: the generator panics where a pipe is closed
    let mut script = Vec::new();
    clap_complete::generate(*shell, &mut root, "daren", &mut script);
    Ok(out::say(&String::from_utf8_lossy(&script))?)
}
