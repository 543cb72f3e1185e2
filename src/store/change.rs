//! How a person's change is made: one transaction, one journal entry, the labels of those it touches void.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;

use super::error::{Fault, Result, StoreError};
use super::journal::{self, Change};
use super::stretch::Touched;
use super::{Done, Store};
use crate::domain::deed::{Deed, Kind};

/// What a change did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its number in the journal; none where everything was so before.
    pub change: Option<i64>,
    /// The sentence about it.
    pub deed: Deed,
    /// The row that was made, where one was: a note, a list; of several the first.
    pub made: Option<i64>,
    /// What was asked and left as it was, because somebody has changed it since, or because it was so already.
    pub left: usize,
}

impl Outcome {
    /// How many creators it was about.
    pub fn creators(&self) -> u64 {
        self.deed.creators
    }
}

/// The creators that a change is about, in the table `temp.picked`.
pub(super) struct Picked {
    /// The handle, where it is one.
    who: String,
}

impl Picked {
    /// What was done to so many of them.
    pub(super) fn deed(&self, kind: Kind, name: &str, done: usize) -> Deed {
        let mut deed = Deed::new(kind, name).on(done as u64);
        deed.who.clone_from(&self.who);
        deed
    }
}

/// Picks creators out. Those that are not in the pool any more are left out, unless there are no others.
pub(super) fn pick(conn: &Connection, ids: &[u32]) -> Result<Picked, Fault> {
    conn.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS picked (id INTEGER PRIMARY KEY); DELETE FROM temp.picked",
    )?;
    {
        let mut s = conn.prepare_cached("INSERT OR IGNORE INTO temp.picked (id) VALUES (?1)")?;
        for id in ids {
            s.execute([id])?;
        }
    }
    // whoever names one that has gone into another one means that one
    conn.execute_batch(
        "INSERT OR IGNORE INTO temp.picked (id) SELECT m.into_id FROM merged m JOIN temp.picked p ON p.id = m.creator_id; \
         DELETE FROM temp.picked WHERE id IN (SELECT creator_id FROM merged)",
    )?;
    conn.execute(
        "DELETE FROM temp.picked WHERE id NOT IN (SELECT id FROM creator)",
        [],
    )?;
    let left: u32 = conn.query_row("SELECT count(*) FROM temp.picked", [], |r| r.get(0))?;
    match (left, ids.first()) {
        (0, Some(id)) => Err(StoreError::NoSuchCreator(*id).into()),
        (1, _) => Ok(Picked {
            who: conn
                .query_row(
                    "SELECT handle FROM creator WHERE id = (SELECT id FROM temp.picked)",
                    [],
                    |r| r.get(0),
                )
                .optional()?
                .unwrap_or_default(),
        }),
        _ => Ok(Picked { who: String::new() }),
    }
}

/// A name as typed; an empty one is none.
pub(super) fn named(name: &str) -> Result<&str> {
    let name = name.trim();
    if name.is_empty() {
        Err(StoreError::EmptyName)
    } else {
        Ok(name)
    }
}

impl Store {
    /// Makes a change that touches labels alone. `run` says whether it changed anything, and what it did.
    pub(super) fn change(
        &mut self,
        kind: Kind,
        at: Timestamp,
        run: impl FnOnce(&Connection, Change) -> Result<(bool, Deed), Fault>,
    ) -> Result<Outcome> {
        self.write(|conn, by| {
            let change = journal::begin(conn, by, at, kind.key(), &json!({}), None)?;
            let (changed, deed) = run(conn, change)?;
            if !changed {
                return Ok(Done::Nothing(Outcome {
                    change: None,
                    deed,
                    made: None,
                    left: 0,
                }));
            }
            seal(conn, change, &deed)?;
            Ok(Done::Changed(Outcome {
                change: Some(change.id),
                made: None,
                left: 0,
                deed,
            }))
        })
    }
}

/// Ends a change: its sentence is written down, the labels of those it touched are void.
pub(super) fn seal(conn: &Connection, change: Change, deed: &Deed) -> Result<(), Fault> {
    conn.prepare_cached("UPDATE change SET summary = ?2 WHERE id = ?1")?
        .execute(params![change.id, deed.summary().to_string()])?;
    let mut touched = Touched::default();
    for id in touched_by(conn, change.id, change.id)? {
        touched.add(id);
    }
    let merges = merged_by(conn, change.id, change.id)?;
    if merges.is_empty() {
        return touched.void_labels(conn, change.id);
    }
    for id in merges {
        touched.add(id);
    }
    touched.void(conn, change.id)
}

/// The creators that some changes, from one number to another, made one or two.
pub(super) fn merged_by(conn: &Connection, from: i64, to: i64) -> Result<Vec<u32>, Fault> {
    let mut s = conn.prepare_cached(
        "SELECT creator_id FROM change_row WHERE change_id BETWEEN ?1 AND ?2 AND what = 'merged' \
         UNION SELECT part FROM change_row WHERE change_id BETWEEN ?1 AND ?2 AND what = 'merged'",
    )?;
    let all = s.query_map([from, to], |r| r.get(0))?;
    Ok(all.collect::<rusqlite::Result<_>>()?)
}

/// The creator that stands for this one.
pub(super) fn stays(conn: &Connection, id: u32) -> Result<u32, Fault> {
    let into = conn
        .prepare_cached("SELECT into_id FROM merged WHERE creator_id = ?1")?
        .query_row([id], |r| r.get(0))
        .optional()?;
    Ok(into.unwrap_or(id))
}

/// The creators whose labels are not what they were before some changes, from one number to another.
pub(super) fn touched_by(conn: &Connection, from: i64, to: i64) -> Result<Vec<u32>, Fault> {
    let mut all = Vec::new();
    // a tag or a list with another name changes everybody who has it
    let mut s = conn.prepare_cached(
        "SELECT creator_id FROM change_row WHERE change_id BETWEEN ?1 AND ?2 AND creator_id > 0 \
         UNION SELECT t.creator_id FROM change_row r JOIN creator_tag t ON t.tag_id = r.part \
         WHERE r.change_id BETWEEN ?1 AND ?2 AND r.what = 'tag' \
         AND r.before ->> 'name' IS NOT r.after ->> 'name' \
         UNION SELECT m.creator_id FROM change_row r JOIN list_member m ON m.list_id = r.part \
         WHERE r.change_id BETWEEN ?1 AND ?2 AND r.what = 'list' \
         AND r.before ->> 'name' IS NOT r.after ->> 'name'",
    )?;
    let mut rows = s.query([from, to])?;
    while let Some(r) = rows.next()? {
        all.push(r.get(0)?);
    }
    Ok(all)
}
