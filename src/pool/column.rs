//! A number for each row, as narrow as the values allow.
//!
//! A column without values takes no room. Where one value (missing, or zero) fills four rows of five, only the others
//! are kept, with a bit for each row: most creators have no sales. Where all values are multiples of something (percent
//! with two digits, prices in cents), multiples are kept.

use std::io;

use super::bits::Bits;
use super::snapshot::{In, Out, damaged};

/// See the module.
#[derive(Debug, Clone)]
pub(super) enum Column {
    Empty,
    I8(Box<[i8]>),
    I16(Box<[i16]>),
    I32(Box<[i32]>),
    I64(Box<[i64]>),
    Sparse(Box<Sparse>),
    /// Multiples of the first.
    Scaled(i64, Box<Column>),
}

#[derive(Debug, Clone)]
pub(super) struct Sparse {
    /// Rows whose value is kept.
    pub kept: Bits,
    /// How many rows are kept before each word of `kept`.
    rank: Box<[u32]>,
    pub values: Column,
    /// What all other rows have.
    pub rest: Option<i64>,
}

/// Calls with the slice of whichever width, as `$v`.
macro_rules! dense {
    ($column:expr, $v:ident => $do:expr, $empty:expr, $sparse:pat => $else:expr, ($by:pat, $inner:pat) => $scaled:expr) => {
        match $column {
            Column::Empty => $empty,
            Column::I8($v) => $do,
            Column::I16($v) => $do,
            Column::I32($v) => $do,
            Column::I64($v) => $do,
            Column::Sparse($sparse) => $else,
            Column::Scaled($by, $inner) => $scaled,
        }
    };
}

/// A number of a column; the width's own smallest one stands for missing.
pub(super) trait Width: Copy + PartialOrd + Into<i64> + Send + Sync {
    const MISSING: Self;
    const MAX: Self;
    fn clamped(v: i64) -> Self;
}

macro_rules! width {
    ($($t:ty)*) => { $(impl Width for $t {
        const MISSING: Self = <$t>::MIN;
        const MAX: Self = <$t>::MAX;
        fn clamped(v: i64) -> Self {
            <$t>::try_from(v).unwrap_or(if v < 0 { <$t>::MIN } else { <$t>::MAX })
        }
    })* };
}
width!(i8 i16 i32 i64);

fn value<T: Width>(v: T) -> Option<i64> {
    (v != T::MISSING).then(|| v.into())
}

fn scaled<T: Width>(values: &[T], by: i64, f: &mut impl FnMut(usize, Option<i64>)) {
    for (row, v) in values.iter().enumerate() {
        f(row, value(*v).map(|v| v * by));
    }
}

fn scan<T: Width>(values: &[T], low: i64, high: i64, out: &mut Bits) {
    if low > high || high <= T::MISSING.into() || low > T::MAX.into() {
        return;
    }
    let (low, high) = (T::clamped(low.max(T::MISSING.into() + 1)), T::clamped(high));
    for (word, chunk) in out.words_mut().iter_mut().zip(values.chunks(64)) {
        let mut w = 0u64;
        for (i, v) in chunk.iter().enumerate() {
            w |= u64::from(*v >= low && *v <= high) << i;
        }
        *word = w;
    }
}

impl Column {
    pub(super) fn get(&self, row: usize) -> Option<i64> {
        dense!(self, v => v.get(row).copied().and_then(value), None, s => s.get(row),
            (by, c) => Some(c.get(row)? * by))
    }

    /// Whether no row has a value.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Column::Empty)
    }

    /// Room taken.
    pub(super) fn bytes(&self) -> usize {
        dense!(self, v => size_of_val(&**v), 0, s => {
            s.kept.bytes() + s.rank.len() * 4 + s.values.bytes()
        }, (_, c) => c.bytes())
    }

    /// Rows with a value from `low` to `high`, of `len` rows.
    pub(super) fn within(&self, low: i64, high: i64, len: usize) -> Bits {
        let mut out = Bits::none(len);
        dense!(self, v => scan(v, low, high, &mut out), (), s => {
            if s.rest.is_some_and(|r| r >= low && r <= high) {
                out = Bits::all(len);
                out.minus(&s.kept);
            }
            for (row, i) in s.kept.rows().zip(0..) {
                if s.values.get(i).is_some_and(|v| v >= low && v <= high) {
                    out.add(row as usize);
                }
            }
        }, (by, c) => {
            // up to the next multiple, down to the last one
            let low = low.div_euclid(*by).saturating_add(i64::from(low.rem_euclid(*by) != 0));
            out = c.within(low, high.div_euclid(*by), len);
        });
        out
    }

    /// Rows with any value.
    pub(super) fn present(&self, len: usize) -> Bits {
        self.within(i64::MIN, i64::MAX, len)
    }

    /// Every row's value in order.
    pub(super) fn each(&self, len: usize, mut f: impl FnMut(usize, Option<i64>)) {
        self.visit(len, &mut f);
    }

    fn visit<F: FnMut(usize, Option<i64>)>(&self, len: usize, f: &mut F) {
        dense!(self, v => {
            for (row, v) in v.iter().enumerate() {
                f(row, value(*v));
            }
        }, (0..len).for_each(|row| f(row, None)), s => {
            let mut kept = 0;
            for row in 0..len {
                if s.kept.has(row) {
                    f(row, s.values.get(kept));
                    kept += 1;
                } else {
                    f(row, s.rest);
                }
            }
        }, (by, c) => match &**c {
            Column::I8(v) => scaled(v, *by, f),
            Column::I16(v) => scaled(v, *by, f),
            Column::I32(v) => scaled(v, *by, f),
            other => (0..len).for_each(|row| f(row, other.get(row).map(|v| v * by))),
        });
    }
}

/// How a column is told in a file.
impl Column {
    pub(super) fn keep(&self, out: &mut Out<'_>) -> io::Result<()> {
        match self {
            Column::Empty => out.number(0u8),
            Column::I8(v) => out.number(1u8).and_then(|()| out.numbers(v)),
            Column::I16(v) => out.number(2u8).and_then(|()| out.numbers(v)),
            Column::I32(v) => out.number(3u8).and_then(|()| out.numbers(v)),
            Column::I64(v) => out.number(4u8).and_then(|()| out.numbers(v)),
            Column::Sparse(s) => {
                out.number(5u8)?;
                s.kept.keep(out)?;
                out.numbers(&s.rank)?;
                // no column ever holds this
                out.number(s.rest.unwrap_or(i64::MIN))?;
                s.values.keep(out)
            }
            Column::Scaled(by, column) => {
                out.number(6u8)?;
                out.number(*by)?;
                column.keep(out)
            }
        }
    }

    pub(super) fn take(from: &mut In<'_>) -> io::Result<Column> {
        Column::take_within(from, 0)
    }

    /// No column is made of columns of columns of columns.
    fn take_within(from: &mut In<'_>, depth: u8) -> io::Result<Column> {
        let kind: u8 = from.number()?;
        if depth > 2 {
            return Err(damaged());
        }
        Ok(match kind {
            0 => Column::Empty,
            1 => Column::I8(from.numbers()?.into()),
            2 => Column::I16(from.numbers()?.into()),
            3 => Column::I32(from.numbers()?.into()),
            4 => Column::I64(from.numbers()?.into()),
            5 => {
                let kept = Bits::take(from)?;
                let rank: Vec<u32> = from.numbers()?;
                let rest: i64 = from.number()?;
                let values = Column::take_within(from, depth + 1)?;
                if rank.len() != kept.words().len() {
                    return Err(damaged());
                }
                Column::Sparse(Box::new(Sparse {
                    kept,
                    rank: rank.into(),
                    values,
                    rest: (rest != i64::MIN).then_some(rest),
                }))
            }
            6 => {
                let by = from.number::<i64>()?;
                if by <= 0 {
                    return Err(damaged());
                }
                Column::Scaled(by, Box::new(Column::take_within(from, depth + 1)?))
            }
            _ => return Err(damaged()),
        })
    }

    /// How many rows it has; an empty one has as many as one likes.
    pub(super) fn rows(&self) -> Option<usize> {
        match self {
            Column::Empty => None,
            Column::I8(v) => Some(v.len()),
            Column::I16(v) => Some(v.len()),
            Column::I32(v) => Some(v.len()),
            Column::I64(v) => Some(v.len()),
            Column::Sparse(s) => Some(s.kept.len()),
            Column::Scaled(_, c) => c.rows(),
        }
    }
}

impl Sparse {
    fn get(&self, row: usize) -> Option<i64> {
        if !self.kept.has(row) {
            return self.rest;
        }
        let word = self.kept.words().get(row / 64)?;
        let before = (word & ((1u64 << (row % 64)) - 1)).count_ones();
        self.values
            .get((self.rank.get(row / 64)? + before) as usize)
    }
}

/// A column being filled, row by row.
///
/// Room for the rows that are expected is made at once and filled with "missing": most rows lack most values, and a
/// value then only has to be written to its place.
#[derive(Debug)]
pub(super) struct Growing {
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

/// Copies rows to row `at` and on.
fn copy<A: Width, B: Width>(to: &mut [B], at: usize, from: &[A]) {
    let Some(places) = to.get_mut(at..) else {
        return;
    };
    for (to, v) in places.iter_mut().zip(from) {
        *to = value(*v).map_or(B::MISSING, B::clamped);
    }
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
    pub(super) fn new(expected: usize) -> Self {
        Growing {
            data: Data::None,
            len: 0,
            expected,
        }
    }

    /// The next row.
    pub(super) fn push(&mut self, value: Option<i64>) {
        match value.filter(|v| *v != i64::MIN) {
            Some(v) => self.set(self.len, v),
            None => self.len += 1,
        }
    }

    /// The value of a row that has not been reached yet; rows between have none.
    #[inline]
    pub(super) fn set(&mut self, row: usize, value: i64) {
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
    pub(super) fn pad(&mut self, rows: usize) {
        self.len = self.len.max(rows);
    }

    /// The rows of a column behind these.
    pub(super) fn append(&mut self, later: &Column, rows: usize) {
        let (from, to) = (self.len, self.len + rows);
        let widest = match later {
            Column::Empty => return self.pad(to),
            Column::I8(_) => 0,
            Column::I16(_) => i16::MAX.into(),
            Column::I32(_) => i32::MAX.into(),
            Column::I64(_) => i64::MAX,
            Column::Sparse(_) | Column::Scaled(..) => {
                later.each(rows, |row, v| {
                    if let Some(v) = v {
                        self.set(from + row, v);
                    }
                });
                return self.pad(to);
            }
        };
        if rows == 0 {
            return;
        }
        self.make_room(to - 1, widest);
        macro_rules! copy {
            ($to:expr) => {
                match later {
                    Column::I8(d) => copy($to, from, d),
                    Column::I16(d) => copy($to, from, d),
                    Column::I32(d) => copy($to, from, d),
                    Column::I64(d) => copy($to, from, d),
                    _ => {}
                }
            };
        }
        match &mut self.data {
            Data::None => {}
            Data::I8(to) => copy!(to),
            Data::I16(to) => copy!(to),
            Data::I32(to) => copy!(to),
            Data::I64(to) => copy!(to),
        }
        self.len = to;
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

    /// Rows that have a value, in order.
    pub(super) fn each(&self, mut f: impl FnMut(usize, i64)) {
        let len = self.len;
        fn over<T: Width>(d: &[T], len: usize, f: &mut impl FnMut(usize, i64)) {
            for (row, v) in d.iter().take(len).enumerate() {
                if let Some(v) = value(*v) {
                    f(row, v);
                }
            }
        }
        match &self.data {
            Data::None => {}
            Data::I8(d) => over(d, len, &mut f),
            Data::I16(d) => over(d, len, &mut f),
            Data::I32(d) => over(d, len, &mut f),
            Data::I64(d) => over(d, len, &mut f),
        }
    }

    /// The column in its narrowest form.
    pub(super) fn freeze(mut self) -> Column {
        fn rest<T: Width>(d: &[T]) -> (usize, usize) {
            let (mut missing, mut zeros) = (0, 0);
            for v in d {
                missing += usize::from(*v == T::MISSING);
                zeros += usize::from(*v == T::clamped(0));
            }
            (missing, zeros)
        }
        let len = self.len;
        self.fit();
        let (missing, zeros) = match &self.data {
            Data::None => return Column::Empty,
            Data::I8(d) => rest(d),
            Data::I16(d) => rest(d),
            Data::I32(d) => rest(d),
            Data::I64(d) => rest(d),
        };
        let (rest, times) = if missing >= zeros {
            (None, missing)
        } else {
            (Some(0), zeros)
        };
        let sparse = times * 5 >= len * 4;
        let dense = self.dense();
        if !sparse {
            return narrowed(dense, len);
        }
        let mut kept = Bits::none(len);
        let mut values = Growing::new(len - times);
        dense.each(len, |row, v| {
            if v != rest {
                kept.add(row);
                values.push(v);
            }
        });
        let mut before = 0;
        let rank = kept
            .words()
            .iter()
            .map(|w| {
                let rank = before;
                before += w.count_ones();
                rank
            })
            .collect();
        Column::Sparse(Box::new(Sparse {
            kept,
            rank,
            values: values.dense(),
            rest,
        }))
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

/// As multiples of their greatest common divisor, where that makes them narrower.
fn narrowed(column: Column, len: usize) -> Column {
    fn of<T: Width>(d: &[T]) -> (i64, i64, i64) {
        let (mut by, mut low, mut high) = (0u64, 0i64, 0i64);
        for v in d.iter().filter(|v| **v != T::MISSING) {
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
                    return (1, 0, 0);
                }
            }
        }
        for v in d.iter().filter(|v| **v != T::MISSING) {
            low = low.min((*v).into());
            high = high.max((*v).into());
        }
        (i64::try_from(by).unwrap_or(1), low, high)
    }
    let (by, low, high) = match &column {
        Column::I16(d) => of(d),
        Column::I32(d) => of(d),
        Column::I64(d) => of(d),
        _ => return column,
    };
    if by <= 1 {
        return column;
    }
    let (low, high) = (low / by, high / by);
    let narrower = match &column {
        Column::I16(_) => fits::<i8>(low) && fits::<i8>(high),
        Column::I32(_) => fits::<i16>(low) && fits::<i16>(high),
        Column::I64(_) => fits::<i32>(low) && fits::<i32>(high),
        _ => false,
    };
    if !narrower {
        return column;
    }
    let mut growing = Growing::new(len);
    column.each(len, |_, v| growing.push(v.map(|v| v / by)));
    Column::Scaled(by, Box::new(growing.dense()))
}

fn divisor(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbers() -> impl Strategy<Value = Vec<Option<i64>>> {
        let one = prop_oneof![
            8 => Just(Some(0i64)),
            8 => Just(None),
            2 => (-200i64..200).prop_map(Some),
            1 => (-40_000i64..40_000).prop_map(Some),
            1 => any::<i32>().prop_map(|v| Some(v.into())),
            1 => (i64::MIN + 1..=i64::MAX).prop_map(Some),
            1 => Just(Some(i64::from(i8::MIN))),
            1 => Just(Some(i64::from(i16::MIN))),
            1 => Just(Some(i64::from(i32::MIN))),
        ];
        (prop::collection::vec(one, 1..300), 0usize..4).prop_map(|(mut v, keep)| {
            // often multiples of something
            if keep == 1 {
                for x in v.iter_mut().flatten() {
                    *x = *x % 3000 * 20_000;
                }
            }
            // often nearly all alike
            if keep == 0 {
                let rest = v[0];
                for (i, x) in v.iter_mut().enumerate() {
                    if i % 9 != 0 {
                        *x = rest;
                    }
                }
            }
            v
        })
    }

    proptest! {
        #[test]
        fn a_column_gives_back_what_went_in(values in numbers(), low in any::<i32>(), span in any::<u16>()) {
            let mut growing = Growing::new(values.len() / 2);
            for v in &values {
                growing.push(*v);
            }
            let column = growing.freeze();
            let n = values.len();
            // in pieces, rows without a value left out
            let mut joined = Growing::new(0);
            for piece in values.chunks(usize::from(span) % 97 + 1) {
                let mut g = Growing::new(0);
                for (row, v) in piece.iter().enumerate() {
                    if let Some(v) = v {
                        g.set(row, *v);
                    }
                }
                g.pad(piece.len());
                joined.append(&g.freeze(), piece.len());
            }
            prop_assert_eq!(format!("{:?}", joined.freeze()), format!("{column:?}"));
            for (i, v) in values.iter().enumerate() {
                prop_assert_eq!(column.get(i), *v);
            }
            let mut seen = Vec::new();
            column.each(n, |row, v| seen.push((row, v)));
            prop_assert_eq!(seen, values.iter().copied().enumerate().collect::<Vec<_>>());
            let rows = |f: &dyn Fn(i64) -> bool| -> Vec<u32> {
                (0u32..).zip(&values).filter(|(_, v)| v.is_some_and(f)).map(|(i, _)| i).collect()
            };
            for (low, high) in [(i64::from(low), i64::from(low) + i64::from(span)), (0, 0), (-5, 5), (5, -5),
                                (i64::MIN + 1, i64::MAX), (19_999, 40_000), (-40_001, -20_000), (20_001, 39_999), (1, i64::MAX), (i64::MIN + 1, -1)] {
                prop_assert_eq!(column.within(low, high, n).rows().collect::<Vec<_>>(), rows(&|v| v >= low && v <= high));
            }
            prop_assert_eq!(column.present(n).rows().collect::<Vec<_>>(), rows(&|_| true));
        }
    }

    #[test]
    fn widths_follow_the_values() {
        let column = |values: &[i64]| {
            let mut g = Growing::new(8);
            values.iter().for_each(|v| g.push(Some(*v)));
            g.freeze()
        };
        assert!(matches!(column(&[1, -127]), Column::I8(_)));
        assert!(matches!(column(&[1, -128]), Column::I16(_)));
        assert!(matches!(column(&[1, 70_000]), Column::I32(_)));
        assert!(matches!(column(&[1, 1 << 40]), Column::I64(_)));
        assert!(matches!(column(&[0, 0, 0, 0, 9]), Column::Sparse(_)));
        let percent = column(&[20_000, 13_000_000]);
        assert!(matches!(&percent, Column::Scaled(20_000, c) if matches!(**c, Column::I16(_))));
        let mut g = Growing::new(8);
        g.push(None);
        assert!(g.freeze().is_empty());
    }
}
