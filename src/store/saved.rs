//! Saved views: everybody's, and one's own.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::change::{self, Outcome};
use super::entity::VIEW;
use super::error::{Fault, Result, StoreError};
use super::journal::Change;
use super::{Store, known_member};
use crate::domain::deed::{Deed, Kind};
use crate::domain::facet::Facet;
use crate::domain::filter::rename_value;
use crate::domain::view::{SavedView, Shown, free_key};
use crate::text::{fold_key, pinyin_initials};

/// Whose names are told apart from everybody's.
fn fold_of(name: &str, owner: Option<i64>) -> String {
    match owner {
        Some(owner) => format!("{}\u{1f}{owner}", fold_key(name)),
        None => fold_key(name),
    }
}

const VISIBLE: &str = "SELECT id, name, owner IS NOT NULL, \"key\", query, sort, columns FROM view \
     WHERE owner IS NULL OR owner = ?1 ORDER BY owner IS NOT NULL, fold";

fn visible(conn: &Connection, member: i64) -> Result<Vec<SavedView>, Fault> {
    let mut s = conn.prepare_cached(VISIBLE)?;
    let all = s.query_map([member], |r| {
        let key: Option<String> = r.get(3)?;
        Ok(SavedView {
            id: r.get(0)?,
            name: r.get(1)?,
            private: r.get(2)?,
            key: key.and_then(|k| k.chars().next()),
            shows: Shown {
                query: r.get(4)?,
                sort: r.get(5)?,
                columns: r.get(6)?,
            },
        })
    })?;
    Ok(all.collect::<rusqlite::Result<_>>()?)
}

/// One that the member sees.
fn known(conn: &Connection, member: i64, id: i64) -> Result<SavedView, Fault> {
    let found = visible(conn, member)?.into_iter().find(|v| v.id == id);
    found.ok_or_else(|| StoreError::NoSuchView(String::new()).into())
}

impl Store {
    /// The views that this member sees: everybody's, then its own, by name.
    pub fn views(&self) -> Result<Vec<SavedView>> {
        let member = self.member;
        self.read(|c| visible(c, member))
    }

    /// The same, on a connection that only reads, for a member who is named.
    pub fn views_of(&self, member: &str) -> Result<Vec<SavedView>> {
        self.read(|c| {
            let id = known_member(c, member)?;
            visible(c, id.map_or(0, |(id, _)| id))
        })
    }

    /// Keeps a view under a name: one of this name that the member sees shows this from now on; else a new one is made,
    /// with a key of its own.
    pub fn save_view(
        &mut self,
        name: &str,
        shows: &Shown,
        private: bool,
        at: Timestamp,
    ) -> Result<Outcome> {
        let name = change::named(name)?.to_owned();
        let member = self.member;
        let mut made = None;
        let mut outcome = self.change(Kind::View, at, |conn, now| {
            let all = visible(conn, member)?;
            let same = |v: &&SavedView| fold_key(&v.name) == fold_key(&name);
            // one's own comes before everybody's
            let known = all.iter().rev().find(same);
            let deed = Deed::new(Kind::View, known.map_or(&name, |v| &v.name));
            if let Some(known) = known {
                made = Some(known.id);
                let kept = VIEW.keep(
                    conn,
                    now,
                    "t.id = ?1 AND (t.query, t.sort, t.columns) <> (?2, ?3, ?4)",
                    &[&known.id, &shows.query, &shows.sort, &shows.columns],
                )?;
                conn.execute(
                    "UPDATE view SET query = ?2, sort = ?3, columns = ?4 WHERE id = ?1",
                    params![known.id, shows.query, shows.sort, shows.columns],
                )?;
                VIEW.settle(conn, now)?;
                return Ok((kept > 0, deed));
            }
            let taken: Vec<char> = all.iter().filter_map(|v| v.key).collect();
            let spelled = pinyin_initials(&name).unwrap_or_else(|| name.clone());
            let key = free_key(&spelled, &taken).map(String::from);
            let owner = private.then_some(member);
            let id = VIEW.next(conn)?;
            made = Some(id);
            VIEW.make(
                conn,
                now,
                "SELECT 0, ?1, json_object('name', ?2, 'fold', ?3, 'owner', ?4, 'key', ?5, 'query', ?6, \
                 'sort', ?7, 'columns', ?8)",
                &[
                    &id,
                    &name,
                    &fold_of(&name, owner),
                    &owner,
                    &key,
                    &shows.query,
                    &shows.sort,
                    &shows.columns,
                ],
            )?;
            Ok((true, deed.to(key.unwrap_or_default())))
        })?;
        outcome.made = made;
        Ok(outcome)
    }

    /// Gives a view another name.
    pub fn rename_view(&mut self, id: i64, to: &str, at: Timestamp) -> Result<Outcome> {
        let to = change::named(to)?.to_owned();
        let member = self.member;
        self.change(Kind::ViewRename, at, |conn, now| {
            let view = known(conn, member, id)?;
            let fold = fold_of(&to, view.private.then_some(member));
            free(conn, &fold, id, &to)?;
            set(conn, now, id, "name = ?2, fold = ?3", &[&to, &fold])?;
            let deed = Deed::new(Kind::ViewRename, &view.name).to(to.as_str());
            Ok((view.name != to, deed))
        })
    }

    /// Gives a view another key, or none; a view that had it has none from then on.
    pub fn key_view(&mut self, id: i64, key: Option<char>, at: Timestamp) -> Result<Outcome> {
        let member = self.member;
        self.change(Kind::ViewKey, at, |conn, now| {
            let view = known(conn, member, id)?;
            for other in visible(conn, member)? {
                if other.id != id && other.key.is_some() && other.key == key {
                    set(conn, now, other.id, "\"key\" = NULL", &[])?;
                }
            }
            let text = key.map(String::from);
            set(conn, now, id, "\"key\" = ?2", &[&text])?;
            let deed = Deed::new(Kind::ViewKey, &view.name).to(text.unwrap_or_default());
            Ok((view.key != key, deed))
        })
    }

    /// Shows a view to everybody, or keeps it for oneself.
    pub fn share_view(&mut self, id: i64, private: bool, at: Timestamp) -> Result<Outcome> {
        let member = self.member;
        self.change(Kind::ViewShare, at, |conn, now| {
            let view = known(conn, member, id)?;
            let owner = private.then_some(member);
            let fold = fold_of(&view.name, owner);
            free(conn, &fold, id, &view.name)?;
            set(conn, now, id, "owner = ?2, fold = ?3", &[&owner, &fold])?;
            let to = if private { "private" } else { "shared" };
            Ok((
                view.private != private,
                Deed::new(Kind::ViewShare, &view.name).to(to),
            ))
        })
    }

    /// Takes a view away.
    pub fn delete_view(&mut self, id: i64, at: Timestamp) -> Result<Outcome> {
        let member = self.member;
        self.change(Kind::ViewDelete, at, |conn, now| {
            let view = known(conn, member, id)?;
            VIEW.keep(conn, now, "t.id = ?1", &[&id])?;
            conn.execute("DELETE FROM view WHERE id = ?1", [id])?;
            VIEW.settle(conn, now)?;
            Ok((true, Deed::new(Kind::ViewDelete, &view.name)))
        })
    }
}

/// A tag or a list has another name: views of everybody that ask for it ask for it under that one.
pub(super) fn renamed(
    conn: &Connection,
    now: Change,
    facet: Facet,
    from: &str,
    to: &str,
) -> Result<(), Fault> {
    let mut s = conn.prepare_cached("SELECT id, query FROM view")?;
    let all: Vec<(i64, String)> = s
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (id, query) in all {
        if let Some(query) = rename_value(&query, facet, from, to) {
            set(conn, now, id, "query = ?2", &[&query])?;
        }
    }
    Ok(())
}

/// Nobody else has the name.
fn free(conn: &Connection, fold: &str, id: i64, name: &str) -> Result<(), Fault> {
    let taken = conn
        .prepare_cached("SELECT 1 FROM view WHERE fold = ?1 AND id <> ?2")?
        .exists(params![fold, id])?;
    if taken {
        Err(StoreError::NameTaken(name.to_owned()).into())
    } else {
        Ok(())
    }
}

/// Changes columns of a view; `values` begin with ?2.
fn set(
    conn: &Connection,
    now: Change,
    id: i64,
    what: &str,
    values: &[&dyn rusqlite::ToSql],
) -> Result<(), Fault> {
    VIEW.keep(conn, now, "t.id = ?1", &[&id])?;
    let mut all: Vec<&dyn rusqlite::ToSql> = vec![&id];
    all.extend(values);
    conn.prepare_cached(&format!("UPDATE view SET {what} WHERE id = ?1"))?
        .execute(all.as_slice())?;
    VIEW.settle(conn, now)
}
