//! Notes on creators. Every version of one lies in the journal.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::Store;
use super::change::{self, Outcome, Picked};
use super::entity::NOTE;
use super::error::{Fault, Result, StoreError};
use super::journal::{self, Change};
use crate::domain::deed::{Deed, Kind};
use crate::domain::label::NoteVersion;
use crate::domain::note::{self, Task};
use crate::text;

/// A note as it is.
struct Known {
    creator: u32,
    body: String,
    version: i64,
}

/// Letters of a note that the journal tells.
const BEGINNING: usize = 48;

/// How a note begins.
fn beginning(body: &str) -> String {
    let line = body.lines().map(str::trim).find(|l| !l.is_empty());
    let line = line
        .unwrap_or_default()
        .trim_start_matches(['#', '-', '*', ' '])
        .replace("**", "");
    text::truncate(&line, BEGINNING).into_owned()
}

impl Store {
    /// Adds a note to a creator. Nothing is done where one with the same words is there already.
    pub fn add_note(&mut self, id: u32, body: &str, at: Timestamp) -> Result<Outcome> {
        let body = change::named(body)?.to_owned();
        let mut made = None;
        let done = self.change(Kind::Note, at, |conn, now| {
            let picked = change::pick(conn, &[id])?;
            let id = change::stays(conn, id)?;
            if has_note(conn, id, &body)? {
                return Ok((false, Deed::new(Kind::Note, "")));
            }
            made = Some(put(conn, now, id, &body)?);
            Ok((true, picked.deed(Kind::Note, "", 1).to(beginning(&body))))
        })?;
        Ok(Outcome { made, ..done })
    }

    /// Gives a note other words. `seen`: the version that they were written over.
    ///
    /// # Errors
    /// [`StoreError::NoteChanged`] where somebody has changed it since; nothing is written then.
    pub fn edit_note(
        &mut self,
        note: i64,
        body: &str,
        seen: i64,
        at: Timestamp,
    ) -> Result<Outcome> {
        let body = change::named(body)?.to_owned();
        self.change(Kind::NoteEdit, at, |conn, now| {
            let (known, picked) = unchanged(conn, note, seen)?;
            NOTE.keep(conn, now, "t.id = ?1", &[&note])?;
            conn.execute(
                "UPDATE note SET body = ?2, version = ?3 WHERE id = ?1",
                params![note, body, now.id],
            )?;
            NOTE.settle(conn, now)?;
            let deed = picked.deed(Kind::NoteEdit, "", 1).to(beginning(&body));
            Ok((known.body != body, deed))
        })
    }

    /// Takes a note away; as [`Store::edit_note`].
    ///
    /// # Errors
    /// As [`Store::edit_note`].
    pub fn delete_note(&mut self, note: i64, seen: i64, at: Timestamp) -> Result<Outcome> {
        self.change(Kind::NoteDelete, at, |conn, now| {
            let (known, picked) = unchanged(conn, note, seen)?;
            NOTE.keep(conn, now, "t.id = ?1", &[&note])?;
            conn.execute("DELETE FROM note WHERE id = ?1", [note])?;
            NOTE.settle(conn, now)?;
            Ok((
                true,
                picked
                    .deed(Kind::NoteDelete, "", 1)
                    .to(beginning(&known.body)),
            ))
        })
    }

    /// What notes ask of somebody, by the day it is due, then those that only call somebody, the newest first.
    pub fn tasks(&self) -> Result<Vec<Task>> {
        self.read(|c| {
            let mut s = c.prepare_cached("SELECT name, login FROM member ORDER BY name")?;
            let named = s.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
            let members = note::members(named.collect::<rusqlite::Result<_>>()?);
            let mut s = c.prepare_cached(
                "SELECT n.creator_id, k.handle, n.id, n.version, n.body, m.name, n.at FROM note n \
                 JOIN creator k ON k.id = n.creator_id JOIN member m ON m.id = n.by \
                 WHERE n.body LIKE '%@%' OR n.body LIKE '%due%' OR n.body LIKE '%截止%' OR n.body LIKE '%到期%'",
            )?;
            let mut rows = s.query([])?;
            let mut all = Vec::new();
            while let Some(r) = rows.next()? {
                let note = Task {
                    creator: r.get(0)?,
                    handle: r.get(1)?,
                    note: r.get(2)?,
                    version: r.get(3)?,
                    body: r.get(4)?,
                    by: r.get(5)?,
                    at: journal::moment(r.get(6)?).to_string(),
                    due: None,
                    line: String::new(),
                    place: 0,
                    called: Vec::new(),
                };
                all.extend(note::tasks(&note, &members));
            }
            all.sort_by(|a, b| {
                let day = |t: &Task| t.due;
                let by_day = (day(a).is_none(), day(a)).cmp(&(day(b).is_none(), day(b)));
                by_day.then_with(|| b.at.cmp(&a.at))
            });
            Ok(all)
        })
    }

    /// All versions of a note, oldest first, with who wrote them when.
    pub fn note_versions(&self, creator: u32, note: i64) -> Result<Vec<NoteVersion>> {
        self.read(|c| {
            let mut s = c.prepare_cached(
                "SELECT r.change_id, h.at, m.name, r.before ->> 'body', r.after ->> 'body' FROM change_row r \
                 JOIN change h ON h.id = r.change_id JOIN member m ON m.id = h.by \
                 WHERE (r.creator_id = ?1 OR r.creator_id IN (SELECT creator_id FROM merged WHERE into_id = ?1)) \
                 AND r.creator_id > 0 AND r.what <> 'observation' AND r.what <> 'creator' \
                 AND r.what = 'note' AND r.part = ?2 ORDER BY r.change_id",
            )?;
            let mut rows = s.query(params![creator, note])?;
            let mut all: Vec<NoteVersion> = Vec::new();
            while let Some(r) = rows.next()? {
                let before: Option<String> = r.get(3)?;
                if let (true, Some(body)) = (all.is_empty(), before) {
                    // made by an import, which notes no rows of its own
                    all.push(first(c, note, body)?);
                }
                all.push(NoteVersion {
                    change: r.get(0)?,
                    at: journal::moment(r.get(1)?).to_string(),
                    by: r.get(2)?,
                    body: r.get(4)?,
                });
            }
            if all.is_empty() {
                let body = known(c, note)?.map(|k| k.body);
                all.extend(body.map(|body| first(c, note, body)).transpose()?);
            }
            Ok(all)
        })
    }
}

/// The version of a note that no person's change has made.
fn first(conn: &Connection, note: i64, body: String) -> Result<NoteVersion, Fault> {
    let of = conn
        .prepare_cached(
            "SELECT n.at, m.name FROM note n JOIN member m ON m.id = n.by WHERE n.id = ?1",
        )?
        .query_row([note], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    let (at, by) = of.unwrap_or((0, String::new()));
    Ok(NoteVersion {
        change: 0,
        at: journal::moment(at).to_string(),
        by,
        body: Some(body),
    })
}

fn known(conn: &Connection, note: i64) -> Result<Option<Known>, Fault> {
    Ok(conn
        .prepare_cached("SELECT creator_id, body, version FROM note WHERE id = ?1")?
        .query_row([note], |r| {
            Ok(Known {
                creator: r.get(0)?,
                body: r.get(1)?,
                version: r.get(2)?,
            })
        })
        .optional()?)
}

/// The note, where nobody has changed it since.
fn unchanged(conn: &Connection, note: i64, seen: i64) -> Result<(Known, Picked), Fault> {
    let found = known(conn, note)?;
    match found {
        Some(k) if k.version == seen => {
            let picked = change::pick(conn, &[k.creator])?;
            Ok((k, picked))
        }
        found => {
            let by: Option<String> = conn
                .prepare_cached(
                    "SELECT m.name FROM change_row r JOIN change h ON h.id = r.change_id JOIN member m ON m.id = h.by \
                     WHERE r.change_id > ?2 AND r.what = 'note' AND r.part = ?1 ORDER BY r.change_id DESC LIMIT 1",
                )?
                .query_row(params![note, seen], |r| r.get(0))
                .optional()?;
            Err(StoreError::NoteChanged {
                by: by.unwrap_or_default(),
                theirs: found.map(|k| (k.body, k.version)),
            }
            .into())
        }
    }
}

/// Adds a note, as part of a change.
pub(super) fn put(conn: &Connection, now: Change, id: u32, body: &str) -> Result<i64, Fault> {
    let note = NOTE.next(conn)?;
    NOTE.make(
        conn,
        now,
        "SELECT ?1, ?2, json_object('at', ?3, 'by', ?4, 'body', ?5, 'created_by', NULL)",
        &[&id, &note, &now.at, &now.by, &body],
    )?;
    Ok(note)
}

/// Takes the notes with this text off a creator, as part of a change.
pub(super) fn take_off(conn: &Connection, now: Change, id: u32, body: &str) -> Result<(), Fault> {
    NOTE.keep(
        conn,
        now,
        "t.creator_id = ?1 AND t.body = ?2",
        &[&id, &body],
    )?;
    conn.prepare_cached("DELETE FROM note WHERE creator_id = ?1 AND body = ?2")?
        .execute((id, body))?;
    NOTE.settle(conn, now)
}

pub(super) fn has_note(conn: &Connection, creator: u32, body: &str) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM note WHERE creator_id = ?1 AND body = ?2")?
        .exists((creator, body))
}

/// A note that comes with a file.
pub(super) fn insert_note(
    conn: &Connection,
    id: i64,
    creator: u32,
    body: &str,
    change: Change,
    import: i64,
) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO note (id, creator_id, at, by, body, created_by, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![id, creator, change.at, change.by, body, import, change.id])?;
    Ok(())
}
