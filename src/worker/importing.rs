//! The one path by which a file comes into the pool: for the command line, the demo and the tool alike.
//!
//! - [`plan`] looks, [`run`] reads. What the pool knows helps to plan: how the columns of such a file were mapped by
//!   hand, and under which period this very file was read before. A file that names no period covers the day it is
//!   imported; without the second, reading it again tomorrow would not be reading the same file twice.
//! - One transaction a file; everything that stops the reading leaves the pool as it was.
//! - Memory is bounded: rows go straight into the pool, rejected rows straight into their file, and only the first of
//!   these are kept for the report.

mod likeness;
mod memory;
mod rejected;

use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::domain::collab::native;
use crate::domain::creator::{Period, Platform, Source};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::order::Said;
use crate::intake::{
    self, Kind, Options, Parsed, PeriodFrom, Plan, Refusal, Reject, Row, Target, Warning,
};
use crate::messages::Progress;
use crate::store::{ImportMeta, Importing, Store, StoreError, Taken, Why};
use crate::text;
use memory::{remember, remembered, without_contradicted};
use rejected::Rejected;

use super::columns::Packing;

/// Rows handed over at a time, and how many such batches may wait.
const BATCH: usize = 256;
const WAITING: usize = 4;

/// How soon a wish to stop is noticed while the pool file is being sorted.
const WATCH: Duration = Duration::from_millis(20);

/// How many rejected rows a report holds.
pub const REPORTED: usize = 1_000;

/// How many of the columns that nobody reads a report names.
const NAMED: usize = 20;

/// Where rejected rows go.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum RejectsFile {
    /// Nowhere.
    None,
    /// Into `<file>.rejects.csv` beside the file, or into the current folder where that cannot be written.
    #[default]
    Beside,
    /// There.
    At(PathBuf),
}

/// A file, and what the person said about it.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// Which file.
    pub path: PathBuf,
    /// Instead of what its header says.
    pub kind: Option<Kind>,
    /// Instead of what its name or banner says.
    pub period: Option<Period>,
    /// Of money without a sign.
    pub currency: Option<Currency>,
    /// Of rows that name none.
    pub platform: Option<Platform>,
    /// Columns mapped by hand: by header, number from 1, or letter.
    pub map: Vec<(Target, String)>,
    /// Which number of a date is the day, where the file does not prove it.
    pub day_first: Option<bool>,
    /// Nothing is newer: lines of orders hold whatever is known of them.
    pub newest: bool,
    /// For a real import.
    pub rejects: RejectsFile,
    /// Copies of the pool made before imports, so many of which stay; 0 makes none.
    pub backups: usize,
}

/// What an import did, or would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Rows with data in them.
    pub rows: u64,
    /// New creators.
    pub created: u64,
    /// Known creators of whom something is new.
    pub updated: u64,
    /// Known creators of whom everything was known.
    pub unchanged: u64,
    /// Rows that were not taken.
    pub rejected: u64,
    /// Rows of a creator that the file had before.
    pub skipped_duplicates: u64,
    /// What deserves a second look.
    pub warnings: Vec<Warning>,
    /// The first [`REPORTED`] rows that were not taken.
    pub rejects: Vec<Reject>,
    /// Where all of them were written.
    pub rejects_file: Option<PathBuf>,
    /// Number of the import; none where it was only tried, or changed nothing.
    pub import: Option<i64>,
}

/// Why an import ended early. The pool is as it was.
#[derive(Debug)]
pub enum Stop {
    /// Of the file.
    Refused(Refusal),
    /// Of the pool.
    Store(StoreError),
    /// The person wanted it.
    Cancelled,
}

impl From<Refusal> for Stop {
    fn from(r: Refusal) -> Self {
        Stop::Refused(r)
    }
}

impl From<StoreError> for Stop {
    fn from(e: StoreError) -> Self {
        Stop::Store(e)
    }
}

/// Says what a file is. A pool that cannot be asked for earlier mappings is told when it is written to.
///
/// # Errors
/// Whatever makes the file unreadable, with line and reason.
pub fn plan(store: &Store, wish: &Wish, today: Date) -> Result<Plan, Refusal> {
    let options = options(wish, today);
    let first = intake::plan(&wish.path, &options);
    let fingerprint = match &first {
        Ok(plan) => Some(plan.fingerprint.clone()),
        Err(r) if r.code == "no_handle_column" => header_of(wish, &options),
        Err(r) if r.code == "no_needed_column" => {
            let any = Options {
                kind: Some(Kind::Mapped),
                ..options.clone()
            };
            header_of(wish, &any)
        }
        Err(_) => None,
    };
    let earlier = fingerprint.and_then(|f| remembered(store, &f));
    let mut plan = match earlier.filter(|e| wish.kind.is_none() || wish.kind == e.kind) {
        None => first?,
        // as if it were said again, before what is said now: a header of names nobody knows is only taken for one
        // because columns of it are mapped
        Some(earlier) => {
            let map = without_contradicted(earlier.map, &wish.map);
            let options = Options {
                map: map.into_iter().chain(wish.map.iter().cloned()).collect(),
                kind: wish.kind.or(earlier.kind),
                currency: wish.currency.or(earlier.currency),
                day_first: wish.day_first.or(earlier.day_first),
                ..options
            };
            intake::plan(&wish.path, &options)?
        }
    };
    let by_today = matches!(plan.period_from, PeriodFrom::ImportDate | PeriodFrom::Rows);
    if by_today && let Ok(Some(earlier)) = store.period_of_digest(&plan.digest) {
        plan.period = earlier;
    }
    Ok(plan)
}

fn options(wish: &Wish, today: Date) -> Options {
    Options {
        kind: wish.kind,
        period: wish.period,
        currency: wish.currency,
        platform: wish.platform,
        map: wish.map.clone(),
        day_first: wish.day_first,
        today,
        zone: Some(TimeZone::system()),
    }
}

/// The fingerprint of a header that names no creator: any column serves to get past that question.
fn header_of(wish: &Wish, options: &Options) -> Option<String> {
    let mut options = options.clone();
    options.map.push((Target::Handle, "1".to_owned()));
    Some(intake::plan(&wish.path, &options).ok()?.fingerprint)
}

/// What other files need comes first: creators, then the files about work in their order. Files that cannot be read, and
/// very large ones, which are none of these, stay where they are.
pub fn in_order(mut wishes: Vec<Wish>, today: Date) -> Vec<Wish> {
    const LARGE: u64 = 64 << 20;
    if wishes.len() < 2 {
        return wishes;
    }
    wishes.sort_by_cached_key(|wish| {
        let small = std::fs::metadata(&wish.path).is_ok_and(|m| m.len() <= LARGE);
        let plan = small.then(|| intake::plan(&wish.path, &options(wish, today)).ok());
        let file = plan.flatten().and_then(|p| p.kind.native());
        file.map_or(0, |file| {
            let place = native::FILES.iter().position(|f| f.name == file.name);
            // order lines are about all of these
            place.map_or(native::FILES.len(), |at| at) + 1
        })
    });
    wishes
}

/// Reads a planned file into the pool; with `dry` everything but the last step. `say` makes the sentences of the rejects
/// file, in the person's language.
///
/// # Errors
/// [`Stop`]; the pool is as it was.
#[allow(
    clippy::too_many_arguments,
    reason = "each is a plain fact of this one call"
)]
pub fn run(
    store: &mut Store,
    wish: &Wish,
    plan: &Plan,
    dry: bool,
    now: Timestamp,
    cancel: &AtomicBool,
    progress: &mut dyn FnMut(Progress),
    say: &dyn Fn(&Message) -> String,
) -> Result<Done, Stop> {
    let source = plan.kind.source();
    let target = if dry {
        &RejectsFile::None
    } else {
        &wish.rejects
    };
    let rejected = Rejected::new(target, plan).map_err(|()| {
        refusal(
            "rejects_over_input",
            Message::new("import-rejects-over-input"),
        )
    })?;
    // an import can be taken back; a pool that came to harm meanwhile cannot, so it goes on without a copy, and says so
    let unkept = match wish.backups {
        keep if keep > 0 && !dry => store.keep_backup(Why::Import, keep, now).err(),
        _ => None,
    };
    let interrupter = store.interrupter();
    // locked while a statement is stopped: what comes after the last word on the pool is never hit by a late wish
    let kept = Mutex::new(false);
    let is_kept = || *kept.lock().unwrap_or_else(PoisonError::into_inner);
    std::thread::scope(|scope| {
        // sorting a large pool's handles takes seconds, in one statement
        let watch = scope.spawn(|| {
            loop {
                {
                    let kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                    if *kept {
                        break;
                    }
                    if cancel.load(Ordering::Relaxed) {
                        interrupter.stop();
                    }
                }
                std::thread::park_timeout(WATCH);
            }
        });
        let over = || *kept.lock().unwrap_or_else(PoisonError::into_inner) = true;
        let mut done = take_in(
            store, wish, plan, source, dry, now, cancel, progress, say, rejected, &over,
        );
        let stopped = !is_kept() && cancel.load(Ordering::Relaxed);
        over();
        watch.thread().unpark();
        if let (Ok(done), Some(e)) = (&mut done, unkept) {
            done.warnings.push(Warning {
                code: "no_backup",
                message: Message::new("import-no-backup").with("why", say(&e.message())),
            });
        }
        match done {
            // whatever it was that failed, it was stopped
            Err(Stop::Store(_)) if stopped => Err(Stop::Cancelled),
            done => done,
        }
    })
}

/// The import itself, between the first row and the last word; calls `over` once the pool has it.
#[allow(
    clippy::too_many_arguments,
    reason = "each is a plain fact of this one call"
)]
fn take_in(
    store: &mut Store,
    wish: &Wish,
    plan: &Plan,
    source: Source,
    dry: bool,
    now: Timestamp,
    cancel: &AtomicBool,
    progress: &mut dyn FnMut(Progress),
    say: &dyn Fn(&Message) -> String,
    mut rejected: Rejected<'_>,
    over: &dyn Fn(),
) -> Result<Done, Stop> {
    let started = Instant::now();
    let mut importing = store.begin_import(ImportMeta {
        path: wish.path.clone(),
        digest: plan.digest.clone(),
        kind: plan.kind.key().to_owned(),
        source,
        period: plan.period,
        at: now,
    })?;
    if plan.kind.is_download_of_orders() {
        importing.downloaded();
    }
    if wish.newest {
        importing.newest();
    }
    let mut failed = None;
    let mut cancelled = false;
    let mut good = 0u64;
    // reading a file and writing the pool take about the same time, so each has a thread; what is read waits in a few
    // batches, whatever the size of the file
    let options = options(wish, TimeZone::system().to_datetime(now).date());
    let outcome = std::thread::scope(|scope| {
        let (full, batches) = sync_channel::<Vec<Row>>(WAITING);
        let (back, done_with) = channel();
        let reader = scope.spawn(|| read_ahead(plan, &options, full, done_with));
        let creators = plan.kind.native().is_none();
        let mut packing = (!dry && creators).then(|| Packing::begin(scope, &mut importing));
        'all: for batch in &batches {
            for row in &batch {
                match row {
                    Row::Good(record) => match take(&mut importing, plan, record) {
                        Ok(None) => good += 1,
                        Ok(Some(reject)) => rejected.take(&reject, say),
                        Err(e) => {
                            failed = Some(e);
                            break 'all;
                        }
                    },
                    Row::Bad(reject) => rejected.take(reject, say),
                    Row::Progress { bytes, rows } => progress(Progress {
                        bytes: *bytes,
                        of: plan.bytes,
                        rows: *rows,
                        millis: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
                    }),
                }
                cancelled = cancel.load(Ordering::Relaxed);
                if cancelled {
                    break 'all;
                }
            }
            // the reader is at its end
            let _ = back.send(batch);
            if let Some(Err(e)) = packing.as_mut().map(|p| p.hand_over(&mut importing)) {
                failed = Some(e);
                break 'all;
            }
        }
        // the reader notices at its next batch
        drop(batches);
        if let Some(packing) = packing.filter(|_| failed.is_none() && !cancelled) {
            failed = packing.finish(&mut importing).err();
        }
        reader.join().unwrap_or_else(|panic| resume_unwind(panic))
    });
    if let Some(e) = failed {
        return Err(Stop::Store(e));
    }
    let outcome = outcome?;
    if cancelled || outcome.cancelled {
        return Err(Stop::Cancelled);
    }
    // a mistaken file: a list of rejected rows would be the file itself again
    if let (0, Some(first)) = (good, rejected.first()) {
        let id = match plan.kind.native() {
            Some(_) => "import-refused-no-row-work",
            None => "import-refused-no-row",
        };
        let message = Message::new(id)
            .with("n", outcome.rows)
            .with("line", first.line)
            .with("column", first.column.clone())
            .with("value", first.value.clone())
            .with("reason", say(&first.reason));
        return Err(Stop::Refused(Refusal {
            code: "no_readable_row",
            line: Some(first.line),
            message,
        }));
    }
    let counts = if dry {
        importing.finish_dry()?
    } else {
        importing.finish()?
    };
    // the pool has it: from here on nobody stops anything
    over();
    if !dry && plan.kind.is_of_orders() {
        // whoever asks next would wait for it
        let _ = store.reckon();
    }
    let mut warnings = outcome.warnings;
    if counts.duplicate_conflicts > 0 && !plan.kind.is_of_orders() {
        warnings.push(Warning {
            code: "duplicate_conflict",
            message: Message::new("import-warn-duplicate-conflict")
                .with("n", counts.duplicate_conflicts),
        });
    }
    if counts.newer > 0 {
        warnings.push(Warning {
            code: "older_download",
            message: Message::new("import-warn-older-download").with("n", counts.newer),
        });
    }
    // before it, the preview shows them
    if !dry && !plan.unmapped.is_empty() {
        let named = plan.unmapped.iter().take(NAMED).map(String::as_str);
        let more = (plan.unmapped.len() > NAMED).then_some("…");
        let names: Vec<&str> = named.chain(more).collect();
        warnings.push(Warning {
            code: "unread_columns",
            message: Message::new("import-warn-unread")
                .with("n", plan.unmapped.len())
                .with("columns", names.join(" · ")),
        });
    }
    if counts.strangers > 0 {
        // a slip of the keys makes a creator of its own
        warnings.push(Warning {
            code: "strangers",
            message: Message::new("import-warn-strangers")
                .with("n", counts.strangers)
                .with("handle", counts.stranger.clone().unwrap_or_default()),
        });
    }
    let creators = counts.created + counts.updated + counts.unchanged;
    if plan.kind.native().is_none() {
        warnings.extend(likeness::fewer(store, plan, creators)?);
    }
    if !dry {
        remember(store, plan, wish, now)?;
        if let (Some(import), None) = (counts.import, plan.kind.native()) {
            likeness::keep(store, plan, import, now)?;
        }
    }
    let kept = rejected.finish();
    if let Some(detail) = kept.unwritten {
        warnings.push(Warning {
            code: "rejects_not_written",
            message: Message::new("import-warn-rejects-not-written").with("detail", detail),
        });
    }
    Ok(Done {
        rows: outcome.rows,
        created: counts.created,
        updated: counts.updated,
        unchanged: counts.unchanged,
        rejected: kept.count,
        skipped_duplicates: counts.skipped_duplicates,
        warnings,
        rejects: kept.first,
        rejects_file: kept.file,
        import: counts.import,
    })
}

/// Hands a record to the pool. Of a native file the pool knows what names mean: it may turn a row down.
fn take(
    importing: &mut Importing<'_>,
    plan: &Plan,
    record: &Parsed,
) -> Result<Option<Reject>, StoreError> {
    let row = match (record, plan.kind.native()) {
        (Parsed::Creator(incoming), _) => return importing.add(incoming).map(|_| None),
        (Parsed::Work(_), None) => return Ok(None),
        (Parsed::Order(said), file) => {
            return Ok(importing
                .add_order(plan.platform, said)?
                .map(|(key, reason)| turned_down(plan, file, said, key, reason)));
        }
        (Parsed::Work(row), Some(file)) => match importing.add_native(file, plan.platform, row)? {
            Taken::Done(_) => return Ok(None),
            Taken::Refused(place, reason) => (row, file.fields.get(place), reason),
        },
    };
    let (row, field, reason) = row;
    Ok(Some(rejected_row(
        plan,
        row.line,
        &row.cells,
        field.map(|f| f.key),
        reason,
    )))
}

/// An order line that the pool turned down.
fn turned_down(
    plan: &Plan,
    file: Option<&'static native::File>,
    said: &Said,
    key: &'static str,
    reason: Message,
) -> Reject {
    let key = file.and_then(|f| f.field(key)).map(|f| f.key);
    let cells = said.cells.as_deref().unwrap_or_default();
    rejected_row(plan, said.at_line, cells, key, reason)
}

fn rejected_row(
    plan: &Plan,
    line: u64,
    cells: &[String],
    key: Option<&'static str>,
    reason: Message,
) -> Reject {
    let column = key.and_then(|key| {
        let is = |c: &&intake::Column| c.target == Some(Target::Field(key));
        plan.columns.iter().find(is)
    });
    let value = column.and_then(|c| cells.get(c.index));
    Reject {
        line,
        column: column.map(|c| c.header.clone()).unwrap_or_default(),
        value: value
            .map(|v| text::clean(v).into_owned())
            .unwrap_or_default(),
        reason,
        cells: cells.to_vec(),
    }
}

/// Reads the file on a thread of its own, a batch at a time, until nobody takes any more. Batches that are done with
/// come back, because two threads wait for each other where one frees what the other has made; and they are let go of row
/// by row, because what has just been freed is what the next row takes at no cost.
fn read_ahead(
    plan: &Plan,
    options: &Options,
    full: SyncSender<Vec<Row>>,
    done_with: Receiver<Vec<Row>>,
) -> Result<intake::Outcome, Refusal> {
    let mut batch = Vec::with_capacity(BATCH);
    let mut old: Vec<Row> = Vec::new();
    let outcome = intake::read(plan, options, &mut |row| {
        batch.push(row);
        drop(old.pop());
        if batch.len() < BATCH {
            return ControlFlow::Continue(());
        }
        let mut next = std::mem::take(&mut old);
        old = done_with.try_recv().unwrap_or_default();
        next.clear();
        next.reserve(BATCH);
        match full.send(std::mem::replace(&mut batch, next)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    });
    // where nobody takes it, nobody wants it
    let _ = full.send(batch);
    outcome
}

fn refusal(code: &'static str, message: Message) -> Refusal {
    Refusal {
        code,
        line: None,
        message,
    }
}

#[cfg(test)]
mod tests;
