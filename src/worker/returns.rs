//! The drill-down of one creator, gathered: the books from the pool file, the peers from the pool in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::creator::Record;
use crate::domain::facet::{Facet, TOP_CATEGORIES};
use crate::domain::field::{Attr, Metric};
use crate::domain::filter::{Condition, Filter, Test};
use crate::domain::money::Rates;
use crate::domain::number::Unit;
use crate::domain::returns::account::{Account, Standing, months};
use crate::domain::returns::books::Books;
use crate::domain::returns::creator::{Returns, exposure};
use crate::domain::returns::diagnosis;
use crate::domain::returns::funnel::Rate;
use crate::domain::returns::ratio::{Ratio, median};
use crate::domain::returns::{Purse, Rules};
use crate::domain::tier::Schemes;
use crate::pool::{Pool, Query};
use crate::store::{Asked, Store, StoreError};

/// Order lines that are told one by one.
const SALES: usize = 2_000;

/// Peers that are drawn as points.
const POINTS: usize = 400;

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
fn of(record: &Record) -> Asked<'_> {
    Asked {
        of: Some(std::slice::from_ref(&record.id)),
        ..Asked::default()
    }
}

/// What the work with a creator brought.
///
/// # Errors
/// Whatever keeps the pool file from being read.
pub fn returns(store: &Store, record: &Record, at: &Looking<'_>) -> Result<Returns, StoreError> {
    let mut books = store.view(|v| v.books(of(record)))?;
    books.set_general_margin(at.rules.margin);
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
    let (books, (lines, sales), contents) = store.view(|v| {
        let mut books = v.books(of(record))?;
        books.set_general_margin(at.rules.margin);
        Ok::<_, StoreError>((books, v.sales(record.id, SALES)?, v.contents(record.id)?))
    })?;
    let found = Returns::of(&books, record, at.rules, at.today);
    let currency = found.main().map(|(c, _)| c).unwrap_or_default();
    Ok(Account {
        creator: record.id,
        standing: pool.map_or_else(Standing::default, |p| standing(record, &found, p, at)),
        fans: Metric::AGE_BANDS.map(|m| record.profile.metric(m)),
        months: months(&lines, currency),
        products: products(&books),
        contents,
        sales,
        lines: lines.len(),
        returns: found,
    })
}

fn products(books: &Books) -> Vec<(Arc<str>, Purse)> {
    let mut all: BTreeMap<Arc<str>, Purse> = BTreeMap::new();
    for (id, reckoned) in books.by_product() {
        let name = id.and_then(|id| books.products.get(&id)).cloned();
        all.entry(name.unwrap_or_default())
            .or_default()
            .join(&reckoned.purse);
    }
    let mut all: Vec<_> = all.into_iter().collect();
    all.retain(|(_, p)| !p.is_empty());
    let sold = |p: &Purse| p.main().and_then(|(_, s)| s.direct.gmv);
    all.sort_by_key(|(name, p)| (std::cmp::Reverse(sold(p)), Arc::clone(name)));
    all
}

/// Finds where a creator stands: conversion against creators of the same category and tier, exposure against the pool.
pub fn standing(record: &Record, r: &Returns, pool: &Pool, at: &Looking<'_>) -> Standing {
    let scheme = at.schemes.get(at.schemes.default);
    let top: Vec<String> = record
        .profile
        .list(Attr::Categories)
        .take(TOP_CATEGORIES)
        .map(str::to_owned)
        .collect();
    let like = |test: Test| Condition {
        negated: false,
        test,
    };
    let followers = record.profile.metric(Metric::Followers);
    let band = scheme
        .zip(followers)
        .and_then(|(s, n)| Some(s.bands.get(s.band(n))?.key.as_str().to_owned()));
    let conditions = [
        (!top.is_empty()).then_some(like(Test::OneOf(Facet::Category, top))),
        band.map(|b| like(Test::OneOf(Facet::Tier, vec![b]))),
    ];
    let filter = Filter {
        conditions: conditions.into_iter().flatten().collect(),
        ..Filter::default()
    };
    let answer = pool.query(&Query {
        filter: &filter,
        schemes: at.schemes,
        rates: at.rates,
        today: at.today,
        sort: &[],
        probes: &[],
        facets: false,
    });
    let value = |id: u32, m: Metric| pool.value(id, m, at.today);
    let ratio = |id: u32, m: Metric| value(id, m).map(|raw| Ratio::from_raw(raw, Unit::Ratio));
    let shown = |id: u32| {
        let products = value(id, Metric::Products)
            .or_else(|| value(id, Metric::Showcase))
            .or_else(|| value(id, Metric::ProductsSold))
            .filter(|n| *n > 0);
        Ratio::of_counts(value(id, Metric::Impressions), products)
    };
    let peers: Vec<u32> = match filter.conditions.len() {
        // nobody knows who its peers are
        0 | 1 => Vec::new(),
        _ => {
            let all = answer.ids.all().iter().copied();
            all.filter(|id| *id != record.id).collect()
        }
    };
    let of = |m: Metric| -> Vec<Ratio> { peers.iter().filter_map(|id| ratio(*id, m)).collect() };
    let converting = of(Metric::Cvr);
    let clicking = converting.len();
    let baseline = diagnosis::baseline(None, converting);
    let exposures: Vec<Ratio> = pool.ids().into_iter().filter_map(shown).collect();
    let middle = median(exposures);
    let rates = [
        (Rate::Ctr, Metric::ClickRate),
        (Rate::PlatformCtr, Metric::PlatformCtr),
        (Rate::Cvr, Metric::Cvr),
        (Rate::Engagement, Metric::Engagement),
        (Rate::Like, Metric::LikeRate),
        (Rate::Comment, Metric::CommentRate),
        (Rate::Share, Metric::ShareRate),
    ];
    let rates = rates.into_iter().filter_map(|(rate, m)| {
        let all = of(m);
        (all.len() >= diagnosis::PEERS).then(|| Some((rate, median(all)?)))?
    });
    let points = peers
        .iter()
        .filter_map(|id| Some((shown(*id)?, ratio(*id, Metric::Cvr)?)));
    Standing {
        diagnosis: Some(r.diagnosis(record, baseline, middle)),
        cvr: r.cvr(record),
        baseline,
        peers: peers.len(),
        clicking,
        exposure: exposure(record),
        median: middle,
        rates: rates.collect(),
        points: points.take(POINTS).collect(),
    }
}
