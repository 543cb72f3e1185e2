//! The columns of an observation, in the order of the table of fields, and values as the journal keeps them.

use rusqlite::Row;
use rusqlite::types::ValueRef;
use serde_json::{Map, Value};

use super::error::Fault;
use crate::domain::creator::{Observation, Period};
use crate::domain::field::{Attr, Metric};
use crate::domain::money::Currency;

/// How many columns there are.
pub(super) const WIDTH: usize = 1 + Metric::STORED + Attr::COUNT;

/// Position of the currency, of the first metric, of the first text.
pub(super) const CURRENCY: usize = 0;
pub(super) const FIRST_METRIC: usize = 1;
pub(super) const FIRST_ATTR: usize = 1 + Metric::STORED;

/// A column of an observation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Currency,
    Metric(Metric),
    Attr(Attr),
}

/// Names of the columns, in order.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    std::iter::once("currency")
        .chain(Metric::stored().map(Metric::key))
        .chain(Attr::ALL.iter().map(|a| a.key()))
}

/// The column at a position.
pub(super) fn slot(column: usize) -> Option<Slot> {
    match column {
        CURRENCY => Some(Slot::Currency),
        c if c < FIRST_ATTR => Metric::ALL.get(c - FIRST_METRIC).map(|m| Slot::Metric(*m)),
        c => Attr::ALL.get(c - FIRST_ATTR).map(|a| Slot::Attr(*a)),
    }
}

/// What an observation has in a column, as JSON for the journal; null where it is missing.
pub(super) fn json(o: &Observation, column: usize) -> Value {
    match slot(column) {
        Some(Slot::Currency) if o.currency.is_known() => Value::from(o.currency.code()),
        Some(Slot::Metric(m)) => o.metrics.get(m).map_or(Value::Null, Value::from),
        Some(Slot::Attr(a)) => o.attr(a).map_or(Value::Null, Value::from),
        _ => Value::Null,
    }
}

/// Puts a value of the journal back. False where it cannot be one of this column.
pub(super) fn set(o: &mut Observation, column: usize, value: &Value) -> bool {
    match (slot(column), value) {
        (Some(Slot::Currency), Value::Null) => o.currency = Currency::NONE,
        (Some(Slot::Currency), Value::String(code)) => match Currency::parse(code) {
            Some(currency) => o.currency = currency,
            None => return false,
        },
        (Some(Slot::Metric(m)), Value::Null) => o.metrics.set(m, None),
        (Some(Slot::Metric(m)), Value::Number(n)) => match n.as_i64() {
            Some(raw) => o.metrics.set(m, Some(raw)),
            None => return false,
        },
        (Some(Slot::Attr(a)), Value::Null) => o.set_attr(a, ""),
        (Some(Slot::Attr(a)), Value::String(text)) => o.set_attr(a, text),
        _ => return false,
    }
    true
}

/// Which columns of an observation hold something, one bit each, in the order of [`names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Filled([u64; 2]);

const _: () = assert!(WIDTH <= 128, "one bit for each column");

impl Filled {
    pub(super) const NONE: Filled = Filled([0; 2]);

    /// Every column.
    #[cfg(test)]
    pub(super) const ALL: Filled = Filled([u64::MAX; 2]);

    pub(super) fn holds(self, other: Filled) -> bool {
        let mut pairs = self.0.iter().zip(other.0);
        pairs.all(|(mine, theirs)| mine & theirs == theirs)
    }

    pub(super) fn join(&mut self, other: Filled) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine |= theirs;
        }
    }

    pub(super) fn has(self, column: usize) -> bool {
        self.0
            .get(column / 64)
            .is_some_and(|word| word >> (column % 64) & 1 == 1)
    }

    pub(super) fn add(&mut self, column: usize) {
        if let Some(word) = self.0.get_mut(column / 64) {
            *word |= 1 << (column % 64);
        }
    }
}

pub(super) const fn metric_column(metric: Metric) -> usize {
    FIRST_METRIC + metric.index()
}

pub(super) const fn attr_column(attr: Attr) -> usize {
    FIRST_ATTR + attr.index()
}

/// A count; SQLite has no unsigned numbers.
pub(super) fn count(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let n: i64 = row.get(column)?;
    u64::try_from(n).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, n))
}

/// A journal entry read back.
pub(super) fn parse_entry(text: &str) -> Result<Map<String, Value>, Fault> {
    match serde_json::from_str(text) {
        Ok(Value::Object(map)) => Ok(map),
        _ => Err(Fault::Damaged(text.to_owned())),
    }
}

/// A JSON value as a parameter.
pub(super) fn parameter(value: &Value) -> rusqlite::types::Value {
    use rusqlite::types::Value as Sql;
    match value {
        Value::Number(n) => n.as_i64().map_or(Sql::Null, Sql::Integer),
        Value::String(s) => Sql::Text(s.clone()),
        _ => Sql::Null,
    }
}

/// The columns `start` and `end` of a period.
pub(super) fn period(row: &Row<'_>, start: usize, end: usize) -> Result<Period, Fault> {
    let day = |text: &str| text.parse().map_err(|_| Fault::Damaged(text.to_owned()));
    Ok(Period {
        start: match row.get_ref(start)? {
            ValueRef::Text(t) => Some(day(&String::from_utf8_lossy(t))?),
            _ => None,
        },
        end: day(row.get_ref(end)?.as_str().map_err(rusqlite::Error::from)?)?,
    })
}
