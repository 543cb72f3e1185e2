//! The ledger: what each collaboration bears of it, costs that several share divided.

use hashbrown::HashMap;
use rusqlite::Connection;

use super::super::error::Fault;
use super::super::same::Same;
use super::super::work::day;
use super::contents::{MORE, each_content};
use super::context::{days, whose_deals};
use super::deals::currency;
use super::lines::sold_by;
use crate::domain::money::{Currency, Rates};
use crate::domain::returns::budget::split;
use crate::domain::returns::cost::{CostKind, shared};
use crate::domain::returns::few::Few;
use crate::domain::returns::reckon::labour;

/// Whose ledger is read, and what is known of GMV.
pub(super) struct Asked<'a> {
    /// Of these creators, with all their numbers; none is everybody.
    pub ids: Option<&'a [u32]>,
    /// Whether a collaboration is looked at: what only others share is passed over.
    pub concerns: &'a dyn Fn(u32) -> bool,
    /// GMV from order lines by collaboration, raw money, where the lines of everybody and of all days have been read.
    pub gmv: Option<&'a HashMap<u32, Few<Currency, i128>>>,
    /// A person's rates, where these are set.
    pub rates: Option<&'a Rates>,
    pub same: &'a Same,
}

/// GMV of collaborations in one currency, raw money, of all days, whoever asks for which: what divides costs that several
/// share. None where it is in several that no rate makes one: these cannot be weighed against each other.
fn weights(conn: &Connection, ids: &[u32], asked: &Asked<'_>) -> Result<Option<Vec<u64>>, Fault> {
    let mut s =
        conn.prepare_cached("SELECT creator_id, gmv, currency FROM collab WHERE id = ?1")?;
    let mut typed: Vec<(u32, Few<Currency, i128>)> = Vec::with_capacity(ids.len());
    for id in ids {
        let mut rows = s.query([id])?;
        let Some(r) = rows.next()? else { continue };
        let mut told = Few::default();
        if let Some(gmv) = r.get::<_, Option<i64>>(1)? {
            told.insert(currency(r, 2)?, gmv.into());
        }
        typed.push((asked.same.stays(r.get(0)?), told));
    }
    let read;
    let sold = match asked.gmv {
        Some(known) => known,
        None => {
            let mut creators: Vec<u32> = typed.iter().map(|(creator, _)| *creator).collect();
            creators.sort_unstable();
            creators.dedup();
            read = sold_by(conn, asked.same, &creators)?;
            &read
        }
    };
    // in the order in which sums count: what lines tell, what was typed, what videos and lives say
    let mut silent: Vec<u32> = Vec::new();
    let mut gmv: Vec<Few<Currency, i128>> = Vec::with_capacity(ids.len());
    for (id, (creator, typed)) in ids.iter().zip(typed) {
        let lines = sold.get(id).filter(|g| !g.is_empty()).cloned();
        let told = lines.unwrap_or(typed);
        if told.is_empty() {
            silent.extend(asked.same.family(creator));
        }
        gmv.push(told);
    }
    if !silent.is_empty() {
        let shown = shown(conn, asked.same, &silent)?;
        for (id, gmv) in ids.iter().zip(&mut gmv).filter(|(_, g)| g.is_empty()) {
            *gmv = shown.get(id).cloned().unwrap_or_default();
        }
    }
    let mut codes: Vec<Currency> = gmv
        .iter()
        .flat_map(|g| g.iter().filter(|(_, raw)| **raw != 0).map(|(c, _)| c))
        .collect();
    codes.sort_unstable();
    codes.dedup();
    let rates = asked.rates.filter(|r| r.is_set());
    let worth = |raw: i128, currency: Currency| match (codes.len(), rates) {
        (0 | 1, _) => Some(raw),
        (_, Some(rates)) if currency == rates.base => Some(raw),
        (_, Some(rates)) => rates.worth(raw, currency),
        (_, None) => None,
    };
    let one = |g: &Few<Currency, i128>| {
        let told = g.iter().filter(|(_, raw)| **raw != 0);
        told.map(|(c, raw)| worth(*raw, c)).sum::<Option<i128>>()
    };
    let all: Option<Vec<i128>> = gmv.iter().map(one).collect();
    let whole = |gmv: i128| u64::try_from(gmv.max(0)).unwrap_or(u64::MAX >> 1);
    Ok(all.map(|all| all.into_iter().map(whole).collect()))
}

/// What the videos and lives of creators say they sold, by collaboration, raw money.
fn shown(
    conn: &Connection,
    same: &Same,
    creators: &[u32],
) -> Result<HashMap<u32, Few<Currency, i128>>, Fault> {
    let mut all: HashMap<u32, Few<Currency, i128>> = HashMap::new();
    let columns = ", gmv, currency";
    each_content(conn, Some(creators), same, columns, &mut |r, told| {
        if let Some((collab, gmv)) = told.collab.zip(r.get::<_, Option<i64>>(MORE)?) {
            let of = all.entry(collab).or_default();
            *of.of(currency(r, MORE + 1)?) += i128::from(gmv);
        }
        Ok(())
    })?;
    Ok(all)
}

/// What a collaboration bears of a line of the ledger.
pub(super) struct Booked {
    /// The line, by the pool file's number.
    pub cost: i64,
    pub collab: u32,
    pub currency: Currency,
    pub kind: CostKind,
    /// From 1970-01-01.
    pub day: Option<i32>,
    /// Raw money.
    pub raw: i128,
    /// Where several share it.
    pub shared: Option<Shared>,
}

/// How a cost is divided.
#[derive(Clone, Copy)]
pub(super) struct Shared {
    /// All of it, raw money.
    pub whole: i128,
    /// As files name it.
    pub how: &'static str,
    /// Among so many collaborations.
    pub among: usize,
}

/// What is done with it.
pub(super) type Booking<'b> = dyn FnMut(Booked) + 'b;

/// The ledger: what each collaboration bears of it.
pub(super) fn read(
    conn: &Connection,
    asked: &Asked<'_>,
    book: &mut Booking<'_>,
) -> Result<(), Fault> {
    const COLUMNS: &str = "SELECT kind, amount, currency, collab_id, campaign_id, split, shares, hours, rate, at, id FROM cost";
    let sql = match asked.ids {
        None => COLUMNS.to_owned(),
        Some(_) => format!(
            "{COLUMNS} WHERE {} UNION ALL {COLUMNS} WHERE collab_id IS NULL",
            whose_deals(asked.ids)
        ),
    };
    let mut s = conn.prepare(&sql)?;
    let mut campaigns: HashMap<i64, Vec<u32>> = HashMap::new();
    let mut of_campaign =
        conn.prepare_cached("SELECT id FROM collab WHERE campaign_id = ?1 ORDER BY id")?;
    let mut called = conn.prepare_cached("SELECT id FROM collab WHERE ref = ?1")?;
    let mut rows = s.query([])?;
    while let Some(r) = rows.next()? {
        let kind = r.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        let Some(kind) = CostKind::from_key(kind) else {
            continue;
        };
        let at = day(r, 9)?.map(days);
        let amount: Option<i64> = r.get(1)?;
        let hours = labour(r.get(7)?, r.get(8)?);
        let Some(raw) = amount.map(i128::from).or(hours) else {
            continue;
        };
        let currency = currency(r, 2)?;
        if let Some(collab) = r.get::<_, Option<u32>>(3)? {
            book(Booked {
                cost: r.get(10)?,
                collab,
                currency,
                kind,
                day: at,
                raw,
                shared: None,
            });
            continue;
        }
        let shares: Option<String> = r.get(6)?;
        let mut ids: Vec<u32> = Vec::new();
        let mut parts: Vec<u64> = Vec::new();
        for (reference, weight) in shares.iter().flat_map(|s| shared(s)).flatten() {
            let mut found = called.query([reference])?;
            if let Some(found) = found.next()? {
                ids.push(found.get(0)?);
                parts.push(weight);
            }
        }
        if ids.is_empty()
            && let Some(campaign) = r.get::<_, Option<i64>>(4)?
        {
            if !campaigns.contains_key(&campaign) {
                let all = of_campaign.query_map([campaign], |r| r.get(0))?;
                campaigns.insert(campaign, all.collect::<rusqlite::Result<_>>()?);
            }
            ids = campaigns.get(&campaign).cloned().unwrap_or_default();
            parts = vec![1; ids.len()];
        }
        if !ids.iter().any(|id| (asked.concerns)(*id)) {
            continue;
        }
        let how: Option<String> = r.get(5)?;
        let mut how = match how.as_deref() {
            Some("gmv") => match weights(conn, &ids, asked)? {
                Some(by_gmv) => {
                    parts = by_gmv;
                    "gmv"
                }
                None => "mixed",
            },
            Some("count") => "count",
            _ => "share",
        };
        // where nothing was sold, and where shares are all the same, everybody bears as much
        if how == "mixed" {
            parts = vec![1; ids.len()];
        } else if how == "count" || parts.windows(2).all(|p| p.first() == p.last()) {
            parts = vec![1; ids.len()];
            how = "count";
        }
        let divided = Shared {
            whole: raw,
            how,
            among: ids.len(),
        };
        let whole = i64::try_from(raw).unwrap_or(i64::MAX);
        for (id, part) in ids.iter().zip(split(whole, &parts, currency.digits())) {
            book(Booked {
                cost: r.get(10)?,
                collab: *id,
                currency,
                kind,
                day: at,
                raw: part.into(),
                shared: Some(divided),
            });
        }
    }
    Ok(())
}
