//! What the pool answers to a filter.

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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// Ids of all matches, in order.
    pub ids: Vec<u32>,
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
