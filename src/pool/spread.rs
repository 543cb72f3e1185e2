//! How a metric is spread over the whole pool, for the small histogram beside its condition.

use std::borrow::Cow;

use jiff::civil::Date;

use super::column::{Column, Growing, Width};
use super::halves::{MANY, halves};
use super::{Pool, build::day};
use crate::domain::answer::Histogram;
use crate::domain::field::Metric;
use crate::domain::number::Unit;

impl Pool {
    /// The spread of a metric over `cells` cells: percent fields linear from 0 to 100 %, scores from 1 to 5, all others
    /// by powers above a first cell for zero. Money counts as it stands, whatever its currency. `None` where no creator
    /// has a value.
    pub fn histogram(&self, metric: Metric, cells: usize, today: Date) -> Option<Histogram> {
        let cells = cells.clamp(2, 1000);
        let key = (metric, cells);
        if metric != Metric::Stale
            && let Some(h) = self.caches().histograms.get(&key)
        {
            return Some(h.clone());
        }
        let values = if metric == Metric::Stale {
            let mut ages = Growing::new(self.len());
            let now = day(today);
            self.data
                .as_of
                .each(self.len(), |_, v| ages.push(v.map(|v| now - v)));
            Cow::<Column>::Owned(ages.freeze())
        } else {
            Cow::Borrowed(self.metric(metric))
        };
        let ends = ends(&values, self.len());
        if !ends.any {
            return None;
        }
        let edges = match metric.unit() {
            Unit::Ratio => linear(0, Unit::Ratio.per_one(), cells),
            Unit::Score => linear(Unit::Score.per_one(), 5 * Unit::Score.per_one(), cells),
            _ => powers(ends.low, ends.high, cells),
        };
        // the first cell also has what lies under it
        let all = from(&values, &[i64::MIN], self.len());
        let inner = from(&values, edges.get(1..).unwrap_or_default(), self.len());
        let reached: Vec<usize> = all.into_iter().chain(inner).collect();
        let next = reached.iter().skip(1).chain([&0]);
        let h = Histogram {
            metric,
            counts: reached.iter().zip(next).map(|(n, next)| n - next).collect(),
            edges,
        };
        if metric != Metric::Stale {
            self.caches().histograms.insert(key, h.clone());
        }
        Some(h)
    }

    /// Of every metric that has values, in the order of the table of fields.
    pub fn histograms(&self, cells: usize, today: Date) -> Vec<Histogram> {
        let parts = halves(Metric::ALL.len(), self.len() >= MANY, |_, some| {
            let metrics = Metric::ALL.get(some).unwrap_or_default().iter();
            metrics
                .filter_map(|m| self.histogram(*m, cells, today))
                .collect::<Vec<_>>()
        });
        parts.into_iter().flatten().collect()
    }
}

/// Between what a column's values lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ends {
    any: bool,
    /// The least positive value; the largest number there is where there are none.
    low: i64,
    /// The largest positive value, or 0.
    high: i64,
}

fn ends(column: &Column, len: usize) -> Ends {
    let none = Ends {
        any: false,
        low: i64::MAX,
        high: 0,
    };
    match column {
        Column::Empty => none,
        Column::I8(v) => ends_of(v),
        Column::I16(v) => ends_of(v),
        Column::I32(v) => ends_of(v),
        Column::I64(v) => ends_of(v),
        Column::Scaled(by, multiples) => {
            let inner = ends(multiples, len);
            Ends {
                any: inner.any,
                low: inner.low.saturating_mul(*by),
                high: inner.high * by,
            }
        }
        Column::Sparse(sparse) => {
            let kept = ends(&sparse.values, len);
            let rest = sparse.rest.filter(|_| sparse.kept.count() < len);
            let positive = rest.filter(|v| *v > 0);
            Ends {
                any: kept.any || rest.is_some(),
                low: kept.low.min(positive.unwrap_or(i64::MAX)),
                high: kept.high.max(positive.unwrap_or(0)),
            }
        }
    }
}

fn ends_of<T: Width>(values: &[T]) -> Ends {
    let zero = T::clamped(0);
    let (mut low, mut high) = (T::MAX, T::MISSING);
    for v in values {
        let positive = if *v > zero { *v } else { T::MAX };
        low = if positive < low { positive } else { low };
        high = if *v > high { *v } else { high };
    }
    Ends {
        any: high != T::MISSING,
        low: if high > zero { low.into() } else { i64::MAX },
        high: if high > zero { high.into() } else { 0 },
    }
}

/// How many values reach each of the edges.
fn from(column: &Column, edges: &[i64], len: usize) -> Vec<usize> {
    match column {
        Column::Empty => vec![0; edges.len()],
        Column::I8(v) => reaching::<_, u16>(v, edges),
        Column::I16(v) => reaching::<_, u16>(v, edges),
        Column::I32(v) => reaching::<_, u32>(v, edges),
        Column::I64(v) => reaching::<_, u64>(v, edges),
        Column::Scaled(by, multiples) => {
            let up = |e: &i64| {
                e.div_euclid(*by)
                    .saturating_add((e.rem_euclid(*by) != 0).into())
            };
            let edges: Vec<i64> = edges.iter().map(up).collect();
            from(multiples, &edges, len)
        }
        Column::Sparse(sparse) => {
            let rest = len - sparse.kept.count();
            let mut counts = from(&sparse.values, edges, len);
            for (n, edge) in counts.iter_mut().zip(edges) {
                if sparse.rest.is_some_and(|v| v >= *edge) {
                    *n += rest;
                }
            }
            counts
        }
    }
}

/// Counted by `N`, as wide as the values: so the compiler compares many at once.
fn reaching<T: Width, N>(values: &[T], edges: &[i64]) -> Vec<usize>
where
    N: Copy + Default + From<bool> + Into<u64> + std::ops::Add<Output = N>,
{
    // near enough to be read for each edge, and few enough for the narrowest count
    const NEAR: usize = 4096;
    let least: i64 = T::MISSING.into();
    let edges: Vec<Option<T>> = edges
        .iter()
        .map(|e| (*e <= T::MAX.into()).then(|| T::clamped((*e).max(least + 1))))
        .collect();
    let mut counts = vec![0u64; edges.len()];
    for chunk in values.chunks(NEAR) {
        for (count, edge) in counts.iter_mut().zip(&edges) {
            if let Some(edge) = edge {
                let add = |n: N, v: &T| n + N::from(*v >= *edge);
                *count += chunk.iter().fold(N::default(), add).into();
            }
        }
    }
    let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    counts.into_iter().map(size).collect()
}

fn linear(from: i64, to: i64, cells: usize) -> Vec<i64> {
    let n = i64::try_from(cells).unwrap_or(i64::MAX);
    (0..n).map(|i| from + (to - from) * i / n).collect()
}

/// 0, then rising by a constant factor from the least positive value to the largest, where there are any. Fewer cells
/// where whole numbers leave no room for more.
fn powers(low: i64, high: i64, cells: usize) -> Vec<i64> {
    let mut edges = vec![0];
    if low > high {
        return edges;
    }
    // for drawing only: no amount is computed with these
    let (low_f, ratio) = (low as f64, high as f64 / low as f64);
    for i in 0..cells - 1 {
        let edge = low_f * ratio.powf(i as f64 / (cells - 1) as f64);
        let edge = if i == 0 { low } else { edge.round() as i64 };
        if edges.last().is_some_and(|last| edge > *last) && edge <= high {
            edges.push(edge);
        }
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number() -> impl Strategy<Value = Option<i64>> {
        prop_oneof![
            6 => Just(Some(0i64)),
            3 => Just(None),
            3 => (-200i64..200).prop_map(Some),
            1 => (-40_000i64..40_000).prop_map(Some),
            1 => any::<i32>().prop_map(|v| Some(v.into())),
            1 => (i64::MIN + 1..=i64::MAX).prop_map(Some),
        ]
    }

    proptest! {
        #[test]
        fn columns_count_as_their_values_do(
            values in prop::collection::vec(number(), 1..300),
            keep in 0usize..4,
            times in 1i64..30_000,
            edges in prop::collection::vec(prop_oneof![-300i64..300, any::<i64>(), Just(i64::MIN), Just(i64::MAX)], 0..9),
        ) {
            // often nearly all alike, narrow, or multiples of something
            let of = |(at, v): (usize, &Option<i64>)| match keep {
                0 if at % 9 != 0 => values[0],
                1 => v.map(|v| v % 100),
                2 => v.map(|v| v % 3000 * times),
                _ => *v,
            };
            let values: Vec<Option<i64>> = values.iter().enumerate().map(of).collect();
            let mut growing = Growing::new(values.len());
            values.iter().for_each(|v| growing.push(*v));
            let column = growing.freeze();
            let all: Vec<i64> = values.iter().copied().flatten().collect();
            let positive = || all.iter().copied().filter(|v| *v > 0);
            prop_assert_eq!(ends(&column, values.len()), Ends {
                any: !all.is_empty(),
                low: positive().min().unwrap_or(i64::MAX),
                high: positive().max().unwrap_or(0),
            });
            let want: Vec<usize> = edges.iter().map(|e| all.iter().filter(|v| *v >= e).count()).collect();
            prop_assert_eq!(from(&column, &edges, values.len()), want);
        }
    }

    #[test]
    fn edges_rise_and_every_value_has_its_cell() {
        for (low, high) in [
            (i64::MAX, 0),
            (1, 3),
            (7, 7),
            (5, 1_000_000_000),
            (1, i64::MAX),
        ] {
            let edges = powers(low, high, 16);
            assert!(edges.is_sorted_by(|a, b| a < b), "{edges:?}");
            assert!(edges.len() <= 16);
            assert!(low > high || edges.get(1) == Some(&low), "{edges:?}");
        }
        assert_eq!(linear(0, 100, 4), [0, 25, 50, 75]);
        assert_eq!(powers(1, 3, 16), [0, 1, 2, 3]);
    }
}
