//! `daren template NAME`: an empty native file to be filled in.

use clap::ArgMatches;

use super::fault::Fault;
use super::here::Here;
use super::out;
use crate::domain::message::Message;
use crate::intake;

/// Prints the header and one example row.
pub fn run(_: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let name = matches
        .get_one::<String>("name")
        .map(String::as_str)
        .unwrap_or_default();
    let text = intake::native_template(name).ok_or_else(|| {
        let m = Message::new("cli-no-template")
            .with("name", name)
            .with("names", intake::NATIVE_FILES.join(", "));
        Fault::Usage(m)
    })?;
    Ok(out::say(&text)?)
}
