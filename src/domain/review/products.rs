//! The second board: what each product sold, under all of its links, on which days and through whom; what to do with it.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hashbrown::HashMap;

use super::advice::{Action, Known, advise};
use super::by_product::{ByProduct, Id, Own};
use super::creators::{gain, together};
use super::figure::{Behind, Board, Cell, Chart, Column, Mark, Section, Value};
use super::mark_of;
use super::peaks::{self, Peak};
use super::side::{Group, Groups, Side};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::returns::{Confidence, Ratio, Sums};

/// Of what is told one by one.
const BRIEF: usize = 20;

/// Puts the board together.
pub fn board(now: &Side<'_>, before: Option<&Side<'_>>) -> Board {
    let told = ByProduct::of(now);
    let largest = told.largest();
    let mine = told.groups;
    let theirs = before.map(|b| ByProduct::of(b).groups).unwrap_or_default();
    let days = by_day(now);
    let sections = vec![
        totals(now, before.is_some(), &mine, &theirs, &largest),
        peaks_of(now, &days),
        curve(now, &days, &mine),
        links(now),
        below(now, &told.own),
    ];
    Board {
        id: "products",
        sections,
    }
}

fn title(now: &Side<'_>, id: Id) -> Cell {
    match id.and_then(|id| now.matter.product(id)) {
        Some(name) => Value::Text(name).marked(Mark::Strong),
        None => Value::Word("roi-no-product".into()).marked(Mark::Dim),
    }
}

fn totals(
    now: &Side<'_>,
    compared: bool,
    mine: &Groups<Id>,
    theirs: &Groups<Id>,
    largest: &BTreeMap<(Currency, Id), (u32, Ratio)>,
) -> Section {
    let columns = vec![
        Column::name("product"),
        Column::number("gmv"),
        Column::number("change"),
        Column::number("return"),
        Column::name("action"),
        Column::name("reasons"),
        Column::number("profit"),
        Column::number("cost"),
        Column::number("gmv_before"),
        Column::number("orders"),
        Column::number("items"),
        Column::number("aov"),
        Column::number("refund_rate"),
        Column::number("links"),
        Column::number("variants"),
        Column::number("creators"),
        Column::name("largest"),
        Column::number("largest_share"),
        Column::name("currency"),
    ];
    let about = Message::new("review-about-products");
    let mut section = Section::new("products", about, columns);
    section.chart = Some(Chart::Bars(1));
    let rules = now.by.rules;
    let mut links: BTreeMap<(Currency, i64), [BTreeSet<&str>; 2]> = BTreeMap::new();
    for v in &now.matter.variants {
        let (currency, _) = now.worth(v.currency, 0);
        let [links, variants] = links.entry((currency, v.product)).or_default();
        links.insert(&v.link);
        variants.insert(&v.sku);
    }
    let none = Group::default();
    for (currency, id, group, was) in together(mine, theirs, |id| id.is_none()) {
        let g = group.unwrap_or(&none);
        let s = &g.sums;
        let judged = now.judge(s, g.general);
        let verdict = judged.verdict;
        let most = largest.get(&(currency, *id));
        let handle = most.and_then(|(creator, _)| now.person(*creator));
        let handle: Option<Arc<str>> = handle.map(|p| format!("@{}", p.handle).into());
        let gmv = |g: Option<&Group>| g.and_then(|g| g.sums.sales(rules).gmv);
        let refunds = s.refund_rate();
        let high = refunds.zip(rules.refunds);
        let high = high.is_some_and(|(rate, edge)| rate.cmp_to(edge) == Ordering::Greater);
        let known = Known {
            verdict,
            weak: judged.confidence == Confidence::Weak,
            gmv: gmv(group),
            before: gmv(was).filter(|_| compared),
            refunds: high,
            largest: handle.as_ref().zip(most.map(|(_, share)| *share)),
        };
        let nothing = now.period().is_some() && gmv(group) == Some(0);
        let (action, why) = match group {
            Some(_) if nothing => (
                None,
                Message::new(match gmv(was).is_some_and(|raw| raw > 0) {
                    true => "action-why-gone",
                    false => "action-why-idle",
                }),
            ),
            Some(_) => advise(&known),
            None => (
                None,
                Message::new(match gmv(was).is_some_and(|raw| raw > 0) {
                    true => "action-why-gone",
                    false => "action-why-no-data",
                }),
            ),
        };
        let (value, then) = (
            Value::money(gmv(group), currency),
            Value::money(gmv(was), currency),
        );
        let change = value.change(&then);
        let count = |n: usize| Value::Count(i64::try_from(n).unwrap_or(i64::MAX));
        let sold_under = id.and_then(|id| links.get(&(currency, id)));
        let sold_under = group.and(sold_under);
        let under = |at: usize| {
            let some = sold_under.and_then(|all| all.get(at));
            some.map_or(Value::Missing, |all| count(all.len()))
        };
        let action = action.map_or(Value::Missing.into(), |a| {
            let mark = match a {
                Action::StockUp => Mark::Good,
                Action::Change => Mark::None,
                Action::Reassess => Mark::Bad,
            };
            Value::Word(a.word_id().to_owned()).marked(mark)
        });
        section.row(
            vec![
                title(now, *id),
                value.marked(Mark::Strong),
                change.into(),
                Value::percent(s.numbers(rules).returned).marked(mark_of(verdict)),
                action,
                Value::Said(why).marked(Mark::Dim),
                Value::money(gain(s, rules), currency).into(),
                Value::money(s.cost(rules), currency).into(),
                then.marked(Mark::Dim),
                Value::count(s.orders).into(),
                Value::count(s.items).into(),
                Value::price(s.order_value(), currency).into(),
                Value::percent(refunds).passing(high.then_some(false)),
                under(0).into(),
                under(1).into(),
                count(g.ordering.len()).into(),
                Value::name(handle.as_ref()).into(),
                Value::percent(most.map(|(_, share)| *share))
                    .passing(known.carrier().map(|_| false)),
                Value::code(currency).marked(Mark::Dim),
            ],
            g.behind(),
        );
    }
    if !now.loose.is_empty() {
        let said = Message::new("review-note-unattached-in");
        section.notes.push(said.with("n", now.loose.len()));
    }
    section
}

/// What was sold of each product, by day.
type ByDay = BTreeMap<(Currency, i64), BTreeMap<i32, Day>>;

#[derive(Default)]
struct Day {
    gmv: i128,
    orders: i64,
}

fn by_day(now: &Side<'_>) -> ByDay {
    // nearly as many sales as order lines, and few products on few days
    let mut found: HashMap<(Currency, i64, i32), Day> = HashMap::new();
    for sale in &now.matter.sales {
        let (currency, gmv) = now.worth(sale.currency, sale.gmv);
        let day = found.entry((currency, sale.product, sale.day)).or_default();
        day.gmv += gmv;
        day.orders += sale.orders;
    }
    let mut all = ByDay::new();
    for ((currency, product, at), day) in found {
        let days = all.entry((currency, product)).or_default();
        days.insert(at, day);
    }
    all
}

/// By peak (currency, product, first and last day): who sold, and for how much raw money.
type Sellers = HashMap<(Currency, i64, (i32, i32)), BTreeMap<u32, i128>>;

/// Who sold on the days of peaks.
fn behind<'p>(
    now: &Side<'_>,
    peaks: impl Iterator<Item = ((Currency, i64), &'p [Peak])>,
) -> Sellers {
    let peaks: HashMap<(Currency, i64), &[Peak]> = peaks.filter(|(_, p)| !p.is_empty()).collect();
    let mut all = Sellers::new();
    for sale in &now.matter.sales {
        let (currency, gmv) = now.worth(sale.currency, sale.gmv);
        let key = (currency, sale.product);
        let of = peaks.get(&key).copied().unwrap_or_default();
        let on = |p: &&Peak| (p.days.0..=p.days.1).contains(&sale.day);
        if let Some(peak) = of.iter().find(on) {
            let by = all.entry((key.0, key.1, peak.days)).or_default();
            *by.entry(sale.creator).or_default() += gmv;
        }
    }
    all
}

/// The most creators that are named behind a peak.
const NAMED: usize = 3;

/// Peaks of a product.
fn peaks_in(now: &Side<'_>, days: &BTreeMap<i32, Day>) -> Vec<Peak> {
    let mut all = peaks::peaks(&days.iter().map(|(day, d)| (*day, d.gmv)).collect());
    // of a few orders every day is one
    let orders = |p: &Peak| -> i64 { days.range(p.days.0..=p.days.1).map(|(_, d)| d.orders).sum() };
    all.retain(|p| orders(p) >= now.by.rules.few_orders);
    all
}

fn peaks_of(now: &Side<'_>, all: &ByDay) -> Section {
    let columns = vec![
        Column::name("product"),
        Column::name("from"),
        Column::name("to"),
        Column::number("gmv"),
        Column::number("times"),
        Column::name("currency"),
        Column::name("behind"),
        Column::number("first_share"),
    ];
    let about = Message::new("review-about-peaks")
        .with("n", i64::try_from(peaks::TIMES).unwrap_or(2))
        .with("orders", now.by.rules.few_orders);
    let mut section = Section::new("peaks", about, columns);
    let peaks: BTreeMap<(Currency, i64), Vec<Peak>> = all
        .iter()
        .map(|(key, days)| (*key, peaks_in(now, days)))
        .collect();
    let mut sellers = behind(now, peaks.iter().map(|(key, p)| (*key, p.as_slice())));
    for ((currency, product), days) in all {
        let ends = days.keys().next().zip(days.keys().last());
        let span = ends.map_or(1, |(a, b)| b - a + 1);
        let total: i128 = days.values().map(|d| d.gmv).sum();
        for peak in peaks.get(&(*currency, *product)).into_iter().flatten() {
            let by = sellers.remove(&(*currency, *product, peak.days));
            let mut by: Vec<(u32, i128)> = by.unwrap_or_default().into_iter().collect();
            by.sort_by_key(|(id, gmv)| (std::cmp::Reverse(*gmv), *id));
            let share = by.first().and_then(|(_, most)| Ratio::of(*most, peak.gmv));
            let named = by.iter().take(NAMED).filter_map(|(id, _)| now.person(*id));
            let named = named.map(|p| Arc::from(format!("@{}", p.handle))).collect();
            section.row(
                vec![
                    title(now, Some(*product)),
                    Value::Day(peak.days.0).into(),
                    Value::Day(peak.days.1).into(),
                    Value::Money(peak.gmv, *currency).into(),
                    // the highest of its days against the mean of all
                    Value::times(Ratio::of(peak.highest * i128::from(span), total)).into(),
                    Value::code(*currency).marked(Mark::Dim),
                    Value::Names(named).into(),
                    Value::percent(share).into(),
                ],
                Behind::Sold(*product, *currency, peak.days),
            );
        }
    }
    section
}

fn curve(now: &Side<'_>, all: &ByDay, mine: &Groups<Id>) -> Section {
    let columns = vec![
        Column::name("product"),
        Column::name("day"),
        Column::number("orders"),
        Column::number("gmv"),
        Column::name("currency"),
        Column::name("peak"),
    ];
    let about = Message::new("review-about-days");
    let mut section = Section::new("days", about, columns);
    // the picture says it
    section.brief = 0;
    section.chart = Some(Chart::Curve {
        day: 1,
        value: 3,
        of: 0,
    });
    for ((currency, product), days) in all {
        let peaks = peaks_in(now, days);
        for (day, d) in days {
            let peak = peaks.iter().any(|p| (p.days.0..=p.days.1).contains(day));
            section.row(
                vec![
                    title(now, Some(*product)),
                    Value::Day(*day).into(),
                    Value::Count(d.orders).into(),
                    Value::Money(d.gmv, *currency).into(),
                    Value::code(*currency).marked(Mark::Dim),
                    match peak {
                        true => Value::Word("review-peak".into()).marked(Mark::Good),
                        false => Value::Missing.into(),
                    },
                ],
                Behind::Sold(*product, *currency, (*day, *day)),
            );
        }
    }
    // sums that were typed have no day
    let rules = now.by.rules;
    let mut dated: BTreeMap<Currency, i128> = BTreeMap::new();
    for ((currency, _), days) in all {
        *dated.entry(*currency).or_default() += days.values().map(|d| d.gmv).sum::<i128>();
    }
    let mut sold: BTreeMap<Currency, i128> = BTreeMap::new();
    for ((currency, _), group) in mine {
        *sold.entry(*currency).or_default() += group.sums.sales(rules).gmv.unwrap_or(0);
    }
    for (currency, all) in sold {
        let rest = all - dated.get(&currency).copied().unwrap_or(0);
        if rest != 0 {
            let sum = crate::domain::collab::native::money(
                i64::try_from(rest).unwrap_or(i64::MAX),
                currency,
            );
            section
                .notes
                .push(Message::new("review-note-no-day").with("sum", sum));
        }
    }
    section
}

fn links(now: &Side<'_>) -> Section {
    let columns = vec![
        Column::name("product"),
        Column::name("variant"),
        Column::name("link"),
        Column::number("order_lines"),
        Column::number("items"),
        Column::number("gmv"),
        Column::number("refund_rate"),
        Column::name("link_id"),
        Column::name("sku"),
        Column::name("currency"),
    ];
    let mut section = Section::new("links", Message::new("review-about-links"), columns);
    section.brief = BRIEF;
    let mut all: Vec<_> = now.matter.variants.iter().collect();
    all.sort_by_key(|v| {
        (
            v.currency,
            now.matter.product(v.product),
            std::cmp::Reverse(v.gmv),
            v.link.clone(),
        )
    });
    for v in all {
        let (currency, gmv) = now.worth(v.currency, v.gmv);
        section.row(
            vec![
                title(now, Some(v.product)),
                // what has no name has its number
                Value::name(v.name.as_ref().or(Some(&v.sku))).into(),
                Value::name(v.link_name.as_ref().or(Some(&v.link))).into(),
                Value::Count(v.orders).into(),
                Value::Count(v.items).into(),
                Value::Money(gmv, currency).into(),
                Value::percent(Ratio::of(v.refunds, v.gmv)).into(),
                Value::Text(Arc::clone(&v.link)).marked(Mark::Dim),
                Value::Text(Arc::clone(&v.sku)).marked(Mark::Dim),
                Value::code(currency).marked(Mark::Dim),
            ],
            Behind::SoldAs(v.product, currency, v.numbers),
        );
    }
    section
}

/// Collaborations that sold less of their product than the mean of those that sold any.
fn below(now: &Side<'_>, own: &[Own]) -> Section {
    let columns = vec![
        Column::name("product"),
        Column::name("creator"),
        Column::name("ref"),
        Column::number("orders"),
        Column::number("gmv"),
        Column::number("mean"),
        Column::number("of_mean"),
        Column::number("cost"),
        Column::number("return"),
        Column::name("currency"),
        Column::name("owner"),
    ];
    let mut section = Section::new("below", Message::new("review-about-below"), columns);
    section.brief = BRIEF;
    let rules = now.by.rules;
    let mut sold: BTreeMap<(Currency, Id), Vec<(u32, Sums)>> = BTreeMap::new();
    for one in own {
        let told = one.purse.each();
        for (currency, sums) in told.filter(|(_, s)| s.sales(rules).gmv.is_some()) {
            let of = sold.entry((currency, one.product)).or_default();
            of.push((one.deal, *sums));
        }
    }
    for ((currency, id), all) in sold {
        let gmv = |s: &Sums| s.sales(rules).gmv.unwrap_or(0);
        let total: i128 = all.iter().map(|(_, s)| gmv(s)).sum();
        let n = i128::try_from(all.len()).unwrap_or(1);
        let mut less: Vec<_> = all.iter().filter(|(_, s)| gmv(s) * n < total).collect();
        less.sort_by_key(|(deal, s)| (gmv(s), *deal));
        for (deal, s) in less {
            let Some(done) = now.deal(*deal) else {
                continue;
            };
            let deal = done.deal;
            let judged = now.judge(s, done.general);
            section.row(
                vec![
                    title(now, id),
                    Value::Text(format!("@{}", deal.handle).into()).marked(Mark::Strong),
                    Value::Text((*deal.reference).into()).into(),
                    Value::count(s.orders).into(),
                    Value::Money(gmv(s), currency).into(),
                    Value::price(Ratio::of(total, n), currency).marked(Mark::Dim),
                    Value::percent(Ratio::of(gmv(s) * n, total)).into(),
                    Value::money(s.cost(rules), currency).into(),
                    Value::percent(s.numbers(rules).returned).marked(mark_of(judged.verdict)),
                    Value::code(currency).marked(Mark::Dim),
                    Value::name(deal.owner.as_ref()).into(),
                ],
                Behind::Deal(deal.id, deal.creator),
            );
        }
    }
    section
}
