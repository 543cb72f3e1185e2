//! What stands beside the books, the sales and the moves: videos and lives, messages.

use std::collections::BTreeSet;
use std::sync::Arc;

use hashbrown::HashMap;
use jiff::tz::TimeZone;
use rusqlite::Connection;

use super::super::error::Fault;
use super::super::returns::{MORE, Names, days, each_content, funnel, whose};
use super::super::same::Same;
use super::super::work::{self, day};
use super::moves::moment;
use crate::domain::money::Currency;
use crate::domain::review::Days;
use crate::domain::review::matter::{Contacted, Example, Matter, Piece};

/// Videos, lives and messages. `of` are the creators, with all their numbers, none is everybody; `period` the days that
/// count, none is all; messages count within `near`.
pub(super) fn beside(
    conn: &Connection,
    matter: &mut Matter,
    of: Option<&[u32]>,
    period: Option<Days>,
    near: Option<Days>,
) -> Result<(), Fault> {
    let wanted: BTreeSet<u32> = matter.books.deals.iter().map(|d| d.id).collect();
    matter.library = library(conn)?;
    contents(conn, matter, &wanted, of, period)?;
    contacts(conn, matter, &wanted, of, near)
}

fn contents(
    conn: &Connection,
    matter: &mut Matter,
    wanted: &BTreeSet<u32>,
    of: Option<&[u32]>,
    period: Option<Days>,
) -> Result<(), Fault> {
    let mut names = Names::default();
    let same = Same::load(conn)?;
    let columns = ", content_id, kind, title, completion_rate, orders, gmv, currency, product_id";
    let mut pieces = Vec::new();
    each_content(conn, of, &same, columns, &mut |r, told| {
        let counts = match (period, told.collab) {
            (Some(days), _) => told.day.is_some_and(|d| days.has(d)),
            (None, Some(id)) => wanted.contains(&id),
            (None, None) => false,
        };
        if !counts {
            return Ok(());
        }
        let text = |at: usize| -> rusqlite::Result<Option<Arc<str>>> {
            Ok(r.get::<_, Option<String>>(at)?.map(Into::into))
        };
        let code: Option<String> = r.get(MORE + 6)?;
        pieces.push(Piece {
            id: text(MORE)?.unwrap_or_default(),
            creator: told.creator,
            collab: told.collab,
            product: r.get(MORE + 7)?,
            kind: names.get(r, MORE + 1)?,
            style: told.style,
            title: text(MORE + 2)?,
            day: told.day,
            funnel: told.funnel,
            completion: r.get(MORE + 3)?,
            orders: r.get(MORE + 4)?,
            gmv: r.get(MORE + 5)?,
            currency: code.and_then(|c| Currency::parse(&c)).unwrap_or_default(),
        });
        Ok(())
    })?;
    matter.pieces = pieces;
    Ok(())
}

/// Videos and lives that are kept as examples, of whatever campaign and days.
fn library(conn: &Connection) -> Result<Vec<Example>, Fault> {
    let same = Same::load(conn)?;
    let mut names = Names::default();
    let mut s = conn.prepare_cached(
        "SELECT content_id, creator_id, collab_id, product_id, kind, style, title, posted_at, plays, product_impressions, \
         clicks, add_to_carts, likes, comments, shares, completion_rate, orders, gmv, currency, hook, note, kept \
         FROM content WHERE kept IS NOT NULL ORDER BY kept DESC, content_id",
    )?;
    let mut rows = s.query([])?;
    let mut all = Vec::new();
    while let Some(r) = rows.next()? {
        let text = |at: usize| -> rusqlite::Result<Option<Arc<str>>> {
            Ok(r.get::<_, Option<String>>(at)?.map(Into::into))
        };
        let code: Option<String> = r.get(18)?;
        all.push(Example {
            piece: Piece {
                id: text(0)?.unwrap_or_default(),
                creator: same.stays(r.get(1)?),
                collab: r.get(2)?,
                product: r.get(3)?,
                kind: names.get(r, 4)?,
                style: names.get(r, 5)?,
                title: text(6)?,
                day: day(r, 7)?.map(days),
                funnel: funnel(r, 8)?,
                completion: r.get(15)?,
                orders: r.get(16)?,
                gmv: r.get(17)?,
                currency: code.and_then(|c| Currency::parse(&c)).unwrap_or_default(),
            },
            hook: text(19)?,
            note: text(20)?,
            since: day(r, 21)?.map(days),
        });
    }
    Ok(all)
}

fn contacts(
    conn: &Connection,
    matter: &mut Matter,
    wanted: &BTreeSet<u32>,
    of: Option<&[u32]>,
    near: Option<Days>,
) -> Result<(), Fault> {
    let zone = TimeZone::system();
    let members: HashMap<i64, Arc<str>> = work::names(conn, "SELECT id, name FROM member")?
        .into_iter()
        .collect();
    let mut s = conn.prepare(&format!(
        "SELECT by, replied_at, collab_id, at FROM contact WHERE {}",
        whose(of)
    ))?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        let collab: Option<u32> = r.get(2)?;
        let at = moment(r, 3, &zone)?;
        let counts = match (of, collab) {
            // a message about a collaboration of the campaign counts whenever it was written
            (Some(_), Some(id)) => wanted.contains(&id),
            _ => near.is_none_or(|n| n.has(at)),
        };
        if counts {
            let by: Option<i64> = r.get(0)?;
            matter.contacts.push(Contacted {
                by: by.and_then(|id| members.get(&id).map(Arc::clone)),
                // an answer that came later nobody knew then
                replied: match r.get::<_, Option<i64>>(1)? {
                    Some(_) => {
                        of.is_some()
                            || near.is_none_or(|n| moment(r, 1, &zone).is_ok_and(|day| day <= n.to))
                    }
                    None => false,
                },
            });
        }
    }
    Ok(())
}
