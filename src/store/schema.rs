//! The tables, by numbered migrations. `PRAGMA user_version` counts those a file has seen.

use std::path::Path;

use rusqlite::Connection;

use super::error::{Fault, Result, StoreError};

/// In order; one is never changed once released, a new one is added.
const MIGRATIONS: [&str; 1] = [include_str!("migrations/001_pool.sql")];

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

/// Brings the file to the newest schema, each step in a transaction of its own.
pub(super) fn migrate(conn: &Connection, path: &Path) -> Result<()> {
    upgrade(conn, path, &MIGRATIONS)
}

fn upgrade(conn: &Connection, path: &Path, steps: &[&str]) -> Result<()> {
    check(conn, path)?;
    for (to, step) in (1i64..).zip(steps) {
        if version(conn).map_err(|e| StoreError::sql(path, e))? >= to {
            continue;
        }
        let run = || -> Result<(), Fault> {
            conn.execute_batch("BEGIN IMMEDIATE")?;
            // someone else may have migrated while this one waited for the lock
            if version(conn)? < to {
                conn.execute_batch(step)?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field::{Attr, Metric};
    use std::collections::BTreeSet;

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
        let steps = [
            MIGRATIONS[0],
            "CREATE TABLE extra (id); CREATE TABLE tag (id);",
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
    fn observation_has_one_column_per_field_of_the_table() {
        let conn = memory();
        migrate(&conn, Path::new("x")).unwrap();
        let mut columns = BTreeSet::new();
        let mut statement = conn
            .prepare("SELECT name, type FROM pragma_table_info('observation')")
            .unwrap();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            columns.insert((
                row.get::<_, String>(0).unwrap(),
                row.get::<_, String>(1).unwrap(),
            ));
        }
        let mut want: BTreeSet<(String, String)> = [
            ("creator_id", "INTEGER"),
            ("period_id", "INTEGER"),
            ("created_by", "INTEGER"),
            ("changed_by", "INTEGER"),
            ("currency", "TEXT"),
        ]
        .map(|(c, t)| (c.to_owned(), t.to_owned()))
        .into();
        want.extend(Metric::stored().map(|m| (m.key().to_owned(), "INTEGER".to_owned())));
        want.extend(
            Attr::ALL
                .iter()
                .map(|a| (a.key().to_owned(), "TEXT".to_owned())),
        );
        assert_eq!(columns, want);
    }
}
