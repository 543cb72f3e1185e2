//! One collaboration with all that belongs to it, and the names that can be chosen for one.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::error::{Fault, Result};
use super::native::{Table, value};
use super::returns::{whose, whose_deals};
use super::same::Same;
use super::{Store, journal, known_member, returns, work};
use crate::domain::collab::detail::{Belonging, Detail, Moved, Names, Way};
use crate::domain::collab::native::{
    AGREEMENTS, BUYERS, COLLABORATIONS, CONTENTS, COSTS, File, OUTREACH, SAMPLES,
};
use crate::domain::collab::stage::Stage;
use crate::domain::money::Rates;

impl Store {
    /// Everything about a collaboration; nothing where it is gone.
    pub fn detail(&self, id: u32, rates: &Rates) -> Result<Option<Detail>> {
        self.read(|c| {
            let found: Option<(u32, String)> = c
                .prepare_cached(
                    "SELECT c.creator_id, k.handle FROM collab c JOIN creator k ON k.id = c.creator_id WHERE c.id = ?1",
                )?
                .query_row([id], |r| Ok((r.get(0)?, r.get(1)?)))
                .optional()?;
            let Some((creator, handle)) = found else {
                return Ok(None);
            };
            let own = belonging(c, &COLLABORATIONS, "t.id = ?1", &[id])?.pop();
            let of = "t.collab_id = ?1";
            let whose = "t.creator_id = ?1";
            let mut contacts = belonging(c, &OUTREACH, whose, &[creator])?;
            contacts.reverse();
            let mut agreements = belonging(c, &AGREEMENTS, whose, &[creator])?;
            agreements.reverse();
            Ok(Some(Detail {
                id,
                creator,
                handle,
                values: own.map(|o| o.values).unwrap_or_default(),
                moves: moves(c, id)?,
                samples: belonging(c, &SAMPLES, of, &[id])?,
                contents: belonging(c, &CONTENTS, of, &[id])?,
                contacts,
                agreements,
                costs: belonging(c, &COSTS, of, &[id])?,
                shared: returns::borne(c, creator, id, rates)?,
                buyers: belonging(c, &BUYERS, of, &[id])?,
            }))
        })
    }

    /// What happened between the team and a creator, under all names that are one person. Notes come with the creator.
    pub fn way(&self, creator: u32) -> Result<Way> {
        self.read(|c| {
            let same = Same::load(c)?;
            let ids: Vec<u32> = same.family(same.stays(creator)).collect();
            let (own, of_deals) = (whose(Some(&ids)), whose_deals(Some(&ids)));
            let handle = c
                .prepare_cached("SELECT handle FROM creator WHERE id = ?1")?
                .query_row([creator], |r| r.get(0))
                .optional()?;
            let mut s = c.prepare(&format!(
                "SELECT id, ref FROM collab WHERE {own} ORDER BY id"
            ))?;
            let deals = s.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
            let deals: Vec<(u32, String)> = deals.collect::<rusqlite::Result<_>>()?;
            let moves = deals
                .into_iter()
                .map(|(id, name)| Ok((name, moves(c, id)?)));
            Ok(Way {
                handle: handle.unwrap_or_default(),
                moves: moves.collect::<Result<_, Fault>>()?,
                samples: belonging(c, &SAMPLES, &of_deals, &[])?,
                contents: belonging(c, &CONTENTS, &own, &[])?,
                contacts: belonging(c, &OUTREACH, &own, &[])?,
                notes: Vec::new(),
            })
        })
    }

    /// All rows of a native file, in the order people look for them.
    pub fn basics(&self, file: &'static File) -> Result<Vec<Belonging>> {
        self.read(|c| belonging(c, file, "true", &[]))
    }

    /// The names that can be chosen; `member` is the name or login of whoever is at the keys.
    pub fn names(&self, member: &str, today: Date) -> Result<Names> {
        let members = self.members()?;
        let midnight = today.to_zoned(jiff::tz::TimeZone::system());
        let midnight = midnight.map_or(i64::MAX, |z| journal::millis(z.timestamp()));
        self.read(|c| {
            let (mut campaigns, mut campaign_days) = (Vec::new(), Vec::new());
            let mut s = c.prepare_cached(
                "SELECT name, starts, ends FROM campaign ORDER BY ifnull(starts, '') DESC, id DESC",
            )?;
            let mut rows = s.query([])?;
            while let Some(r) = rows.next()? {
                campaigns.push(r.get(0)?);
                campaign_days.push([work::day(r, 1)?, work::day(r, 2)?]);
            }
            let mut s = c.prepare_cached(
                "SELECT product_id, ifnull(name, '') FROM product ORDER BY name IS NULL, name, product_id",
            )?;
            let products = s.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
            let me = known_member(c, member)?;
            let contacted_today = c
                .prepare_cached("SELECT count(*) FROM contact WHERE by = ?1 AND at >= ?2")?
                .query_row(params![me.as_ref().map_or(0, |(id, _)| *id), midnight], |r| {
                    r.get::<_, u32>(0)
                })? as usize;
            Ok(Names {
                me: me.map_or_else(|| member.to_owned(), |(_, name)| name),
                members,
                campaigns,
                campaign_days,
                products: products.collect::<rusqlite::Result<_>>()?,
                reasons: work::reasons(c)?,
                contacted_today,
            })
        })
    }
}

/// The stages of a collaboration, oldest first.
fn moves(conn: &Connection, id: u32) -> Result<Vec<Moved>, Fault> {
    let mut s = conn.prepare_cached(
        "SELECT m.stage, m.at, w.name, m.reason, m.passed FROM stage_move m LEFT JOIN member w ON w.id = m.by \
         WHERE m.collab_id = ?1 ORDER BY m.at, m.id",
    )?;
    let mut rows = s.query([id])?;
    let mut moves = Vec::new();
    while let Some(r) = rows.next()? {
        let key: String = r.get(0)?;
        let at: Option<i64> = r.get(1)?;
        let text = |column: usize| -> rusqlite::Result<String> {
            Ok(r.get::<_, Option<String>>(column)?.unwrap_or_default())
        };
        let passed = text(4)?;
        moves.push(Moved {
            stage: Stage::parse_key(&key).ok_or_else(|| Fault::Damaged(key.clone()))?,
            at: at
                .map(|ms| journal::moment(ms).to_string())
                .unwrap_or_default(),
            by: text(2)?,
            reason: text(3)?,
            passed: passed
                .split('|')
                .filter(|p| !p.is_empty())
                .map(str::to_owned)
                .collect(),
        });
    }
    Ok(moves)
}

/// Rows of a native file; `of` fills the marks of `which`.
fn belonging(
    conn: &Connection,
    file: &'static File,
    which: &str,
    of: &[u32],
) -> Result<Vec<Belonging>, Fault> {
    let Some(table) = Table::of(file) else {
        return Ok(Vec::new());
    };
    let order = match file.name {
        "samples" => "t.item",
        "outreach" => "t.at, t.id",
        "campaigns" => "ifnull(t.starts, '') DESC, t.id DESC",
        "products" => "t.name IS NULL, t.name, t.id",
        "members" => "t.name",
        "costs" => "ifnull(t.at, ''), t.id",
        "margins" => "t.product_id IS NOT NULL, t.starts DESC, t.id",
        _ => "t.id",
    };
    let sql = format!(
        "SELECT t.id, {} FROM {} t WHERE {which} ORDER BY {order}",
        table.written(),
        table.entity.name
    );
    let mut s = conn.prepare_cached(&sql)?;
    let mut rows = s.query(params_from_iter(of))?;
    let mut all = Vec::new();
    while let Some(r) = rows.next()? {
        let values = file.fields.iter().zip(1..);
        let values = values.map(|(field, i)| value(field.cell, r.get_ref(i)?));
        all.push(Belonging {
            id: r.get(0)?,
            values: values.collect::<Result<_, Fault>>()?,
        });
    }
    Ok(all)
}
