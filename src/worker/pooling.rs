//! The pool in memory: loading it, asking it, and fetching the creators that are on screen.

use std::collections::HashMap;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use jiff::civil::Date;

use super::ahead::Next;
use super::columns::{self, Cores};
use super::earning::{Earn, Made, Slot};
use super::lanes::{Latest, Replaces, stand_back};
use super::returns::Looking;
use super::{Opening, Say, Shared, Tell, board, earning, export, returns};
use crate::domain::collab::agenda::Patience;
use crate::domain::collab::card::Card;
use crate::domain::collab::native::COLLABORATIONS;
use crate::domain::column::SortKey;
use crate::domain::creator::Record;
use crate::domain::field::Metric;
use crate::domain::filter::{Condition, Filter};
use crate::domain::money::Rates;
use crate::domain::returns::Rules;
use crate::domain::tier::Schemes;
use crate::messages::{Facts, FileName, Generation, Msg};
use crate::pool::{Pool, Query};
use crate::store::{PoolState, Since, Store, StoreError, View, Wanted};

/// Cells of the histograms beside numeric conditions.
const CELLS: usize = 8;

/// Readers that share a screenful, and how many creators are worth one.
const READERS: usize = 4;
const SHARE: usize = 6;

/// So long nobody has moved when the rows on screen are read whole though nobody waits for them.
const REST: Duration = Duration::from_millis(40);

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

/// Something for the rows lane.
pub enum Rows {
    /// Creators for the screen: see [`crate::messages::Effect::Fetch`].
    Fetch {
        /// Those on it.
        on_screen: Vec<u32>,
        /// Those around.
        around: Vec<u32>,
        /// Somebody waits for those on screen.
        awaited: bool,
    },
    /// Handles for the clipboard.
    Handles(Vec<u32>),
    /// What these have: see [`crate::messages::Effect::Having`].
    Having(Vec<u32>),
    /// What notes and work ask of this member, on this day.
    Tasks(String, Date, Patience),
    /// What the work with a creator brought.
    Returns(u32, Box<Rules>, Schemes, Rates, Date),
    /// Who is on a list.
    OnList(String),
    /// Who is on two lists.
    Compare(String, String),
    /// A list to be written to a file, on this day, with what makes sentences.
    Export(String, PathBuf, Date, Say),
    /// What a note said before.
    Versions(u32, i64),
    /// Everything about a collaboration.
    Detail(u32),
    /// Who is to be written to: see [`crate::messages::Effect::Recipients`].
    Recipients(Vec<(u32, Option<u32>)>),
    /// All target plans.
    Plans,
    /// Rows of a native file that belong to no creator.
    Basics(FileName),
    /// The handles of one, for the clipboard.
    CopyPlan(String),
    /// Whom a change was about.
    Touched(i64),
    /// What was done: to one creator, or as wished.
    History(Option<u32>, Wanted),
    /// The largest creators, for a first page.
    Largest,
}

impl Replaces for Rows {
    fn replaces(&self, older: &Self) -> bool {
        matches!((self, older), (Rows::Fetch { .. }, Rows::Fetch { .. }))
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

/// What the pool in memory knows of these creators; nothing while it loads.
pub fn outlines(shared: &Shared, ids: &[u32]) -> Option<Msg> {
    let pool = current(shared)?;
    Some(Msg::Outlined(pool.outlines(ids)))
}

/// Adds to a creator what only the whole pool knows.
pub fn complete(record: &mut Record, pool: Option<&Pool>) {
    let score = pool.and_then(|p| p.value(record.id, Metric::Score, Date::default()));
    record.profile.set_metric(Metric::Score, score);
    let Some(pool) = pool else { return };
    for m in [Metric::Fulfilment, Metric::Reply] {
        let known = pool.value(record.id, m, Date::default());
        record.profile.set_metric(m, known);
    }
    pool.tell_returns(record);
    if let Some(collabs) = pool.collabs() {
        record.work = collabs.of(record.id);
        record.tally = collabs.tally(record.id);
    }
}

/// Does one job of the rows lane, unless `newer` says that those around the screen are no longer wanted.
pub fn rows(
    readers: &mut [Store],
    shared: &Shared,
    job: Rows,
    tell: &dyn Fn(Msg),
    newer: &dyn Fn() -> bool,
) {
    match job {
        Rows::Fetch {
            on_screen,
            around,
            awaited,
        } => {
            // several readers find their rows sooner, but keep all processors from whoever answers the next key
            let many = if awaited { READERS } else { 1 };
            for (ids, many) in [(on_screen, many), (around, 1)] {
                if !ids.is_empty() {
                    let readers = readers.get_mut(..many.min(readers.len()));
                    tell(whole(readers.unwrap_or_default(), shared, &ids));
                }
                if newer() {
                    break;
                }
            }
        }
        Rows::Handles(ids) => tell(match fetched(readers, &ids) {
            Ok(records) => {
                let handles = records.iter().map(|r| &*r.identity.handle);
                Msg::Copied(handles.collect::<Vec<_>>().join("\n"))
            }
            Err(e) => Msg::Failed(e.message()),
        }),
        Rows::Tasks(member, today, patience) => {
            let pool = current(shared);
            let read = |store: &Store| {
                let tasks = store.tasks()?;
                let items = board::agenda(pool.as_deref(), store, &member, patience, today)?;
                Ok::<_, StoreError>((tasks, items))
            };
            match readers.first().map(read) {
                Some(Ok((tasks, items))) => {
                    tell(Msg::Agenda(items));
                    tell(Msg::Tasks(tasks));
                }
                Some(Err(e)) => tell(Msg::Failed(e.message())),
                None => {}
            }
        }
        Rows::Returns(creator, rules, schemes, rates, today) => {
            let pool = current(shared);
            let looking = Looking {
                rules: &rules,
                schemes: &schemes,
                rates: &rates,
                today,
            };
            let read = |store: &Store| -> Result<(), StoreError> {
                let Some(record) = store.creators(&[creator])?.pop() else {
                    return Ok(());
                };
                let account = returns::account(store, pool.as_deref(), &record, &looking)?;
                let account = Arc::new(account);
                tell(Msg::Returns(Arc::clone(&account)));
                // nobody waits for the months
                let spans = returns::spans(store, &account, &record, &looking)?;
                tell(Msg::Spans(creator, spans));
                Ok(())
            };
            if let Some(Err(e)) = readers.first().map(read) {
                tell(Msg::Failed(e.message()));
            }
        }
        Rows::OnList(name) => {
            if let Some(done) = readers.first().map(|s| s.on_list(&name)) {
                tell(done.map_or_else(|e| Msg::Failed(e.message()), |on| Msg::OnList(name, on)));
            }
        }
        Rows::Compare(one, two) => {
            let read = |store: &Store| {
                let (first, second) = (store.on_list(&one)?, store.on_list(&two)?);
                Ok::<_, StoreError>(Msg::Compared([(one, first), (two, second)]))
            };
            if let Some(done) = readers.first().map(read) {
                tell(done.unwrap_or_else(|e| Msg::Failed(e.message())));
            }
        }
        Rows::Export(name, path, today, say) => {
            if let Some(store) = readers.first() {
                tell(match export::list(store, &name, &path, today, &*say) {
                    Ok(said) => Msg::Said(said),
                    Err(why) => Msg::Failed(why),
                });
            }
        }
        Rows::History(creator, wanted) => {
            let read = |store: &Store| {
                let entries = match creator {
                    Some(id) => store.history(id)?,
                    None => store.journal(&wanted)?,
                };
                Ok::<_, StoreError>(Msg::History(creator, entries, store.members()?))
            };
            if let Some(done) = readers.first().map(read) {
                tell(done.unwrap_or_else(|e| Msg::Failed(e.message())));
            }
        }
        Rows::Versions(creator, note) => {
            let versions = readers.first().map(|s| s.note_versions(creator, note));
            tell(match versions.unwrap_or_else(|| Ok(Vec::new())) {
                Err(e) => Msg::Failed(e.message()),
                Ok(versions) => Msg::Versions {
                    creator,
                    note,
                    versions,
                },
            });
        }
        Rows::Recipients(whom) => {
            let ids: Vec<u32> = whom.iter().map(|(creator, _)| *creator).collect();
            match fetched(readers, &ids) {
                Ok(records) => tell(Msg::Recipients(recipients(shared, &whom, records))),
                Err(e) => tell(Msg::Failed(e.message())),
            }
        }
        Rows::Plans => {
            if let Some(done) = readers.first().map(Store::plans) {
                tell(done.map_or_else(|e| Msg::Failed(e.message()), Msg::Plans));
            }
        }
        Rows::Basics(file) => {
            let all = file.file().zip(readers.first());
            if let Some(done) = all.map(|(rows, store)| store.basics(rows)) {
                tell(done.map_or_else(|e| Msg::Failed(e.message()), |all| Msg::Basics(file, all)));
            }
        }
        Rows::CopyPlan(name) => {
            if let Some(done) = readers.first().map(|s| s.plan_handles(&name)) {
                tell(match done {
                    Ok(plans) => {
                        let all = plans.iter().flat_map(|(_, handles)| handles);
                        Msg::Copied(all.cloned().collect::<Vec<_>>().join("\n"))
                    }
                    Err(e) => Msg::Failed(e.message()),
                });
            }
        }
        Rows::Detail(id) => {
            if let Some(done) = readers.first().map(|s| s.detail(id)) {
                tell(done.map_or_else(
                    |e| Msg::Failed(e.message()),
                    |detail| Msg::Detail(id, detail.map(Box::new)),
                ));
            }
        }
        Rows::Touched(change) => {
            if let Some(done) = readers.first().map(|s| s.touched_by(change)) {
                tell(done.map_or_else(|e| Msg::Failed(e.message()), Msg::Touched));
            }
        }
        Rows::Having(ids) => {
            let pool = current(shared);
            let [tags, lists] = pool.map(|p| p.having(&ids)).unwrap_or_default();
            tell(Msg::Having { ids, tags, lists });
        }
        Rows::Largest => {
            // a first page that cannot be had is no loss: the pool follows
            let largest = readers.first().and_then(|store| store.largest().ok());
            tell(Msg::Largest(largest.unwrap_or_default()));
        }
    }
}

/// Each with the collaboration it is about; those that are gone are left out.
fn recipients(
    shared: &Shared,
    whom: &[(u32, Option<u32>)],
    records: Vec<Record>,
) -> Vec<(Record, Option<Arc<Card>>)> {
    let pool = current(shared);
    let mut known: HashMap<u32, Record> = HashMap::new();
    for mut record in records {
        complete(&mut record, pool.as_deref());
        known.insert(record.id, record);
    }
    let of = |(creator, collab): &(u32, Option<u32>)| {
        let record = known.get(creator)?.clone();
        let about = |card: &&Arc<Card>| match collab {
            Some(id) => card.id == *id,
            None => card.stage.is_open(),
        };
        let card = record.work.iter().find(about).cloned();
        Some((record, card))
    };
    whom.iter().filter_map(of).collect()
}

fn whole(readers: &mut [Store], shared: &Shared, ids: &[u32]) -> Msg {
    let mut records = match fetched(readers, ids) {
        Ok(records) => records,
        Err(e) => return Msg::Failed(e.message()),
    };
    let pool = current(shared);
    for r in &mut records {
        complete(r, pool.as_deref());
    }
    Msg::Fetched(records)
}

/// The creators in this order. Where there are several readers, they share them: several disk accesses can be waited
/// for at once.
fn fetched(readers: &mut [Store], ids: &[u32]) -> Result<Vec<Record>, StoreError> {
    let share = ids.len().div_ceil(readers.len().max(1)).max(SHARE);
    std::thread::scope(|scope| {
        let mut parts = ids.chunks(share).zip(readers);
        let first = parts.next();
        let others: Vec<_> = parts
            .map(|(ids, reader)| scope.spawn(move || reader.creators(ids)))
            .collect();
        let mut all = match first {
            Some((ids, reader)) => reader.creators(ids)?,
            None => Vec::new(),
        };
        for other in others {
            all.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic))?);
        }
        Ok(all)
    })
}

/// Fetches until closed.
pub fn rows_lane(opening: &Opening, tell: &Tell, shared: &Shared, jobs: &Latest<Rows>) {
    let mut readers = match Store::open_reader(&opening.pool) {
        Ok(store) => vec![store],
        Err(e) => return tell(Msg::Failed(e.message())),
    };
    let mut awaited = true;
    while let Some(job) = jobs.take() {
        if awaited && current(shared).is_some() {
            // from now on there are outlines, and nobody waits for a row to be whole
            stand_back();
            awaited = false;
        }
        // only a newer wish for rows makes this one needless: whatever else comes, these have been promised
        let fetch = |job: &Rows| matches!(job, Rows::Fetch { .. });
        // a person who is still moving only looks at outlines
        if matches!(job, Rows::Fetch { awaited: false, .. }) && jobs.comes_within(REST, fetch) {
            continue;
        }
        rows(&mut readers, shared, job, &**tell, &|| jobs.has(fetch));
        // the first page does not wait for the others to be opened
        while readers.len() < READERS
            && let Ok(store) = Store::open_reader(&opening.pool)
        {
            readers.push(store);
        }
    }
}
