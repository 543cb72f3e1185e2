//! `daren who`: who has the pool open.

use clap::ArgMatches;

use super::edit::wants_json;
use super::fault::Fault;
use super::here::Here;
use super::imports::local;
use super::{out, whom};
use crate::report::Json;
use crate::report::{Cell, Heading, Table};
use crate::worker::presence;

/// See the module.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let pool = whom::existing(here)?;
    // links lead to where the others say that they are here
    let pool = pool.canonicalize().unwrap_or(pool);
    let all = presence::others(&pool, None);
    if wants_json(matches) {
        let all = all.iter().map(|p| {
            Json::object([
                ("member", Json::Text(p.member.clone())),
                ("since", Json::Text(p.since.to_string())),
            ])
        });
        return Ok(out::say(&Json::List(all.collect()).pretty())?);
    }
    if all.is_empty() {
        let nobody = here.words.get("cli-who-nobody");
        return Ok(out::say(&format!("{nobody}\n"))?);
    }
    let heading = |key: &str| Heading {
        title: here.words.get(&format!("cli-who-{key}")),
        key: key.to_owned(),
        align_right: false,
    };
    Ok(out::table(&Table {
        columns: ["member", "since"].map(heading).into(),
        rows: all
            .iter()
            .map(|p| vec![Cell::Text(p.member.clone()), Cell::Text(local(p.since))])
            .collect(),
    })?)
}
