//! What has happened to a pool file since a state that somebody has in memory.

use rusqlite::Connection;

use super::error::{Fault, Result};
use super::stream::{View, name_of, names};
use super::{PoolState, change, read};
use crate::domain::deed::Kind;
use crate::domain::sketch::Relabelled;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Since {
    /// Nothing that shows.
    Nothing,
    /// Only labels of these creators.
    Labels(Vec<u32>),
    /// More than that, or nobody knows.
    Everything,
}

impl View<'_> {
    /// What has happened since.
    pub fn since(&self, seen: &PoolState) -> Result<Since> {
        let now = self.state();
        if now == seen {
            return Ok(Since::Nothing);
        }
        if now.pool != seen.pool || now.position.0 <= seen.position.0 {
            return Ok(Since::Everything);
        }
        self.store.read(|c| {
            let from = seen.position.0;
            if from > 0 && !was_there(c, seen)? {
                return Ok(Since::Everything);
            }
            let mut s = c.prepare_cached("SELECT DISTINCT kind FROM change WHERE id > ?1")?;
            let kinds = s.query_map([from], |r| r.get::<_, String>(0))?;
            for kind in kinds {
                if !Kind::parse(&kind?).is_of_labels() {
                    return Ok(Since::Everything);
                }
            }
            if !change::merged_by(c, from + 1, now.position.0)?.is_empty() {
                return Ok(Since::Everything);
            }
            let touched = change::touched_by(c, from + 1, now.position.0)?;
            Ok(if touched.is_empty() {
                Since::Nothing
            } else {
                Since::Labels(touched)
            })
        })
    }

    /// The labels of some creators as they are now; those who are not in the pool any more have none.
    pub fn labels_of(&self, ids: &[u32]) -> Result<Vec<Relabelled>> {
        self.store.read(|c| {
            let (tags, lists) = (names(c, "tag")?, names(c, "list")?);
            let mut tagged = c.prepare_cached(
                "SELECT creator_id, tag_id FROM creator_tag WHERE creator_id = ?1 ORDER BY tag_id",
            )?;
            let mut listed = c.prepare_cached(
                "SELECT creator_id, list_id FROM list_member WHERE creator_id = ?1 ORDER BY list_id",
            )?;
            let mut noted = c.prepare_cached("SELECT creator_id, body FROM note WHERE creator_id = ?1 ORDER BY id")?;
            let mut all = Vec::with_capacity(ids.len());
            for &id in ids {
                all.push(Relabelled {
                    id,
                    tags: read::gather(&mut tagged, id, |r| name_of(&tags, r))?,
                    lists: read::gather(&mut listed, id, |r| name_of(&lists, r))?,
                    notes: read::gather(&mut noted, id, |r| Ok(r.get::<_, String>(1)?.into()))?,
                });
            }
            Ok(all)
        })
    }
}

/// The change that was the last one then.
fn was_there(conn: &Connection, seen: &PoolState) -> Result<bool, Fault> {
    let (id, at) = seen.position;
    Ok(conn
        .prepare_cached("SELECT 1 FROM change WHERE id = ?1 AND at = ?2")?
        .exists([id, at])?)
}
