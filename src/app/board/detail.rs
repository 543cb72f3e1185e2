//! Everything about one collaboration on one screen: its fields, to be changed by keys, and beside them its way so far.

use jiff::civil::Date;

use super::current;
use super::fields::{self, Target};
use super::pick::{self, PickFor};
use crate::app::State;
use crate::app::basics;
use crate::app::layer::Layer;
use crate::app::notes::local;
use crate::app::returns::from_words;
use crate::domain::collab::detail::{Belonging, Detail};
use crate::domain::collab::native::{
    AGREEMENTS, BUYERS, COLLABORATIONS, CONTENTS, COSTS, Cell, File, OUTREACH, PRODUCTS, SAMPLES,
    Value, money,
};
use crate::domain::collab::stage::Stage;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};
use crate::domain::returns::cost::CostKind;
use crate::domain::returns::spent::{Source, Spent};
use crate::messages::{Edit, Effect, FileName};
use crate::text;

/// The screen.
#[derive(Debug, Clone, PartialEq)]
pub struct CollabView {
    /// Which.
    pub id: u32,
    /// What is known of it.
    pub detail: Option<Box<Detail>>,
    /// Chosen among the rows that can be changed.
    pub cursor: usize,
    /// Fields without a value are shown as well.
    pub all: bool,
    /// What is to be deleted was named once.
    pub deleting: bool,
    /// It is being deleted: nobody needs to be told that it is no longer there.
    pub gone: bool,
    /// A row is being added to this file: the cursor goes to it when it is there.
    pub adding: Option<FileName>,
    /// What it was opened for: the cursor goes there once it is known.
    pub goal: Option<Goal>,
}

/// The line of the ledger of which a row is a part.
fn shared_name(row: &Row) -> Option<&str> {
    match row {
        Row::Share(cost) => match &cost.source {
            Source::Shared(part) => Some(&part.name),
            _ => None,
        },
        _ => None,
    }
}

/// What a collaboration is opened for.
#[derive(Debug, Clone, PartialEq)]
pub enum Goal {
    /// One of its fields.
    Field(&'static str),
    /// A line of the ledger, by its name.
    Cost(Box<str>),
    /// A parcel, by its number.
    Sample(i64),
    /// A part of a line of the ledger, by its name.
    Share(Box<str>),
    /// The heading of a section.
    Section(&'static str),
}

impl Goal {
    /// Where a cost is noted.
    pub fn of(cost: &Spent) -> Goal {
        match &cost.source {
            Source::Ledger(name) => Goal::Cost(name.clone()),
            Source::Parcel(item) => Goal::Sample(*item),
            Source::Typed => Goal::Field(match cost.kind {
                CostKind::Sample => "sample_cost",
                CostKind::Labour => "labour_hours",
                CostKind::Other => "other_cost",
                kind => kind.key(),
            }),
            Source::Shared(part) => Goal::Share(part.name.clone()),
            Source::Orders(_) | Source::List => Goal::Section("costs"),
        }
    }

    fn is(&self, row: &Row, detail: &Detail) -> bool {
        let of = |rows: &[Belonging], file: &File, key: &str, value: &Value| {
            let row = rows.iter().find(|r| r.get(file, key) == Some(value));
            row.map(|r| r.id)
        };
        let (name, id) = match self {
            Goal::Field(key) => {
                return matches!(row, Row::Field(_, None, k, ..) if k == key);
            }
            Goal::Share(name) => return shared_name(row) == Some(name),
            Goal::Section(section) => return matches!(row, Row::Head(head, _) if head == section),
            Goal::Cost(name) => {
                let named = Value::Text(name.clone());
                (COSTS.name, of(&detail.costs, &COSTS, "cost_id", &named))
            }
            Goal::Sample(item) => {
                let item = Value::Number(*item);
                (SAMPLES.name, of(&detail.samples, &SAMPLES, "item", &item))
            }
        };
        let (file, id) = (FileName(name), id);
        id.is_some() && matches!(row, Row::Field(f, i, ..) if *f == file && *i == id)
    }
}

/// Fields of a collaboration by what they are about; those before the bar are always shown.
const SECTIONS: [(&str, &[&str], &[&str]); 7] = [
    (
        "what",
        &["campaign", "product_id", "owner", "due"],
        &["ref", "fact", "session", "started", "ended"],
    ),
    (
        "terms",
        &["mode", "commission_rate", "fixed_fee"],
        &[
            "step_threshold",
            "step_rate",
            "discount_code",
            "utm",
            "currency",
        ],
    ),
    ("licence", &["licence_scope", "licence_until"], &[]),
    (
        "results",
        &["expected_gmv", "gmv", "orders", "decision"],
        &[
            "refunds",
            "indirect_gmv",
            "items",
            "buyers",
            "repeat_buyers",
            "plays",
            "product_impressions",
            "clicks",
            "add_to_carts",
        ],
    ),
    (
        "costs",
        &["commission", "margin_rate"],
        &[
            "sample_cost",
            "shipping",
            "boost",
            "labour_hours",
            "labour_rate",
            "other_cost",
        ],
    ),
    (
        "more",
        &["note"],
        &["follower_gain", "site_visits", "brand_searches"],
    ),
    (
        "samples",
        &[],
        &["samples_sent", "samples_received", "samples_posted"],
    ),
];

const OF_SAMPLE: &[&str] = &[
    "carrier", "number", "sent", "received", "posted", "quantity", "cost", "shipping", "note",
];
const OF_COST: &[&str] = &["kind", "amount", "at", "hours", "rate", "note", "cost_id"];
const OF_BUYERS: &[&str] = &[
    "age_18_24_share",
    "age_25_34_share",
    "age_13_17_share",
    "age_35_44_share",
    "age_45_plus_share",
    "female_share",
];
const OF_CONTENT: &[&str] = &[
    "url",
    "kind",
    "style",
    "title",
    "posted_at",
    "plays",
    "likes",
    "comments",
    "shares",
    "note",
];
const OF_CONTACT: &[&str] = &[
    "at",
    "channel",
    "template",
    "replied_at",
    "follow_up",
    "note",
];
const OF_AGREEMENT: &[&str] = &[
    "starts",
    "ends",
    "discount_rate",
    "discount_to_rate",
    "list_price",
    "note",
];

/// A row of the screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// A heading, and the file whose rows can be added under it.
    Head(&'static str, Option<&'static str>),
    /// Air between two rows of a file.
    Gap,
    /// A part of a cost that several share: it is changed where all of it is.
    Share(Box<Spent>),
    /// A field: of which row of which file (none: of the collaboration).
    Field(FileName, Option<i64>, &'static str, Option<Value>, Currency),
}

/// A part of a cost that several share: how much, of what, divided how.
pub fn share_text(state: &State, cost: &Spent) -> String {
    let raw = i64::try_from(cost.raw).unwrap_or(i64::MAX);
    let from = from_words(state, cost);
    format!("{} · {from}", money(raw, cost.currency))
}

/// Opens the card under the cursor.
pub fn open(state: &mut State) -> Vec<Effect> {
    let Some(id) = current(state).map(|c| c.id) else {
        return Vec::new();
    };
    open_one(state, id, None)
}

/// Opens this one, for something that it holds.
pub fn open_one(state: &mut State, id: u32, goal: Option<Goal>) -> Vec<Effect> {
    state.layers.push(Layer::Collab(Box::new(CollabView {
        id,
        detail: None,
        cursor: 0,
        all: false,
        deleting: false,
        gone: false,
        adding: None,
        goal,
    })));
    vec![Effect::Detail(id)]
}

/// It has come.
pub fn on_detail(state: &mut State, id: u32, detail: Option<Box<Detail>>) {
    let at = state
        .layers
        .iter()
        .rposition(|l| matches!(l, Layer::Collab(v) if v.id == id));
    let Some(at) = at else { return };
    if detail.is_none() {
        let own = matches!(state.layers.get(at), Some(Layer::Collab(view)) if view.gone);
        state.layers.truncate(at);
        if own {
            return;
        }
        state.complain(Message::new("store-no-such-collab").with("ref", "none"));
        return;
    }
    if let Some(Layer::Collab(view)) = state.layers.get_mut(at) {
        let before = items(view);
        view.detail = detail;
        if let Some((goal, detail)) = view.goal.take().zip(view.detail.clone()) {
            stand_on(view, |row| goal.is(row, &detail));
            return;
        }
        let new = items(view).into_iter().find(|item| !before.contains(item));
        match (new, view.adding) {
            (Some((file, id)), Some(adding)) if file == adding => {
                view.adding = None;
                stand_on(
                    view,
                    |row| matches!(row, Row::Field(f, Some(i), ..) if *f == file && *i == id),
                );
            }
            _ => keep_in(view),
        }
    }
}

/// Rows of other files that are on the screen.
fn items(view: &CollabView) -> Vec<(FileName, i64)> {
    let all = rows(view).into_iter().filter_map(|row| match row {
        Row::Field(file, Some(id), ..) => Some((file, id)),
        _ => None,
    });
    let mut all: Vec<_> = all.collect();
    all.dedup();
    all
}

/// The cursor goes to the first of these rows, where there is one.
fn stand_on(view: &mut CollabView, is: impl Fn(&Row) -> bool) {
    let rows = rows(view);
    let places = places_of(&rows);
    let found = places.iter().position(|at| rows.get(*at).is_some_and(&is));
    view.cursor = found.unwrap_or(view.cursor);
    keep_in(view);
}

fn keep_in(view: &mut CollabView) {
    let last = places(view).len().saturating_sub(1);
    view.cursor = view.cursor.min(last);
}

/// Something was written: what is on screen is read again.
pub fn refresh(state: &mut State) -> Vec<Effect> {
    let found = state.layers.iter().rev().find_map(|l| match l {
        Layer::Collab(view) => Some(view.id),
        _ => None,
    });
    found.map(Effect::Detail).into_iter().collect()
}

fn currency_of(detail: &Detail) -> Currency {
    let code = detail.get("currency").and_then(Value::text);
    code.and_then(Currency::parse).unwrap_or_default()
}

fn own_currency(row: &Belonging, file: &File) -> Currency {
    let code = row.get(file, "currency").and_then(Value::text);
    code.and_then(Currency::parse).unwrap_or_default()
}

/// All rows, top to bottom.
pub fn rows(view: &CollabView) -> Vec<Row> {
    let Some(detail) = &view.detail else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let currency = currency_of(detail);
    let own = FileName(COLLABORATIONS.name);
    for (section, always, others) in SECTIONS {
        let samples = section == "samples";
        let added = match section {
            "samples" => Some(SAMPLES.name),
            "costs" => Some(COSTS.name),
            _ => None,
        };
        out.push(Row::Head(section, added));
        // what the way of paying asks for is shown with it
        let stepped = detail.get("mode").and_then(Value::text) == Some("stepped_commission");
        let asked = |key: &str| stepped && matches!(key, "step_threshold" | "step_rate");
        let others = others
            .iter()
            .filter(|k| view.all || asked(k) || detail.get(k).is_some());
        for key in always.iter().chain(others) {
            let value = detail.get(key).cloned();
            out.push(Row::Field(own, None, key, value, currency));
        }
        if samples {
            belonging(&mut out, view, &SAMPLES, &detail.samples, OF_SAMPLE);
        }
        if section == "costs" {
            belonging(&mut out, view, &COSTS, &detail.costs, OF_COST);
            let shares = detail.shared.iter().cloned();
            out.extend(shares.map(|s| Row::Share(Box::new(s))));
        }
    }
    for (file, rows, keys) in [
        (&CONTENTS, &detail.contents, OF_CONTENT),
        (&BUYERS, &detail.buyers, OF_BUYERS),
        (&OUTREACH, &detail.contacts, OF_CONTACT),
        (&AGREEMENTS, &detail.agreements, OF_AGREEMENT),
    ] {
        out.push(Row::Head(file.name, Some(file.name)));
        belonging(&mut out, view, file, rows, keys);
    }
    out
}

fn belonging(
    out: &mut Vec<Row>,
    view: &CollabView,
    file: &'static File,
    rows: &[Belonging],
    keys: &[&'static str],
) {
    for (nth, row) in rows.iter().enumerate() {
        if nth > 0 {
            out.push(Row::Gap);
        }
        let currency = own_currency(row, file);
        for (nth, key) in keys.iter().enumerate() {
            let value = row.get(file, key).cloned();
            // the first tells that there is one
            if view.all || value.is_some() || nth < 2 {
                let name = FileName(file.name);
                out.push(Row::Field(name, Some(row.id), key, value, currency));
            }
        }
    }
}

/// Rows that the cursor goes to.
fn places_of(rows: &[Row]) -> Vec<usize> {
    let all = rows.iter().enumerate();
    all.filter(|(_, r)| matches!(r, Row::Field(..) | Row::Share(_) | Row::Head(_, Some(_))))
        .map(|(at, _)| at)
        .collect()
}

fn places(view: &CollabView) -> Vec<usize> {
    places_of(&rows(view))
}

/// The row under the cursor, and where it stands among all.
pub fn chosen(state: &State) -> Option<(usize, Row)> {
    match state.layers.last() {
        Some(Layer::Collab(view)) => chosen_of(view),
        _ => None,
    }
}

/// The same, whatever lies over it.
pub fn chosen_of(view: &CollabView) -> Option<(usize, Row)> {
    let rows = rows(view);
    let at = *places_of(&rows).get(view.cursor)?;
    Some((at, rows.get(at)?.clone()))
}

/// Moves by rows that can be changed.
pub fn step(state: &mut State, by: isize) {
    if let Some(Layer::Collab(view)) = state.layers.last_mut() {
        view.deleting = false;
        let last = places(view).len().saturating_sub(1);
        view.cursor = view.cursor.saturating_add_signed(by).min(last);
    }
}

/// Shows all fields, or only those that say something.
pub fn toggle_all(state: &mut State) -> Vec<Effect> {
    if let Some(Layer::Collab(view)) = state.layers.last_mut() {
        // the cursor stays with its field, or with the last one before it that is still there
        let before = rows(view);
        let at = chosen_of(view).map_or(0, |(at, _)| at);
        view.all = !view.all;
        let after = rows(view);
        let there = |row: &&Row| {
            places_of(&after)
                .iter()
                .any(|p| after.get(*p) == Some(*row))
        };
        let until = before.get(..=at).unwrap_or_default();
        if let Some(row) = until.iter().rev().find(there) {
            stand_on(view, |r| r == row);
        }
    }
    Vec::new()
}

/// The field under the cursor, to be changed.
pub fn target(state: &State) -> Option<Target> {
    let Some(Layer::Collab(view)) = state.layers.last() else {
        return None;
    };
    match chosen(state)?.1 {
        Row::Field(file, row, key, seen, currency) => Some(Target {
            file,
            row: Some(row.unwrap_or_else(|| view.id.into())),
            cards: Vec::new(),
            key,
            seen,
            currency,
            mixed: false,
        }),
        Row::Head(..) | Row::Gap | Row::Share(_) => None,
    }
}

/// Changes the field under the cursor; on a heading, adds a row under it.
pub fn edit(state: &mut State) -> Vec<Effect> {
    match chosen(state) {
        Some((_, Row::Head(_, Some(file)))) => add_to(state, file),
        // what several share is changed where all of it stands
        Some((_, row)) => match shared_name(&row) {
            Some(name) => basics::open_cost(state, name),
            None => fields::ask_here(state),
        },
        None => Vec::new(),
    }
}

/// Files whose rows can be added here.
pub const ADDED: [&File; 6] = [&SAMPLES, &COSTS, &CONTENTS, &BUYERS, &OUTREACH, &AGREEMENTS];

/// Adds a sample, a cost, a content, buyers, a contact or an agreement, as is chosen; offered is what the cursor is among.
pub fn add(state: &mut State) -> Vec<Effect> {
    match chosen(state) {
        Some((_, Row::Head(_, Some(file)))) => pick::open(state, PickFor::Add(Some(file))),
        Some((_, Row::Field(file, Some(_), ..))) => pick::open(state, PickFor::Add(Some(file.0))),
        _ => pick::open(state, PickFor::Add(None)),
    }
}

/// Adds a row to this file; the cursor goes to it when it is there.
pub fn add_to(state: &mut State, file: &'static str) -> Vec<Effect> {
    let today = Value::Date(state.today);
    let Some(Layer::Collab(view)) = state.layers.last_mut() else {
        return Vec::new();
    };
    view.adding = Some(FileName(file));
    let (id, creator) = (view.id, view.detail.as_ref().map(|d| d.creator));
    let values: Vec<(&'static str, Value)> = match file {
        "samples" => vec![("sent", today)],
        "contents" => vec![("posted_at", today), ("kind", Value::Text("video".into()))],
        "agreements" => vec![("starts", today)],
        "costs" => vec![("at", today), ("kind", Value::Text("other".into()))],
        _ => Vec::new(),
    };
    // a sum is then typed without one
    let currency = view.detail.as_deref().map(currency_of);
    let currency = currency.filter(|c| c.is_known() && file == "costs");
    let currency = currency.map(|c| ("currency", Value::Text(c.code().into())));
    let values: Vec<_> = values.into_iter().chain(currency).collect();
    let own = file == "agreements";
    vec![Effect::Edit(Edit::AddRow {
        file: FileName(file),
        collab: (!own).then_some(id),
        creator: creator.filter(|_| own),
        values,
    })]
}

/// Shows the card of the creator.
pub fn creator(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Collab(view)) = state.layers.last() else {
        return Vec::new();
    };
    match view.detail.as_ref().map(|d| d.creator) {
        Some(id) => crate::app::pool::show_card(state, id),
        None => Vec::new(),
    }
}

/// Whether rows belong to it that would have to go first.
fn has_others(detail: &Detail) -> bool {
    let own = detail.get("ref");
    let about = |row: &Belonging| row.get(&OUTREACH, "ref") == own && own.is_some();
    let money = !detail.costs.is_empty() || !detail.buyers.is_empty();
    money
        || !detail.samples.is_empty()
        || !detail.contents.is_empty()
        || detail.contacts.iter().any(about)
}

/// Takes the sample, content, contact or agreement under the cursor away; the first press asks.
pub fn delete(state: &mut State) -> Vec<Effect> {
    let row = chosen(state);
    let whole = matches!(row, Some((_, Row::Field(_, None, ..))));
    let Some(Layer::Collab(view)) = state.layers.last_mut() else {
        return Vec::new();
    };
    if whole && view.detail.as_ref().is_some_and(|d| has_others(d)) {
        state.complain(Message::new("store-in-use"));
        return Vec::new();
    }
    let (file, id) = match row {
        Some((_, Row::Field(file, Some(id), ..))) => (file, id),
        Some((_, Row::Field(file, None, ..))) => (file, i64::from(view.id)),
        _ => {
            state.complain(Message::new("collab-delete-where"));
            return Vec::new();
        }
    };
    if !std::mem::replace(&mut view.deleting, true) {
        let handle = view.detail.as_ref().map(|d| d.handle.clone());
        let row = file.file().map(File::row_id).unwrap_or_default();
        let id = match file.0 == COLLABORATIONS.name {
            true => "collab-delete-whole",
            false => "collab-delete-confirm",
        };
        let asked = Message::new(id).word("what", row);
        state.say(asked.with("who", format!("@{}", handle.unwrap_or_default())));
        return Vec::new();
    }
    view.deleting = false;
    view.gone = whole;
    vec![Effect::Edit(Edit::DeleteRow { file, id })]
}

/// A value as a person reads it.
pub fn shown(state: &State, file: &File, key: &str, value: &Value, currency: Currency) -> String {
    let Some(field) = file.field(key) else {
        return String::new();
    };
    match (field.cell, value) {
        (Cell::One(choice), Value::Text(key)) => state.words.get(&choice.word_id(key)),
        (Cell::Money, Value::Number(raw)) => money(*raw, currency),
        (Cell::Ratio, Value::Number(raw)) => share(*raw),
        (Cell::Hours, Value::Number(raw)) => Decimal::from_raw(*raw, Unit::Money).to_string(),
        (Cell::Count, Value::Number(n)) => text::grouped(&n.to_string()),
        (Cell::Id, Value::Text(id)) if key == "product_id" && file.name != PRODUCTS.name => {
            let mut all = state.board.names.products.iter();
            let known = all.find(|(number, name)| **number == **id && !name.is_empty());
            known.map_or_else(|| id.to_string(), |(_, name)| format!("{name} · {id}"))
        }
        (Cell::Text, Value::Text(key)) if key_is_channel(file, field.key) => {
            super::timeline::channel(state, key)
        }
        (Cell::Time, Value::Time(at)) => local(state, &at.to_string()),
        (_, Value::Date(day)) => dated(state, *day),
        _ => value.written(field.cell),
    }
}

fn key_is_channel(file: &File, key: &str) -> bool {
    file.name == OUTREACH.name && key == "channel"
}

/// A day, and how far it is away.
pub fn dated(state: &State, day: Date) -> String {
    let days = (day - state.today).get_days();
    let far = Message::new("days-from-now")
        .with("way", if days < 0 { "past" } else { "future" })
        .with("n", days.unsigned_abs());
    format!("{day} · {}", state.words.say(&far))
}

/// A share in percent, without needless digits.
pub fn share(raw: i64) -> String {
    format!("{} %", Decimal::from_raw(raw, Unit::Ratio).times_100())
}

/// The id of a need's name.
pub fn need_id(key: &str) -> String {
    match key {
        "sample_number" | "content_link" => format!("need-{}", key.replace('_', "-")),
        key => format!("collab-{}", key.replace('_', "-")),
    }
}

/// What stands over it: who, which campaign, where, since when.
pub fn title(state: &State, detail: &Detail) -> String {
    let stage = detail.get("stage").and_then(Value::text);
    let stage = stage.and_then(Stage::parse_key).unwrap_or(Stage::Candidate);
    let mut parts = vec![format!("@{}", detail.handle)];
    if let Some(reference) = detail.get("ref").and_then(Value::text) {
        parts.push(reference.to_owned());
    }
    parts.push(state.words.get(stage.word_id()));
    parts.join(" · ")
}
