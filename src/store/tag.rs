//! Tags: the team's own words for creators, in groups.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::change::{self, Outcome};
use super::entity::{CREATOR_TAG, DISMISSED, TAG, TAG_GROUP};
use super::error::{Fault, Result, StoreError};
use super::journal::Change;
use super::{Store, saved};
use crate::domain::deed::{Deed, Kind};
use crate::domain::facet::Facet;
use crate::domain::label::{GROUP_COLOURS, TagInfo};
use crate::text::fold_key;

impl Store {
    /// Puts a tag on creators: those who have it already are no part of the change. The first spelling of a tag stays.
    pub fn add_tag(&mut self, ids: &[u32], name: &str, at: Timestamp) -> Result<Outcome> {
        let name = change::named(name)?.to_owned();
        self.change(Kind::Tag, at, |conn, now| {
            let picked = change::pick(conn, ids)?;
            let (made, name) = put_on(conn, now, &name)?;
            Ok((made > 0, picked.deed(Kind::Tag, &name, made)))
        })
    }

    /// Takes a tag off creators.
    pub fn remove_tag(&mut self, ids: &[u32], name: &str, at: Timestamp) -> Result<Outcome> {
        let name = name.to_owned();
        self.change(Kind::Untag, at, |conn, now| {
            let picked = change::pick(conn, ids)?;
            let (tag, name) = known_tag(conn, &name)?;
            let kept = take_off(conn, now, tag)?;
            Ok((kept > 0, picked.deed(Kind::Untag, &name, kept)))
        })
    }

    /// Gives a tag another name, everywhere.
    pub fn rename_tag(&mut self, name: &str, to: &str, at: Timestamp) -> Result<Outcome> {
        let (name, to) = (name.to_owned(), change::named(to)?.to_owned());
        self.change(Kind::TagRename, at, |conn, now| {
            let (tag, name) = known_tag(conn, &name)?;
            if let Some((other, spelled)) = find_tag(conn, &to)?
                && other != tag
            {
                return Err(StoreError::NameTaken(spelled).into());
            }
            let deed = Deed::new(Kind::TagRename, &name).to(to.as_str());
            TAG.keep(conn, now, "t.id = ?1", &[&tag])?;
            conn.execute(
                "UPDATE tag SET name = ?2, fold = ?3 WHERE id = ?1",
                params![tag, to, fold_key(&to)],
            )?;
            TAG.settle(conn, now)?;
            saved::renamed(conn, now, Facet::Tag, &name, &to)?;
            Ok((name != to, deed))
        })
    }

    /// Makes one tag of two, everywhere: whoever has the first has the second.
    pub fn merge_tags(&mut self, name: &str, into: &str, at: Timestamp) -> Result<Outcome> {
        let (name, into) = (name.to_owned(), into.to_owned());
        self.change(Kind::TagMerge, at, |conn, now| {
            let (from, name) = known_tag(conn, &name)?;
            let (to, into) = known_tag(conn, &into)?;
            if from == to {
                return Ok((false, Deed::new(Kind::TagMerge, &name)));
            }
            let moved = CREATOR_TAG.keep(conn, now, "t.tag_id = ?1", &[&from])?;
            conn.execute("DELETE FROM creator_tag WHERE tag_id = ?1", [from])?;
            CREATOR_TAG.settle(conn, now)?;
            CREATOR_TAG.make(
                conn,
                now,
                "SELECT r.creator_id, ?1, json_object('created_by', NULL) FROM change_row r WHERE r.change_id = ?2 \
                 AND r.what = 'creator_tag' AND NOT EXISTS \
                 (SELECT 1 FROM creator_tag t WHERE t.creator_id = r.creator_id AND t.tag_id = ?1)",
                &[&to, &now.id],
            )?;
            TAG.keep(conn, now, "t.id = ?1", &[&from])?;
            conn.execute("DELETE FROM tag WHERE id = ?1", [from])?;
            TAG.settle(conn, now)?;
            saved::renamed(conn, now, Facet::Tag, &name, &into)?;
            let deed = Deed::new(Kind::TagMerge, &name).to(into);
            Ok((true, deed.on(moved as u64)))
        })
    }

    /// Takes a tag away, everywhere.
    pub fn delete_tag(&mut self, name: &str, at: Timestamp) -> Result<Outcome> {
        let name = name.to_owned();
        self.change(Kind::TagDelete, at, |conn, now| {
            let (tag, name) = known_tag(conn, &name)?;
            let had = CREATOR_TAG.keep(conn, now, "t.tag_id = ?1", &[&tag])?;
            conn.execute("DELETE FROM creator_tag WHERE tag_id = ?1", [tag])?;
            CREATOR_TAG.settle(conn, now)?;
            TAG.keep(conn, now, "t.id = ?1", &[&tag])?;
            conn.execute("DELETE FROM tag WHERE id = ?1", [tag])?;
            TAG.settle(conn, now)?;
            Ok((true, Deed::new(Kind::TagDelete, &name).on(had as u64)))
        })
    }

    /// Puts a tag into a group, which is made where there is none of this name; without a name, into none.
    pub fn group_tag(&mut self, name: &str, group: &str, at: Timestamp) -> Result<Outcome> {
        let (name, group) = (name.to_owned(), group.trim().to_owned());
        self.change(Kind::TagGroup, at, |conn, now| {
            let (tag, name) = known_tag(conn, &name)?;
            let to = match group.as_str() {
                "" => None,
                group => Some(own_group(conn, now, group)?),
            };
            let kept = TAG.keep(
                conn,
                now,
                "t.id = ?1 AND t.group_id IS NOT ?2",
                &[&tag, &to],
            )?;
            conn.execute(
                "UPDATE tag SET group_id = ?2 WHERE id = ?1",
                params![tag, to],
            )?;
            TAG.settle(conn, now)?;
            let deed = Deed::new(Kind::TagGroup, &name).to(group.as_str());
            Ok((kept > 0, deed))
        })
    }

    /// Gives a group another of the [`GROUP_COLOURS`].
    pub fn colour_group(&mut self, group: &str, colour: u8, at: Timestamp) -> Result<Outcome> {
        let group = group.to_owned();
        self.change(Kind::GroupColour, at, |conn, now| {
            let colour = colour % GROUP_COLOURS;
            let fold = fold_key(&group);
            let kept = TAG_GROUP.keep(
                conn,
                now,
                "t.fold = ?1 AND t.colour <> ?2",
                &[&fold, &colour],
            )?;
            conn.execute(
                "UPDATE tag_group SET colour = ?2 WHERE fold = ?1",
                params![fold, colour],
            )?;
            TAG_GROUP.settle(conn, now)?;
            Ok((kept > 0, Deed::new(Kind::GroupColour, &group)))
        })
    }

    /// Turns down a suggestion for creators, by the number of its rule.
    pub fn dismiss(&mut self, ids: &[u32], rule: u8, name: &str, at: Timestamp) -> Result<Outcome> {
        let name = name.to_owned();
        self.change(Kind::Dismiss, at, |conn, now| {
            let picked = change::pick(conn, ids)?;
            let made = DISMISSED.make(
                conn,
                now,
                "SELECT p.id, ?1, json_object() FROM temp.picked p WHERE NOT EXISTS \
                 (SELECT 1 FROM dismissed d WHERE d.creator_id = p.id AND d.part = ?1)",
                &[&rule],
            )?;
            Ok((made > 0, picked.deed(Kind::Dismiss, &name, made)))
        })
    }

    /// All tags, by group and name, with how many creators have each.
    pub fn tags(&self) -> Result<Vec<TagInfo>> {
        self.read(|c| {
            let mut s = c.prepare_cached(
                "SELECT t.id, t.name, g.name, g.colour, (SELECT count(*) FROM creator_tag x WHERE x.tag_id = t.id) \
                 FROM tag t LEFT JOIN tag_group g ON g.id = t.group_id \
                 ORDER BY g.name IS NULL, g.name, t.fold",
            )?;
            let all = s.query_map([], |r| {
                let group: Option<String> = r.get(2)?;
                Ok(TagInfo {
                    id: r.get(0)?,
                    name: r.get(1)?,
                    group: group.unwrap_or_default(),
                    colour: r.get::<_, Option<u8>>(3)?,
                    creators: r.get::<_, u32>(4)?.into(),
                })
            })?;
            Ok(all.collect::<rusqlite::Result<_>>()?)
        })
    }
}

/// A tag's number and spelling.
/// Puts a tag on the creators that are picked, as part of a change: on how many, and how it is spelled.
pub(super) fn put_on(conn: &Connection, now: Change, name: &str) -> Result<(usize, String), Fault> {
    let (tag, name) = own_tag(conn, now, name)?;
    let made = CREATOR_TAG.make(
        conn,
        now,
        "SELECT p.id, ?1, json_object('created_by', NULL) FROM temp.picked p WHERE NOT EXISTS \
         (SELECT 1 FROM creator_tag t WHERE t.creator_id = p.id AND t.tag_id = ?1)",
        &[&tag],
    )?;
    Ok((made, name))
}

/// Takes a tag off the creators that are picked, as part of a change: off how many.
fn take_off(conn: &Connection, now: Change, tag: i64) -> Result<usize, Fault> {
    let kept = CREATOR_TAG.keep(
        conn,
        now,
        "t.tag_id = ?1 AND t.creator_id IN (SELECT id FROM temp.picked)",
        &[&tag],
    )?;
    conn.execute(
        "DELETE FROM creator_tag WHERE tag_id = ?1 AND creator_id IN (SELECT id FROM temp.picked)",
        [tag],
    )?;
    CREATOR_TAG.settle(conn, now)?;
    Ok(kept)
}

/// The same by its name, where there is one of that name.
pub(super) fn take_off_named(conn: &Connection, now: Change, name: &str) -> Result<(), Fault> {
    if let Some((tag, _)) = find_tag(conn, name)? {
        take_off(conn, now, tag)?;
    }
    Ok(())
}

fn find_tag(conn: &Connection, name: &str) -> rusqlite::Result<Option<(i64, String)>> {
    conn.prepare_cached("SELECT id, name FROM tag WHERE fold = ?1")?
        .query_row([fold_key(name.trim())], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()
}

fn known_tag(conn: &Connection, name: &str) -> Result<(i64, String), Fault> {
    find_tag(conn, name)?.ok_or_else(|| StoreError::NoSuchTag(name.trim().to_owned()).into())
}

/// The tag of this name; where there is none it is made, as part of the change.
fn own_tag(conn: &Connection, now: Change, name: &str) -> Result<(i64, String), Fault> {
    if let Some(found) = find_tag(conn, name)? {
        return Ok(found);
    }
    let id = TAG.next(conn)?;
    TAG.make(
        conn,
        now,
        "SELECT 0, ?1, json_object('name', ?2, 'fold', ?3, 'group_id', NULL, 'created_by', NULL)",
        &[&id, &name, &fold_key(name)],
    )?;
    Ok((id, name.to_owned()))
}

fn own_group(conn: &Connection, now: Change, name: &str) -> Result<i64, Fault> {
    let fold = fold_key(name);
    let found = conn
        .prepare_cached("SELECT id FROM tag_group WHERE fold = ?1")?
        .query_row([&fold], |r| r.get(0))
        .optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    let id = TAG_GROUP.next(conn)?;
    let colour = u8::try_from((id - 1) % i64::from(GROUP_COLOURS)).unwrap_or(0);
    TAG_GROUP.make(
        conn,
        now,
        "SELECT 0, ?1, json_object('name', ?2, 'fold', ?3, 'colour', ?4)",
        &[&id, &name, &fold, &colour],
    )?;
    Ok(id)
}

/// The tag of this name without regard to case and width; made by an import where there is none.
pub(super) fn tag_id(conn: &Connection, name: &str, import: i64) -> Result<i64, Fault> {
    let name = name.trim();
    if let Some((id, _)) = find_tag(conn, name)? {
        return Ok(id);
    }
    let id = TAG.next(conn)?;
    conn.execute(
        "INSERT INTO tag (id, name, fold, created_by) VALUES (?1, ?2, ?3, ?4)",
        params![id, name, fold_key(name), import],
    )?;
    Ok(id)
}

/// How a tag is spelled.
pub(super) fn tag_name(conn: &Connection, tag: i64) -> rusqlite::Result<String> {
    conn.prepare_cached("SELECT name FROM tag WHERE id = ?1")?
        .query_row([tag], |r| r.get(0))
}
