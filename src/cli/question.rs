//! What `list` and `facets` ask: the query read, the pool loaded, the answer given.

use std::sync::Arc;

use clap::ArgMatches;

use super::fault::Fault;
use super::here::Here;
use super::prescan::unmarked;
use super::whom;
use crate::domain::answer::Answer;
use crate::domain::column::SortKey;
use crate::domain::filter::{self, Condition, Filter, Goal};
use crate::pool::{Pool, Query};
use crate::store::{Store, StoreError};
use crate::worker::board;
use crate::worker::columns::{self, Cores};
use crate::worker::earning::{self, By};

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
    let goal = || filter.goal.map(Goal::sort).unwrap_or_default();
    wished.unwrap_or_else(goal)
}

/// Whether a question is about returns: a pool has them only where somebody asks.
fn asks_returns(filter: &Filter, sort: &[SortKey]) -> bool {
    filter.conditions.iter().any(Condition::asks_returns)
        || sort.iter().any(|k| k.column.is_of_returns())
}

/// Loads the pool with its collaborations, and with returns where they are wished.
pub fn pool(here: &Here, store: &Store, returns: bool) -> Result<Arc<Pool>, Fault> {
    let pool = columns::load(store, Cores::All)?.pool;
    let pool = board::hang(store, &pool, here.today)?;
    if !returns {
        return Ok(Arc::new(pool));
    }
    let by = By {
        rules: &here.settings.returns,
        schemes: &here.settings.schemes,
        today: here.today,
    };
    Ok(earning::hang(store, by, pool)?.0)
}

/// Loads the pool and asks it. `returns` are there where the question asks for them, too.
pub fn ask(
    here: &Here,
    store: &Store,
    filter: &Filter,
    sort: &[SortKey],
    facets: bool,
    returns: bool,
) -> Result<(Arc<Pool>, Answer), Fault> {
    let returns = returns || facets || asks_returns(filter, sort);
    let pool = pool(here, store, returns)?;
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
