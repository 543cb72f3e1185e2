//! A facet of several pieces, its values and their numbers of rows known before the first of them is read.

use std::sync::OnceLock;

use hashbrown::HashMap;

use super::gather::places;
use super::{Posting, Values};
use crate::pool::bits::{Bits, put_words};
use crate::pool::column::{Fill, Stats};
use crate::text::fold_key;

/// The rows of a value, in the form that so many of them take.
#[derive(Debug)]
pub(in crate::pool) enum Rows {
    Dense(Vec<u64>, usize),
    Sparse(Vec<u32>),
}

impl Rows {
    /// For `count` of `len` rows.
    pub(in crate::pool) fn new(count: usize, len: usize) -> Self {
        // as in `Posting::new`
        if count * 64 > len {
            Rows::Dense(vec![0; len.div_ceil(64)], 0)
        } else {
            Rows::Sparse(Vec::with_capacity(count))
        }
    }

    /// The rows of the next piece, which begins at row `offset`.
    pub(in crate::pool) fn append(&mut self, piece: &Posting, offset: u32) {
        match (self, piece) {
            (Rows::Dense(words, count), Posting::Dense(bits, more)) => {
                put_words(words, offset as usize, bits.words());
                *count += more;
            }
            (Rows::Dense(words, count), Posting::Sparse(rows)) => {
                for row in rows.iter().map(|r| r + offset) {
                    if let Some(w) = words.get_mut(row as usize / 64) {
                        *w |= 1 << (row % 64);
                    }
                }
                *count += rows.len();
            }
            (Rows::Sparse(all), Posting::Dense(bits, _)) => {
                all.extend(bits.rows().map(|r| r + offset));
            }
            (Rows::Sparse(all), Posting::Sparse(rows)) => {
                all.extend(rows.iter().map(|r| r + offset));
            }
        }
    }

    pub(in crate::pool) fn posting(self, len: usize) -> Posting {
        match self {
            Rows::Dense(words, count) => Posting::Dense(Bits::from_words(words, len), count),
            Rows::Sparse(rows) => Posting::Sparse(rows.into()),
        }
    }
}

/// See the module.
#[derive(Debug)]
pub(in crate::pool) struct Whole {
    names: Vec<Box<str>>,
    codes: HashMap<Box<str>, u32>,
    rows: Vec<Rows>,
    first: Fill,
    /// Rows so far, and of all pieces.
    done: u32,
    len: usize,
}

impl Whole {
    /// For the values of all pieces, each with its number of rows there, in the order of the pieces; `without`: rows
    /// that have no value.
    pub(in crate::pool) fn new<'n>(
        counts: impl IntoIterator<Item = (&'n str, usize)>,
        without: usize,
        len: usize,
    ) -> Self {
        let (mut names, mut codes, mut totals) = (Vec::new(), HashMap::new(), Vec::new());
        for (name, count) in counts {
            let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
            let code = *codes
                .entry(Box::<str>::from(fold_key(name)))
                .or_insert(next);
            if code == next {
                names.push(name.into());
                totals.push(0);
            }
            if let Some(total) = totals.get_mut(code as usize) {
                *total += count;
            }
        }
        Whole {
            first: Fill::new(std::iter::once(Stats::codes(names.len(), without, len))),
            names,
            codes,
            rows: totals.into_iter().map(|n| Rows::new(n, len)).collect(),
            done: 0,
            len,
        }
    }

    /// The rows of the next piece.
    pub(in crate::pool) fn append(&mut self, piece: &Values) {
        let mut here = vec![None; piece.names.len()];
        for (fold, code) in &piece.codes {
            if let (Some(mine), Some(place)) = (self.codes.get(fold), here.get_mut(*code as usize))
            {
                *place = Some(*mine);
            }
        }
        for (posting, code) in piece.postings.iter().zip(&here) {
            if let Some(rows) = code.and_then(|c| self.rows.get_mut(c as usize)) {
                rows.append(posting, self.done);
            }
        }
        let code = |theirs: i64| {
            let mine = here.get(usize::try_from(theirs).ok()?)?;
            mine.map(i64::from)
        };
        let first = &piece.codes_first;
        if here.iter().zip(0..).all(|(mine, same)| *mine == Some(same)) {
            self.first.append(first, piece.len);
        } else {
            self.first
                .append(&first.mapped(here.len(), &code), piece.len);
        }
        self.done += u32::try_from(piece.len).unwrap_or(u32::MAX);
    }

    /// The facet, once all pieces are in it.
    pub(in crate::pool) fn values(self) -> Values {
        let len = self.len;
        let rows = self.rows.into_iter();
        Values {
            places: places(&self.codes),
            names: self.names,
            codes: self.codes,
            postings: rows.map(|r| r.posting(len)).collect(),
            codes_first: self.first.column(),
            len,
            first: OnceLock::new(),
        }
    }
}
