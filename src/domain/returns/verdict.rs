//! Advice with its reasons. The person decides; both are kept.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::cost::CostKind;
use super::numbers::{Numbers, Rules, Scope};
use super::ratio::Ratio;
use super::sums::Sums;
use crate::domain::message::Message;
use crate::domain::number::Decimal;

/// What the numbers advise (S0, S1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// 长期合作: return above 100 %.
    Keep,
    /// 优化复测: from 50 % to 100 %, both ends included.
    Optimise,
    /// 淘汰: below 50 %.
    Drop,
    /// 缺毛利: no margin is known.
    NoMargin,
    /// Nothing was spent, as far as is known.
    NoCost,
    /// Nothing is known of sales.
    NoData,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Verdict; 6] = [
        Verdict::Keep,
        Verdict::Optimise,
        Verdict::Drop,
        Verdict::NoMargin,
        Verdict::NoCost,
        Verdict::NoData,
    ];

    /// Name in files and queries.
    pub const fn key(self) -> &'static str {
        match self {
            Verdict::Keep => "keep",
            Verdict::Optimise => "optimise",
            Verdict::Drop => "drop",
            Verdict::NoMargin => "no_margin",
            Verdict::NoCost => "no_cost",
            Verdict::NoData => "no_data",
        }
    }

    /// The id of its words.
    pub const fn word_id(self) -> &'static str {
        match self {
            Verdict::Keep => "verdict-keep",
            Verdict::Optimise => "verdict-optimise",
            Verdict::Drop => "verdict-drop",
            Verdict::NoMargin => "verdict-no-margin",
            Verdict::NoCost => "verdict-no-cost",
            Verdict::NoData => "verdict-no-data",
        }
    }

    /// By its name.
    pub fn from_key(key: &str) -> Option<Self> {
        Verdict::ALL.into_iter().find(|v| v.key() == key)
    }
}

/// How far the numbers carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confidence {
    /// Nothing speaks against them.
    Good,
    /// Something does; the reasons say what.
    Weak,
}

impl Confidence {
    /// Name in files.
    pub const fn key(self) -> &'static str {
        match self {
            Confidence::Good => "good",
            Confidence::Weak => "weak",
        }
    }
}

/// A verdict and what it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The advice.
    pub verdict: Verdict,
    /// Why, the weightiest first.
    pub reasons: Vec<Message>,
    /// How far that carries.
    pub confidence: Confidence,
}

impl Judged {
    /// Whether it says what to do, not only what is not known.
    pub fn is_advice(&self) -> bool {
        matches!(
            self.verdict,
            Verdict::Keep | Verdict::Optimise | Verdict::Drop
        )
    }
}

/// What else is known when a verdict is given.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known {
    /// The last day of the data.
    pub until: Option<Date>,
    /// Today.
    pub today: Option<Date>,
    /// Whether the margin is the one for everything that has none of its own.
    pub margin_by_default: bool,
    /// Whether the numbers are the platform's estimate, before refunds.
    pub estimated: bool,
}

/// A part of the cost from which on it is worth a word: a fifth.
const LARGE: Decimal = Decimal {
    mantissa: 2,
    scale: 1,
};

impl Sums {
    /// The verdict alone.
    pub fn verdict(&self, rules: &Rules) -> Verdict {
        self.verdict_of(&self.numbers(rules), rules)
    }

    fn verdict_of(&self, numbers: &Numbers, rules: &Rules) -> Verdict {
        if self.sales(rules).gmv.is_none() {
            return Verdict::NoData;
        }
        if self.cost(rules).unwrap_or(0) == 0 {
            return Verdict::NoCost;
        }
        let held = match rules.on_net {
            true => numbers.net,
            false => numbers.returned,
        };
        let Some(held) = held else {
            return Verdict::NoMargin;
        };
        if held.cmp_to(rules.keep_above) == Ordering::Greater {
            Verdict::Keep
        } else if held.cmp_to(rules.drop_below) == Ordering::Less {
            Verdict::Drop
        } else {
            Verdict::Optimise
        }
    }

    /// The verdict with its reasons.
    pub fn judge(&self, rules: &Rules, known: Known) -> Judged {
        let numbers = self.numbers(rules);
        let verdict = self.verdict_of(&numbers, rules);
        let mut reasons = Vec::new();
        match verdict {
            Verdict::NoData => reasons.push(Message::new("reason-no-data")),
            Verdict::NoCost => reasons.push(Message::new(match self.cost(rules) {
                Some(_) => "reason-cost-zero",
                None => "reason-no-cost",
            })),
            Verdict::NoMargin => {
                let side = self.sales(rules);
                let bare = Ratio::of(side.uncovered(), side.net().unwrap_or(0));
                let bare = bare.filter(|_| side.is_covered());
                reasons.push(match bare {
                    Some(share) => {
                        Message::new("reason-some-margin").with("percent", share.percent())
                    }
                    None => Message::new("reason-no-margin"),
                });
            }
            _ => reasons.extend(threshold(&numbers, verdict, rules)),
        }
        let judged = matches!(verdict, Verdict::Keep | Verdict::Optimise | Verdict::Drop);
        if judged {
            reasons.extend(self.dear(rules, verdict));
        }
        if let Some(rate) = self.refund_rate()
            && let Some(edge) = rules.refunds
            && rate.cmp_to(edge) == Ordering::Greater
        {
            reasons.push(
                Message::new("reason-refunds")
                    .with("percent", rate.percent())
                    .with("edge", edge.times_100().to_string()),
            );
        }
        if rules.scope == Scope::Commission && judged {
            reasons.push(Message::new("reason-commission-only"));
        }
        if rules.indirect
            && let Some(part) = self.indirect.gmv.zip(self.sales(rules).gmv)
            && let Some(share) = Ratio::of(part.0, part.1)
        {
            reasons.push(Message::new("reason-indirect").with("percent", share.percent()));
        }
        let mut weak = Vec::new();
        let turned = [
            self.without_unsold(rules, verdict),
            self.with_owed(rules, verdict),
        ];
        for (said, other) in turned.into_iter().flatten() {
            match other {
                true => weak.push(said),
                false => reasons.push(said),
            }
        }
        weak.extend(self.with_other_days(rules, verdict));
        if known.estimated {
            weak.push(Message::new("reason-estimated"));
        }
        if self.by_videos > 0 {
            weak.push(Message::new("reason-by-videos").with("n", self.by_videos));
        }
        if self.unpriced > 0 {
            weak.push(Message::new("reason-unpriced").with("n", self.unpriced));
        }
        if let Some(orders) = self.orders.filter(|n| *n < rules.few_orders)
            && self.sales(rules).gmv.is_some()
        {
            weak.push(Message::new("reason-few-orders").with("n", orders));
        }
        if let Some((until, today)) = known.until.zip(known.today)
            && verdict != Verdict::NoData
        {
            let days = (today - until).get_days();
            if days > rules.stale_days {
                weak.push(Message::new("reason-stale").with("n", days));
            }
        }
        if known.margin_by_default && judged {
            weak.push(Message::new("reason-default-margin"));
        }
        let confidence = match weak.is_empty() {
            true => Confidence::Good,
            false => Confidence::Weak,
        };
        reasons.append(&mut weak);
        Judged {
            verdict,
            reasons,
            confidence,
        }
    }

    /// What would be with the commission that was agreed and that nobody says was paid, and whether the verdict would be
    /// another one.
    fn with_owed(&self, rules: &Rules, verdict: Verdict) -> Option<(Message, bool)> {
        if self.owed <= 0 {
            return None;
        }
        let numbers = self.numbers_at(Some(self.cost(rules).unwrap_or(0) + self.owed), rules);
        let (held, id) = match rules.on_net {
            true => (numbers.net?, "reason-owed-net"),
            false => (numbers.returned?, "reason-owed"),
        };
        let other = self.verdict_of(&numbers, rules) != verdict;
        Some((Message::new(id).with("with", held.percent()), other))
    }

    /// What would be with the costs of other days, where the verdict would be another one.
    fn with_other_days(&self, rules: &Rules, verdict: Verdict) -> Option<Message> {
        if self.other_days <= 0 || rules.scope == Scope::Commission {
            return None;
        }
        let numbers = self.numbers_at(Some(self.cost(rules)? + self.other_days), rules);
        let (held, id) = match rules.on_net {
            true => (numbers.net?, "reason-other-days-net"),
            false => (numbers.returned?, "reason-other-days"),
        };
        let other = self.verdict_of(&numbers, rules) != verdict;
        other.then(|| Message::new(id).with("with", held.percent()))
    }

    /// What would be without the costs of collaborations whose sales nobody knows, and whether the verdict would be
    /// another one.
    fn without_unsold(&self, rules: &Rules, verdict: Verdict) -> Option<(Message, bool)> {
        let unsold = self.unsold_cost(rules);
        let cost = self.cost(rules)?;
        if unsold <= 0 || self.sales(rules).gmv.is_none() {
            return None;
        }
        let numbers = self.numbers_at(Some(cost - unsold), rules);
        let (held, id) = match rules.on_net {
            true => (numbers.net, "reason-unsold-net"),
            false => (numbers.returned, "reason-unsold"),
        };
        let said = match held {
            Some(held) => Message::new(id).with("without", held.percent()),
            None => Message::new("reason-unsold-alone"),
        };
        let share = Ratio::of(unsold, cost)?;
        let other = held.is_some() && self.verdict_of(&numbers, rules) != verdict;
        Some((said.with("percent", share.percent()), other))
    }

    /// The largest part of the cost that somebody decides on, and what would be without it.
    fn dear(&self, rules: &Rules, verdict: Verdict) -> Option<Message> {
        if rules.scope == Scope::Commission {
            return None;
        }
        let cost = self.cost(rules)?;
        let decided = [
            CostKind::Boost,
            CostKind::FixedFee,
            CostKind::Sample,
            CostKind::Shipping,
            CostKind::Labour,
            CostKind::Other,
        ];
        let (kind, raw) = decided
            .into_iter()
            .filter_map(|kind| Some((kind, self.costs[kind].filter(|raw| *raw > 0)?)))
            .max_by_key(|(_, raw)| *raw)?;
        let share = Ratio::of(raw, cost)?;
        if share.cmp_to(LARGE) == Ordering::Less {
            return None;
        }
        let without = self.numbers_at(Some(cost - raw), rules);
        // without sales nothing else would have been better
        if self.sales(rules).gmv == Some(0) {
            return None;
        }
        let (without, id) = match rules.on_net {
            true => (without.net, "reason-cost-part-net"),
            false => (without.returned, "reason-cost-part"),
        };
        let mut message = match without {
            Some(without) => Message::new(id).with("without", without.percent()),
            // there is no other cost
            None => Message::new("reason-cost-all"),
        };
        // what carries the verdict anyway needs no remedy
        if verdict == Verdict::Drop && without.is_none() {
            message = Message::new("reason-cost-all");
        }
        Some(
            message
                .word("kind", format!("cost-{}", kind.key().replace('_', "-")))
                .with("percent", share.percent()),
        )
    }
}

/// How the number stands to the edge that decided.
/// Whether a reason only says what the return is held against.
pub fn is_threshold(reason: &Message) -> bool {
    let of = ["reason-return-", "reason-net-"];
    of.iter().any(|start| reason.id.starts_with(start))
}

fn threshold(numbers: &Numbers, verdict: Verdict, rules: &Rules) -> Option<Message> {
    let held = match rules.on_net {
        true => numbers.net?,
        false => numbers.returned?,
    };
    let percent = |d: Decimal| d.times_100().to_string();
    let (id, edge) = match (verdict, rules.on_net) {
        (Verdict::Keep, false) => ("reason-return-above", rules.keep_above),
        (Verdict::Keep, true) => ("reason-net-above", rules.keep_above),
        (Verdict::Drop, false) => ("reason-return-below", rules.drop_below),
        (Verdict::Drop, true) => ("reason-net-below", rules.drop_below),
        (_, false) => ("reason-return-between", rules.drop_below),
        (_, true) => ("reason-net-between", rules.drop_below),
    };
    Some(
        Message::new(id)
            .with("percent", held.percent())
            .with("edge", percent(edge))
            .with("upper", percent(rules.keep_above)),
    )
}
