//! Returns of one creator for people to read, and where the creator stands among its peers.

use std::io::Write;

use super::fault::Fault;
use super::here::Here;
use super::json::Json;
use super::returns_json::{amount, ratio};
use crate::app::format::{MISSING, tier};
use crate::domain::creator::Record;
use crate::domain::facet::{Facet, TOP_CATEGORIES};
use crate::domain::field::{Attr, Metric};
use crate::domain::filter::{Condition, Filter, Test};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::Unit;
use crate::domain::returns::creator::{Basis, Returns, exposure};
use crate::domain::returns::diagnosis::{self, Diagnosis};
use crate::domain::returns::funnel::Rate;
use crate::domain::returns::{Numbers, Ratio, Sums, ratio as quotient};
use crate::pool::{Pool, Query};
use crate::text;

/// Where a creator stands, and what it was held against.
pub struct Standing {
    /// The quadrant.
    pub diagnosis: Diagnosis,
    /// Its conversion.
    pub cvr: Option<Ratio>,
    /// The median of its peers.
    pub baseline: Option<Ratio>,
    /// How many peers have clicks.
    pub peers: usize,
    /// Impressions a product.
    pub exposure: Option<Ratio>,
    /// The pool's median of them.
    pub median: Option<Ratio>,
}

/// Finds where a creator stands: conversion against creators of the same category and tier, exposure against the pool.
pub fn standing(here: &Here, record: &Record, r: &Returns, pool: &Pool) -> Standing {
    let scheme = here.settings.schemes.default;
    let top: Vec<String> = record
        .profile
        .list(Attr::Categories)
        .take(TOP_CATEGORIES)
        .map(str::to_owned)
        .collect();
    let like = |test: Test| Condition {
        negated: false,
        test,
    };
    let band = tier(record, &here.settings, scheme).map(str::to_owned);
    let conditions = [
        (!top.is_empty()).then_some(like(Test::OneOf(Facet::Category, top))),
        band.map(|b| like(Test::OneOf(Facet::Tier, vec![b]))),
    ];
    let filter = Filter {
        conditions: conditions.into_iter().flatten().collect(),
        ..Filter::default()
    };
    let answer = pool.query(&Query {
        filter: &filter,
        schemes: &here.settings.schemes,
        rates: &here.settings.rates,
        today: here.today,
        sort: &[],
        probes: &[],
        facets: false,
    });
    let value = |id: u32, m: Metric| pool.value(id, m, here.today);
    let peers: Vec<Ratio> = match filter.conditions.len() {
        // nobody knows who its peers are
        0 | 1 => Vec::new(),
        _ => answer
            .ids
            .all()
            .iter()
            .filter(|id| **id != record.id)
            .filter_map(|id| Some(Ratio::from_raw(value(*id, Metric::Cvr)?, Unit::Ratio)))
            .collect(),
    };
    let exposures = pool.ids().into_iter().filter_map(|id| {
        let products = value(id, Metric::Products)
            .or_else(|| value(id, Metric::Showcase))
            .or_else(|| value(id, Metric::ProductsSold))
            .filter(|n| *n > 0);
        Ratio::of_counts(value(id, Metric::Impressions), products)
    });
    let exposures: Vec<Ratio> = exposures.collect();
    let count = peers.len();
    let cvr = r.cvr(record);
    let baseline = diagnosis::baseline(None, peers);
    let median = quotient::median(exposures);
    Standing {
        diagnosis: r.diagnosis(record, baseline, median),
        cvr,
        baseline,
        peers: count,
        exposure: exposure(record),
        median,
    }
}

impl Standing {
    /// Of somebody of whom too little is known.
    pub const fn nowhere() -> Self {
        Standing {
            diagnosis: Diagnosis::NoData,
            cvr: None,
            baseline: None,
            peers: 0,
            exposure: None,
            median: None,
        }
    }

    /// As members of an object.
    pub fn json(&self) -> Json {
        Json::object([
            ("quadrant", Json::Text(self.diagnosis.key().to_owned())),
            ("cvr", ratio(self.cvr)),
            ("baseline", ratio(self.baseline)),
            ("peers", Json::from(self.peers)),
            ("impressions_per_product", ratio(self.exposure)),
            ("pool_median", ratio(self.median)),
        ])
    }
}

/// `142 %`, or the sign for what is missing.
pub fn percent(r: Option<Ratio>) -> String {
    r.map_or_else(|| MISSING.to_owned(), |r| format!("{} %", r.percent()))
}

/// `4.00`, or the sign for what is missing.
pub fn times(r: Option<Ratio>) -> String {
    r.map_or_else(|| MISSING.to_owned(), |r| r.fixed(2))
}

/// The four numbers, each by its name.
pub fn named(here: &Here, n: &Numbers) -> String {
    [
        ("number-return", percent(n.returned)),
        ("number-net", percent(n.net)),
        ("number-revenue", percent(n.revenue)),
        ("number-roas", times(n.roas)),
    ]
    .map(|(id, value)| format!("{} {value}", here.words.get(id)))
    .join(" · ")
}

fn shown(raw: i128, currency: Currency) -> String {
    text::grouped(&amount(raw, currency))
}

/// What the section of `daren show` says.
pub fn section(
    here: &Here,
    r: &Returns,
    standing: Option<&Standing>,
    to: &mut dyn Write,
) -> Result<(), Fault> {
    if r.basis == Basis::None {
        return Ok(());
    }
    let words = &here.words;
    let rules = &here.settings.returns;
    writeln!(to, "\n{}", words.get("show-returns"))?;
    for (currency, s) in r.purse.each() {
        if s.direct.gmv.is_none() && s.costs.total().is_none() {
            continue;
        }
        let verdict = match r.main().map(|(c, _)| c) == Some(currency) {
            true => format!("{} · ", words.get(r.judged.verdict.word_id())),
            false => String::new(),
        };
        writeln!(
            to,
            "  {currency}  {verdict}{}",
            named(here, &s.numbers(rules))
        )?;
        money(here, currency, s, to)?;
    }
    for reason in &r.judged.reasons {
        writeln!(to, "  · {}", words.say(reason))?;
    }
    if let Some((_, s)) = r.main() {
        let rates: Vec<String> = Rate::ALL
            .iter()
            .filter_map(|rate| {
                let value = s.rate(*rate)?;
                let name = words.get(&format!("rate-{}", rate.key().replace('_', "-")));
                Some(format!("{name} {} %", value.percent()))
            })
            .collect();
        if !rates.is_empty() {
            writeln!(to, "  {}", rates.join(" · "))?;
        }
    }
    if let Some(s) = standing.filter(|s| s.diagnosis != Diagnosis::NoData) {
        let m = Message::new("show-diagnosis")
            .word(
                "quadrant",
                format!("diagnosis-{}", s.diagnosis.key().replace('_', "-")),
            )
            .with("cvr", percent(s.cvr))
            .with("baseline", percent(s.baseline))
            .with("peers", s.peers);
        writeln!(to, "  {}", words.say(&m))?;
    }
    if let Some(m) = r.matched {
        let name = |at: usize| Metric::AGE_BAND_NAMES.get(at).copied().unwrap_or_default();
        let said = match m.mismatch {
            Some((fan, buyer)) => Message::new("show-mismatch")
                .with("fans", name(fan))
                .with("buyers", name(buyer)),
            None => Message::new("show-match"),
        };
        let said = said.with("percent", m.ratio().percent());
        writeln!(to, "  {}", words.say(&said))?;
    }
    for d in &r.deals {
        let Some((currency, s)) = d.reckoned.purse.main() else {
            continue;
        };
        if s.direct.gmv.is_none() && s.costs.total().is_none() {
            continue;
        }
        let mut parts = vec![d.deal.reference.to_string()];
        parts.extend(d.deal.campaign.as_deref().map(str::to_owned));
        parts.extend(d.deal.product.as_deref().map(str::to_owned));
        writeln!(to, "  {}", parts.join(" · "))?;
        let verdict = words.get(d.judged.verdict.word_id());
        writeln!(
            to,
            "    {currency}  {verdict} · {}",
            named(here, &s.numbers(rules))
        )?;
    }
    for (currency, s) in r.loose.each() {
        let m = Message::new("show-loose")
            .with("n", s.orders.unwrap_or(0))
            .with(
                "sum",
                format!("{} {currency}", shown(s.direct.gmv.unwrap_or(0), currency)),
            );
        writeln!(to, "  {}", words.say(&m))?;
    }
    Ok(())
}

fn money(here: &Here, currency: Currency, s: &Sums, to: &mut dyn Write) -> Result<(), Fault> {
    let words = &here.words;
    let mut parts = Vec::new();
    for (id, raw) in [
        ("money-gmv", s.direct.gmv),
        ("money-refunds", s.direct.refunds),
        ("money-indirect", s.indirect.gmv),
    ] {
        if let Some(raw) = raw {
            parts.push(format!("{} {}", words.get(id), shown(raw, currency)));
        }
    }
    writeln!(to, "    {}", parts.join(" · "))?;
    let costs: Vec<String> = s
        .costs
        .present()
        .filter(|(_, raw)| *raw != 0)
        .map(|(kind, raw)| {
            let name = words.get(&format!("cost-{}", kind.key().replace('_', "-")));
            format!("{name} {}", shown(raw, currency))
        })
        .collect();
    if let Some(total) = s.costs.total() {
        let all = match costs.is_empty() {
            true => String::new(),
            false => format!(" = {}", costs.join(" + ")),
        };
        writeln!(
            to,
            "    {} {}{all}",
            words.get("money-cost"),
            shown(total, currency)
        )?;
    }
    Ok(())
}
