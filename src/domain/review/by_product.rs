//! One side of a review, told apart by product: lines with their product, everything else with the collaboration's, lines
//! of no collaboration as well.
//!
//! Of the latter there are as many as creators times products, so they are summed before they are reckoned.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::side::{Group, Groups, Side};
use crate::domain::money::Currency;
use crate::domain::order::Untold;
use crate::domain::returns::reckon::{Facts, Lines};
use crate::domain::returns::{Purse, Ratio, Sums};

/// A product by the books' number; none are collaborations that name no product and have no lines.
pub type Id = Option<i64>;

/// What belongs to one product in a collaboration.
pub struct Part {
    /// Which collaboration.
    pub deal: u32,
    /// The product.
    pub product: Id,
    /// At the person's rates, where these are set.
    pub purse: Purse,
}

/// See the module.
pub struct ByProduct {
    /// Sums, and who is behind them.
    pub groups: Groups<Id>,
    /// Of each collaboration, one after the other.
    pub parts: Vec<Part>,
    /// Sales that count by creator, raw money; a creator may stand several times.
    sold: HashMap<(Currency, Id), Vec<(u32, i128)>>,
}

/// A group on its way.
#[derive(Default)]
struct Gathered {
    group: Group,
    creators: Vec<u32>,
    ordering: Vec<u32>,
    sold: Vec<(u32, i128)>,
}

/// Adds a number that is not the last one already.
fn note(all: &mut Vec<u32>, id: u32) {
    if all.last() != Some(&id) {
        all.push(id);
    }
}

impl ByProduct {
    /// Of one side.
    pub fn of(side: &Side<'_>) -> ByProduct {
        let mut all: HashMap<(Currency, Id), Gathered> = HashMap::new();
        let parts = parts(side, &mut all);
        loose(side, &mut all);
        let mut groups = Groups::new();
        let mut sold = HashMap::new();
        for (key, mut of) in all {
            of.group.creators = of.creators.into_iter().collect();
            of.group.ordering = of.ordering.into_iter().collect();
            of.group.sums.unpair();
            sold.insert(key, of.sold);
            if of.group.sums != Sums::default() || !of.group.creators.is_empty() {
                groups.insert(key, of.group);
            }
        }
        ByProduct {
            groups,
            parts,
            sold,
        }
    }

    /// Who sold most of each product, and how much of it.
    pub fn largest(&self) -> BTreeMap<(Currency, Id), (u32, Ratio)> {
        let each = self.sold.iter().filter_map(|(key, sold)| {
            let all: i128 = sold.iter().map(|(_, gmv)| gmv).sum();
            let mut of: HashMap<u32, i128> = HashMap::new();
            for (creator, gmv) in sold {
                *of.entry(*creator).or_default() += gmv;
            }
            let (creator, most) = of
                .into_iter()
                .max_by_key(|(id, gmv)| (*gmv, std::cmp::Reverse(*id)))?;
            Some((*key, (creator, Ratio::of(most, all).filter(|_| all > 0)?)))
        });
        each.collect()
    }
}

/// Collaborations.
fn parts(side: &Side<'_>, all: &mut HashMap<(Currency, Id), Gathered>) -> Vec<Part> {
    let mut parts = Vec::new();
    for done in &side.deals {
        for (_, product, mut one) in side.matter.books.parts(done.deal) {
            side.meet(&mut one.purse);
            for (currency, sums) in one.purse.each() {
                let of = all.entry((currency, product)).or_default();
                let creator = done.deal.creator;
                of.sold
                    .extend(sums.sales(side.by.rules).gmv.map(|gmv| (creator, gmv)));
                if !sums.has_money() {
                    continue;
                }
                of.group.sums.join(sums);
                of.group.general |= one.general_margin;
                note(&mut of.creators, creator);
                if sums.orders.is_some_and(|n| n > 0) {
                    note(&mut of.ordering, creator);
                }
                note(&mut of.group.deals, done.deal.id);
            }
            parts.push(Part {
                deal: done.deal.id,
                product,
                purse: one.purse,
            });
        }
    }
    parts
}

/// Lines of no collaboration.
fn loose(side: &Side<'_>, all: &mut HashMap<(Currency, Id), Gathered>) {
    let books = &side.matter.books;
    let mut summed: BTreeMap<i64, Lines> = BTreeMap::new();
    for loose in &books.loose {
        let lines = loose.lines.values().flat_map(|l| l.cells.iter());
        for (cell, sold) in lines {
            let into = summed.entry(cell.product).or_default();
            into.cells.of(cell).join(sold);
            *into.orders.of(cell.currency) += sold.orders;
            let (paid, cost) = (sold.tells(Untold::Paid), sold.tells(Untold::Commission));
            if !paid && !cost {
                continue;
            }
            let (currency, gmv) = side.worth(cell.currency, sold.gmv);
            let of = all.entry((currency, Some(cell.product))).or_default();
            if paid && (!cell.indirect || side.by.rules.indirect) {
                of.sold.push((loose.creator, gmv));
            }
            note(&mut of.creators, loose.creator);
            if sold.orders > 0 {
                note(&mut of.ordering, loose.creator);
            }
        }
    }
    for (product, lines) in summed {
        let facts = Facts {
            lines,
            ..Facts::default()
        };
        let mut one = books.reckon_facts(&facts);
        side.meet(&mut one.purse);
        for (currency, sums) in one.purse.each().filter(|(_, s)| s.has_money()) {
            let of = all.entry((currency, Some(product))).or_default();
            of.group.sums.join(sums);
            of.group.general |= one.general_margin;
        }
    }
}
