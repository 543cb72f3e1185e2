//! Order: permutations of the whole pool, worked out once and kept.
//!
//! Sorting is by key from the last to the first, each pass stable from rows in the order of ids: so ties end with the
//! id, and the order is total. Missing values come last in both directions.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::Pool;
use super::answer::{Caches, Setting};
use super::bits::Set;
use super::column::{self, Growing};
use super::condition::Numbers;
use super::halves::{MANY, in_turns};
use super::radix;
use super::roll::Roll;
use crate::domain::answer::{Ids, Rest};
use crate::domain::column::{Column, SortKey};
use crate::domain::facet::Facet;
use crate::domain::field::{Attr, Metric};

/// What rows are sorted by.
enum Key<'p> {
    Column(&'p column::Column),
    /// Counted back from some day: an older date is a higher age.
    Back(&'p column::Column),
    Shared(Arc<column::Column>),
    /// Places of a few rows only.
    Few(HashMap<u32, i64>),
    /// The pool does not hold it.
    Nothing,
}

/// Ids of an answer that are put together at once: those of some screens.
const AT_HAND: usize = 512;

/// Rows of an order that are passed over at a time: about a tenth of a millisecond.
const TURN: usize = 1 << 15;

impl Pool {
    /// Ids of the matches in order.
    pub(super) fn ordered(
        &self,
        matches: &Set,
        keys: &[SortKey],
        setting: &Setting,
        caches: &mut Caches,
    ) -> Ids {
        let roll = self.roll.clone();
        if keys.is_empty() || matches.count() == 0 {
            return Ordered::ids(None, matches.clone(), roll);
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
            let ids: Vec<u32> = sorted.into_iter().map(|row| roll.id(row)).collect();
            return ids.into();
        }
        let order = cached.unwrap_or_else(|| {
            let order = Arc::new(self.sorted(None, keys, setting, caches));
            let key = (keys.to_vec(), setting.active);
            caches.sorts.put(key, Arc::clone(&order));
            order
        });
        Ordered::ids(Some(order), matches.clone(), roll)
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
            let key = self.key(k.column, rows.as_deref(), setting, caches);
            rows = Some(stable(self.len(), rows, &key, k.descending));
        }
        rows.unwrap_or_default()
    }

    fn key<'p>(
        &'p self,
        column: Column,
        rows: Option<&[u32]>,
        setting: &Setting,
        caches: &mut Caches,
    ) -> Key<'p> {
        let facet = |f: Facet| {
            self.facet(f)
                .map_or(Key::Nothing, |v| Key::Column(v.first()))
        };
        match column {
            Column::Metric(m) => match self.numbers(m, None, setting, caches) {
                Numbers::Stored(column, _) => Key::Column(column),
                Numbers::Base(column) => Key::Shared(column),
                Numbers::Age(column, _) => Key::Back(column),
            },
            Column::Handle => self.by_text(false, rows, caches),
            Column::Attr(Attr::Name) => self.by_text(true, rows, caches),
            Column::Attr(Attr::Categories) => facet(Facet::Category),
            Column::Attr(Attr::Region) => facet(Facet::Region),
            Column::Attr(Attr::Language) => facet(Facet::Language),
            Column::Tier => match setting.scheme() {
                Some(scheme) => {
                    let mut bands = Growing::new(self.len());
                    let followers = self.metric(Metric::Followers);
                    followers.each(self.len(), |_, v| {
                        let band = v.map(|v| scheme.band(v));
                        bands.push(band.map(|b| i64::try_from(b).unwrap_or(i64::MAX)));
                    });
                    Key::Shared(Arc::new(bands.freeze()))
                }
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
    fn by_text(&self, by_name: bool, rows: Option<&[u32]>, caches: &mut Caches) -> Key<'_> {
        if let Some(places) = caches.places.get(&by_name) {
            return Key::Shared(places);
        }
        if let Some(few) = rows
            && few.len() * 12 < self.len()
        {
            let places = self.search.places(few, by_name);
            return Key::Few(places.into_iter().map(|(r, at)| (r, at.into())).collect());
        }
        let places = Arc::new(self.search.all_places(by_name));
        caches.places.put(by_name, Arc::clone(&places));
        Key::Shared(places)
    }
}

/// Matches, and the order they are to be told in.
struct Ordered {
    /// Of the whole pool; none is the order of ids.
    order: Option<Arc<Vec<u32>>>,
    matches: Set,
    roll: Roll,
}

impl Ordered {
    fn ids(order: Option<Arc<Vec<u32>>>, matches: Set, roll: Roll) -> Ids {
        let ordered = Ordered {
            order,
            matches,
            roll,
        };
        let id = |row| ordered.roll.id(row);
        let count = ordered.matches.count();
        let first = match (&ordered.order, ordered.matches.bits()) {
            _ if count == 0 => Vec::new(),
            (Some(order), None) => order.iter().copied().take(AT_HAND).map(id).collect(),
            (Some(order), Some(bits)) => {
                let matching = order.iter().copied().filter(|row| bits.has(*row as usize));
                matching.take(AT_HAND).map(id).collect()
            }
            (None, Some(bits)) => bits.rows().take(AT_HAND).map(id).collect(),
            (None, None) => ordered.roll.ids().take(AT_HAND).collect(),
        };
        Ids::new(count, first, ordered)
    }
}

impl Rest for Ordered {
    fn all(&self) -> Vec<u32> {
        let id = |row| self.roll.id(row);
        let (order, bits) = match (&self.order, self.matches.bits()) {
            (_, None) if self.matches.count() == 0 => return Vec::new(),
            (None, None) => return self.roll.ids().collect(),
            (None, Some(bits)) => return bits.collect(self.matches.count(), id),
            (Some(order), None) => return order.iter().copied().map(id).collect(),
            (Some(order), Some(bits)) => (order, bits),
        };
        let parts = in_turns(order.len(), TURN, order.len() >= MANY, |range| {
            let rows = order.get(range).unwrap_or_default();
            // written always and counted where it matches: a branch here would be guessed wrong half the time
            let mut ids = vec![0; rows.len() + 1];
            let mut at = 0;
            for &row in rows {
                if let Some(slot) = ids.get_mut(at) {
                    *slot = id(row);
                }
                at += usize::from(bits.has(row as usize));
            }
            ids.truncate(at);
            ids
        });
        let mut ids = Vec::with_capacity(self.matches.count());
        parts.iter().for_each(|part| ids.extend_from_slice(part));
        ids
    }

    fn within(&self, rows: Range<usize>) -> Option<Vec<u32>> {
        if !self.matches.is_all() {
            return None;
        }
        let id = |row| self.roll.id(row);
        Some(match &self.order {
            Some(order) => order.get(rows)?.iter().copied().map(id).collect(),
            None => self.roll.ids().skip(rows.start).take(rows.len()).collect(),
        })
    }

    fn find(&self, id: u32) -> Option<usize> {
        let row = self.roll.row(id).filter(|row| self.matches.has(*row))?;
        let Some(order) = &self.order else {
            let before = self.matches.bits().map(|bits| bits.count_before(row));
            return Some(before.unwrap_or(row));
        };
        let at = order.iter().position(|r| *r as usize == row)?;
        let before = order.get(..at)?;
        Some(match self.matches.bits() {
            Some(bits) => before.iter().filter(|r| bits.has(**r as usize)).count(),
            None => at,
        })
    }
}

/// Sorts rows, or all of so many, by a key, keeping the order of equal ones, missing last.
fn stable(len: usize, rows: Option<Vec<u32>>, by: &Key<'_>, descending: bool) -> Vec<u32> {
    let (column, descending) = match by {
        Key::Column(column) => (*column, descending),
        Key::Back(column) => (*column, !descending),
        Key::Shared(column) => (&**column, descending),
        Key::Few(places) => {
            let mut rows = rows.unwrap_or_default();
            some(&mut rows, |row| places.get(&row).copied(), descending);
            return rows;
        }
        Key::Nothing => {
            let all = || (0..u32::try_from(len).unwrap_or(u32::MAX)).collect();
            return rows.unwrap_or_else(all);
        }
    };
    let Some(mut rows) = rows else {
        return all(column, None, len, descending);
    };
    if rows.len() < 4096 {
        some(&mut rows, |row| column.get(row as usize), descending);
        return rows;
    }
    let value = |row: &u32| column.get(*row as usize).unwrap_or(i64::MIN);
    let values: Vec<i64> = rows.iter().map(value).collect();
    radix::sorted(&values, Some(&rows), descending)
}

/// Few rows, by comparing them.
fn some(rows: &mut Vec<u32>, of: impl Fn(u32) -> Option<i64>, descending: bool) {
    let keyed = rows.iter().map(|row| {
        let value = of(*row);
        // a complement falls where the number rises
        let key = value.map(|v| if descending { !v } else { v });
        (key.is_none(), key, *row)
    });
    let mut keyed: Vec<_> = keyed.collect();
    keyed.sort_by_key(|(missing, key, _)| (*missing, *key));
    rows.clear();
    rows.extend(keyed.into_iter().map(|(_, _, row)| row));
}

/// All rows of a column, or those that its values belong to.
fn all(column: &column::Column, rows: Option<&[u32]>, len: usize, descending: bool) -> Vec<u32> {
    use column::Column as C;
    match column {
        C::Empty => match rows {
            Some(rows) => rows.to_vec(),
            None => (0..u32::try_from(len).unwrap_or(u32::MAX)).collect(),
        },
        C::I8(v) => radix::sorted(v, rows, descending),
        C::I16(v) => radix::sorted(v, rows, descending),
        C::I32(v) => radix::sorted(v, rows, descending),
        C::I64(v) => radix::sorted(v, rows, descending),
        // multiples rise and fall as what they are multiples of
        C::Scaled(_, multiples) => all(multiples, rows, len, descending),
        C::Sparse(sparse) => {
            // only what is kept has to be sorted: all others are one run among them
            let kept: Vec<u32> = sparse.kept.rows().collect();
            let kept = all(&sparse.values, Some(&kept), kept.len(), descending);
            let before = |row: &u32| match (column.get(*row as usize), sparse.rest) {
                (Some(v), Some(rest)) if descending => v > rest,
                (Some(v), Some(rest)) => v < rest,
                (v, None) => v.is_some(),
                (None, Some(_)) => false,
            };
            let (front, back) = kept.split_at(kept.partition_point(before));
            let mut others = sparse.kept.clone();
            others.complement();
            let mut out = Vec::with_capacity(len);
            out.extend_from_slice(front);
            others.collect_into(&mut out);
            out.extend_from_slice(back);
            out
        }
    }
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
        let key = Key::Column(&column);
        let all = stable(rows.len(), None, &key, descending);
        let some = stable(rows.len(), Some(rows.clone()), &key, descending);
        assert_eq!(all, some);
        // an age counts back
        assert_eq!(
            stable(rows.len(), None, &Key::Back(&column), !descending),
            all
        );
        all
    }

    #[test]
    fn large_sorts_agree_with_the_standard_one() {
        for (n, spread) in [
            (10u64, 100u64),
            (5000, 7),
            (20_000, 1 << 20),
            (20_000, 1 << 55),
            // on two threads: of one digit, two, three, four, and more than fit beside a row
            (MANY as u64 + 3, 900),
            (MANY as u64 + 3, 1 << 19),
            (MANY as u64 + 3, 1 << 31),
            (MANY as u64 + 3, 1 << 41),
            (MANY as u64 + 3, 1 << 55),
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
        fn mostly_one_value(values in prop::collection::vec(prop_oneof![
            20 => Just(Some(0)), 1 => Just(None), 2 => (-300i64..300).prop_map(Some)], 1..400),
            none: bool, descending: bool) {
            let values: Vec<_> = values.into_iter().map(|v| if none && v == Some(0) { None } else { v }).collect();
            let mut want: Vec<u32> = (0..values.len() as u32).collect();
            want.sort_by_key(|r| {
                let v = values[*r as usize];
                (v.is_none(), v.map(|v| if descending { -v } else { v }))
            });
            prop_assert_eq!(by(&values, descending), want);
        }

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
