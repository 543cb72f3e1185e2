//! How a metric is spread over the whole pool, for the small histogram beside its condition.

use jiff::civil::Date;

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
        let (mut any, mut low, mut high) = (false, i64::MAX, 0);
        self.each_value(metric, today, |v| {
            any = true;
            if v > 0 {
                low = low.min(v);
                high = high.max(v);
            }
        });
        if !any {
            return None;
        }
        let edges = match metric.unit() {
            Unit::Ratio => linear(0, Unit::Ratio.per_one(), cells),
            Unit::Score => linear(Unit::Score.per_one(), 5 * Unit::Score.per_one(), cells),
            _ => powers(low, high, cells),
        };
        let mut h = Histogram {
            metric,
            counts: vec![0; edges.len()],
            edges,
        };
        self.each_value(metric, today, |v| {
            let cell = h.cell_of(v);
            if let Some(n) = h.counts.get_mut(cell) {
                *n += 1;
            }
        });
        if metric != Metric::Stale {
            self.caches().histograms.insert(key, h.clone());
        }
        Some(h)
    }

    fn each_value(&self, metric: Metric, today: Date, mut f: impl FnMut(i64)) {
        let now = day(today);
        if metric == Metric::Stale {
            self.as_of
                .each(self.len(), |_, v| v.into_iter().for_each(|v| f(now - v)));
        } else {
            self.metric(metric)
                .each(self.len(), |_, v| v.into_iter().for_each(&mut f));
        }
    }

    /// Of every metric that has values, in the order of the table of fields.
    pub fn histograms(&self, cells: usize, today: Date) -> Vec<Histogram> {
        Metric::ALL
            .iter()
            .filter_map(|m| self.histogram(*m, cells, today))
            .collect()
    }
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
