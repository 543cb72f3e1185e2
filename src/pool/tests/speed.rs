//! A measurement at a million creators, run by hand:
//! `cargo test --release --lib pool::tests::speed -- --ignored --nocapture`. `DAREN_MILLION=n` for another number.

#![allow(clippy::print_stdout, reason = "measurements are read by people")]

use std::time::Instant;

use super::*;
use crate::domain::answer::Answer;
use crate::domain::number::Unit;

/// A small generator of numbers that look random and never change.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn below(&mut self, n: u64) -> u64 {
        self.roll() % n
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn share(&mut self) -> f64 {
        (self.roll() + 1) as f64 / (1u64 << 31) as f64
    }

    /// Log-normal by the sum of twelve.
    fn lognormal(&mut self, mean: f64, deviation: f64) -> i64 {
        let normal: f64 = (0..12).map(|_| self.share()).sum::<f64>() - 6.0;
        (mean + deviation * normal).exp().min(2e8) as i64
    }
}

const FIRST: [&str; 20] = [
    "luna", "mia", "ella", "theo", "nora", "kai", "zoe", "ana", "maya", "leo", "iris", "hana",
    "ravi", "omar", "lucas", "emma", "sofia", "noah", "aria", "milo",
];
const TOPICS: [&str; 15] = [
    "beauty", "home", "vlog", "daily", "shop", "style", "cook", "fit", "kids", "tech", "pets",
    "travel", "review", "haul", "look",
];
const REGIONS: [(&str, &str, &str, i64); 8] = [
    ("US", "en", "USD", 1),
    ("GB", "en", "GBP", 1),
    ("ID", "id", "IDR", 16_000),
    ("TH", "th", "THB", 35),
    ("VN", "vi", "VND", 25_000),
    ("PH", "tl", "PHP", 58),
    ("MY", "ms", "MYR", 4),
    ("MX", "es", "MXN", 18),
];

fn creator(id: u32) -> Record {
    let mut d = Dice(u64::from(id) * 7919 + 13);
    let (region, language, currency, rate) = REGIONS[(d.below(8) * d.below(8) / 8) as usize];
    let topic = TOPICS[d.below(15) as usize];
    let first = FIRST[d.below(20) as usize];
    let mut r = record(id, &format!("{first}.garcia_{topic}{id:07}"), |o| {
        let mut set = |m: Metric, v: i64| o.metrics.set(m, Some(v));
        let ratio = |x: f64| (x * 1000.0) as i64 * (Unit::Ratio.per_one() / 1000);
        let followers = d.lognormal(9.3, 1.7);
        set(Metric::Followers, followers);
        if d.chance(80) {
            let female = d.share();
            set(Metric::Female, ratio(female));
            set(Metric::Male, ratio(1.0 - female));
            let mut rest = 1.0;
            for m in Metric::AGE_BANDS {
                let part = rest * d.share();
                set(m, ratio(part));
                rest -= part;
            }
        }
        let videos = d.below(40) as i64;
        let views = videos * (followers as f64 * d.share()) as i64;
        set(Metric::Videos, videos);
        set(
            Metric::Lives,
            if d.chance(40) { d.below(10) as i64 } else { 0 },
        );
        set(Metric::Views, views);
        set(Metric::Likes, (views as f64 * d.share() * 0.1) as i64);
        set(Metric::Comments, views / 700);
        set(Metric::Shares, views / 400);
        set(Metric::Products, d.below(30) as i64);
        if d.chance(60) {
            set(Metric::Completion, ratio(d.share() * 0.4));
        }
        let orders = if d.chance(5) {
            d.lognormal(2.5, 1.6)
        } else {
            0
        };
        set(Metric::Orders, orders);
        set(Metric::Items, orders + orders / 4);
        let gmv = orders * d.lognormal(3.0, 0.6) * rate * 10_000;
        set(Metric::Gmv, gmv);
        set(Metric::Refunds, gmv / 13);
        set(
            Metric::Clicks,
            if orders > 0 { orders * 40 } else { views / 200 },
        );
        set(Metric::PriceLow, (d.below(35) as i64 + 5) * rate * 10_000);
        set(
            Metric::PriceHigh,
            (d.below(200) as i64 + 40) * rate * 10_000,
        );
        if d.chance(30) {
            set(Metric::Fulfilment, ratio(d.share()));
            set(Metric::Reply, ratio(d.share()));
        }
        o.currency = Currency::parse(currency).unwrap();
        o.set_attr(Attr::Region, region);
        o.set_attr(Attr::Language, language);
        o.set_attr(
            Attr::Name,
            if d.chance(8) {
                "小美家居好物"
            } else {
                &first[..3]
            },
        );
        if d.chance(35) {
            o.set_attr(Attr::Email, "x@talent.example");
        }
        let n = d.below(4);
        let cats: Vec<String> = (0..n)
            .map(|_| format!("Category {}", d.below(25)))
            .collect();
        o.set_attr(Attr::Categories, &cats.join("|"));
    });
    if d.chance(25) {
        r.tags = vec![format!("tag {}", d.below(12))];
    }
    r.dated[0].period.end = TODAY - jiff::Span::new().days(d.below(60) as i64);
    r.profile = Profile::merge(&mut r.dated);
    r
}

fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmRSS"));
    line.and_then(|l| l.split_whitespace().nth(1)?.parse::<usize>().ok())
        .unwrap_or(0)
        / 1024
}

#[test]
#[ignore = "a measurement"]
fn a_million_creators() {
    let n: u32 = std::env::var("DAREN_MILLION")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1_000_000);
    let before = resident();
    let start = Instant::now();
    let mut builder = Builder::with_capacity(n as usize);
    let mut making = std::time::Duration::ZERO;
    for id in 1..=n {
        let t = Instant::now();
        let r = creator(id);
        making += t.elapsed();
        builder.push(&r);
    }
    let filled = start.elapsed();
    let pool = builder.build();
    println!(
        "filled in {:?} and built in {:?}; {} MB of columns, {} MB resident more",
        filled - making,
        start.elapsed() - filled,
        pool.bytes() >> 20,
        resident() - before
    );
    for m in Metric::ALL {
        let b = pool.metric(*m).bytes();
        if b > 0 {
            print!("{} {:.1} · ", m.key(), b as f64 / f64::from(n));
        }
    }
    println!(
        "search {:.1} B a creator",
        pool.search.bytes() as f64 / f64::from(n)
    );
    let schemes = Schemes::default();
    let time = |what: &str, text: &str, sort: &str| -> Answer {
        let filter = crate::domain::filter::parse(text, &schemes).unwrap();
        let sort = SortKey::parse_list(sort).unwrap();
        let rates = Rates::default();
        let q = Query {
            filter: &filter,
            schemes: &schemes,
            rates: &rates,
            today: TODAY,
            sort: &sort,
            probes: &[],
            facets: true,
        };
        let t = Instant::now();
        let answer = pool.query(&q);
        let first = t.elapsed();
        let t = Instant::now();
        pool.query(&q);
        println!(
            "{what:42} {:>9} matches  first {first:>9.2?}  again {:>9.2?}",
            answer.ids.len(),
            t.elapsed()
        );
        answer
    };
    if std::env::var("DAREN_ONLY").is_ok() {
        for _ in 0..30 {
            time("sort by gmv", "", "gmv:desc");
            time("sort by refunds", "", "refunds:desc");
            time("sort by price", "", "price_low:desc");
            time("sort by gpm", "", "gpm:desc");
            time("sort by aov", "", "aov:desc");
        }
        return;
    }
    time("everything", "", "");
    time("toggle region", "region:US", "");
    time("toggle another", "region:US,TH", "");
    time(
        "toggle a category beside it",
        "region:US,TH cat:\"category 3\"",
        "",
    );
    time("tier", "tier:20k-100k", "");
    time("followers", "followers>=20000", "");
    time(
        "two numbers and a region",
        "followers>=20000 like>5 region:US",
        "",
    );
    time("word, a fifteenth", "beauty", "");
    time("word, rare", "luna.garcia_cook00", "");
    time("word, one letter", "a", "");
    time("pinyin", "xmjj", "");
    time("sort by followers", "", "followers:desc");
    time("sort by gmv", "", "gmv:desc");
    time("sort by views", "", "views:desc");
    time(
        "sort by like rate, filtered by half",
        "followers>=10000",
        "like:desc",
    );
    time(
        "sorted and toggled",
        "followers>=10000 region:US",
        "like:desc",
    );
    time("few sorted", "followers>=1000000", "views:desc");
    time("sort by handle", "", "handle");
    time("sort by region, followers", "", "region,followers:desc");
    let t = Instant::now();
    let all = pool.histograms(16, TODAY);
    println!("{} histograms {:?}", all.len(), t.elapsed());
    println!("{} MB resident more at the end", resident() - before);
}
