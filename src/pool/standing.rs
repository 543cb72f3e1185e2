//! Where creators stand (S4): their conversion against that of others, how much is seen of them against the pool.
//!
//! Peers are the creators of the same tier who have one's main category, the one sold most in, among their top three.
//! The median of their conversion is taken without the creator who is held against it.

use std::collections::HashMap;

use super::Pool;
use super::column::{Column, Growing};
use crate::domain::facet::Facet;
use crate::domain::field::Metric;
use crate::domain::number::Unit;
use crate::domain::returns::Diagnosis;
use crate::domain::returns::diagnosis::PEERS;
use crate::domain::tier::Scheme;

/// Impressions a product of all creators, and twice their median: of an even number it lies between two.
#[derive(Debug, Default)]
pub(super) struct Exposures {
    column: Column,
    twice: Option<i64>,
}

/// What the team's own work with a creator shows: conversion and impressions a product, both raw.
pub(super) type Shows = (Option<i64>, Option<i64>);

/// Creators of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peers {
    /// The category they have in common.
    pub category: String,
    /// Position of their band in the scheme.
    pub band: usize,
    /// Rising; with the creator whose peers they are.
    pub ids: Vec<u32>,
}

/// A raw value that is cut off, without the bit that says so: what is reckoned with goes on from whole steps.
fn steps(raw: i64) -> i64 {
    raw >> 1
}

/// Twice the middle of sorted values, one of them left out where there is one to leave out. None of fewer than `least`.
fn twice_median(sorted: &[i64], without: Option<i64>, least: usize) -> Option<i64> {
    let gap = without.map(|x| sorted.partition_point(|v| *v < x));
    let n = sorted.len() - usize::from(gap.is_some());
    if n < least.max(1) {
        return None;
    }
    let at = |k: usize| sorted.get(k + usize::from(gap.is_some_and(|gap| k >= gap)));
    let upper = *at(n / 2)?;
    let lower = if n % 2 == 1 { upper } else { *at(n / 2 - 1)? };
    upper.checked_add(lower)
}

/// Twice the middle of raw values.
fn middle_of(all: impl Iterator<Item = i64>) -> Option<i64> {
    let mut known: Vec<i64> = all.map(steps).collect();
    known.sort_unstable();
    twice_median(&known, None, 1)
}

impl Pool {
    fn exposures(&self) -> &Exposures {
        self.data.exposures.get_or_init(|| {
            let len = self.len();
            let mut products = vec![None; len];
            // the first that is known: promoted, in the showcase, sold
            for m in [Metric::ProductsSold, Metric::Showcase, Metric::Products] {
                let mut to = products.iter_mut();
                self.metric(m).each(len, |_, v| {
                    if let (Some(to), Some(v)) = (to.next(), v) {
                        *to = Some(v);
                    }
                });
            }
            let mut products = products.into_iter();
            let mut growing = Growing::new(len);
            let mut known = Vec::new();
            self.metric(Metric::Impressions).each(len, |_, shown| {
                let of = products.next().flatten().filter(|n| *n > 0);
                let a_product = shown
                    .zip(of)
                    .and_then(|(shown, of)| Unit::Mean.divide(shown.into(), of.into()));
                known.extend(a_product.map(steps));
                growing.push(a_product);
            });
            known.sort_unstable();
            Exposures {
                column: growing.freeze(),
                twice: twice_median(&known, None, 1),
            }
        })
    }

    /// Impressions a product of a creator, as the platform's files have them: a raw [`Unit::Mean`].
    pub fn exposure(&self, id: u32) -> Option<i64> {
        self.exposures().column.get(self.data.roll.row(id)?)
    }

    /// The median of all creators' impressions a product: a raw [`Unit::Mean`]. Where no file has any, that of the team's
    /// own work.
    pub fn median_exposure(&self) -> Option<i64> {
        self.exposures().twice.or_else(|| {
            let creators = &self.returns.as_ref()?.earnings().creators;
            middle_of(creators.iter().filter_map(|(_, e)| e.exposure()))
        })
    }

    /// Who is held against a creator; nothing where its main category or its tier is not known.
    pub fn peers(&self, id: u32, scheme: &Scheme) -> Option<Peers> {
        let row = self.data.roll.row(id)?;
        let band = scheme.band(self.metric(Metric::Followers).get(row)?);
        let categories = self.facet(Facet::Category)?;
        let code = categories.first_code(row)?;
        let followers = self.metric(Metric::Followers);
        let rows = categories.rows(std::iter::once(code), self.len());
        let same = |row: &u32| {
            let theirs = followers.get(*row as usize);
            theirs.is_some_and(|n| scheme.band(n) == band)
        };
        Some(Peers {
            category: categories.name(code).to_owned(),
            band,
            ids: rows
                .rows()
                .filter(same)
                .map(|row| self.data.roll.id(row))
                .collect(),
        })
    }

    /// The median of a rate of the peers but the creator itself, a raw [`Unit::Ratio`], and how many of them have it;
    /// nothing where they are fewer than [`PEERS`].
    pub fn median_of(&self, id: u32, peers: &Peers, metric: Metric) -> (Option<i64>, usize) {
        let column = self.metric(metric);
        let of = |id: u32| column.get(self.data.roll.row(id)?).map(steps);
        let mut all: Vec<i64> = peers.ids.iter().filter_map(|id| of(*id)).collect();
        all.sort_unstable();
        let own = of(id);
        let others = all.len() - usize::from(own.is_some() && !all.is_empty());
        (twice_median(&all, own, PEERS), others)
    }

    /// Where everybody stands, row by row. `own` are rows with the conversion and the impressions a product that the team's
    /// own work shows, rising; `benchmark` is a conversion that a person typed, in the place of the peers'.
    pub(super) fn diagnoses(
        &self,
        own: &[(usize, Shows)],
        scheme: Option<&Scheme>,
        benchmark: Option<i64>,
    ) -> Vec<Option<Diagnosis>> {
        let len = self.len();
        let exposures = self.exposures();
        let mut all = vec![None; len];
        let middle = || middle_of(own.iter().filter_map(|(_, (_, seen))| *seen));
        let Some(median) = exposures.twice.or_else(middle) else {
            return all;
        };
        let mut cvr: Vec<Option<i64>> = Vec::with_capacity(len);
        self.metric(Metric::Cvr)
            .each(len, |_, v| cvr.push(v.map(steps)));
        let mut bands: Vec<Option<u16>> = Vec::with_capacity(len);
        self.metric(Metric::Followers).each(len, |_, v| {
            let band = v.zip(scheme).map(|(n, s)| s.band(n));
            bands.push(band.and_then(|b| u16::try_from(b).ok()));
        });
        let categories = self.facet(Facet::Category);
        let mut groups: HashMap<(usize, u16), Vec<i64>> = HashMap::new();
        if let Some(categories) = categories.filter(|_| benchmark.is_none()) {
            for code in 0..categories.postings().len() {
                let rows = categories.rows(std::iter::once(code), len);
                for row in rows.rows().map(|row| row as usize) {
                    if let (Some(Some(cvr)), Some(Some(band))) = (cvr.get(row), bands.get(row)) {
                        groups.entry((code, *band)).or_default().push(*cvr);
                    }
                }
            }
        }
        for group in groups.values_mut() {
            group.sort_unstable();
        }
        let mut own = own.iter().peekable();
        exposures.column.each(len, |row, shown| {
            let (mine, seen) = own
                .next_if(|(at, _)| *at == row)
                .map_or((None, None), |(_, told)| *told);
            let mine = mine.map(steps);
            let shown = shown.or(seen);
            let listed = cvr.get(row).copied().flatten();
            let (Some(shown), Some(converts)) = (shown, mine.or(listed)) else {
                return;
            };
            let peers = || {
                let band = bands.get(row).copied().flatten()?;
                let code = categories?.first_code(row)?;
                twice_median(groups.get(&(code, band))?, listed, PEERS)
            };
            let baseline = benchmark.map(|raw| steps(raw) * 2).or_else(peers);
            if let Some(slot) = all.get_mut(row) {
                let (y, x) = (converts * 2, steps(shown) * 2);
                *slot = Some(Diagnosis::of(Some(y), baseline, Some(x), Some(median)));
            }
        });
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_middle_of_the_others(mut all in prop::collection::vec(0i64..20, 1..12), at in 0usize..12) {
            let x = all[at % all.len()];
            all.sort_unstable();
            let mut others = all.clone();
            others.remove(all.iter().position(|v| *v == x).unwrap());
            prop_assert_eq!(twice_median(&all, Some(x), 1), twice_median(&others, None, 1));
            let n = others.len();
            let want = (n > 0).then(|| others[n / 2] + others[(n - 1) / 2]);
            prop_assert_eq!(twice_median(&others, None, 1), want);
            prop_assert_eq!(twice_median(&others, None, n + 1), None);
        }
    }
}
