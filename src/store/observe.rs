//! Writing observations during an import, as little as possible.

use std::sync::LazyLock;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Statement};
use serde_json::Map;

use super::error::Fault;
use super::import::Importing;
use super::resolve::Whose;
use super::row::{self, Filled, Slot};
use super::{journal, merge};
use crate::domain::creator::Observation;

static SELECT: LazyLock<String> = LazyLock::new(|| {
    let columns = row::columns("", Filled::ALL);
    format!(
        "SELECT created_by, changed_by{columns} FROM observation WHERE creator_id = ?1 AND period_id = ?2"
    )
});

static UPDATE: LazyLock<String> = LazyLock::new(|| {
    let assignments: String = row::names()
        .zip(4..)
        .map(|(name, i)| format!(", \"{name}\" = ?{i}"))
        .collect();
    format!(
        "UPDATE observation SET changed_by = ?3{assignments} WHERE creator_id = ?1 AND period_id = ?2"
    )
});

/// The columns that rows of this file have filled so far, and statements for these alone: files fill a half of the
/// columns or less, and each column costs time in every row.
pub(super) struct FileColumns<'s> {
    pub(super) filled: Filled,
    slots: Vec<Slot>,
    select: Statement<'s>,
    insert: Statement<'s>,
}

impl<'s> FileColumns<'s> {
    pub(super) fn new(conn: &'s Connection, filled: Filled) -> rusqlite::Result<Self> {
        let names = row::columns("", filled);
        let slots = filled.slots();
        let values: String = (4..4 + slots.len()).map(|i| format!(", ?{i}")).collect();
        Ok(FileColumns {
            filled,
            slots,
            select: conn.prepare(&format!(
                "SELECT created_by{names} FROM observation WHERE creator_id = ?1 AND period_id = ?2"
            ))?,
            insert: conn.prepare(&format!(
                "INSERT INTO observation (creator_id, period_id, created_by{names}) VALUES (?1, ?2, ?3{values})"
            ))?,
        })
    }
}

/// How a row stands to the observation of its creator and period.
enum Stored {
    None,
    /// It has all of the row's values.
    Same,
    Differs,
}

impl Importing<'_> {
    /// Takes in what a row says for a period; `earlier`: what rows before it have filled for the same. Returns whether
    /// anything is new, and whether the row disagrees with those before it.
    pub(super) fn observe(
        &mut self,
        whose: &Whose,
        period: u32,
        o: &Observation,
        earlier: Option<Filled>,
    ) -> Result<(bool, bool), Fault> {
        let filled = merge::filled(o);
        if !self.file.filled.holds(filled) {
            let mut all = self.file.filled;
            all.join(filled);
            self.file = FileColumns::new(self.conn, all)?;
        }
        let stored = match earlier {
            None if whose.created => Stored::None,
            None => self.compare(whose.id, period, o)?,
            Some(_) => Stored::Differs,
        };
        let done = match stored {
            Stored::Same => (false, false),
            Stored::None => {
                self.insert(whose.id, period, o)?;
                (true, false)
            }
            Stored::Differs => self.revise(whose.id, period, o, earlier.unwrap_or_default())?,
        };
        self.remember(whose.id, period, filled);
        Ok(done)
    }

    fn insert(&mut self, creator: u32, period: u32, o: &Observation) -> Result<(), Fault> {
        let s = &mut self.file.insert;
        s.clear_bindings();
        s.raw_bind_parameter(1, creator)?;
        s.raw_bind_parameter(2, period)?;
        s.raw_bind_parameter(3, self.import)?;
        row::bind(s, 4, o, self.file.slots.iter().copied())?;
        s.raw_execute()?;
        Ok(())
    }

    /// The quick look that settles most rows of a file read again.
    fn compare(&mut self, creator: u32, period: u32, o: &Observation) -> Result<Stored, Fault> {
        let s = &mut self.file.select;
        s.raw_bind_parameter(1, creator)?;
        s.raw_bind_parameter(2, period)?;
        let mut rows = s.raw_query();
        let Some(stored) = rows.next()? else {
            return Ok(Stored::None);
        };
        for (i, slot) in (1..).zip(&self.file.slots) {
            let new = row::value(o, *slot);
            if new != ValueRef::Null && stored.get_ref(i)? != new {
                return Ok(Stored::Differs);
            }
        }
        Ok(Stored::Same)
    }

    /// Writes what a row adds to its creator and period. Returns whether it did, and whether it disagrees with what
    /// earlier rows of the file have `taken`.
    fn revise(
        &mut self,
        creator: u32,
        period: u32,
        incoming: &Observation,
        taken: Filled,
    ) -> Result<(bool, bool), Fault> {
        const FIRST: usize = 2;
        let mut select = self.conn.prepare_cached(&SELECT)?;
        let s = &mut select;
        s.raw_bind_parameter(1, creator)?;
        s.raw_bind_parameter(2, period)?;
        let mut rows = s.raw_query();
        let Some(stored) = rows.next()? else {
            return Err(Fault::Damaged(format!("observation {creator}/{period}")));
        };
        let d = merge::difference(stored, FIRST, incoming, taken)?;
        if d.columns.is_empty() {
            return Ok((false, d.conflict));
        }
        if stored.get::<_, i64>(0)? != self.import {
            let mut before = Map::new();
            before.insert("changed_by".into(), row::json(stored.get_ref(1)?));
            for (i, name) in row::names().enumerate() {
                if d.columns.contains(&i) {
                    before.insert(name.to_owned(), row::json(stored.get_ref(FIRST + i)?));
                }
            }
            journal::keep(
                self.conn,
                self.change.id,
                "observation",
                creator,
                period.into(),
                before,
            )?;
        }
        let mut after = row::read(stored, FIRST, row::slots())?;
        drop(rows);
        merge::apply(&mut after, incoming, &d.columns);
        drop(select);
        let mut update = self.conn.prepare_cached(&UPDATE)?;
        let s = &mut update;
        s.clear_bindings();
        s.raw_bind_parameter(1, creator)?;
        s.raw_bind_parameter(2, period)?;
        s.raw_bind_parameter(3, self.import)?;
        row::bind(s, 4, &after, row::slots())?;
        s.raw_execute()?;
        Ok((true, d.conflict))
    }
}
