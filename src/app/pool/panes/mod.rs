//! The filter panes: the same filter as the query bar, as rows one can walk over, each with its live count.

mod bounds;
mod choose;
mod cursor;
mod rows;

pub use bounds::{nudge, take_bound};
pub use choose::{any_value, choose, clear_row, narrow, open_narrow, turn_away};
pub use cursor::{clamp, current, enter, keep, section, step, to_top};
pub use rows::{histogram, rows};

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::facet::Facet;
use crate::domain::field::{Attr, Metric};
use crate::domain::filter::{Condition, Goal, Presence, Test};

/// Sections of the panes, top down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// The conditions that hold, with what each keeps.
    Filter,
    /// What the shortlisting is for.
    Goal,
    /// Bands of followers.
    Tier,
    /// Top categories.
    Category,
    /// Who the fans are, and where.
    Fans,
    /// How the creator does.
    Performance,
    /// What work with the creator brings.
    Returns,
    /// Tags, lists, data.
    Status,
}

impl Section {
    /// All, top down.
    pub const ALL: [Section; 8] = [
        Section::Filter,
        Section::Goal,
        Section::Tier,
        Section::Category,
        Section::Fans,
        Section::Performance,
        Section::Returns,
        Section::Status,
    ];

    /// Name in settings and message ids.
    pub const fn key(self) -> &'static str {
        match self {
            Section::Filter => "filter",
            Section::Goal => "goal",
            Section::Tier => "tier",
            Section::Category => "category",
            Section::Fans => "fans",
            Section::Performance => "performance",
            Section::Returns => "returns",
            Section::Status => "status",
        }
    }

    const fn facets(self) -> &'static [Facet] {
        match self {
            Section::Tier => &[Facet::Tier],
            Section::Category => &[Facet::Category],
            Section::Fans => &[Facet::Age, Facet::Region, Facet::Language],
            Section::Returns => &[Facet::Verdict, Facet::Diagnosis],
            Section::Status => &[
                Facet::Stage,
                Facet::Owner,
                Facet::Campaign,
                Facet::Tag,
                Facet::List,
                Facet::Platform,
                Facet::Source,
            ],
            _ => &[],
        }
    }

    const fn metrics(self) -> &'static [Metric] {
        match self {
            Section::Fans => &[Metric::Adult, Metric::Female],
            Section::Performance => &[
                Metric::LikeRate,
                Metric::Engagement,
                Metric::Completion,
                Metric::Posts,
                Metric::Products,
                Metric::Gmv,
                Metric::Orders,
                Metric::Items,
                Metric::Aov,
                Metric::PlatformCtr,
                Metric::Cvr,
                Metric::RefundRate,
                Metric::Fulfilment,
                Metric::Reply,
                Metric::Score,
            ],
            Section::Returns => &[
                Metric::Return,
                Metric::NetRoi,
                Metric::RevenueRoi,
                Metric::Roas,
                Metric::Profit,
                Metric::Cost,
                Metric::CollabOrders,
                Metric::CollabRefund,
                Metric::Repurchase,
                Metric::Unattached,
                Metric::Worked,
                Metric::BestReturn,
                Metric::LastReturn,
                Metric::ReturnTrend,
                Metric::Risk,
            ],
            Section::Status => &[Metric::Licence, Metric::Agreement, Metric::Stale],
            _ => &[],
        }
    }
}

const PRESENCES: [Presence; 3] = [
    Presence::Attr(Attr::Email),
    Presence::Note,
    Presence::Collab,
];

/// A row of the panes.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// A section's title; folded or not.
    Head(Section, bool),
    /// A facet's title inside a section.
    Facet(Facet),
    /// A condition that holds: position, text, alone, left.
    Condition(usize, String, usize, usize),
    /// A goal: chosen, matches.
    Goal(Goal, bool, usize),
    /// A value of a facet.
    Value {
        /// Of which facet.
        facet: Facet,
        /// As the file spells it.
        value: String,
        /// Matches under the other filters.
        count: usize,
        /// Part of the facet's greatest count, for the bar.
        share: f64,
        /// Asked for.
        on: bool,
        /// Turned away.
        off: bool,
    },
    /// More values than are shown.
    More(Facet, usize),
    /// A metric: the condition's text, matches, spread.
    Number {
        /// Which.
        metric: Metric,
        /// The condition, as in the query; empty where there is none.
        bound: String,
        /// Matches: with the condition where there is one, else those that have a value.
        count: usize,
        /// Cells of the histogram that the condition cuts off: below, above.
        cut: Option<(usize, usize)>,
    },
    /// Something to have: asked for, matches.
    Has(Presence, bool, usize),
}

/// State of the panes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Panes {
    /// Row of the cursor.
    pub cursor: usize,
    /// First row on screen.
    pub top: usize,
    /// Folded sections.
    pub folded: BTreeSet<Section>,
    /// Facets shown with all their values.
    pub opened: BTreeSet<Facet>,
    /// Texts that values must contain.
    pub narrowed: BTreeMap<Facet, String>,
    /// Whether to show at first what differs from an untouched pane.
    pub started: bool,
}

/// Conditions counted beside every answer, in the order [`rows`] takes them from it.
pub fn probes() -> Vec<Condition> {
    let has = |p| Condition {
        negated: false,
        test: Test::Has(vec![p]),
    };
    let metrics = Section::ALL
        .into_iter()
        .flat_map(|s| s.metrics().iter().copied());
    let metrics = metrics
        .filter(|m| *m != Metric::Stale)
        .map(|m| has(Presence::Metric(m)));
    Goal::ALL
        .into_iter()
        .map(Goal::condition)
        .chain(PRESENCES.map(has))
        .chain(metrics)
        .collect()
}
