//! The pool in memory: loading it, and asking it.

use std::sync::{Arc, PoisonError};

use jiff::civil::Date;

use super::ahead::Next;
use super::columns::{self, Cores};
use super::earning::{Earn, Made, Slot};
use super::lanes::{Latest, Replaces, stand_back};
use super::{Opening, Shared, Tell, board, earning};
use crate::domain::collab::native::COLLABORATIONS;
use crate::domain::column::SortKey;
use crate::domain::filter::{Condition, Filter};
use crate::messages::{Facts, Generation, Msg};
use crate::pool::{Pool, Query};
use crate::store::{PoolState, Since, Store, StoreError, View};

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
    /// The creator the person stays on, wherever it is in the answer.
    pub stay: Option<u32>,
}

impl Replaces for Ask {
    fn replaces(&self, _: &Self) -> bool {
        true
    }
}

/// The file has changed: load it again. Several such wishes are one.
pub struct Load;

impl Replaces for Load {
    fn replaces(&self, _: &Self) -> bool {
        true
    }
}

/// The pool that everybody sees, and which state of the file it shows.
pub struct Held {
    pool: Arc<Pool>,
    state: PoolState,
    /// The change up to which its returns are known.
    earned: Option<i64>,
}

impl Held {
    /// A wish for the returns of its pool, where these may be others by now.
    pub fn wish(&self) -> Option<Earn> {
        let before = self.pool.returns().cloned().zip(self.earned);
        let known = before.as_ref().map(|(_, known)| *known);
        (known != Some(self.state.position.0)).then(|| Earn {
            pool: Arc::clone(&self.pool),
            before,
        })
    }
}

/// Puts returns in place that were made for the pool that is held, and tells; others are dropped.
pub fn attach(shared: &Shared, held: &mut Held, made: Made, today: Date, tell: &dyn Fn(Msg)) {
    let Some(hung) = made.hung else {
        held.earned = Some(made.known);
        return;
    };
    if let Some(pool) = held.pool.with_returns(hung) {
        held.pool = put(shared, pool);
        held.earned = Some(made.known);
        tell(Msg::Earned(facts(&held.pool)));
        tell(Msg::Spread(held.pool.histograms(CELLS, today)));
    }
}

/// So many collaborations are read before anything is told: that takes no time.
const AT_ONCE: u64 = 5_000;

/// With so many creators the returns are there with the first page.
const WITH_RETURNS: usize = 50_000;

/// More creators with other labels than so many are not read one by one.
const MANY: usize = if cfg!(test) { 20 } else { 150_000 };

/// Brings the pool in memory to the state of the file, and tells what has changed. What the file should keep of a pool
/// that had to be read anew is returned.
pub fn refresh(
    opening: &Opening,
    shared: &Shared,
    held: &mut Option<Held>,
    tell: &dyn Fn(Msg),
) -> Option<columns::Made> {
    let relabel = || -> Result<Fresh, StoreError> {
        let store = Store::open_reader(&opening.pool)?;
        match &*held {
            Some(held) => store.view(|view| relabelled(view, held, opening)),
            None => Ok(Fresh::Unknown),
        }
    };
    match relabel() {
        Ok(Fresh::Same(state)) => {
            let held = held.as_mut()?;
            if held.state != state {
                // what does not show in the list may show in a menu
                held.state = state;
                labels(opening, tell);
            }
            None
        }
        Ok(Fresh::Labels(pool, state, touched)) => {
            labels(opening, tell);
            let pool = put(shared, *pool);
            tell(Msg::Relabelled(facts(&pool), touched));
            let earned = held.as_ref().and_then(|h| h.earned);
            *held = Some(Held {
                pool,
                state,
                earned,
            });
            None
        }
        Ok(Fresh::Unknown) => reload(opening, shared, held, tell),
        Err(e) => {
            tell(Msg::Failed(e.message()));
            None
        }
    }
}

/// What is to be done for a pool in memory to be as the file.
enum Fresh {
    Same(PoolState),
    /// With the creators whose labels are others.
    Labels(Box<Pool>, PoolState, Vec<u32>),
    /// It has to be read anew.
    Unknown,
}

fn relabelled(view: &View<'_>, held: &Held, opening: &Opening) -> Result<Fresh, StoreError> {
    let state = view.state().clone();
    Ok(match view.since(&held.state)? {
        Since::Nothing => {
            let since = held.state.position.0;
            match board::patched(view, &held.pool, since, (opening.today)())? {
                // a campaign or a product has another name, or it is another day
                Some(pool) => Fresh::Labels(Box::new(pool), state, Vec::new()),
                None => Fresh::Same(state),
            }
        }
        Since::Labels(ids) if ids.len() <= MANY => {
            let pool = held.pool.relabelled(&view.labels_of(&ids)?);
            let pool = with_work(view, pool, held, opening)?;
            Fresh::Labels(Box::new(pool), state, ids)
        }
        Since::Labels(ids) => match columns::relabelled(view, &held.pool)? {
            Some(pool) => {
                let pool = with_work(view, pool, held, opening)?;
                Fresh::Labels(Box::new(pool), state, ids)
            }
            None => Fresh::Unknown,
        },
        Since::Everything => Fresh::Unknown,
    })
}

/// The pool with the collaborations as they are now.
fn with_work(
    view: &View<'_>,
    pool: Pool,
    held: &Held,
    opening: &Opening,
) -> Result<Pool, StoreError> {
    let since = held.state.position.0;
    let patched = board::patched(view, &pool, since, (opening.today)())?;
    Ok(patched.unwrap_or(pool))
}

/// The tags, lists and views there are.
fn labels(opening: &Opening, tell: &dyn Fn(Msg)) {
    let read = || {
        let store = Store::open_reader(&opening.pool)?;
        tell(Msg::Labels(store.tags()?, store.lists()?));
        tell(Msg::Views(store.views_of(&opening.member)?));
        tell(Msg::Names(store.names(&opening.member, (opening.today)())?));
        Ok::<_, StoreError>(())
    };
    if let Err(e) = read() {
        tell(Msg::Failed(e.message()));
    }
}

fn put(shared: &Shared, pool: Pool) -> Arc<Pool> {
    put_shared(shared, Arc::new(pool))
}

fn put_shared(shared: &Shared, pool: Arc<Pool>) -> Arc<Pool> {
    *shared.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&pool));
    pool
}

/// Loads the pool and puts it in place; tells what it holds, then how its numbers are spread.
fn reload(
    opening: &Opening,
    shared: &Shared,
    held: &mut Option<Held>,
    tell: &dyn Fn(Msg),
) -> Option<columns::Made> {
    let load = || {
        let store = Store::open_reader(&opening.pool)?;
        if let Some(loaded) = columns::load_lacking(&store, Cores::ButOne, columns::MANY)? {
            return Ok(loaded);
        }
        // where they cannot be kept, memory has to hold them
        let _ = writer(opening).and_then(|mut store| columns::make(&mut store, Cores::ButOne));
        columns::load(&store, Cores::ButOne)
    };
    let loaded: Result<_, StoreError> = load();
    match loaded {
        Ok(columns::Loaded { pool, state, made }) => {
            let (pool, earned) = match loaded_with_work(opening, shared, pool, held.as_ref(), tell)
            {
                Ok(loaded) => loaded,
                Err(e) => {
                    tell(Msg::Failed(e.message()));
                    return None;
                }
            };
            tell(Msg::Spread(pool.histograms(CELLS, (opening.today)())));
            *held = Some(Held {
                pool,
                state,
                earned,
            });
            made
        }
        Err(e) => {
            tell(Msg::Failed(e.message()));
            None
        }
    }
}

/// Puts a pool in place with all collaborations of the file, and tells. Many of them come after the creators, who are
/// waited for; those that were known meanwhile stand in for them.
fn loaded_with_work(
    opening: &Opening,
    shared: &Shared,
    pool: Pool,
    held: Option<&Held>,
    tell: &dyn Fn(Msg),
) -> Result<(Arc<Pool>, Option<i64>), StoreError> {
    let store = Store::open_reader(&opening.pool)?;
    let today = (opening.today)();
    if store.native_count(&COLLABORATIONS)? <= AT_ONCE {
        let pool = board::hang(&store, &pool, today)?;
        let (pool, earned) = match pool.len() <= WITH_RETURNS && store.returns_are_quick(AT_ONCE)? {
            true => {
                let (pool, known) = earning::hang(&store, opening.into(), pool)?;
                (put_shared(shared, pool), Some(known))
            }
            false => (put(shared, with_known_returns(pool, held)), None),
        };
        tell(Msg::Loaded(facts(&pool)));
        // nobody waits for these
        labels(opening, tell);
        return Ok((pool, earned));
    }
    let before = held.and_then(|h| h.pool.collabs());
    let pool = match before {
        Some(collabs) => pool.with_collabs(Arc::clone(collabs)),
        None => pool,
    };
    let pool = with_known_returns(pool, held);
    let pool = put(shared, pool);
    tell(Msg::Loaded(facts(&pool)));
    labels(opening, tell);
    let pool = put(shared, board::hang_many(&store, &pool, today)?);
    tell(Msg::Relabelled(facts(&pool), Vec::new()));
    Ok((pool, None))
}

/// Until returns have been read again, those that were known stand in for them: nobody sees them go and come.
fn with_known_returns(pool: Pool, held: Option<&Held>) -> Pool {
    let known = held.and_then(|h| h.pool.returns());
    let again = known.map(|h| Arc::new(pool.hung(Arc::clone(h.earnings()), h.by())));
    again.and_then(|h| pool.with_returns(h)).unwrap_or(pool)
}

pub(super) fn writer(opening: &Opening) -> Result<Store, StoreError> {
    Store::open(&opening.pool, &opening.member)
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
    let answer = pool.query(&query);
    // here and not on the screen's side, which has keys to answer
    if let Some(id) = ask.stay {
        answer.ids.prepare_for(id);
    }
    Some(Msg::Answered(ask.generation, Arc::new(answer)))
}

/// The pool that everybody sees; nothing while it loads.
pub fn current(shared: &Shared) -> Option<Arc<Pool>> {
    shared
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .clone()
}

/// Answers until closed. Loading has a lane of its own: while another state of the file is read, this one answers.
pub fn pool_lane(
    opening: &Opening,
    tell: &Tell,
    shared: &Shared,
    questions: &Latest<Ask>,
    ahead: &Latest<Next>,
) {
    while let Some(ask) = questions.take() {
        ahead.put(Next::Asked);
        let Some(msg) = answer(opening, shared, &ask) else {
            continue;
        };
        let answer = match &msg {
            Msg::Answered(_, answer) => Some(Arc::clone(answer)),
            _ => None,
        };
        tell(msg);
        if let (Some(answer), Some(pool)) = (answer, current(shared)) {
            ahead.put(Next::Answered {
                pool,
                answer,
                filter: ask.filter,
            });
        }
    }
}

/// Loads at once and whenever it is asked to, until closed. Columns that had to be made are kept for the next start,
/// after everybody has been told.
pub fn load_lane(
    opening: &Opening,
    tell: &Tell,
    shared: &Shared,
    wishes: &Latest<Load>,
    earn: &Latest<Earn>,
    slot: &Slot,
) {
    stand_back();
    let mut held: Option<Held> = None;
    let mut learnt = None;
    loop {
        let made = refresh(opening, shared, &mut held, &**tell);
        let earned = slot.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(held) = &mut held {
            if let Some(earned) = earned {
                attach(shared, held, earned, (opening.today)(), &**tell);
            }
            if let Some(wish) = held.wish() {
                earn.put(wish);
            }
        }
        if let Some(held) = &held
            && learnt.as_ref() != Some(&held.state)
        {
            held.pool.learn_letters(&|| wishes.is_waiting());
            if learnt.is_none()
                && let Ok(store) = Store::open_reader(&opening.pool)
            {
                store.warm();
            }
            learnt = Some(held.state.clone());
        }
        if let Some(made) = made {
            // a file that cannot be written, a full disk: the next start makes the columns again
            let _ = writer(opening).and_then(|mut store| columns::keep(&mut store, made));
        }
        if wishes.take().is_none() {
            break;
        }
    }
}

fn facts(pool: &Pool) -> Facts {
    Facts {
        total: pool.len(),
        currencies: pool.currencies(),
        newest: pool.newest(),
        returns: pool.returns().is_some(),
    }
}
