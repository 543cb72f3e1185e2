//! Columns kept beside the creators they were made of, a stretch of ids at a time.
//!
//! They are what a start reads instead of a million creators. What is in them is none of this room's business, only
//! whether they still hold: **every change voids the stretches whose creators it touches, in its own transaction**
//! ([`Touched::void`]; one that only touches labels, the labels of these, [`Touched::void_labels`]), and says that it
//! has. A change that does not say so voids all of them, so that one that forgets
//! costs time, never truth. An import keeps those of its new creators in its own transaction.

use std::collections::BTreeSet;
use std::io::Read;

use rusqlite::{Connection, MAIN_DB, OptionalExtension, params};

use super::error::{Fault, Result};
use super::same::Same;
use super::stream::View;
use super::{PoolState, Store, read};

/// Ids of a stretch: those that are the same without the last so many bits; few in tests, whose pools are small.
const BITS: u32 = if cfg!(test) { 4 } else { 14 };

/// Key in `meta`.
const KEY: &str = "stretches";

/// One of the two parts of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Numbers.
    Numbers,
    /// Everything else.
    Rest,
}

/// What is kept of a stretch.
#[derive(Debug, Clone)]
pub struct Stretch {
    /// Number of the stretch, from 0.
    pub id: u32,
    /// What files say of its creators; none where that is kept already.
    pub columns: Option<StretchColumns>,
    /// What people put on them.
    pub labels: StretchLabels,
}

/// The columns of a stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StretchColumns {
    /// What tells what is in the parts.
    pub head: Vec<u8>,
    /// See [`Part`].
    pub numbers: Vec<u8>,
    /// See [`Part`].
    pub rest: Vec<u8>,
}

/// The labels of a stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StretchLabels {
    /// What tells what is in the bytes.
    pub head: Vec<u8>,
    /// All of them.
    pub bytes: Vec<u8>,
}

/// The ids of a stretch.
pub fn ids_of(stretch: u32) -> std::ops::RangeInclusive<u32> {
    let first = stretch << BITS;
    first..=first | ((1 << BITS) - 1)
}

/// The stretch of a creator.
pub fn stretch_of(id: u32) -> u32 {
    id >> BITS
}

fn row(stretch: u32, part: Part) -> i64 {
    i64::from(stretch) * 2 + i64::from(part == Part::Rest)
}

/// The stretches that a change touches.
#[derive(Debug, Default)]
pub(super) struct Touched {
    last: Option<u32>,
    all: BTreeSet<u32>,
}

impl Touched {
    /// A creator is not what it was.
    pub(super) fn add(&mut self, creator: u32) {
        // mostly the neighbour of the one before
        let stretch = stretch_of(creator);
        if self.last != Some(stretch) {
            self.last = Some(stretch);
            self.all.insert(stretch);
        }
    }

    /// Voids them on behalf of a change; the others still hold.
    pub(super) fn void(&self, conn: &Connection, change: i64) -> Result<(), Fault> {
        begin(conn, change)?;
        let mut all = self.all.clone();
        // what is new of one that has gone into another one shows there
        for (id, into) in Same::load(conn)?.all() {
            if all.contains(&stretch_of(id)) {
                all.insert(stretch_of(into));
            }
        }
        for stretch in &all {
            forget(conn, *stretch)?;
        }
        set_holds_at(conn, change)
    }

    /// Voids their labels alone on behalf of a change.
    pub(super) fn void_labels(&self, conn: &Connection, change: i64) -> Result<(), Fault> {
        begin(conn, change)?;
        for stretch in &self.all {
            forget_labels(conn, *stretch)?;
        }
        set_holds_at(conn, change)
    }
}

/// Makes sure that what is kept holds before a change, or is gone.
pub(super) fn begin(conn: &Connection, change: i64) -> Result<(), Fault> {
    let before: i64 = conn.query_row(
        "SELECT ifnull(max(id), 0) FROM change WHERE id < ?1",
        [change],
        |r| r.get(0),
    )?;
    if holds_at(conn)? != Some(before) {
        clear(conn)?;
        set_holds_at(conn, before)?;
    }
    Ok(())
}

fn clear(conn: &Connection) -> Result<(), Fault> {
    let all = "DELETE FROM stretch; DELETE FROM stretch_part; DELETE FROM stretch_label";
    Ok(conn.execute_batch(all)?)
}

fn forget(conn: &Connection, stretch: u32) -> Result<(), Fault> {
    conn.prepare_cached("DELETE FROM stretch WHERE id = ?1")?
        .execute([stretch])?;
    conn.prepare_cached("DELETE FROM stretch_part WHERE id IN (?1, ?1 + 1)")?
        .execute([row(stretch, Part::Numbers)])?;
    forget_labels(conn, stretch)
}

fn forget_labels(conn: &Connection, stretch: u32) -> Result<(), Fault> {
    conn.prepare_cached("DELETE FROM stretch_label WHERE id = ?1")?
        .execute([stretch])?;
    Ok(())
}

/// The last change that stretches take account of.
fn holds_at(conn: &Connection) -> Result<Option<i64>, Fault> {
    let value: Option<String> = conn
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
        .query_row([KEY], |r| r.get(0))
        .optional()?;
    Ok(value.and_then(|v| v.parse().ok()))
}

fn set_holds_at(conn: &Connection, change: i64) -> Result<(), Fault> {
    conn.execute(
        "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)",
        params![KEY, change.to_string()],
    )?;
    Ok(())
}

fn heads(conn: &Connection, sql: &str) -> Result<Vec<(u32, Vec<u8>)>, Fault> {
    let mut s = conn.prepare_cached(sql)?;
    let all = s.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(all.collect::<rusqlite::Result<_>>()?)
}

impl View<'_> {
    /// The stretches that hold, with their heads.
    pub fn stretches(&self) -> Result<Vec<(u32, Vec<u8>)>> {
        self.store.read(|c| {
            if holds_at(c)? != Some(self.state.position.0) {
                return Ok(Vec::new());
            }
            heads(c, "SELECT id, head FROM stretch ORDER BY id")
        })
    }

    /// The stretches whose labels hold, with the heads of these.
    pub fn label_stretches(&self) -> Result<Vec<(u32, Vec<u8>)>> {
        self.store.read(|c| {
            if holds_at(c)? != Some(self.state.position.0) {
                return Ok(Vec::new());
            }
            heads(c, "SELECT id, head FROM stretch_label ORDER BY id")
        })
    }

    /// The labels of a stretch.
    pub fn stretch_labels(&self, stretch: u32) -> Result<Vec<u8>> {
        self.store.read(|c| {
            let sql = "SELECT bytes FROM stretch_label WHERE id = ?1";
            Ok(c.prepare_cached(sql)?.query_row([stretch], |r| r.get(0))?)
        })
    }

    /// A part of a stretch, to be read while it comes.
    pub fn part(&self, stretch: u32, part: Part) -> Result<impl Read + use<'_>> {
        let (table, column) = ("stretch_part", "bytes");
        self.store
            .read(|c| Ok(c.blob_open(MAIN_DB, table, column, row(stretch, part), true)?))
    }
}

impl Store {
    /// Keeps stretches that were made of a state of the file. False where the file has moved on since: then they are of
    /// no use.
    pub fn keep_stretches(&mut self, state: &PoolState, stretches: &[Stretch]) -> Result<bool> {
        self.read(|c| {
            c.execute_batch("BEGIN IMMEDIATE")?;
            let kept = keep(c, state, stretches);
            let end = if matches!(kept, Ok(true)) {
                "COMMIT"
            } else {
                "ROLLBACK"
            };
            let ended = c.execute_batch(end);
            if ended.is_err() {
                let _ = c.execute_batch("ROLLBACK");
            }
            ended?;
            kept
        })
    }
}

fn keep(conn: &Connection, state: &PoolState, stretches: &[Stretch]) -> Result<bool, Fault> {
    if read::state(conn)? != *state {
        return Ok(false);
    }
    if holds_at(conn)? != Some(state.position.0) {
        clear(conn)?;
        set_holds_at(conn, state.position.0)?;
    }
    for stretch in stretches {
        insert(conn, stretch)?;
    }
    Ok(true)
}

/// Keeps one.
pub(super) fn insert(conn: &Connection, s: &Stretch) -> Result<(), Fault> {
    conn.prepare_cached(
        "INSERT OR REPLACE INTO stretch_label (id, head, bytes) VALUES (?1, ?2, ?3)",
    )?
    .execute(params![s.id, s.labels.head, s.labels.bytes])?;
    let Some(columns) = &s.columns else {
        return Ok(());
    };
    conn.prepare_cached("INSERT OR REPLACE INTO stretch (id, head) VALUES (?1, ?2)")?
        .execute(params![s.id, columns.head])?;
    let mut part =
        conn.prepare_cached("INSERT OR REPLACE INTO stretch_part (id, bytes) VALUES (?1, ?2)")?;
    part.execute(params![row(s.id, Part::Numbers), columns.numbers])?;
    part.execute(params![row(s.id, Part::Rest), columns.rest])?;
    Ok(())
}
