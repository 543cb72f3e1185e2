//! The formulas, exactly as the field uses them, and the benchmarks that stand beside them.
//!
//! A metric is missing if any input is missing, and where it would divide by zero. Sources: S1 (engagement, CTR, CVR),
//! S2 (like rate as "interaction rate", activity, delivery score), S3 (completion, share rate, CPM).

use super::creator::Values;
use super::field::Metric;
use super::message::Message;
use super::number::{Decimal, Unit};
use super::origin::Source;

type Stored = Values<{ Metric::STORED }>;

/// Raw value of any metric from one observation: stored ones as they are, the rest computed. Where a file gives a rate
/// and also the counts behind it, the counts decide, because they can be checked.
pub fn of(metric: Metric, v: &Stored) -> Option<i64> {
    let get = |m: Metric| v.get(m);
    let ratio = |num: Option<i64>, den: Metric| metric.unit().divide(num?.into(), get(den)?.into());
    match metric {
        m if m.is_stored() => get(m),
        Metric::Posts => get(Metric::Videos)?.checked_add(get(Metric::Lives)?),
        Metric::Adult => adult(v),
        Metric::LikeRate => {
            ratio(get(Metric::Likes), Metric::Views).or_else(|| mean_ratio(Metric::AvgLikes, v))
        }
        Metric::CommentRate => ratio(get(Metric::Comments), Metric::Views)
            .or_else(|| mean_ratio(Metric::AvgComments, v)),
        Metric::ShareRate => {
            ratio(get(Metric::Shares), Metric::Views).or_else(|| mean_ratio(Metric::AvgShares, v))
        }
        Metric::Engagement => ratio(
            sum(v, [Metric::Likes, Metric::Comments, Metric::Shares]),
            Metric::Views,
        )
        .or_else(|| {
            let sum = sum(
                v,
                [Metric::AvgLikes, Metric::AvgComments, Metric::AvgShares],
            )?;
            Unit::Ratio.divide((sum >> 1).into(), (get(Metric::AvgViews)? >> 1).into())
        })
        .or_else(|| get(Metric::GivenEngagement)),
        Metric::ClickRate => ratio(get(Metric::Clicks), Metric::Views),
        Metric::Cvr => ratio(get(Metric::Orders), Metric::Clicks).or_else(|| get(Metric::GivenCvr)),
        // raw money is 10,000 to the unit, and so are the digits of a price
        Metric::Aov => match (get(Metric::Gmv), get(Metric::Orders)) {
            (Some(gmv), Some(orders)) => {
                Unit::Price.divide(gmv.into(), i128::from(orders) * 10_000)
            }
            _ => get(Metric::GivenAov)?.checked_mul(2),
        },
        Metric::UnitsPerOrder => ratio(get(Metric::Items), Metric::Orders),
        Metric::RefundRate => ratio(get(Metric::Refunds), Metric::Gmv),
        Metric::Gpm => Unit::Price.divide(
            i128::from(get(Metric::Gmv)?) * 1_000,
            i128::from(get(Metric::Views)?) * 10_000,
        ),
        _ => None,
    }
}

/// The same of what an export of this kind said. Only the platform's lists of the shop's own creators tell what this
/// shop sold and is to pay for it; other tools know a creator's sales for anybody.
pub fn seen(metric: Metric, source: Source, v: &Stored) -> Option<i64> {
    let listed = |m: Metric| {
        v.get(Metric::Gmv)
            .filter(|_| source.is_own_list())
            .map(|gmv| match m {
                Metric::Gmv => gmv,
                // what the list does not name costs nothing by it
                m => v.get(m).unwrap_or(0),
            })
    };
    match metric {
        Metric::ListGmv => listed(Metric::Gmv),
        Metric::ListCommission => listed(Metric::Commission),
        Metric::ListFee => listed(Metric::FlatFee),
        other => of(other, v),
    }
}

/// The two means are in the same raw units, each with a sticky bit that has to go before dividing.
fn mean_ratio(num: Metric, v: &Stored) -> Option<i64> {
    Unit::Ratio.divide(
        (v.get(num)? >> 1).into(),
        (v.get(Metric::AvgViews)? >> 1).into(),
    )
}

fn sum<const N: usize>(v: &Stored, of: [Metric; N]) -> Option<i64> {
    of.into_iter()
        .try_fold(0i64, |total, m| total.checked_add(v.get(m)?))
}

/// Share of fans aged 18 and over: as given, else the four bands from 18 up, else all that are not 13 to 17.
fn adult(v: &Stored) -> Option<i64> {
    let from_18 = Metric::AGE_BANDS
        .iter()
        .skip(1)
        .try_fold(0i64, |total, m| total.checked_add(v.get(*m)?));
    v.get(Metric::GivenAdult)
        .or(from_18)
        .or_else(|| Some(Unit::Ratio.per_one() - v.get(Metric::Age13)?))
}

/// How a value is held against a benchmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pass {
    /// Strictly above.
    Above,
    /// At least.
    AtLeast,
    /// Strictly below.
    Below,
}

/// A threshold of the field, with the convention it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Benchmark {
    /// Whose convention: S1, S2, S3, or the person's own setting.
    pub convention: &'static str,
    /// Which way.
    pub pass: Pass,
    /// The threshold, as a ratio (0.05 is 5 %).
    pub threshold: Decimal,
}

impl Benchmark {
    /// What stands beside a value: which threshold, whose, and whether it is met.
    pub fn message(&self, passes: bool) -> Message {
        let id = match (self.pass, passes) {
            (Pass::Above, true) => "card-above",
            (Pass::Above, false) => "card-not-above",
            (Pass::AtLeast, true) => "card-at-least",
            (Pass::AtLeast, false) => "card-not-at-least",
            (Pass::Below, true) => "card-below",
            (Pass::Below, false) => "card-not-below",
        };
        Message::new(id)
            .with("percent", self.threshold.times_100().to_string())
            .with("convention", self.convention)
    }

    /// Whether a raw ratio passes; exact at the edge.
    pub fn passes(&self, raw: i64) -> bool {
        let Some((edge, _)) = self.threshold.to_raw(Unit::Ratio) else {
            return false;
        };
        match self.pass {
            Pass::Above => raw > edge,
            Pass::AtLeast => raw >= edge,
            Pass::Below => raw < edge,
        }
    }
}

const fn above(convention: &'static str, percent: i128) -> Benchmark {
    Benchmark {
        convention,
        pass: Pass::Above,
        threshold: Decimal {
            mantissa: percent,
            scale: 2,
        },
    }
}

/// The benchmark of a metric, where the field has one. The refund rate has only the person's own `refund_threshold`.
pub fn benchmark(metric: Metric, refund_threshold: Option<Decimal>) -> Option<Benchmark> {
    match metric {
        Metric::Engagement => Some(above("S1", 5)),
        Metric::LikeRate => Some(above("S2", 5)),
        Metric::ShareRate => Some(above("S3", 2)),
        Metric::Completion => Some(above("S3", 18)),
        Metric::RefundRate => refund_threshold.map(|threshold| Benchmark {
            convention: "own",
            pass: Pass::Below,
            threshold,
        }),
        _ => None,
    }
}

/// Delivery score from 1.0 to 5.0 (S2): the mean of the quintile ranks of sales, orders, videos and lives, in raw
/// [`Unit::Score`] units, half rounded up.
pub fn delivery_score(quintiles: [u8; 4]) -> i64 {
    let sum: i64 = quintiles.into_iter().map(i64::from).sum();
    // sum/4 to one digit, half up: floor(10·sum/4 + 1/2)
    (sum * 10 + 2).div_euclid(4)
}

/// The quintile, 1 to 5, of a value that `below` of `of` values lie strictly under. Equal values rank alike.
pub fn quintile(below: usize, of: usize) -> u8 {
    let rank = (below * 5)
        .checked_div(of)
        .and_then(|r| u8::try_from(r).ok())
        .unwrap_or(0);
    rank.min(4) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(set: &[(Metric, i64)]) -> Stored {
        let mut v = Stored::EMPTY;
        for (m, raw) in set {
            v.set(*m, Some(*raw));
        }
        v
    }

    fn shown(m: Metric, v: &Stored, digits: u32) -> String {
        let d = Decimal::from_raw(of(m, v).unwrap(), m.unit());
        if m.unit() == Unit::Ratio {
            d.times_100().fixed(digits)
        } else {
            d.fixed(digits)
        }
    }

    #[test]
    fn worked_example_f1() {
        let v = values(&[
            (Metric::Views, 100_000),
            (Metric::Clicks, 2_500),
            (Metric::Orders, 75),
            (Metric::Gmv, 22_500_000),
        ]);
        assert_eq!(shown(Metric::ClickRate, &v, 1), "2.5");
        assert_eq!(shown(Metric::Cvr, &v, 1), "3.0");
        assert_eq!(shown(Metric::Aov, &v, 2), "30.00");
        assert_eq!(shown(Metric::Gpm, &v, 2), "22.50");
        // GPM = CTR × CVR × AOV × 1000
        let d = |m: Metric| of(m, &v).unwrap() as f64 / m.unit().per_one() as f64;
        assert!(
            (d(Metric::ClickRate) * d(Metric::Cvr) * d(Metric::Aov) * 1000.0 - d(Metric::Gpm))
                .abs()
                < 1e-9
        );
    }

    #[test]
    fn worked_example_e1() {
        let v = values(&[
            (Metric::Views, 10_000),
            (Metric::Likes, 450),
            (Metric::Comments, 80),
            (Metric::Shares, 30),
        ]);
        let check = |m: Metric, digits: &str, passes: bool| {
            assert_eq!(shown(m, &v, 1), digits);
            assert_eq!(
                benchmark(m, None).unwrap().passes(of(m, &v).unwrap()),
                passes,
                "{m:?}"
            );
        };
        check(Metric::Engagement, "5.6", true);
        check(Metric::LikeRate, "4.5", false);
        check(Metric::ShareRate, "0.3", false);
    }

    #[test]
    fn worked_example_e2_the_edge_itself_fails() {
        for (metric, percent) in [
            (Metric::Completion, 18),
            (Metric::LikeRate, 5),
            (Metric::ShareRate, 2),
        ] {
            let edge = Unit::Ratio.divide(percent, 100).unwrap();
            let b = benchmark(metric, None).unwrap();
            assert!(!b.passes(edge), "{metric:?} at the edge");
            assert!(b.passes(edge + 1), "{metric:?} just above");
        }
        // repurchase is "at least 15 %"
        let repurchase = Benchmark {
            convention: "S2",
            pass: Pass::AtLeast,
            threshold: Decimal {
                mantissa: 15,
                scale: 2,
            },
        };
        assert!(repurchase.passes(Unit::Ratio.divide(15, 100).unwrap()));
    }

    #[test]
    fn missing_inputs_and_zero_divisors_give_nothing() {
        assert_eq!(of(Metric::Posts, &values(&[(Metric::Videos, 3)])), None);
        assert_eq!(
            of(
                Metric::RefundRate,
                &values(&[(Metric::Gmv, 0), (Metric::Refunds, 10)])
            ),
            None
        );
        assert_eq!(
            of(
                Metric::Aov,
                &values(&[(Metric::Gmv, 10), (Metric::Orders, 0)])
            ),
            None
        );
        assert_eq!(
            of(
                Metric::Engagement,
                &values(&[(Metric::Views, 10), (Metric::Likes, 1)])
            ),
            None
        );
    }

    #[test]
    fn refunds_may_exceed_sales() {
        let v = values(&[(Metric::Gmv, 10_000), (Metric::Refunds, 25_000)]);
        assert_eq!(shown(Metric::RefundRate, &v, 0), "250");
    }

    #[test]
    fn platform_ctr_and_click_rate_stay_apart() {
        let v = values(&[
            (Metric::PlatformCtr, 100),
            (Metric::Views, 10),
            (Metric::Clicks, 1),
        ]);
        assert_eq!(of(Metric::PlatformCtr, &v), Some(100));
        assert_eq!(of(Metric::ClickRate, &v), Some(2_000_000));
    }

    #[test]
    fn delivery_scores_round_half_up() {
        assert_eq!(delivery_score([1, 1, 1, 1]), 10);
        assert_eq!(delivery_score([5, 5, 5, 5]), 50);
        assert_eq!(delivery_score([2, 2, 2, 3]), 23); // 2.25
        assert_eq!(delivery_score([2, 3, 3, 3]), 28); // 2.75
        assert_eq!(quintile(0, 10), 1);
        assert_eq!(quintile(9, 10), 5);
        assert_eq!(quintile(2, 10), 2);
        assert_eq!(quintile(0, 0), 1);
    }
}
