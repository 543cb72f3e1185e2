//! How fast the pool answers, at three sizes: `cargo bench`.

#![allow(
    clippy::unwrap_used,
    reason = "a benchmark that cannot be set up should stop"
)]

use std::sync::OnceLock;

use daren::domain::column::SortKey;
use daren::domain::creator::{
    Dated, Identity, Observation, Period, Platform, Profile, Record, Source,
};
use daren::domain::field::{Attr, Metric};
use daren::domain::filter::parse;
use daren::domain::money::{Currency, Rates};
use daren::domain::number::Unit;
use daren::domain::tier::Schemes;
use daren::pool::{Builder, Pool, Query};
use divan::{Bencher, black_box};
use jiff::civil::date;

fn main() {
    divan::main();
}

const SIZES: [u32; 3] = [10_000, 100_000, 1_000_000];
const REGIONS: [&str; 6] = ["US", "GB", "VN", "TH", "PH", "ID"];
const CATEGORIES: [&str; 8] = [
    "Beauty", "Home", "Toys", "Food", "Sports", "Shoes", "Books", "Pets",
];
const WORDS: [&str; 8] = [
    "amber", "birch", "cedar", "dune", "ember", "fjord", "grove", "heath",
];

/// The same creator for the same number, every time.
fn creator(id: u32) -> Record {
    let mut state = u64::from(id).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut roll = |n: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) % n
    };
    let mut o = Observation {
        currency: Currency::parse("USD").unwrap(),
        ..Observation::default()
    };
    let percent = Unit::Ratio.per_one() / 100;
    let followers =
        10i64.pow(u32::try_from(2 + roll(5)).unwrap()) + i64::try_from(roll(90_000)).unwrap();
    let sells = roll(20) == 0;
    for (metric, raw) in [
        (Metric::Followers, followers),
        (
            Metric::Gmv,
            if sells {
                i64::try_from(roll(90_000_000)).unwrap()
            } else {
                0
            },
        ),
        (
            Metric::Orders,
            if sells {
                i64::try_from(roll(900)).unwrap()
            } else {
                0
            },
        ),
        (Metric::Items, i64::try_from(roll(20)).unwrap()),
        (Metric::Videos, i64::try_from(roll(40)).unwrap()),
        (Metric::Lives, i64::try_from(roll(8)).unwrap()),
        (Metric::Female, i64::try_from(roll(100)).unwrap() * percent),
        (Metric::Views, i64::try_from(roll(2_000_000) + 1).unwrap()),
        (Metric::Likes, i64::try_from(roll(90_000)).unwrap()),
    ] {
        o.metrics.set(metric, Some(raw));
    }
    let pick = |list: &[&str], n: u64| list[usize::try_from(n).unwrap() % list.len()].to_owned();
    let (a, b) = (pick(&WORDS, roll(8)), pick(&WORDS, roll(8)));
    o.set_attr(Attr::Name, &format!("{a} {b}"));
    o.set_attr(Attr::Region, &pick(&REGIONS, roll(6)));
    o.set_attr(
        Attr::Categories,
        &format!(
            "{}|{}",
            pick(&CATEGORIES, roll(8)),
            pick(&CATEGORIES, roll(8))
        ),
    );
    let period = Period {
        start: None,
        end: date(2026, 10, 31),
    };
    let mut dated = vec![Dated {
        period,
        source: Source::Native,
        import: 1,
        observation: o,
    }];
    let profile = Profile::merge(&mut dated);
    let handle = format!("{a}.{b}{id}").into();
    let identity = Identity {
        platform: Platform::TikTok,
        platform_id: None,
        handle,
    };
    let (former_handles, tags, lists, notes) = Default::default();
    Record {
        id,
        identity,
        former_handles,
        dated,
        profile,
        tags,
        lists,
        notes,
    }
}

fn pool(size: u32) -> &'static Pool {
    static POOLS: [OnceLock<Pool>; 3] = [const { OnceLock::new() }; 3];
    let at = SIZES.iter().position(|s| *s == size).unwrap();
    POOLS[at].get_or_init(|| {
        let mut builder = Builder::with_capacity(size as usize);
        for id in 1..=size {
            builder.push_record(&creator(id));
        }
        builder.build()
    })
}

/// Asks the queries in turn, so that each answer differs from the one before it.
fn ask(bencher: Bencher, size: u32, queries: &[&str], sort: &str) {
    let schemes = Schemes::default();
    let filters: Vec<_> = queries
        .iter()
        .map(|q| parse(q, &schemes).unwrap())
        .collect();
    let sort = SortKey::parse_list(sort).unwrap();
    let (pool, rates) = (pool(size), Rates::default());
    let mut turn = filters.iter().cycle();
    bencher.bench_local(|| {
        let filter = turn.next().unwrap();
        let today = date(2026, 11, 22);
        let query = Query {
            filter,
            schemes: &schemes,
            rates: &rates,
            today,
            sort: &sort,
            probes: &[],
            facets: true,
        };
        black_box(pool.query(&query))
    });
}

#[divan::bench(args = SIZES)]
fn facet_toggled(bencher: Bencher, size: u32) {
    ask(
        bencher,
        size,
        &[
            "region:US female>=60",
            "region:US,GB female>=60",
            "region:US,GB cat:Beauty female>=60",
        ],
        "followers:desc",
    );
}

#[divan::bench(args = SIZES)]
fn word_typed(bencher: Bencher, size: u32) {
    ask(
        bencher,
        size,
        &["am", "amb", "ambe", "amber", "amber.f", "amber.fj"],
        "followers:desc",
    );
}

#[divan::bench(args = SIZES)]
fn whole_pool_sorted_again(bencher: Bencher, size: u32) {
    ask(bencher, size, &[""], "gmv:desc,handle");
}
