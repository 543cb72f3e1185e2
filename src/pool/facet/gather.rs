//! A facet while it is being filled: names as they turn up, rows as they rise, as rows are read.

use std::sync::OnceLock;

use hashbrown::HashMap;

use super::{Posting, Values};
use crate::pool::bits::Bits;
use crate::pool::column::Growing;
use crate::text::fold_key;

/// Rows that have a value, while they come in rising order: a list, or bits once these take less room.
#[derive(Debug)]
pub(in crate::pool) struct Rising {
    few: Vec<u32>,
    /// Empty as long as there is a list.
    words: Vec<u64>,
    count: usize,
}

/// Below this a list is never turned into bits.
const FEW: usize = 1024;

impl Rising {
    pub(in crate::pool) fn new() -> Self {
        Rising {
            few: Vec::new(),
            words: Vec::new(),
            count: 0,
        }
    }

    /// Adds a row that is not before the last one.
    pub(in crate::pool) fn add(&mut self, row: u32) {
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

    /// As rows of a pool of `len`.
    pub(in crate::pool) fn freeze(mut self, len: usize) -> Posting {
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
pub(in crate::pool) struct Gathering {
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
    pub(in crate::pool) fn new(expected: usize) -> Self {
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
    pub(in crate::pool) fn push<'a>(&mut self, values: impl Iterator<Item = &'a str>) {
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

    pub(in crate::pool) fn freeze(mut self) -> Values {
        let len = self.len as usize;
        let places = places(&self.codes);
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

/// Of each code, its position among all values by name.
pub(super) fn places(codes: &HashMap<Box<str>, u32>) -> Vec<i64> {
    let mut by_name: Vec<(&str, u32)> = codes.iter().map(|(k, c)| (&**k, *c)).collect();
    by_name.sort_unstable();
    let mut places = vec![0; by_name.len()];
    for ((_, code), at) in by_name.iter().zip(0..) {
        if let Some(p) = places.get_mut(*code as usize) {
            *p = at;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::super::whole::{Rows, Whole};
    use super::*;

    #[test]
    fn the_first_spelling_stays_and_every_spelling_is_found() {
        let mut g = Gathering::new(4);
        g.push(["Beauty", "beauty", " ", "Home"].into_iter());
        g.push(["ｂｅａｕｔｙ"].into_iter());
        g.push(std::iter::empty());
        g.push(["Baby"].into_iter());
        check(g.freeze());
        // the same in two pieces
        let mut one = Gathering::new(0);
        one.push(["Beauty", "beauty", " ", "Home"].into_iter());
        let mut two = Gathering::new(0);
        two.push(["ｂｅａｕｔｙ"].into_iter());
        two.push(std::iter::empty());
        two.push(["Baby"].into_iter());
        let pieces = [one.freeze(), two.freeze()];
        let counts = pieces.iter().map(|v| v.counts().collect::<Vec<_>>());
        let without = pieces.iter().map(Values::without).sum();
        let mut whole = Whole::new(counts.flatten(), without, 4);
        pieces.iter().for_each(|v| whole.append(v));
        check(whole.values());
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
            let (one, two) = (one.freeze(cut as usize), two.freeze(100_000 - cut as usize));
            let mut joined = Rows::new(one.count() + two.count(), 100_000);
            joined.append(&one, 0);
            joined.append(&two, cut);
            let joined = joined.posting(100_000);
            let whole = whole.freeze(100_000);
            assert_eq!(format!("{whole:?}"), format!("{joined:?}"), "{step} {cut}");
            assert_eq!(
                format!("{whole:?}"),
                format!("{:?}", Posting::new(all, 100_000))
            );
        }
    }
}
