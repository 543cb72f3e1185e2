//! The pool in memory: loading it, asking it, and fetching the creators that are on screen.

use std::sync::mpsc::Receiver;
use std::sync::{Arc, PoisonError};

use jiff::Zoned;

use super::lanes::{Latest, Replaces};
use super::{Opening, Shared, Tell};
use crate::domain::column::SortKey;
use crate::domain::creator::Record;
use crate::domain::field::Metric;
use crate::domain::filter::{Condition, Filter};
use crate::messages::{Facts, Generation, Msg};
use crate::pool::{Builder, Pool, Query};
use crate::store::{Store, StoreError};

/// Cells of the histograms beside numeric conditions.
const CELLS: usize = 8;

/// A question to the pool.
pub struct Ask {
    /// Its number.
    pub generation: Generation,
    /// What is asked.
    pub filter: Filter,
    /// In which order.
    pub sort: Vec<SortKey>,
    /// Conditions counted beside it.
    pub probes: Vec<Condition>,
}

/// Something for the pool lane.
pub enum Job {
    /// Answer.
    Ask(Box<Ask>),
    /// The file has changed: load it again.
    Load,
}

impl Replaces for Job {
    fn replaces(&self, older: &Self) -> bool {
        matches!((self, older), (Job::Ask(_), Job::Ask(_)) | (Job::Load, Job::Load))
    }
}

/// Something for the rows lane.
pub enum Rows {
    /// Creators for the screen.
    Fetch(Vec<u32>),
    /// Handles for the clipboard.
    Handles(Vec<u32>),
}

/// Reads the whole pool file into columns.
///
/// # Errors
/// Whatever keeps the file from being read.
pub fn load(store: &Store) -> Result<Pool, StoreError> {
    let size = usize::try_from(store.count()?).unwrap_or(0);
    let mut builder = Builder::with_capacity(size);
    store.for_each_creator(|record| builder.add(&record))?;
    Ok(builder.build())
}

/// Loads, then answers until closed.
pub fn pool_lane(opening: &Opening, tell: &Tell, shared: &Shared, jobs: &Latest<Job>) {
    let reload = || match Store::open_reader(&opening.pool).and_then(|store| load(&store)) {
        Ok(pool) => {
            let facts = facts(&pool);
            *shared.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(pool));
            tell(Msg::Loaded(facts));
        }
        Err(e) => tell(Msg::Failed(e.message())),
    };
    reload();
    while let Some(job) = jobs.take() {
        match job {
            Job::Load => reload(),
            Job::Ask(ask) => {
                let Some(pool) = shared.read().unwrap_or_else(PoisonError::into_inner).clone() else { continue };
                let query = Query {
                    filter: &ask.filter,
                    schemes: &opening.schemes,
                    rates: &opening.rates,
                    today: Zoned::now().date(),
                    sort: &ask.sort,
                    probes: &ask.probes,
                    facets: true,
                };
                tell(Msg::Answered(ask.generation, Arc::new(pool.query(&query))));
            }
        }
    }
}

fn facts(pool: &Pool) -> Facts {
    Facts {
        total: pool.len(),
        histograms: Metric::ALL.iter().filter_map(|m| pool.histogram(*m, CELLS)).collect(),
        currencies: pool.currencies(),
        newest: pool.newest(),
    }
}

/// Adds to a creator what only the whole pool knows.
pub fn complete(record: &mut Record, pool: Option<&Pool>) {
    let score = pool.and_then(|p| p.metric(record.id, Metric::Score));
    record.profile.set_metric(Metric::Score, score);
}

/// Fetches until the sender goes.
pub fn rows_lane(opening: &Opening, tell: &Tell, shared: &Shared, jobs: &Receiver<Rows>) {
    let store = match Store::open_reader(&opening.pool) {
        Ok(store) => store,
        Err(e) => return tell(Msg::Failed(e.message())),
    };
    while let Ok(job) = jobs.recv() {
        let (ids, copy) = match job {
            Rows::Fetch(ids) => (ids, false),
            Rows::Handles(ids) => (ids, true),
        };
        let records = match store.creators(&ids) {
            Ok(records) => records,
            Err(e) => {
                tell(Msg::Failed(e.message()));
                continue;
            }
        };
        if copy {
            let handles: Vec<String> = records.iter().map(|r| r.identity.handle.to_string()).collect();
            tell(Msg::Copied(handles.join("\n")));
            continue;
        }
        let pool = shared.read().unwrap_or_else(PoisonError::into_inner).clone();
        let mut records = records;
        for r in &mut records {
            complete(r, pool.as_deref());
        }
        tell(Msg::Fetched(records));
    }
}
