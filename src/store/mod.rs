//! What is known: the pool file. The only room with SQL; nothing of it shows outside.
//!
//! - **Observations, never overwrites.** A file's row becomes an observation of a creator for a period and a source;
//!   what holds now is merged from them when read (`domain::creator`).
//! - **Every write is one change** in one `BEGIN IMMEDIATE` transaction, journalled with who and when. Rows that an
//!   import created carry its number, rows that it changed lie in the journal as they were: a whole import can be taken
//!   back exactly. An import that changes nothing leaves no trace.
//! - **What was acknowledged survives a power loss**: write-ahead log with `synchronous = FULL`, one flush a
//!   transaction.
//! - **Columns of the creators lie beside them**, as the pool in memory has them, and hold as long as nobody changes the
//!   creators they were made of: a start reads these. Nothing is lost with them.
//! - SQLite is the store, not the query engine: filters, counts and sorts are the pool's; here rows are found by their
//!   keys. No id is ever used again, so that an id kept by a session on screen never names somebody else.

mod backup;
mod carry;
mod change;
mod collab;
mod detail;
mod edit;
mod entity;
mod error;
mod facts;
mod front;
mod history;
mod identity;
mod import;
mod journal;
mod list;
mod meeting;
mod merge;
mod native;
mod newcomers;
mod note;
mod observe;
mod orders;
mod packed;
mod place;
mod plan;
mod read;
mod rescue;
mod resolve;
mod returns;
mod review;
mod row;
mod same;
mod saved;
mod schema;
mod since;
mod stream;
mod stretch;
mod tag;
mod takeback;
mod taking;
mod undo;
mod work;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
#[cfg(target_os = "linux")]
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension};

pub use backup::{BackupFile, Why, backups_of, check_backup, folder_of};
pub use carry::{Carried, MARK};
pub use change::Outcome;
pub use edit::FieldEdit;
use error::Fault;
pub use error::{Result, StoreError};
pub use facts::{FileFacts, ImportRecord};
pub use history::Wanted;
pub use import::{Effect, ImportCounts, ImportMeta, Importing};
pub use newcomers::Newcomers;
pub use orders::{Amounts, Compared};
pub use place::may;
pub use plan::NewPlan;
pub use rescue::{Rescued, SavedTable, rescue};
pub use returns::{Asked, Freshness, ReturnsSince, Styled};
pub use review::{CampaignDays, campaign_before};
pub use since::Since;
pub use stream::View;
pub use stretch::{Part, Stretch, StretchColumns, StretchLabels, ids_of, stretch_of};
pub use takeback::{NextUndo, TakenBack};
pub use taking::Taken;
pub use undo::UndoReport;
pub use work::WorkSince;

/// How long a connection waits for another one's write, unless somebody wishes otherwise: as long as an import of
/// several hundred thousand creators takes.
const BUSY: Duration = Duration::from_secs(60);

/// Between two tries, at the most. Each waits another time within it, or those who came first would be the last:
/// SQLite's own waiting grows longer with every try.
const TRY: u32 = 16_000;

/// Waits for another connection's write. `tries`: how often it has waited before.
fn wait(tries: i32) -> bool {
    let nanos = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |t| t.subsec_nanos());
    let micros = 500 + (nanos ^ nanos >> 7) % TRY;
    std::thread::sleep(Duration::from_micros(micros.into()));
    // half of the longest pause on average
    u128::from(tries.unsigned_abs()) * u128::from(TRY / 2) < BUSY.as_micros()
}

/// After this long a new file is tried again that somebody else is making.
const AGAIN: Duration = Duration::from_millis(5);

/// Page caches, KiB. An import into a pool that has creators touches the handle index all over; in a cache that holds
/// that of a million nothing is written twice. Memory is taken as pages are used and given back after an import.
const WRITER_CACHE: i64 = 96 * 1024;
const READER_CACHE: i64 = 1024;

/// The largest file that is read ahead.
#[cfg(target_os = "linux")]
const WARM: u64 = 1 << 30;

/// Bytes of a page of a new pool file. Imports and loading touch pages in order, and take a fifth less time than with
/// SQLite's usual 4,096.
const PAGE: i64 = 16_384;

/// Length of the write-ahead log, in pages, from which on a commit moves it into the pool file: 4 MB.
const LOG_PAGES: i64 = 250;

/// Stops the statement that a connection is at, see [`Store::interrupter`]: it fails, and what it belongs to is taken
/// back. What has been acknowledged stays.
pub struct Interrupter(rusqlite::InterruptHandle);

impl Interrupter {
    /// See the type. Does nothing where nothing is being done.
    pub fn stop(&self) {
        self.0.interrupt();
    }
}

/// A state of a pool file. Equal states hold the same creators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolState {
    /// Tells the pool from every other one, whatever its file is called.
    pub pool: String,
    /// Number of the last change, and when it was made (milliseconds since 1970): a pool brought back from a copy may
    /// count up to the same number again.
    pub position: (i64, i64),
}

/// One connection to a pool file. Threads open their own.
pub struct Store {
    conn: Connection,
    path: PathBuf,
    member: i64,
}

/// Pool files that were warmed, by device and inode. They stay open as long as the program runs: closing one would drop
/// the locks that SQLite has on it, see [`place::prepare`].
#[cfg(target_os = "linux")]
static WARMED: Mutex<Vec<((u64, u64), std::fs::File)>> = Mutex::new(Vec::new());

impl Store {
    /// Opens the pool at `path` for reading and writing in the name of `member`; makes folders and file where there are
    /// none, and brings an older file to the newest schema.
    pub fn open(path: &Path, member: &str) -> Result<Store> {
        let mut store = Store::open_as_guest(path, member)?;
        if store.member == 0 {
            store.member = store.member_id(member)?;
        }
        Ok(store)
    }

    /// The same for whoever only looks: somebody whom the team does not know does not join it by that.
    pub fn open_as_guest(path: &Path, member: &str) -> Result<Store> {
        let path = place::prepare(path)?;
        let open = || -> rusqlite::Result<Connection> {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let mut conn = Connection::open_with_flags(&path, flags)?;
            conn.busy_handler(Some(wait))?;
            Ok(conn)
        };
        let conn = open().map_err(|e| StoreError::sql(&path, e))?;
        // before the first write: a foreign file must stay as it is
        let found = schema::check(&conn, &path)?;
        // a new file may be made by somebody else this very moment, and SQLite does not wait for that by itself
        let patience = Instant::now() + BUSY;
        let busy = |e: &rusqlite::Error| {
            matches!(
                e.sqlite_error_code(),
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
            )
        };
        loop {
            // only a file without any table takes another size of pages
            let done = conn
                .pragma_update(None, "page_size", PAGE)
                .and_then(|()| configure(&conn, WRITER_CACHE));
            match done {
                Err(e) if busy(&e) && Instant::now() < patience => std::thread::sleep(AGAIN),
                done => break done.map_err(|e| StoreError::sql(&path, e))?,
            }
        }
        if (1..schema::KNOWN).contains(&found) {
            backup::before_upgrade(&conn, &path)?;
        }
        schema::migrate(&conn, &path)?;
        let mut store = Store {
            conn,
            path,
            member: 0,
        };
        let known = store.read(|c| known_member(c, member))?;
        store.member = known.map_or(0, |(id, _)| id);
        Ok(store)
    }

    /// Opens an existing pool for reading only, for a thread that never writes. The file must have been opened with
    /// [`Store::open`] by this program before, which brings its schema up to date.
    pub fn open_reader(path: &Path) -> Result<Store> {
        let path = place::existing(path)?;
        let open = || -> rusqlite::Result<Connection> {
            // not READ_ONLY: the last reader of a write-ahead log may have to tidy it up
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let mut conn = Connection::open_with_flags(&path, flags)?;
            conn.busy_handler(Some(wait))?;
            Ok(conn)
        };
        let conn = open().map_err(|e| StoreError::sql(&path, e))?;
        if schema::check(&conn, &path)? == 0 {
            return Err(StoreError::NotAPool(path));
        }
        configure(&conn, READER_CACHE)
            .and_then(|()| conn.pragma_update(None, "query_only", true))
            .map_err(|e| StoreError::sql(&path, e))?;
        Ok(Store {
            conn,
            path,
            member: 0,
        })
    }

    /// A way to stop what the connection is doing, from another thread.
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(self.conn.get_interrupt_handle())
    }

    /// The pool file, with links resolved.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Position in the journal: the last change. Rises with every write by anyone.
    pub fn position(&self) -> Result<i64> {
        self.read(read::position)
    }

    /// Which pool this is, and in what state: see [`PoolState`].
    pub fn state(&self) -> Result<PoolState> {
        self.read(read::state)
    }

    /// A number that changes when *another* connection has written; cheaper than [`Store::position`] to ask often.
    pub fn data_version(&self) -> Result<i64> {
        self.read(|c| Ok(c.query_row("PRAGMA data_version", [], |r| r.get(0))?))
    }

    /// Moves the write-ahead log into the pool file and gives back the memory of an import. Worth calling after one,
    /// when nobody waits; the next small write does the moving otherwise. Readers and writers may be at work.
    pub fn tidy(&self) -> Result<()> {
        self.read(|c| {
            c.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
            c.execute_batch("PRAGMA shrink_memory")?;
            Ok(())
        })
    }

    /// From now on commits leave the log as it is: whoever calls this calls [`Store::tidy`] when nobody waits.
    pub fn tidy_later(&self) -> Result<()> {
        self.read(|c| Ok(c.pragma_update(None, "wal_autocheckpoint", 0)?))
    }

    /// Lets the system read the file ahead while nobody waits: rows on screen lie all over it, and each that has to come
    /// from the disk by itself takes as long as a hundred that are in memory. The system forgets them when it needs the
    /// room; very large files are left alone.
    pub fn warm(&self) {
        #[cfg(target_os = "linux")]
        {
            use std::os::unix::fs::MetadataExt as _;
            let Ok(found) = std::fs::metadata(&self.path) else {
                return;
            };
            if found.len() > WARM {
                return;
            }
            let mut all = WARMED.lock().unwrap_or_else(PoisonError::into_inner);
            let same = |(key, _): &&(_, std::fs::File)| *key == (found.dev(), found.ino());
            if all.iter().find(same).is_none()
                && let Ok(file) = std::fs::File::open(&self.path)
            {
                all.push(((found.dev(), found.ino()), file));
            }
            if let Some((_, file)) = all.iter().find(same) {
                // an advice, no more
                let _ = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::WillNeed);
            }
        }
    }

    fn member_id(&self, name: &str) -> Result<i64> {
        self.read(|c| {
            if let Some((id, _)) = known_member(c, name)? {
                return Ok(id);
            }
            c.execute(
                "INSERT INTO member (name) VALUES (?1) ON CONFLICT DO NOTHING",
                [name],
            )?;
            let made = known_member(c, name)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
            Ok(made.0)
        })
    }

    /// Runs statements, and puts the file's name into the error.
    fn read<'s, T>(&'s self, run: impl FnOnce(&'s Connection) -> Result<T, Fault>) -> Result<T> {
        run(&self.conn).map_err(|e| e.at(&self.path))
    }

    /// One transaction. It takes the write lock at once, so that it cannot fail half-way for another's write.
    fn write<T>(
        &mut self,
        run: impl FnOnce(&Connection, i64) -> Result<Done<T>, Fault>,
    ) -> Result<T> {
        let member = self.member;
        let conn = &self.conn;
        let attempt = || -> Result<T, Fault> {
            conn.execute_batch("BEGIN IMMEDIATE")?;
            match run(conn, member)? {
                Done::Changed(value) => {
                    conn.execute_batch("COMMIT")?;
                    Ok(value)
                }
                Done::Nothing(value) => {
                    conn.execute_batch("ROLLBACK")?;
                    Ok(value)
                }
            }
        };
        attempt().map_err(|e| {
            // fails where there is nothing to roll back, which is what is wanted
            let _ = conn.execute_batch("ROLLBACK");
            e.at(&self.path)
        })
    }
}

/// How a write ended: one that found nothing to do leaves no trace in the journal.
enum Done<T> {
    Changed(T),
    Nothing(T),
}

/// Number and name of the member of this name; a login serves as well.
fn known_member(
    conn: &Connection,
    name: &str,
) -> std::result::Result<Option<(i64, String)>, Fault> {
    let mut s = conn.prepare_cached(
        "SELECT id, name FROM member WHERE name = ?1 OR login = ?1 ORDER BY name <> ?1 LIMIT 1",
    )?;
    Ok(s.query_row([name], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?)
}

fn configure(conn: &Connection, cache_kib: i64) -> rusqlite::Result<()> {
    conn.pragma_update(None, "journal_mode", "wal")?;
    conn.pragma_update(None, "synchronous", "full")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "cache_size", -cache_kib)?;
    conn.pragma_update(None, "temp_store", "memory")?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(())
}
