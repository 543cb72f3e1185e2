//! Days by which order lines are told apart once they are summed, so that every margin finds the lines it acts on.
//!
//! A cell of summed lines names the day its epoch began, not how many had begun before: a margin that comes later, also
//! from a day between others, cuts only those cells that lie across its day, and only of its product.

use std::collections::{BTreeSet, HashMap};

use super::margin::{Margin, Margins};

/// Of a product, or of everything: a day on which an epoch begins, counted from 1970-01-01.
pub type Start = (Option<i64>, i32);

/// The days on which epochs begin, rising, with the margin that holds in each; the first began before everything.
type Steps = Box<[(i32, Option<Margin>)]>;

/// See the module.
#[derive(Debug, Clone, Default)]
pub struct Epochs {
    /// By the numbers of products, which are few and small; none of those that have no days of their own.
    by_product: Vec<Option<Steps>>,
    /// Of all others.
    general: Steps,
}

impl Epochs {
    /// Since before everything.
    pub const ALWAYS: i32 = i32::MIN;
    /// The epoch of what has no day: the newest margin holds for it, also once there is a newer one.
    pub const UNDATED: i32 = i32::MAX;

    /// With the margins that hold; their own days have to be among the starts.
    pub fn new(starts: &BTreeSet<Start>, margins: &Margins) -> Self {
        let mut days: HashMap<Option<i64>, BTreeSet<i32>> = HashMap::new();
        for (product, day) in starts {
            days.entry(*product).or_default().insert(*day);
        }
        for product in margins.products() {
            days.entry(Some(product)).or_default();
        }
        let general = days.remove(&None).unwrap_or_default();
        let steps = |product: Option<i64>, own: &BTreeSet<i32>| -> Steps {
            let begun = std::iter::once(Epochs::ALWAYS).chain(own.union(&general).copied());
            let each = begun.map(|day| (day, margins.noted(product, Some(day))));
            each.collect()
        };
        let mut by_product: Vec<Option<Steps>> = Vec::new();
        for (product, own) in &days {
            let Some(place) = product.and_then(|p| usize::try_from(p).ok()) else {
                continue;
            };
            if by_product.len() <= place {
                by_product.resize(place + 1, None);
            }
            if let Some(slot) = by_product.get_mut(place) {
                *slot = Some(steps(*product, own));
            }
        }
        Epochs {
            by_product,
            general: steps(None, &BTreeSet::new()),
        }
    }

    fn step(&self, product: i64, day: i32) -> Option<(i32, Option<Margin>)> {
        let place = usize::try_from(product).ok();
        let own = place.and_then(|at| self.by_product.get(at)?.as_ref());
        let steps = own.unwrap_or(&self.general);
        let begun = steps.partition_point(|(from, _)| *from <= day);
        steps.get(begun.checked_sub(1)?).copied()
    }

    /// When the epoch began that a day falls in, for a product.
    pub fn since(&self, product: i64, day: Option<i32>) -> i32 {
        match day {
            Some(day) => self.step(product, day).map_or(Epochs::ALWAYS, |s| s.0),
            None => Epochs::UNDATED,
        }
    }

    /// The margin of a product in the epoch that began on a day.
    pub fn margin(&self, product: i64, since: i32) -> Option<Margin> {
        self.step(product, since)?.1
    }

    /// Whether a day parts an epoch of a product, so that its lines have to be told apart anew.
    pub fn cuts(&self, product: i64, since: i32, day: i32) -> bool {
        since != Epochs::UNDATED && since < day && self.since(product, Some(day)) == since
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_cuts_the_epoch_it_falls_in_and_no_other() {
        let mut m = Margins::default();
        m.add(None, None, 30);
        m.add(None, Some(10), 31);
        m.add(Some(1), Some(20), 50);
        let e = Epochs::new(&m.starts(), &m);
        let raw = |product, since| e.margin(product, since).map(|m| m.raw);
        let each = [(Some(5), 30), (Some(10), 31), (Some(15), 31)];
        for (day, margin) in each {
            for product in [1, 2, -7] {
                assert_eq!(raw(product, e.since(product, day)), Some(margin));
            }
        }
        assert_eq!(e.since(1, Some(25)), 20);
        assert_eq!(e.since(2, Some(25)), 10);
        assert_eq!((raw(1, 20), raw(2, 10)), (Some(50), Some(31)));
        assert_eq!(raw(1, e.since(1, None)), Some(50));
        assert_eq!(raw(2, e.since(2, None)), Some(31));
        let always = Epochs::ALWAYS;
        assert!(
            e.cuts(1, 10, 15) && e.cuts(2, 10, 25) && e.cuts(1, 20, 25) && e.cuts(2, always, 5)
        );
        assert!(!e.cuts(1, 10, 25) && !e.cuts(1, 10, 10) && !e.cuts(1, 20, 15));
        assert!(!e.cuts(1, Epochs::UNDATED, 25));
    }
}
