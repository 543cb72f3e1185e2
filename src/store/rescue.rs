//! Saving out of a damaged pool what can be read.
//!
//! The damaged file is left as it is: a copy is read. Every table is read by its key; where a page cannot be read, the
//! reading goes on behind it, and the first readable row behind it is found by halving. Rows that stand without what
//! they belong to are kept where something can stand in for it: a creator whose name is lost keeps its numbers, tags and
//! notes as `lost:<number>`.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};

use super::carry::{self, Beside, columns, listed, new_pool, tables};
use super::error::{Fault, Result, StoreError};
use super::packed::{Fields, restore_names};
use super::{orders, place, read, schema};

/// What was saved of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SavedTable {
    /// Its name.
    pub table: String,
    /// Rows that were read.
    pub rows: u64,
    /// Keys between which nothing could be read; of tables whose keys are no numbers a 0 for each place.
    pub gaps: Vec<RangeInclusive<i64>>,
    /// Rows that were read and make no sense.
    pub broken: u64,
}

/// What a rescue came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rescued {
    /// Table by table.
    pub tables: Vec<SavedTable>,
    /// Creators whose rows are lost, but whose handles stand in an index as well.
    pub from_index: u64,
    /// Creators whose names are lost, kept as `lost:<number>`.
    pub nameless: u64,
    /// Rows that belonged to something that is lost, and went.
    pub orphans: u64,
}

impl Rescued {
    /// Of a table.
    pub fn of(&self, table: &str) -> SavedTable {
        let found = self.tables.iter().find(|t| t.table == table);
        found.cloned().unwrap_or_default()
    }

    /// Whether everything was there.
    pub fn is_whole(&self) -> bool {
        let whole = |t: &SavedTable| t.gaps.is_empty() && t.broken == 0;
        self.tables.iter().all(whole) && self.nameless == 0 && self.orphans == 0
    }
}

/// Reads a damaged pool into a new file, which must not be there.
///
/// # Errors
/// [`StoreError::Damaged`] where the file does not even say what tables it has; [`StoreError::Exists`].
pub fn rescue(from: &Path, to: &Path) -> Result<Rescued> {
    if to.exists() {
        return Err(StoreError::Exists(to.to_owned()));
    }
    let from = place::existing(from)?;
    let name = |end: &str| -> PathBuf {
        let mut name = to.as_os_str().to_owned();
        name.push(format!(".rescue-{}{end}", std::process::id()));
        name.into()
    };
    let damaged = Beside(name("-old"));
    copy_file(&from, &damaged.0)?;
    let mut log = from.clone().into_os_string();
    log.push("-wal");
    let log = PathBuf::from(log);
    if log.exists() {
        let mut beside = damaged.0.clone().into_os_string();
        beside.push("-wal");
        copy_file(&log, Path::new(&beside))?;
    }
    let open = || -> rusqlite::Result<Connection> {
        let old = Connection::open(&damaged.0)?;
        // else a file that is shorter than it says is not read at all
        old.pragma_update(None, "writable_schema", true)?;
        Ok(old)
    };
    let old = open().map_err(|e| StoreError::sql(&from, e))?;
    let found = schema::check(&old, &from)?;
    if found == 0 {
        return Err(StoreError::NotAPool(from));
    }
    let made = Beside(name(""));
    let new = new_pool(&made.0, found)?;
    let run = || -> Result<Rescued, Fault> {
        new.execute_batch("BEGIN")?;
        let mut rescued = Rescued::default();
        for table in tables(&new)? {
            rescued.tables.push(save(&old, &new, &table)?);
        }
        // the sums of order lines are made anew
        new.execute("DELETE FROM meta WHERE key = 'reckoned'", [])?;
        rescued.from_index = handles_of_index(&old, &new)?;
        rescued.nameless = stand_in(&new)?;
        rescued.orphans = drop_orphans(&new)?;
        new.execute_batch("COMMIT")?;
        Ok(rescued)
    };
    let rescued = run().map_err(|e| e.at(&from))?;
    schema::migrate(&new, &made.0)?;
    new.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))
        .map_err(|e| StoreError::sql(to, e))?;
    drop(new);
    let sync = || -> std::io::Result<()> {
        std::fs::File::open(&made.0)?.sync_all()?;
        std::fs::rename(&made.0, to)
    };
    sync().map_err(|e| StoreError::io(to, &e))?;
    Ok(rescued)
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    std::fs::copy(from, to).map_err(|e| StoreError::io(to, &e))?;
    Ok(())
}

/// How the rows of a table are named.
enum Key {
    /// By a number: this column.
    Number(String),
    /// By something else: this column.
    Other(String),
}

fn key_of(conn: &Connection, table: &str) -> Result<Key, Fault> {
    let mut s = conn
        .prepare("SELECT name, type FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk LIMIT 1")?;
    let (name, kind): (String, String) = s.query_row([table], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(if kind == "INTEGER" {
        Key::Number(name)
    } else {
        Key::Other(name)
    })
}

/// What was read of a stretch of a table: the last key, whether it came to the end, how many rows.
struct Read {
    last: Option<i64>,
    whole: bool,
    rows: u64,
}

struct Saving<'c> {
    old: &'c Connection,
    new: &'c Connection,
    select: String,
    insert: String,
    width: usize,
    /// Where the packed value is.
    packed: Option<usize>,
    /// How to read packed observations.
    fields: Fields,
    saved: SavedTable,
}

fn save(old: &Connection, new: &Connection, table: &str) -> Result<SavedTable, Fault> {
    let theirs = columns(old, table).unwrap_or_default();
    let mut all = columns(new, table)?;
    all.retain(|c| theirs.contains(c));
    let key = key_of(new, table)?;
    let key_name = match &key {
        Key::Number(name) | Key::Other(name) => name.clone(),
    };
    let marks = vec!["?"; all.len()].join(", ");
    let packed = all.iter().position(|c| c == "packed");
    // the fields were saved before, and what stands of them in `meta`
    if packed.is_some() {
        restore_names(new)?;
    }
    let mut saving = Saving {
        old,
        new,
        select: format!("SELECT \"{key_name}\", {} FROM {table}", listed(&all)),
        insert: format!(
            "INSERT OR IGNORE INTO {table} ({}) VALUES ({marks})",
            listed(&all)
        ),
        width: all.len(),
        packed,
        fields: Fields::load(new)?,
        saved: SavedTable {
            table: table.to_owned(),
            ..SavedTable::default()
        },
    };
    if all.is_empty() {
        saving.saved.gaps.push(0..=0);
        return Ok(saving.saved);
    }
    match key {
        Key::Number(name) => saving.by_number(&name)?,
        Key::Other(name) => {
            let ends = [
                format!("ORDER BY \"{name}\""),
                format!("ORDER BY \"{name}\" DESC"),
            ];
            if !saving.read(&ends[0], &[], true)?.whole {
                saving.saved.gaps.push(0..=0);
                saving.read(&ends[1], &[], true)?;
            }
        }
    }
    Ok(saving.saved)
}

impl Saving<'_> {
    /// Reads as far as can be read; `keep`: and writes it down.
    fn read(&mut self, which: &str, values: &[i64], keep: bool) -> Result<Read, Fault> {
        let mut done = Read {
            last: None,
            whole: false,
            rows: 0,
        };
        let Ok(mut s) = self.old.prepare_cached(&format!("{} {which}", self.select)) else {
            return Ok(done);
        };
        let mut insert = self.new.prepare_cached(&self.insert)?;
        let Ok(mut rows) = s.query(params_from_iter(values)) else {
            return Ok(done);
        };
        loop {
            match rows.next() {
                Ok(None) => {
                    done.whole = true;
                    return Ok(done);
                }
                Err(_) => return Ok(done),
                Ok(Some(r)) => {
                    done.rows += 1;
                    done.last = r.get(0).ok().or(done.last);
                    if !keep {
                        return Ok(done);
                    }
                    let values: rusqlite::Result<Vec<Sql>> =
                        (1..=self.width).map(|i| r.get(i)).collect();
                    let readable = |values: &[Sql]| match self.packed {
                        Some(at) => match values.get(at) {
                            Some(Sql::Blob(bytes)) if self.saved.table == "order_block" => {
                                orders::is_readable(bytes)
                            }
                            Some(Sql::Blob(bytes)) => self.fields.observation(bytes).is_ok(),
                            _ => false,
                        },
                        None => true,
                    };
                    match values {
                        Ok(values) if readable(&values) => {
                            // what breaks a rule of the table cannot be what daren wrote
                            match insert.execute(params_from_iter(&values)) {
                                Ok(n) => self.saved.rows += n as u64,
                                Err(_) => self.saved.broken += 1,
                            }
                        }
                        _ => self.saved.broken += 1,
                    }
                }
            }
        }
    }

    fn by_number(&mut self, key: &str) -> Result<(), Fault> {
        let onward = format!("WHERE \"{key}\" >= ?1 ORDER BY \"{key}\"");
        let mut from = 0;
        loop {
            let done = self.read(&onward, &[from], true)?;
            if done.whole {
                return Ok(());
            }
            let stuck = done.last.map_or(from, |last| last.saturating_add(1));
            // rows with the same first key may follow the damage as well: they are tried by the next look
            match self.behind(&onward, stuck)? {
                Some(next) => {
                    self.saved.gaps.push(stuck..=next.saturating_sub(1));
                    from = next;
                }
                None => {
                    self.saved.gaps.push(stuck..=i64::MAX);
                    return Ok(());
                }
            }
        }
    }

    /// The first key from which on something can be read again.
    fn behind(&mut self, onward: &str, stuck: i64) -> Result<Option<i64>, Fault> {
        let mut readable = |at: i64| -> Result<bool, Fault> {
            let done = self.read(onward, &[at], false)?;
            Ok(done.rows > 0)
        };
        let (mut bad, mut step) = (stuck, 1);
        let mut good = loop {
            let at = stuck.saturating_add(step);
            if at > i64::from(u32::MAX) * 4 {
                return Ok(None);
            }
            if readable(at)? {
                break at;
            }
            bad = at;
            step = step.saturating_mul(2);
        };
        while good - bad > 1 {
            let middle = bad + (good - bad) / 2;
            if readable(middle)? {
                good = middle;
            } else {
                bad = middle;
            }
        }
        Ok(Some(good))
    }
}

/// Handles stand in an index as well, in small letters: creators whose rows are lost have theirs from there.
fn handles_of_index(old: &Connection, new: &Connection) -> Result<u64, Fault> {
    let select = "SELECT handle_key, platform, id FROM creator INDEXED BY creator_handle WHERE handle_key >= ?1 \
                  ORDER BY handle_key, platform";
    let Ok(mut s) = old.prepare(select) else {
        return Ok(0);
    };
    let mut insert = new.prepare(
        "INSERT OR IGNORE INTO creator (id, platform, handle, handle_key, version) VALUES (?3, ?2, ?1, ?1, 0)",
    )?;
    let mut found = 0;
    let mut from = String::new();
    loop {
        let mut last = from.clone();
        let whole = {
            let mut read = || -> rusqlite::Result<()> {
                let mut rows = s.query([&from])?;
                while let Some(r) = rows.next()? {
                    let row: (String, i64, i64) = (r.get(0)?, r.get(1)?, r.get(2)?);
                    last.clone_from(&row.0);
                    found += insert.execute(row)?;
                }
                Ok(())
            };
            read().is_ok()
        };
        if whole {
            return Ok(found as u64);
        }
        let mut readable = |at: &str| {
            let row = s
                .query([at])
                .and_then(|mut rows| Ok(rows.next()?.is_some()));
            row.unwrap_or(false)
        };
        match texts_after(&last).find(|at| readable(at)) {
            Some(at) => from = at,
            None => return Ok(found as u64),
        }
    }
}

/// Texts behind one, each behind the one before, in ever larger steps: other last characters, then other ones before.
fn texts_after(last: &str) -> impl Iterator<Item = String> {
    let ends = last.char_indices().map(|(i, c)| (i, Some(c)));
    let mut ends: Vec<(usize, Option<char>)> = ends.collect();
    if ends.is_empty() {
        ends.push((0, None));
    }
    ends.into_iter().rev().flat_map(move |(i, c)| {
        let before = last.get(..i).unwrap_or_default();
        let first = c.map_or(u32::from(' '), |c| u32::from(c) + 1);
        // what handles are made of, then anything
        let plain = first..=u32::from('~');
        plain
            .chain([first.max(0x80), 0x3000, 0x1_0000])
            .filter(move |n| *n >= first)
            .filter_map(char::from_u32)
            .map(move |c| format!("{before}{c}"))
    })
}

/// Something stands in for members and creators whose rows are lost, so that what they did and what is known of them can
/// stay. Returns how many creators.
fn stand_in(conn: &Connection) -> Result<u64, Fault> {
    for column in ["change.by", "import.by", "note.by"] {
        let (table, column) = column.split_once('.').unwrap_or_default();
        conn.execute(
            &format!(
                "INSERT OR IGNORE INTO member (id, name) SELECT DISTINCT {column}, 'member ' || {column} FROM {table} \
                 WHERE {column} NOT IN (SELECT id FROM member)"
            ),
            [],
        )?;
    }
    let mut nameless = 0;
    let has = carry::tables(conn)?;
    let of_creators = ["observation", "creator_tag", "note", "list_member"];
    let work = super::entity::WORK.iter().filter(|e| e.is_of_creators());
    let all = of_creators.into_iter().chain(work.map(|e| e.name));
    // an older file has fewer of them
    for table in all.filter(|t| has.iter().any(|h| h == t)) {
        nameless += conn.execute(
            &format!(
                "INSERT OR IGNORE INTO creator (id, platform, handle, handle_key, version) \
                 SELECT DISTINCT creator_id, 0, 'lost:' || creator_id, 'lost:' || creator_id, 0 FROM {table} \
                 WHERE creator_id NOT IN (SELECT id FROM creator)"
            ),
            [],
        )?;
    }
    if has.iter().any(|t| t == "order_block") {
        nameless += orders::stand_in(conn)?;
    }
    // numbers that have been given away are not given away again
    conn.execute(
        "INSERT INTO meta (key, value) SELECT 'last_creator', max(id) FROM creator WHERE true \
         ON CONFLICT (key) DO UPDATE SET value = CAST(max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER)) AS TEXT)",
        [],
    )?;
    Ok(nameless as u64)
}

/// Takes away what belongs to something that is lost.
fn drop_orphans(conn: &Connection) -> Result<u64, Fault> {
    let mut gone = 0;
    // what goes may leave others alone
    for _ in 0..4 {
        let before = gone;
        for table in carry::tables(conn)? {
            let mut s = conn.prepare(
                "SELECT k.\"table\", k.\"from\", k.\"to\", c.\"notnull\" = 0 AND c.pk = 0 \
                 FROM pragma_foreign_key_list(?1) k JOIN pragma_table_info(?1) c ON c.name = k.\"from\"",
            )?;
            let keys: Vec<(String, String, String, bool)> = s
                .query_map([&table], |r| {
                    Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))
                })?
                .collect::<rusqlite::Result<_>>()?;
            for (parent, from, to, optional) in keys {
                let lost = format!(
                    "\"{from}\" IS NOT NULL AND \"{from}\" NOT IN (SELECT \"{to}\" FROM {parent})"
                );
                // a collaboration whose campaign is lost is still one
                let work = super::entity::WORK.iter().any(|e| e.name == table);
                if optional && work {
                    conn.execute(
                        &format!("UPDATE {table} SET \"{from}\" = NULL WHERE {lost}"),
                        [],
                    )?;
                } else {
                    let sql = format!("DELETE FROM {table} WHERE {lost}");
                    gone += conn.execute(&sql, [])? as u64;
                }
            }
        }
        if gone == before {
            break;
        }
    }
    debug_assert!(read::orphans(conn).is_ok_and(|o| o.is_empty()));
    Ok(gone)
}
