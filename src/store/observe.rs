//! Writing observations during an import, as little as possible.

use serde_json::{Map, Value};

use super::error::Fault;
use super::import::Importing;
use super::resolve::Whose;
use super::row::{self, Filled};
use super::{journal, merge};
use crate::domain::creator::Observation;

pub(super) const SELECT: &str = "SELECT packed, created_by, changed_by FROM observation WHERE creator_id = ?1 AND period_id = ?2";
pub(super) const INSERT: &str =
    "INSERT INTO observation (creator_id, period_id, created_by, packed) VALUES (?1, ?2, ?3, ?4)";
const UPDATE: &str =
    "UPDATE observation SET changed_by = ?3, packed = ?4 WHERE creator_id = ?1 AND period_id = ?2";

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
        if !self.filled.holds(filled) {
            self.filled.join(filled);
            self.fields.add(self.conn, filled)?;
        }
        self.packed.clear();
        self.fields.pack(o, &mut self.packed);
        let stored = match earlier {
            None if whose.created => Stored::None,
            None => self.compare(whose.id, period)?,
            Some(_) => Stored::Differs,
        };
        let done = match stored {
            Stored::Same => (false, false),
            Stored::None => {
                let s = &mut self.insert_observation;
                s.raw_bind_parameter(1, whose.id)?;
                s.raw_bind_parameter(2, period)?;
                s.raw_bind_parameter(3, self.import)?;
                s.raw_bind_parameter(4, self.packed.as_slice())?;
                s.raw_execute()?;
                (true, false)
            }
            Stored::Differs => self.revise(whose.id, period, o, earlier.unwrap_or_default())?,
        };
        self.remember(whose.id, period, filled);
        Ok(done)
    }

    /// The quick look that settles most rows of a file read again.
    fn compare(&mut self, creator: u32, period: u32) -> Result<Stored, Fault> {
        let s = &mut self.select_observation;
        s.raw_bind_parameter(1, creator)?;
        s.raw_bind_parameter(2, period)?;
        let mut rows = s.raw_query();
        Ok(match rows.next()? {
            None => Stored::None,
            Some(r) if r.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)? == self.packed => {
                Stored::Same
            }
            Some(_) => Stored::Differs,
        })
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
        let s = &mut self.select_observation;
        s.raw_bind_parameter(1, creator)?;
        s.raw_bind_parameter(2, period)?;
        let mut rows = s.raw_query();
        let Some(stored) = rows.next()? else {
            return Err(Fault::Damaged(format!("observation {creator}/{period}")));
        };
        let packed = stored
            .get_ref(0)?
            .as_blob()
            .map_err(rusqlite::Error::from)?;
        let mut after = self.fields.observation(packed)?;
        let d = merge::difference(&after, incoming, taken);
        if d.columns.is_empty() {
            return Ok((false, d.conflict));
        }
        if stored.get::<_, i64>(1)? != self.import {
            let mut before = Map::new();
            let changed_by: Option<i64> = stored.get(2)?;
            before.insert(
                "changed_by".into(),
                changed_by.map_or(Value::Null, Value::from),
            );
            for (column, name) in row::names().enumerate() {
                if d.columns.contains(&column) {
                    before.insert(name.to_owned(), row::json(&after, column));
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
        drop(rows);
        merge::apply(&mut after, incoming, &d.columns);
        self.packed.clear();
        self.fields.pack(&after, &mut self.packed);
        self.conn.prepare_cached(UPDATE)?.execute((
            creator,
            period,
            self.import,
            self.packed.as_slice(),
        ))?;
        Ok((true, d.conflict))
    }
}
