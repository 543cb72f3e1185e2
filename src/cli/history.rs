//! `daren history [HANDLE]`: what was done to a creator, or in the pool; `daren undo` and `daren redo`.

use clap::ArgMatches;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::edit::{deed_fields, wants_json};
use super::fault::Fault;
use super::here::Here;
use super::imports::local;
use super::{import, out, question, whom};
use crate::domain::deed::{Deed, Entry, Kind};
use crate::domain::message::Message;
use crate::report::Json;
use crate::report::{Cell, Heading, Table};
use crate::store::{TakenBack, Wanted};

/// Lines without `--limit`.
const LINES: usize = 50;

/// See the module.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let store = question::reader(here)?;
    let limit = matches.get_one::<usize>("limit").copied();
    let limit = limit.unwrap_or(LINES);
    let entries = match matches.get_one::<String>("handle") {
        Some(name) => {
            let creator = whom::one(&store, name, whom::platform(matches))?;
            let mut all = store.history(creator.id)?;
            all.truncate(limit);
            all
        }
        None => store.journal(&wanted(matches, limit)?)?,
    };
    if wants_json(matches) {
        let all = entries.iter().map(as_json).collect();
        return Ok(out::say(&Json::List(all).pretty())?);
    }
    let heading = |key: &str| Heading {
        title: here.words.get(&format!("cli-history-{key}")),
        key: key.to_owned(),
        align_right: false,
    };
    let table = Table {
        columns: ["at", "by", "what"].map(heading).to_vec(),
        rows: entries
            .iter()
            .map(|e| {
                let at = e.at.parse::<Timestamp>().map(local).unwrap_or_default();
                vec![
                    Cell::Text(at),
                    Cell::Text(e.by.clone()),
                    Cell::Text(sentence(here, e)),
                ]
            })
            .collect(),
    };
    Ok(out::table(&table)?)
}

fn wanted(matches: &ArgMatches, most: usize) -> Result<Wanted, Fault> {
    let day =
        match matches.get_one::<String>("day") {
            None => None,
            Some(text) => Some(text.parse::<Date>().map_err(|_| {
                Fault::Usage(Message::new("cli-not-a-day").with("text", text.clone()))
            })?),
        };
    let start = |day: Date| day.to_zoned(TimeZone::system()).map(|z| z.timestamp()).ok();
    Ok(Wanted {
        by: matches.get_one::<String>("by").cloned(),
        from: day.and_then(start),
        to: day.and_then(|d| d.tomorrow().ok()).and_then(start),
        before: None,
        most,
    })
}

fn sentence(here: &Here, entry: &Entry) -> String {
    let deed = here.words.say(&entry.deed.message());
    let what = match (&entry.of, entry.deed.kind) {
        (Some(of), Kind::Undo | Kind::Redo) => {
            format!("{deed}: {}", here.words.say(&of.message()))
        }
        _ => deed,
    };
    if entry.undone {
        format!("{what} · {}", here.words.get("history-undone"))
    } else {
        what
    }
}

fn as_json(entry: &Entry) -> Json {
    let mut fields = vec![
        ("change".to_owned(), Json::from(entry.change)),
        ("at".to_owned(), Json::Text(entry.at.clone())),
        ("by".to_owned(), Json::Text(entry.by.clone())),
    ];
    fields.extend(deed_fields(&entry.deed));
    if let Some(of) = &entry.of {
        fields.push(("of".to_owned(), Json::Object(deed_fields(of))));
    }
    fields.push(("taken_back".to_owned(), Json::Bool(entry.undone)));
    Json::Object(fields)
}

/// `daren undo`: the person's last change; a whole import is asked for first.
pub fn undo(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let mut store = whom::writer(here)?;
    let at = Timestamp::now();
    if let Some(next) = store.next_undo()?
        && next.import.is_some()
        && out::can_ask()
        && !matches.get_flag("yes")
    {
        let what = here.words.say(&next.deed.message());
        let question = here
            .words
            .say(&Message::new("cli-ask-undo-change").with("what", what));
        if !import::ask(here, &question)? {
            let no = here.words.get("cli-undo-declined");
            return Ok(out::say(&format!("{no}\n"))?);
        }
    }
    let back = store.undo(at)?;
    tell(here, matches, &back, "taken-back")
}

/// `daren redo`: what was taken back last.
pub fn redo(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let again = whom::writer(here)?.redo(Timestamp::now())?;
    tell(here, matches, &again, "done-again")
}

fn tell(here: &Here, matches: &ArgMatches, done: &TakenBack, how: &str) -> Result<(), Fault> {
    if wants_json(matches) {
        let mut fields = vec![
            ("change".to_owned(), Json::from(done.change)),
            ("conflicts".to_owned(), Json::from(done.conflicts as u64)),
        ];
        fields.extend(deed_fields(&done.deed));
        return Ok(out::say(&Json::Object(fields).pretty())?);
    }
    Ok(out::say(&format!(
        "{}\n",
        here.words.say(&said(here, &done.deed, done, how))
    ))?)
}

fn said(here: &Here, deed: &Deed, done: &TakenBack, how: &str) -> Message {
    let id = match (how, done.conflicts) {
        ("taken-back", 0) => "cli-taken-back",
        ("taken-back", _) => "cli-taken-back-but",
        (_, 0) => "cli-done-again",
        _ => "cli-done-again-but",
    };
    let what = here.words.say(&deed.message());
    Message::new(id)
        .with("what", what)
        .with("n", done.conflicts)
}
