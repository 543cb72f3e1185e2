//! What people do with collaborations: candidates, moves, fields, samples, contents, contacts, agreements.
//!
//! Whoever writes says what was there before: another one's change of the same thing is told, not written over. Two
//! people may change two fields of one collaboration at a time.

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
use super::native::{self, Link, Table};
use super::{Store, known_member, work};
use crate::domain::collab::agenda::Snoozed;
use crate::domain::collab::native::{COLLABORATIONS, Cell, Field, File, Value};
use crate::domain::collab::stage::Stage;
use crate::domain::deed::{Deed, Kind};
use crate::text::fold_key;

/// A collaboration that somebody moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Which.
    pub id: u32,
    /// Where it was then.
    pub from: Stage,
    /// Where to.
    pub to: Stage,
    /// Needs of gates that are passed over.
    pub passed: Vec<&'static str>,
}

/// A field that somebody changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldEdit {
    /// Which.
    pub key: &'static str,
    /// What it held then.
    pub seen: Option<Value>,
    /// What it holds from now on.
    pub to: Option<Value>,
}

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
        let columns: Vec<&'static str> = self.columns().collect();
        let marks = (3..).zip(&columns).map(|(n, c)| format!("'{c}', ?{n}"));
        let select = format!(
            "SELECT ?1, ?2, json_object({})",
            marks.collect::<Vec<_>>().join(", ")
        );
        let mut all: Vec<&dyn ToSql> = vec![&creator, &part];
        for column in &columns {
            all.push(values.get(column).unwrap_or(&Sql::Null));
        }
        self.make(conn, change, &select, &all)?;
        Ok(())
    }
}

/// Who has written a row last, where it was not this one.
fn writer(conn: &Connection, version: i64) -> Result<String, Fault> {
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

/// The campaign of this name; where there is none it is made, as part of the change.
fn campaign_called(conn: &Connection, now: Change, name: &str) -> Result<i64, Fault> {
    let name = change::named(name)?;
    let fold = fold_key(name);
    let found = conn
        .prepare_cached("SELECT id FROM campaign WHERE fold = ?1")?
        .query_row([&fold], |r| r.get(0))
        .optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    let id = entity::CAMPAIGN.next(conn)?;
    let values = HashMap::from([
        ("name", Sql::Text(name.to_owned())),
        ("fold", Sql::Text(fold)),
    ]);
    entity::CAMPAIGN.add(conn, now, 0, id, &values)?;
    Ok(id)
}

/// The product of this number, name or link; where there is none it is made.
fn product_called(conn: &Connection, now: Change, name: &str) -> Result<i64, Fault> {
    let name = change::named(name)?;
    let found = conn
        .prepare_cached(
            "SELECT id FROM product WHERE product_id = ?1 UNION ALL SELECT product_id FROM product_link WHERE link_id = ?1 \
             UNION ALL SELECT id FROM product WHERE name = ?1 COLLATE NOCASE LIMIT 1",
        )?
        .query_row([name], |r| r.get(0))
        .optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    let id = entity::PRODUCT.next(conn)?;
    let values = HashMap::from([("product_id", Sql::Text(name.to_owned()))]);
    entity::PRODUCT.add(conn, now, 0, id, &values)?;
    Ok(id)
}

/// A value as its column keeps it: names become what they point to.
fn kept(
    conn: &Connection,
    now: Change,
    table: &Table,
    field: &Field,
    value: Option<&Value>,
) -> Result<Sql, Fault> {
    let Some(value) = value else {
        return Ok(Sql::Null);
    };
    let name = value.text().unwrap_or_default();
    Ok(match table.link(field) {
        None => native::sql(value),
        Some(Link::Member) => Sql::Integer(member_called(conn, name)?),
        Some(Link::Campaign) => Sql::Integer(campaign_called(conn, now, name)?),
        Some(Link::Product) => Sql::Integer(product_called(conn, now, name)?),
        Some(Link::Collab) => match work::find(conn, name)? {
            Some(id) => Sql::Integer(id.into()),
            None => return Err(StoreError::NoSuchCollab(name.to_owned()).into()),
        },
        // whose it is, and which plan, is no field that changes
        Some(Link::Creator | Link::Plan) => Sql::Null,
    })
}

/// What a row points to belongs to this creator: for the sentence and for the journal.
fn whose(conn: &Connection, e: &Entity, id: i64) -> Result<Option<(u32, String, i64)>, Fault> {
    let sql = match e.is_of_creators() {
        true => format!(
            "SELECT t.creator_id, k.handle, t.version FROM {} t JOIN creator k ON k.id = t.creator_id WHERE t.id = ?1",
            e.name
        ),
        false => format!("SELECT 0, '', version FROM {} WHERE id = ?1", e.name),
    };
    Ok(conn
        .prepare_cached(&sql)?
        .query_row([id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .optional()?)
}

/// A deed about one creator, or about none.
fn about(kind: Kind, name: &str, who: &str) -> Deed {
    let mut deed = Deed::new(kind, name);
    if !who.is_empty() {
        deed = deed.on(1);
        deed.who = who.to_owned();
    }
    deed
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
                COLLAB.add(conn, now, *creator, id, &values)?;
                let values = HashMap::from([
                    ("collab_id", Sql::Integer(id)),
                    ("stage", stage),
                    ("at", Sql::Integer(now.at)),
                    ("by", Sql::Integer(now.by)),
                ]);
                STAGE_MOVE.add(conn, now, *creator, moved, &values)?;
                (number, id, moved) = (number + 1, id + 1, moved + 1);
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
            conn.execute_batch(
                "CREATE TEMP TABLE IF NOT EXISTS moved (id INTEGER PRIMARY KEY, stage TEXT, passed TEXT); \
                 DELETE FROM temp.moved",
            )?;
            let mut conflict = None;
            {
                let mut find = conn.prepare_cached("SELECT stage, version FROM collab WHERE id = ?1")?;
                let mut take =
                    conn.prepare_cached("INSERT OR IGNORE INTO temp.moved (id, stage, passed) VALUES (?1, ?2, ?3)")?;
                for m in moves {
                    let found: Option<(String, i64)> = find
                        .query_row([m.id], |r| Ok((r.get(0)?, r.get(1)?)))
                        .optional()?;
                    match found {
                        Some((stage, _)) if stage == m.from.key() => {
                            let passed = m.passed.join("|");
                            take.execute(params![m.id, m.to.key(), (!passed.is_empty()).then_some(passed)])?;
                        }
                        // somebody was quicker, with the same wish
                        Some((stage, _)) if stage == m.to.key() => {}
                        found => {
                            left += 1;
                            conflict = conflict.or(Some(found));
                        }
                    }
                }
            }
            let which = "t.id IN (SELECT id FROM temp.moved)";
            let kept = COLLAB.keep(conn, now, which, &[])?;
            if let (0, Some(found)) = (kept, conflict) {
                return Err(match found {
                    Some((stage, version)) => StoreError::Moved {
                        by: writer(conn, version)?,
                        stage,
                    },
                    None => StoreError::NoSuchCollab(String::new()),
                }
                .into());
            }
            conn.prepare_cached(
                "UPDATE collab SET stage = m.stage, since = ?1, version = ?2 FROM temp.moved m WHERE m.id = collab.id",
            )?
            .execute(params![now.at, now.id])?;
            COLLAB.settle(conn, now)?;
            let next = STAGE_MOVE.next(conn)?;
            let why = (!reason.is_empty()).then_some(reason.as_str());
            STAGE_MOVE.make(
                conn,
                now,
                "SELECT c.creator_id, ?1 - 1 + row_number() OVER (ORDER BY c.id), json_object('collab_id', c.id, \
                 'stage', m.stage, 'at', ?2, 'by', ?3, 'reason', ?4, 'passed', m.passed, 'created_by', NULL) \
                 FROM temp.moved m JOIN collab c ON c.id = m.id",
                &[&next, &now.at, &now.by, &why],
            )?;
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
                .on(kept as u64);
            if kept == 1 {
                deed.who = who.unwrap_or_default();
            }
            Ok((kept > 0, deed))
        })?;
        Ok(Outcome { left, ..done })
    }

    /// Changes fields of one row of a native file. A stage is not changed here: it is moved to.
    ///
    /// # Errors
    /// [`StoreError::FieldChanged`] where somebody has changed one of them since; [`StoreError::NoSuchCollab`],
    /// [`StoreError::NoSuchMember`].
    pub fn edit_row(
        &mut self,
        file: &'static File,
        id: i64,
        edits: &[FieldEdit],
        at: Timestamp,
    ) -> Result<Outcome> {
        let kind = match file.name {
            "collaborations" => Kind::CollabEdit,
            _ => Kind::WorkEdit,
        };
        let edits = edits.to_vec();
        self.change(kind, at, |conn, now| {
            let table = Table::of(file).ok_or_else(|| Fault::Damaged(file.name.to_owned()))?;
            let e = table.entity;
            let (_, who, version) = whose(conn, e, id)?
                .ok_or_else(|| Fault::from(StoreError::NoSuchCollab(String::new())))?;
            let mut deed = about(kind, "", &who);
            let mut set: Vec<(&'static str, Sql)> = Vec::new();
            for edit in &edits {
                let field = file
                    .field(edit.key)
                    .filter(|f| f.key != "stage" && !matches!(f.cell, Cell::Handle))
                    .ok_or_else(|| Fault::Damaged(edit.key.to_owned()))?;
                let column = table.column(field);
                let now_there: Sql = conn
                    .prepare_cached(&format!(
                        "SELECT \"{column}\" FROM {} WHERE id = ?1",
                        e.name
                    ))?
                    .query_row([id], |r| r.get(0))?;
                let to = kept(conn, now, table, field, edit.to.as_ref())?;
                if now_there == to {
                    continue;
                }
                let theirs = shown(conn, table, field, id)?;
                if theirs != edit.seen {
                    return Err(StoreError::FieldChanged {
                        by: writer(conn, version)?,
                        field: field.key,
                        theirs: theirs.map(|v| v.written(field.cell)).unwrap_or_default(),
                    }
                    .into());
                }
                deed.name = field.key.to_owned();
                deed.to = edit
                    .to
                    .as_ref()
                    .map(|v| v.written(field.cell))
                    .unwrap_or_default();
                set.push((column, to));
                if field.key == "name"
                    && table.folded
                    && let Some(name) = edit.to.as_ref().and_then(Value::text)
                {
                    set.push(("fold", Sql::Text(fold_key(name))));
                }
            }
            if set.is_empty() {
                return Ok((false, deed));
            }
            e.keep(conn, now, "t.id = ?1", &[&id])?;
            for (column, value) in &set {
                let sql = format!(
                    "UPDATE {} SET \"{column}\" = ?2, version = ?3 WHERE id = ?1",
                    e.name
                );
                conn.prepare_cached(&sql)?
                    .execute(params![id, value, now.id])
                    .map_err(|e| taken(e, value))?;
            }
            e.settle(conn, now)?;
            Ok((true, deed))
        })
    }

    /// Gives several collaborations other values of fields: an owner, a day, a campaign.
    ///
    /// # Errors
    /// As [`Store::edit_row`], but nobody is asked what was there before.
    pub fn edit_collabs(
        &mut self,
        ids: &[u32],
        fields: &[(&'static str, Option<Value>)],
        at: Timestamp,
    ) -> Result<Outcome> {
        let fields = fields.to_vec();
        let ids = ids.to_vec();
        self.change(Kind::CollabEdit, at, |conn, now| {
            let table = Table::of(&COLLABORATIONS)
                .ok_or_else(|| Fault::Damaged("collab".to_owned()))?;
            conn.execute_batch(
                "CREATE TEMP TABLE IF NOT EXISTS moved (id INTEGER PRIMARY KEY, stage TEXT, passed TEXT); \
                 DELETE FROM temp.moved",
            )?;
            {
                let mut take =
                    conn.prepare_cached("INSERT OR IGNORE INTO temp.moved (id) VALUES (?1)")?;
                for id in &ids {
                    take.execute([id])?;
                }
            }
            let mut set: Vec<(&'static Field, &'static str, Sql)> = Vec::new();
            for (key, to) in &fields {
                let field = COLLABORATIONS
                    .field(key)
                    .filter(|f| !matches!(f.key, "stage" | "ref" | "handle"))
                    .ok_or_else(|| Fault::Damaged((*key).to_owned()))?;
                let value = kept(conn, now, table, field, to.as_ref())?;
                set.push((field, table.column(field), value));
            }
            let differs: Vec<String> = (1..)
                .zip(&set)
                .map(|(n, (_, column, _))| format!("t.\"{column}\" IS NOT ?{n}"))
                .collect();
            let which = format!(
                "t.id IN (SELECT id FROM temp.moved) AND ({})",
                differs.join(" OR ")
            );
            let values: Vec<&dyn ToSql> = set.iter().map(|(_, _, v)| v as &dyn ToSql).collect();
            let n = COLLAB.keep(conn, now, &which, &values)?;
            for (_, column, value) in &set {
                let sql = format!(
                    "UPDATE collab SET \"{column}\" = ?1, version = ?2 WHERE id IN (SELECT id FROM temp.moved) \
                     AND \"{column}\" IS NOT ?1"
                );
                conn.prepare_cached(&sql)?.execute(params![value, now.id])?;
            }
            COLLAB.settle(conn, now)?;
            let who: Option<String> = conn
                .query_row(
                    "SELECT k.handle FROM temp.moved m JOIN collab c ON c.id = m.id JOIN creator k ON k.id = c.creator_id",
                    [],
                    |r| r.get(0),
                )
                .optional()?;
            let last = fields.last().zip(set.last());
            let (key, written) = match last {
                Some(((key, to), (field, ..))) => {
                    (*key, to.as_ref().map(|v| v.written(field.cell)))
                }
                None => ("", None),
            };
            let mut deed = Deed::new(Kind::CollabEdit, key)
                .to(written.unwrap_or_default())
                .on(n as u64);
            if n == 1 {
                deed.who = who.unwrap_or_default();
            }
            Ok((n > 0, deed))
        })
    }

    /// Adds a row to a native file: for a collaboration, for a creator, or for neither, as the file has it. What the
    /// row has to be called is made up where nobody says.
    ///
    /// # Errors
    /// [`StoreError::NoSuchCollab`], [`StoreError::NoSuchCreator`], [`StoreError::NameTaken`].
    pub fn add_row(
        &mut self,
        file: &'static File,
        collab: Option<u32>,
        creator: Option<u32>,
        values: &[(&'static str, Value)],
        at: Timestamp,
    ) -> Result<Outcome> {
        let mut made = None;
        let done = self.change(Kind::WorkAdd, at, |conn, now| {
            let table = Table::of(file).ok_or_else(|| Fault::Damaged(file.name.to_owned()))?;
            let e = table.entity;
            let mut all: HashMap<&'static str, Sql> = HashMap::new();
            for (key, value) in values {
                let field = file
                    .field(key)
                    .ok_or_else(|| Fault::Damaged((*key).to_owned()))?;
                all.insert(
                    table.column(field),
                    kept(conn, now, table, field, Some(value))?,
                );
            }
            let mut of = creator.unwrap_or(0);
            if let Some(collab) = collab {
                let found = whose(conn, &COLLAB, collab.into())?;
                let (creator, ..) =
                    found.ok_or_else(|| Fault::from(StoreError::NoSuchCollab(String::new())))?;
                of = creator;
                all.insert("collab_id", Sql::Integer(collab.into()));
            } else if of > 0 {
                of = change::stays(conn, of)?;
            }
            let who: String = conn
                .prepare_cached("SELECT handle FROM creator WHERE id = ?1")?
                .query_row([of], |r| r.get(0))
                .optional()?
                .unwrap_or_default();
            if e.is_of_creators() && who.is_empty() {
                return Err(StoreError::NoSuchCreator(of).into());
            }
            if table.folded
                && let Some(Sql::Text(name)) = all.get("name")
            {
                let fold = fold_key(name);
                all.insert("fold", Sql::Text(fold));
            }
            named_by_itself(conn, file, collab, now, &mut all)?;
            let id = e.next(conn)?;
            e.add(conn, now, of, id, &all)
                .map_err(|fault| match fault {
                    Fault::Sql(error) => taken(error, all.get("name").unwrap_or(&Sql::Null)),
                    other => other,
                })?;
            made = Some(id);
            Ok((true, about(Kind::WorkAdd, file.name, &who)))
        })?;
        Ok(Outcome { made, ..done })
    }

    /// Takes a row of a native file away. Rows that others belong to stay.
    ///
    /// # Errors
    /// [`StoreError::InUse`].
    pub fn delete_row(&mut self, file: &'static File, id: i64, at: Timestamp) -> Result<Outcome> {
        self.change(Kind::WorkDelete, at, |conn, now| {
            let table = Table::of(file).ok_or_else(|| Fault::Damaged(file.name.to_owned()))?;
            let e = table.entity;
            let Some((_, who, _)) = whose(conn, e, id)? else {
                return Ok((false, Deed::new(Kind::WorkDelete, file.name)));
            };
            // with a collaboration goes what was noted of its way, and nothing else
            let own = |table: &str| e.name == "collab" && table == "stage_move";
            for (table, column) in e.used_by.iter().filter(|(t, _)| !own(t)) {
                let sql = format!("SELECT 1 FROM {table} WHERE \"{column}\" = ?1 LIMIT 1");
                if conn.prepare_cached(&sql)?.exists([id])? {
                    return Err(StoreError::InUse.into());
                }
            }
            if e.name == "collab" {
                STAGE_MOVE.keep(conn, now, "t.collab_id = ?1", &[&id])?;
                conn.execute("DELETE FROM stage_move WHERE collab_id = ?1", [id])?;
                STAGE_MOVE.settle(conn, now)?;
            }
            e.keep(conn, now, "t.id = ?1", &[&id])?;
            conn.execute(&format!("DELETE FROM {} WHERE id = ?1", e.name), [id])?;
            e.settle(conn, now)?;
            Ok((true, about(Kind::WorkDelete, file.name, &who)))
        })
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
                CONTACT.add(conn, now, creator, CONTACT.next(conn)?, &values)?;
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
                    STAGE_MOVE.add(conn, now, creator, STAGE_MOVE.next(conn)?, &values)?;
                }
            }
            COLLAB.settle(conn, now)?;
            Ok((done > 0, picked.deed(Kind::WorkAdd, "outreach", done)))
        })
    }

    /// Puts something on the agenda aside: until a day, or for good.
    pub fn snooze(
        &mut self,
        what: &str,
        item: i64,
        until: Option<Date>,
        at: Timestamp,
    ) -> Result<Outcome> {
        let what = what.to_owned();
        self.change(Kind::Snooze, at, |conn, now| {
            let which = "t.member = ?1 AND t.what = ?2 AND t.item = ?3";
            SNOOZE.keep(conn, now, which, &[&now.by, &what, &item])?;
            conn.execute(
                "DELETE FROM snooze WHERE member = ?1 AND what = ?2 AND item = ?3",
                params![now.by, what, item],
            )?;
            SNOOZE.settle(conn, now)?;
            let until = until.map_or(Sql::Null, |d| Sql::Text(d.to_string()));
            let values = HashMap::from([
                ("member", Sql::Integer(now.by)),
                ("what", Sql::Text(what)),
                ("item", Sql::Integer(item)),
                ("until", until),
            ]);
            let id = SNOOZE.next(conn)?;
            SNOOZE.add(conn, now, 0, id, &values)?;
            Ok((true, Deed::new(Kind::Snooze, "")))
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

/// A name that no two rows share is taken.
fn taken(error: rusqlite::Error, name: &Sql) -> Fault {
    let unique = error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation);
    match name {
        Sql::Text(name) if unique => StoreError::NameTaken(name.clone()).into(),
        _ => error.into(),
    }
}

/// What a field shows now.
fn shown(
    conn: &Connection,
    table: &Table,
    field: &'static Field,
    id: i64,
) -> Result<Option<Value>, Fault> {
    let sql = format!(
        "SELECT {} FROM {} t WHERE t.id = ?1",
        table.written_field(field),
        table.entity.name
    );
    let mut s = conn.prepare_cached(&sql)?;
    let mut rows = s.query([id])?;
    match rows.next()? {
        Some(r) => native::value(field.cell, r.get_ref(0)?),
        None => Ok(None),
    }
}

/// Numbers that a row is told by where nobody has given it one.
fn named_by_itself(
    conn: &Connection,
    file: &File,
    collab: Option<u32>,
    now: Change,
    all: &mut HashMap<&'static str, Sql>,
) -> Result<(), Fault> {
    match file.name {
        "samples" => {
            let next: i64 = conn
                .prepare_cached("SELECT ifnull(max(item), 0) + 1 FROM sample WHERE collab_id = ?1")?
                .query_row([collab], |r| r.get(0))?;
            all.entry("item").or_insert(Sql::Integer(next));
        }
        "contents" if !all.contains_key("content_id") => {
            // the number in a link is the platform's own
            let digits = match all.get("url") {
                Some(Sql::Text(url)) => url
                    .split(|c: char| !c.is_ascii_digit())
                    .filter(|part| part.len() >= 10)
                    .max_by_key(|part| part.len())
                    .map(str::to_owned),
                _ => None,
            };
            let id = digits.unwrap_or_else(|| format!("own-{}", now.id));
            all.insert("content_id", Sql::Text(id));
        }
        "outreach" => {
            all.entry("at").or_insert(Sql::Integer(now.at));
            all.entry("by").or_insert(Sql::Integer(now.by));
        }
        "stage_moves" => {
            all.entry("at").or_insert(Sql::Integer(now.at));
        }
        _ => {}
    }
    Ok(())
}
