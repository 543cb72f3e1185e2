//! Taking a whole import back: what it made goes, what it changed becomes what it was.
//!
//! Refused where later work stands on it: a later import that touched the same rows, or people's tags, lists and notes
//! on creators that would vanish. Undone imports never stand in the way.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value, json};

use super::error::{Fault, Result, StoreError};
use super::journal::Change;
use super::packed::Fields;
use super::stretch::Touched;
use super::{Done, Store, entity, front, journal, orders, row, taking};
use crate::domain::message::Message;

/// What taking an import back did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UndoReport {
    /// Creators that were only there through it.
    pub creators_removed: u64,
    /// Observations that went.
    pub observations_removed: u64,
    /// Rows of native files and of orders that went; none where the import was of creators.
    pub rows_removed: Option<u64>,
    /// Rows that are what they were before it.
    pub restored: u64,
}

impl UndoReport {
    /// What is said of it: the first of these sentences, of creators, or the second, of rows.
    pub fn message(&self, [creators, rows]: [&'static str; 2]) -> Message {
        let m = match self.rows_removed {
            Some(n) => Message::new(rows).with("rows", n),
            None => Message::new(creators),
        };
        m.with("n", self.creators_removed).with("m", self.restored)
    }
}

/// Creators that import ?1 made.
const ITS_CREATORS: &str = "SELECT id FROM creator WHERE created_by = ?1";

impl Store {
    /// Restores the exact state before an import. One transaction, journalled as a change of its own.
    pub fn undo_import(&mut self, import: i64, at: Timestamp) -> Result<UndoReport> {
        self.write(|conn, by| {
            let undone: Option<Option<i64>> = conn
                .query_row(
                    "SELECT undone_at FROM import WHERE id = ?1",
                    [import],
                    |r| r.get(0),
                )
                .optional()?;
            match undone {
                None => return Err(StoreError::NoSuchImport(import).into()),
                Some(Some(_)) => return Err(StoreError::AlreadyUndone(import).into()),
                Some(None) => {}
            }
            let original: i64 = conn.query_row(
                "SELECT id FROM change WHERE import_id = ?1 AND kind = 'import'",
                [import],
                |r| r.get(0),
            )?;
            free_to_go(conn, import, original)?;
            let path: String =
                conn.query_row("SELECT path FROM import WHERE id = ?1", [import], |r| {
                    r.get(0)
                })?;
            let summary = json!({"import": import, "path": path});
            let change = journal::begin(conn, by, at, "undo_import", &summary, Some(import))?;
            conn.execute(
                "UPDATE change SET undone_by = ?2 WHERE id = ?1",
                [original, change.id],
            )?;
            conn.execute(
                "UPDATE import SET undone_at = ?2 WHERE id = ?1",
                params![import, change.at],
            )?;
            front::forget(conn)?;
            let mut touched = Touched::default();
            let work = work_again(conn, import, original, change)?;
            orders::forget(conn, import)?;
            let mut report = take_back(conn, import, original, &mut touched)?;
            report.restored += work;
            if let Some((made, changed)) = counted_rows(conn, import, original)? {
                report.rows_removed = Some(made);
                report.restored = changed;
            }
            touched.void(conn, change.id)?;
            Ok(Done::Changed(report))
        })
    }
}

/// How many rows an import has made and changed; none where it was one of creators.
fn counted_rows(
    conn: &Connection,
    import: i64,
    original: i64,
) -> Result<Option<(u64, u64)>, Fault> {
    let mut s = conn.prepare(
        "SELECT i.created, i.updated FROM import i JOIN change c ON c.id = ?2 \
         WHERE i.id = ?1 AND c.summary ->> 'to' = 'rows'",
    )?;
    let found = s.query_row([import, original], |r| {
        Ok((row::count(r, 0)?, row::count(r, 1)?))
    });
    Ok(found.optional()?)
}

/// Refuses where something later stands on the import.
fn free_to_go(conn: &Connection, import: i64, original: i64) -> Result<(), Fault> {
    // rows that a later import made for creators of this one, or changed although this one made or changed them, and
    // handles that this one freed and a later one gave away
    let later = [
        format!(
            "SELECT created_by FROM observation WHERE created_by > ?1 AND creator_id IN ({ITS_CREATORS})"
        ),
        format!(
            "SELECT created_by FROM creator_tag WHERE created_by > ?1 AND creator_id IN ({ITS_CREATORS})"
        ),
        format!("SELECT created_by FROM note WHERE created_by > ?1 AND creator_id IN ({ITS_CREATORS})"),
        "SELECT c.import_id FROM change_row r JOIN change c ON c.id = r.change_id \
         WHERE r.change_id > ?2 AND c.kind = 'import' AND c.undone_by IS NULL AND ( \
           EXISTS (SELECT 1 FROM change_row x WHERE x.change_id = ?2 AND x.what = r.what \
                   AND x.creator_id = r.creator_id AND x.part = r.part) \
           OR r.what = 'observation' AND EXISTS (SELECT 1 FROM observation o WHERE o.creator_id = r.creator_id \
                   AND o.period_id = r.part AND o.created_by = ?1) \
           OR r.what = 'creator' AND EXISTS (SELECT 1 FROM creator k WHERE k.id = r.creator_id AND k.created_by = ?1))"
            .to_owned(),
        "SELECT k.created_by FROM change_row x JOIN creator own ON own.id = x.creator_id \
         JOIN creator k ON k.platform = own.platform AND k.handle_key = x.before ->> 'handle_key' AND k.id <> own.id \
         WHERE x.change_id = ?2 AND x.what = 'creator' AND k.created_by > ?1"
            .to_owned(),
    ];
    for sql in later {
        let mut s = conn.prepare(&format!(
            "SELECT id, path FROM import WHERE id IN ({sql}) ORDER BY id LIMIT 1"
        ))?;
        for (i, value) in (1..=s.parameter_count()).zip([import, original]) {
            s.raw_bind_parameter(i, value)?;
        }
        let found: Option<(i64, String)> = match s.raw_query().next()? {
            Some(r) => Some((r.get(0)?, r.get(1)?)),
            None => None,
        };
        if let Some((later, path)) = found {
            return Err(StoreError::LaterImport {
                import,
                later,
                path,
            }
            .into());
        }
    }
    if let Some(later) = orders::built_on(conn, import, ITS_CREATORS)? {
        let path = conn.query_row("SELECT path FROM import WHERE id = ?1", [later], |r| {
            r.get(0)
        })?;
        return Err(StoreError::LaterImport {
            import,
            later,
            path,
        }
        .into());
    }
    let creators: u64 = conn.query_row(
        &format!(
            "SELECT count(*) FROM ({ITS_CREATORS}) i WHERE \
             EXISTS (SELECT 1 FROM creator_tag t WHERE t.creator_id = i.id AND t.created_by IS NULL) \
             OR EXISTS (SELECT 1 FROM note n WHERE n.creator_id = i.id AND n.created_by IS NULL) \
             OR EXISTS (SELECT 1 FROM list_member m WHERE m.creator_id = i.id) \
             OR EXISTS (SELECT 1 FROM merged m WHERE i.id IN (m.creator_id, m.into_id))"
        ),
        [import],
        |r| row::count(r, 0),
    )?;
    let rows = worked_on(conn, import, original)?;
    if creators + rows > 0 {
        return Err(StoreError::WorkedOn {
            import,
            creators: creators.max(rows),
        }
        .into());
    }
    Ok(())
}

/// Rows of native files that others have built on: that somebody has changed since, that others belong to, or that
/// belong to creators who would go.
fn worked_on(conn: &Connection, import: i64, original: i64) -> Result<u64, Fault> {
    let mut found = 0;
    let mut count = |sql: &str| -> Result<(), Fault> {
        let n: u64 = conn
            .prepare(sql)?
            .query_row([import, original], |r| row::count(r, 0))?;
        found += n;
        Ok(())
    };
    for e in entity::WORK {
        let (name, part) = (e.name, e.part());
        count(&format!(
            "SELECT count(*) FROM {name} WHERE created_by = ?1 AND version <> ?2"
        ))?;
        count(&format!(
            "SELECT count(*) FROM change_row r JOIN {name} t ON t.{part} = r.part AND t.version <> ?2 \
             WHERE r.change_id = ?2 AND r.what = '{name}' AND ?1 > 0"
        ))?;
        for (table, column) in e.used_by {
            if entity::WORK.iter().any(|w| w.name == *table) {
                count(&format!(
                    "SELECT count(*) FROM {table} u JOIN {name} t ON t.id = u.\"{column}\" \
                     WHERE t.created_by = ?1 AND u.created_by IS NOT ?1 AND ?2 > 0"
                ))?;
            }
        }
        if e.is_of_creators() {
            count(&format!(
                "SELECT count(*) FROM {name} WHERE created_by IS NOT ?1 AND creator_id IN ({ITS_CREATORS}) AND ?2 > 0"
            ))?;
        }
    }
    Ok(found)
}

/// Rows of native files are what they were before an import.
fn work_again(conn: &Connection, import: i64, original: i64, change: Change) -> Result<u64, Fault> {
    let mut moved = conn.prepare(
        "SELECT DISTINCT m.collab_id FROM stage_move m JOIN collab c ON c.id = m.collab_id AND c.created_by IS NOT ?1 \
         WHERE m.created_by = ?1",
    )?;
    let moved: Vec<i64> = moved
        .query_map([import], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut restored = 0;
    for e in entity::WORK {
        restored += e.restore(conn, original, change, false)?.rows as u64;
    }
    for e in entity::WORK.into_iter().rev() {
        let mut free = String::new();
        // somebody who has done something since stays
        for (table, column) in e.used_by.iter().filter(|_| e.name == "member") {
            free.push_str(&format!(
                " AND NOT EXISTS (SELECT 1 FROM {table} u WHERE u.\"{column}\" = {}.id)",
                e.name
            ));
        }
        conn.execute(
            &format!("DELETE FROM {} WHERE created_by = ?1{free}", e.name),
            [import],
        )?;
    }
    for collab in moved {
        taking::came_when(conn, collab)?;
    }
    Ok(restored)
}

fn take_back(
    conn: &Connection,
    import: i64,
    original: i64,
    touched: &mut Touched,
) -> Result<UndoReport, Fault> {
    let mut gone = |table: &str, creator: &str| -> Result<u64, Fault> {
        let mut s = conn.prepare(&format!(
            "DELETE FROM {table} WHERE created_by = ?1 RETURNING {creator}"
        ))?;
        let mut rows = s.query([import])?;
        let mut count = 0;
        while let Some(r) = rows.next()? {
            touched.add(r.get(0)?);
            count += 1;
        }
        Ok(count)
    };
    // what was turned down for creators that go is about nobody
    conn.execute(
        &format!("DELETE FROM dismissed WHERE creator_id IN ({ITS_CREATORS})"),
        [import],
    )?;
    conn.execute(
        &format!(
            "DELETE FROM apart WHERE creator_id IN ({ITS_CREATORS}) OR other_id IN ({ITS_CREATORS})"
        ),
        [import],
    )?;
    for table in ["creator_tag", "note", "former_handle"] {
        gone(table, "creator_id")?;
    }
    let mut report = UndoReport {
        observations_removed: gone("observation", "creator_id")?,
        creators_removed: gone("creator", "id")?,
        ..UndoReport::default()
    };
    report.restored = restore(conn, original, touched)?;
    // words and days that only imports used that have been taken back
    for (table, user) in [("tag", "creator_tag"), ("period", "observation")] {
        conn.execute_batch(&format!(
            "DELETE FROM {table} WHERE id NOT IN (SELECT {table}_id FROM {user}) \
             AND created_by IN (SELECT id FROM import WHERE undone_at IS NOT NULL)"
        ))?;
    }
    Ok(report)
}

/// Puts the rows of the journal back.
fn restore(conn: &Connection, change: i64, touched: &mut Touched) -> Result<u64, Fault> {
    // handles may have changed hands in a circle: nobody holds any of them while they are given back
    conn.execute(
        "UPDATE creator SET handle_key = 'undo:' || id, platform_id = NULL WHERE id IN \
         (SELECT creator_id FROM change_row WHERE change_id = ?1 AND what = 'creator')",
        [change],
    )?;
    let mut rows = conn.prepare(
        "SELECT what, creator_id, part, before FROM change_row WHERE change_id = ?1 AND before IS NOT NULL",
    )?;
    let mut rows = rows.query([change])?;
    let fields = Fields::load(conn)?;
    let mut restored = 0;
    while let Some(r) = rows.next()? {
        let what: String = r.get(0)?;
        let (creator, part): (i64, i64) = (r.get(1)?, r.get(2)?);
        touched.add(r.get(1)?);
        let before = row::parse_entry(r.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?)?;
        match what.as_str() {
            "creator" => creator_again(conn, creator, &before)?,
            "observation" => observation_again(conn, &fields, creator, part, &before)?,
            _ => continue,
        }
        restored += 1;
    }
    Ok(restored)
}

fn creator_again(conn: &Connection, id: i64, before: &Map<String, Value>) -> Result<(), Fault> {
    // names of columns go into the statement as they are
    let known = ["handle", "handle_key", "platform_id", "version"];
    if let Some(unknown) = before.keys().find(|c| !known.contains(&c.as_str())) {
        return Err(Fault::Damaged(format!("creator.{unknown}")));
    }
    let assignments: Vec<String> = before
        .keys()
        .zip(2..)
        .map(|(c, i)| format!("\"{c}\" = ?{i}"))
        .collect();
    let sql = format!(
        "UPDATE creator SET {} WHERE id = ?1",
        assignments.join(", ")
    );
    let mut s = conn.prepare_cached(&sql)?;
    s.clear_bindings();
    s.raw_bind_parameter(1, id)?;
    for (value, i) in before.values().zip(2..) {
        s.raw_bind_parameter::<usize, _>(i, row::parameter(value))?;
    }
    match s.raw_execute()? {
        1 => Ok(()),
        _ => Err(Fault::Damaged(format!("creator {id}"))),
    }
}

fn observation_again(
    conn: &Connection,
    fields: &Fields,
    creator: i64,
    period: i64,
    before: &Map<String, Value>,
) -> Result<(), Fault> {
    let damaged = || Fault::Damaged(format!("observation {creator}/{period}"));
    let (mut o, mut changed_by) = conn
        .prepare_cached(
            "SELECT packed, changed_by FROM observation WHERE creator_id = ?1 AND period_id = ?2",
        )?
        .query_row([creator, period], |r| {
            let packed = r.get_ref(0)?.as_blob()?;
            Ok((fields.observation(packed), r.get::<_, Option<i64>>(1)?))
        })
        .optional()?
        .ok_or_else(damaged)
        .and_then(|(o, by)| Ok((o?, by)))?;
    for (name, value) in before {
        let column = row::names().position(|n| n == name);
        match column {
            None if name == "changed_by" => changed_by = value.as_i64(),
            Some(column) if row::set(&mut o, column, value) => {}
            _ => return Err(Fault::Damaged(format!("observation.{name}"))),
        }
    }
    let mut packed = Vec::new();
    fields.pack(&o, &mut packed);
    conn.prepare_cached(
        "UPDATE observation SET packed = ?3, changed_by = ?4 WHERE creator_id = ?1 AND period_id = ?2",
    )?
    .execute(params![creator, period, packed, changed_by])?;
    Ok(())
}
