//! About the file itself: what was read in, how columns were mapped, whether the file is sound.

use std::path::PathBuf;

use jiff::Timestamp;
use rusqlite::OptionalExtension;

use super::error::{Result, StoreError};
use super::import::ImportCounts;
use super::{Store, journal, place, read, row, schema};
use crate::domain::creator::{Period, Source};

/// An import of the past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRecord {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Name of the member.
    pub by: String,
    /// Of the file, as the person named it.
    pub path: String,
    /// Of the file's bytes, hexadecimal.
    pub digest: String,
    /// Kind of file.
    pub kind: String,
    /// Which export.
    pub source: Source,
    /// The days the file covers.
    pub period: Period,
    /// What it did.
    pub counts: ImportCounts,
    /// When it was taken back.
    pub undone_at: Option<Timestamp>,
}

/// What `daren doctor` says of the pool file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFacts {
    /// With links resolved.
    pub path: PathBuf,
    /// Size of the file.
    pub bytes: u64,
    /// Size of the write-ahead log beside it.
    pub log_bytes: u64,
    /// Permission bits, on systems that have them.
    pub mode: Option<u32>,
    /// Kind of file system, where the system tells.
    pub file_system: Option<String>,
    /// `wal` unless something is wrong.
    pub journal_mode: String,
    /// Schema of the file and the newest one this program knows.
    pub schema: (i64, i64),
    /// Of SQLite.
    pub engine: String,
    /// How many creators, observations, imports and changes it holds.
    pub creators: u64,
    /// See `creators`.
    pub observations: u64,
    /// See `creators`.
    pub imports: u64,
    /// See `creators`.
    pub changes: u64,
}

impl Store {
    /// All imports, newest first, those taken back included.
    pub fn imports(&self) -> Result<Vec<ImportRecord>> {
        self.read(|c| {
            let mut s = c.prepare_cached(
                "SELECT i.id, i.at, m.name, i.path, i.digest, i.kind, i.source, i.period_start, i.period_end, i.created, \
                 i.updated, i.unchanged, i.skipped_duplicates, i.duplicate_conflicts, i.undone_at \
                 FROM import i JOIN member m ON m.id = i.by ORDER BY i.id DESC",
            )?;
            let mut rows = s.query([])?;
            let mut all = Vec::new();
            while let Some(r) = rows.next()? {
                let id = r.get(0)?;
                all.push(ImportRecord {
                    id,
                    at: journal::moment(r.get(1)?),
                    by: r.get(2)?,
                    path: r.get(3)?,
                    digest: r.get(4)?,
                    kind: r.get(5)?,
                    source: Source::from_code(r.get(6)?),
                    period: row::period(r, 7, 8)?,
                    counts: ImportCounts {
                        import: Some(id),
                        created: row::count(r, 9)?,
                        updated: row::count(r, 10)?,
                        unchanged: row::count(r, 11)?,
                        skipped_duplicates: row::count(r, 12)?,
                        duplicate_conflicts: row::count(r, 13)?,
                        ..ImportCounts::default()
                    },
                    undone_at: r.get::<_, Option<i64>>(14)?.map(journal::moment),
                });
            }
            Ok(all)
        })
    }

    /// How the columns of a file with this header were mapped, in the words of the intake room.
    pub fn mapping(&self, fingerprint: &str) -> Result<Option<String>> {
        self.read(|c| {
            Ok(
                c.prepare_cached("SELECT mapping FROM mapping WHERE fingerprint = ?1")?
                    .query_row([fingerprint], |r| r.get(0))
                    .optional()?,
            )
        })
    }

    /// Remembers a mapping. A convenience rather than data about creators, so the journal does not list it.
    pub fn set_mapping(&mut self, fingerprint: &str, mapping: &str, at: Timestamp) -> Result<()> {
        self.read(|c| {
            c.execute(
                "INSERT INTO mapping (fingerprint, mapping, at) VALUES (?1, ?2, ?3) ON CONFLICT (fingerprint) \
                 DO UPDATE SET mapping = excluded.mapping, at = excluded.at WHERE mapping IS NOT excluded.mapping",
                (fingerprint, mapping, journal::millis(at)),
            )?;
            Ok(())
        })
    }

    /// What is wrong with the file, in SQLite's words; nothing where it is sound. Reads all of it.
    pub fn integrity(&self) -> Result<Vec<String>> {
        let checked = self.read(|c| {
            let mut wrong = Vec::new();
            let mut s = c.prepare("PRAGMA integrity_check(20)")?;
            for line in s.query_map([], |r| r.get::<_, String>(0))? {
                wrong.push(line?);
            }
            wrong.retain(|line| line != "ok");
            let orphans = read::orphans(c)?;
            let room = 40 - wrong.len().min(40);
            wrong.extend(orphans.iter().take(room).map(|(t, p)| format!("{t} → {p}")));
            Ok(wrong)
        });
        match checked {
            // too damaged for the check itself
            Err(StoreError::Damaged { detail, .. }) => Ok(vec![detail]),
            other => other,
        }
    }

    /// Schema of the file.
    pub fn schema_version(&self) -> Result<i64> {
        self.read(|c| Ok(schema::version(c)?))
    }

    /// See [`FileFacts`].
    pub fn file_facts(&self) -> Result<FileFacts> {
        let size = |path: &std::path::Path| std::fs::metadata(path).map_or(0, |m| m.len());
        let mut log = self.path.clone().into_os_string();
        log.push("-wal");
        self.read(|c| {
            let count = |table: &str| -> rusqlite::Result<u64> {
                c.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| {
                    row::count(r, 0)
                })
            };
            Ok(FileFacts {
                path: self.path.clone(),
                bytes: size(&self.path),
                log_bytes: size(std::path::Path::new(&log)),
                mode: mode(&self.path),
                file_system: place::file_system(&self.path),
                journal_mode: c.query_row("PRAGMA journal_mode", [], |r| r.get(0))?,
                schema: (schema::version(c)?, schema::KNOWN),
                engine: rusqlite::version().to_owned(),
                creators: count("creator")?,
                observations: count("observation")?,
                imports: count("import")?,
                changes: count("change")?,
            })
        })
    }
}

#[cfg(unix)]
fn mode(path: &std::path::Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    Some(std::fs::metadata(path).ok()?.permissions().mode() & 0o777)
}

#[cfg(not(unix))]
fn mode(_: &std::path::Path) -> Option<u32> {
    None
}
