//! Conversion against exposure (S4).

/// Fewer peers with clicks make no baseline.
pub const PEERS: usize = 5;

/// Where a creator stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Diagnosis {
    /// 核心贡献: both high. Strengthen.
    Core,
    /// 潜力新星: converts, is seen little. More sessions, watch exposure.
    Rising,
    /// 优化: seen much, converts little. Change product, script or incentive.
    Tune,
    /// Both low: the same, with less haste.
    Later,
    /// No clicks: nothing can be said.
    NoData,
    /// Nothing to hold it against.
    NoBaseline,
}

impl Diagnosis {
    /// All of them.
    pub const ALL: [Diagnosis; 6] = [
        Diagnosis::Core,
        Diagnosis::Rising,
        Diagnosis::Tune,
        Diagnosis::Later,
        Diagnosis::NoData,
        Diagnosis::NoBaseline,
    ];

    /// Name in files and queries.
    pub const fn key(self) -> &'static str {
        match self {
            Diagnosis::Core => "core",
            Diagnosis::Rising => "rising",
            Diagnosis::Tune => "tune",
            Diagnosis::Later => "later",
            Diagnosis::NoData => "no_data",
            Diagnosis::NoBaseline => "no_baseline",
        }
    }

    /// By its name.
    pub fn from_key(key: &str) -> Option<Self> {
        Diagnosis::ALL.into_iter().find(|d| d.key() == key)
    }

    /// Of a conversion rate against its baseline, and impressions a product against the pool's median, each pair in one
    /// raw unit. Equal counts as high, also where both are nothing. Without clicks there is no rate.
    pub fn of(
        cvr: Option<i64>,
        baseline: Option<i64>,
        exposure: Option<i64>,
        median: Option<i64>,
    ) -> Self {
        let (Some(cvr), Some(exposure)) = (cvr, exposure) else {
            return Diagnosis::NoData;
        };
        let (Some(baseline), Some(median)) = (baseline, median) else {
            return Diagnosis::NoBaseline;
        };
        match (cvr >= baseline, exposure >= median) {
            (true, true) => Diagnosis::Core,
            (true, false) => Diagnosis::Rising,
            (false, true) => Diagnosis::Tune,
            (false, false) => Diagnosis::Later,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quadrants() {
        let r = Some::<i64>;
        for (cvr, exposure, want) in [
            (3, 500, Diagnosis::Core),
            (2, 200, Diagnosis::Core),
            (3, 100, Diagnosis::Rising),
            (1, 200, Diagnosis::Tune),
            (1, 100, Diagnosis::Later),
        ] {
            assert_eq!(Diagnosis::of(r(cvr), r(2), r(exposure), r(200)), want);
        }
        assert_eq!(Diagnosis::of(None, r(2), r(1), r(1)), Diagnosis::NoData);
        assert_eq!(Diagnosis::of(r(1), None, r(1), r(1)), Diagnosis::NoBaseline);
        let at = |cvr, baseline| Diagnosis::of(r(cvr), r(baseline), r(500), r(200));
        assert_eq!(at(0, 0), Diagnosis::Core, "equal counts as high");
        assert_eq!(at(1, 0), Diagnosis::Core);
    }
}
