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

/// From so many creators on a pool is read by several threads, at most so many.
const MANY: usize = 20_000;
const THREADS: u32 = 4;

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

/// Reads the whole pool file into columns, on several threads where there are many creators.
///
/// # Errors
/// Whatever keeps the file from being read.
pub fn load(store: &Store) -> Result<Pool, StoreError> {
    let last = store.last_id()?;
    let count = usize::try_from(store.count()?).unwrap_or(0);
    let threads = match std::thread::available_parallelism() {
        Ok(cores) if count >= MANY => u32::try_from(cores.get()).unwrap_or(1).min(THREADS),
        _ => 1,
    };
    loop {
        let parts = parts(store, last, count, threads)?;
        let mut position = None;
        // somebody has written between the threads' first looks: they have seen different states of the file
        let torn = parts
            .iter()
            .any(|(_, p)| *position.get_or_insert(*p) != *p);
        if torn {
            continue;
        }
        let mut builders = parts.into_iter().map(|(b, _)| b);
        let first = builders.next().unwrap_or_else(|| Builder::with_capacity(0));
        return Ok(first.join(builders.collect()));
    }
}

/// Stretches of ids, each read by a thread; with the journal position each has seen.
fn parts(
    store: &Store,
    last: u32,
    count: usize,
    threads: u32,
) -> Result<Vec<(Builder, i64)>, StoreError> {
    let step = last / threads + 1;
    let read = |store: &Store, from: u32, capacity: usize| {
        let mut builder = Builder::with_capacity(capacity);
        // creators that are new since stand behind the last stretch
        let to = if from / step + 1 == threads { u32::MAX } else { from + step - 1 };
        let position = store.sketches(from..=to, |s| {
            builder.push(s);
            ControlFlow::Continue(())
        })?;
        Ok((builder, position))
    };
    let path = store.path();
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            .map(|i| {
                scope.spawn(move || {
                    let store = Store::open_reader(path)?;
                    read(&store, i * step, count / threads as usize + 1)
                })
            })
            .collect();
        // the first takes the others over, so it has room for all
        let mut parts = vec![read(store, 0, count)?];
        for other in others {
            match other.join() {
                Ok(part) => parts.push(part?),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok(parts)
    })
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
