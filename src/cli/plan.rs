//! `daren plan`: target plans, made and exported for pasting.

use std::io::Write as _;

use clap::ArgMatches;
use jiff::Timestamp;

use super::edit::{tell, wants_json};
use super::fault::Fault;
use super::here::Here;
use super::json::Json;
use super::{out, question, whom};
use crate::domain::collab::typed;
use crate::domain::message::Message;
use crate::domain::number::{Decimal, Unit};
use crate::report::{Cell, Heading, Table};
use crate::store::NewPlan;

/// See the module.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    match matches.subcommand() {
        Some(("make", m)) => make(here, m),
        Some(("export", m)) => handles(here, m),
        Some((_, m)) => list(here, m),
        None => list(here, matches),
    }
}

fn make(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let name = matches
        .get_one::<String>("name")
        .cloned()
        .unwrap_or_default();
    let products: Vec<String> = matches
        .get_many::<String>("product")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let rate = match matches.get_one::<String>("rate") {
        Some(text) => Some(typed::ratio(text).ok_or_else(|| {
            Fault::Usage(Message::new("typed-ratio").with("value", text.as_str()))
        })?),
        None => None,
    };
    let mut store = whom::writer(here)?;
    let whom = whom::whom(here, &store, matches)?;
    whom.complain(here)?;
    for (handle, plan) in store.in_plans(&products, &whom.ids)? {
        let m = Message::new("cli-plan-already")
            .with("handle", handle)
            .with("plan", plan);
        let _ = writeln!(std::io::stderr(), "{}", here.words.say(&m));
    }
    let new = NewPlan {
        name,
        products,
        rate,
        cap: here.settings.plan_cap,
    };
    let outcome = store.make_plans(&new, &whom.ids, Timestamp::now())?;
    tell(here, matches, &outcome, Some(&whom))
}

fn handles(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let name = matches
        .get_one::<String>("name")
        .cloned()
        .unwrap_or_default();
    let plans = question::reader(here)?.plan_handles(&name)?;
    if wants_json(matches) {
        let all = plans.iter().map(|(name, handles)| {
            Json::object([
                ("plan", Json::Text(name.clone())),
                ("handles", Json::texts(handles)),
            ])
        });
        return Ok(out::say(&Json::List(all.collect()).pretty())?);
    }
    // a blank line between plans: each is pasted by itself
    let all: Vec<String> = plans.into_iter().map(|(_, h)| h.join("\n")).collect();
    Ok(out::say(&format!("{}\n", all.join("\n\n")))?)
}

fn list(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let plans = question::reader(here)?.plans()?;
    let rate = |raw: i64| Decimal::from_raw(raw, Unit::Ratio).to_string();
    if wants_json(matches) {
        let all = plans.iter().map(|p| {
            Json::object([
                ("plan", Json::Text(p.name.clone())),
                ("products", Json::texts(&p.products)),
                ("commission_rate", Json::text(p.rate.map(rate).as_deref())),
                ("creators", Json::from(p.creators.len() as u64)),
                ("handles", Json::texts(&p.creators)),
            ])
        });
        return Ok(out::say(&Json::List(all.collect()).pretty())?);
    }
    let heading = |key: &str, align_right| Heading {
        title: here.words.get(&format!("cli-plan-{key}")),
        key: key.to_owned(),
        align_right,
    };
    Ok(out::table(&Table {
        columns: vec![
            heading("name", false),
            heading("products", false),
            heading("rate", true),
            heading("creators", true),
        ],
        rows: plans
            .into_iter()
            .map(|p| {
                vec![
                    Cell::Text(p.name),
                    Cell::Text(p.products.join(", ")),
                    p.rate.map_or(Cell::Missing, |r| Cell::Number(rate(r))),
                    Cell::Number(p.creators.len().to_string()),
                ]
            })
            .collect(),
    })?)
}
