//! Everything that the drill-down of one creator shows.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::attach::{By, Why};
use super::creator::Returns;
use super::diagnosis::Diagnosis;
use super::funnel::Rate;
use super::margin::Margin;
use super::purse::Purse;
use super::ratio::Ratio;
use super::spent::Spent;
use super::sums::{FINE, Sums};
use crate::domain::money::{Currency, Rates};
use crate::domain::order::{Line, Untold};

/// Where a creator stands, and what it was held against.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Standing {
    /// The quadrant; none where nobody has looked yet.
    pub diagnosis: Option<Diagnosis>,
    /// Its conversion.
    pub cvr: Option<Ratio>,
    /// The benchmark that was typed, else the median of its peers.
    pub baseline: Option<Ratio>,
    /// Whether it was typed.
    pub typed: bool,
    /// Category and tier of its peers, by the names of the files and of the scheme.
    pub among: Option<(Box<str>, Box<str>)>,
    /// Peers: creators of the same category and tier.
    pub peers: usize,
    /// Peers that have clicks.
    pub clicking: usize,
    /// Impressions a product.
    pub exposure: Option<Ratio>,
    /// The pool's median of them.
    pub median: Option<Ratio>,
    /// The peers' medians of rates.
    pub rates: Vec<(Rate, Ratio)>,
    /// Peers as points: exposure and conversion.
    pub points: Vec<(Ratio, Ratio)>,
}

/// A calendar month of sales in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Month {
    /// Year times twelve and month from 0.
    pub at: i32,
    /// Raw money.
    pub gmv: i128,
    /// Orders.
    pub orders: i64,
}

/// A time of the table of months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Months to come, in one: a slip in a year moves nothing else off the table.
    Later,
    /// Year times twelve and month from 0.
    Month(i32),
    /// Everything before the first month that is shown.
    Before,
}

/// What a time brought and cost in one currency.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// When it was.
    pub when: When,
    /// Of its money.
    pub currency: Currency,
    /// What it was.
    pub sums: Box<Sums>,
}

impl Span {
    /// The calendar month, where it is one.
    pub fn month(&self) -> Option<i32> {
        match self.when {
            When::Month(at) => Some(at),
            When::Later | When::Before => None,
        }
    }
}

/// An order line with the words behind its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Sale {
    /// The line.
    pub line: Line,
    /// The order.
    pub order: Arc<str>,
    /// What the product is called.
    pub product: Arc<str>,
    /// The variant.
    pub sku: Arc<str>,
    /// What the platform says of it.
    pub status: Option<Arc<str>>,
    /// The margin that holds for it, of those that are noted.
    pub margin: Option<Margin>,
    /// The video or live that sold it, as the platform numbers it.
    pub content: Option<Arc<str>>,
    /// The discount code.
    pub code: Option<Arc<str>>,
    /// Where it belongs: the collaboration's name and how, or why to none.
    pub to: Result<(Arc<str>, By), Why>,
}

/// Which order lines of a creator are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Only {
    /// Those of a collaboration, by its name.
    Deal(Box<str>),
    /// The same from a day to another, counted from 1970-01-01.
    DealOn(Box<str>, i32, i32),
    /// Those that count and belong to none.
    Loose,
    /// Those of a product, by its name.
    Product(Arc<str>),
    /// Those of a video or live, by the platform's number.
    Content(Box<str>),
    /// Those of a month: year times twelve and month from 0.
    Month(i32),
    /// Those before a month.
    Before(i32),
    /// Those without a day.
    Undated,
    /// Those from a day to another, counted from 1970-01-01.
    Days(i32, i32),
}

/// Order lines to be looked at one by one: a stretch of those that are asked for, newest first. Somebody may have sold
/// a hundred thousand, and nobody looks at more than a screenful at a time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sales {
    /// Whose.
    pub creator: u32,
    /// Which; none is all of them.
    pub only: Option<Only>,
    /// How many come before these.
    pub from: usize,
    /// These.
    pub all: Vec<Sale>,
    /// How many there are.
    pub total: usize,
    /// Orders among all of them of which lines belong to no collaboration, rising.
    pub loose: Vec<i64>,
}

impl Sales {
    /// The most that are told at once.
    pub const MOST: usize = 2_000;

    /// The line at a place among all of them; none where it is not told.
    pub fn get(&self, at: usize) -> Option<&Sale> {
        self.all.get(at.checked_sub(self.from)?)
    }

    /// Where a stretch begins in which a place stands in the middle.
    pub fn around(at: usize) -> usize {
        at.saturating_sub(Self::MOST / 2)
    }
}

/// A video or live.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Content {
    /// The platform's number.
    pub id: Box<str>,
    /// Video or live, as a key.
    pub kind: Option<Box<str>>,
    /// What it is called.
    pub title: Option<Box<str>>,
    /// Its style.
    pub style: Option<Box<str>>,
    /// The day it came out, from 1970-01-01.
    pub day: Option<i32>,
    /// Its collaboration.
    pub reference: Option<Arc<str>>,
    /// Counts.
    pub funnel: super::funnel::Funnel,
    /// Views to the end, a raw share.
    pub completion: Option<i64>,
    /// Orders.
    pub orders: Option<i64>,
    /// Raw money.
    pub gmv: Option<i64>,
    /// Of it.
    pub currency: Currency,
}

/// How many of the plays of videos and lives lasted to the end, of those that tell both.
pub fn completion(contents: &[Content]) -> Option<Ratio> {
    let told = |c: &Content| Some((i128::from(c.completion? >> 1), i128::from(c.funnel.plays?)));
    let ended = contents.iter().filter_map(told).map(|(raw, n)| raw * n);
    let plays = contents.iter().filter_map(told).map(|(_, n)| n);
    Ratio::of(ended.sum(), plays.sum::<i128>() * FINE)
}

/// See the module.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// Whose.
    pub creator: u32,
    /// What the creator is called.
    pub name: Option<Box<str>>,
    /// The tier, by its name in the scheme.
    pub tier: Option<Box<str>>,
    /// The first and the last day that the numbers are of, from 1970-01-01; the first may not be known.
    pub days: Option<(Option<i32>, i32)>,
    /// The numbers.
    pub returns: Returns,
    /// Where the creator stands.
    pub standing: Standing,
    /// Fans by age, as raw shares.
    pub fans: super::audience::Bands,
    /// Months in which something was sold, in the main currency, oldest first, none left out between them.
    pub months: Vec<Month>,
    /// By product: its name, and its sums by currency; most sold first.
    pub products: Vec<(Arc<str>, Purse)>,
    /// Newest first.
    pub contents: Vec<Content>,
    /// Costs one by one, by kind, collaboration and day.
    pub spent: Vec<Spent>,
    /// The newest.
    pub sales: Arc<Sales>,
}

/// Videos and lives of one style.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Style {
    /// Its name; none of those that have none.
    pub name: Option<Box<str>>,
    /// How many they are.
    pub contents: usize,
    /// Counts, of those that tell them.
    pub funnel: super::funnel::Funnel,
    /// Orders.
    pub orders: Option<i64>,
    /// Raw money of the currency that most of it is in.
    pub gmv: Option<i128>,
    /// Of it.
    pub currency: Currency,
}

/// Content by style, most sales first; those without a style last. Sales in another currency than the largest are left out.
pub fn styles(contents: &[Content]) -> Vec<Style> {
    let mut by_currency: BTreeMap<Currency, i128> = BTreeMap::new();
    for c in contents {
        *by_currency.entry(c.currency).or_default() += i128::from(c.gmv.unwrap_or(0));
    }
    let main = by_currency.into_iter().max_by_key(|(_, gmv)| *gmv);
    let main = main.map(|(currency, _)| currency).unwrap_or_default();
    let mut all: BTreeMap<Option<&str>, Style> = BTreeMap::new();
    for c in contents {
        let style = all.entry(c.style.as_deref()).or_insert_with(|| Style {
            name: c.style.clone(),
            currency: main,
            ..Style::default()
        });
        style.contents += 1;
        style.funnel.join(&c.funnel);
        style.orders = super::sums::added(style.orders, c.orders);
        if let Some(gmv) = c.gmv.filter(|_| c.currency == main) {
            style.gmv = Some(style.gmv.unwrap_or(0) + i128::from(gmv));
        }
    }
    let mut all: Vec<Style> = all.into_values().collect();
    all.sort_by_key(|s| (s.name.is_none(), std::cmp::Reverse(s.gmv)));
    all
}

/// The calendar month of a day counted from 1970-01-01: year times twelve and month from 0.
pub fn month(day: i32) -> Option<i32> {
    let date = super::creator::date(day)?;
    Some(i32::from(date.year()) * 12 + i32::from(date.month()) - 1)
}

/// Sums lines by calendar month, in one currency; with a table of rates also those of others, where it is the base.
pub fn months(lines: &[Line], currency: Currency, rates: &Rates) -> Vec<Month> {
    let mut all: BTreeMap<i32, Month> = BTreeMap::new();
    let mut last = None;
    let worth = |l: &Line, raw: i64| match l.currency == currency {
        true => Some(raw.into()),
        false => rates
            .worth(raw.into(), l.currency)
            .filter(|_| rates.base == currency),
    };
    let told = |l: &&Line| l.counts() && l.tells(Untold::Paid);
    for l in lines.iter().filter(told) {
        let Some(gmv) = worth(l, l.paid) else {
            continue;
        };
        let Some(at) = l.day().and_then(month) else {
            continue;
        };
        let month = all.entry(at).or_insert(Month {
            at,
            ..Month::default()
        });
        month.gmv += gmv;
        month.orders += i64::from(last.replace(l.order) != Some(l.order));
    }
    let ends = all.keys().next().copied().zip(all.keys().last().copied());
    let Some((first, end)) = ends else {
        return Vec::new();
    };
    let none = |at| Month {
        at,
        ..Month::default()
    };
    (first..=end)
        .map(|at| all.get(&at).copied().unwrap_or_else(|| none(at)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::number::Unit;

    #[test]
    fn content_is_summed_by_style() {
        let usd = Currency::parse("USD").unwrap();
        let content = |style: Option<&str>, gmv, clicks, orders| Content {
            style: style.map(Into::into),
            gmv: Some(gmv),
            currency: usd,
            orders: Some(orders),
            funnel: super::super::funnel::Funnel {
                clicks: Some(clicks),
                ..Default::default()
            },
            ..Content::default()
        };
        let all = styles(&[
            content(None, 9, 1, 1),
            content(Some("story"), 3, 100, 5),
            content(Some("demo"), 4, 100, 1),
            content(Some("story"), 3, 100, 5),
        ]);
        let told: Vec<_> = all
            .iter()
            .map(|s| {
                (
                    s.name.as_deref(),
                    s.contents,
                    s.gmv,
                    s.orders,
                    s.funnel.clicks,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (Some("story"), 2, Some(6), Some(10), Some(200)),
                (Some("demo"), 1, Some(4), Some(1), Some(100)),
                (None, 1, Some(9), Some(1), Some(1)),
            ]
        );
    }

    #[test]
    fn completion_is_weighed_by_plays() {
        let content = |percent: Option<i64>, plays| Content {
            completion: percent.map(|n| n * Unit::Ratio.per_one() / 100),
            funnel: super::super::funnel::Funnel {
                plays,
                ..Default::default()
            },
            ..Content::default()
        };
        let all = [
            content(Some(10), Some(3_000)),
            content(Some(30), Some(1_000)),
            content(None, Some(9_000)),
            content(Some(90), None),
        ];
        assert_eq!(completion(&all), Ratio::of(15, 100));
        assert_eq!(completion(&[]), None);
    }

    #[test]
    fn months_between_are_not_left_out() {
        let usd = Currency::parse("USD").unwrap();
        let line = |order, day: i64, paid| Line {
            order,
            at: Some(day * 86_400),
            paid,
            currency: usd,
            ..Line::default()
        };
        // 15 January, 20 January, 1 April 1970; two lines of one order
        let all = months(
            &[
                line(1, 14, 5),
                line(1, 14, 6),
                line(2, 19, 7),
                line(3, 90, 8),
            ],
            usd,
            &Rates::default(),
        );
        let told: Vec<_> = all
            .iter()
            .map(|m| (m.at - 1970 * 12, m.gmv, m.orders))
            .collect();
        assert_eq!(told, [(0, 18, 2), (1, 0, 0), (2, 0, 0), (3, 8, 1)]);
        assert!(months(&[], usd, &Rates::default()).is_empty());
    }
}
