//! How much memory the pool takes, held against bounds: `cargo bench --bench peak`.
//!
//! Counted is what the program asks for, byte by byte, and not what the system gives it, so the figures hardly depend
//! on the machine. What SQLite takes for its page caches is bounded by its settings and is not among them.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measure that cannot be set up should stop, and it says what it measures"
)]

mod creators;
mod native;

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use daren::messages::Msg;
use daren::store::Store;
use daren::worker::importing::{self, Wish};
use daren::worker::{Opening, Tell, Worker};
use jiff::Timestamp;
use jiff::civil::date;
use peak_alloc::PeakAlloc;
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

const CREATORS: u32 = 100_000;

/// How long is waited for what must come.
const PATIENCE: Duration = Duration::from_secs(60);

/// Bounds, bytes a creator: at the most in between, and what stays. They stand some 10 % above what was measured when
/// they were set. At this size a good part of each peak is room for a stretch or some batches, which does not grow with
/// the pool. What stays of the first import is made once: the second one leaves nothing more.
const BOUNDS: [(&str, f64, f64); 4] = [
    ("import into an empty pool", 255.0, 2.7),
    ("the same file again", 140.0, 2.0),
    // with what is seen of each creator, against which conversion is held
    ("the pool opened, no columns kept", 605.0, 182.0),
    ("the pool opened", 240.0, 182.0),
];

fn main() -> ExitCode {
    two_cores();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("creators.csv");
    let pool = folder.path().join("pool.db");
    native::write(&file, CREATORS);
    let measured = [
        measure(|| drop(import(&pool, &file, u64::from(CREATORS)))),
        measure(|| drop(import(&pool, &file, 0))),
        {
            forget_columns(&pool);
            measure(|| open(&pool))
        },
        measure(|| open(&pool)),
    ];
    let mut holds = true;
    println!("bytes a creator, of {CREATORS}            peak  bound   stays  bound");
    for ((what, most, least), (peak, stays)) in BOUNDS.into_iter().zip(measured) {
        let over = peak > most || stays > least;
        holds &= !over;
        let sign = if over { "  TOO MUCH" } else { "" };
        println!("{what:<42} {peak:>6.1} {most:>6.1}  {stays:>6.1} {least:>6.1}{sign}");
    }
    if holds {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The pool is read on as many threads as there are cores, up to four, and each has room set aside.
fn two_cores() {
    let all = sched_getaffinity(None).unwrap();
    let mut two = CpuSet::new();
    let some = (0..CpuSet::MAX_CPU).filter(|cpu| all.is_set(*cpu));
    some.take(2).for_each(|cpu| two.set(cpu));
    sched_setaffinity(None, &two).unwrap();
}

/// Bytes a creator at the most while it runs, and when it has ended but what it returned is still held.
fn measure<T>(run: impl FnOnce() -> T) -> (f64, f64) {
    let before = HEAP.current_usage();
    HEAP.reset_peak_usage();
    let held = run();
    let each = |bytes: usize| bytes.saturating_sub(before) as f64 / f64::from(CREATORS);
    let measured = (each(HEAP.peak_usage()), each(HEAP.current_usage()));
    drop(held);
    measured
}

/// Imports as the command does.
fn import(pool: &Path, file: &Path, created: u64) -> Store {
    let mut store = Store::open(pool, "anna").unwrap();
    let wish = Wish {
        path: file.to_owned(),
        ..Wish::default()
    };
    let plan = importing::plan(&store, &wish, date(2026, 11, 22)).unwrap();
    let never = AtomicBool::new(false);
    let say = |_: &_| String::new();
    let run = importing::run(
        &mut store,
        &wish,
        &plan,
        false,
        Timestamp::now(),
        &never,
        &mut |_| {},
        &say,
    );
    let done = run.map_err(|stop| format!("{stop:?}")).unwrap();
    assert_eq!(done.created, created);
    assert_eq!(done.rows, u64::from(CREATORS));
    store
}

fn forget_columns(pool: &Path) {
    let pool = rusqlite::Connection::open(pool).unwrap();
    pool.execute_batch("DELETE FROM stretch; DELETE FROM stretch_part")
        .unwrap();
}

/// Opens the pool as the tool does, until its numbers are known and it keeps its columns.
fn open(pool: &Path) -> Worker {
    let (said, heard) = channel();
    let tell: Tell = Arc::new(move |msg| drop(said.send(msg)));
    let worker = Worker::start(
        Opening {
            pool: pool.to_owned(),
            member: "anna".to_owned(),
            backups: 0,
            schemes: Default::default(),
            rates: Default::default(),
            rules: Default::default(),
            session: None,
            folder: pool.parent().unwrap().to_owned(),
            say: Arc::new(|_| String::new()),
            today: || date(2026, 11, 22),
            now: jiff::Timestamp::now,
        },
        tell,
    );
    loop {
        match heard.recv_timeout(PATIENCE).unwrap() {
            Msg::Loaded(facts) => assert_eq!(facts.total, CREATORS as usize),
            Msg::Spread(_) => break,
            other => assert!(
                !matches!(other, Msg::Failed(_) | Msg::Broke { .. }),
                "{other:?}"
            ),
        }
    }
    let kept = || -> u32 {
        let pool = rusqlite::Connection::open(pool).unwrap();
        pool.busy_timeout(PATIENCE).unwrap();
        let count = "SELECT count(*) FROM stretch";
        pool.query_row(count, [], |r| r.get(0)).unwrap()
    };
    let deadline = Instant::now() + PATIENCE;
    while kept() <= CREATORS >> 14 {
        assert!(Instant::now() < deadline, "the columns were not kept");
        std::thread::sleep(Duration::from_millis(5));
    }
    worker
}
