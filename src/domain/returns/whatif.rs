//! What if: margin, commission, fee, price, boost or refunds were others, and nothing else.
//!
//! As many things are sold as were. Another price changes what they bring and the commission on it, not what they cost to
//! make; fewer refunds leave more sold, and more goods gone. Shares are raw ratios, money is raw.

use super::cost::CostKind;
use super::ratio::Ratio;
use super::sums::{FINE, Side, Sums};
use crate::domain::number::Unit;

/// What can be another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lever {
    /// Share of net revenue that is left after the goods.
    Margin,
    /// Share of GMV.
    Commission,
    /// Fixed fee.
    Fee,
    /// What a thing sells for, as a share of what it sells for now.
    Price,
    /// Paid traffic.
    Boost,
    /// Share of GMV that goes back.
    Refunds,
}

impl Lever {
    /// All of them, as they are listed.
    pub const ALL: [Lever; 6] = [
        Lever::Margin,
        Lever::Commission,
        Lever::Fee,
        Lever::Price,
        Lever::Boost,
        Lever::Refunds,
    ];

    /// Name in files and of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Lever::Margin => "margin",
            Lever::Commission => "commission",
            Lever::Fee => "fee",
            Lever::Price => "price",
            Lever::Boost => "boost",
            Lever::Refunds => "refunds",
        }
    }

    /// A sum of money rather than a share.
    pub const fn is_money(self) -> bool {
        matches!(self, Lever::Fee | Lever::Boost)
    }
}

/// See the module: what is another, the rest is as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scenario([Option<i64>; 6]);

/// All of it: as a raw ratio without the bit for what was cut off.
const WHOLE: i64 = Unit::Ratio.per_one();

impl Scenario {
    /// What is supposed.
    pub fn get(&self, lever: Lever) -> Option<i64> {
        self.0[lever as usize]
    }

    /// Supposes a value; none is as it is.
    pub fn set(&mut self, lever: Lever, value: Option<i64>) {
        self.0[lever as usize] = value;
    }

    /// Whether nothing is supposed.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}

/// How it is: raw ratios and money; none where it is not known.
pub fn now(sums: &Sums, lever: Lever) -> Option<i64> {
    let side = &sums.direct;
    let share = |part: Option<i128>| {
        let raw = Ratio::of(part?, side.gmv?)?.to_raw(Unit::Ratio)?;
        // what was cut off says nothing here
        Some(raw >> 1 << 1)
    };
    let money = |kind: CostKind| i64::try_from(sums.costs[kind].unwrap_or(0)).ok();
    match lever {
        Lever::Margin => {
            let earned = Ratio::of(side.profit()?, side.net()? * FINE);
            let raw = earned.and_then(|r| r.to_raw(Unit::Ratio)).or(sums.margin)?;
            Some(raw >> 1 << 1)
        }
        Lever::Commission => share(Some(sums.costs[CostKind::Commission].unwrap_or(0))),
        Lever::Refunds => share(Some(side.refunds.unwrap_or(0))),
        Lever::Price => side.gmv.map(|_| WHOLE),
        Lever::Fee => money(CostKind::FixedFee),
        Lever::Boost => money(CostKind::Boost),
    }
}

/// A raw ratio as a numerator over [`FINE`].
fn fine(raw: i64) -> i128 {
    i128::from(raw >> 1)
}

/// A product over [`FINE`], to the nearest.
fn part(of: i128, numerator: i128) -> Option<i128> {
    Some((of.checked_mul(numerator)? + FINE / 2).div_euclid(FINE))
}

/// The sums as they would be; none where nothing was sold, or they are beyond any sum of money.
pub fn supposed(sums: &Sums, scenario: &Scenario) -> Option<Sums> {
    let gmv = sums.direct.gmv?;
    let mut out = *sums;
    let of = |lever: Lever| scenario.get(lever).or_else(|| now(sums, lever));
    let changed = |lever: Lever| scenario.get(lever).is_some();
    let price = fine(of(Lever::Price)?);
    // of nothing there is no share
    let refunds = fine(of(Lever::Refunds).unwrap_or(0));
    let sold = part(gmv, price)?;
    let back = match changed(Lever::Refunds) || changed(Lever::Price) {
        true => part(sold, refunds)?,
        false => sums.direct.refunds.unwrap_or(0),
    };
    out.direct = match of(Lever::Margin) {
        Some(_) if scenario.only_costs() => sums.direct,
        Some(margin) => {
            // what is kept of the goods, and what those cost: both as they were before another price
            let kept = gmv.checked_mul(FINE - refunds)?;
            let profit = kept
                .checked_mul(price - (FINE - fine(margin)))?
                .div_euclid(FINE);
            Side::with(Some(sold), Some(back), profit, 0, true)
        }
        None => Side::with(Some(sold), Some(back), 0, (sold - back).abs(), false),
    };
    if changed(Lever::Margin) {
        out.margin = scenario.get(Lever::Margin);
    }
    if changed(Lever::Commission) || changed(Lever::Price) {
        out.costs[CostKind::Commission] =
            Some(part(sold, fine(of(Lever::Commission).unwrap_or(0)))?);
    }
    for (lever, kind) in [
        (Lever::Fee, CostKind::FixedFee),
        (Lever::Boost, CostKind::Boost),
    ] {
        if let Some(raw) = scenario.get(lever) {
            out.costs[kind] = Some(raw.into());
        }
    }
    Some(out)
}

impl Scenario {
    /// Nothing that sales turn on is another.
    fn only_costs(&self) -> bool {
        [Lever::Margin, Lever::Price, Lever::Refunds]
            .iter()
            .all(|l| self.get(*l).is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::returns::{Rules, Verdict};

    fn percent(n: i64) -> Option<i64> {
        Some(n * WHOLE / 100)
    }

    /// R6: fee 800, shipping 50, boost 500, labour 90; sales 5,000 at 30 %.
    fn example() -> Sums {
        let mut s = Sums {
            direct: Side::sold(Some(50_000_000), None, percent(30)),
            margin: percent(30),
            ..Sums::default()
        };
        for (kind, n) in [
            (CostKind::FixedFee, 800),
            (CostKind::Shipping, 50),
            (CostKind::Boost, 500),
            (CostKind::Labour, 90),
        ] {
            s.costs.add(kind, n * 10_000);
        }
        s
    }

    fn with(set: &[(Lever, Option<i64>)]) -> Sums {
        let mut scenario = Scenario::default();
        for (lever, value) in set {
            scenario.set(*lever, *value);
        }
        supposed(&example(), &scenario).unwrap()
    }

    fn returned(s: &Sums) -> String {
        s.numbers(&Rules::default()).returned.unwrap().percent()
    }

    #[test]
    fn nothing_supposed_changes_nothing() {
        assert_eq!(with(&[]), example());
        let same = with(&[
            (Lever::Margin, percent(30)),
            (Lever::Price, percent(100)),
            (Lever::Refunds, percent(0)),
            (Lever::Commission, percent(0)),
        ]);
        assert_eq!(returned(&same), "104.17");
    }

    #[test]
    fn each_lever_does_what_it_says() {
        // 1,500 on 940
        assert_eq!(returned(&with(&[(Lever::Boost, Some(0))])), "159.57");
        // 2,000 on 1,440
        assert_eq!(returned(&with(&[(Lever::Margin, percent(40))])), "138.89");
        // 10 % of 5,000 on top: 1,500 on 1,940
        let s = with(&[(Lever::Commission, percent(10))]);
        assert_eq!(returned(&s), "77.32");
        assert_eq!(s.verdict(&Rules::default()), Verdict::Optimise);
        // a fifth comes back: 4,000 at 30 % on 1,440
        assert_eq!(returned(&with(&[(Lever::Refunds, percent(20))])), "83.33");
        // a tenth dearer: 5,500 less goods for 3,500, on 1,440
        let dear = with(&[(Lever::Price, percent(110))]);
        assert_eq!(returned(&dear), "138.89");
        assert_eq!(dear.direct.gmv, Some(55_000_000));
        // commission is on the price: 10 % of 5,500
        let both = with(&[
            (Lever::Price, percent(110)),
            (Lever::Commission, percent(10)),
        ]);
        assert_eq!(both.costs[CostKind::Commission], Some(5_500_000));
        // where it breaks even: 1,540 at 40 %
        let s = with(&[(Lever::Margin, percent(40)), (Lever::Fee, Some(9_000_000))]);
        let even = s.break_even(&Rules::default()).unwrap();
        assert_eq!(even.to_raw(Unit::Count), Some(38_500_000));
        // goods for 70 sold at 70, and at less: no sales make up for the cost
        for price in [70, 60] {
            let s = with(&[(Lever::Price, percent(price))]);
            assert_eq!(s.break_even(&Rules::default()), None, "{price}");
        }
    }

    #[test]
    fn without_a_margin_only_what_was_taken_in_moves() {
        let mut s = example();
        s.direct = Side::sold(Some(50_000_000), Some(10_000_000), None);
        s.margin = None;
        assert_eq!(now(&s, Lever::Margin), None);
        assert_eq!(now(&s, Lever::Refunds), percent(20));
        let mut scenario = Scenario::default();
        scenario.set(Lever::Refunds, percent(10));
        let then = supposed(&s, &scenario).unwrap();
        assert_eq!(then.direct.net(), Some(45_000_000));
        assert_eq!(then.verdict(&Rules::default()), Verdict::NoMargin);
        scenario.set(Lever::Margin, percent(50));
        let then = supposed(&s, &scenario).unwrap();
        // 2,250 on 1,440
        assert_eq!(returned(&then), "156.25");
        assert_eq!(supposed(&Sums::default(), &scenario), None);
    }
}
