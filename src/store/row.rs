//! Observations as rows: one column per field, read and written in the order of the table of fields.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, Statement};
use serde_json::{Map, Value};

use super::error::Fault;
use crate::domain::creator::{Observation, Period};
use crate::domain::field::{Attr, Metric};
use crate::domain::money::Currency;

/// `, "currency", "followers", …, "name", …`: these columns of an observation. `prefix` names the table.
pub(super) fn columns(prefix: &str, of: Filled) -> String {
    let these = names().enumerate().filter(|(i, _)| of.has(*i));
    these.map(|(_, n)| format!(", {prefix}\"{n}\"")).collect()
}

/// Names of the columns, in order.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    std::iter::once("currency")
        .chain(Metric::stored().map(Metric::key))
        .chain(Attr::ALL.iter().map(|a| a.key()))
}

/// How many columns [`columns`] names.
pub(super) const WIDTH: usize = 1 + Metric::STORED + Attr::COUNT;

/// A column of an observation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Currency,
    Metric(Metric),
    Attr(Attr),
}

/// The columns in the order of [`names`].
pub(super) fn slots() -> impl Iterator<Item = Slot> {
    std::iter::once(Slot::Currency)
        .chain(Metric::stored().map(Slot::Metric))
        .chain(Attr::ALL.iter().copied().map(Slot::Attr))
}

/// What an observation has for a column, as SQLite would give it; NULL where it is missing.
pub(super) fn value(o: &Observation, slot: Slot) -> ValueRef<'_> {
    match slot {
        Slot::Currency if o.currency.is_known() => ValueRef::Text(o.currency.code().as_bytes()),
        Slot::Currency => ValueRef::Null,
        Slot::Metric(m) => o.metrics.get(m).map_or(ValueRef::Null, ValueRef::Integer),
        Slot::Attr(a) => o
            .attr(a)
            .map_or(ValueRef::Null, |t| ValueRef::Text(t.as_bytes())),
    }
}

/// Binds the values of these columns to the parameters from `first` on. What is missing is not bound: the statement's
/// bindings must have been cleared.
pub(super) fn bind(
    statement: &mut Statement<'_>,
    first: usize,
    o: &Observation,
    slots: impl Iterator<Item = Slot>,
) -> rusqlite::Result<()> {
    for (i, slot) in (first..).zip(slots) {
        match value(o, slot) {
            ValueRef::Null => {}
            v => statement.raw_bind_parameter(i, ToSqlOutput::Borrowed(v))?,
        }
    }
    Ok(())
}

/// Which columns of an observation hold something, one bit each, in the order of [`names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Filled([u64; 2]);

const _: () = assert!(WIDTH <= 128, "one bit for each column");

impl Filled {
    pub(super) const NONE: Filled = Filled([0; 2]);

    /// Every column.
    pub(super) const ALL: Filled = Filled([u64::MAX; 2]);

    /// These columns, in order.
    pub(super) fn slots(self) -> Vec<Slot> {
        let all = slots().enumerate();
        all.filter(|(i, _)| self.has(*i)).map(|(_, s)| s).collect()
    }

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
    1 + metric.index()
}

pub(super) const fn attr_column(attr: Attr) -> usize {
    1 + Metric::STORED + attr.index()
}

/// Reads an observation of which these columns stand from `first` on.
pub(super) fn read(
    row: &Row<'_>,
    first: usize,
    slots: impl Iterator<Item = Slot>,
) -> rusqlite::Result<Observation> {
    let mut o = Observation::default();
    for (i, slot) in (first..).zip(slots) {
        match (slot, row.get_ref(i)?) {
            (Slot::Metric(m), ValueRef::Integer(raw)) => o.metrics.set(m, Some(raw)),
            (Slot::Attr(a), ValueRef::Text(text)) => o.set_attr(a, std::str::from_utf8(text)?),
            (Slot::Currency, ValueRef::Text(code)) => {
                o.currency = Currency::parse(std::str::from_utf8(code)?).unwrap_or_default();
            }
            _ => {}
        }
    }
    Ok(o)
}

/// The columns that any import has ever filled: the others need not be read. Most pools use half of them.
pub(super) fn used(conn: &Connection) -> rusqlite::Result<Filled> {
    let listed: Option<String> = conn
        .prepare_cached("SELECT value FROM meta WHERE key = 'columns'")?
        .query_row([], |r| r.get(0))
        .optional()?;
    let mut used = Filled::NONE;
    for name in listed.iter().flat_map(|l| l.split(' ')) {
        if let Some(column) = names().position(|n| n == name) {
            used.add(column);
        }
    }
    Ok(used)
}

/// Adds to [`used`].
pub(super) fn use_columns(conn: &Connection, filled: Filled) -> rusqlite::Result<()> {
    let mut all = used(conn)?;
    if all.holds(filled) {
        return Ok(());
    }
    all.join(filled);
    let list: Vec<&str> = names()
        .enumerate()
        .filter(|(i, _)| all.has(*i))
        .map(|(_, n)| n)
        .collect();
    conn.execute(
        "INSERT INTO meta (key, value) VALUES ('columns', ?1) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [list.join(" ")],
    )?;
    Ok(())
}

pub(super) fn currency(row: &Row<'_>, column: usize) -> rusqlite::Result<Currency> {
    Ok(match row.get_ref(column)? {
        ValueRef::Text(code) => Currency::parse(std::str::from_utf8(code)?).unwrap_or_default(),
        _ => Currency::NONE,
    })
}

/// A count; SQLite has no unsigned numbers.
pub(super) fn count(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let n: i64 = row.get(column)?;
    u64::try_from(n).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, n))
}

/// A value of a row as JSON, for the journal.
pub(super) fn json(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Integer(i) => Value::from(i),
        ValueRef::Text(text) => Value::from(String::from_utf8_lossy(text).into_owned()),
        _ => Value::Null,
    }
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
