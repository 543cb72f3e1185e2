//! The tables, by numbered migrations. `PRAGMA user_version` counts those a file has seen.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::Value;

use super::error::{Fault, Result, StoreError};
use super::packed::Fields;
use super::{merge, row};
use crate::domain::creator::Observation;

/// What brings a file from one version to the next: statements, then what SQL alone cannot do.
type Step = (&'static str, fn(&Connection) -> Result<(), Fault>);

/// In order; one is never changed once released, a new one is added.
const MIGRATIONS: [Step; 9] = [
    (include_str!("migrations/001_pool.sql"), |_| Ok(())),
    (include_str!("migrations/002_packed.sql"), pack),
    (include_str!("migrations/003_stretch.sql"), |_| Ok(())),
    (include_str!("migrations/004_people.sql"), |_| Ok(())),
    (include_str!("migrations/005_safe.sql"), |_| Ok(())),
    (include_str!("migrations/006_work.sql"), |_| Ok(())),
    (include_str!("migrations/007_returns.sql"), |_| Ok(())),
    (include_str!("migrations/008_ledger.sql"), |_| Ok(())),
    (include_str!("migrations/009_review.sql"), |_| Ok(())),
];

/// "dare" in ASCII: tells a pool from other programs' databases.
const APPLICATION_ID: i64 = 0x6461_7265;

/// The newest schema this program can read.
pub(super) const KNOWN: i64 = MIGRATIONS.len() as i64;

pub(super) fn version(conn: &Connection) -> rusqlite::Result<i64> {
    conn.query_row("PRAGMA user_version", [], |r| r.get(0))
}

/// Refuses what is not a pool or comes from a newer program. Returns the version found, 0 for an empty file.
pub(super) fn check(conn: &Connection, path: &Path) -> Result<i64> {
    let read = || -> rusqlite::Result<(i64, i64, i64)> {
        Ok((
            version(conn)?,
            conn.query_row("PRAGMA application_id", [], |r| r.get(0))?,
            conn.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?,
        ))
    };
    // one view of the file: it may be made by somebody else this very moment
    let view = || {
        conn.execute_batch("SAVEPOINT view")?;
        let seen = read();
        conn.execute_batch("RELEASE view")?;
        seen
    };
    let (found, application, tables) = view().map_err(|e| StoreError::sql(path, e))?;
    if tables > 0 && application != APPLICATION_ID {
        return Err(StoreError::NotAPool(path.to_owned()));
    }
    if found > KNOWN {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known: KNOWN,
        });
    }
    Ok(found)
}

/// Makes the tables of an older schema, for what was written under it.
pub(super) fn make(conn: &Connection, path: &Path, version: i64) -> Result<()> {
    let steps = usize::try_from(version).unwrap_or(0);
    upgrade(conn, path, MIGRATIONS.get(..steps).unwrap_or(&MIGRATIONS))
}

/// Brings the file to the newest schema, each step in a transaction of its own.
pub(super) fn migrate(conn: &Connection, path: &Path) -> Result<()> {
    upgrade(conn, path, &MIGRATIONS)
}

fn upgrade(conn: &Connection, path: &Path, steps: &[Step]) -> Result<()> {
    check(conn, path)?;
    for (to, (sql, more)) in (1i64..).zip(steps) {
        if version(conn).map_err(|e| StoreError::sql(path, e))? >= to {
            continue;
        }
        let run = || -> Result<(), Fault> {
            conn.execute_batch("BEGIN IMMEDIATE")?;
            // someone else may have migrated while this one waited for the lock
            if version(conn)? < to {
                conn.execute_batch(sql)?;
                more(conn)?;
                conn.execute_batch(&format!(
                    "PRAGMA user_version = {to}; PRAGMA application_id = {APPLICATION_ID};"
                ))?;
            }
            conn.execute_batch("COMMIT")?;
            Ok(())
        };
        run().map_err(|e| {
            // nothing to roll back is no error worth a sentence
            let _ = conn.execute_batch("ROLLBACK");
            e.at(path)
        })?;
    }
    Ok(())
}

/// Packs the observations of the first schema, which had a column for each field.
fn pack(conn: &Connection) -> Result<(), Fault> {
    let mut fields = Fields::load(conn)?;
    {
        let mut old = conn.prepare("SELECT * FROM observation ORDER BY creator_id, period_id")?;
        let columns: Vec<(usize, usize)> = old
            .column_names()
            .enumerate()
            .filter_map(|(at, name)| Some((at, row::names().position(|n| n == name)?)))
            .collect();
        let mut new = conn.prepare(
            "INSERT INTO observation_packed (creator_id, period_id, created_by, changed_by, packed) \
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        let mut rows = old.raw_query();
        let mut packed = Vec::new();
        while let Some(r) = rows.next()? {
            let mut o = Observation::default();
            for (at, column) in &columns {
                let value = match r.get_ref(*at)? {
                    ValueRef::Integer(i) => Value::from(i),
                    ValueRef::Text(text) => Value::from(String::from_utf8_lossy(text)),
                    _ => continue,
                };
                if !row::set(&mut o, *column, &value) {
                    return Err(Fault::Damaged(format!("observation.{column}")));
                }
            }
            fields.add(conn, merge::filled(&o))?;
            packed.clear();
            fields.pack(&o, &mut packed);
            let keys: [Option<i64>; 4] = [
                r.get("creator_id")?,
                r.get("period_id")?,
                r.get("created_by")?,
                r.get("changed_by")?,
            ];
            new.execute((keys[0], keys[1], keys[2], keys[3], packed.as_slice()))?;
        }
    }
    conn.execute_batch(
        "DROP TABLE observation; ALTER TABLE observation_packed RENAME TO observation",
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field::{Attr, Metric};

    fn memory() -> Connection {
        Connection::open_in_memory().unwrap()
    }

    #[test]
    fn every_version_migrates_to_the_newest() {
        for from in 0..=MIGRATIONS.len() {
            let conn = memory();
            upgrade(&conn, Path::new("x"), &MIGRATIONS[..from]).unwrap();
            assert_eq!(version(&conn).unwrap(), from as i64);
            migrate(&conn, Path::new("x")).unwrap();
            assert_eq!(version(&conn).unwrap(), KNOWN);
            migrate(&conn, Path::new("x")).unwrap();
        }
    }

    #[test]
    fn a_step_that_fails_leaves_the_version_before_it() {
        let conn = memory();
        let steps: [Step; 2] = [
            MIGRATIONS[0],
            (
                "CREATE TABLE extra (id); CREATE TABLE tag (id);",
                |_| Ok(()),
            ),
        ];
        assert!(upgrade(&conn, Path::new("x"), &steps).is_err());
        assert_eq!(version(&conn).unwrap(), 1);
        let extra: i64 = conn
            .query_row(
                "SELECT count(*) FROM sqlite_schema WHERE name = 'extra'",
                [],
                |r| r.get(0),
            )
            .unwrap();
        assert_eq!(extra, 0);
    }

    #[test]
    fn a_newer_file_and_a_foreign_one_are_refused() {
        let conn = memory();
        migrate(&conn, Path::new("x")).unwrap();
        conn.execute_batch("PRAGMA user_version = 99").unwrap();
        assert!(matches!(
            migrate(&conn, Path::new("x")),
            Err(StoreError::Newer { found: 99, .. })
        ));
        let other = memory();
        other.execute_batch("CREATE TABLE bookmarks (id)").unwrap();
        assert!(matches!(
            migrate(&other, Path::new("x")),
            Err(StoreError::NotAPool(_))
        ));
    }

    #[test]
    fn observations_of_the_first_schema_are_packed_whole() {
        let conn = memory();
        upgrade(&conn, Path::new("x"), &MIGRATIONS[..1]).unwrap();
        conn.execute_batch(
            "INSERT INTO member (id, name) VALUES (1, 'anna');
             INSERT INTO period (id, source, \"end\") VALUES (1, 6, '2026-11-01'), (2, 6, '2026-11-02');
             INSERT INTO creator (id, platform, handle, handle_key, version) VALUES (1, 0, 'a', 'a', 1), (2, 0, 'b', 'b', 1);
             INSERT INTO observation (creator_id, period_id, created_by, changed_by, currency, followers, refunds, \"age45+\", name)
             VALUES (1, 1, 4, NULL, 'USD', 1200, -50, 0, '小美'), (1, 2, 5, 6, NULL, 7, NULL, NULL, NULL), (2, 1, 4, NULL, NULL, NULL, NULL, NULL, NULL);",
        )
        .unwrap();
        migrate(&conn, Path::new("x")).unwrap();
        let fields = Fields::load(&conn).unwrap();
        let all = |creator: u32, period: u32| {
            conn.query_row(
                "SELECT packed, created_by, changed_by FROM observation WHERE creator_id = ?1 AND period_id = ?2",
                [creator, period],
                |r| {
                    let o = fields.observation(r.get_ref(0)?.as_blob()?).unwrap();
                    Ok((o, r.get::<_, i64>(1)?, r.get::<_, Option<i64>>(2)?))
                },
            )
            .unwrap()
        };
        let (first, by, changed) = all(1, 1);
        assert_eq!((by, changed), (4, None));
        assert_eq!(first.currency.code(), "USD");
        assert_eq!(first.attr(Attr::Name), Some("小美"));
        let numbers: Vec<_> = first.metrics.present().collect();
        let at = Metric::index;
        assert_eq!(
            numbers,
            [
                (at(Metric::Followers), 1200),
                (at(Metric::Refunds), -50),
                (at(Metric::Age45), 0)
            ]
        );
        let (second, by, changed) = all(1, 2);
        assert_eq!((by, changed), (5, Some(6)));
        assert_eq!(second.metrics.get(Metric::Followers), Some(7));
        assert_eq!(all(2, 1).0, Observation::default());
        let pool: String = conn
            .query_row("SELECT value FROM meta WHERE key = 'pool'", [], |r| {
                r.get(0)
            })
            .unwrap();
        assert_eq!(pool.len(), 32);
    }
}
