//! A number for each row, as narrow as the values allow.
//!
//! A column without values takes no room. Where one value (missing, or zero) fills four rows of five, only the others
//! are kept, with a bit for each row: most creators have no sales. Where all values are multiples of something (percent
//! with two digits, prices in cents), multiples are kept.

use super::bits::Bits;

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
#[derive(Debug)]
pub(super) struct Growing {
    data: Data,
    len: usize,
    expected: usize,
    missing: usize,
    zeros: usize,
}

#[derive(Debug)]
enum Data {
    None,
    I8(Vec<i8>),
    I16(Vec<i16>),
    I32(Vec<i32>),
    I64(Vec<i64>),
}

fn widened<A: Width, B: Width>(from: &[A], expected: usize) -> Vec<B> {
    let mut to = Vec::with_capacity(expected.max(from.len()));
    to.extend(
        from.iter()
            .map(|v| value(*v).map_or(B::MISSING, B::clamped)),
    );
    to
}

fn fits<T: Width>(v: i64) -> bool {
    v > T::MISSING.into() && v <= T::MAX.into()
}

impl Growing {
    /// `expected` rows; more are fine.
    pub(super) fn new(expected: usize) -> Self {
        Growing {
            data: Data::None,
            len: 0,
            expected,
            missing: 0,
            zeros: 0,
        }
    }

    pub(super) fn push(&mut self, value: Option<i64>) {
        let value = value.filter(|v| *v != i64::MIN);
        match value {
            None => self.missing += 1,
            Some(0) => self.zeros += 1,
            Some(_) => {}
        }
        if let Some(v) = value {
            self.make_room(v);
        }
        match &mut self.data {
            Data::None => {}
            Data::I8(d) => d.push(value.map_or(i8::MIN, i8::clamped)),
            Data::I16(d) => d.push(value.map_or(i16::MIN, i16::clamped)),
            Data::I32(d) => d.push(value.map_or(i32::MIN, i32::clamped)),
            Data::I64(d) => d.push(value.unwrap_or(i64::MIN)),
        }
        self.len += 1;
    }

    fn make_room(&mut self, v: i64) {
        let n = self.expected;
        if matches!(self.data, Data::None) {
            let mut first = Vec::with_capacity(n);
            first.resize(self.len, i8::MIN);
            self.data = Data::I8(first);
        }
        let wider = match &self.data {
            Data::I8(d) if !fits::<i8>(v) => {
                if fits::<i16>(v) {
                    Data::I16(widened(d, n))
                } else if fits::<i32>(v) {
                    Data::I32(widened(d, n))
                } else {
                    Data::I64(widened(d, n))
                }
            }
            Data::I16(d) if !fits::<i16>(v) => {
                if fits::<i32>(v) {
                    Data::I32(widened(d, n))
                } else {
                    Data::I64(widened(d, n))
                }
            }
            Data::I32(d) if !fits::<i32>(v) => Data::I64(widened(d, n)),
            _ => return,
        };
        self.data = wider;
    }

    /// The column in its narrowest form.
    pub(super) fn freeze(self) -> Column {
        let (rest, times) = if self.missing >= self.zeros {
            (None, self.missing)
        } else {
            (Some(0), self.zeros)
        };
        let (len, sparse) = (self.len, times * 5 >= self.len * 4);
        let dense = match self.data {
            Data::None => return Column::Empty,
            Data::I8(d) => Column::I8(d.into()),
            Data::I16(d) => Column::I16(d.into()),
            Data::I32(d) => Column::I32(d.into()),
            Data::I64(d) => Column::I64(d.into()),
        };
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

    fn dense(self) -> Column {
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
    let (mut by, mut low, mut high) = (0u64, 0i64, 0i64);
    column.each(len, |_, v| {
        if let Some(v) = v {
            low = low.min(v);
            high = high.max(v);
            // most steps end at once: the divisor divides the value
            let v = v.unsigned_abs();
            if by == 0 || !v.is_multiple_of(by) {
                by = divisor(by, v);
            }
        }
    });
    let Some(by) = i64::try_from(by).ok().filter(|by| *by > 1) else {
        return column;
    };
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
