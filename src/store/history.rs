//! Reading the journal: what was done in the pool, and what to one creator.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::error::{Fault, Result};
use super::same::Same;
use super::{Store, journal};
use crate::domain::deed::{Deed, Entry, Kind};

/// Which changes are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Of this member only.
    pub by: Option<String>,
    /// Not before.
    pub from: Option<Timestamp>,
    /// Before.
    pub to: Option<Timestamp>,
    /// Older than this change.
    pub before: Option<i64>,
    /// At most so many.
    pub most: usize,
}

const COLUMNS: &str = "SELECT c.id, c.at, m.name, c.kind, c.summary, ifnull(c.undone_by <> c.id, 0), o.kind, o.summary \
     FROM change c JOIN member m ON m.id = c.by LEFT JOIN change o ON o.id = c.undoes";

/// What a taking back was about is told with it.
fn entry(r: &Row<'_>) -> rusqlite::Result<Entry> {
    let deed = |kind: usize| -> rusqlite::Result<Option<Deed>> {
        let (k, summary): (Option<String>, Option<String>) = (r.get(kind)?, r.get(kind + 1)?);
        Ok(k.zip(summary).map(|(k, s)| Deed::read(&k, &s)))
    };
    let own = deed(3)?;
    Ok(Entry {
        change: r.get(0)?,
        at: journal::moment(r.get(1)?).to_string(),
        by: r.get(2)?,
        deed: own.unwrap_or_else(|| Deed::new(Kind::Other, "")),
        of: deed(6)?,
        undone: r.get(5)?,
    })
}

impl Store {
    /// Changes of the whole pool, newest first.
    pub fn journal(&self, wanted: &Wanted) -> Result<Vec<Entry>> {
        self.read(|c| {
            let mut s = c.prepare_cached(&format!(
                "{COLUMNS} WHERE (?1 IS NULL OR m.name = ?1) AND c.at >= ?2 AND c.at < ?3 AND c.id < ?4 \
                 ORDER BY c.id DESC LIMIT ?5"
            ))?;
            let rows = s.query_map(
                params![
                    wanted.by,
                    wanted.from.map_or(i64::MIN, journal::millis),
                    wanted.to.map_or(i64::MAX, journal::millis),
                    wanted.before.unwrap_or(i64::MAX),
                    i64::try_from(wanted.most).unwrap_or(i64::MAX),
                ],
                entry,
            )?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Everybody who has ever done something here.
    pub fn members(&self) -> Result<Vec<String>> {
        self.read(|c| {
            let mut s = c.prepare_cached("SELECT name FROM member ORDER BY name")?;
            let rows = s.query_map([], |r| r.get(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// What was done to a creator, newest first: by people, and by imports.
    pub fn history(&self, creator: u32) -> Result<Vec<Entry>> {
        self.read(|c| {
            let same = Same::load(c)?;
            let mut ids = Vec::new();
            for id in std::iter::once(&creator).chain(same.of(creator)) {
                ids.extend(people(c, *id)?);
                ids.extend(imports(c, *id)?);
            }
            ids.sort_unstable_by(|a, b| b.cmp(a));
            ids.dedup();
            let mut s = c.prepare_cached(&format!("{COLUMNS} WHERE c.id = ?1"))?;
            let all = ids.iter().map(|id| s.query_row([id], entry));
            let mut all: Vec<Entry> = all.collect::<rusqlite::Result<_>>()?;
            // whoever is moved on a list moves others out of the way, which is not about them
            let handle: Option<String> = c
                .prepare_cached("SELECT handle FROM creator WHERE id = ?1")?
                .query_row([creator], |r| r.get(0))
                .optional()?;
            all.retain(|e| {
                let deed = e.of.as_ref().unwrap_or(&e.deed);
                deed.kind != Kind::ListOrder || handle.as_ref() == Some(&deed.who)
            });
            Ok(all)
        })
    }

    /// The creators that a change was about, but for what an import brought; not those who made room on a list.
    pub fn touched_by(&self, change: i64) -> Result<Vec<u32>> {
        self.read(|c| {
            let mut s = c.prepare_cached(
                "SELECT DISTINCT ifnull(m.into_id, r.creator_id) FROM change_row r JOIN change h ON h.id = r.change_id \
                 LEFT JOIN change o ON o.id = h.undoes LEFT JOIN creator k ON k.id = r.creator_id \
                 LEFT JOIN merged m ON m.creator_id = r.creator_id WHERE r.change_id = ?1 AND r.creator_id > 0 \
                 AND (ifnull(o.kind, h.kind) <> 'list_order' OR k.handle = ifnull(o.summary, h.summary) ->> 'who')",
            )?;
            let ids = s.query_map([change], |r| r.get(0))?;
            Ok(ids.collect::<rusqlite::Result<_>>()?)
        })
    }
}

pub(super) const PEOPLE: &str = "SELECT DISTINCT change_id FROM change_row WHERE creator_id = ?1 AND creator_id > 0 \
     AND what <> 'observation' AND what <> 'creator'";

fn people(conn: &Connection, creator: u32) -> Result<Vec<i64>, Fault> {
    let mut s = conn.prepare_cached(PEOPLE)?;
    let rows = s.query_map([creator], |r| r.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Imports that made rows of it, and those that changed some: there are few imports, and their rows are found by key.
fn imports(conn: &Connection, creator: u32) -> Result<Vec<i64>, Fault> {
    let mut s = conn.prepare_cached(
        "SELECT h.id FROM change h WHERE h.kind IN ('import', 'undo_import') AND ( \
         h.import_id IN (SELECT created_by FROM observation WHERE creator_id = ?1 \
           UNION SELECT changed_by FROM observation WHERE creator_id = ?1 \
           UNION SELECT created_by FROM creator WHERE id = ?1 \
           UNION SELECT created_by FROM creator_tag WHERE creator_id = ?1 \
           UNION SELECT created_by FROM note WHERE creator_id = ?1) \
         OR EXISTS (SELECT 1 FROM change_row r WHERE r.change_id = h.id AND r.what = 'observation' AND r.creator_id = ?1) \
         OR EXISTS (SELECT 1 FROM change_row r WHERE r.change_id = h.id AND r.what = 'creator' AND r.creator_id = ?1))",
    )?;
    let rows = s.query_map([creator], |r| r.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
