//! Which id each row has.

use std::io;
use std::sync::Arc;

use super::wire::{In, Out, damaged};

/// Ids by row, rising. Cheap to copy.
#[derive(Debug, Clone, Default)]
pub(super) struct Roll {
    len: usize,
    /// The first id where ids have no gaps: then a row's id needs no look-up.
    first: Option<u32>,
    /// Empty where there are no gaps.
    ids: Arc<[u32]>,
}

/// Ids of several pieces, as stretches without gaps: mostly there is one.
#[derive(Debug, Default)]
pub(super) struct Runs {
    /// The first id of each, and how many there are.
    runs: Vec<(u32, u32)>,
    len: usize,
}

impl Runs {
    /// How many ids so far.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The ids of a piece behind these.
    pub(super) fn append(&mut self, piece: &Roll) {
        for id in piece.ids() {
            match self.runs.last_mut() {
                Some((first, len)) if *first + *len == id => *len += 1,
                _ => self.runs.push((id, 1)),
            }
        }
        self.len += piece.len;
    }

    pub(super) fn roll(self) -> Roll {
        match *self.runs {
            [(first, _)] => Roll {
                len: self.len,
                first: Some(first),
                ids: Arc::default(),
            },
            _ => {
                let ids = self
                    .runs
                    .into_iter()
                    .flat_map(|(first, n)| first..first + n);
                Roll::new(ids.collect())
            }
        }
    }
}

impl Roll {
    /// Of rising ids.
    pub(super) fn new(ids: Vec<u32>) -> Self {
        let len = ids.len();
        let ends = ids.first().zip(ids.last());
        let gapless = ends.is_some_and(|(first, last)| (last - first) as usize == len - 1);
        Roll {
            len,
            first: ids.first().copied().filter(|_| gapless),
            ids: if gapless { Arc::default() } else { ids.into() },
        }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The id of a row.
    pub(super) fn id(&self, row: u32) -> u32 {
        match self.first {
            Some(first) => first + row,
            None => self.ids.get(row as usize).copied().unwrap_or(u32::MAX),
        }
    }

    /// The row of an id.
    pub(super) fn row(&self, id: u32) -> Option<usize> {
        match self.first {
            Some(first) => Some(id.checked_sub(first)? as usize).filter(|row| *row < self.len),
            None => self.ids.binary_search(&id).ok(),
        }
    }

    /// All ids, rising.
    pub(super) fn ids(&self) -> impl ExactSizeIterator<Item = u32> {
        (0..u32::try_from(self.len).unwrap_or(u32::MAX)).map(|row| self.id(row))
    }

    /// How it is told in a file.
    pub(super) fn keep(&self, out: &mut Out) {
        out.count(self.len);
        out.number(u8::from(self.first.is_some()));
        out.number(self.first.unwrap_or(0));
        out.numbers(&self.ids);
    }

    pub(super) fn take(from: &mut In<'_>) -> io::Result<Self> {
        let len = from.count(0)?;
        let gapless: u8 = from.number()?;
        let first = from.number()?;
        let ids: Vec<u32> = from.numbers()?;
        if gapless == 0 && ids.len() != len {
            return Err(damaged());
        }
        Ok(Roll {
            len,
            first: (gapless == 1).then_some(first),
            ids: ids.into(),
        })
    }

    pub(super) fn bytes(&self) -> usize {
        self.ids.len() * 4
    }
}
