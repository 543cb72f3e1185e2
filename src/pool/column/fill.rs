//! A column of several pieces, its form known before the first of them is read.

use std::io;

use super::{Column, DENSE, SCALED, Sparse, Width, value};
use crate::pool::bits::{Bits, put_words};
use crate::pool::wire::{In, Out, damaged};

/// What has to be known of the pieces of a column to choose its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pool) struct Stats {
    rows: usize,
    missing: usize,
    zeros: usize,
    /// Of the values there are; `low > high` where there are none.
    low: i64,
    high: i64,
    /// What all values are kept as multiples of; 0 where there are none.
    by: i64,
}

/// No rows.
const NONE: Stats = Stats {
    rows: 0,
    missing: 0,
    zeros: 0,
    low: i64::MAX,
    high: i64::MIN,
    by: 0,
};

impl Stats {
    /// Of a column of so many rows.
    pub(in crate::pool) fn of(column: &Column, rows: usize) -> Self {
        let of = match column {
            Column::Empty => Stats {
                missing: rows,
                ..NONE
            },
            Column::I8(v) => counted(v),
            Column::I16(v) => counted(v),
            Column::I32(v) => counted(v),
            Column::I64(v) => counted(v),
            Column::Scaled(by, inner) => {
                let of = Stats::of(inner, rows);
                if of.missing == rows {
                    of
                } else {
                    Stats {
                        low: of.low * by,
                        high: of.high * by,
                        by: *by,
                        ..of
                    }
                }
            }
            Column::Sparse(s) => {
                let kept = s.kept.count();
                let of = Stats::of(&s.values, kept);
                let rest = Stats {
                    missing: rows - kept,
                    ..NONE
                };
                of.and(match s.rest {
                    None => rest,
                    Some(v) => Stats {
                        missing: 0,
                        zeros: if v == 0 { rows - kept } else { 0 },
                        low: v,
                        high: v,
                        by: 1,
                        ..rest
                    },
                })
            }
        };
        Stats { rows, ..of }
    }

    /// Of so many codes from 0 on.
    pub(in crate::pool) fn codes(codes: usize, missing: usize, rows: usize) -> Self {
        Stats {
            rows,
            missing,
            low: 0,
            high: i64::try_from(codes).unwrap_or(i64::MAX),
            by: 1,
            ..NONE
        }
    }

    /// Of two pieces of a column.
    fn and(self, other: Stats) -> Self {
        Stats {
            rows: self.rows + other.rows,
            missing: self.missing + other.missing,
            zeros: self.zeros + other.zeros,
            low: self.low.min(other.low),
            high: self.high.max(other.high),
            by: divisor(self.by, other.by),
        }
    }

    /// How it is told in a file.
    pub(in crate::pool) fn keep(&self, out: &mut Out) {
        out.count(self.missing);
        out.count(self.zeros);
        out.number(self.low);
        out.number(self.high);
        out.number(self.by)
    }

    pub(in crate::pool) fn take(from: &mut In<'_>, rows: usize) -> io::Result<Self> {
        Ok(Stats {
            rows,
            missing: from.count(0)?,
            zeros: from.count(0)?,
            low: from.number()?,
            high: from.number()?,
            by: from.number()?,
        })
    }
}

fn counted<T: Width>(values: &[T]) -> Stats {
    let (mut missing, mut zeros) = (0, 0);
    let (mut low, mut high) = (T::MAX, T::MISSING);
    let zero = T::clamped(0);
    for v in values {
        missing += usize::from(*v == T::MISSING);
        zeros += usize::from(*v == zero);
        // a missing value is the lowest of all, and no higher than any
        low = if *v < low && *v != T::MISSING {
            *v
        } else {
            low
        };
        high = if *v > high { *v } else { high };
    }
    if missing == values.len() {
        return Stats { missing, ..NONE };
    }
    Stats {
        missing,
        zeros,
        low: low.into(),
        high: high.into(),
        by: 1,
        ..NONE
    }
}

/// A column of pieces. Room for all their rows is made at once, in the form and width that all of them need.
#[derive(Debug)]
pub(in crate::pool) struct Fill {
    form: Form,
    len: usize,
    /// Rows so far.
    rows: usize,
    /// Every row has a value.
    complete: bool,
}

#[derive(Debug)]
enum Form {
    Empty,
    /// Multiples of the number.
    Dense(Values, i64),
    /// See [`Sparse`].
    Sparse {
        kept: Vec<u64>,
        values: Values,
        rest: Option<i64>,
    },
}

#[derive(Debug)]
enum Values {
    I8(Vec<i8>),
    I16(Vec<i16>),
    I32(Vec<i32>),
    I64(Vec<i64>),
}

/// Does the same for whichever width.
macro_rules! each_width {
    ($values:expr, $v:ident => $do:expr) => {
        match $values {
            Values::I8($v) => $do,
            Values::I16($v) => $do,
            Values::I32($v) => $do,
            Values::I64($v) => $do,
        }
    };
}

impl Values {
    /// Room for so many values of this span.
    fn new(low: i64, high: i64, room: usize) -> Self {
        match size(low, high) {
            1 => Values::I8(Vec::with_capacity(room)),
            2 => Values::I16(Vec::with_capacity(room)),
            4 => Values::I32(Vec::with_capacity(room)),
            _ => Values::I64(Vec::with_capacity(room)),
        }
    }

    fn column(self) -> Column {
        match self {
            Values::I8(v) => Column::I8(v.into()),
            Values::I16(v) => Column::I16(v.into()),
            Values::I32(v) => Column::I32(v.into()),
            Values::I64(v) => Column::I64(v.into()),
        }
    }

    /// The rows of a piece behind these, as multiples of `by`.
    fn append(&mut self, piece: &Column, rows: usize, by: i64) {
        // mostly a piece is as wide as the whole
        match (&mut *self, piece, by) {
            (Values::I8(to), Column::I8(from), 1) => return to.extend_from_slice(from),
            (Values::I16(to), Column::I16(from), 1) => return to.extend_from_slice(from),
            (Values::I32(to), Column::I32(from), 1) => return to.extend_from_slice(from),
            (Values::I64(to), Column::I64(from), 1) => return to.extend_from_slice(from),
            (_, Column::Scaled(same, inner), _) if *same == by => {
                return self.append(inner, rows, 1);
            }
            _ => {}
        }
        each_width!(self, to => append(to, piece, rows, by));
    }
}

/// How a column of this form begins where it is told in a file.
fn told_alike(values: &Values, by: i64) -> Vec<u8> {
    let mut out = Out::default();
    if by != 1 {
        out.number(SCALED);
        out.number(by);
    }
    out.number(match values {
        Values::I8(_) => DENSE[0],
        Values::I16(_) => DENSE[1],
        Values::I32(_) => DENSE[2],
        Values::I64(_) => DENSE[3],
    });
    out.bytes
}

fn append<T: Width>(to: &mut Vec<T>, piece: &Column, rows: usize, by: i64) {
    fn widened<A: Width, B: Width>(to: &mut Vec<B>, from: &[A]) {
        to.extend(
            from.iter()
                .map(|v| value(*v).map_or(B::MISSING, B::clamped)),
        );
    }
    let one = |v: Option<i64>| v.map_or(T::MISSING, |v| T::clamped(v / by));
    match piece {
        Column::Empty => to.resize(to.len() + rows, T::MISSING),
        Column::I8(from) if by == 1 => widened(to, from),
        Column::I16(from) if by == 1 => widened(to, from),
        Column::I32(from) if by == 1 => widened(to, from),
        Column::Sparse(s) => {
            let start = to.len();
            to.resize(start + rows, one(s.rest));
            for (row, i) in s.kept.rows().zip(0..) {
                if let Some(place) = to.get_mut(start + row as usize) {
                    *place = one(s.values.get(i));
                }
            }
        }
        other => other.each(rows, |_, v| to.push(one(v))),
    }
}

/// Bytes that a number of this span takes; the least number of each width stands for a missing one.
fn size(low: i64, high: i64) -> usize {
    fn fits<T: Width>(low: i64, high: i64) -> bool {
        low > T::MISSING.into() && high <= T::MAX.into()
    }
    if fits::<i8>(low, high) {
        1
    } else if fits::<i16>(low, high) {
        2
    } else if fits::<i32>(low, high) {
        4
    } else {
        8
    }
}

/// The greatest common divisor; that of 0 and a number is the number.
fn divisor(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl Fill {
    /// For pieces of which this is known.
    pub(in crate::pool) fn new(pieces: impl Iterator<Item = Stats>) -> Self {
        let all = pieces.fold(NONE, Stats::and);
        let Stats { low, high, .. } = all;
        // as in `growing::narrowest`: where one value fills four rows of five, only the others are kept
        let (rest, times) = if all.missing >= all.zeros {
            (None, all.missing)
        } else {
            (Some(0), all.zeros)
        };
        let by = all.by.max(1);
        let form = if all.missing == all.rows {
            Form::Empty
        } else if times * 5 >= all.rows * 4 {
            Form::Sparse {
                kept: vec![0; all.rows.div_ceil(64)],
                values: Values::new(low, high, all.rows - times),
                rest,
            }
        } else if size(low / by, high / by) < size(low, high) {
            Form::Dense(Values::new(low / by, high / by, all.rows), by)
        } else {
            Form::Dense(Values::new(low, high, all.rows), 1)
        };
        Fill {
            form,
            len: all.rows,
            rows: 0,
            complete: all.missing == 0,
        }
    }

    /// Takes in the next piece, told in a file.
    pub(in crate::pool) fn take(&mut self, from: &mut In<'_>, rows: usize) -> io::Result<()> {
        // mostly a piece is as wide as the whole, and is copied as it is told
        if let Form::Dense(values, by) = &mut self.form
            && from.comes(&told_alike(values, *by))
        {
            if each_width!(values, to => from.numbers_onto(to))? != rows {
                return Err(damaged());
            }
            self.rows += rows;
            return Ok(());
        }
        let piece = Column::take(from)?;
        if piece.rows().is_some_and(|n| n != rows) {
            return Err(damaged());
        }
        self.append(&piece, rows);
        Ok(())
    }

    /// The rows of the next piece.
    pub(in crate::pool) fn append(&mut self, piece: &Column, rows: usize) {
        let from = self.rows;
        self.rows += rows;
        match &mut self.form {
            Form::Empty => {}
            Form::Dense(values, by) => values.append(piece, rows, *by),
            Form::Sparse { kept, values, rest } => match piece {
                Column::Empty if rest.is_none() => {}
                Column::Sparse(s) if s.rest == *rest => {
                    put_words(kept, from, s.kept.words());
                    values.append(&s.values, s.kept.count(), 1);
                }
                other => {
                    let mut words = Bits::none(rows);
                    other.each(rows, |row, v| {
                        if v != *rest {
                            words.add(row);
                            let v = v.unwrap_or(i64::MIN);
                            each_width!(&mut *values, to => to.push(Width::clamped(v)));
                        }
                    });
                    put_words(kept, from, words.words());
                }
            },
        }
    }

    /// Whether every row has a value.
    pub(in crate::pool) fn is_complete(&self) -> bool {
        self.complete
    }

    /// The whole, once all pieces are in it.
    pub(in crate::pool) fn column(self) -> Column {
        match self.form {
            Form::Empty => Column::Empty,
            Form::Dense(values, 1) => values.column(),
            Form::Dense(values, by) => Column::Scaled(by, Box::new(values.column())),
            Form::Sparse { kept, values, rest } => {
                let kept = Bits::from_words(kept, self.len);
                Column::Sparse(Box::new(Sparse::new(kept, values.column(), rest)))
            }
        }
    }
}
