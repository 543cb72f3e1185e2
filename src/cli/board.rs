//! `daren board`, `daren move` and `daren today`: collaborations for people, spreadsheets and scripts.

use std::io::Write as _;
use std::sync::Arc;

use clap::ArgMatches;
use jiff::Timestamp;

use super::edit::{tell, wants_json};
use super::fault::Fault;
use super::here::Here;
use super::{out, question, whom};
use crate::app::board::detail::need_id;
use crate::domain::collab::agenda::{Item, Patience};
use crate::domain::collab::board::{Board, Sum};
use crate::domain::collab::card::{Card, Lanes, Order};
use crate::domain::collab::gate::Need;
use crate::domain::collab::stage::{Move, Stage, Way};
use crate::domain::message::Message;
use crate::domain::number::{Decimal, Unit};
use crate::pool::BoardQuery;
use crate::report::Json;
use crate::report::{self, Cell, Heading, Table};
use crate::store::StoreError;
use crate::worker::board;

const COLUMNS: [(&str, bool); 17] = [
    ("ref", false),
    ("handle", false),
    ("stage", false),
    ("since", false),
    ("days", true),
    ("due", false),
    ("owner", false),
    ("campaign", false),
    ("product", false),
    ("mode", false),
    ("commission_rate", true),
    ("fixed_fee", true),
    ("value", true),
    ("currency", false),
    ("return", true),
    ("verdict", false),
    ("lacks", false),
];

/// Those that fit on a terminal.
const SHORT: [&str; 8] = [
    "ref", "handle", "stage", "days", "due", "owner", "value", "currency",
];

/// `daren board [QUERY...]`.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let filter = question::filter(here, matches)?;
    let store = question::reader(here)?;
    let pool = question::pool(here, &store, true)?;
    let said = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let order = said("sort").and_then(Order::parse).unwrap_or_default();
    let answer = pool.board(&BoardQuery {
        filter: &filter,
        schemes: &here.settings.schemes,
        rates: &here.settings.rates,
        today: here.today,
        order,
        lanes: Lanes::None,
    });
    match said("format") {
        Some("json") => Ok(out::say(&json(here, &answer).pretty())?),
        Some("csv") => {
            let table = table(here, &answer, &COLUMNS.map(|(key, _)| key), false);
            let mut to = out::stdout();
            report::write_csv(&table, false, &mut to)?;
            Ok(to.flush()?)
        }
        _ => {
            out::table(&stages(here, &answer))?;
            out::say("\n")?;
            Ok(out::table(&table(here, &answer, &SHORT, true))?)
        }
    }
}

fn plain(raw: i64, unit: Unit) -> String {
    Decimal::from_raw(raw, unit).to_string()
}

fn needs(here: &Here, card: &Card) -> Vec<&'static str> {
    let all = here.settings.gates.lacks_here(&card.filled, card.stage);
    all.into_iter().map(Need::key).collect()
}

fn table(here: &Here, answer: &Board, keys: &[&str], for_people: bool) -> Table {
    let heading = |key: &&str| Heading {
        title: here
            .words
            .get(&format!("cli-board-{}", key.replace('_', "-"))),
        key: (*key).to_owned(),
        align_right: COLUMNS.iter().any(|(k, right)| k == key && *right),
    };
    let text = |t: Option<&str>| t.map_or(Cell::Missing, |t| Cell::Text(t.to_owned()));
    let money =
        |raw: Option<i64>| raw.map_or(Cell::Missing, |raw| Cell::Number(plain(raw, Unit::Money)));
    let cell = |key: &str, c: &Card| match key {
        "ref" => Cell::Text(c.reference.to_string()),
        "handle" => Cell::Text(c.handle.to_string()),
        "stage" if for_people => Cell::Text(here.words.get(c.stage.word_id())),
        "stage" => Cell::Text(c.stage.key().to_owned()),
        "since" => c.since.map_or(Cell::Missing, |d| Cell::Text(d.to_string())),
        "days" => c
            .age(here.today)
            .map_or(Cell::Missing, |n| Cell::Number(n.to_string())),
        "due" => c.due.map_or(Cell::Missing, |d| Cell::Text(d.to_string())),
        "owner" => text(c.owner.as_deref()),
        "campaign" => text(c.campaign.as_deref()),
        "product" => text(c.product.as_deref()),
        "mode" => text(c.mode.map(|m| m.key())),
        "commission_rate" => c
            .commission_rate
            .map_or(Cell::Missing, |raw| Cell::Number(plain(raw, Unit::Ratio))),
        "fixed_fee" => money(c.fixed_fee),
        "value" => money(c.value()),
        "return" => c
            .returned()
            .map_or(Cell::Missing, |raw| Cell::Number(plain(raw, Unit::Ratio))),
        "verdict" => text(c.earned.map(|e| e.verdict.key())),
        "currency" => text(Some(c.currency.code()).filter(|code| !code.is_empty())),
        _ => Cell::List(needs(here, c).into_iter().map(str::to_owned).collect()),
    };
    let rows = answer
        .cards()
        .map(|c| keys.iter().map(|key| cell(key, c)).collect());
    Table {
        columns: keys.iter().map(heading).collect(),
        rows: rows.collect(),
    }
}

/// A line for each stage: how many, how old, how late, worth what.
fn stages(here: &Here, answer: &Board) -> Table {
    let heading = |key: &str, align_right| Heading {
        title: here.words.get(&format!("cli-board-{key}")),
        key: key.to_owned(),
        align_right,
    };
    let number = |n: usize| Cell::Number(n.to_string());
    let rows = Stage::ALL.into_iter().map(|stage| {
        let sum = Sum::of(answer.column(stage.index()), here.today);
        let worth: Vec<String> = sum
            .value
            .iter()
            .map(|(c, raw)| format!("{} {c}", whole(*raw)).trim_end().to_owned())
            .collect();
        vec![
            Cell::Text(here.words.get(stage.word_id())),
            number(sum.cards),
            sum.age
                .map_or(Cell::Missing, |n| Cell::Number(n.to_string())),
            number(sum.late),
            Cell::Text(worth.join(" · ")),
        ]
    });
    Table {
        columns: vec![
            heading("stage", false),
            heading("count", true),
            heading("median", true),
            heading("late", true),
            heading("value", false),
        ],
        rows: rows.collect(),
    }
}

fn whole(raw: i128) -> String {
    Decimal {
        mantissa: raw,
        scale: 4,
    }
    .trimmed()
    .to_string()
}

fn json(here: &Here, answer: &Board) -> Json {
    let stages = Stage::ALL.into_iter().map(|stage| {
        let sum = Sum::of(answer.column(stage.index()), here.today);
        let value = sum
            .value
            .iter()
            .map(|(c, raw)| (c.code().to_owned(), Json::Text(whole(*raw))));
        let usual = answer.usual.get(stage.index()).copied().flatten();
        let days = |n: Option<i32>| n.map_or(Json::Null, |n| Json::from(i64::from(n)));
        Json::object([
            ("stage", Json::Text(stage.key().to_owned())),
            ("count", Json::from(sum.cards as u64)),
            ("late", Json::from(sum.late as u64)),
            ("value", Json::Object(value.collect())),
            ("median_days", days(sum.age)),
            ("usual_days", days(usual)),
        ])
    });
    let cards = answer.cards().map(|c| card(here, c));
    Json::object([
        ("stages", Json::List(stages.collect())),
        ("cards", Json::List(cards.collect())),
    ])
}

fn card(here: &Here, c: &Card) -> Json {
    let day = |d: Option<jiff::civil::Date>| Json::text(d.map(|d| d.to_string()).as_deref());
    let money = |raw: Option<i64>| Json::text(raw.map(|raw| plain(raw, Unit::Money)).as_deref());
    Json::object([
        ("ref", Json::Text(c.reference.to_string())),
        ("handle", Json::Text(c.handle.to_string())),
        ("stage", Json::Text(c.stage.key().to_owned())),
        ("since", day(c.since)),
        (
            "days",
            c.age(here.today)
                .map_or(Json::Null, |n| Json::from(i64::from(n))),
        ),
        ("due", day(c.due)),
        ("late", Json::Bool(c.is_late(here.today))),
        ("owner", Json::text(c.owner.as_deref())),
        ("campaign", Json::text(c.campaign.as_deref())),
        ("product", Json::text(c.product.as_deref())),
        ("mode", Json::text(c.mode.map(|m| m.key()))),
        (
            "commission_rate",
            Json::text(c.commission_rate.map(|r| plain(r, Unit::Ratio)).as_deref()),
        ),
        ("fixed_fee", money(c.fixed_fee)),
        ("gmv", money(c.gmv)),
        ("expected_gmv", money(c.expected)),
        (
            "currency",
            Json::text(Some(c.currency.code()).filter(|code| !code.is_empty())),
        ),
        (
            "return",
            c.returned().map_or(Json::Null, |raw| {
                Json::Number(Decimal::from_raw(raw, Unit::Ratio).fixed(4))
            }),
        ),
        ("verdict", Json::text(c.earned.map(|e| e.verdict.key()))),
        ("lacks", Json::texts(needs(here, c))),
    ])
}

/// `daren move REF STAGE`.
pub fn go(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let said = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let reference = said("ref").unwrap_or_default();
    let word = said("stage").unwrap_or_default();
    let reason = said("reason").unwrap_or_default().trim();
    let to = Stage::parse(word).ok_or_else(|| {
        let all: Vec<&str> = Stage::ALL.iter().map(|s| s.key()).collect();
        Fault::Usage(
            Message::new("cli-no-stage")
                .with("stage", word)
                .with("stages", all.join(", ")),
        )
    })?;
    let mut store = whom::writer(here)?;
    let id = store
        .collab_called(reference)?
        .ok_or_else(|| StoreError::NoSuchCollab(reference.to_owned()))?;
    let creator = store
        .detail(id, &here.settings.rates)?
        .map(|d| d.creator)
        .unwrap_or_default();
    let zone = jiff::tz::TimeZone::system();
    let work = store.view(|view| view.work(&zone, Some(&[creator])))?;
    let card = work.cards.into_iter().find(|c| c.id == id).map(Arc::new);
    let card = card.ok_or_else(|| StoreError::NoSuchCollab(reference.to_owned()))?;
    let way = card.stage.way(to);
    let lacks = here.settings.gates.lacks(&card.filled, card.stage, to);
    if reason.is_empty() {
        if way.asks_why() {
            let m = Message::new("cli-move-why").with("stage", here.words.get(to.word_id()));
            return Err(Fault::Failed(m));
        }
        if way == Way::On && !lacks.is_empty() {
            let names: Vec<String> = lacks
                .iter()
                .map(|n| here.words.get(&need_id(n.key())))
                .collect();
            let m = Message::new("cli-move-lacks")
                .with("ref", reference)
                .with("stage", here.words.get(to.word_id()))
                .with("what", names.join(", "));
            return Err(Fault::Failed(m));
        }
    }
    let moves = [Move {
        id,
        from: card.stage,
        to,
        passed: lacks.into_iter().map(Need::key).collect(),
    }];
    let outcome = store.move_collabs(&moves, reason, Timestamp::now())?;
    tell(here, matches, &outcome, None)
}

/// `daren today`.
pub fn today(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let store = question::reader(here)?;
    let pool = question::pool(here, &store, false)?;
    let me = store.names(&here.settings.member, here.today)?.me;
    let patience = Patience {
        sample: here.settings.sample_days,
        ending: here.settings.ending_days,
    };
    let mut items = board::agenda(
        Some(&pool),
        &store,
        &here.settings.member,
        patience,
        here.today,
    )?;
    let everybody = matches.get_flag("all");
    let fold = crate::text::fold_key;
    items.retain(|i| everybody || i.owner.is_empty() || fold(&i.owner) == fold(&me));
    let mut notes = store.tasks()?;
    notes.retain(|t| t.due.is_some() && (everybody || t.is_for(&me)));
    let reference = |item: &Item| {
        let cards = pool
            .collabs()
            .map(|c| c.of(item.creator))
            .unwrap_or_default();
        let found = cards.into_iter().find(|c| Some(c.id) == item.collab);
        found.map(|c| c.reference.to_string())
    };
    if wants_json(matches) {
        let work = items.iter().map(|i| {
            Json::object([
                ("kind", Json::Text(i.why.key().to_owned())),
                ("day", Json::Text(i.day.to_string())),
                ("late", Json::Bool(i.day < here.today)),
                ("ref", Json::text(reference(i).as_deref())),
                ("handle", Json::Text(i.handle.clone())),
                (
                    "owner",
                    Json::text(Some(i.owner.as_str()).filter(|o| !o.is_empty())),
                ),
                ("stage", Json::text(i.stage.map(|s| s.key()))),
                ("days", Json::from(i64::from(i.days))),
                ("text", Json::Text(words(here, i))),
            ])
        });
        let notes = notes.iter().map(|t| {
            Json::object([
                ("kind", Json::Text("note".to_owned())),
                ("day", Json::text(t.due.map(|d| d.to_string()).as_deref())),
                ("late", Json::Bool(t.due.is_some_and(|d| d < here.today))),
                ("ref", Json::Null),
                ("handle", Json::Text(t.handle.clone())),
                ("owner", Json::Text(t.by.clone())),
                ("stage", Json::Null),
                ("days", Json::from(0i64)),
                ("text", Json::Text(t.line.clone())),
            ])
        });
        let all: Vec<Json> = work.chain(notes).collect();
        return Ok(out::say(&Json::List(all).pretty())?);
    }
    let mut lines: Vec<(String, String, String, String)> = items
        .iter()
        .map(|i| {
            (
                i.day.to_string(),
                i.handle.clone(),
                i.owner.clone(),
                words(here, i),
            )
        })
        .collect();
    lines.extend(notes.into_iter().map(|t| {
        let day = t.due.map(|d| d.to_string()).unwrap_or_default();
        (day, t.handle, t.by, t.line)
    }));
    lines.sort();
    if lines.is_empty() {
        let none = here.words.get("today-none");
        return Ok(out::say(&format!("{none}\n"))?);
    }
    let heading = |key: &str| Heading {
        title: here.words.get(&format!("cli-today-{key}")),
        key: key.to_owned(),
        align_right: false,
    };
    Ok(out::table(&Table {
        columns: ["day", "handle", "owner", "what"].map(heading).into(),
        rows: lines
            .into_iter()
            .map(|(day, handle, owner, what)| {
                let whose = match handle.is_empty() {
                    true => String::new(),
                    false => format!("@{handle}"),
                };
                [day, whose, owner, what].map(Cell::Text).into()
            })
            .collect(),
    })?)
}

fn words(here: &Here, item: &Item) -> String {
    here.words
        .say(&crate::app::today::message(&here.words, item))
}
