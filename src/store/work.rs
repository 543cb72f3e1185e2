//! Collaborations and what belongs to them, read for the board: all of them, or those of some creators.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::{Connection, OptionalExtension, Row};

use super::error::{Fault, Result};
use super::journal;
use super::native::Table;
use super::stream::View;
use crate::domain::collab::board::{COLUMNS, median};
use crate::domain::collab::card::{Agreement, Card, Contact, Work};
use crate::domain::collab::choice::Mode;
use crate::domain::collab::gate::Filled;
use crate::domain::collab::native::COLLABORATIONS;
use crate::domain::collab::rate::Tally;
use crate::domain::collab::stage::Stage;
use crate::domain::money::Currency;

/// With whom work has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkSince {
    /// With nobody.
    Nothing,
    /// With these.
    With(Vec<u32>),
    /// With more than are worth asking for one by one, or in a name.
    Everything,
}

/// More creators than so many are not asked for one by one.
const MANY: usize = 2_000;

/// A day as the tables keep it.
pub(super) fn day(r: &Row<'_>, column: usize) -> Result<Option<Date>, Fault> {
    let text: Option<String> = r.get(column)?;
    text.map(|t| t.parse().map_err(|_| Fault::Damaged(t)))
        .transpose()
}

/// The day of a moment where the person is.
pub(super) fn local(zone: &TimeZone, millis: Option<i64>) -> Option<Date> {
    millis.map(|ms| zone.to_datetime(journal::moment(ms)).date())
}

/// Names by number.
pub(super) fn names(conn: &Connection, sql: &str) -> Result<HashMap<i64, Arc<str>>, Fault> {
    let mut s = conn.prepare_cached(sql)?;
    let mut rows = s.query([])?;
    let mut all = HashMap::new();
    while let Some(r) = rows.next()? {
        all.insert(r.get(0)?, r.get::<_, String>(1)?.into());
    }
    Ok(all)
}

/// The names that cards show.
struct Names {
    members: HashMap<i64, Arc<str>>,
    campaigns: HashMap<i64, Arc<str>>,
    products: HashMap<i64, Arc<str>>,
}

impl Names {
    fn load(conn: &Connection) -> Result<Self, Fault> {
        Ok(Names {
            members: names(conn, "SELECT id, name FROM member")?,
            campaigns: names(conn, "SELECT id, name FROM campaign")?,
            products: names(conn, "SELECT id, ifnull(name, product_id) FROM product")?,
        })
    }
}

/// What samples say of a collaboration.
#[derive(Default)]
struct Parcels {
    received: i64,
    posted: i64,
    numbered: bool,
    newest: Option<Box<str>>,
    out: Option<Date>,
}

impl View<'_> {
    /// The work with these creators, or with all. Days are those of `zone`.
    pub fn work(&self, zone: &TimeZone, of: Option<&[u32]>) -> Result<Work> {
        self.store.read(|c| {
            let which = match of {
                Some(ids) => {
                    let ids: Vec<String> = ids.iter().map(u32::to_string).collect();
                    format!("creator_id IN ({})", ids.join(","))
                }
                None => "true".to_owned(),
            };
            work(c, zone, &which)
        })
    }

    /// With whom work has changed since a change.
    pub fn work_since(&self, change: i64) -> Result<WorkSince> {
        self.store.read(|c| {
            let mut s = c.prepare_cached(
                "SELECT DISTINCT what, creator_id FROM change_row WHERE change_id > ?1 AND (what IN ('collab', \
                 'stage_move', 'sample', 'content', 'contact', 'agreement') OR what IN ('campaign', 'product', 'member') \
                 AND (before ->> 'name' IS NOT after ->> 'name' OR before ->> 'product_id' IS NOT after ->> 'product_id'))",
            )?;
            let mut rows = s.query([change])?;
            let mut of: Vec<u32> = Vec::new();
            while let Some(r) = rows.next()? {
                // a name stands on cards of many
                let names = r.get_ref(0)?.as_str().is_ok_and(|w| {
                    matches!(w, "campaign" | "product" | "member")
                });
                if names {
                    return Ok(WorkSince::Everything);
                }
                of.push(r.get(1)?);
            }
            of.sort_unstable();
            of.dedup();
            Ok(match of.len() {
                0 => WorkSince::Nothing,
                1..=MANY => WorkSince::With(of),
                _ => WorkSince::Everything,
            })
        })
    }

    /// Days that collaborations usually stay in a stage: the median of those that have left it.
    pub fn usual(&self) -> Result<[Option<i32>; COLUMNS]> {
        self.store.read(|c| {
            let mut s = c.prepare_cached(
                "SELECT collab_id, stage, at FROM stage_move WHERE at IS NOT NULL ORDER BY collab_id, at",
            )?;
            let mut rows = s.query([])?;
            let mut stays: [Vec<i32>; COLUMNS] = Default::default();
            let mut last: Option<(i64, Option<Stage>, i64)> = None;
            while let Some(r) = rows.next()? {
                let collab: i64 = r.get(0)?;
                let stage = r.get_ref(1)?.as_str().ok().and_then(Stage::parse_key);
                let at: i64 = r.get(2)?;
                if let Some((before, Some(from), since)) = last
                    && before == collab
                    && let Some(stays) = stays.get_mut(from.index())
                {
                    let days = (at - since).max(0) / 86_400_000;
                    stays.push(i32::try_from(days).unwrap_or(i32::MAX));
                }
                last = Some((collab, stage, at));
            }
            Ok(stays.map(|mut all| median(&mut all)))
        })
    }
}

pub(super) fn reasons(conn: &Connection) -> Result<Vec<String>, Fault> {
    let mut s = conn.prepare_cached(
        "SELECT reason FROM stage_move WHERE reason IS NOT NULL AND stage IN ('dropped', 'released') \
         GROUP BY reason ORDER BY count(*) DESC, reason LIMIT 50",
    )?;
    let all = s.query_map([], |r| r.get(0))?;
    Ok(all.collect::<rusqlite::Result<_>>()?)
}

fn work(conn: &Connection, zone: &TimeZone, which: &str) -> Result<Work, Fault> {
    let names = Names::load(conn)?;
    let parcels = parcels(conn, which)?;
    let links = linked(conn, which)?;
    let mut out = Work::default();
    let mut tallies: BTreeMap<u32, Tally> = BTreeMap::new();
    let fields = COLLABORATIONS.fields;
    let table = Table::of(&COLLABORATIONS).ok_or_else(|| Fault::Damaged("collab".to_owned()))?;
    let columns: Vec<String> = fields
        .iter()
        .map(|f| format!("c.\"{}\"", table.column(f)))
        .collect();
    let sql = format!(
        "SELECT c.id, c.version, c.creator_id, k.handle, c.since, {} FROM collab c \
         CROSS JOIN creator k ON k.id = c.creator_id WHERE c.{which} ORDER BY c.id",
        columns.join(", ")
    )
    .replace("c.true", "true");
    let place = |key: &str| 5 + COLLABORATIONS.place(key).unwrap_or(0);
    let [campaign, product, owner, stage, mode] =
        ["campaign", "product_id", "owner", "stage", "mode"].map(place);
    let [fee, rate, gmv, expected, currency] = [
        "fixed_fee",
        "commission_rate",
        "gmv",
        "expected_gmv",
        "currency",
    ]
    .map(place);
    let [reference, due, until, code] = ["ref", "due", "licence_until", "discount_code"].map(place);
    let [sent, received, posted] =
        ["samples_sent", "samples_received", "samples_posted"].map(place);
    let mut s = conn.prepare(&sql)?;
    let mut rows = s.query([])?;
    let nothing = Parcels::default();
    while let Some(r) = rows.next()? {
        let id: u32 = r.get(0)?;
        let parcel = parcels.get(&id).unwrap_or(&nothing);
        let text = |column: usize| r.get_ref(column).ok().and_then(|v| v.as_str().ok());
        let mode = text(mode).and_then(Mode::parse);
        let mut filled = Filled::default();
        filled.sample = parcel.numbered || r.get::<_, Option<i64>>(sent)? == Some(0);
        filled.link = links.contains(&id);
        filled.mode = mode;
        for (nth, _) in fields.iter().enumerate() {
            let there = !matches!(r.get_ref(5 + nth)?, rusqlite::types::ValueRef::Null);
            filled.set_at(nth, there);
        }
        let creator: u32 = r.get(2)?;
        let tally = Tally {
            received: parcel
                .received
                .max(r.get::<_, Option<i64>>(received)?.unwrap_or(0)),
            posted: parcel
                .posted
                .max(r.get::<_, Option<i64>>(posted)?.unwrap_or(0)),
            ..Tally::default()
        };
        if tally != Tally::default() {
            tallies.entry(creator).or_default().add(tally);
        }
        let named = |all: &HashMap<i64, Arc<str>>, column: usize| -> Result<_, Fault> {
            let id: Option<i64> = r.get(column)?;
            Ok(id.and_then(|id| all.get(&id).cloned()))
        };
        let key = text(stage).unwrap_or_default();
        out.cards.push(Card {
            id,
            version: r.get(1)?,
            creator,
            handle: r.get::<_, String>(3)?.into(),
            followers: None,
            reference: text(reference).unwrap_or_default().into(),
            campaign: named(&names.campaigns, campaign)?,
            product: named(&names.products, product)?,
            owner: named(&names.members, owner)?,
            stage: Stage::parse_key(key)
                .ok_or_else(|| Fault::Damaged(format!("stage {key} of collaboration {id}")))?,
            since: local(zone, r.get(4)?),
            due: day(r, due)?,
            mode,
            fixed_fee: r.get(fee)?,
            commission_rate: r.get(rate)?,
            gmv: r.get(gmv)?,
            expected: r.get(expected)?,
            currency: text(currency).and_then(Currency::parse).unwrap_or_default(),
            filled,
            code: text(code).map(Into::into),
            parcel: parcel.newest.clone(),
            sample_out: parcel.out,
            licence_until: day(r, until)?,
            earned: None,
        });
    }
    contacts(conn, zone, which, &names, &mut out, &mut tallies)?;
    let sql =
        format!("SELECT id, creator_id, starts, ends FROM agreement WHERE {which} ORDER BY id");
    let mut s = conn.prepare(&sql)?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        out.agreements.push(Agreement {
            id: r.get(0)?,
            creator: r.get(1)?,
            starts: day(r, 2)?,
            ends: day(r, 3)?,
        });
    }
    out.tallies = tallies.into_iter().collect();
    Ok(out)
}

fn contacts(
    conn: &Connection,
    zone: &TimeZone,
    which: &str,
    names: &Names,
    out: &mut Work,
    tallies: &mut BTreeMap<u32, Tally>,
) -> Result<(), Fault> {
    let sql = format!(
        "SELECT id, version, creator_id, \"by\", at, follow_up, replied_at FROM contact WHERE {which} ORDER BY at, id"
    );
    let mut s = conn.prepare(&sql)?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        let creator: u32 = r.get(2)?;
        let by: Option<i64> = r.get(3)?;
        let replied = r.get::<_, Option<i64>>(6)?.is_some();
        tallies.entry(creator).or_default().add(Tally {
            contacted: 1,
            replied: replied.into(),
            ..Tally::default()
        });
        out.contacts.push(Contact {
            id: r.get(0)?,
            version: r.get(1)?,
            creator,
            by: by.and_then(|id| names.members.get(&id).cloned()),
            at: local(zone, r.get(4)?).unwrap_or_default(),
            follow_up: day(r, 5)?,
            replied,
        });
    }
    Ok(())
}

fn parcels(conn: &Connection, which: &str) -> Result<HashMap<u32, Parcels>, Fault> {
    let sql = format!(
        "SELECT collab_id, sent, received, posted, carrier, number FROM sample WHERE {which} \
         ORDER BY collab_id, item"
    );
    let mut s = conn.prepare(&sql)?;
    let mut rows = s.query([])?;
    let mut all: HashMap<u32, Parcels> = HashMap::new();
    while let Some(r) = rows.next()? {
        let of = all.entry(r.get(0)?).or_default();
        let (sent, received, posted) = (day(r, 1)?, day(r, 2)?, day(r, 3)?);
        of.received += i64::from(received.is_some());
        of.posted += i64::from(posted.is_some());
        if posted.is_none() {
            of.out = [of.out, sent].into_iter().flatten().min();
        }
        let words: [Option<String>; 2] = [r.get(4)?, r.get(5)?];
        of.numbered |= words[1].is_some();
        let words: Vec<String> = words.into_iter().flatten().collect();
        if !words.is_empty() {
            of.newest = Some(words.join(" ").into());
        }
    }
    Ok(all)
}

/// Collaborations with a content that has a link.
fn linked(conn: &Connection, which: &str) -> Result<HashSet<u32>, Fault> {
    let sql = format!(
        "SELECT DISTINCT collab_id FROM content WHERE collab_id IS NOT NULL AND url IS NOT NULL AND {which}"
    );
    let mut s = conn.prepare(&sql)?;
    let all = s.query_map([], |r| r.get(0))?;
    Ok(all.collect::<rusqlite::Result<_>>()?)
}

/// The collaboration of this number or name.
pub(super) fn find(conn: &Connection, reference: &str) -> Result<Option<u32>, Fault> {
    Ok(conn
        .prepare_cached(
            "SELECT id FROM collab WHERE ref = ?1 COLLATE NOCASE ORDER BY ref <> ?1 LIMIT 1",
        )?
        .query_row([reference.trim()], |r| r.get(0))
        .optional()?)
}
