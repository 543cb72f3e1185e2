//! `daren plan`: target plans, made and exported for pasting.

use std::io::Write as _;

use clap::ArgMatches;
use jiff::Timestamp;

use super::edit::{tell, wants_json};
use super::fault::Fault;
use super::here::Here;
use super::{out, question, whom};
use crate::domain::collab::detail::Belonging;
use crate::domain::collab::native::{PRODUCTS, Value};
use crate::domain::collab::typed;
use crate::domain::message::Message;
use crate::domain::number::{Decimal, Unit};
use crate::report::Json;
use crate::report::{Cell, Heading, Table};
use crate::store::{NewPlan, Store};
use crate::text::fold_key;

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
    let products = known(&store, products)?;
    let whom = whom::whom(here, &store, matches)?;
    whom.complain(here)?;
    let already = store.in_plans(&products, &whom.ids)?;
    for (handle, plan) in already.iter().take(NAMED) {
        let m = Message::new("cli-plan-already")
            .with("handle", handle.as_str())
            .with("plan", plan.as_str());
        let _ = writeln!(std::io::stderr(), "{}", here.words.say(&m));
    }
    if already.len() > NAMED {
        let m = Message::new("cli-plan-already-more").with("n", already.len() - NAMED);
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

/// So many of those who are in a plan already are named one by one.
const NAMED: usize = 10;

/// The numbers of products that are named, or numbered.
fn known(store: &Store, named: Vec<String>) -> Result<Vec<String>, Fault> {
    let all = store.basics(&PRODUCTS)?;
    let text = |row: &Belonging, key: &str| {
        let value = row.get(&PRODUCTS, key).and_then(Value::text);
        value.unwrap_or_default().to_owned()
    };
    let mut out = Vec::new();
    for name in named {
        let is = |row: &&Belonging| {
            text(row, "product_id") == name || fold_key(&text(row, "name")) == fold_key(&name)
        };
        let found = all.iter().find(is).map(|row| text(row, "product_id"));
        out.push(found.ok_or_else(|| {
            let products: Vec<String> = all.iter().map(|row| text(row, "product_id")).collect();
            let m = Message::new("cli-no-product").with("name", name.as_str());
            Fault::Usage(m.with("products", products.join(", ")))
        })?);
    }
    Ok(out)
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
