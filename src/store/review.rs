//! What a review is made of, read from the pool file: the books, and beside them order lines by day, link and variant, how
//! collaborations came where they are, videos and lives, messages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hashbrown::HashMap;
use jiff::tz::TimeZone;
use rusqlite::{Connection, OptionalExtension, Row};

use super::error::{Fault, Result, StoreError};
use super::journal;
use super::orders::{Words, lines_of};
use super::returns::{Asked, MORE, Names, Summing, To, days, each_content, funnel, whose};
use super::same::Same;
use super::stream::View;
use super::work::day;
use crate::domain::collab::stage::Stage;
use crate::domain::money::{Currency, Rates};
use crate::domain::order::Line;
use crate::domain::returns::Books;
use crate::domain::review::matter::{
    Budget, Contacted, DaySale, Example, Matter, Piece, Step, Variant,
};
use crate::domain::review::side::agreed_on;
use crate::domain::review::{Days, Subject};
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

impl View<'_> {
    /// All campaigns, the newest first.
    pub fn campaigns(&self) -> Result<Vec<CampaignDays>> {
        self.store.read(campaigns)
    }

    /// What a review of this is made of. `rates` are a person's, see [`Asked`].
    ///
    /// # Errors
    /// [`StoreError::NoSuchCampaign`].
    pub fn matter(&self, subject: &Subject, today: i32, rates: &Rates) -> Result<Matter> {
        match subject {
            Subject::Campaign(name) => self.of_campaign(name, today, rates),
            Subject::Days(days) => self.of_days(*days, today, rates),
        }
    }

    fn of_campaign(&self, name: &str, today: i32, rates: &Rates) -> Result<Matter> {
        let found = self.store.read(|c| campaign(c, name))?;
        let Some(campaign) = found else {
            return Err(StoreError::NoSuchCampaign(name.trim().to_owned()));
        };
        let ids = self.store.read(|c| {
            let same = Same::load(c)?;
            let mut s =
                c.prepare("SELECT DISTINCT creator_id FROM collab WHERE campaign_id = ?1")?;
            let ids = s.query_map([campaign.id], |r| r.get::<_, u32>(0))?;
            let mut ids: Vec<u32> = ids
                .map(|id| Ok(same.stays(id?)))
                .collect::<rusqlite::Result<_>>()?;
            ids.sort_unstable();
            ids.dedup();
            Ok(ids)
        })?;
        let asked = Asked {
            of: Some(&ids),
            today: Some(today),
            rates: Some(rates),
            ..Asked::default()
        };
        let mut books = self.books(asked)?;
        // the same creators work for other campaigns as well
        let of_it =
            |d: &crate::domain::returns::Deal| d.campaign.as_deref() == Some(&*campaign.name);
        books.deals.retain(of_it);
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
            sales(c, &mut matter, &ids)?;
            rest(c, &mut matter, Some(&ids), None, within)
        })?;
        matter.days = campaign_days(&matter, campaign.days);
        Ok(matter)
    }

    fn of_days(&self, period: Days, today: i32, rates: &Rates) -> Result<Matter> {
        let asked = Asked {
            period: Some(period.pair()),
            today: Some(today),
            rates: Some(rates),
            products: true,
            handles: true,
            ..Asked::default()
        };
        let mut gathered = Gathered::of_days(period);
        let mut books = self.books_seen(asked, &mut |creator, lines, summing| {
            gathered.take(creator, lines, summing, &|_| true);
        })?;
        let worked_on = self.store.read(|c| worked_on(c, period, today))?;
        let lives = |d: &crate::domain::returns::Deal| {
            let f = &d.facts;
            let told = f.lines.cells.is_empty() && f.ledger.is_empty() && f.due.is_empty();
            !told || f.contents > 0 || f.typed.has_sums() || worked_on.contains(&d.id)
        };
        books.deals.retain(lives);
        let mut matter = Matter::new(Subject::Days(period), books);
        matter.days = Some(period);
        self.store.read(|c| {
            gathered.put(c, &mut matter)?;
            rest(c, &mut matter, None, Some(period), Some(period))
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

struct Campaign {
    id: i64,
    name: Arc<str>,
    days: (Option<i32>, Option<i32>),
    target: Option<Arc<str>>,
    budget: Option<Budget>,
}

fn campaign(conn: &Connection, name: &str) -> Result<Option<Campaign>, Fault> {
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

fn campaigns(conn: &Connection) -> Result<Vec<CampaignDays>, Fault> {
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
fn campaign_days(matter: &Matter, set: (Option<i32>, Option<i32>)) -> Option<Days> {
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

/// Which collaborations were worked on on some days: those that moved on them, and those that lay open when they ended.
fn worked_on(conn: &Connection, period: Days, today: i32) -> Result<BTreeSet<u32>, Fault> {
    let zone = TimeZone::system();
    let mut s = conn.prepare(
        "SELECT collab_id, at, stage FROM stage_move WHERE at IS NOT NULL ORDER BY at, id",
    )?;
    let mut rows = s.query([])?;
    let mut all = BTreeSet::new();
    // where each stood at the end
    let mut open: HashMap<u32, bool> = HashMap::new();
    while let Some(r) = rows.next()? {
        let (id, day): (u32, i32) = (r.get(0)?, moment(r, 1, &zone)?);
        if day > period.to {
            continue;
        }
        if day >= period.from {
            all.insert(id);
        }
        let stage = r.get_ref(2)?.as_str().ok().and_then(Stage::parse_key);
        open.insert(id, stage.is_some_and(Stage::is_open));
    }
    all.extend(open.iter().filter(|(_, open)| **open).map(|(id, _)| *id));
    // of what has no history only the present is known
    if period.has(today) {
        let mut s = conn.prepare("SELECT id, stage FROM collab")?;
        let mut rows = s.query([])?;
        while let Some(r) = rows.next()? {
            let id: u32 = r.get(0)?;
            let stage = r.get_ref(1)?.as_str().ok().and_then(Stage::parse_key);
            if stage.is_some_and(Stage::is_open) && !open.contains_key(&id) {
                all.insert(id);
            }
        }
    }
    Ok(all)
}

/// The day of a moment where the person is.
fn moment(r: &Row<'_>, column: usize, zone: &TimeZone) -> Result<i32, Fault> {
    let at = journal::moment(r.get(column)?);
    Ok(days(zone.to_datetime(at).date()))
}

/// Everything beside the books and the sales. `of` are the creators, none is everybody; `period` the days that count, none is all;
/// messages count within `near`.
fn rest(
    conn: &Connection,
    matter: &mut Matter,
    of: Option<&[u32]>,
    period: Option<Days>,
    near: Option<Days>,
) -> Result<(), Fault> {
    let wanted: BTreeSet<u32> = matter.books.deals.iter().map(|d| d.id).collect();
    ways(conn, matter, &wanted, period)?;
    began(conn, matter)?;
    matter.library = library(conn)?;
    contents(conn, matter, &wanted, of, period)?;
    contacts(conn, matter, &wanted, of, near)
}

/// What is gathered of order lines.
#[derive(Default)]
struct Gathered {
    /// Of these days; none is all.
    period: Option<(i32, i32)>,
    days: Vec<DaySale>,
    /// By item, link and currency.
    variants: HashMap<(u32, u32, Currency), Variant>,
    /// Of one creator, by product, day and currency: where its sale stands among `days`, and the order counted last.
    mine: HashMap<(i64, i32, Currency), (usize, i64)>,
}

impl Gathered {
    fn of_days(days: Days) -> Self {
        Gathered {
            period: Some(days.pair()),
            ..Gathered::default()
        }
    }

    /// The lines of a creator, by order and item: those that count and belong to one of these collaborations, or to
    /// none.
    fn take(
        &mut self,
        creator: u32,
        lines: &[Line],
        summing: &Summing,
        wanted: &dyn Fn(To) -> bool,
    ) {
        let begin = self.days.len();
        self.mine.clear();
        for line in lines.iter().filter(|l| l.counts()) {
            let (sold, refunds) = line.on(self.period);
            if !sold && refunds == 0 || !wanted(summing.place(creator, line)) {
                continue;
            }
            let product = summing.product(line);
            let variant = self
                .variants
                .entry((line.item, line.link, line.currency))
                .or_insert_with(|| {
                    let none: Arc<str> = "".into();
                    Variant {
                        product,
                        link: Arc::clone(&none),
                        name: None,
                        sku: none,
                        currency: line.currency,
                        gmv: 0,
                        refunds: 0,
                        orders: 0,
                        items: 0,
                    }
                });
            variant.refunds += i128::from(refunds);
            if !sold {
                continue;
            }
            variant.gmv += i128::from(line.paid);
            variant.orders += 1;
            variant.items += line.quantity;
            let Some(day) = line.day() else { continue };
            let next = self.days.len();
            let key = (product, day, line.currency);
            // the lines of an order stand together
            let (at, last) = self.mine.entry(key).or_insert((next, i64::MIN));
            if *at == next {
                self.days.push(DaySale {
                    product,
                    day,
                    creator,
                    currency: line.currency,
                    gmv: 0,
                    orders: 0,
                });
            }
            if let Some(sale) = self.days.get_mut(*at) {
                sale.gmv += i128::from(line.paid);
                sale.orders += i64::from(*last != line.order);
            }
            *last = line.order;
        }
        if let Some(mine) = self.days.get_mut(begin..) {
            mine.sort_unstable_by_key(|s| (s.product, s.day, s.currency));
        }
    }

    /// With the words behind the numbers.
    fn put(self, conn: &Connection, matter: &mut Matter) -> Result<(), Fault> {
        matter.sales = self.days;
        let mut products = Words::new(conn, "SELECT product FROM order_item WHERE id = ?1");
        let mut skus = Words::new(conn, "SELECT sku FROM order_item WHERE id = ?1");
        let mut links = Words::orders(conn);
        let mut names =
            conn.prepare_cached("SELECT variant FROM product_link WHERE link_id = ?1")?;
        for ((item, link, _), mut variant) in self.variants {
            let id = products.get(item.into())?;
            if variant.product < 0 {
                matter.items.insert(variant.product, Arc::clone(&id));
            }
            variant.link = match link {
                0 => id,
                link => links.get(link.into())?,
            };
            variant.sku = skus.get(item.into())?;
            // a team's list of links may name what is sold under one, or its variants
            for number in [&variant.link, &variant.sku] {
                if variant.name.is_none() {
                    let name: Option<Option<String>> =
                        names.query_row([&**number], |r| r.get(0)).optional()?;
                    variant.name = name.flatten().map(Into::into);
                }
            }
            matter.variants.push(variant);
        }
        matter.variants.sort_by(|a, b| {
            (a.product, &a.link, &a.sku, a.currency).cmp(&(b.product, &b.link, &b.sku, b.currency))
        });
        Ok(())
    }
}

/// What the collaborations of a campaign sold.
fn sales(conn: &Connection, matter: &mut Matter, of: &[u32]) -> Result<(), Fault> {
    let wanted: BTreeSet<u32> = matter.books.deals.iter().map(|d| d.id).collect();
    let summing = Summing::load(conn, Some(of))?;
    let same = Same::load(conn)?;
    let mut all = Gathered::default();
    for id in of {
        let family: Vec<u32> = same.family(*id).collect();
        let mut lines = lines_of(conn, &family)?;
        lines.sort_unstable_by_key(Line::key);
        all.take(*id, &lines, &summing, &|to| match to {
            To::Collab(id) => wanted.contains(&id),
            To::None(_) => false,
        });
    }
    all.put(conn, matter)
}

/// How collaborations came where they are, as far as those days go.
fn ways(
    conn: &Connection,
    matter: &mut Matter,
    wanted: &BTreeSet<u32>,
    period: Option<Days>,
) -> Result<(), Fault> {
    let zone = TimeZone::system();
    let mut s = conn.prepare_cached(
        "SELECT stage, at FROM stage_move WHERE collab_id = ?1 AND at IS NOT NULL ORDER BY at, id",
    )?;
    for id in wanted {
        let mut rows = s.query([id])?;
        let mut way = Vec::new();
        while let Some(r) = rows.next()? {
            let stage = r.get_ref(0)?.as_str().ok().and_then(Stage::parse_key);
            let day = moment(r, 1, &zone)?;
            // what came later nobody knew then
            if period.is_some_and(|p| day > p.to) {
                matter.moved_on.insert(*id);
                break;
            }
            way.extend(stage.map(|stage| Step { stage, day }));
        }
        if !way.is_empty() {
            matter.ways.insert(*id, way);
        }
    }
    Ok(())
}

/// Since when the creators of these collaborations are worked with: on whatever, for whatever campaign.
fn began(conn: &Connection, matter: &mut Matter) -> Result<(), Fault> {
    let zone = TimeZone::system();
    let same = Same::load(conn)?;
    let creators: BTreeSet<u32> = matter.books.deals.iter().map(|d| d.creator).collect();
    let mut deals =
        conn.prepare_cached("SELECT id, started, ended FROM collab WHERE creator_id = ?1")?;
    let mut moves = conn.prepare_cached(
        "SELECT stage, at FROM stage_move WHERE collab_id = ?1 AND at IS NOT NULL ORDER BY at, id",
    )?;
    for creator in creators {
        let mut first: Option<i32> = None;
        for id in same.family(creator) {
            let mut rows = deals.query([id])?;
            while let Some(r) = rows.next()? {
                let ends = (day(r, 1)?.map(days), day(r, 2)?.map(days));
                let mut way = Vec::new();
                let mut steps = moves.query([r.get::<_, u32>(0)?])?;
                while let Some(r) = steps.next()? {
                    let stage = r.get_ref(0)?.as_str().ok().and_then(Stage::parse_key);
                    let day = moment(r, 1, &zone)?;
                    way.extend(stage.map(|stage| Step { stage, day }));
                }
                first = first.into_iter().chain(agreed_on(&way, ends)).min();
            }
        }
        matter.began.extend(first.map(|day| (creator, day)));
    }
    Ok(())
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
    let members: HashMap<i64, Arc<str>> = super::work::names(conn, "SELECT id, name FROM member")?
        .into_iter()
        .collect();
    let mut s = conn.prepare(&format!(
        "SELECT by, replied_at IS NOT NULL, collab_id, at FROM contact WHERE {}",
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
                replied: r.get(1)?,
            });
        }
    }
    Ok(())
}

impl Matter {
    /// Of these books, and of nothing else yet.
    fn new(subject: Subject, books: Books) -> Matter {
        Matter {
            subject,
            days: None,
            window: (None, None),
            target: None,
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
