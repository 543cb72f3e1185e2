//! Order lines as they are summed, of everybody: from the sums that are kept where these hold, else from the lines.

use hashbrown::HashMap;
use rusqlite::Connection;

use super::super::error::Fault;
use super::super::orders::all_lines;
use super::super::same::Same;
use super::books::sold;
use super::kept::{Freshness, freshness, margins_hold};
use super::packing::{unpack, unpack_settled};
use super::summing::{Placed, SettledBy, Summed, Summing, To, lines_of_one, sum_now};
use crate::domain::money::Currency;
use crate::domain::returns::Few;

/// Whose lines, of which days, and whether products are told apart.
pub(super) struct Wanted<'w> {
    pub ids: Option<&'w [u32]>,
    /// Of these creators alone, both ends included.
    pub part: Option<(u32, u32)>,
    pub period: Option<(i32, i32)>,
    pub products: bool,
}

/// The lines of a creator.
pub(super) enum Told {
    /// With their products.
    Summed(Summed),
    /// With their margins.
    Settled(SettledBy),
}

/// What is done with the lines of each creator, in any order.
pub(super) type EachTold<'e> = dyn FnMut(u32, Told) -> Result<(), Fault> + 'e;

/// What is done with what is kept of each creator.
type EachKept<'e> = dyn FnMut(u32, &[u8]) -> Result<(), Fault> + 'e;

/// Whether a creator is of those who are wanted.
pub(super) fn within_part(part: Option<(u32, u32)>, creator: u32) -> bool {
    part.is_none_or(|(from, to)| (from..=to).contains(&creator))
}

/// What looks at the lines themselves as they are summed: those of a creator that count, by order and item.
pub(in crate::store) type Seeing<'s> = dyn FnMut(u32, &[Placed<'_>]) + 's;

/// Tells the lines that are wanted.
pub(super) fn lines(
    conn: &Connection,
    wanted: &Wanted<'_>,
    same: &Same,
    each: &mut EachTold<'_>,
) -> Result<(), Fault> {
    lines_seen(conn, wanted, same, &mut |_, _| {}, each)
}

/// The same. Of single creators and of some days the lines themselves are read: `seeing` sees them too, those of other
/// days as well, so that nobody has to read a million a second time.
pub(super) fn lines_seen(
    conn: &Connection,
    wanted: &Wanted<'_>,
    same: &Same,
    seeing: &mut Seeing<'_>,
    each: &mut EachTold<'_>,
) -> Result<(), Fault> {
    let period = wanted.period;
    if let Some(ids) = wanted.ids {
        let summing = Summing::load(conn, Some(ids))?;
        for id in ids.iter().filter(|id| !same.is_gone(**id)) {
            let lines = lines_of_one(conn, same, *id)?;
            let placed = summing.placed(*id, &lines);
            seeing(*id, &placed);
            each(*id, Told::Summed(summing.sum_in(&placed, period)))?;
        }
        return Ok(());
    }
    let told = |summing: &Summing, summed: Summed| match wanted.products {
        true => Told::Summed(summed),
        false => Told::Settled(summing.settle(&summed)),
    };
    // of some days the lines themselves have to be looked at, whatever is kept
    let fresh = match period {
        Some(_) => Freshness::Unknown,
        None => freshness(conn)?,
    };
    if fresh == Freshness::Unknown {
        let summing = Summing::load(conn, None)?;
        return all_lines(conn, &mut |creator, lines| {
            if !within_part(wanted.part, creator) {
                return Ok(());
            }
            let placed = summing.placed(creator, lines);
            seeing(creator, &placed);
            let summed = summing.sum_in(&placed, period);
            each(creator, told(&summing, summed))
        });
    }
    let stale: Vec<u32> = match fresh {
        Freshness::Stale(all) => all,
        _ => Vec::new(),
    };
    let (from, to) = wanted.part.unwrap_or((0, u32::MAX));
    let known = |creator: u32| stale.binary_search(&creator).is_err();
    // what is kept of those whose lines have not changed
    let kept = |table: &str, told: &mut EachKept<'_>| -> Result<(), Fault> {
        let sql =
            format!("SELECT creator_id, packed FROM {table} WHERE creator_id BETWEEN ?1 AND ?2");
        let mut s = conn.prepare_cached(&sql)?;
        let mut rows = s.query([from, to])?;
        while let Some(r) = rows.next()? {
            let creator: u32 = r.get(0)?;
            if known(creator) {
                let packed = r.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
                told(creator, packed)?;
            }
        }
        Ok(())
    };
    if wanted.products {
        kept("reckoned", &mut |creator, packed| {
            each(creator, Told::Summed(unpack(packed)?))
        })?;
    } else if margins_hold(conn)? {
        kept("settled", &mut |creator, packed| {
            each(creator, Told::Settled(unpack_settled(packed)?))
        })?;
    } else {
        let summing = Summing::margins(conn, None)?;
        kept("reckoned", &mut |creator, packed| {
            each(creator, Told::Settled(summing.settle_packed(packed)?))
        })?;
    }
    let stale: Vec<u32> = stale
        .iter()
        .copied()
        .filter(|id| within_part(wanted.part, *id))
        .collect();
    if !stale.is_empty() {
        let all: Vec<u32> = stale.iter().flat_map(|id| same.family(*id)).collect();
        let summing = Summing::load(conn, Some(&all))?;
        for id in stale {
            let summed = sum_now(conn, &summing, same, id)?;
            each(id, told(&summing, summed))?;
        }
    }
    Ok(())
}

/// GMV of these creators by collaboration, raw money, of all days: of those of whom there are order lines.
pub(super) fn sold_by(
    conn: &Connection,
    same: &Same,
    creators: &[u32],
) -> Result<HashMap<u32, Few<Currency, i128>>, Fault> {
    let mut all = HashMap::new();
    let stale: Vec<u32> = match freshness(conn)? {
        Freshness::Fresh => Vec::new(),
        Freshness::Stale(stale) => stale,
        Freshness::Unknown => creators.to_vec(),
    };
    let (again, kept): (Vec<u32>, Vec<u32>) = creators
        .iter()
        .partition(|id| stale.binary_search(id).is_ok());
    let mut s = conn.prepare_cached("SELECT packed FROM settled WHERE creator_id = ?1")?;
    for creator in kept {
        let mut rows = s.query([creator])?;
        let Some(r) = rows.next()? else { continue };
        let packed = r.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        for (to, settled) in unpack_settled(packed)? {
            if let To::Collab(id) = to {
                all.insert(id, settled.gmv());
            }
        }
    }
    if !again.is_empty() {
        let family: Vec<u32> = again.iter().flat_map(|id| same.family(*id)).collect();
        let summing = Summing::load(conn, Some(&family))?;
        for creator in again {
            for (to, lines) in sum_now(conn, &summing, same, creator)? {
                if let To::Collab(id) = to {
                    all.insert(id, sold(&lines));
                }
            }
        }
    }
    Ok(all)
}
