//! The journal: one change for each write, and the rows it changed as they were.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value};

use super::error::Fault;
use super::row;

/// A change about to be made: its number, and who makes it when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change {
    pub id: i64,
    pub by: i64,
    pub at: i64,
}

/// Milliseconds since 1970.
pub(super) fn millis(at: Timestamp) -> i64 {
    at.as_millisecond()
}

/// Back from milliseconds; what daren never wrote becomes 1970.
pub(super) fn moment(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Begins a change. `summary` is JSON.
pub(super) fn begin(
    conn: &Connection,
    by: i64,
    at: Timestamp,
    kind: &str,
    summary: &Value,
    import: Option<i64>,
) -> rusqlite::Result<Change> {
    let at = millis(at);
    conn.prepare_cached(
        "INSERT INTO change (at, by, kind, summary, import_id) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![at, by, kind, summary.to_string(), import])?;
    Ok(Change {
        id: conn.last_insert_rowid(),
        by,
        at,
    })
}

/// Keeps a row as it was. Within one change the first time counts: fields kept before stay, new ones are added.
pub(super) fn keep(
    conn: &Connection,
    change: i64,
    what: &str,
    creator: u32,
    part: i64,
    before: Map<String, Value>,
) -> Result<(), Fault> {
    let earlier: Option<String> = conn
        .prepare_cached(
            "SELECT before FROM change_row WHERE change_id = ?1 AND what = ?2 AND creator_id = ?3 AND part = ?4",
        )?
        .query_row(params![change, what, creator, part], |r| r.get(0))
        .optional()?;
    let before = match earlier {
        Some(text) => {
            let mut all = before;
            all.extend(row::parse_entry(&text)?);
            all
        }
        None => before,
    };
    conn.prepare_cached(
        "INSERT OR REPLACE INTO change_row (change_id, what, creator_id, part, before) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![change, what, creator, part, Value::Object(before).to_string()])?;
    Ok(())
}
