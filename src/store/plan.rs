//! Target plans: products, a rate, and at most so many creators each.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, params};

use super::change::{self, Outcome};
use super::entity::{PLAN, PLAN_CREATOR};
use super::error::{Fault, Result, StoreError};
use super::{Store, journal};
use crate::domain::collab::detail::PlanInfo;
use crate::domain::collab::rate::plan_sizes;
use crate::domain::deed::{Deed, Kind};
use crate::text::fold_key;

/// A plan to be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewPlan {
    /// Its name; of several, the beginning of their names.
    pub name: String,
    /// Numbers of its products.
    pub products: Vec<String>,
    /// Commission; raw ratio.
    pub rate: Option<i64>,
    /// At most so many creators each.
    pub cap: usize,
}

/// The plans for any of these products that a creator is in.
const ALREADY: &str = "SELECT p.name FROM plan_creator m JOIN plan p ON p.id = m.plan_id WHERE m.creator_id = ?1 \
     AND EXISTS (SELECT 1 FROM json_each(?2) j WHERE '|' || p.product_ids || '|' LIKE '%|' || j.value || '|%') LIMIT 1";

fn listed(products: &[String]) -> String {
    serde_json::to_string(products).unwrap_or_default()
}

impl Store {
    /// Puts creators into target plans, in their order, as many plans as they need. Those who are in a plan for one of
    /// the products already are left out, and counted.
    ///
    /// # Errors
    /// [`StoreError::EmptyName`]; [`StoreError::NoSuchCreator`] where none of them is in the pool.
    pub fn make_plans(&mut self, new: &NewPlan, ids: &[u32], at: Timestamp) -> Result<Outcome> {
        let name = change::named(&new.name)?.to_owned();
        let (mut left, mut first) = (0, None);
        let done = self.change(Kind::PlanMake, at, |conn, now| {
            change::pick(conn, ids)?;
            let products = listed(&new.products);
            let mut wanted: Vec<u32> = Vec::new();
            for id in ids {
                let id = change::stays(conn, *id)?;
                let known: bool = conn
                    .prepare_cached("SELECT 1 FROM temp.picked WHERE id = ?1")?
                    .exists([id])?;
                if !known || wanted.contains(&id) {
                    continue;
                }
                let already = conn
                    .prepare_cached(ALREADY)?
                    .exists(params![id, products])?;
                if already {
                    left += 1;
                } else {
                    wanted.push(id);
                }
            }
            let sizes = plan_sizes(wanted.len(), new.cap);
            let mut from = 0;
            let mut number = 1;
            for size in &sizes {
                let called = free_name(conn, &name, sizes.len() > 1, &mut number)?;
                let id = PLAN.next(conn)?;
                first = first.or(Some(id));
                let values = HashMap::from([
                    ("fold", Sql::Text(fold_key(&called))),
                    ("name", Sql::Text(called)),
                    (
                        "product_ids",
                        match new.products.is_empty() {
                            true => Sql::Null,
                            false => Sql::Text(new.products.join("|")),
                        },
                    ),
                    ("commission_rate", new.rate.map_or(Sql::Null, Sql::Integer)),
                ]);
                PLAN.add(conn, now, 0, id, &values)?;
                for creator in wanted.get(from..from + size).unwrap_or_default() {
                    PLAN_CREATOR.note(conn, now, *creator, id, &HashMap::new())?;
                }
                from += size;
            }
            if !wanted.is_empty() {
                PLAN_CREATOR.write(conn, now)?;
            }
            let deed = Deed::new(Kind::PlanMake, &name)
                .to(sizes.len().to_string())
                .on(wanted.len() as u64);
            Ok((!wanted.is_empty(), deed))
        })?;
        Ok(Outcome {
            left,
            made: first,
            ..done
        })
    }

    /// Handles of those creators who are in a plan for one of these products, and the name of that plan.
    pub fn in_plans(&self, products: &[String], ids: &[u32]) -> Result<Vec<(String, String)>> {
        self.read(|c| {
            let products = listed(products);
            let mut s = c.prepare_cached(ALREADY)?;
            let mut out = Vec::new();
            for id in ids {
                let found: Option<String> = s
                    .query_row(params![id, products], |r| r.get(0))
                    .optional()?;
                if let Some(plan) = found {
                    let handle = c
                        .prepare_cached("SELECT handle FROM creator WHERE id = ?1")?
                        .query_row([id], |r| r.get(0))?;
                    out.push((handle, plan));
                }
            }
            Ok(out)
        })
    }

    /// All target plans, the newest first.
    pub fn plans(&self) -> Result<Vec<PlanInfo>> {
        self.read(|c| {
            let mut s = c.prepare_cached(
                "SELECT p.id, p.name, p.product_ids, p.commission_rate, \
                 (SELECT json_group_array(k.handle ORDER BY k.id) FROM plan_creator m \
                  JOIN creator k ON k.id = m.creator_id WHERE m.plan_id = p.id), \
                 (SELECT max(h.at) FROM change h WHERE h.id = p.version) FROM plan p ORDER BY p.id DESC",
            )?;
            let all = s.query_map([], |r| {
                let products: Option<String> = r.get(2)?;
                let at: Option<i64> = r.get(5)?;
                Ok(PlanInfo {
                    id: r.get(0)?,
                    name: r.get(1)?,
                    products: products
                        .iter()
                        .flat_map(|p| p.split('|'))
                        .filter(|p| !p.is_empty())
                        .map(str::to_owned)
                        .collect(),
                    rate: r.get(3)?,
                    // what SQLite has just written is always an array of texts
                    creators: serde_json::from_str(&r.get::<_, String>(4)?).unwrap_or_default(),
                    at: at.map(|ms| journal::moment(ms).to_string()).unwrap_or_default(),
                })
            })?;
            Ok(all.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The handles of a plan, for pasting; of several that were made together (`Boxes` of `Boxes 1`, `Boxes 2`), one
    /// list each.
    ///
    /// # Errors
    /// [`StoreError::NoSuchPlan`].
    pub fn plan_handles(&self, name: &str) -> Result<Vec<(String, Vec<String>)>> {
        self.read(|c| {
            let fold = fold_key(name.trim());
            let mut s = c.prepare_cached("SELECT id, name, fold FROM plan ORDER BY id")?;
            let mut rows = s.query([])?;
            let mut plans: Vec<(i64, String)> = Vec::new();
            let mut together: Vec<(i64, String)> = Vec::new();
            while let Some(r) = rows.next()? {
                let own: String = r.get(2)?;
                let numbered = own.strip_prefix(&fold).is_some_and(|rest| {
                    let digits = rest.trim_start();
                    digits.len() < rest.len() && digits.parse::<u32>().is_ok()
                });
                if own == fold {
                    plans.push((r.get(0)?, r.get(1)?));
                } else if numbered {
                    together.push((r.get(0)?, r.get(1)?));
                }
            }
            if plans.is_empty() {
                plans = together;
            }
            if plans.is_empty() {
                return Err(StoreError::NoSuchPlan(name.trim().to_owned()).into());
            }
            let mut s = c.prepare_cached(
                "SELECT k.handle FROM plan_creator m JOIN creator k ON k.id = m.creator_id WHERE m.plan_id = ?1 \
                 ORDER BY m.creator_id",
            )?;
            let mut out = Vec::new();
            for (id, name) in plans {
                let all = s.query_map([id], |r| r.get(0))?;
                out.push((name, all.collect::<rusqlite::Result<_>>()?));
            }
            Ok(out)
        })
    }

    /// Takes a plan away, with who is in it.
    ///
    /// # Errors
    /// [`StoreError::NoSuchPlan`].
    pub fn delete_plan(&mut self, id: i64, at: Timestamp) -> Result<Outcome> {
        self.change(Kind::WorkDelete, at, |conn, now| {
            let found: Option<String> = conn
                .prepare_cached("SELECT name FROM plan WHERE id = ?1")?
                .query_row([id], |r| r.get(0))
                .optional()?;
            if found.is_none() {
                return Err(StoreError::NoSuchPlan(String::new()).into());
            }
            PLAN_CREATOR.keep(conn, now, "t.plan_id = ?1", &[&id])?;
            conn.execute("DELETE FROM plan_creator WHERE plan_id = ?1", [id])?;
            PLAN_CREATOR.settle(conn, now)?;
            PLAN.keep(conn, now, "t.id = ?1", &[&id])?;
            conn.execute("DELETE FROM plan WHERE id = ?1", [id])?;
            PLAN.settle(conn, now)?;
            Ok((true, Deed::new(Kind::WorkDelete, "plans")))
        })
    }
}

/// A name that no plan has: with a number where there are several, or where the plain one is taken.
fn free_name(
    conn: &Connection,
    name: &str,
    several: bool,
    number: &mut u32,
) -> Result<String, Fault> {
    let is_free = |name: &str| -> Result<bool, Fault> {
        let mut s = conn.prepare_cached("SELECT 1 FROM plan WHERE fold = ?1")?;
        Ok(!s.exists([fold_key(name)])?)
    };
    if !several && is_free(name)? {
        return Ok(name.to_owned());
    }
    loop {
        let called = format!("{name} {number}");
        *number += 1;
        if is_free(&called)? {
            return Ok(called);
        }
    }
}
