//! `daren tag`: the tags there are; add and remove, rename, merge, delete, group.

use clap::ArgMatches;
use jiff::Timestamp;

use super::edit::{tell, wants_json};
use super::fault::Fault;
use super::here::Here;
use super::{out, question, whom};
use crate::report::Json;
use crate::report::{Cell, Heading, Table};

/// See the module.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let Some((what, m)) = matches.subcommand() else {
        return list(here, matches);
    };
    if what == "list" {
        return list(here, m);
    }
    // only some of them have a second name
    let text = |name: &str| {
        let given = m.try_get_one::<String>(name).ok().flatten();
        given.map(String::as_str).unwrap_or_default()
    };
    let (name, to) = (text("name"), text("to"));
    let mut store = whom::writer(here)?;
    let at = Timestamp::now();
    let outcome = match what {
        "add" | "remove" => {
            let whom = whom::whom(here, &store, m)?;
            whom.complain(here)?;
            let outcome = if what == "add" {
                store.add_tag(&whom.ids, name, at)?
            } else {
                store.remove_tag(&whom.ids, name, at)?
            };
            return tell(here, m, &outcome, Some(&whom));
        }
        "rename" => store.rename_tag(name, to, at)?,
        "merge" => store.merge_tags(name, to, at)?,
        "delete" => store.delete_tag(name, at)?,
        _ => store.group_tag(name, to, at)?,
    };
    tell(here, m, &outcome, None)
}

fn list(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let tags = question::reader(here)?.tags()?;
    if wants_json(matches) {
        let all = tags.iter().map(|t| {
            Json::object([
                ("name", Json::Text(t.name.clone())),
                (
                    "group",
                    Json::text(Some(t.group.as_str()).filter(|g| !g.is_empty())),
                ),
                ("creators", t.creators.into()),
            ])
        });
        return Ok(out::say(&Json::List(all.collect()).pretty())?);
    }
    let heading = |key: &str, align_right| Heading {
        title: here.words.get(&format!("cli-tag-{key}")),
        key: key.to_owned(),
        align_right,
    };
    let table = Table {
        columns: vec![
            heading("name", false),
            heading("group", false),
            heading("creators", true),
        ],
        rows: tags
            .iter()
            .map(|t| {
                vec![
                    Cell::Text(t.name.clone()),
                    Cell::Text(t.group.clone()),
                    Cell::Number(t.creators.to_string()),
                ]
            })
            .collect(),
    };
    Ok(out::table(&table)?)
}
