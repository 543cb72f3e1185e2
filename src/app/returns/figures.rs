//! What stands above the tables: the four numbers, the verdict, the way from sales to profit, the funnel.

use std::collections::HashSet;

use super::ReturnsView;
use crate::app::State;
use crate::app::format::MISSING;
use crate::app::rich::{Line, Role, wrap};
use crate::domain::collab::native::money;
use crate::domain::field::Metric;
use crate::domain::message::Message;
use crate::domain::metrics;
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};
use crate::domain::returns::account::{Account, completion};
use crate::domain::returns::creator::{Basis, date};
use crate::domain::returns::diagnosis::Diagnosis;
use crate::domain::returns::funnel::Rate;
use crate::domain::returns::sums::FINE;
use crate::domain::returns::{CostKind, Ratio, Sums, Verdict};
use crate::text::{grouped, truncate_with, width};
use crate::words::Words;

/// Cells of a name below which it is none.
const NAME: usize = 4;

/// From this share of buyers who come back within three months on, somebody is a quality partner.
const QUALITY: Decimal = Decimal {
    mantissa: 15,
    scale: 2,
};

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

pub(super) fn count(n: Option<i64>) -> String {
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
    line = line.dim("   ").plain(currency.code());
    // sums are never added over currencies: that there are others has to be said
    let others = r.purse.each().filter(|(c, s)| {
        *c != currency && (s.direct.gmv.is_some() || s.costs.total().is_some_and(|raw| raw != 0))
    });
    let others: Vec<String> = others
        .map(|(c, _)| c.code().to_owned())
        .filter(|c| !c.is_empty())
        .collect();
    match others.is_empty() {
        true => line,
        false => line.dim(format!(" +{}", others.join(" +"))),
    }
}

/// Who this is of and of which days: name, tier, first and last day; the name gives way where there is no room.
pub fn title(state: &State, view: &ReturnsView, cells: usize) -> String {
    let handle = format!("@{}", view.handle);
    let Some(account) = &view.account else {
        return handle;
    };
    let day = |at: i32| date(at).map_or(MISSING.to_owned(), |d| d.to_string());
    let days = account.days.map(|(first, last)| match first {
        Some(first) if first != last => format!("{} – {}", day(first), day(last)),
        _ => day(last),
    });
    let tier = account.tier.as_deref().map(str::to_owned);
    let behind: Vec<String> = [tier, days].into_iter().flatten().collect();
    let with = |name: Option<&str>| {
        let parts = [Some(handle.as_str()), name].into_iter().flatten();
        let parts = parts.chain(behind.iter().map(String::as_str));
        parts.collect::<Vec<_>>().join(" · ")
    };
    let bare = with(None);
    let dots = if state.settings.ascii { "..." } else { "…" };
    let left = cells.saturating_sub(width(&bare) + 3);
    match account.name.as_deref() {
        Some(name) if width(name) <= left => with(Some(name)),
        Some(name) if left >= NAME => with(Some(&truncate_with(name, left, dots))),
        _ => bare,
    }
}

/// What stands beside the returns and never inside them: sales elsewhere, who comes back, and what is left in the long
/// run. Empty where nothing of it is known.
pub fn beside(words: &Words, currency: Currency, s: &Sums, ascii: bool) -> Vec<String> {
    let named = |id: &str, value: String| format!("{} {value}", words.get(id));
    let indirect = s.indirect.gmv.filter(|raw| *raw != 0);
    let indirect = indirect.map(|raw| {
        let raw = i64::try_from(raw).unwrap_or(i64::MAX);
        named("money-indirect", money(raw, currency))
    });
    let repurchase = s.repurchase().map(|r| {
        let passes = r.cmp_to(QUALITY).is_ge();
        let said = format!("{} ({})", percent(Some(r)), mark(passes, ">=15 %", ascii));
        named("field-repurchase", said)
    });
    let tail = [
        ("collab-follower-gain", s.follower_gain),
        ("collab-site-visits", s.site_visits),
        ("collab-brand-searches", s.brand_searches),
    ];
    let tail = tail
        .into_iter()
        .filter_map(|(id, n)| Some(named(id, grouped(&n?.to_string()))));
    indirect.into_iter().chain(repurchase).chain(tail).collect()
}

/// A benchmark with whether it is met, which is read without the colour.
fn mark(passes: bool, edge: &str, ascii: bool) -> String {
    let sign = match (passes, ascii) {
        (true, false) => "✓",
        (false, false) => "✗",
        (true, true) => "+",
        (false, true) => "x",
    };
    format!("{sign} {edge}")
}

/// How well fans and buyers go together, in a sentence.
pub fn audience(account: &Account) -> Option<Message> {
    Some(account.returns.matched?.message())
}

/// What the numbers stand on: collaborations, or the platform's list.
pub fn basis(state: &State, account: &Account) -> String {
    let r = &account.returns;
    match r.basis {
        Basis::Own => {
            let n = r.deals.len();
            let m = Message::new("returns-own")
                .with("n", n)
                .with("lines", account.sales.total);
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
        false => {
            let said = Message::new("returns-because")
                .with("verdict", word.clone())
                .with("reasons", reasons.join(&state.words.get("returns-between")));
            state.words.say(&said)
        }
    };
    let mut lines = wrap(&text, cells);
    // what is cut says so
    let next = lines.get(most).cloned();
    if let Some((last, next)) = lines.get_mut(most.saturating_sub(1)).zip(next) {
        let dots = if state.settings.ascii { "..." } else { "…" };
        let rest = format!("{last} {next}{}", " ".repeat(cells));
        *last = truncate_with(&rest, cells, dots).into_owned();
    }
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
        if goods != 0 {
            add(state.words.say(&name), -goods, false);
        }
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

/// The same in at most so many rows: the smallest steps become one, so that it still adds up.
pub fn fewer(state: &State, steps: Vec<Step>, most: usize) -> Vec<Step> {
    let many = steps.len();
    if many <= most || most < 3 {
        return steps;
    }
    let mut small: Vec<(i128, usize)> = (0..)
        .zip(&steps)
        .filter(|(_, s)| !s.total)
        .map(|(at, s)| (s.raw.abs(), at))
        .collect();
    small.sort_unstable();
    small.truncate(many - most + 1);
    let hidden: HashSet<usize> = small.into_iter().map(|(_, at)| at).collect();
    let mut raw = 0;
    let mut kept = Vec::with_capacity(most);
    for (at, step) in (0..).zip(steps) {
        match hidden.contains(&at) {
            true => raw += step.raw,
            false => kept.push(step),
        }
    }
    let said = Message::new("returns-more-steps").with("n", hidden.len());
    let rest = Step {
        name: state.words.say(&said),
        raw,
        total: false,
    };
    // how it ends stands last
    let ends = kept.last().is_some_and(|s| s.total);
    kept.insert(kept.len() - usize::from(ends), rest);
    kept
}

/// A step of the funnel: name, count, rate to the step before, and the peers' rate.
pub struct Stage {
    /// Name, with the step that the rate is a share of.
    pub name: String,
    /// How many.
    pub count: String,
    /// Of the step that is named.
    pub rate: String,
    /// Of creators alike.
    pub peers: String,
    /// Whether it meets the benchmark that stands in place of a count; none where there is no benchmark.
    pub met: Option<bool>,
}

/// A rate and what it is held against: whether that is met, and the words for it.
fn held(state: &State, metric: Metric, rate: Ratio) -> Option<(bool, String)> {
    let b = metrics::benchmark(metric, None)?;
    let passes = b.passes(rate.to_raw(Unit::Ratio)?);
    let edge = format!(">{} % {}", b.threshold.times_100(), b.convention);
    Some((passes, mark(passes, &edge, state.settings.ascii)))
}

/// The counts of rates that are marked with `*`, because those above are of more work than they are.
pub fn told_of(state: &State, account: &Account) -> Option<String> {
    let (_, s) = account.returns.main()?;
    let each = [Rate::Payment, Rate::Cvr].into_iter().filter_map(|rate| {
        s.rate(rate)?;
        let (part, some) = s.told_of(rate)?;
        let of = match rate {
            Rate::Payment => "funnel-carts",
            _ => "funnel-clicks",
        };
        let said = Message::new("funnel-some")
            .with("part", part)
            .with("n", some);
        Some(state.words.say(&said.word("step", of)))
    });
    let each: Vec<String> = each.collect();
    let said = Message::new("funnel-told").with("counts", each.join(", "));
    (!each.is_empty()).then(|| state.words.say(&said))
}

/// What a rate is a share of: the id of the step's name.
fn step_before(rate: Rate) -> Option<&'static str> {
    Some(match rate {
        Rate::Ctr => "funnel-plays",
        Rate::PlatformCtr => "funnel-impressions",
        Rate::Cart | Rate::Cvr => "funnel-clicks",
        Rate::Payment => "funnel-carts",
        _ => return None,
    })
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
        .map(|(id, n, rate)| {
            let own = rate.and_then(|r| s.rate(r));
            let peers = peers(rate);
            let of = rate.filter(|_| own.is_some() || !peers.is_empty());
            let some = rate.and_then(|r| s.told_of(r));
            let of = of.and_then(step_before).map(|step| {
                let of = Message::new("funnel-of").word("name", id);
                state.words.say(&of.word("step", step))
            });
            Stage {
                name: of.unwrap_or_else(|| state.words.get(id)),
                count: count(n),
                // of what is not known there is no share; beside the peers' it is said that there is none
                rate: match (own, peers.is_empty()) {
                    (None, true) => String::new(),
                    (own, _) => starred(own, some.is_some()),
                },
                peers,
                met: None,
            }
        })
        .collect();
    let viewers = [
        (Rate::Engagement, Metric::Engagement),
        (Rate::Like, Metric::LikeRate),
        (Rate::Share, Metric::ShareRate),
    ];
    let viewers = viewers.map(|(rate, metric)| (Some(rate), Some(metric)));
    let cvr = (orders != Rate::Cvr).then_some((Some(Rate::Cvr), None));
    let completed = (None, Some(Metric::Completion));
    for (rate, metric) in cvr.into_iter().chain(viewers).chain([completed]) {
        let (own, id) = match rate {
            Some(rate) => (
                s.rate(rate),
                format!("rate-{}", rate.key().replace('_', "-")),
            ),
            None => (completion(&account.contents), "rate-completion".to_owned()),
        };
        let Some(own) = own else { continue };
        let (met, edge) = metric.and_then(|m| held(state, m, own)).unzip();
        let some = rate.and_then(|r| s.told_of(r));
        all.push(Stage {
            name: state.words.get(&id),
            count: edge.unwrap_or_default(),
            // where some clicks come from work of which no orders are known
            rate: starred(Some(own), some.is_some()),
            peers: peers(rate),
            met,
        });
    }
    all
}

/// A rate, marked where it is of less than the counts above it.
fn starred(rate: Option<Ratio>, partly: bool) -> String {
    let mark = if partly && rate.is_some() { "*" } else { "" };
    format!("{}{mark}", percent(rate))
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

/// The same with what it was held against on the other axis.
pub fn stands(state: &State, account: &Account) -> Option<String> {
    let (_, said) = standing(state, account)?;
    let s = &account.standing;
    let whole = |r: Option<Ratio>| r.map_or(MISSING.to_owned(), |r| grouped(&r.fixed(0)));
    let exposure = Message::new("returns-exposure")
        .with("own", whole(s.exposure))
        .with("median", whole(s.median));
    let between = state.words.get("returns-between");
    Some([said, state.words.say(&exposure)].join(&between))
}
