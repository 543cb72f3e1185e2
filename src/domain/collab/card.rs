//! A collaboration as the board shows it, and what lies around it.

use std::sync::Arc;

use jiff::civil::Date;

#[allow(unused_imports, reason = "for the documentation")]
use super::choice;
use super::choice::Mode;
use super::gate::Filled;
use super::rate::Tally;
use super::stage::Stage;
use crate::domain::field::Metric;
use crate::domain::money::Currency;
use crate::domain::number::Unit;
use crate::domain::returns::Earned;

/// See the module. Shared between the data and the screen; never changed in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Of the collaboration in the pool file.
    pub id: u32,
    /// The change that last wrote it.
    pub version: i64,
    /// With whom.
    pub creator: u32,
    /// The handle, without `@`.
    pub handle: Arc<str>,
    /// Followers, where a file says.
    pub followers: Option<i64>,
    /// What the team calls it.
    pub reference: Box<str>,
    /// For which campaign.
    pub campaign: Option<Arc<str>>,
    /// Which product: its name, or its number where it has none.
    pub product: Option<Arc<str>>,
    /// Whose it is.
    pub owner: Option<Arc<str>>,
    /// Where it stands.
    pub stage: Stage,
    /// The day it came there; none where nobody has noted it.
    pub since: Option<Date>,
    /// By when something has to happen.
    pub due: Option<Date>,
    /// How the creator is paid.
    pub mode: Option<Mode>,
    /// Raw money.
    pub fixed_fee: Option<i64>,
    /// Raw ratio.
    pub commission_rate: Option<i64>,
    /// What it has sold; raw money.
    pub gmv: Option<i64>,
    /// What it is expected to sell; raw money.
    pub expected: Option<i64>,
    /// Of all its money.
    pub currency: Currency,
    /// For the gates.
    pub filled: Filled,
    /// The discount code that buyers get by this creator.
    pub code: Option<Box<str>>,
    /// Carrier and number of the newest sample.
    pub parcel: Option<Box<str>>,
    /// The day a sample went out that no content has followed yet.
    pub sample_out: Option<Date>,
    /// The day the content licence ends.
    pub licence_until: Option<Date>,
    /// What it has brought and cost. Only a pool with returns knows it.
    pub earned: Option<Earned>,
}

impl Card {
    /// What it is worth: what it has sold, by its order lines before what was typed, else what it is expected to; raw
    /// money.
    pub fn value(&self) -> Option<i64> {
        let own = self.earned.filter(|e| e.currency == self.currency);
        let sold = own.and_then(|e| e.value(Metric::CollabGmv));
        sold.or(self.gmv).or(self.expected)
    }

    /// Return, a raw ratio.
    pub fn returned(&self) -> Option<i64> {
        self.earned?.value(Metric::Return)
    }

    /// Days in its stage.
    pub fn age(&self, today: Date) -> Option<i32> {
        self.since.map(|since| (today - since).get_days())
    }

    /// How soon it is due, as a key of [`choice::DUE`]; none where it has no day, or is over.
    pub fn due_in(&self, today: Date) -> Option<&'static str> {
        let due = self.due.filter(|_| self.stage.is_open())?;
        Some(match (due - today).get_days() {
            ..0 => "late",
            0 => "today",
            1..=7 => "week",
            _ => "later",
        })
    }

    /// Whether its day has passed and work on it goes on.
    pub fn is_late(&self, today: Date) -> bool {
        self.stage.is_open() && self.due.is_some_and(|due| due < today)
    }
}

/// Somebody was written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// In the pool file.
    pub id: i64,
    /// The change that last wrote it.
    pub version: i64,
    /// Who.
    pub creator: u32,
    /// By whom.
    pub by: Option<Arc<str>>,
    /// The day.
    pub at: Date,
    /// When to ask again.
    pub follow_up: Option<Date>,
    /// Whether there was an answer.
    pub replied: bool,
}

/// Days that a licence or an agreement without an end still runs; whatever ends later counts as one.
pub const NO_END: i64 = 9_999;

/// A framework agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// In the pool file.
    pub id: i64,
    /// With whom.
    pub creator: u32,
    /// From when.
    pub starts: Option<Date>,
    /// Until when.
    pub ends: Option<Date>,
}

/// In which order the cards of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// What is due first, first; what is not due at all, last.
    #[default]
    Due,
    /// What has waited longest, first.
    Age,
    /// What is worth most, first; by currency where there are several.
    Value,
    /// The highest return first.
    Return,
    /// The highest ROAS first.
    Roas,
    /// What has earned most, first; by currency.
    Profit,
    /// What has cost most, first; by currency.
    Cost,
}

impl Order {
    /// All of them.
    pub const ALL: [Order; 7] = [
        Order::Due,
        Order::Age,
        Order::Value,
        Order::Return,
        Order::Roas,
        Order::Profit,
        Order::Cost,
    ];

    /// Name in messages and settings.
    pub const fn key(self) -> &'static str {
        match self {
            Order::Due => "due",
            Order::Age => "age",
            Order::Value => "value",
            Order::Return => "return",
            Order::Roas => "roas",
            Order::Profit => "profit",
            Order::Cost => "cost",
        }
    }

    /// What of the returns it goes by.
    pub const fn metric(self) -> Option<Metric> {
        match self {
            Order::Return => Some(Metric::Return),
            Order::Roas => Some(Metric::Roas),
            Order::Profit => Some(Metric::Profit),
            Order::Cost => Some(Metric::Cost),
            Order::Due | Order::Age | Order::Value => None,
        }
    }

    /// By its name.
    pub fn parse(word: &str) -> Option<Self> {
        Order::ALL.into_iter().find(|o| o.key() == word)
    }

    /// Which of two cards stands above.
    pub fn compare(self, a: &Card, b: &Card) -> std::cmp::Ordering {
        let day = |d: Option<Date>| (d.is_none(), d);
        let first = match self {
            Order::Due => day(a.due).cmp(&day(b.due)),
            Order::Age => day(a.since).cmp(&day(b.since)),
            Order::Value => {
                let worth = |c: &Card| {
                    let value = c.value();
                    (value.is_none(), c.currency, std::cmp::Reverse(value))
                };
                worth(a).cmp(&worth(b))
            }
            Order::Return => highest(a, b, Metric::Return),
            Order::Roas => highest(a, b, Metric::Roas),
            Order::Profit => highest(a, b, Metric::Profit),
            Order::Cost => highest(a, b, Metric::Cost),
        };
        // among equals what has waited longer, then what was there before
        first
            .then_with(|| day(a.since).cmp(&day(b.since)))
            .then(a.id.cmp(&b.id))
    }
}

/// The one with more of something first, money by currency; one of which it is not known last.
fn highest(a: &Card, b: &Card, metric: Metric) -> std::cmp::Ordering {
    let key = |c: &Card| {
        let known = c.earned.and_then(|e| Some((e.currency, e.value(metric)?)));
        let currency = known
            .map(|(c, _)| c)
            .filter(|_| metric.unit() == Unit::Money);
        let value = known.map(|(_, raw)| raw);
        (value.is_none(), currency, std::cmp::Reverse(value))
    };
    key(a).cmp(&key(b))
}

/// What makes the rows of a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lanes {
    /// One row.
    #[default]
    None,
    /// One for each member.
    Owner,
    /// One for each campaign.
    Campaign,
    /// One for each tier.
    Tier,
}

impl Lanes {
    /// All of them, in the order a key goes through them.
    pub const ALL: [Lanes; 4] = [Lanes::None, Lanes::Owner, Lanes::Campaign, Lanes::Tier];

    /// Name in messages and settings.
    pub const fn key(self) -> &'static str {
        match self {
            Lanes::None => "none",
            Lanes::Owner => "owner",
            Lanes::Campaign => "campaign",
            Lanes::Tier => "tier",
        }
    }

    /// By its name.
    pub fn parse(word: &str) -> Option<Self> {
        Lanes::ALL.into_iter().find(|l| l.key() == word)
    }
}

/// Everything that the board is made of, of some creators or of all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Work {
    /// Rising by their numbers.
    pub cards: Vec<Card>,
    /// Oldest first.
    pub contacts: Vec<Contact>,
    /// Framework agreements.
    pub agreements: Vec<Agreement>,
    /// Samples and answers of creators who have any, rising by creator.
    pub tallies: Vec<(u32, Tally)>,
}
