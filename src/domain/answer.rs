//! What the pool answers to a filter.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use super::facet::Facet;
use super::field::Metric;
use super::money::Currency;

/// What one condition does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kept {
    /// Creators that pass it, by itself, in the whole pool.
    pub alone: usize,
    /// Creators left after it and all conditions before it.
    pub left: usize,
}

/// The matches of a filter, in order, and all counts beside them.
#[derive(Debug, PartialEq, Eq, Default)]
pub struct Answer {
    /// Ids of all matches, in order.
    pub ids: Ids,
    /// Creators in the pool.
    pub total: usize,
    /// Per facet, in the order of [`Facet::ALL`]: value and count under the other filters, most first (tiers: smallest
    /// tier first). Values nobody has any more are left out; values that the filter asks for stay, even at 0.
    pub facets: Vec<Vec<(String, usize)>>,
    /// Per condition of the filter, in its order.
    pub conditions: Vec<Kept>,
    /// Per probe of the question, in its order: matches under the other filters.
    pub probes: Vec<usize>,
    /// Currencies among the matches that have GMV, with their numbers of creators, most first.
    pub currencies: Vec<(Currency, usize)>,
}

impl Answer {
    /// Values and counts of a facet.
    pub fn facet(&self, facet: Facet) -> &[(String, usize)] {
        self.facets
            .get(facet.index())
            .map(Vec::as_slice)
            .unwrap_or_default()
    }
}

/// Ids of the matches, in order. The first ones are at hand; the rest is put together when somebody asks for it: most
/// filters are looked at from their beginning, and replaced by the next one before anybody has come far.
#[derive(Default)]
pub struct Ids {
    len: usize,
    first: Vec<u32>,
    all: OnceLock<Vec<u32>>,
    rest: Option<Box<dyn Rest>>,
}

/// How the ids of an answer are put together.
pub trait Rest: Send + Sync {
    /// All of them, in order.
    fn all(&self) -> Vec<u32>;
    /// Those of some rows, where these can be had by themselves.
    fn within(&self, rows: Range<usize>) -> Option<Vec<u32>>;
    /// Whether one is among them.
    fn has(&self, id: u32) -> bool;
    /// The row of one.
    fn find(&self, id: u32) -> Option<usize>;
}

impl Ids {
    /// So many, the first of which are these.
    pub fn new(len: usize, first: Vec<u32>, rest: impl Rest + 'static) -> Self {
        Ids {
            len,
            first,
            all: OnceLock::new(),
            rest: Some(Box::new(rest)),
        }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All of them; puts them together where nobody has asked before.
    pub fn all(&self) -> &[u32] {
        if self.first.len() == self.len {
            return &self.first;
        }
        self.all
            .get_or_init(|| self.rest.as_ref().map(|r| r.all()).unwrap_or_default())
    }

    /// Makes every row be at hand, where it is not.
    pub fn prepare(&self) {
        self.within(self.len.saturating_sub(1)..self.len);
    }

    /// Makes every row be at hand, where one that is not among the first is wanted.
    pub fn prepare_for(&self, id: u32) {
        let first = self.first.contains(&id);
        if !first && self.rest.as_ref().is_some_and(|rest| rest.has(id)) {
            self.prepare();
        }
    }

    /// One of them.
    pub fn get(&self, row: usize) -> Option<u32> {
        self.within(row..row.saturating_add(1)).first().copied()
    }

    /// Those of some rows, as far as there are so many.
    pub fn within(&self, rows: Range<usize>) -> Cow<'_, [u32]> {
        let rows = rows.start.min(self.len)..rows.end.min(self.len);
        if let Some(ids) = self.first.get(rows.clone()) {
            return ids.into();
        }
        if let (None, Some(rest)) = (self.all.get(), &self.rest)
            && let Some(ids) = rest.within(rows.clone())
        {
            return ids.into();
        }
        self.all().get(rows).unwrap_or_default().into()
    }

    /// The row of an id.
    pub fn find(&self, id: u32) -> Option<usize> {
        let find = |ids: &[u32]| ids.iter().position(|i| *i == id);
        match (find(&self.first), self.all.get(), &self.rest) {
            (Some(row), ..) => Some(row),
            (None, Some(all), _) => find(all),
            (None, None, Some(rest)) => rest.find(id),
            (None, None, None) => None,
        }
    }
}

impl From<Vec<u32>> for Ids {
    fn from(ids: Vec<u32>) -> Self {
        Ids {
            len: ids.len(),
            first: ids,
            ..Ids::default()
        }
    }
}

impl AsRef<[u32]> for Ids {
    fn as_ref(&self) -> &[u32] {
        self.all()
    }
}

impl<T: AsRef<[u32]>> PartialEq<T> for Ids {
    fn eq(&self, other: &T) -> bool {
        self.all() == other.as_ref()
    }
}

impl Eq for Ids {}

impl fmt::Debug for Ids {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.all()).finish()
    }
}

/// How a metric is spread over the whole pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Histogram {
    /// Of what.
    pub metric: Metric,
    /// Creators a cell.
    pub counts: Vec<usize>,
    /// Lower raw bound of each cell; the last cell is open above.
    pub edges: Vec<i64>,
}

impl Histogram {
    /// The cell a raw value falls into.
    pub fn cell_of(&self, raw: i64) -> usize {
        self.edges.partition_point(|e| *e <= raw).saturating_sub(1)
    }
}
