//! All creators once, for the pool: several tables read side by side in the order of ids, nothing allocated for a
//! creator who has nothing out of the ordinary.

use std::collections::HashMap;
use std::ops::{ControlFlow, RangeInclusive};
use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, Row, Rows, Statement};

use super::error::{Fault, Result, StoreError};
use super::packed::Fields;
use super::read;
use super::same::Same;
use super::{PoolState, Store};
use crate::domain::creator::{Note, Platform};
use crate::domain::sketch::{Glimpse, Labels, Sketch};

const CREATORS: &str =
    "SELECT id, platform, handle FROM creator WHERE id BETWEEN ?1 AND ?2 ORDER BY id";
const IDS: &str = "SELECT id FROM creator WHERE id BETWEEN ?1 AND ?2 ORDER BY id";
const OBSERVATIONS: &str = "SELECT creator_id, period_id, ifnull(changed_by, created_by), packed FROM observation \
     WHERE creator_id BETWEEN ?1 AND ?2 ORDER BY creator_id, period_id";
const FORMER: &str = "SELECT creator_id, handle FROM former_handle WHERE creator_id BETWEEN ?1 AND ?2 \
     ORDER BY creator_id, created_by, handle_key";
const TAGS: &str = "SELECT creator_id, tag_id FROM creator_tag WHERE creator_id BETWEEN ?1 AND ?2 ORDER BY creator_id, tag_id";
const LISTS: &str = "SELECT creator_id, list_id FROM list_member WHERE creator_id BETWEEN ?1 AND ?2 ORDER BY creator_id, list_id";
const NOTES: &str = "SELECT n.creator_id, n.at, w.name, n.body, n.id, n.version FROM note n CROSS JOIN member w ON w.id = n.by \
     WHERE n.creator_id BETWEEN ?1 AND ?2 ORDER BY n.creator_id, n.id";

/// Page cache while all creators are read, KiB.
const STREAM_CACHE: i64 = 2 * 1024;

type Make<'s, T> = Box<dyn Fn(&Row<'_>) -> Result<T, Fault> + 's>;

/// Rows that belong to creators, in the order of their ids, met in step with the creators themselves.
struct Beside<'s, T> {
    rows: Rows<'s>,
    next: Option<(u32, T)>,
    make: Make<'s, T>,
}

impl<'s, T> Beside<'s, T> {
    fn new(
        statement: &'s mut Statement<'_>,
        range: &RangeInclusive<u32>,
        make: impl Fn(&Row<'_>) -> Result<T, Fault> + 's,
    ) -> Result<Self, Fault> {
        let mut beside = Beside {
            rows: within(statement, range)?,
            next: None,
            make: Box::new(make),
        };
        beside.step()?;
        Ok(beside)
    }

    fn step(&mut self) -> Result<(), Fault> {
        self.next = match self.rows.next()? {
            Some(r) => Some((r.get(0)?, (self.make)(r)?)),
            None => None,
        };
        Ok(())
    }

    fn take(&mut self, id: u32, into: &mut Vec<T>) -> Result<(), Fault> {
        into.clear();
        while self.next.as_ref().is_some_and(|(of, _)| *of <= id) {
            if let Some((of, value)) = self.next.take()
                && of == id
            {
                into.push(value);
            }
            self.step()?;
        }
        Ok(())
    }
}

fn within<'s>(
    statement: &'s mut Statement<'_>,
    range: &RangeInclusive<u32>,
) -> rusqlite::Result<Rows<'s>> {
    statement.raw_bind_parameter(1, range.start())?;
    statement.raw_bind_parameter(2, range.end())?;
    Ok(statement.raw_query())
}

/// The packed observations, a creator's at a time in a buffer that is used again.
struct Observed<'s> {
    rows: Rows<'s>,
    /// Of the row the statement stands on: creator, period, import.
    next: Option<(u32, u32, i64)>,
    waiting: Vec<u8>,
    bytes: Vec<u8>,
    /// The creator's: period, import, and where in `bytes` it ends.
    taken: Vec<(u32, i64, usize)>,
}

impl Observed<'_> {
    fn step(&mut self) -> Result<(), Fault> {
        self.next = None;
        if let Some(r) = self.rows.next()? {
            self.next = Some((r.get(0)?, r.get(1)?, r.get(2)?));
            self.waiting.clear();
            let packed = r.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?;
            self.waiting.extend_from_slice(packed);
        }
        Ok(())
    }

    fn take(&mut self, id: u32) -> Result<(), Fault> {
        self.bytes.clear();
        self.taken.clear();
        while let Some((of, period, import)) = self.next
            && of <= id
        {
            if of == id {
                if self.bytes.is_empty() {
                    std::mem::swap(&mut self.bytes, &mut self.waiting);
                } else {
                    self.bytes.extend_from_slice(&self.waiting);
                }
                self.taken.push((period, import, self.bytes.len()));
            }
            self.step()?;
        }
        Ok(())
    }

    fn each(&self) -> impl Iterator<Item = (u32, i64, &[u8])> {
        let mut from = 0;
        self.taken.iter().map(move |(period, import, to)| {
            let bytes = self.bytes.get(from..*to).unwrap_or_default();
            from = *to;
            (*period, *import, bytes)
        })
    }
}

/// Adds what files say of one that has gone into the creator: wherever it stands in the tables, it is read by its key.
fn join(
    conn: &Connection,
    twin: u32,
    platform: Platform,
    observed: &mut Observed<'_>,
    former: &mut Vec<String>,
) -> Result<(), Fault> {
    let sql = "SELECT platform, handle FROM creator WHERE id = ?1";
    let (on, handle): (i64, String) = conn
        .prepare_cached(sql)?
        .query_row([twin], |r| Ok((r.get(0)?, r.get(1)?)))?;
    former.push(handle);
    let mut s = conn.prepare_cached(read::FORMER)?;
    former.extend(read::gather(&mut s, twin, read::text)?);
    if Platform::from_code(on) != platform {
        return Ok(());
    }
    let mut s = conn.prepare_cached(read::OBSERVATIONS)?;
    let mut rows = s.query([twin])?;
    while let Some(r) = rows.next()? {
        let packed = r.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?;
        observed.bytes.extend_from_slice(packed);
        let end = observed.bytes.len();
        observed.taken.push((r.get(1)?, r.get(2)?, end));
    }
    Ok(())
}

/// Names by their number.
pub(super) fn names(conn: &Connection, table: &str) -> Result<HashMap<i64, Arc<str>>, Fault> {
    let mut s = conn.prepare(&format!("SELECT id, name FROM {table}"))?;
    let mut rows = s.raw_query();
    let mut all = HashMap::new();
    while let Some(r) = rows.next()? {
        all.insert(
            r.get(0)?,
            r.get_ref(1)?
                .as_str()
                .map_err(rusqlite::Error::from)?
                .into(),
        );
    }
    Ok(all)
}

pub(super) fn name_of(names: &HashMap<i64, Arc<str>>, r: &Row<'_>) -> Result<Arc<str>, Fault> {
    let id: i64 = r.get(1)?;
    let name = names.get(&id).cloned();
    name.ok_or_else(|| Fault::Damaged(format!("name {id}")))
}

fn glimpse<'b>(
    fields: &Fields,
    periods: &read::Periods,
    creator: u32,
    (period, import, packed): (u32, i64, &'b [u8]),
) -> Result<Glimpse<'b>, Fault> {
    let (source, period) = read::period_of(periods, period)?;
    let mut g = Glimpse::new(period, source, import);
    fields
        .unpack(packed, &mut g.metrics, &mut g.attrs, &mut g.currency)
        .ok_or_else(|| Fault::Damaged(format!("observation {creator}")))?;
    Ok(g)
}

/// One state of the pool file, for as long as it is looked at.
pub struct View<'s> {
    pub(super) store: &'s Store,
    pub(super) state: PoolState,
}

impl Store {
    /// The greatest id there is; 0 in an empty pool.
    pub fn last_id(&self) -> Result<u32> {
        self.read(|c| Ok(c.query_row("SELECT ifnull(max(id), 0) FROM creator", [], |r| r.get(0))?))
    }

    /// Looks at one state of the file, whatever others write meanwhile.
    pub fn view<T, E: From<StoreError>>(
        &self,
        run: impl FnOnce(&View<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let before: i64 = self.read(|c| {
            let before = c.pragma_query_value(None, "cache_size", |r| r.get(0))?;
            // every page is read once: keeping them would only cost memory
            c.pragma_update(None, "cache_size", -STREAM_CACHE)?;
            c.execute_batch("BEGIN")?;
            Ok(before)
        })?;
        let done = self
            .state()
            .map_err(E::from)
            .and_then(|state| run(&View { store: self, state }));
        let ended = self.read(|c| {
            c.execute_batch("ROLLBACK")?;
            Ok(c.pragma_update(None, "cache_size", before)?)
        });
        // what went wrong first is what is told
        let value = done?;
        ended?;
        Ok(value)
    }
}

impl View<'_> {
    /// Which state it is.
    pub fn state(&self) -> &PoolState {
        &self.state
    }

    /// See [`Store::last_id`].
    pub fn last_id(&self) -> Result<u32> {
        self.store.last_id()
    }

    /// The pool file.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// What people put on the creators with ids in this range, in the order of their ids, also of those that have
    /// nothing. Handles are left out.
    pub fn labels(
        &self,
        range: RangeInclusive<u32>,
        mut f: impl FnMut(u32, &Labels<'_>),
    ) -> Result<()> {
        self.store.read(|c| {
            let (tag_names, list_names) = (names(c, "tag")?, names(c, "list")?);
            let mut creators = c.prepare_cached(IDS)?;
            let mut tagged = c.prepare_cached(TAGS)?;
            let mut listed = c.prepare_cached(LISTS)?;
            let mut noted = c.prepare_cached(NOTES)?;
            let mut tagged = Beside::new(&mut tagged, &range, |r| name_of(&tag_names, r))?;
            let mut listed = Beside::new(&mut listed, &range, |r| name_of(&list_names, r))?;
            let mut noted = Beside::new(&mut noted, &range, read::note)?;
            let (mut tags, mut lists, mut notes) = (Vec::new(), Vec::new(), Vec::new());
            let same = Same::load(c)?;
            let mut rows = within(&mut creators, &range)?;
            while let Some(r) = rows.next()? {
                let id: u32 = r.get(0)?;
                if same.is_gone(id) {
                    continue;
                }
                tagged.take(id, &mut tags)?;
                listed.take(id, &mut lists)?;
                noted.take(id, &mut notes)?;
                let labels = Labels {
                    former_handles: &[],
                    tags: &tags,
                    lists: &lists,
                    notes: &notes,
                };
                f(id, &labels);
            }
            Ok(())
        })
    }

    /// The creators with ids in this range once, in the order of their ids. `f` may end the reading early.
    pub fn sketches(
        &self,
        range: RangeInclusive<u32>,
        mut f: impl FnMut(&Sketch<'_>) -> ControlFlow<()>,
    ) -> Result<()> {
        self.store.read(|c| {
            let periods = read::periods(c)?;
            let fields = Fields::load(c)?;
            let (tag_names, list_names) = (names(c, "tag")?, names(c, "list")?);
            let mut creators = c.prepare_cached(CREATORS)?;
            let mut observed = c.prepare_cached(OBSERVATIONS)?;
            let mut former = c.prepare_cached(FORMER)?;
            let mut tagged = c.prepare_cached(TAGS)?;
            let mut listed = c.prepare_cached(LISTS)?;
            let mut noted = c.prepare_cached(NOTES)?;
            {
                let mut observed = Observed {
                    rows: within(&mut observed, &range)?,
                    next: None,
                    waiting: Vec::new(),
                    bytes: Vec::new(),
                    taken: Vec::new(),
                };
                observed.step()?;
                let mut former = Beside::new(&mut former, &range, read::text)?;
                let mut tagged = Beside::new(&mut tagged, &range, |r| name_of(&tag_names, r))?;
                let mut listed = Beside::new(&mut listed, &range, |r| name_of(&list_names, r))?;
                let mut noted = Beside::new(&mut noted, &range, read::note)?;
                let mut former_handles: Vec<String> = Vec::new();
                let mut tags: Vec<Arc<str>> = Vec::new();
                let mut lists: Vec<Arc<str>> = Vec::new();
                let mut notes: Vec<Note> = Vec::new();
                let same = Same::load(c)?;
                let mut rows = within(&mut creators, &range)?;
                while let Some(r) = rows.next()? {
                    let id: u32 = r.get(0)?;
                    if same.is_gone(id) {
                        continue;
                    }
                    let handle = r.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
                    let platform = Platform::from_code(r.get(1)?);
                    observed.take(id)?;
                    former.take(id, &mut former_handles)?;
                    for twin in same.of(id) {
                        join(c, *twin, platform, &mut observed, &mut former_handles)?;
                    }
                    read::distinct(handle, &mut former_handles);
                    tagged.take(id, &mut tags)?;
                    listed.take(id, &mut lists)?;
                    noted.take(id, &mut notes)?;
                    let labels = Labels {
                        former_handles: &former_handles,
                        tags: &tags,
                        lists: &lists,
                        notes: &notes,
                    };
                    let mut each = observed.each().map(|o| glimpse(&fields, &periods, id, o));
                    let flow = if observed.taken.len() == 1
                        && let Some(only) = each.next()
                    {
                        let mut seen = [only?];
                        f(&Sketch::merge(id, platform, handle, labels, &mut seen))
                    } else {
                        let mut seen = each.collect::<Result<Vec<_>, Fault>>()?;
                        f(&Sketch::merge(id, platform, handle, labels, &mut seen))
                    };
                    if flow.is_break() {
                        break;
                    }
                }
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_read_in_the_order_of_its_keys() {
        let conn = Connection::open_in_memory().unwrap();
        super::super::schema::migrate(&conn, std::path::Path::new("x")).unwrap();
        for sql in [CREATORS, IDS, OBSERVATIONS, FORMER, TAGS, LISTS, NOTES] {
            let plan = read::plan(&conn, sql);
            assert!(!plan.contains("TEMP B-TREE"), "{plan}");
            assert!(!plan.contains("SCAN"), "{plan}");
        }
    }
}
