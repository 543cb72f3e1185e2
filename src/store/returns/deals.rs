//! Collaborations as the books have them, row by row.

use std::collections::HashMap;
use std::sync::Arc;

use hashbrown::HashSet;

use rusqlite::{Connection, Row};

use super::super::error::{Fault, Result};
use super::super::work::{day, names};
use super::context::days;
use crate::domain::collab::choice::Mode;
use crate::domain::collab::stage::Stage;
use crate::domain::money::Currency;
use crate::domain::returns::books::Deal;
use crate::domain::returns::cost::{CostKind, Costs};
use crate::domain::returns::funnel::Funnel;
use crate::domain::returns::reckon::{Facts, Typed, labour};

pub(super) const COLLABS: &str = "SELECT c.id, c.creator_id, {handle}, c.ref, c.campaign_id, c.product_id, c.owner, c.stage, \
     c.mode, c.decision, c.started, c.ended, c.due, c.product_id, c.currency, c.margin_rate, c.gmv, c.refunds, \
     c.indirect_gmv, c.expected_gmv, c.commission, c.fixed_fee, c.sample_cost, c.shipping, c.boost, c.labour_hours, \
     c.labour_rate, c.other_cost, c.orders, c.items, c.buyers, c.repeat_buyers, c.plays, c.product_impressions, \
     c.clicks, c.add_to_carts, c.follower_gain, c.site_visits, c.brand_searches, c.commission_rate \
     FROM collab c";

/// In the place of the handle, where it is asked for.
pub(super) const HANDLE: &str = "(SELECT k.handle FROM creator k WHERE k.id = c.creator_id)";

/// Names that many collaborations share, by number.
pub(super) struct Shared {
    pub campaigns: HashMap<i64, Arc<str>>,
    pub products: HashMap<i64, Arc<str>>,
    pub members: HashMap<i64, Arc<str>>,
}

impl Shared {
    pub(super) fn load(conn: &Connection) -> Result<Self, Fault> {
        Ok(Shared {
            campaigns: names(conn, "SELECT id, name FROM campaign")?,
            products: names(conn, "SELECT id, ifnull(name, product_id) FROM product")?,
            members: names(conn, "SELECT id, name FROM member")?,
        })
    }
}

/// Names that repeat are kept once.
#[derive(Default)]
pub(in crate::store) struct Names(HashSet<Arc<str>>);

impl Names {
    pub(in crate::store) fn get(
        &mut self,
        r: &Row<'_>,
        column: usize,
    ) -> Result<Option<Arc<str>>, Fault> {
        let Some(text) = r
            .get_ref(column)?
            .as_str_or_null()
            .map_err(rusqlite::Error::from)?
        else {
            return Ok(None);
        };
        if let Some(known) = self.0.get(text) {
            return Ok(Some(Arc::clone(known)));
        }
        let name: Arc<str> = text.into();
        self.0.insert(Arc::clone(&name));
        Ok(Some(name))
    }
}

pub(super) fn currency(r: &Row<'_>, column: usize) -> Result<Currency, Fault> {
    let code = r
        .get_ref(column)?
        .as_str_or_null()
        .map_err(rusqlite::Error::from)?;
    Ok(code.and_then(Currency::parse).unwrap_or_default())
}

pub(super) fn deal(r: &Row<'_>, shared: &Shared) -> Result<Deal, Fault> {
    let text = |column: usize| -> Result<Option<&str>, Fault> {
        Ok(r.get_ref(column)?
            .as_str_or_null()
            .map_err(rusqlite::Error::from)?)
    };
    let number = |column: usize| r.get::<_, Option<i64>>(column);
    let named =
        |of: &HashMap<i64, Arc<str>>, id: Option<i64>| id.and_then(|id| of.get(&id)).cloned();
    let began = day(r, 10)?.map(days);
    let ended = day(r, 11)?.map(days);
    let due = day(r, 12)?.map(days);
    let mut costs = Costs::default();
    for (kind, column) in [
        (CostKind::Commission, 20),
        (CostKind::FixedFee, 21),
        (CostKind::Sample, 22),
        (CostKind::Shipping, 23),
        (CostKind::Boost, 24),
        (CostKind::Other, 27),
    ] {
        if let Some(raw) = number(column)? {
            costs.add(kind, raw);
        }
    }
    if let Some(raw) = labour(number(25)?, number(26)?) {
        costs.add(CostKind::Labour, raw);
    }
    let mode = text(8)?.and_then(Mode::from_key);
    let typed = Typed {
        product: number(13)?,
        currency: currency(r, 14)?,
        margin: number(15)?,
        // a fixed fee is all that is paid
        agreed: number(39)?.filter(|_| mode != Some(Mode::FixedFee)),
        day: ended.or(due).or(began),
        gmv: number(16)?,
        refunds: number(17)?,
        indirect: number(18)?,
        expected: number(19)?,
        costs,
        orders: number(28)?,
        items: number(29)?,
        buyers: number(30)?,
        repeat_buyers: number(31)?,
        funnel: Funnel {
            plays: number(32)?,
            impressions: number(33)?,
            clicks: number(34)?,
            carts: number(35)?,
            ..Funnel::default()
        },
        long_tail: [number(36)?, number(37)?, number(38)?],
    };
    Ok(Deal {
        id: r.get(0)?,
        creator: r.get(1)?,
        handle: text(2)?.unwrap_or_default().into(),
        reference: text(3)?.unwrap_or_default().into(),
        campaign: named(&shared.campaigns, number(4)?),
        product: named(&shared.products, number(5)?),
        owner: named(&shared.members, number(6)?),
        stage: text(7)?.and_then(Stage::parse_key),
        mode,
        decision: text(9)?.map(Into::into),
        days: (began, ended),
        due,
        buyers: None,
        styles: Vec::new(),
        facts: Facts {
            typed,
            ..Facts::default()
        },
    })
}
