//! Order lines: taken in by the million, read by creator, let go of with their import.
//!
//! - **Parts.** Every import writes its new and changed lines as parts of their own, packed and sorted by creator. Of two
//!   lines with one key the one in the newer part holds. So nothing is ever rewritten, reading again what is known writes
//!   nothing, and taking an import back deletes its parts: what it had changed is there again.
//! - **Keys** tell what is known: of each part the keys of its lines with a fingerprint of what they say. A batch of new
//!   lines is sorted and compared with them block by block; blocks whose orders lie elsewhere are not even read.
//! - **Older downloads.** A file that was read before changes nothing that a later file has changed since. So does a
//!   platform's download that is behind what is known, whenever it is read: most of the lines in which the two differ had
//!   not come as far (less was sent back, the commission was an estimate).
//! - A line that comes back with another creator (handles change) leaves a mark of its end with the one before.

mod against;
pub(super) mod pack;
mod read;
mod take;
mod words;
mod written;

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::error::Fault;
use crate::domain::order::Line;
use pack::Key;

pub use against::{Amounts, Compared};
pub(super) use read::{all_lines, creators_of, lines_of};
pub(super) use take::{Taker, code_word, content_word};
pub(super) use words::Words;

/// Lines of a block. A creator is found by reading one or two blocks of each part.
const BLOCK: usize = 512;

/// Keys of a block.
const KEYS: usize = 4_096;

/// Lines of a part; what an import holds in memory.
const PART: usize = 1 << 19;

/// Writes lines as a part of an import.
fn write(conn: &Connection, import: i64, lines: &mut [Line]) -> Result<(), Fault> {
    conn.prepare_cached("INSERT INTO order_part (import_id, lines) VALUES (?1, ?2)")?
        .execute([import, i64::try_from(lines.len()).unwrap_or(i64::MAX)])?;
    let part = conn.last_insert_rowid();
    let keys: Vec<Key> = lines
        .iter()
        .filter(|l| l.state != crate::domain::order::State::Gone)
        .map(Key::of)
        .collect();
    write_keys(conn, part, keys)?;
    lines.sort_unstable_by_key(|l| (l.creator, l.at, l.order, l.item));
    let mut s = conn.prepare_cached(
        "INSERT INTO order_block (part_id, first_creator, last_creator, lines, packed) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let mut packed = Vec::new();
    for block in lines.chunks(BLOCK) {
        let (Some(first), Some(last)) = (block.first(), block.last()) else {
            continue;
        };
        pack::pack(block, &mut packed);
        s.execute((
            part,
            first.creator,
            last.creator,
            i64::try_from(block.len()).unwrap_or(i64::MAX),
            &packed,
        ))?;
    }
    Ok(())
}

fn write_keys(conn: &Connection, part: i64, mut keys: Vec<Key>) -> Result<(), Fault> {
    keys.sort_unstable();
    let mut s = conn.prepare_cached(
        "INSERT INTO order_key (part_id, first_order, last_order, packed) VALUES (?1, ?2, ?3, ?4)",
    )?;
    let mut packed = Vec::new();
    for block in keys.chunks(KEYS) {
        let (Some(first), Some(last)) = (block.first(), block.last()) else {
            continue;
        };
        pack::pack_keys(block, &mut packed);
        s.execute((part, first.order, last.order, &packed))?;
    }
    Ok(())
}

/// Makes the keys of parts that have none: they are not carried and not rescued.
fn complete(conn: &Connection) -> Result<(), Fault> {
    let mut s = conn.prepare_cached(
        "SELECT p.id FROM order_part p WHERE NOT EXISTS (SELECT 1 FROM order_key k WHERE k.part_id = p.id) \
         AND EXISTS (SELECT 1 FROM order_block b WHERE b.part_id = p.id)",
    )?;
    let parts: Vec<i64> = s
        .query_map([], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for part in parts {
        let mut blocks =
            conn.prepare_cached("SELECT packed FROM order_block WHERE part_id = ?1")?;
        let mut rows = blocks.query([part])?;
        let (mut lines, mut keys) = (Vec::new(), Vec::new());
        while let Some(r) = rows.next()? {
            lines.clear();
            pack::unpack(blob(r, 0)?, &mut lines)?;
            let there = lines
                .iter()
                .filter(|l| l.state != crate::domain::order::State::Gone);
            keys.extend(there.map(Key::of));
        }
        write_keys(conn, part, keys)?;
    }
    Ok(())
}

fn blob<'r>(r: &'r rusqlite::Row<'_>, column: usize) -> Result<&'r [u8], Fault> {
    Ok(r.get_ref(column)?
        .as_blob()
        .map_err(rusqlite::Error::from)?)
}

/// The lines of a block as numbers, as [`pack::numbers`] has them: to be carried, and read without daren.
pub(super) fn json(packed: &[u8]) -> Result<serde_json::Value, Fault> {
    let mut lines = Vec::new();
    pack::unpack(packed, &mut lines)?;
    Ok(lines.iter().map(pack::numbers).collect())
}

/// The block of such lines.
pub(super) fn packed(lines: &[serde_json::Value]) -> Result<Vec<u8>, Fault> {
    let damaged = || Fault::Damaged("order_block".to_owned());
    let lines: Option<Vec<Line>> = lines.iter().map(pack::line_of).collect();
    let mut out = Vec::new();
    pack::pack(&lines.ok_or_else(damaged)?, &mut out);
    Ok(out)
}

/// Whether a block can be unpacked.
pub(super) fn is_readable(packed: &[u8]) -> bool {
    pack::unpack(packed, &mut Vec::new()).is_ok()
}

/// Whatever lines name by a number and is lost: something stands in for it, so that the number does not come to mean
/// something else. Returns how many creators.
pub(super) fn stand_in(conn: &Connection) -> Result<usize, Fault> {
    // blocks without their part, and parts without their import, come with the newest one
    conn.execute_batch(
        "INSERT INTO order_part (id, import_id, lines) SELECT b.part_id, i.id, sum(b.lines) FROM order_block b, \
         (SELECT max(id) AS id FROM import) i WHERE i.id IS NOT NULL AND b.part_id NOT IN (SELECT id FROM order_part) \
         GROUP BY b.part_id; \
         UPDATE order_part SET import_id = (SELECT max(id) FROM import) WHERE import_id NOT IN (SELECT id FROM import) \
         AND EXISTS (SELECT 1 FROM import)",
    )?;
    let (mut creators, mut items, mut words) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut s = conn.prepare("SELECT packed FROM order_block")?;
    let mut rows = s.query([])?;
    let mut lines = Vec::new();
    while let Some(r) = rows.next()? {
        lines.clear();
        pack::unpack(blob(r, 0)?, &mut lines)?;
        for l in &lines {
            creators.insert(i64::from(l.creator));
            items.insert(i64::from(l.item));
            words.extend([l.content, l.code, l.status, l.link].map(i64::from));
            words.insert(l.order.min(0).saturating_neg());
        }
    }
    words.remove(&0);
    items.remove(&0);
    let mut made = [0; 3];
    for ((numbers, sql), made) in [
        (
            creators,
            "INSERT INTO creator (id, platform, handle, handle_key, version) \
             SELECT ?1, 0, 'lost:' || ?1, 'lost:' || ?1, 0 WHERE ?1 NOT IN (SELECT id FROM creator)",
        ),
        (
            items,
            "INSERT INTO order_item (id, product, sku, created_by) SELECT ?1, 'lost:' || ?1, '', 0 \
             WHERE ?1 NOT IN (SELECT id FROM order_item)",
        ),
        (
            words,
            "INSERT INTO order_word (id, word, created_by) SELECT ?1, 'lost:' || ?1, 0 \
             WHERE ?1 NOT IN (SELECT id FROM order_word)",
        ),
    ]
    .into_iter()
    .zip(&mut made)
    {
        let mut s = conn.prepare(sql)?;
        for number in numbers {
            *made += s.execute([number])?;
        }
    }
    Ok(made[0])
}

/// A later import that has lines of creators who would go with this one.
pub(super) fn built_on(
    conn: &Connection,
    import: i64,
    creators: &str,
) -> Result<Option<i64>, Fault> {
    let others: bool = conn
        .prepare_cached("SELECT 1 FROM order_part WHERE import_id <> ?1")?
        .exists([import])?;
    if !others {
        return Ok(None);
    }
    let mut s = conn.prepare(&format!("SELECT id FROM ({creators}) ORDER BY id"))?;
    let ids: Vec<u32> = s
        .query_map([import], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else {
        return Ok(None);
    };
    let mut s = conn.prepare(
        "SELECT p.import_id, b.packed FROM order_block b JOIN order_part p ON p.id = b.part_id \
         WHERE p.import_id <> ?1 AND b.last_creator >= ?2 AND b.first_creator <= ?3",
    )?;
    let mut rows = s.query((import, first, last))?;
    let mut lines = Vec::new();
    while let Some(r) = rows.next()? {
        lines.clear();
        pack::unpack(blob(r, 1)?, &mut lines)?;
        if lines.iter().any(|l| ids.binary_search(&l.creator).is_ok()) {
            return Ok(Some(r.get(0)?));
        }
    }
    Ok(None)
}

/// Lets go of what an import has brought.
pub(super) fn forget(conn: &Connection, import: i64) -> Result<u64, Fault> {
    let lines: Option<i64> = conn
        .prepare_cached("SELECT sum(lines) FROM order_part WHERE import_id = ?1")?
        .query_row([import], |r| r.get(0))?;
    let Some(lines) = lines else {
        return Ok(0);
    };
    for table in ["order_block", "order_key"] {
        conn.execute(
            &format!(
                "DELETE FROM {table} WHERE part_id IN (SELECT id FROM order_part WHERE import_id = ?1)"
            ),
            [import],
        )?;
    }
    conn.execute("DELETE FROM order_part WHERE import_id = ?1", [import])?;
    // words that a later import may have come to use stay
    for table in ["order_word", "order_item"] {
        conn.execute(
            &format!(
                "DELETE FROM {table} WHERE created_by = ?1 \
                 AND NOT EXISTS (SELECT 1 FROM order_part WHERE import_id > ?1)"
            ),
            [import],
        )?;
    }
    Ok(u64::try_from(lines).unwrap_or(0))
}
