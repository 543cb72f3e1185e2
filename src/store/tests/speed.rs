//! Measurements, run by hand in release:
//! `DAREN_CREATORS=creators.csv cargo test --release --lib store::tests::speed -- --ignored --nocapture`, the file made
//! by the generator of native creators.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "measurements are read by people"
)]

use std::time::Instant;

use super::*;
use crate::domain::number::Decimal;

fn generated(path: &str) -> Vec<Incoming> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let metric = |name: &str| {
        Some(match name {
            "followers" => Metric::Followers,
            "female_share" => Metric::Female,
            "male_share" => Metric::Male,
            "age_13_17_share" => Metric::Age13,
            "age_18_24_share" => Metric::Age18,
            "age_25_34_share" => Metric::Age25,
            "age_35_44_share" => Metric::Age35,
            "age_45_plus_share" => Metric::Age45,
            "posts_30d" => Metric::Videos,
            "lives_30d" => Metric::Lives,
            "views_30d" => Metric::Views,
            "likes_30d" => Metric::Likes,
            "comments_30d" => Metric::Comments,
            "shares_30d" => Metric::Shares,
            "completion_rate" => Metric::Completion,
            "products_28d" => Metric::Products,
            "orders_30d" => Metric::Orders,
            "items_30d" => Metric::Items,
            "gmv_30d" => Metric::Gmv,
            "refunds_30d" => Metric::Refunds,
            "clicks_30d" => Metric::Clicks,
            "price_low" => Metric::PriceLow,
            "price_high" => Metric::PriceHigh,
            "fulfilment_rate" => Metric::Fulfilment,
            "reply_rate" => Metric::Reply,
            _ => return None,
        })
    };
    lines
        .map(|line| {
            let mut r = row("", "", &[]);
            for (name, cell) in header.iter().zip(line.split(',')) {
                if cell.is_empty() {
                    continue;
                }
                match *name {
                    "handle" => r.identity.handle = cell.into(),
                    "platform_id" => r.identity.platform_id = Some(cell.into()),
                    "display_name" => r.observation.set_attr(Attr::Name, cell),
                    "region" => r.observation.set_attr(Attr::Region, cell),
                    "language" => r.observation.set_attr(Attr::Language, cell),
                    "categories" => r.observation.set_attr(Attr::Categories, cell),
                    "email" => r.observation.set_attr(Attr::Email, cell),
                    "currency" => r.observation.currency = Currency::parse(cell).unwrap(),
                    "tags" => r.tags = cell.split('|').map(str::to_owned).collect(),
                    "note" => r.note = Some(cell.into()),
                    "as_of" => r.period = Period::parse(cell),
                    _ => {
                        if let Some(m) = metric(name) {
                            let raw = Decimal::parse(cell).unwrap().to_raw(m.unit()).unwrap().0;
                            r.observation.metrics.set(m, Some(raw));
                        }
                    }
                }
            }
            r
        })
        .collect()
}

#[test]
#[ignore = "a measurement"]
fn import_speed() {
    let Ok(path) = std::env::var("DAREN_CREATORS") else {
        eprintln!("skipped: DAREN_CREATORS names no file");
        return;
    };
    let rows = generated(&path);
    let (dir, mut store) = pool();
    let only = std::env::var("DAREN_ONLY").ok();
    for (what, bump) in [("empty pool", 0), ("same file", 0), ("all changed", 1)] {
        let start = Instant::now();
        let mut importing = store.begin_import(meta(what)).unwrap();
        let mut row = rows[0].clone();
        for r in &rows {
            if bump == 0 {
                importing.add(r).unwrap();
            } else {
                row.clone_from(r);
                row.observation.metrics.set(Metric::Followers, Some(bump));
                importing.add(&row).unwrap();
            }
        }
        let before_commit = start.elapsed();
        let counts = importing.finish().unwrap();
        let took = start.elapsed();
        println!(
            "{what}: {:.0} rows/s ({took:?}, of it commit {:?}) {counts:?}",
            rows.len() as f64 / took.as_secs_f64(),
            took - before_commit
        );
        let start = Instant::now();
        store.tidy().unwrap();
        println!("tidying: {:?}", start.elapsed());
        if only.is_some() {
            break;
        }
    }
    let size = std::fs::metadata(dir.path().join("pool.db")).unwrap().len();
    println!(
        "file {} MB, {} B a creator",
        size >> 20,
        size / rows.len() as u64
    );
    let reader = Store::open_reader(&dir.path().join("pool.db")).unwrap();
    let start = Instant::now();
    let mut n = 0;
    let count = |view: &View<'_>| {
        view.sketches(0..=u32::MAX, |_| {
            n += 1;
            std::ops::ControlFlow::Continue(())
        })
    };
    reader.view(count).unwrap();
    println!("stream of {n}: {:?}", start.elapsed());
    if only.is_some() {
        for _ in 0..8 {
            let start = Instant::now();
            let all = |view: &View<'_>| {
                view.sketches(0..=u32::MAX, |_| std::ops::ControlFlow::Continue(()))
            };
            reader.view(all).unwrap();
            println!("again: {:?}", start.elapsed());
        }
        return;
    }
    let ids: Vec<u32> = (0..60).map(|i| i * 3001 % n + 1).collect();
    let start = Instant::now();
    let window = reader.creators(&ids).unwrap();
    println!("window of {}: {:?}", window.len(), start.elapsed());
    let start = Instant::now();
    store.undo_import(2, now()).unwrap();
    println!("undo of all changed: {:?}", start.elapsed());
}
