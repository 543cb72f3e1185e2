//! What `list` and `facets` ask: the query read, the pool loaded, the answer given.

use clap::ArgMatches;

use super::fault::Fault;
use super::here::Here;
use super::prescan::unmarked;
use super::whom;
use crate::domain::answer::Answer;
use crate::domain::column::{Column, SortKey};
use crate::domain::filter::{self, Filter};
use crate::pool::{Pool, Query};
use crate::store::{Store, StoreError};
use crate::worker::board;
use crate::worker::columns::{self, Cores};

/// The pool file, for reading. It has to be there: looking never makes one.
pub fn reader(here: &Here) -> Result<Store, Fault> {
    let path = whom::existing(here)?;
    match Store::open_as_guest(&path, &here.settings.member) {
        // somebody imports, or the file is only ours to read: what is there can still be read
        Err(StoreError::Locked(_) | StoreError::Permission(_)) => Ok(Store::open_reader(&path)?),
        other => Ok(other?),
    }
}

/// The query of the arguments, its words joined by blanks.
pub fn filter(here: &Here, matches: &ArgMatches) -> Result<Filter, Fault> {
    let words: Vec<&str> = matches
        .get_many::<String>("query")
        .into_iter()
        .flatten()
        .map(|w| unmarked(w))
        .collect();
    filter::parse(&words.join(" "), &here.settings.schemes).map_err(|e| Fault::Usage(e.message()))
}

/// The order of a goal, where the query names one and nothing else is wished.
pub fn order(filter: &Filter, wished: Option<Vec<SortKey>>) -> Vec<SortKey> {
    wished.unwrap_or_else(|| {
        let goal = filter.goal.map(|g| SortKey {
            column: Column::Metric(g.sort()),
            descending: true,
        });
        goal.into_iter().collect()
    })
}

/// Loads the pool with its collaborations.
pub fn pool(here: &Here, store: &Store) -> Result<Pool, Fault> {
    let pool = columns::load(store, Cores::All)?.pool;
    Ok(board::hang(store, &pool, here.today)?)
}

/// Loads the pool and asks it.
pub fn ask(
    here: &Here,
    store: &Store,
    filter: &Filter,
    sort: &[SortKey],
    facets: bool,
) -> Result<(Pool, Answer), Fault> {
    let pool = pool(here, store)?;
    let answer = pool.query(&Query {
        filter,
        schemes: &here.settings.schemes,
        rates: &here.settings.rates,
        today: here.today,
        sort,
        probes: &[],
        facets,
    });
    Ok((pool, answer))
}
