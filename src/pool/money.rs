//! Which currency each creator's money is in.
//!
//! Mostly all money of a creator has one currency, so one is kept for each row, and the exceptions by metric. A row's
//! own currency takes one byte: those beyond the first 256 a pool meets count as exceptions.

use super::column::Column;
use super::facet::Posting;
use crate::domain::creator::Profile;
use crate::domain::field::Metric;
use crate::domain::money::Currency;

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Currencies {
    known: Vec<Currency>,
    main: Vec<u8>,
    /// By metric, rows rising.
    other: Vec<Vec<(u32, u16)>>,
    /// Rows whose GMV is in each of the known currencies.
    gmv: Vec<Posting>,
}

impl Currencies {
    pub(super) fn with_capacity(rows: usize) -> Self {
        Currencies {
            known: vec![Currency::NONE],
            main: Vec::with_capacity(rows),
            other: vec![Vec::new(); Metric::COUNT],
            gmv: Vec::new(),
        }
    }

    fn code(&mut self, currency: Currency) -> u16 {
        let at = self.known.iter().position(|c| *c == currency);
        let at = at.unwrap_or_else(|| {
            self.known.push(currency);
            self.known.len() - 1
        });
        // more than 65,535 currencies are not known to anyone
        u16::try_from(at).unwrap_or(0)
    }

    /// The next row. GMV's currency is the row's, where it has GMV.
    pub(super) fn push(&mut self, row: u32, p: &Profile) {
        let money = || {
            Metric::ALL
                .iter()
                .copied()
                .filter(|m| m.unit().is_money() && p.metric(*m).is_some())
        };
        let lead = std::iter::once(Metric::Gmv)
            .filter(|m| p.metric(*m).is_some())
            .chain(money())
            .next();
        let main = lead.map_or(0, |m| self.code(p.currency(m)));
        let main = u8::try_from(main).unwrap_or(0);
        self.main.push(main);
        for m in money() {
            let code = self.code(p.currency(m));
            if code != u16::from(main)
                && let Some(other) = self.other.get_mut(m.index())
            {
                other.push((row, code));
            }
        }
    }

    pub(super) fn freeze(mut self, metrics: &[Column], len: usize) -> Self {
        let mut rows = vec![Vec::new(); self.known.len()];
        if let Some(gmv) = metrics.get(Metric::Gmv.index()) {
            gmv.each(len, |row, v| {
                if v.is_some()
                    && let Some(list) = rows.get_mut(self.code_of(Metric::Gmv, row) as usize)
                {
                    list.push(u32::try_from(row).unwrap_or(u32::MAX));
                }
            });
        }
        self.gmv = rows.into_iter().map(|r| Posting::new(r, len)).collect();
        self.main.shrink_to_fit();
        self
    }

    fn code_of(&self, metric: Metric, row: usize) -> u16 {
        let other = self.other.get(metric.index()).map(Vec::as_slice);
        let other = other.unwrap_or_default();
        if !other.is_empty()
            && let Ok(at) = other.binary_search_by_key(&row, |(r, _)| *r as usize)
            && let Some((_, code)) = other.get(at)
        {
            return *code;
        }
        self.main.get(row).copied().unwrap_or(0).into()
    }

    /// Of a metric the row has.
    pub(super) fn of(&self, metric: Metric, row: usize) -> Currency {
        let code = self.code_of(metric, row);
        self.known.get(code as usize).copied().unwrap_or_default()
    }

    /// Currencies of GMV with their rows.
    pub(super) fn gmv(&self) -> impl Iterator<Item = (Currency, &Posting)> {
        self.known.iter().copied().zip(&self.gmv)
    }

    pub(super) fn bytes(&self) -> usize {
        self.main.capacity()
            + self
                .other
                .iter()
                .map(|o| o.capacity() * size_of::<(u32, u16)>())
                .sum::<usize>()
            + self.gmv.iter().map(Posting::bytes).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::creator::{Dated, Observation, Period, Source};

    #[test]
    fn currencies_beyond_a_byte_are_exceptions() {
        let name = |i: u32| -> String {
            let letter = |n: u32| char::from(b'A' + (n % 26) as u8);
            [letter(i / 676), letter(i / 26), letter(i)]
                .iter()
                .collect()
        };
        let mut all = Currencies::with_capacity(600);
        let mut gmv = super::super::column::Growing::new(600);
        for i in 0..600 {
            let mut observation = Observation {
                currency: Currency::parse(&name(i)).unwrap(),
                ..Observation::default()
            };
            observation.metrics.set(Metric::Gmv, Some(i.into()));
            observation.metrics.set(Metric::Refunds, Some(1));
            let period = Period {
                start: None,
                end: jiff::civil::date(2026, 11, 20),
            };
            let profile = Profile::merge(&mut [Dated {
                period,
                source: Source::Native,
                import: 1,
                observation,
            }]);
            all.push(i, &profile);
            gmv.push(Some(i.into()));
        }
        let mut metrics = vec![Column::Empty; Metric::COUNT];
        metrics[Metric::Gmv.index()] = gmv.freeze();
        let all = all.freeze(&metrics, 600);
        for i in 0..600 {
            let want = Currency::parse(&name(i)).unwrap();
            assert_eq!(all.of(Metric::Gmv, i as usize), want, "{i}");
            assert_eq!(all.of(Metric::Refunds, i as usize), want, "{i}");
        }
        assert!(all.gmv().all(|(_, rows)| rows.count() <= 1));
    }
}
