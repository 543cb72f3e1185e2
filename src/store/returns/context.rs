//! What decides where an order line belongs, of some creators or of all.

use hashbrown::HashMap;

use jiff::tz::TimeZone;
use rusqlite::{Connection, OptionalExtension};

use super::super::error::Fault;
use super::super::same::Same;
use super::super::work::day;
use super::super::{journal, orders};
use crate::domain::collab::stage::Stage;
use crate::domain::returns::attach::{Attaching, Hand, Window};
use crate::domain::returns::margin::Margins;

pub(in crate::store) use crate::domain::returns::creator::days;

/// `creator_id IN (…)`, or everybody.
pub(in crate::store) fn whose(of: Option<&[u32]>) -> String {
    match of {
        Some(ids) => {
            let ids: Vec<String> = ids.iter().map(u32::to_string).collect();
            format!("creator_id IN ({})", ids.join(","))
        }
        None => "true".to_owned(),
    }
}

/// The same of what hangs on collaborations, and is looked up by these: a hundred thousand of them have a million moves.
pub(in crate::store) fn whose_deals(of: Option<&[u32]>) -> String {
    match of {
        Some(_) => format!("collab_id IN (SELECT id FROM collab WHERE {})", whose(of)),
        None => "true".to_owned(),
    }
}

/// All margins of the pool file.
pub(in crate::store) fn margins(conn: &Connection) -> Result<Margins, Fault> {
    let mut margins = Margins::default();
    let mut s =
        conn.prepare_cached("SELECT id, margin_rate FROM product WHERE margin_rate IS NOT NULL")?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        margins.add(Some(r.get(0)?), None, r.get(1)?);
    }
    let mut s = conn.prepare_cached(
        "SELECT product_id, starts, margin_rate FROM margin WHERE margin_rate IS NOT NULL ORDER BY id",
    )?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        margins.add(r.get(0)?, day(r, 1)?.map(days), r.get(2)?);
    }
    Ok(margins)
}

/// Margins of collaborations that have their own.
pub(super) fn own_margins(
    conn: &Connection,
    of: Option<&[u32]>,
) -> Result<HashMap<u32, i64>, Fault> {
    let mut s = conn.prepare(&format!(
        "SELECT id, margin_rate FROM collab WHERE margin_rate IS NOT NULL AND {}",
        whose(of)
    ))?;
    let all = s.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(all.collect::<rusqlite::Result<_>>()?)
}

/// The product of each item: its row, or that of the link it was sold under; what nobody knows stands under less than
/// the item's number.
pub(super) fn products(conn: &Connection) -> Result<HashMap<u32, i64>, Fault> {
    let mut s = conn.prepare_cached(
        "SELECT i.id, ifnull(p.id, l.product_id) FROM order_item i LEFT JOIN product p ON p.product_id = i.product \
         LEFT JOIN product_link l ON l.link_id = i.product",
    )?;
    let mut rows = s.query([])?;
    let mut all = HashMap::new();
    while let Some(r) = rows.next()? {
        let item: u32 = r.get(0)?;
        let product: Option<i64> = r.get(1)?;
        all.insert(item, product.unwrap_or(-i64::from(item)));
    }
    Ok(all)
}

/// Words of one kind by their text: all of them where everybody's are wanted, else one looked up at a time, of some
/// hundred thousand.
enum Words<'c> {
    All(HashMap<String, u32>),
    Each(&'c Connection),
}

impl<'c> Words<'c> {
    fn load(conn: &'c Connection, prefix: &str, of: Option<&[u32]>) -> Result<Self, Fault> {
        if of.is_some() {
            return Ok(Words::Each(conn));
        }
        let mut s = conn.prepare_cached(
            "SELECT word, id FROM order_word WHERE word >= ?1 || ':' AND word < ?1 || ';'",
        )?;
        let mut rows = s.query([prefix])?;
        let mut all = HashMap::new();
        while let Some(r) = rows.next()? {
            all.insert(r.get(0)?, r.get(1)?);
        }
        Ok(Words::All(all))
    }

    fn get(&self, word: &str) -> Result<Option<u32>, Fault> {
        Ok(match self {
            Words::All(all) => all.get(word).copied(),
            Words::Each(conn) => conn
                .prepare_cached("SELECT id FROM order_word WHERE word = ?1")?
                .query_row([word], |r| r.get(0))
                .optional()?,
        })
    }
}

/// By creator; those that are one person under the one that stays.
pub(super) fn attaching(
    conn: &Connection,
    of: Option<&[u32]>,
) -> Result<HashMap<u32, Attaching>, Fault> {
    let same = Same::load(conn)?;
    let mut all: HashMap<u32, Attaching> = HashMap::new();
    let whose = whose(of);
    // when each came under contract, and when it was over
    let mut began: HashMap<u32, i32> = HashMap::new();
    let mut ended: HashMap<u32, i32> = HashMap::new();
    let mut s = conn.prepare(&format!(
        "SELECT collab_id, stage, at FROM stage_move WHERE at IS NOT NULL AND {} ORDER BY collab_id, at",
        whose_deals(of)
    ))?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        let collab: u32 = r.get(0)?;
        let stage = r.get_ref(1)?.as_str().ok().and_then(Stage::parse_key);
        let Some(stage) = stage else { continue };
        let at = TimeZone::UTC.to_datetime(journal::moment(r.get(2)?)).date();
        if stage.is_open() {
            ended.remove(&collab);
            if stage >= Stage::Contracted {
                began.entry(collab).or_insert(days(at));
            }
        } else {
            ended.entry(collab).or_insert(days(at));
        }
    }
    let codes = Words::load(conn, "code", of)?;
    let contents = Words::load(conn, "content", of)?;
    let mut s = conn.prepare(&format!(
        "SELECT id, creator_id, product_id, started, ended, discount_code FROM collab WHERE {whose}"
    ))?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        let collab: u32 = r.get(0)?;
        let mine = all.entry(same.stays(r.get(1)?)).or_default();
        let from = day(r, 3)?.map(days).or_else(|| began.get(&collab).copied());
        mine.windows.push(Window {
            collab,
            product: r.get(2)?,
            from,
            until: day(r, 4)?.map(days).or_else(|| ended.get(&collab).copied()),
        });
        let code: Option<String> = r.get(5)?;
        if let Some(code) = code
            && let Some(word) = codes.get(&orders::code_word(&code))?
        {
            mine.codes.insert(word, collab);
        }
    }
    let mut s = conn.prepare(&format!(
        "SELECT content_id, creator_id, collab_id, product_id, posted_at FROM content WHERE {whose}"
    ))?;
    let mut rows = s.query([])?;
    // those that name none, until it is known which collaborations there are
    let mut homeless: Vec<(u32, u32, Option<i64>, Option<i32>)> = Vec::new();
    while let Some(r) = rows.next()? {
        let id = r.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        if let Some(word) = contents.get(&orders::content_word(id))? {
            let creator = same.stays(r.get(1)?);
            match r.get(2)? {
                Some(collab) => {
                    let mine = all.entry(creator).or_default();
                    mine.contents.insert(word, collab);
                }
                None => homeless.push((creator, word, r.get(3)?, day(r, 4)?.map(days))),
            }
        }
    }
    let mut s = conn.prepare(&format!(
        "SELECT t.creator_id, t.order_no, coalesce(p.id, l.product_id, -i.id), t.content, t.collab_id, t.product \
         FROM attached t LEFT JOIN product p ON p.product_id = t.product LEFT JOIN product_link l ON l.link_id = t.product \
         LEFT JOIN order_item i ON p.id IS NULL AND l.product_id IS NULL AND i.product = t.product \
         WHERE {} ORDER BY t.id DESC",
        whose.replace("creator_id", "t.creator_id")
    ))?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        let product: Option<i64> = r.get(2)?;
        // a product that nobody has sold is not all products
        if product.is_none() && r.get_ref(5)? != rusqlite::types::ValueRef::Null {
            continue;
        }
        let mine = all.entry(same.stays(r.get(0)?)).or_default();
        mine.hands.push(Hand {
            order: r.get(1)?,
            product,
            content: r.get(3)?,
            collab: r.get(4)?,
        });
    }
    for mine in all.values_mut() {
        mine.windows
            .sort_by_key(|w| std::cmp::Reverse((w.from, w.collab)));
    }
    // what such a video sold belongs where the video does, whenever it was sold
    for (creator, word, product, posted) in homeless {
        if let Some(mine) = all.get_mut(&creator)
            && let Some(collab) = mine.of_content(product, posted)
        {
            mine.contents.insert(word, collab);
        }
    }
    Ok(all)
}
