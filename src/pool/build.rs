//! Filling the pool, creator by creator.

use jiff::civil::Date;

use super::column::{Column, Growing};
use super::facet::{Gathering, Posting};
use super::money::Currencies;
use super::search::Search;
use super::{Pool, bits::Bits};
use crate::domain::creator::Record;
use crate::domain::facet::{Facet, TOP_CATEGORIES};
use crate::domain::field::{Attr, Metric};
use crate::domain::metrics::{delivery_score, quintile};
use crate::text::fold;

/// Days since 1970, for a column.
pub(super) fn day(date: Date) -> i64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    date.since(epoch).map_or(0, |s| s.get_days().into())
}

/// Fills a [`Pool`].
#[derive(Debug)]
pub struct Builder {
    ids: Vec<u32>,
    metrics: Vec<Growing>,
    as_of: Growing,
    newest: Option<Date>,
    money: Currencies,
    facets: Vec<Gathering>,
    attrs: Vec<Vec<u32>>,
    noted: Vec<u32>,
    search: Search,
}

impl Builder {
    /// For about so many creators; more are fine.
    pub fn with_capacity(creators: usize) -> Self {
        Builder {
            ids: Vec::with_capacity(creators),
            metrics: Metric::ALL.iter().map(|_| Growing::new(creators)).collect(),
            as_of: Growing::new(creators),
            newest: None,
            money: Currencies::with_capacity(creators),
            facets: Facet::ALL.map(|_| Gathering::new(creators)).into(),
            attrs: vec![Vec::new(); Attr::COUNT],
            noted: Vec::new(),
            search: Search::with_capacity(creators),
        }
    }

    /// Takes in one creator. Ids must rise from call to call; returns false, and leaves the creator out, where one does
    /// not.
    pub fn push(&mut self, r: &Record) -> bool {
        let Ok(row) = u32::try_from(self.ids.len()) else {
            return false;
        };
        if self.ids.last().is_some_and(|last| *last >= r.id) {
            return false;
        }
        self.ids.push(r.id);
        for (m, column) in Metric::ALL.iter().zip(&mut self.metrics) {
            let raw = if m.needs_pool() {
                None
            } else {
                r.profile.metric(*m)
            };
            column.push(raw);
        }
        self.money.push(row, &r.profile);
        self.as_of.push(r.profile.as_of.map(day));
        self.newest = self.newest.max(r.profile.as_of);
        for (facet, values) in Facet::ALL.iter().zip(&mut self.facets) {
            let attr = facet.attr();
            match facet {
                Facet::Tier => {}
                Facet::Category => {
                    values.push(r.profile.list(Attr::Categories).take(TOP_CATEGORIES));
                }
                Facet::Region | Facet::Language => {
                    values.push(attr.and_then(|a| r.profile.attr(a)).into_iter());
                }
                Facet::Platform => values.push(std::iter::once(r.identity.platform.key())),
                Facet::Tag => values.push(r.tags.iter().map(String::as_str)),
                Facet::List => values.push(r.lists.iter().map(String::as_str)),
                Facet::Age => values.push(r.profile.largest_band().into_iter()),
                Facet::Source => values.push(r.dated.iter().map(|d| d.source.key())),
            }
        }
        for (a, rows) in Attr::ALL.iter().zip(&mut self.attrs) {
            if r.profile.attr(*a).is_some() {
                rows.push(row);
            }
        }
        if !r.notes.is_empty() {
            self.noted.push(row);
        }
        self.search.push(r);
        true
    }

    /// The pool, with what only the whole of it tells.
    pub fn build(mut self) -> Pool {
        let len = self.ids.len();
        self.search.shrink();
        let mut metrics: Vec<Column> = self.metrics.into_iter().map(Growing::freeze).collect();
        let score = scores(&metrics, len);
        if let Some(column) = metrics.get_mut(Metric::Score.index()) {
            *column = score;
        }
        let facets: Vec<_> = self.facets.into_iter().map(Gathering::freeze).collect();
        let tag_words = facets
            .get(Facet::Tag.index())
            .map(|tags| tags.iter().map(|(name, _)| fold(name)).collect())
            .unwrap_or_default();
        let first = self.ids.first().copied().unwrap_or(0);
        let last = self.ids.last().copied().unwrap_or(0);
        let gapless = len > 0 && (last - first) as usize == len - 1;
        let money = self.money.freeze(&metrics, len);
        Pool {
            len,
            first_id: gapless.then_some(first),
            ids: if gapless { Vec::new() } else { self.ids },
            metrics,
            as_of: self.as_of.freeze(),
            newest: self.newest,
            money,
            facets,
            tag_words,
            attrs: self
                .attrs
                .into_iter()
                .map(|rows| Posting::new(rows, len))
                .collect(),
            noted: Bits::of(&self.noted, len),
            search: self.search,
            caches: Default::default(),
        }
    }
}

/// The delivery score (S2) of every row: missing where any of its four metrics is.
fn scores(metrics: &[Column], len: usize) -> Column {
    let parts = [Metric::Items, Metric::Orders, Metric::Videos, Metric::Lives];
    let columns = parts.map(|m| metrics.get(m.index()));
    let [Some(a), Some(b), Some(c), Some(d)] = columns else {
        return Column::Empty;
    };
    let columns = [a, b, c, d];
    if columns.iter().any(|c| c.is_empty()) {
        return Column::Empty;
    }
    let bounds = columns.map(|c| quintile_bounds(c, len));
    let mut out = Growing::new(len);
    for row in 0..len {
        let mut ranks = [0u8; 4];
        let mut whole = true;
        for ((rank, column), bounds) in ranks.iter_mut().zip(columns).zip(&bounds) {
            match column.get(row) {
                Some(v) => *rank = 1 + bounds.iter().map(|b| u8::from(v >= *b)).sum::<u8>(),
                None => whole = false,
            }
        }
        out.push(whole.then(|| delivery_score(ranks)));
    }
    out.freeze()
}

/// The least value of the second, third, fourth and fifth quintile: a value's quintile grows with how many values lie
/// strictly under it, so four bounds tell it.
fn quintile_bounds(column: &Column, len: usize) -> [i64; 4] {
    let mut values = Vec::with_capacity(len);
    column.each(len, |_, v| values.extend(v));
    values.sort_unstable();
    let mut bounds = [i64::MAX; 4];
    let mut below = 0;
    while let Some(&v) = values.get(below) {
        let q = usize::from(quintile(below, values.len()));
        for bound in bounds.iter_mut().take(q - 1) {
            *bound = (*bound).min(v);
        }
        below = values.partition_point(|x| *x <= v);
    }
    bounds
}
