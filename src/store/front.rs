//! The largest creators, for the first page of somebody who has not been here before.
//!
//! A pool opens on its largest creators. Finding them takes reading it whole; so each import notes those it has met, and
//! the first page is there before the pool is. It is a first look, not an answer: that one follows from all creators.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use rusqlite::{Connection, OptionalExtension};

use super::Store;
use super::error::{Fault, Result};
use super::same::Same;

/// More than any screen has rows.
const MOST: usize = 200;

/// The largest creators met so far.
#[derive(Default)]
pub(super) struct Largest {
    heap: BinaryHeap<Reverse<(i64, u32)>>,
}

impl Largest {
    pub(super) fn meet(&mut self, creator: u32, followers: Option<i64>) {
        let Some(followers) = followers else { return };
        if self.heap.len() >= MOST {
            if self
                .heap
                .peek()
                .is_some_and(|Reverse((least, _))| followers <= *least)
            {
                return;
            }
            self.heap.pop();
        }
        self.heap.push(Reverse((followers, creator)));
    }

    /// Adds them to those noted before. `first`: the pool had nobody before this import.
    pub(super) fn note(self, conn: &Connection, first: bool) -> Result<(), Fault> {
        let mut known: HashMap<u32, i64> = HashMap::new();
        match noted(conn)? {
            Some(before) => known.extend(before),
            None if first => {}
            // who was the largest before is not known: better no first page than a wrong one
            None => return Ok(()),
        }
        for Reverse((followers, creator)) in self.heap {
            known.insert(creator, followers);
        }
        let mut all: Vec<(u32, i64)> = known.into_iter().collect();
        all.sort_by_key(|(id, followers)| (Reverse(*followers), *id));
        all.truncate(MOST);
        let text: Vec<String> = all.iter().map(|(id, n)| format!("{id}:{n}")).collect();
        conn.execute(
            "INSERT INTO meta (key, value) VALUES ('largest', ?1) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [text.join(" ")],
        )?;
        Ok(())
    }
}

/// What has been noted is no longer so.
pub(super) fn forget(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute("DELETE FROM meta WHERE key = 'largest'", [])?;
    Ok(())
}

fn noted(conn: &Connection) -> Result<Option<Vec<(u32, i64)>>, Fault> {
    let text: Option<String> = conn
        .prepare_cached("SELECT value FROM meta WHERE key = 'largest'")?
        .query_row([], |r| r.get(0))
        .optional()?;
    Ok(text.map(|text| {
        text.split(' ')
            .filter_map(|pair| {
                let (id, followers) = pair.split_once(':')?;
                Some((id.parse().ok()?, followers.parse().ok()?))
            })
            .collect()
    }))
}

impl Store {
    /// Ids of the largest creators as the imports met them, largest first; empty where that is not known.
    pub fn largest(&self) -> Result<Vec<u32>> {
        self.read(|c| {
            let noted = noted(c)?.unwrap_or_default();
            let same = Same::load(c)?;
            let ids = noted.into_iter().map(|(id, _)| id);
            Ok(ids.filter(|id| !same.is_gone(*id)).collect())
        })
    }
}
