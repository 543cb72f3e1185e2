//! Days on which far more was sold than usually (S0: peaks and the creators behind them).

use std::collections::BTreeMap;

/// A day is a peak from so many times the mean of all days on.
pub const TIMES: i128 = 2;

/// Fewer days than so tell nothing of what is usual.
const FEWEST: i32 = 7;

/// Days in a row, each of them a peak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peak {
    /// First and last, counted from 1970-01-01.
    pub days: (i32, i32),
    /// Raw money.
    pub gmv: i128,
    /// Raw money of the highest of them.
    pub highest: i128,
}

/// Finds peaks in what was sold by day, raw money: days with [`TIMES`] the mean and more. Days between the first and the
/// last on which nothing was sold count as such.
pub fn peaks(by_day: &BTreeMap<i32, i128>) -> Vec<Peak> {
    let ends = by_day.keys().next().zip(by_day.keys().last());
    let Some((first, last)) = ends else {
        return Vec::new();
    };
    let days = last - first + 1;
    let all: i128 = by_day.values().sum();
    if days < FEWEST || all <= 0 {
        return Vec::new();
    }
    let mut found: Vec<Peak> = Vec::new();
    for (day, gmv) in by_day {
        // gmv ≥ times × all / days
        if gmv * i128::from(days) < all * TIMES {
            continue;
        }
        match found.last_mut().filter(|p| p.days.1 + 1 == *day) {
            Some(peak) => {
                peak.days.1 = *day;
                peak.gmv += gmv;
                peak.highest = peak.highest.max(*gmv);
            }
            None => found.push(Peak {
                days: (*day, *day),
                gmv: *gmv,
                highest: *gmv,
            }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(days: &[(i32, i128)]) -> Vec<((i32, i32), i128)> {
        let all = days.iter().copied().collect();
        peaks(&all).into_iter().map(|p| (p.days, p.gmv)).collect()
    }

    #[test]
    fn days_in_a_row_are_one_peak() {
        // ten days, mean 10: from 20 on
        let days = [(1, 2), (2, 3), (4, 20), (5, 30), (7, 19), (10, 26)];
        assert_eq!(found(&days), [((4, 5), 50), ((10, 10), 26)]);
    }

    #[test]
    fn days_without_sales_count() {
        assert_eq!(found(&[(1, 10), (7, 10)]), [((1, 1), 10), ((7, 7), 10)]);
        let even: Vec<_> = (1..=9).map(|d| (d, 10)).collect();
        assert!(found(&even).is_empty());
    }

    #[test]
    fn few_days_have_no_peak() {
        assert!(found(&[(1, 1), (6, 100)]).is_empty());
        assert!(found(&[]).is_empty());
        assert!(found(&[(1, 0), (9, 0)]).is_empty());
    }
}
