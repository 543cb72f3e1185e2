//! Order: permutations of the whole pool, worked out once and kept.
//!
//! Sorting is by key from the last to the first, each pass stable from rows in the order of ids: so ties end with the
//! id, and the order is total. Missing values come last in both directions.

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
    Band(&'p column::Column, &'p Scheme),
    /// The pool does not hold it.
    Nothing,
}

impl Key<'_> {
    fn get(&self, row: u32) -> Option<i64> {
        let row = row as usize;
        match self {
            Key::Numbers(n) => n.get(row),
            Key::Column(c) => c.get(row),
            Key::Places(c) => c.get(row),
            Key::Band(c, scheme) => c
                .get(row)
                .map(|v| i64::try_from(scheme.band(v)).unwrap_or(i64::MAX)),
            Key::Nothing => None,
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
                Some(bits) => bits.rows().map(id).collect(),
                None if matches.is_all() => self.ids.clone(),
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
                .map(|b| b.rows().collect())
                .unwrap_or_default();
            let sorted = self.sorted(rows, keys, setting, caches);
            return sorted.into_iter().map(id).collect();
        }
        let order = cached.unwrap_or_else(|| {
            let rows = (0..u32::try_from(self.len()).unwrap_or(u32::MAX)).collect();
            let order = Arc::new(self.sorted(rows, keys, setting, caches));
            let key = (keys.to_vec(), setting.active);
            caches.sorts.put(key, Arc::clone(&order));
            order
        });
        match matches.bits() {
            None => order.iter().copied().map(id).collect(),
            Some(bits) => {
                let mut ids = Vec::with_capacity(matches.count());
                ids.extend(
                    order
                        .iter()
                        .copied()
                        .filter(|r| bits.has(*r as usize))
                        .map(id),
                );
                ids
            }
        }
    }

    fn sorted(
        &self,
        mut rows: Vec<u32>,
        keys: &[SortKey],
        setting: &Setting,
        caches: &mut Caches,
    ) -> Vec<u32> {
        for k in keys.iter().rev() {
            let key = self.key(k.column, setting, caches);
            rows = stable(&rows, |row| key.get(row), k.descending);
        }
        rows
    }

    fn key<'p>(&'p self, column: Column, setting: &'p Setting, caches: &mut Caches) -> Key<'p> {
        let facet = |f: Facet| {
            self.facet(f)
                .map_or(Key::Nothing, |v| Key::Column(v.first()))
        };
        match column {
            Column::Metric(m) => Key::Numbers(self.numbers(m, None, setting, caches)),
            Column::Handle => Key::Places(self.places(false, caches)),
            Column::Attr(Attr::Name) => Key::Places(self.places(true, caches)),
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

    /// Each row's place among all by folded handle, or by folded name; equal texts share one.
    fn places(&self, by_name: bool, caches: &mut Caches) -> Arc<column::Column> {
        if let Some(places) = caches.places.get(&by_name) {
            return places;
        }
        let text = |row: u32| {
            let (handle, name) = self.search.handle_and_name(row as usize);
            if by_name { name } else { handle }
        };
        // eight letters decide most comparisons without a look at the text
        let prefix = |t: &str| {
            let mut head = [0u8; 8];
            for (h, b) in head.iter_mut().zip(t.bytes()) {
                *h = b;
            }
            u64::from_be_bytes(head)
        };
        let mut rows: Vec<(u64, u32)> = (0..u32::try_from(self.len()).unwrap_or(u32::MAX))
            .map(|row| (prefix(text(row)), row))
            .filter(|(head, _)| *head != 0)
            .collect();
        rows.sort_unstable_by(|(p, a), (q, b)| p.cmp(q).then_with(|| text(*a).cmp(text(*b))));
        let mut place = vec![None; self.len()];
        let (mut at, mut last) = (0i64, "");
        for (_, row) in &rows {
            let t = text(*row);
            at += i64::from(t != last);
            last = t;
            if let Some(p) = place.get_mut(*row as usize) {
                *p = Some(at);
            }
        }
        let mut growing = Growing::new(self.len());
        place.into_iter().for_each(|p| growing.push(p));
        let places = Arc::new(growing.freeze());
        caches.places.put(by_name, Arc::clone(&places));
        places
    }
}

/// Sorts rows by a key, keeping the order of equal ones, missing last.
fn stable(rows: &[u32], key: impl Fn(u32) -> Option<i64>, descending: bool) -> Vec<u32> {
    let mut missing = Vec::new();
    let mut keyed: Vec<(u64, u32)> = Vec::with_capacity(rows.len());
    let (mut low, mut high) = (u64::MAX, 0);
    for &row in rows {
        let Some(v) = key(row) else {
            missing.push(row);
            continue;
        };
        // signed order as unsigned order
        let up = v.cast_unsigned() ^ (1 << 63);
        let k = if descending { !up } else { up };
        low = low.min(k);
        high = high.max(k);
        keyed.push((k, row));
    }
    let span = high.saturating_sub(low);
    if keyed.len() < 4096 {
        keyed.sort_by_key(|(k, _)| *k);
    } else if span < 1 << 32 {
        // value and row in one word halve what each pass moves
        let packed = keyed
            .drain(..)
            .map(|(k, row)| (k - low) << 32 | u64::from(row))
            .collect();
        let bits = 64 - span.leading_zeros();
        let mut out: Vec<u32> = radix(packed, bits, |p| p >> 32)
            .into_iter()
            .map(|p| (p & 0xffff_ffff) as u32)
            .collect();
        out.append(&mut missing);
        return out;
    } else {
        let bits = 64 - span.leading_zeros();
        keyed = radix(keyed, bits, |(k, _)| k - low);
    }
    let mut out: Vec<u32> = keyed.into_iter().map(|(_, row)| row).collect();
    out.append(&mut missing);
    out
}

/// Stable sort by the lowest `bits` of a key, eleven at a time.
fn radix<T: Copy + Default>(mut from: Vec<T>, bits: u32, key: impl Fn(T) -> u64) -> Vec<T> {
    const DIGIT: u32 = 11;
    const MASK: u64 = (1 << DIGIT) - 1;
    let mut to = vec![T::default(); from.len()];
    for shift in (0..bits).step_by(DIGIT as usize) {
        let digit = |v: T| (key(v) >> shift & MASK) as usize;
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
                (x % 10 != 0).then(|| (x % spread) as i64 - (spread / 3) as i64)
            };
            let rows: Vec<u32> = (0..n as u32).collect();
            for descending in [false, true] {
                let mut want = rows.clone();
                want.sort_by_key(|r| {
                    let v = value(*r);
                    (v.is_none(), v.map(|v| if descending { -v } else { v }))
                });
                assert_eq!(
                    stable(&rows, value, descending),
                    want,
                    "{n} {spread} {descending}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn extremes_do_not_overflow(values in prop::collection::vec(prop::option::of(prop_oneof![
            Just(i64::MIN + 1), Just(i64::MAX), Just(0), any::<i64>()]), 1..40), descending: bool) {
            let rows: Vec<u32> = (0..values.len() as u32).collect();
            let sorted = stable(&rows, |r| values[r as usize], descending);
            let mut want = rows.clone();
            want.sort_by_key(|r| {
                let v = values[*r as usize].map(i128::from);
                (v.is_none(), v.map(|v| if descending { -v } else { v }))
            });
            prop_assert_eq!(sorted, want);
        }
    }
}
