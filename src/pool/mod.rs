//! Which creators and how many: columns in memory, no SQL, no threads but a second one while a large question is
//! answered.
//!
//! - **One value per creator and field, contiguous** and as narrow as it can be; a row is a creator, rows are in the
//!   order of ids. Values come from the merged profile; the delivery score, which only a whole pool can tell, is made
//!   when it is first asked for.
//! - **Sets are bitsets.** Each condition is one, kept while it is in use, so that changing one condition works out one;
//!   facets are counted by intersecting the matches with each value's rows.
//! - **A sort is a permutation** of the whole pool, worked out once and kept, when somebody goes beyond the first screens:
//!   these are found without it. Few matches are sorted by themselves.
//! - **Labels lie apart**: tags, lists and notes change all day, and a pool with others shares everything else.
//! - **What memory holds is shown from memory**: a line of the table needs no look into the pool file.
//! - **Missing never passes a numeric condition, turned round or not.** A negated facet, word or `has:` keeps all that
//!   it would have turned away, a negated number only those who have the number.

mod ahead;
mod answer;
mod bits;
mod build;
mod cache;
mod column;
mod condition;
mod earned;
mod facet;
mod front;
mod halves;
mod labels;
mod letters;
mod money;
mod order;
mod outline;
mod radix;
mod roll;
mod scan;
mod score;
mod search;
mod sort;
mod spelling;
mod spread;
mod standing;
mod stretch;
mod wire;
mod work;

#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use jiff::civil::Date;

pub use build::Builder;
pub use earned::{Hung, Judging};
pub use labels::{AllLabels, LabelHead, LabelsBuilder, PackedLabels};
pub use standing::Peers;
pub use stretch::{Head, Numbers, Packed, Rest};
pub use work::{BoardQuery, Collabs};

use crate::domain::column::SortKey;
use crate::domain::facet::Facet;
use crate::domain::field::Metric;
use crate::domain::filter::{Condition, Filter};
use crate::domain::money::{Currency, Rates};
use crate::domain::tier::Schemes;
use facet::{Posting, Values};

/// A question to the pool.
#[derive(Debug, Clone, Copy)]
pub struct Query<'q> {
    /// Who is asked for.
    pub filter: &'q Filter,
    /// All tier schemes; the filter's, or the default one, is counted.
    pub schemes: &'q Schemes,
    /// Where set, money without a currency of its own is compared and sorted in the base currency.
    pub rates: &'q Rates,
    /// For the age of data.
    pub today: Date,
    /// In which order; ties, and all where it is empty, by id.
    pub sort: &'q [SortKey],
    /// Conditions to be counted under the filters on anything else.
    pub probes: &'q [Condition],
    /// Whether to count facets.
    pub facets: bool,
}

/// The creators of a pool file, for filtering, counting and sorting. Made by a [`Builder`].
#[derive(Debug)]
pub struct Pool {
    data: Arc<Data>,
    labels: labels::Labels,
    work: Option<Arc<work::Shown>>,
    returns: Option<Arc<Hung>>,
    caches: Mutex<answer::Caches>,
}

/// What files say of the creators.
#[derive(Debug)]
struct Data {
    roll: roll::Roll,
    /// By [`Metric::index`]. That of [`Metric::Stale`] is empty: it is `as_of` seen from the day of the question; that of
    /// [`Metric::Score`] is in `score`.
    metrics: Vec<Arc<column::Column>>,
    /// Those of them in which every row has a value.
    complete: Vec<bool>,
    /// Delivery scores, once somebody has asked for them: everybody is ranked for them.
    score: OnceLock<Arc<column::Column>>,
    /// Impressions a product, once somebody has asked for them.
    exposures: OnceLock<standing::Exposures>,
    /// Days since 1970.
    as_of: Arc<column::Column>,
    newest: Option<Date>,
    money: money::Currencies,
    /// By [`Facet::index`]; that of tiers is empty, they depend on the question, and so are those of labels.
    facets: Vec<Values>,
    /// Rows that have a text, by [`Attr::index`](crate::domain::field::Attr::index).
    attrs: Vec<Posting>,
    search: search::Search,
    spelling: spelling::Spelling,
    letters: OnceLock<ahead::Letters>,
}

impl Pool {
    /// How many creators.
    pub fn len(&self) -> usize {
        self.data.roll.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All ids, rising.
    pub fn ids(&self) -> Vec<u32> {
        self.data.roll.ids().collect()
    }

    /// The last day any data covers.
    pub fn newest(&self) -> Option<Date> {
        self.data.newest
    }

    /// Currencies of GMV with their numbers of creators, most first. [`Currency::NONE`] where files did not say.
    pub fn currencies(&self) -> Vec<(Currency, usize)> {
        let mut all: Vec<_> = self
            .data
            .money
            .gmv()
            .map(|(c, rows)| (c, rows.count()))
            .collect();
        all.retain(|(_, n)| *n > 0);
        all.sort_by_key(|(c, n)| (std::cmp::Reverse(*n), *c));
        all
    }

    /// A creator's raw value, also of what only the pool knows (delivery score, age of data on the day `today`).
    pub fn value(&self, id: u32, metric: Metric, today: Date) -> Option<i64> {
        let row = self.data.roll.row(id)?;
        match metric {
            Metric::Stale => Some(build::day(today) - self.data.as_of.get(row)?),
            m => self.metric(m).get(row),
        }
    }

    /// The values of a facet as first spelled, with their numbers of creators; not of tiers, which depend on a scheme.
    pub fn values(&self, facet: Facet) -> impl Iterator<Item = (&str, usize)> {
        self.facet(facet)
            .into_iter()
            .flat_map(Values::iter)
            .map(|(name, rows)| (name, rows.count()))
    }

    /// Lets go of what questions left behind (sets, orders, histograms); the next ones work it out again.
    pub fn forget(&self) {
        *self.caches() = answer::Caches::default();
    }

    /// Room taken by the columns and texts, in bytes, about.
    pub fn bytes(&self) -> usize {
        let columns: usize = self
            .data
            .metrics
            .iter()
            .chain([&self.data.as_of])
            .chain(self.data.score.get())
            .map(|column| column.bytes())
            .sum();
        let facets: usize = self.data.facets.iter().map(Values::bytes).sum();
        let attrs: usize = self.data.attrs.iter().map(Posting::bytes).sum();
        columns
            + facets
            + attrs
            + self.data.money.bytes()
            + self.data.search.bytes()
            + self.data.spelling.bytes()
            + self.labels.bytes()
            + self.work.as_ref().map_or(0, |w| w.bytes())
            + self.returns.as_ref().map_or(0, |r| r.bytes())
            + self.data.roll.bytes()
    }

    fn metric(&self, metric: Metric) -> &column::Column {
        if metric == Metric::Score {
            return self.scores();
        }
        if metric.is_of_returns() {
            let column = self.returns.as_ref().and_then(|r| r.column(metric));
            return column.map_or(&column::Column::Empty, |column| column);
        }
        if let Some(own) = self.work.as_ref().and_then(|w| w.rate(metric)) {
            return own;
        }
        let known = self.data.metrics.get(metric.index());
        known.map_or(&column::Column::Empty, |column| column)
    }

    /// The same, for whoever needs it longer than the pool is at hand.
    fn shared(&self, metric: Metric) -> Arc<column::Column> {
        let own = self.work.as_ref().and_then(|w| w.rate(metric));
        let known = match metric {
            _ if own.is_some() => own,
            Metric::Score => Some(self.scores()),
            m if m.is_of_returns() => self.returns.as_ref().and_then(|r| r.column(m)),
            m => self.data.metrics.get(m.index()),
        };
        known.cloned().unwrap_or_default()
    }

    fn scores(&self) -> &Arc<column::Column> {
        let scores = || Arc::new(score::scores(self));
        self.data.score.get_or_init(scores)
    }

    fn facet(&self, facet: Facet) -> Option<&Values> {
        match facet {
            Facet::Tag => Some(&self.labels.tags),
            Facet::List => Some(&self.labels.lists),
            work if work.is_of_work() => self.work.as_ref()?.values(work),
            told if told.is_of_returns() => self.returns.as_ref()?.values(told),
            other => self.data.facets.get(other.index()),
        }
    }

    /// The caches hold nothing that a panic elsewhere could have left half-done and that clearing would not mend.
    fn caches(&self) -> MutexGuard<'_, answer::Caches> {
        self.caches.lock().unwrap_or_else(|poisoned| {
            self.caches.clear_poison();
            let mut caches = PoisonError::into_inner(poisoned);
            *caches = answer::Caches::default();
            caches
        })
    }
}
