//! Answering a question: matches, counts, order.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::ahead::Ahead;
use super::bits::Set;
use super::cache::Recent;
use super::column;
use super::condition::{Subject, subject};
use super::facet::{Base, Posting, Values};
use super::order::Order;
use super::{Pool, Query};
use crate::domain::answer::{Answer, Histogram, Kept};
use crate::domain::column::{Column, SortKey};
use crate::domain::facet::Facet;
use crate::domain::field::Metric;
use crate::domain::filter::{Condition, Filter, Presence, Test};
use crate::domain::money::Rates;
use crate::domain::tier::{Scheme, Schemes};

/// Conditions kept: those of a screen's panes and of a few filters before. At a million creators one takes 125 KB, those
/// that keep all or nobody none.
const CONDITIONS: usize = 96;

/// Words whose rows are kept for the ones that go on from there.
const WORDS: usize = 8;

/// Sorts kept. At a million creators one takes 4 MB.
const SORTS: usize = 4;

/// What the caches depend on besides the pool itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Setting {
    pub schemes: Schemes,
    pub rates: Rates,
    pub today: Date,
    /// Position of the scheme that counts.
    pub active: usize,
}

impl Setting {
    pub(super) fn scheme(&self) -> Option<&Scheme> {
        self.schemes.get(self.active)
    }
}

/// Worked out lately. All but the histograms and texts hold only for one setting.
#[derive(Debug)]
pub(super) struct Caches {
    setting: Option<Setting>,
    pub conditions: Recent<(Condition, Option<usize>), Set>,
    /// Folded words with the rows whose text has them.
    pub words: Recent<Box<str>, Set>,
    /// Where the word stands that is being typed.
    pub ahead: Option<Arc<Ahead>>,
    pub tiers: Recent<usize, Arc<Values>>,
    pub converted: Recent<Metric, Arc<column::Column>>,
    pub sorts: Recent<(Vec<SortKey>, usize), Arc<Order>>,
    /// Places of handles (false) and names (true) in alphabetical order.
    pub places: Recent<bool, Arc<column::Column>>,
    pub histograms: HashMap<(Metric, usize), Histogram>,
}

impl Default for Caches {
    fn default() -> Self {
        Caches {
            setting: None,
            conditions: Recent::new(CONDITIONS),
            words: Recent::new(WORDS),
            ahead: None,
            tiers: Recent::new(4),
            converted: Recent::new(6),
            sorts: Recent::new(SORTS),
            places: Recent::new(2),
            histograms: HashMap::new(),
        }
    }
}

impl Caches {
    /// Forgets what no longer holds.
    fn enter(&mut self, q: &Query<'_>) -> Setting {
        let active = q.filter.scheme.unwrap_or(q.schemes.default);
        if let Some(s) = &mut self.setting {
            // which scheme is active stands in the keys
            s.active = active;
            if s.schemes == *q.schemes && s.rates == *q.rates && s.today == q.today {
                return s.clone();
            }
        }
        let setting = Setting {
            schemes: q.schemes.clone(),
            rates: q.rates.clone(),
            today: q.today,
            active,
        };
        self.setting = Some(setting.clone());
        self.conditions.clear();
        self.tiers.clear();
        self.converted.clear();
        self.sorts.clear();
        setting
    }
}

impl Caches {
    /// What holds whatever labels creators have.
    pub(super) fn without_labels(&self) -> Caches {
        let by_labels = |k: &SortKey| matches!(k.column, Column::Tags | Column::Lists);
        self.kept(asks_for_labels, by_labels)
    }

    /// What holds whatever collaborations there are.
    pub(super) fn without_work(&self) -> Caches {
        let rate = Metric::is_of_work;
        let by_work = |k: &SortKey| match k.column {
            Column::Stage | Column::Owner | Column::Campaign => true,
            Column::Metric(m) => rate(m),
            _ => false,
        };
        let mut kept = self.kept(asks_for_work, by_work);
        kept.histograms.retain(|(m, _), _| !rate(*m));
        kept
    }

    /// What holds whatever returns there are.
    pub(super) fn without_returns(&self) -> Caches {
        let by_returns = |k: &SortKey| k.column.is_of_returns();
        let mut kept = self.kept(Condition::asks_returns, by_returns);
        kept.converted = self.converted.only(|m| !m.is_of_returns());
        kept.histograms.retain(|(m, _), _| !m.is_of_returns());
        kept
    }

    fn kept(&self, asks: fn(&Condition) -> bool, by: impl Fn(&SortKey) -> bool) -> Caches {
        let sorted = |(keys, _): &(Vec<SortKey>, usize)| !keys.iter().any(&by);
        Caches {
            setting: self.setting.clone(),
            conditions: self.conditions.only(|(c, _)| !asks(c)),
            words: self.words.only(|_| true),
            ahead: self.ahead.clone(),
            tiers: self.tiers.only(|_| true),
            converted: self.converted.only(|_| true),
            sorts: self.sorts.only(sorted),
            places: self.places.only(|_| true),
            histograms: self.histograms.clone(),
        }
    }
}

/// Rates come from collaborations where there are any.
fn asks_for_work(condition: &Condition) -> bool {
    let rate = |m: &Metric| m.is_of_work();
    let work = |p: &Presence| match p {
        Presence::Collab | Presence::Work(_) => true,
        Presence::Metric(m) => rate(m),
        _ => false,
    };
    match &condition.test {
        Test::OneOf(facet, _) => facet.is_of_work(),
        Test::Has(what) | Test::Lacks(what) => what.iter().any(work),
        Test::Within { metric, .. } => rate(metric),
        Test::Word(_) => false,
    }
}

/// Words are looked for in tags and notes, too.
fn asks_for_labels(condition: &Condition) -> bool {
    let label = |p: &Presence| matches!(p, Presence::Note | Presence::Tag | Presence::List);
    match &condition.test {
        Test::Word(_) | Test::OneOf(Facet::Tag | Facet::List, _) => true,
        Test::Has(what) | Test::Lacks(what) => what.iter().any(label),
        Test::OneOf(..) | Test::Within { .. } => false,
    }
}

impl Pool {
    /// Who matches, in order, with all counts. Never fails: a value nobody has matches nobody.
    pub fn query(&self, q: &Query<'_>) -> Answer {
        let mut caches = self.caches();
        let caches = &mut *caches;
        let setting = caches.enter(q);
        let conditions = &q.filter.conditions;
        let sets: Vec<Set> = conditions
            .iter()
            .map(|c| self.keeps(c, &setting, caches))
            .collect();
        let mut matches = Set::all(self.len());
        let mut kept = Vec::with_capacity(sets.len());
        for set in &sets {
            matches = matches.and(set);
            kept.push(Kept {
                alone: set.count(),
                left: matches.count(),
            });
        }
        // conditions left out, with what the rest leaves: options of one subject share it
        let mut without: Vec<(Vec<usize>, Set)> = Vec::new();
        let mut others = |out: Vec<usize>| -> Set {
            if out.is_empty() {
                return matches.clone();
            }
            if let Some((_, set)) = without.iter().find(|(o, _)| *o == out) {
                return set.clone();
            }
            let rest = sets.iter().enumerate().filter(|(i, _)| !out.contains(i));
            let set = rest.fold(Set::all(self.len()), |all, (_, set)| all.and(set));
            without.push((out, set.clone()));
            set
        };
        let asked: &[Facet] = if q.facets { &Facet::ALL } else { &[] };
        let bases: Vec<(Facet, Set)> = asked
            .iter()
            .map(|facet| {
                let on = |c: &Condition| !c.negated && subject(c) == Subject::Facet(*facet);
                (*facet, others(about(conditions, on)))
            })
            .collect();
        let tiers = setting.scheme().filter(|_| q.facets);
        let tiers = tiers.map(|scheme| self.tiers(setting.active, scheme, caches));
        let probes = q
            .probes
            .iter()
            .map(|probe| {
                let of = subject(probe);
                let base = others(about(conditions, |c| match of {
                    // words narrow each other
                    Subject::Word => c == probe,
                    Subject::Facet(_) => !c.negated && subject(c) == of,
                    _ => subject(c) == of,
                }));
                self.keeps(probe, &setting, caches).and_count(&base)
            })
            .collect();
        let base = Base::new(&matches);
        let mut currencies: Vec<_> = self
            .data
            .money
            .gmv()
            .map(|(currency, rows)| (currency, rows.count_in(&base)))
            .filter(|(_, n)| *n > 0)
            .collect();
        currencies.sort_by_key(|(c, n)| (std::cmp::Reverse(*n), *c));
        let count = |(facet, base): &(Facet, Set)| {
            self.count(*facet, base, q.filter, &setting, tiers.as_deref())
        };
        let facets = bases.iter().map(count).collect();
        let ids = self.ordered(&matches, q.sort, &setting, caches);
        Answer {
            ids,
            total: self.len(),
            facets,
            conditions: kept,
            probes,
            currencies,
        }
    }

    /// The values of a facet among `base`, most first, tiers from the smallest. Without those nobody has, unless the
    /// filter asks for them.
    fn count(
        &self,
        facet: Facet,
        base: &Set,
        filter: &Filter,
        setting: &Setting,
        tiers: Option<&Values>,
    ) -> Vec<(String, usize)> {
        let counted = Base::new(base);
        let tiers = tiers.filter(|_| facet == Facet::Tier);
        let Some(values) = tiers.or(self.facet(facet)) else {
            return Vec::new();
        };
        let asked = || {
            filter.conditions.iter().filter_map(|c| match &c.test {
                Test::OneOf(f, values) if *f == facet => Some(values),
                _ => None,
            })
        };
        let codes = |name: &str| match (facet, setting.scheme()) {
            (Facet::Tier, Some(scheme)) => scheme.find(name).into_iter().collect(),
            _ => values.asked(facet, name),
        };
        let mut wanted = vec![false; values.postings().len()];
        let mut unknown: Vec<&str> = Vec::new();
        for name in asked().flatten() {
            let codes = codes(name);
            if codes.is_empty() && !unknown.contains(&name.as_str()) {
                unknown.push(name);
            }
            for code in codes {
                if let Some(w) = wanted.get_mut(code) {
                    *w = true;
                }
            }
        }
        let counts = values
            .postings()
            .iter()
            .map(|p: &Posting| p.count_in(&counted));
        let mut out: Vec<(usize, usize)> = counts
            .enumerate()
            .filter(|(code, n)| *n > 0 || wanted.get(*code).copied().unwrap_or(false))
            .collect();
        if let Some(keys) = facet.value_keys() {
            // in the order of the work, not of the numbers
            let place = |code: usize| keys.clone().position(|key| key == values.name(code));
            out.sort_by_key(|(code, _)| place(*code));
        } else if facet != Facet::Tier {
            out.sort_by(|(a, n), (b, m)| {
                m.cmp(n).then_with(|| values.name(*a).cmp(values.name(*b)))
            });
        }
        out.into_iter()
            .map(|(code, n)| (values.name(code).to_owned(), n))
            .chain(unknown.into_iter().map(|name| (name.to_owned(), 0)))
            .collect()
    }
}

/// Positions of the conditions for which `is` holds.
fn about(conditions: &[Condition], is: impl Fn(&Condition) -> bool) -> Vec<usize> {
    let all = conditions.iter().enumerate();
    all.filter(|(_, c)| is(c)).map(|(i, _)| i).collect()
}
