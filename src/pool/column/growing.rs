//! A column while it is being filled, and the narrowest form it takes then.

use std::borrow::Cow;

use super::{Column, Sparse, Width, value};
use crate::pool::bits::Bits;

/// A column being filled, row by row.
///
/// Room for the rows that are expected is made at once and filled with "missing": most rows lack most values, and a
/// value then only has to be written to its place.
#[derive(Debug)]
pub(in crate::pool) struct Growing {
    data: Data,
    /// Rows so far; `data` may have room for more.
    len: usize,
    expected: usize,
}

#[derive(Debug)]
enum Data {
    None,
    I8(Vec<i8>),
    I16(Vec<i16>),
    I32(Vec<i32>),
    I64(Vec<i64>),
}

/// The first rows of `from`, in a wider column with room for `expected`.
fn widened<A: Width, B: Width>(from: &[A], len: usize, expected: usize) -> Vec<B> {
    let mut to = vec![B::MISSING; expected.max(len)];
    for (to, v) in to.iter_mut().zip(from.iter().take(len)) {
        *to = value(*v).map_or(B::MISSING, B::clamped);
    }
    to
}

#[inline]
fn fits<T: Width>(v: i64) -> bool {
    v > T::MISSING.into() && v <= T::MAX.into()
}

/// Puts a value in its place, where it fits and there is room.
#[inline]
fn put<T: Width>(to: &mut [T], row: usize, v: i64) -> bool {
    match to.get_mut(row) {
        Some(place) if fits::<T>(v) => {
            *place = T::clamped(v);
            true
        }
        _ => false,
    }
}

impl Growing {
    /// `expected` rows; more are fine.
    pub(in crate::pool) fn new(expected: usize) -> Self {
        Growing {
            data: Data::None,
            len: 0,
            expected,
        }
    }

    /// The next row.
    pub(in crate::pool) fn push(&mut self, value: Option<i64>) {
        match value.filter(|v| *v != i64::MIN) {
            Some(v) => self.set(self.len, v),
            None => self.len += 1,
        }
    }

    /// The value of a row that has not been reached yet; rows between have none.
    #[inline]
    pub(in crate::pool) fn set(&mut self, row: usize, value: i64) {
        let done = match &mut self.data {
            Data::None => false,
            Data::I8(d) => put(d, row, value),
            Data::I16(d) => put(d, row, value),
            Data::I32(d) => put(d, row, value),
            Data::I64(d) => put(d, row, value),
        };
        self.len = row + 1;
        if !done && value != i64::MIN {
            self.make_room(row, value);
            self.set(row, value);
        }
    }

    /// Rows without a value, up to so many rows in all.
    pub(in crate::pool) fn pad(&mut self, rows: usize) {
        self.len = self.len.max(rows);
    }

    /// Makes the column wide enough for a value and long enough for a row.
    #[cold]
    fn make_room(&mut self, row: usize, v: i64) {
        fn longer<T: Width>(d: &mut Vec<T>, rows: usize) {
            if d.len() < rows {
                // more than were expected: half as many again
                d.resize(rows.max(d.len() / 2 * 3), T::MISSING);
            }
        }
        let n = self.expected.max(row + 1);
        if matches!(self.data, Data::None) {
            self.data = Data::I8(vec![i8::MIN; n]);
        }
        let len = self.len;
        let wider = match &self.data {
            Data::I8(d) if !fits::<i8>(v) => {
                if fits::<i16>(v) {
                    Some(Data::I16(widened(d, len, n)))
                } else if fits::<i32>(v) {
                    Some(Data::I32(widened(d, len, n)))
                } else {
                    Some(Data::I64(widened(d, len, n)))
                }
            }
            Data::I16(d) if !fits::<i16>(v) => {
                if fits::<i32>(v) {
                    Some(Data::I32(widened(d, len, n)))
                } else {
                    Some(Data::I64(widened(d, len, n)))
                }
            }
            Data::I32(d) if !fits::<i32>(v) => Some(Data::I64(widened(d, len, n))),
            _ => None,
        };
        if let Some(wider) = wider {
            self.data = wider;
        }
        match &mut self.data {
            Data::None => {}
            Data::I8(d) => longer(d, row + 1),
            Data::I16(d) => longer(d, row + 1),
            Data::I32(d) => longer(d, row + 1),
            Data::I64(d) => longer(d, row + 1),
        }
    }

    /// The column in its narrowest form.
    pub(in crate::pool) fn freeze(mut self) -> Column {
        self.fit();
        match self.data {
            Data::None => Column::Empty,
            Data::I8(d) => narrowest(Cow::Owned(d)),
            Data::I16(d) => narrowest(Cow::Owned(d)),
            Data::I32(d) => narrowest(Cow::Owned(d)),
            Data::I64(d) => narrowest(Cow::Owned(d)),
        }
    }

    /// The column of the rows so far; this one is then to be filled again from the first row on, in the same room.
    pub(in crate::pool) fn lay(&mut self) -> Column {
        fn take<T: Width>(d: &mut Vec<T>, len: usize) -> Column {
            if d.len() < len {
                d.resize(len, T::MISSING);
            }
            let rows = d.get_mut(..len).unwrap_or_default();
            let column = narrowest(Cow::Borrowed(&*rows));
            rows.fill(T::MISSING);
            column
        }
        let len = std::mem::take(&mut self.len);
        match &mut self.data {
            Data::None => Column::Empty,
            Data::I8(d) => take(d, len),
            Data::I16(d) => take(d, len),
            Data::I32(d) => take(d, len),
            Data::I64(d) => take(d, len),
        }
    }

    /// Exactly as many rows as there are.
    fn fit(&mut self) {
        fn to<T: Width>(d: &mut Vec<T>, len: usize) {
            d.resize(len, T::MISSING);
        }
        match &mut self.data {
            Data::None => {}
            Data::I8(d) => to(d, self.len),
            Data::I16(d) => to(d, self.len),
            Data::I32(d) => to(d, self.len),
            Data::I64(d) => to(d, self.len),
        }
    }

    fn dense(mut self) -> Column {
        self.fit();
        match self.data {
            Data::None if self.len == 0 => Column::Empty,
            // only missing values among those kept
            Data::None => Column::I8(vec![i8::MIN; self.len].into()),
            Data::I8(d) => Column::I8(d.into()),
            Data::I16(d) => Column::I16(d.into()),
            Data::I32(d) => Column::I32(d.into()),
            Data::I64(d) => Column::I64(d.into()),
        }
    }
}

/// Values as a column, in its narrowest form.
fn narrowest<T: Width>(values: Cow<'_, [T]>) -> Column
where
    [T]: ToOwned<Owned = Vec<T>>,
{
    let len = values.len();
    let (mut missing, mut zeros) = (0, 0);
    for v in values.iter() {
        missing += usize::from(*v == T::MISSING);
        zeros += usize::from(*v == T::clamped(0));
    }
    let (rest, times) = if missing >= zeros {
        (None, missing)
    } else {
        (Some(0), zeros)
    };
    if times * 5 >= len * 4 {
        return sparse(&values, rest, len - times);
    }
    match multiples(&values) {
        Some(column) => column,
        None => T::column(values.into_owned().into()),
    }
}

/// Only those values that are not the one most rows have; so many.
fn sparse<T: Width>(values: &[T], rest: Option<i64>, kept_values: usize) -> Column {
    let mut kept = Bits::none(values.len());
    let mut growing = Growing::new(kept_values);
    for (row, v) in values.iter().enumerate() {
        let v = value(*v);
        if v != rest {
            kept.add(row);
            growing.push(v);
        }
    }
    Column::Sparse(Box::new(Sparse::new(kept, growing.dense(), rest)))
}

/// As multiples of their greatest common divisor, where that makes them narrower.
fn multiples<T: Width>(values: &[T]) -> Option<Column> {
    let (mut by, mut low, mut high) = (0u64, 0i64, 0i64);
    for v in values.iter().filter(|v| **v != T::MISSING) {
        let v: i64 = (*v).into();
        let v = v.unsigned_abs();
        // most steps end at once: the divisor divides the value; in 32 bits that is found out sooner
        let fine = match (u32::try_from(v), u32::try_from(by)) {
            (Ok(v), Ok(by)) => by != 0 && v.is_multiple_of(by),
            _ => by != 0 && v.is_multiple_of(by),
        };
        if !fine {
            by = divisor(by, v);
            // counts have none before long
            if by == 1 {
                return None;
            }
        }
    }
    for v in values.iter().filter(|v| **v != T::MISSING) {
        low = low.min((*v).into());
        high = high.max((*v).into());
    }
    let by = i64::try_from(by).ok().filter(|by| *by > 1)?;
    let (low, high) = (low / by, high / by);
    let narrower = match size_of::<T>() {
        2 => fits::<i8>(low) && fits::<i8>(high),
        4 => fits::<i16>(low) && fits::<i16>(high),
        8 => fits::<i32>(low) && fits::<i32>(high),
        _ => false,
    };
    if !narrower {
        return None;
    }
    let mut growing = Growing::new(values.len());
    for v in values {
        growing.push(value(*v).map(|v| v / by));
    }
    Some(Column::Scaled(by, Box::new(growing.dense())))
}

fn divisor(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
