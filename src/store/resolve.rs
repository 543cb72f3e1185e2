//! Whose row it is: platform id before handle, and what happens when handles wander.
//!
//! - Found by platform id under another handle: the creator has been renamed; the old handle is kept as a former one.
//! - The new handle belongs to someone else in the pool, or a handle turns up with another platform id: the platform
//!   has given it to another person. The earlier holder keeps all their data and is called `id:<platform id>` from then
//!   on (`old:<number>` where no platform id is known), the handle stays with them as a former one. They are not
//!   merged: two people in one row could never be told apart again, one person in two rows can be seen and tagged.

use rusqlite::OptionalExtension;
use serde_json::{Map, Value};

use super::error::{Fault, StoreError};
use super::identity::{Id, Names};
use super::import::Importing;
use super::journal;
use crate::domain::creator::Identity;

/// The creator a row belongs to, and what became of them for it.
pub(super) struct Whose {
    pub id: u32,
    pub created: bool,
    pub changed: bool,
}

/// A creator's row as it stands.
struct Standing {
    handle: String,
    handle_key: String,
    platform_id: Option<String>,
    version: i64,
    created_by: Option<i64>,
}

/// Stands in for a handle that went to somebody else; never a real one, `:` is in no platform's handles.
fn substitute(id: u32, platform_id: Option<&str>) -> String {
    match platform_id {
        Some(p) => format!("id:{p}"),
        None => format!("old:{id}"),
    }
}

impl Importing<'_> {
    pub(super) fn resolve(&mut self, who: &Identity) -> Result<Whose, Fault> {
        let key = who.handle_key();
        let row = Names {
            platform: who.platform,
            platform_id: who.platform_id.as_deref(),
            handle_key: &key,
        };
        let at = |id, changed| Whose {
            id,
            created: false,
            changed,
        };
        if let Some(found) = self.identities.by_platform_id(self.conn, row)? {
            if found.same_handle {
                return Ok(at(found.id, false));
            }
            if let Some(holder) = self.identities.by_handle(self.conn, row)? {
                self.free_handle(holder.id, row)?;
            }
            self.rename(found.id, &who.handle, row)?;
            return Ok(at(found.id, true));
        }
        match self.identities.by_handle(self.conn, row)? {
            Some(found) if row.platform_id.is_none() || found.platform_id == Id::Same => {
                Ok(at(found.id, false))
            }
            Some(found) if found.platform_id == Id::Unknown => {
                self.keep_creator(found.id)?;
                self.conn
                    .prepare_cached(
                        "UPDATE creator SET platform_id = ?2, version = ?3 WHERE id = ?1",
                    )?
                    .execute((found.id, row.platform_id, self.change.id))?;
                self.identities.set(found.id, row, None);
                Ok(at(found.id, true))
            }
            Some(found) => {
                self.free_handle(found.id, row)?;
                self.create(who, row)
            }
            None => self.create(who, row),
        }
    }

    fn create(&mut self, who: &Identity, row: Names<'_>) -> Result<Whose, Fault> {
        let id = self.last_creator.checked_add(1).ok_or_else(|| {
            Fault::Said(StoreError::Other {
                path: self.path.clone(),
                detail: "2^32 creators".to_owned(),
            })
        })?;
        self.last_creator = id;
        let s = &mut self.insert_creator;
        s.clear_bindings();
        s.raw_bind_parameter(1, id)?;
        s.raw_bind_parameter(2, row.platform as u8)?;
        s.raw_bind_parameter(3, row.platform_id)?;
        s.raw_bind_parameter(4, &*who.handle)?;
        s.raw_bind_parameter(5, row.handle_key)?;
        s.raw_bind_parameter(6, self.import)?;
        s.raw_bind_parameter(7, self.change.id)?;
        s.raw_execute()?;
        self.identities.set(id, row, None);
        Ok(Whose {
            id,
            created: true,
            changed: true,
        })
    }

    fn rename(&mut self, id: u32, handle: &str, row: Names<'_>) -> Result<(), Fault> {
        let before = self.keep_creator(id)?;
        self.former(id, &before)?;
        self.set_handle(id, handle, row.handle_key)?;
        self.identities.set(id, row, Some(&before.handle_key));
        Ok(())
    }

    /// The holder of the row's handle loses it.
    fn free_handle(&mut self, id: u32, row: Names<'_>) -> Result<(), Fault> {
        let before = self.keep_creator(id)?;
        self.former(id, &before)?;
        let key = substitute(id, before.platform_id.as_deref());
        self.set_handle(id, &key, &key)?;
        let names = Names {
            platform: row.platform,
            platform_id: before.platform_id.as_deref(),
            handle_key: &key,
        };
        self.identities.set(id, names, Some(row.handle_key));
        Ok(())
    }

    fn set_handle(&self, id: u32, handle: &str, key: &str) -> Result<(), Fault> {
        self.conn
            .prepare_cached(
                "UPDATE creator SET handle = ?2, handle_key = ?3, version = ?4 WHERE id = ?1",
            )?
            .execute((id, handle, key, self.change.id))?;
        Ok(())
    }

    /// Remembers the handle a creator had; a substitute never was one.
    fn former(&self, id: u32, before: &Standing) -> Result<(), Fault> {
        if before.handle_key != substitute(id, before.platform_id.as_deref()) {
            self.conn
                .prepare_cached(
                    "INSERT OR IGNORE INTO former_handle (creator_id, handle_key, handle, created_by) \
                     VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute((id, &before.handle_key, &before.handle, self.import))?;
        }
        Ok(())
    }

    /// Reads a creator that is about to change, and keeps it in the journal unless this import made it.
    fn keep_creator(&mut self, id: u32) -> Result<Standing, Fault> {
        self.touched.add(id);
        let before = self
            .conn
            .prepare_cached(
                "SELECT handle, handle_key, platform_id, version, created_by FROM creator WHERE id = ?1",
            )?
            .query_row([id], |r| {
                Ok(Standing {
                    handle: r.get(0)?,
                    handle_key: r.get(1)?,
                    platform_id: r.get(2)?,
                    version: r.get(3)?,
                    created_by: r.get(4)?,
                })
            })
            .optional()?
            .ok_or_else(|| Fault::Said(StoreError::NoSuchCreator(id)))?;
        if before.created_by != Some(self.import) {
            let mut map = Map::new();
            map.insert("handle".into(), before.handle.clone().into());
            map.insert("handle_key".into(), before.handle_key.clone().into());
            map.insert(
                "platform_id".into(),
                before.platform_id.clone().map_or(Value::Null, Value::from),
            );
            map.insert("version".into(), before.version.into());
            journal::keep(self.conn, self.change.id, "creator", id, 0, map)?;
        }
        Ok(before)
    }
}
