//! What is not a key at a pool at rest: keys beside other work, a slow line, memory.

use std::time::Duration;

use crate::figures::{Figures, Judged, Table, ms};
use crate::line::Line;
use crate::pool::Home;
use crate::{KB, keys, peers};

/// Keys while the pool loads, and while another program imports as many creators into another pool.
pub fn under_load(home: &Home, table: &Table) {
    let echo = Some(("a key through `cat`", peers::echo(home.path())));
    let mut times = Vec::new();
    for _ in 0..5 {
        home.settle();
        home.forget_columns();
        let mut line = home.open(false);
        line.until("the first page", |s| s.matches('@').count() > 20);
        while !home.all_counts(&line.screen()) {
            // to the panes and back
            times.extend(line.frame("f"));
            line.rest(Duration::from_millis(2));
        }
        home.settle();
    }
    let times = Figures::of(times.into_iter().map(ms));
    table.row(
        "a key while the pool loads",
        "ms",
        &times,
        (Judged::P99, 5.0),
        echo,
    );

    let mut line = home.opened(false);
    line.go("gg10j");
    let mut import = home.begin_import("other.db");
    let mut times = Vec::new();
    for key in ["j", "k"].into_iter().cycle() {
        if import.try_wait().unwrap().is_some() {
            break;
        }
        times.extend(line.frame(key));
        line.rest(Duration::from_millis(8));
    }
    home.remove("other.db");
    let times = Figures::of(times.into_iter().map(ms));
    table.row(
        "a key while an import runs",
        "ms",
        &times,
        (Judged::P99, 5.0),
        echo,
    );
}

/// 64 KiB a second, and 80 ms from a key to the first byte of its answer at the earliest.
pub fn over_a_slow_line(home: &Home, table: &Table) {
    let mut line = home.opened(true);
    let (times, _) = keys::figures(&keys::burst(&mut line));
    let bar = (Judged::Median, 200.0);
    table.row(
        "slow line: 200 keys at once settle",
        "ms",
        &times,
        bar,
        None,
    );
    let held = (0..5).map(|_| {
        line.go("gg");
        ms(line.hold("j", 200, Duration::from_millis(33)))
    });
    table.row(
        "slow line: 200 keys held settle",
        "ms",
        &Figures::of(held),
        bar,
        None,
    );
}

/// What the tool takes when it rests, and at the most.
pub fn memory(home: &Home, table: &Table, imports: Figures) {
    let mb = |line: &Line, name| Figures::of([line.kilobytes(name) / 1024.0]);
    let peer = std::fs::metadata(home.file()).map_or(1.0, |f| f.len() as f64 / KB / KB);
    let peer = Some(("the file", peer));
    let mut line = home.opened(false);
    let (rests, most) = (mb(&line, "VmRSS"), mb(&line, "VmHWM"));
    for (what, figures, bar) in [
        ("memory at rest", rests, (Judged::Median, 200.0)),
        ("memory at the most", most, (Judged::Worst, 300.0)),
    ] {
        table.row(what, "MB", &figures, bar, peer);
    }
    keys::toggles(&mut line);
    keys::search(&mut line);
    keys::sort(&mut line);
    line.rest(Duration::from_millis(300));
    table.row(
        "the same after searches and sorts",
        "MB",
        &mb(&line, "VmRSS"),
        (Judged::Worst, 300.0),
        peer,
    );
    line.leave();
    if home.keeps() {
        home.forget_columns();
        let line = home.opened(false);
        let (rests, most) = (mb(&line, "VmRSS"), mb(&line, "VmHWM"));
        line.leave();
        for (what, figures, bar) in [
            (
                "at rest where no columns were kept",
                rests,
                (Judged::Median, 200.0),
            ),
            (
                "at the most where no columns were kept",
                most,
                (Judged::Worst, 300.0),
            ),
        ] {
            table.row(what, "MB", &figures, bar, peer);
        }
    }
    table.row(
        "memory of an import at the most",
        "MB",
        &imports,
        (Judged::Worst, 300.0),
        peer,
    );
}
