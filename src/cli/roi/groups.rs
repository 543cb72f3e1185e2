//! Groups: what belongs to each, summed while the books are read.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::fault::Fault;
use super::super::here::Here;
use crate::domain::field::Metric;
use crate::domain::money::{Currency, Rates};
use crate::domain::order::Untold;
use crate::domain::returns::books::{Deal, twice};
use crate::domain::returns::reckon::{Facts, Reckoned};
use crate::domain::returns::{Purse, Settled, Sums};
use crate::pool::Pool;
use crate::store::{Asked, Store, StoreError, View};
use crate::worker::halved::halved;

/// What a group is called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name {
    /// By its name in files.
    Is(String),
    /// Collaborations that have none.
    Missing,
    /// Order lines that belong to no collaboration.
    Unattached,
    /// All of it.
    Total,
}

impl Name {
    /// Where it stands: what has a name first, the total last.
    pub(super) const fn rank(&self) -> u8 {
        match self {
            Name::Is(_) => 0,
            Name::Missing | Name::Unattached => 1,
            Name::Total => 2,
        }
    }
}

/// Who is behind sums: creators and collaborations, with repetitions.
#[derive(Default)]
pub(super) struct Behind {
    creators: Vec<u32>,
    deals: Vec<u32>,
}

impl Behind {
    pub(super) fn append(&mut self, other: &mut Behind) {
        self.creators.append(&mut other.creators);
        self.deals.append(&mut other.deals);
    }
}

/// How many different ones there are.
pub(super) fn different(all: &mut Vec<u32>) -> usize {
    all.sort_unstable();
    all.dedup();
    all.len()
}

/// A group: its sums, and who is behind them in each currency.
#[derive(Default)]
pub(super) struct Group {
    pub(super) purse: Purse,
    pub(super) behind: BTreeMap<Currency, Behind>,
    pub(super) general_margin: bool,
}

impl Group {
    pub(super) fn put(&mut self, creator: u32, r: &Reckoned, deal: Option<&Deal>) {
        self.purse.join(&r.purse);
        self.general_margin |= r.general_margin;
        let says = r
            .purse
            .each()
            .filter(|(_, s)| s.has_money())
            .map(|(c, _)| c);
        let mut currencies: Vec<Currency> = says.collect();
        if let Some(deal) = deal {
            // its lines may count in another group, as those of a product do
            let lines = deal.facts.settled.iter().flat_map(|s| s.sides.iter());
            currencies.extend(lines.map(|((currency, _), _)| currency));
            if currencies.is_empty() {
                currencies.push(deal.facts.typed.currency);
            }
        }
        currencies.sort_unstable();
        currencies.dedup();
        for currency in currencies {
            let behind = self.meet(currency, creator);
            behind.deals.extend(deal.map(|d| d.id));
        }
    }

    pub(super) fn meet(&mut self, currency: Currency, creator: u32) -> &mut Behind {
        let behind = self.behind.entry(currency).or_default();
        if behind.creators.last() != Some(&creator) {
            behind.creators.push(creator);
        }
        behind
    }

    pub(super) fn join(&mut self, other: Group) {
        self.purse.join(&other.purse);
        for (currency, mut theirs) in other.behind {
            self.behind.entry(currency).or_default().append(&mut theirs);
        }
        self.general_margin |= other.general_margin;
    }

    /// How many creators and collaborations are behind the sums of a currency.
    pub(super) fn heads(&mut self, currency: Currency) -> (usize, usize) {
        let behind = self.behind.entry(currency).or_default();
        (
            different(&mut behind.creators),
            different(&mut behind.deals),
        )
    }
}

/// Names of groups that do not stand on a collaboration.
pub(super) struct Labels {
    /// By creator: tags, or the tier.
    of: HashMap<u32, Vec<String>>,
}

impl Labels {
    pub(super) fn load(
        here: &Here,
        by: &str,
        store: &Store,
        pool: Option<&Pool>,
    ) -> Result<Self, Fault> {
        let mut of: HashMap<u32, Vec<String>> = HashMap::new();
        match by {
            "tag" => {
                for (creator, tag) in store.view(|v| v.tags())? {
                    of.entry(creator).or_default().push(tag);
                }
            }
            "tier" => {
                let scheme = here.settings.schemes.get(here.settings.schemes.default);
                for id in pool.map(Pool::ids).into_iter().flatten() {
                    let followers = pool.and_then(|p| p.value(id, Metric::Followers, here.today));
                    let band = scheme
                        .zip(followers)
                        .and_then(|(s, n)| Some(s.bands.get(s.band(n))?.key.as_str().to_owned()));
                    of.entry(id).or_default().extend(band);
                }
            }
            "creator" => {
                for (creator, handle) in store.view(|v| v.handles_with_lines())? {
                    of.entry(creator).or_default().push(format!("@{handle}"));
                }
            }
            _ => {}
        }
        Ok(Labels { of })
    }
}

/// The groups a collaboration counts in.
pub(super) fn of_deal(deal: &Deal, by: &str, labels: &Labels) -> Vec<String> {
    let one = |name: Option<&str>| name.map(str::to_owned).into_iter().collect();
    match by {
        "mode" => one(deal.mode.map(|m| m.key())),
        "owner" => one(deal.owner.as_deref()),
        "campaign" => one(deal.campaign.as_deref()),
        "style" => deal.styles.iter().map(|s| s.to_string()).collect(),
        "creator" => vec![format!("@{}", deal.handle)],
        _ => labels.of.get(&deal.creator).cloned().unwrap_or_default(),
    }
}

/// All groups, and the last day on which anything was sold.
#[derive(Default)]
pub(super) struct Groups {
    pub(super) of: BTreeMap<Name, Group>,
    /// Currencies of which sums were converted.
    pub(super) converted: Vec<Currency>,
    pub(super) until: Option<i32>,
    /// Something counts in several groups.
    pub(super) several: bool,
    /// Collaborations.
    pub(super) deals: u64,
    /// Those of them whose sales nobody but who typed them knows.
    pub(super) typed: u64,
    /// Orders that count in several of these groups.
    pub(super) again: Purse,
    /// How many different orders there are, where one counts in as many groups as it has products.
    pub(super) orders: Option<Purse>,
}

impl Groups {
    pub(super) fn join(&mut self, other: Groups) {
        self.until = self.until.max(other.until);
        self.several |= other.several;
        self.deals += other.deals;
        self.typed += other.typed;
        self.again.join(&other.again);
        if let Some(orders) = &other.orders {
            self.orders.get_or_insert_default().join(orders);
        }
        for (name, group) in other.of {
            self.of.entry(name).or_default().join(group);
        }
    }

    /// Puts something in the groups of these names; in that of `or` where it has none.
    pub(super) fn put(
        &mut self,
        names: Vec<String>,
        or: Name,
        creator: u32,
        r: &Reckoned,
        deal: Option<&Deal>,
    ) {
        self.several |= names.len() > 1;
        let names: Vec<Name> = match names.is_empty() {
            true => vec![or],
            false => names.into_iter().map(Name::Is).collect(),
        };
        for name in names {
            self.of.entry(name).or_default().put(creator, r, deal);
        }
    }

    /// Totals are per currency unless somebody has set a table of rates.
    pub(super) fn convert(&mut self, rates: &Rates) {
        if rates.is_set() {
            for group in self.of.values_mut() {
                self.converted.extend(group.convert(rates));
            }
            self.again.convert(rates);
            self.orders.iter_mut().for_each(|o| drop(o.convert(rates)));
            self.converted.sort_unstable();
            self.converted.dedup();
        }
    }

    /// In a group that is alone an order of several collaborations is one; in which of many it counts too often nobody
    /// has noted.
    pub(super) fn settle_again(&mut self) {
        if let [group] = &mut *self.of.values_mut().collect::<Vec<_>>() {
            group.purse.join(&std::mem::take(&mut self.again));
        }
    }

    /// So many orders count in several collaborations of these groups.
    pub(super) fn twice(&self) -> i64 {
        let each = self.again.each().filter_map(|(_, s)| s.orders);
        -each.sum::<i64>()
    }

    /// Puts all groups together as one more, where there are several: each thing stands in one of them.
    pub(super) fn add_total(&mut self) {
        if self.of.len() < 2 {
            return;
        }
        let mut total = Group::default();
        for group in self.of.values() {
            total.purse.join(&group.purse);
            total.general_margin |= group.general_margin;
            for (currency, behind) in &group.behind {
                let all = total.behind.entry(*currency).or_default();
                all.creators.extend(&behind.creators);
                all.deals.extend(&behind.deals);
            }
        }
        total.purse.join(&self.again);
        if let Some(orders) = &mut self.orders {
            let currencies: Vec<Currency> = total.purse.each().map(|(c, _)| c).collect();
            for currency in currencies {
                total.purse.of(currency).orders = orders.of(currency).orders;
            }
        }
        self.of.insert(Name::Total, total);
    }

    pub(super) fn count(&mut self, deal: &Deal) {
        let facts = &deal.facts;
        let sold = facts
            .settled
            .as_ref()
            .is_some_and(|s| s.tells(Untold::Paid));
        let typed = facts.typed.gmv.is_some() && !facts.elsewhen.sales && !sold;
        self.deals += 1;
        self.typed += u64::from(typed);
    }
}

pub(super) fn groups(
    here: &Here,
    store: &Store,
    asked: Asked<'_>,
    by: &str,
    labels: &Labels,
    of: Option<&HashSet<u32>>,
) -> Result<Groups, Fault> {
    let wanted = |creator: u32| of.is_none_or(|of| of.contains(&creator));
    let rules = &here.settings.returns;
    let styled = match by {
        "style" => store.view(|v| v.styled(asked.period))?,
        _ => Default::default(),
    };
    let read = |view: &View<'_>, asked: Asked<'_>| {
        let mut all = Groups::default();
        let mut books = view.each_deal(asked, Some(rules), &mut |books, deal| {
            if !wanted(deal.creator) {
                return;
            }
            all.until = all.until.max(deal.last_sale());
            let r = books.reckon(&deal);
            // in some days only those count who have anything in them
            let told = deal.facts.has_any() && r.purse.each().any(|(_, s)| s.has_money());
            if asked.period.is_some() && !told {
                return;
            }
            all.count(&deal);
            if let Some(styled) = styled.get(&deal.id) {
                let reckoned = books.by_style(&deal, &styled.parts, &styled.rest);
                for (part, r) in styled.parts.iter().zip(&reckoned) {
                    let name = vec![part.style.to_string()];
                    all.put(name, Name::Missing, deal.creator, r, Some(&deal));
                }
                return;
            }
            let names = of_deal(&deal, by, labels);
            all.put(names, Name::Missing, deal.creator, &r, Some(&deal));
        })?;
        books.follow(rules);
        for (creator, again) in books.again.iter().filter(|(id, _)| wanted(*id)) {
            let twice = twice(again);
            if !matches!(by, "tag" | "tier" | "creator") {
                all.again.join(&twice);
                continue;
            }
            // all that is a creator's stands in the same groups
            let names = labels.of.get(creator).cloned().unwrap_or_default();
            let names: Vec<Name> = match names.is_empty() {
                true => vec![Name::Missing],
                false => names.into_iter().map(Name::Is).collect(),
            };
            for name in names {
                all.of.entry(name).or_default().purse.join(&twice);
            }
        }
        for loose in books.loose.iter().filter(|l| wanted(l.creator)) {
            all.until = all.until.max(loose.last_sale());
            let (names, or) = match by {
                "tag" | "tier" | "creator" => {
                    (labels.of.get(&loose.creator).cloned(), Name::Missing)
                }
                _ => (None, Name::Unattached),
            };
            let r = books.reckon_loose(loose);
            all.put(names.unwrap_or_default(), or, loose.creator, &r, None);
        }
        Ok(all)
    };
    Ok(store.view(|v| halved(v, asked, &read, Groups::join))?)
}

/// By product. Lines count in the group of their product, everything else in that of the collaboration's. Lines are
/// summed by product as they pass by: an order line in ten is a product of its own for some creator, and nobody holds
/// millions of sums.
pub(super) fn by_product(
    here: &Here,
    store: &Store,
    asked: Asked<'_>,
    of: Option<&HashSet<u32>>,
) -> Result<Groups, Fault> {
    let wanted = |creator: u32| of.is_none_or(|of| of.contains(&creator));
    let rules = &here.settings.returns;
    let mut all = Groups::default();
    let (mut sold, mut parts) = (HashMap::new(), HashMap::new());
    let mut different = Purse::default();
    let books = store.view(|v| {
        let mut books = v.each_deal(asked, Some(rules), &mut |books, deal| {
            if wanted(deal.creator) {
                all.until = all.until.max(deal.last_sale());
                let r = books.reckon_beside_lines(&deal);
                let said = r.purse.each().any(|(_, s)| s.has_money()) || deal.last_sale().is_some();
                if asked.period.is_some() && !(said && deal.facts.has_any()) {
                    return;
                }
                all.count(&deal);
                different.join(&orders_of(&books.reckon(&deal).purse));
                let id = deal.facts.typed.product;
                let group: &mut Group = parts.entry(id).or_default();
                group.put(deal.creator, &r, Some(&deal));
            }
        })?;
        books.follow(rules);
        for loose in books.loose.iter().filter(|l| wanted(l.creator)) {
            different.join(&orders_of(&books.reckon_loose(loose).purse));
        }
        for (_, again) in books.again.iter().filter(|(id, _)| wanted(*id)) {
            different.join(&twice(again));
        }
        v.each_lines(asked.period, &mut |creator, own, lines| {
            if wanted(creator) {
                all.until = all.until.max(lines.days.map(|d| d.1));
                for (cell, one) in lines.cells.iter() {
                    let product: &mut (Settled, Group) = sold.entry(cell.product).or_default();
                    product.0.add(&cell, one, own, &books.margins);
                    *product.0.orders.of(cell.currency) += one.orders;
                    product.1.meet(cell.currency, creator);
                }
            }
        })?;
        Ok::<_, StoreError>(books)
    })?;
    for (id, (settled, group)) in sold {
        let facts = Facts {
            settled: Some(settled),
            ..Facts::default()
        };
        let r = books.reckon_facts(&facts);
        let into: &mut Group = parts.entry(Some(id)).or_default();
        into.purse.join(&r.purse);
        into.general_margin |= r.general_margin;
        into.join(group);
    }
    for (id, part) in parts {
        let name = id.and_then(|id| books.products.get(&id));
        let name = name.map_or(Name::Missing, |n| Name::Is(n.to_string()));
        all.of.entry(name).or_default().join(part);
    }
    for group in all.of.values_mut() {
        group.purse.each_mut().for_each(Sums::unpair);
    }
    all.orders = Some(different);
    Ok(all)
}

/// The orders alone.
pub(super) fn orders_of(purse: &Purse) -> Purse {
    let mut all = Purse::default();
    for (currency, s) in purse.each() {
        all.of(currency).orders = s.orders;
    }
    all
}

impl Group {
    /// All that a table has a rate for in its base currency. Gives what was converted.
    pub(super) fn convert(&mut self, rates: &Rates) -> Vec<Currency> {
        let converted = self.purse.convert(rates);
        for currency in &converted {
            if let Some(mut behind) = self.behind.remove(currency) {
                let into = self.behind.entry(rates.base).or_default();
                into.append(&mut behind);
            }
        }
        converted
    }
}
