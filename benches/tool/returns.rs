//! Returns: ten order lines a creator, all with somebody who is being worked with.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::figures::{Figures, Judged, Table, ms};
use crate::keys;
use crate::line::{Line, command};
use crate::pool::{Home, PROGRAM};
use crate::work::{day, some, with};
use crate::{NONE, peers};

/// Products, each in four variants.
const PRODUCTS: u32 = 200;

/// Of what is measured once a key.
const TIMES: usize = 15;

/// Writes margins and order lines; how many lines.
fn write(home: &Home) -> u32 {
    let create = |name: &str| BufWriter::new(File::create(home.path().join(name)).unwrap());
    let mut products = create("products.csv");
    writeln!(products, "product_id,name,margin_rate").unwrap();
    for n in 0..PRODUCTS {
        let margin = 20 + some(n, 50);
        writeln!(products, "{},Product {n},0.{margin}", product(n)).unwrap();
    }
    let days: Vec<String> = (0..60).map(day).collect();
    let mut orders = create("orders.csv");
    writeln!(
        orders,
        "order_id,product_id,sku_id,handle,ordered_at,paid,currency,quantity,refunded,commission"
    )
    .unwrap();
    let lines = home.creators * 10;
    let mut line = String::new();
    for n in 0..lines {
        let handle = with(home, 1 + some(n, home.collabs));
        let item = some(n.wrapping_mul(7), PRODUCTS * 4);
        let paid = 500 + some(n, 9_000);
        let back = if some(n, 20) == 0 { paid } else { 0 };
        let commission = paid * (5 + some(n / 10, 20)) / 100;
        let at = &days[some(n, 60) as usize];
        line.clear();
        writeln!(
            line,
            "{},{},{item},{handle},{at}T10:{:02}:00,{}.{:02},USD,1,{}.{:02},{}.{:02}",
            577_000_000_000_000_000 + u64::from(n),
            product(item / 4),
            n % 60,
            paid / 100,
            paid % 100,
            back / 100,
            back % 100,
            commission / 100,
            commission % 100,
        )
        .unwrap();
        orders.write_all(line.as_bytes()).unwrap();
    }
    for mut done in [products, orders] {
        done.flush().unwrap();
    }
    lines
}

fn product(n: u32) -> u64 {
    1_729_590_000_000_000_000 + u64::from(n)
}

/// A run of the program whose output nobody reads.
pub fn ran(home: &Home, args: &[&str]) -> Duration {
    let start = Instant::now();
    let mut program = command(PROGRAM, home.path());
    program.args(["--db", "pool.db"]).args(args);
    let status = program.stdout(Stdio::null()).status().unwrap();
    assert!(status.success(), "{args:?}");
    start.elapsed()
}

/// Margins and order lines into a pool that has its collaborations.
pub fn import(home: &Home, table: &Table) {
    let lines = write(home);
    home.import_of("pool.db", Path::new("products.csv"));
    let import = home.import_of("pool.db", Path::new("orders.csv"));
    let rate = Figures::of([f64::from(lines) / import.time.as_secs_f64()]);
    let cells = peers::cells(&home.path().join("orders.csv"));
    let cells = Some((
        "as fast as taking its cells apart",
        f64::from(lines) / (cells / 1e3),
    ));
    let bar = (Judged::AtLeast, 300_000.0);
    table.row("import of order lines", "rows/s", &rate, bar, cells);
}

/// See the module. The pool has its collaborations.
pub fn returns(home: &Home, table: &Table) {
    import(home, table);
    for (by, bar) in [("mode", 300.0), ("product", NONE), ("creator", NONE)] {
        let args = ["roi", "--by", by, "--format", "csv"];
        ran(home, &args);
        let times = Figures::of((0..5).map(|_| ms(ran(home, &args))));
        let what = format!("returns of everybody by {by}");
        table.row(&what, "ms", &times, (Judged::Median, bar), None);
    }

    let mut line = home.opened(false);
    line.rest(Duration::from_millis(3_000));
    line.go("x:has:return has:collab\r");
    line.rest(Duration::from_millis(500));
    let opened = (0..TIMES).map(|_| {
        line.go("j");
        let answer = line.key("r", keys::ASKED);
        let screen = line.screen();
        assert!(screen.contains("revenue ROI"), "{screen}");
        line.go("\x1b");
        ms(answer.time)
    });
    let opened = Figures::of(opened.collect::<Vec<_>>());
    let bar = (Judged::Worst, 50.0);
    table.row("a creator's returns opened", "ms", &opened, bar, None);
    line.leave();

    let mut line = home.opened(false);
    line.rest(Duration::from_millis(3_000));
    line.go("x:goal:sales\r");
    line.rest(Duration::from_millis(1_000));
    let times = (0..7).map(|nth| {
        let before = typed(&mut line, nth);
        let time = line.reach(&["\r", "\x1b\x1b\x1b"], "another order", |s| {
            is_other(&before, s)
        });
        line.rest(Duration::from_millis(1_000));
        ms(time)
    });
    let times = Figures::of(times.collect::<Vec<_>>());
    let what = "another margin ranks everybody anew";
    table.row(what, "ms", &times, (Judged::Median, 500.0), None);
    let mut meanwhile = Vec::new();
    for nth in 7..14 {
        let before = typed(&mut line, nth);
        line.reach(&["\r", "\x1b\x1b\x1b"], "the list", |s| {
            !first(s).is_empty()
        });
        for key in ["j", "k"].into_iter().cycle() {
            meanwhile.extend(line.frame(key));
            line.rest(Duration::from_millis(8));
            if is_other(&before, &line.screen()) {
                break;
            }
        }
        line.rest(Duration::from_millis(1_000));
    }
    let meanwhile = Figures::of(meanwhile.into_iter().map(ms));
    let bar = (Judged::Worst, 16.0);
    table.row("a key meanwhile", "ms", &meanwhile, bar, None);
    line.leave();
}

/// Types another margin of the first product, and does not press enter yet; who stood first before.
fn typed(line: &mut Line, nth: u32) -> Vec<String> {
    let before = first(&line.screen());
    assert!(before.len() > 5, "{}", line.screen());
    line.go("C");
    line.go("\t");
    line.go("l");
    line.go("jjj");
    let margin = if nth.is_multiple_of(2) {
        90 - nth
    } else {
        5 + nth
    };
    line.go("\r");
    line.go(&format!("\x15{margin}"));
    before
}

/// The creators in the first rows of the list.
fn first(screen: &str) -> Vec<String> {
    let rows = screen.lines().filter_map(|l| {
        let (_, after) = l.split_once('@')?;
        after.split_whitespace().next().map(str::to_owned)
    });
    rows.take(12).collect()
}

fn is_other(before: &[String], screen: &str) -> bool {
    let now = first(screen);
    now.len() == before.len() && now != before
}
