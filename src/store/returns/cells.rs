//! Order lines summed by collaboration, and kept.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use rusqlite::{Connection, OptionalExtension};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::super::error::{Fault, Result};
use super::super::orders::{all_lines, creators_of, lines_of};
use super::super::packed::{number, take_number};
use super::super::same::Same;
use super::super::{Store, read};
use super::context;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::returns::attach::{Attaching, By, Why};
use crate::domain::returns::margin::Margins;
use crate::domain::returns::reckon::{Cell, Lines, Sold};
use crate::domain::returns::settled::{Settled, SideSum};

/// Where lines belong: a collaboration, or none and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum To {
    Collab(u32),
    None(Why),
}

/// The lines of one creator, summed.
pub(super) type Summed = BTreeMap<To, Lines>;

/// What decides, for everybody or for those that are asked for.
pub(super) struct Summing {
    products: HashMap<u32, i64>,
    attaching: HashMap<u32, Attaching>,
    margins: Margins,
    /// Of collaborations that have their own.
    own: HashMap<u32, i64>,
    days: Vec<i32>,
}

impl Summing {
    pub(super) fn load(conn: &Connection, of: Option<&[u32]>) -> Result<Self, Fault> {
        let margins = context::margins(conn)?;
        Ok(Summing {
            products: context::products(conn)?,
            attaching: context::attaching(conn, of)?,
            own: context::own_margins(conn, of)?,
            days: margins.days(),
            margins,
        })
    }

    /// Where a line belongs, and how that is known.
    pub(super) fn attach(&self, creator: u32, line: &Line) -> Result<(u32, By), Why> {
        match self.attaching.get(&creator) {
            None if line.collab != 0 => Ok((line.collab, By::Reference)),
            None => Err(Why::NoCollab),
            Some(all) => all.of(line, self.product(line)),
        }
    }

    fn place(&self, creator: u32, line: &Line) -> To {
        match self.attach(creator, line) {
            Ok((collab, _)) => To::Collab(collab),
            Err(why) => To::None(why),
        }
    }

    /// The product of a line.
    pub(super) fn product(&self, line: &Line) -> i64 {
        let none = -i64::from(line.item);
        self.products.get(&line.item).copied().unwrap_or(none)
    }

    fn epoch(&self, day: Option<i32>) -> u16 {
        let begun = match day {
            Some(day) => self.days.partition_point(|d| *d <= day),
            // what nobody knows the time of stands under the newest
            None => self.days.len(),
        };
        u16::try_from(begun).unwrap_or(u16::MAX)
    }

    /// The lines of a creator, sorted by order and item, summed.
    pub(super) fn sum(&self, creator: u32, lines: &[Line]) -> Summed {
        self.sum_in(creator, lines, None)
    }

    /// The same of some days alone, both ends included.
    pub(super) fn sum_in(
        &self,
        creator: u32,
        lines: &[Line],
        period: Option<(i32, i32)>,
    ) -> Summed {
        let within = |l: &&Line| match period {
            Some((from, to)) => l.day().is_some_and(|d| (from..=to).contains(&d)),
            None => true,
        };
        let mut all = Summed::new();
        let mut last: HashMap<To, (i64, Currency)> = HashMap::new();
        let mut last_of: HashMap<(To, Cell), i64> = HashMap::new();
        for line in lines.iter().filter(|l| l.counts()).filter(within) {
            let to = self.place(creator, line);
            let of = all.entry(to).or_default();
            let cell = Cell {
                currency: line.currency,
                product: self.product(line),
                indirect: line.indirect,
                epoch: self.epoch(line.day()),
            };
            of.cells.entry(cell).or_default().join(&Sold {
                gmv: line.paid.into(),
                refunds: line.refunded.into(),
                commission: line.commissions().into(),
                items: line.quantity,
                lines: 1,
                orders: i64::from(last_of.insert((to, cell), line.order) != Some(line.order)),
            });
            // the lines of an order stand together
            if last.insert(to, (line.order, line.currency)) != Some((line.order, line.currency)) {
                *of.orders.entry(line.currency).or_default() += 1;
            }
            if let Some(day) = line.day() {
                let (first, end) = of.days.get_or_insert((day, day));
                *first = day.min(*first);
                *end = day.max(*end);
            }
        }
        all
    }
}

/// The lines of one creator with their margins.
pub(super) type SettledBy = BTreeMap<To, Settled>;

impl Summing {
    /// With the margins that hold.
    pub(super) fn settle(&self, all: &Summed) -> SettledBy {
        let of = |to: &To| match to {
            To::Collab(id) => self.own.get(id).copied(),
            To::None(_) => None,
        };
        let each = all.iter();
        each.map(|(to, lines)| {
            let settled = Settled::of(lines, of(to), &self.margins, &self.days);
            (*to, settled)
        })
        .collect()
    }

    /// The same straight from a packed value: nothing is put in order on the way.
    fn settle_packed(&self, packed: &[u8]) -> Result<SettledBy, Fault> {
        let mut out = SettledBy::new();
        let done = walk(packed, &mut |to, lines, cells| {
            let own = match to {
                To::Collab(id) => self.own.get(&id).copied(),
                To::None(_) => None,
            };
            let mut settled = Settled {
                orders: lines.orders,
                days: lines.days,
                ..Settled::default()
            };
            for (cell, sold) in cells {
                settled.add(cell, sold, own, &self.margins, &self.days);
            }
            out.insert(to, settled);
        });
        done.ok_or_else(|| Fault::Damaged("reckoned".to_owned()))?;
        Ok(out)
    }
}

const LAYOUT: u8 = 1;

fn signed(out: &mut Vec<u8>, v: i128) {
    let v = i64::try_from(v).unwrap_or(if v < 0 { i64::MIN } else { i64::MAX });
    number(out, ((v << 1) ^ (v >> 63)).cast_unsigned());
}

fn place(to: To, out: &mut Vec<u8>) {
    let (kind, id) = match to {
        To::Collab(id) => (0, id),
        To::None(why) => (1 + why as u8, 0),
    };
    out.push(kind);
    number(out, id.into());
}

fn span(days: Option<(i32, i32)>, out: &mut Vec<u8>) {
    out.push(days.is_some().into());
    if let Some((first, last)) = days {
        signed(out, first.into());
        signed(out, last.into());
    }
}

fn orders(all: &BTreeMap<Currency, i64>, out: &mut Vec<u8>) {
    number(out, all.len() as u64);
    for (currency, orders) in all {
        out.extend_from_slice(&currency.bytes());
        signed(out, (*orders).into());
    }
}

fn pack(all: &Summed, out: &mut Vec<u8>) {
    out.clear();
    out.push(LAYOUT);
    number(out, all.len() as u64);
    for (to, lines) in all {
        place(*to, out);
        span(lines.days, out);
        orders(&lines.orders, out);
        number(out, lines.cells.len() as u64);
        for (cell, sold) in &lines.cells {
            out.extend_from_slice(&cell.currency.bytes());
            signed(out, cell.product.into());
            out.push(cell.indirect.into());
            number(out, cell.epoch.into());
            for v in [sold.gmv, sold.refunds, sold.commission] {
                signed(out, v);
            }
            signed(out, sold.items.into());
            signed(out, sold.lines.into());
            signed(out, sold.orders.into());
        }
    }
}

struct Reader<'b>(&'b [u8]);

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u64> {
        take_number(&mut self.0)
    }

    fn signed(&mut self) -> Option<i64> {
        let v = self.number()?;
        Some((v >> 1).cast_signed() ^ -((v & 1).cast_signed()))
    }

    /// A place with the days and orders of its lines.
    fn header(&mut self) -> Option<(To, Lines)> {
        let kind = self.byte()?;
        let id = u32::try_from(self.number()?).ok()?;
        let to = match kind {
            0 => To::Collab(id),
            n => To::None(*WHY.get(usize::from(n) - 1)?),
        };
        let mut lines = Lines::default();
        if self.byte()? == 1 {
            let first = i32::try_from(self.signed()?).ok()?;
            lines.days = Some((first, i32::try_from(self.signed()?).ok()?));
        }
        for _ in 0..self.number()? {
            let currency = self.currency()?;
            lines.orders.insert(currency, self.signed()?);
        }
        Some((to, lines))
    }

    fn currency(&mut self) -> Option<Currency> {
        let (code, rest) = self.0.split_first_chunk::<3>()?;
        self.0 = rest;
        Currency::from_bytes(*code)
    }
}

pub(super) fn unpack(from: &[u8]) -> Result<Summed, Fault> {
    let mut all = Summed::new();
    let done = walk(from, &mut |to, mut lines, cells| {
        lines.cells = cells.iter().copied().collect();
        all.insert(to, lines);
    });
    done.ok_or_else(|| Fault::Damaged("reckoned".to_owned()))?;
    Ok(all)
}

/// What is done with the lines of one place: their days and orders, and their cells.
type EachPlace<'e> = dyn FnMut(To, Lines, &[(Cell, Sold)]) + 'e;

fn walk(from: &[u8], each: &mut EachPlace<'_>) -> Option<()> {
    let mut r = Reader(from);
    if r.byte()? != LAYOUT {
        return None;
    }
    let mut cells: Vec<(Cell, Sold)> = Vec::new();
    for _ in 0..r.number()? {
        let (to, lines) = r.header()?;
        for _ in 0..r.number()? {
            let cell = Cell {
                currency: r.currency()?,
                product: r.signed()?,
                indirect: r.byte()? == 1,
                epoch: u16::try_from(r.number()?).ok()?,
            };
            let sold = Sold {
                gmv: r.signed()?.into(),
                refunds: r.signed()?.into(),
                commission: r.signed()?.into(),
                items: r.signed()?,
                lines: r.signed()?,
                orders: r.signed()?,
            };
            cells.push((cell, sold));
        }
        each(to, lines, &cells);
        cells.clear();
    }
    Some(())
}

fn pack_settled(all: &SettledBy, out: &mut Vec<u8>) {
    out.clear();
    out.push(LAYOUT);
    number(out, all.len() as u64);
    for (to, settled) in all {
        place(*to, out);
        span(settled.days, out);
        orders(&settled.orders, out);
        number(out, settled.sides.len() as u64);
        for ((currency, indirect), s) in &settled.sides {
            out.extend_from_slice(&currency.bytes());
            let flags = u8::from(*indirect) | u8::from(s.covered) << 1 | u8::from(s.general) << 2;
            out.push(flags);
            for v in [
                s.sold.gmv,
                s.sold.refunds,
                s.sold.commission,
                s.bare,
                s.uncovered,
            ] {
                signed(out, v);
            }
            for v in [s.sold.items, s.sold.lines, s.sold.orders] {
                signed(out, v.into());
            }
            out.extend_from_slice(&s.profit.to_le_bytes());
        }
    }
}

pub(super) fn unpack_settled(from: &[u8]) -> Result<SettledBy, Fault> {
    read_settled(from).ok_or_else(|| Fault::Damaged("settled".to_owned()))
}

fn read_settled(from: &[u8]) -> Option<SettledBy> {
    let mut r = Reader(from);
    if r.byte()? != LAYOUT {
        return None;
    }
    let mut all = SettledBy::new();
    for _ in 0..r.number()? {
        let (to, lines) = r.header()?;
        let mut settled = Settled {
            orders: lines.orders,
            days: lines.days,
            ..Settled::default()
        };
        for _ in 0..r.number()? {
            let currency = r.currency()?;
            let flags = r.byte()?;
            let mut s = SideSum {
                covered: flags & 2 != 0,
                general: flags & 4 != 0,
                ..SideSum::default()
            };
            s.sold.gmv = r.signed()?.into();
            s.sold.refunds = r.signed()?.into();
            s.sold.commission = r.signed()?.into();
            s.bare = r.signed()?.into();
            s.uncovered = r.signed()?.into();
            s.sold.items = r.signed()?;
            s.sold.lines = r.signed()?;
            s.sold.orders = r.signed()?;
            let (profit, rest) = r.0.split_first_chunk::<16>()?;
            r.0 = rest;
            s.profit = i128::from_le_bytes(*profit);
            settled.sides.insert((currency, flags & 1 != 0), s);
        }
        all.insert(to, settled);
    }
    Some(all)
}

/// By their numbers in a packed value.
const WHY: [Why; 4] = [
    Why::NoCollab,
    Why::OtherProduct,
    Why::OtherTime,
    Why::NoTime,
];

/// What has to be summed again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Freshness {
    /// Nothing.
    Fresh,
    /// The lines of these creators.
    Stale(Vec<u32>),
    /// All lines.
    Unknown,
}

const KEY: &str = "reckoned";

/// What the sums in the file were made of: the position in the journal, the days on which margins change, and the margins.
type Stamp = (i64, Vec<i32>, String);

fn stamp(conn: &Connection) -> Result<Stamp, Fault> {
    let margins = context::margins(conn)?;
    let print = Sha256::digest(margins.print());
    let print: String = print.iter().map(|b| format!("{b:02x}")).collect();
    Ok((read::position(conn)?, margins.days(), print))
}

fn stamped(conn: &Connection) -> Result<Option<Stamp>, Fault> {
    let found: Option<String> = conn
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
        .query_row([KEY], |r| r.get(0))
        .optional()?;
    Ok(found.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Whether the kept sums with margins were made with these margins.
pub(super) fn margins_hold(conn: &Connection) -> Result<bool, Fault> {
    let now = stamp(conn)?;
    Ok(stamped(conn)?.is_some_and(|then| then.2 == now.2))
}

/// More creators than so many are not summed one by one.
const MANY: usize = 5_000;

pub(super) fn freshness(conn: &Connection) -> Result<Freshness, Fault> {
    let Some((then, days, _)) = stamped(conn)? else {
        let any: bool = conn
            .prepare_cached("SELECT 1 FROM order_part")?
            .exists([])?;
        return Ok(if any {
            Freshness::Unknown
        } else {
            Freshness::Fresh
        });
    };
    let (now, days_now, _) = stamp(conn)?;
    if now < then || days != days_now {
        return Ok(Freshness::Unknown);
    }
    if now == then {
        return Ok(Freshness::Fresh);
    }
    // what changes the meaning of lines altogether
    let all: bool = conn
        .prepare_cached(
            "SELECT 1 FROM change c WHERE c.id > ?1 AND c.kind IN ('undo_import', 'restore', 'merge') UNION ALL \
             SELECT 1 FROM change_row r WHERE r.change_id > ?1 AND r.what IN ('merged', 'product_link') UNION ALL \
             SELECT 1 FROM product_link l JOIN change c ON c.import_id = l.created_by WHERE c.id > ?1 UNION ALL \
             SELECT 1 FROM change_row r WHERE r.change_id > ?1 AND r.what = 'product' \
             AND r.before ->> 'product_id' IS NOT r.after ->> 'product_id'",
        )?
        .exists([then])?;
    if all {
        return Ok(Freshness::Unknown);
    }
    let mut touched = BTreeSet::new();
    let mut s = conn.prepare_cached(
        "SELECT creator_id FROM change_row WHERE change_id > ?1 AND what IN ('collab', 'content', 'attached', \
         'stage_move') UNION \
         SELECT t.creator_id FROM collab t JOIN change c ON c.import_id = t.created_by WHERE c.id > ?1 UNION \
         SELECT t.creator_id FROM content t JOIN change c ON c.import_id = t.created_by WHERE c.id > ?1 UNION \
         SELECT t.creator_id FROM stage_move t JOIN change c ON c.import_id = t.created_by WHERE c.id > ?1",
    )?;
    let mut rows = s.query([then])?;
    while let Some(r) = rows.next()? {
        touched.insert(r.get::<_, u32>(0)?);
        if touched.len() > MANY {
            return Ok(Freshness::Unknown);
        }
    }
    let mut s = conn.prepare_cached(
        "SELECT p.id FROM order_part p JOIN change c ON c.import_id = p.import_id WHERE c.id > ?1 AND c.kind = 'import'",
    )?;
    let parts: Vec<i64> = s
        .query_map([then], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for part in parts {
        if !creators_of(conn, part, MANY, &mut touched)? {
            return Ok(Freshness::Unknown);
        }
    }
    let same = Same::load(conn)?;
    let mut touched: Vec<u32> = touched.into_iter().map(|id| same.stays(id)).collect();
    touched.sort_unstable();
    touched.dedup();
    Ok(match touched.is_empty() {
        true => Freshness::Fresh,
        false => Freshness::Stale(touched),
    })
}

fn keep(
    conn: &Connection,
    creator: u32,
    all: &Summed,
    settled: &SettledBy,
    packed: &mut Vec<u8>,
) -> Result<(), Fault> {
    if all.is_empty() {
        for table in ["reckoned", "settled"] {
            conn.prepare_cached(&format!("DELETE FROM {table} WHERE creator_id = ?1"))?
                .execute([creator])?;
        }
        return Ok(());
    }
    pack(all, packed);
    conn.prepare_cached("INSERT OR REPLACE INTO reckoned (creator_id, packed) VALUES (?1, ?2)")?
        .execute((creator, &*packed))?;
    keep_settled(conn, creator, settled, packed)
}

fn keep_settled(
    conn: &Connection,
    creator: u32,
    settled: &SettledBy,
    packed: &mut Vec<u8>,
) -> Result<(), Fault> {
    pack_settled(settled, packed);
    conn.prepare_cached("INSERT OR REPLACE INTO settled (creator_id, packed) VALUES (?1, ?2)")?
        .execute((creator, &*packed))?;
    Ok(())
}

/// What is done with the settled lines of a creator.
pub(super) type EachSettled<'e> = dyn FnMut(u32, SettledBy) -> Result<(), Fault> + 'e;

/// Settles what is kept of everybody, with the margins that hold now.
pub(super) fn settle_all(
    conn: &Connection,
    summing: &Summing,
    each: &mut EachSettled<'_>,
) -> Result<(), Fault> {
    let mut s =
        conn.prepare_cached("SELECT creator_id, packed FROM reckoned ORDER BY creator_id")?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        let packed = r.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        each(r.get(0)?, summing.settle_packed(packed)?)?;
    }
    Ok(())
}

/// The lines of one person, whatever the pool file has kept of them.
pub(super) fn sum_now(
    conn: &Connection,
    summing: &Summing,
    same: &Same,
    creator: u32,
    period: Option<(i32, i32)>,
) -> Result<Summed, Fault> {
    let mut ids = vec![creator];
    ids.extend(same.of(creator));
    let mut lines = lines_of(conn, &ids)?;
    lines.sort_unstable_by_key(Line::key);
    Ok(summing.sum_in(creator, &lines, period))
}

impl Store {
    /// What of the sums of order lines is older than the pool.
    pub fn returns_freshness(&self) -> Result<Freshness> {
        self.read(freshness)
    }

    /// Sums the order lines again that have to be, and keeps that. Nothing of it is a change: it can be made again.
    ///
    /// # Errors
    /// Of the pool file; where it cannot be written, sums are made anew by whoever asks.
    pub fn reckon(&mut self) -> Result<()> {
        if self.returns_freshness()? == Freshness::Fresh && self.read(stamped_now)? {
            return Ok(());
        }
        self.write(|conn, _| {
            let mut packed = Vec::new();
            let held = margins_hold(conn)?;
            let fresh = freshness(conn)?;
            let again = fresh != Freshness::Unknown && !held;
            match fresh {
                Freshness::Fresh => {}
                Freshness::Stale(ids) => {
                    let same = Same::load(conn)?;
                    // those that are one person are looked up under all their numbers
                    let all: Vec<u32> = ids
                        .iter()
                        .flat_map(|id| std::iter::once(*id).chain(same.of(*id).iter().copied()))
                        .collect();
                    let summing = Summing::load(conn, Some(&all))?;
                    for id in ids {
                        let sums = sum_now(conn, &summing, &same, id, None)?;
                        let settled = summing.settle(&sums);
                        keep(conn, id, &sums, &settled, &mut packed)?;
                    }
                }
                Freshness::Unknown => {
                    let summing = Summing::load(conn, None)?;
                    conn.execute_batch("DELETE FROM reckoned; DELETE FROM settled")?;
                    all_lines(conn, &mut |creator, lines| {
                        let sums = summing.sum(creator, lines);
                        let settled = summing.settle(&sums);
                        keep(conn, creator, &sums, &settled, &mut packed)
                    })?;
                }
            }
            if again {
                let summing = Summing::load(conn, None)?;
                settle_all(conn, &summing, &mut |creator, settled| {
                    keep_settled(conn, creator, &settled, &mut packed)
                })?;
            }
            let made_of = stamp(conn)?;
            conn.execute(
                "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)",
                (KEY, json!(made_of).to_string()),
            )?;
            Ok(super::super::Done::Changed(()))
        })
    }
}

/// Whether the stamp stands at the newest change, so that nothing has to be written.
fn stamped_now(conn: &Connection) -> Result<bool, Fault> {
    let any: bool = conn
        .prepare_cached("SELECT 1 FROM order_part")?
        .exists([])?;
    Ok(!any || stamped(conn)? == Some(stamp(conn)?))
}
