//! How fast the whole tool is, in a terminal: `cargo bench --bench tool`, or with sizes and parts: `-- 100k 1m keys`.
//!
//! The program runs as people run it, at the far end of a pseudo-terminal of 120 by 40, on pools that were made of a file
//! by its own import. A key counts from its byte to the last byte of the frame with its answer. Beside each figure stands
//! how many times as long as some plain work it takes that was measured in the same run.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark that cannot be set up should stop, and it says what it measures"
)]

mod beside;
#[path = "../creators.rs"]
mod creators;
mod figures;
mod keys;
mod line;
#[path = "../native.rs"]
mod native;
mod peers;
mod pool;
mod returns;
mod review;
mod work;

use std::time::Duration;

use figures::{Figures, Judged, Table, ms};
use line::Line;
use pool::{Home, Import};

/// No bar.
const NONE: f64 = f64::INFINITY;

/// What can be measured alone.
const PARTS: [&str; 8] = [
    "import", "start", "keys", "beside", "memory", "work", "returns", "review",
];

const KB: f64 = 1024.0;

fn main() {
    let named: Vec<String> = std::env::args().skip(1).collect();
    let mut sizes: Vec<u32> = named.iter().filter_map(|a| size(a)).collect();
    if sizes.is_empty() {
        sizes = vec![10_000, 100_000, 1_000_000];
    }
    let known = |name: &&str| named.iter().any(|n| n == name);
    let mut parts: Vec<&str> = PARTS.into_iter().filter(known).collect();
    if parts.is_empty() {
        parts = PARTS.to_vec();
    }
    for creators in sizes {
        measure(creators, &parts);
    }
}

/// 10k, 1m, 20000.
fn size(text: &str) -> Option<u32> {
    let text = text.to_ascii_lowercase();
    let (digits, times) = match text.strip_suffix('k') {
        Some(digits) => (digits, 1_000),
        None => text
            .strip_suffix('m')
            .map_or((text.as_str(), 1), |digits| (digits, 1_000_000)),
    };
    Some(digits.parse::<u32>().ok()? * times)
}

fn measure(creators: u32, parts: &[&str]) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let part = |name| parts.contains(&name);
    let collabs = match parts {
        ["review"] => (creators / 10).min(review::DEALS),
        _ => creators / 10,
    };
    let home = Home::new(creators, collabs);
    let table = Table::begin(creators, cores);
    let imports = if part("import") {
        importing(&home, &table)
    } else {
        Figures::of([home.import("pool.db").peak])
    };
    if part("start") {
        starts(&home, &table);
    }
    if part("keys") {
        sessions(&home, &table);
    }
    if part("beside") {
        beside::under_load(&home, &table);
        beside::over_a_slow_line(&home, &table);
    }
    if part("memory") {
        beside::memory(&home, &table, imports);
    }
    // last, because the pool is another one then
    if part("work") || part("returns") || part("review") {
        work::import(&home, &table);
    }
    if part("work") {
        work::board(&home, &table);
    }
    if part("returns") {
        returns::returns(&home, &table);
    } else if part("review") {
        returns::import(&home, &table);
    }
    if part("review") {
        review::review(&home, &table);
    }
}

/// Fills the pool; the most memory an import had.
fn importing(home: &Home, table: &Table) -> Figures {
    let cells = f64::from(home.creators) / (peers::cells(&home.file()) / 1e3);
    let rate = |import: &Import| f64::from(home.creators) / import.time.as_secs_f64();
    let import = |again: bool| -> Vec<Import> {
        let once = || {
            if !again {
                home.remove("pool.db");
            }
            home.import("pool.db")
        };
        (0..3).map(|_| once()).collect()
    };
    let (new, again) = (import(false), import(true));
    let peer = Some(("as fast as taking its cells apart", cells));
    for (what, runs, bar) in [
        ("import of native creators", &new, 120_000.0),
        ("the same file again", &again, 250_000.0),
    ] {
        let rates = Figures::of(runs.iter().map(rate));
        table.row(what, "rows/s", &rates, (Judged::AtLeast, bar), peer);
    }
    Figures::of(new.iter().chain(&again).map(|i| i.peak))
}

/// From the start of the program to its first page and to all counts; and where the pool keeps no columns, as one does
/// that an earlier version has made, or whose import was cut short at its last step.
fn starts(home: &Home, table: &Table) {
    let start = |kept: bool| -> (f64, f64) {
        if !kept {
            home.forget_columns();
        }
        let mut line = home.open(false);
        let page = line.until("the first page", |s| s.matches('@').count() > 20);
        let all = if home.all_counts(&line.screen()) {
            page
        } else {
            line.until("all counts", |s| home.all_counts(s))
        };
        home.settle();
        line.leave();
        (ms(page), ms(all))
    };
    // the first one brings the file into memory
    start(true);
    let with: Vec<_> = (0..9).map(|_| start(true)).collect();
    let pages = Figures::of(with.iter().map(|(page, _)| *page));
    let nothing = Some(("a program that does nothing", peers::starting(home.path())));
    table.row(
        "start to the first page",
        "ms",
        &pages,
        (Judged::Median, 25.0),
        nothing,
    );
    let file = peers::reading(&home.pool("pool.db"));
    let file = Some(("reading the pool file", file));
    let counts = Figures::of(with.iter().map(|(_, all)| *all));
    let bar = (Judged::Median, 150.0);
    table.row("start to all counts", "ms", &counts, bar, file);
    if home.keeps() {
        let counts = Figures::of((0..5).map(|_| start(false).1));
        let bar = (Judged::Median, NONE);
        let what = "the same where no columns are kept";
        table.row(what, "ms", &counts, bar, file);
    }
}

/// Sessions in which each key is pressed: what counts is the middle of its times. A key that is slow is slow in all of
/// them; a pause of the machine meets it in one.
const SESSIONS: usize = 3;

/// Keys of a person at a pool that is loaded, and a pause.
fn sessions(home: &Home, table: &Table) {
    let asked = keys::middles(SESSIONS, || {
        let line = &mut home.opened(false);
        let (toggles, letters) = (keys::toggles(line), keys::search(line));
        let (first, again) = keys::sort(line);
        [toggles, letters, first, again]
    });
    let [toggles, letters, first, again] = &asked;
    let adding = Some(("adding up 8 bytes a creator", peers::adding(home.creators)));
    let looking = Some((
        "finding a word in all handles",
        peers::looking(home.creators),
    ));
    let sorting = Some((
        "the standard library sorting 8 bytes a creator",
        peers::sorting(home.creators),
    ));
    for (what, answers, bar, peer) in [
        ("a facet toggled", toggles, (Judged::P99, 8.0), adding),
        (
            "a letter of a search",
            letters,
            (Judged::Worst, 12.0),
            looking,
        ),
        (
            "sort by a number column",
            first,
            (Judged::Worst, 20.0),
            sorting,
        ),
        ("the same again", again, (Judged::Worst, 3.0), sorting),
    ] {
        keys::slowest(what, answers);
        table.row(what, "ms", &keys::figures(answers).0, bar, peer);
    }

    // pools that nobody has sorted or searched in
    let moves = keys::middles(SESSIONS, || {
        let line = &mut home.opened(false);
        let (cursor, scroll) = (keys::cursor(line), keys::scroll(line));
        [cursor, scroll, keys::page(line), keys::burst(line)]
    });
    let echo = Some(("a key through `cat`", peers::echo(home.path())));
    let names = ["cursor", "scroll", "page", "200 cursor keys at once"];
    let bars = [2.0, 2.0, 2.0, NONE];
    for ((what, answers), bar) in names.into_iter().zip(&moves).zip(bars) {
        keys::slowest(what, answers);
        let times = keys::figures(answers).0;
        table.row(what, "ms", &times, (Judged::P99, bar), echo);
    }
    let bars = [150.0, 4.0 * KB, 5.0 * KB, 6.0 * KB];
    for ((what, answers), bar) in names.into_iter().zip(&moves).zip(bars) {
        let what = format!("bytes of {what}");
        let bytes = keys::figures(answers).1;
        table.row(&what, "B", &bytes, (Judged::Worst, bar), None);
    }
    idle(&mut home.opened(false), table);
}

/// Nothing happens for some seconds.
fn idle(line: &mut Line, table: &Table) {
    line.rest(Duration::from_millis(500));
    let ((ticks, sleeps), bytes) = (line.effort(), line.bytes());
    line.rest(Duration::from_secs(5));
    let one = |value: u64| Figures::of([value as f64]);
    let (ticks_after, sleeps_after) = line.effort();
    let none = (Judged::Worst, 0.0);
    table.row(
        "idle 5 s: processor",
        "ms",
        &one((ticks_after - ticks) * 10),
        none,
        None,
    );
    table.row(
        "idle 5 s: woken up",
        "times",
        &one(sleeps_after - sleeps),
        none,
        None,
    );
    table.row(
        "idle 5 s: bytes",
        "B",
        &one((line.bytes() - bytes) as u64),
        none,
        None,
    );
}
