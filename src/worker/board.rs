//! The board: collaborations in memory, brought to the state of the file, and arranged for the screen.

use std::panic::resume_unwind;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::lanes::{Latest, Replaces};
use super::{Opening, Shared, Tell, pooling};
use crate::domain::collab::agenda::{self, Item, Patience};
use crate::domain::collab::card::{Lanes, Order, Work};
use crate::domain::filter::Filter;
use crate::messages::{Generation, Msg};
use crate::pool::{BoardQuery, Collabs, Pool};
use crate::store::{Store, StoreError, View, WorkSince};

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

/// A pool with all collaborations of the file.
///
/// # Errors
/// Whatever keeps the pool file from being read.
pub fn hang(store: &Store, pool: &Pool, today: Date) -> Result<Pool, StoreError> {
    let collabs = store.view(|view| load(view, pool, today))?;
    Ok(pool.with_collabs(collabs))
}

/// The same for very many: what is usual is counted meanwhile, of a state of the file that may be a moment older.
///
/// # Errors
/// Whatever keeps the pool file from being read.
pub fn hang_many(store: &Store, pool: &Pool, today: Date) -> Result<Pool, StoreError> {
    let other = Store::open_reader(store.path())?;
    let (work, usual) = std::thread::scope(|scope| {
        let usual = scope.spawn(move || other.view(|view| view.usual()));
        let work = store.view(|view| view.work(&TimeZone::system(), None));
        (
            work,
            usual.join().unwrap_or_else(|panic| resume_unwind(panic)),
        )
    });
    let collabs = Arc::new(Collabs::new(work?, usual?, pool, today));
    Ok(pool.with_collabs(collabs))
}

/// Of so many what is usual is counted again with every move; of more, where one move tells little, at the next start.
const FEW: usize = 5_000;

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
        // since midnight other things are due
        (WorkSince::Nothing, Some(collabs)) if collabs.today() != today => {
            Arc::new(collabs.with(&[], Work::default(), pool, today))
        }
        (WorkSince::Nothing, _) => return Ok(None),
        (WorkSince::With(ids), Some(collabs)) => {
            let work = view.work(&TimeZone::system(), Some(&ids))?;
            let mut collabs = collabs.with(&ids, work, pool, today);
            if collabs.len() <= FEW {
                collabs.set_usual(view.usual()?);
            }
            Arc::new(collabs)
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

/// Answers a question; nothing while collaborations are not loaded: that brings a new question.
pub fn answer(opening: &Opening, shared: &Shared, ask: &Ask) -> Option<Msg> {
    let pool = pooling::current(shared).filter(|p| p.collabs().is_some())?;
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

/// What work asks for, without what the member has put aside.
///
/// # Errors
/// Whatever keeps the pool file from being read.
pub fn agenda(
    pool: Option<&Pool>,
    store: &Store,
    member: &str,
    patience: Patience,
    today: Date,
) -> Result<Vec<Item>, StoreError> {
    let collabs = pool.and_then(Pool::collabs);
    let mut items = collabs.map_or_else(Vec::new, |collabs| {
        agenda::agenda(
            collabs.cards(),
            collabs.contacts(),
            collabs.agreements(),
            &collabs.usual(),
            patience,
            today,
        )
    });
    let points = store.view(|v| v.to_do(&jiff::tz::TimeZone::system()))?;
    items.extend(points.iter().filter_map(|p| Item::of_point(p, today)));
    items.sort_by_key(|i| i.day);
    let aside = store.snoozed(member)?;
    items.retain(|item| !agenda::is_snoozed(item, &aside, today));
    // contacts of creators without a collaboration know no handle
    let nameless: Vec<u32> = items
        .iter()
        .filter(|i| i.handle.is_empty() && i.creator > 0)
        .map(|i| i.creator)
        .collect();
    for record in store.creators(&nameless)? {
        for item in items.iter_mut().filter(|i| i.creator == record.id) {
            item.handle = record.identity.handle.to_string();
        }
    }
    Ok(items)
}
