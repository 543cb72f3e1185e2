//! Sorting rows by numbers, digit by digit from the lowest, equal ones as they came.
//!
//! No number is compared with another: each pass counts how often each digit stands and then puts every row in its
//! place. A pass writes a row with what is left of its number in one word; the last one writes rows only. Both threads
//! write into one buffer, each to places of its own: the atomic cells are what makes that plain to the compiler, and
//! cost nothing.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

use super::column::Width;
use super::halves::{MANY, halves};

/// Bits sorted by in one pass. More would mean fewer passes, but the places of all digits have to stay near: 64 KB.
const DIGIT: u32 = 14;

/// Bits that fit beside a row in one word.
const BESIDE: u32 = 32;

/// Rows (or positions, where there are none) by their values, missing last.
pub(super) fn sorted<T: Width>(values: &[T], rows: Option<&[u32]>, descending: bool) -> Vec<u32> {
    let len = rows.map_or(values.len(), |rows| rows.len().min(values.len()));
    let values = values.get(..len).unwrap_or_default();
    let (mut low, mut high, mut missing) = (T::MAX, T::MISSING, false);
    for v in values {
        let absent = *v == T::MISSING;
        missing |= absent;
        let at_least = if absent { T::MAX } else { *v };
        low = if at_least < low { at_least } else { low };
        high = if *v > high { *v } else { high };
    }
    let row = |at: usize| match rows {
        Some(rows) => rows.get(at).copied().unwrap_or(u32::MAX),
        None => at as u32,
    };
    if high == T::MISSING {
        return (0..len).map(row).collect();
    }
    // complements fall where numbers rise
    let flip: i64 = if descending { -1 } else { 0 };
    let (low, high): (i64, i64) = (low.into(), high.into());
    let base = if descending { !high } else { low };
    let span = high.wrapping_sub(low).cast_unsigned();
    // behind all others; a span of all 64 bits does not occur, the smallest number of a width stands for missing
    let last = span.saturating_add(1);
    let bits = 64 - if missing { last } else { span }.leading_zeros();
    let key = |at: usize| {
        let v = values.get(at).copied().unwrap_or(T::MISSING);
        let whole: i64 = v.into();
        let key = (whole ^ flip).wrapping_sub(base).cast_unsigned();
        if v == T::MISSING { last } else { key }
    };
    if bits <= DIGIT + BESIDE {
        return by_key(len, bits, &row, &key);
    }
    // by the lower bits, then by the upper ones
    let lower = bits - BESIDE;
    let order = by_key(len, lower, &|at| at as u32, &|at| {
        key(at) & ((1 << lower) - 1)
    });
    let nth = |at: usize| order.get(at).map_or(0, |at| *at as usize);
    by_key(len, BESIDE, &|at| row(nth(at)), &|at| key(nth(at)) >> lower)
}

/// Rows by keys of so many bits: no more than a digit over what fits beside a row.
fn by_key(
    len: usize,
    bits: u32,
    row: &(impl Fn(usize) -> u32 + Sync),
    key: &(impl Fn(usize) -> u64 + Sync),
) -> Vec<u32> {
    let passes = bits.div_ceil(DIGIT).max(1);
    // what the first pass leaves of a number must fit beside the row
    let digit = bits.div_ceil(passes).max(bits.saturating_sub(BESIDE));
    let mask = (1u64 << digit) - 1;
    // fresh memory is zero already, and a number becomes a cell where it lies
    let rows: Vec<AtomicU32> = vec![0; len].into_iter().map(AtomicU32::new).collect();
    let put = |place: u32, row: u32| {
        if let Some(cell) = rows.get(place as usize) {
            cell.store(row, Relaxed);
        }
    };
    if passes == 1 {
        pass(len, digit, key, |at, place| put(place, row(at)));
        return rows.into_iter().map(AtomicU32::into_inner).collect();
    }
    let store = |to: &[AtomicU64], place: u32, left: u64, row: u64| {
        if let Some(cell) = to.get(place as usize) {
            cell.store(left << 32 | row, Relaxed);
        }
    };
    let load = |from: &[AtomicU64], at: usize| from.get(at).map_or(0, |cell| cell.load(Relaxed));
    let words =
        |len: usize| -> Vec<AtomicU64> { vec![0; len].into_iter().map(AtomicU64::new).collect() };
    let mut from = words(len);
    pass(
        len,
        digit,
        |at| key(at) & mask,
        |at, place| store(&from, place, key(at) >> digit, row(at).into()),
    );
    let mut to = words(if passes > 2 { len } else { 0 });
    for _ in 2..passes {
        pass(
            len,
            digit,
            |at| load(&from, at) >> 32 & mask,
            |at, place| {
                let word = load(&from, at);
                store(&to, place, word >> (32 + digit), word & 0xffff_ffff);
            },
        );
        std::mem::swap(&mut from, &mut to);
    }
    pass(
        len,
        digit,
        |at| load(&from, at) >> 32,
        |at, place| put(place, (load(&from, at) & 0xffff_ffff) as u32),
    );
    rows.into_iter().map(AtomicU32::into_inner).collect()
}

/// Tells `put` the place of each of `len` things by a digit.
fn pass(len: usize, digit: u32, of: impl Fn(usize) -> u64 + Sync, put: impl Fn(usize, u32) + Sync) {
    let many = len >= MANY;
    let mut counts = halves(len, many, |_, range| {
        let mut counts = vec![0u32; 1 << digit];
        for at in range {
            if let Some(n) = counts.get_mut(of(at) as usize) {
                *n += 1;
            }
        }
        counts
    });
    let mut place = 0;
    for value in 0..1 << digit {
        for counts in &mut counts {
            if let Some(n) = counts.get_mut(value) {
                place += std::mem::replace(n, place);
            }
        }
    }
    halves(len, many, |part, range| {
        let mut places = counts.get(part).cloned().unwrap_or_default();
        for at in range {
            if let Some(place) = places.get_mut(of(at) as usize) {
                put(at, *place);
                *place += 1;
            }
        }
    });
}
