//! Sets of rows.

use std::io;
use std::sync::Arc;

use super::wire::{In, Out, damaged};

/// A dense set of rows: one bit each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Bits {
    words: Box<[u64]>,
    len: usize,
}

/// Puts the words of a set behind the first rows of another one. Bits behind its last row must be 0.
pub(super) fn put_words(to: &mut [u64], from_row: usize, words: &[u64]) {
    let (skip, shift) = (from_row / 64, from_row % 64);
    for (i, word) in words.iter().enumerate() {
        if let Some(w) = to.get_mut(skip + i) {
            *w |= word << shift;
        }
        if shift > 0
            && let Some(w) = to.get_mut(skip + i + 1)
        {
            *w |= word >> (64 - shift);
        }
    }
}

impl Bits {
    /// None of `len` rows.
    pub(super) fn none(len: usize) -> Self {
        Bits {
            words: vec![0; len.div_ceil(64)].into(),
            len,
        }
    }

    /// All of `len` rows.
    pub(super) fn all(len: usize) -> Self {
        let mut bits = Bits {
            words: vec![u64::MAX; len.div_ceil(64)].into(),
            len,
        };
        bits.trim();
        bits
    }

    /// The rows of a list.
    pub(super) fn of(rows: &[u32], len: usize) -> Self {
        let mut bits = Bits::none(len);
        for &row in rows {
            bits.add(row as usize);
        }
        bits
    }

    /// Of `len` rows; bits behind the last one must be 0.
    pub(super) fn from_words(mut words: Vec<u64>, len: usize) -> Self {
        words.resize(len.div_ceil(64), 0);
        Bits {
            words: words.into(),
            len,
        }
    }

    /// How many rows there are, in it or not.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// How a set is told in a file.
    pub(super) fn keep(&self, out: &mut Out) {
        out.count(self.len);
        out.numbers(&self.words);
    }

    pub(super) fn take(from: &mut In<'_>) -> io::Result<Self> {
        let len = from.count(0)?;
        let words: Vec<u64> = from.numbers()?;
        if words.len() != len.div_ceil(64) {
            return Err(damaged());
        }
        let mut bits = Bits {
            words: words.into(),
            len,
        };
        bits.trim();
        Ok(bits)
    }

    /// Bits behind the last row are always 0, so that counting needs no care.
    fn trim(&mut self) {
        let over = self.words.len() * 64 - self.len;
        if let Some(last) = self.words.last_mut() {
            *last &= u64::MAX >> over;
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.words.len() * 8
    }

    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    /// For filling word by word; `fill` must leave the bits behind the last row at 0.
    pub(super) fn words_mut(&mut self) -> &mut [u64] {
        &mut self.words
    }

    pub(super) fn has(&self, row: usize) -> bool {
        self.words
            .get(row / 64)
            .is_some_and(|w| w >> (row % 64) & 1 == 1)
    }

    pub(super) fn add(&mut self, row: usize) {
        if row < self.len
            && let Some(w) = self.words.get_mut(row / 64)
        {
            *w |= 1 << (row % 64);
        }
    }

    pub(super) fn count(&self) -> usize {
        self.words.iter().map(|w| w.count_ones() as usize).sum()
    }

    /// How many come before a row.
    pub(super) fn count_before(&self, row: usize) -> usize {
        let (word, bit) = (row / 64, row % 64);
        let whole = self.words.iter().take(word).map(|w| w.count_ones());
        let part = self.words.get(word).map(|w| w & !(u64::MAX << bit));
        whole.chain(part.map(u64::count_ones)).sum::<u32>() as usize
    }

    pub(super) fn and(&mut self, other: &Bits) {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a &= b;
        }
    }

    pub(super) fn or(&mut self, other: &Bits) {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a |= b;
        }
    }

    /// Takes the rows of `other` out.
    pub(super) fn minus(&mut self, other: &Bits) {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a &= !b;
        }
    }

    pub(super) fn complement(&mut self) {
        for w in &mut self.words {
            *w = !*w;
        }
        self.trim();
    }

    pub(super) fn and_count(&self, other: &Bits) -> usize {
        and_count(&self.words, &other.words)
    }

    /// What each row stands for, in rising order of rows; `count` of them.
    pub(super) fn collect(&self, count: usize, of: impl Fn(u32) -> u32) -> Vec<u32> {
        let mut out = Vec::with_capacity(count);
        for (i, &word) in (0u32..).zip(&self.words) {
            let mut left = word;
            while left != 0 {
                out.push(of(i * 64 + left.trailing_zeros()));
                left &= left - 1;
            }
        }
        out
    }

    /// Rows in rising order, behind what is there.
    pub(super) fn collect_into(&self, out: &mut Vec<u32>) {
        for (i, &word) in (0u32..).zip(&self.words) {
            if word == u64::MAX {
                out.extend(i * 64..i * 64 + 64);
                continue;
            }
            let mut left = word;
            while left != 0 {
                out.push(i * 64 + left.trailing_zeros());
                left &= left - 1;
            }
        }
    }

    /// Rows in rising order.
    pub(super) fn rows(&self) -> impl Iterator<Item = u32> {
        (0u32..).zip(&self.words).flat_map(|(i, &word)| {
            let mut left = word;
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let bit = left.trailing_zeros();
                    left &= left - 1;
                    i * 64 + bit
                })
            })
        })
    }
}

/// Words added side by side, so that the machine's wide registers are used.
const LANES: usize = 4;
type Lanes = [u64; LANES];

/// Two bits of a sum: what is carried, and what stays.
fn add(x: Lanes, y: Lanes, z: Lanes) -> (Lanes, Lanes) {
    let (mut carry, mut sum) = ([0; LANES], [0; LANES]);
    let each = carry.iter_mut().zip(&mut sum).zip(x).zip(y).zip(z);
    for ((((carry, sum), x), y), z) in each {
        let both = x ^ y;
        *carry = (x & y) | (both & z);
        *sum = both ^ z;
    }
    (carry, sum)
}

fn ones(lanes: Lanes) -> u64 {
    lanes.iter().map(|w| u64::from(w.count_ones())).sum()
}

/// Ones in `a & b`. Eight words are added bit by bit (carry-save) before their ones are counted: without a popcount
/// instruction, which older machines lack and the build does not ask for, that is several times as fast.
fn and_count(a: &[u64], b: &[u64]) -> usize {
    const BLOCK: usize = 8 * LANES;
    let mut eights = 0u64;
    let (mut one, mut two, mut four) = ([0; LANES], [0; LANES], [0; LANES]);
    let (mut a_blocks, mut b_blocks) = (a.chunks_exact(BLOCK), b.chunks_exact(BLOCK));
    for (x, y) in (&mut a_blocks).zip(&mut b_blocks) {
        let (Ok(x), Ok(y)) = (<&[u64; BLOCK]>::try_from(x), <&[u64; BLOCK]>::try_from(y)) else {
            continue;
        };
        let both =
            |at: usize| -> Lanes { std::array::from_fn(|i| x[at * LANES + i] & y[at * LANES + i]) };
        let (two_a, o) = add(one, both(0), both(1));
        let (two_b, o) = add(o, both(2), both(3));
        let (four_a, t) = add(two, two_a, two_b);
        let (two_a, o) = add(o, both(4), both(5));
        let (two_b, o) = add(o, both(6), both(7));
        let (four_b, t) = add(t, two_a, two_b);
        let (eight, f) = add(four, four_a, four_b);
        (one, two, four) = (o, t, f);
        eights += ones(eight);
    }
    let rest: u32 = a_blocks
        .remainder()
        .iter()
        .zip(b_blocks.remainder())
        .map(|(x, y)| (x & y).count_ones())
        .sum();
    let total = eights * 8 + ones(four) * 4 + ones(two) * 2 + ones(one) + u64::from(rest);
    usize::try_from(total).unwrap_or(usize::MAX)
}

/// A set that knows its size; the full and the empty one take no room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Set {
    /// `None` where `count` says all.
    bits: Option<Arc<Bits>>,
    count: usize,
    len: usize,
}

impl Set {
    pub(super) fn all(len: usize) -> Self {
        Set {
            bits: None,
            count: len,
            len,
        }
    }

    pub(super) fn new(bits: Bits) -> Self {
        let (count, len) = (bits.count(), bits.len);
        Set {
            bits: (count != 0 && count != len).then(|| Arc::new(bits)),
            count,
            len,
        }
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    pub(super) fn has(&self, row: usize) -> bool {
        match &self.bits {
            Some(bits) => bits.has(row),
            None => self.is_all() && row < self.len,
        }
    }

    pub(super) fn is_all(&self) -> bool {
        self.count == self.len
    }

    /// `None` for the full and the empty set.
    pub(super) fn bits(&self) -> Option<&Bits> {
        self.bits.as_deref()
    }

    pub(super) fn and(&self, other: &Set) -> Set {
        match (&self.bits, &other.bits) {
            (Some(a), Some(b)) => {
                let mut both = (**a).clone();
                both.and(b);
                Set::new(both)
            }
            // one of them is full or empty
            _ if self.is_all() => other.clone(),
            _ if other.is_all() || self.count == 0 => self.clone(),
            _ => other.clone(),
        }
    }

    pub(super) fn and_count(&self, other: &Set) -> usize {
        match (&self.bits, &other.bits) {
            (Some(a), Some(b)) => a.and_count(b),
            _ if self.is_all() => other.count,
            _ if other.is_all() => self.count,
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn sets_of_bits_are_sets(len in 1usize..6000, seed in any::<u64>(), full: bool) {
            let pick = |k: u64| -> BTreeSet<u32> {
                (0..len as u32).filter(|i| (u64::from(*i) + k).wrapping_mul(seed | 1).count_ones().is_multiple_of(3)).collect()
            };
            let a = pick(1);
            let b: BTreeSet<u32> = if full { (0..len as u32).collect() } else { pick(77) };
            let list = |s: &BTreeSet<u32>| s.iter().copied().collect::<Vec<_>>();
            let (sa, sb) = (Set::new(Bits::of(&list(&a), len)), Set::new(Bits::of(&list(&b), len)));
            let both: BTreeSet<u32> = a.intersection(&b).copied().collect();
            prop_assert_eq!(sa.and_count(&sb), both.len());
            let rows = |s: &Set| -> BTreeSet<u32> {
                match s.bits() {
                    Some(b) => b.rows().collect(),
                    None => (0..len as u32).filter(|_| s.is_all()).collect(),
                }
            };
            prop_assert_eq!(rows(&sa.and(&sb)), both);
            let not: BTreeSet<u32> = (0..len as u32).filter(|i| !a.contains(i)).collect();
            let mut rest = Bits::of(&list(&a), len);
            rest.complement();
            prop_assert_eq!(rest.count(), not.len());
            prop_assert_eq!(rows(&Set::new(rest)), not);
            prop_assert_eq!(Bits::all(len).count(), len);
        }
    }
}
