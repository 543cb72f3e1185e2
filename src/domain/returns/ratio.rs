//! One exact number over another.

use std::cmp::Ordering;

use crate::domain::number::{Decimal, Unit};

/// An exact quotient; the divisor is above zero.
#[derive(Debug, Clone, Copy)]
pub struct Ratio {
    num: i128,
    den: i128,
}

impl Ratio {
    /// `num / den`; none where `den` is zero.
    pub fn of(num: i128, den: i128) -> Option<Self> {
        match den.cmp(&0) {
            Ordering::Equal => None,
            Ordering::Greater => Some(Ratio { num, den }),
            Ordering::Less => Some(Ratio {
                num: num.checked_neg()?,
                den: den.checked_neg()?,
            }),
        }
    }

    /// `num / den` of two counts, where both are known.
    pub fn of_counts(num: Option<i64>, den: Option<i64>) -> Option<Self> {
        Ratio::of(num?.into(), den?.into())
    }

    /// A raw value of a unit that has a remainder bit: what was cut off is lost.
    pub fn from_raw(raw: i64, unit: Unit) -> Self {
        let d = Decimal::from_raw(raw, unit);
        Ratio {
            num: d.mantissa,
            den: 10i128.pow(d.scale),
        }
    }

    /// Compared with a decimal number, exactly.
    pub fn cmp_to(self, edge: Decimal) -> Ordering {
        let scale = 10i128.pow(edge.scale);
        match (
            self.num.checked_mul(scale),
            edge.mantissa.checked_mul(self.den),
        ) {
            (Some(a), Some(b)) => a.cmp(&b),
            // far beyond any sum of money: whole numbers tell
            _ => (self.num / self.den).cmp(&(edge.mantissa / scale)),
        }
    }

    /// Less one.
    #[must_use]
    pub fn less_one(self) -> Self {
        Ratio {
            num: self.num - self.den,
            den: self.den,
        }
    }

    /// Less another; none where it does not fit.
    pub fn less(self, other: Ratio) -> Option<Ratio> {
        let num =
            (self.num.checked_mul(other.den)?).checked_sub(other.num.checked_mul(self.den)?)?;
        Ratio::of(num, self.den.checked_mul(other.den)?)
    }

    /// Over another; none where that is zero, or where it does not fit.
    pub fn over(self, other: Ratio) -> Option<Ratio> {
        let num = self.num.checked_mul(other.den)?;
        Ratio::of(num, self.den.checked_mul(other.num)?)
    }

    /// Rounded half away from zero to `digits` behind the point, as text without separators.
    pub fn fixed(self, digits: u32) -> String {
        self.rounded(digits).fixed(digits)
    }

    /// The nearest decimal with so many digits; half away from zero.
    pub fn rounded(self, digits: u32) -> Decimal {
        let scaled = self.num.saturating_mul(10i128.pow(digits));
        // 2·|n| may not fit where n does
        let (whole, rest) = (scaled / self.den, (scaled % self.den).unsigned_abs());
        let up = rest >= self.den.unsigned_abs() - rest && rest > 0;
        Decimal {
            mantissa: whole + if up { self.num.signum() } else { 0 },
            scale: digits,
        }
    }

    /// In percent with up to two digits behind the point, as people read it; large ones in whole percents.
    pub fn percent(self) -> String {
        let text = self.rounded(4).times_100().trimmed();
        if text.mantissa.unsigned_abs() / 10u128.pow(text.scale) >= 1_000 {
            return crate::text::grouped(&self.rounded(2).times_100().fixed(0));
        }
        text.to_string()
    }

    /// As raw units; none where they do not hold it.
    pub fn to_raw(self, unit: Unit) -> Option<i64> {
        unit.divide(self.num, self.den)
    }

    /// For drawing only: where a point stands in a picture.
    pub fn approx(self) -> f64 {
        #[allow(
            clippy::cast_precision_loss,
            reason = "a place in a picture, not a number that is shown"
        )]
        let (num, den) = (self.num as f64, self.den as f64);
        num / den
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        // by whole parts, then by what is left turned round: exact whatever the size
        let (mut a, mut b) = (*self, *other);
        let mut turned = false;
        loop {
            let whole = a.num.div_euclid(a.den).cmp(&b.num.div_euclid(b.den));
            let (x, y) = (a.num.rem_euclid(a.den), b.num.rem_euclid(b.den));
            let order = match (whole, x, y) {
                (Ordering::Equal, 0, 0) => Ordering::Equal,
                (Ordering::Equal, 0, _) => Ordering::Less,
                (Ordering::Equal, _, 0) => Ordering::Greater,
                (Ordering::Equal, ..) => {
                    (a, b) = (Ratio { num: a.den, den: x }, Ratio { num: b.den, den: y });
                    turned = !turned;
                    continue;
                }
                (other, ..) => other,
            };
            return if turned { order.reverse() } else { order };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn r(num: i128, den: i128) -> Ratio {
        Ratio::of(num, den).unwrap()
    }

    #[test]
    fn rounds_half_away_from_zero() {
        assert_eq!(r(5, 235).fixed(4), "0.0213");
        assert_eq!(r(-1, 2).fixed(0), "-1");
        assert_eq!(r(1, 2).fixed(0), "1");
        assert_eq!(r(-1, 3).fixed(2), "-0.33");
        assert_eq!(r(1, 20_000).fixed(4), "0.0001");
        assert_eq!(r(1, 20_001).fixed(4), "0.0000");
        assert_eq!(r(-200, 200).fixed(4), "-1.0000");
        assert!(Ratio::of(1, 0).is_none());
    }

    #[test]
    fn percents_are_read() {
        assert_eq!(r(240, 235).percent(), "102.13");
        assert_eq!(r(6, 5).percent(), "120");
        assert_eq!(r(-1, 1).percent(), "-100");
        assert_eq!(r(12_345, 100).percent(), "12,345");
    }

    proptest! {
        #[test]
        fn order_is_exact(a in -10_000i128..10_000, b in 1i128..5_000, c in -10_000i128..10_000, d in 1i128..5_000) {
            prop_assert_eq!(r(a, b).cmp(&r(c, d)), (a * d).cmp(&(c * b)));
        }

        #[test]
        fn comparing_with_a_decimal(a in -10_000i128..10_000, b in 1i128..5_000, m in -10_000i128..10_000, scale in 0u32..5) {
            let edge = Decimal { mantissa: m, scale };
            prop_assert_eq!(r(a, b).cmp_to(edge), r(a, b).cmp(&r(m, 10i128.pow(scale))));
        }
    }
}
