//! Order: permutations of the whole pool, worked out once and kept.
//!
//! Sorting is by key from the last to the first, each pass stable from rows in the order of ids: so ties end with the
//! id, and the order is total. Missing values come last in both directions.

use std::collections::HashMap;
use std::sync::Arc;

use super::Pool;
use super::answer::{Caches, Setting};
use super::bits::Set;
use super::column::{self, Growing};
use super::condition::Numbers;
use crate::domain::column::{Column, SortKey};
use crate::domain::facet::Facet;
use crate::domain::field::{Attr, Metric};
use crate::domain::tier::Scheme;

/// What rows are sorted by.
enum Key<'p> {
    Numbers(Numbers<'p>),
    Column(&'p column::Column),
    Places(Arc<column::Column>),
    /// Places of a few rows only.
    Few(HashMap<u32, i64>),
    Band(&'p column::Column, &'p Scheme),
    /// The pool does not hold it.
    Nothing,
}

impl Key<'_> {
    fn get(&self, row: u32) -> Option<i64> {
        if let Key::Few(places) = self {
            return places.get(&row).copied();
        }
        let row = row as usize;
        match self {
            Key::Numbers(n) => n.get(row),
            Key::Column(c) => c.get(row),
            Key::Places(c) => c.get(row),
            Key::Band(c, scheme) => c
                .get(row)
                .map(|v| i64::try_from(scheme.band(v)).unwrap_or(i64::MAX)),
            Key::Few(_) | Key::Nothing => None,
        }
    }

    /// Every row of the pool with its value, in order.
    fn each(&self, len: usize, mut f: impl FnMut(u32, Option<i64>)) {
        let row = |row: usize| u32::try_from(row).unwrap_or(u32::MAX);
        match self {
            Key::Numbers(n) => n.each(len, |r, v| f(row(r), v)),
            Key::Column(c) => c.each(len, |r, v| f(row(r), v)),
            Key::Places(c) => c.each(len, |r, v| f(row(r), v)),
            Key::Band(..) | Key::Few(_) | Key::Nothing => {
                (0..row(len)).for_each(|r| f(r, self.get(r)));
            }
        }
    }
}

/// Rows to be sorted, in the order that equal ones keep.
#[derive(Clone, Copy)]
enum Rows<'r> {
    /// All of so many.
    All(usize),
    Some(&'r [u32]),
}

impl Rows<'_> {
    fn len(self) -> usize {
        match self {
            Rows::All(len) => len,
            Rows::Some(rows) => rows.len(),
        }
    }

    fn each(self, key: &Key<'_>, mut f: impl FnMut(u32, Option<i64>)) {
        match self {
            Rows::All(len) => key.each(len, f),
            Rows::Some(rows) => rows.iter().for_each(|r| f(*r, key.get(*r))),
        }
    }
}

impl Pool {
    /// Ids of the matches in order.
    pub(super) fn ordered(
        &self,
        matches: &Set,
        keys: &[SortKey],
        setting: &Setting,
        caches: &mut Caches,
    ) -> Vec<u32> {
        let id = |row: u32| self.id(row);
        if keys.is_empty() {
            return match matches.bits() {
                Some(bits) => bits.collect(matches.count(), id),
                None if matches.is_all() => self.ids(),
                None => Vec::new(),
            };
        }
        if matches.count() == 0 {
            return Vec::new();
        }
        let cached = caches.sorts.get(&(keys.to_vec(), setting.active));
        // sorting a row costs some ten times as much as passing over it
        let few = matches.count() * if cached.is_some() { 200 } else { 12 } < self.len();
        if few {
            let rows = matches
                .bits()
                .map(|b| b.collect(matches.count(), |row| row))
                .unwrap_or_default();
            let sorted = self.sorted(Some(rows), keys, setting, caches);
            return sorted.into_iter().map(id).collect();
        }
        let order = cached.unwrap_or_else(|| {
            let order = Arc::new(self.sorted(None, keys, setting, caches));
            let key = (keys.to_vec(), setting.active);
            caches.sorts.put(key, Arc::clone(&order));
            order
        });
        match matches.bits() {
            None => order.iter().copied().map(id).collect(),
            Some(bits) => {
                // written always and counted where it matches: a branch here would be guessed wrong half the time
                let mut ids = vec![0; matches.count() + 1];
                let mut at = 0;
                for &row in order.iter() {
                    if let Some(slot) = ids.get_mut(at) {
                        *slot = id(row);
                    }
                    at += usize::from(bits.has(row as usize));
                }
                ids.truncate(at);
                ids
            }
        }
    }

    /// All rows, or these, by the keys.
    fn sorted(
        &self,
        mut rows: Option<Vec<u32>>,
        keys: &[SortKey],
        setting: &Setting,
        caches: &mut Caches,
    ) -> Vec<u32> {
        for k in keys.iter().rev() {
            let these = match &rows {
                Some(rows) => Rows::Some(rows),
                None => Rows::All(self.len()),
            };
            let key = self.key(k.column, these, setting, caches);
            rows = Some(stable(these, &key, k.descending));
        }
        rows.unwrap_or_default()
    }

    fn key<'p>(
        &'p self,
        column: Column,
        rows: Rows<'_>,
        setting: &'p Setting,
        caches: &mut Caches,
    ) -> Key<'p> {
        let facet = |f: Facet| {
            self.facet(f)
                .map_or(Key::Nothing, |v| Key::Column(v.first()))
        };
        match column {
            Column::Metric(m) => Key::Numbers(self.numbers(m, None, setting, caches)),
            Column::Handle => self.by_text(false, rows, caches),
            Column::Attr(Attr::Name) => self.by_text(true, rows, caches),
            Column::Attr(Attr::Categories) => facet(Facet::Category),
            Column::Attr(Attr::Region) => facet(Facet::Region),
            Column::Attr(Attr::Language) => facet(Facet::Language),
            Column::Tier => match setting.scheme() {
                Some(scheme) => Key::Band(self.metric(Metric::Followers), scheme),
                None => Key::Nothing,
            },
            Column::Age => facet(Facet::Age),
            Column::Platform => facet(Facet::Platform),
            Column::Tags => facet(Facet::Tag),
            Column::Lists => facet(Facet::List),
            Column::Source => facet(Facet::Source),
            Column::PlatformId | Column::Note | Column::Attr(_) => Key::Nothing,
        }
    }

    /// By folded handle or name. Places among all are worked out when many rows are to be sorted, and kept.
    fn by_text(&self, by_name: bool, rows: Rows<'_>, caches: &mut Caches) -> Key<'_> {
        if let Some(places) = caches.places.get(&by_name) {
            return Key::Places(places);
        }
        if let Rows::Some(few) = rows
            && few.len() * 12 < self.len()
        {
            let places = self.search.places(few.iter().copied(), by_name);
            return Key::Few(places.into_iter().collect());
        }
        let all = 0..u32::try_from(self.len()).unwrap_or(u32::MAX);
        let mut place = vec![None; self.len()];
        for (row, at) in self.search.places(all, by_name) {
            if let Some(p) = place.get_mut(row as usize) {
                *p = Some(at);
            }
        }
        let mut growing = Growing::new(self.len());
        place.into_iter().for_each(|p| growing.push(p));
        let places = Arc::new(growing.freeze());
        caches.places.put(by_name, Arc::clone(&places));
        Key::Places(places)
    }
}

/// Sorts rows by a key, keeping the order of equal ones, missing last.
fn stable(rows: Rows<'_>, by: &Key<'_>, descending: bool) -> Vec<u32> {
    // signed order as unsigned order
    let key = |v: i64| {
        let up = v.cast_unsigned() ^ (1 << 63);
        if descending { !up } else { up }
    };
    let (mut low, mut high) = (u64::MAX, 0);
    rows.each(by, |_, v| {
        if let Some(v) = v {
            low = low.min(key(v));
            high = high.max(key(v));
        }
    });
    let bits = 64 - high.saturating_sub(low).leading_zeros();
    // value and row in one word: of wider values the upper 32 bits
    let cut = bits.saturating_sub(32);
    let mut missing = Vec::new();
    let mut packed: Vec<u64> = Vec::with_capacity(rows.len());
    rows.each(by, |row, v| match v {
        Some(v) => packed.push((key(v) - low) >> cut << 32 | u64::from(row)),
        None => missing.push(row),
    });
    if packed.len() < 4096 {
        packed.sort_by_key(|p| p >> 32);
    } else {
        packed = radix(packed, 32, bits - cut);
    }
    let mut out: Vec<u32> = packed.iter().map(|p| (p & 0xffff_ffff) as u32).collect();
    if cut > 0 {
        // those that the upper bits do not tell apart
        let mut from = 0;
        for run in packed.chunk_by(|a, b| a >> 32 == b >> 32) {
            if run.len() > 1
                && let Some(rows) = out.get_mut(from..from + run.len())
            {
                let rest = |row: u32| by.get(row).map_or(0, |v| key(v) - low) & ((1 << cut) - 1);
                if rows.len() < 4096 {
                    rows.sort_by_cached_key(|r| rest(*r));
                } else {
                    let packed = rows
                        .iter()
                        .map(|r| rest(*r) << 32 | u64::from(*r))
                        .collect();
                    for (row, p) in rows.iter_mut().zip(radix(packed, 32, cut)) {
                        *row = (p & 0xffff_ffff) as u32;
                    }
                }
            }
            from += run.len();
        }
    }
    out.append(&mut missing);
    out
}

/// Stable sort by `bits` bits from `shift` on, eleven at a time.
fn radix(mut from: Vec<u64>, shift: u32, bits: u32) -> Vec<u64> {
    const DIGIT: u32 = 11;
    const MASK: u64 = (1 << DIGIT) - 1;
    let mut to = vec![0u64; from.len()];
    for shift in (shift..shift + bits).step_by(DIGIT as usize) {
        let digit = |v: u64| (v >> shift & MASK) as usize;
        let mut ends = [0usize; 1 << DIGIT];
        for v in &from {
            if let Some(n) = ends.get_mut(digit(*v)) {
                *n += 1;
            }
        }
        // a digit that all share moves nothing
        if ends.contains(&from.len()) {
            continue;
        }
        let mut at = 0;
        for n in &mut ends {
            at += std::mem::replace(n, at);
        }
        for v in &from {
            if let Some(place) = ends.get_mut(digit(*v)) {
                if let Some(slot) = to.get_mut(*place) {
                    *slot = *v;
                }
                *place += 1;
            }
        }
        std::mem::swap(&mut from, &mut to);
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Sorted as the whole pool is, and as some rows are.
    fn by(values: &[Option<i64>], descending: bool) -> Vec<u32> {
        let mut growing = Growing::new(values.len());
        values.iter().for_each(|v| growing.push(*v));
        let column = growing.freeze();
        let rows: Vec<u32> = (0..values.len() as u32).collect();
        let all = stable(Rows::All(rows.len()), &Key::Column(&column), descending);
        let some = stable(Rows::Some(&rows), &Key::Column(&column), descending);
        assert_eq!(all, some);
        all
    }

    #[test]
    fn large_sorts_agree_with_the_standard_one() {
        for (n, spread) in [
            (10u64, 100u64),
            (5000, 7),
            (20_000, 1 << 20),
            (20_000, 1 << 55),
        ] {
            let value = |row: u32| -> Option<i64> {
                let x = u64::from(row).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 3;
                // many values that only their lowest bits tell apart
                let spread = if x % 10 < 8 { spread.min(1000) } else { spread };
                (x % 10 != 0).then(|| (x % spread) as i64 - (spread / 3) as i64)
            };
            let rows: Vec<u32> = (0..n as u32).collect();
            for descending in [false, true] {
                let mut want = rows.clone();
                want.sort_by_key(|r| {
                    let v = value(*r);
                    (v.is_none(), v.map(|v| if descending { -v } else { v }))
                });
                let values: Vec<_> = rows.iter().map(|r| value(*r)).collect();
                assert_eq!(by(&values, descending), want, "{n} {spread} {descending}");
            }
        }
    }

    proptest! {
        #[test]
        fn extremes_do_not_overflow(values in prop::collection::vec(prop::option::of(prop_oneof![
            Just(i64::MIN + 1), Just(i64::MAX), Just(0), any::<i64>()]), 1..40), descending: bool) {
            let rows: Vec<u32> = (0..values.len() as u32).collect();
            let sorted = by(&values, descending);
            let mut want = rows.clone();
            want.sort_by_key(|r| {
                let v = values[*r as usize].map(i128::from);
                (v.is_none(), v.map(|v| if descending { -v } else { v }))
            });
            prop_assert_eq!(sorted, want);
        }
    }
}
