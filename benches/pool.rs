//! How fast the pool answers, at three sizes: `cargo bench`.
//!
//! Where one of many is measured (the worst letter, the worst column), all are tried, and the worst is measured and named
//! on standard error, with how many times as long it takes as adding up the numbers of one column: that ratio
//! depends little on the machine.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a benchmark that cannot be set up should stop, and it says what it measures"
)]

mod creators;

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use daren::domain::answer::Answer;
use daren::domain::column::SortKey;
use daren::domain::field::Metric;
use daren::domain::filter::parse;
use daren::domain::money::Rates;
use daren::domain::tier::Schemes;
use daren::pool::{Builder, Pool, Query};
use divan::{Bencher, black_box};
use jiff::civil::date;

fn main() {
    divan::main();
}

const SIZES: [u32; 3] = [10_000, 100_000, 1_000_000];

/// Typed letter by letter: words that all have, that many, few or nobody have; other scripts, pinyin, figures.
const TYPED: [&str; 22] = [
    "amber",
    "beauty",
    "garcia",
    "a",
    "e",
    "o",
    "i",
    "x",
    "q",
    "000123",
    "_",
    ".",
    "luna.g",
    "@mia.k",
    "小美家",
    "ครัว",
    "سارة",
    "🌸",
    "xmei",
    "xiaomei",
    "种草",
    "prefers samples",
];

fn pool(size: u32) -> &'static Pool {
    static POOLS: [OnceLock<Pool>; 3] = [const { OnceLock::new() }; 3];
    let at = SIZES.iter().position(|s| *s == size).unwrap();
    POOLS[at].get_or_init(|| {
        let mut builder = Builder::with_capacity(size as usize);
        for id in 1..=size {
            builder.push_record(&creators::creator(id));
        }
        builder.build()
    })
}

fn answer(pool: &Pool, text: &str, sort: &str) -> Answer {
    let schemes = Schemes::default();
    pool.query(&Query {
        filter: &parse(text, &schemes).unwrap(),
        schemes: &schemes,
        rates: &Rates::default(),
        today: date(2026, 11, 22),
        sort: &SortKey::parse_list(sort).unwrap(),
        probes: &[],
        facets: true,
    })
}

/// The shortest of a few runs, each with a setting-up that does not count.
fn shortest(mut before: impl FnMut(), mut run: impl FnMut()) -> Duration {
    let once = |_| {
        before();
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..3).map(once).min().unwrap()
}

/// Adding up one number of eight bytes for each creator.
fn adding(size: u32) -> Duration {
    let column: Vec<i64> = (0..i64::from(size)).collect();
    shortest(
        || {},
        || _ = black_box(black_box(&column).iter().fold(0i64, |a, b| a ^ b)),
    )
}

/// Tries all, names the worst, and measures that one.
fn worst<C: Clone>(
    bencher: Bencher,
    size: u32,
    all: &[C],
    name: impl Fn(&C) -> String,
    before: impl Fn(&C),
    run: impl Fn(&C),
) {
    let tried = all
        .iter()
        .map(|case| (shortest(|| before(case), || run(case)), case));
    let mut tried: Vec<_> = tried.collect();
    tried.sort_by_key(|(time, _)| std::cmp::Reverse(*time));
    if std::env::var_os("EVERY").is_some() {
        for (time, case) in &tried {
            eprintln!("  {time:9.2?} {}", name(case));
        }
    }
    let (time, case) = tried[0];
    let ratio = time.as_secs_f64() / adding(size).as_secs_f64();
    eprintln!(
        "\n{size} creators, worst of {}: {}, {ratio:.1} times adding up a column",
        all.len(),
        name(case)
    );
    bencher
        .with_inputs(|| before(case))
        .bench_local_values(|()| run(case));
}

/// Asks the queries in turn, so that each answer differs from the one before it.
fn ask(bencher: Bencher, size: u32, queries: &[&str], sort: &str) {
    let pool = pool(size);
    let mut turn = queries.iter().cycle();
    bencher.bench_local(|| black_box(answer(pool, turn.next().unwrap(), sort)));
}

#[divan::bench(args = SIZES)]
fn empty_filter(bencher: Bencher, size: u32) {
    ask(bencher, size, &[""], "followers:desc");
}

#[divan::bench(args = SIZES)]
fn facet_toggled(bencher: Bencher, size: u32) {
    let pool = pool(size);
    let steps = [
        ("", "region:US"),
        ("region:US", "region:US,GB"),
        ("region:US,GB", "region:US,GB cat:Health"),
        ("female>=60", "region:US female>=60"),
        ("", "tier:100k-500k"),
        ("", "lang:en"),
        ("", "source:native"),
        ("a", "a lang:en"),
    ];
    worst(
        bencher,
        size,
        &steps,
        |(_, to)| (*to).to_owned(),
        |(from, _)| {
            pool.forget();
            answer(pool, "", "followers:desc");
            answer(pool, from, "followers:desc");
        },
        |(_, to)| drop(black_box(answer(pool, to, "followers:desc"))),
    );
}

/// Each letter after the one before it, and each taken back again.
/// Each word letter by letter, and back to its first one.
fn steps() -> Vec<(String, String)> {
    let mut steps = Vec::new();
    for word in TYPED {
        let mut before = String::new();
        for letter in word.chars() {
            let now = format!("{before}{letter}");
            steps.push((before, now.clone()));
            before = now;
        }
        steps.push((word.to_owned(), word.chars().take(1).collect()));
    }
    steps
}

/// A letter more, where the last answer has been looked at for a moment.
#[divan::bench(args = SIZES)]
fn letter_typed(bencher: Bencher, size: u32) {
    let pool = pool(size);
    pool.learn_letters(&|| false);
    worst(
        bencher,
        size,
        &steps(),
        |(from, to)| format!("{from:?} to {to:?}"),
        |(from, _)| {
            pool.forget();
            answer(pool, "", "followers:desc");
            answer(pool, from, "followers:desc");
            pool.look_ahead(&parse(from, &Schemes::default()).unwrap(), &|| false);
        },
        |(_, to)| drop(black_box(answer(pool, to, "followers:desc"))),
    );
}

/// A word that comes in one piece.
#[divan::bench(args = SIZES)]
fn word_pasted(bencher: Bencher, size: u32) {
    let pool = pool(size);
    worst(
        bencher,
        size,
        &TYPED,
        |word| format!("{word:?}"),
        |_| {
            pool.forget();
            answer(pool, "", "followers:desc");
        },
        |word| drop(black_box(answer(pool, word, "followers:desc"))),
    );
}

/// All ids of an answer, of which the first screens are at hand.
#[divan::bench(args = SIZES)]
fn ids_put_together(bencher: Bencher, size: u32) {
    let pool = pool(size);
    bencher
        .with_inputs(|| answer(pool, "region:US", "followers:desc"))
        .bench_local_values(|answer| answer.ids.all().len());
}

/// A screenful of creators from all over the pool.
#[divan::bench(args = SIZES)]
fn rows_outlined(bencher: Bencher, size: u32) {
    let pool = pool(size);
    let mut turn = 0u32;
    bencher
        .with_inputs(|| {
            turn += 1;
            let id = |i: u32| (turn * 7_919 + i * 999_983) % size + 1;
            (0..35).map(id).collect::<Vec<u32>>()
        })
        .bench_local_values(|ids| pool.outlines(&ids));
}

fn numbers(pool: &Pool) -> Vec<String> {
    let today = date(2026, 11, 22);
    let some = Metric::ALL
        .iter()
        .filter(|m| (1..200).any(|id| pool.value(id, **m, today).is_some()));
    some.flat_map(|m| [m.key().to_owned(), format!("{}:desc", m.key())])
        .collect()
}

fn first_sort(bencher: Bencher, size: u32, sorts: &[String], text: &str) {
    let pool = pool(size);
    worst(
        bencher,
        size,
        sorts,
        String::clone,
        |_| {
            pool.forget();
            answer(pool, text, "");
        },
        |sort| drop(black_box(answer(pool, text, sort))),
    );
}

#[divan::bench(args = SIZES)]
fn number_sorted_first(bencher: Bencher, size: u32) {
    first_sort(bencher, size, &numbers(pool(size)), "");
}

#[divan::bench(args = SIZES)]
fn number_sorted_first_in_a_filter(bencher: Bencher, size: u32) {
    first_sort(bencher, size, &numbers(pool(size)), "region:US");
}

#[divan::bench(args = SIZES)]
fn several_keys_sorted_first(bencher: Bencher, size: u32) {
    let sorts = [
        "region,followers:desc",
        "gmv:desc,er:desc",
        "tier,categories,views",
    ];
    first_sort(bencher, size, &sorts.map(str::to_owned), "");
}

#[divan::bench(args = SIZES)]
fn text_sorted_first(bencher: Bencher, size: u32) {
    let sorts = ["handle", "handle:desc", "name", "gmv:desc,handle"];
    first_sort(bencher, size, &sorts.map(str::to_owned), "");
}

#[divan::bench(args = SIZES)]
fn text_sorted_first_in_a_filter(bencher: Bencher, size: u32) {
    first_sort(bencher, size, &["handle".to_owned()], "region:US");
}

#[divan::bench(args = SIZES)]
fn sorted_again(bencher: Bencher, size: u32) {
    let pool = pool(size);
    let sorts = [
        ("", "followers:desc"),
        ("region:US", "gmv:desc"),
        ("female>=60", "handle"),
        ("", "handle:desc"),
    ];
    worst(
        bencher,
        size,
        &sorts,
        |(text, sort)| format!("{sort} of {text:?}"),
        |(text, sort)| {
            answer(pool, "", sort);
            answer(pool, text, sort);
        },
        |(text, sort)| drop(black_box(answer(pool, text, sort))),
    );
}

#[divan::bench(args = SIZES)]
fn histograms(bencher: Bencher, size: u32) {
    let pool = pool(size);
    bencher
        .with_inputs(|| pool.forget())
        .bench_local_values(|()| black_box(pool.histograms(8, date(2026, 11, 22))));
}
