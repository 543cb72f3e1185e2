//! What a row changes in the observation that is there already.
//!
//! Values of the row overwrite, missing ones keep what was there. Of several rows of one file for the same creator and
//! period the first wins and later ones fill what it lacks. All money of an observation has one currency: a row with
//! money in another currency takes the old money with it, and a later row of the same file gives its money up.

use super::row::{self, Filled, Slot, attr_column, metric_column};
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
        filled.add(row::CURRENCY);
    }
    for (i, _) in o.metrics.present() {
        filled.add(row::FIRST_METRIC + i);
    }
    for (i, _) in o.attrs.iter().enumerate().filter(|(_, a)| a.is_some()) {
        filled.add(row::FIRST_ATTR + i);
    }
    filled
}

/// Compares `incoming` with what is `stored`. `taken`: columns that earlier rows of the file filled.
pub(super) fn difference(
    stored: &Observation,
    incoming: &Observation,
    taken: Filled,
) -> Difference {
    let mut d = Difference::default();
    let mut with_money = true;
    let old = stored.currency;
    let new = incoming.currency;
    if new.is_known() && new != old {
        let stored_money = |m: Metric| stored.metrics.get(m).is_some();
        if taken.has(row::CURRENCY) {
            d.conflict = true;
            with_money = false;
        } else if !old.is_known() {
            d.columns.push(row::CURRENCY);
        } else if money().any(|m| incoming.metrics.get(m).is_some()) {
            d.columns.push(row::CURRENCY);
            for m in money() {
                if incoming.metrics.get(m).is_none() && stored_money(m) {
                    d.columns.push(metric_column(m));
                }
            }
        } else {
            if !money().any(stored_money) {
                d.columns.push(row::CURRENCY);
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
            see(metric_column(m), stored.metrics.get(m) != Some(raw));
        }
    }
    for &a in Attr::ALL {
        if let Some(text) = incoming.attr(a) {
            see(attr_column(a), stored.attr(a) != Some(text));
        }
    }
    d
}

/// Puts the row's values of these columns in place; where it has none, the column is cleared.
pub(super) fn apply(after: &mut Observation, incoming: &Observation, columns: &[usize]) {
    for &column in columns {
        match row::slot(column) {
            Some(Slot::Currency) => after.currency = incoming.currency,
            Some(Slot::Metric(m)) => after.metrics.set(m, incoming.metrics.get(m)),
            Some(Slot::Attr(a)) => after.set_attr(a, incoming.attr(a).unwrap_or_default()),
            None => {}
        }
    }
}
