//! Which currency each creator's money is in.
//!
//! Mostly all money of a creator has one currency, so one is kept for each row, and the exceptions by metric.

use super::column::Column;
use super::facet::Posting;
use crate::domain::field::Metric;
use crate::domain::money::Currency;
use crate::domain::sketch::Sketch;

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Currencies {
    known: Vec<Currency>,
    main: Vec<u16>,
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
    pub(super) fn push(&mut self, row: u32, s: &Sketch<'_>) {
        let money = || {
            let all = Metric::MONEY.into_iter();
            all.filter(|m| s.metrics.get(*m).is_some())
        };
        if let Some(currency) = s.only_currency() {
            let main = match money().next() {
                Some(_) => self.code(currency),
                None => 0,
            };
            self.main.push(main);
            return;
        }
        let lead = std::iter::once(Metric::Gmv)
            .filter(|m| s.metrics.get(*m).is_some())
            .chain(money())
            .next();
        let main = lead.map_or(0, |m| self.code(s.currency(m)));
        self.main.push(main);
        for m in money() {
            let code = self.code(s.currency(m));
            if code != main
                && let Some(other) = self.other.get_mut(m.index())
            {
                other.push((row, code));
            }
        }
    }

    /// The rows of another one, from row `offset` on.
    pub(super) fn append(&mut self, later: Currencies, offset: u32) {
        let here: Vec<u16> = later.known.iter().map(|c| self.code(*c)).collect();
        let code = |theirs: u16| here.get(theirs as usize).copied().unwrap_or(0);
        self.main.extend(later.main.into_iter().map(code));
        for (mine, theirs) in self.other.iter_mut().zip(later.other) {
            mine.extend(theirs.into_iter().map(|(row, c)| (row + offset, code(c))));
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
        self.main.get(row).copied().unwrap_or(0)
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
        self.main.capacity() * 2
            + self
                .other
                .iter()
                .map(|o| o.capacity() * size_of::<(u32, u16)>())
                .sum::<usize>()
    }
}
