//! Who comes first by a column, found in one look through it: nothing is sorted but what a screen shows.

use super::bits::Set;
use super::column::{Column, Width};

/// Rows of a set that come before all others by a column, fewer than `most` and in no order, and the value that the
/// next ones have; none where they have none.
pub(super) fn front(
    column: &Column,
    among: &Set,
    most: usize,
    descending: bool,
) -> (Vec<u32>, Option<i64>) {
    if let Column::Scaled(by, multiples) = column {
        let (rows, edge) = front(multiples, among, most, descending);
        return (rows, edge.map(|v| v * by));
    }
    let mut front = Front {
        most: most.max(1),
        // complements fall where numbers rise
        flip: if descending { -1 } else { 0 },
        keyed: Vec::with_capacity(2 * most),
        bar: None,
    };
    match column {
        Column::Empty | Column::Scaled(..) => {}
        Column::I8(v) => front.dense(v, among),
        Column::I16(v) => front.dense(v, among),
        Column::I32(v) => front.dense(v, among),
        Column::I64(v) => front.dense(v, among),
        Column::Sparse(sparse) => {
            for (row, at) in sparse.kept.rows().zip(0..) {
                if let Some(value) = sparse.values.get(at).filter(|_| among.has(row as usize)) {
                    front.add(value, row);
                }
            }
            if let Some(rest) = sparse.rest {
                let mut others = sparse.kept.clone();
                others.complement();
                let others = others.rows().filter(|row| among.has(*row as usize));
                // more of the same would change nothing
                others.take(most).for_each(|row| front.add(rest, row));
            }
        }
    }
    front.end()
}

struct Front {
    most: usize,
    flip: i64,
    /// Rows by what they are sorted by, the first ones by the smallest.
    keyed: Vec<(i64, u32)>,
    /// Only what lies under it can still be among the first.
    bar: Option<i64>,
}

impl Front {
    fn add(&mut self, value: i64, row: u32) {
        let key = value ^ self.flip;
        if self.bar.is_none_or(|bar| key < bar) {
            self.keyed.push((key, row));
            if self.keyed.len() >= 2 * self.most {
                self.cut();
            }
        }
    }

    /// Keeps the first ones.
    fn cut(&mut self) {
        if self.keyed.len() >= self.most {
            let (_, (last, _), _) = self.keyed.select_nth_unstable(self.most - 1);
            self.bar = Some(*last);
            self.keyed.truncate(self.most);
        }
    }

    fn dense<T: Width>(&mut self, values: &[T], among: &Set) {
        if among.count() == 0 {
            return;
        }
        let words = among.bits().map(|bits| bits.words());
        for (at, chunk) in values.chunks(64).enumerate() {
            let word = words.map_or(Some(&u64::MAX), |words| words.get(at));
            let mut word = word.copied().unwrap_or(0);
            if let Some(bar) = self.bar {
                // nearly always none of them: no branch for each
                let bar = T::clamped(bar ^ self.flip);
                let under = if self.flip == 0 {
                    let is = |v: &T| (*v < bar) & (*v != T::MISSING);
                    chunk.iter().fold(false, |any, v| any | is(v))
                } else {
                    chunk.iter().fold(false, |any, v| any | (*v > bar))
                };
                if !under {
                    continue;
                }
            }
            while word != 0 {
                let bit = word.trailing_zeros();
                word &= word - 1;
                match chunk.get(bit as usize) {
                    Some(v) if *v != T::MISSING => self.add((*v).into(), at as u32 * 64 + bit),
                    _ => {}
                }
            }
        }
    }

    fn end(mut self) -> (Vec<u32>, Option<i64>) {
        self.cut();
        let before = |(key, _): &&(i64, u32)| self.bar.is_none_or(|bar| *key < bar);
        let rows = self.keyed.iter().filter(before).map(|(_, row)| *row);
        (rows.collect(), self.bar.map(|bar| bar ^ self.flip))
    }
}
