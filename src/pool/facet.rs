//! Values that are counted: for each facet a dictionary and, for each value, the rows that have it.

use std::io;
use std::sync::OnceLock;

use hashbrown::HashMap;

use super::bits::{Bits, Set};
use super::column::{Column, Growing};
use super::snapshot::{In, Out, damaged};
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

    /// How it is told in a file.
    pub(super) fn keep(&self, out: &mut Out<'_>) -> io::Result<()> {
        match self {
            Posting::Dense(bits, _) => {
                out.number(1u8)?;
                bits.keep(out)
            }
            Posting::Sparse(rows) => {
                out.number(0u8)?;
                out.numbers(rows)
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
    first: OnceLock<Column>,
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
    pub(super) fn keep(&self, out: &mut Out<'_>) -> io::Result<()> {
        out.count(self.names.len())?;
        let mut folds = vec![""; self.names.len()];
        for (fold, code) in &self.codes {
            if let Some(place) = folds.get_mut(*code as usize) {
                *place = fold;
            }
        }
        for ((name, fold), posting) in self.names.iter().zip(folds).zip(&self.postings) {
            out.text(name)?;
            out.text(fold)?;
            posting.keep(out)?;
        }
        out.numbers(&self.places)?;
        self.codes_first.keep(out)
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

    pub(super) fn bytes(&self) -> usize {
        let sorted = self.first.get().map_or(0, Column::bytes);
        sorted + self.codes_first.bytes() + self.postings.iter().map(Posting::bytes).sum::<usize>()
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

    /// For sorting: the first value of each row, as its position among all values by name.
    pub(super) fn first(&self) -> &Column {
        self.first.get_or_init(|| {
            let mut first = Growing::new(self.len);
            self.codes_first.each(self.len, |_, code| {
                let code = code.and_then(|c| usize::try_from(c).ok());
                first.push(code.and_then(|c| self.places.get(c).copied()));
            });
            first.freeze()
        })
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Posting)> {
        self.names.iter().map(|n| &**n).zip(&self.postings)
    }
}

/// Rows that have a value, while they come in rising order: a list, or bits once these take less room.
#[derive(Debug)]
pub(super) struct Rising {
    few: Vec<u32>,
    /// Empty as long as there is a list.
    words: Vec<u64>,
    count: usize,
}

/// Below this a list is never turned into bits.
const FEW: usize = 1024;

impl Rising {
    pub(super) fn new() -> Self {
        Rising {
            few: Vec::new(),
            words: Vec::new(),
            count: 0,
        }
    }

    /// Adds a row that is not before the last one.
    pub(super) fn add(&mut self, row: u32) {
        if self.words.is_empty() {
            if self.few.last() == Some(&row) {
                return;
            }
            self.few.push(row);
            self.count += 1;
            if self.few.len() > FEW && self.few.len() * 64 > row as usize {
                self.spread_out();
            }
            return;
        }
        let (word, bit) = (row as usize / 64, 1 << (row % 64));
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        if let Some(w) = self.words.get_mut(word) {
            self.count += usize::from(*w & bit == 0);
            *w |= bit;
        }
    }

    fn spread_out(&mut self) {
        let last = self.few.last().copied().unwrap_or(0) as usize;
        self.words.resize(last / 64 + 1, 0);
        for row in std::mem::take(&mut self.few) {
            if let Some(w) = self.words.get_mut(row as usize / 64) {
                *w |= 1 << (row % 64);
            }
        }
    }

    /// The rows of another one, from row `offset` on.
    pub(super) fn append(&mut self, later: Rising, offset: u32) {
        if later.words.is_empty() {
            for row in later.few {
                self.add(row + offset);
            }
            return;
        }
        if self.words.is_empty() {
            self.spread_out();
        }
        self.count += later.count;
        let (skip, shift) = (offset as usize / 64, offset % 64);
        self.words
            .resize(self.words.len().max(skip + later.words.len() + 1), 0);
        for (i, word) in later.words.into_iter().enumerate() {
            if let Some(w) = self.words.get_mut(skip + i) {
                *w |= word << shift;
            }
            if shift > 0
                && let Some(w) = self.words.get_mut(skip + i + 1)
            {
                *w |= word >> (64 - shift);
            }
        }
    }

    /// As rows of a pool of `len`.
    pub(super) fn freeze(mut self, len: usize) -> Posting {
        // as in `Posting::new`
        if self.count * 64 <= len {
            let bits = Bits::from_words(std::mem::take(&mut self.words), len);
            self.few.extend(bits.rows());
            return Posting::Sparse(self.few.into());
        }
        if self.words.is_empty() {
            return Posting::new(self.few, len);
        }
        Posting::Dense(Bits::from_words(self.words, len), self.count)
    }
}

/// A facet being filled, row by row.
#[derive(Debug)]
pub(super) struct Gathering {
    names: Vec<Box<str>>,
    codes: HashMap<Box<str>, u32>,
    /// By the spelling in the files, so that folding is done once for each.
    spelled: HashMap<Box<str>, u32>,
    rows: Vec<Rising>,
    /// Code of each row's first value.
    first: Growing,
    len: u32,
}

impl Gathering {
    pub(super) fn new(expected: usize) -> Self {
        Gathering {
            names: Vec::new(),
            codes: HashMap::new(),
            spelled: HashMap::new(),
            rows: Vec::new(),
            first: Growing::new(expected),
            len: 0,
        }
    }

    /// The next row with its values; blank ones and repetitions do not count.
    pub(super) fn push<'a>(&mut self, values: impl Iterator<Item = &'a str>) {
        let mut first = None;
        for value in values {
            let Some(code) = self.code(value) else {
                continue;
            };
            first = first.or(Some(code));
            if let Some(rows) = self.rows.get_mut(code as usize) {
                rows.add(self.len);
            }
        }
        if let Some(code) = first {
            self.first.set(self.len as usize, code.into());
        }
        self.len += 1;
    }

    fn code(&mut self, value: &str) -> Option<u32> {
        if let Some(code) = self.spelled.get(value) {
            return Some(*code);
        }
        let code = self.named(fold_key(value), value.trim())?;
        self.spelled.insert(value.into(), code);
        Some(code)
    }

    fn named(&mut self, fold: String, name: &str) -> Option<u32> {
        if fold.is_empty() {
            return None;
        }
        let next = u32::try_from(self.names.len()).ok()?;
        let code = *self.codes.entry(fold.into()).or_insert(next);
        if code == next {
            self.names.push(name.into());
            self.rows.push(Rising::new());
        }
        Some(code)
    }

    /// The rows of another one behind these.
    pub(super) fn append(&mut self, mut later: Gathering) {
        let here: Vec<Option<u32>> = later
            .names
            .iter()
            .map(|name| self.named(fold_key(name), name))
            .collect();
        for (rows, code) in later.rows.into_iter().zip(&here) {
            if let Some(mine) = code.and_then(|c| self.rows.get_mut(c as usize)) {
                mine.append(rows, self.len);
            }
        }
        let offset = self.len as usize;
        self.first.pad(offset);
        if here.iter().zip(0..).all(|(code, same)| *code == Some(same)) {
            later.first.pad(later.len as usize);
            self.first.append(&later.first.freeze(), later.len as usize);
        } else {
            later.first.each(|row, code| {
                let code = usize::try_from(code).ok().and_then(|c| here.get(c));
                if let Some(code) = code.copied().flatten() {
                    self.first.set(offset + row, code.into());
                }
            });
        }
        self.len += later.len;
    }

    pub(super) fn freeze(mut self) -> Values {
        let len = self.len as usize;
        let mut by_name: Vec<(&str, u32)> = self.codes.iter().map(|(k, c)| (&**k, *c)).collect();
        by_name.sort_unstable();
        let mut places = vec![0; by_name.len()];
        for ((_, code), at) in by_name.iter().zip(0..) {
            if let Some(p) = places.get_mut(*code as usize) {
                *p = at;
            }
        }
        self.first.pad(len);
        Values {
            names: self.names,
            codes: self.codes,
            postings: self.rows.into_iter().map(|r| r.freeze(len)).collect(),
            codes_first: self.first.freeze(),
            places,
            len,
            first: OnceLock::new(),
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
        // the same in two pieces, and each piece by another thread
        let mut one = Gathering::new(0);
        one.push(["Beauty", "beauty", " ", "Home"].into_iter());
        let mut two = Gathering::new(0);
        two.push(["ｂｅａｕｔｙ"].into_iter());
        two.push(std::iter::empty());
        two.push(["Baby"].into_iter());
        one.append(two);
        check(g.freeze());
        check(one.freeze());
    }

    fn check(v: Values) {
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
    fn rows_come_in_pieces_as_they_come_in_one() {
        for (step, cut) in [
            (1u32, 3_000u32),
            (7, 70_000),
            (40, 64_000),
            (90, 31),
            (3, 0),
            (500, 99_999),
        ] {
            let all: Vec<u32> = (0..100_000).step_by(step as usize).collect();
            let mut whole = Rising::new();
            let (mut one, mut two) = (Rising::new(), Rising::new());
            for &row in &all {
                whole.add(row);
                whole.add(row);
                if row < cut {
                    one.add(row)
                } else {
                    two.add(row - cut)
                }
            }
            one.append(two, cut);
            let (whole, one) = (whole.freeze(100_000), one.freeze(100_000));
            assert_eq!(format!("{whole:?}"), format!("{one:?}"), "{step} {cut}");
            assert_eq!(
                format!("{whole:?}"),
                format!("{:?}", Posting::new(all, 100_000))
            );
        }
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
