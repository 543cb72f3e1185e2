//! A number for each row, as narrow as the values allow.
//!
//! A column without values takes no room. Where one value (missing, or zero) fills four rows of five, only the others
//! are kept, with a bit for each row: most creators have no sales. Where all values are multiples of something (percent
//! with two digits, prices in cents), multiples are kept.

mod fill;
mod growing;

use std::io;

pub(super) use fill::{Fill, Stats};
pub(super) use growing::Growing;

use super::bits::Bits;
use super::wire::{In, Out, damaged};

/// See the module.
#[derive(Debug, Clone, Default)]
pub(super) enum Column {
    #[default]
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
    fn column(values: Box<[Self]>) -> Column;
}

macro_rules! width {
    ($($t:ty, $as:ident;)*) => { $(impl Width for $t {
        const MISSING: Self = <$t>::MIN;
        const MAX: Self = <$t>::MAX;
        fn clamped(v: i64) -> Self {
            <$t>::try_from(v).unwrap_or(if v < 0 { <$t>::MIN } else { <$t>::MAX })
        }
        fn column(values: Box<[Self]>) -> Column {
            Column::$as(values)
        }
    })* };
}
width!(i8, I8; i16, I16; i32, I32; i64, I64;);

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

    /// With codes under `codes` replaced by others; by none where `to` knows none. As wide as before where that is enough.
    pub(super) fn mapped(&self, codes: usize, to: &dyn Fn(i64) -> Option<i64>) -> Column {
        fn each<T: Width, U: Width>(values: &[T], table: &[i32]) -> Box<[U]> {
            let table: Vec<U> = table
                .iter()
                .map(|v| value(*v).map_or(U::MISSING, U::clamped))
                .collect();
            let one = |v: &T| {
                let code = usize::try_from((*v).into()).ok();
                code.and_then(|c| table.get(c).copied())
                    .unwrap_or(U::MISSING)
            };
            values.iter().map(one).collect()
        }
        fn column<T: Width>(values: &[T], table: &[i32]) -> Column {
            let most = table.iter().max().map_or(0, |v| i64::from(*v));
            if most <= T::MAX.into() {
                T::column(each(values, table))
            } else {
                Column::I32(each(values, table))
            }
        }
        let code = |v: i64| to(v).map_or(i32::MISSING, i32::clamped);
        let table: Vec<i32> = (0i64..).take(codes).map(code).collect();
        dense!(self, v => column(v, &table), Column::Empty, s => {
            let values = s.values.mapped(codes, to);
            Column::Sparse(Box::new(Sparse {
                values,
                rest: s.rest.and_then(to),
                ..(**s).clone()
            }))
        }, (_, c) => c.mapped(codes, to))
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

/// What a column begins with where it is told in a file: an empty one, one of each width, the other forms.
const EMPTY: u8 = 0;
const DENSE: [u8; 4] = [1, 2, 3, 4];
const SPARSE: u8 = 5;
const SCALED: u8 = 6;

/// How a column is told in a file.
impl Column {
    pub(super) fn keep(&self, out: &mut Out) {
        match self {
            Column::Empty => out.number(EMPTY),
            Column::I8(v) => {
                out.number(DENSE[0]);
                out.numbers(v);
            }
            Column::I16(v) => {
                out.number(DENSE[1]);
                out.numbers(v);
            }
            Column::I32(v) => {
                out.number(DENSE[2]);
                out.numbers(v);
            }
            Column::I64(v) => {
                out.number(DENSE[3]);
                out.numbers(v);
            }
            Column::Sparse(s) => {
                out.number(SPARSE);
                s.kept.keep(out);
                // no column ever holds this
                out.number(s.rest.unwrap_or(i64::MIN));
                s.values.keep(out);
            }
            Column::Scaled(by, column) => {
                out.number(SCALED);
                out.number(*by);
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
            EMPTY => Column::Empty,
            1 => Column::I8(from.numbers()?.into()),
            2 => Column::I16(from.numbers()?.into()),
            3 => Column::I32(from.numbers()?.into()),
            4 => Column::I64(from.numbers()?.into()),
            SPARSE => {
                let kept = Bits::take(from)?;
                let rest: i64 = from.number()?;
                let values = Column::take_within(from, depth + 1)?;
                let rest = (rest != i64::MIN).then_some(rest);
                Column::Sparse(Box::new(Sparse::new(kept, values, rest)))
            }
            SCALED => {
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
    fn new(kept: Bits, values: Column, rest: Option<i64>) -> Self {
        let mut before = 0;
        let rank = kept.words().iter().map(|w| {
            let rank = before;
            before += w.count_ones();
            rank
        });
        Sparse {
            rank: rank.collect(),
            values,
            rest,
            kept,
        }
    }

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
            let piece = |values: &[Option<i64>]| {
                let mut g = Growing::new(0);
                for (row, v) in values.iter().enumerate() {
                    if let Some(v) = v {
                        g.set(row, *v);
                    }
                }
                g.pad(values.len());
                (g.freeze(), values.len())
            };
            let pieces: Vec<_> = values.chunks(usize::from(span) % 97 + 1).map(piece).collect();
            let fill = || Fill::new(pieces.iter().map(|(c, rows)| Stats::of(c, *rows)));
            let (mut joined, mut told) = (fill(), fill());
            for (piece, rows) in &pieces {
                joined.append(piece, *rows);
                let mut out = Out::default();
                piece.keep(&mut out);
                told.take(&mut In::new(&out.bytes), *rows).unwrap();
            }
            prop_assert_eq!(joined.is_complete(), values.iter().all(Option::is_some));
            let (joined, told) = (joined.column(), told.column());
            prop_assert_eq!(format!("{joined:?}"), format!("{told:?}"));
            let mut seen = Vec::new();
            joined.each(n, |_, v| seen.push(v));
            prop_assert_eq!(&seen, &values);
            // no wider for it, but that nobody looks for common divisors across pieces
            let scaled = |c: &Column| matches!(c, Column::Scaled(..));
            if !scaled(&column) && pieces.iter().all(|(c, _)| !scaled(c)) {
                prop_assert!(joined.bytes() <= column.bytes(), "{joined:?} {column:?}");
            }
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
