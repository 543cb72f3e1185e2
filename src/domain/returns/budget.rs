//! Budgets by 6-3-1 (S3), reference prices, and prices under an agreement.

use super::ratio::Ratio;
use crate::domain::number::{Decimal, Unit};

/// 60 % waist, 30 % tail for tests, 10 % head (S3).
pub const MIX: [u64; 3] = [6, 3, 1];

/// A sum of raw money split by whole weights into parts of `digits` behind the point that add up to it exactly: what is
/// left over goes to the largest remainders, of equal ones to the first.
pub fn split(raw: i64, weights: &[u64], digits: u32) -> Vec<i64> {
    let step = i128::from(Unit::Money.per_one()) / 10i128.pow(digits.min(4));
    let all: i128 = weights.iter().map(|w| i128::from(*w)).sum();
    if all == 0 {
        return vec![0; weights.len()];
    }
    let cents = i128::from(raw).div_euclid(step);
    let mut parts: Vec<(i128, i128)> = weights
        .iter()
        .map(|w| {
            let exact = cents * i128::from(*w);
            (exact.div_euclid(all), exact.rem_euclid(all))
        })
        .collect();
    let given: i128 = parts.iter().map(|(whole, _)| whole).sum();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(parts.get(*at).map(|(_, rest)| *rest)));
    let left = usize::try_from(cents - given).unwrap_or(0);
    for at in order.into_iter().take(left) {
        if let Some((whole, _)) = parts.get_mut(at) {
            *whole += 1;
        }
    }
    let mut parts: Vec<i64> = parts
        .into_iter()
        .map(|(whole, _)| i64::try_from(whole * step).unwrap_or(i64::MAX))
        .collect();
    // what is finer than the currency's digits stays with the first
    let sum: i64 = parts.iter().sum();
    if let Some(first) = parts.first_mut() {
        *first += raw - sum;
    }
    parts
}

/// How far shares of what was spent are from the shares that were planned, in points of a hundred.
pub fn deviations(spent: &[i64], plan: &[u64]) -> Option<Vec<Ratio>> {
    let total: i128 = spent.iter().map(|s| i128::from(*s)).sum();
    let all: i128 = plan.iter().map(|w| i128::from(*w)).sum();
    spent
        .iter()
        .zip(plan)
        .map(|(s, w)| {
            let share = i128::from(*s) * 100 * all - i128::from(*w) * 100 * total;
            Ratio::of(share, total.checked_mul(all)?)
        })
        .collect()
}

/// What waist creators cost a thousand plays, as far as S3 knows: 40 % less than the head. Raw money.
pub fn waist_cpm(head: i64) -> Option<Ratio> {
    Ratio::of(i128::from(head) * 6, 10)
}

/// A quote under a framework agreement: at the larger discount, and at the smaller one. Raw money.
pub fn agreed(quote: i64, least: Decimal, most: Decimal) -> Option<(Ratio, Ratio)> {
    let at = |d: Decimal| {
        let one = 10i128.checked_pow(d.scale)?;
        Ratio::of(i128::from(quote).checked_mul(one - d.mantissa)?, one)
    };
    Some((at(most)?, at(least)?))
}

/// Creators with at least one order over those who cooperate (出单率).
pub fn ordering_share(ordering: i64, cooperating: i64) -> Option<Ratio> {
    Ratio::of_counts(Some(ordering), Some(cooperating))
}
