//! The drill-down of one creator, gathered: the books from the pool file, the peers from the pool in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::collab::stage::Stage;
use crate::domain::creator::Record;
use crate::domain::field::{Attr, Metric};
use crate::domain::money::Rates;
use crate::domain::number::Unit;
use crate::domain::returns::account::{Account, Span, Standing, When, month, months};
use crate::domain::returns::books::Books;
use crate::domain::returns::creator::{Basis, Returns, days, days_of_list};
use crate::domain::returns::diagnosis::Diagnosis;
use crate::domain::returns::earned::Seen;
use crate::domain::returns::funnel::Rate;
use crate::domain::returns::ratio::Ratio;
use crate::domain::returns::spent::spent;
use crate::domain::returns::{DealReturns, Purse, Rules, Sums};
use crate::domain::tier::Schemes;
use crate::pool::Pool;
use crate::store::{Asked, Store, StoreError};

/// Peers that are drawn as points.
const POINTS: usize = 400;

/// Months that are told apart.
const MONTHS: i32 = 12;

/// How the person looks at creators.
pub struct Looking<'l> {
    /// Which costs and sales count.
    pub rules: &'l Rules,
    /// Tiers, the default one being that of the peers.
    pub schemes: &'l Schemes,
    /// As for the pool.
    pub rates: &'l Rates,
    /// Today.
    pub today: Date,
}

/// The books of one creator.
fn of<'r>(record: &'r Record, at: &Looking<'r>) -> Asked<'r> {
    Asked {
        of: Some(std::slice::from_ref(&record.id)),
        today: Some(days(at.today)),
        rates: Some(&at.rules.rates),
        ..Asked::default()
    }
}

/// What the work with a creator brought.
///
/// # Errors
/// Whatever keeps the pool file from being read.
pub fn returns(store: &Store, record: &Record, at: &Looking<'_>) -> Result<Returns, StoreError> {
    let mut books = store.view(|v| v.books(of(record, at)))?;
    books.follow(at.rules);
    Ok(Returns::of(&books, record, at.rules, at.today))
}

/// Everything that the drill-down shows.
///
/// # Errors
/// Whatever keeps the pool file from being read.
pub fn account(
    store: &Store,
    pool: Option<&Pool>,
    record: &Record,
    at: &Looking<'_>,
) -> Result<Account, StoreError> {
    let (books, (lines, sales), contents, kept) = store.view(|v| {
        let mut books = v.books(of(record, at))?;
        books.follow(at.rules);
        let sales = v.sales(record.id, None, 0)?;
        Ok::<_, StoreError>((
            books,
            sales,
            v.contents(record.id)?,
            v.spent(record.id, &at.rules.rates)?,
        ))
    })?;
    let found = Returns::of(&books, record, at.rules, at.today);
    let currency = found.main().map(|(c, _)| c).unwrap_or_default();
    let spent = spent(&found, &books.loose, kept, days(at.today), &books.meets);
    let scheme = at.schemes.get(at.schemes.default);
    let followers = record.profile.metric(Metric::Followers);
    let band = scheme
        .zip(followers)
        .and_then(|(s, n)| s.bands.get(s.band(n)));
    Ok(Account {
        creator: record.id,
        name: record.profile.attr(Attr::Name).map(Into::into),
        tier: band.map(|b| b.key.as_str().into()),
        days: match found.basis {
            Basis::Own => {
                let costs = spent.iter().filter(|c| !c.planned);
                let costs = costs.filter_map(|c| Some((c.day?, c.day?)));
                let all = costs.chain(books.days(days(at.today)));
                all.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
                    .map(|(first, last)| (Some(first), last))
            }
            Basis::List => days_of_list(record),
            Basis::None => None,
        },
        standing: pool.map_or_else(Standing::default, |p| standing(record, &found, p, at)),
        fans: Metric::AGE_BANDS.map(|m| record.profile.metric(m)),
        months: months(&lines, currency, &at.rules.rates),
        products: products(&books, &found, at.rules),
        contents,
        spent,
        sales: Arc::new(sales),
        returns: found,
    })
}

/// What each of the last months brought and cost, newest first, before it what is of months to come, and after it what was
/// before them. What has no day is in none.
///
/// # Errors
/// Whatever keeps the pool file from being read.
pub fn spans(
    store: &Store,
    account: &Account,
    record: &Record,
    at: &Looking<'_>,
) -> Result<Vec<Span>, StoreError> {
    store.view(|v| {
        let worked = v.worked(record.id)?;
        let worked = worked.into_iter().flat_map(|(a, b)| [month(a), month(b)]);
        let sold = v.sold_days(record.id)?;
        let sold = sold.into_iter().flat_map(|(a, b)| [month(a), month(b)]);
        // what was typed on a collaboration that still runs is of now, see the books
        let runs =
            |d: &DealReturns| d.deal.days.1.is_none() && d.deal.stage.is_some_and(Stage::is_open);
        let running = account.returns.deals.iter().any(runs);
        let running = running.then(|| month(days(at.today))).flatten();
        let known: Vec<i32> = worked.chain(sold).flatten().chain(running).collect();
        let (Some(first), Some(end)) = (known.iter().min(), known.iter().max()) else {
            return Ok(Vec::new());
        };
        let now = month(days(at.today)).unwrap_or(*end);
        let last = now.min(*end);
        let from = (*first).max(last - MONTHS + 1);
        let begins = |month: i32| {
            let year = i16::try_from(month.div_euclid(12)).ok()?;
            let nth = i8::try_from(month.rem_euclid(12) + 1).ok()?;
            Some(days(Date::new(year, nth, 1).ok()?))
        };
        let mut all = Vec::new();
        let each = (from..=last).rev().map(When::Month);
        let later = (*end > last).then_some(When::Later);
        let before = (*first < from).then_some(When::Before);
        for when in later.into_iter().chain(each).chain(before) {
            let period = match when {
                When::Later => begins(last + 1).map(|from| (from, i32::MAX)),
                When::Month(month) => begins(month).zip(begins(month + 1)),
                When::Before => begins(from).map(|until| (i32::MIN, until)),
            };
            let asked = Asked {
                period: period.map(|(from, until)| (from, until - 1)),
                ..of(record, at)
            };
            let mut books = v.books(asked)?;
            books.follow(at.rules);
            let mut found = Returns::of(&books, record, at.rules, at.today);
            if found.basis != Basis::Own {
                continue;
            }
            in_one(&mut found.purse, &account.returns, at.rules);
            let main = account.returns.main().map(|(c, _)| c);
            let says = |s: &Sums| s.has_money() || s.orders.is_some();
            let mut of_month: Vec<_> = found.purse.each().filter(|(_, s)| says(s)).collect();
            // that of the numbers above the tables stands first
            of_month.sort_by_key(|(c, _)| (Some(*c) != main, *c));
            all.extend(of_month.into_iter().map(|(currency, sums)| Span {
                when,
                currency,
                sums: Box::new(*sums),
            }));
        }
        Ok(all)
    })
}

/// In the currency that everything else of the creator is shown in, where rates made it one.
fn in_one(purse: &mut Purse, returns: &Returns, rules: &Rules) {
    if !returns.converted.is_empty() {
        purse.convert(&rules.rates);
    }
}

fn products(books: &Books, returns: &Returns, rules: &Rules) -> Vec<(Arc<str>, Purse)> {
    let mut all: BTreeMap<Arc<str>, Purse> = BTreeMap::new();
    for (id, reckoned) in books.by_product() {
        let name = id.and_then(|id| books.products.get(&id)).cloned();
        all.entry(name.unwrap_or_default())
            .or_default()
            .join(&reckoned.purse);
    }
    for purse in all.values_mut() {
        purse.each_mut().for_each(Sums::unpair);
    }
    let mut all: Vec<_> = all.into_iter().collect();
    all.retain(|(_, p)| !p.is_empty());
    all.iter_mut().for_each(|(_, p)| in_one(p, returns, rules));
    let sold = |p: &Purse| p.main().and_then(|(_, s)| s.direct.gmv);
    all.sort_by_key(|(name, p)| (std::cmp::Reverse(sold(p)), Arc::clone(name)));
    all
}

/// Finds where a creator stands: conversion against its peers, exposure against the pool.
pub fn standing(record: &Record, r: &Returns, pool: &Pool, at: &Looking<'_>) -> Standing {
    let scheme = at.schemes.get(at.schemes.default);
    let peers = scheme.and_then(|s| pool.peers(record.id, s));
    let ratio = |raw: i64| Ratio::from_raw(raw, Unit::Ratio);
    let value = |id: u32, m: Metric| pool.value(id, m, at.today).map(ratio);
    let others = peers.iter().flat_map(|p| &p.ids).copied();
    let others = others.filter(|id| *id != record.id);
    // whole numbers are sorted in a moment, of fifty thousand peers as well
    let of = |m: Metric| match &peers {
        Some(peers) => pool.median_of(record.id, peers, m),
        None => (None, 0),
    };
    let typed = at.rules.benchmark_raw();
    let (listed, clicking) = of(Metric::Cvr);
    let rates = [
        (Rate::Ctr, Metric::ClickRate),
        (Rate::PlatformCtr, Metric::PlatformCtr),
        (Rate::Cvr, Metric::Cvr),
        (Rate::Engagement, Metric::Engagement),
        (Rate::Like, Metric::LikeRate),
        (Rate::Comment, Metric::CommentRate),
        (Rate::Share, Metric::ShareRate),
    ];
    let rates = rates
        .into_iter()
        .filter_map(|(rate, m)| Some((rate, ratio(of(m).0?))));
    let shown = |id: u32| Some(Ratio::from_raw(pool.exposure(id)?, Unit::Mean));
    let many = others.clone().count();
    let points = others.filter_map(|id| Some((shown(id)?, value(id, Metric::Cvr)?)));
    let cvr = r.cvr(record);
    let baseline = typed.map(|raw| raw >> 1 << 1).or(listed);
    // as the platform's files have it, else of one's own work
    let mut seen = Seen::default();
    for deal in &r.deals {
        let each = deal.reckoned.purse.each();
        let shown = each.filter_map(|(_, s)| s.funnel.impressions);
        let shown = shown.reduce(i64::saturating_add);
        seen.add(deal.deal.facts.typed.product, shown);
    }
    let own = pool.exposure(record.id).or_else(|| seen.a_product());
    let (exposure, middle) = (own, pool.median_exposure());
    // as the pool counts everybody: in raw steps
    let steps = |of: Option<Ratio>| {
        of.and_then(|r| r.to_raw(Unit::Ratio))
            .map(|raw| raw >> 1 << 1)
    };
    let diagnosis = Diagnosis::of(
        steps(cvr),
        baseline,
        exposure.map(|raw| raw >> 1 << 1),
        middle,
    );
    let category = peers.as_ref().map(|p| p.category.as_str().into());
    let band = scheme.zip(peers.as_ref());
    let band = band.and_then(|(s, p)| Some(s.bands.get(p.band)?.key.as_str().into()));
    Standing {
        diagnosis: Some(diagnosis),
        cvr,
        baseline: baseline.map(ratio),
        typed: typed.is_some(),
        among: category.zip(band),
        peers: many,
        clicking,
        exposure: own.map(|raw| Ratio::from_raw(raw, Unit::Mean)),
        median: middle.map(|raw| Ratio::from_raw(raw, Unit::Mean)),
        rates: rates.collect(),
        points: points.take(POINTS).collect(),
    }
}
