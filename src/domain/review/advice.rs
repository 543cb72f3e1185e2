//! What to do with a product: advice of the numbers, with its reason.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::domain::message::Message;
use crate::domain::number::Decimal;
use crate::domain::returns::{Ratio, Verdict};

/// What to do with a product (S0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// It pays and sells no less than before: have enough of it.
    StockUp,
    /// It sells, but not as it should: other creators, price, script.
    Change,
    /// It does not pay, or sells half of what it did: think again whether to go on.
    Reassess,
}

impl Action {
    /// All of them.
    pub const ALL: [Action; 3] = [Action::StockUp, Action::Change, Action::Reassess];

    /// Name in files.
    pub const fn key(self) -> &'static str {
        match self {
            Action::StockUp => "stock_up",
            Action::Change => "change",
            Action::Reassess => "reassess",
        }
    }

    /// The id of its words.
    pub const fn word_id(self) -> &'static str {
        match self {
            Action::StockUp => "action-stock-up",
            Action::Change => "action-change",
            Action::Reassess => "action-reassess",
        }
    }

    /// By its name.
    pub fn from_key(key: &str) -> Option<Self> {
        Action::ALL.into_iter().find(|a| a.key() == key)
    }
}

/// What is known of a product when an action is advised.
pub struct Known<'k> {
    /// The advice on its sums.
    pub verdict: Verdict,
    /// Whether the advice rests on little.
    pub weak: bool,
    /// Sold now, raw money.
    pub gmv: Option<i128>,
    /// Sold before; none where there is nothing to compare with.
    pub before: Option<i128>,
    /// Whether refunds are above what the person has set.
    pub refunds: bool,
    /// The share of the creator who sold most of it.
    pub largest: Option<(&'k Arc<str>, Ratio)>,
}

/// Half.
const HALF: Decimal = Decimal {
    mantissa: 5,
    scale: 1,
};

/// The action that the numbers advise, and why; none where nothing can be said.
///
/// In this order: reassess what returns too little or sells less than half of what it did; change what returns between
/// the thresholds, is sent back too often, or hangs on one creator; stock up on what pays and sells no less than before.
pub fn advise(k: &Known<'_>) -> (Option<Action>, Message) {
    let (action, why) = of_numbers(k);
    // whatever else is to be done: it hangs on one
    match k.carrier() {
        Some((who, share)) if why.id != "action-why-alone" => {
            let both = Message::new("action-why-and-alone").word("why", why.id);
            let both = both.with("who", who.to_string());
            (action, both.with("percent", share.percent()))
        }
        _ => (action, why),
    }
}

impl Known<'_> {
    /// Who sold more than half of it.
    pub fn carrier(&self) -> Option<(&Arc<str>, Ratio)> {
        self.largest
            .filter(|(_, share)| share.cmp_to(HALF) == Ordering::Greater)
    }
}

fn of_numbers(k: &Known<'_>) -> (Option<Action>, Message) {
    let falls = k.gmv.zip(k.before).map(|(now, was)| now.cmp(&was));
    let halved = k
        .gmv
        .zip(k.before)
        .is_some_and(|(now, was)| was > 0 && now * 2 < was);
    let alone = k.carrier();
    match k.verdict {
        Verdict::NoData => (None, Message::new("action-why-no-data")),
        Verdict::Drop => (Some(Action::Reassess), Message::new("action-why-drop")),
        _ if halved => (Some(Action::Reassess), Message::new("action-why-halved")),
        Verdict::Optimise => (Some(Action::Change), Message::new("action-why-optimise")),
        _ if k.refunds => (Some(Action::Change), Message::new("action-why-refunds")),
        _ if alone.is_some() => {
            let (who, share) = alone.map_or((String::new(), String::new()), |(who, share)| {
                (who.to_string(), share.percent())
            });
            let said = Message::new("action-why-alone");
            (
                Some(Action::Change),
                said.with("who", who).with("percent", share),
            )
        }
        Verdict::NoMargin => (None, Message::new("action-why-no-margin")),
        Verdict::NoCost => (None, Message::new("action-why-no-cost")),
        Verdict::Keep if k.weak => (None, Message::new("action-why-few")),
        Verdict::Keep if falls == Some(Ordering::Less) => {
            (Some(Action::Change), Message::new("action-why-falls"))
        }
        Verdict::Keep => {
            let why = match falls {
                Some(_) => "action-why-keep",
                None => "action-why-pays",
            };
            (Some(Action::StockUp), Message::new(why))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_follow_their_order() {
        let who: Arc<str> = "@anna".into();
        let known = |verdict, gmv, before, share: i128| Known {
            weak: false,
            verdict,
            gmv: Some(gmv),
            before,
            refunds: false,
            largest: Ratio::of(share, 100).map(|r| (&who, r)),
        };
        let of = |k: Known<'_>| advise(&k).0;
        use Action::{Change, Reassess, StockUp};
        assert_eq!(of(known(Verdict::Keep, 10, None, 50)), Some(StockUp));
        assert_eq!(of(known(Verdict::Keep, 10, Some(10), 20)), Some(StockUp));
        assert_eq!(of(known(Verdict::Keep, 9, Some(10), 20)), Some(Change));
        assert_eq!(of(known(Verdict::Keep, 10, Some(10), 51)), Some(Change));
        assert_eq!(of(known(Verdict::Keep, 4, Some(10), 20)), Some(Reassess));
        assert_eq!(of(known(Verdict::Optimise, 10, None, 20)), Some(Change));
        assert_eq!(of(known(Verdict::Drop, 10, None, 20)), Some(Reassess));
        assert_eq!(of(known(Verdict::NoMargin, 10, None, 20)), None);
        assert_eq!(
            of(known(Verdict::NoMargin, 4, Some(10), 20)),
            Some(Reassess)
        );
        let mut back = known(Verdict::Keep, 10, None, 20);
        back.refunds = true;
        assert_eq!(of(back), Some(Change));
        // whatever is to be done, who carries it is named
        let (action, why) = advise(&known(Verdict::Drop, 10, None, 51));
        assert_eq!((action, why.id), (Some(Reassess), "action-why-and-alone"));
        for action in Action::ALL {
            assert_eq!(Action::from_key(action.key()), Some(action));
        }
    }
}
