//! What the pool knows of the lines of a file: which of them are behind it, what they leave out, what has come back since,
//! and how the two compare.

use std::cmp::Ordering;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension};

use super::super::error::Fault;
use super::super::import::Importing;
use super::pack::{self, Key};
use super::{blob, complete, lines_of};
use crate::domain::money::Currency;
use crate::domain::order::{DAY, Line, Untold};
use crate::domain::returns::creator::days;

/// Sums of lines of one currency, raw money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Amounts {
    /// How many.
    pub lines: u64,
    /// Paid.
    pub paid: i128,
    /// Sent back.
    pub refunded: i128,
    /// All parts of it.
    pub commission: i128,
}

impl Amounts {
    pub(super) fn add(&mut self, l: &Line) {
        self.lines += 1;
        self.paid += i128::from(l.paid);
        self.refunded += i128::from(l.refunded);
        self.commission += i128::from(l.commissions());
    }
}

/// A file of orders held against the pool.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Compared {
    /// Lines of the file that count.
    pub counted: BTreeMap<Currency, Amounts>,
    /// Those that the platform does not count.
    pub ineligible: BTreeMap<Currency, Amounts>,
    /// Those that the file has again further down.
    pub twice: BTreeMap<Currency, Amounts>,
    /// What the pool has of those that count.
    pub pool: BTreeMap<Currency, Amounts>,
    /// Lines that say the same in the pool.
    pub same: u64,
    /// Lines that say something else there.
    pub other: u64,
    /// Lines that a newer file has changed since.
    pub newer: u64,
    /// What was paid for them by this file, less what was by that one.
    pub newer_paid: BTreeMap<Currency, i128>,
    /// Lines that it does not have.
    pub missing: u64,
}

/// Of a line, what the pool has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub creator: u32,
    /// Of what it says.
    pub print: u64,
    part: i64,
}

/// Which known lines stay as they are, whatever a file says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Held {
    /// All: the file is an older download.
    all: bool,
    /// Those of later parts than this one: the file was read before them.
    after: Option<i64>,
}

impl Held {
    pub(super) fn holds(self, known: &Known) -> bool {
        self.all || self.after.is_some_and(|part| known.part > part)
    }
}

/// The days that a file covers, where it says so, and the day on which it was read; from 1970-01-01.
#[derive(Debug, Clone, Copy, Default)]
struct Covers {
    last: Option<i32>,
    read: i32,
}

impl Covers {
    /// Whether it reaches further than another: both have to say so.
    fn beyond(self, other: Covers) -> bool {
        self.last.zip(other.last).is_some_and(|(a, b)| a > b)
    }
}

/// Lines by which is told whether a file is behind what is known.
const SAMPLE: usize = 64;

impl Importing<'_> {
    /// What this import covers, or that of a part.
    fn covers(&self, part: Option<i64>) -> Result<Covers, Fault> {
        const OF: &str = "SELECT period_start, period_end, at FROM import WHERE id = ";
        let (sql, id) = match part {
            Some(part) => (
                format!("{OF}(SELECT import_id FROM order_part WHERE id = ?1)"),
                part,
            ),
            None => (format!("{OF}?1"), self.import),
        };
        let found = self
            .conn
            .prepare_cached(&sql)?
            .query_row([id], |r| {
                let starts: Option<String> = r.get(0)?;
                Ok((
                    starts.is_some(),
                    r.get::<_, String>(1)?,
                    r.get::<_, i64>(2)?,
                ))
            })
            .optional()?;
        let Some((says, end, at)) = found else {
            return Ok(Covers::default());
        };
        let end: Option<Date> = end.parse().ok().filter(|_| says);
        let last = end.map(days);
        let read = i32::try_from(at.div_euclid(1_000 * DAY)).unwrap_or(0);
        Ok(Covers { last, read })
    }

    /// Notices what has gone back since what is known of these lines.
    pub(super) fn notice(
        &self,
        there: &mut There,
        lines: &mut [Line],
        known: &[Option<Known>],
    ) -> Result<(), Fault> {
        let mine = self.covers(None)?;
        let mut parts: HashMap<i64, Covers> = HashMap::new();
        for (l, known) in lines.iter_mut().zip(known) {
            let Some(known) = known.filter(|k| k.print != pack::print(l)) else {
                continue;
            };
            let then = match parts.entry(known.part) {
                Entry::Occupied(found) => *found.get(),
                Entry::Vacant(slot) => *slot.insert(self.covers(Some(known.part))?),
            };
            // a file of the same days that was fetched again tells of the day on which it was
            let day = match mine.last.filter(|_| mine.beyond(then)) {
                Some(last) => last.min(mine.read),
                None => mine.read,
            };
            if let Some(older) = there.line(self.conn, known.creator, l.key())? {
                l.notice(&older, day);
            }
        }
        Ok(())
    }

    /// What stays of what these sorted lines would change.
    pub(super) fn held(&self, lines: &[Line], known: &[Option<Known>]) -> Result<Held, Fault> {
        let both = || lines.iter().zip(known);
        let changed =
            || both().filter_map(|(l, k)| Some((l, k.filter(|k| k.print != pack::print(l))?)));
        let many = changed().count();
        if many == 0 || self.orders.newest {
            return Ok(Held::default());
        }
        let after = self
            .conn
            .prepare_cached(
                "SELECT ifnull(max(p.id), 0) FROM import i LEFT JOIN order_part p ON p.import_id = i.id \
                 WHERE i.digest = (SELECT digest FROM import WHERE id = ?1) AND i.id < ?1 AND i.undone_at IS NULL \
                 HAVING count(i.id) > 0",
            )?
            .query_row([self.import], |r| r.get(0))
            .optional()?;
        let mut there = There::default();
        let (mut behind, mut ahead) = (0, 0);
        let sample = changed().step_by(many.div_ceil(SAMPLE));
        for (l, known) in sample.filter(|_| self.orders.downloaded) {
            let pool = there.line(self.conn, known.creator, l.key())?;
            match pool.map(|p| l.progress(&p)) {
                Some(Ordering::Less) => behind += 1,
                Some(Ordering::Greater) => ahead += 1,
                _ => {}
            }
        }
        Ok(Held {
            all: behind > ahead,
            after,
        })
    }
}

/// What lines say nothing of, an older download may have said: a gap does not wipe it out.
pub(super) fn fill(
    conn: &Connection,
    there: &mut There,
    lines: &mut [Line],
    known: &[Option<Known>],
) -> Result<(), Fault> {
    for (l, known) in lines.iter_mut().zip(known) {
        if let Some(known) = known
            && Untold::ALL.iter().any(|what| !l.tells(*what))
            && known.print != pack::print(l)
            && let Some(older) = there.line(conn, known.creator, l.key())?
        {
            l.fill(&older);
        }
    }
    Ok(())
}

/// Lines of the pool by creator, each read once.
#[derive(Default)]
pub(super) struct There(HashMap<u32, HashMap<(i64, u32), Line>>);

impl There {
    pub(super) fn line(
        &mut self,
        conn: &Connection,
        creator: u32,
        key: (i64, u32),
    ) -> Result<Option<Line>, Fault> {
        let all = match self.0.entry(creator) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(slot) => {
                let all = lines_of(conn, &[creator])?;
                slot.insert(all.into_iter().map(|l| (l.key(), l)).collect())
            }
        };
        Ok(all.get(&key).copied())
    }
}

/// Holds sorted lines against what is known of them.
pub(super) fn compare(
    conn: &Connection,
    lines: &[Line],
    known: &[Option<Known>],
    held: Held,
    into: &mut Compared,
) -> Result<(), Fault> {
    let mut there = There::default();
    for (l, known) in lines.iter().zip(known) {
        let sums = match l.counts() {
            true => &mut into.counted,
            false => &mut into.ineligible,
        };
        sums.entry(l.currency).or_default().add(l);
        let pool = match known {
            None => {
                into.missing += 1;
                continue;
            }
            Some(known) if known.print == pack::print(l) => {
                into.same += 1;
                *l
            }
            Some(known) => {
                let pool = there
                    .line(conn, known.creator, l.key())?
                    .unwrap_or_default();
                match held.holds(known) {
                    true => {
                        into.newer += 1;
                        let paid = |of: &Line| i128::from(if of.counts() { of.paid } else { 0 });
                        if l.counts() {
                            *into.newer_paid.entry(l.currency).or_default() += paid(l);
                            *into.newer_paid.entry(pool.currency).or_default() -= paid(&pool);
                        }
                    }
                    false => into.other += 1,
                }
                pool
            }
        };
        if pool.counts() && l.counts() {
            into.pool.entry(pool.currency).or_default().add(&pool);
        }
    }
    Ok(())
}

/// Of each of these lines, sorted by their keys, what the pool has.
pub(super) fn known(conn: &Connection, lines: &[Line]) -> Result<Vec<Option<Known>>, Fault> {
    let mut found = vec![None; lines.len()];
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return Ok(found);
    };
    complete(conn)?;
    let mut parts = conn.prepare_cached("SELECT id FROM order_part ORDER BY id DESC")?;
    let mut blocks = conn.prepare_cached(
        "SELECT first_order, packed FROM order_key WHERE part_id = ?1 AND last_order >= ?2 ORDER BY last_order, id",
    )?;
    let mut keys: Vec<Key> = Vec::new();
    let mut parts = parts.query([])?;
    while let Some(r) = parts.next()? {
        let part: i64 = r.get(0)?;
        let mut at = 0;
        let mut rows = blocks.query((part, first.order))?;
        while let Some(r) = rows.next()? {
            let begins: i64 = r.get(0)?;
            if begins > last.order {
                break;
            }
            keys.clear();
            pack::unpack_keys(blob(r, 1)?, &mut keys)?;
            let Some(ends) = keys.last() else { continue };
            // nothing of this block is asked for
            let skip = lines.get(at..).unwrap_or_default();
            at += skip.partition_point(|l| l.order < begins);
            if lines.get(at).is_none_or(|l| l.order > ends.order) {
                continue;
            }
            let mut keys = keys.iter().peekable();
            while let (Some(l), Some(k)) = (lines.get(at), keys.peek()) {
                match l.key().cmp(&(k.order, k.item)) {
                    Ordering::Less => at += 1,
                    Ordering::Greater => {
                        keys.next();
                    }
                    Ordering::Equal => {
                        if let Some(slot @ None) = found.get_mut(at) {
                            *slot = Some(Known {
                                creator: k.creator,
                                print: k.print,
                                part,
                            });
                        }
                        at += 1;
                    }
                }
            }
        }
    }
    Ok(found)
}
