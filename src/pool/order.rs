//! Rows in order: by keys from the last to the first, each pass stable from rows in the order of ids. So ties end with
//! the id, and the order is total. Missing values come last in both directions.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::bits::Set;
use super::column::{self, Column};
use super::front::front;
use super::radix;

/// Fewer rows are sorted by comparing them.
const COMPARED: usize = 4096;

/// What rows are sorted by, and whether the largest come first.
#[derive(Debug)]
pub(super) enum Key {
    Column(Arc<Column>, bool),
    /// Places of a few rows only.
    Few(HashMap<u32, i64>, bool),
    /// The pool does not hold it.
    Nothing,
}

/// An order of a whole pool. The first rows of a set are found without it; all of it is worked out when somebody goes
/// further, once.
#[derive(Debug)]
pub(super) struct Order {
    keys: Vec<Key>,
    len: usize,
    rows: OnceLock<Vec<u32>>,
}

impl Order {
    /// Of so many rows.
    pub(super) fn new(keys: Vec<Key>, len: usize) -> Self {
        Order {
            keys,
            len,
            rows: OnceLock::new(),
        }
    }

    /// All rows.
    pub(super) fn rows(&self) -> &[u32] {
        self.rows.get_or_init(|| {
            let mut rows = None;
            for key in self.keys.iter().rev() {
                rows = Some(stable(self.len, rows, key));
            }
            rows.unwrap_or_else(|| rising(self.len))
        })
    }

    /// All rows, where somebody has asked for them before.
    pub(super) fn known(&self) -> Option<&[u32]> {
        self.rows.get().map(Vec::as_slice)
    }

    /// The first rows of a set, so many at the most.
    pub(super) fn first(&self, among: &Set, most: usize) -> Vec<u32> {
        if let Some(rows) = self.known() {
            let rows = rows.iter().copied();
            return match among.bits() {
                Some(bits) => {
                    let matching = rows.filter(|row| bits.has(*row as usize));
                    matching.take(most).collect()
                }
                None if among.is_all() => rows.take(most).collect(),
                None => Vec::new(),
            };
        }
        let mut first = Vec::with_capacity(most.min(self.len));
        self.add_first(&self.keys, among, most, &mut first);
        first
    }

    /// Adds the first rows by keys: those that come before the last one's value, in order; then of those with that very
    /// value the first ones by the other keys.
    fn add_first(&self, keys: &[Key], among: &Set, most: usize, first: &mut Vec<u32>) {
        if most == 0 || among.count() == 0 {
            return;
        }
        let Some((key, others)) = keys.split_first() else {
            match among.bits() {
                Some(bits) => first.extend(bits.rows().take(most)),
                None => first.extend(rising(self.len.min(most))),
            }
            return;
        };
        let Key::Column(column, descending) = key else {
            return self.add_first(others, among, most, first);
        };
        let (mut before, edge) = front(column, among, most, *descending);
        before.sort_unstable();
        let before = ordered(keys, before);
        let more = most.saturating_sub(before.len());
        first.extend(before);
        if more == 0 {
            return;
        }
        let mut tied = match edge {
            Some(value) => column.within(value, value, self.len),
            None => {
                let mut missing = column.present(self.len);
                missing.complement();
                missing
            }
        };
        if let Some(bits) = among.bits() {
            tied.and(bits);
        }
        self.add_first(others, &Set::new(tied), more, first);
    }
}

fn rising(len: usize) -> Vec<u32> {
    (0..u32::try_from(len).unwrap_or(u32::MAX)).collect()
}

/// These rows, which rise, in order.
pub(super) fn ordered(keys: &[Key], rows: Vec<u32>) -> Vec<u32> {
    let by = keys.iter().rev();
    by.fold(rows, |rows, key| stable(rows.len(), Some(rows), key))
}

/// Sorts rows, or all of so many, by a key, keeping the order of equal ones, missing last.
fn stable(len: usize, rows: Option<Vec<u32>>, by: &Key) -> Vec<u32> {
    let (column, descending) = match by {
        Key::Column(column, descending) => (&**column, *descending),
        Key::Few(places, descending) => {
            let mut rows = rows.unwrap_or_default();
            some(&mut rows, |row| places.get(&row).copied(), *descending);
            return rows;
        }
        Key::Nothing => return rows.unwrap_or_else(|| rising(len)),
    };
    let Some(mut rows) = rows else {
        return all(column, None, len, descending);
    };
    if rows.len() < COMPARED {
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
    use super::super::bits::Bits;
    use super::super::column::Growing;
    use super::super::halves::MANY;
    use super::*;
    use proptest::prelude::*;

    /// A column of these.
    fn column(values: &[Option<i64>]) -> Arc<Column> {
        let mut growing = Growing::new(values.len());
        values.iter().for_each(|v| growing.push(*v));
        Arc::new(growing.freeze())
    }

    /// Sorted as the whole pool is, and as some rows are.
    fn by(values: &[Option<i64>], descending: bool) -> Vec<u32> {
        let rows: Vec<u32> = (0..values.len() as u32).collect();
        let key = Key::Column(column(values), descending);
        let all = stable(rows.len(), None, &key);
        assert_eq!(stable(rows.len(), Some(rows), &key), all);
        all
    }

    #[test]
    fn large_sorts_agree_with_the_standard_one() {
        for (n, spread) in [
            (10u64, 100u64),
            (5000, 7),
            (20_000, 1 << 20),
            (20_000, 1 << 43),
            (20_000, 1 << 44),
            (20_000, 1 << 45),
            (20_000, 1 << 46),
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

    #[test]
    fn who_comes_first_is_found_whatever_comes_in_which_order() {
        let n = 9_000;
        let rising: Vec<Option<i64>> = (0..n).map(Some).collect();
        let falling = rising.iter().map(|v| v.map(|v| -v)).collect();
        let same = vec![Some(7); 9_000];
        let scattered = (0..n).map(|i| Some(i.wrapping_mul(0x1E37_79B9_7F4A_7C15) >> 20));
        let late = (0..n).map(|i| (i > 8_990).then_some(i));
        for values in [rising, falling, same, scattered.collect(), late.collect()] {
            for descending in [false, true] {
                let keys = vec![Key::Column(column(&values), descending)];
                let order = Order::new(keys, values.len());
                let first: Vec<_> = [0, 1, 24, 512]
                    .map(|k| order.first(&Set::all(values.len()), k))
                    .into();
                assert!(order.known().is_none());
                for rows in first {
                    assert_eq!(Some(&*rows), order.rows().get(..rows.len()));
                }
            }
        }
    }

    proptest! {
        #[test]
        fn the_first_rows_are_those_of_the_whole_order(
            columns in prop::collection::vec((prop::collection::vec(prop_oneof![
                8 => Just(Some(0)), 4 => Just(None), 4 => (-3i64..3).prop_map(Some), 2 => (-300i64..300).prop_map(|v| Some(v * 20_000)),
                1 => any::<i32>().prop_map(|v| Some(i64::from(v))), 1 => Just(Some(i64::MAX)), 1 => Just(Some(i64::MIN + 1)),
            ], 260), 0..4usize, any::<bool>()), 0..3),
            among in prop::option::of(prop::collection::vec(any::<bool>(), 260)),
            most in 0usize..90,
        ) {
            let keys = columns.iter().map(|(values, kind, descending)| {
                let of = |(at, v): (usize, &Option<i64>)| match kind {
                    // nearly all alike, narrow, multiples
                    0 if at % 9 != 0 => values[0],
                    1 => v.map(|v| v % 100),
                    2 => v.map(|v| v % 90 * 20_000),
                    _ => *v,
                };
                let values: Vec<_> = values.iter().enumerate().map(of).collect();
                Key::Column(column(&values), *descending)
            });
            let order = Order::new(keys.chain([Key::Nothing]).collect(), 260);
            let set = among.map_or(Set::all(260), |among| {
                let rows: Vec<u32> = (0u32..).zip(&among).filter(|(_, is)| **is).map(|(row, _)| row).collect();
                Set::new(Bits::of(&rows, 260))
            });
            let first = order.first(&set, most);
            prop_assert!(order.known().is_none());
            let all = order.rows().iter().copied();
            let want: Vec<u32> = all.filter(|row| set.has(*row as usize)).take(most).collect();
            prop_assert_eq!(&first, &want);
            prop_assert_eq!(order.first(&set, most), want);
        }

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
