//! Sums of several currencies, kept apart.

use super::few::Few;
use super::sums::Sums;
use crate::domain::money::{Currency, Rates};

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

    /// The same, of which nobody needs the other any more.
    pub fn take(&mut self, other: Purse) {
        match self.is_empty() {
            true => *self = other,
            false => self.join(&other),
        }
    }

    /// Every sum that a table has a rate for becomes one in its base currency. Gives the currencies that were converted.
    pub fn convert(&mut self, rates: &Rates) -> Vec<Currency> {
        let has = |c: &Currency| *c != rates.base && rates.worth(0, *c).is_some();
        let all: Vec<Currency> = self.each().map(|(c, _)| c).filter(has).collect();
        for currency in &all {
            if let Some(sums) = self.of.remove(*currency) {
                self.add(rates.base, &sums.worth(rates, *currency));
            }
        }
        all
    }

    /// The same where sums of several currencies meet: what is all of one stays as it is.
    pub fn meet(&mut self, rates: &Rates) -> Vec<Currency> {
        let several = self.each().filter(|(_, s)| s.has_money()).count() > 1;
        match rates.is_set() && several {
            true => self.convert(rates),
            false => Vec::new(),
        }
    }

    /// All of them, by currency.
    pub fn each(&self) -> impl Iterator<Item = (Currency, &Sums)> {
        self.of.iter()
    }

    /// The same to be changed.
    pub fn each_mut(&mut self) -> impl Iterator<Item = &mut Sums> {
        self.of.values_mut()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// The currency that is shown first: that with sales, of several the one with the most orders. Sums of different
    /// currencies cannot be held against each other, 100,000 VND are less than 5 USD; they decide only where orders do not.
    pub fn main(&self) -> Option<(Currency, &Sums)> {
        let weight = |s: &Sums| {
            let sold = s.direct.gmv.is_some();
            let cost = s.costs.total();
            (sold, s.orders, s.direct.gmv.map(i128::abs), cost)
        };
        self.each()
            .max_by_key(|(c, s)| (weight(s), c.is_known(), std::cmp::Reverse(*c)))
    }
}
