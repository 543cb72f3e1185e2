//! The pool in memory: loading it, asking it, and fetching the creators that are on screen.

use std::ops::ControlFlow;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, PoisonError};

use jiff::Zoned;
use jiff::civil::Date;

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
    /// The day that data ages are counted from.
    pub today: Date,
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
        matches!(
            (self, older),
            (Job::Ask(_), Job::Ask(_)) | (Job::Load, Job::Load)
        )
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
    store.for_each_creator(|record| {
        builder.push(&record);
        ControlFlow::Continue(())
    })?;
    Ok(builder.build())
}

/// Loads the pool from its file and tells what it holds.
pub fn reload(opening: &Opening, shared: &Shared) -> Msg {
    let today = Zoned::now().date();
    match Store::open_reader(&opening.pool).and_then(|store| load(&store)) {
        Ok(pool) => {
            let facts = facts(&pool, today);
            *shared.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(pool));
            Msg::Loaded(facts)
        }
        Err(e) => Msg::Failed(e.message()),
    }
}

/// Answers a question; nothing while no pool is loaded, because loading brings a new question.
pub fn answer(opening: &Opening, shared: &Shared, ask: &Ask) -> Option<Msg> {
    let pool = current(shared)?;
    let query = Query {
        filter: &ask.filter,
        schemes: &opening.schemes,
        rates: &opening.rates,
        today: ask.today,
        sort: &ask.sort,
        probes: &ask.probes,
        facets: true,
    };
    Some(Msg::Answered(ask.generation, Arc::new(pool.query(&query))))
}

fn current(shared: &Shared) -> Option<Arc<Pool>> {
    shared
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .clone()
}

/// Loads, then answers until closed.
pub fn pool_lane(opening: &Opening, tell: &Tell, shared: &Shared, jobs: &Latest<Job>) {
    // after a question that broke the lane the pool is still there
    if current(shared).is_none() {
        tell(reload(opening, shared));
    }
    while let Some(job) = jobs.take() {
        match job {
            Job::Load => tell(reload(opening, shared)),
            Job::Ask(ask) => {
                if let Some(msg) = answer(opening, shared, &ask) {
                    tell(msg);
                }
            }
        }
    }
}

fn facts(pool: &Pool, today: Date) -> Facts {
    Facts {
        total: pool.len(),
        histograms: pool.histograms(CELLS, today),
        currencies: pool.currencies(),
        newest: pool.newest(),
    }
}

/// Adds to a creator what only the whole pool knows.
pub fn complete(record: &mut Record, pool: Option<&Pool>) {
    let score = pool.and_then(|p| p.value(record.id, Metric::Score, Date::default()));
    record.profile.set_metric(Metric::Score, score);
}

/// Does one job of the rows lane.
pub fn rows(store: &Store, shared: &Shared, job: Rows) -> Msg {
    let (ids, copy) = match job {
        Rows::Fetch(ids) => (ids, false),
        Rows::Handles(ids) => (ids, true),
    };
    let mut records = match store.creators(&ids) {
        Ok(records) => records,
        Err(e) => return Msg::Failed(e.message()),
    };
    if copy {
        let handles: Vec<String> = records
            .iter()
            .map(|r| r.identity.handle.to_string())
            .collect();
        return Msg::Copied(handles.join("\n"));
    }
    let pool = current(shared);
    for r in &mut records {
        complete(r, pool.as_deref());
    }
    Msg::Fetched(records)
}

/// Fetches until the sender goes.
pub fn rows_lane(opening: &Opening, tell: &Tell, shared: &Shared, jobs: &Receiver<Rows>) {
    let store = match Store::open_reader(&opening.pool) {
        Ok(store) => store,
        Err(e) => return tell(Msg::Failed(e.message())),
    };
    while let Ok(job) = jobs.recv() {
        tell(rows(&store, shared, job));
    }
}
