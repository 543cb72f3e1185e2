//! Filling the pool, creator by creator.

use std::sync::Arc;

use jiff::civil::Date;

use super::column::{Column, Growing};
use super::facet::{Gathering, Rising, Values};
use super::labels;
use super::money::Currencies;
use super::roll::Roll;
use super::search::Search;
use super::spelling::Spelling;
use super::stretch::{Packed, whole};
use super::{Data, Pool};
use crate::domain::creator::Record;
use crate::domain::facet::{Facet, TOP_CATEGORIES};
use crate::domain::field::{Attr, Metric};
use crate::domain::sketch::{self, Sketch};

/// Days since 1970, for a column.
pub(super) fn day(date: Date) -> i64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    date.since(epoch).map_or(0, |s| s.get_days().into())
}

/// The day of such a number.
pub(super) fn date(day: i64) -> Option<Date> {
    let days = jiff::Span::new().try_days(day).ok()?;
    jiff::civil::date(1970, 1, 1).checked_add(days).ok()
}

/// Rows whose columns are laid down at a time while a pool is filled; few in tests, whose pools are small.
const PIECE: usize = if cfg!(test) { 40 } else { 1 << 14 };

/// Fills a [`Pool`].
///
/// Most creators lack most values. So that filling a pool takes hardly more memory than the pool, the columns of some
/// rows at a time are laid down, those that are nearly empty without their gaps.
#[derive(Debug)]
pub struct Builder {
    done: Vec<Packed>,
    /// The creators after these.
    ids: Vec<u32>,
    metrics: Vec<Growing>,
    as_of: Growing,
    newest: Option<Date>,
    /// A day as a date and as a number: mostly the next creator's as well.
    day: (Option<Date>, i64),
    last: Option<u32>,
    money: Currencies,
    facets: Vec<Gathering>,
    attrs: Vec<Rising>,
    labels: labels::Growing,
    search: Search,
    spelling: Spelling,
}

impl Builder {
    /// For about so many creators; more are fine.
    pub fn with_capacity(creators: usize) -> Self {
        let rows = creators.min(PIECE);
        Builder {
            done: Vec::with_capacity(creators / PIECE),
            ids: Vec::with_capacity(rows),
            metrics: Metric::ALL.iter().map(|_| Growing::new(rows)).collect(),
            as_of: Growing::new(rows),
            newest: None,
            day: (None, 0),
            last: None,
            money: Currencies::with_capacity(rows),
            facets: gathering(rows),
            attrs: rising(),
            labels: labels::Growing::new(rows),
            search: Search::with_capacity(rows),
            spelling: Spelling::with_capacity(rows),
        }
    }

    /// Takes in one creator. Ids must rise from call to call; returns false, and leaves the creator out, where one does
    /// not.
    pub fn push(&mut self, s: &Sketch<'_>) -> bool {
        if self.last.is_some_and(|last| last >= s.id) {
            return false;
        }
        self.last = Some(s.id);
        if self.ids.len() >= PIECE {
            let full = Packed::of(&self.cut());
            self.done.push(full);
        }
        let at = self.ids.len();
        let row = u32::try_from(at).unwrap_or(u32::MAX);
        self.ids.push(s.id);
        for (metric, raw) in s.metrics.present() {
            if let Some(column) = self.metrics.get_mut(metric) {
                column.set(at, raw);
            }
        }
        self.money.push(row, s);
        if let Some(date) = s.as_of {
            if self.day.0 != Some(date) {
                self.day = (Some(date), day(date));
            }
            self.as_of.set(at, self.day.1);
            self.newest = self.newest.max(Some(date));
        }
        for (facet, values) in Facet::ALL.iter().zip(&mut self.facets) {
            match facet {
                Facet::Tier | Facet::Tag | Facet::List => {}
                Facet::Stage
                | Facet::Owner
                | Facet::Campaign
                | Facet::Product
                | Facet::Mode
                | Facet::Due
                | Facet::Verdict
                | Facet::Diagnosis => {}
                Facet::Category => values.push(s.list(Attr::Categories).take(TOP_CATEGORIES)),
                Facet::Region => values.push(s.attr(Attr::Region).into_iter()),
                Facet::Language => values.push(s.attr(Attr::Language).into_iter()),
                Facet::Platform => values.push(std::iter::once(s.platform.key())),
                Facet::Age => values.push(s.largest_band().into_iter()),
                Facet::Source => values.push(s.sources().map(|s| s.key())),
            }
        }
        for (text, rows) in s.attrs.iter().zip(&mut self.attrs) {
            if text.is_some() {
                rows.add(row);
            }
        }
        self.labels.push(&s.labels);
        self.search.push(s, &mut self.spelling);
        true
    }

    /// The creators since the last cut. The room in which columns grow is used again for the next ones: given back and
    /// asked for again, it would leave gaps between those laid down.
    fn cut(&mut self) -> Pool {
        let rows = self.ids.len();
        let lay = |column: &mut Growing| {
            column.pad(rows);
            column.lay()
        };
        let metrics: Vec<Column> = self.metrics.iter_mut().map(lay).collect();
        let as_of = lay(&mut self.as_of);
        let money = std::mem::replace(&mut self.money, Currencies::with_capacity(rows));
        let facets = std::mem::replace(&mut self.facets, gathering(rows));
        let attrs = std::mem::replace(&mut self.attrs, rising());
        let labels = std::mem::replace(&mut self.labels, labels::Growing::new(rows));
        let search = std::mem::replace(&mut self.search, Search::with_capacity(rows));
        let spelling = std::mem::replace(&mut self.spelling, Spelling::with_capacity(rows));
        let facets: Vec<Values> = facets.into_iter().map(Gathering::freeze).collect();
        let data = Data {
            roll: Roll::new(std::mem::take(&mut self.ids)),
            money: money.freeze(metrics.get(Metric::Gmv.index()), rows),
            metrics: metrics.into_iter().map(Arc::new).collect(),
            complete: Vec::new(),
            score: Default::default(),
            exposures: Default::default(),
            as_of: Arc::new(as_of),
            newest: self.newest.take(),
            facets,
            attrs: attrs.into_iter().map(|r| r.freeze(rows)).collect(),
            search,
            spelling,
            letters: Default::default(),
        };
        Pool {
            data: Arc::new(data),
            labels: labels.freeze(),
            work: None,
            returns: None,
            caches: Default::default(),
        }
    }

    /// Takes in a creator that is at hand whole; as [`Builder::push`].
    pub fn push_record(&mut self, r: &Record) -> bool {
        sketch::of_record(r, |s| self.push(s))
    }

    /// The pool.
    pub fn build(mut self) -> Pool {
        let last = Packed::of(&self.cut());
        self.done.push(last);
        joined(&self.done)
    }

    /// The columns of the creators so far in bytes. The builder is then to be filled anew.
    pub fn pack(&mut self) -> Packed {
        self.last = None;
        let last = self.cut();
        if self.done.is_empty() {
            return Packed::of(&last);
        }
        self.done.push(Packed::of(&last));
        Packed::of(&joined(&std::mem::take(&mut self.done)))
    }
}

fn joined(pieces: &[Packed]) -> Pool {
    match whole(pieces) {
        Ok(pool) => pool,
        Err(e) => unreachable!("what was told a moment ago: {e}"),
    }
}

fn gathering(rows: usize) -> Vec<Gathering> {
    Facet::ALL.map(|_| Gathering::new(rows)).into()
}

fn rising() -> Vec<Rising> {
    Attr::ALL.iter().map(|_| Rising::new()).collect()
}
