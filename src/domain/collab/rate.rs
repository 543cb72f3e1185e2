//! Rates that come from a team's own work, and how creators are split into target plans.

use crate::domain::number::Unit;

/// Samples and answers of one creator, or of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Samples that arrived.
    pub received: i64,
    /// Samples that led to content.
    pub posted: i64,
    /// Times somebody was written to.
    pub contacted: i64,
    /// Times somebody answered.
    pub replied: i64,
}

impl Tally {
    /// Samples that led to content, of those received; raw [`Unit::Ratio`].
    pub fn fulfilment(&self) -> Option<i64> {
        Unit::Ratio.divide(self.posted.into(), self.received.into())
    }

    /// Answers, of those written to; raw [`Unit::Ratio`].
    pub fn reply(&self) -> Option<i64> {
        Unit::Ratio.divide(self.replied.into(), self.contacted.into())
    }

    /// With another's.
    pub fn add(&mut self, other: Tally) {
        self.received += other.received;
        self.posted += other.posted;
        self.contacted += other.contacted;
        self.replied += other.replied;
    }
}

/// How many creators each target plan gets: as many full ones as there are, and the rest (S2). A cap of 0 is 1.
pub fn plan_sizes(creators: usize, cap: usize) -> Vec<usize> {
    let cap = cap.max(1);
    let full = std::iter::repeat_n(cap, creators / cap);
    full.chain(Some(creators % cap).filter(|rest| *rest > 0))
        .collect()
}

/// Creators in a target plan, unless a setting says otherwise (S2).
pub const PLAN_CAP: usize = 30;

#[cfg(test)]
mod tests {
    use super::*;

    /// P1 of the worked examples.
    #[test]
    fn picks_are_split_into_plans_of_thirty() {
        assert_eq!(plan_sizes(30, PLAN_CAP), [30]);
        assert_eq!(plan_sizes(31, PLAN_CAP), [30, 1]);
        assert_eq!(plan_sizes(102, PLAN_CAP), [30, 30, 30, 12]);
        assert!(plan_sizes(0, PLAN_CAP).is_empty());
        assert_eq!(plan_sizes(3, 0), [1, 1, 1]);
    }

    /// T2 of the worked examples.
    #[test]
    fn fulfilment_and_reply() {
        let tally = Tally {
            received: 10,
            posted: 7,
            contacted: 40,
            replied: 12,
        };
        assert_eq!(tally.fulfilment(), Some(Unit::Ratio.per_one() / 10 * 7));
        assert_eq!(tally.reply(), Some(Unit::Ratio.per_one() / 10 * 3));
        assert_eq!(Tally::default().fulfilment(), None);
        assert_eq!(Tally::default().reply(), None);
    }
}
