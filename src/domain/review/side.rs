//! One side of a review: the campaign or the days themselves, or those before. Every collaboration is reckoned once, and
//! groups of them are made by whatever is asked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::figure::Behind;
use super::matter::{Matter, People, Person, Step};
use super::{Days, Subject};
use crate::domain::collab::stage::Stage;
use crate::domain::money::Currency;
use crate::domain::returns::books::Deal;
use crate::domain::returns::budget::ordering_share;
use crate::domain::returns::creator::date;
use crate::domain::returns::reckon::Reckoned;
use crate::domain::returns::verdict::{Judged, Known};
use crate::domain::returns::{Purse, Ratio, Rules, Sums};

/// What everything is judged by.
#[derive(Clone, Copy)]
pub struct By<'a> {
    /// Which costs and sales count, and where verdicts turn.
    pub rules: &'a Rules,
    /// Everybody who is named.
    pub people: &'a People,
    /// Counted from 1970-01-01.
    pub today: i32,
}

impl By<'_> {
    /// At the person's rates, where these are set. Gives the currencies that were converted.
    fn meet(&self, purse: &mut Purse) -> Vec<Currency> {
        match self.rules.rates.is_set() {
            true => purse.convert(&self.rules.rates),
            false => Vec::new(),
        }
    }
}

/// A collaboration with its numbers.
pub struct Done<'m> {
    /// See [`Deal`].
    pub deal: &'m Deal,
    /// Sums by currency, at the person's rates where these are set.
    pub purse: Purse,
    /// Some margin was only the general one.
    pub general: bool,
    /// Orders of all currencies.
    pub orders: i64,
    /// Terms were agreed at some time: it cooperates.
    pub cooperates: bool,
    /// The first day on which they were; see [`Matter::began`].
    pub agreed: Option<i32>,
    /// How it came where it is.
    pub way: &'m [Step],
    /// Where it stood on the last day that is looked at.
    pub stage: Option<Stage>,
}

impl Done<'_> {
    /// Days up to `until` that it has been where it is; none where nobody knows, or where it goes nowhere any more.
    pub fn waits(&self, until: i32) -> Option<i32> {
        let since = self
            .way
            .last()
            .filter(|_| self.stage.is_some_and(Stage::is_open));
        since.map(|s| (until - s.day).max(0))
    }
}

/// See the module.
pub struct Side<'m> {
    /// As it was read.
    pub matter: &'m Matter,
    /// See [`By`].
    pub by: By<'m>,
    /// Rising by their numbers.
    pub deals: Vec<Done<'m>>,
    /// Order lines of no collaboration, by creator.
    pub loose: Vec<(u32, Reckoned)>,
    /// The last day on which anything was sold.
    pub until: Option<i32>,
    /// Currencies of which sums were converted.
    pub converted: BTreeSet<Currency>,
}

/// What a group is called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    /// By a name.
    Is(Arc<str>),
    /// Those that have none.
    Missing,
}

/// Collaborations that belong together, with what they sold and cost in one currency.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Group {
    /// Of the currency it stands under.
    pub sums: Sums,
    /// Some margin was only the general one.
    pub general: bool,
    /// Cooperating creators.
    pub creators: BTreeSet<u32>,
    /// Those of them with at least one order.
    pub ordering: BTreeSet<u32>,
    /// Collaborations.
    pub deals: Vec<u32>,
}

impl Group {
    fn put(&mut self, done: &Done<'_>, sums: &Sums, orders: i64) {
        self.sums.join(sums);
        self.general |= done.general;
        if done.cooperates {
            self.creators.insert(done.deal.creator);
        }
        if orders > 0 {
            self.ordering.insert(done.deal.creator);
        }
        self.deals.push(done.deal.id);
    }

    /// Of these, whatever their currency: creators and collaborations without money.
    pub fn of<'d, 'm: 'd>(deals: impl Iterator<Item = &'d Done<'m>>) -> Group {
        let mut group = Group::default();
        for done in deals {
            group.put(done, &Sums::default(), done.orders);
        }
        group
    }

    /// Cooperating creators with at least one order, of all of them.
    pub fn ordering_share(&self) -> Option<Ratio> {
        let n = |of: &BTreeSet<u32>| i64::try_from(of.len()).unwrap_or(i64::MAX);
        ordering_share(n(&self.ordering), n(&self.creators))
    }

    /// What its row leads to.
    pub fn behind(&self) -> Behind {
        Behind::Deals(self.deals.as_slice().into())
    }
}

/// Groups by currency and whatever they are made by. What has no money stands under no currency.
pub type Groups<K> = BTreeMap<(Currency, K), Group>;

/// How far a collaboration has come at most.
pub fn reached(way: &[Step], now: Option<Stage>) -> Option<Stage> {
    let stages = way.iter().map(|s| s.stage).chain(now);
    // who was given up had come no further for it
    let on = stages.filter(|s| !s.is_given_up());
    on.max()
}

/// The day on which terms were agreed, as far as it is known: the first stage from that on, else its first or last day.
pub fn agreed_on(way: &[Step], days: (Option<i32>, Option<i32>)) -> Option<i32> {
    if way.is_empty() {
        return days.0.or(days.1);
    }
    let agreed = |s: &&Step| s.stage >= Stage::Contracted && !s.stage.is_given_up();
    way.iter().find(agreed).map(|s| s.day)
}

impl<'m> Side<'m> {
    /// Reckons everything.
    pub fn new(matter: &'m Matter, by: By<'m>) -> Side<'m> {
        let mut converted = BTreeSet::new();
        let mut meet = |purse: &mut Purse| converted.extend(by.meet(purse));
        let books = &matter.books;
        let mut deals: Vec<Done<'m>> = Vec::with_capacity(books.deals.len());
        for deal in &books.deals {
            let Reckoned {
                mut purse,
                general_margin,
            } = books.reckon(deal);
            meet(&mut purse);
            let orders = purse.each().filter_map(|(_, s)| s.orders).sum();
            let way = matter.ways.get(&deal.id).map_or(&[][..], Vec::as_slice);
            let stage = match matter.moved_on.contains(&deal.id) {
                // what was spent on it before its first move was spent on somebody that was thought of
                true => way.last().map(|s| s.stage).or(Some(Stage::Candidate)),
                false => deal.stage,
            };
            let agreed = reached(way, stage).is_some_and(|s| s >= Stage::Contracted);
            deals.push(Done {
                deal,
                purse,
                general: general_margin,
                orders,
                cooperates: agreed || orders > 0,
                agreed: agreed_on(way, deal.days),
                way,
                stage,
            });
        }
        let loose = books.loose.iter().map(|l| {
            let mut reckoned = books.reckon_loose(l);
            meet(&mut reckoned.purse);
            (l.creator, reckoned)
        });
        let loose = loose.collect();
        Side {
            matter,
            by,
            deals,
            loose,
            until: books.last_day(),
            converted,
        }
    }

    /// The days that are reviewed, where it is days.
    pub fn period(&self) -> Option<Days> {
        match self.matter.subject {
            Subject::Days(days) => Some(days),
            Subject::Campaign(_) => None,
        }
    }

    /// Creators with whom terms were agreed for the first time: in it, or on these days.
    pub fn new_creators(&self) -> BTreeSet<u32> {
        let began = |id: u32| self.matter.began.get(&id).copied();
        let is_new = |done: &&Done<'_>| {
            let first = began(done.deal.creator);
            match self.period() {
                Some(days) => first.is_some_and(|day| days.has(day)),
                None => first.is_some() && first == done.agreed,
            }
        };
        let mine = self.deals.iter().filter(|d| d.cooperates);
        mine.filter(is_new).map(|d| d.deal.creator).collect()
    }

    /// The first and the last day on which anything was sold, as far as it has days.
    pub fn sold(&self) -> Option<(i32, i32)> {
        let days = || self.matter.sales.iter().map(|s| s.day);
        days().min().zip(days().max())
    }

    /// At the person's rates, where these are set.
    pub fn meet(&self, purse: &mut Purse) {
        self.by.meet(purse);
    }

    /// A sum as it counts: at the person's rates, where these are set and know it. Raw money.
    pub fn worth(&self, currency: Currency, raw: i128) -> (Currency, i128) {
        let rates = &self.by.rules.rates;
        let other = currency != rates.base && rates.is_set();
        match rates.worth(raw, currency).filter(|_| other) {
            Some(raw) => (rates.base, raw),
            None => (currency, raw),
        }
    }

    /// Somebody who is named.
    pub fn person(&self, creator: u32) -> Option<&'m Person> {
        self.by.people.get(&creator)
    }

    /// A collaboration by its number.
    pub fn deal(&self, id: u32) -> Option<&Done<'m>> {
        let at = self.deals.binary_search_by_key(&id, |d| d.deal.id).ok()?;
        self.deals.get(at)
    }

    /// Groups of collaborations; one may be in several, and stands in each of its currencies.
    pub fn groups<K: Ord + Clone>(&self, names: impl Fn(&Done<'m>) -> Vec<K>) -> Groups<K> {
        let mut all: Groups<K> = BTreeMap::new();
        for done in &self.deals {
            let names = names(done);
            let mut put = |currency: Currency, sums: &Sums, orders: i64| {
                for name in &names {
                    let group = all.entry((currency, name.clone())).or_default();
                    group.put(done, sums, orders);
                }
            };
            let mut told = false;
            for (currency, sums) in done.purse.each().filter(|(_, s)| s.has_money()) {
                put(currency, sums, sums.orders.unwrap_or(0));
                told = true;
            }
            if !told {
                let mut counts = Sums::default();
                done.purse.each().for_each(|(_, s)| counts.join(s));
                put(Currency::NONE, &counts, done.orders);
            }
        }
        all
    }

    /// All of them, whatever their currency: creators and collaborations without money.
    pub fn heads(&self) -> Group {
        Group::of(self.deals.iter())
    }

    /// Whether anything is known of orders: where nothing is, nobody is known not to have sold.
    pub fn knows_orders(&self) -> bool {
        let told = |d: &Done<'_>| d.purse.each().any(|(_, s)| s.orders.is_some());
        self.deals.iter().any(told)
    }

    /// The last day that is looked at: today, or the end of what is over.
    pub fn until_day(&self) -> i32 {
        let days = self.matter.days;
        days.map_or(self.by.today, |d| d.to.min(self.by.today))
    }

    /// Whether nothing was sold on the days that are asked for. Who sold nothing on some days may sell on others, and what
    /// that costs is told with those: nobody is let go for it.
    pub fn is_idle(&self, sums: &Sums) -> bool {
        self.period().is_some() && sums.orders == Some(0)
    }

    /// The advice on sums.
    pub fn judge(&self, sums: &Sums, general: bool) -> Judged {
        // what is over is not old because of that
        let end = self.matter.days.map_or(self.by.today, |d| d.to);
        let known = Known {
            until: self.until.and_then(date),
            today: date(self.by.today.min(end)),
            margin_by_default: general,
            estimated: false,
        };
        sums.judge(self.by.rules, known)
    }
}
