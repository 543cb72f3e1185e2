//! The delivery score (S2), which only a whole pool can tell: how a creator ranks among all others.

use super::column::{Column, Growing};
use crate::domain::field::Metric;
use crate::domain::metrics::{delivery_score, quintile};

/// Who lacks any of these has no score.
pub(super) const PARTS: [Metric; 4] =
    [Metric::Items, Metric::Orders, Metric::Videos, Metric::Lives];

/// The delivery score of every row: missing where any of its four metrics is.
pub(super) fn scores(metrics: &[Column], len: usize) -> Column {
    let columns = PARTS.map(|m| metrics.get(m.index()).unwrap_or(&Column::Empty));
    if columns.iter().any(|c| c.is_empty()) {
        return Column::Empty;
    }
    // two at a time: each takes eight bytes a creator
    let two = |[a, b]: [&Column; 2]| {
        std::thread::scope(|scope| {
            let other = scope.spawn(move || quintile_bounds(b, len));
            [Some(quintile_bounds(a, len)), other.join().ok()]
        })
    };
    let [a, b, c, d] = columns;
    let bounds = two([a, b]).into_iter().chain(two([c, d]));
    // sum of the ranks, and how many there are
    let mut ranks = vec![(0u8, 0u8); len];
    for (column, bounds) in columns.iter().zip(bounds) {
        let Some(bounds) = bounds else {
            return Column::Empty;
        };
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

/// The least value of the second, third, fourth and fifth quintile: a value's quintile grows with how many values lie
/// strictly under it, so four bounds tell it.
fn quintile_bounds(column: &Column, len: usize) -> [i64; 4] {
    let mut values = Vec::with_capacity(len);
    column.each(len, |_, v| values.extend(v));
    let n = values.len();
    let mut bounds = [i64::MAX; 4];
    // the values before `from` are none of the later quintiles'
    let mut from = 0;
    for (bound, q) in bounds.iter_mut().zip(2u8..) {
        // the first place in order whose value may be of this quintile
        let place = first_place(n, q);
        let Some(rest) = values.get_mut(from..) else {
            break;
        };
        let Some(at) = place.checked_sub(from).filter(|at| *at < rest.len()) else {
            break;
        };
        let (_, &mut here, _) = rest.select_nth_unstable(at);
        from += at;
        // equal values rank alike: where some lie before the place, the next greater value begins the quintile
        let under = values.iter().filter(|v| **v < here).count();
        *bound = if quintile(under, n) >= q {
            here
        } else {
            let greater = values.iter().copied().filter(|v| *v > here);
            greater.min().unwrap_or(i64::MAX)
        };
    }
    bounds
}

/// The least number of values under a value that puts it into a quintile or a higher one.
fn first_place(of: usize, wanted: u8) -> usize {
    let (mut low, mut high) = (0, of);
    while low < high {
        let middle = low.midpoint(high);
        if quintile(middle, of) >= wanted {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bounds_tell_every_quintile(values in prop::collection::vec(prop_oneof![3 => Just(0i64), 5 => 0i64..12], 0..60)) {
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
