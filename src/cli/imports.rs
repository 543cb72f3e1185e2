//! `daren imports` and `daren imports undo [ID]`.

use std::path::Path;

use clap::ArgMatches;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::fault::Fault;
use super::here::Here;
use super::{import, out, question};
use crate::domain::message::Message;
use crate::report::Json;
use crate::report::{Cell, Heading, Table};
use crate::store::{ImportRecord, Store, StoreError};

/// See the module.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    if let Some(("undo", m)) = matches.subcommand() {
        return undo(here, m.get_one::<i64>("id").copied(), m.get_flag("yes"));
    }
    let imports = question::reader(here)?.imports()?;
    if matches
        .get_one::<String>("format")
        .is_some_and(|f| f == "json")
    {
        let all = imports.iter().map(as_json).collect();
        return Ok(out::say(&Json::List(all).pretty())?);
    }
    if imports.is_empty() {
        return Ok(out::say(&format!(
            "{}\n",
            here.words.get("cli-no-imports")
        ))?);
    }
    Ok(out::table(&table(here, &imports))?)
}

fn as_json(i: &ImportRecord) -> Json {
    Json::object([
        ("id", i.id.into()),
        ("at", Json::Text(i.at.to_string())),
        ("by", Json::Text(i.by.clone())),
        ("path", Json::Text(i.path.clone())),
        ("kind", Json::Text(i.kind.clone())),
        ("source", Json::Text(i.source.key().to_owned())),
        ("period", Json::Text(i.period.to_string())),
        ("created", i.counts.created.into()),
        ("updated", i.counts.updated.into()),
        ("unchanged", i.counts.unchanged.into()),
        ("skipped_duplicates", i.counts.skipped_duplicates.into()),
        (
            "undone_at",
            Json::text(i.undone_at.map(|at| at.to_string()).as_deref()),
        ),
    ])
}

/// The last part of a path.
pub fn file_name(path: &str) -> String {
    Path::new(path)
        .file_name()
        .map_or_else(|| path.to_owned(), |n| n.to_string_lossy().into_owned())
}

/// A moment by the clock on the wall here.
pub fn local(at: Timestamp) -> String {
    let zoned = at.to_zoned(TimeZone::system());
    zoned.strftime("%Y-%m-%d %H:%M").to_string()
}

fn table(here: &Here, imports: &[ImportRecord]) -> Table {
    let columns = [
        ("id", true),
        ("at", false),
        ("by", false),
        ("period", false),
        ("created", true),
        ("updated", true),
        ("file", false),
    ];
    let heading = |(key, align_right): (&str, bool)| Heading {
        title: here.words.get(&format!("cli-imports-{key}")),
        key: key.to_owned(),
        align_right,
    };
    let number = |n: u64| Cell::Number(n.to_string());
    let rows = imports.iter().map(|i| {
        vec![
            Cell::Number(i.id.to_string()),
            Cell::Text(local(i.at)),
            Cell::Text(i.by.clone()),
            Cell::Text(i.period.to_string()),
            number(i.counts.created),
            number(i.counts.updated),
            Cell::Text(match i.undone_at {
                Some(_) => format!(
                    "{} · {}",
                    here.words.get("cli-imports-undone"),
                    file_name(&i.path)
                ),
                None => file_name(&i.path),
            }),
        ]
    });
    Table {
        columns: columns.map(heading).to_vec(),
        rows: rows.collect(),
    }
}

fn undo(here: &Here, id: Option<i64>, yes: bool) -> Result<(), Fault> {
    let path = here.place.pool()?;
    if !path.exists() {
        return Err(StoreError::NotFound(path).into());
    }
    let mut store = Store::open(&path, &here.settings.member)?;
    let imports = store.imports()?;
    let newest = || imports.iter().find(|i| i.undone_at.is_none()).map(|i| i.id);
    let id = id
        .or_else(newest)
        .ok_or_else(|| Fault::Failed(Message::new("cli-nothing-to-undo")))?;
    let file = imports
        .iter()
        .find(|i| i.id == id)
        .map(|i| file_name(&i.path))
        .unwrap_or_default();
    if out::can_ask() && !yes {
        let question = Message::new("cli-ask-undo")
            .with("id", id.to_string())
            .with("file", file.clone());
        if !import::ask(here, &here.words.say(&question))? {
            return Ok(out::say(&format!(
                "{}\n",
                here.words.get("cli-undo-declined")
            ))?);
        }
    }
    let report = store.undo_import(id, Timestamp::now())?;
    let m = report
        .message(["cli-undone", "cli-undone-rows"])
        .with("id", id.to_string())
        .with("file", file);
    Ok(out::say(&format!("{}\n", here.words.say(&m)))?)
}
