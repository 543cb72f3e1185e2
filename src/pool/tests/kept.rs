//! Columns in a file: what comes back is what was kept, and nothing else ever comes back.

use std::io::{Cursor, Read as _};
use std::sync::Arc;

use proptest::prelude::*;

use super::model::a_record;
use super::*;
use crate::pool::snapshot::Key;

fn key() -> Key {
    Key {
        pool: "0123456789abcdef0123456789abcdef".to_owned(),
        position: (7, 1_700_000_000_000),
    }
}

fn kept(pool: &Pool) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    pool.keep(&key(), &mut file).unwrap();
    file.into_inner()
}

fn taken(bytes: &[u8], key: &Key) -> std::io::Result<Pool> {
    Pool::take(key, || Ok(Cursor::new(bytes)))
}

fn some(n: u32) -> Vec<Record> {
    let names = ["小美", "สวย", "Ana", "李 Lee", ""];
    (0..n)
        .map(|i| {
            // with gaps
            let mut r = record(i * 2 + 5, &format!("handle.{i}"), |o| {
                o.metrics
                    .set(Metric::Followers, Some(i64::from(i) * 977 % 400_000));
                o.metrics
                    .set(Metric::Gmv, (i % 9 == 0).then_some(i64::from(i) * 500));
                o.metrics
                    .set(Metric::Orders, Some(if i % 9 == 0 { 3 } else { 0 }));
                o.metrics.set(Metric::Items, Some(i64::from(i % 4)));
                o.metrics.set(Metric::Videos, Some(i64::from(i % 30)));
                o.metrics.set(Metric::Lives, Some(i64::from(i % 3)));
                o.metrics
                    .set(Metric::Female, Some(i64::from(i % 100) * 200_000));
                o.set_attr(Attr::Name, names[i as usize % names.len()]);
                o.set_attr(
                    Attr::Categories,
                    ["Beauty", "Beauty|Home", "", "home"][i as usize % 4],
                );
                o.currency = Currency::parse(["USD", "THB"][i as usize % 2]).unwrap();
            });
            if i % 11 == 0 {
                r.tags = vec!["VIP".to_owned(), "核心达人".to_owned()];
            }
            if i % 50 == 0 {
                r.notes = vec![Note {
                    at: String::new(),
                    by: "anna".to_owned(),
                    body: "samples first".to_owned(),
                }];
            }
            r
        })
        .collect()
}

/// Everything a pool says, caches apart.
fn all_of(pool: &Pool) -> String {
    let queries = [
        "",
        "cat:home",
        "tag:vip",
        "-tag:核心达人 followers>20k",
        "samples",
        "xm",
        "has:note",
        "gmv>0USD",
        "score>=2 female:20..80",
    ];
    let mut out = format!(
        "{:?} {:?} {:?}",
        pool.ids(),
        pool.newest(),
        pool.currencies()
    );
    for q in queries {
        for sort in [
            "",
            "followers:desc,handle",
            "gmv",
            "name:desc",
            "categories",
            "score:desc",
        ] {
            out.push_str(&format!("{:?}", ask_sorted(pool, q, sort)));
        }
    }
    out.push_str(&format!("{:?}", pool.histograms(8, TODAY)));
    out
}

#[test]
fn what_was_kept_comes_back() {
    for n in [0, 1, 63, 64, 2_000] {
        let pool = build(&some(n));
        let bytes = kept(&pool);
        let again = taken(&bytes, &key()).unwrap();
        assert_eq!(all_of(&again), all_of(&pool), "{n}");
        // and is kept the same
        assert_eq!(kept(&again), bytes, "{n}");
    }
}

#[test]
fn another_state_pool_or_version_is_not_taken() {
    let bytes = kept(&build(&some(100)));
    let others = [
        Key {
            pool: "1".repeat(32),
            ..key()
        },
        Key {
            pool: String::new(),
            ..key()
        },
        Key {
            position: (8, key().position.1),
            ..key()
        },
        Key {
            position: (7, 1),
            ..key()
        },
    ];
    for other in others {
        assert!(taken(&bytes, &other).is_err(), "{other:?}");
    }
    let mut version = bytes.clone();
    version[8] ^= 1;
    assert!(taken(&version, &key()).is_err());
    assert!(taken(b"", &key()).is_err());
    assert!(taken(b"#!/bin/sh\necho something else entirely, long enough for a head of any length at all, and more of it still, so that it is not simply short", &key()).is_err());
}

#[test]
fn no_damage_goes_unnoticed() {
    let bytes = kept(&build(&some(300)));
    // every byte of the head, and many behind it
    let places = (0..200).chain((200..bytes.len()).step_by(37));
    for at in places {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x10;
        assert!(taken(&damaged, &key()).is_err(), "byte {at}");
    }
    for len in (0..bytes.len()).step_by(211) {
        assert!(taken(&bytes[..len], &key()).is_err(), "cut at {len}");
    }
    let mut longer = bytes;
    longer.push(0);
    assert!(taken(&longer, &key()).is_err());
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_not_a_panic() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("no such disk"))
        }
    }
    impl std::io::Seek for Broken {
        fn seek(&mut self, _: std::io::SeekFrom) -> std::io::Result<u64> {
            Ok(0)
        }
    }
    assert!(Broken.read(&mut [0]).is_err());
    assert!(Pool::take(&key(), || Ok(Broken)).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn any_pool_is_the_same_in_one_piece_in_several_and_from_a_file(
        mut records in prop::collection::vec(a_record(), 0..60),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..3),
    ) {
        for (id, r) in (1..).zip(&mut records) {
            r.id = id * 3;
        }
        let whole = build(&records);
        let mut cuts: Vec<usize> = cuts.iter().map(|c| c.index(records.len() + 1)).collect();
        cuts.sort_unstable();
        let mut pieces = Vec::new();
        let mut from = 0;
        for to in cuts.into_iter().chain([records.len()]) {
            let mut piece = Builder::with_capacity(to - from);
            records[from..to].iter().for_each(|r| assert!(piece.push_record(r)));
            pieces.push(piece);
            from = to;
        }
        let first = pieces.remove(0);
        let joined = first.join(pieces);
        let (whole, joined) = (Arc::new(whole), Arc::new(joined));
        prop_assert_eq!(all_of(&joined), all_of(&whole));
        let again = taken(&kept(&joined), &key()).unwrap();
        prop_assert_eq!(all_of(&again), all_of(&whole));
    }
}
