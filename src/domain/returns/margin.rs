//! Margins: of products, from a day on, with one for everything that has none.

use std::collections::{BTreeSet, HashMap};

use super::epochs::Start;

/// Rates from days on, rising by day.
type Dated = Vec<(i32, i64)>;

/// All margins, as raw shares; days are counted from 1970-01-01.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Margins {
    /// Of products that have one.
    of: HashMap<i64, Dated>,
    /// Of everything else.
    general: Dated,
    /// Where even that says nothing: a person's setting, which the pool file does not know.
    pub fallback: Option<i64>,
}

/// A margin and whether it is only the general one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Margin {
    /// Raw share.
    pub raw: i64,
    /// It holds for whatever has none of its own.
    pub general: bool,
}

impl Margins {
    /// Notes that a product, or everything, has a margin from a day on; without a day from the beginning.
    pub fn add(&mut self, product: Option<i64>, from: Option<i32>, raw: i64) {
        let dated = match product {
            Some(product) => self.of.entry(product).or_default(),
            None => &mut self.general,
        };
        let from = from.unwrap_or(i32::MIN);
        match dated.binary_search_by_key(&from, |(day, _)| *day) {
            Ok(at) => {
                if let Some(slot) = dated.get_mut(at) {
                    slot.1 = raw;
                }
            }
            Err(at) => dated.insert(at, (from, raw)),
        }
    }

    /// Of a product on a day: the newest that had begun. What has no day stands under the newest of all.
    pub fn noted(&self, product: Option<i64>, day: Option<i32>) -> Option<Margin> {
        let day = day.unwrap_or(i32::MAX);
        let newest = |dated: &Dated| {
            let begun = dated.partition_point(|(from, _)| *from <= day);
            dated.get(begun.checked_sub(1)?).map(|(_, raw)| *raw)
        };
        let own = product.and_then(|p| self.of.get(&p)).and_then(newest);
        match own {
            Some(raw) => Some(Margin {
                raw,
                general: false,
            }),
            None => newest(&self.general).map(|raw| Margin { raw, general: true }),
        }
    }

    /// The same, and the fallback where nothing is noted.
    pub fn on(&self, product: Option<i64>, day: Option<i32>) -> Option<Margin> {
        let fallback = || self.fallback.map(|raw| Margin { raw, general: true });
        self.noted(product, day).or_else(fallback)
    }

    /// A text that is another one whenever a margin is.
    pub fn print(&self) -> String {
        let mut all: Vec<(i64, &Dated)> = self.of.iter().map(|(p, d)| (*p, d)).collect();
        all.push((0, &self.general));
        all.sort_unstable();
        format!("{all:?}")
    }

    /// Products that have margins of their own.
    pub fn products(&self) -> impl Iterator<Item = i64> + '_ {
        self.of.keys().copied()
    }

    /// The days on which some margin changes.
    pub fn starts(&self) -> BTreeSet<Start> {
        let own = self
            .of
            .iter()
            .map(|(product, dated)| (Some(*product), dated));
        let all = own.chain([(None, &self.general)]);
        let each =
            all.flat_map(|(product, dated)| dated.iter().map(move |(day, _)| (product, *day)));
        each.filter(|(_, day)| *day > i32::MIN).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_that_has_begun() {
        let mut m = Margins::default();
        assert_eq!(m.on(Some(1), Some(5)), None);
        m.add(None, None, 30);
        m.add(Some(1), Some(10), 40);
        m.add(Some(1), Some(20), 50);
        let on = |p, d| m.on(p, d).map(|m| (m.raw, m.general));
        assert_eq!(on(Some(1), Some(9)), Some((30, true)));
        assert_eq!(on(Some(1), Some(10)), Some((40, false)));
        assert_eq!(on(Some(1), Some(25)), Some((50, false)));
        assert_eq!(on(Some(1), None), Some((50, false)));
        assert_eq!(on(None, Some(25)), Some((30, true)));
        assert_eq!(m.starts(), [(Some(1), 10), (Some(1), 20)].into());
    }
}
