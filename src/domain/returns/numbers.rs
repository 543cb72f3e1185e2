//! The four numbers, each by its name, and the rules they follow.

use super::cost::CostKind;
use super::ratio::Ratio;
use super::sums::{FINE, Side, Sums};
use crate::domain::money::Rates;
use crate::domain::number::{Decimal, Unit};

/// Which costs count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// All of them.
    #[default]
    Full,
    /// Commission alone (S1's strict form).
    Commission,
}

/// What a person has set: which costs and sales count, and where verdicts turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Which costs count.
    pub scope: Scope,
    /// Whether indirect sales count as well.
    pub indirect: bool,
    /// Above it: keep.
    pub keep_above: Decimal,
    /// Below it: drop.
    pub drop_below: Decimal,
    /// Whether both are held against net ROI rather than return.
    pub on_net: bool,
    /// For what has no margin of its own, a raw share.
    pub margin: Option<i64>,
    /// Fewer orders say little.
    pub few_orders: i64,
    /// Data that end so many days ago are old.
    pub stale_days: i32,
    /// Refunds above it are worth a word.
    pub refunds: Option<Decimal>,
    /// What conversion is held against, in the place of the peers' median; 0.02 is 2 %.
    pub benchmark: Option<Decimal>,
    /// With a table, sums of several currencies become one; without it they are never added.
    pub rates: Rates,
}

impl Rules {
    /// The typed benchmark of conversion as a raw ratio.
    pub fn benchmark_raw(&self) -> Option<i64> {
        Some(self.benchmark?.to_raw(Unit::Ratio)?.0)
    }
}

impl Default for Rules {
    fn default() -> Self {
        Rules {
            scope: Scope::Full,
            indirect: false,
            keep_above: Decimal::whole(1),
            drop_below: Decimal {
                mantissa: 5,
                scale: 1,
            },
            on_net: false,
            margin: None,
            few_orders: 10,
            stale_days: 30,
            refunds: None,
            benchmark: None,
            rates: Rates::default(),
        }
    }
}

/// The four numbers. Missing where an input is, or where it would divide by zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Numbers {
    /// (net revenue × margin − cost) / cost.
    pub net: Option<Ratio>,
    /// Net revenue × margin / cost.
    pub returned: Option<Ratio>,
    /// (net revenue − cost) / cost.
    pub revenue: Option<Ratio>,
    /// Gross GMV / cost.
    pub roas: Option<Ratio>,
}

impl Sums {
    /// The sales that count.
    pub fn sales(&self, rules: &Rules) -> Side {
        let mut side = self.direct;
        if rules.indirect {
            side.join(&self.indirect);
        }
        side
    }

    /// The costs that count, raw money; none where nothing is known of any.
    pub fn cost(&self, rules: &Rules) -> Option<i128> {
        match rules.scope {
            Scope::Full => self.costs.total(),
            Scope::Commission => self.costs[CostKind::Commission],
        }
    }

    /// What of the cost is of collaborations whose sales nobody knows, raw money.
    pub fn unsold_cost(&self, rules: &Rules) -> i128 {
        let [all, commission] = self.unsold;
        match rules.scope {
            Scope::Full => all,
            Scope::Commission => commission,
        }
    }

    /// Net revenue × margin − cost: raw money times [`FINE`].
    pub fn gain(&self, rules: &Rules) -> Option<i128> {
        Some(self.sales(rules).profit()? - self.cost(rules)? * FINE)
    }

    /// The four numbers.
    pub fn numbers(&self, rules: &Rules) -> Numbers {
        self.numbers_at(self.cost(rules), rules)
    }

    /// As if this were the cost, raw money.
    pub fn numbers_at(&self, cost: Option<i128>, rules: &Rules) -> Numbers {
        let side = self.sales(rules);
        let Some(cost) = cost else {
            return Numbers::default();
        };
        let returned = side.profit().and_then(|p| Ratio::of(p, cost * FINE));
        Numbers {
            net: returned.map(Ratio::less_one),
            returned,
            revenue: side.net().and_then(|n| Ratio::of(n - cost, cost)),
            roas: side.gmv.and_then(|g| Ratio::of(g, cost)),
        }
    }

    /// Net sales at which return is exactly 100 %, raw money as a quotient: cost over margin. By the margin that was
    /// earned on what sold, else by the one that holds. None where each sale loses: no sales make up for the cost.
    pub fn break_even(&self, rules: &Rules) -> Option<Ratio> {
        let cost = self.cost(rules)?;
        let side = self.sales(rules);
        let earned = side.profit().zip(side.net()).filter(|(_, n)| *n > 0);
        match (earned, self.margin) {
            (Some((profit, _)), _) if profit <= 0 => None,
            (Some((profit, net)), _) => {
                Ratio::of(cost.checked_mul(net)?.checked_mul(FINE)?, profit)
            }
            (None, Some(margin)) => Ratio::of(cost * FINE, i128::from(margin >> 1)),
            (None, None) => None,
        }
    }
}
