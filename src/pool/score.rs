//! The delivery score (S2), which only a whole pool can tell: how a creator ranks among all others.

use super::Pool;
use super::column::{Column, Growing};
use crate::domain::field::Metric;
use crate::domain::metrics::{delivery_score, quintile};

/// Who lacks any of these has no score.
pub(super) const PARTS: [Metric; 4] =
    [Metric::Items, Metric::Orders, Metric::Videos, Metric::Lives];

/// The delivery score of every row: missing where any of its four metrics is.
pub(super) fn scores(pool: &Pool) -> Column {
    let len = pool.len();
    let columns = PARTS.map(|m| pool.metric(m));
    if columns.iter().any(|c| c.is_empty()) {
        return Column::Empty;
    }
    // sum of the ranks, and how many there are
    let mut ranks = vec![(0u8, 0u8); len];
    for column in columns {
        let bounds = quintile_bounds(column, len);
        let mut rank = ranks.iter_mut();
        column.each(len, |_, v| {
            if let (Some((sum, parts)), Some(v)) = (rank.next(), v) {
                *sum += 1 + bounds.iter().map(|b| u8::from(v >= *b)).sum::<u8>();
                *parts += 1;
            }
        });
    }
    let mut out = Growing::new(len);
    for (sum, parts) in ranks {
        // only their sum matters
        let whole = usize::from(parts) == PARTS.len();
        out.push(whole.then(|| delivery_score([sum, 0, 0, 0])));
    }
    out.freeze()
}

/// Values from 0 up to this are counted, each by itself; others are few.
const COUNTED: usize = 1 << 16;

/// The least value of the second, third, fourth and fifth quintile: a value's quintile grows with how many values lie
/// strictly under it, so four bounds tell it.
fn quintile_bounds(column: &Column, len: usize) -> [i64; 4] {
    let mut counts = vec![0u32; COUNTED];
    let mut others = Vec::new();
    let mut n = 0;
    column.each(len, |_, v| {
        let Some(v) = v else { return };
        n += 1;
        match usize::try_from(v).ok().and_then(|v| counts.get_mut(v)) {
            Some(count) => *count += 1,
            None => others.push(v),
        }
    });
    others.sort_unstable();
    let (below, above) = others.split_at(others.partition_point(|v| *v < 0));
    let one = |v: &i64| (*v, 1);
    let counted = (0i64..).zip(counts).filter(|(_, n)| *n > 0);
    let all = below
        .iter()
        .map(one)
        .chain(counted)
        .chain(above.iter().map(one));
    let mut bounds = [i64::MAX; 4];
    let (mut under, mut before, mut last) = (0, 0, None);
    for (value, count) in all {
        // equal values rank alike
        if last != Some(value) {
            (under, last) = (before, Some(value));
        }
        before += count as usize;
        for (bound, q) in bounds.iter_mut().zip(2u8..) {
            if *bound == i64::MAX && quintile(under, n) >= q {
                *bound = value;
            }
        }
    }
    bounds
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bounds_tell_every_quintile(values in prop::collection::vec(prop_oneof![3 => Just(0i64), 5 => 0i64..12, 1 => -3i64..0, 1 => 65_530i64..65_540, 1 => any::<i32>().prop_map(i64::from)], 0..60)) {
            let mut growing = Growing::new(values.len());
            values.iter().for_each(|v| growing.push(Some(*v)));
            let bounds = quintile_bounds(&growing.freeze(), values.len());
            for v in &values {
                let under = values.iter().filter(|x| *x < v).count();
                let told = 1 + bounds.iter().map(|b| u8::from(v >= b)).sum::<u8>();
                prop_assert_eq!(told, quintile(under, values.len()), "{} {:?}", v, bounds);
            }
        }
    }
}
