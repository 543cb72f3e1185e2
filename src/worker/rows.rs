//! Creators for the screen, and everything else that is read of single ones: the newest wish for rows holds, whatever
//! else was asked for comes.

use std::collections::HashMap;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;

use super::lanes::{Latest, Replaces, stand_back};
use super::pooling::current;
use super::returns::Looking;
use super::{Opening, Say, Shared, Tell, board, export, returns};
use crate::domain::collab::agenda::Patience;
use crate::domain::collab::card::Card;
use crate::domain::collab::detail::Way;
use crate::domain::creator::Record;
use crate::domain::field::Metric;
use crate::domain::money::Rates;
use crate::domain::returns::Rules;
use crate::domain::returns::account::Only;
use crate::domain::review::Subject;
use crate::domain::tier::Schemes;
use crate::messages::{FileName, Msg};
use crate::pool::Pool;
use crate::store::{Store, StoreError, Wanted};

/// Readers that share a screenful, and how many creators are worth one.
const READERS: usize = 4;
const SHARE: usize = 6;

/// So long nobody has moved when the rows on screen are read whole though nobody waits for them.
const REST: Duration = Duration::from_millis(40);

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
    /// Order lines of a creator one by one: which, and from the one at which place on.
    Sales(u32, Option<Only>, usize),
    /// Who is on a list.
    OnList(String),
    /// Who is on two lists.
    Compare(String, String),
    /// A list to be written to a file, on this day, with what makes sentences.
    Export(String, PathBuf, Date, Say),
    /// What a note said before.
    Versions(u32, i64),
    /// Everything about a collaboration.
    Detail(u32, Rates),
    /// What a review talks about.
    Points(Subject),
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
    for m in Metric::WORK {
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
                // nobody waits for the rest
                let way = Way {
                    notes: record.notes.clone(),
                    ..store.way(creator)?
                };
                tell(Msg::Way(creator, way));
                let spans = returns::spans(store, &account, &record, &looking)?;
                tell(Msg::Spans(creator, spans));
                Ok(())
            };
            if let Some(Err(e)) = readers.first().map(read) {
                tell(Msg::Failed(e.message()));
            }
        }
        Rows::Sales(creator, only, from) => {
            let read = |store: &Store| store.view(|v| v.sales(creator, only.as_ref(), from));
            if let Some(done) = readers.first().map(read) {
                tell(done.map_or_else(
                    |e| Msg::Failed(e.message()),
                    |(_, sales)| Msg::Sales(Arc::new(sales)),
                ));
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
        Rows::Points(subject) => {
            let zone = jiff::tz::TimeZone::system();
            let read = |s: &Store| s.view(|v| v.points(&subject, &zone));
            if let Some(done) = readers.first().map(read) {
                tell(done.map_or_else(
                    |e| Msg::Failed(e.message()),
                    |points| Msg::Points(subject.clone(), points),
                ));
            }
        }
        Rows::Detail(id, rates) => {
            if let Some(done) = readers.first().map(|s| s.detail(id, &rates)) {
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
