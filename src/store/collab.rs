//! What people do with collaborations: candidates, moves, contacts, reminders put aside.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, ToSql, params};

use super::change::{self, Outcome};
use super::entity::{self, COLLAB, CONTACT, Entity, SNOOZE, STAGE_MOVE};
use super::error::{Fault, Result, StoreError};
use super::journal::Change;
use super::native::{self};
use super::{Store, known_member, work};
use crate::domain::collab::agenda::Snoozed;
use crate::domain::collab::stage::{Move, Stage};
use crate::domain::deed::{Deed, Kind};
use crate::text::fold_key;

impl Entity {
    /// Makes one row, and notes it.
    pub(super) fn add(
        &self,
        conn: &Connection,
        change: Change,
        creator: u32,
        part: i64,
        values: &HashMap<&'static str, Sql>,
    ) -> Result<(), Fault> {
        self.note(conn, change, creator, part, values)?;
        self.write(conn, change)
    }

    /// Notes one row of several: none is made before [`Entity::write`], which goes through all that the change has noted
    /// and so is called once.
    pub(super) fn note(
        &self,
        conn: &Connection,
        change: Change,
        creator: u32,
        part: i64,
        values: &HashMap<&'static str, Sql>,
    ) -> Result<(), Fault> {
        let columns: Vec<&'static str> = self.columns().collect();
        let marks = (3..).zip(&columns).map(|(n, c)| format!("'{c}', ?{n}"));
        let sql = format!(
            "INSERT INTO change_row (change_id, what, creator_id, part, after) \
             SELECT {}, '{}', ?1, ?2, json_object({})",
            change.id,
            self.name,
            marks.collect::<Vec<_>>().join(", ")
        );
        let mut all: Vec<&dyn ToSql> = vec![&creator, &part];
        for column in &columns {
            all.push(values.get(column).unwrap_or(&Sql::Null));
        }
        conn.prepare_cached(&sql)?.execute(all.as_slice())?;
        Ok(())
    }
}

/// Who has written a row last, where it was not this one.
pub(super) fn writer(conn: &Connection, version: i64) -> Result<String, Fault> {
    let by = conn
        .prepare_cached("SELECT m.name FROM change h JOIN member m ON m.id = h.by WHERE h.id = ?1")?
        .query_row([version], |r| r.get(0))
        .optional()?;
    Ok(by.unwrap_or_default())
}

/// The member of this name or login.
pub(super) fn member_called(conn: &Connection, name: &str) -> Result<i64, Fault> {
    let wanted = fold_key(name.trim());
    let mut s = conn.prepare_cached("SELECT id, name, login FROM member ORDER BY id")?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        let names: [Option<String>; 2] = [r.get(1)?, r.get(2)?];
        if names.into_iter().flatten().any(|n| fold_key(&n) == wanted) {
            return Ok(r.get(0)?);
        }
    }
    Err(StoreError::NoSuchMember(name.trim().to_owned()).into())
}

/// The campaign of this name.
pub(super) fn known_campaign(conn: &Connection, name: &str) -> Result<Option<i64>, Fault> {
    let fold = fold_key(change::named(name)?);
    Ok(conn
        .prepare_cached("SELECT id FROM campaign WHERE fold = ?1")?
        .query_row([&fold], |r| r.get(0))
        .optional()?)
}

/// The campaign of this name; where there is none it is made, as part of the change.
pub(super) fn campaign_called(conn: &Connection, now: Change, name: &str) -> Result<i64, Fault> {
    if let Some(id) = known_campaign(conn, name)? {
        return Ok(id);
    }
    let name = change::named(name)?;
    let fold = fold_key(name);
    let id = entity::CAMPAIGN.next(conn)?;
    let values = HashMap::from([
        ("name", Sql::Text(name.to_owned())),
        ("fold", Sql::Text(fold)),
    ]);
    entity::CAMPAIGN.add(conn, now, 0, id, &values)?;
    Ok(id)
}

/// The product of this number, name or link.
pub(super) fn known_product(conn: &Connection, name: &str) -> Result<Option<i64>, Fault> {
    let name = change::named(name)?;
    Ok(conn
        .prepare_cached(
            "SELECT id FROM product WHERE product_id = ?1 UNION ALL SELECT product_id FROM product_link WHERE link_id = ?1 \
             UNION ALL SELECT id FROM product WHERE name = ?1 COLLATE NOCASE LIMIT 1",
        )?
        .query_row([name], |r| r.get(0))
        .optional()?)
}

/// The same; where there is none it is made.
pub(super) fn product_called(conn: &Connection, now: Change, name: &str) -> Result<i64, Fault> {
    if let Some(id) = known_product(conn, name)? {
        return Ok(id);
    }
    let name = change::named(name)?;
    let id = entity::PRODUCT.next(conn)?;
    let values = HashMap::from([("product_id", Sql::Text(name.to_owned()))]);
    entity::PRODUCT.add(conn, now, 0, id, &values)?;
    Ok(id)
}

/// What became of collaborations that were to go on.
pub(super) struct GoneOn {
    /// So many were changed.
    pub done: usize,
    /// So many stand elsewhere by now, and stay there.
    pub left: usize,
    /// Where the first of those stands, and the change that wrote it; none where it is gone.
    first: Option<(String, i64)>,
}

impl GoneOn {
    /// Why those that were left were.
    pub(super) fn conflict(self, conn: &Connection) -> Result<StoreError, Fault> {
        Ok(match self.first {
            Some((stage, version)) => StoreError::Moved {
                by: writer(conn, version)?,
                stage,
            },
            None => StoreError::NoSuchCollab(String::new()),
        })
    }
}

/// Moves collaborations, as part of a change. With `decided` it is noted on these collaborations what was decided about
/// them.
pub(super) fn go_on(
    conn: &Connection,
    now: Change,
    moves: &[Move],
    reason: &str,
    decided: Option<(&[u32], &str)>,
) -> Result<GoneOn, Fault> {
    conn.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS moved (id INTEGER PRIMARY KEY, stage TEXT, passed TEXT); \
         DELETE FROM temp.moved",
    )?;
    let mut gone = GoneOn {
        done: 0,
        left: 0,
        first: None,
    };
    {
        let mut find = conn.prepare_cached("SELECT stage, version FROM collab WHERE id = ?1")?;
        let mut take = conn.prepare_cached(
            "INSERT OR IGNORE INTO temp.moved (id, stage, passed) VALUES (?1, ?2, ?3)",
        )?;
        for m in moves {
            let found: Option<(String, i64)> = find
                .query_row([m.id], |r| Ok((r.get(0)?, r.get(1)?)))
                .optional()?;
            match found {
                // it is there, or somebody was quicker with the same wish
                Some((stage, _)) if stage == m.to.key() => {}
                Some((stage, _)) if stage == m.from.key() => {
                    let passed = m.passed.join("|");
                    take.execute(params![
                        m.id,
                        m.to.key(),
                        (!passed.is_empty()).then_some(passed)
                    ])?;
                }
                found => {
                    if gone.left == 0 {
                        gone.first = found;
                    }
                    gone.left += 1;
                }
            }
        }
        for id in decided.iter().flat_map(|(ids, _)| *ids) {
            take.execute(params![id, None::<&str>, None::<&str>])?;
        }
    }
    gone.done = COLLAB.keep(conn, now, "t.id IN (SELECT id FROM temp.moved)", &[])?;
    conn.prepare_cached(
        "UPDATE collab SET stage = m.stage, since = ?1, version = ?2 FROM temp.moved m \
         WHERE m.id = collab.id AND m.stage IS NOT NULL",
    )?
    .execute(params![now.at, now.id])?;
    if let Some((_, decision)) = decided {
        conn.prepare_cached(
            "UPDATE collab SET decision = ?1, version = ?2 WHERE id IN (SELECT id FROM temp.moved) \
             AND decision IS NOT ?1",
        )?
        .execute(params![decision, now.id])?;
    }
    COLLAB.settle(conn, now)?;
    let next = STAGE_MOVE.next(conn)?;
    let why = (!reason.is_empty()).then_some(reason);
    STAGE_MOVE.make(
        conn,
        now,
        "SELECT c.creator_id, ?1 - 1 + row_number() OVER (ORDER BY c.id), json_object('collab_id', c.id, \
         'stage', m.stage, 'at', ?2, 'by', ?3, 'reason', ?4, 'passed', m.passed, 'created_by', NULL) \
         FROM temp.moved m JOIN collab c ON c.id = m.id WHERE m.stage IS NOT NULL",
        &[&next, &now.at, &now.by, &why],
    )?;
    Ok(gone)
}

impl Store {
    /// Makes creators candidates of a campaign (none where the name is empty), for a product where one is named. Those
    /// who have an open collaboration for it already are left out, and counted.
    ///
    /// # Errors
    /// [`StoreError::NoSuchMember`]; [`StoreError::NoSuchCreator`] where none of them is in the pool.
    pub fn add_candidates(
        &mut self,
        ids: &[u32],
        campaign: &str,
        product: &str,
        owner: &str,
        at: Timestamp,
    ) -> Result<Outcome> {
        let (campaign, product) = (campaign.trim().to_owned(), product.trim().to_owned());
        let owner = owner.trim().to_owned();
        let year = TimeZone::system().to_datetime(at).date().year();
        let mut left = 0;
        let mut first = None;
        let done = self.change(Kind::CollabAdd, at, |conn, now| {
            let picked = change::pick(conn, ids)?;
            let optional = |name: &str, find: &dyn Fn() -> Result<i64, Fault>| {
                (!name.is_empty()).then(find).transpose()
            };
            let owner = match owner.as_str() {
                "" => now.by,
                name => member_called(conn, name)?,
            };
            let campaign_id = optional(&campaign, &|| campaign_called(conn, now, &campaign))?;
            let product_id = optional(&product, &|| product_called(conn, now, &product))?;
            let open: Vec<String> = Stage::ALL
                .into_iter()
                .filter(|s| s.is_open())
                .map(|s| format!("'{}'", s.key()))
                .collect();
            let free: Vec<u32> = {
                let sql = format!(
                    "SELECT p.id FROM temp.picked p WHERE NOT EXISTS (SELECT 1 FROM collab c WHERE c.creator_id = p.id \
                     AND c.campaign_id IS ?1 AND (?2 IS NULL OR c.product_id IS ?2) AND c.stage IN ({})) ORDER BY p.id",
                    open.join(", ")
                );
                let mut s = conn.prepare(&sql)?;
                let all = s.query_map(params![campaign_id, product_id], |r| r.get(0))?;
                all.collect::<rusqlite::Result<_>>()?
            };
            let all: u32 = conn.query_row("SELECT count(*) FROM temp.picked", [], |r| r.get(0))?;
            left = (all as usize).saturating_sub(free.len());
            let mut number = native::next_ref(conn, year)?;
            let (mut id, mut moved) = (COLLAB.next(conn)?, STAGE_MOVE.next(conn)?);
            let number_or_null = |n: Option<i64>| n.map_or(Sql::Null, Sql::Integer);
            first = free.first().map(|_| id);
            for creator in &free {
                let stage = Sql::Text(Stage::Candidate.key().to_owned());
                let values = HashMap::from([
                    ("ref", Sql::Text(format!("{year}-{number:04}"))),
                    ("campaign_id", number_or_null(campaign_id)),
                    ("product_id", number_or_null(product_id)),
                    ("owner", Sql::Integer(owner)),
                    ("stage", stage.clone()),
                    ("since", Sql::Integer(now.at)),
                ]);
                COLLAB.note(conn, now, *creator, id, &values)?;
                let values = HashMap::from([
                    ("collab_id", Sql::Integer(id)),
                    ("stage", stage),
                    ("at", Sql::Integer(now.at)),
                    ("by", Sql::Integer(now.by)),
                ]);
                STAGE_MOVE.note(conn, now, *creator, moved, &values)?;
                (number, id, moved) = (number + 1, id + 1, moved + 1);
            }
            if !free.is_empty() {
                COLLAB.write(conn, now)?;
                STAGE_MOVE.write(conn, now)?;
            }
            let deed = picked.deed(Kind::CollabAdd, &campaign, free.len());
            Ok((!free.is_empty(), deed))
        })?;
        Ok(Outcome {
            left,
            made: first,
            ..done
        })
    }

    /// Moves collaborations. Those that somebody has moved since are left where they are, and counted.
    ///
    /// # Errors
    /// [`StoreError::Moved`] where that is all of them; [`StoreError::NoSuchCollab`] where they are gone.
    pub fn move_collabs(&mut self, moves: &[Move], reason: &str, at: Timestamp) -> Result<Outcome> {
        let reason = crate::text::clean(reason).into_owned();
        let mut left = 0;
        let done = self.change(Kind::CollabMove, at, |conn, now| {
            let moved = go_on(conn, now, moves, &reason, None)?;
            left = moved.left;
            if moved.done == 0 && left > 0 {
                return Err(moved.conflict(conn)?.into());
            }
            let who: Option<String> = conn
                .prepare_cached(
                    "SELECT k.handle FROM temp.moved m JOIN collab c ON c.id = m.id JOIN creator k ON k.id = c.creator_id",
                )?
                .query_row([], |r| r.get(0))
                .optional()?;
            // where they all went, if it is one stage
            let first = moves.first().map(|m| m.to);
            let alike = moves.iter().all(|m| Some(m.to) == first);
            let to = first.filter(|_| alike).map_or("", Stage::key);
            let mut deed = Deed::new(Kind::CollabMove, &reason)
                .to(to)
                .on(moved.done as u64);
            if moved.done == 1 {
                deed.who = who.unwrap_or_default();
            }
            Ok((moved.done > 0, deed))
        })?;
        Ok(Outcome { left, ..done })
    }

    /// Notes that creators were written to, each about a collaboration where one is named; those that are candidates have
    /// been contacted then.
    pub fn log_contacts(
        &mut self,
        whom: &[(u32, Option<u32>)],
        channel: &str,
        template: &str,
        follow_up: Option<Date>,
        at: Timestamp,
    ) -> Result<Outcome> {
        let text = |t: &str| match t.trim() {
            "" => Sql::Null,
            t => Sql::Text(t.to_owned()),
        };
        let (channel, template) = (text(channel), text(template));
        self.change(Kind::WorkAdd, at, |conn, now| {
            let ids: Vec<u32> = whom.iter().map(|(id, _)| *id).collect();
            let picked = change::pick(conn, &ids)?;
            let mut done = 0;
            let (mut contact, mut moved) = (CONTACT.next(conn)?, STAGE_MOVE.next(conn)?);
            let first_move = moved;
            for (creator, collab) in whom {
                let creator = change::stays(conn, *creator)?;
                let known: bool = conn
                    .prepare_cached("SELECT 1 FROM temp.picked WHERE id = ?1")?
                    .exists([creator])?;
                if !known {
                    continue;
                }
                let number = |n: &Option<u32>| n.map_or(Sql::Null, |n| Sql::Integer(n.into()));
                let values = HashMap::from([
                    ("at", Sql::Integer(now.at)),
                    ("by", Sql::Integer(now.by)),
                    ("channel", channel.clone()),
                    ("template", template.clone()),
                    ("collab_id", number(collab)),
                    ("follow_up", follow_up.map_or(Sql::Null, |d| Sql::Text(d.to_string()))),
                ]);
                CONTACT.note(conn, now, creator, contact, &values)?;
                contact += 1;
                done += 1;
                let candidate = "t.id = ?1 AND t.stage = 'candidate'";
                if COLLAB.keep(conn, now, candidate, &[collab])? > 0 {
                    conn.prepare_cached(
                        "UPDATE collab SET stage = 'contacted', since = ?2, version = ?3 WHERE id = ?1",
                    )?
                    .execute(params![collab, now.at, now.id])?;
                    let values = HashMap::from([
                        ("collab_id", number(collab)),
                        ("stage", Sql::Text(Stage::Contacted.key().to_owned())),
                        ("at", Sql::Integer(now.at)),
                        ("by", Sql::Integer(now.by)),
                    ]);
                    STAGE_MOVE.note(conn, now, creator, moved, &values)?;
                    moved += 1;
                }
            }
            if done > 0 {
                CONTACT.write(conn, now)?;
            }
            if moved > first_move {
                STAGE_MOVE.write(conn, now)?;
            }
            COLLAB.settle(conn, now)?;
            Ok((done > 0, picked.deed(Kind::WorkAdd, "outreach", done)))
        })
    }

    /// Puts something on the agenda aside, about this creator: until a day, or for good. `what` is an
    /// [`occasion`](crate::domain::collab::agenda::Item::occasion).
    pub fn snooze(
        &mut self,
        what: &str,
        item: i64,
        who: &str,
        until: Option<Date>,
        at: Timestamp,
    ) -> Result<Outcome> {
        let (what, who) = (what.to_owned(), who.to_owned());
        self.change(Kind::Snooze, at, |conn, now| {
            let which = "t.member = ?1 AND t.what = ?2 AND t.item = ?3";
            SNOOZE.keep(conn, now, which, &[&now.by, &what, &item])?;
            conn.execute(
                "DELETE FROM snooze WHERE member = ?1 AND what = ?2 AND item = ?3",
                params![now.by, what, item],
            )?;
            SNOOZE.settle(conn, now)?;
            let kind = what.split(':').next().unwrap_or_default();
            let until = until.map(|d| d.to_string());
            let mut deed = Deed::new(Kind::Snooze, kind)
                .to(until.clone().unwrap_or_default())
                .on(1);
            deed.who = who.clone();
            let until = until.map_or(Sql::Null, Sql::Text);
            let values = HashMap::from([
                ("member", Sql::Integer(now.by)),
                ("what", Sql::Text(what)),
                ("item", Sql::Integer(item)),
                ("until", until),
            ]);
            let id = SNOOZE.next(conn)?;
            SNOOZE.add(conn, now, 0, id, &values)?;
            Ok((true, deed))
        })
    }

    /// What a member has put aside.
    pub fn snoozed(&self, member: &str) -> Result<Vec<Snoozed>> {
        self.read(|c| {
            let me = known_member(c, member)?.map_or(0, |(id, _)| id);
            let mut s =
                c.prepare_cached("SELECT what, item, until FROM snooze WHERE member = ?1")?;
            let mut rows = s.query([me])?;
            let mut all = Vec::new();
            while let Some(r) = rows.next()? {
                all.push((r.get(0)?, r.get(1)?, work::day(r, 2)?));
            }
            Ok(all)
        })
    }

    /// The collaboration that is called so.
    pub fn collab_called(&self, reference: &str) -> Result<Option<u32>> {
        self.read(|c| work::find(c, reference))
    }
}
