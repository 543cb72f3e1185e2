//! Taking in rows of native files: as part of an import, row by row.
//!
//! - A row is told from the others by its first fields (`File::key`). What it says overwrites, what it leaves out stays.
//! - Creators, campaigns, products and plans that nobody knows yet are made: their names are all there is to them.
//!   Members and collaborations are not: a slip of the pen would make a colleague, or hang a sample on nothing.
//! - A collaboration that comes into another stage by a file has moved: that is noted like any move.

use std::collections::{HashMap, HashSet};

use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{OptionalExtension, params, params_from_iter};

use super::collab::known_campaign;
use super::entity::{self, COLLAB};
use super::error::{Fault, Result};
use super::identity::Names;
use super::import::{Effect, Importing};
use super::native::{Link, Table, sql};
use crate::domain::collab::native::{File, Row, Value};
use crate::domain::creator::{Identity, Platform};
use crate::domain::message::Message;
use crate::domain::returns::cost::shared;
use crate::text::fold_key;

/// What came of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// It is in.
    Done(Effect),
    /// It is not: place of the field, and why.
    Refused(usize, Message),
}

/// What an import of native rows knows so far.
#[derive(Default)]
pub(super) struct Known {
    /// By folded name or login.
    members: Option<HashMap<String, i64>>,
    /// Rows that this file has had.
    seen: HashSet<i64>,
    /// Collaborations whose day in the stage has to be looked up again.
    moved: HashSet<i64>,
    /// Whether anything native was taken in.
    pub(super) used: bool,
}

/// Either what was looked for, or why the row cannot be taken.
type Looked<T> = Result<T, Message>;

impl Importing<'_> {
    /// Takes in one row of a native file. Creators that nobody knows are made on `platform`. After an error the import
    /// can only be dropped.
    pub fn add_native(
        &mut self,
        file: &'static File,
        platform: Platform,
        row: &Row,
    ) -> Result<Taken> {
        self.take_native(file, platform, row)
            .map_err(|e| e.at(&self.path))
    }

    fn take_native(
        &mut self,
        file: &'static File,
        platform: Platform,
        row: &Row,
    ) -> Result<Taken, Fault> {
        let Some(table) = Table::of(file) else {
            return Err(Fault::Damaged(file.name.to_owned()));
        };
        self.native.used = true;
        let mut values: Vec<(&'static str, Sql)> = Vec::with_capacity(file.fields.len() + 2);
        let mut keys: Vec<(&'static str, Sql)> = Vec::with_capacity(file.key);
        for (place, (field, said)) in file.fields.iter().zip(&row.values).enumerate() {
            let column = table.column(field);
            let mut found = said.as_ref().map_or(Sql::Null, sql);
            if let (Some(link), Some(said)) = (table.link(field), said) {
                let name = said.text().unwrap_or_default();
                let linked = match (file.name, link) {
                    // a campaign that nobody knows has no collaborations that could bear a cost
                    ("costs", Link::Campaign) => known_campaign(self.conn, name)?
                        .ok_or_else(|| Message::new("native-campaign-unknown").with("name", name)),
                    _ => self.linked(link, platform, name)?,
                };
                found = match linked {
                    Ok(id) => Sql::Integer(id),
                    Err(reason) => return Ok(Taken::Refused(place, reason)),
                };
            }
            if place < file.key {
                keys.push((column, found.clone()));
            }
            if said.is_some() {
                values.push((column, found));
            }
        }
        let text = |key: &str| {
            let said = file.place(key).and_then(|p| row.values.get(p)?.as_ref());
            said.and_then(Value::text)
        };
        if table.folded {
            let fold = fold_key(text("name").unwrap_or_default());
            values.push(("fold", Sql::Text(fold.clone())));
            keys = vec![("fold", Sql::Text(fold))];
        }
        if let Some((place, reason)) = self.wrong(table, row, &values)? {
            return Ok(Taken::Refused(place, reason));
        }
        if table.creator_by_collab()
            && let Some((_, Sql::Integer(collab))) = values.iter().find(|(c, _)| *c == "collab_id")
        {
            let creator: i64 = self
                .conn
                .prepare_cached("SELECT creator_id FROM collab WHERE id = ?1")?
                .query_row([collab], |r| r.get(0))?;
            values.push(("creator_id", Sql::Integer(creator)));
        }
        // a name alone is what the pool knows of somebody who has only logged in
        if file.name == "members"
            && let Some(renamed) = self.known_by_login(text("login"), text("name"))?
        {
            keys = vec![("id", Sql::Integer(renamed))];
        }
        let effect = self.put(table, &keys, values)?;
        if file.name == "members" {
            self.native.members = None;
        }
        let counts = self.counts_mut();
        match effect {
            Effect::Created => counts.created += 1,
            Effect::Updated => counts.updated += 1,
            Effect::Unchanged => counts.unchanged += 1,
            Effect::Duplicate { conflict } => {
                counts.skipped_duplicates += 1;
                counts.duplicate_conflicts += u64::from(conflict);
            }
        }
        Ok(Taken::Done(effect))
    }

    /// What makes a row senseless though each of its cells can be read.
    fn wrong(
        &mut self,
        table: &Table,
        row: &Row,
        values: &[(&'static str, Sql)],
    ) -> Result<Option<(usize, Message)>, Fault> {
        let file = table.file;
        let number = |column: &str| match values.iter().find(|(c, _)| *c == column) {
            Some((_, Sql::Integer(n))) => Some(*n),
            _ => None,
        };
        if file.name == "costs" {
            return self.wrong_cost(file, row);
        }
        if !table.creator_by_collab()
            && let (Some(creator), Some(collab)) = (number("creator_id"), number("collab_id"))
        {
            let whose: u32 = self
                .conn
                .prepare_cached("SELECT creator_id FROM collab WHERE id = ?1")?
                .query_row([collab], |r| r.get(0))?;
            let whose = self.same.stays(whose);
            if i64::from(whose) != creator {
                let place = file.place("ref").unwrap_or_default();
                let said = row.values.get(place).and_then(Option::as_ref);
                let reference = said.and_then(Value::text).unwrap_or_default();
                return Ok(Some((place, self.other_creator(reference, whose)?)));
            }
        }
        Ok(None)
    }

    /// Why a row of one creator cannot name a collaboration with another one.
    pub(super) fn other_creator(&self, reference: &str, whose: u32) -> Result<Message, Fault> {
        let handle: String = self
            .conn
            .prepare_cached("SELECT handle FROM creator WHERE id = ?1")?
            .query_row([whose], |r| r.get(0))?;
        Ok(Message::new("native-ref-other")
            .with("ref", reference)
            .with("handle", handle))
    }

    /// What a cost lacks: what it comes to, or who bears it; what the pool has of it already counts.
    fn wrong_cost(
        &self,
        file: &'static File,
        row: &Row,
    ) -> Result<Option<(usize, Message)>, Fault> {
        let said = |key: &str| {
            let place = file.place(key)?;
            row.values.get(place)?.as_ref()
        };
        let mut known = HashSet::new();
        {
            let fields = ["amount", "hours", "rate", "ref", "campaign", "shares"];
            let mut s = self.conn.prepare_cached(
                "SELECT amount, hours, rate, collab_id, campaign_id, shares FROM cost WHERE cost_id = ?1",
            )?;
            let mut rows = s.query([said("cost_id").and_then(Value::text)])?;
            if let Some(r) = rows.next()? {
                for (at, key) in fields.into_iter().enumerate() {
                    if r.get_ref(at)? != ValueRef::Null {
                        known.insert(key);
                    }
                }
            }
            known.extend(fields.into_iter().filter(|key| said(key).is_some()));
        }
        let has = |key: &str| known.contains(key);
        let bad = |key: &str, reason: Message| Ok(Some((file.place(key).unwrap_or(0), reason)));
        if !(has("amount") || has("hours") && has("rate")) {
            return bad("amount", Message::new("native-cost-nothing"));
        }
        if !has("ref") && !has("campaign") && !has("shares") {
            return bad("ref", Message::new("native-cost-nobody"));
        }
        if has("ref") && (has("campaign") || has("shares")) {
            return bad("ref", Message::new("native-cost-both"));
        }
        let shares = said("shares").and_then(Value::text).unwrap_or_default();
        for part in shared(shares) {
            let Some((reference, _)) = part else {
                return bad("shares", Message::new("native-cost-shares"));
            };
            let known: bool = self
                .conn
                .prepare_cached("SELECT 1 FROM collab WHERE ref = ?1")?
                .exists([reference])?;
            if !known {
                let reason = Message::new("native-ref-unknown").with("ref", reference);
                return bad("shares", reason);
            }
        }
        Ok(None)
    }

    /// Makes a row, or what it says what is there.
    fn put(
        &mut self,
        table: &'static Table,
        keys: &[(&'static str, Sql)],
        mut values: Vec<(&'static str, Sql)>,
    ) -> Result<Effect, Fault> {
        let e = table.entity;
        let is =
            |(nth, (column, _)): (usize, &(&str, Sql))| format!("t.\"{column}\" IS ?{}", nth + 1);
        let which: Vec<String> = keys.iter().enumerate().map(is).collect();
        let which = which.join(" AND ");
        let columns: Vec<String> = values.iter().map(|(c, _)| format!("t.\"{c}\"")).collect();
        let part = e.part();
        let text = format!(
            "SELECT t.{part}, t.created_by, {} FROM {} t WHERE {which}",
            columns.join(", "),
            e.name
        );
        let found = self
            .conn
            .prepare_cached(&text)?
            .query_row(params_from_iter(keys.iter().map(|(_, v)| v)), |r| {
                let mut old = Vec::with_capacity(values.len());
                for i in 0..values.len() {
                    old.push(r.get::<_, Sql>(i + 2)?);
                }
                Ok((r.get::<_, i64>(0)?, r.get::<_, Option<i64>>(1)?, old))
            })
            .optional()?;
        let Some((id, by, old)) = found else {
            return self.make(table, values);
        };
        let differs = values.iter().zip(&old).any(|((_, new), old)| new != old);
        let own = table.file.name == "plan_creators";
        if !own && !self.native.seen.insert(id) {
            return Ok(Effect::Duplicate { conflict: differs });
        }
        if !differs {
            return Ok(Effect::Unchanged);
        }
        if by != Some(self.import) {
            e.keep(self.conn, self.change, "t.id = ?1", &[&id])?;
        }
        let stage = |all: &[(&'static str, Sql)]| {
            let found = all.iter().position(|(c, _)| *c == "stage")?;
            (table.file.name == "collaborations").then_some(found)
        };
        if let Some(at) = stage(&values)
            && values.get(at).map(|(_, v)| v) != old.get(at)
            && let Some((_, Sql::Text(stage))) = values.get(at)
        {
            self.note_move(id, &stage.clone())?;
            values.push(("since", Sql::Integer(self.change.at)));
        }
        values.push(("version", Sql::Integer(self.change.id)));
        let set: Vec<String> = (2..)
            .zip(&values)
            .map(|(nth, (c, _))| format!("\"{c}\" = ?{nth}"))
            .collect();
        let text = format!("UPDATE {} SET {} WHERE id = ?1", e.name, set.join(", "));
        let id_first = std::iter::once(Sql::Integer(id));
        let all: Vec<Sql> = id_first.chain(values.into_iter().map(|(_, v)| v)).collect();
        self.conn
            .prepare_cached(&text)?
            .execute(params_from_iter(all))?;
        Ok(Effect::Updated)
    }

    fn make(
        &mut self,
        table: &'static Table,
        mut values: Vec<(&'static str, Sql)>,
    ) -> Result<Effect, Fault> {
        let e = table.entity;
        if table.file.name == "collaborations" && values.iter().all(|(c, _)| *c != "stage") {
            values.push(("stage", Sql::Text("candidate".to_owned())));
        }
        let numbered = e.is_numbered();
        let id = if numbered { e.next(self.conn)? } else { 0 };
        if numbered {
            values.push(("id", Sql::Integer(id)));
        }
        values.push(("created_by", Sql::Integer(self.import)));
        values.push(("version", Sql::Integer(self.change.id)));
        let columns: Vec<String> = values.iter().map(|(c, _)| format!("\"{c}\"")).collect();
        let marks = vec!["?"; values.len()].join(", ");
        let text = format!(
            "INSERT INTO {} ({}) VALUES ({marks})",
            e.name,
            columns.join(", ")
        );
        if table.file.name == "stage_moves"
            && let Some((_, Sql::Integer(collab))) = values.iter().find(|(c, _)| *c == "collab_id")
        {
            self.native.moved.insert(*collab);
        }
        self.conn
            .prepare_cached(&text)?
            .execute(params_from_iter(values.into_iter().map(|(_, v)| v)))?;
        if numbered {
            self.native.seen.insert(id);
        }
        Ok(Effect::Created)
    }

    /// A file has put a collaboration into another stage.
    fn note_move(&mut self, collab: i64, stage: &str) -> Result<(), Fault> {
        let id = entity::STAGE_MOVE.next(self.conn)?;
        self.conn
            .prepare_cached(
                "INSERT INTO stage_move (id, creator_id, collab_id, stage, at, by, created_by, version) \
                 SELECT ?1, creator_id, id, ?3, ?4, ?5, ?6, ?7 FROM collab WHERE id = ?2",
            )?
            .execute(params![
                id,
                collab,
                stage,
                self.change.at,
                self.change.by,
                self.import,
                self.change.id
            ])?;
        Ok(())
    }

    /// What a name points to.
    fn linked(&mut self, link: Link, platform: Platform, name: &str) -> Result<Looked<i64>, Fault> {
        Ok(match link {
            Link::Creator => Ok(self.creator_called(platform, name, None)?.into()),
            Link::Member => match self.member_called(name)? {
                Some(id) => Ok(id),
                None => Err(Message::new("native-member-unknown").with("name", name)),
            },
            Link::Collab => {
                let found: Option<i64> = self
                    .conn
                    .prepare_cached("SELECT id FROM collab WHERE ref = ?1")?
                    .query_row([name], |r| r.get(0))
                    .optional()?;
                found.ok_or_else(|| Message::new("native-ref-unknown").with("ref", name))
            }
            Link::Product => Ok(self.made_by_name("product", "product_id", name, false)?),
            Link::Campaign => Ok(self.made_by_name("campaign", "name", name, true)?),
            Link::Plan => Ok(self.made_by_name("plan", "name", name, true)?),
        })
    }

    pub(super) fn made_by_name(
        &mut self,
        table: &str,
        column: &str,
        name: &str,
        folded: bool,
    ) -> Result<i64, Fault> {
        let (by, key) = if folded {
            ("fold", fold_key(name))
        } else {
            (column, name.to_owned())
        };
        let found: Option<i64> = self
            .conn
            .prepare_cached(&format!("SELECT id FROM {table} WHERE {by} = ?1"))?
            .query_row([&key], |r| r.get(0))
            .optional()?;
        if let Some(id) = found {
            return Ok(id);
        }
        let e = entity::WORK.into_iter().find(|e| e.name == table);
        let e = e.ok_or_else(|| Fault::Damaged(table.to_owned()))?;
        let id = e.next(self.conn)?;
        let fold = if folded { ", fold" } else { "" };
        let text = format!(
            "INSERT INTO {table} (id, {column}, created_by, version{fold}) VALUES (?1, ?2, ?3, ?4{})",
            if folded { ", ?5" } else { "" }
        );
        let mut all = vec![
            Sql::Integer(id),
            Sql::Text(name.to_owned()),
            Sql::Integer(self.import),
            Sql::Integer(self.change.id),
        ];
        if folded {
            all.push(Sql::Text(key));
        }
        self.conn
            .prepare_cached(&text)?
            .execute(params_from_iter(all))?;
        Ok(id)
    }

    /// Whoever has the handle, first on this platform; where nobody has, a new creator. A platform that stands before the
    /// handle (`douyin:anna`) is the only one.
    pub(super) fn creator_called(
        &mut self,
        platform: Platform,
        handle: &str,
        called: Option<&str>,
    ) -> Result<u32, Fault> {
        let (said, handle) = Platform::before(handle);
        let platform = said.unwrap_or(platform);
        let who = Identity {
            platform,
            platform_id: None,
            handle: handle.into(),
        };
        let key = who.handle_key();
        let others = Platform::ALL
            .into_iter()
            .filter(|p| said.is_none() && *p != platform);
        for platform in std::iter::once(platform).chain(others) {
            let names = Names {
                platform,
                platform_id: None,
                handle_key: &key,
            };
            if let Some(found) = self.identities.by_handle(self.conn, names)? {
                return Ok(self.same.stays(found.id));
            }
        }
        let whose = self.resolve(&who)?;
        self.touched.add(whose.id);
        if whose.created
            && let Some(name) = called
        {
            self.call(&whose, name)?;
        }
        if whose.created {
            let counts = self.counts_mut();
            counts.strangers += 1;
            counts.stranger.get_or_insert_with(|| handle.to_owned());
        }
        Ok(whose.id)
    }

    fn member_called(&mut self, name: &str) -> Result<Option<i64>, Fault> {
        if self.native.members.is_none() {
            let mut s = self
                .conn
                .prepare_cached("SELECT id, name, login FROM member ORDER BY id")?;
            let mut all = HashMap::new();
            let mut rows = s.query([])?;
            while let Some(r) = rows.next()? {
                let id: i64 = r.get(0)?;
                let names = [r.get::<_, Option<String>>(1)?, r.get(2)?];
                for name in names.into_iter().flatten() {
                    all.entry(fold_key(&name)).or_insert(id);
                }
            }
            self.native.members = Some(all);
        }
        let known = self.native.members.as_ref();
        Ok(known.and_then(|all| all.get(&fold_key(name)).copied()))
    }

    /// The member that a file gives a name, whom the pool knows under the login.
    fn known_by_login(
        &mut self,
        login: Option<&str>,
        name: Option<&str>,
    ) -> Result<Option<i64>, Fault> {
        if let Some(known) = self.member_called(name.unwrap_or_default())? {
            return Ok(Some(known));
        }
        match login {
            Some(login) => self.member_called(login),
            None => Ok(None),
        }
    }

    /// Ends the native part of an import: what the journal keeps of changed rows is made whole.
    pub(super) fn settle_native(&mut self) -> Result<(), Fault> {
        if !self.native.used {
            return Ok(());
        }
        for collab in &self.native.moved {
            came_when(self.conn, *collab)?;
        }
        for e in entity::WORK {
            e.settle(self.conn, self.change)?;
        }
        Ok(())
    }
}

/// Looks up when a collaboration came into its stage.
pub(super) fn came_when(conn: &rusqlite::Connection, collab: i64) -> Result<(), Fault> {
    let sql = format!(
        "UPDATE {} SET since = (SELECT max(m.at) FROM stage_move m WHERE m.collab_id = collab.id \
         AND m.stage = collab.stage) WHERE id = ?1",
        COLLAB.name
    );
    conn.prepare_cached(&sql)?.execute([collab])?;
    Ok(())
}
