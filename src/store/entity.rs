//! The tables that people's work is in, alike for the journal: a row is named by its creator (0 where it belongs to
//! none) and a number, and its image is its other columns as JSON. So one taking back serves all of them.
//!
//! An image is compared as text: a migration that gives one of these tables a column must give it to the images that
//! the journal has kept as well.

use rusqlite::{Connection, params};

use super::error::Fault;
use super::journal::Change;

mod kinds;

pub(super) use kinds::*;

/// See the module.
pub(super) struct Entity {
    /// Its table, and what the journal calls it.
    pub name: &'static str,
    /// The column of the creator.
    creator: Option<&'static str>,
    /// The column of the number.
    part: &'static str,
    /// What tells a row: the number alone, or creator and number.
    key: &'static [&'static str],
    /// Everything else that is worth keeping.
    columns: &'static [&'static str],
    /// Column of the change that last wrote a row.
    version: Option<&'static str>,
    /// Tables whose rows would be left without it, and by which column: it stays as long as there are any.
    pub used_by: &'static [(&'static str, &'static str)],
    /// Tables that a row needs to be there, and what names the row there.
    needs: &'static [(&'static str, &'static str)],
    /// Column of a name that no two rows share.
    unique: Option<&'static str>,
}

/// What became of the rows of a change when it was taken back.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Restored {
    /// They are what they were.
    pub rows: usize,
    /// Somebody has changed them since: they stay.
    pub conflicts: usize,
}

impl Entity {
    fn image(&self, of: &str) -> String {
        let columns = self.columns.iter().map(|c| format!("'{c}', {of}.{c}"));
        format!("json_object({})", columns.collect::<Vec<_>>().join(", "))
    }

    fn creator_of(&self, of: &str) -> String {
        self.creator.map_or("0".to_owned(), |c| format!("{of}.{c}"))
    }

    /// That a row of this table is the one a row of the journal speaks of.
    fn same(&self, row: &str, kept: &str) -> String {
        let equal = |column: &&str| {
            let side = if *column == self.part {
                "part"
            } else {
                "creator_id"
            };
            format!("{row}.{column} = {kept}.{side}")
        };
        let mut all: Vec<String> = self.key.iter().map(equal).collect();
        // with another creator it is not the one that was there
        if let Some(creator) = self.creator.filter(|c| !self.key.contains(c)) {
            all.push(format!("{row}.{creator} = {kept}.creator_id"));
        }
        all.join(" AND ")
    }

    /// That nobody has changed the row since it went to another creator.
    fn untouched_elsewhere(&self) -> String {
        match self.creator.filter(|c| !self.key.contains(c)) {
            Some(creator) => format!(
                " AND NOT EXISTS (SELECT 1 FROM {} t WHERE t.{} = r.part AND t.{creator} <> r.creator_id \
                 AND {} IS NOT r.before)",
                self.name,
                self.part,
                self.image("t")
            ),
            None => String::new(),
        }
    }

    /// That it is no row which came from another creator: as such a one it is counted.
    fn is_no_move(&self) -> &'static str {
        match self.creator.filter(|c| !self.key.contains(c)) {
            Some(_) => {
                " AND NOT EXISTS (SELECT 1 FROM change_row o WHERE o.change_id = r.change_id AND o.what = r.what \
                 AND o.part = r.part AND o.creator_id <> r.creator_id)"
            }
            None => "",
        }
    }

    /// Notes rows as they are, before the change does something to them. `which` is a condition on `t`.
    pub(super) fn keep(
        &self,
        conn: &Connection,
        change: Change,
        which: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<usize, Fault> {
        self.remember(conn)?;
        let sql = format!(
            "INSERT INTO change_row (change_id, what, creator_id, part, before) \
             SELECT {}, '{}', {}, t.{}, {} FROM {} t WHERE {which}",
            change.id,
            self.name,
            self.creator_of("t"),
            self.part,
            self.image("t"),
            self.name,
        );
        Ok(conn.prepare(&sql)?.execute(values)?)
    }

    /// Makes rows, and notes them. `select` tells creator, number and image of each.
    pub(super) fn make(
        &self,
        conn: &Connection,
        change: Change,
        select: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<usize, Fault> {
        let sql = format!(
            "INSERT INTO change_row (change_id, what, creator_id, part, after) \
             SELECT {}, '{}', n.* FROM ({select}) n",
            change.id, self.name,
        );
        let made = conn.prepare(&sql)?.execute(values)?;
        if made > 0 {
            self.write(conn, change)?;
        }
        Ok(made)
    }

    /// The column of the number.
    pub(super) fn part(&self) -> &'static str {
        self.part
    }

    /// What an image keeps, in its order.
    pub(super) fn columns(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().copied()
    }

    /// Whether its rows belong to creators.
    pub(super) fn is_of_creators(&self) -> bool {
        self.creator.is_some()
    }

    /// How many columns its table has, with those that the journal has beside the image.
    #[cfg(test)]
    pub(super) fn all_columns(&self) -> usize {
        let version = usize::from(self.version.is_some());
        self.columns.len() + 1 + usize::from(self.creator.is_some()) + version
    }

    /// Whether a number of its own names a row.
    pub(super) fn is_numbered(&self) -> bool {
        self.key == [self.part]
    }

    /// A number that no row of it has or had: rows that are gone may come back under theirs.
    pub(super) fn next(&self, conn: &Connection) -> Result<i64, Fault> {
        let sql = format!(
            "SELECT max(ifnull((SELECT max({}) FROM {}), 0), \
             ifnull((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'last_{}'), 0)) + 1",
            self.part, self.name, self.name,
        );
        Ok(conn.prepare_cached(&sql)?.query_row([], |r| r.get(0))?)
    }

    /// Remembers which numbers are taken, before rows go.
    fn remember(&self, conn: &Connection) -> Result<(), Fault> {
        if !self.is_numbered() {
            return Ok(());
        }
        let last = self.next(conn)? - 1;
        conn.prepare_cached(
            "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        )?
        .execute(params![format!("last_{}", self.name), last.to_string()])?;
        Ok(())
    }

    /// Notes what became of the rows that were kept. Those that are what they were are no part of the change.
    pub(super) fn settle(&self, conn: &Connection, change: Change) -> Result<(), Fault> {
        let sql = format!(
            "UPDATE change_row AS r SET after = (SELECT {} FROM {} t WHERE {}) \
             WHERE change_id = ?1 AND what = '{}' AND before IS NOT NULL",
            self.image("t"),
            self.name,
            self.same("t", "r"),
            self.name,
        );
        conn.prepare_cached(&sql)?.execute([change.id])?;
        let unchanged =
            "DELETE FROM change_row WHERE change_id = ?1 AND what = ?2 AND before IS after";
        conn.prepare_cached(unchanged)?
            .execute(params![change.id, self.name])?;
        Ok(())
    }

    /// Puts rows of a change back as they were before it, as part of another change, which notes them: those that were
    /// there, or (`gone`) those that were not. Rows that are neither as the change left them nor as it found them stay.
    pub(super) fn restore(
        &self,
        conn: &Connection,
        of: i64,
        change: Change,
        gone: bool,
    ) -> Result<Restored, Fault> {
        let name = self.name;
        let now = format!(
            "(SELECT {} FROM {name} t WHERE {})",
            self.image("t"),
            self.same("t", "r")
        );
        let which = if gone { "IS NULL" } else { "IS NOT NULL" };
        let mut free = String::new();
        if gone {
            for (table, column) in self.used_by {
                free.push_str(&format!(
                    " AND NOT EXISTS (SELECT 1 FROM {table} u WHERE u.{column} = r.part)"
                ));
            }
        } else {
            free.push_str(&self.untouched_elsewhere());
            for (table, id) in self.needs {
                free.push_str(&format!(
                    " AND ({id} IS NULL OR EXISTS (SELECT 1 FROM {table} p WHERE p.id = {id}))"
                ));
            }
            if let Some(column) = self.unique {
                free.push_str(&format!(
                    " AND NOT EXISTS (SELECT 1 FROM {name} u WHERE u.{column} = r.before ->> '{column}' \
                     AND u.{} <> r.part)",
                    self.part
                ));
            }
        }
        let sql = format!(
            "INSERT INTO change_row (change_id, what, creator_id, part, before, after) \
             SELECT ?2, r.what, r.creator_id, r.part, r.after, r.before FROM change_row r \
             WHERE r.change_id = ?1 AND r.what = '{name}' AND r.before {which} AND {now} IS r.after{free}"
        );
        let rows = conn.prepare(&sql)?.execute([of, change.id])?;
        let sql = format!(
            "SELECT count(*) FROM change_row r WHERE r.change_id = ?1 AND r.what = '{name}' AND r.before {which} \
             AND {now} IS NOT r.before AND NOT EXISTS (SELECT 1 FROM change_row n WHERE n.change_id = ?2 \
             AND n.what = r.what AND n.creator_id = r.creator_id AND n.part = r.part)"
        );
        // what others have come to use just stays
        let sql = if gone {
            format!("{sql} AND {now} IS NOT r.after{}", self.is_no_move())
        } else {
            sql
        };
        let conflicts: u32 = conn
            .prepare(&sql)?
            .query_row([of, change.id], |r| r.get(0))?;
        if rows > 0 {
            self.write(conn, change)?;
        }
        Ok(Restored {
            rows,
            conflicts: conflicts as usize,
        })
    }

    /// Makes the rows what a change says they become.
    pub(super) fn write(&self, conn: &Connection, change: Change) -> Result<(), Fault> {
        self.remember(conn)?;
        let name = self.name;
        let (key, kept) = if self.key.len() == 1 {
            (self.part.to_owned(), "part")
        } else {
            (format!("({})", self.key.join(", ")), "creator_id, part")
        };
        let sql = format!(
            "DELETE FROM {name} WHERE {key} IN (SELECT {kept} FROM change_row \
             WHERE change_id = ?1 AND what = '{name}' AND after IS NULL)"
        );
        conn.prepare(&sql)?.execute([change.id])?;
        let mut columns = vec![self.part];
        let mut values = vec!["part".to_owned()];
        if let Some(creator) = self.creator {
            columns.push(creator);
            values.push("creator_id".to_owned());
        }
        for column in self.columns {
            columns.push(column);
            values.push(format!("after ->> '{column}'"));
        }
        if let Some(version) = self.version {
            columns.push(version);
            values.push(change.id.to_string());
        }
        let set = columns
            .iter()
            .filter(|c| !self.key.contains(c))
            .map(|c| format!("{c} = excluded.{c}"))
            .collect::<Vec<_>>()
            .join(", ");
        let otherwise = if set.is_empty() {
            "NOTHING".to_owned()
        } else {
            format!("UPDATE SET {set}")
        };
        let sql = format!(
            "INSERT INTO {name} ({}) SELECT {} FROM change_row \
             WHERE change_id = ?1 AND what = '{name}' AND after IS NOT NULL \
             ON CONFLICT ({}) DO {otherwise}",
            columns.join(", "),
            values.join(", "),
            self.key.join(", "),
        );
        conn.prepare(&sql)?.execute([change.id])?;
        Ok(())
    }
}
