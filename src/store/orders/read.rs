//! Reading order lines: of some creators, or of all, a creator at a time.

use std::cmp::Reverse;
use std::collections::HashMap;

use rusqlite::Connection;

use super::super::error::Fault;
use super::super::same::Same;
use super::{blob, pack};
use crate::domain::order::{Line, State};

/// Blocks read at a time when all lines are.
const AT_ONCE: usize = 96;

fn parts(conn: &Connection) -> Result<Vec<i64>, Fault> {
    let mut s = conn.prepare_cached("SELECT id FROM order_part ORDER BY id")?;
    let all = s.query_map([], |r| r.get(0))?;
    Ok(all.collect::<rusqlite::Result<_>>()?)
}

/// Of lines with one key the newest stays; what has ended goes. `found` with the part of each.
fn newest(found: &mut Vec<(Line, i64)>) {
    found.sort_unstable_by_key(|(l, part)| {
        (l.order, l.item, Reverse(*part), l.state == State::Gone)
    });
    found.dedup_by_key(|(l, _)| l.key());
    found.retain(|(l, _)| l.state != State::Gone);
}

/// All lines of these creators together, by time; they are one person.
pub(in crate::store) fn lines_of(conn: &Connection, ids: &[u32]) -> Result<Vec<Line>, Fault> {
    let mut found = Vec::new();
    let mut block = Vec::new();
    let mut s = conn.prepare_cached(
        "SELECT first_creator, packed FROM order_block WHERE part_id = ?1 AND last_creator >= ?2 ORDER BY last_creator",
    )?;
    for part in parts(conn)? {
        for id in ids {
            let mut rows = s.query((part, id))?;
            while let Some(r) = rows.next()? {
                if r.get::<_, u32>(0)? > *id {
                    break;
                }
                block.clear();
                pack::unpack(blob(r, 1)?, &mut block)?;
                found.extend(
                    block
                        .iter()
                        .filter(|l| l.creator == *id)
                        .map(|l| (*l, part)),
                );
            }
        }
    }
    newest(&mut found);
    let mut lines: Vec<Line> = found.into_iter().map(|(l, _)| l).collect();
    lines.sort_unstable_by_key(|l| (l.at, l.order, l.item));
    Ok(lines)
}

/// Where a line stands among those that were read, in the order in which lines are handed over: the newest of those with
/// one key first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Turn {
    creator: u32,
    order: i64,
    item: u32,
    part: Reverse<i64>,
    gone: bool,
    at: usize,
}

struct Place {
    first: u32,
    last: u32,
    part: i64,
    id: i64,
}

/// What is done with the lines of one creator, by order and item; an error stops the reading.
pub(in crate::store) type Each<'e> = dyn FnMut(u32, &[Line]) -> Result<(), Fault> + 'e;

/// Hands over the lines of every creator who has any, rising by creator; those that are one person under the one that
/// stays, at the end.
pub(in crate::store) fn all_lines(conn: &Connection, each: &mut Each<'_>) -> Result<(), Fault> {
    let same = Same::load(conn)?;
    let mut several: HashMap<u32, Vec<u32>> = HashMap::new();
    for (gone, stays) in same.all() {
        several
            .entry(stays)
            .or_insert_with(|| vec![stays])
            .push(gone);
    }
    let alone = |id: u32| !same.is_gone(id) && !several.contains_key(&id);
    let mut places: Vec<Place> = {
        let mut s =
            conn.prepare("SELECT first_creator, last_creator, part_id, id FROM order_block")?;
        let all = s.query_map([], |r| {
            Ok(Place {
                first: r.get(0)?,
                last: r.get(1)?,
                part: r.get(2)?,
                id: r.get(3)?,
            })
        })?;
        all.collect::<rusqlite::Result<_>>()?
    };
    places.sort_unstable_by_key(|p| (p.first, p.part, p.id));
    let mut s = conn.prepare_cached("SELECT packed FROM order_block WHERE id = ?1")?;
    // blocks that reach beyond the creators they were read for, to be read again
    let mut open: Vec<usize> = Vec::new();
    let mut from = 0u32;
    let mut next = 0;
    // lines are large: what is sorted are their turns
    let mut found: Vec<Line> = Vec::new();
    let mut turns: Vec<Turn> = Vec::new();
    let mut lines = Vec::new();
    while next < places.len() || !open.is_empty() {
        let upto = (next + AT_ONCE).min(places.len());
        // creators below this one are all in what is read now
        let edge = places.get(upto).map_or(u32::MAX, |p| p.first);
        let new = next..upto;
        next = upto;
        found.clear();
        turns.clear();
        let reading: Vec<usize> = open.drain(..).chain(new).collect();
        for at in reading {
            let Some(p) = places.get(at) else { continue };
            if p.last >= edge && edge != u32::MAX {
                open.push(at);
            }
            if p.first >= edge && edge != u32::MAX {
                continue;
            }
            let mut rows = s.query([p.id])?;
            let Some(r) = rows.next()? else { continue };
            let begin = found.len();
            pack::unpack(blob(r, 0)?, &mut found)?;
            let within = |l: &Line| {
                l.creator >= from && (l.creator < edge || edge == u32::MAX) && alone(l.creator)
            };
            let new = found.iter().enumerate().skip(begin);
            turns.extend(new.filter(|(_, l)| within(l)).map(|(at, l)| Turn {
                creator: l.creator,
                order: l.order,
                item: l.item,
                part: Reverse(p.part),
                gone: l.state == State::Gone,
                at,
            }));
        }
        from = edge;
        turns.sort_unstable();
        for mine in turns.chunk_by(|a, b| a.creator == b.creator) {
            let Some(id) = mine.first().map(|turn| turn.creator) else {
                continue;
            };
            lines.clear();
            let mut before = None;
            for turn in mine {
                let Some(l) = found.get(turn.at) else {
                    continue;
                };
                if before.replace((turn.order, turn.item)) != Some((turn.order, turn.item))
                    && !turn.gone
                {
                    lines.push(*l);
                }
            }
            if !lines.is_empty() {
                each(id, &lines)?;
            }
        }
        if edge == u32::MAX {
            break;
        }
    }
    let mut several: Vec<(u32, Vec<u32>)> = several.into_iter().collect();
    several.sort_unstable();
    for (stays, ids) in several {
        let mut lines = lines_of(conn, &ids)?;
        lines.sort_unstable_by_key(Line::key);
        if !lines.is_empty() {
            each(stays, &lines)?;
        }
    }
    Ok(())
}

/// Adds the creators whose lines a part has; false where there are more than `most` in all.
pub(in crate::store) fn creators_of(
    conn: &Connection,
    part: i64,
    most: usize,
    into: &mut std::collections::BTreeSet<u32>,
) -> Result<bool, Fault> {
    let mut s = conn.prepare_cached("SELECT packed FROM order_block WHERE part_id = ?1")?;
    let mut rows = s.query([part])?;
    let mut block = Vec::new();
    while let Some(r) = rows.next()? {
        block.clear();
        pack::unpack(blob(r, 0)?, &mut block)?;
        into.extend(block.iter().map(|l| l.creator));
        if into.len() > most {
            return Ok(false);
        }
    }
    Ok(true)
}
