//! Who is who during an import.
//!
//! A few rows are looked up in the indexes of the file. Many rows would spend most of their time there, so from a point
//! on all identities are read once into two maps of keyed 64-bit hashes; a second, independent hash of 64 bits confirms
//! each hit, which together are certain for any pool that fits a disk. Should two first hashes ever meet, the maps are
//! given up and the indexes asked again.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher};

use hashbrown::DefaultHashBuilder;

use rusqlite::{Connection, OptionalExtension};

use crate::domain::creator::Platform;

/// How the platform id of a creator found by handle stands to the row's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Id {
    /// The creator has none yet.
    Unknown,
    /// The row's.
    Same,
    /// Another one, or the row has none.
    Other,
}

/// A creator that a row names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub id: u32,
    pub same_handle: bool,
    pub platform_id: Id,
}

/// What a row says of who it is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names<'a> {
    pub platform: Platform,
    pub platform_id: Option<&'a str>,
    pub handle_key: &'a str,
}

/// The hashes are keyed already.
#[derive(Default, Clone)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*b);
        }
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

type HashToId = HashMap<u64, u32, BuildHasherDefault<AsIs>>;

/// Second hashes; 0 where there is nothing.
#[derive(Clone, Copy, Default)]
struct Confirm {
    handle: u64,
    platform_id: u64,
}

#[derive(Default)]
struct Maps {
    handles: HashToId,
    platform_ids: HashToId,
    confirm: Vec<Confirm>,
}

/// See the module.
pub(super) struct Identities {
    first: DefaultHashBuilder,
    second: DefaultHashBuilder,
    maps: Option<Maps>,
    /// Look-ups in the indexes until the maps are worth loading; `None` once they have been given up.
    patience: Option<u64>,
}

impl Identities {
    /// `creators`: how many the pool has.
    pub(super) fn new(creators: u64) -> Self {
        Identities {
            first: DefaultHashBuilder::default(),
            second: DefaultHashBuilder::default(),
            maps: None,
            // reading one creator costs about a twentieth of finding one
            patience: Some(creators / 20 + 200),
        }
    }

    fn hashes(&self, platform: Platform, text: &str) -> (u64, u64) {
        let key = (platform as u8, text);
        (
            self.first.hash_one(key),
            // 0 means nothing
            self.second.hash_one(key) | 1,
        )
    }

    /// The creator with the row's platform id.
    pub(super) fn by_platform_id(
        &mut self,
        conn: &Connection,
        row: Names<'_>,
    ) -> rusqlite::Result<Option<Found>> {
        let Some(platform_id) = row.platform_id else {
            return Ok(None);
        };
        self.lose_patience(conn)?;
        if let Some(maps) = &self.maps {
            let (first, second) = self.hashes(row.platform, platform_id);
            let Some(&id) = maps.platform_ids.get(&first) else {
                return Ok(None);
            };
            if let Some(c) = maps.confirm.get(id as usize)
                && c.platform_id == second
            {
                return Ok(Some(Found {
                    id,
                    same_handle: c.handle == self.hashes(row.platform, row.handle_key).1,
                    platform_id: Id::Same,
                }));
            }
            self.give_up();
        }
        conn.prepare_cached(
            "SELECT id, handle_key FROM creator WHERE platform = ?1 AND platform_id = ?2",
        )?
        .query_row((row.platform as u8, platform_id), |r| {
            Ok(Found {
                id: r.get(0)?,
                same_handle: r.get_ref(1)?.as_str()? == row.handle_key,
                platform_id: Id::Same,
            })
        })
        .optional()
    }

    /// The creator with the row's handle.
    pub(super) fn by_handle(
        &mut self,
        conn: &Connection,
        row: Names<'_>,
    ) -> rusqlite::Result<Option<Found>> {
        self.lose_patience(conn)?;
        if let Some(maps) = &self.maps {
            let (first, second) = self.hashes(row.platform, row.handle_key);
            let Some(&id) = maps.handles.get(&first) else {
                return Ok(None);
            };
            if let Some(c) = maps.confirm.get(id as usize)
                && c.handle == second
            {
                let platform_id = match row.platform_id {
                    _ if c.platform_id == 0 => Id::Unknown,
                    Some(text) if self.hashes(row.platform, text).1 == c.platform_id => Id::Same,
                    _ => Id::Other,
                };
                return Ok(Some(Found {
                    id,
                    same_handle: true,
                    platform_id,
                }));
            }
            self.give_up();
        }
        conn.prepare_cached(
            "SELECT id, platform_id FROM creator WHERE platform = ?1 AND handle_key = ?2",
        )?
        .query_row((row.platform as u8, row.handle_key), |r| {
            Ok(Found {
                id: r.get(0)?,
                same_handle: true,
                platform_id: match (r.get_ref(1)?.as_str_or_null()?, row.platform_id) {
                    (None, _) => Id::Unknown,
                    (Some(a), Some(b)) if a == b => Id::Same,
                    _ => Id::Other,
                },
            })
        })
        .optional()
    }

    /// A creator was made, or got a handle or a platform id. Its former handle, if it had one, is another's now or
    /// nobody's: `freed`.
    pub(super) fn set(&mut self, id: u32, row: Names<'_>, freed: Option<&str>) {
        let freed = freed.map(|key| self.hashes(row.platform, key));
        let handle = self.hashes(row.platform, row.handle_key);
        let platform_id = row.platform_id.map(|p| self.hashes(row.platform, p));
        let Some(maps) = &mut self.maps else {
            return;
        };
        if let Some((first, _)) = freed
            && maps.handles.get(&first) == Some(&id)
        {
            maps.handles.remove(&first);
        }
        if !maps.set(id, handle, platform_id) {
            self.give_up();
        }
    }

    fn give_up(&mut self) {
        self.maps = None;
        self.patience = None;
    }

    fn lose_patience(&mut self, conn: &Connection) -> rusqlite::Result<()> {
        match &mut self.patience {
            Some(0) => {
                self.patience = None;
                self.load(conn)
            }
            Some(n) => {
                *n -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Reads all identities into the maps.
    pub(super) fn load(&mut self, conn: &Connection) -> rusqlite::Result<()> {
        let count: u32 = conn.query_row("SELECT count(*) FROM creator", [], |r| r.get(0))?;
        let count = count as usize;
        let mut maps = Maps::default();
        maps.handles.reserve(count);
        maps.platform_ids.reserve(count);
        let mut statement =
            conn.prepare("SELECT id, platform, handle_key, platform_id FROM creator")?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            let platform = Platform::from_code(row.get(1)?);
            let handle = self.hashes(platform, row.get_ref(2)?.as_str()?);
            let platform_id = row
                .get_ref(3)?
                .as_str_or_null()?
                .map(|p| self.hashes(platform, p));
            if !maps.set(row.get(0)?, handle, platform_id) {
                return Ok(());
            }
        }
        drop(rows);
        self.maps = Some(maps);
        self.patience = None;
        Ok(())
    }
}

impl Maps {
    /// False where a first hash is another creator's already.
    fn set(&mut self, id: u32, handle: (u64, u64), platform_id: Option<(u64, u64)>) -> bool {
        let at = id as usize;
        if self.confirm.len() <= at {
            self.confirm.resize(at + 1, Confirm::default());
        }
        let alone = |old: Option<u32>| old.is_none_or(|o| o == id);
        let mut ok = alone(self.handles.insert(handle.0, id));
        if let Some(c) = self.confirm.get_mut(at) {
            c.handle = handle.1;
            if let Some((first, second)) = platform_id {
                ok &= alone(self.platform_ids.insert(first, id));
                c.platform_id = second;
            }
        }
        ok
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_and_indexes_give_the_same_answers() {
        let conn = Connection::open_in_memory().unwrap();
        super::super::schema::migrate(&conn, std::path::Path::new("x")).unwrap();
        for (id, handle, platform_id) in [
            (1, "anna", Some("100")),
            (2, "bo", None),
            (7, "chen", Some("0100")),
        ] {
            conn.execute(
                "INSERT INTO creator (id, platform, platform_id, handle, handle_key, version) \
                 VALUES (?1, 0, ?2, ?3, ?3, 1)",
                (id, platform_id, handle),
            )
            .unwrap();
        }
        let mut slow = Identities::new(0);
        slow.patience = None;
        let mut quick = Identities::new(0);
        quick.patience = Some(0);
        for handle in ["anna", "bo", "chen", "dora"] {
            for platform_id in [None, Some("100"), Some("0100"), Some("5")] {
                for platform in [Platform::TikTok, Platform::Douyin] {
                    let row = Names {
                        platform,
                        platform_id,
                        handle_key: handle,
                    };
                    assert_eq!(
                        slow.by_handle(&conn, row).unwrap(),
                        quick.by_handle(&conn, row).unwrap()
                    );
                    assert_eq!(
                        slow.by_platform_id(&conn, row).unwrap(),
                        quick.by_platform_id(&conn, row).unwrap()
                    );
                }
            }
        }
        assert!(quick.maps.is_some() && slow.maps.is_none());
    }

    #[test]
    fn a_freed_handle_is_nobodys() {
        let conn = Connection::open_in_memory().unwrap();
        super::super::schema::migrate(&conn, std::path::Path::new("x")).unwrap();
        let mut all = Identities::new(0);
        all.patience = Some(0);
        let names = |handle_key| Names {
            platform: Platform::TikTok,
            platform_id: Some("9"),
            handle_key,
        };
        assert_eq!(all.by_handle(&conn, names("old")).unwrap(), None);
        all.set(3, names("old"), None);
        all.set(3, names("new"), Some("old"));
        assert_eq!(all.by_handle(&conn, names("old")).unwrap(), None);
        assert_eq!(all.by_handle(&conn, names("new")).unwrap().unwrap().id, 3);
    }
}
