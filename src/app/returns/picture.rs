//! Pictures and comparisons for screens with room: conversion against exposure with the peers as points, and content by
//! its style.

use crate::app::State;
use crate::app::returns::{percent, sum};
use crate::domain::returns::Ratio;
use crate::domain::returns::account::{Account, Style, styles};

/// A point in the picture, from the lower left corner; both from 0 to 1.
pub type Point = (f64, f64);

/// Where everybody stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Quadrant {
    /// Peers.
    pub peers: Vec<Point>,
    /// The creator.
    pub own: Point,
    /// The medians that cut it in four.
    pub cut: Point,
}

/// Of a scale on which each step is a multiple: a few are seen by millions.
fn scaled(v: f64, low: f64, high: f64) -> f64 {
    let log = |v: f64| (v.max(0.0) + 1.0).ln();
    let (low, high) = (log(low), log(high));
    if high <= low {
        return 0.5;
    }
    ((log(v) - low) / (high - low)).clamp(0.0, 1.0)
}

/// The picture; none where there is nothing to hold the creator against.
pub fn quadrant(account: &Account) -> Option<Quadrant> {
    let s = &account.standing;
    let own = (s.exposure?.approx(), s.cvr?.approx());
    let cut = (s.median?.approx(), s.baseline?.approx());
    let points: Vec<Point> = s
        .points
        .iter()
        .map(|(x, y)| (x.approx(), y.approx()))
        .collect();
    let all = || points.iter().chain([&own, &cut]);
    let ends = |of: fn(&Point) -> f64| {
        let low = all().map(of).fold(f64::INFINITY, f64::min);
        (low, all().map(of).fold(0.0, f64::max))
    };
    let (x, y) = (ends(|p| p.0), ends(|p| p.1));
    // conversion lies close together and is read as it is; one who sells by chance must not press the others down
    let mut rates: Vec<f64> = all().map(|p| p.1).collect();
    rates.sort_by(f64::total_cmp);
    let most = rates.get(rates.len() * 95 / 100).copied().unwrap_or(y.1);
    let most = most.max(own.1).max(cut.1 * 1.5);
    let place = |(px, py): &Point| {
        let up = if most > 0.0 { py / most } else { 0.5 };
        (scaled(*px, x.0, x.1), up.clamp(0.0, 1.0))
    };
    Some(Quadrant {
        peers: points.iter().map(place).collect(),
        own: place(&own),
        cut: place(&cut),
    })
}

/// Content by style, as cells: style, how many, plays, engagement, conversion, sales.
pub fn by_style(state: &State, account: &Account) -> Vec<[String; 6]> {
    let all = styles(&account.contents);
    let count =
        |n: Option<i64>| n.map_or_else(|| "—".to_owned(), |n| crate::text::grouped(&n.to_string()));
    let row = |s: &Style| {
        let f = &s.funnel;
        let viewers = || f.likes?.checked_add(f.comments?)?.checked_add(f.shares?);
        let name = s.name.as_deref().map_or_else(
            || state.words.get("returns-no-style"),
            |name| name.to_owned(),
        );
        [
            name,
            crate::text::grouped(&s.contents.to_string()),
            count(f.plays),
            percent(Ratio::of_counts(viewers(), f.plays)),
            percent(Ratio::of_counts(s.orders, f.clicks)),
            s.gmv
                .map_or_else(|| "—".to_owned(), |raw| sum(raw, s.currency)),
        ]
    };
    all.iter().map(row).collect()
}
