//! What a review is made of, read from the pool file: the books, and beside them order lines by day, link and variant, how
//! collaborations came where they are, videos and lives, messages.
//!
//! A review of some days reads a million order lines: each is unpacked and placed once, and whoever wants to know of it
//! looks at it then. Moves of collaborations are read once, too, in one go.

mod beside;
mod campaigns;
mod moves;
mod sold;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hashbrown::HashMap;
use rusqlite::OptionalExtension;

use super::error::{Result, StoreError};
use super::returns::{Asked, To};
use super::same::Same;
use super::stream::View;
use crate::domain::returns::{Books, Deal, Rules};
use crate::domain::review::matter::Matter;
use crate::domain::review::{Days, Subject};
use beside::beside;
pub use campaigns::{CampaignDays, campaign_before};
use campaigns::{campaign, campaign_days, campaigns, targets};
use moves::Moves;
use sold::Gathered;

impl View<'_> {
    /// All campaigns, the newest first.
    pub fn campaigns(&self) -> Result<Vec<CampaignDays>> {
        self.store.read(campaigns)
    }

    /// What a review of this is made of. `rules` are a person's: their rates, and whether sales in other shops count.
    ///
    /// # Errors
    /// [`StoreError::NoSuchCampaign`].
    pub fn matter(&self, subject: &Subject, today: i32, rules: &Rules) -> Result<Matter> {
        match subject {
            Subject::Campaign(name) => self.of_campaign(name, today, rules),
            Subject::Days(days) => self.of_days(*days, today, rules),
        }
    }

    fn of_campaign(&self, name: &str, today: i32, rules: &Rules) -> Result<Matter> {
        let found = self.store.read(|c| campaign(c, name))?;
        let Some(campaign) = found else {
            return Err(StoreError::NoSuchCampaign(name.trim().to_owned()));
        };
        let (ids, family, deals) = self.store.read(|c| {
            let same = Same::load(c)?;
            let mut s = c.prepare("SELECT id, creator_id FROM collab WHERE campaign_id = ?1")?;
            let mut rows = s.query([campaign.id])?;
            let (mut ids, mut deals) = (BTreeSet::new(), BTreeSet::new());
            while let Some(r) = rows.next()? {
                deals.insert(r.get::<_, u32>(0)?);
                ids.insert(same.stays(r.get(1)?));
            }
            let family: Vec<u32> = ids.iter().flat_map(|id| same.family(*id)).collect();
            Ok((ids.into_iter().collect::<Vec<u32>>(), family, deals))
        })?;
        let asked = Asked {
            of: Some(&ids),
            today: Some(today),
            rates: Some(&rules.rates),
            ..Asked::default()
        };
        let mut gathered = Gathered::new(None, rules);
        let of_it = |to: To| matches!(to, To::Collab(id) if deals.contains(&id));
        let mut books = self.books_seen(asked, &mut |creator, lines| {
            gathered.take(creator, lines, &of_it);
        })?;
        // the same creators work for other campaigns as well
        books.deals.retain(|d| deals.contains(&d.id));
        books.loose.clear();
        let within = Days::new(
            campaign.days.0.unwrap_or(i32::MIN),
            campaign.days.1.unwrap_or(i32::MAX),
        );
        let mut matter = Matter {
            window: campaign.days,
            target: campaign.target,
            budget: campaign.budget,
            ..Matter::new(Subject::Campaign(campaign.name.to_string()), books)
        };
        self.store.read(|c| {
            gathered.put(c, &mut matter)?;
            Moves::load(c, Some(&family))?.put(c, &mut matter, None)?;
            beside(c, &mut matter, Some(&family), None, within)
        })?;
        matter.days = campaign_days(&matter, campaign.days);
        Ok(matter)
    }

    fn of_days(&self, period: Days, today: i32, rules: &Rules) -> Result<Matter> {
        let asked = Asked {
            period: Some(period.pair()),
            today: Some(today),
            rates: Some(&rules.rates),
            products: true,
            handles: true,
            ..Asked::default()
        };
        let mut gathered = Gathered::new(Some(period), rules);
        let mut books = self.books_seen(asked, &mut |creator, lines| {
            gathered.take(creator, lines, &|_| true);
        })?;
        let moves = self.store.read(|c| Moves::load(c, None))?;
        let worked_on = moves.worked_on(period, today);
        let lives = |d: &Deal| d.facts.has_any() || worked_on.contains(&d.id);
        books.deals.retain(lives);
        let mut matter = Matter::new(Subject::Days(period), books);
        matter.days = Some(period);
        let campaigns = matter.books.deals.iter().filter_map(|d| d.campaign.clone());
        let campaigns: BTreeSet<Arc<str>> = campaigns.collect();
        self.store.read(|c| {
            let targets = targets(c, &campaigns)?;
            matter.several_targets = targets.len() > 1;
            matter.target = targets
                .into_iter()
                .next()
                .filter(|_| !matter.several_targets);
            gathered.put(c, &mut matter)?;
            moves.put(c, &mut matter, Some(period))?;
            beside(c, &mut matter, None, Some(period), Some(period))
        })?;
        Ok(matter)
    }

    /// Handles of creators, without `@`.
    pub fn handles(&self, ids: &[u32]) -> Result<Vec<(u32, Arc<str>)>> {
        self.store.read(|c| {
            let mut s = c.prepare_cached("SELECT handle FROM creator WHERE id = ?1")?;
            let mut all = Vec::with_capacity(ids.len());
            for id in ids {
                let handle: Option<String> = s.query_row([id], |r| r.get(0)).optional()?;
                all.extend(handle.map(|h| (*id, h.into())));
            }
            Ok(all)
        })
    }

    /// The tags of creators.
    pub fn tags_of(&self, ids: &[u32]) -> Result<HashMap<u32, Vec<Arc<str>>>> {
        self.store.read(|c| {
            let mut names: HashMap<i64, Arc<str>> = HashMap::new();
            let mut s = c.prepare_cached("SELECT id, name FROM tag")?;
            let mut rows = s.query([])?;
            while let Some(r) = rows.next()? {
                names.insert(r.get(0)?, r.get::<_, String>(1)?.into());
            }
            let mut s = c.prepare_cached(
                "SELECT tag_id FROM creator_tag WHERE creator_id = ?1 ORDER BY 1",
            )?;
            let mut all = HashMap::new();
            for id in ids {
                let tags = s.query_map([id], |r| r.get::<_, i64>(0))?;
                let tags: Vec<i64> = tags.collect::<rusqlite::Result<_>>()?;
                let tags: Vec<Arc<str>> = tags
                    .iter()
                    .filter_map(|t| names.get(t).map(Arc::clone))
                    .collect();
                if !tags.is_empty() {
                    all.insert(*id, tags);
                }
            }
            Ok(all)
        })
    }
}

impl Matter {
    /// Of these books, and of nothing else yet.
    fn new(subject: Subject, books: Books) -> Matter {
        Matter {
            subject,
            days: None,
            window: (None, None),
            target: None,
            several_targets: false,
            budget: None,
            books,
            ways: std::collections::HashMap::new(),
            moved_on: BTreeSet::new(),
            began: std::collections::HashMap::new(),
            pieces: Vec::new(),
            library: Vec::new(),
            sales: Vec::new(),
            variants: Vec::new(),
            contacts: Vec::new(),
            items: BTreeMap::new(),
        }
    }
}
