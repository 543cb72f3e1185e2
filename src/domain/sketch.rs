//! A creator as the pool takes it in: what holds now, borrowed from where it was read. A million of them pass by when a
//! pool is loaded, so nothing is allocated for one; [`super::profile::Profile`] is the same merge for one creator on
//! screen, with the provenance of every value.

use std::sync::Arc;

use jiff::civil::Date;

use super::creator::{Dated, Note, Observation, Record, Values};
use super::field::{Attr, Metric};
use super::metrics;
use super::money::Currency;
use super::origin::{Period, Platform, Source};
use super::profile;

/// Texts by [`Attr::index`].
pub type Texts<'a> = [Option<&'a str>; Attr::COUNT];

/// What one export said of a creator for one period.
#[derive(Debug, Clone)]
pub struct Glimpse<'a> {
    /// When.
    pub period: Period,
    /// Which export.
    pub source: Source,
    /// Of two with the same period the one imported later is newer.
    pub import: i64,
    /// Stored metrics, raw.
    pub metrics: Values<{ Metric::STORED }>,
    /// Texts, never empty.
    pub attrs: Texts<'a>,
    /// Of all the money in it.
    pub currency: Currency,
}

impl<'a> Glimpse<'a> {
    /// Nothing yet.
    pub fn new(period: Period, source: Source, import: i64) -> Self {
        Glimpse {
            period,
            source,
            import,
            metrics: Values::EMPTY,
            attrs: [None; Attr::COUNT],
            currency: Currency::NONE,
        }
    }
}

impl<'a> Glimpse<'a> {
    /// Of an observation at hand.
    pub fn of(period: Period, source: Source, import: i64, o: &'a Observation) -> Self {
        let mut glimpse = Glimpse::new(period, source, import);
        glimpse.metrics = o.metrics.clone();
        for (to, from) in glimpse.attrs.iter_mut().zip(&o.attrs) {
            *to = from.as_deref();
        }
        glimpse.currency = o.currency;
        glimpse
    }
}

impl<'a> From<&'a Dated> for Glimpse<'a> {
    fn from(d: &'a Dated) -> Self {
        Glimpse::of(d.period, d.source, d.import, &d.observation)
    }
}

/// What people put on a creator.
#[derive(Debug, Clone, Copy, Default)]
pub struct Labels<'a> {
    /// Handles the creator had before, oldest first.
    pub former_handles: &'a [String],
    /// In the order they were given.
    pub tags: &'a [Arc<str>],
    /// Shortlists.
    pub lists: &'a [Arc<str>],
    /// Oldest first.
    pub notes: &'a [Note],
}

/// The labels a creator has now, in the place of those it had.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Relabelled {
    /// In the pool file.
    pub id: u32,
    /// As [`Labels::tags`].
    pub tags: Vec<Arc<str>>,
    /// As [`Labels::lists`].
    pub lists: Vec<Arc<str>>,
    /// What the notes say.
    pub notes: Vec<Box<str>>,
}

/// See the module.
#[derive(Debug)]
pub struct Sketch<'a> {
    /// In the pool file.
    pub id: u32,
    /// Where.
    pub platform: Platform,
    /// As displayed.
    pub handle: &'a str,
    /// What people put on the creator.
    pub labels: Labels<'a>,
    /// All metrics that one creator's data tell, raw.
    pub metrics: Values<{ Metric::COUNT }>,
    /// Texts.
    pub attrs: Texts<'a>,
    /// The last day any data covers.
    pub as_of: Option<Date>,
    seen: &'a [Glimpse<'a>],
}

impl<'a> Sketch<'a> {
    /// Merges what was seen, newest first after this sorts it.
    pub fn merge(
        id: u32,
        platform: Platform,
        handle: &'a str,
        labels: Labels<'a>,
        seen: &'a mut [Glimpse<'a>],
    ) -> Self {
        if seen.len() > 1 {
            seen.sort_by_key(|g| std::cmp::Reverse((g.period.newness(), g.import)));
        }
        let seen: &'a [Glimpse<'a>] = seen;
        let mut sketch = Sketch {
            id,
            platform,
            handle,
            labels,
            metrics: Values::EMPTY,
            attrs: [None; Attr::COUNT],
            as_of: seen.first().map(|g| g.period.end),
            seen,
        };
        for glimpse in seen {
            sketch.metrics.fill_from(&glimpse.metrics);
            for m in Metric::computed().filter(|m| !m.needs_pool()) {
                if sketch.metrics.get(m).is_none() {
                    sketch
                        .metrics
                        .set(m, metrics::seen(m, glimpse.source, &glimpse.metrics));
                }
            }
            for (mine, theirs) in sketch.attrs.iter_mut().zip(&glimpse.attrs) {
                *mine = mine.or(*theirs);
            }
        }
        sketch
    }

    /// A text.
    pub fn attr(&self, attr: Attr) -> Option<&'a str> {
        self.attrs.get(attr.index()).copied().flatten()
    }

    /// The values of a text that holds several.
    pub fn list(&self, attr: Attr) -> impl Iterator<Item = &'a str> {
        self.attr(attr).into_iter().flat_map(|t| t.split('|'))
    }

    /// Exports that have data of the creator, newest first, with repetitions.
    pub fn sources(&self) -> impl Iterator<Item = Source> {
        self.seen.iter().map(|g| g.source)
    }

    /// Currency of a money metric: that of the observation it came from.
    pub fn currency(&self, metric: Metric) -> Currency {
        if let [only] = self.seen {
            return only.currency;
        }
        let from = self
            .seen
            .iter()
            .find(|g| metrics::seen(metric, g.source, &g.metrics).is_some());
        from.map_or(Currency::NONE, |g| g.currency)
    }

    /// The currency of all its money, where there is one observation.
    pub fn only_currency(&self) -> Option<Currency> {
        match self.seen {
            [only] => Some(only.currency),
            _ => None,
        }
    }

    /// See [`profile::largest_band`].
    pub fn largest_band(&self) -> Option<&'a str> {
        profile::largest_band(|m| self.metrics.get(m), self.attr(Attr::AgeBands))
    }
}

/// Calls with the sketch of a creator that is at hand whole.
pub fn of_record<T>(record: &Record, call: impl FnOnce(&Sketch<'_>) -> T) -> T {
    let shared = |names: &[String]| names.iter().map(|n| n.as_str().into()).collect();
    let (tags, lists): (Vec<Arc<str>>, Vec<Arc<str>>) =
        (shared(&record.tags), shared(&record.lists));
    let mut seen: Vec<Glimpse<'_>> = record.dated.iter().map(Glimpse::from).collect();
    let labels = Labels {
        former_handles: &record.former_handles,
        tags: &tags,
        lists: &lists,
        notes: &record.notes,
    };
    call(&Sketch::merge(
        record.id,
        record.identity.platform,
        &record.identity.handle,
        labels,
        &mut seen,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::creator::{Identity, Observation, Profile};
    use jiff::civil::date;
    use proptest::prelude::*;

    fn dated() -> impl Strategy<Value = Dated> {
        let metrics = prop::collection::vec((0..Metric::STORED, 0i64..1_000), 0..20);
        let attrs = prop::collection::vec((0..Attr::COUNT, "[a-c]{1,3}"), 0..4);
        (
            metrics,
            attrs,
            1i8..4,
            prop::option::of(1i8..3),
            0i64..3,
            0usize..3,
        )
            .prop_map(|(metrics, attrs, end, start, import, currency)| {
                let mut observation = Observation::default();
                for (i, v) in metrics {
                    observation.metrics.set(Metric::ALL[i], Some(v));
                }
                for (i, text) in attrs {
                    observation.set_attr(Attr::ALL[i], &text);
                }
                let known = [Currency::NONE].into_iter();
                let known = known.chain(["USD", "THB"].map(|c| Currency::parse(c).unwrap()));
                observation.currency = known.collect::<Vec<_>>()[currency];
                Dated {
                    period: Period {
                        start: start.map(|d| date(2026, 1, d)),
                        end: date(2026, 2, end),
                    },
                    source: Source::Native,
                    import,
                    observation,
                }
            })
    }

    proptest! {
        /// The quick merge is the one with provenance.
        #[test]
        fn a_sketch_says_what_the_profile_says(mut dated in prop::collection::vec(dated(), 0..5)) {
            let profile = Profile::merge(&mut dated);
            let record = Record {
                id: 7,
                identity: Identity { platform: Platform::Douyin, platform_id: None, handle: "anna".into() },
                former_handles: Vec::new(),
                dated,
                profile,
                tags: vec!["vip".to_owned()],
                lists: Vec::new(),
                notes: Vec::new(),
                dismissed: Vec::new(),
                merged: Vec::new(),
                elsewhere: Vec::new(),
                work: Vec::new(),
                tally: Default::default(),
                verdict: None,
                diagnosis: None,
            };
            of_record(&record, |sketch| {
                for &m in Metric::ALL.iter().filter(|m| !m.needs_pool()) {
                    prop_assert_eq!(sketch.metrics.get(m), record.profile.metric(m), "{}", m.key());
                    if m.unit().is_money() && sketch.metrics.get(m).is_some() {
                        prop_assert_eq!(sketch.currency(m), record.profile.currency(m), "{}", m.key());
                    }
                }
                for &a in Attr::ALL {
                    prop_assert_eq!(sketch.attr(a), record.profile.attr(a));
                }
                prop_assert_eq!(sketch.as_of, record.profile.as_of);
                prop_assert_eq!(sketch.largest_band(), record.profile.largest_band());
                prop_assert_eq!(sketch.sources().count(), record.dated.len());
                prop_assert_eq!(sketch.labels.tags.len(), 1);
                Ok(())
            })?;
        }
    }
}
