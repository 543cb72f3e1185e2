//! The tables below the numbers, and an order line taken apart.

use std::sync::Arc;

use super::{ReturnsView, Tab, count, reference, role, sum, sum_beside, times};
use crate::app::State;
use crate::app::board::timeline;
use crate::app::format::MISSING;
use crate::app::rich::{Line, Role};
use crate::domain::collab::choice;
use crate::domain::collab::native::money;
use crate::domain::field::Metric;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::Unit;
use crate::domain::order::{Part, Untold, flag};
use crate::domain::returns::account::{Account, Sale, When};
use crate::domain::returns::audience::Bands;
use crate::domain::returns::creator::date;
use crate::domain::returns::funnel::Rate;
use crate::domain::returns::margin::Margin;
use crate::domain::returns::spent::{Source, Spent};
use crate::domain::returns::{Purse, Ratio, Sums};
use crate::text::grouped;

/// A table: the ids of its columns with whether numbers stand in them, and its rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Names, and whether they stand to the right.
    pub columns: Vec<(String, bool)>,
    /// Cells, each with what it means.
    pub rows: Vec<Vec<(Role, String)>>,
    /// Said instead of rows where there are none.
    pub none: Option<String>,
    /// So many of the last columns go before a text is cut.
    pub spare: usize,
    /// The column that goes before any other, where not all fit.
    pub yields: Option<usize>,
    /// Rows before these, and in all, where only a stretch of them is known.
    pub stretch: Option<(usize, usize)>,
}

impl Table {
    /// How many rows there are before those that are known, and in all.
    pub fn extent(&self) -> (usize, usize) {
        self.stretch.unwrap_or((0, self.rows.len()))
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
        Tab::Costs => costs(state, account),
        Tab::Orders => orders(state, view),
        Tab::Months => months(state, view),
        Tab::Compare => return Table::default(),
        Tab::History => history(state, view),
        Tab::Fans => fans(state, account),
        Tab::WhatIf => super::what_if::table(state, view),
    };
    if table.rows.is_empty() {
        let id = match view.tab {
            Tab::Deals => "returns-no-deals",
            Tab::Products => "returns-no-products",
            Tab::Content => "returns-no-content",
            Tab::Costs => "returns-no-costs",
            Tab::Orders if view.shown().is_none() => "returns-loading",
            Tab::Orders if view.only.is_some() => "returns-none-of-these",
            Tab::Orders => "returns-no-orders",
            Tab::Months => "returns-no-months",
            Tab::Compare | Tab::History => "returns-no-history",
            Tab::Fans => "returns-no-fans",
            Tab::WhatIf => "returns-no-whatif",
        };
        table.none = Some(state.words.get(id));
    }
    table
}

pub(super) fn columns(state: &State, all: &[(&str, bool)]) -> Vec<(String, bool)> {
    let name = |id: &str| state.words.get(&format!("returns-col-{id}"));
    all.iter().map(|(id, right)| (name(id), *right)).collect()
}

/// Digits stand below each other.
fn percent(of: Option<Ratio>) -> String {
    of.map_or_else(
        || MISSING.to_owned(),
        |r| format!("{} %", grouped(&r.rounded(4).times_100().fixed(2))),
    )
}

fn plain(text: impl Into<String>) -> (Role, String) {
    (Role::Plain, text.into())
}

/// The columns of [`numbers`].
const NUMBERS: [(&str, bool); 6] = [
    ("orders", true),
    ("gmv", true),
    ("cost", true),
    ("return", true),
    ("roas", true),
    ("currency", false),
];

/// Sales, cost and the numbers of a purse, as cells.
fn numbers(state: &State, purse: &Purse) -> [(Role, String); NUMBERS.len()] {
    match purse.main() {
        Some((currency, s)) => numbers_in(state, currency, s),
        None => std::array::from_fn(|_| (Role::Dim, MISSING.to_owned())),
    }
}

/// The same of one currency.
fn numbers_in(state: &State, currency: Currency, s: &Sums) -> [(Role, String); NUMBERS.len()] {
    let rules = &state.settings.returns;
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
        let [orders, gmv, cost, returned, roas, currency] = numbers(state, &d.reckoned.purse);
        let decided = d.deal.decision.as_deref().map(|key| {
            let word = choice::DECISION.word_id(key);
            plain(state.words.get(&word))
        });
        let verdict = d.judged.verdict;
        row.extend([orders, gmv, cost, returned]);
        row.extend([
            decided.unwrap_or_else(|| plain("")),
            (role(verdict), state.words.get(verdict.word_id())),
            roas,
            currency,
        ]);
        row
    });
    // what somebody decided stands beside the advice, on a small screen as well
    let names = [
        ("ref", false),
        ("campaign", false),
        ("product", false),
        ("mode", false),
        ("orders", true),
        ("gmv", true),
        ("cost", true),
        ("return", true),
        ("decided", false),
        ("verdict", false),
        ("roas", true),
        ("currency", false),
    ];
    Table {
        columns: columns(state, &names),
        rows: rows.collect(),
        yields: Some(3),
        ..Table::default()
    }
}

/// Products in each of their currencies, as they are listed: that with the most orders first, then those of which sums are
/// known. Sums are never added over currencies, and none is left out.
pub(super) fn sold(account: &Account) -> Vec<(&Arc<str>, Currency, &Sums)> {
    let each = account.products.iter().flat_map(|(name, purse)| {
        let main = purse.main().map(|(c, _)| c);
        let mut all: Vec<_> = purse.each().collect();
        all.retain(|(c, s)| Some(*c) == main || s.has_money());
        all.sort_by_key(|(c, _)| Some(*c) != main);
        all.into_iter().map(move |(c, s)| (name, c, s))
    });
    each.collect()
}

fn products(state: &State, account: &Account) -> Table {
    let rows = sold(account).into_iter().map(|(name, currency, s)| {
        let name = match name.is_empty() {
            true => MISSING.to_owned(),
            false => name.to_string(),
        };
        let mut row = vec![plain(name), plain(count(s.items))];
        row.extend(numbers_in(state, currency, s));
        row.push(plain(percent(s.refund_rate())));
        row
    });
    let before = [("product", false), ("items", true)];
    Table {
        columns: columns(
            state,
            &[&before[..], &NUMBERS, &[("refund-rate", true)]].concat(),
        ),
        rows: rows.collect(),
        ..Table::default()
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
        ..Table::default()
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
        Err(why) => {
            let id = format!("loose-{}", why.key().replace('_', "-"));
            let none = Message::new("returns-none-because").word("why", id);
            (Role::Bad, state.words.say(&none))
        }
    }
}

fn orders(state: &State, view: &ReturnsView) -> Table {
    let Some(sales) = view.shown() else {
        return Table::default();
    };
    let rows = sales.all.iter().map(|s| {
        let l = &s.line;
        let told = |what, raw: i64| match l.tells(what) {
            true => plain(sum(raw.into(), l.currency)),
            false => (Role::Dim, MISSING.to_owned()),
        };
        let back = match l.refunded {
            _ if !l.tells(Untold::Refunded) => (Role::Dim, MISSING.to_owned()),
            0 => (Role::Dim, "0".to_owned()),
            raw => {
                let more = l.flags & flag::OVER_REFUNDED != 0;
                let sign = if more { "! " } else { "" };
                (Role::Bad, format!("{sign}{}", sum(raw.into(), l.currency)))
            }
        };
        vec![
            (Role::Dim, day(l.day())),
            plain(&*s.order),
            plain(&*s.product),
            told(Untold::Paid, l.paid),
            back,
            to_words(state, s),
            plain(grouped(&l.quantity.to_string())),
            told(Untold::Commission, l.commissions()),
            plain(l.currency.code()),
        ]
    });
    Table {
        columns: columns(
            state,
            &[
                ("day", false),
                // a number that is cut is none
                ("order", true),
                ("product", false),
                ("paid", true),
                ("refunds", true),
                ("belongs", false),
                ("items", true),
                ("commission", true),
                ("currency", false),
            ],
        ),
        rows: rows.collect(),
        spare: 3,
        stretch: Some((sales.from, sales.total)),
        ..Table::default()
    }
}

fn history(state: &State, view: &ReturnsView) -> Table {
    let rows = timeline::of_creator(state, &view.way).into_iter().map(|e| {
        let first = e.words.lines().next().unwrap_or_default().to_owned();
        vec![
            (Role::Dim, e.day().to_owned()),
            (Role::Dim, e.by),
            plain(e.deal),
            (e.role, first),
        ]
    });
    let names = ["day", "by", "ref", "what"].map(|id| (id, false));
    Table {
        columns: columns(state, &names),
        rows: rows.collect(),
        ..Table::default()
    }
}

/// Where a cost comes from, in a few words.
pub fn from_words(state: &State, cost: &Spent) -> String {
    let said = match &cost.source {
        Source::Typed => Message::new("returns-from-typed"),
        Source::List => Message::new("returns-from-list"),
        Source::Orders(n) => Message::new("returns-from-orders").with("n", *n),
        Source::Parcel(n) => Message::new("returns-from-parcel").with("n", n.to_string()),
        Source::Ledger(name) => Message::new("returns-from-ledger").with("name", name.to_string()),
        Source::Shared(part) => Message::new("returns-from-shared")
            .with("name", part.name.to_string())
            .with("whole", sum(part.whole, cost.currency))
            .with("n", part.among)
            .word("how", format!("split-{}", part.how)),
    };
    let said = state.words.say(&said);
    match &cost.note {
        Some(note) => format!("{said} · {note}"),
        None => said,
    }
}

fn costs(state: &State, account: &Account) -> Table {
    let rows = account.spent.iter().map(|c| {
        // to what its currency has, however large the others are: parts add up to the last cent
        let amount = sum_beside(c.raw, 0, c.currency);
        let (planned, spent) = match c.planned {
            true => (amount, String::new()),
            false => (String::new(), amount),
        };
        let kind = format!("cost-{}", c.kind.key().replace('_', "-"));
        vec![
            plain(state.words.get(&kind)),
            plain(reference(account, c.deal).unwrap_or(MISSING)),
            (Role::Dim, planned),
            plain(spent),
            plain(c.currency.code()),
            (Role::Dim, day(c.day)),
            plain(from_words(state, c)),
        ]
    });
    let names = [
        ("kind", false),
        ("ref", false),
        ("planned", true),
        ("spent", true),
        ("currency", false),
        ("day", false),
        ("from", false),
    ];
    Table {
        columns: columns(state, &names),
        rows: rows.collect(),
        ..Table::default()
    }
}

/// `2026-11`.
pub fn month_name(at: i32) -> String {
    format!("{}-{:02}", at.div_euclid(12), at.rem_euclid(12) + 1)
}

/// What has no day and so is in no month, in a currency: only where there is any.
fn undated(
    state: &State,
    view: &ReturnsView,
    currency: Currency,
    all: &Sums,
) -> Option<Vec<(Role, String)>> {
    let rules = &state.settings.returns;
    let sums = |of: &Sums| {
        let sales = of.sales(rules);
        [sales.gmv, sales.refunds, of.cost(rules)].map(|raw| raw.unwrap_or(0))
    };
    let mut left = sums(all);
    let mut orders = all.orders.unwrap_or(0);
    for part in view.spans.iter().filter(|s| s.currency == currency) {
        for (left, part) in left.iter_mut().zip(sums(&part.sums)) {
            *left -= part;
        }
        orders -= part.sums.orders.unwrap_or(0);
    }
    if view.spans.is_empty() || (left == [0; 3] && orders <= 0) {
        return None;
    }
    let [gmv, refunds, cost] = left.map(|raw| plain(sum(raw, currency)));
    let name = (Role::Dim, state.words.get("returns-undated"));
    Some(vec![
        name,
        plain(currency.code()),
        plain(count(Some(orders).filter(|n| *n > 0))),
        gmv,
        refunds,
        cost,
    ])
}

fn months(state: &State, view: &ReturnsView) -> Table {
    let rules = &state.settings.returns;
    let rows = view.spans.iter().map(|s| {
        let name = match s.when {
            When::Later => state.words.get("returns-later"),
            When::Month(at) => month_name(at),
            When::Before => state.words.get("returns-before"),
        };
        let (currency, sums) = (s.currency, &s.sums);
        let n = sums.numbers(rules);
        let sales = sums.sales(rules);
        let money = |raw: Option<i128>| raw.map_or(MISSING.to_owned(), |raw| sum(raw, currency));
        vec![
            plain(name),
            plain(currency.code()),
            plain(count(sums.orders)),
            plain(money(sales.gmv)),
            plain(money(sales.refunds)),
            plain(money(sums.cost(rules))),
            (role(sums.verdict(rules)), percent(n.returned)),
            plain(percent(n.net)),
            plain(percent(n.revenue)),
            plain(times(n.roas)),
        ]
    });
    let all = view
        .account
        .iter()
        .flat_map(|a| a.returns.purse.each())
        .filter_map(|(currency, all)| undated(state, view, currency, all));
    let rows = rows.chain(all);
    let names = [
        ("month", false),
        ("currency", false),
        ("orders", true),
        ("gmv", true),
        ("refunds", true),
        ("cost", true),
        ("return", true),
        ("net", true),
        ("revenue", true),
        ("roas", true),
    ];
    Table {
        columns: columns(state, &names),
        rows: rows.collect(),
        ..Table::default()
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
        ..Table::default()
    }
}

/// An order line, taken apart.
pub(super) fn line_text(state: &State, sale: &Sale) -> Vec<Line> {
    let l = &sale.line;
    let words = &state.words;
    let mut out = Vec::new();
    let mut say = |id: &str, value: String| {
        let name = words.get(&format!("returns-col-{id}"));
        let name = crate::text::pad_end(&name, 22);
        out.push(Line::new().dim(format!("{name} ")).plain(value));
    };
    let with = |raw: i64| money(raw, l.currency);
    let told = |what, raw| match l.tells(what) {
        true => with(raw),
        false => words.get("returns-untold"),
    };
    say("order", sale.order.to_string());
    say("product", sale.product.to_string());
    if !sale.sku.is_empty() {
        say("sku", sale.sku.to_string());
    }
    say(
        "time",
        l.clock().map_or(MISSING.to_owned(), |t| {
            t.strftime("%Y-%m-%d %H:%M:%S").to_string()
        }),
    );
    if let Some(status) = &sale.status {
        say("status", status.to_string());
    }
    say("items", grouped(&l.quantity.to_string()));
    say("paid", told(Untold::Paid, l.paid));
    say("refunds", told(Untold::Refunded, l.refunded));
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
        if !l.tells(Untold::Commission) {
            say(id, words.get("returns-untold"));
            continue;
        }
        let how = match l.flags & bit {
            0 => words.get("returns-settled"),
            _ => words.get("returns-estimated"),
        };
        say(id, format!("{} ({how})", with(*raw)));
    }
    if l.counts() {
        let general = state.settings.returns.margin;
        let general = || general.map(|raw| Margin { raw, general: true });
        let margin = match sale.margin.or_else(general) {
            None => words.get("returns-margin-none"),
            Some(m) => {
                let rate = percent(Some(Ratio::from_raw(m.raw, Unit::Ratio)));
                match m.general {
                    true => words.say(&Message::new("returns-margin-general").with("rate", rate)),
                    false => rate,
                }
            }
        };
        say("margin", margin);
    }
    let channel = if l.indirect { "indirect" } else { "direct" };
    say("channel", words.get(&format!("channel-{channel}")));
    for (id, word) in [("content", &sale.content), ("code", &sale.code)] {
        if let Some(word) = word {
            say(id, word.to_string());
        }
    }
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
