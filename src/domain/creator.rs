//! A creator: who it is, what each file said of it for each period, and what holds now.
//!
//! A file never overwrites another one's numbers. Each row becomes an [`Observation`] for a period and a source; what
//! is shown and filtered is the [`Profile`]: field by field the newest observation that has a value. Rates are computed
//! inside one observation, so that October's likes are never divided by November's views.

pub use super::origin::{Period, Platform, Source};
pub use super::profile::Profile;

use std::sync::Arc;

use super::collab::card::Card;
use super::collab::rate::Tally;
use super::field::{Attr, Metric};
use super::money::Currency;
use super::returns::{Diagnosis, Verdict};

/// A row of metric values; missing ones take one word each.
#[derive(Clone, PartialEq, Eq)]
pub struct Values<const N: usize>([i64; N]);

const MISSING: i64 = i64::MIN;

impl<const N: usize> Values<N> {
    /// All missing.
    pub const EMPTY: Self = Values([MISSING; N]);

    /// The raw value, in the metric's unit. Metrics outside of this row are missing.
    pub fn get(&self, metric: Metric) -> Option<i64> {
        self.0
            .get(metric.index())
            .copied()
            .filter(|v| *v != MISSING)
    }

    /// Sets or clears a raw value. Metrics outside of this row are ignored.
    pub fn set(&mut self, metric: Metric, raw: Option<i64>) {
        if let Some(slot) = self.0.get_mut(metric.index()) {
            *slot = raw.unwrap_or(MISSING);
        }
    }
}

impl<const N: usize> Values<N> {
    /// Takes from a row of the first metrics what is missing here.
    pub fn fill_from<const M: usize>(&mut self, other: &Values<M>) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            if *mine == MISSING {
                *mine = *theirs;
            }
        }
    }

    /// Those that are there, by [`Metric::index`].
    pub fn present(&self) -> impl Iterator<Item = (usize, i64)> {
        let all = self.0.iter().copied().enumerate();
        all.filter(|(_, v)| *v != MISSING)
    }
}

impl<const N: usize> std::fmt::Debug for Values<N> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map()
            .entries(
                Metric::ALL
                    .iter()
                    .filter_map(|m| self.get(*m).map(|v| (m.key(), v))),
            )
            .finish()
    }
}

/// What one file says of one creator for one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// Stored metrics, raw.
    pub metrics: Values<{ Metric::STORED }>,
    /// Texts, by [`Attr::index`]; cleaned, never empty.
    pub attrs: [Option<Box<str>>; Attr::COUNT],
    /// Of all the money in it.
    pub currency: Currency,
}

impl Default for Observation {
    fn default() -> Self {
        Observation {
            metrics: Values::EMPTY,
            attrs: [const { None }; Attr::COUNT],
            currency: Currency::NONE,
        }
    }
}

impl Observation {
    /// A text.
    pub fn attr(&self, attr: Attr) -> Option<&str> {
        self.attrs.get(attr.index()).and_then(|a| a.as_deref())
    }

    /// Sets a text; an empty one clears it.
    pub fn set_attr(&mut self, attr: Attr, text: &str) {
        if let Some(slot) = self.attrs.get_mut(attr.index()) {
            *slot = (!text.is_empty()).then(|| text.into());
        }
    }

    /// Takes from `other` what is missing here. Returns whether the two disagree anywhere.
    pub fn fill_from(&mut self, other: &Observation) -> bool {
        let mut conflict = false;
        for m in Metric::stored() {
            match (self.metrics.get(m), other.metrics.get(m)) {
                (None, value) => self.metrics.set(m, value),
                (Some(a), Some(b)) => conflict |= a != b,
                (Some(_), None) => {}
            }
        }
        for (mine, theirs) in self.attrs.iter_mut().zip(&other.attrs) {
            match (&mine, theirs) {
                (None, _) => mine.clone_from(theirs),
                (Some(a), Some(b)) => conflict |= a != b,
                (Some(_), None) => {}
            }
        }
        if !self.currency.is_known() {
            self.currency = other.currency;
        }
        conflict
    }
}

/// Who a creator is. A platform id, where known, beats the handle: handles change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Where.
    pub platform: Platform,
    /// The platform's own number, as text (19 digits and more).
    pub platform_id: Option<Box<str>>,
    /// As displayed, without the leading `@`.
    pub handle: Box<str>,
}

impl Identity {
    /// What tells two handles of one platform apart: the handle without regard to case. `.` and `_` matter.
    pub fn handle_key(&self) -> String {
        self.handle.to_lowercase()
    }

    /// The creator's page, where the platform's address can be made from the handle.
    pub fn profile_link(&self) -> Option<String> {
        let plain = !self.handle.is_empty()
            && self
                .handle
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
        match self.platform {
            _ if !plain => None,
            Platform::TikTok => Some(format!("https://www.tiktok.com/@{}", self.handle)),
            Platform::Instagram => Some(format!("https://www.instagram.com/{}/", self.handle)),
            Platform::YouTube => Some(format!("https://www.youtube.com/@{}", self.handle)),
            Platform::Douyin | Platform::Other => None,
        }
    }
}

/// One row of a file, ready for the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Line in the file, from 1.
    pub line: u64,
    /// Who.
    pub identity: Identity,
    /// What.
    pub observation: Observation,
    /// For the row itself, where it says (`as_of`); else the file's.
    pub period: Option<Period>,
    /// Tags to be added.
    pub tags: Vec<String>,
    /// A note to be added.
    pub note: Option<Box<str>>,
}

/// An observation with its place in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// When.
    pub period: Period,
    /// From which export.
    pub source: Source,
    /// Of two with the same period the one imported later is newer.
    pub import: i64,
    /// What.
    pub observation: Observation,
}

/// A note on a creator.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Note {
    /// In the pool file.
    pub id: i64,
    /// Rises whenever somebody changes it.
    pub version: i64,
    /// When, as an ISO time stamp with zone.
    pub at: String,
    /// Which member.
    pub by: String,
    /// What.
    pub body: String,
    /// When it was changed last, and by whom, where it was.
    pub changed: Option<(String, String)>,
}

fn once<'r>(all: impl Iterator<Item = &'r str>) -> Vec<&'r str> {
    let mut seen = Vec::new();
    for one in all {
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    seen
}

/// Everything the pool file knows of one creator.
#[derive(Debug, Clone)]
pub struct Record {
    /// In the pool file.
    pub id: u32,
    /// Who.
    pub identity: Identity,
    /// Handles the creator had before, oldest first.
    pub former_handles: Vec<String>,
    /// All observations, newest first; provenance in `profile` points into them.
    pub dated: Vec<Dated>,
    /// What holds now.
    pub profile: Profile,
    /// The team's labels, in the order they were given.
    pub tags: Vec<String>,
    /// Shortlists.
    pub lists: Vec<String>,
    /// Oldest first.
    pub notes: Vec<Note>,
    /// Suggestions that somebody has turned down, by their rules.
    pub dismissed: Vec<u8>,
    /// Those that have gone into this creator, with their own handles; what files say of those on the same platform is
    /// among `dated`.
    pub merged: Vec<(u32, Identity)>,
    /// Of them those on other platforms, with their own numbers.
    pub elsewhere: Vec<Record>,
    /// Collaborations: open ones first. Only a pool knows them.
    pub work: Vec<Arc<Card>>,
    /// Samples and answers by which the team knows the creator. Only a pool knows them.
    pub tally: Tally,
    /// What returns advise. Only a pool with returns knows it.
    pub verdict: Option<Verdict>,
    /// Conversion against exposure. Only a pool with returns knows it.
    pub diagnosis: Option<Diagnosis>,
}

impl Record {
    /// As much of a creator as a pool in memory holds: what stands in the columns of the table that are
    /// [outlined](crate::domain::column::Column::is_outlined), and nothing of where it came from.
    pub fn outline(id: u32, platform: Platform, handle: &str, profile: Profile) -> Self {
        Record {
            id,
            identity: Identity {
                platform,
                platform_id: None,
                handle: handle.into(),
            },
            former_handles: Vec::new(),
            dated: Vec::new(),
            profile,
            tags: Vec::new(),
            lists: Vec::new(),
            notes: Vec::new(),
            dismissed: Vec::new(),
            merged: Vec::new(),
            elsewhere: Vec::new(),
            work: Vec::new(),
            tally: Tally::default(),
            verdict: None,
            diagnosis: None,
        }
    }

    /// Whether its returns are the platform's estimate: no work of the team's own tells them.
    pub fn returns_are_estimated(&self) -> bool {
        self.verdict.is_some()
            && self.profile.metric(Metric::CollabGmv).is_none()
            && self.profile.metric(Metric::Roas).is_some()
    }

    /// Keys of the stages its collaborations are in, each once.
    pub fn stages(&self) -> Vec<&'static str> {
        once(self.work.iter().map(|c| c.stage.key()))
    }

    /// Whose they are.
    pub fn owners(&self) -> Vec<&str> {
        once(self.work.iter().filter_map(|c| c.owner.as_deref()))
    }

    /// For which campaigns.
    pub fn campaigns(&self) -> Vec<&str> {
        once(self.work.iter().filter_map(|c| c.campaign.as_deref()))
    }

    /// The observation a metric's value came from; none for what only the whole pool tells.
    pub fn origin(&self, metric: Metric) -> Option<&Dated> {
        let computed_here = !metric.needs_pool();
        self.dated
            .get(self.profile.metric_from(metric))
            .filter(|_| computed_here)
    }

    /// A metric's value. What a list leaves out costs nothing by it, and so stands as 0 beside its sales; nobody has said
    /// that it is.
    pub fn told(&self, metric: Metric) -> Option<i64> {
        let said = self.profile.metric(metric);
        let of = match metric {
            Metric::ListCommission => Metric::Commission,
            Metric::ListFee => Metric::FlatFee,
            _ => return said,
        };
        let list = self.origin(metric)?;
        said.filter(|_| list.observation.metrics.get(of).is_some())
    }

    /// The range a file gave instead of one number, such as `812400..900000` or `525300+`.
    pub fn range(&self, metric: Metric) -> Option<&str> {
        let given = self.origin(metric)?.observation.attr(Attr::Ranges)?;
        given
            .split('|')
            .find_map(|r| r.strip_prefix(metric.key())?.strip_prefix('='))
    }
}
