//! A whole pool as text, to be carried to another machine, read without daren, or kept for years.
//!
//! JSON Lines: a line that says what this is, then for each table a line with its name and columns and one array a row,
//! at the end a line that counts them: a file that was cut off is found out. Everything is in it (creators, what every
//! file said of them, tags, lists, notes, views, the journal) but what daren makes of it. Observations are objects with
//! the names of their fields. Tables that a later daren adds are carried without a change here.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use rusqlite::types::{ToSqlOutput, Value as Sql, ValueRef};
use rusqlite::{Connection, Statement, ToSql};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::error::{Fault, Result, StoreError};
use super::packed::Fields;
use super::row::{self, WIDTH};
use super::{PAGE, Store, WRITER_CACHE, backup, configure, read, schema};
use crate::domain::creator::Observation;

/// Bytes of the first line that tell such a file.
pub const MARK: &[u8] = b"{\"daren\":\"pool\"";

/// Values of `meta` that belong to one file alone.
const OWN: [&str; 3] = ["pool", "stretches", "reckoned"];

/// The first line.
#[derive(Deserialize)]
struct Head {
    schema: i64,
}

/// How many rows were carried.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Carried {
    /// By table.
    pub tables: Vec<(String, u64)>,
}

impl Carried {
    /// Rows of a table.
    pub fn of(&self, table: &str) -> u64 {
        let found = self.tables.iter().find(|(t, _)| t == table);
        found.map_or(0, |(_, n)| *n)
    }

    /// All rows.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|(_, n)| n).sum()
    }
}

/// Tables that hold something of its own, in the order in which they can be filled.
pub(super) fn tables(conn: &Connection) -> Result<Vec<String>, Fault> {
    let mut s = conn.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
         AND name NOT LIKE 'stretch%' AND name NOT IN ('order_key', 'reckoned', 'settled') ORDER BY name <> 'field', rowid",
    )?;
    let all = s.query_map([], |r| r.get(0))?;
    Ok(all.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn columns(conn: &Connection, table: &str) -> Result<Vec<String>, Fault> {
    let mut s = conn.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    let all = s.query_map([table], |r| r.get(0))?;
    Ok(all.collect::<rusqlite::Result<_>>()?)
}

/// `"a", "b"`.
pub(super) fn listed(columns: &[String]) -> String {
    let all: Vec<String> = columns.iter().map(|c| format!("\"{c}\"")).collect();
    all.join(", ")
}

fn value(table: &str, v: ValueRef<'_>, fields: &Fields) -> Result<Value, Fault> {
    Ok(match v {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(i) => i.into(),
        ValueRef::Real(f) => f.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
        ValueRef::Blob(packed) if table == "order_block" => super::orders::json(packed)?,
        ValueRef::Blob(packed) => {
            let o = fields.observation(packed)?;
            let mut all = Map::new();
            for (column, name) in row::names().enumerate() {
                let v = row::json(&o, column);
                if !v.is_null() {
                    all.insert(name.to_owned(), v);
                }
            }
            Value::Object(all)
        }
    })
}

impl Store {
    /// Writes everything that the pool holds, as it is at one moment.
    ///
    /// # Errors
    /// The pool's, and of `path`, which is what `to` writes to.
    pub fn carry_out(&self, to: &mut dyn Write, path: &Path) -> Result<Carried> {
        self.view(|_| {
            let io = |e: &std::io::Error| Fault::Said(StoreError::io(path, e));
            self.read(|c| {
                let head = json!({
                    "daren": "pool",
                    "schema": schema::version(c)?,
                    "version": env!("CARGO_PKG_VERSION"),
                });
                writeln!(to, "{head}").map_err(|e| io(&e))?;
                let fields = Fields::load(c)?;
                let mut carried = Carried::default();
                for table in tables(c)? {
                    let columns = columns(c, &table)?;
                    let line = json!({"table": table, "columns": columns});
                    writeln!(to, "{line}").map_err(|e| io(&e))?;
                    let mut s = c.prepare(&format!("SELECT {} FROM {table}", listed(&columns)))?;
                    let mut rows = s.query([])?;
                    let mut count = 0;
                    while let Some(r) = rows.next()? {
                        let values: Vec<Value> = (0..columns.len())
                            .map(|i| value(&table, r.get_ref(i)?, &fields))
                            .collect::<Result<_, Fault>>()?;
                        if table == "meta"
                            && OWN.iter().any(|own| values.first() == Some(&(*own).into()))
                        {
                            continue;
                        }
                        serde_json::to_writer(&mut *to, &values).map_err(|e| io(&e.into()))?;
                        to.write_all(b"\n").map_err(|e| io(&e))?;
                        count += 1;
                    }
                    carried.tables.push((table, count));
                }
                let counts: Map<String, Value> = carried
                    .tables
                    .iter()
                    .map(|(t, n)| (t.clone(), (*n).into()))
                    .collect();
                writeln!(to, "{}", json!({"end": counts})).map_err(|e| io(&e))?;
                to.flush().map_err(|e| io(&e))?;
                Ok(carried)
            })
        })
    }

    /// Takes in what [`Store::carry_out`] has written; the pool has to be empty. `path` is what `from` reads.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`], [`StoreError::NotCarried`], [`StoreError::CutOff`], [`StoreError::Newer`]; the pool is
    /// as before then.
    pub fn carry_in(&mut self, from: &mut dyn BufRead, path: &Path) -> Result<Carried> {
        if self.position()? != 0 || self.count()? != 0 {
            return Err(StoreError::NotEmpty(self.path.clone()));
        }
        let member = self.read(|c| {
            let sql = "SELECT name FROM member WHERE id = ?1";
            Ok(c.query_row(sql, [self.member], |r| r.get::<_, String>(0))?)
        })?;
        let mut name = self.path.clone().into_os_string();
        name.push(format!(".carried-{}", std::process::id()));
        let beside = Beside(name.into());
        let carried = fill(&beside.0, from, path)?;
        backup::replace(&mut self.conn, &self.path, &beside.0)?;
        self.member = self.member_id(&member)?;
        Ok(carried)
    }
}

/// A file that goes when it is no longer needed.
pub(super) struct Beside(pub PathBuf);

impl Drop for Beside {
    fn drop(&mut self) {
        for end in ["", "-journal", "-wal", "-shm"] {
            let mut name = self.0.clone().into_os_string();
            name.push(end);
            let _ = std::fs::remove_file(PathBuf::from(name));
        }
    }
}

/// An empty pool of this schema in a new file that nobody else sees.
pub(super) fn new_pool(path: &Path, schema: i64) -> Result<Connection> {
    let open = || -> rusqlite::Result<Connection> {
        let conn = Connection::open(path)?;
        conn.pragma_update(None, "page_size", PAGE)?;
        configure(&conn, WRITER_CACHE)?;
        conn.query_row("PRAGMA journal_mode = OFF", [], |_| Ok(()))?;
        conn.pragma_update(None, "synchronous", "off")?;
        conn.pragma_update(None, "foreign_keys", false)?;
        Ok(conn)
    };
    let conn = open().map_err(|e| StoreError::sql(path, e))?;
    schema::make(&conn, path, schema)?;
    Ok(conn)
}

/// What is being filled at the moment.
struct Filling<'c> {
    table: String,
    columns: usize,
    insert: Statement<'c>,
    count: u64,
}

fn fill(beside: &Path, from: &mut dyn BufRead, path: &Path) -> Result<Carried> {
    let mut line = String::new();
    let mut number = 0;
    let mut next = |line: &mut String| -> Result<bool> {
        line.clear();
        number += 1;
        match from.read_line(line) {
            Ok(read) => Ok(read > 0),
            // of a file that was cut off the packing does not end
            Err(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => {
                Err(StoreError::CutOff(path.to_owned()))
            }
            Err(e) => Err(StoreError::NotCarried {
                path: path.to_owned(),
                line: number,
                detail: e.to_string(),
            }),
        }
    };
    next(&mut line)?;
    let head: Head = serde_json::from_str(&line).map_err(|e| wrong(path, 1, &e))?;
    if head.schema > schema::KNOWN || head.schema < 1 {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found: head.schema,
            known: schema::KNOWN,
        });
    }
    let conn = new_pool(beside, head.schema)?;
    let run = |e: Fault| e.at(path);
    let mut at = 1;
    let mut carried = Carried::default();
    let mut ended = false;
    {
        let sql = |e: rusqlite::Error| StoreError::sql(beside, e);
        conn.execute_batch("BEGIN").map_err(sql)?;
        let known = tables(&conn).map_err(run)?;
        let mut fields = Fields::load(&conn).map_err(run)?;
        let mut filling: Option<Filling<'_>> = None;
        while next(&mut line)? {
            at += 1;
            let not = |detail: String| StoreError::NotCarried {
                path: path.to_owned(),
                line: at,
                detail,
            };
            let parsed: Value = serde_json::from_str(&line).map_err(|e| wrong(path, at, &e))?;
            match parsed {
                Value::Array(values) => {
                    let Some(f) = &mut filling else {
                        return Err(not("row".to_owned()));
                    };
                    if values.len() != f.columns {
                        return Err(not(f.table.clone()));
                    }
                    insert(f, &values, &mut fields, &conn).map_err(|e| match e {
                        Fault::Sql(e) => not(format!("{}: {e}", f.table)),
                        Fault::Damaged(what) => not(what),
                        Fault::Said(e) => e,
                    })?;
                    f.count += 1;
                }
                Value::Object(mut object) => {
                    if let Some(f) = filling.take() {
                        carried.tables.push((f.table, f.count));
                    }
                    if let Some(Value::Object(counts)) = object.remove("end") {
                        let right = counts
                            .iter()
                            .all(|(t, n)| n.as_u64() == Some(carried.of(t)));
                        if !right {
                            return Err(StoreError::CutOff(path.to_owned()));
                        }
                        ended = true;
                        break;
                    }
                    let table = object
                        .get("table")
                        .and_then(Value::as_str)
                        .unwrap_or_default();
                    let columns: Option<Vec<String>> = object
                        .get("columns")
                        .and_then(|c| serde_json::from_value(c.clone()).ok());
                    // names go into the statement as they are
                    let mine = self::columns(&conn, table).map_err(run)?;
                    let columns = columns
                        .filter(|all| !all.is_empty() && all.iter().all(|c| mine.contains(c)));
                    let (Some(columns), true) = (columns, known.iter().any(|k| k == table)) else {
                        return Err(not(table.to_owned()));
                    };
                    fields = Fields::load(&conn).map_err(run)?;
                    let marks = vec!["?"; columns.len()].join(", ");
                    let statement = conn
                        .prepare(&format!(
                            "INSERT OR REPLACE INTO {table} ({}) VALUES ({marks})",
                            listed(&columns)
                        ))
                        .map_err(sql)?;
                    filling = Some(Filling {
                        table: table.to_owned(),
                        columns: columns.len(),
                        insert: statement,
                        count: 0,
                    });
                }
                other => return Err(not(other.to_string())),
            }
        }
        if !ended {
            return Err(StoreError::CutOff(path.to_owned()));
        }
        drop(filling);
        conn.execute_batch("COMMIT").map_err(sql)?;
    }
    schema::migrate(&conn, beside)?;
    let orphans = read::orphans(&conn).map_err(run)?;
    if let Some((table, _)) = orphans.first() {
        return Err(StoreError::NotCarried {
            path: path.to_owned(),
            line: at,
            detail: table.clone(),
        });
    }
    Ok(carried)
}

fn wrong(path: &Path, line: usize, e: &serde_json::Error) -> StoreError {
    if e.is_eof() {
        return StoreError::CutOff(path.to_owned());
    }
    StoreError::NotCarried {
        path: path.to_owned(),
        line,
        detail: e.to_string(),
    }
}

/// A value on its way into a statement.
struct Param<'v>(&'v Value, Option<Vec<u8>>);

impl ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match (self.0, &self.1) {
            (_, Some(packed)) => ToSqlOutput::Borrowed(ValueRef::Blob(packed)),
            (Value::String(text), _) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            (Value::Number(n), _) => match n.as_i64() {
                Some(i) => ToSqlOutput::Owned(Sql::Integer(i)),
                None => ToSqlOutput::Owned(Sql::Real(n.as_f64().unwrap_or_default())),
            },
            (Value::Bool(b), _) => ToSqlOutput::Owned(Sql::Integer((*b).into())),
            _ => ToSqlOutput::Owned(Sql::Null),
        })
    }
}

fn insert(
    f: &mut Filling<'_>,
    values: &[Value],
    fields: &mut Fields,
    conn: &Connection,
) -> Result<(), Fault> {
    for (i, v) in (1..).zip(values) {
        let packed = match v {
            Value::Object(said) => Some(packed(said, fields, conn)?),
            Value::Array(lines) => Some(super::orders::packed(lines)?),
            _ => None,
        };
        f.insert.raw_bind_parameter(i, Param(v, packed))?;
    }
    f.insert.raw_execute()?;
    Ok(())
}

fn packed(
    said: &Map<String, Value>,
    fields: &mut Fields,
    conn: &Connection,
) -> Result<Vec<u8>, Fault> {
    let mut o = Observation::default();
    for (name, v) in said {
        let column = row::names().position(|n| n == name);
        if !column.is_some_and(|c| c < WIDTH && row::set(&mut o, c, v)) {
            return Err(Fault::Damaged(format!("{name}: {v}")));
        }
    }
    fields.add(conn, super::merge::filled(&o))?;
    let mut packed = Vec::new();
    fields.pack(&o, &mut packed);
    Ok(packed)
}
