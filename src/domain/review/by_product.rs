//! One side of a review, told apart by product: lines with their product, everything else with the collaboration's, lines
//! of no collaboration as well.
//!
//! Of lines there are as many sums as creators times products, so they are put together before they are reckoned.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::side::{Group, Groups, Side};
use crate::domain::money::Currency;
use crate::domain::order::Untold;
use crate::domain::returns::books::Deal;
use crate::domain::returns::reckon::{Facts, Lines, Reckoned};
use crate::domain::returns::{Purse, Ratio, Sums};

/// A product by the books' number; none are collaborations that name no product and have no lines.
pub type Id = Option<i64>;

/// What a collaboration sold of its product, with everything that it cost.
pub struct Own {
    /// Which collaboration.
    pub deal: u32,
    /// The product that it is about; of one that names none, what it sold most of.
    pub product: Id,
    /// At the person's rates, where these are set.
    pub purse: Purse,
}

/// See the module.
pub struct ByProduct {
    /// Sums, and who is behind them.
    pub groups: Groups<Id>,
    /// One of each collaboration.
    pub own: Vec<Own>,
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

/// Lines that are reckoned together: of one product, with the margin and the currency that collaborations have of their
/// own.
type Summed = HashMap<(i64, Option<i64>, Currency), Lines>;

/// Everything on its way.
#[derive(Default)]
struct Gathering {
    all: HashMap<(Currency, Id), Gathered>,
    summed: Summed,
}

/// Adds a number that is not the last one already.
fn note(all: &mut Vec<u32>, id: u32) {
    if all.last() != Some(&id) {
        all.push(id);
    }
}

impl Gathering {
    /// Lines of a creator, of a collaboration or of none.
    fn lines(&mut self, side: &Side<'_>, creator: u32, deal: Option<&Deal>, lines: &Lines) {
        let typed = deal.map(|d| (d.facts.typed.margin, d.facts.typed.currency));
        let (margin, money) = typed.unwrap_or_default();
        for (cell, sold) in lines.cells.iter() {
            // what names no currency has the collaboration's
            let (own, currency) = match cell.currency.is_known() {
                true => (Currency::NONE, cell.currency),
                false => (money, money),
            };
            let into = self.summed.entry((cell.product, margin, own)).or_default();
            into.cells.of(cell).join(sold);
            *into.orders.of(cell.currency) += sold.orders;
            let (paid, cost) = (sold.tells(Untold::Paid), sold.tells(Untold::Commission));
            if !paid && !cost {
                continue;
            }
            let (currency, gmv) = side.worth(currency, sold.gmv);
            let of = self.all.entry((currency, Some(cell.product))).or_default();
            if paid && (!cell.indirect || side.by.rules.indirect) {
                of.sold.push((creator, gmv));
            }
            note(&mut of.creators, creator);
            if sold.orders > 0 {
                note(&mut of.ordering, creator);
            }
            if let Some(deal) = deal {
                note(&mut of.group.deals, deal.id);
            }
        }
    }

    /// What a collaboration has beside its lines.
    fn rest(&mut self, side: &Side<'_>, deal: &Deal, one: &Reckoned) {
        let product = deal.facts.typed.product;
        for (currency, sums) in one.purse.each() {
            let of = self.all.entry((currency, product)).or_default();
            let gmv = sums.sales(side.by.rules).gmv;
            of.sold.extend(gmv.map(|gmv| (deal.creator, gmv)));
            if !sums.has_money() {
                continue;
            }
            of.group.sums.join(sums);
            of.group.general |= one.general_margin;
            note(&mut of.creators, deal.creator);
            if sums.orders.is_some_and(|n| n > 0) {
                note(&mut of.ordering, deal.creator);
            }
            note(&mut of.group.deals, deal.id);
        }
    }

    /// Reckons the lines.
    fn done(mut self, side: &Side<'_>) -> HashMap<(Currency, Id), Gathered> {
        for ((product, margin, money), lines) in std::mem::take(&mut self.summed) {
            let mut facts = Facts {
                lines,
                ..Facts::default()
            };
            facts.typed.margin = margin;
            facts.typed.currency = money;
            let mut one = side.matter.books.reckon_facts(&facts);
            side.meet(&mut one.purse);
            for (currency, sums) in one.purse.each().filter(|(_, s)| s.has_money()) {
                let of = self.all.entry((currency, Some(product))).or_default();
                of.group.sums.join(sums);
                of.group.general |= one.general_margin;
            }
        }
        self.all
    }
}

/// The product that a collaboration is about; of one that names none, what it sold most of.
fn product_of(deal: &Deal) -> Id {
    deal.facts.typed.product.or_else(|| {
        let mut sold: BTreeMap<i64, i128> = BTreeMap::new();
        for (cell, s) in deal.facts.lines.cells.iter() {
            *sold.entry(cell.product).or_default() += s.gmv;
        }
        let most = sold
            .into_iter()
            .max_by_key(|(id, gmv)| (*gmv, std::cmp::Reverse(*id)));
        most.map(|(id, _)| id)
    })
}

impl ByProduct {
    /// Of one side.
    pub fn of(side: &Side<'_>) -> ByProduct {
        let books = &side.matter.books;
        let mut gathering = Gathering::default();
        let mut own = Vec::with_capacity(side.deals.len());
        for done in &side.deals {
            let deal = done.deal;
            let mut rest = books.reckon_beside_lines(deal);
            side.meet(&mut rest.purse);
            gathering.rest(side, deal, &rest);
            gathering.lines(side, deal.creator, Some(deal), &deal.facts.lines);
            let product = product_of(deal);
            let mut purse = rest.purse;
            if let Some(mut of_it) = product.and_then(|id| books.part(deal, id)) {
                side.meet(&mut of_it.purse);
                purse.join(&of_it.purse);
            }
            own.push(Own {
                deal: deal.id,
                product,
                purse,
            });
        }
        for loose in &books.loose {
            for lines in loose.lines.values() {
                gathering.lines(side, loose.creator, None, lines);
            }
        }
        let mut groups = Groups::new();
        let mut sold = HashMap::new();
        for (key, mut of) in gathering.done(side) {
            of.group.creators = of.creators.into_iter().collect();
            of.group.ordering = of.ordering.into_iter().collect();
            of.group.deals.dedup();
            of.group.sums.unpair();
            sold.insert(key, of.sold);
            if of.group.sums != Sums::default() || !of.group.creators.is_empty() {
                groups.insert(key, of.group);
            }
        }
        ByProduct { groups, own, sold }
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
