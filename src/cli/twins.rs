//! `daren duplicates`, `daren merge` and `daren separate`: creators that may be one person, that are, that were.

use std::collections::HashMap;

use clap::ArgMatches;
use jiff::Timestamp;

use super::edit::{deed_fields, number, tell, wants_json};
use super::fault::Fault;
use super::here::Here;
use super::{out, question, whom};
use crate::domain::creator::{Identity, Platform, Record};
use crate::domain::message::Message;
use crate::intake;
use crate::report::Json;
use crate::report::{Cell, Heading, Table};
use crate::store::StoreError;

/// Pairs without `--limit`.
const PAIRS: usize = 100;

fn named(identity: &Identity) -> String {
    format!("{}:{}", identity.platform.key(), identity.handle)
}

/// The pairs there are.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let store = question::reader(here)?;
    let limit = matches.get_one::<usize>("limit").copied();
    let pairs = store.twins(limit.unwrap_or(PAIRS), &|| false)?;
    let ids: Vec<u32> = pairs.iter().flat_map(|p| [p.ids.0, p.ids.1]).collect();
    let records: HashMap<u32, Record> = store
        .creators(&ids)?
        .into_iter()
        .map(|r| (r.id, r))
        .collect();
    let who = |id: u32| {
        records
            .get(&id)
            .map(|r| named(&r.identity))
            .unwrap_or_default()
    };
    if wants_json(matches) {
        let all = pairs.iter().map(|p| {
            Json::object([
                ("stays", Json::Text(who(p.ids.0))),
                ("goes", Json::Text(who(p.ids.1))),
                ("signs", Json::texts(p.signs.iter().map(|s| s.key()))),
            ])
        });
        return Ok(out::say(&Json::List(all.collect()).pretty())?);
    }
    if pairs.is_empty() {
        let none = here.words.get("cli-duplicates-none");
        return Ok(out::say(&format!("{none}\n"))?);
    }
    let heading = |key: &str| Heading {
        title: here.words.get(&format!("cli-duplicates-{key}")),
        key: key.to_owned(),
        align_right: false,
    };
    let between = here.words.get("twins-and");
    Ok(out::table(&Table {
        columns: ["first", "second", "signs"].map(heading).into(),
        rows: pairs
            .iter()
            .map(|p| {
                let signs = p.signs.iter().map(|s| {
                    let key = s.key().replace('_', "-");
                    here.words.get(&format!("twins-sign-{key}"))
                });
                let signs: Vec<String> = signs.collect();
                vec![
                    Cell::Text(who(p.ids.0)),
                    Cell::Text(who(p.ids.1)),
                    Cell::Text(signs.join(&between)),
                ]
            })
            .collect(),
    })?)
}

fn said<'m>(matches: &'m ArgMatches, name: &str) -> &'m str {
    matches
        .get_one::<String>(name)
        .map(String::as_str)
        .unwrap_or_default()
}

/// Makes one of two.
pub fn merge(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let mut store = whom::writer(here)?;
    let id = whom::one(&store, said(matches, "handle"), None)?.id;
    let into = whom::one(&store, said(matches, "into"), None)?.id;
    let outcome = store.merge(id, into, Timestamp::now())?;
    tell(here, matches, &outcome, None)
}

/// Makes two of one again.
pub fn separate(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let mut store = whom::writer(here)?;
    let name = said(matches, "handle");
    let stays = whom::one(&store, name, None)?;
    let (platform, short) = Platform::before(name);
    let short = intake::handle_of(short).map_or_else(|| short.to_owned(), |h| h.into_owned());
    let is = |i: &Identity| {
        i.handle_key() == short.to_lowercase() && platform.is_none_or(|p| p == i.platform)
    };
    let gone = stays.merged.iter().find(|(_, i)| is(i));
    let gone = match (gone, stays.merged.as_slice()) {
        (Some((id, _)), _) | (None, [(id, _)]) => *id,
        _ => return Err(StoreError::NotMerged.into()),
    };
    let back = store.separate(gone, Timestamp::now())?;
    if wants_json(matches) {
        let mut fields = vec![("change".to_owned(), number(Some(back.change)))];
        fields.extend(deed_fields(&back.deed));
        fields.push(("conflicts".to_owned(), (back.conflicts as u64).into()));
        return Ok(out::say(&Json::Object(fields).pretty())?);
    }
    let what = here.words.say(&back.deed.message());
    let m = Message::new("cli-separated").with("what", what);
    Ok(out::say(&format!("{}\n", here.words.say(&m)))?)
}
