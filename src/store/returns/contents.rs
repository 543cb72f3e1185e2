//! Videos and lives with the collaboration they belong to: the one they name, else by creator, product and day.

use std::sync::Arc;

use hashbrown::HashMap;
use rusqlite::{Connection, Row};

use super::super::error::Fault;
use super::super::same::Same;
use super::super::work::day;
use super::context::{self, days};
use super::deals::Names;
use crate::domain::returns::funnel::Funnel;

/// What every reader needs of one.
pub(in crate::store) struct Told {
    /// Whose; the one that stays, where several are one person.
    pub creator: u32,
    /// Its collaboration.
    pub collab: Option<u32>,
    /// The day it came out, from 1970-01-01.
    pub day: Option<i32>,
    /// Its style.
    pub style: Option<Arc<str>>,
    /// What it counted.
    pub funnel: Funnel,
}

/// Where the columns begin that a reader has asked for beside [`Told`].
pub(in crate::store) const MORE: usize = 12;

/// What is done with each.
pub(in crate::store) type Each<'e> = dyn FnMut(&Row<'_>, Told) -> Result<(), Fault> + 'e;

/// Reads those of these creators, or all. `more` are columns beside, each after a comma.
pub(in crate::store) fn each_content(
    conn: &Connection,
    of: Option<&[u32]>,
    same: &Same,
    more: &str,
    each: &mut Each<'_>,
) -> Result<(), Fault> {
    let which = context::whose(of);
    let homeless: bool = conn
        .prepare(&format!(
            "SELECT 1 FROM content WHERE collab_id IS NULL AND {which}"
        ))?
        .exists([])?;
    let attaching = match homeless {
        true => context::attaching(conn, of)?,
        false => HashMap::new(),
    };
    let mut names = Names::default();
    let mut s = conn.prepare(&format!(
        "SELECT creator_id, collab_id, product_id, posted_at, plays, product_impressions, clicks, add_to_carts, likes, \
         comments, shares, style{more} FROM content WHERE {which}"
    ))?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        let creator = same.stays(r.get(0)?);
        let at = day(r, 3)?.map(days);
        let collab = match r.get::<_, Option<u32>>(1)? {
            Some(id) => Some(id),
            None => {
                let mine = attaching.get(&creator);
                let product: Option<i64> = r.get(2)?;
                mine.and_then(|m| m.of_content(product, at))
            }
        };
        let told = Told {
            creator,
            collab,
            day: at,
            style: names.get(r, 11)?,
            funnel: funnel(r, 4)?,
        };
        each(r, told)?;
    }
    Ok(())
}

/// What a video or live counted: plays, product impressions, clicks, carts, likes, comments and shares, from that column
/// on.
pub(in crate::store) fn funnel(r: &Row<'_>, from: usize) -> Result<Funnel, Fault> {
    Ok(Funnel {
        plays: r.get(from)?,
        impressions: r.get(from + 1)?,
        clicks: r.get(from + 2)?,
        carts: r.get(from + 3)?,
        likes: r.get(from + 4)?,
        comments: r.get(from + 5)?,
        shares: r.get(from + 6)?,
        pairs: None,
    })
}
