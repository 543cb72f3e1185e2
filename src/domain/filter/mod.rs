//! A filter: what the query bar says and the panes show, as one value.
//!
//! There is one truth, the list of conditions in the order they were given. The query bar parses text into it
//! ([`parse`]), the panes edit it ([`edit`](self::Filter)), and both show what [`Filter::print`] makes of it, so the two
//! faces cannot drift apart. Conditions are joined with AND; the values inside one with OR; missing values never pass a
//! numeric condition, not even a negated one.

mod edit;
mod parse;
mod print;
mod problem;
mod rename;
mod token;

pub use parse::{parse, vocabulary};
pub use problem::{ParseError, Problem};
pub use rename::rename_value;

use super::column::{Column, SortKey};
use super::facet::Facet;
use super::field::{Attr, Metric};
use super::money::Currency;
use super::number::{Decimal, Range};

/// What a shortlisting is for (S2). A preset fills the panes; it hides nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Goal {
    /// Awareness: large creators, by like rate.
    Brand,
    /// Promotion: from 20K followers, by what they sell.
    Sales,
}

impl Goal {
    /// Both.
    pub const ALL: [Goal; 2] = [Goal::Brand, Goal::Sales];

    /// Name in queries.
    pub const fn key(self) -> &'static str {
        match self {
            Goal::Brand => "brand",
            Goal::Sales => "sales",
        }
    }

    /// By name, in any case.
    pub fn parse(name: &str) -> Option<Self> {
        match name.trim().to_lowercase().as_str() {
            "brand" | "品牌" | "种草" => Some(Goal::Brand),
            "sales" | "promotion" | "销售" | "带货" => Some(Goal::Sales),
            _ => None,
        }
    }

    /// The least number of followers.
    pub const fn followers(self) -> i128 {
        match self {
            Goal::Brand => 500_000,
            Goal::Sales => 20_000,
        }
    }

    /// What the list is sorted by, best first. Of those without a return of their own, who come after the others, whoever
    /// sells most is first.
    pub fn sort(self) -> Vec<SortKey> {
        let by: &[Metric] = match self {
            Goal::Brand => &[Metric::LikeRate],
            Goal::Sales => &[Metric::Return, Metric::Gmv],
        };
        let key = |m: &Metric| SortKey {
            column: Column::Metric(*m),
            descending: true,
        };
        by.iter().map(key).collect()
    }

    /// The condition the preset brings.
    pub fn condition(self) -> Condition {
        let range = Range {
            low: Some((Decimal::whole(self.followers()), true)),
            high: None,
        };
        Condition {
            negated: false,
            test: Test::Within {
                metric: Metric::Followers,
                ranges: vec![range],
                currency: None,
            },
        }
    }
}

/// Something a creator has or lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Presence {
    /// A text, such as an e-mail address.
    Attr(Attr),
    /// A number.
    Metric(Metric),
    /// At least one note.
    Note,
    /// At least one tag.
    Tag,
    /// A place on at least one list.
    List,
    /// At least one collaboration.
    Collab,
    /// A collaboration, or returns, that say this: an owner, a day, a verdict …
    Work(Facet),
}

impl Presence {
    /// Name in queries.
    pub const fn key(self) -> &'static str {
        match self {
            Presence::Attr(Attr::Categories) => "cat",
            Presence::Attr(Attr::Language) => "lang",
            Presence::Attr(a) => a.key(),
            Presence::Metric(m) => m.key(),
            Presence::Note => "note",
            Presence::Tag => "tag",
            Presence::List => "list",
            Presence::Collab => "collab",
            Presence::Work(f) => f.query(),
        }
    }

    /// By name.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "note" | "notes" | "备注" => Some(Presence::Note),
            "collab" | "collabs" | "collaboration" | "合作" => Some(Presence::Collab),
            "邮箱" | "e-mail" | "mail" => Some(Presence::Attr(Attr::Email)),
            "联系方式" => Some(Presence::Attr(Attr::Contact)),
            _ => match Facet::from_query(word) {
                Some(Facet::Tag) => Some(Presence::Tag),
                Some(Facet::List) => Some(Presence::List),
                Some(Facet::Tier) => Some(Presence::Metric(Metric::Followers)),
                // each is in a stage
                Some(Facet::Stage) => Some(Presence::Collab),
                Some(f) if f.is_of_work() || f.is_of_returns() => Some(Presence::Work(f)),
                Some(f) => f.attr().map(Presence::Attr),
                None => Attr::from_key(word).map(Presence::Attr).or_else(|| {
                    Metric::from_query(word)
                        .filter(|m| *m != Metric::Stale)
                        .map(Presence::Metric)
                }),
            },
        }
    }
}

/// What one condition asks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Test {
    /// The word stands in handle, name, bio, note or tags; as typed.
    Word(String),
    /// The facet has one of these values; as typed. For tiers: band names of the filter's scheme.
    OneOf(Facet, Vec<String>),
    /// The metric lies in one of these ranges, whose ends are in the metric's unit (5 % is 0.05).
    Within {
        /// Of which the newest value counts.
        metric: Metric,
        /// Any of them.
        ranges: Vec<Range>,
        /// Only money in this currency.
        currency: Option<Currency>,
    },
    /// Any of these is there.
    Has(Vec<Presence>),
    /// Any of these is missing.
    Lacks(Vec<Presence>),
}

/// One condition of a filter.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Condition {
    /// Whether it is turned round.
    pub negated: bool,
    /// What it asks.
    pub test: Test,
}

impl Condition {
    /// Whether it asks what only returns tell.
    pub fn asks_returns(&self) -> bool {
        let told = |p: &Presence| match p {
            Presence::Work(f) => f.is_of_returns(),
            Presence::Metric(m) => m.is_of_returns(),
            _ => false,
        };
        match &self.test {
            Test::OneOf(facet, _) => facet.is_of_returns(),
            Test::Has(what) | Test::Lacks(what) => what.iter().any(told),
            Test::Within { metric, .. } => metric.is_of_returns(),
            Test::Word(_) => false,
        }
    }
}

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// The preset that was chosen.
    pub goal: Option<Goal>,
    /// Position of the tier scheme, where the filter names one.
    pub scheme: Option<usize>,
    /// Joined with AND.
    pub conditions: Vec<Condition>,
}

#[cfg(test)]
mod tests;
