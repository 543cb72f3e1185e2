//! Sums that are kept beside the lines, and whether they still hold.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::super::error::{Fault, Result};
use super::super::orders::{all_lines, creators_of};
use super::super::same::Same;
use super::super::stream::View;
use super::super::{Store, read};
use super::context;
use super::packing::{LAYOUT, any_cell, pack, pack_settled};
use super::summing::{SettledBy, Summed, Summing, sum_now};
use crate::domain::returns::epochs::{Epochs, Start};
use crate::domain::returns::margin::Margins;

/// What has to be summed again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Freshness {
    /// Nothing.
    Fresh,
    /// The lines of these creators.
    Stale(Vec<u32>),
    /// All lines.
    Unknown,
}

const KEY: &str = "reckoned";

/// What the sums in the file were made of: the position in the journal, the days by which lines are told apart, the
/// margins, and the layout.
type Stamp = (i64, BTreeSet<Start>, String, u8);

fn stamp(conn: &Connection) -> Result<Stamp, Fault> {
    let margins = context::margins(conn)?;
    let print = Sha256::digest(margins.print());
    let print: String = print.iter().map(|b| format!("{b:02x}")).collect();
    let starts = starts(conn, &margins)?;
    Ok((read::position(conn)?, starts, print, LAYOUT))
}

/// The days by which lines are told apart: those on which margins change, and whatever else the kept sums know. A day
/// that nobody needs any more does no harm.
pub(super) fn starts(conn: &Connection, margins: &Margins) -> Result<BTreeSet<Start>, Fault> {
    let kept = stamped(conn)?.filter(|then| then.3 == LAYOUT);
    let mut all = kept.map(|then| then.1).unwrap_or_default();
    all.extend(margins.starts());
    Ok(all)
}

/// Adds creators whose kept sums have to be taken apart, because a margin begins on a day within an epoch in which they
/// may have sold its product; whether they are no more than worth telling.
fn cut(conn: &Connection, kept: &BTreeSet<Start>, into: &mut BTreeSet<u32>) -> Result<bool, Fault> {
    let wanted = context::margins(conn)?.starts();
    let new: Vec<Start> = wanted.difference(kept).copied().collect();
    if new.is_empty() {
        return Ok(true);
    }
    let epochs = Epochs::new(kept, &Margins::default());
    let mut s = conn.prepare_cached("SELECT creator_id, packed FROM reckoned")?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        let packed = r.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        let cut = any_cell(packed, |last, sold, since| {
            new.iter().any(|(product, day)| {
                product.is_none_or(|p| p == sold)
                    && last.is_some_and(|last| last >= *day)
                    && epochs.cuts(sold, since, *day)
            })
        })?;
        if cut {
            into.insert(r.get(0)?);
            if into.len() > MANY {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

fn stamped(conn: &Connection) -> Result<Option<Stamp>, Fault> {
    let found: Option<String> = conn
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
        .query_row([KEY], |r| r.get(0))
        .optional()?;
    Ok(found.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Whether the kept sums with margins were made with these margins.
pub(super) fn margins_hold(conn: &Connection) -> Result<bool, Fault> {
    let now = stamp(conn)?;
    Ok(stamped(conn)?.is_some_and(|then| then.2 == now.2))
}

/// More creators than so many are not summed one by one.
const MANY: usize = 5_000;

pub(super) fn freshness(conn: &Connection) -> Result<Freshness, Fault> {
    let Some((then, kept, print, layout)) = stamped(conn)? else {
        let any: bool = conn
            .prepare_cached("SELECT 1 FROM order_part")?
            .exists([])?;
        return Ok(if any {
            Freshness::Unknown
        } else {
            Freshness::Fresh
        });
    };
    let (now, _, print_now, _) = stamp(conn)?;
    if now < then || layout != LAYOUT {
        return Ok(Freshness::Unknown);
    }
    if now == then && print == print_now {
        return Ok(Freshness::Fresh);
    }
    if meant_anew(conn, then)? {
        return Ok(Freshness::Unknown);
    }
    let Some(mut touched) = touched(conn, then)? else {
        return Ok(Freshness::Unknown);
    };
    if print != print_now && !cut(conn, &kept, &mut touched)? {
        return Ok(Freshness::Unknown);
    }
    let touched = stayed(touched, &Same::load(conn)?);
    Ok(match touched.is_empty() {
        true => Freshness::Fresh,
        false => Freshness::Stale(touched),
    })
}

/// Whether anything has happened since a change that changes the meaning of lines altogether.
fn meant_anew(conn: &Connection, then: i64) -> Result<bool, Fault> {
    Ok(conn
        .prepare_cached(
            "SELECT 1 FROM change c WHERE c.id > ?1 AND c.kind IN ('undo_import', 'restore', 'merge') UNION ALL \
             SELECT 1 FROM change_row r WHERE r.change_id > ?1 AND r.what IN ('merged', 'product_link') UNION ALL \
             SELECT 1 FROM product_link l JOIN change c ON c.import_id = l.created_by WHERE c.id > ?1 UNION ALL \
             SELECT 1 FROM change_row r WHERE r.change_id > ?1 AND r.what = 'product' \
             AND r.before ->> 'product_id' IS NOT r.after ->> 'product_id'",
        )?
        .exists([then])?)
}

/// Under the numbers that those stay with who are one person, rising.
fn stayed(touched: BTreeSet<u32>, same: &Same) -> Vec<u32> {
    let mut all: Vec<u32> = touched.into_iter().map(|id| same.stays(id)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Creators whose lines, or what decides where these belong, have changed since; none where they are too many.
fn touched(conn: &Connection, then: i64) -> Result<Option<BTreeSet<u32>>, Fault> {
    let mut touched = BTreeSet::new();
    let mut s = conn.prepare_cached(
        "SELECT DISTINCT creator_id FROM change_row WHERE change_id > ?1 AND what IN ('collab', 'content', 'attached', \
         'stage_move')",
    )?;
    let mut rows = s.query([then])?;
    while let Some(r) = rows.next()? {
        touched.insert(r.get::<_, u32>(0)?);
        if touched.len() > MANY {
            return Ok(None);
        }
    }
    if !brought(
        conn,
        then,
        &["collab", "content", "stage_move"],
        &mut touched,
    )? {
        return Ok(None);
    }
    let mut s = conn.prepare_cached(
        "SELECT p.id FROM order_part p JOIN change c ON c.import_id = p.import_id WHERE c.id > ?1 AND c.kind = 'import'",
    )?;
    let parts: Vec<i64> = s
        .query_map([then], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for part in parts {
        if !creators_of(conn, part, MANY, &mut touched)? {
            return Ok(None);
        }
    }
    Ok(Some(touched))
}

/// Adds the creators of rows that imports since a change have brought; whether they are no more than worth telling. Only
/// where there was an import: to find its rows, all are looked at.
fn brought(
    conn: &Connection,
    then: i64,
    tables: &[&str],
    touched: &mut BTreeSet<u32>,
) -> Result<bool, Fault> {
    let imports = "SELECT import_id FROM change WHERE id > ?1 AND import_id IS NOT NULL";
    if !conn.prepare_cached(imports)?.exists([then])? {
        return Ok(true);
    }
    for table in tables {
        let sql =
            format!("SELECT DISTINCT creator_id FROM {table} WHERE created_by IN ({imports})");
        let mut s = conn.prepare_cached(&sql)?;
        let mut rows = s.query([then])?;
        while let Some(r) = rows.next()? {
            touched.insert(r.get(0)?);
            if touched.len() > MANY {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

fn keep(
    conn: &Connection,
    creator: u32,
    all: &Summed,
    settled: &SettledBy,
    packed: &mut Vec<u8>,
) -> Result<(), Fault> {
    if all.is_empty() {
        for table in ["reckoned", "settled"] {
            conn.prepare_cached(&format!("DELETE FROM {table} WHERE creator_id = ?1"))?
                .execute([creator])?;
        }
        return Ok(());
    }
    pack(all, packed);
    conn.prepare_cached("INSERT OR REPLACE INTO reckoned (creator_id, packed) VALUES (?1, ?2)")?
        .execute((creator, &*packed))?;
    keep_settled(conn, creator, settled, packed)
}

fn keep_settled(
    conn: &Connection,
    creator: u32,
    settled: &SettledBy,
    packed: &mut Vec<u8>,
) -> Result<(), Fault> {
    pack_settled(settled, packed);
    conn.prepare_cached("INSERT OR REPLACE INTO settled (creator_id, packed) VALUES (?1, ?2)")?
        .execute((creator, &*packed))?;
    Ok(())
}

/// What is done with the settled lines of a creator.
type EachSettled<'e> = dyn FnMut(u32, SettledBy) -> Result<(), Fault> + 'e;

/// Settles what is kept of everybody, with the margins that hold now.
fn settle_all(
    conn: &Connection,
    summing: &Summing,
    each: &mut EachSettled<'_>,
) -> Result<(), Fault> {
    let mut s =
        conn.prepare_cached("SELECT creator_id, packed FROM reckoned ORDER BY creator_id")?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        let packed = r.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        each(r.get(0)?, summing.settle_packed(packed)?)?;
    }
    Ok(())
}

/// With whom returns have changed since a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReturnsSince {
    /// Nobody.
    Nothing,
    /// These.
    Of(Vec<u32>),
    /// Everybody, or more than are worth telling.
    Everything,
}

impl View<'_> {
    /// With whom returns have changed since a change.
    pub fn returns_since(&self, change: i64) -> Result<ReturnsSince> {
        self.store.read(|c| {
            if read::position(c)? == change {
                return Ok(ReturnsSince::Nothing);
            }
            if meant_anew(c, change)? {
                return Ok(ReturnsSince::Everything);
            }
            // what many share: margins, and costs, which may be divided by what each has sold
            let shared: bool = c
                .prepare_cached(
                    "SELECT 1 FROM change_row r WHERE r.change_id > ?1 AND r.what IN ('product', 'margin', 'cost') \
                     UNION ALL SELECT 1 FROM product t JOIN change c ON c.import_id = t.created_by WHERE c.id > ?1 \
                     UNION ALL SELECT 1 FROM margin t JOIN change c ON c.import_id = t.created_by WHERE c.id > ?1 \
                     UNION ALL SELECT 1 FROM cost t JOIN change c ON c.import_id = t.created_by WHERE c.id > ?1",
                )?
                .exists([change])?;
            if shared {
                return Ok(ReturnsSince::Everything);
            }
            let Some(mut touched) = touched(c, change)? else {
                return Ok(ReturnsSince::Everything);
            };
            let mut s = c.prepare_cached(
                "SELECT DISTINCT creator_id FROM change_row WHERE change_id > ?1 AND what IN ('sample', 'buyer')",
            )?;
            let mut rows = s.query([change])?;
            while let Some(r) = rows.next()? {
                touched.insert(r.get(0)?);
            }
            if !brought(c, change, &["sample", "buyer"], &mut touched)? {
                return Ok(ReturnsSince::Everything);
            }
            let same = Same::load(c)?;
            let touched = stayed(touched, &same);
            if touched.is_empty() {
                return Ok(ReturnsSince::Nothing);
            }
            // of a cost that is divided everybody bears another part, once one of them has sold more or one has come
            let divided: bool = c
                .prepare_cached("SELECT 1 FROM cost WHERE collab_id IS NULL")?
                .exists([])?;
            Ok(match divided {
                true => ReturnsSince::Everything,
                false => ReturnsSince::Of(touched),
            })
        })
    }
}

impl Store {
    /// Whether everybody's returns are read in a moment: sums of no more creators than `most`, that hold.
    pub fn returns_are_quick(&self, most: u64) -> Result<bool> {
        self.read(|c| {
            let sums: i64 = c
                .prepare_cached("SELECT count(*) FROM reckoned")?
                .query_row([], |r| r.get(0))?;
            Ok(sums.unsigned_abs() <= most && freshness(c)? != Freshness::Unknown)
        })
    }

    /// What of the sums of order lines is older than the pool.
    pub fn returns_freshness(&self) -> Result<Freshness> {
        self.read(freshness)
    }

    /// Sums the order lines again that have to be, and keeps that. Nothing of it is a change: it can be made again.
    ///
    /// # Errors
    /// Of the pool file; where it cannot be written, sums are made anew by whoever asks.
    pub fn reckon(&mut self) -> Result<()> {
        if self.returns_freshness()? == Freshness::Fresh && self.read(stamped_now)? {
            return Ok(());
        }
        self.write(|conn, _| {
            let mut packed = Vec::new();
            let held = margins_hold(conn)?;
            let fresh = freshness(conn)?;
            let again = fresh != Freshness::Unknown && !held;
            match fresh {
                Freshness::Fresh => {}
                Freshness::Stale(ids) => {
                    let same = Same::load(conn)?;
                    // those that are one person are looked up under all their numbers
                    let all: Vec<u32> = ids.iter().flat_map(|id| same.family(*id)).collect();
                    let summing = Summing::load(conn, Some(&all))?;
                    for id in ids {
                        let sums = sum_now(conn, &summing, &same, id)?;
                        let settled = summing.settle(&sums);
                        keep(conn, id, &sums, &settled, &mut packed)?;
                    }
                }
                Freshness::Unknown => {
                    let summing = Summing::load(conn, None)?;
                    conn.execute_batch("DELETE FROM reckoned; DELETE FROM settled")?;
                    all_lines(conn, &mut |creator, lines| {
                        let sums = summing.sum(creator, lines);
                        let settled = summing.settle(&sums);
                        keep(conn, creator, &sums, &settled, &mut packed)
                    })?;
                }
            }
            if again {
                let summing = Summing::margins(conn, None)?;
                settle_all(conn, &summing, &mut |creator, settled| {
                    keep_settled(conn, creator, &settled, &mut packed)
                })?;
            }
            let made_of = stamp(conn)?;
            conn.execute(
                "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)",
                (KEY, json!(made_of).to_string()),
            )?;
            Ok(super::super::Done::Changed(()))
        })
    }
}

/// Whether the stamp stands at the newest change, so that nothing has to be written.
fn stamped_now(conn: &Connection) -> Result<bool, Fault> {
    let any: bool = conn
        .prepare_cached("SELECT 1 FROM order_part")?
        .exists([])?;
    Ok(!any || stamped(conn)? == Some(stamp(conn)?))
}
