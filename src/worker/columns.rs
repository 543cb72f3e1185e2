//! The pool in memory from the stretches of columns that the pool file keeps, and those made anew that it lacks.
//!
//! Several threads, each with a connection of its own, look at one and the same state of the file. Where it lacks
//! stretches (after an import, or since somebody has changed a creator of theirs), their creators are read one by one.
//! Columns that are damaged or that another version has made are as if they were not there.

mod newcomers;

use std::cell::LazyCell;
use std::collections::HashMap;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

pub use newcomers::Packing;

use crate::pool::{
    AllLabels, Builder, Head, LabelHead, LabelsBuilder, Numbers, Packed, PackedLabels, Pool, Rest,
};
use crate::store::{
    self, Part, PoolState, Store, StoreError, Stretch, StretchColumns, StretchLabels, View,
};

/// A pool with fewer creators keeps no columns: it is read as quickly without.
const WORTH: u32 = if cfg!(test) { 40 } else { 20_000 };

/// At most so many threads read.
const THREADS: usize = 4;

/// Stretches that are kept in one transaction, and may wait for it.
const TOGETHER: usize = 4;

/// When more than so many are lacking they had better be kept before the pool is loaded: memory need not hold them all.
pub const MANY: usize = 16;

/// How many processors are used where columns have to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cores {
    /// All there are.
    All,
    /// One is left to whoever answers keys.
    ButOne,
}

/// A stretch of the pool to be.
struct Piece {
    id: u32,
    head: Head,
    /// Where the file does not keep it.
    made: Option<StretchColumns>,
    labels: LabelHead,
    /// Where the file does not keep them.
    made_labels: Option<StretchLabels>,
}

impl Piece {
    /// Calls with what a part is read from.
    fn read(
        &self,
        view: &View<'_>,
        part: Part,
        add: impl FnOnce(&mut dyn Read) -> io::Result<()>,
    ) -> Result<(), Fault> {
        let spoilt = |_| Fault::Spoilt(self.id);
        match (&self.made, part) {
            (Some(made), Part::Numbers) => add(&mut made.numbers.as_slice()).map_err(spoilt),
            (Some(made), Part::Rest) => add(&mut made.rest.as_slice()).map_err(spoilt),
            (None, _) => match view.part(self.id, part) {
                Ok(mut from) => add(&mut from).map_err(spoilt),
                Err(_) => Err(Fault::Spoilt(self.id)),
            },
        }
    }

    /// The same for its labels.
    fn read_labels(
        &self,
        view: &View<'_>,
        add: impl FnOnce(&mut dyn Read) -> io::Result<()>,
    ) -> Result<(), Fault> {
        let spoilt = |_| Fault::Spoilt(self.id);
        match &self.made_labels {
            Some(made) => add(&mut made.bytes.as_slice()).map_err(spoilt),
            None => {
                let kept = view.stretch_labels(self.id);
                let kept = kept.map_err(|_| Fault::Spoilt(self.id))?;
                add(&mut kept.as_slice()).map_err(spoilt)
            }
        }
    }

    /// What is worth keeping of it.
    fn made(self) -> Option<Stretch> {
        self.made_labels.map(|labels| Stretch {
            id: self.id,
            columns: self.made,
            labels,
        })
    }
}

/// Why a pool could not be loaded at the first go.
enum Fault {
    Store(StoreError),
    /// Of this stretch something is kept that cannot be read.
    Spoilt(u32),
    /// More stretches are lacking than was wished.
    Lacking,
    /// Somebody has written between the first looks of two threads: they see different states.
    Moved,
}

impl From<StoreError> for Fault {
    fn from(e: StoreError) -> Self {
        Fault::Store(e)
    }
}

/// Stretches that a state of the file did not keep.
pub struct Made {
    state: PoolState,
    stretches: Vec<Stretch>,
}

/// A pool, and which state of the file it shows.
pub struct Loaded {
    /// In memory.
    pub pool: Pool,
    /// Of the file.
    pub state: PoolState,
    /// What had to be made for it and is worth keeping.
    pub made: Option<Made>,
}

/// Loads the whole pool.
///
/// # Errors
/// Whatever keeps the pool file from being read.
pub fn load(store: &Store, cores: Cores) -> Result<Loaded, StoreError> {
    loop {
        if let Some(loaded) = load_lacking(store, cores, usize::MAX)? {
            return Ok(loaded);
        }
    }
}

/// As [`load`]; nothing where the file lacks more than `most` stretches.
///
/// # Errors
/// As [`load`].
pub fn load_lacking(
    store: &Store,
    cores: Cores,
    most: usize,
) -> Result<Option<Loaded>, StoreError> {
    let mut spoilt = Vec::new();
    loop {
        let done = store.view(|view| {
            let (mut pieces, lacking) = survey(view, &spoilt)?;
            if lacking.len() > most {
                return Err(Fault::Lacking);
            }
            let many = helpers_for(lacking.len(), cores);
            with_helpers(view.state(), store.path(), many, |helpers| {
                let made = helpers.make(&lacking);
                for stretch in made {
                    let stretch = stretch?;
                    let spoilt = |_| Fault::Spoilt(stretch.id);
                    let columns = stretch.columns.ok_or(Fault::Spoilt(stretch.id))?;
                    pieces.push(Piece {
                        id: stretch.id,
                        head: Head::read(&columns.head).map_err(spoilt)?,
                        made: Some(columns),
                        labels: LabelHead::read(&stretch.labels.head).map_err(spoilt)?,
                        made_labels: Some(stretch.labels),
                    });
                }
                pieces.sort_by_key(|p| p.id);
                let pieces = Arc::new(pieces);
                let pool = fill(view, helpers, &pieces)?;
                let pieces = Arc::into_inner(pieces).unwrap_or_default();
                let stretches: Vec<_> = pieces.into_iter().filter_map(Piece::made).collect();
                let state = view.state().clone();
                let worth = !stretches.is_empty() && pool.len() >= WORTH as usize;
                let made = worth.then(|| Made {
                    state: state.clone(),
                    stretches,
                });
                Ok(Loaded { pool, state, made })
            })
        });
        match done {
            Ok(loaded) => return Ok(Some(loaded)),
            Err(Fault::Lacking) => return Ok(None),
            Err(Fault::Moved) => {}
            // made anew a moment ago: there is no use in making it again
            Err(Fault::Spoilt(stretch)) if spoilt.contains(&stretch) => {
                return Err(StoreError::Other {
                    path: store.path().to_owned(),
                    detail: format!("columns {stretch}"),
                });
            }
            Err(Fault::Spoilt(stretch)) => spoilt.push(stretch),
            Err(Fault::Store(e)) => return Err(e),
        }
    }
}

/// The pool with the labels that all its creators have now; nothing where the file has others by now.
///
/// # Errors
/// Whatever keeps the pool file from being read.
pub fn relabelled(view: &View<'_>, pool: &Pool) -> Result<Option<Pool>, StoreError> {
    let mut builder = LabelsBuilder::default();
    view.labels(0..=u32::MAX, |_, labels| builder.push(labels))?;
    let packed = builder.pack();
    let head = LabelHead::read(&packed.head);
    let taken = head.and_then(|head| {
        let mut all = AllLabels::new(std::slice::from_ref(&head));
        all.add(&head, packed.bytes.as_slice())?;
        Ok(all)
    });
    Ok(taken.ok().and_then(|all| pool.relabelled_all(all)))
}

/// Makes and keeps the columns that the file lacks, where they are worth it.
///
/// # Errors
/// Whatever keeps the file from being read or written. Nothing is lost then, the next start takes longer.
pub fn make(store: &mut Store, cores: Cores) -> Result<(), StoreError> {
    let (state, lacking) =
        store.view(|view| Ok::<_, StoreError>((view.state().clone(), survey(view, &[])?.1)))?;
    if lacking.is_empty() || store.last_id()? < WORTH {
        return Ok(());
    }
    let path = store.path().to_owned();
    let many = helpers_for(lacking.len(), cores);
    let done = with_helpers(&state, &path, many, |helpers| {
        let mut batch = Vec::new();
        for stretch in helpers.make(&lacking) {
            batch.push(stretch?);
            if batch.len() == TOGETHER {
                // once the file has moved on they are of no use
                if !store.keep_stretches(&state, &batch)? {
                    return Ok(());
                }
                batch.clear();
            }
        }
        store.keep_stretches(&state, &batch)?;
        Ok(())
    });
    match done {
        Err(Fault::Store(e)) => Err(e),
        _ => Ok(()),
    }
}

/// Keeps what had to be made, unless the file has moved on.
///
/// # Errors
/// Whatever keeps the file from being written.
pub fn keep(store: &mut Store, made: Made) -> Result<(), StoreError> {
    for batch in made.stretches.chunks(TOGETHER) {
        if !store.keep_stretches(&made.state, batch)? {
            break;
        }
    }
    Ok(())
}

/// Which stretches the file keeps, and which it lacks. Labels that it lacks are made here: they are read in a moment.
fn survey(view: &View<'_>, spoilt: &[u32]) -> Result<(Vec<Piece>, Vec<u32>), StoreError> {
    let last = view.last_id()?;
    let all = 0..if last == 0 {
        0
    } else {
        store::stretch_of(last) + 1
    };
    let mut labels: HashMap<u32, LabelHead> = view
        .label_stretches()?
        .into_iter()
        .filter(|(id, _)| !spoilt.contains(id))
        .filter_map(|(id, head)| Some((id, LabelHead::read(&head).ok()?)))
        .collect();
    let mut pieces = Vec::new();
    let mut builder = LabelsBuilder::default();
    for (id, head) in view.stretches()? {
        let Some(head) = Head::read(&head)
            .ok()
            .filter(|_| all.contains(&id) && !spoilt.contains(&id))
        else {
            continue;
        };
        let kept = labels.remove(&id).filter(|l| l.rows() == head.rows());
        let (labels, made_labels) = match kept {
            Some(labels) => (labels, None),
            None => {
                let made = stretch_labels(view, &mut builder, id)?;
                match LabelHead::read(&made.head) {
                    Ok(labels) if labels.rows() == head.rows() => (labels, Some(made)),
                    // then the columns are not those of these creators
                    _ => continue,
                }
            }
        };
        pieces.push(Piece {
            id,
            head,
            made: None,
            labels,
            made_labels,
        });
    }
    let kept: Vec<u32> = pieces.iter().map(|p| p.id).collect();
    let lacking = all.filter(|id| kept.binary_search(id).is_err()).collect();
    Ok((pieces, lacking))
}

/// The pool: the numbers by a helper, everything else here.
fn fill(view: &View<'_>, helpers: &Helpers, pieces: &Arc<Vec<Piece>>) -> Result<Pool, Fault> {
    let heads: Arc<Vec<Head>> = Arc::new(pieces.iter().map(|p| p.head.clone()).collect());
    let numbers = helpers.numbers(Arc::clone(pieces), Arc::clone(&heads));
    let mut rest = Rest::new(&heads);
    for piece in &**pieces {
        piece.read(view, Part::Rest, |from| rest.add(&piece.head, from))?;
    }
    let labelled: Vec<LabelHead> = pieces.iter().map(|p| p.labels.clone()).collect();
    let mut labels = AllLabels::new(&labelled);
    for piece in &**pieces {
        piece.read_labels(view, |from| labels.add(&piece.labels, from))?;
    }
    Ok(rest.pool(numbers.recv().unwrap_or(Err(Fault::Moved))?, labels))
}

fn numbers(view: &View<'_>, pieces: &[Piece], heads: &[Head]) -> Result<Numbers, Fault> {
    let mut numbers = Numbers::new(heads);
    for piece in pieces {
        piece.read(view, Part::Numbers, |from| numbers.add(&piece.head, from))?;
    }
    Ok(numbers)
}

/// Something for a helper.
enum Job {
    /// Read the creators of a stretch.
    Make(u32, SyncSender<Result<Stretch, StoreError>>),
    Numbers(
        Arc<Vec<Piece>>,
        Arc<Vec<Head>>,
        Sender<Result<Numbers, Fault>>,
    ),
}

/// Threads that look at the same state of the file.
struct Helpers {
    jobs: Sender<Job>,
}

impl Helpers {
    /// Reads the creators of stretches; they come as they are ready.
    fn make(&self, stretches: &[u32]) -> Receiver<Result<Stretch, StoreError>> {
        let (ready, made) = sync_channel(TOGETHER);
        for id in stretches {
            // nobody to send to: nothing will be received either
            let _ = self.jobs.send(Job::Make(*id, ready.clone()));
        }
        made
    }

    fn numbers(
        &self,
        pieces: Arc<Vec<Piece>>,
        heads: Arc<Vec<Head>>,
    ) -> Receiver<Result<Numbers, Fault>> {
        let (ready, numbers) = channel();
        let _ = self.jobs.send(Job::Numbers(pieces, heads, ready));
        numbers
    }
}

/// As many as are useful for so many stretches that the file lacks.
fn helpers_for(lacking: usize, cores: Cores) -> usize {
    let all = std::thread::available_parallelism().map_or(1, |n| n.get());
    let free = match cores {
        Cores::All => all,
        Cores::ButOne => all.saturating_sub(1),
    };
    lacking.min(free).clamp(1, THREADS)
}

/// Runs with so many helpers.
fn with_helpers<T>(
    state: &PoolState,
    path: &Path,
    many: usize,
    run: impl FnOnce(&Helpers) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let (jobs, queue) = channel();
    let (queue, over) = (Mutex::new(queue), AtomicBool::new(false));
    let (looked, looks) = channel();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..many)
            .map(|_| {
                let (looked, queue, over) = (looked.clone(), &queue, &over);
                scope.spawn(move || help(path, looked, queue, over))
            })
            .collect();
        drop(looked);
        let helpers = Helpers { jobs };
        let same = looks
            .iter()
            .try_fold(true, |same, look| Ok(same && look? == *state));
        let done = match same {
            Ok(true) => run(&helpers),
            Ok(false) => Err(Fault::Moved),
            Err(e) => Err(Fault::Store(e)),
        };
        over.store(true, Ordering::Relaxed);
        drop(helpers);
        for thread in threads {
            if let Err(panic) = thread.join() {
                resume_unwind(panic);
            }
        }
        done
    })
}

/// Tells which state of the file it sees, then does jobs until there will be no more.
fn help(
    path: &Path,
    looked: Sender<Result<PoolState, StoreError>>,
    queue: &Mutex<Receiver<Job>>,
    over: &AtomicBool,
) {
    let mut looked = Some(looked);
    let mut tell = |state| looked.take().map(|looked| looked.send(state));
    let work = |view: &View<'_>| {
        tell(Ok(view.state().clone()));
        // few helpers need one
        let mut builder = LazyCell::new(|| Builder::with_capacity(1 << 14));
        loop {
            let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
            match job {
                Ok(_) if over.load(Ordering::Relaxed) => {}
                // whoever asked may have had enough
                Ok(Job::Make(id, ready)) => drop(ready.send(stretch(view, &mut builder, id))),
                Ok(Job::Numbers(pieces, heads, ready)) => {
                    let numbers = numbers(view, &pieces, &heads);
                    // whoever asked gets them back
                    drop(pieces);
                    drop(ready.send(numbers));
                }
                Err(_) => return Ok(()),
            }
        }
    };
    let done: Result<(), StoreError> = Store::open_reader(path).and_then(|s| s.view(work));
    if let Err(e) = done {
        tell(Err(e));
    }
}

fn packed_as(id: u32, packed: Packed) -> Stretch {
    let Packed {
        head,
        numbers,
        rest,
        labels,
    } = packed;
    Stretch {
        id,
        columns: Some(StretchColumns {
            head,
            numbers,
            rest,
        }),
        labels: kept_as(labels),
    }
}

fn kept_as(labels: PackedLabels) -> StretchLabels {
    let PackedLabels { head, bytes } = labels;
    StretchLabels { head, bytes }
}

fn stretch(view: &View<'_>, builder: &mut Builder, id: u32) -> Result<Stretch, StoreError> {
    view.sketches(store::ids_of(id), |s| {
        builder.push(s);
        ControlFlow::Continue(())
    })?;
    Ok(packed_as(id, builder.pack()))
}

fn stretch_labels(
    view: &View<'_>,
    builder: &mut LabelsBuilder,
    id: u32,
) -> Result<StretchLabels, StoreError> {
    view.labels(store::ids_of(id), |_, labels| builder.push(labels))?;
    Ok(kept_as(builder.pack()))
}

#[cfg(test)]
mod tests;
