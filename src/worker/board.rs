//! The board: collaborations in memory, brought to the state of the file, and arranged for the screen.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::lanes::{Latest, Replaces};
use super::{Opening, Shared, Tell, pooling};
use crate::domain::collab::card::{Lanes, Order};
use crate::domain::filter::Filter;
use crate::messages::{Generation, Msg};
use crate::pool::{BoardQuery, Collabs, Pool};
use crate::store::{StoreError, View, WorkSince};

/// A question to the board.
pub struct Ask {
    /// Its number.
    pub generation: Generation,
    /// Which cards.
    pub filter: Filter,
    /// How they stand in a column.
    pub order: Order,
    /// What makes rows.
    pub lanes: Lanes,
    /// For what is late.
    pub today: Date,
}

impl Replaces for Ask {
    fn replaces(&self, _: &Self) -> bool {
        true
    }
}

/// All collaborations of the file, for a pool that was just loaded.
///
/// # Errors
/// Whatever keeps the pool file from being read.
pub fn load(view: &View<'_>, pool: &Pool, today: Date) -> Result<Arc<Collabs>, StoreError> {
    let work = view.work(&TimeZone::system(), None)?;
    let usual = view.usual()?;
    Ok(Arc::new(Collabs::new(work, usual, pool, today)))
}

/// The same pool with the collaborations as they are in the file now, where others are than at a change.
///
/// # Errors
/// Whatever keeps the pool file from being read.
pub fn patched(
    view: &View<'_>,
    pool: &Pool,
    since: i64,
    today: Date,
) -> Result<Option<Pool>, StoreError> {
    let collabs = match (view.work_since(since)?, pool.collabs()) {
        (WorkSince::Nothing, _) => return Ok(None),
        (WorkSince::With(ids), Some(collabs)) => {
            let work = view.work(&TimeZone::system(), Some(&ids))?;
            Arc::new(collabs.with(&ids, work, pool, today))
        }
        (WorkSince::Everything, _) | (_, None) => load(view, pool, today)?,
    };
    Ok(Some(pool.with_collabs(collabs)))
}

/// Answers until closed; nothing while no pool is loaded, because loading brings a new question.
pub fn board_lane(opening: &Opening, tell: &Tell, shared: &Shared, questions: &Latest<Ask>) {
    while let Some(ask) = questions.take() {
        if let Some(msg) = answer(opening, shared, &ask) {
            tell(msg);
        }
    }
}

/// Answers a question; nothing while no pool is loaded.
pub fn answer(opening: &Opening, shared: &Shared, ask: &Ask) -> Option<Msg> {
    let pool = pooling::current(shared)?;
    let board = pool.board(&BoardQuery {
        filter: &ask.filter,
        schemes: &opening.schemes,
        rates: &opening.rates,
        today: ask.today,
        order: ask.order,
        lanes: ask.lanes,
    });
    Some(Msg::Board(ask.generation, Arc::new(board)))
}
