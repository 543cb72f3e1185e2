//! Sums of several currencies, kept apart.

use super::few::Few;
use super::sums::Sums;
use crate::domain::money::Currency;

/// By currency; counts without money stand under none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Purse {
    of: Few<Currency, Sums>,
}

impl Purse {
    /// What is known in a currency.
    pub fn of(&mut self, currency: Currency) -> &mut Sums {
        self.of.of(currency)
    }

    /// Adds sums of a currency.
    pub fn add(&mut self, currency: Currency, sums: &Sums) {
        self.of(currency).join(sums);
    }

    /// Lets go of a currency.
    pub fn forget(&mut self, currency: Currency) {
        self.of.remove(currency);
    }

    /// With another's.
    pub fn join(&mut self, other: &Purse) {
        for (currency, sums) in other.of.iter() {
            self.add(currency, sums);
        }
    }

    /// All of them, by currency.
    pub fn each(&self) -> impl Iterator<Item = (Currency, &Sums)> {
        self.of.iter()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// The currency with the most sold, else the most spent: the one that is shown first.
    pub fn main(&self) -> Option<(Currency, &Sums)> {
        let weight = |s: &Sums| (s.direct.gmv.map(i128::abs), s.costs.total());
        self.each()
            .max_by_key(|(c, s)| (weight(s), c.is_known(), std::cmp::Reverse(*c)))
    }
}
