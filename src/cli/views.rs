//! `daren views`: the saved views, and what `daren list --view` takes from one.

use clap::ArgMatches;

use super::edit::wants_json;
use super::fault::Fault;
use super::here::Here;
use super::{out, question};
use crate::domain::filter::{self, Filter};
use crate::domain::message::Message;
use crate::domain::view::SavedView;
use crate::report::Json;
use crate::report::{Cell, Heading, Table};
use crate::store::{Store, StoreError};
use crate::text::fold_key;

/// See the module.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let views = question::reader(here)?.views_of(&here.settings.member)?;
    if wants_json(matches) {
        let all = views.iter().map(|v| {
            Json::object([
                ("name", Json::Text(v.name.clone())),
                ("key", Json::text(v.key.map(String::from).as_deref())),
                ("private", Json::Bool(v.private)),
                ("query", Json::Text(v.shows.query.clone())),
                ("sort", Json::Text(v.shows.sort.clone())),
                ("columns", Json::Text(v.shows.columns.clone())),
            ])
        });
        return Ok(out::say(&Json::List(all.collect()).pretty())?);
    }
    let heading = |key: &str| Heading {
        title: here.words.get(&format!("cli-views-{key}")),
        key: key.to_owned(),
        align_right: false,
    };
    let whose = |v: &SavedView| {
        let id = if v.private {
            "cli-views-mine"
        } else {
            "cli-views-all"
        };
        here.words.get(id)
    };
    Ok(out::table(&Table {
        columns: ["key", "name", "shared", "query", "sort"]
            .map(heading)
            .into(),
        rows: views
            .iter()
            .map(|v| {
                vec![
                    Cell::Text(v.key.map(String::from).unwrap_or_default()),
                    Cell::Text(v.name.clone()),
                    Cell::Text(whose(v)),
                    Cell::Text(v.shows.query.clone()),
                    Cell::Text(v.shows.sort.clone()),
                ]
            })
            .collect(),
    })?)
}

/// The view of this name.
pub fn find(here: &Here, store: &Store, name: &str) -> Result<SavedView, Fault> {
    let views = store.views_of(&here.settings.member)?;
    // one's own comes before everybody's
    let found = views
        .into_iter()
        .rev()
        .find(|v| fold_key(&v.name) == fold_key(name));
    found.ok_or_else(|| StoreError::NoSuchView(name.to_owned()).into())
}

/// What a view lets through, narrowed further.
pub fn narrowed(here: &Here, view: &SavedView, further: Filter) -> Result<Filter, Fault> {
    let mut filter = filter::parse(&view.shows.query, &here.settings.schemes).map_err(|e| {
        let m = Message::new("cli-view-unreadable").with("name", view.name.as_str());
        Fault::Failed(m.with("why", here.words.say(&e.message())))
    })?;
    filter.goal = further.goal.or(filter.goal);
    filter.scheme = further.scheme.or(filter.scheme);
    filter.conditions.extend(further.conditions);
    Ok(filter)
}
