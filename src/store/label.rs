//! What people put on creators: tags, lists, notes.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;

use super::error::{Fault, Result, StoreError};
use super::journal::{self, Change};
use super::stretch::Touched;
use super::{Done, Store};
use crate::text::fold_key;

impl Store {
    /// Puts a tag on creators. Returns on how many of them it was not yet. The first spelling of a tag stays.
    pub fn add_tag(&mut self, ids: &[u32], name: &str, at: Timestamp) -> Result<u64> {
        let name = named(name)?;
        self.write(|conn, by| {
            let summary = json!({"tag": name, "creators": ids.len()});
            let change = journal::begin(conn, by, at, "tag", &summary, None)?;
            let tag = tag_id(conn, name, None)?;
            let mut added = 0;
            for &id in ids {
                known(conn, id)?;
                let new = conn
                    .prepare_cached(
                        "INSERT OR IGNORE INTO creator_tag (creator_id, tag_id) VALUES (?1, ?2)",
                    )?
                    .execute((id, tag))?;
                if new > 0 {
                    journal::made(
                        conn,
                        change.id,
                        "creator_tag",
                        id,
                        tag,
                        &json!({"tag": name}),
                    )?;
                    added += 1;
                }
            }
            void(conn, change, ids)?;
            Ok(done(added))
        })
    }

    /// Puts creators at the end of a list, which is made where there is none of this name. Returns how many were not
    /// on it yet.
    pub fn add_to_list(&mut self, ids: &[u32], name: &str, at: Timestamp) -> Result<u64> {
        let name = named(name)?;
        self.write(|conn, by| {
            let summary = json!({"list": name, "creators": ids.len()});
            let change = journal::begin(conn, by, at, "list", &summary, None)?;
            let list = list_id(conn, name)?;
            let mut position: i64 = conn.query_row(
                "SELECT ifnull(max(position), 0) FROM list_member WHERE list_id = ?1",
                [list],
                |r| r.get(0),
            )?;
            let mut added = 0;
            for &id in ids {
                known(conn, id)?;
                let new = conn
                    .prepare_cached(
                        "INSERT OR IGNORE INTO list_member (list_id, creator_id, position) VALUES (?1, ?2, ?3)",
                    )?
                    .execute((list, id, position + 1))?;
                if new > 0 {
                    position += 1;
                    let after = json!({"list": name, "position": position});
                    journal::made(conn, change.id, "list_member", id, list, &after)?;
                    added += 1;
                }
            }
            void(conn, change, ids)?;
            Ok(done(added))
        })
    }

    /// Adds a note to a creator. False where a note with the same words is there already.
    pub fn add_note(&mut self, id: u32, body: &str, at: Timestamp) -> Result<bool> {
        let body = named(body)?;
        self.write(|conn, by| {
            known(conn, id)?;
            if has_note(conn, id, body)? {
                return Ok(Done::Nothing(false));
            }
            let change = journal::begin(conn, by, at, "note", &json!({"creators": 1}), None)?;
            let note = insert_note(conn, id, body, change, None)?;
            journal::made(conn, change.id, "note", id, note, &json!({"body": body}))?;
            void(conn, change, &[id])?;
            Ok(Done::Changed(true))
        })
    }
}

fn named(name: &str) -> Result<&str> {
    let name = name.trim();
    if name.is_empty() {
        Err(StoreError::EmptyName)
    } else {
        Ok(name)
    }
}

fn void(conn: &Connection, change: Change, ids: &[u32]) -> Result<(), Fault> {
    let mut touched = Touched::default();
    ids.iter().for_each(|id| touched.add(*id));
    touched.void_labels(conn, change.id)
}

fn done(added: u64) -> Done<u64> {
    if added > 0 {
        Done::Changed(added)
    } else {
        Done::Nothing(added)
    }
}

fn known(conn: &Connection, id: u32) -> Result<(), Fault> {
    let found = conn
        .prepare_cached("SELECT 1 FROM creator WHERE id = ?1")?
        .exists([id])?;
    if found {
        Ok(())
    } else {
        Err(StoreError::NoSuchCreator(id).into())
    }
}

/// The tag of this name without regard to case and width; made where there is none.
pub(super) fn tag_id(conn: &Connection, name: &str, import: Option<i64>) -> Result<i64, Fault> {
    let name = name.trim();
    let fold = fold_key(name);
    let found = conn
        .prepare_cached("SELECT id FROM tag WHERE fold = ?1")?
        .query_row([&fold], |r| r.get(0))
        .optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    conn.execute(
        "INSERT INTO tag (name, fold, created_by) VALUES (?1, ?2, ?3)",
        params![name, fold, import],
    )?;
    Ok(conn.last_insert_rowid())
}

/// How a tag is spelled.
pub(super) fn tag_name(conn: &Connection, tag: i64) -> rusqlite::Result<String> {
    conn.prepare_cached("SELECT name FROM tag WHERE id = ?1")?
        .query_row([tag], |r| r.get(0))
}

fn list_id(conn: &Connection, name: &str) -> Result<i64, Fault> {
    let fold = fold_key(name);
    let found = conn
        .prepare_cached("SELECT id FROM list WHERE fold = ?1")?
        .query_row([&fold], |r| r.get(0))
        .optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    conn.execute(
        "INSERT INTO list (name, fold) VALUES (?1, ?2)",
        (name, fold),
    )?;
    Ok(conn.last_insert_rowid())
}

pub(super) fn has_note(conn: &Connection, creator: u32, body: &str) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM note WHERE creator_id = ?1 AND body = ?2")?
        .exists((creator, body))
}

pub(super) fn insert_note(
    conn: &Connection,
    creator: u32,
    body: &str,
    change: Change,
    import: Option<i64>,
) -> rusqlite::Result<i64> {
    conn.prepare_cached(
        "INSERT INTO note (creator_id, at, by, body, created_by, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![creator, change.at, change.by, body, import, change.id])?;
    Ok(conn.last_insert_rowid())
}
