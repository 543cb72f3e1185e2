//! Returns as the pool holds them: a few numbers for each creator and each collaboration.

use hashbrown::HashMap;

use super::books::{Deal, Loose, twice};
use super::creator::of_list;
use super::few::Few;
use super::funnel::Rate;
use super::numbers::Rules;
use super::purse::Purse;
use super::ratio::Ratio;
use super::reckon::Reckoned;
use super::sums::{FINE, Sums};
use super::verdict::Verdict;
use crate::domain::collab::stage::Stage;
use crate::domain::field::Metric;
use crate::domain::money::Currency;
use crate::domain::number::Unit;

/// Stands for a number that is missing.
const MISSING: i64 = i64::MIN;

/// What a creator, or a collaboration, has brought and cost, in its main currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earned {
    /// Of its money.
    pub currency: Currency,
    /// The advice.
    pub verdict: Verdict,
    /// In the order of [`Metric::RETURNS`], raw.
    values: [i64; Metric::RETURNS.len()],
    /// Orders over clicks, raw.
    cvr: i64,
    /// Product impressions a product of the team's own work, a raw [`Unit::Mean`].
    exposure: i64,
}

/// Product impressions a product: those of collaborations that tell theirs, over the products they were about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    impressions: i64,
    products: Vec<Option<i64>>,
}

impl Seen {
    /// With another collaboration.
    pub fn add(&mut self, product: Option<i64>, impressions: Option<i64>) {
        if let Some(n) = impressions {
            self.impressions = self.impressions.saturating_add(n);
            if !self.products.contains(&product) {
                self.products.push(product);
            }
        }
    }

    /// A raw [`Unit::Mean`]; none where nobody tells any.
    pub fn a_product(&self) -> Option<i64> {
        let products = i64::try_from(self.products.len()).ok().filter(|n| *n > 0)?;
        Unit::Mean.divide(self.impressions.into(), products.into())
    }
}

impl Earned {
    /// Of sums in one currency.
    pub fn of(currency: Currency, sums: &Sums, rules: &Rules) -> Earned {
        let numbers = sums.numbers(rules);
        let sales = sums.sales(rules);
        let ratio = |of: Option<Ratio>| of.and_then(|r| r.to_raw(Unit::Ratio));
        let money = |raw: Option<i128>| raw.and_then(|raw| i64::try_from(raw).ok());
        let value = |m: Metric| match m {
            Metric::Return => ratio(numbers.returned),
            Metric::NetRoi => ratio(numbers.net),
            Metric::RevenueRoi => ratio(numbers.revenue),
            Metric::Roas => numbers.roas.and_then(|r| r.to_raw(Unit::Times)),
            // towards zero: what is left of a ten-thousandth is nothing
            Metric::Profit => money(sums.gain(rules).map(|gain| gain / FINE)),
            Metric::Cost => money(sums.cost(rules)),
            Metric::CollabGmv => money(sales.gmv),
            Metric::CollabOrders => sums.orders,
            Metric::CollabRefund => ratio(sums.refund_rate()),
            Metric::Repurchase => ratio(sums.repurchase()),
            _ => None,
        };
        Earned {
            currency,
            verdict: sums.verdict(rules),
            values: Metric::RETURNS.map(|m| value(m).unwrap_or(MISSING)),
            cvr: ratio(sums.rate(Rate::Cvr)).unwrap_or(MISSING),
            exposure: MISSING,
        }
    }

    /// Of what the platform's list says: sales before refunds against estimated commission and fee, raw money, with the
    /// margin of whatever has none of its own.
    pub fn of_list(
        currency: Currency,
        gmv: i64,
        costs: [Option<i64>; 2],
        margin: Option<i64>,
        rules: &Rules,
    ) -> Earned {
        let mut earned = Earned::of(currency, &of_list(gmv, costs, margin), rules);
        // what was sold stands in the list's own column: this one is of the team's work
        if let Some(at) = place(Metric::CollabGmv) {
            earned.values[at] = MISSING;
        }
        earned
    }

    /// With what its collaborations say one after the other.
    fn with_record(mut self, record: &Proven) -> Earned {
        let told = [
            (Metric::Worked, Some(record.times)),
            (Metric::BestReturn, record.best),
            (Metric::LastReturn, record.last),
            (Metric::ReturnTrend, record.trend()),
            (Metric::Risk, record.risk()),
        ];
        for (metric, value) in told {
            if let (Some(at), Some(value)) = (place(metric), value) {
                self.values[at] = value;
            }
        }
        self
    }

    /// With so many order lines among them that belong to no collaboration.
    fn with_unattached(mut self, lines: i64) -> Earned {
        if let Some(at) = place(Metric::Unattached) {
            self.values[at] = lines;
        }
        self
    }

    /// One of [`Metric::RETURNS`], raw.
    pub fn value(&self, metric: Metric) -> Option<i64> {
        let at = place(metric)?;
        self.values.get(at).copied().filter(|v| *v != MISSING)
    }

    /// Product impressions a product, a raw [`Unit::Mean`].
    pub fn exposure(&self) -> Option<i64> {
        Some(self.exposure).filter(|v| *v != MISSING)
    }

    /// Orders over clicks, raw.
    pub fn cvr(&self) -> Option<i64> {
        Some(self.cvr).filter(|v| *v != MISSING)
    }
}

fn place(metric: Metric) -> Option<usize> {
    metric.index().checked_sub(Metric::Return.index())
}

/// What a creator is worth by what has been proven, collaboration by collaboration; raw [`Unit::Ratio`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Proven {
    /// Collaborations that came under contract.
    times: i64,
    best: Option<i64>,
    last: Option<i64>,
    before: Option<i64>,
    /// Refund rates of the last one and the one before it.
    refunds: [Option<i64>; 2],
}

/// So far a rate has to move before it is worth a warning: five points.
const STEP: i64 = Unit::Ratio.per_one() / 20;

impl Proven {
    /// Of `times` under contract, and of day, return and refund rate of each that has a return, in the order of their
    /// numbers.
    fn of(times: i64, mut each: Vec<(i32, i64, Option<i64>)>) -> Proven {
        each.sort_by_key(|(day, ..)| *day);
        let mut newest = each.iter().rev();
        let (last, before) = (newest.next(), newest.next());
        Proven {
            times,
            best: each.iter().map(|(_, r, _)| *r).max(),
            last: last.map(|(_, r, _)| *r),
            before: before.map(|(_, r, _)| *r),
            refunds: [last, before].map(|one| one.and_then(|(_, _, refunds)| *refunds)),
        }
    }

    /// By how much the last return is above the one before it.
    fn trend(&self) -> Option<i64> {
        let (last, before) = self.last.zip(self.before)?;
        // whole steps: a difference of what was cut off says nothing
        Some(((last >> 1) - (before >> 1)) << 1)
    }

    /// Signs that it gets worse: 1 where the return falls by five points or more, 2 where as much more is sent back, 3
    /// for both; 0 where neither does.
    fn risk(&self) -> Option<i64> {
        let trend = self.trend()?;
        let more = match self.refunds {
            [Some(last), Some(before)] => last - before >= STEP,
            _ => false,
        };
        Some(i64::from(trend <= -STEP) + 2 * i64::from(more))
    }
}

/// What creators and collaborations have earned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Earnings {
    /// Rising by creator; who has neither sold nor cost anything is not among them.
    pub creators: Vec<(u32, Earned)>,
    /// Rising by collaboration.
    deals: Vec<(u32, Earned)>,
}

/// A creator while books are read: one place for all of it, since a hundred thousand of them are gone to in the order of
/// their collaborations.
#[derive(Debug, Default)]
struct Own {
    creator: u32,
    purse: Purse,
    /// What is seen of its products.
    seen: Seen,
    /// Collaborations that came under contract.
    times: i64,
    /// Day, return and refund rate of each collaboration that has a return.
    each: Vec<(i32, i64, Option<i64>)>,
    /// Whether it has collaborations.
    worked: bool,
    /// Order lines that belong to no collaboration.
    unattached: Option<i64>,
}

impl Own {
    fn add(&mut self, deal: &Deal, earned: Option<&Earned>) {
        self.worked = true;
        let agreed = deal.stage.is_some_and(|s| {
            (Stage::Contracted..=Stage::Reinvest).contains(&s) || s == Stage::Dropped
        });
        self.times += i64::from(agreed);
        let Some(returned) = earned.and_then(|e| e.value(Metric::Return)) else {
            return;
        };
        let refunds = earned.and_then(|e| e.value(Metric::CollabRefund));
        let day = deal.days.1.or(deal.due).or(deal.days.0);
        self.each.push((day.unwrap_or(i32::MIN), returned, refunds));
    }

    /// What it has earned; none where nothing is known of sales or costs.
    fn earned(mut self, rules: &Rules) -> Option<(u32, Earned)> {
        self.purse.meet(&rules.rates);
        let told = self.purse.each().any(|(_, s)| s.has_money());
        let (currency, sums) = self.purse.main().filter(|_| told)?;
        let mut earned = Earned::of(currency, sums, rules);
        if let Some(seen) = self.seen.a_product() {
            earned.exposure = seen;
        }
        if self.worked {
            earned = earned.with_record(&Proven::of(self.times, self.each));
        }
        if let Some(lines) = self.unattached {
            earned = earned.with_unattached(lines);
        }
        Some((self.creator, earned))
    }
}

/// Earnings while books are read.
#[derive(Debug)]
pub struct Earning<'r> {
    rules: &'r Rules,
    own: Vec<Own>,
    /// Where a creator stands among them.
    at: HashMap<u32, usize>,
    deals: Vec<(u32, Earned)>,
}

impl<'r> Earning<'r> {
    /// By these rules.
    pub fn new(rules: &'r Rules) -> Self {
        Earning {
            rules,
            own: Vec::new(),
            at: HashMap::new(),
            deals: Vec::new(),
        }
    }

    fn own(&mut self, creator: u32) -> &mut Own {
        let next = self.own.len();
        let at = *self.at.entry(creator).or_insert(next);
        if at == next {
            self.own.push(Own {
                creator,
                ..Own::default()
            });
        }
        &mut self.own[at]
    }

    /// A collaboration; their numbers rise.
    pub fn add(&mut self, deal: &Deal, reckoned: Reckoned) {
        let rules = self.rules;
        let of = |purse: &Purse| {
            let (currency, sums) = purse.main().filter(|(_, s)| s.has_money())?;
            Some(Earned::of(currency, sums, rules))
        };
        let earned = match rules.rates.is_set() {
            true => {
                let mut purse = reckoned.purse.clone();
                purse.meet(&rules.rates);
                of(&purse)
            }
            false => of(&reckoned.purse),
        };
        self.deals.extend(earned.map(|e| (deal.id, e)));
        let impressions = reckoned
            .purse
            .each()
            .filter_map(|(_, s)| s.funnel.impressions);
        let impressions = impressions.reduce(i64::saturating_add);
        let own = self.own(deal.creator);
        own.add(deal, earned.as_ref());
        own.seen.add(deal.facts.typed.product, impressions);
        own.purse.take(reckoned.purse);
    }

    /// Order lines that belong to none: of each creator once.
    pub fn add_loose(&mut self, loose: &Loose, reckoned: Reckoned) {
        let own = self.own(loose.creator);
        own.unattached = Some(loose.count());
        own.purse.take(reckoned.purse);
    }

    /// Orders that count in several collaborations: after these.
    pub fn add_again(&mut self, creator: u32, again: &Few<Currency, i64>) {
        if let Some(at) = self.at.get(&creator) {
            self.own[*at].purse.join(&twice(again));
        }
    }

    /// All of them.
    pub fn done(self) -> Earnings {
        let earned = self.own.into_iter().filter_map(|o| o.earned(self.rules));
        let mut creators: Vec<(u32, Earned)> = earned.collect();
        creators.sort_unstable_by_key(|(id, _)| *id);
        Earnings {
            creators,
            deals: self.deals,
        }
    }
}

/// Adds others to what rises by number.
fn rise(all: &mut Vec<(u32, Earned)>, others: Vec<(u32, Earned)>) {
    all.extend(others);
    // two runs that rise
    all.sort_by_key(|(id, _)| *id);
}

impl Earnings {
    /// With those of other creators.
    pub fn join(&mut self, other: Earnings) {
        rise(&mut self.creators, other.creators);
        rise(&mut self.deals, other.deals);
    }

    /// What a collaboration has earned.
    pub fn deal(&self, id: u32) -> Option<&Earned> {
        let at = self.deals.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        self.deals.get(at).map(|(_, e)| e)
    }

    /// How many numbers are held, as [`Earned`].
    pub fn len(&self) -> usize {
        self.creators.len() + self.deals.len()
    }

    /// Whether nobody has earned anything.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// With what is known now of some creators, and of the collaborations that were looked at, in the place of what was.
    /// The numbers of both rise.
    #[must_use]
    pub fn with(&self, ids: &[u32], deals: &[u32], now: Earnings) -> Earnings {
        let mut all = self.clone();
        all.creators
            .retain(|(id, _)| ids.binary_search(id).is_err());
        all.deals.retain(|(id, _)| deals.binary_search(id).is_err());
        all.join(now);
        all
    }
}
