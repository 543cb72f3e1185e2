//! Reading creators by their ids.

use rusqlite::{Connection, OptionalExtension, Row, Statement};

use super::error::{Fault, Result};
use super::packed::Fields;
use super::same::Same;
use super::{PoolState, Store, journal, row};
use crate::domain::creator::{Dated, Identity, Note, Period, Platform, Profile, Record, Source};

const CREATOR: &str = "SELECT id, platform, platform_id, handle FROM creator WHERE id = ?1";
pub(super) const OBSERVATIONS: &str = "SELECT creator_id, period_id, ifnull(changed_by, created_by), packed FROM observation \
     WHERE creator_id = ?1 ORDER BY period_id";
pub(super) const FORMER: &str = "SELECT creator_id, handle FROM former_handle WHERE creator_id = ?1 ORDER BY created_by, handle_key";
const TAGS: &str = "SELECT t.creator_id, g.name FROM creator_tag t CROSS JOIN tag g ON g.id = t.tag_id \
     WHERE t.creator_id = ?1 ORDER BY t.tag_id";
const LISTS: &str = "SELECT m.creator_id, l.name FROM list_member m CROSS JOIN list l ON l.id = m.list_id \
     WHERE m.creator_id = ?1 ORDER BY m.list_id";
const NOTES: &str = "SELECT n.creator_id, n.at, w.name, n.body, n.id, n.version FROM note n CROSS JOIN member w ON w.id = n.by \
     WHERE n.creator_id = ?1 ORDER BY n.id";
/// The last change of each note that still holds, from the journal.
const CHANGED: &str = "SELECT ?1, r.part, max(h.id), h.at, m.name FROM change_row r JOIN change h ON h.id = r.change_id \
     JOIN member m ON m.id = h.by \
     WHERE (r.creator_id = ?1 OR r.creator_id IN (SELECT creator_id FROM merged WHERE into_id = ?1)) \
     AND r.creator_id > 0 AND r.what <> 'observation' AND r.what <> 'creator' AND r.what = 'note' \
     AND h.kind = 'note_edit' AND h.undone_by IS NULL GROUP BY r.part";

const DISMISSED: &str =
    "SELECT creator_id, part FROM dismissed WHERE creator_id = ?1 ORDER BY part";

/// The last change.
pub(super) fn position(conn: &Connection) -> Result<i64, Fault> {
    Ok(conn.query_row("SELECT ifnull(max(id), 0) FROM change", [], |r| r.get(0))?)
}

pub(super) fn state(conn: &Connection) -> Result<PoolState, Fault> {
    let pool = conn
        .query_row("SELECT value FROM meta WHERE key = 'pool'", [], |r| {
            r.get(0)
        })
        .optional()?;
    let last = conn
        .query_row(
            "SELECT id, at FROM change ORDER BY id DESC LIMIT 1",
            [],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )
        .optional()?;
    Ok(PoolState {
        pool: pool.unwrap_or_default(),
        position: last.unwrap_or((0, 0)),
    })
}

/// Rows that belong to something that is not there: table, and the table it is missing in.
pub(super) fn orphans(conn: &Connection) -> Result<Vec<(String, String)>, Fault> {
    let mut s = conn.prepare("PRAGMA foreign_key_check")?;
    let all = s.query_map([], |r| Ok((r.get(0)?, r.get(2)?)))?;
    Ok(all.collect::<rusqlite::Result<_>>()?)
}

/// What each period is, by its number.
pub(super) type Periods = Vec<Option<(Source, Period)>>;

pub(super) fn periods(conn: &Connection) -> Result<Periods, Fault> {
    let mut all = Periods::new();
    let mut s = conn.prepare_cached("SELECT id, source, \"start\", \"end\" FROM period")?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        let id = r.get::<_, u32>(0)? as usize;
        if all.len() <= id {
            all.resize(id + 1, None);
        }
        if let Some(place) = all.get_mut(id) {
            *place = Some((Source::from_code(r.get(1)?), row::period(r, 2, 3)?));
        }
    }
    Ok(all)
}

pub(super) fn period_of(periods: &Periods, id: u32) -> Result<(Source, Period), Fault> {
    let found = periods.get(id as usize).copied().flatten();
    found.ok_or_else(|| Fault::Damaged(format!("period {id}")))
}

fn dated(r: &Row<'_>, periods: &Periods, fields: &Fields) -> Result<Dated, Fault> {
    let (source, period) = period_of(periods, r.get(1)?)?;
    Ok(Dated {
        period,
        source,
        import: r.get(2)?,
        observation: fields.observation(r.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?)?,
    })
}

pub(super) fn text(r: &Row<'_>) -> Result<String, Fault> {
    Ok(r.get(1)?)
}

pub(super) fn note(r: &Row<'_>) -> Result<Note, Fault> {
    Ok(Note {
        at: journal::moment(r.get(1)?).to_string(),
        by: r.get(2)?,
        body: r.get(3)?,
        id: r.get(4)?,
        version: r.get(5)?,
        changed: None,
    })
}

/// Of a note: when, by whom.
fn last_change(r: &Row<'_>) -> Result<(i64, String, String), Fault> {
    let at = journal::moment(r.get(3)?).to_string();
    Ok((r.get(1)?, at, r.get(4)?))
}

/// The creator without what belongs to it.
fn bare(r: &Row<'_>) -> Result<Record, Fault> {
    let platform_id = r
        .get_ref(2)?
        .as_str_or_null()
        .map_err(rusqlite::Error::from)?;
    let handle = r.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
    Ok(Record {
        id: r.get(0)?,
        identity: Identity {
            platform: Platform::from_code(r.get(1)?),
            platform_id: platform_id.map(Into::into),
            handle: handle.into(),
        },
        former_handles: Vec::new(),
        dated: Vec::new(),
        profile: Profile::merge(&mut []),
        tags: Vec::new(),
        lists: Vec::new(),
        notes: Vec::new(),
        dismissed: Vec::new(),
        merged: Vec::new(),
        elsewhere: Vec::new(),
        work: Vec::new(),
        tally: Default::default(),
        verdict: None,
        diagnosis: None,
    })
}

impl Store {
    /// The creators with these ids, in this order (their tags in the order in which the pool first met them); ids that are not in the pool are left out.
    pub fn creators(&self, ids: &[u32]) -> Result<Vec<Record>> {
        self.read(|c| {
            // one state of the file for all statements
            let snapshot = c.unchecked_transaction()?;
            let periods = periods(c)?;
            let fields = Fields::load(c)?;
            let mut creator = c.prepare_cached(CREATOR)?;
            let mut former = c.prepare_cached(FORMER)?;
            let mut observed = c.prepare_cached(OBSERVATIONS)?;
            let mut tags = c.prepare_cached(TAGS)?;
            let mut lists = c.prepare_cached(LISTS)?;
            let mut notes = c.prepare_cached(NOTES)?;
            let mut changed = c.prepare_cached(CHANGED)?;
            let mut dismissed = c.prepare_cached(DISMISSED)?;
            let same = Same::load(c)?;
            let mut found = Vec::with_capacity(ids.len());
            // what files say of one alone
            let mut told = |id: u32| -> Result<Option<Record>, Fault> {
                let Some(mut record) = gather(&mut creator, id, bare)?.pop() else {
                    return Ok(None);
                };
                record.former_handles = gather(&mut former, id, text)?;
                record.dated = gather(&mut observed, id, |r| dated(r, &periods, &fields))?;
                Ok(Some(record))
            };
            for &id in ids {
                let Some(mut record) = told(id)? else {
                    continue;
                };
                for twin in same.of(id) {
                    let Some(mut twin) = told(*twin)? else {
                        continue;
                    };
                    record.merged.push((twin.id, twin.identity.clone()));
                    record.former_handles.push(twin.identity.handle.to_string());
                    record.former_handles.append(&mut twin.former_handles);
                    if twin.identity.platform == record.identity.platform {
                        record.dated.append(&mut twin.dated);
                    } else {
                        complete(&mut twin);
                        record.elsewhere.push(twin);
                    }
                }
                record.tags = gather(&mut tags, id, text)?;
                record.lists = gather(&mut lists, id, text)?;
                record.notes = gather(&mut notes, id, note)?;
                if !record.notes.is_empty() {
                    for (note, at, by) in gather(&mut changed, id, last_change)? {
                        let note = record.notes.iter_mut().find(|n| n.id == note);
                        note.into_iter()
                            .for_each(|n| n.changed = Some((at.clone(), by.clone())));
                    }
                }
                record.dismissed = gather(&mut dismissed, id, |r| Ok(r.get(1)?))?;
                complete(&mut record);
                found.push(record);
            }
            drop((told, tags, lists, notes, changed, dismissed));
            drop((creator, former, observed));
            snapshot.commit()?;
            Ok(found)
        })
    }

    /// How many creators the pool has.
    pub fn count(&self) -> Result<u64> {
        self.read(|c| {
            Ok(c.query_row(
                "SELECT (SELECT count(*) FROM creator) - (SELECT count(*) FROM merged)",
                [],
                |r| row::count(r, 0),
            )?)
        })
    }

    /// The creators that go by this handle (with or without `@`, in any case) or platform id: those who have it now
    /// first, then those who had it.
    pub fn find(&self, name: &str, platform: Option<Platform>) -> Result<Vec<u32>> {
        let name = name.trim();
        let key = name.strip_prefix('@').unwrap_or(name).to_lowercase();
        let on = |p: Platform| platform.is_none_or(|only| only == p);
        self.read(|c| {
            let mut found: Vec<u32> = Vec::new();
            for (sql, text) in [(BY_HANDLE, key.as_str()), (BY_PLATFORM_ID, name)] {
                let mut s = c.prepare_cached(sql)?;
                for p in Platform::ALL.into_iter().filter(|p| on(*p)) {
                    let ids = s.query_map((p as u8, text), |r| r.get(0))?;
                    for id in ids {
                        found.push(id?);
                    }
                }
            }
            let mut s = c.prepare_cached(
                "SELECT f.creator_id, c.platform FROM former_handle f JOIN creator c ON c.id = f.creator_id \
                 WHERE f.handle_key = ?1 ORDER BY f.creator_id",
            )?;
            let mut rows = s.query([&key])?;
            while let Some(r) = rows.next()? {
                if on(Platform::from_code(r.get(1)?)) {
                    found.push(r.get(0)?);
                }
            }
            let same = Same::load(c)?;
            found.iter_mut().for_each(|id| *id = same.stays(*id));
            let mut known = std::collections::HashSet::new();
            found.retain(|id| known.insert(*id));
            Ok(found)
        })
    }
}

const BY_HANDLE: &str = "SELECT id FROM creator WHERE platform = ?1 AND handle_key = ?2";
const BY_PLATFORM_ID: &str = "SELECT id FROM creator WHERE platform = ?1 AND platform_id = ?2";

pub(super) fn gather<T>(
    statement: &mut Statement<'_>,
    id: u32,
    make: impl Fn(&Row<'_>) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let mut all = Vec::new();
    let mut rows = statement.query([id])?;
    while let Some(r) = rows.next()? {
        all.push(make(r)?);
    }
    Ok(all)
}

fn complete(record: &mut Record) {
    record.profile = Profile::merge(&mut record.dated);
    distinct(&record.identity.handle, &mut record.former_handles);
}

/// Of one who took an old handle again, or lost one twice, each former handle once.
pub(super) fn distinct(handle: &str, former: &mut Vec<String>) {
    if former.is_empty() {
        return;
    }
    let mut known = vec![handle.to_lowercase()];
    former.retain(|h| {
        let key = h.to_lowercase();
        let new = !known.contains(&key);
        known.push(key);
        new
    });
}

/// How SQLite means to find its way.
#[cfg(test)]
pub(super) fn plan(conn: &Connection, sql: &str) -> String {
    let mut s = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let mut rows = s.raw_query();
    let mut lines = Vec::new();
    while let Some(r) = rows.next().unwrap() {
        lines.push(r.get::<_, String>(3).unwrap());
    }
    lines.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_go_by_keys_and_never_sort() {
        let conn = Connection::open_in_memory().unwrap();
        super::super::schema::migrate(&conn, std::path::Path::new("x")).unwrap();
        for sql in [CREATOR, FORMER, OBSERVATIONS, TAGS, LISTS, NOTES, DISMISSED] {
            let window = plan(&conn, sql);
            assert!(
                !window.contains("SCAN") && !window.contains("TEMP B-TREE"),
                "{window}"
            );
        }
        for sql in [BY_HANDLE, BY_PLATFORM_ID, CHANGED] {
            let p = plan(&conn, sql);
            assert!(p.contains("USING") && !p.contains("SCAN"), "{p}");
        }
    }
}
