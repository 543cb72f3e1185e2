//! Campaigns: which there are, on which days, and which one another is held against.

use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::Connection;

use super::super::error::Fault;
use super::super::returns::days;
use super::super::work::day;
use crate::domain::money::Currency;
use crate::domain::review::Days;
use crate::domain::review::matter::{Budget, Matter};
use crate::text::fold_key;

/// A campaign as reviews know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignDays {
    /// Its name.
    pub name: Arc<str>,
    /// First and last day, as far as they are known.
    pub days: (Option<i32>, Option<i32>),
    /// How many collaborations.
    pub deals: usize,
}

impl CampaignDays {
    /// Where it stands among others: by the day it ended, else by that on which it began.
    fn end(&self) -> Option<i32> {
        self.days.1.or(self.days.0)
    }
}

/// The campaign that another is held against: the one that ended last before it began; where none did, the one that began
/// last before it.
pub fn campaign_before<'c>(all: &'c [CampaignDays], name: &str) -> Option<&'c CampaignDays> {
    let fold = fold_key(name);
    let this = all.iter().find(|c| fold_key(&c.name) == fold)?;
    let begins = this.days.0.or(this.days.1)?;
    let others = || {
        let other = all.iter().filter(|c| fold_key(&c.name) != fold);
        other.filter(|c| c.deals > 0)
    };
    let ended = others().filter(|c| c.end().is_some_and(|end| end < begins));
    let began = others().filter(|c| c.days.0.is_some_and(|day| day < begins));
    ended
        .max_by_key(|c| (c.end(), c.days.0))
        .or_else(|| began.max_by_key(|c| c.days.0))
}

pub(super) struct Campaign {
    pub id: i64,
    pub name: Arc<str>,
    pub days: (Option<i32>, Option<i32>),
    pub target: Option<Arc<str>>,
    pub budget: Option<Budget>,
}

pub(super) fn campaign(conn: &Connection, name: &str) -> Result<Option<Campaign>, Fault> {
    let mut s = conn.prepare_cached(
        "SELECT id, name, starts, ends, target, budget, currency FROM campaign WHERE fold = ?1",
    )?;
    let mut rows = s.query([fold_key(name.trim())])?;
    let Some(r) = rows.next()? else {
        return Ok(None);
    };
    let budget: Option<i64> = r.get(5)?;
    let currency: Option<String> = r.get(6)?;
    let currency = currency.and_then(|c| Currency::parse(&c));
    Ok(Some(Campaign {
        id: r.get(0)?,
        name: r.get::<_, String>(1)?.into(),
        days: (day(r, 2)?.map(days), day(r, 3)?.map(days)),
        target: r.get::<_, Option<String>>(4)?.map(Into::into),
        budget: budget.map(|raw| Budget {
            raw,
            currency: currency.unwrap_or_default(),
        }),
    }))
}

/// The fans that these campaigns mean, each once.
pub(super) fn targets(
    conn: &Connection,
    campaigns: &BTreeSet<Arc<str>>,
) -> Result<BTreeSet<Arc<str>>, Fault> {
    let mut s =
        conn.prepare_cached("SELECT name, target FROM campaign WHERE target IS NOT NULL")?;
    let mut rows = s.query([])?;
    let mut all = BTreeSet::new();
    while let Some(r) = rows.next()? {
        let (name, target): (String, String) = (r.get(0)?, r.get(1)?);
        if campaigns.contains(&*name) {
            all.insert(target.trim().into());
        }
    }
    Ok(all)
}

pub(super) fn campaigns(conn: &Connection) -> Result<Vec<CampaignDays>, Fault> {
    let mut s = conn.prepare_cached(
        "SELECT name, starts, ends, (SELECT count(*) FROM collab c WHERE c.campaign_id = k.id) FROM campaign k",
    )?;
    let mut rows = s.query([])?;
    let mut all = Vec::new();
    while let Some(r) = rows.next()? {
        let deals: i64 = r.get(3)?;
        all.push(CampaignDays {
            name: r.get::<_, String>(0)?.into(),
            days: (day(r, 1)?.map(days), day(r, 2)?.map(days)),
            deals: usize::try_from(deals).unwrap_or(0),
        });
    }
    all.sort_by(|a, b| (b.days.0, &a.name).cmp(&(a.days.0, &b.name)));
    Ok(all)
}

/// The days of a campaign: those that were set, widened by those of whatever counts in it: sales, content, and what was
/// typed of a collaboration. Content that sells on is part of it.
pub(super) fn campaign_days(matter: &Matter, set: (Option<i32>, Option<i32>)) -> Option<Days> {
    let sold = matter.sales.iter().map(|s| s.day);
    let out = matter.pieces.iter().filter_map(|p| p.day);
    let typed = matter.books.deals.iter().filter_map(|d| {
        let typed = &d.facts.typed;
        typed.day.filter(|_| typed.has_sums())
    });
    let mut ends: Option<(i32, i32)> = None;
    for day in sold.chain(out).chain(typed) {
        let (from, to) = ends.unwrap_or((day, day));
        ends = Some((from.min(day), to.max(day)));
    }
    let from = set.0.into_iter().chain(ends.map(|e| e.0)).min()?;
    let to = set.1.into_iter().chain(ends.map(|e| e.1)).max()?;
    Days::new(from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn campaign(name: &str, from: i32, to: i32) -> CampaignDays {
        CampaignDays {
            name: name.into(),
            days: (Some(from), Some(to)),
            deals: 1,
        }
    }

    #[test]
    fn the_one_that_ended_last_before() {
        let mut all = vec![
            campaign("winter", 0, 20),
            campaign("spring", 30, 50),
            campaign("long", 5, 90),
            campaign("summer", 60, 80),
            campaign("Black Friday", 61, 70),
        ];
        let before = |all: &[CampaignDays], name: &str| {
            campaign_before(all, name).map(|c| c.name.to_string())
        };
        assert_eq!(before(&all, "SUMMER").as_deref(), Some("spring"));
        assert_eq!(before(&all, "black friday").as_deref(), Some("spring"));
        assert_eq!(before(&all, "long").as_deref(), Some("winter"));
        assert_eq!(before(&all, "winter"), None);
        assert_eq!(before(&all, "none"), None);
        // nobody worked for it
        all[1].deals = 0;
        assert_eq!(before(&all, "summer").as_deref(), Some("winter"));
    }
}
