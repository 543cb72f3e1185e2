//! Values that are counted: for each facet a dictionary and, for each value, the rows that have it.

use std::collections::HashMap;

use super::bits::{Bits, Set};
use super::column::{Column, Growing};
use crate::domain::facet::{Facet, asked_for};
use crate::text::fold_key;

/// The rows that have a value: a bitset where they are many, a list where they are few.
#[derive(Debug, Clone)]
pub(super) enum Posting {
    Dense(Bits, usize),
    Sparse(Box<[u32]>),
}

impl Posting {
    pub(super) fn new(rows: Vec<u32>, len: usize) -> Self {
        // 4 bytes a row against a bit for every row: from a 64th on counting by words is the quicker way
        if rows.len() * 64 > len {
            Posting::Dense(Bits::of(&rows, len), rows.len())
        } else {
            Posting::Sparse(rows.into())
        }
    }

    pub(super) fn of_bits(bits: Bits, len: usize) -> Self {
        let count = bits.count();
        if count * 64 > len {
            Posting::Dense(bits, count)
        } else {
            Posting::Sparse(bits.rows().collect())
        }
    }

    pub(super) fn count(&self) -> usize {
        match self {
            Posting::Dense(_, count) => *count,
            Posting::Sparse(rows) => rows.len(),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        match self {
            Posting::Dense(bits, _) => bits.bytes(),
            Posting::Sparse(rows) => rows.len() * 4,
        }
    }

    pub(super) fn add_to(&self, out: &mut Bits) {
        match self {
            Posting::Dense(bits, _) => out.or(bits),
            Posting::Sparse(rows) => rows.iter().for_each(|r| out.add(*r as usize)),
        }
    }

    /// How many of them are in the base.
    pub(super) fn count_in(&self, base: &Base<'_>) -> usize {
        match (self, &base.few, base.set.bits()) {
            (_, _, None) if base.set.is_all() => self.count(),
            (_, _, None) => 0,
            (Posting::Dense(bits, _), Some(few), _) => few
                .iter()
                .map(|(at, word)| {
                    let here = bits.words().get(*at as usize).copied().unwrap_or(0);
                    (here & word).count_ones() as usize
                })
                .sum(),
            (Posting::Dense(bits, _), None, Some(all)) => bits.and_count(all),
            (Posting::Sparse(rows), _, Some(all)) => {
                rows.iter().filter(|r| all.has(**r as usize)).count()
            }
        }
    }
}

/// A set about to be counted against many postings.
pub(super) struct Base<'s> {
    set: &'s Set,
    /// The words with anything in them, where they are few.
    few: Option<Vec<(u32, u64)>>,
}

impl<'s> Base<'s> {
    pub(super) fn new(set: &'s Set) -> Self {
        let few = set.bits().filter(|b| set.count() * 4 < b.words().len());
        Base {
            set,
            few: few.map(|b| {
                (0u32..)
                    .zip(b.words().iter().copied())
                    .filter(|(_, w)| *w != 0)
                    .collect()
            }),
        }
    }
}

/// The values of one facet.
#[derive(Debug)]
pub(super) struct Values {
    /// As first spelled.
    names: Vec<Box<str>>,
    codes: HashMap<Box<str>, u32>,
    postings: Vec<Posting>,
    /// The first value of each row, as its position among all values by name.
    first: Column,
}

impl Values {
    /// Names with their rows, codes in this order.
    pub(super) fn new<'a>(values: impl Iterator<Item = (&'a str, Bits)>, len: usize) -> Self {
        let (names, postings): (Vec<Box<str>>, Vec<Posting>) = values
            .map(|(name, rows)| (name.into(), Posting::of_bits(rows, len)))
            .unzip();
        Values {
            names,
            codes: HashMap::new(),
            postings,
            first: Column::Empty,
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.first.bytes() + self.postings.iter().map(Posting::bytes).sum::<usize>()
    }

    pub(super) fn name(&self, code: usize) -> &str {
        self.names.get(code).map(|n| &**n).unwrap_or_default()
    }

    /// By name, in any case and width.
    pub(super) fn code(&self, name: &str) -> Option<usize> {
        self.codes.get(fold_key(name).as_str()).map(|c| *c as usize)
    }

    /// What a typed name asks for: see [`asked_for`].
    pub(super) fn asked(&self, facet: Facet, typed: &str) -> Vec<usize> {
        match self.code(typed) {
            Some(code) => vec![code],
            None => asked_for(facet, typed, self.names.iter().map(|n| &**n)),
        }
    }

    pub(super) fn postings(&self) -> &[Posting] {
        &self.postings
    }

    /// Rows with any of these values.
    pub(super) fn rows(&self, codes: impl Iterator<Item = usize>, len: usize) -> Bits {
        let mut out = Bits::none(len);
        for code in codes {
            if let Some(p) = self.postings.get(code) {
                p.add_to(&mut out);
            }
        }
        out
    }

    /// For sorting: see the field.
    pub(super) fn first(&self) -> &Column {
        &self.first
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Posting)> {
        self.names.iter().map(|n| &**n).zip(&self.postings)
    }
}

/// A facet being filled, row by row.
#[derive(Debug)]
pub(super) struct Gathering {
    names: Vec<Box<str>>,
    codes: HashMap<Box<str>, u32>,
    /// By the spelling in the files, so that folding is done once for each.
    spelled: HashMap<Box<str>, u32>,
    rows: Vec<Vec<u32>>,
    first: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Gathering {
    pub(super) fn new(expected: usize) -> Self {
        Gathering {
            names: Vec::new(),
            codes: HashMap::new(),
            spelled: HashMap::new(),
            rows: Vec::new(),
            first: Vec::with_capacity(expected),
        }
    }

    /// The next row with its values; blank ones and repetitions do not count.
    pub(super) fn push<'a>(&mut self, values: impl Iterator<Item = &'a str>) {
        let row = u32::try_from(self.first.len()).unwrap_or(NONE);
        let mut first = NONE;
        for value in values {
            let Some(code) = self.code(value) else {
                continue;
            };
            if first == NONE {
                first = code;
            }
            if let Some(rows) = self.rows.get_mut(code as usize)
                && rows.last() != Some(&row)
            {
                rows.push(row);
            }
        }
        self.first.push(first);
    }

    fn code(&mut self, value: &str) -> Option<u32> {
        if let Some(code) = self.spelled.get(value) {
            return Some(*code);
        }
        let fold = fold_key(value);
        if fold.is_empty() {
            return None;
        }
        let next = u32::try_from(self.names.len()).ok()?;
        let code = *self.codes.entry(fold.into()).or_insert(next);
        if code == next {
            self.names.push(value.trim().into());
            self.rows.push(Vec::new());
        }
        self.spelled.insert(value.into(), code);
        Some(code)
    }

    pub(super) fn freeze(self) -> Values {
        let len = self.first.len();
        let mut by_name: Vec<(&str, u32)> = self.codes.iter().map(|(k, c)| (&**k, *c)).collect();
        by_name.sort_unstable();
        let mut place = vec![0i64; by_name.len()];
        for ((_, code), at) in by_name.iter().zip(0..) {
            if let Some(p) = place.get_mut(*code as usize) {
                *p = at;
            }
        }
        let mut first = Growing::new(len);
        for code in &self.first {
            first.push(place.get(*code as usize).copied());
        }
        Values {
            names: self.names,
            codes: self.codes,
            postings: self
                .rows
                .into_iter()
                .map(|rows| Posting::new(rows, len))
                .collect(),
            first: first.freeze(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_spelling_stays_and_every_spelling_is_found() {
        let mut g = Gathering::new(4);
        g.push(["Beauty", "beauty", " ", "Home"].into_iter());
        g.push(["ｂｅａｕｔｙ"].into_iter());
        g.push(std::iter::empty());
        g.push(["Baby"].into_iter());
        let v = g.freeze();
        assert_eq!(
            v.iter().map(|(n, _)| n).collect::<Vec<_>>(),
            ["Beauty", "Home", "Baby"]
        );
        assert_eq!(v.code("BEAUTY"), Some(0));
        assert_eq!(v.code("beau"), None);
        assert_eq!(v.postings()[0].count(), 2);
        assert_eq!(
            v.rows([0, 2].into_iter(), 4).rows().collect::<Vec<_>>(),
            [0, 1, 3]
        );
        // Baby, Beauty, Home
        assert_eq!(
            [0, 1, 2, 3].map(|r| v.first().get(r)),
            [Some(1), Some(1), None, Some(0)]
        );
    }

    #[test]
    fn dense_and_sparse_count_alike() {
        let len = 64 * 200;
        let rows: Vec<u32> = (0..len as u32).filter(|r| r % 90 == 0).collect();
        let list = Posting::Sparse(rows.clone().into());
        let bits = Posting::Dense(Bits::of(&rows, len), rows.len());
        for step in [1usize, 2, 45, 97, 5000] {
            let some: Vec<u32> = (0..len as u32).step_by(step).collect();
            let want = some.iter().filter(|r| *r % 90 == 0).count();
            let set = Set::new(Bits::of(&some, len));
            let base = Base::new(&set);
            assert_eq!(list.count_in(&base), want, "{step}");
            assert_eq!(bits.count_in(&base), want, "{step}");
        }
        let none = Set::new(Bits::none(len));
        assert_eq!(bits.count_in(&Base::new(&none)), 0);
    }
}
