//! Costs of one creator as the ledger and the parcels have them, one by one.

use hashbrown::HashSet;
use rusqlite::Connection;

use super::super::error::{Fault, Result};
use super::super::same::Same;
use super::super::stream::View;
use super::super::work::day;
use super::context::{days, whose, whose_deals};
use super::deals::currency;
use super::ledger::{self, Booked};
use crate::domain::money::Rates;
use crate::domain::returns::cost::CostKind;
use crate::domain::returns::spent::{Part, Source, Spent};

fn read(conn: &Connection, creator: u32, rates: &Rates) -> Result<Vec<Spent>, Fault> {
    let same = Same::load(conn)?;
    let ids: Vec<u32> = same.family(creator).collect();
    let mine: HashSet<u32> = {
        let sql = format!("SELECT id FROM collab WHERE {}", whose(Some(&ids)));
        let mut s = conn.prepare(&sql)?;
        s.query_map([], |r| r.get(0))?
            .collect::<rusqlite::Result<_>>()?
    };
    let asked = ledger::Asked {
        ids: Some(&ids),
        concerns: &|collab| mine.contains(&collab),
        gmv: None,
        rates: Some(rates),
        same: &same,
    };
    let mut booked: Vec<Booked> = Vec::new();
    ledger::read(conn, &asked, &mut |b| {
        if mine.contains(&b.collab) {
            booked.push(b);
        }
    })?;
    let mut all = Vec::new();
    let mut s = conn.prepare_cached("SELECT cost_id, note FROM cost WHERE id = ?1")?;
    for b in booked {
        let mut rows = s.query([b.cost])?;
        let Some(r) = rows.next()? else { continue };
        let name: String = r.get(0)?;
        let note: Option<String> = r.get(1)?;
        all.push(Spent {
            kind: b.kind,
            deal: Some(b.collab),
            raw: b.raw,
            currency: b.currency,
            day: b.day,
            source: match b.shared {
                Some(shared) => Source::Shared(Part {
                    name: name.into(),
                    whole: shared.whole,
                    how: shared.how,
                    among: shared.among,
                }),
                None => Source::Ledger(name.into()),
            },
            note: note.map(Into::into),
            planned: false,
        });
    }
    let sql = format!(
        "SELECT collab_id, currency, cost, shipping, sent, item FROM sample WHERE {}",
        whose_deals(Some(&ids))
    );
    let mut s = conn.prepare(&sql)?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        for (kind, column) in [(CostKind::Sample, 2), (CostKind::Shipping, 3)] {
            let Some(raw) = r.get::<_, Option<i64>>(column)? else {
                continue;
            };
            all.push(Spent {
                kind,
                deal: Some(r.get(0)?),
                raw: raw.into(),
                currency: currency(r, 1)?,
                day: day(r, 4)?.map(days),
                source: Source::Parcel(r.get(5)?),
                note: None,
                planned: false,
            });
        }
    }
    Ok(all)
}

/// What a collaboration bears of costs that several share.
pub(in crate::store) fn borne(
    conn: &Connection,
    creator: u32,
    collab: u32,
    rates: &Rates,
) -> Result<Vec<Spent>, Fault> {
    let mut all = read(conn, creator, rates)?;
    all.retain(|s| s.deal == Some(collab) && matches!(s.source, Source::Shared(_)));
    Ok(all)
}

impl View<'_> {
    /// What the ledger and the parcels say was spent on a creator.
    /// `rates` are a person's, see [`super::Asked`].
    pub fn spent(&self, creator: u32, rates: &Rates) -> Result<Vec<Spent>> {
        self.store.read(|c| read(c, creator, rates))
    }

    /// The first and the last day on which anything was agreed with a creator, sent or spent; sales apart. Counted from
    /// 1970-01-01.
    pub fn worked(&self, creator: u32) -> Result<Option<(i32, i32)>> {
        self.store.read(|c| {
            let ids: Vec<u32> = Same::load(c)?.family(creator).collect();
            let (whose, deals) = (whose(Some(&ids)), whose_deals(Some(&ids)));
            let sql = format!(
                "SELECT min(d), max(d) FROM (SELECT started AS d FROM collab WHERE {whose} \
                 UNION ALL SELECT ifnull(ended, due) FROM collab WHERE {whose} \
                 UNION ALL SELECT at FROM cost WHERE {deals} OR collab_id IS NULL \
                 UNION ALL SELECT posted_at FROM content WHERE {whose} \
                 UNION ALL SELECT sent FROM sample WHERE {deals})"
            );
            let mut s = c.prepare(&sql)?;
            let mut rows = s.query([])?;
            let Some(r) = rows.next()? else {
                return Ok(None);
            };
            Ok(day(r, 0)?.map(days).zip(day(r, 1)?.map(days)))
        })
    }
}
