//! Taking in order lines, as part of an import.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension};

use super::super::error::Fault;
use super::super::import::Importing;
use super::against::{Compared, There, compare, fill, known};
use super::pack;
use super::{PART, write};
use crate::domain::creator::Platform;
use crate::domain::message::Message;
use crate::domain::order::{Id, Line, Said, State};

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
    pub(super) downloaded: bool,
    /// Somebody knows that nothing is newer.
    pub(super) newest: bool,
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
