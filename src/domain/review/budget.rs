//! The budget: by tier as 6-3-1 has it, or by a person's own shares, planned against spent (S3).

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Subject;
use super::figure::{Behind, Board, Chart, Column, Mark, Section, Value};
use super::side::{Group, Groups, Side};
use crate::domain::collab::native;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::Decimal;
use crate::domain::returns::budget::{MIX, deviations, split, waist_cpm};
use crate::domain::returns::{Ratio, Scope, Sums};

/// The tiers of the mix, in its order: waist, tail, head.
pub const TIERS: [&str; 3] = ["waist", "tail", "head"];

/// What a person has set about budgets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Weights of waist, tail and head.
    pub mix: [u64; 3],
    /// Where shoulder counts, which S3 leaves undefined: its place in [`TIERS`].
    pub shoulder: usize,
    /// A creator with more than this share of a budget is worth a warning.
    pub single: Decimal,
    /// A deviation of more than so many points is.
    pub points: i64,
}

impl Default for Plan {
    fn default() -> Self {
        Plan {
            mix: MIX,
            shoulder: 2,
            single: Decimal {
                mantissa: 5,
                scale: 1,
            },
            points: 10,
        }
    }
}

impl Plan {
    /// The place in [`TIERS`] of a band of the scheme `s3`: tail, waist, shoulder, head.
    pub fn layer(&self, band: usize) -> usize {
        match band {
            0 => 1,
            1 => 0,
            2 => self.shoulder,
            _ => 2,
        }
    }
}

/// Puts the board together.
pub fn board(now: &Side<'_>, before: Option<&Side<'_>>, plan: &Plan) -> Board {
    let layers = layers(now);
    let then = before.map(self::layers).unwrap_or_default();
    let sections = vec![
        total(now, &layers, &then),
        mix(now, plan, &layers, &then),
        single(now, plan, &layers),
        cpm(now, before),
    ];
    Board {
        id: "budget",
        sections,
    }
}

fn layers(side: &Side<'_>) -> Layers {
    side.groups(|done| vec![side.person(done.deal.creator).and_then(|p| p.layer)])
}

/// By place in [`TIERS`]; those whose followers nobody knows under none.
type Layers = Groups<Option<usize>>;

/// Everything that was spent, raw money, whatever of it counts in returns.
fn cost(sums: &Sums) -> Option<i128> {
    sums.costs.total()
}

/// Raw money spent by currency.
fn spent(layers: &Layers) -> BTreeMap<Currency, i128> {
    let mut all: BTreeMap<Currency, i128> = BTreeMap::new();
    for ((currency, _), group) in layers {
        if let Some(cost) = cost(&group.sums) {
            *all.entry(*currency).or_default() += cost;
        }
    }
    all
}

/// The budget of the campaign, raw money, where it is in this currency.
fn planned(now: &Side<'_>, currency: Currency) -> Option<i64> {
    let (of, raw) = budget(now)?;
    i64::try_from(raw).ok().filter(|_| of == currency)
}

/// The budget of the campaign as it counts: at the person's rates, where these are set.
fn budget(now: &Side<'_>) -> Option<(Currency, i128)> {
    let budget = now.matter.budget?;
    Some(now.worth(budget.currency, budget.raw.into()))
}

fn total(now: &Side<'_>, layers: &Layers, then: &Layers) -> Section {
    let columns = vec![
        Column::name("currency"),
        Column::number("planned"),
        Column::number("spent"),
        Column::number("spent_share").titled("review-col-planned-share"),
        Column::number("rest"),
        Column::number("spent_before"),
        Column::number("change"),
    ];
    let was = spent(then);
    let mut section = Section::new("budget", Message::new("review-about-budget"), columns);
    let mut all = spent(layers);
    if let Some((currency, _)) = budget(now) {
        all.entry(currency).or_default();
    }
    let of_budget = budget(now).map(|(currency, _)| currency);
    let apart = all
        .iter()
        .filter(|(c, spent)| Some(**c) != of_budget && **spent != 0);
    let apart: Vec<String> = apart.map(|(c, raw)| sum_of(*raw, *c)).collect();
    let alone = apart.is_empty();
    for (currency, spent) in all {
        let then = Value::money(was.get(&currency).copied(), currency);
        let change = Value::Money(spent, currency).change(&then);
        let planned = planned(now, currency).map(i128::from);
        let deals = layers.iter().filter(|((c, _), _)| *c == currency);
        let mut deals: Vec<u32> = deals.flat_map(|(_, g)| g.deals.iter().copied()).collect();
        deals.sort_unstable();
        // of what no rate makes one with the budget nobody knows whether that fits as well
        let over = planned.map(|p| spent <= p).filter(|fits| !fits || alone);
        section.row(
            vec![
                Value::code(currency).marked(Mark::Strong),
                Value::money(planned, currency).into(),
                Value::Money(spent, currency).passing(over),
                Value::percent(planned.and_then(|p| Ratio::of(spent, p))).into(),
                Value::money(planned.map(|p| p - spent), currency).into(),
                then.marked(Mark::Dim),
                change.into(),
            ],
            Behind::Deals(deals.as_slice().into()),
        );
    }
    if of_budget.is_some() && !alone {
        let said = Message::new("review-note-budget-apart");
        section.notes.push(said.with("sums", apart.join(" + ")));
    }
    let not_agreed = not_agreed(now);
    if !not_agreed.is_empty() {
        let sums: Vec<String> = not_agreed.iter().map(|(c, raw)| sum_of(*raw, *c)).collect();
        let said = Message::new("review-note-not-agreed");
        section.notes.push(said.with("sums", sums.join(" + ")));
    }
    if now.by.rules.scope == Scope::Commission {
        section.notes.push(Message::new("review-note-budget-scope"));
    }
    if now.matter.budget.is_none() {
        section.notes.push(Message::new(match now.matter.subject {
            Subject::Campaign(_) => "review-note-no-budget-set",
            Subject::Days(_) => "review-note-no-budget",
        }));
    }
    section
}

/// What was spent on those with whom terms were never agreed, raw money.
fn not_agreed(now: &Side<'_>) -> BTreeMap<Currency, i128> {
    let mut all: BTreeMap<Currency, i128> = BTreeMap::new();
    for done in now.deals.iter().filter(|d| !d.cooperates) {
        for (currency, sums) in done.purse.each() {
            if let Some(raw) = cost(sums).filter(|raw| *raw != 0) {
                *all.entry(currency).or_default() += raw;
            }
        }
    }
    all
}

fn sum_of(raw: i128, currency: Currency) -> String {
    native::money(i64::try_from(raw).unwrap_or(i64::MAX), currency)
}

fn mix(now: &Side<'_>, plan: &Plan, layers: &Layers, then: &Layers) -> Section {
    let columns = vec![
        Column::name("tier"),
        Column::number("creators"),
        Column::number("plan_share"),
        Column::number("planned"),
        Column::number("spent"),
        Column::number("rest"),
        Column::number("spent_share"),
        Column::number("points"),
        Column::number("spent_share_before"),
        Column::number("gmv"),
        Column::number("return"),
        Column::name("currency"),
    ];
    let weights = plan.mix.map(|n| n.to_string()).join("-");
    let about = Message::new("review-about-mix")
        .with("mix", weights)
        .with(
            "shoulder",
            if plan.shoulder == 2 { "head" } else { "waist" },
        )
        .with("points", plan.points);
    let mut section = Section::new("mix", about, columns);
    section.chart = Some(Chart::Bars(6));
    let rules = now.by.rules;
    let all: u64 = plan.mix.iter().sum();
    for currency in self::spent(layers).into_keys() {
        let group = |at: usize| layers.get(&(currency, Some(at)));
        let spent = |g: Option<&Group>| g.and_then(|g| cost(&g.sums)).unwrap_or(0);
        let told: [i128; 3] = std::array::from_fn(|at| spent(group(at)));
        let whole: i128 = told.iter().sum();
        let raw = told.map(|c| i64::try_from(c).unwrap_or(i64::MAX));
        let off = deviations(&raw, &plan.mix);
        let was = |at: usize| spent(then.get(&(currency, Some(at))));
        let was_whole: i128 = (0..TIERS.len()).map(was).sum();
        let parts = planned(now, currency).map(|b| split(b, &plan.mix, currency.digits()));
        for (at, tier) in TIERS.into_iter().enumerate() {
            let g = group(at);
            let points = off.as_ref().and_then(|o| o.get(at)).copied();
            let far = points.map(|p| {
                let edge = Decimal::whole(plan.points.into());
                let under = Decimal::whole((-plan.points).into());
                p.cmp_to(edge) != Ordering::Greater && p.cmp_to(under) != Ordering::Less
            });
            let share = plan
                .mix
                .get(at)
                .and_then(|w| Ratio::of((*w).into(), all.into()));
            let part = parts
                .as_ref()
                .and_then(|p| p.get(at))
                .map(|p| i128::from(*p));
            // points are told as parts of one, like every other rate
            let points = points.and_then(|p| p.over(Ratio::of(100, 1)?));
            section.row(
                vec![
                    Value::Word(format!("layer-{tier}")).marked(Mark::Strong),
                    Value::Count(
                        i64::try_from(g.map_or(0, |g| g.creators.len())).unwrap_or(i64::MAX),
                    )
                    .into(),
                    Value::percent(share).marked(Mark::Dim),
                    Value::money(part, currency).into(),
                    Value::Money(spent(g), currency).into(),
                    Value::money(part.map(|p| p - spent(g)), currency).into(),
                    Value::percent(Ratio::of(spent(g), whole)).into(),
                    points.map_or(Value::Missing, Value::Points).passing(far),
                    Value::percent(Ratio::of(was(at), was_whole)).marked(Mark::Dim),
                    Value::money(g.and_then(|g| g.sums.sales(rules).gmv), currency).into(),
                    Value::percent(g.and_then(|g| g.sums.numbers(rules).returned)).into(),
                    Value::code(currency).marked(Mark::Dim),
                ],
                g.map_or(Behind::Nothing, Group::behind),
            );
        }
        let unknown = spent(layers.get(&(currency, None)));
        if unknown != 0 {
            let sum = sum_of(unknown, currency);
            section
                .notes
                .push(Message::new("review-note-no-followers").with("sum", sum));
        }
    }
    section
}

/// The most creators that are told by what they cost.
const DEAREST: usize = 10;

fn single(now: &Side<'_>, plan: &Plan, layers: &Layers) -> Section {
    let columns = vec![
        Column::name("creator"),
        Column::name("tier"),
        Column::number("cost"),
        Column::number("of_budget"),
        Column::number("gmv"),
        Column::number("return"),
        Column::name("currency"),
    ];
    let about =
        Message::new("review-about-dearest").with("percent", plan.single.times_100().to_string());
    let mut section = Section::new("dearest", about, columns);
    let rules = now.by.rules;
    let all = spent(layers);
    let by = now.groups(|done| vec![done.deal.creator]);
    for (currency, whole) in all {
        let budget = planned(now, currency).map_or(whole, i128::from);
        let mine = by.iter().filter(|((c, _), _)| *c == currency);
        let mut mine: Vec<_> = mine
            .filter_map(|((_, id), g)| Some((cost(&g.sums)?, *id, g)))
            .filter(|(cost, ..)| *cost > 0)
            .collect();
        mine.sort_by_key(|(cost, id, _)| (std::cmp::Reverse(*cost), *id));
        for (cost, id, g) in mine.into_iter().take(DEAREST) {
            let person = now.person(id);
            let share = Ratio::of(cost, budget);
            let fits = share.map(|s| s.cmp_to(plan.single) != Ordering::Greater);
            let handle = person.map(|p| Arc::from(format!("@{}", p.handle)));
            let layer = person.and_then(|p| TIERS.get(p.layer?));
            let mark = Value::Missing.passing(fits.filter(|f| !f)).mark;
            section.row(
                vec![
                    handle
                        .map_or(Value::Missing, Value::Text)
                        .marked(Mark::Strong),
                    layer
                        .map_or(Value::Missing, |t| Value::Word(format!("layer-{t}")))
                        .into(),
                    Value::Money(cost, currency).into(),
                    Value::percent(share).marked(mark),
                    Value::money(g.sums.sales(rules).gmv, currency).into(),
                    Value::percent(g.sums.numbers(rules).returned).into(),
                    Value::code(currency).marked(Mark::Dim),
                ],
                Behind::Creator(id),
            );
        }
    }
    section
}

/// Raw cost and plays of collaborations that tell both, and which these are.
#[derive(Default)]
struct Watched {
    cost: i128,
    plays: i128,
    deals: Vec<u32>,
}

/// By currency and place in [`TIERS`].
fn costs_and_plays(side: &Side<'_>) -> BTreeMap<(Currency, usize), Watched> {
    let mut both: BTreeMap<(Currency, usize), Watched> = BTreeMap::new();
    for done in &side.deals {
        let layer = side.person(done.deal.creator).and_then(|p| p.layer);
        let told = done.purse.each().filter(|(_, s)| s.has_money());
        for (currency, sums) in told {
            if let Some(((cost, plays), layer)) = cost(sums).zip(sums.funnel.plays).zip(layer) {
                let slot = both.entry((currency, layer)).or_default();
                slot.cost += cost;
                slot.plays += i128::from(plays);
                slot.deals.push(done.deal.id);
            }
        }
    }
    both
}

fn cpm(now: &Side<'_>, before: Option<&Side<'_>>) -> Section {
    let columns = vec![
        Column::name("tier"),
        Column::number("plays"),
        Column::number("cost"),
        Column::number("cpm"),
        Column::number("reference"),
        Column::number("off_reference"),
        Column::number("cpm_before"),
        Column::number("change"),
        Column::name("currency"),
    ];
    let mut section = Section::new("cpm", Message::new("review-about-cpm"), columns);
    if matches!(now.matter.subject, Subject::Days(_)) {
        section.notes.push(Message::new("review-note-cpm-days"));
    }
    let both = costs_and_plays(now);
    let then = before.map(costs_and_plays).unwrap_or_default();
    let mut currencies: Vec<Currency> = both.keys().map(|(c, _)| *c).collect();
    currencies.dedup();
    for currency in currencies {
        let of = |at: usize| {
            let told = both.get(&(currency, at))?;
            Some((told, Ratio::of(told.cost * 1_000, told.plays)?))
        };
        let head = of(2).and_then(|(_, cpm)| cpm.to_raw(crate::domain::number::Unit::Count));
        if of(0).is_some() && head.is_none() {
            let said = Message::new("review-note-no-head");
            section.notes.push(said.with("currency", currency.code()));
        }
        for (at, tier) in TIERS.into_iter().enumerate() {
            let Some((told, cpm)) = of(at) else {
                continue;
            };
            // S3 knows one for the waist alone
            let reference = head.filter(|_| at == 0).and_then(waist_cpm);
            let value = Value::Price(cpm, currency);
            let wanted = Value::price(reference, currency);
            let off = value.change(&wanted);
            let was = then.get(&(currency, at));
            let was = was.and_then(|w| Ratio::of(w.cost * 1_000, w.plays));
            let was = Value::price(was, currency);
            let change = value.change(&was);
            let fits = reference.map(|r| cpm <= r);
            section.row(
                vec![
                    Value::Word(format!("layer-{tier}")).marked(Mark::Strong),
                    Value::Count(i64::try_from(told.plays).unwrap_or(i64::MAX)).into(),
                    Value::Money(told.cost, currency).into(),
                    value.passing(fits),
                    wanted.marked(Mark::Dim),
                    off.into(),
                    was.marked(Mark::Dim),
                    change.into(),
                    Value::code(currency).marked(Mark::Dim),
                ],
                Behind::Deals({
                    let mut ids = told.deals.clone();
                    ids.sort_unstable();
                    ids.as_slice().into()
                }),
            );
        }
    }
    section
}
