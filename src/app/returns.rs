//! The drill-down of one creator: the four numbers, where the money came from and went, the funnel, and everything it is
//! made of, down to the single order line.
//!
//! What stands above is one screen at any size; below it lies one table at a time, and `enter` goes a step down: from a
//! collaboration or a product to its orders, from an order to its line.

use std::sync::Arc;

use super::State;
use super::format::MISSING;
use super::layer::Layer;
use super::rich::{Line, Role, wrap};
use crate::domain::collab::native::money;
use crate::domain::field::Metric;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};
use crate::domain::order::{Part, flag};
use crate::domain::returns::account::{Account, Sale};
use crate::domain::returns::audience::Bands;
use crate::domain::returns::creator::{Basis, date};
use crate::domain::returns::diagnosis::Diagnosis;
use crate::domain::returns::funnel::Rate;
use crate::domain::returns::sums::FINE;
use crate::domain::returns::{CostKind, Purse, Ratio, Sums, Verdict};
use crate::messages::Effect;
use crate::text::grouped;

/// What lies below the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// Collaborations.
    #[default]
    Deals,
    /// Products.
    Products,
    /// Videos and lives.
    Content,
    /// Order lines.
    Orders,
    /// Fans and buyers.
    Fans,
}

impl Tab {
    /// All of them, from left to right.
    pub const ALL: [Tab; 5] = [
        Tab::Deals,
        Tab::Products,
        Tab::Content,
        Tab::Orders,
        Tab::Fans,
    ];

    /// The id of its name.
    pub const fn word_id(self) -> &'static str {
        match self {
            Tab::Deals => "returns-deals",
            Tab::Products => "returns-products",
            Tab::Content => "returns-content",
            Tab::Orders => "returns-orders",
            Tab::Fans => "returns-fans",
        }
    }
}

/// Which order lines are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Only {
    /// Those of a collaboration.
    Deal(Box<str>),
    /// Those of a product.
    Product(Arc<str>),
}

/// The screen.
#[derive(Debug, Clone, PartialEq)]
pub struct ReturnsView {
    /// Whose.
    pub creator: u32,
    /// The handle, without `@`.
    pub handle: Box<str>,
    /// What is known.
    pub account: Option<Arc<Account>>,
    /// Which table is shown.
    pub tab: Tab,
    /// Chosen in it.
    pub cursor: usize,
    /// Which order lines are shown; none is all.
    pub only: Option<Only>,
}

/// Who would be looked at now.
pub fn whose(state: &State) -> Option<(u32, Box<str>)> {
    match state.layers.last() {
        Some(Layer::Board) => {
            let card = super::board::current(state)?;
            Some((card.creator, card.handle.as_ref().into()))
        }
        Some(Layer::Collab(view)) => {
            let detail = view.detail.as_ref()?;
            Some((detail.creator, detail.handle.as_str().into()))
        }
        _ => {
            let record = state.pool.current()?;
            Some((record.id, record.identity.handle.clone()))
        }
    }
}

fn ask(state: &State, creator: u32) -> Effect {
    Effect::Returns {
        creator,
        rules: Box::new(state.settings.returns.clone()),
        scheme: state.scheme(),
        today: state.today,
    }
}

/// Opens it for whoever is chosen.
pub fn open(state: &mut State) -> Vec<Effect> {
    let Some((creator, handle)) = whose(state) else {
        return Vec::new();
    };
    state.layers.push(Layer::Returns(Box::new(ReturnsView {
        creator,
        handle,
        account: None,
        tab: Tab::default(),
        cursor: 0,
        only: None,
    })));
    vec![ask(state, creator)]
}

/// What was asked for.
pub fn on_account(state: &mut State, account: Arc<Account>) {
    for layer in &mut state.layers {
        if let Layer::Returns(view) = layer
            && view.creator == account.creator
        {
            if view.account.is_none() && account.returns.deals.is_empty() {
                // the first table that has something
                let empty = |t: &Tab| match t {
                    Tab::Deals => true,
                    Tab::Products => account.products.is_empty(),
                    Tab::Content => account.contents.is_empty(),
                    Tab::Orders => account.sales.is_empty(),
                    Tab::Fans => false,
                };
                let first = Tab::ALL.into_iter().find(|t| !empty(t));
                view.tab = first.unwrap_or_default();
            }
            view.account = Some(Arc::clone(&account));
        }
    }
}

/// Something in the pool has changed: what is on screen is asked for again.
pub fn refresh(state: &State) -> Option<Effect> {
    state.layers.iter().find_map(|l| match l {
        Layer::Returns(view) => Some(ask(state, view.creator)),
        _ => None,
    })
}

fn view_mut(state: &mut State) -> Option<&mut ReturnsView> {
    match state.layers.last_mut() {
        Some(Layer::Returns(view)) => Some(view),
        _ => None,
    }
}

/// The next table, or the one before.
pub fn turn(state: &mut State, by: isize) -> Vec<Effect> {
    if let Some(view) = view_mut(state) {
        let all = Tab::ALL.len();
        let at = Tab::ALL.iter().position(|t| *t == view.tab).unwrap_or(0);
        let at = at.saturating_add(all).saturating_add_signed(by) % all;
        view.tab = Tab::ALL.get(at).copied().unwrap_or_default();
        view.cursor = 0;
        view.only = None;
    }
    Vec::new()
}

/// Moves the cursor.
pub fn step(state: &mut State, by: isize) -> Vec<Effect> {
    let Some(Layer::Returns(view)) = state.layers.last() else {
        return Vec::new();
    };
    let last = table(state, view).rows.len().saturating_sub(1);
    if let Some(view) = view_mut(state) {
        view.cursor = view.cursor.saturating_add_signed(by).min(last);
    }
    Vec::new()
}

/// A step down: to the orders of a collaboration or a product, to the line of an order.
pub fn enter(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Returns(view)) = state.layers.last() else {
        return Vec::new();
    };
    let Some(account) = view.account.clone() else {
        return Vec::new();
    };
    let only = match view.tab {
        Tab::Deals => {
            let deal = account.returns.deals.get(view.cursor);
            deal.map(|d| Only::Deal(d.deal.reference.clone()))
        }
        Tab::Products => {
            let product = account.products.get(view.cursor);
            product.map(|(name, _)| Only::Product(Arc::clone(name)))
        }
        Tab::Orders => {
            let chosen = sales(view, &account).nth(view.cursor);
            if let Some(sale) = chosen {
                let title = state
                    .words
                    .say(&Message::new("returns-line").with("order", sale.order.to_string()));
                let lines = line_text(state, sale);
                state.layers.push(Layer::Text(title, lines, 0));
            }
            return Vec::new();
        }
        Tab::Content | Tab::Fans => None,
    };
    if let (Some(only), Some(view)) = (only, view_mut(state)) {
        view.tab = Tab::Orders;
        view.only = Some(only);
        view.cursor = 0;
    }
    Vec::new()
}

/// Back from the orders of one to all, then out.
pub fn back(state: &mut State) -> bool {
    match view_mut(state) {
        Some(view) if view.only.is_some() => {
            view.tab = match view.only.take() {
                Some(Only::Product(_)) => Tab::Products,
                _ => Tab::Deals,
            };
            view.cursor = 0;
            true
        }
        _ => false,
    }
}

fn sales<'a>(view: &'a ReturnsView, account: &'a Account) -> impl Iterator<Item = &'a Sale> {
    account.sales.iter().filter(|s| match &view.only {
        None => true,
        Some(Only::Deal(reference)) => s.to.as_ref().is_ok_and(|(r, _)| **r == **reference),
        Some(Only::Product(name)) => s.product == *name,
    })
}

/// A table: the ids of its columns with whether numbers stand in them, and its rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Names, and whether they stand to the right.
    pub columns: Vec<(String, bool)>,
    /// Cells, each with what it means.
    pub rows: Vec<Vec<(Role, String)>>,
    /// Said instead of rows where there are none.
    pub none: Option<String>,
}

/// `142 %`.
pub fn percent(r: Option<Ratio>) -> String {
    r.map_or_else(|| MISSING.to_owned(), |r| format!("{} %", r.percent()))
}

/// `4.90`.
pub fn times(r: Option<Ratio>) -> String {
    r.map_or_else(|| MISSING.to_owned(), |r| r.fixed(2))
}

/// Raw money without its currency; whole from a thousand on.
pub fn sum(raw: i128, currency: Currency) -> String {
    sum_beside(raw, raw, currency)
}

/// The same beside others, of which `largest` decides whether all are whole: digits stand below each other.
pub fn sum_beside(raw: i128, largest: i128, currency: Currency) -> String {
    let d = Decimal {
        mantissa: raw,
        scale: 4,
    };
    let whole = largest.unsigned_abs() >= 10_000_000 || currency.digits() == 0;
    grouped(&d.fixed(if whole { 0 } else { currency.digits() }))
}

fn count(n: Option<i64>) -> String {
    n.map_or_else(|| MISSING.to_owned(), |n| grouped(&n.to_string()))
}

/// What a verdict looks like.
pub const fn role(verdict: Verdict) -> Role {
    match verdict {
        Verdict::Keep => Role::Good,
        Verdict::Drop => Role::Bad,
        Verdict::Optimise => Role::Accent,
        Verdict::NoMargin | Verdict::NoCost | Verdict::NoData => Role::Dim,
    }
}

/// The table that is shown.
pub fn table(state: &State, view: &ReturnsView) -> Table {
    let Some(account) = &view.account else {
        return Table::default();
    };
    let mut table = match view.tab {
        Tab::Deals => deals(state, account),
        Tab::Products => products(state, account),
        Tab::Content => contents(state, account),
        Tab::Orders => orders(state, view, account),
        Tab::Fans => fans(state, account),
    };
    if table.rows.is_empty() {
        let id = match view.tab {
            Tab::Deals => "returns-no-deals",
            Tab::Products => "returns-no-products",
            Tab::Content => "returns-no-content",
            Tab::Orders => "returns-no-orders",
            Tab::Fans => "returns-no-fans",
        };
        table.none = Some(state.words.get(id));
    }
    table
}

fn columns(state: &State, all: &[(&str, bool)]) -> Vec<(String, bool)> {
    let name = |id: &str| state.words.get(&format!("returns-col-{id}"));
    all.iter().map(|(id, right)| (name(id), *right)).collect()
}

fn plain(text: impl Into<String>) -> (Role, String) {
    (Role::Plain, text.into())
}

/// Sales, cost and the numbers of a purse, as cells.
fn numbers(state: &State, purse: &Purse) -> [(Role, String); 6] {
    let rules = &state.settings.returns;
    let Some((currency, s)) = purse.main() else {
        return std::array::from_fn(|_| (Role::Dim, MISSING.to_owned()));
    };
    let n = s.numbers(rules);
    let money = |raw: Option<i128>| raw.map_or(MISSING.to_owned(), |raw| sum(raw, currency));
    let verdict = s.verdict(rules);
    [
        plain(count(s.orders)),
        plain(money(s.sales(rules).gmv)),
        plain(money(s.cost(rules))),
        (role(verdict), percent(n.returned)),
        plain(times(n.roas)),
        plain(currency.code()),
    ]
}

fn deals(state: &State, account: &Account) -> Table {
    let rows = account.returns.deals.iter().map(|d| {
        let mut row = vec![
            plain(&*d.deal.reference),
            plain(d.deal.campaign.as_deref().unwrap_or_default()),
            plain(d.deal.product.as_deref().unwrap_or_default()),
            (
                Role::Dim,
                d.deal.mode.map_or(String::new(), |m| {
                    state
                        .words
                        .get(&format!("mode-{}", m.key().replace('_', "-")))
                }),
            ),
        ];
        row.extend(numbers(state, &d.reckoned.purse));
        let verdict = d.judged.verdict;
        row.push((role(verdict), state.words.get(verdict.word_id())));
        row
    });
    Table {
        columns: columns(
            state,
            &[
                ("ref", false),
                ("campaign", false),
                ("product", false),
                ("mode", false),
                ("orders", true),
                ("gmv", true),
                ("cost", true),
                ("return", true),
                ("roas", true),
                ("currency", false),
                ("verdict", false),
            ],
        ),
        rows: rows.collect(),
        none: None,
    }
}

fn products(state: &State, account: &Account) -> Table {
    let rows = account.products.iter().map(|(name, purse)| {
        let name = match name.is_empty() {
            true => MISSING.to_owned(),
            false => name.to_string(),
        };
        let items = purse.main().and_then(|(_, s)| s.items);
        let refunds = purse.main().and_then(|(_, s)| s.refund_rate());
        let mut row = vec![plain(name), plain(count(items))];
        row.extend(numbers(state, purse));
        row.push(plain(percent(refunds)));
        row
    });
    Table {
        columns: columns(
            state,
            &[
                ("product", false),
                ("items", true),
                ("orders", true),
                ("gmv", true),
                ("cost", true),
                ("return", true),
                ("roas", true),
                ("currency", false),
                ("refund-rate", true),
            ],
        ),
        rows: rows.collect(),
        none: None,
    }
}

fn day(days: Option<i32>) -> String {
    let date = days.and_then(date);
    date.map_or_else(|| MISSING.to_owned(), |d| d.to_string())
}

fn contents(state: &State, account: &Account) -> Table {
    let rows = account.contents.iter().map(|c| {
        let s = Sums {
            orders: c.orders,
            funnel: c.funnel,
            ..Sums::default()
        };
        let kind = c
            .kind
            .as_deref()
            .map(|k| state.words.get(&format!("content-{k}")));
        vec![
            (Role::Dim, day(c.day)),
            plain(c.title.as_deref().unwrap_or(&c.id)),
            (
                Role::Dim,
                c.style
                    .as_deref()
                    .map_or_else(|| kind.unwrap_or_default(), str::to_owned),
            ),
            plain(count(c.funnel.plays)),
            plain(percent(s.rate(Rate::Like))),
            plain(percent(s.rate(Rate::Ctr))),
            plain(percent(s.rate(Rate::Cvr))),
            plain(count(c.orders)),
            plain(
                c.gmv
                    .map_or(MISSING.to_owned(), |raw| sum(raw.into(), c.currency)),
            ),
            plain(c.currency.code()),
        ]
    });
    Table {
        columns: columns(
            state,
            &[
                ("day", false),
                ("title", false),
                ("style", false),
                ("plays", true),
                ("like", true),
                ("ctr", true),
                ("cvr", true),
                ("orders", true),
                ("gmv", true),
                ("currency", false),
            ],
        ),
        rows: rows.collect(),
        none: None,
    }
}

/// Where a sale belongs, in a few words.
fn to_words(state: &State, sale: &Sale) -> (Role, String) {
    match &sale.to {
        _ if !sale.line.counts() => (Role::Dim, state.words.get("returns-ineligible")),
        Ok((reference, by)) => plain(format!(
            "{reference} · {}",
            state.words.get(&format!("attached-by-{}", by.key()))
        )),
        Err(why) => (
            Role::Bad,
            state
                .words
                .get(&format!("loose-{}", why.key().replace('_', "-"))),
        ),
    }
}

fn orders(state: &State, view: &ReturnsView, account: &Account) -> Table {
    let rows = sales(view, account).map(|s| {
        let l = &s.line;
        let back = match l.refunded {
            0 => (Role::Dim, "0".to_owned()),
            raw => (Role::Bad, sum(raw.into(), l.currency)),
        };
        vec![
            (Role::Dim, day(l.day())),
            plain(&*s.order),
            plain(&*s.product),
            plain(grouped(&l.quantity.to_string())),
            plain(sum(l.paid.into(), l.currency)),
            back,
            plain(sum(l.commissions().into(), l.currency)),
            plain(l.currency.code()),
            to_words(state, s),
        ]
    });
    Table {
        columns: columns(
            state,
            &[
                ("day", false),
                ("order", false),
                ("product", false),
                ("items", true),
                ("paid", true),
                ("refunds", true),
                ("commission", true),
                ("currency", false),
                ("belongs", false),
            ],
        ),
        rows: rows.collect(),
        none: None,
    }
}

fn fans(state: &State, account: &Account) -> Table {
    let r = &account.returns;
    let share = |raw: Option<i64>| percent(raw.map(|raw| Ratio::from_raw(raw, Unit::Ratio)));
    let (Some(buyers), fans) = (r.buyers, &account.fans) else {
        return Table::default();
    };
    let bands: &Bands = &buyers.bands;
    let each = Metric::AGE_BAND_NAMES.iter().zip(fans).zip(bands);
    let rows = each
        .map(|((name, fan), buyer)| vec![plain(*name), plain(share(*fan)), plain(share(*buyer))]);
    Table {
        columns: columns(state, &[("age", false), ("fans", true), ("buyers", true)]),
        rows: rows.collect(),
        none: None,
    }
}

/// An order line, taken apart.
fn line_text(state: &State, sale: &Sale) -> Vec<Line> {
    let l = &sale.line;
    let words = &state.words;
    let mut out = Vec::new();
    let mut say = |id: &str, value: String| {
        let name = words.get(&format!("returns-col-{id}"));
        let name = crate::text::pad_end(&name, 22);
        out.push(Line::new().dim(format!("{name} ")).plain(value));
    };
    let with = |raw: i64| money(raw, l.currency);
    say("order", sale.order.to_string());
    say("product", sale.product.to_string());
    if !sale.sku.is_empty() {
        say("sku", sale.sku.to_string());
    }
    let at =
        l.at.and_then(|s| jiff::Timestamp::from_second(s).ok())
            .map(|t| jiff::tz::TimeZone::UTC.to_datetime(t));
    say(
        "time",
        at.map_or(MISSING.to_owned(), |t| {
            t.strftime("%Y-%m-%d %H:%M:%S").to_string()
        }),
    );
    if let Some(status) = &sale.status {
        say("status", status.to_string());
    }
    say("items", grouped(&l.quantity.to_string()));
    say("paid", with(l.paid));
    say("refunds", with(l.refunded));
    for (part, (raw, bit)) in Part::ALL
        .iter()
        .zip(l.commission.iter().zip(flag::ESTIMATED))
    {
        let id = match part {
            Part::Standard => "commission",
            Part::Ads => "ads-commission",
            Part::Bonus => "bonus-commission",
        };
        if *raw == 0 && *part != Part::Standard {
            continue;
        }
        let how = match l.flags & bit {
            0 => words.get("returns-settled"),
            _ => words.get("returns-estimated"),
        };
        say(id, format!("{} ({how})", with(*raw)));
    }
    let channel = if l.indirect { "indirect" } else { "direct" };
    say("channel", words.get(&format!("channel-{channel}")));
    say("belongs", to_words(state, sale).1);
    for (bit, id) in [
        (flag::OVER_REFUNDED, "returns-over-refunded"),
        (flag::BACKWARDS, "returns-backwards"),
    ] {
        if l.flags & bit != 0 {
            out.push(Line::new().add(Role::Bad, words.get(id)));
        }
    }
    out
}

/// The first line: the four numbers of the main currency, each by its name, and what they stand on.
pub fn headline(state: &State, account: &Account) -> Line {
    let r = &account.returns;
    let none = Sums::default();
    let (currency, s) = r.main().unwrap_or((Currency::NONE, &none));
    let n = s.numbers(&state.settings.returns);
    let word = |id: &str| state.words.get(id);
    let mut line = Line::new()
        .dim(format!("{} ", word("number-return")))
        .add(role(r.judged.verdict), percent(n.returned));
    for (id, value) in [
        ("number-net", percent(n.net)),
        ("number-revenue", percent(n.revenue)),
        ("number-roas", times(n.roas)),
    ] {
        line = line.dim(format!(" · {} ", word(id))).plain(value);
    }
    line.dim("   ").plain(currency.code())
}

/// What the numbers stand on: collaborations, or the platform's list.
pub fn basis(state: &State, account: &Account) -> String {
    let r = &account.returns;
    match r.basis {
        Basis::Own => {
            let n = r.deals.len();
            let m = Message::new("returns-own")
                .with("n", n)
                .with("lines", account.lines);
            state.words.say(&m)
        }
        Basis::List => state.words.get("returns-list"),
        Basis::None => state.words.get("returns-nothing"),
    }
}

/// The verdict and its reasons, in at most so many lines.
pub fn verdict(state: &State, account: &Account, cells: usize, most: usize) -> Vec<Line> {
    let judged = &account.returns.judged;
    let word = state.words.get(judged.verdict.word_id());
    let reasons: Vec<String> = judged.reasons.iter().map(|m| state.words.say(m)).collect();
    let text = match reasons.is_empty() {
        true => word.clone(),
        false => format!("{word}: {}", reasons.join("; ")),
    };
    let lines = wrap(&text, cells);
    lines
        .into_iter()
        .take(most)
        .enumerate()
        .map(|(nth, l)| match (nth, l.strip_prefix(word.as_str())) {
            (0, Some(rest)) => Line::new()
                .add(role(judged.verdict), word.clone())
                .plain(rest),
            _ => Line::new().plain(l),
        })
        .collect()
}

/// A step of the way from sales to profit: the id of its name, raw money, and whether it is a sum.
pub struct Step {
    /// Name.
    pub name: String,
    /// Raw money; what goes out is below zero.
    pub raw: i128,
    /// A sum rather than a part.
    pub total: bool,
}

/// From GMV to profit. Where no margin is known it ends at net sales less cost.
pub fn waterfall(state: &State, s: &Sums) -> Vec<Step> {
    let rules = &state.settings.returns;
    let side = s.sales(rules);
    let mut out = Vec::new();
    let mut add = |name: String, raw: i128, total: bool| out.push(Step { name, raw, total });
    let word = |id: &str| state.words.get(id);
    if let Some(gmv) = side.gmv {
        add(word("money-gmv"), gmv, true);
        if let Some(refunds) = side.refunds.filter(|r| *r != 0) {
            add(word("money-refunds"), -refunds, false);
        }
    }
    let profit = side.profit();
    if let Some((profit, net)) = profit.zip(side.net()) {
        let goods = net - (profit + FINE / 2).div_euclid(FINE);
        let share = Ratio::of(goods, net).map(|r| r.rounded(2).times_100().fixed(0));
        let name = Message::new("money-goods").with("percent", share.unwrap_or_default());
        add(state.words.say(&name), -goods, false);
    }
    let kinds = CostKind::ALL
        .into_iter()
        .filter(|k| s.costs[*k].is_some_and(|raw| raw != 0))
        .filter(|k| {
            rules.scope == crate::domain::returns::Scope::Full || *k == CostKind::Commission
        });
    for kind in kinds {
        let name = word(&format!("cost-{}", kind.key().replace('_', "-")));
        add(name, -s.costs[kind].unwrap_or(0), false);
    }
    match (s.gain(rules), side.net(), s.cost(rules)) {
        (Some(gain), ..) => add(
            word("money-profit"),
            (gain + FINE / 2).div_euclid(FINE),
            true,
        ),
        (None, Some(net), Some(cost)) => add(word("money-before-goods"), net - cost, true),
        _ => {}
    }
    out
}

/// A step of the funnel: name, count, rate to the step before, and the peers' rate.
pub struct Stage {
    /// Name.
    pub name: String,
    /// How many.
    pub count: String,
    /// Of the step that is named.
    pub rate: String,
    /// Of creators alike.
    pub peers: String,
}

/// From plays to orders; then what viewers did.
pub fn funnel(state: &State, account: &Account) -> Vec<Stage> {
    let none = Sums::default();
    let s = account.returns.main().map_or(&none, |(_, s)| s);
    let f = &s.funnel;
    let peers = |rate: Option<Rate>| {
        let found = account.standing.rates.iter();
        let found = rate.and_then(|rate| found.clone().find(|(r, _)| *r == rate));
        found.map_or(String::new(), |(_, r)| percent(Some(*r)))
    };
    let clicks = match f.impressions {
        Some(_) if f.plays.is_none() => Rate::PlatformCtr,
        _ => Rate::Ctr,
    };
    let orders = match f.carts {
        Some(_) => Rate::Payment,
        None => Rate::Cvr,
    };
    let rows = [
        ("funnel-plays", f.plays, None),
        ("funnel-impressions", f.impressions, None),
        ("funnel-clicks", f.clicks, Some(clicks)),
        ("funnel-carts", f.carts, Some(Rate::Cart)),
        ("funnel-orders", s.orders, Some(orders)),
    ];
    let mut all: Vec<Stage> = rows
        .into_iter()
        .filter(|(_, n, _)| n.is_some())
        .map(|(id, n, rate)| Stage {
            name: state.words.get(id),
            count: count(n),
            // of what is not known there is no share
            rate: rate
                .and_then(|r| s.rate(r))
                .map_or(String::new(), |r| percent(Some(r))),
            peers: peers(rate),
        })
        .collect();
    for rate in [Rate::Cvr, Rate::Engagement, Rate::Like] {
        if orders == Rate::Cvr && rate == Rate::Cvr {
            continue;
        }
        if let Some(r) = s.rate(rate) {
            all.push(Stage {
                name: state
                    .words
                    .get(&format!("rate-{}", rate.key().replace('_', "-"))),
                count: String::new(),
                rate: percent(Some(r)),
                peers: peers(Some(rate)),
            });
        }
    }
    all
}

/// The quadrant, in words; none where nothing can be said.
pub fn standing(state: &State, account: &Account) -> Option<(Diagnosis, String)> {
    let s = &account.standing;
    let quadrant = s.diagnosis.filter(|d| *d != Diagnosis::NoData)?;
    let m = Message::new("show-diagnosis")
        .word(
            "quadrant",
            format!("diagnosis-{}", quadrant.key().replace('_', "-")),
        )
        .with("cvr", percent(s.cvr))
        .with("baseline", percent(s.baseline))
        .with("peers", s.clicking);
    Some((quadrant, state.words.say(&m)))
}
