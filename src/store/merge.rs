//! What a row changes in the observation that is there already.
//!
//! Values of the row overwrite, missing ones keep what was there. Of several rows of one file for the same creator and
//! period the first wins and later ones fill what it lacks. All money of an observation has one currency: a row with
//! money in another currency takes the old money with it, and a later row of the same file gives its money up.

use rusqlite::Row;
use rusqlite::types::ValueRef;

use super::row::{self, Filled, attr_column, metric_column};
use crate::domain::creator::Observation;
use crate::domain::field::{Attr, Metric};

/// Which columns the row changes, and whether it disagrees with an earlier row of its file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    pub columns: Vec<usize>,
    pub conflict: bool,
}

fn metrics() -> impl Iterator<Item = Metric> {
    Metric::ALL.iter().copied().take(Metric::STORED)
}

fn money() -> impl Iterator<Item = Metric> {
    metrics().filter(|m| m.unit().is_money())
}

/// Columns that hold something.
pub(super) fn filled(o: &Observation) -> Filled {
    let mut filled = Filled::default();
    if o.currency.is_known() {
        filled.add(0);
    }
    for m in metrics().filter(|m| o.metrics.get(*m).is_some()) {
        filled.add(metric_column(m));
    }
    for a in Attr::ALL.iter().filter(|a| o.attr(**a).is_some()) {
        filled.add(attr_column(*a));
    }
    filled
}

/// Compares `incoming` with the stored columns from `first` on. `taken`: columns that earlier rows of the file filled.
pub(super) fn difference(
    stored: &Row<'_>,
    first: usize,
    incoming: &Observation,
    taken: Filled,
) -> rusqlite::Result<Difference> {
    let mut d = Difference::default();
    let mut with_money = true;
    let old = row::currency(stored, first)?;
    let new = incoming.currency;
    if new.is_known() && new != old {
        let stored_money = |m: Metric| -> rusqlite::Result<bool> {
            Ok(stored.get_ref(first + metric_column(m))? != ValueRef::Null)
        };
        if taken.has(0) {
            d.conflict = true;
            with_money = false;
        } else if !old.is_known() {
            d.columns.push(0);
        } else if money().any(|m| incoming.metrics.get(m).is_some()) {
            d.columns.push(0);
            for m in money() {
                if incoming.metrics.get(m).is_none() && stored_money(m)? {
                    d.columns.push(metric_column(m));
                }
            }
        } else {
            let mut bare = true;
            for m in money() {
                bare &= !stored_money(m)?;
            }
            if bare {
                d.columns.push(0);
            }
        }
    }
    let mut see = |column: usize, differs: bool| {
        if differs && taken.has(column) {
            d.conflict = true;
        } else if differs {
            d.columns.push(column);
        }
    };
    for m in metrics() {
        if let Some(raw) = incoming.metrics.get(m)
            && (with_money || !m.unit().is_money())
        {
            let column = metric_column(m);
            see(
                column,
                stored.get_ref(first + column)? != ValueRef::Integer(raw),
            );
        }
    }
    for &a in Attr::ALL {
        if let Some(text) = incoming.attr(a) {
            let column = attr_column(a);
            see(
                column,
                stored.get_ref(first + column)? != ValueRef::Text(text.as_bytes()),
            );
        }
    }
    Ok(d)
}

/// Puts the row's values of these columns in place; where it has none, the column is cleared.
pub(super) fn apply(after: &mut Observation, incoming: &Observation, columns: &[usize]) {
    for &column in columns {
        if column == 0 {
            after.currency = incoming.currency;
        } else if let Some(&m) = Metric::ALL.get(column - 1).filter(|m| m.is_stored()) {
            after.metrics.set(m, incoming.metrics.get(m));
        } else if let Some(&a) = Attr::ALL.get(column - 1 - Metric::STORED) {
            after.set_attr(a, incoming.attr(a).unwrap_or_default());
        }
    }
}
