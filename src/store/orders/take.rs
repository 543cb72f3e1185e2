//! Taking in order lines, as part of an import.

use std::cmp::Ordering;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension};

use super::super::error::Fault;
use super::super::import::Importing;
use super::pack::{self, Key};
use super::{PART, blob, complete, lines_of, write};
use crate::domain::creator::Platform;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::order::{DAY, Id, Line, Said, State, Untold};
use crate::domain::returns::creator::days;

/// Words that lines name by numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Word {
    Order,
    Content,
    Code,
    Status,
    Link,
}

impl Word {
    const fn prefix(self) -> &'static str {
        match self {
            Word::Order => "order",
            Word::Content => "content",
            Word::Code => "code",
            Word::Status => "status",
            Word::Link => "link",
        }
    }
}

/// The word of a video or live, as the table keeps it.
pub(in crate::store) fn content_word(id: &str) -> String {
    format!("{}:{id}", Word::Content.prefix())
}

/// The word of a discount code.
pub(in crate::store) fn code_word(code: &str) -> String {
    format!("{}:{}", Word::Code.prefix(), crate::text::fold_key(code))
}

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
    fn add(&mut self, l: &Line) {
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

/// What an import of orders knows so far.
#[derive(Default)]
pub(in crate::store) struct Taker {
    handles: HashMap<Box<str>, u32>,
    items: HashMap<(Id, Id), u32>,
    words: HashMap<(Word, Id), u32>,
    /// With whom each is.
    references: HashMap<Box<str>, Option<(u32, u32)>>,
    products: HashSet<Id>,
    /// Lines are held against the pool rather than written.
    comparing: Option<Compared>,
    /// They are as a platform told them on the day of the download.
    downloaded: bool,
    /// Somebody knows that nothing is newer.
    newest: bool,
    lines: Vec<Line>,
}

impl Taker {
    /// Whether it has taken anything that is not written yet.
    pub(in crate::store) fn is_waiting(&self) -> bool {
        !self.lines.is_empty()
    }
}

impl Importing<'_> {
    /// Takes in a line. Creators that nobody knows are made on `platform`. A line that cannot be taken comes back with
    /// the key of its field and the reason. What it did is counted when its part is written.
    pub fn add_order(
        &mut self,
        platform: Platform,
        said: &Said,
    ) -> super::super::Result<Option<(&'static str, Message)>> {
        self.take_order(platform, said)
            .map_err(|e| e.at(&self.path))
    }

    fn take_order(
        &mut self,
        platform: Platform,
        said: &Said,
    ) -> Result<Option<(&'static str, Message)>, Fault> {
        self.native.used = true;
        let mut line = said.line;
        let named = match &said.reference {
            None => None,
            Some(reference) => match self.reference(reference)? {
                Some(found) => Some((found, reference)),
                None => {
                    let reason = Message::new("native-ref-unknown").with("ref", &**reference);
                    return Ok(Some(("ref", reason)));
                }
            },
        };
        line.creator = match self.orders.handles.get(&said.handle) {
            Some(id) => *id,
            None => {
                let id = self.creator_called(platform, &said.handle, said.name.as_deref())?;
                self.orders.handles.insert(said.handle.clone(), id);
                id
            }
        };
        if let Some(((collab, whose), reference)) = named {
            if whose != line.creator {
                let reason = self.other_creator(reference, whose)?;
                return Ok(Some(("ref", reason)));
            }
            line.collab = collab;
        }
        line.order = match &said.order {
            Id::Number(n) => *n,
            text => -i64::from(self.word(Word::Order, text)?),
        };
        line.item = self.item(said)?;
        if let Some(id) = &said.content {
            line.content = self.word(Word::Content, id)?;
        }
        if let Some(id) = &said.link {
            line.link = self.word(Word::Link, id)?;
        }
        for (kind, word) in [(Word::Code, &said.code), (Word::Status, &said.status)] {
            let Some(word) = word else { continue };
            let folded = match kind {
                Word::Code => crate::text::fold_key(word).into(),
                _ => word.clone(),
            };
            let id = self.word(kind, &Id::Text(folded))?;
            match kind {
                Word::Code => line.code = id,
                _ => line.status = id,
            }
        }
        self.orders.lines.push(line);
        if self.orders.lines.len() >= PART {
            self.write_orders()?;
        }
        Ok(None)
    }

    /// From now on lines are as a platform told them on some day, which may be earlier than that of what is known.
    pub fn downloaded(&mut self) {
        self.orders.downloaded = true;
    }

    /// From now on lines hold whatever is known: somebody knows that the file is newer than that, also where it says that
    /// less was sent back or settled.
    pub fn newest(&mut self) {
        self.orders.newest = true;
    }

    /// From now on lines are held against the pool, and nothing is written.
    pub fn hold_against(&mut self) {
        self.orders.comparing = Some(Compared::default());
    }

    /// What came of it.
    pub fn compared(mut self) -> super::super::Result<Compared> {
        self.write_orders().map_err(|e| e.at(&self.path))?;
        let found = self.orders.comparing.take().unwrap_or_default();
        self.finish_dry()?;
        Ok(found)
    }

    /// A collaboration by its number, and with whom it is.
    fn reference(&mut self, reference: &str) -> Result<Option<(u32, u32)>, Fault> {
        if let Some(known) = self.orders.references.get(reference) {
            return Ok(*known);
        }
        let found: Option<(u32, u32)> = self
            .conn
            .prepare_cached("SELECT id, creator_id FROM collab WHERE ref = ?1")?
            .query_row([reference], |r| Ok((r.get(0)?, r.get(1)?)))
            .optional()?;
        let found = found.map(|(collab, whose)| (collab, self.same.stays(whose)));
        self.orders.references.insert(reference.into(), found);
        Ok(found)
    }

    fn word(&mut self, kind: Word, id: &Id) -> Result<u32, Fault> {
        let key = (kind, id.clone());
        if let Some(known) = self.orders.words.get(&key) {
            return Ok(*known);
        }
        let word = format!("{}:{id}", kind.prefix());
        let number = named(
            self.conn,
            "SELECT id FROM order_word WHERE word = ?1",
            "INSERT INTO order_word (word, created_by) VALUES (?1, ?2)",
            &[&word],
            self.import,
        )?;
        self.orders.words.insert(key, number);
        Ok(number)
    }

    fn item(&mut self, said: &Said) -> Result<u32, Fault> {
        let key = (said.product.clone(), said.sku.clone());
        if let Some(known) = self.orders.items.get(&key) {
            return Ok(*known);
        }
        let (product, sku) = (said.product.to_string(), said.sku.to_string());
        let number = named(
            self.conn,
            "SELECT id FROM order_item WHERE product = ?1 AND sku = ?2",
            "INSERT INTO order_item (product, sku, created_by) VALUES (?1, ?2, ?3)",
            &[&product, &sku],
            self.import,
        )?;
        if self.orders.products.insert(said.product.clone()) {
            self.product(&product, said.product_name.as_deref())?;
        }
        self.orders.items.insert(key, number);
        Ok(number)
    }

    /// A product that nobody knows yet is made, so that a margin can be given to it.
    fn product(&mut self, id: &str, name: Option<&str>) -> Result<(), Fault> {
        let is_link = self
            .conn
            .prepare_cached("SELECT 1 FROM product_link WHERE link_id = ?1")?
            .exists([id])?;
        let is_known = self
            .conn
            .prepare_cached("SELECT 1 FROM product WHERE product_id = ?1")?
            .exists([id])?;
        if is_link || is_known {
            return Ok(());
        }
        let number = self.made_by_name("product", "product_id", id, false)?;
        self.conn
            .prepare_cached("UPDATE product SET name = ?2 WHERE id = ?1")?
            .execute((number, name))?;
        Ok(())
    }

    /// Writes the lines that wait, as a part: those that are new or say something else than what is known.
    pub(in crate::store) fn write_orders(&mut self) -> Result<(), Fault> {
        if !self.orders.is_waiting() {
            return Ok(());
        }
        let mut lines = std::mem::take(&mut self.orders.lines);
        // of two lines with one key in one file the later one is the newer download
        let mut twice = (0, 0);
        let mut order: Vec<(i64, u32, u32)> = (0u32..)
            .zip(&lines)
            .map(|(at, l)| (l.order, l.item, at))
            .collect();
        order.sort_unstable();
        let line = |at: u32| lines.get(at as usize).copied().unwrap_or_default();
        let mut sorted: Vec<Line> = Vec::with_capacity(lines.len());
        for (_, _, at) in order {
            let l = line(at);
            match sorted.last_mut() {
                Some(last) if last.key() == l.key() => {
                    twice.0 += 1;
                    twice.1 += u64::from(*last != l);
                    if let Some(c) = &mut self.orders.comparing {
                        c.twice.entry(last.currency).or_default().add(last);
                    }
                    *last = l;
                }
                _ => sorted.push(l),
            }
        }
        let known = known(self.conn, &sorted)?;
        lines.clear();
        let held = self.held(&sorted, &known)?;
        if let Some(into) = &mut self.orders.comparing {
            return compare(self.conn, &sorted, &known, held, into);
        }
        let mut there = There::default();
        fill(self.conn, &mut there, &mut sorted, &known)?;
        self.notice(&mut there, &mut sorted, &known)?;
        let (mut made, mut changed, mut same, mut newer) = (0, 0, 0, 0);
        for (l, known) in sorted.iter().zip(&known) {
            match known {
                None => made += 1,
                Some(known) => {
                    let dated = l.late != Line::default().late
                        && there
                            .line(self.conn, known.creator, l.key())?
                            .is_some_and(|older| older.late == Line::default().late);
                    // no print has the days on which something came back: a pool's own file may be the first to say them
                    if known.print == pack::print(l) && !dated {
                        same += 1;
                        continue;
                    }
                    if held.holds(known) {
                        newer += 1;
                        continue;
                    }
                    changed += 1;
                    if known.creator != l.creator {
                        lines.push(Line {
                            order: l.order,
                            item: l.item,
                            creator: known.creator,
                            state: State::Gone,
                            ..Line::default()
                        });
                    }
                }
            }
            lines.push(*l);
        }
        if !lines.is_empty() {
            write(self.conn, self.import, &mut lines)?;
        }
        let counts = self.counts_mut();
        counts.created += made;
        counts.updated += changed;
        counts.unchanged += same + newer;
        counts.newer += newer;
        counts.skipped_duplicates += twice.0;
        counts.duplicate_conflicts += twice.1;
        // room for the next part
        lines.clear();
        self.orders.lines = lines;
        Ok(())
    }
}

/// Of a line, what the pool has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Known {
    creator: u32,
    /// Of what it says.
    print: u64,
    part: i64,
}

/// Which known lines stay as they are, whatever a file says.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    /// All: the file is an older download.
    all: bool,
    /// Those of later parts than this one: the file was read before them.
    after: Option<i64>,
}

impl Held {
    fn holds(self, known: &Known) -> bool {
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
    fn notice(
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
    fn held(&self, lines: &[Line], known: &[Option<Known>]) -> Result<Held, Fault> {
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
fn fill(
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
struct There(HashMap<u32, HashMap<(i64, u32), Line>>);

impl There {
    fn line(
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
fn compare(
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

/// The number of a name in a table of words, made where there is none.
fn named(
    conn: &Connection,
    find: &str,
    make: &str,
    words: &[&str],
    import: i64,
) -> Result<u32, Fault> {
    let found: Option<u32> = conn
        .prepare_cached(find)?
        .query_row(rusqlite::params_from_iter(words), |r| r.get(0))
        .optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    let mut s = conn.prepare_cached(make)?;
    for (i, word) in (1..).zip(words) {
        s.raw_bind_parameter(i, word)?;
    }
    s.raw_bind_parameter(words.len() + 1, import)?;
    s.raw_execute()?;
    u32::try_from(conn.last_insert_rowid()).map_err(|_| Fault::Damaged("order_word".to_owned()))
}

/// Of each of these lines, sorted by their keys, what the pool has.
fn known(conn: &Connection, lines: &[Line]) -> Result<Vec<Option<Known>>, Fault> {
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
                    std::cmp::Ordering::Less => at += 1,
                    std::cmp::Ordering::Greater => {
                        keys.next();
                    }
                    std::cmp::Ordering::Equal => {
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
