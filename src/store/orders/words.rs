//! Words behind the numbers of order lines.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};

use super::super::error::Fault;

/// Words behind numbers, looked up once each.
pub(in crate::store) struct Words<'c> {
    conn: &'c Connection,
    sql: Box<str>,
    known: HashMap<i64, Arc<str>>,
}

impl<'c> Words<'c> {
    /// By a query of one column with the number.
    pub(in crate::store) fn new(conn: &'c Connection, sql: &str) -> Self {
        Words {
            conn,
            sql: sql.into(),
            known: HashMap::new(),
        }
    }

    /// Orders, contents, codes, links and what the platform says.
    pub(in crate::store) fn orders(conn: &'c Connection) -> Self {
        let sql = "SELECT substr(word, instr(word, ':') + 1) FROM order_word WHERE id = ?1";
        Words::new(conn, sql)
    }

    /// The word; empty where there is none.
    pub(in crate::store) fn get(&mut self, id: i64) -> Result<Arc<str>, Fault> {
        if let Some(known) = self.known.get(&id) {
            return Ok(Arc::clone(known));
        }
        let word = self.once(id)?;
        self.known.insert(id, Arc::clone(&word));
        Ok(word)
    }

    /// The same of what is asked for once, and not kept in mind.
    pub(in crate::store) fn once(&self, id: i64) -> Result<Arc<str>, Fault> {
        let found: Option<Option<String>> = self
            .conn
            .prepare_cached(&self.sql)?
            .query_row([id], |r| r.get(0))
            .optional()?;
        Ok(found.flatten().unwrap_or_default().into())
    }
}
