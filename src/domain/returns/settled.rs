//! Order lines with their margins: what is left of them when products no longer matter.

use super::few::Few;
use super::margin::{Margin, Margins};
use super::reckon::{Cell, Lines, Sold};
use super::sums::Side;
use crate::domain::money::Currency;
use crate::domain::order::Untold;

/// Lines of one currency and channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SideSum {
    /// Raw money and counts.
    pub sold: Sold,
    /// Net revenue times margin, of what has one: raw money times [`super::sums::FINE`].
    pub profit: i128,
    /// Net revenue without a margin, raw money.
    pub bare: i128,
    /// The same without its sign: what is positive and what is negative do not make up for each other.
    pub uncovered: i128,
    /// Whether any part has a margin.
    pub covered: bool,
    /// Whether some of it has only the general one.
    pub general: bool,
}

impl SideSum {
    fn add(&mut self, sold: &Sold, own: Option<i64>, margins: &Margins, cell: &Cell) {
        self.sold.join(sold);
        let found = match own {
            Some(raw) => Some(Margin {
                raw,
                general: false,
            }),
            None => margins.noted(Some(cell.product), Some(cell.since)),
        };
        self.margin(sold.gmv - sold.refunds, found);
    }

    /// Adds net revenue, raw money, with the margin that holds for it; what else is sold stands already.
    pub fn margin(&mut self, net: i128, found: Option<Margin>) {
        match found {
            Some(Margin { raw, general }) => {
                self.profit += net * i128::from(raw >> 1);
                self.covered = true;
                self.general |= general;
            }
            None => {
                self.bare += net;
                self.uncovered += net.abs();
            }
        }
    }

    fn join(&mut self, other: &SideSum) {
        self.sold.join(&other.sold);
        self.profit += other.profit;
        self.bare += other.bare;
        self.uncovered += other.uncovered;
        self.covered |= other.covered;
        self.general |= other.general;
    }

    /// As a side of sales; `fallback` is the margin of whatever has none, and whether it acted.
    pub fn side(&self, fallback: Option<i64>) -> (Side, bool) {
        let told = |what, raw| self.sold.tells(what).then_some(raw);
        let gmv = told(Untold::Paid, self.sold.gmv);
        let refunds = told(Untold::Refunded, self.sold.refunds);
        match fallback {
            Some(raw) if self.uncovered > 0 || !self.covered => {
                let profit = self.profit + self.bare * i128::from(raw >> 1);
                (Side::with(gmv, refunds, profit, 0, true), true)
            }
            _ => {
                let side = Side::with(gmv, refunds, self.profit, self.uncovered, self.covered);
                (side, self.general)
            }
        }
    }
}

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settled {
    /// By currency, and whether sold by a tracked link to another shop.
    pub sides: Few<(Currency, bool), SideSum>,
    /// Orders by currency: one with two products is one.
    pub orders: Few<Currency, i64>,
    /// First and last day, from 1970-01-01.
    pub days: Option<(i32, i32)>,
}

impl Settled {
    /// Of summed lines. `own` is the collaboration's margin, which goes before the product's.
    pub fn of(lines: &Lines, own: Option<i64>, margins: &Margins) -> Settled {
        let mut out = Settled {
            orders: lines.orders.clone(),
            days: lines.days,
            ..Settled::default()
        };
        for (cell, sold) in lines.cells.iter() {
            out.add(&cell, sold, own, margins);
        }
        out
    }

    /// Adds the lines of a cell.
    pub fn add(&mut self, cell: &Cell, sold: &Sold, own: Option<i64>, margins: &Margins) {
        let side = self.sides.of((cell.currency, cell.indirect));
        side.add(sold, own, margins, cell);
    }

    /// With another's, of other orders.
    pub fn join(&mut self, other: &Settled) {
        for (key, side) in other.sides.iter() {
            self.sides.of(key).join(side);
        }
        for (currency, orders) in other.orders.iter() {
            *self.orders.of(currency) += orders;
        }
        self.days = match (self.days, other.days) {
            (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
            (a, b) => a.or(b),
        };
    }

    /// Whether there are no lines.
    pub fn is_empty(&self) -> bool {
        self.sides.is_empty()
    }

    /// Whether any line says it.
    pub fn tells(&self, what: Untold) -> bool {
        self.sides.values().any(|s| s.sold.tells(what))
    }

    /// Gross sales by currency, raw money: to weigh shares of costs by.
    pub fn gmv(&self) -> Few<Currency, i128> {
        let mut all = Few::default();
        let told = self
            .sides
            .iter()
            .filter(|(_, s)| s.sold.tells(Untold::Paid));
        for ((currency, _), side) in told {
            *all.of(currency) += side.sold.gmv;
        }
        all
    }
}
