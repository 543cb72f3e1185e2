//! One creator: what the team's own work with them brought, and where there is none, what the platform's list says.

use jiff::civil::Date;

use super::audience::{Buyers, Match};
use super::books::{Books, Deal, twice};
use super::cost::CostKind;
use super::funnel::{Funnel, Rate};
use super::numbers::Rules;
use super::purse::Purse;
use super::ratio::Ratio;
use super::reckon::Reckoned;
use super::sums::{Side, Sums};
use super::verdict::{Confidence, Judged, Known};
use crate::domain::collab::native::money;
use crate::domain::creator::{Dated, Record};
use crate::domain::field::Metric;
use crate::domain::message::Message;
use crate::domain::metrics;
use crate::domain::money::Currency;
use crate::domain::number::Unit;

/// What the numbers of a creator stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Collaborations and order lines.
    Own,
    /// The platform's list of the shop's creators: estimated commission on sales before refunds, so that both are of the
    /// same sales.
    List,
    /// Nothing.
    None,
}

impl Basis {
    /// Name in files.
    pub const fn key(self) -> &'static str {
        match self {
            Basis::Own => "own",
            Basis::List => "list",
            Basis::None => "none",
        }
    }
}

/// A collaboration with its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct DealReturns {
    /// See [`Deal`].
    pub deal: Deal,
    /// Sums by currency.
    pub reckoned: Reckoned,
    /// The advice, in its main currency.
    pub judged: Judged,
}

/// See the module.
#[derive(Debug, Clone, PartialEq)]
pub struct Returns {
    /// What they stand on.
    pub basis: Basis,
    /// Sums by currency.
    pub purse: Purse,
    /// Currencies of which sums were converted, so that all are one.
    pub converted: Vec<Currency>,
    /// The advice, in the main currency.
    pub judged: Judged,
    /// Collaborations, rising by their numbers.
    pub deals: Vec<DealReturns>,
    /// What order lines without a collaboration come to.
    pub loose: Purse,
    /// Who bought.
    pub buyers: Option<Buyers>,
    /// Fans against buyers.
    pub matched: Option<Match>,
    /// Refunds that the list names and that are not taken off, raw money.
    pub listed_refunds: Option<i64>,
}

/// Days since 1970-01-01.
pub fn days(date: Date) -> i32 {
    (date - Date::constant(1970, 1, 1)).get_days()
}

/// The day a number of days after 1970-01-01.
pub fn date(days: i32) -> Option<Date> {
    // a plain span of more days than there are would not return
    let span = jiff::Span::new().try_days(days).ok()?;
    Date::constant(1970, 1, 1).checked_add(span).ok()
}

/// The days that the newest list of the shop's own creators is of: the first, where it says so, and the last.
pub fn days_of_list(record: &Record) -> Option<(Option<i32>, i32)> {
    let period = own_list(record)?.period;
    Some((period.start.map(days), days(period.end)))
}

/// What the newest list of the shop's own creators says of sales; other tools know nothing of what this shop sold.
fn own_list(record: &Record) -> Option<&Dated> {
    record
        .dated
        .iter()
        .find(|d| d.source.is_own_list() && d.observation.metrics.get(Metric::Gmv).is_some())
}

/// Sales, commission and fee as the platform's list has them, raw money, with the margin of whatever has none of its own.
pub(super) fn of_list(gmv: i64, costs: [Option<i64>; 2], margin: Option<i64>) -> Sums {
    let mut sums = Sums {
        direct: Side::sold(Some(gmv.into()), None, margin),
        margin,
        ..Sums::default()
    };
    for (kind, raw) in [CostKind::Commission, CostKind::FixedFee]
        .into_iter()
        .zip(costs)
    {
        if let Some(raw) = raw {
            sums.costs.add(kind, raw);
        }
    }
    sums
}

/// Sums of the platform's list.
fn listed(list: &Dated, books: &Books) -> Option<(Currency, Sums, bool)> {
    let own = |m: Metric| metrics::of(m, &list.observation.metrics);
    let gmv = own(Metric::Gmv)?;
    let margin = books.margins.on(None, None).map(|m| m.raw);
    let costs = [own(Metric::Commission), own(Metric::FlatFee)];
    let sums = Sums {
        orders: own(Metric::Orders),
        items: own(Metric::Items),
        funnel: Funnel {
            plays: own(Metric::Views),
            impressions: own(Metric::Impressions),
            clicks: own(Metric::Clicks),
            ..Funnel::default()
        },
        ..of_list(gmv, costs, margin)
    };
    Some((list.observation.currency, sums, margin.is_some()))
}

/// That sums were converted, and how.
pub fn at_rates(rules: &Rules, converted: &[Currency]) -> Option<Message> {
    let rates = rules.rates.sentences(converted);
    (!rates.is_empty()).then(|| Message::new("reason-converted").with("rates", rates))
}

/// Costs in another currency than the sales, which no number counts.
fn spent_apart(purse: &Purse) -> Option<Message> {
    let (main, _) = purse.main()?;
    // with sales of their own they have numbers of their own
    let apart = purse
        .each()
        .filter(|(c, s)| *c != main && s.direct.gmv.is_none());
    let costs = apart.filter_map(|(c, s)| Some((c, s.costs.total().filter(|raw| *raw != 0)?)));
    let sum = |(c, raw): (Currency, i128)| money(i64::try_from(raw).unwrap_or(i64::MAX), c);
    let all: Vec<String> = costs.map(sum).collect();
    let said = Message::new("reason-spent-apart").with("sums", all.join(", "));
    (!all.is_empty()).then_some(said)
}

impl Returns {
    /// Of a creator, whose books these are.
    pub fn of(books: &Books, record: &Record, rules: &Rules, today: Date) -> Returns {
        let judge = |reckoned: &mut Reckoned, until: Option<i32>, estimated: bool| {
            let converted = reckoned.purse.meet(&rules.rates);
            let none = Sums::default();
            let sums = reckoned.purse.main().map_or(&none, |(_, s)| s);
            let known = Known {
                until: until.and_then(date),
                today: Some(today),
                margin_by_default: reckoned.general_margin,
                estimated,
            };
            let mut judged = sums.judge(rules, known);
            judged.reasons.extend(at_rates(rules, &converted));
            if let Some(apart) = spent_apart(&reckoned.purse) {
                // behind what decided: money that counts nowhere
                judged.reasons.insert(judged.reasons.len().min(1), apart);
                judged.confidence = Confidence::Weak;
            }
            (judged, converted)
        };
        let mut all = Reckoned::default();
        let deals: Vec<DealReturns> = books
            .deals
            .iter()
            .map(|deal| {
                let mut reckoned = books.reckon(deal);
                all.purse.join(&reckoned.purse);
                all.general_margin |= reckoned.general_margin;
                let lines = deal.facts.lines.days.map(|d| d.1);
                let (judged, _) = judge(&mut reckoned, lines.or(deal.days.1), false);
                DealReturns {
                    deal: deal.clone(),
                    reckoned,
                    judged,
                }
            })
            .collect();
        let mut loose = Purse::default();
        for l in &books.loose {
            let one = books.reckon_loose(l);
            all.general_margin |= one.general_margin;
            loose.join(&one.purse);
        }
        all.purse.join(&loose);
        for (_, again) in &books.again {
            all.purse.join(&twice(again));
        }
        let own = all.purse.each().any(|(_, s)| s.has_money());
        let (mut basis, mut until, mut listed_refunds) = (Basis::Own, books.last_day(), None);
        if !own {
            let list = own_list(record);
            match list.and_then(|list| listed(list, books)) {
                Some((currency, sums, general)) => {
                    basis = Basis::List;
                    until = list.map(|d| days(d.period.end));
                    all.purse.add(currency, &sums);
                    all.general_margin = general;
                    listed_refunds = list.and_then(|d| d.observation.metrics.get(Metric::Refunds));
                }
                None => basis = Basis::None,
            }
        }
        if basis == Basis::Own
            && let Some(main) = all.purse.main().map(|(c, _)| c)
        {
            let (funnel, contents) = books.beside;
            let sums = all.purse.of(main);
            let margin = sums.margin;
            sums.join(&Sums {
                funnel,
                contents,
                margin,
                ..Sums::default()
            });
        }
        let (judged, converted) = judge(&mut all, until, basis == Basis::List);
        let weighed: Vec<(Buyers, i64)> = deals
            .iter()
            .filter_map(|d| Some((d.deal.buyers?, d.deal.facts.typed.buyers.unwrap_or(0))))
            .collect();
        let buyers = Buyers::mean(&weighed);
        let fans = Metric::AGE_BANDS.map(|m| record.profile.metric(m));
        Returns {
            basis,
            purse: all.purse,
            converted,
            judged,
            deals,
            loose,
            matched: buyers.and_then(|b| Match::of(&fans, &b.bands)),
            buyers,
            listed_refunds,
        }
    }

    /// The sums in the main currency.
    pub fn main(&self) -> Option<(Currency, &Sums)> {
        self.purse.main()
    }

    /// Orders over clicks: of one's own work, else as the platform's files say.
    pub fn cvr(&self, record: &Record) -> Option<Ratio> {
        let own = self.main().and_then(|(_, s)| s.rate(Rate::Cvr));
        let file = || record.profile.metric(Metric::Cvr);
        own.or_else(|| file().map(|raw| Ratio::from_raw(raw, Unit::Ratio)))
    }
}
