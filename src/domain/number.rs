//! Exact numbers.
//!
//! Every metric is an integer of *raw units*: `raw = value × unit.per_one()`. Counts and money are whole multiples, so
//! they are exact as they stand. Ratios and derived prices seldom are: a like rate of 1/3 has no last digit. They are
//! kept as `2·floor(x·S) + sticky`, where the lowest bit says "and a little more". Comparing such an integer with a
//! threshold of up to log10(S) digits gives the answer exact arithmetic would give, in every direction (`>`, `≥`, `=`),
//! which is what the field's strict benchmarks ask for: 18.0 % is not above 18 %, 18.000001 % is.

use std::fmt;

/// What a metric is measured in; decides its raw scale and how it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Whole things: followers, orders. 1 raw = 1.
    Count,
    /// A sum of money in its own currency, exact to 1/10,000. 10,000 raw = 1.
    Money,
    /// Money divided by a count (average order value, GPM), to 1/10,000 with a sticky bit. 20,000 raw = 1.
    Price,
    /// A share or rate: 0.05 is 5 %. To 1/10,000,000 with a sticky bit. 20,000,000 raw = 1 = 100 %.
    Ratio,
    /// A mean of counts (views a video), to 1/10,000 with a sticky bit. 20,000 raw = 1.
    Mean,
    /// One sum over another (ROAS), to 1/10,000,000 with a sticky bit. 20,000,000 raw = 1.
    Times,
    /// A grade from 1.0 to 5.0. 10 raw = 1.
    Score,
    /// Days. 1 raw = 1.
    Days,
}

impl Unit {
    /// Raw units in one.
    pub const fn per_one(self) -> i64 {
        match self {
            Unit::Count | Unit::Days => 1,
            Unit::Money => 10_000,
            Unit::Price | Unit::Mean => 20_000,
            Unit::Ratio | Unit::Times => 20_000_000,
            Unit::Score => 10,
        }
    }

    /// Whether the lowest raw bit only says that the value was cut off.
    pub const fn sticky(self) -> bool {
        matches!(self, Unit::Price | Unit::Ratio | Unit::Mean | Unit::Times)
    }

    /// Whether values carry a currency.
    pub const fn is_money(self) -> bool {
        matches!(self, Unit::Money | Unit::Price)
    }

    /// `num / den` in this unit's raw units, floored, with the sticky bit where the unit has one.
    /// `None` where `den` is zero or the result does not fit.
    pub fn divide(self, num: i128, den: i128) -> Option<i64> {
        if den == 0 {
            return None;
        }
        let (num, den) = if den < 0 { (-num, -den) } else { (num, den) };
        let scale = self.per_one() / if self.sticky() { 2 } else { 1 };
        // nearly every value fits 64 bits, where dividing is several times as fast
        if let (Some(scaled), Ok(den)) = (
            i64::try_from(num).ok().and_then(|n| n.checked_mul(scale)),
            i64::try_from(den),
        ) {
            let floor = scaled.div_euclid(den);
            if !self.sticky() {
                return Some(floor);
            }
            if floor.unsigned_abs() < 1 << 61 {
                return Some(floor * 2 + i64::from(scaled.rem_euclid(den) != 0));
            }
        }
        let raw = if self.sticky() {
            let scaled = num.checked_mul(i128::from(self.per_one() / 2))?;
            scaled.div_euclid(den) * 2 + i128::from(scaled.rem_euclid(den) != 0)
        } else {
            num.checked_mul(i128::from(self.per_one()))?.div_euclid(den)
        };
        i64::try_from(raw).ok().filter(|r| *r != i64::MIN)
    }
}

/// A decimal number as written: `mantissa / 10^scale`, without binary rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// All digits.
    pub mantissa: i128,
    /// How many of them stand behind the point (0 to 18).
    pub scale: u32,
}

/// The most digits behind the point that are kept; more are cut off at intake.
pub const MAX_SCALE: u32 = 18;

impl Decimal {
    /// A whole number.
    pub const fn whole(n: i128) -> Self {
        Decimal {
            mantissa: n,
            scale: 0,
        }
    }

    /// Without trailing zeros behind the point.
    #[must_use]
    pub fn trimmed(mut self) -> Self {
        while self.scale > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.scale -= 1;
        }
        self
    }

    /// Divided by 100: percent to ratio.
    #[must_use]
    pub fn percent(self) -> Self {
        Decimal {
            mantissa: self.mantissa,
            scale: self.scale + 2,
        }
        .trimmed()
    }

    /// Times 100: ratio to percent.
    #[must_use]
    pub fn times_100(self) -> Self {
        if self.scale >= 2 {
            Decimal {
                mantissa: self.mantissa,
                scale: self.scale - 2,
            }
            .trimmed()
        } else {
            Decimal {
                mantissa: self.mantissa.saturating_mul(10i128.pow(2 - self.scale)),
                scale: 0,
            }
        }
    }

    /// Times a whole factor; `None` where it does not fit.
    #[must_use]
    pub fn times(self, factor: i128) -> Option<Self> {
        Some(
            Decimal {
                mantissa: self.mantissa.checked_mul(factor)?,
                scale: self.scale,
            }
            .trimmed(),
        )
    }

    /// The raw value in `unit`. Second: whether digits were lost (a Count of 1.5, money finer than 1/10,000).
    /// Counts and money round half away from zero; the others keep the sticky bit, so that nothing is lost for them.
    pub fn to_raw(self, unit: Unit) -> Option<(i64, bool)> {
        let den = 10i128.checked_pow(self.scale)?;
        if unit.sticky() {
            return unit.divide(self.mantissa, den).map(|r| (r, false));
        }
        let num = self.mantissa.checked_mul(i128::from(unit.per_one()))?;
        let exact = num % den == 0;
        let rounded = if exact {
            num / den
        } else {
            (num.abs() + den / 2) / den * num.signum()
        };
        i64::try_from(rounded)
            .ok()
            .filter(|r| *r != i64::MIN)
            .map(|r| (r, !exact))
    }

    /// The raw value back as a decimal, without the sticky bit.
    pub fn from_raw(raw: i64, unit: Unit) -> Self {
        let (mantissa, scale) = match unit {
            Unit::Count | Unit::Days => (i128::from(raw), 0),
            Unit::Money => (i128::from(raw), 4),
            Unit::Price | Unit::Mean => (i128::from(raw >> 1), 4),
            Unit::Ratio | Unit::Times => (i128::from(raw >> 1), 7),
            Unit::Score => (i128::from(raw), 1),
        };
        Decimal { mantissa, scale }.trimmed()
    }

    /// Rounded half away from zero to `digits` behind the point, as text without separators.
    pub fn fixed(self, digits: u32) -> String {
        let m = if self.scale > digits {
            let den = 10i128.pow(self.scale - digits);
            (self.mantissa.abs() + den / 2) / den * self.mantissa.signum()
        } else {
            self.mantissa
                .saturating_mul(10i128.pow(digits - self.scale))
        };
        Decimal {
            mantissa: m,
            scale: digits,
        }
        .plain()
    }

    fn plain(self) -> String {
        let digits = self.mantissa.unsigned_abs().to_string();
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let scale = self.scale as usize;
        if scale == 0 {
            return format!("{sign}{digits}");
        }
        let digits = format!("{digits:0>width$}", width = scale + 1);
        let (whole, rest) = digits.split_at(digits.len() - scale);
        format!("{sign}{whole}.{rest}")
    }

    /// Parses a plain number with an optional magnitude as people type it in a query: `20000`, `20k`, `1.5M`, `2万`,
    /// `1.2亿`, `1,000`, `-3`. Strict: nothing else around it.
    pub fn parse(text: &str) -> Option<Self> {
        let lower = text.trim().to_lowercase();
        let (body, factor) = magnitude(&lower);
        let (negative, body) = match body.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, body.strip_prefix('+').unwrap_or(body)),
        };
        let (whole, rest) = body.split_once('.').unwrap_or((body, ""));
        let whole = ungrouped(whole)?;
        if (whole.is_empty() && rest.is_empty())
            || !rest.bytes().all(|b| b.is_ascii_digit())
            || rest.len() > MAX_SCALE as usize
        {
            return None;
        }
        let mantissa: i128 = format!("{whole}{rest}").parse().ok()?;
        let d = Decimal {
            mantissa: if negative { -mantissa } else { mantissa },
            scale: u32::try_from(rest.len()).ok()?,
        };
        d.times(factor)
    }
}

/// Splits a trailing magnitude off a lower-case number: `12.3m` → (`12.3`, 10⁶). K, M, B, W, 千, 万, 亿.
pub fn magnitude(lower: &str) -> (&str, i128) {
    const MAGNITUDES: [(&str, i128); 11] = [
        ("k", 1_000),
        ("m", 1_000_000),
        ("b", 1_000_000_000),
        ("w", 10_000),
        ("千", 1_000),
        ("千万", 10_000_000),
        ("百万", 1_000_000),
        ("万", 10_000),
        ("萬", 10_000),
        ("亿", 100_000_000),
        ("億", 100_000_000),
    ];
    MAGNITUDES
        .iter()
        .filter_map(|(suffix, factor)| {
            lower
                .strip_suffix(suffix)
                .map(|rest| (rest.trim_end(), *factor))
        })
        .min_by_key(|(rest, _)| rest.len())
        .unwrap_or((lower, 1))
}

/// `1,234,567` without its separators; `None` where the groups are not of three.
fn ungrouped(whole: &str) -> Option<String> {
    if !whole.contains(',') {
        return whole
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| whole.to_owned());
    }
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let ok = (1..=3).contains(&first.len()) && groups.all(|g| g.len() == 3);
    (ok && whole.bytes().all(|b| b.is_ascii_digit() || b == b',')).then(|| whole.replace(',', ""))
}

impl fmt::Display for Decimal {
    /// The shortest exact form that [`Decimal::parse`] reads back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.trimmed().plain())
    }
}

/// A numeric interval with exact ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Range {
    /// Lower end and whether it belongs to the range.
    pub low: Option<(Decimal, bool)>,
    /// Upper end and whether it belongs to the range.
    pub high: Option<(Decimal, bool)>,
}

impl Range {
    /// Exactly one number.
    pub const fn exactly(d: Decimal) -> Self {
        Range {
            low: Some((d, true)),
            high: Some((d, true)),
        }
    }

    /// The same range as raw units, both ends inclusive; empty ranges come back with `low > high`.
    /// Ends must already be in the unit (a percent field's ends divided by 100).
    pub fn to_raw(self, unit: Unit) -> (i64, i64) {
        // A value x is stored as 2·floor(xS)+sticky, a threshold t as the same: `x > t` is `raw > t_raw` where t has no
        // digits beyond S. Where it has (sticky set), x can only be told apart to S, and t itself is never equal.
        let ends = |d: Decimal| -> (i128, bool) {
            let per = i128::from(unit.per_one());
            let (scale, step) = if unit.sticky() {
                (per / 2, 2)
            } else {
                (per, 1)
            };
            let den = 10i128.checked_pow(d.scale).unwrap_or(i128::MAX);
            let num = d.mantissa.saturating_mul(scale);
            (num.div_euclid(den) * step, num.rem_euclid(den) != 0)
        };
        let clamp =
            |v: i128| i64::try_from(v).unwrap_or(if v < 0 { i64::MIN + 1 } else { i64::MAX });
        let step = if unit.sticky() { 2 } else { 1 };
        let low = self.low.map_or(i64::MIN + 1, |(d, incl)| {
            let (floor, more) = ends(d);
            clamp(if more {
                floor + step
            } else {
                floor + i128::from(!incl)
            })
        });
        let high = self.high.map_or(i64::MAX, |(d, incl)| {
            let (floor, more) = ends(d);
            clamp(if more {
                floor + step - 1
            } else {
                floor - i128::from(!incl)
            })
        });
        (low, high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_type() {
        for (text, want) in [
            ("20000", "20000"),
            ("20k", "20000"),
            ("1.5M", "1500000"),
            ("2万", "20000"),
            ("1.2亿", "120000000"),
            ("3千万", "30000000"),
            ("1,000", "1000"),
            ("-3", "-3"),
            (".5", "0.5"),
            ("0.10", "0.1"),
        ] {
            assert_eq!(
                Decimal::parse(text).map(|d| d.to_string()).as_deref(),
                Some(want),
                "{text}"
            );
        }
        for bad in ["", "k", "1,00", "1.2.3", "12x", "--1", "1-2"] {
            assert_eq!(Decimal::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn strict_benchmarks_are_exact_at_the_edge() {
        let above_5 = Range {
            low: Some((Decimal::whole(5).percent(), false)),
            high: None,
        }
        .to_raw(Unit::Ratio);
        let rate = |a: i128, b: i128| Unit::Ratio.divide(a, b).unwrap();
        assert!(rate(500, 10_000) < above_5.0);
        assert!(rate(500_000_001, 10_000_000_000) >= above_5.0);
        assert!(rate(499_999_999, 10_000_000_000) < above_5.0);
    }

    #[test]
    fn division_by_zero_is_missing() {
        assert_eq!(Unit::Ratio.divide(1, 0), None);
    }

    proptest! {
        #[test]
        fn printing_reads_back(m in -1_000_000_000_000i128..1_000_000_000_000, s in 0u32..7) {
            let d = Decimal { mantissa: m, scale: s }.trimmed();
            prop_assert_eq!(Decimal::parse(&d.to_string()), Some(d));
        }

        #[test]
        fn ranges_agree_with_exact_arithmetic(a in 0i128..2_000_000, b in 1i128..2_000_000, t in 0i128..3_000, incl: bool) {
            // x = a/b against t/1000, all four ways
            let t_dec = Decimal { mantissa: t, scale: 3 };
            let raw = Unit::Ratio.divide(a, b).unwrap();
            let (low, _) = Range { low: Some((t_dec, incl)), high: None }.to_raw(Unit::Ratio);
            let (_, high) = Range { low: None, high: Some((t_dec, incl)) }.to_raw(Unit::Ratio);
            let (l, r) = (a * 1000, t * b);
            prop_assert_eq!(raw >= low, if incl { l >= r } else { l > r });
            prop_assert_eq!(raw <= high, if incl { l <= r } else { l < r });
        }

        #[test]
        fn fixed_rounds_half_up(cents in -100_000i128..100_000) {
            prop_assert_eq!(Decimal { mantissa: cents * 10 + 5 * cents.signum(), scale: 3 }.fixed(2),
                            Decimal { mantissa: cents + cents.signum(), scale: 2 }.fixed(2));
        }
    }
}
