//! What holds now: field by field the newest value, and where it came from.

use jiff::civil::Date;

use super::creator::{Dated, Values};
use super::field::{Attr, Metric};
use super::metrics;
use super::money::Currency;

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
                    && let Some(raw) = metrics::seen(m, d.source, &d.observation.metrics)
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

    /// Of what holds now and nothing else: where it came from is not known, only the `currency` of each amount.
    pub fn outline<'a>(
        as_of: Option<Date>,
        metrics: Values<{ Metric::COUNT }>,
        currency: impl Fn(Metric) -> Currency,
        attrs: impl Iterator<Item = (Attr, &'a str)>,
    ) -> Self {
        let mut p = Profile::merge(&mut []);
        p.as_of = as_of;
        for m in Metric::MONEY
            .into_iter()
            .filter(|m| metrics.get(*m).is_some())
        {
            let currency = currency(m);
            let known = p.currencies.iter().position(|c| *c == currency);
            let from = known.unwrap_or(p.currencies.len());
            if known.is_none() {
                p.currencies.push(currency);
            }
            if let (Some(place), Ok(from)) = (p.metric_from.get_mut(m.index()), u16::try_from(from))
            {
                *place = from;
            }
        }
        p.metrics = metrics;
        for (attr, text) in attrs.filter(|(_, text)| !text.is_empty()) {
            if let Some(place) = p.attrs.get_mut(attr.index()) {
                *place = Some(text.into());
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

    /// Sets an amount that only the pool can know: it comes from no observation.
    pub fn set_amount(&mut self, metric: Metric, raw: Option<i64>, currency: Currency) {
        self.metrics.set(metric, raw);
        let beyond = u16::try_from(self.currencies.len()).unwrap_or(u16::MAX);
        if let Some(from) = self.metric_from.get_mut(metric.index()) {
            *from = beyond;
        }
        self.currencies.push(currency);
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

    /// See [`largest_band`].
    pub fn largest_band(&self) -> Option<&str> {
        largest_band(|m| self.metric(m), self.attr(Attr::AgeBands))
    }
}

/// The age band with the largest share of fans: of the five bands, or of the bands the file had instead (`own`). The
/// older of two equal ones, so that a tie never makes an audience look younger than it is.
pub fn largest_band(metric: impl Fn(Metric) -> Option<i64>, own: Option<&str>) -> Option<&str> {
    let mut largest: Option<(i64, &'static str)> = None;
    for (m, band) in Metric::AGE_BANDS.into_iter().zip(Metric::AGE_BAND_NAMES) {
        if let Some(share) = metric(m)
            && share > 0
            && largest.is_none_or(|(most, _)| share >= most)
        {
            largest = Some((share, band));
        }
    }
    if let Some((_, band)) = largest {
        return Some(band);
    }
    let own = own?.split('|').filter_map(|b| {
        let (band, share) = b.rsplit_once(':')?;
        Some((share.parse::<f64>().ok()?, band))
    });
    own.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, band)| band)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::creator::{Observation, Period, Source};
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
}
