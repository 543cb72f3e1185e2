//! A creator: who it is, what each file said of it for each period, and what holds now.
//!
//! A file never overwrites another one's numbers. Each row becomes an [`Observation`] for a period and a source; what
//! is shown and filtered is the [`Profile`]: field by field the newest observation that has a value. Rates are computed
//! inside one observation, so that October's likes are never divided by November's views.

use jiff::civil::Date;

use super::field::{Attr, Metric};
use super::metrics;
use super::money::Currency;

/// Where a creator publishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(u8)]
#[allow(missing_docs, reason = "the names are the platforms' own")]
pub enum Platform {
    #[default]
    TikTok,
    Douyin,
    Instagram,
    YouTube,
    Other,
}

impl Platform {
    /// All, in the order of their codes in the pool file.
    pub const ALL: [Platform; 5] = [
        Platform::TikTok,
        Platform::Douyin,
        Platform::Instagram,
        Platform::YouTube,
        Platform::Other,
    ];

    /// Name in queries and files.
    pub const fn key(self) -> &'static str {
        match self {
            Platform::TikTok => "tiktok",
            Platform::Douyin => "douyin",
            Platform::Instagram => "instagram",
            Platform::YouTube => "youtube",
            Platform::Other => "other",
        }
    }

    /// By name, in any case; Chinese names too.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        match name.as_str() {
            "抖音" => Some(Platform::Douyin),
            "其他" | "其它" => Some(Platform::Other),
            _ => Self::ALL.into_iter().find(|p| p.key() == name),
        }
    }

    /// From its code in the pool file.
    pub fn from_code(code: i64) -> Self {
        usize::try_from(code)
            .ok()
            .and_then(|i| Self::ALL.get(i).copied())
            .unwrap_or(Platform::Other)
    }
}

/// Which export a value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[allow(
    missing_docs,
    reason = "the names are the exports' own, see the intake room"
)]
pub enum Source {
    CreatorList,
    CreatorData,
    FastMoss,
    ChanMama,
    XingTu,
    Kalodata,
    Native,
    Mapped,
}

impl Source {
    /// All, in the order of their codes in the pool file.
    pub const ALL: [Source; 8] = [
        Source::CreatorList,
        Source::CreatorData,
        Source::FastMoss,
        Source::ChanMama,
        Source::XingTu,
        Source::Kalodata,
        Source::Native,
        Source::Mapped,
    ];

    /// Name in queries and files.
    pub const fn key(self) -> &'static str {
        match self {
            Source::CreatorList => "creator_list",
            Source::CreatorData => "creator_data",
            Source::FastMoss => "fastmoss",
            Source::ChanMama => "chanmama",
            Source::XingTu => "xingtu",
            Source::Kalodata => "kalodata",
            Source::Native => "native",
            Source::Mapped => "mapped",
        }
    }

    /// By name, in any case; Chinese names too.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        match name.as_str() {
            "蝉妈妈" => Some(Source::ChanMama),
            "星图" => Some(Source::XingTu),
            _ => Self::ALL.into_iter().find(|s| s.key() == name),
        }
    }

    /// From its code in the pool file.
    pub fn from_code(code: i64) -> Self {
        usize::try_from(code)
            .ok()
            .and_then(|i| Self::ALL.get(i).copied())
            .unwrap_or(Source::Mapped)
    }
}

/// The days a file's metrics cover, both included. Without a start only the day is known up to which they count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// First day, where it is known.
    pub start: Option<Date>,
    /// Last day.
    pub end: Date,
}

impl Period {
    /// `A..B` or `A` in ISO dates.
    pub fn parse(text: &str) -> Option<Self> {
        let (start, end) = match text.split_once("..") {
            Some((a, b)) => (Some(a.trim().parse().ok()?), b.trim().parse().ok()?),
            None => (None, text.trim().parse().ok()?),
        };
        (start.is_none_or(|s: Date| s <= end)).then_some(Period { start, end })
    }

    /// Newer periods are greater: by the last day, then the shorter one.
    pub fn newness(&self) -> (Date, Option<Date>) {
        (self.end, self.start)
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.start {
            Some(start) => write!(f, "{start}..{}", self.end),
            None => write!(f, "{}", self.end),
        }
    }
}

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

/// What holds now: field by field the newest value, and where it came from.
#[derive(Debug, Clone)]
pub struct Profile {
    metrics: Values<{ Metric::COUNT }>,
    metric_from: [u16; Metric::COUNT],
    attrs: [Option<Box<str>>; Attr::COUNT],
    attr_from: [u16; Attr::COUNT],
    currencies: Vec<Currency>,
    /// The last day any data covers.
    pub as_of: Option<Date>,
}

impl Profile {
    /// Merges observations in any order. Positions in provenance refer to `dated` after this sorts it, newest first.
    pub fn merge(dated: &mut [Dated]) -> Self {
        dated.sort_by_key(|d| std::cmp::Reverse((d.period.newness(), d.import)));
        let mut p = Profile {
            metrics: Values::EMPTY,
            metric_from: [0; Metric::COUNT],
            attrs: [const { None }; Attr::COUNT],
            attr_from: [0; Attr::COUNT],
            currencies: dated.iter().map(|d| d.observation.currency).collect(),
            as_of: dated.first().map(|d| d.period.end),
        };
        for (i, d) in (0u16..).zip(dated.iter()) {
            for &m in Metric::ALL {
                if p.metrics.get(m).is_none()
                    && let Some(raw) = metrics::of(m, &d.observation.metrics)
                {
                    p.metrics.set(m, Some(raw));
                    if let Some(from) = p.metric_from.get_mut(m.index()) {
                        *from = i;
                    }
                }
            }
            for ((mine, theirs), from) in p
                .attrs
                .iter_mut()
                .zip(&d.observation.attrs)
                .zip(&mut p.attr_from)
            {
                if mine.is_none() && theirs.is_some() {
                    mine.clone_from(theirs);
                    *from = i;
                }
            }
        }
        p
    }

    /// Raw value of a metric, computed ones included.
    pub fn metric(&self, metric: Metric) -> Option<i64> {
        self.metrics.get(metric)
    }

    /// Sets what only the pool can know (delivery score, data age).
    pub fn set_metric(&mut self, metric: Metric, raw: Option<i64>) {
        self.metrics.set(metric, raw);
    }

    /// A text.
    pub fn attr(&self, attr: Attr) -> Option<&str> {
        self.attrs.get(attr.index()).and_then(|a| a.as_deref())
    }

    /// The values of a text that holds several.
    pub fn list(&self, attr: Attr) -> impl Iterator<Item = &str> {
        self.attr(attr).into_iter().flat_map(|t| t.split('|'))
    }

    /// Position of the observation a metric came from.
    pub fn metric_from(&self, metric: Metric) -> usize {
        self.metric_from
            .get(metric.index())
            .copied()
            .unwrap_or(0)
            .into()
    }

    /// Position of the observation a text came from.
    pub fn attr_from(&self, attr: Attr) -> usize {
        self.attr_from
            .get(attr.index())
            .copied()
            .unwrap_or(0)
            .into()
    }

    /// Currency of a money metric.
    pub fn currency(&self, metric: Metric) -> Currency {
        self.currencies
            .get(self.metric_from(metric))
            .copied()
            .unwrap_or_default()
    }

    /// The age band with the largest share of fans: of the five bands, or of the bands the file had instead. The older
    /// of two equal ones, so that a tie never makes an audience look younger than it is.
    pub fn largest_band(&self) -> Option<&str> {
        let five = Metric::AGE_BANDS.iter().filter_map(|m| {
            self.metric(*m)
                .filter(|v| *v > 0)
                .map(|v| (v, m.key().trim_start_matches("age")))
        });
        five.max_by_key(|(v, _)| *v)
            .map(|(_, band)| band)
            .or_else(|| {
                let own = self.list(Attr::AgeBands).filter_map(|b| {
                    let (band, share) = b.rsplit_once(':')?;
                    Some((share.parse::<f64>().ok()?, band))
                });
                own.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, band)| band)
            })
    }
}

/// A note on a creator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// When, as an ISO time stamp with zone.
    pub at: String,
    /// Which member.
    pub by: String,
    /// What.
    pub body: String,
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn dated(end: Date, import: i64, set: &[(Metric, i64)]) -> Dated {
        let mut observation = Observation::default();
        for (m, v) in set {
            observation.metrics.set(*m, Some(*v));
        }
        Dated {
            period: Period { start: None, end },
            source: Source::Native,
            import,
            observation,
        }
    }

    #[test]
    fn the_newest_value_of_each_field_holds() {
        let mut d = [
            dated(
                date(2026, 10, 31),
                1,
                &[(Metric::Followers, 10), (Metric::Orders, 3)],
            ),
            dated(date(2026, 11, 30), 2, &[(Metric::Followers, 20)]),
            dated(date(2026, 11, 30), 3, &[(Metric::Followers, 21)]),
        ];
        let p = Profile::merge(&mut d);
        assert_eq!(p.metric(Metric::Followers), Some(21));
        assert_eq!(p.metric(Metric::Orders), Some(3));
        assert_eq!(
            d[p.metric_from(Metric::Orders)].period.end,
            date(2026, 10, 31)
        );
        assert_eq!(p.as_of, Some(date(2026, 11, 30)));
    }

    #[test]
    fn rates_never_mix_periods() {
        let mut d = [
            dated(
                date(2026, 10, 31),
                1,
                &[(Metric::Likes, 50), (Metric::Views, 1000)],
            ),
            dated(date(2026, 11, 30), 2, &[(Metric::Likes, 900)]),
        ];
        let p = Profile::merge(&mut d);
        assert_eq!(p.metric(Metric::Likes), Some(900));
        assert_eq!(p.metric(Metric::LikeRate), Some(1_000_000)); // 5 % of October
    }

    #[test]
    fn periods_read_both_forms() {
        assert_eq!(
            Period::parse("2026-08-01..2026-08-31").unwrap().to_string(),
            "2026-08-01..2026-08-31"
        );
        assert_eq!(
            Period::parse("2026-08-31").unwrap().to_string(),
            "2026-08-31"
        );
        assert_eq!(Period::parse("2026-08-31..2026-08-01"), None);
    }
}
