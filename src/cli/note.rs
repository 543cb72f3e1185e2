//! `daren note add HANDLE [TEXT...]`.

use std::path::Path;

use clap::ArgMatches;
use jiff::Timestamp;

use super::edit::tell;
use super::fault::Fault;
use super::here::Here;
use super::whom;
use crate::domain::message::Message;
use crate::text;

/// See the module. Without a text in the arguments it is read from standard input.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let Some(("add", m)) = matches.subcommand() else {
        return Err(Fault::Usage(Message::new("cli-note-add")));
    };
    let handle = m.get_one::<String>("handle").map(String::as_str);
    let words: Vec<&str> = m
        .get_many::<String>("text")
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let body = if words.is_empty() || words == ["-"] {
        whom::read(Path::new("-"))?
    } else {
        words.join(" ")
    };
    let mut store = whom::writer(here)?;
    let creator = whom::one(&store, handle.unwrap_or_default(), whom::platform(m))?;
    let body = text::clean_lines(&body);
    let outcome = store.add_note(creator.id, &body, Timestamp::now())?;
    tell(here, m, &outcome, None)
}
