//! Shortlists: named, in an order, with a target and a reason for each creator.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::change::{self, Outcome};
use super::entity::{LIST, LIST_MEMBER};
use super::error::{Fault, Result, StoreError};
use super::journal::{self, Change};
use super::same::Same;
use super::{Store, saved};
use crate::domain::deed::{Deed, Kind};
use crate::domain::facet::Facet;
use crate::domain::label::{ListInfo, ListedCreator};
use crate::text::fold_key;

/// A list as it is.
struct Known {
    id: i64,
    name: String,
    frozen: bool,
}

impl Store {
    /// Puts creators at the end of a list, which is made where there is none of this name.
    pub fn add_to_list(&mut self, ids: &[u32], name: &str, at: Timestamp) -> Result<Outcome> {
        let name = change::named(name)?.to_owned();
        self.change(Kind::List, at, |conn, now| {
            let picked = change::pick(conn, ids)?;
            // in the order in which they were picked
            conn.execute_batch(
                "CREATE TEMP TABLE IF NOT EXISTS queue (nth INTEGER PRIMARY KEY, id INTEGER UNIQUE); \
                 DELETE FROM temp.queue",
            )?;
            {
                let mut s = conn.prepare_cached("INSERT OR IGNORE INTO temp.queue (id) VALUES (?1)")?;
                let same = Same::load(conn)?;
                for id in ids {
                    s.execute([same.stays(*id)])?;
                }
            }
            let (list, name) = own_list(conn, now, &name)?;
            let made = LIST_MEMBER.make(
                conn,
                now,
                "SELECT q.id, ?1, json_object('position', q.nth + (SELECT ifnull(max(position), 0) FROM list_member \
                 WHERE list_id = ?1), 'reason', NULL) FROM temp.queue q JOIN temp.picked p ON p.id = q.id \
                 WHERE NOT EXISTS (SELECT 1 FROM list_member m WHERE m.list_id = ?1 AND m.creator_id = q.id)",
                &[&list],
            )?;
            Ok((made > 0, picked.deed(Kind::List, &name, made)))
        })
    }

    /// Takes creators off a list.
    pub fn remove_from_list(&mut self, ids: &[u32], name: &str, at: Timestamp) -> Result<Outcome> {
        let name = name.to_owned();
        self.change(Kind::Unlist, at, |conn, now| {
            let picked = change::pick(conn, ids)?;
            let list = open_list(conn, &name)?;
            let which = "t.list_id = ?1 AND t.creator_id IN (SELECT id FROM temp.picked)";
            let kept = LIST_MEMBER.keep(conn, now, which, &[&list.id])?;
            conn.execute(
                "DELETE FROM list_member WHERE list_id = ?1 AND creator_id IN (SELECT id FROM temp.picked)",
                [list.id],
            )?;
            LIST_MEMBER.settle(conn, now)?;
            Ok((kept > 0, picked.deed(Kind::Unlist, &list.name, kept)))
        })
    }

    /// Makes an empty list.
    pub fn make_list(&mut self, name: &str, at: Timestamp) -> Result<Outcome> {
        let name = change::named(name)?.to_owned();
        self.change(Kind::ListMake, at, |conn, now| {
            if let Some(list) = find_list(conn, &name)? {
                return Err(StoreError::NameTaken(list.name).into());
            }
            own_list(conn, now, &name)?;
            Ok((true, Deed::new(Kind::ListMake, &name)))
        })
    }

    /// Gives a list another name.
    pub fn rename_list(&mut self, name: &str, to: &str, at: Timestamp) -> Result<Outcome> {
        let (name, to) = (name.to_owned(), change::named(to)?.to_owned());
        self.change(Kind::ListRename, at, |conn, now| {
            let list = known_list(conn, &name)?;
            if let Some(other) = find_list(conn, &to)?
                && other.id != list.id
            {
                return Err(StoreError::NameTaken(other.name).into());
            }
            let deed = Deed::new(Kind::ListRename, &list.name).to(to.as_str());
            LIST.keep(conn, now, "t.id = ?1", &[&list.id])?;
            conn.execute(
                "UPDATE list SET name = ?2, fold = ?3 WHERE id = ?1",
                params![list.id, to, fold_key(&to)],
            )?;
            LIST.settle(conn, now)?;
            saved::renamed(conn, now, Facet::List, &list.name, &to)?;
            Ok((list.name != to, deed))
        })
    }

    /// Takes a list away.
    pub fn delete_list(&mut self, name: &str, at: Timestamp) -> Result<Outcome> {
        let name = name.to_owned();
        self.change(Kind::ListDelete, at, |conn, now| {
            let list = known_list(conn, &name)?;
            let had = LIST_MEMBER.keep(conn, now, "t.list_id = ?1", &[&list.id])?;
            conn.execute("DELETE FROM list_member WHERE list_id = ?1", [list.id])?;
            LIST_MEMBER.settle(conn, now)?;
            LIST.keep(conn, now, "t.id = ?1", &[&list.id])?;
            conn.execute("DELETE FROM list WHERE id = ?1", [list.id])?;
            LIST.settle(conn, now)?;
            let deed = Deed::new(Kind::ListDelete, &list.name).on(had as u64);
            Ok((true, deed))
        })
    }

    /// Says how many creators a list is to have; nothing for as many as there are.
    pub fn set_target(
        &mut self,
        name: &str,
        target: Option<u32>,
        at: Timestamp,
    ) -> Result<Outcome> {
        let name = name.to_owned();
        self.change(Kind::ListTarget, at, |conn, now| {
            let list = open_list(conn, &name)?;
            let kept = LIST.keep(
                conn,
                now,
                "t.id = ?1 AND t.target IS NOT ?2",
                &[&list.id, &target],
            )?;
            conn.execute(
                "UPDATE list SET target = ?2 WHERE id = ?1",
                params![list.id, target],
            )?;
            LIST.settle(conn, now)?;
            let to = target.map(|n| n.to_string()).unwrap_or_default();
            Ok((kept > 0, Deed::new(Kind::ListTarget, &list.name).to(to)))
        })
    }

    /// Says why a creator is on a list. `seen`: the reason that it takes the place of.
    ///
    /// # Errors
    /// [`StoreError::ReasonChanged`] where somebody has given another one since.
    pub fn set_reason(
        &mut self,
        id: u32,
        name: &str,
        reason: &str,
        seen: &str,
        at: Timestamp,
    ) -> Result<Outcome> {
        let (name, reason) = (name.to_owned(), reason.trim().to_owned());
        let seen = seen.to_owned();
        self.change(Kind::ListReason, at, |conn, now| {
            let picked = change::pick(conn, &[id])?;
            let id = change::stays(conn, id)?;
            let list = open_list(conn, &name)?;
            let theirs: Option<Option<String>> = conn
                .prepare_cached(
                    "SELECT reason FROM list_member WHERE list_id = ?1 AND creator_id = ?2",
                )?
                .query_row(params![list.id, id], |r| r.get(0))
                .optional()?;
            let Some(theirs) = theirs else {
                return Err(StoreError::NotOnList(list.name).into());
            };
            let theirs = theirs.unwrap_or_default();
            if theirs != seen && theirs != reason {
                return Err(StoreError::ReasonChanged(theirs).into());
            }
            let to = (!reason.is_empty()).then_some(reason.as_str());
            let which = "t.list_id = ?1 AND t.creator_id = ?2";
            LIST_MEMBER.keep(conn, now, which, &[&list.id, &id])?;
            conn.execute(
                "UPDATE list_member SET reason = ?3 WHERE list_id = ?1 AND creator_id = ?2",
                params![list.id, id, to],
            )?;
            LIST_MEMBER.settle(conn, now)?;
            let deed = picked.deed(Kind::ListReason, &list.name, 1);
            Ok((theirs != reason, deed.to(reason)))
        })
    }

    /// Moves a creator to a place on a list, from 1; the others make room.
    pub fn move_on_list(
        &mut self,
        id: u32,
        name: &str,
        place: usize,
        at: Timestamp,
    ) -> Result<Outcome> {
        let name = name.to_owned();
        self.change(Kind::ListOrder, at, |conn, now| {
            let picked = change::pick(conn, &[id])?;
            let id = change::stays(conn, id)?;
            let list = open_list(conn, &name)?;
            let mut ids = members(conn, list.id)?;
            let Some(from) = ids.iter().position(|i| *i == id) else {
                return Err(StoreError::NotOnList(list.name).into());
            };
            let to = place.saturating_sub(1).min(ids.len() - 1);
            ids.remove(from);
            ids.insert(to, id);
            LIST_MEMBER.keep(conn, now, "t.list_id = ?1", &[&list.id])?;
            {
                let mut s = conn.prepare_cached(
                    "UPDATE list_member SET position = ?3 WHERE list_id = ?1 AND creator_id = ?2 AND position <> ?3",
                )?;
                for (position, id) in (1i64..).zip(&ids) {
                    s.execute(params![list.id, id, position])?;
                }
            }
            LIST_MEMBER.settle(conn, now)?;
            let deed = picked.deed(Kind::ListOrder, &list.name, 1);
            Ok((from != to, deed.to((to + 1).to_string())))
        })
    }

    /// Keeps a list as it is now under another name: that one cannot be changed any more.
    pub fn freeze_list(&mut self, name: &str, to: &str, at: Timestamp) -> Result<Outcome> {
        let (name, to) = (name.to_owned(), change::named(to)?.to_owned());
        self.change(Kind::ListFreeze, at, |conn, now| {
            let list = known_list(conn, &name)?;
            if let Some(other) = find_list(conn, &to)? {
                return Err(StoreError::NameTaken(other.name).into());
            }
            let id = LIST.next(conn)?;
            LIST.make(
                conn,
                now,
                "SELECT 0, ?1, json_object('name', ?2, 'fold', ?3, 'target', \
                 (SELECT target FROM list WHERE id = ?5), 'frozen_at', ?4)",
                &[&id, &to, &fold_key(&to), &now.at, &list.id],
            )?;
            let on = LIST_MEMBER.make(
                conn,
                now,
                "SELECT m.creator_id, ?1, json_object('position', m.position, 'reason', m.reason) \
                 FROM list_member m WHERE m.list_id = ?2",
                &[&id, &list.id],
            )?;
            let deed = Deed::new(Kind::ListFreeze, &list.name).to(to.as_str());
            Ok((true, deed.on(on as u64)))
        })
    }

    /// All lists, by name: those that can be changed, then the frozen ones.
    pub fn lists(&self) -> Result<Vec<ListInfo>> {
        self.read(|c| {
            let mut s = c.prepare_cached(
                "SELECT l.id, l.name, l.target, l.frozen_at, (SELECT count(*) FROM list_member m WHERE m.list_id = l.id) \
                 FROM list l ORDER BY l.frozen_at IS NOT NULL, l.fold",
            )?;
            let all = s.query_map([], |r| {
                let frozen: Option<i64> = r.get(3)?;
                Ok(ListInfo {
                    id: r.get(0)?,
                    name: r.get(1)?,
                    target: r.get(2)?,
                    frozen_at: frozen.map(|at| journal::moment(at).to_string()),
                    creators: r.get::<_, u32>(4)?.into(),
                })
            })?;
            Ok(all.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Who is on a list, in its order, and why.
    pub fn on_list(&self, name: &str) -> Result<Vec<ListedCreator>> {
        self.read(|c| {
            let list = known_list(c, name)?;
            let mut s = c.prepare_cached(
                "SELECT m.creator_id, k.handle, m.reason FROM list_member m JOIN creator k ON k.id = m.creator_id \
                 WHERE m.list_id = ?1 ORDER BY m.position, m.creator_id",
            )?;
            let all = s.query_map([list.id], |r| {
                Ok(ListedCreator {
                    id: r.get(0)?,
                    handle: r.get(1)?,
                    reason: r.get::<_, Option<String>>(2)?.unwrap_or_default(),
                })
            })?;
            Ok(all.collect::<rusqlite::Result<_>>()?)
        })
    }
}

fn members(conn: &Connection, list: i64) -> Result<Vec<u32>, Fault> {
    let mut s = conn.prepare_cached(
        "SELECT creator_id FROM list_member WHERE list_id = ?1 ORDER BY position, creator_id",
    )?;
    let all = s.query_map([list], |r| r.get(0))?;
    Ok(all.collect::<rusqlite::Result<_>>()?)
}

fn find_list(conn: &Connection, name: &str) -> rusqlite::Result<Option<Known>> {
    conn.prepare_cached("SELECT id, name, frozen_at IS NOT NULL FROM list WHERE fold = ?1")?
        .query_row([fold_key(name.trim())], |r| {
            Ok(Known {
                id: r.get(0)?,
                name: r.get(1)?,
                frozen: r.get(2)?,
            })
        })
        .optional()
}

fn known_list(conn: &Connection, name: &str) -> Result<Known, Fault> {
    find_list(conn, name)?.ok_or_else(|| StoreError::NoSuchList(name.trim().to_owned()).into())
}

/// One that can be changed.
fn open_list(conn: &Connection, name: &str) -> Result<Known, Fault> {
    let list = known_list(conn, name)?;
    if list.frozen {
        Err(StoreError::Frozen(list.name).into())
    } else {
        Ok(list)
    }
}

/// The list of this name; where there is none it is made, as part of the change.
fn own_list(conn: &Connection, now: Change, name: &str) -> Result<(i64, String), Fault> {
    match find_list(conn, name)? {
        Some(list) if list.frozen => return Err(StoreError::Frozen(list.name).into()),
        Some(list) => return Ok((list.id, list.name)),
        None => {}
    }
    let id = LIST.next(conn)?;
    LIST.make(
        conn,
        now,
        "SELECT 0, ?1, json_object('name', ?2, 'fold', ?3, 'target', NULL, 'frozen_at', NULL)",
        &[&id, &name, &fold_key(name)],
    )?;
    Ok((id, name.to_owned()))
}
