//! Creators that are one person, and what is shown of such a one.
//!
//! - One goes *into* another one, which stays. What files say stays with whom they say it of, so that later files find
//!   it and a separation loses nothing; on one platform both are read as one, of another platform the numbers stand
//!   beside. What people put on the first goes to the second, row by row in the journal like any change: taken back, all
//!   of it is where it was, but for what somebody has changed since.
//! - Whoever names the one that went means the one that stays. Nobody goes into one that has gone, so there are no chains.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use super::change::{self, Outcome};
use super::entity::{self, APART, CREATOR_TAG, LIST_MEMBER, MERGED, NOTE};
use super::error::{Fault, Result, StoreError};
use super::stream::View;
use super::takeback::NextUndo;
use super::{Store, TakenBack};
use crate::domain::creator::Platform;
use crate::domain::deed::{Deed, Kind};
use crate::domain::field::{Attr, Metric};
use crate::domain::origin::Source;
use crate::domain::twin::{Face, Finder, Pair};

/// Who has gone into whom.
#[derive(Debug, Default, Clone)]
pub(super) struct Same {
    into: HashMap<u32, u32>,
    of: HashMap<u32, Vec<u32>>,
}

impl Same {
    pub(super) fn load(conn: &Connection) -> Result<Same, Fault> {
        let mut same = Same::default();
        let mut s =
            conn.prepare_cached("SELECT creator_id, into_id FROM merged ORDER BY creator_id")?;
        let mut rows = s.query([])?;
        while let Some(r) = rows.next()? {
            let (id, into): (u32, u32) = (r.get(0)?, r.get(1)?);
            same.into.insert(id, into);
            same.of.entry(into).or_default().push(id);
        }
        Ok(same)
    }

    /// Whether it has gone into another one.
    pub(super) fn is_gone(&self, id: u32) -> bool {
        self.into.contains_key(&id)
    }

    /// The one that stands for it.
    pub(super) fn stays(&self, id: u32) -> u32 {
        self.into.get(&id).copied().unwrap_or(id)
    }

    /// Those that have gone into it.
    pub(super) fn of(&self, id: u32) -> &[u32] {
        self.of.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// All numbers of one person, that of the one that stays first.
    pub(super) fn family(&self, id: u32) -> impl Iterator<Item = u32> + '_ {
        let stays = self.stays(id);
        std::iter::once(stays).chain(self.of(stays).iter().copied())
    }

    /// Who has gone, and into whom.
    pub(super) fn all(&self) -> impl Iterator<Item = (u32, u32)> {
        self.into.iter().map(|(id, into)| (*id, *into))
    }
}

/// Whether one file of a platform or a tool has both: in a list that people keep by hand, a creator stands under the new
/// handle and the old one.
const BESIDE: &str = "SELECT 1 FROM observation a JOIN observation b ON b.creator_id = ?2 AND b.period_id = a.period_id \
     AND b.created_by = a.created_by JOIN period p ON p.id = a.period_id \
     JOIN creator x ON x.id = a.creator_id JOIN creator y ON y.id = b.creator_id AND y.platform = x.platform \
     WHERE a.creator_id = ?1 AND p.source NOT IN (?3, ?4)";

/// The two as a person tells them apart: with their platforms where these differ.
fn two(conn: &Connection, one: u32, other: u32) -> Result<(String, String), Fault> {
    let who = |id: u32| -> Result<(String, Platform), Fault> {
        let found = conn
            .prepare_cached("SELECT handle, platform FROM creator WHERE id = ?1")?
            .query_row([id], |r| Ok((r.get(0)?, Platform::from_code(r.get(1)?))))
            .optional()?;
        found.ok_or_else(|| StoreError::NoSuchCreator(id).into())
    };
    let (one, other) = (who(one)?, who(other)?);
    let alike = one.1 == other.1;
    let named = |(handle, platform): (String, Platform)| match alike {
        true => format!("@{handle}"),
        false => format!("@{handle} ({})", platform.key()),
    };
    Ok((named(one), named(other)))
}

impl Store {
    /// Makes one of two: the first goes into the second.
    ///
    /// # Errors
    /// [`StoreError::NoSuchCreator`]; [`StoreError::SameCreator`] where they are one already.
    pub fn merge(&mut self, id: u32, into: u32, at: Timestamp) -> Result<Outcome> {
        self.change(Kind::Merge, at, |conn, now| {
            let same = Same::load(conn)?;
            let (id, into) = (same.stays(id), same.stays(into));
            let (gone, stays) = two(conn, id, into)?;
            let deed = Deed::new(Kind::Merge, &gone).to(stays).on(1);
            if id == into {
                return Err(StoreError::SameCreator.into());
            }
            let whose = "t.creator_id = ?1";
            for (e, moved) in [
                // the tags that it does not have; its place on lists, where it has none there
                (
                    &CREATOR_TAG,
                    "SELECT ?1, r.part, r.before FROM change_row r WHERE r.change_id = ?2 AND r.what = 'creator_tag' \
                     AND r.before IS NOT NULL AND NOT EXISTS (SELECT 1 FROM creator_tag t WHERE t.creator_id = ?1 \
                     AND t.tag_id = r.part)",
                ),
                (
                    &LIST_MEMBER,
                    "SELECT ?1, r.part, r.before FROM change_row r WHERE r.change_id = ?2 AND r.what = 'list_member' \
                     AND r.before IS NOT NULL AND NOT EXISTS (SELECT 1 FROM list_member m WHERE m.creator_id = ?1 \
                     AND m.list_id = r.part)",
                ),
                (
                    &NOTE,
                    "SELECT ?1, r.part, r.before FROM change_row r WHERE r.change_id = ?2 AND r.what = 'note' \
                     AND r.before IS NOT NULL",
                ),
            ] {
                e.keep(conn, now, whose, &[&id])?;
                let sql = format!("DELETE FROM {} WHERE creator_id = ?1", e.name);
                conn.prepare_cached(&sql)?.execute([id])?;
                e.settle(conn, now)?;
                e.make(conn, now, moved, &[&into, &now.id])?;
            }
            // rows keep their numbers, by which others belong to them
            conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
            for e in entity::WORK.into_iter().filter(|e| e.is_of_creators()) {
                let name = e.name;
                e.keep(conn, now, whose, &[&id])?;
                let gone = format!("DELETE FROM {name} WHERE creator_id = ?1");
                conn.prepare_cached(&gone)?.execute([id])?;
                e.settle(conn, now)?;
                // a place in a plan only where it has none
                let free = match e.is_numbered() {
                    true => String::new(),
                    false => format!(
                        " AND NOT EXISTS (SELECT 1 FROM {name} t WHERE t.creator_id = ?1 AND t.{} = r.part)",
                        e.part()
                    ),
                };
                let moved = format!(
                    "SELECT ?1, r.part, r.before FROM change_row r WHERE r.change_id = ?2 AND r.what = '{name}' \
                     AND r.before IS NOT NULL{free}"
                );
                e.make(conn, now, &moved, &[&into, &now.id])?;
            }
            // those that have gone into it go on into the other one
            MERGED.keep(conn, now, "t.into_id = ?1", &[&id])?;
            conn.execute("DELETE FROM merged WHERE into_id = ?1", [id])?;
            MERGED.settle(conn, now)?;
            MERGED.make(
                conn,
                now,
                "SELECT ?1, ?2, '{}' UNION ALL SELECT r.creator_id, ?2, '{}' FROM change_row r \
                 WHERE r.change_id = ?3 AND r.what = 'merged' AND r.before IS NOT NULL",
                &[&id, &into, &now.id],
            )?;
            Ok((true, deed))
        })
    }

    /// Makes two of one again: takes back what made it go, whoever did that. What somebody has changed since stays where
    /// it is, and is counted.
    ///
    /// # Errors
    /// [`StoreError::NotMerged`].
    pub fn separate(&mut self, id: u32, at: Timestamp) -> Result<TakenBack> {
        let found = self.read(|c| {
            let found: Option<(i64, String)> = c
                .prepare_cached(
                    "SELECT h.id, h.summary FROM change_row r JOIN change h ON h.id = r.change_id \
                     JOIN merged m ON m.creator_id = r.creator_id AND m.into_id = r.part \
                     WHERE r.what = 'merged' AND r.creator_id = ?1 AND r.after IS NOT NULL AND h.kind = 'merge' \
                     AND h.undone_by IS NULL ORDER BY h.id DESC LIMIT 1",
                )?
                .query_row([id], |r| Ok((r.get(0)?, r.get(1)?)))
                .optional()?;
            Ok(found)
        })?;
        let Some((change, summary)) = found else {
            return Err(StoreError::NotMerged);
        };
        let next = NextUndo {
            change,
            deed: Deed::read(Kind::Merge.key(), &summary),
            import: None,
        };
        self.undo_change(&next, at)
    }

    /// Remembers that two are not one person.
    pub fn keep_apart(&mut self, one: u32, other: u32, at: Timestamp) -> Result<Outcome> {
        let (one, other) = (one.min(other), one.max(other));
        self.change(Kind::Apart, at, |conn, now| {
            let (first, second) = two(conn, one, other)?;
            let deed = Deed::new(Kind::Apart, &first).to(second).on(2);
            let made = APART.make(
                conn,
                now,
                "SELECT ?1, ?2, '{}' WHERE NOT EXISTS (SELECT 1 FROM apart WHERE creator_id = ?1 AND other_id = ?2)",
                &[&one, &other],
            )?;
            Ok((made > 0, deed))
        })
    }

    /// The creator that stands for this one: itself, unless it has gone into another one.
    pub fn stands_for(&self, id: u32) -> Result<u32> {
        self.read(|c| change::stays(c, id))
    }
}

impl View<'_> {
    fn alike(&self, most: usize, stop: &dyn Fn() -> bool) -> Result<Vec<Pair>> {
        let mut finder = Finder::default();
        self.sketches(0..=u32::MAX, |s| {
            finder.meet(&Face {
                id: s.id,
                platform: s.platform,
                handle: s.handle,
                former: s.labels.former_handles,
                region: s.attr(Attr::Region),
                name: s.attr(Attr::Name),
                email: s.attr(Attr::Email),
            });
            if stop() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        })?;
        self.store.read(|c| {
            let same = Same::load(c)?;
            let mut ids = Vec::new();
            let mut s = c.prepare(
                "SELECT platform_id, id FROM creator WHERE platform_id IS NOT NULL ORDER BY platform_id, platform",
            )?;
            let mut rows = s.query([])?;
            let mut last: (String, u32) = Default::default();
            while let Some(r) = rows.next()? {
                let (platform_id, id) = (r.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?, r.get(1)?);
                if last.0 == platform_id {
                    let (one, other) = (same.stays(last.1), same.stays(id));
                    ids.push((one.min(other), one.max(other)));
                }
                last.0.clear();
                last.0.push_str(platform_id);
                last.1 = id;
            }
            let mut s = c.prepare("SELECT creator_id, other_id FROM apart")?;
            let apart: HashSet<(u32, u32)> = s
                .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            let mut beside = c.prepare(BESIDE)?;
            let by_hand = [Source::Native, Source::Mapped].map(|s| s as u8);
            let mut found = Vec::new();
            for pair in finder.pairs(&ids, |pair| apart.contains(&pair)) {
                if found.len() >= most || stop() {
                    break;
                }
                if !(pair.is_only_alike() && beside.exists((pair.ids.0, pair.ids.1, by_hand[0], by_hand[1]))?) {
                    found.push(pair);
                }
            }
            Ok(found)
        })
    }
}

impl Store {
    /// Creators that may be one person, the likeliest first. `stop`: nobody wants to know any more.
    pub fn twins(&self, most: usize, stop: &dyn Fn() -> bool) -> Result<Vec<Pair>> {
        let mut found = self.view(|view| view.alike(most, stop))?;
        self.current_first(&mut found)?;
        Ok(found)
    }

    /// Of each pair the one stands first that the newer files tell of, or that has more followers: under that handle the
    /// person is found now.
    fn current_first(&self, pairs: &mut [Pair]) -> Result<()> {
        let ids: Vec<u32> = pairs.iter().flat_map(|p| [p.ids.0, p.ids.1]).collect();
        let known: HashMap<u32, _> = self
            .creators(&ids)?
            .into_iter()
            .map(|r| (r.id, (r.profile.as_of, r.profile.metric(Metric::Followers))))
            .collect();
        for pair in pairs {
            if known.get(&pair.ids.1) > known.get(&pair.ids.0) {
                pair.ids = (pair.ids.1, pair.ids.0);
            }
        }
        Ok(())
    }
}
