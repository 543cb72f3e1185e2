//! Reading a file in: one transaction, row by row, counted by creator.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use hashbrown::HashMap;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Statement, params};
use serde_json::json;

use super::entity::NOTE;
use super::error::{Fault, Result};
use super::front::Largest;
use super::identity::Identities;
use super::journal::{self, Change};
use super::newcomers::{Made, Newcomers};
use super::observe;
use super::packed::Fields;
use super::resolve::Whose;
use super::row::{self, Filled};
use super::same::Same;
use super::stretch::{self, Stretch, Touched};
use super::{Store, note, tag};
use crate::domain::creator::{Incoming, Observation, Period, Source};
use crate::domain::field::{Attr, Metric};

/// A file about to be read in.
#[derive(Debug, Clone)]
pub struct ImportMeta {
    /// As the person named it.
    pub path: PathBuf,
    /// Of the file's bytes, hexadecimal.
    pub digest: String,
    /// Kind of file, in the words of the intake room.
    pub kind: String,
    /// Which export.
    pub source: Source,
    /// The days the file covers; a row may say otherwise for itself.
    pub period: Period,
    /// Now.
    pub at: Timestamp,
}

/// What a row did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Its creator is new.
    Created,
    /// Something of a known creator is new or different.
    Updated,
    /// All of it was known.
    Unchanged,
    /// The file had a row for this creator and period before; this one only filled what that one lacks.
    Duplicate {
        /// The two disagree somewhere; the first one holds.
        conflict: bool,
    },
}

/// What a file did. A creator counts once, however many rows it has: the sum of the first three is how many creators
/// the file names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// Number of the import; none where nothing changed or it was only tried.
    pub import: Option<i64>,
    /// New creators.
    pub created: u64,
    /// Known creators of whom something is new.
    pub updated: u64,
    /// Known creators of whom everything was known.
    pub unchanged: u64,
    /// Those of them that the pool knows from a newer file, and so stay as they are.
    pub newer: u64,
    /// Rows for a creator and period that the file had before.
    pub skipped_duplicates: u64,
    /// Those of them that disagree with the row before.
    pub duplicate_conflicts: u64,
    /// How many creators the last file of this kind named.
    pub previous_creators: Option<u64>,
    /// Creators whom nobody knew, made because work is about them.
    pub strangers: u64,
    /// The first of their handles.
    pub stranger: Option<String>,
}

/// What has become of a creator so far in this import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    Unseen,
    Unchanged,
    Updated,
    Created,
}

/// What this file has said of a creator so far.
#[derive(Clone, Copy)]
struct Seen {
    fate: Fate,
    /// The first period; 0 before there is one.
    period: u32,
    filled: Filled,
}

const UNSEEN: Seen = Seen {
    fate: Fate::Unseen,
    period: 0,
    filled: Filled::NONE,
};

/// An import under way. Dropping it without [`Importing::finish`] leaves the pool as it was.
pub struct Importing<'s> {
    pub(super) conn: &'s Connection,
    pub(super) path: PathBuf,
    meta: ImportMeta,
    pub(super) import: i64,
    pub(super) change: Change,
    pub(super) identities: Identities,
    pub(super) last_creator: u32,
    pub(super) insert_creator: Statement<'s>,
    pub(super) select_observation: Statement<'s>,
    pub(super) insert_observation: Statement<'s>,
    pub(super) fields: Fields,
    /// Columns that rows of this file have filled so far.
    pub(super) filled: Filled,
    /// The row's observation, packed.
    pub(super) packed: Vec<u8>,
    insert_tag: Statement<'s>,
    periods: HashMap<Period, u32>,
    /// By the spelling in the file: number, and how it is spelled in the pool.
    tags: HashMap<String, (i64, Arc<str>)>,
    /// By creator id.
    seen: Vec<Seen>,
    /// Further periods of creators that have several in this file.
    more: HashMap<(u32, u32), Filled>,
    counts: ImportCounts,
    largest: Largest,
    next_note: i64,
    /// Who has gone into whom: what a file puts on the first goes to the second.
    pub(super) same: Same,
    /// Whose columns are no longer what they were, or will not be what they were made of in this import.
    pub(super) touched: Touched,
    /// Creators made since somebody has asked, where somebody wants to know.
    newcomers: Option<Newcomers>,
    /// Of rows of native files.
    pub(super) native: super::taking::Known,
    /// Of order lines.
    pub(super) orders: super::orders::Taker,
    /// Nobody before this import had a greater id.
    last_before: u32,
    /// Whether the pool had nobody before.
    first: bool,
    /// Indexes to be made again at the end.
    indexes: Vec<String>,
    open: bool,
}

impl Store {
    /// Begins an import. It holds the write lock until it ends.
    pub fn begin_import(&mut self, meta: ImportMeta) -> Result<Importing<'_>> {
        let store: &Store = self;
        // every row written here names creators and periods that this import has found or made itself; asking for each
        // whether they exist would cost a tenth of the time. Undoing and people's own changes are still checked.
        store.read(|c| Ok(c.pragma_update(None, "foreign_keys", false)?))?;
        store.read(|c| Ok(c.execute_batch("BEGIN IMMEDIATE")?))?;
        begin(&store.conn, &store.path, store.member, meta).map_err(|e| {
            let _ = store.conn.execute_batch("ROLLBACK");
            let _ = store.conn.pragma_update(None, "foreign_keys", true);
            e.at(&store.path)
        })
    }

    /// The period under which a file with this digest was read before, where that was not taken back: a file whose
    /// period is the day of its import keeps the day of the first one, and so changes nothing the second time.
    pub fn period_of_digest(&self, digest: &str) -> Result<Option<Period>> {
        self.read(|c| {
            let mut s = c.prepare_cached(
                "SELECT period_start, period_end FROM import WHERE digest = ?1 AND undone_at IS NULL ORDER BY id LIMIT 1",
            )?;
            let mut rows = s.query([digest])?;
            rows.next()?.map(|r| row::period(r, 0, 1)).transpose()
        })
    }
}

fn begin<'s>(
    conn: &'s Connection,
    path: &Path,
    member: i64,
    meta: ImportMeta,
) -> Result<Importing<'s>, Fault> {
    let previous: Option<i64> = conn
        .query_row(
            "SELECT created + updated + unchanged FROM import WHERE kind = ?1 AND undone_at IS NULL \
             ORDER BY id DESC LIMIT 1",
            [&meta.kind],
            |r| r.get(0),
        )
        .optional()?;
    conn.execute(
        "INSERT INTO import (at, by, path, digest, kind, source, period_start, period_end, created, updated, unchanged, \
         skipped_duplicates, duplicate_conflicts) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0, 0, 0, 0)",
        params![
            journal::millis(meta.at),
            member,
            meta.path.to_string_lossy(),
            meta.digest,
            meta.kind,
            meta.source as u8,
            meta.period.start.map(|d| d.to_string()),
            meta.period.end.to_string(),
        ],
    )?;
    let import = conn.last_insert_rowid();
    let change = journal::begin(conn, member, meta.at, "import", &json!({}), Some(import))?;
    let last: i64 = conn
        .query_row(
            "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'last_creator'",
            [],
            |r| r.get(0),
        )
        .optional()?
        .unwrap_or(0);
    let last_creator =
        u32::try_from(last).map_err(|_| Fault::Damaged(format!("last_creator {last}")))?;
    stretch::begin(conn, change.id)?;
    let mut periods = HashMap::new();
    {
        let mut s = conn.prepare("SELECT id, \"start\", \"end\" FROM period WHERE source = ?1")?;
        let mut rows = s.query([meta.source as u8])?;
        while let Some(r) = rows.next()? {
            periods.insert(row::period(r, 1, 2)?, r.get(0)?);
        }
    }
    let mut identities = Identities::new(last_creator.into());
    let mut indexes = Vec::new();
    if last_creator == 0 {
        // the first file of a pool: sorting all handles once at the end takes a third of the time of finding each its
        // place. Until then nobody asks the indexes, the maps of identities know everyone.
        identities.load(conn)?;
        indexes = set_aside(conn)?;
    }
    Ok(Importing {
        path: path.to_owned(),
        meta,
        import,
        change,
        identities,
        last_creator,
        insert_creator: conn.prepare(
            "INSERT INTO creator (id, platform, platform_id, handle, handle_key, created_by, version) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?,
        select_observation: conn.prepare(observe::SELECT)?,
        insert_observation: conn.prepare(observe::INSERT)?,
        next_note: NOTE.next(conn)?,
        fields: Fields::load(conn)?,
        filled: Filled::NONE,
        packed: Vec::new(),
        insert_tag: conn.prepare(
            "INSERT OR IGNORE INTO creator_tag (creator_id, tag_id, created_by) VALUES (?1, ?2, ?3)",
        )?,
        periods,
        tags: HashMap::new(),
        seen: vec![UNSEEN; last_creator as usize + 1],
        more: HashMap::new(),
        counts: ImportCounts {
            previous_creators: previous.and_then(|n| u64::try_from(n).ok()),
            ..ImportCounts::default()
        },
        largest: Largest::default(),
        touched: Touched::default(),
        same: Same::load(conn)?,
        newcomers: None,
        native: super::taking::Known::default(),
        orders: super::orders::Taker::default(),
        last_before: last_creator,
        first: last_creator == 0,
        indexes,
        open: true,
        conn,
    })
}

/// The tags of a row as the pool has them, in its order.
fn tags_of(known: &HashMap<String, (i64, Arc<str>)>, row: &Incoming) -> Vec<Arc<str>> {
    let mut all: Vec<_> = row.tags.iter().filter_map(|t| known.get(t)).collect();
    all.sort_unstable_by_key(|(id, _)| *id);
    all.dedup_by_key(|(id, _)| *id);
    all.into_iter().map(|(_, name)| Arc::clone(name)).collect()
}

/// Drops the indexes of `creator`. Returns the statements that make them again.
fn set_aside(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut s = conn.prepare(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'creator' AND sql IS NOT NULL",
    )?;
    for row in s.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))? {
        found.push(row?);
    }
    for (name, _) in &found {
        conn.execute_batch(&format!("DROP INDEX \"{name}\""))?;
    }
    Ok(found.into_iter().map(|(_, sql)| sql).collect())
}

impl Importing<'_> {
    /// Takes in one row. After an error the import can only be dropped.
    pub fn add(&mut self, row: &Incoming) -> Result<Effect> {
        self.take(row).map_err(|e| e.at(&self.path))
    }

    fn take(&mut self, row: &Incoming) -> Result<Effect, Fault> {
        let whose = self.resolve(&row.identity)?;
        let period = self.period(row.period.unwrap_or(self.meta.period))?;
        let earlier = self.filled_before(whose.id, period);
        let (new, conflict) = self.observe(&whose, period, &row.observation, earlier)?;
        let followers = row.observation.metrics.get(Metric::Followers);
        self.largest.meet(whose.id, followers);
        let mut changed = whose.changed | new;
        for tag in row.tags.iter().filter(|t| !t.trim().is_empty()) {
            changed |= self.tag(self.same.stays(whose.id), tag)?;
        }
        let note = row.note.as_deref().map(str::trim).filter(|b| !b.is_empty());
        if let Some(body) = note {
            changed |= self.note(self.same.stays(whose.id), body)?;
        }
        if !whose.created {
            if changed {
                self.touched.add(whose.id);
            }
        } else if let Some(newcomers) = &mut self.newcomers {
            newcomers.add(Made {
                id: whose.id,
                platform: row.identity.platform,
                handle: &row.identity.handle,
                source: self.meta.source,
                period: row.period.unwrap_or(self.meta.period),
                packed: &self.packed,
                tags: tags_of(&self.tags, row),
                note,
            });
        }
        self.settle(
            whose.id,
            match (whose.created, changed) {
                (true, _) => Fate::Created,
                (false, true) => Fate::Updated,
                (false, false) => Fate::Unchanged,
            },
        );
        Ok(match (earlier, whose.created, changed) {
            (Some(_), ..) => {
                self.counts.skipped_duplicates += 1;
                self.counts.duplicate_conflicts += u64::from(conflict);
                Effect::Duplicate { conflict }
            }
            (None, true, _) => Effect::Created,
            (None, false, true) => Effect::Updated,
            (None, false, false) => Effect::Unchanged,
        })
    }

    /// The creators made since the last time this was asked; none the first time.
    pub fn newcomers(&mut self) -> Newcomers {
        let none = Newcomers::new(self.fields.clone());
        let mut so_far = self.newcomers.replace(none);
        if let Some(so_far) = &mut so_far {
            // fields that were met on the way
            so_far.fields = self.fields.clone();
        }
        so_far.unwrap_or_else(|| Newcomers::new(self.fields.clone()))
    }

    /// Keeps the columns of creators that this import has made, as each was with the row that made it: who got more
    /// later is seen to here.
    pub fn keep_stretch(&mut self, stretch: &Stretch) -> Result<()> {
        stretch::insert(self.conn, stretch).map_err(|e| e.at(&self.path))
    }

    /// What the counts are so far.
    pub fn counts(&self) -> &ImportCounts {
        &self.counts
    }

    pub(super) fn counts_mut(&mut self) -> &mut ImportCounts {
        &mut self.counts
    }

    /// Keeps everything. An import that changed nothing leaves no trace. [`Store::tidy`] afterwards, when nobody waits.
    pub fn finish(mut self) -> Result<ImportCounts> {
        self.close().map_err(|e| e.at(&self.path))
    }

    /// What [`Importing::finish`] would have said, without keeping anything.
    pub fn finish_dry(mut self) -> Result<ImportCounts> {
        self.write_orders().map_err(|e| e.at(&self.path))?;
        self.roll_back();
        Ok(std::mem::take(&mut self.counts))
    }

    fn close(&mut self) -> Result<ImportCounts, Fault> {
        self.write_orders()?;
        let n = self.counts.clone();
        if n.created + n.updated == 0 {
            self.roll_back();
            return Ok(n);
        }
        self.settle_native()?;
        let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        self.conn.execute(
            "UPDATE import SET created = ?2, updated = ?3, unchanged = ?4, skipped_duplicates = ?5, \
             duplicate_conflicts = ?6 WHERE id = ?1",
            [
                self.import,
                count(n.created),
                count(n.updated),
                count(n.unchanged),
                count(n.skipped_duplicates),
                count(n.duplicate_conflicts),
            ],
        )?;
        let mut summary = json!({
            "path": self.meta.path.to_string_lossy(),
            "created": n.created,
            "updated": n.updated,
        });
        if self.native.used {
            // it counts rows, not creators
            summary["to"] = "rows".into();
        }
        self.conn.execute(
            "UPDATE change SET summary = ?2 WHERE id = ?1",
            params![self.change.id, summary.to_string()],
        )?;
        self.conn.execute(
            "INSERT INTO meta (key, value) VALUES ('last_creator', ?1) \
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [self.last_creator.to_string()],
        )?;
        if n.created > 0 && self.last_before > 0 {
            // newcomers may stand behind creators that were there
            self.touched.add(self.last_before);
        }
        self.touched.void(self.conn, self.change.id)?;
        std::mem::take(&mut self.largest).note(self.conn, self.first)?;
        // sorting takes room as well; who is who is known well enough by now
        self.identities = Identities::new(0);
        self.seen = Vec::new();
        for index in &self.indexes {
            self.conn.execute_batch(index)?;
        }
        // the log is in the pool file's hands with the commit; moving it over is no part of what is waited for
        self.conn.execute_batch("PRAGMA wal_autocheckpoint = 0")?;
        self.conn.execute_batch("COMMIT")?;
        self.open = false;
        // what is done is done, whatever these say
        self.as_before();
        Ok(ImportCounts {
            import: Some(self.import),
            ..n
        })
    }

    fn roll_back(&mut self) {
        if std::mem::take(&mut self.open) {
            // fails where the database has rolled back by itself, or where whoever stops an import stops this as well
            for _ in 0..3 {
                let _ = self.conn.execute_batch("ROLLBACK");
                if self.conn.is_autocommit() {
                    break;
                }
            }
            self.as_before();
        }
    }

    /// The connection's settings outside of an import.
    fn as_before(&self) {
        let log = super::LOG_PAGES;
        let _ = self.conn.pragma_update(None, "wal_autocheckpoint", log);
        let _ = self.conn.pragma_update(None, "foreign_keys", true);
    }

    fn period(&mut self, period: Period) -> Result<u32, Fault> {
        if let Some(id) = self.periods.get(&period) {
            return Ok(*id);
        }
        self.conn.execute(
            "INSERT INTO period (source, \"start\", \"end\", created_by) VALUES (?1, ?2, ?3, ?4)",
            params![
                self.meta.source as u8,
                period.start.map(|d| d.to_string()),
                period.end.to_string(),
                self.import
            ],
        )?;
        let id = u32::try_from(self.conn.last_insert_rowid())
            .map_err(|_| Fault::Damaged("period".to_owned()))?;
        self.periods.insert(period, id);
        Ok(id)
    }

    /// Notes how the file calls somebody of whom it says nothing else.
    pub(super) fn call(&mut self, whose: &Whose, name: &str) -> Result<(), Fault> {
        let period = self.period(self.meta.period)?;
        let mut said = Observation::default();
        if let Some(slot) = said.attrs.get_mut(Attr::Name.index()) {
            *slot = Some(name.into());
        }
        self.observe(whose, period, &said, None)?;
        Ok(())
    }

    fn filled_before(&self, creator: u32, period: u32) -> Option<Filled> {
        let seen = self.seen.get(creator as usize)?;
        if seen.period == period {
            Some(seen.filled)
        } else {
            self.more.get(&(creator, period)).copied()
        }
    }

    pub(super) fn remember(&mut self, creator: u32, period: u32, filled: Filled) {
        let at = creator as usize;
        if self.seen.len() <= at {
            self.seen.resize(at + 1, UNSEEN);
        }
        if let Some(seen) = self.seen.get_mut(at) {
            if seen.period == 0 {
                seen.period = period;
            }
            let slot = if seen.period == period {
                &mut seen.filled
            } else {
                self.more.entry((creator, period)).or_default()
            };
            slot.join(filled);
        }
    }

    fn settle(&mut self, creator: u32, fate: Fate) {
        let Some(seen) = self.seen.get_mut(creator as usize) else {
            return;
        };
        if fate <= seen.fate {
            return;
        }
        let n = &mut self.counts;
        if seen.fate == Fate::Unchanged {
            n.unchanged -= 1;
        }
        match fate {
            Fate::Created => n.created += 1,
            Fate::Updated => n.updated += 1,
            Fate::Unchanged => n.unchanged += 1,
            Fate::Unseen => {}
        }
        seen.fate = fate;
    }

    fn tag(&mut self, creator: u32, name: &str) -> Result<bool, Fault> {
        let tag = match self.tags.get(name) {
            Some((id, _)) => *id,
            None => {
                let id = tag::tag_id(self.conn, name, self.import)?;
                let spelled = tag::tag_name(self.conn, id)?;
                self.tags.insert(name.to_owned(), (id, spelled.into()));
                id
            }
        };
        let s = &mut self.insert_tag;
        s.raw_bind_parameter(1, creator)?;
        s.raw_bind_parameter(2, tag)?;
        s.raw_bind_parameter(3, self.import)?;
        Ok(s.raw_execute()? > 0)
    }

    fn note(&mut self, creator: u32, body: &str) -> Result<bool, Fault> {
        if note::has_note(self.conn, creator, body)? {
            return Ok(false);
        }
        let id = self.next_note;
        self.next_note += 1;
        note::insert_note(self.conn, id, creator, body, self.change, self.import)?;
        Ok(true)
    }
}

impl Drop for Importing<'_> {
    fn drop(&mut self) {
        self.roll_back();
    }
}
