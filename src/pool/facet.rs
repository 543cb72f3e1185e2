//! Values that are counted: for each facet a dictionary and, for each value, the rows that have it.

mod gather;
mod whole;

use std::io;
use std::sync::{Arc, OnceLock};

pub(super) use gather::{Gathering, Rising};
pub(super) use whole::{Rows, Whole};

use hashbrown::HashMap;

use super::bits::{Bits, Set};
use super::column::{Column, Growing};
use super::wire::{In, Out, damaged};
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

    /// With just those of the `changed` rows that have the value `now`; both rise.
    fn changed(&self, changed: &[u32], now: Vec<u32>, len: usize) -> Self {
        match self {
            Posting::Dense(bits, _) => {
                let mut bits = bits.clone();
                bits.minus(&Bits::of(changed, len));
                now.iter().for_each(|row| bits.add(*row as usize));
                Posting::of_bits(bits, len)
            }
            Posting::Sparse(rows) => {
                let stays = |row: &&u32| changed.binary_search(row).is_err();
                let mut all: Vec<u32> = rows.iter().filter(stays).copied().chain(now).collect();
                all.sort_unstable();
                Posting::new(all, len)
            }
        }
    }

    /// How it is told in a file.
    pub(super) fn keep(&self, out: &mut Out) {
        match self {
            Posting::Dense(bits, _) => {
                out.number(1u8);
                bits.keep(out);
            }
            Posting::Sparse(rows) => {
                out.number(0u8);
                out.numbers(rows);
            }
        }
    }

    pub(super) fn take(from: &mut In<'_>, len: usize) -> io::Result<Self> {
        match from.number::<u8>()? {
            1 => {
                let bits = Bits::take(from)?;
                if bits.len() != len {
                    return Err(damaged());
                }
                let count = bits.count();
                Ok(Posting::Dense(bits, count))
            }
            0 => Ok(Posting::Sparse(from.numbers()?.into())),
            _ => Err(damaged()),
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
    /// Code of the first value of each row.
    codes_first: Column,
    /// Of each code, its position among all values by name.
    places: Vec<i64>,
    len: usize,
    /// The first value of each row by its place, once somebody has sorted by it.
    first: OnceLock<Arc<Column>>,
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
            codes_first: Column::Empty,
            places: Vec::new(),
            len,
            first: OnceLock::new(),
        }
    }

    /// How it is told in a file.
    pub(super) fn keep(&self, out: &mut Out) {
        out.count(self.names.len());
        let mut folds = vec![""; self.names.len()];
        for (fold, code) in &self.codes {
            if let Some(place) = folds.get_mut(*code as usize) {
                *place = fold;
            }
        }
        for ((name, fold), posting) in self.names.iter().zip(folds).zip(&self.postings) {
            out.text(name);
            out.text(fold);
            posting.keep(out);
        }
        out.numbers(&self.places);
        self.codes_first.keep(out);
    }

    pub(super) fn take(from: &mut In<'_>, len: usize) -> io::Result<Self> {
        let n = from.count(1)?;
        let (mut names, mut postings) = (Vec::with_capacity(n), Vec::with_capacity(n));
        let mut codes = HashMap::with_capacity(n);
        for code in (0u32..).take(n) {
            names.push(from.text()?.into());
            codes.insert(from.text()?.into(), code);
            postings.push(Posting::take(from, len)?);
        }
        let places = from.numbers()?;
        let codes_first = Column::take(from)?;
        if codes.len() != n || places.len() != n || codes_first.rows().is_some_and(|r| r != len) {
            return Err(damaged());
        }
        Ok(Values {
            names,
            codes,
            postings,
            codes_first,
            places,
            len,
            first: OnceLock::new(),
        })
    }

    /// The same rows with other values in some, which rise. A name is spelled as it is in these.
    pub(super) fn changed<N: AsRef<str>>(&self, changes: &[(u32, &[N])]) -> Self {
        let (mut names, mut codes) = (self.names.clone(), self.codes.clone());
        // rows that have each value now
        let mut wanted: Vec<Vec<u32>> = vec![Vec::new(); names.len()];
        let mut firsts = Vec::with_capacity(changes.len());
        for (row, values) in changes {
            let mut first = None;
            for name in values.iter().map(|n| n.as_ref().trim()) {
                let fold = fold_key(name);
                if fold.is_empty() {
                    continue;
                }
                let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
                let code = *codes.entry(fold.into()).or_insert(next);
                match names.get_mut(code as usize) {
                    Some(spelled) if **spelled != *name => *spelled = name.into(),
                    Some(_) => {}
                    None => {
                        names.push(name.into());
                        wanted.push(Vec::new());
                    }
                }
                first = first.or(Some(i64::from(code)));
                if let Some(rows) = wanted.get_mut(code as usize)
                    && rows.last() != Some(row)
                {
                    rows.push(*row);
                }
            }
            firsts.push(first);
        }
        let changed: Vec<u32> = changes.iter().map(|(row, _)| *row).collect();
        let nobody = Posting::Sparse(Box::default());
        let before = self.postings.iter().chain(std::iter::repeat(&nobody));
        let postings = wanted
            .into_iter()
            .zip(before)
            .map(|(now, before)| before.changed(&changed, now, self.len))
            .collect();
        let mut codes_first = Growing::new(self.len);
        let mut firsts = changed.iter().zip(firsts).peekable();
        self.codes_first.each(self.len, |row, code| {
            let code = match firsts.next_if(|(changed, _)| **changed as usize == row) {
                Some((_, first)) => first,
                None => code,
            };
            codes_first.push(code);
        });
        Values {
            places: gather::places(&codes),
            names,
            codes,
            postings,
            codes_first: codes_first.freeze(),
            len: self.len,
            first: OnceLock::new(),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        let sorted = self.first.get().map_or(0, |first| first.bytes());
        sorted + self.codes_first.bytes() + self.postings.iter().map(Posting::bytes).sum::<usize>()
    }

    /// Names with their numbers of rows.
    pub(super) fn counts(&self) -> impl Iterator<Item = (&str, usize)> {
        self.iter().map(|(name, rows)| (name, rows.count()))
    }

    /// How many rows have no value.
    pub(super) fn without(&self) -> usize {
        let mut n = 0;
        self.codes_first
            .each(self.len, |_, code| n += usize::from(code.is_none()));
        n
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

    /// The first value of a row.
    pub(super) fn first_code(&self, row: usize) -> Option<usize> {
        usize::try_from(self.codes_first.get(row)?).ok()
    }

    /// For sorting: the first value of each row, as its position among all values by name.
    pub(super) fn first(&self) -> &Arc<Column> {
        self.first.get_or_init(|| {
            let place = |code: i64| self.places.get(usize::try_from(code).ok()?).copied();
            Arc::new(self.codes_first.mapped(self.places.len(), &place))
        })
    }

    /// The same by another order of the values: the place of each.
    pub(super) fn first_by(&self, place: &dyn Fn(&str) -> Option<usize>) -> Arc<Column> {
        let places: Vec<Option<i64>> = self
            .names
            .iter()
            .map(|name| i64::try_from(place(name)?).ok())
            .collect();
        let place = |code: i64| places.get(usize::try_from(code).ok()?).copied().flatten();
        Arc::new(self.codes_first.mapped(places.len(), &place))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Posting)> {
        self.names.iter().map(|n| &**n).zip(&self.postings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
