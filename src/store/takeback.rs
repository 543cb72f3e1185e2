//! Taking a person's last change back, and doing it again.
//!
//! - One's own changes, newest first, whoever has done what since. Undone ones are passed over; taking back is a change
//!   of its own and lies in the journal like any other.
//! - Row by row: what is still as the change left it becomes what it was; what is so anyway is left; what somebody has
//!   changed since is a conflict, stays as it is, and is said.
//! - Doing again takes the taking back back. A new change ends what can be done again, as everywhere.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;

use super::change;
use super::entity::{self, Restored};
use super::error::{Fault, Result, StoreError};
use super::journal;
use super::{Done, Store};
use crate::domain::deed::{Deed, Kind};

/// What was taken back, or done again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenBack {
    /// The change that was taken back.
    pub change: i64,
    /// The sentence about it.
    pub deed: Deed,
    /// Rows that somebody has changed since: they stay as they are.
    pub conflicts: usize,
    /// Who that was, where it was one person.
    pub by: String,
}

/// What would be taken back next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextUndo {
    /// Its number.
    pub change: i64,
    /// What it did.
    pub deed: Deed,
    /// The import, where it was one.
    pub import: Option<i64>,
}

const LAST: &str = "SELECT id, kind, summary, import_id FROM change WHERE by = ?1 AND undone_by IS NULL \
     AND kind NOT IN ('undo', 'redo', 'undo_import', 'restore') ORDER BY id DESC LIMIT 1";

impl Store {
    /// The person's last change that is not taken back.
    pub fn next_undo(&self) -> Result<Option<NextUndo>> {
        let by = self.member;
        self.read(|c| last(c, by))
    }

    /// Takes back the person's last change.
    ///
    /// # Errors
    /// [`StoreError::NothingToUndo`]; [`StoreError::Conflict`] where nothing of it is as it was left; of an import what
    /// [`Store::undo_import`] says.
    pub fn undo(&mut self, at: Timestamp) -> Result<TakenBack> {
        match self.next_undo()? {
            None => Err(StoreError::NothingToUndo),
            Some(next) => self.undo_change(&next, at),
        }
    }

    /// Takes back this change, whoever has made it.
    ///
    /// # Errors
    /// As [`Store::undo`].
    pub fn undo_change(&mut self, next: &NextUndo, at: Timestamp) -> Result<TakenBack> {
        if let Some(import) = next.import {
            self.undo_import(import, at)?;
            return Ok(TakenBack {
                change: next.change,
                deed: next.deed.clone(),
                conflicts: 0,
                by: String::new(),
            });
        }
        let done = self.write(|conn, by| take_back(conn, by, next.change, Kind::Undo, at));
        if matches!(done, Err(StoreError::Conflict { .. })) {
            // it was said: the next one goes to the step before. A change that names itself is passed over
            self.read(|c| {
                let sql = "UPDATE change SET undone_by = id WHERE id = ?1 AND undone_by IS NULL";
                c.execute(sql, [next.change])?;
                Ok(())
            })?;
        }
        done
    }

    /// Does again what was taken back last.
    ///
    /// # Errors
    /// [`StoreError::NothingToRedo`]; [`StoreError::Conflict`] as [`Store::undo`].
    pub fn redo(&mut self, at: Timestamp) -> Result<TakenBack> {
        self.write(|conn, by| {
            let undo = conn
                .prepare_cached(
                    "SELECT max(id) FROM change WHERE by = ?1 AND kind = 'undo' AND undone_by IS NULL \
                     AND id > ifnull((SELECT max(id) FROM change WHERE by = ?1 \
                     AND kind NOT IN ('undo', 'redo')), 0)",
                )?
                .query_row([by], |r| r.get::<_, Option<i64>>(0))?;
            match undo {
                Some(undo) => take_back(conn, by, undo, Kind::Redo, at),
                None => Err(nothing_to_redo(conn, by)?.into()),
            }
        })
    }
}

/// An import is done again by reading its file: what it brought is gone with it.
fn nothing_to_redo(conn: &Connection, by: i64) -> Result<StoreError, Fault> {
    let path: Option<String> = conn
        .prepare_cached(
            "SELECT i.path FROM change c JOIN import i ON i.id = c.import_id WHERE c.kind = 'undo_import' \
             AND c.id = (SELECT max(id) FROM change WHERE by = ?1)",
        )?
        .query_row([by], |r| r.get(0))
        .optional()?;
    Ok(path.map_or(StoreError::NothingToRedo, StoreError::ImportAgain))
}

fn last(conn: &Connection, by: i64) -> Result<Option<NextUndo>, Fault> {
    let found = conn
        .prepare_cached(LAST)?
        .query_row([by], |r| {
            let (kind, summary): (String, String) = (r.get(1)?, r.get(2)?);
            Ok(NextUndo {
                change: r.get(0)?,
                deed: Deed::read(&kind, &summary),
                import: r.get(3)?,
            })
        })
        .optional()?;
    Ok(found)
}

/// Whether those that a merge, or its taking back, made one or two still are: what people put on them would else go to
/// one that is shown nowhere.
fn merge_stands(conn: &Connection, of: i64) -> Result<bool, Fault> {
    let changed = conn
        .prepare_cached(
            "SELECT 1 FROM change_row r WHERE r.change_id = ?1 AND r.what = 'merged' AND (r.after IS NULL) = \
             EXISTS (SELECT 1 FROM merged m WHERE m.creator_id = r.creator_id AND m.into_id = r.part)",
        )?
        .exists([of])?;
    Ok(!changed)
}

/// `of` is the change whose rows become what they were: one that somebody made, or one that took it back.
fn take_back(
    conn: &Connection,
    by: i64,
    of: i64,
    kind: Kind,
    at: Timestamp,
) -> Result<Done<TakenBack>, Fault> {
    let (undone, undoes): (Option<i64>, Option<i64>) = conn
        .prepare_cached("SELECT undone_by, undoes FROM change WHERE id = ?1")?
        .query_row([of], |r| Ok((r.get(0)?, r.get(1)?)))?;
    if undone.is_some() {
        return Err(StoreError::NothingToUndo.into());
    }
    // of several takings back and doings again, what it is all about
    let original = undoes.unwrap_or(of);
    let (was, summary): (String, String) = conn
        .prepare_cached("SELECT kind, summary FROM change WHERE id = ?1")?
        .query_row([original], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let deed = Deed::read(&was, &summary);
    if was == Kind::Merge.key() && !merge_stands(conn, of)? {
        return Err(StoreError::Conflict { by: String::new() }.into());
    }
    let change = journal::begin(conn, by, at, kind.key(), &json!({}), None)?;
    conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let mut done = Restored::default();
    let mut add = |more: Restored| {
        done.rows += more.rows;
        done.conflicts += more.conflicts;
    };
    // what others need comes first, and goes last
    for e in entity::ALL {
        add(e.restore(conn, of, change, false)?);
    }
    for e in entity::ALL.into_iter().rev() {
        add(e.restore(conn, of, change, true)?);
    }
    let whose: Vec<String> = {
        let mut s = conn.prepare_cached(
            "SELECT DISTINCT m.name FROM change h JOIN member m ON m.id = h.by JOIN change_row r ON r.change_id = h.id \
             JOIN change_row mine ON mine.change_id = ?1 AND mine.what = r.what AND mine.creator_id = r.creator_id \
             AND mine.part = r.part WHERE h.id > ?1 AND h.id < ?2 AND h.by <> ?3 LIMIT 2",
        )?;
        let all = s.query_map(params![of, change.id, by], |r| r.get(0))?;
        if done.conflicts > 0 {
            all.collect::<rusqlite::Result<_>>()?
        } else {
            Vec::new()
        }
    };
    let one = match whose.as_slice() {
        [one] => one.clone(),
        _ => String::new(),
    };
    if done.rows == 0 && done.conflicts > 0 {
        return Err(StoreError::Conflict { by: one }.into());
    }
    conn.execute(
        "UPDATE change SET undoes = ?2 WHERE id = ?1",
        params![change.id, original],
    )?;
    conn.execute(
        "UPDATE change SET undone_by = ?2 WHERE id = ?1",
        params![of, change.id],
    )?;
    if kind == Kind::Redo {
        // it holds again
        conn.execute(
            "UPDATE change SET undone_by = NULL WHERE id = ?1",
            [original],
        )?;
    }
    change::seal(
        conn,
        change,
        &Deed {
            kind,
            ..deed.clone()
        },
    )?;
    Ok(Done::Changed(TakenBack {
        change: original,
        deed,
        conflicts: done.conflicts,
        by: one,
    }))
}
