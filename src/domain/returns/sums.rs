//! What one collaboration, or many, have brought in and cost: sums in one currency.

use super::cost::{CostKind, Costs};
use super::funnel::Funnel;
use super::ratio::Ratio;
use crate::domain::money::{Currency, Rates};
use crate::domain::number::Unit;

/// Raw units of profit in one raw unit of money: those of a share, without the bit that says "and a little more".
pub const FINE: i128 = (Unit::Ratio.per_one() / 2) as i128;

/// One side of sales: direct (cart, discount code) or indirect (tracked links to other shops).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Side {
    /// Raw money; missing where nobody has said.
    pub gmv: Option<i128>,
    /// Raw money of what was sent back, in the period in which it appears.
    pub refunds: Option<i128>,
    /// Net revenue times margin, of what has a margin; raw money times [`FINE`].
    profit: i128,
    /// Net revenue that has no margin, raw money without its sign.
    uncovered: i128,
    /// Whether a margin was known for any part.
    covered: bool,
}

impl Side {
    /// Sales with the margin that holds for them, a raw share; none where it is not known.
    pub fn sold(gmv: Option<i128>, refunds: Option<i128>, margin: Option<i64>) -> Self {
        // what came back of sales that nobody knows is taken off no others
        let mut side = Side {
            gmv,
            refunds: refunds.filter(|_| gmv.is_some()),
            ..Side::default()
        };
        let net = side.net().unwrap_or(0);
        match margin {
            Some(margin) => {
                side.profit = net * i128::from(margin >> 1);
                side.covered = true;
            }
            None => side.uncovered = net.abs(),
        }
        side
    }

    /// As it was summed: profit in raw money times [`FINE`], net revenue without a margin, and whether any has one.
    pub fn with(
        gmv: Option<i128>,
        refunds: Option<i128>,
        profit: i128,
        uncovered: i128,
        covered: bool,
    ) -> Self {
        Side {
            gmv,
            refunds,
            profit,
            uncovered,
            covered,
        }
    }

    /// With another's.
    pub fn join(&mut self, other: &Side) {
        self.gmv = added(self.gmv, other.gmv);
        self.refunds = added(self.refunds, other.refunds);
        self.profit += other.profit;
        self.uncovered += other.uncovered;
        self.covered |= other.covered;
    }

    fn worth(self, rates: &Rates, currency: Currency) -> Side {
        let of = |raw| rates.worth(raw, currency);
        Side {
            gmv: self.gmv.and_then(of),
            refunds: self.refunds.and_then(of),
            profit: of(self.profit).unwrap_or(0),
            uncovered: of(self.uncovered).unwrap_or(0),
            covered: self.covered,
        }
    }

    /// GMV less refunds, raw money.
    pub fn net(&self) -> Option<i128> {
        Some(self.gmv? - self.refunds.unwrap_or(0))
    }

    /// Net revenue times margin, raw money times [`FINE`]; none where sales are not known, or some have no margin.
    pub fn profit(&self) -> Option<i128> {
        let known = self.gmv.is_some() && self.covered && self.uncovered == 0;
        known.then_some(self.profit)
    }

    /// Whether any of it has a margin.
    pub fn is_covered(&self) -> bool {
        self.covered
    }

    /// Net revenue that has no margin, raw money.
    pub fn uncovered(&self) -> i128 {
        self.uncovered
    }
}

/// The sum of what is known; none where neither is.
pub fn added<T: std::ops::Add<Output = T>>(a: Option<T>, b: Option<T>) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a + b),
        (a, b) => a.or(b),
    }
}

/// Sales and costs of parts of which plays are known as well: what a thousand plays bring and cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Played {
    /// Raw money that was sold.
    pub gmv: i128,
    /// Plays of what sold that.
    pub selling: i64,
    /// Raw money that was spent: all of it, and the commission alone.
    pub costs: [i128; 2],
    /// Plays of what cost each.
    pub costing: [i64; 2],
}

impl Played {
    fn of(sums: &Sums) -> Played {
        let Some(plays) = sums.funnel.plays else {
            return Played::default();
        };
        let costs = [sums.costs.total(), sums.costs[CostKind::Commission]];
        let when = |known: bool| if known { plays } else { 0 };
        Played {
            gmv: sums.direct.gmv.unwrap_or(0),
            selling: when(sums.direct.gmv.is_some()),
            costs: costs.map(|c| c.unwrap_or(0)),
            costing: costs.map(|c| when(c.is_some())),
        }
    }

    fn join(mut self, other: Played) -> Played {
        self.gmv += other.gmv;
        self.selling += other.selling;
        for at in 0..2 {
            self.costs[at] += other.costs[at];
            self.costing[at] += other.costing[at];
        }
        self
    }
}

/// See the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// Cart and discount code.
    pub direct: Side,
    /// Tracked links to other shops.
    pub indirect: Side,
    /// What it has cost.
    pub costs: Costs,
    /// What it was to cost, where lines say what it did.
    pub planned: Costs,
    /// Raw money of costs of collaborations whose sales nobody knows: all of it, and the commission alone.
    pub unsold: [i128; 2],
    /// Raw money of costs on other days than those that are asked for.
    pub other_days: i128,
    /// Raw money of commission that was agreed, where nobody says what was paid: in no cost.
    pub owed: i128,
    /// Raw money that was sold where nobody knows how many orders it was.
    pub unordered: i128,
    /// Orders of which nobody knows what was paid.
    pub unpaid: i64,
    /// Raw money that was sold where nobody knows what was sent back.
    pub unreturned: i128,
    /// Orders of those parts of whose clicks are known as well, these clicks; the same with carts. None where it is all
    /// one part.
    pub paired: Option<[i64; 4]>,
    /// What parts whose plays are known sold and cost. None where it is all one part.
    pub played: Option<Played>,
    /// GMV that was expected, raw money.
    pub expected: Option<i128>,
    /// Orders, not items.
    pub orders: Option<i64>,
    /// Order lines that do not say what was paid: sales are at least what is known.
    pub unpriced: i64,
    /// So many collaborations are known to have sold only from what their videos and lives say.
    pub by_videos: i64,
    /// Things sold.
    pub items: Option<i64>,
    /// People who bought.
    pub buyers: Option<i64>,
    /// People who bought twice or more within three months.
    pub repeat_buyers: Option<i64>,
    /// From plays to carts, and what viewers did.
    pub funnel: Funnel,
    /// Videos and lives.
    pub contents: i64,
    /// Long-term value (S3): followers won, visits, searches. Beside the returns, never in them.
    pub follower_gain: Option<i64>,
    /// Visits of the site.
    pub site_visits: Option<i64>,
    /// Searches for the brand.
    pub brand_searches: Option<i64>,
    /// The one margin that held for all of it, a raw share; none where there are several.
    pub margin: Option<i64>,
}

impl Sums {
    /// With another's.
    pub fn join(&mut self, other: &Sums) {
        let first = *self == Sums::default();
        self.direct.join(&other.direct);
        self.indirect.join(&other.indirect);
        self.paired = match self.is_counted() || other.is_counted() {
            true => {
                let (mine, theirs) = (self.pairs(), other.pairs());
                Some(std::array::from_fn(|at| mine[at] + theirs[at]))
            }
            false => None,
        };
        let tells = |s: &Sums| s.played.is_some() || s.funnel.plays.is_some();
        self.played = match tells(self) || tells(other) {
            true => Some(self.played().join(other.played())),
            false => None,
        };
        for (mine, theirs) in self.unsold.iter_mut().zip(other.unsold) {
            *mine += theirs;
        }
        self.other_days += other.other_days;
        self.owed += other.owed;
        self.unordered += other.unordered;
        self.unpaid += other.unpaid;
        self.unreturned += other.unreturned;
        self.costs.join(&other.costs);
        self.planned.join(&other.planned);
        self.expected = added(self.expected, other.expected);
        self.funnel.join(&other.funnel);
        self.contents += other.contents;
        self.unpriced += other.unpriced;
        self.by_videos += other.by_videos;
        for (mine, theirs) in [
            (&mut self.orders, other.orders),
            (&mut self.items, other.items),
            (&mut self.buyers, other.buyers),
            (&mut self.repeat_buyers, other.repeat_buyers),
            (&mut self.follower_gain, other.follower_gain),
            (&mut self.site_visits, other.site_visits),
            (&mut self.brand_searches, other.brand_searches),
        ] {
            *mine = added(*mine, theirs);
        }
        self.margin = match first {
            true => other.margin,
            false => self.margin.filter(|m| Some(*m) == other.margin),
        };
    }

    /// All that belongs to one collaboration is in: its counts belong together, and `sold` says whether its sales are known.
    pub fn close(&mut self, sold: bool) {
        self.paired = None;
        self.played = None;
        let costs = [self.costs.total(), self.costs[CostKind::Commission]];
        self.unsold = costs.map(|raw| raw.filter(|_| !sold).unwrap_or(0));
        let Side { gmv, refunds, .. } = self.direct;
        self.unordered = gmv.filter(|_| self.orders.is_none()).unwrap_or(0);
        self.unpaid = self.orders.filter(|_| gmv.is_none()).unwrap_or(0);
        self.unreturned = gmv.filter(|_| refunds.is_none()).unwrap_or(0);
    }

    /// What a share of net sales comes to, raw money, where no commission stands among the costs.
    pub(super) fn owed_at(&self, share: i64) -> i128 {
        let open = self.costs[CostKind::Commission].is_none()
            && self.planned[CostKind::Commission].is_none();
        let net = self.direct.gmv.filter(|_| open).unwrap_or(0) - self.direct.refunds.unwrap_or(0);
        let per = i128::from(Unit::Ratio.per_one());
        (net.max(0) * i128::from(share) + per / 2).div_euclid(per)
    }

    /// Divided by whole weights into parts that add up to it exactly, also as a currency of so many `digits` writes them.
    /// Margins stand in all of them.
    pub fn divided(&self, weights: &[u64], digits: u32) -> Vec<Sums> {
        let step = i128::from(Unit::Money.per_one()) / 10i128.pow(digits.min(4));
        let all: i128 = weights.iter().map(|w| i128::from(*w)).sum();
        let mut before = 0i128;
        let mut parts = Vec::with_capacity(weights.len());
        for weight in weights {
            let after = before + i128::from(*weight);
            // up to here, less what was before: so nothing is lost to rounding
            let of = |raw: i128, step: i128| {
                let up_to = |weight: i128| match (all, weight) {
                    (0, _) => 0,
                    (all, weight) if weight == all => raw,
                    (all, weight) => (raw * weight).div_euclid(all * step) * step,
                };
                up_to(after) - up_to(before)
            };
            parts.push(self.each_sum(&|raw| of(raw, 1), &|raw| of(raw, step)));
            before = after;
        }
        parts
    }

    /// With every sum and count changed.
    fn each_sum(&self, of: &dyn Fn(i128) -> i128, money: &dyn Fn(i128) -> i128) -> Sums {
        let count = |n: i64| i64::try_from(of(n.into())).unwrap_or(0);
        let some = |n: Option<i64>| n.map(count);
        let side = |s: Side| Side {
            gmv: s.gmv.map(money),
            refunds: s.refunds.map(money),
            profit: of(s.profit),
            uncovered: of(s.uncovered),
            covered: s.covered,
        };
        let f = self.funnel;
        Sums {
            direct: side(self.direct),
            indirect: side(self.indirect),
            costs: self.costs.each(|raw| Some(money(raw))),
            planned: self.planned.each(|raw| Some(money(raw))),
            unsold: self.unsold.map(money),
            other_days: money(self.other_days),
            owed: money(self.owed),
            unordered: money(self.unordered),
            unpaid: count(self.unpaid),
            unreturned: money(self.unreturned),
            paired: None,
            played: None,
            expected: self.expected.map(money),
            orders: some(self.orders),
            unpriced: count(self.unpriced),
            by_videos: self.by_videos,
            items: some(self.items),
            buyers: some(self.buyers),
            repeat_buyers: some(self.repeat_buyers),
            funnel: Funnel {
                plays: some(f.plays),
                impressions: some(f.impressions),
                clicks: some(f.clicks),
                carts: some(f.carts),
                likes: some(f.likes),
                comments: some(f.comments),
                shares: some(f.shares),
                pairs: None,
            },
            contents: count(self.contents),
            follower_gain: some(self.follower_gain),
            site_visits: some(self.site_visits),
            brand_searches: some(self.brand_searches),
            margin: self.margin,
        }
    }

    /// All counts belong together, whatever parts they came from.
    pub fn unpair(&mut self) {
        self.paired = None;
        self.played = None;
        (self.unordered, self.unpaid, self.unreturned) = (0, 0, 0);
        self.funnel.pairs = None;
    }

    fn is_counted(&self) -> bool {
        let f = &self.funnel;
        let counts = [self.orders, f.clicks, f.carts];
        self.paired.is_some() || counts.iter().any(Option::is_some)
    }

    /// Orders and the clicks they came from, orders and carts: of parts that tell both.
    pub(super) fn pairs(&self) -> [i64; 4] {
        let both = |of: Option<i64>| self.orders.zip(of).map_or([0; 2], |(n, of)| [n, of]);
        self.paired.unwrap_or_else(|| {
            let ([orders, clicks], [bought, carts]) =
                (both(self.funnel.clicks), both(self.funnel.carts));
            [orders, clicks, bought, carts]
        })
    }

    /// What of it is known together with its plays.
    pub(super) fn played(&self) -> Played {
        self.played.unwrap_or_else(|| Played::of(self))
    }

    /// Whether anything is known of sales or costs.
    pub fn has_money(&self) -> bool {
        self.has_sales() || self.costs.total().is_some()
    }

    /// Whether sales are known.
    pub fn has_sales(&self) -> bool {
        self.direct.gmv.is_some() || self.indirect.gmv.is_some()
    }

    /// The same in the base currency of a table that has a rate for this one.
    #[must_use]
    pub fn worth(mut self, rates: &Rates, currency: Currency) -> Sums {
        self.direct = self.direct.worth(rates, currency);
        self.indirect = self.indirect.worth(rates, currency);
        let of = |raw| rates.worth(raw, currency);
        self.costs = self.costs.each(of);
        self.planned = self.planned.each(of);
        self.expected = self.expected.and_then(of);
        self.unsold = self.unsold.map(|raw| of(raw).unwrap_or(0));
        self.other_days = of(self.other_days).unwrap_or(0);
        self.owed = of(self.owed).unwrap_or(0);
        self.unordered = of(self.unordered).unwrap_or(0);
        self.unreturned = of(self.unreturned).unwrap_or(0);
        if let Some(played) = &mut self.played {
            played.gmv = of(played.gmv).unwrap_or(0);
            played.costs = played.costs.map(|raw| of(raw).unwrap_or(0));
        }
        self
    }

    /// Refunded GMV over GMV, of direct sales; of those whose refunds are known.
    pub fn refund_rate(&self) -> Option<Ratio> {
        Ratio::of(self.direct.refunds?, self.direct.gmv? - self.unreturned)
    }

    /// GMV over orders, in raw money, of those that tell both; none where some lines do not say what was paid.
    pub fn order_value(&self) -> Option<Ratio> {
        if self.unpriced > 0 {
            return None;
        }
        let gmv = self.direct.gmv? - self.unordered;
        Ratio::of(gmv, (self.orders? - self.unpaid).into())
    }

    /// Buyers with two orders and more over buyers.
    pub fn repurchase(&self) -> Option<Ratio> {
        Ratio::of_counts(self.repeat_buyers, self.buyers)
    }
}
