//! Collaborations: read in with all their moves, and the board of them. One to ten creators, of which 5,000 at most are
//! being worked on.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::time::Duration;

use daren::domain::collab::stage::Stage;

use crate::figures::{Figures, Judged, Table, ms};
use crate::keys;
use crate::line::Line;
use crate::pool::{Home, grouped};
use crate::{NONE, creators, peers};

/// So many cards are on their way.
const OPEN: u32 = 5_000;

/// So long a silence is the end of what the file had to say to a move.
const WRITTEN: Duration = Duration::from_millis(120);

/// Days before a made-up today, as files write them.
pub fn day(ago: u32) -> String {
    let today = jiff::Zoned::now().date();
    let span = jiff::Span::new().days(i64::from(ago));
    today.checked_sub(span).unwrap().to_string()
}

fn file(home: &Home, name: &str) -> BufWriter<File> {
    BufWriter::new(File::create(home.path().join(name)).unwrap())
}

/// A number that looks like chance and is the same each time.
pub fn some(n: u32, below: u32) -> u32 {
    n.wrapping_mul(2_654_435_761).rotate_left(13) % below
}

/// With whom a collaboration is.
pub fn with(home: &Home, collab: u32) -> String {
    creators::handle(1 + some(collab, home.creators))
}

/// Writes members, collaborations and their moves; how many collaborations and moves.
fn write(home: &Home) -> (u32, u32) {
    let collabs = home.collabs;
    let mut members = file(home, "members.csv");
    writeln!(members, "name,login").unwrap();
    for name in ["Anna Li", "Bo Chen", "Chloe Martin", "Emre Kaya", "王小明"] {
        writeln!(members, "{name},").unwrap();
    }
    let owners = ["Anna Li", "Bo Chen", "Chloe Martin", "Emre Kaya", "王小明"];
    let mut table = file(home, "collaborations.csv");
    let mut moves = file(home, "stage_moves.csv");
    writeln!(
        table,
        "ref,handle,campaign,owner,stage,mode,commission_rate,currency,gmv,orders,expected_gmv,started,due"
    )
    .unwrap();
    writeln!(moves, "ref,stage,at,by").unwrap();
    let mut moved = 0;
    for n in 1..=collabs {
        let open = n <= OPEN.min(collabs / 2);
        let at = match open {
            true => some(n, 8),
            false => 8 + some(n, 4),
        };
        let stage = Stage::ALL[at as usize];
        let handle = with(home, n);
        let owner = owners[some(n, 5) as usize];
        let due = match open && n % 3 > 0 {
            true => day(some(n, 20)),
            false => String::new(),
        };
        let gmv = match at >= 7 {
            true => (200 + some(n, 9_000)).to_string(),
            false => String::new(),
        };
        writeln!(
            table,
            "B-{n},{handle},Campaign {},{owner},{},pure_commission,0.15,USD,{gmv},{},{},{},{due}",
            some(n, 9),
            stage.key(),
            some(n, 300),
            300 + some(n, 4_000),
            day(60 + some(n, 30)),
        )
        .unwrap();
        let way = (0..=at.min(8)).chain((at > 8).then_some(at));
        for (nth, step) in (0..).zip(way) {
            let day = day(60u32.saturating_sub(nth * 6));
            let stage = Stage::ALL[step as usize].key();
            writeln!(moves, "B-{n},{stage},{day}T08:30:00Z,{owner}").unwrap();
            moved += 1;
        }
    }
    for mut done in [members, table, moves] {
        done.flush().unwrap();
    }
    (collabs, moved)
}

/// See the module.
pub fn import(home: &Home, table: &Table) {
    let (collabs, moves) = write(home);
    home.import_of("pool.db", Path::new("members.csv"));
    for (what, file, rows) in [
        ("import of collaborations", "collaborations.csv", collabs),
        ("import of their moves", "stage_moves.csv", moves),
    ] {
        let time = home.import_of("pool.db", Path::new(file)).time;
        let rate = Figures::of([f64::from(rows) / time.as_secs_f64()]);
        table.row(what, "rows/s", &rate, (Judged::AtLeast, NONE), None);
    }
}

/// The board of them.
pub fn board(home: &Home, table: &Table) {
    let collabs = home.collabs;
    let starts = (0..5).map(|_| {
        let mut line = home.open(false);
        let all = line.until("all counts", |s| home.all_counts(s));
        line.leave();
        ms(all)
    });
    let file = Some((
        "reading the pool file",
        peers::reading(&home.pool("pool.db")),
    ));
    let (what, bar) = ("start to all counts, with them", (Judged::Median, 150.0));
    table.row(what, "ms", &Figures::of(starts), bar, file);
    let starts = (0..5).map(|_| {
        let mut line = home.open(false);
        line.until("all counts", |s| home.all_counts(s));
        line.go("b");
        let all = line.until("the board", |s| on_board(s, collabs));
        line.go("q");
        line.leave();
        ms(all)
    });
    let what = "start to the board, asked for at once";
    table.row(
        what,
        "ms",
        &Figures::of(starts),
        (Judged::Median, NONE),
        file,
    );

    let keys = keys::middles(3, || {
        let line = &mut home.opened(false);
        line.rest(Duration::from_millis(1_500));
        let mut opened = Vec::new();
        for nth in 0..5 {
            let answer = line.key("b", keys::ASKED);
            assert!(on_board(&line.screen(), collabs), "{}", line.screen());
            opened.push(named(answer, nth));
            line.go("q");
        }
        line.go("b");
        let down = repeated(line, &["j", "j", "j", "k"], 15);
        let side = repeated(line, &["l", "l", "h"], 8);
        let filters = ["f", "f", ":owner:anna\r", "x", ":stage:contacted\r", "x"];
        let filters = filters.iter().enumerate().map(|(nth, key)| {
            let text = key.strip_suffix('\r').unwrap_or(key);
            if text.len() > 1 {
                line.go(text);
                named(line.key("\r", keys::ASKED), nth)
            } else {
                named(line.key(text, keys::ASKED), nth)
            }
        });
        let filters = filters.collect();
        [opened, down, side, filters]
    });
    let [opened, down, side, filters] = &keys;
    for (what, answers, bar) in [
        ("the board opened", opened, 100.0),
        ("the next card", down, 16.0),
        ("the next stage", side, 16.0),
        ("a filter on the board", filters, 100.0),
    ] {
        keys::slowest(what, answers);
        let times = keys::figures(answers).0;
        table.row(what, "ms", &times, (Judged::Worst, bar), None);
    }
    moved(home, table);
}

/// A card on and back, drawn and acknowledged.
fn moved(home: &Home, table: &Table) {
    let mut line = home.opened(false);
    line.rest(Duration::from_millis(1_500));
    line.go("b12hgg");
    let (mut drawn, mut written) = (Vec::new(), Vec::new());
    for _ in 0..10 {
        drawn.extend(line.frame("L"));
        line.rest(Duration::from_millis(400));
        assert!(line.screen().contains("Done: "), "{}", line.screen());
        line.go("12hggj");
        written.push(line.key("L", WRITTEN).time);
        assert!(line.screen().contains("Done: "), "{}", line.screen());
        line.go("12hggj");
    }
    let rows = [
        ("a move drawn", drawn, 16.0),
        ("a move written, and said to be", written, 50.0),
    ];
    for (what, times, bar) in rows {
        let times = Figures::of(times.into_iter().map(ms));
        table.row(what, "ms", &times, (Judged::Median, bar), None);
    }
}

fn on_board(screen: &str, collabs: u32) -> bool {
    screen.contains(&format!("open of {}", grouped(collabs)))
}

fn named(answer: crate::line::Answer, nth: usize) -> crate::line::Answer {
    crate::line::Answer {
        what: format!("{}, {nth}.", answer.what),
        ..answer
    }
}

fn repeated(line: &mut Line, keys: &[&str], times: usize) -> Vec<crate::line::Answer> {
    let all = std::iter::repeat_n(keys, times).flatten().enumerate();
    all.map(|(nth, key)| named(line.key(key, keys::AT_ONCE), nth))
        .collect()
}
