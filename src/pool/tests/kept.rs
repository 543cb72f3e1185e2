//! Columns in bytes: what comes back is what was told, and nothing else ever comes back.

use std::io;

use proptest::prelude::*;

use super::model::a_record;
use super::*;
use crate::domain::sketch::Relabelled;
use crate::pool::stretch::whole;
use crate::pool::{Head, Numbers, Packed, Rest};

fn packed(records: &[Record]) -> Packed {
    let mut builder = Builder::with_capacity(records.len());
    records.iter().for_each(|r| assert!(builder.push_record(r)));
    builder.pack()
}

fn taken(stretch: &Packed) -> io::Result<Pool> {
    whole(std::slice::from_ref(stretch))
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
                    by: "anna".to_owned(),
                    body: "samples first".to_owned(),
                    ..Note::default()
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
            "tags,followers",
            "lists:desc",
        ] {
            out.push_str(&format!("{:?}", ask_sorted(pool, q, sort)));
        }
    }
    out.push_str(&format!("{:?}", pool.histograms(8, TODAY)));
    out
}

#[test]
fn what_was_told_comes_back() {
    for n in [0, 1, 39, 40, 41, 64, 2_000] {
        let records = some(n);
        let stretch = packed(&records);
        assert_eq!(Head::read(&stretch.head).unwrap().rows(), n as usize);
        let again = taken(&stretch).unwrap();
        assert_eq!(all_of(&again), all_of(&build(&records)), "{n}");
    }
}

#[test]
fn a_builder_is_used_again() {
    let records = some(100);
    let mut builder = Builder::with_capacity(0);
    let mut stretches = Vec::new();
    for part in [&records[..70], &records[70..]] {
        part.iter().for_each(|r| assert!(builder.push_record(r)));
        stretches.push(builder.pack());
    }
    let again = whole(&stretches).unwrap();
    assert_eq!(all_of(&again), all_of(&build(&records)));
}

#[test]
fn another_version_is_not_taken() {
    let mut stretch = packed(&some(10));
    let end = stretch.head.len() - 4;
    stretch.head[0] ^= 1;
    let sum = crc32fast::hash(&stretch.head[..end]);
    stretch.head[end..].copy_from_slice(&sum.to_le_bytes());
    assert!(Head::read(&stretch.head).is_err());
}

#[test]
fn no_damage_goes_unnoticed() {
    type Of = fn(&mut Packed) -> &mut Vec<u8>;
    let whole = packed(&some(300));
    let parts: [(&str, Of); 5] = [
        ("head of labels", |s| &mut s.labels.head),
        ("labels", |s| &mut s.labels.bytes),
        ("head", |s| &mut s.head),
        ("numbers", |s| &mut s.numbers),
        ("rest", |s| &mut s.rest),
    ];
    for (name, part) in parts {
        let bytes = part(&mut whole.clone()).clone();
        for at in (0..bytes.len()).step_by(if name.starts_with("head") { 1 } else { 37 }) {
            let mut damaged = whole.clone();
            part(&mut damaged)[at] ^= 0x10;
            assert!(taken(&damaged).is_err(), "{name}, byte {at}");
        }
        for len in (0..bytes.len()).step_by(211) {
            let mut cut = whole.clone();
            part(&mut cut).truncate(len);
            assert!(taken(&cut).is_err(), "{name}, cut at {len}");
        }
        let mut longer = whole.clone();
        part(&mut longer).push(0);
        assert!(taken(&longer).is_err(), "{name}, longer");
    }
}

#[test]
fn what_cannot_be_read_is_an_error_not_a_panic() {
    struct Broken;
    impl io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("no such disk"))
        }
    }
    let heads = [Head::read(&packed(&some(3)).head).unwrap()];
    assert!(Numbers::new(&heads).add(&heads[0], Broken).is_err());
    assert!(Rest::new(&heads).add(&heads[0], Broken).is_err());
}

/// Other labels for some creators, as nobody has them yet or as others have them.
fn a_change() -> impl Strategy<Value = (prop::sample::Index, Vec<usize>, Vec<usize>, Vec<usize>)> {
    let some = || prop::collection::vec(0usize..5, 0..3);
    (any::<prop::sample::Index>(), some(), some(), some())
}

fn changed(r: &mut Record, tags: &[usize], lists: &[usize], notes: &[usize]) -> Relabelled {
    let names = |all: &[usize], of: [&str; 5]| -> Vec<String> {
        let mut names: Vec<String> = all.iter().map(|i| of[*i].to_owned()).collect();
        names.sort();
        names.dedup();
        names
    };
    r.tags = names(tags, ["vip", "核心达人", "new", "Ｎext", "own"]);
    r.lists = names(lists, ["November", "a", "b", "c", "名单"]);
    let said = ["samples first", "小美 says\nyes", "no", "home", "late"];
    r.notes = names(notes, said)
        .into_iter()
        .map(|body| Note {
            by: "anna".to_owned(),
            body,
            ..Note::default()
        })
        .collect();
    let shared = |names: &[String]| names.iter().map(|n| n.as_str().into()).collect();
    Relabelled {
        id: r.id,
        tags: shared(&r.tags),
        lists: shared(&r.lists),
        notes: r.notes.iter().map(|n| n.body.as_str().into()).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn a_pool_with_other_labels_is_as_one_made_of_them(
        mut records in prop::collection::vec(a_record(), 1..60),
        rounds in prop::collection::vec(prop::collection::vec(a_change(), 0..20), 1..4),
        asked in any::<bool>(),
    ) {
        for (id, r) in (1..).zip(&mut records) {
            r.id = id * 3;
            // the pool file knows one spelling of each
            r.tags.retain(|t| t != "ＶＩＰ");
        }
        let mut pool = build(&records);
        for changes in rounds {
            if asked {
                // what is kept of it must not be believed afterwards
                all_of(&pool);
            }
            let mut relabelled = vec![Relabelled { id: 4, ..Relabelled::default() }];
            for (who, tags, lists, notes) in &changes {
                let at = who.index(records.len());
                let r = &mut records[at];
                relabelled.retain(|c| c.id != r.id);
                relabelled.push(changed(r, tags, lists, notes));
            }
            pool = pool.relabelled(&relabelled);
            let want = build(&records);
            let (said, wanted) = (all_of(&pool), all_of(&want));
            let differ = said.bytes().zip(wanted.bytes()).position(|(a, b)| a != b);
            let near = |text: &str| {
                let from = differ.unwrap_or(0);
                String::from_utf8_lossy(&text.as_bytes()[from.saturating_sub(200)..]).chars().take(400).collect::<String>()
            };
            prop_assert!(said == wanted, "{} / {}", near(&said), near(&wanted));
            // told in a file like any other
            let again = taken(&Packed::of(&pool)).unwrap();
            prop_assert_eq!(all_of(&again), all_of(&pool));
        }
    }

    #[test]
    fn any_pool_is_the_same_in_one_piece_and_in_several(
        mut records in prop::collection::vec(a_record(), 0..60),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..3),
    ) {
        for (id, r) in (1..).zip(&mut records) {
            r.id = id * 3;
        }
        let mut cuts: Vec<usize> = cuts.iter().map(|c| c.index(records.len() + 1)).collect();
        cuts.sort_unstable();
        let mut pieces = Vec::new();
        let mut from = 0;
        for to in cuts.into_iter().chain([records.len()]) {
            pieces.push(packed(&records[from..to]));
            from = to;
        }
        let joined = whole(&pieces).unwrap();
        prop_assert_eq!(all_of(&joined), all_of(&build(&records)));
    }
}
