//! Returns in memory: what the pool and the board show of them.
//!
//! They hang on a pool as collaborations do, and are made by whoever reads the books. Creators without work of the team's
//! own stand with what the platform's list says of them. A column of them is as wide as the pool, so that they are
//! filtered, counted and sorted by like any other; they are made beside the pool that everybody sees and put in place
//! whole, so that no question waits for them.

use std::sync::Arc;

use jiff::civil::Date;

use super::column::{Column, Growing};
use super::facet::{Gathering, Values};
use super::{Data, Pool};
use crate::domain::creator::Record;
use crate::domain::facet::Facet;
use crate::domain::field::Metric;
use crate::domain::money::Currency;
use crate::domain::returns::{Diagnosis, Earned, Earnings, Rules, Verdict};
use crate::domain::tier::Scheme;

/// By what returns are judged, beside the books.
#[derive(Debug, Clone)]
pub struct Judging {
    /// Which costs and sales count, and where verdicts turn.
    pub rules: Rules,
    /// The margin of whatever has none of its own, a raw share.
    pub margin: Option<i64>,
    /// Tiers of peers.
    pub scheme: Option<Scheme>,
    /// The day on which they were made: what is due by then is spent.
    pub today: Date,
}

/// Returns of everybody, as columns of one pool; see the module.
#[derive(Debug)]
pub struct Hung {
    earnings: Arc<Earnings>,
    by: Judging,
    /// Whose rows they are.
    of: Arc<Data>,
    /// In the order of [`Metric::RETURNS`].
    columns: Vec<Arc<Column>>,
    known: Vec<Currency>,
    /// Position of each row's currency among the known ones.
    currency: Column,
    verdict: Values,
    diagnosis: Values,
}

impl Hung {
    /// What it was made of.
    pub fn earnings(&self) -> &Arc<Earnings> {
        &self.earnings
    }

    /// Whether these are the rows of that pool.
    pub fn is_of(&self, pool: &Pool) -> bool {
        Arc::ptr_eq(&self.of, &pool.data)
    }

    /// By what they were judged.
    pub fn by(&self) -> &Judging {
        &self.by
    }

    /// The column of one of [`Metric::RETURNS`].
    pub(super) fn column(&self, metric: Metric) -> Option<&Arc<Column>> {
        let at = metric.index().checked_sub(Metric::Return.index())?;
        self.columns.get(at)
    }

    pub(super) fn values(&self, facet: Facet) -> Option<&Values> {
        match facet {
            Facet::Verdict => Some(&self.verdict),
            Facet::Diagnosis => Some(&self.diagnosis),
            _ => None,
        }
    }

    pub(super) fn currency(&self, row: usize) -> Currency {
        let code = self.currency.get(row).unwrap_or(0);
        let code = usize::try_from(code).unwrap_or(0);
        self.known.get(code).copied().unwrap_or_default()
    }

    pub(super) fn bytes(&self) -> usize {
        let columns = self.columns.iter().map(|c| c.bytes()).sum::<usize>();
        let entry = size_of::<(u32, Earned)>();
        let rows = self.earnings.len() * entry;
        columns + self.currency.bytes() + self.verdict.bytes() + self.diagnosis.bytes() + rows
    }
}

impl Pool {
    /// Returns as columns of this pool.
    pub fn hung(&self, earnings: Arc<Earnings>, by: &Judging) -> Hung {
        let len = self.len();
        let mut columns: Vec<Growing> = Metric::RETURNS.iter().map(|_| Growing::new(len)).collect();
        let mut known = vec![Currency::NONE];
        let mut currency = Growing::new(len);
        let mut verdict = Gathering::new(len);
        let mut own = Vec::new();
        let mut creators = earnings.creators.iter().peekable();
        let [gmv, commission, fee] =
            [Metric::ListGmv, Metric::ListCommission, Metric::ListFee].map(|m| self.metric(m));
        let listed = |row: usize| {
            let gmv = gmv.get(row)?;
            let costs = [commission.get(row), fee.get(row)];
            let currency = self.data.money.of(Metric::ListGmv, row);
            Some(Earned::of_list(currency, gmv, costs, by.margin, &by.rules))
        };
        for (row, id) in self.data.roll.ids().enumerate() {
            while creators.next_if(|(of, _)| *of < id).is_some() {}
            let mine = creators.next_if(|(of, _)| *of == id).map(|(_, e)| *e);
            if let Some(e) = mine.filter(|e| e.cvr().is_some() || e.exposure().is_some()) {
                own.push((row, (e.cvr(), e.exposure())));
            }
            let Some(earned) = mine.or_else(|| listed(row)) else {
                verdict.push(std::iter::empty());
                continue;
            };
            for (m, column) in Metric::RETURNS.into_iter().zip(&mut columns) {
                if let Some(raw) = earned.value(m) {
                    column.set(row, raw);
                }
            }
            let code = known.iter().position(|c| *c == earned.currency);
            let code = code.unwrap_or_else(|| {
                known.push(earned.currency);
                known.len() - 1
            });
            currency.set(row, i64::try_from(code).unwrap_or(0));
            verdict.push(std::iter::once(earned.verdict.key()));
        }
        let benchmark = by.rules.benchmark_raw();
        let mut diagnosis = Gathering::new(len);
        for stands in self.diagnoses(&own, by.scheme.as_ref(), benchmark) {
            diagnosis.push(stands.map(|d| d.key()).into_iter());
        }
        let frozen = |mut column: Growing| {
            column.pad(len);
            column.freeze()
        };
        Hung {
            earnings,
            by: by.clone(),
            of: Arc::clone(&self.data),
            columns: columns.into_iter().map(|c| Arc::new(frozen(c))).collect(),
            known,
            currency: frozen(currency),
            verdict: verdict.freeze(),
            diagnosis: diagnosis.freeze(),
        }
    }

    /// The same creators with these returns; nothing where they were made of other ones.
    #[must_use]
    pub fn with_returns(&self, hung: Arc<Hung>) -> Option<Pool> {
        if !hung.is_of(self) {
            return None;
        }
        let work = self.work.as_ref().map(|w| Arc::new(w.with(&hung.earnings)));
        Some(Pool {
            data: Arc::clone(&self.data),
            labels: self.labels.clone(),
            work,
            returns: Some(hung),
            caches: self.caches().without_returns().into(),
        })
    }

    /// The returns that hang on it; nothing before they have been read.
    pub fn returns(&self) -> Option<&Arc<Hung>> {
        self.returns.as_ref()
    }

    /// The currency of an amount of a creator.
    pub fn currency(&self, id: u32, metric: Metric) -> Currency {
        let row = self.data.roll.row(id);
        row.map_or(Currency::NONE, |row| self.currency_at(metric, row))
    }

    pub(super) fn verdict(&self, row: usize) -> Option<Verdict> {
        let values = &self.returns.as_ref()?.verdict;
        Verdict::from_key(values.name(values.first_code(row)?))
    }

    pub(super) fn diagnosis(&self, row: usize) -> Option<Diagnosis> {
        let values = &self.returns.as_ref()?.diagnosis;
        Diagnosis::from_key(values.name(values.first_code(row)?))
    }

    /// Adds to a creator what returns tell of it.
    pub fn tell_returns(&self, record: &mut Record) {
        let Some(row) = self.data.roll.row(record.id) else {
            return;
        };
        for m in Metric::RETURNS {
            let raw = self.metric(m).get(row);
            match m.unit().is_money() {
                true => {
                    let currency = self.currency_at(m, row);
                    record.profile.set_amount(m, raw, currency);
                }
                false => record.profile.set_metric(m, raw),
            }
        }
        record.verdict = self.verdict(row);
        record.diagnosis = self.diagnosis(row);
    }

    pub(super) fn currency_at(&self, metric: Metric, row: usize) -> Currency {
        match &self.returns {
            Some(hung) if metric.is_of_returns() => hung.currency(row),
            _ => self.data.money.of(metric, row),
        }
    }
}
