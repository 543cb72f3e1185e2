//! Copies of a whole pool, and bringing one back.
//!
//! - A copy is one moment of the pool, made while people go on working, written beside and moved into place whole.
//! - Those that are made by themselves, before imports and before an older file is brought up to date, lie in a folder
//!   beside the pool; of those before imports only the newest stay.
//! - Bringing one back replaces what the pool holds, in one transaction, under the eyes of whoever has it open; what was
//!   there is kept as a copy first. Numbers that have been used are never used again, or a session that is open would
//!   take a new creator for one that is gone.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::backup::{Backup as Copying, StepResult};
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use serde_json::json;

use super::error::{Fault, Result, StoreError};
use super::stretch::Touched;
use super::{BUSY, Store, WRITER_CACHE, configure, entity, journal, place, read, schema};
use crate::domain::deed::Kind;

/// Why a copy was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Somebody wished it.
    Wished,
    /// A file was about to be read in.
    Import,
    /// A newer daren was about to change the file's schema.
    Upgrade,
    /// Another copy was about to be brought back.
    Restore,
}

impl Why {
    const ALL: [Why; 4] = [Why::Wished, Why::Import, Why::Upgrade, Why::Restore];

    /// As file names and JSON have it.
    pub const fn key(self) -> &'static str {
        match self {
            Why::Wished => "by-hand",
            Why::Import => "before-import",
            Why::Upgrade => "before-upgrade",
            Why::Restore => "before-restore",
        }
    }
}

/// A copy that lies in the folder beside the pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFile {
    /// The file.
    pub path: PathBuf,
    /// When it was made.
    pub at: Timestamp,
    /// Why.
    pub why: Why,
    /// Bytes.
    pub bytes: u64,
}

/// Of copies before an upgrade so many stay; there is one a year or so.
const UPGRADES: usize = 3;

/// All pages at once: in steps, whoever writes meanwhile would make it begin anew.
const STEP: i32 = -1;

/// How long one waits for somebody who is writing.
const AGAIN: Duration = Duration::from_millis(20);

/// The folder of the copies of a pool.
pub fn folder_of(pool: &Path) -> PathBuf {
    pool.with_extension("backups")
}

/// `2026-11-23T071203.512Z`: sorts by time, and every file system takes it.
fn stamp(at: Timestamp) -> String {
    let zoned = at.to_zoned(TimeZone::UTC);
    format!(
        "{}.{:03}Z",
        zoned.strftime("%Y-%m-%dT%H%M%S"),
        zoned.millisecond()
    )
}

fn read_stamp(text: &str) -> Option<Timestamp> {
    let (date, time) = text.split_once('T')?;
    let (hour, rest) = time.split_at_checked(2)?;
    let (minute, second) = rest.split_at_checked(2)?;
    format!("{date}T{hour}:{minute}:{second}").parse().ok()
}

/// The copies of a pool that lie in its folder, newest first.
pub fn backups_of(pool: &Path) -> Vec<BackupFile> {
    let listing = fs::read_dir(folder_of(pool))
        .into_iter()
        .flatten()
        .flatten();
    let one = |entry: fs::DirEntry| {
        let path = entry.path();
        let name = path.file_name()?.to_str()?.strip_suffix(".db")?.to_owned();
        let (at, why) = name.split_once('_')?;
        Some(BackupFile {
            at: read_stamp(at)?,
            why: Why::ALL.into_iter().find(|w| w.key() == why)?,
            bytes: entry.metadata().ok()?.len(),
            path,
        })
    };
    let mut all: Vec<BackupFile> = listing.filter_map(one).collect();
    all.sort_by_key(|b| std::cmp::Reverse(b.at));
    all
}

/// Copies all pages of one database over another, however long somebody else holds either.
fn copy(from: &Connection, to: &mut Connection) -> Result<(), Fault> {
    let until = Instant::now() + BUSY;
    let copying = Copying::new(from, to)?;
    loop {
        match copying.step(STEP)? {
            StepResult::Done => return Ok(()),
            _ if Instant::now() < until => std::thread::sleep(AGAIN),
            _ => {
                return Err(Fault::Sql(rusqlite::Error::SqliteFailure(
                    rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY),
                    None,
                )));
            }
        }
    }
}

/// Copies a database into a new file: beside it, forced to the disk, moved into place.
fn copy_to(from: &Connection, pool: &Path, to: &Path) -> Result<u64> {
    let beside = beside(to);
    let run = || -> Result<u64> {
        let io = |e: &std::io::Error| StoreError::io(to, e);
        {
            // who may read the pool may read its copies, nobody else
            let made = File::create_new(&beside).map_err(|e| io(&e))?;
            if let Ok(meta) = fs::metadata(pool) {
                // a file system without permissions keeps none
                let _ = made.set_permissions(meta.permissions());
            }
        }
        let copied = || -> Result<(), Fault> {
            let mut conn = Connection::open(&beside)?;
            // nobody else sees this file yet, and it is forced to the disk whole
            conn.execute_batch("PRAGMA synchronous = OFF")?;
            copy(from, &mut conn)?;
            // one file that can be carried away
            conn.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
            Ok(())
        };
        copied().map_err(|e| e.at(to))?;
        let file = File::open(&beside).map_err(|e| io(&e))?;
        file.sync_all().map_err(|e| io(&e))?;
        let bytes = file.metadata().map_err(|e| io(&e))?.len();
        fs::rename(&beside, to).map_err(|e| io(&e))?;
        Ok(bytes)
    };
    let done = run();
    if done.is_err() {
        let _ = fs::remove_file(&beside);
    }
    done
}

static NTH: AtomicU32 = AtomicU32::new(0);

fn beside(to: &Path) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    // threads of one program as well
    let nth = NTH.fetch_add(1, Ordering::Relaxed);
    name.push(format!(".new-{}-{nth}", std::process::id()));
    name.into()
}

/// Copies a database into the pool's folder, and takes away those that are too many.
pub(super) fn keep_copy(
    conn: &Connection,
    pool: &Path,
    why: Why,
    keep: usize,
    at: Timestamp,
) -> Result<PathBuf> {
    let folder = folder_of(pool);
    fs::create_dir_all(&folder).map_err(|e| StoreError::io(&folder, &e))?;
    refuse_full(&folder, fs::metadata(pool).map_or(0, |m| m.len()))?;
    // two within one thousandth of a second, a clock that was set back: the last one made is the newest
    let newest = backups_of(pool).into_iter().next();
    let at = newest.map_or(at, |b| at.max(b.at + Duration::from_millis(1)));
    let path = folder.join(format!("{}_{}.db", stamp(at), why.key()));
    copy_to(conn, pool, &path)?;
    let same = backups_of(pool).into_iter().filter(|b| b.why == why);
    for old in same.skip(keep.max(1)) {
        // one that cannot be taken away now goes the next time
        let _ = fs::remove_file(&old.path);
    }
    Ok(path)
}

/// A copy that makes itself must not take the last room that people need for their work.
#[cfg(unix)]
fn refuse_full(folder: &Path, bytes: u64) -> Result<()> {
    let free = rustix::fs::statvfs(folder).map(|s| s.f_bavail.saturating_mul(s.f_frsize));
    match free {
        Ok(free) if free < bytes.saturating_mul(2) => Err(StoreError::DiskFull(folder.to_owned())),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn refuse_full(_: &Path, _: u64) -> Result<()> {
    Ok(())
}

/// Before an older file is brought up to date. One without anything in it may be in the making this very moment.
pub(super) fn before_upgrade(conn: &Connection, pool: &Path) -> Result<()> {
    if read::position(conn).map_err(|e| e.at(pool))? == 0 {
        return Ok(());
    }
    keep_copy(conn, pool, Why::Upgrade, UPGRADES, Timestamp::now()).map(|_| ())
}

/// Opens a copy without changing a byte of it or beside it.
fn open_copy(path: &Path) -> Result<Connection> {
    let path = place::existing(path)?;
    let open = || -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Connection::open_with_flags(&path, flags)
    };
    let conn = open().map_err(|e| StoreError::sql(&path, e))?;
    if schema::check(&conn, &path)? == 0 {
        return Err(StoreError::NotAPool(path));
    }
    Ok(conn)
}

/// What is wrong with a copy; a sound one comes back as how many creators and changes it has.
pub fn check_backup(path: &Path) -> Result<(u64, u64)> {
    let conn = open_copy(path)?;
    let run = || -> Result<(u64, u64), Fault> {
        let wrong: String = conn.query_row("PRAGMA quick_check(1)", [], |r| r.get(0))?;
        if wrong != "ok" {
            return Err(Fault::Damaged(wrong));
        }
        let count = |table: &str| -> rusqlite::Result<u64> {
            let n: i64 =
                conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0))?;
            Ok(n.unsigned_abs())
        };
        Ok((count("creator")?, count("change")?))
    };
    run().map_err(|e| e.at(path))
}

/// Replaces everything in an open pool by what another file holds, and brings it to the newest schema.
pub(super) fn replace(conn: &mut Connection, path: &Path, from: &Path) -> Result<()> {
    let backup = open_copy(from)?;
    let pages = |c: &Connection| c.query_row("PRAGMA page_size", [], |r| r.get::<_, i64>(0));
    let run = |conn: &mut Connection| -> Result<(), Fault> {
        if pages(&backup)? != pages(conn)? {
            // a write-ahead log is of pages of one size
            conn.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        }
        copy(&backup, conn)?;
        Ok(configure(conn, WRITER_CACHE)?)
    };
    run(conn).map_err(|e| e.at(path))?;
    schema::migrate(conn, path)
}

impl Store {
    /// Copies the whole pool, as it is at one moment, into a new file; nobody has to stop for it. Returns its bytes.
    pub fn back_up(&self, to: &Path) -> Result<u64> {
        if to.exists() {
            return Err(StoreError::Exists(to.to_owned()));
        }
        if let Some(folder) = to.parent().filter(|f| !f.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|e| StoreError::io(folder, &e))?;
        }
        copy_to(&self.conn, &self.path, to)
    }

    /// Copies the pool into the folder beside it. Of copies for the same reason the newest `keep` stay, those that
    /// somebody wished all. An empty pool is not worth a copy, and before an import one that there is already does.
    pub fn keep_backup(&self, why: Why, keep: usize, at: Timestamp) -> Result<Option<PathBuf>> {
        if self.position()? == 0 {
            return Ok(None);
        }
        let now = self.state()?;
        let newest = backups_of(&self.path).into_iter().next();
        if let Some(newest) = newest.filter(|_| why == Why::Import)
            && open_copy(&newest.path).is_ok_and(|c| read::state(&c).is_ok_and(|s| s == now))
        {
            return Ok(None);
        }
        let keep = if why == Why::Wished { usize::MAX } else { keep };
        keep_copy(&self.conn, &self.path, why, keep, at).map(Some)
    }

    /// Replaces everything that the pool holds by a copy of it, which [`check_backup`] has found sound. Whoever has the
    /// pool open sees it within a second.
    pub fn bring_back(&mut self, from: &Path, at: Timestamp) -> Result<()> {
        let before = self.read(|c| used_numbers(c, self.member))?;
        replace(&mut self.conn, &self.path, from)?;
        // the copy may be older than the member
        self.member = self.member_id(&before.member)?;
        self.write(|conn, by| {
            let change = use_no_more(conn, &before)?;
            conn.execute(
                "INSERT INTO change (id, at, by, kind, summary) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    change,
                    journal::millis(at),
                    by,
                    Kind::Restore.key(),
                    json!({"path": from.display().to_string()}).to_string()
                ],
            )?;
            // columns that the copy holds are those of its creators
            Touched::default().void(conn, change)?;
            Ok(super::Done::Changed(()))
        })
    }
}

/// Numbers that have been given away, and who is at work.
struct Used {
    change: i64,
    last: Vec<(String, i64)>,
    member: String,
}

fn used_numbers(conn: &Connection, member: i64) -> Result<Used, Fault> {
    let mut last = Vec::new();
    let creators: Option<String> = conn
        .query_row(
            "SELECT value FROM meta WHERE key = 'last_creator'",
            [],
            |r| r.get(0),
        )
        .optional()?;
    let creators = creators.and_then(|n| n.parse().ok()).unwrap_or(0);
    last.push(("last_creator".to_owned(), creators));
    for e in entity::ALL.into_iter().filter(|e| e.is_numbered()) {
        last.push((format!("last_{}", e.name), e.next(conn)? - 1));
    }
    let name: Option<String> = conn
        .query_row("SELECT name FROM member WHERE id = ?1", [member], |r| {
            r.get(0)
        })
        .optional()?;
    Ok(Used {
        change: read::position(conn)?,
        last,
        member: name.unwrap_or_default(),
    })
}

/// Goes on counting where the pool was before. Returns the number of the next change.
fn use_no_more(conn: &Connection, before: &Used) -> Result<i64, Fault> {
    for (key, number) in &before.last {
        conn.execute(
            "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET \
             value = CAST(max(CAST(value AS INTEGER), CAST(?2 AS INTEGER)) AS TEXT)",
            params![key, number.to_string()],
        )?;
    }
    Ok(before.change.max(read::position(conn)?) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_read_back() {
        let at: Timestamp = "2026-11-23T07:12:03.045Z".parse().unwrap();
        assert_eq!(stamp(at), "2026-11-23T071203.045Z");
        assert_eq!(read_stamp(&stamp(at)), Some(at));
        for bad in ["", "2026-11-23", "2026-11-23T07", "2026-11-23Txxyyzz"] {
            assert_eq!(read_stamp(bad), None, "{bad}");
        }
    }
}
