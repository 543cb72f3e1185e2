//! Reading creators: a window by their ids, or all of them once for the pool.

use std::collections::HashMap;
use std::ops::ControlFlow;

use rusqlite::{Connection, Row, Rows, Statement};

use super::error::{Fault, Result};
use super::row::{self, Filled, Slot};
use super::{Store, journal};
use crate::domain::creator::{Dated, Identity, Note, Period, Platform, Profile, Record, Source};

const CREATOR: &str = "SELECT id, platform, platform_id, handle FROM creator";
const FORMER: &str = "SELECT f.creator_id, f.handle FROM former_handle f";
const TAGS: &str =
    "SELECT t.creator_id, g.name FROM creator_tag t CROSS JOIN tag g ON g.id = t.tag_id";
const LISTS: &str =
    "SELECT m.creator_id, l.name FROM list_member m CROSS JOIN list l ON l.id = m.list_id";
const NOTES: &str =
    "SELECT n.creator_id, n.at, w.name, n.body FROM note n CROSS JOIN member w ON w.id = n.by";

/// Statements for one creator, or for all in the order of their ids.
fn one(select: &str, key: &str) -> String {
    format!("{select} WHERE {key} = ?1{}", order(key))
}

fn all(select: &str, key: &str) -> String {
    format!("{select}{}", order(key))
}

fn order(key: &str) -> &'static str {
    match key {
        "f.creator_id" => " ORDER BY f.creator_id, f.created_by, f.handle_key",
        "t.creator_id" => " ORDER BY t.creator_id, t.tag_id",
        "m.creator_id" => " ORDER BY m.creator_id, m.list_id",
        "n.creator_id" => " ORDER BY n.creator_id, n.id",
        "o.creator_id" => " ORDER BY o.creator_id, o.period_id",
        _ => " ORDER BY id",
    }
}

fn observations(used: Filled) -> String {
    format!(
        "SELECT o.creator_id, o.period_id, ifnull(o.changed_by, o.created_by){} FROM observation o",
        row::columns("o.", used)
    )
}

/// Position of the first column of an observation in [`observations`].
const FIRST: usize = 3;

type Periods = HashMap<u32, (Source, Period)>;

fn periods(conn: &Connection) -> Result<Periods, Fault> {
    let mut all = Periods::new();
    let mut s = conn.prepare_cached("SELECT id, source, \"start\", \"end\" FROM period")?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        all.insert(
            r.get(0)?,
            (Source::from_code(r.get(1)?), row::period(r, 2, 3)?),
        );
    }
    Ok(all)
}

fn dated(r: &Row<'_>, periods: &Periods, slots: &[Slot]) -> Result<Dated, Fault> {
    let id: u32 = r.get(1)?;
    let (source, period) = periods
        .get(&id)
        .copied()
        .ok_or_else(|| Fault::Damaged(format!("period {id}")))?;
    Ok(Dated {
        period,
        source,
        import: r.get(2)?,
        observation: row::read(r, FIRST, slots.iter().copied())?,
    })
}

fn text(r: &Row<'_>) -> Result<String, Fault> {
    Ok(r.get(1)?)
}

fn note(r: &Row<'_>) -> Result<Note, Fault> {
    Ok(Note {
        at: journal::moment(r.get(1)?).to_string(),
        by: r.get(2)?,
        body: r.get(3)?,
    })
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
    })
}

type Make<'s, T> = Box<dyn Fn(&Row<'_>) -> Result<T, Fault> + 's>;

/// Rows that belong to creators, in the order of their ids, met in step with the creators themselves.
struct Beside<'s, T> {
    rows: Rows<'s>,
    next: Option<(u32, T)>,
    make: Make<'s, T>,
}

impl<'s, T> Beside<'s, T> {
    fn new(
        statement: &'s mut Statement<'_>,
        make: impl Fn(&Row<'_>) -> Result<T, Fault> + 's,
    ) -> Result<Self, Fault> {
        let mut beside = Beside {
            rows: statement.raw_query(),
            next: None,
            make: Box::new(make),
        };
        beside.step()?;
        Ok(beside)
    }

    fn step(&mut self) -> Result<(), Fault> {
        self.next = match self.rows.next()? {
            Some(r) => Some((r.get(0)?, (self.make)(r)?)),
            None => None,
        };
        Ok(())
    }

    fn take(&mut self, id: u32, into: &mut Vec<T>) -> Result<(), Fault> {
        while self.next.as_ref().is_some_and(|(of, _)| *of <= id) {
            if let Some((of, value)) = self.next.take()
                && of == id
            {
                into.push(value);
            }
            self.step()?;
        }
        Ok(())
    }
}

impl Store {
    /// The creators with these ids, in this order (their tags in the order in which the pool first met them); ids that are not in the pool are left out.
    pub fn creators(&self, ids: &[u32]) -> Result<Vec<Record>> {
        self.read(|c| {
            // one state of the file for all statements
            let snapshot = c.unchecked_transaction()?;
            let periods = periods(c)?;
            let used = row::used(c)?;
            let slots = used.slots();
            let mut creator = c.prepare_cached(&one(CREATOR, "id"))?;
            let mut former = c.prepare_cached(&one(FORMER, "f.creator_id"))?;
            let mut observed = c.prepare_cached(&one(&observations(used), "o.creator_id"))?;
            let mut tags = c.prepare_cached(&one(TAGS, "t.creator_id"))?;
            let mut lists = c.prepare_cached(&one(LISTS, "m.creator_id"))?;
            let mut notes = c.prepare_cached(&one(NOTES, "n.creator_id"))?;
            let mut found = Vec::with_capacity(ids.len());
            for &id in ids {
                let Some(mut record) = gather(&mut creator, id, bare)?.pop() else {
                    continue;
                };
                record.former_handles = gather(&mut former, id, text)?;
                record.dated = gather(&mut observed, id, |r| dated(r, &periods, &slots))?;
                record.tags = gather(&mut tags, id, text)?;
                record.lists = gather(&mut lists, id, text)?;
                record.notes = gather(&mut notes, id, note)?;
                complete(&mut record);
                found.push(record);
            }
            drop((creator, former, observed, tags, lists, notes));
            snapshot.commit()?;
            Ok(found)
        })
    }

    /// All creators once, in the order of their ids, from one state of the file. Returns that state's journal position.
    /// `f` may end the reading early.
    pub fn for_each_creator(&self, mut f: impl FnMut(Record) -> ControlFlow<()>) -> Result<i64> {
        self.read(|c| {
            let snapshot = c.unchecked_transaction()?;
            let position =
                c.query_row("SELECT ifnull(max(id), 0) FROM change", [], |r| r.get(0))?;
            let periods = periods(c)?;
            let used = row::used(c)?;
            let slots = used.slots();
            let mut creator = c.prepare(&all(CREATOR, "id"))?;
            let mut former = c.prepare(&all(FORMER, "f.creator_id"))?;
            let mut observed = c.prepare(&all(&observations(used), "o.creator_id"))?;
            let mut tags = c.prepare(&all(TAGS, "t.creator_id"))?;
            let mut lists = c.prepare(&all(LISTS, "m.creator_id"))?;
            let mut notes = c.prepare(&all(NOTES, "n.creator_id"))?;
            {
                let mut former = Beside::new(&mut former, text)?;
                let mut observed = Beside::new(&mut observed, |r| dated(r, &periods, &slots))?;
                let mut tags = Beside::new(&mut tags, text)?;
                let mut lists = Beside::new(&mut lists, text)?;
                let mut notes = Beside::new(&mut notes, note)?;
                let mut rows = creator.raw_query();
                while let Some(r) = rows.next()? {
                    let mut record = bare(r)?;
                    former.take(record.id, &mut record.former_handles)?;
                    observed.take(record.id, &mut record.dated)?;
                    tags.take(record.id, &mut record.tags)?;
                    lists.take(record.id, &mut record.lists)?;
                    notes.take(record.id, &mut record.notes)?;
                    complete(&mut record);
                    if f(record).is_break() {
                        break;
                    }
                }
            }
            drop((creator, former, observed, tags, lists, notes));
            snapshot.commit()?;
            Ok(position)
        })
    }

    /// How many creators the pool has.
    pub fn count(&self) -> Result<u64> {
        self.read(|c| Ok(c.query_row("SELECT count(*) FROM creator", [], |r| row::count(r, 0))?))
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
            let mut known = std::collections::HashSet::new();
            found.retain(|id| known.insert(*id));
            Ok(found)
        })
    }
}

const BY_HANDLE: &str = "SELECT id FROM creator WHERE platform = ?1 AND handle_key = ?2";
const BY_PLATFORM_ID: &str = "SELECT id FROM creator WHERE platform = ?1 AND platform_id = ?2";

fn gather<T>(
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
    // one who took an old handle again, or lost one twice
    let mut known = vec![record.identity.handle_key()];
    record.former_handles.retain(|h| {
        let key = h.to_lowercase();
        let new = !known.contains(&key);
        known.push(key);
        new
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(conn: &Connection, sql: &str) -> String {
        let mut s = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let mut rows = s.raw_query();
        let mut lines = Vec::new();
        while let Some(r) = rows.next().unwrap() {
            lines.push(r.get::<_, String>(3).unwrap());
        }
        lines.join("; ")
    }

    #[test]
    fn reads_go_by_keys_and_never_sort() {
        let conn = Connection::open_in_memory().unwrap();
        super::super::schema::migrate(&conn, std::path::Path::new("x")).unwrap();
        let o = observations(Filled::ALL);
        for (select, key) in [
            (CREATOR, "id"),
            (FORMER, "f.creator_id"),
            (o.as_str(), "o.creator_id"),
            (TAGS, "t.creator_id"),
            (LISTS, "m.creator_id"),
            (NOTES, "n.creator_id"),
        ] {
            let window = plan(&conn, &one(select, key));
            assert!(
                !window.contains("SCAN") && !window.contains("TEMP B-TREE"),
                "{window}"
            );
            let stream = plan(&conn, &all(select, key));
            assert!(!stream.contains("TEMP B-TREE"), "{stream}");
        }
        for sql in [BY_HANDLE, BY_PLATFORM_ID] {
            let p = plan(&conn, sql);
            assert!(p.contains("USING") && !p.contains("SCAN"), "{p}");
        }
    }
}
