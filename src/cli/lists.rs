//! `daren lists`: the shortlists there are, who is on one; add and remove, make, rename, delete, freeze, target.

use clap::ArgMatches;
use jiff::Timestamp;

use super::edit::{tell, wants_json};
use super::fault::Fault;
use super::here::Here;
use super::{out, question, whom};
use crate::domain::message::Message;
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
    if what == "show" {
        return show(here, m, name);
    }
    let mut store = whom::writer(here)?;
    let at = Timestamp::now();
    let outcome = match what {
        "add" | "remove" => {
            let whom = whom::whom(here, &store, m)?;
            whom.complain(here)?;
            let outcome = if what == "add" {
                store.add_to_list(&whom.ids, name, at)?
            } else {
                store.remove_from_list(&whom.ids, name, at)?
            };
            return tell(here, m, &outcome, Some(&whom));
        }
        "rename" => store.rename_list(name, to, at)?,
        "delete" => store.delete_list(name, at)?,
        "target" => {
            let target = match to {
                "" => None,
                number => Some(number.parse::<u32>().map_err(|_| {
                    Fault::Usage(Message::new("cli-not-a-count").with("text", number))
                })?),
            };
            store.set_target(name, target, at)?
        }
        _ => {
            let dated = format!("{name} · {}", here.today);
            store.freeze_list(name, if to.is_empty() { &dated } else { to }, at)?
        }
    };
    tell(here, m, &outcome, None)
}

fn heading(here: &Here, key: &str, align_right: bool) -> Heading {
    Heading {
        title: here.words.get(&format!("cli-lists-{key}")),
        key: key.to_owned(),
        align_right,
    }
}

fn list(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let lists = question::reader(here)?.lists()?;
    if wants_json(matches) {
        let all = lists.iter().map(|l| {
            Json::object([
                ("name", Json::Text(l.name.clone())),
                ("creators", l.creators.into()),
                (
                    "target",
                    l.target.map_or(Json::Null, |t| u64::from(t).into()),
                ),
                ("frozen_at", Json::text(l.frozen_at.as_deref())),
            ])
        });
        return Ok(out::say(&Json::List(all.collect()).pretty())?);
    }
    let frozen = |at: &Option<String>| at.as_ref().map(|at| at.chars().take(10).collect());
    Ok(out::table(&Table {
        columns: vec![
            heading(here, "name", false),
            heading(here, "creators", true),
            heading(here, "target", true),
            heading(here, "frozen", false),
        ],
        rows: lists
            .iter()
            .map(|l| {
                vec![
                    Cell::Text(l.name.clone()),
                    Cell::Number(l.creators.to_string()),
                    l.target
                        .map_or(Cell::Text(String::new()), |t| Cell::Number(t.to_string())),
                    Cell::Text(frozen(&l.frozen_at).unwrap_or_default()),
                ]
            })
            .collect(),
    })?)
}

/// Who is on a list, in its order, and why.
fn show(here: &Here, matches: &ArgMatches, name: &str) -> Result<(), Fault> {
    let on = question::reader(here)?.on_list(name)?;
    let format = matches.get_one::<String>("format").map(String::as_str);
    match format {
        Some("json") => {
            let all = on.iter().zip(1u64..).map(|(c, place)| {
                Json::object([
                    ("place", place.into()),
                    ("handle", Json::Text(c.handle.clone())),
                    (
                        "reason",
                        Json::text(Some(c.reason.as_str()).filter(|r| !r.is_empty())),
                    ),
                ])
            });
            Ok(out::say(&Json::List(all.collect()).pretty())?)
        }
        Some("handles") => {
            let handles: String = on.iter().map(|c| format!("{}\n", c.handle)).collect();
            Ok(out::say(&handles)?)
        }
        _ => Ok(out::table(&Table {
            columns: vec![
                heading(here, "place", true),
                heading(here, "handle", false),
                heading(here, "reason", false),
            ],
            rows: on
                .iter()
                .zip(1..)
                .map(|(c, place)| {
                    vec![
                        Cell::Number(place.to_string()),
                        Cell::Text(format!("@{}", c.handle)),
                        Cell::Text(c.reason.clone()),
                    ]
                })
                .collect(),
        })?),
    }
}
