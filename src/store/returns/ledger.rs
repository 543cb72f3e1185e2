//! The ledger: what each collaboration bears of it, costs that several share divided.

use hashbrown::HashMap;
use rusqlite::Connection;

use super::super::error::Fault;
use super::super::work::day;
use super::books::currency;
use super::context::days;
use super::packing::unpack;
use super::summing::To;
use crate::domain::money::Currency;
use crate::domain::returns::budget::split;
use crate::domain::returns::cost::CostKind;
use crate::domain::returns::reckon::labour;

/// GMV of collaborations, raw money, whoever asks: what divides costs that several share.
fn weights(conn: &Connection, ids: &[u32], known: &HashMap<u32, i128>) -> Result<Vec<u64>, Fault> {
    let mut s = conn.prepare_cached(
        "SELECT c.gmv, r.packed FROM collab c LEFT JOIN reckoned r ON r.creator_id = c.creator_id WHERE c.id = ?1",
    )?;
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        let gmv = match known.get(id) {
            Some(gmv) => *gmv,
            None => {
                let mut rows = s.query([id])?;
                let Some(r) = rows.next()? else {
                    all.push(0);
                    continue;
                };
                let typed: Option<i64> = r.get(0)?;
                let packed = r
                    .get_ref(1)?
                    .as_blob_or_null()
                    .map_err(rusqlite::Error::from)?;
                let summed = packed.map(unpack).transpose()?;
                let lines = summed.and_then(|s| s.get(&To::Collab(*id)).map(super::books::sold));
                lines.unwrap_or_else(|| typed.unwrap_or(0).into())
            }
        };
        all.push(u64::try_from(gmv.max(0)).unwrap_or(u64::MAX >> 1));
    }
    Ok(all)
}

/// Where costs of a kind go.
pub(super) type Booking<'b> = dyn FnMut(u32, Currency, CostKind, i128) + 'b;

/// The ledger: what each collaboration bears of it.
pub(super) fn read(
    conn: &Connection,
    gmv: &HashMap<u32, i128>,
    within: &dyn Fn(Option<i32>) -> bool,
    book: &mut Booking<'_>,
) -> Result<(), Fault> {
    let mut s = conn.prepare_cached(
        "SELECT kind, amount, currency, collab_id, campaign_id, split, shares, hours, rate, at FROM cost ORDER BY id",
    )?;
    let mut of_campaign =
        conn.prepare_cached("SELECT id FROM collab WHERE campaign_id = ?1 ORDER BY id")?;
    let mut called = conn.prepare_cached("SELECT id FROM collab WHERE ref = ?1")?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        let kind = r.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        let Some(kind) = CostKind::from_key(kind) else {
            continue;
        };
        if !within(day(r, 9)?.map(days)) {
            continue;
        }
        let amount: Option<i64> = r.get(1)?;
        let hours = labour(r.get(7)?, r.get(8)?);
        let Some(raw) = amount.map(i128::from).or(hours) else {
            continue;
        };
        let currency = currency(r, 2)?;
        if let Some(collab) = r.get::<_, Option<u32>>(3)? {
            book(collab, currency, kind, raw);
            continue;
        }
        let shares: Option<String> = r.get(6)?;
        let mut ids: Vec<u32> = Vec::new();
        let mut parts: Vec<u64> = Vec::new();
        for part in shares.iter().flat_map(|s| s.split('|')) {
            let (reference, weight) = match part.rsplit_once(':') {
                Some((reference, weight)) => (reference, share(weight)),
                None => (part, None),
            };
            let mut found = called.query([reference.trim()])?;
            if let Some(found) = found.next()? {
                ids.push(found.get(0)?);
                parts.push(weight.unwrap_or(1));
            }
        }
        if ids.is_empty()
            && let Some(campaign) = r.get::<_, Option<i64>>(4)?
        {
            ids = of_campaign
                .query_map([campaign], |r| r.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            parts = vec![1; ids.len()];
        }
        let how: Option<String> = r.get(5)?;
        match how.as_deref() {
            Some("gmv") => parts = weights(conn, &ids, gmv)?,
            Some("count") => parts = vec![1; ids.len()],
            _ => {}
        }
        if parts.iter().all(|p| *p == 0) {
            parts = vec![1; ids.len()];
        }
        let raw = i64::try_from(raw).unwrap_or(i64::MAX);
        for (id, raw) in ids.iter().zip(split(raw, &parts, currency.digits())) {
            book(*id, currency, kind, raw.into());
        }
    }
    Ok(())
}

/// `0.6`, `60%`, `3`: as a weight.
fn share(text: &str) -> Option<u64> {
    let text = text.trim().trim_end_matches('%');
    let d = crate::domain::number::Decimal::parse(text)?;
    let (raw, _) = d.to_raw(crate::domain::number::Unit::Money)?;
    u64::try_from(raw).ok()
}
