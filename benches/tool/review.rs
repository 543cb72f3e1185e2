//! A review of all days of the pool: boards on the screen and in a script, and the pages of its meeting. Beside the order
//! lines and collaborations that are there already it has half as many videos and LIVEs as creators. The bars are for 2,000
//! collaborations, and so many there are where nothing but the review is measured; where there are more, the figures stand
//! without one. `100k review` is what the bars are set for: 50,000 contents and 1,000,000 order lines beside them.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use crate::NONE;
use crate::figures::{Figures, Judged, Table, ms};
use crate::keys;
use crate::pool::Home;
use crate::returns::ran;
use crate::work::{day, some, with};

/// So many collaborations the bars are for.
pub const DEALS: u32 = 2_000;

/// Of what is measured once a key.
const TIMES: u32 = 15;

const STYLES: [&str; 6] = ["unboxing", "demo", "story", "review", "daily", "comparison"];

/// Writes videos and LIVEs.
fn write(home: &Home) {
    let (collabs, pieces) = (home.collabs, home.creators / 2);
    let mut text =
        "content_id,handle,ref,kind,style,title,posted_at,plays,likes,comments,shares,clicks,\
                    product_impressions,completion_rate\n"
            .to_owned();
    for n in 0..pieces {
        let collab = 1 + some(n, collabs);
        let plays = 500 + some(n, 200_000);
        writeln!(
            text,
            "{},{},B-{collab},video,{},Video {n},{},{plays},{},{},{},{},{},0.{}",
            7_640_000_000_000_000_000 + u64::from(n),
            with(home, collab),
            STYLES[some(n, 6) as usize],
            day(some(n, 60)),
            plays / (12 + some(n, 30)),
            plays / 300,
            plays / 700,
            plays / 30,
            plays / 3,
            10 + some(n, 80),
        )
        .unwrap();
    }
    std::fs::write(home.path().join("contents.csv"), text).unwrap();
}

/// See the module. The pool has its collaborations and order lines.
pub fn review(home: &Home, table: &Table) {
    write(home);
    home.import_of("pool.db", Path::new("contents.csv"));
    let period = format!("{}..{}", day(60), day(0));
    let args = ["review", "--period", &period, "--format", "json"];
    ran(home, &args);
    let times = Figures::of((0..5).map(|_| ms(ran(home, &args))));
    let within = |bar: f64| match home.collabs <= DEALS {
        true => bar,
        false => NONE,
    };
    let bar = (Judged::Median, within(1_000.0));
    table.row(
        "a review as a file, from the start",
        "ms",
        &times,
        bar,
        None,
    );

    let mut line = home.opened(false);
    line.rest(Duration::from_millis(3_000));
    line.go("E");
    line.go(&period);
    let boards = |screen: &str| screen.contains(&day(60)) && screen.contains("GMV");
    let first = ms(line.reach(&["\r"], "the boards", boards));
    let times = Figures::of([first]);
    table.row(
        "its boards on the screen",
        "ms",
        &times,
        (Judged::Median, within(1_000.0)),
        None,
    );
    line.go("m");
    line.rest(Duration::from_millis(500));
    let pages = (0..TIMES).map(|_| {
        let before = line.screen();
        let answer = line.key(" ", keys::ASKED);
        assert_ne!(line.screen(), before, "{before}");
        ms(answer.time)
    });
    let pages = Figures::of(pages.collect::<Vec<_>>());
    table.row(
        "a page of the meeting",
        "ms",
        &pages,
        (Judged::Worst, within(16.0)),
        None,
    );
    line.go("\x1b");
    line.go("\x1b");
    line.leave();
}
