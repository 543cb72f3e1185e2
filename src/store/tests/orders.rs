//! Order lines: read twice, changed, moved to another creator, taken back; and what they come to.

use super::*;
use crate::domain::number::Unit;
use crate::domain::order::{DAY as SECONDS, Id, Line, Said, State};
use crate::domain::returns::attach::Why;
use crate::domain::returns::cost::CostKind;
use crate::domain::returns::{Books, Rules};
use crate::store::returns::{Asked, Freshness};

fn day(d: i64) -> i64 {
    (20_700 + d) * SECONDS
}

fn said(order: i64, product: i64, sku: i64, handle: &str, paid: i64) -> Said {
    Said {
        line: Line {
            at: Some(day(order % 10)),
            paid: paid * 10_000,
            quantity: 1,
            commission: [paid * 1_000, 0, 0],
            currency: Currency::parse("USD").unwrap(),
            ..Line::default()
        },
        at_line: 2,
        order: Id::Number(order),
        product: Id::Number(product),
        sku: Id::Number(sku),
        product_name: None,
        handle: handle.into(),
        name: None,
        reference: None,
        link: None,
        content: None,
        code: None,
        status: None,
        cells: None,
    }
}

fn orders(store: &mut Store, digest: &str, lines: &[Said]) -> ImportCounts {
    let mut importing = store.begin_import(meta(digest)).unwrap();
    for line in lines {
        assert_eq!(importing.add_order(Platform::TikTok, line).unwrap(), None);
    }
    importing.finish().unwrap()
}

fn counts(c: &ImportCounts) -> [u64; 4] {
    [c.created, c.updated, c.unchanged, c.skipped_duplicates]
}

fn id(store: &Store, handle: &str) -> u32 {
    store.find(handle, None).unwrap()[0]
}

fn lines(store: &Store, handle: &str) -> Vec<Line> {
    let id = id(store, handle);
    store
        .read(|c| super::super::orders::lines_of(c, &[id]))
        .unwrap()
}

fn paid(store: &Store, handle: &str) -> i64 {
    lines(store, handle).iter().map(|l| l.paid).sum::<i64>() / 10_000
}

fn books(store: &Store) -> Books {
    store
        .view(|v| {
            v.books(Asked {
                products: true,
                ..Asked::default()
            })
        })
        .unwrap()
}

#[test]
fn a_download_that_says_less_is_newer_where_somebody_says_so() {
    let (_dir, mut store) = pool();
    let refunded = || {
        let mut l = said(1, 1, 1, "one", 10);
        l.line.refunded = l.line.paid;
        l
    };
    let download = |store: &mut Store, digest: &str, newest: bool, line: &Said| {
        let mut importing = store.begin_import(meta(digest)).unwrap();
        importing.downloaded();
        if newest {
            importing.newest();
        }
        importing.add_order(Platform::TikTok, line).unwrap();
        let counts = importing.finish().unwrap();
        (counts.created, counts.updated, counts.newer)
    };
    let back = |store: &Store| lines(store, "one")[0].refunded;
    assert_eq!(download(&mut store, "a", false, &refunded()), (1, 0, 0));
    // the buyer kept it after all, but nothing in a file says when it was fetched
    let kept = said(1, 1, 1, "one", 10);
    assert_eq!(download(&mut store, "b", false, &kept), (0, 0, 1));
    assert_eq!(back(&store), 100_000);
    assert_eq!(download(&mut store, "b", true, &kept), (0, 1, 0));
    assert_eq!(back(&store), 0);
}

#[test]
fn an_older_download_takes_nothing_back() {
    let (_dir, mut store) = pool();
    let estimated = |n| {
        let mut l = said(n, 1, 1, "one", 10);
        l.line.flags |= crate::domain::order::flag::ESTIMATED[0];
        l
    };
    let refunded = |n| {
        let mut l = estimated(n);
        l.line.refunded = l.line.paid;
        l
    };
    let download = |store: &mut Store, digest: &str, lines: &[Said]| {
        let mut importing = store.begin_import(meta(digest)).unwrap();
        importing.downloaded();
        for line in lines {
            importing.add_order(Platform::TikTok, line).unwrap();
        }
        let counts = importing.finish().unwrap();
        (counts.created, counts.updated, counts.newer)
    };
    // the newer one first: a line that was settled, one that went back
    let newer = [said(1, 1, 1, "one", 10), refunded(2), estimated(3)];
    assert_eq!(download(&mut store, "newer", &newer), (3, 0, 0));
    let older = [estimated(1), estimated(2), estimated(3), estimated(4)];
    assert_eq!(download(&mut store, "older", &older), (1, 0, 2));
    let told = |store: &Store| -> Vec<(i64, u8)> {
        let all = lines(store, "one");
        let mut all: Vec<_> = all.iter().map(|l| (l.order, l.refunded, l.flags)).collect();
        all.sort_unstable();
        all.iter().map(|l| (l.1, l.2)).collect()
    };
    let then = told(&store);
    assert_eq!(then, [(0, 0), (100_000, 1), (0, 1), (0, 1)]);
    // a line that comes further is taken, and what was read before takes nothing back, also of one's own files
    assert_eq!(
        download(&mut store, "newest", &[said(3, 1, 1, "one", 10)]),
        (0, 1, 0)
    );
    assert_eq!(download(&mut store, "newer", &newer), (0, 0, 1));
    let mended = [said(1, 1, 1, "one", 12)];
    assert_eq!(counts(&orders(&mut store, "mended", &mended)), [0, 1, 0, 0]);
    assert_eq!(counts(&orders(&mut store, "newer", &newer)), [0, 0, 3, 0]);
    assert_eq!(paid(&store, "one"), 42);
    // what was misread is read again, as long as nothing newer has changed it
    let misread = [said(9, 1, 1, "one", 1_200)];
    orders(&mut store, "own", &misread);
    assert_eq!(
        counts(&orders(&mut store, "own", &[said(9, 1, 1, "one", 12)])),
        [0, 1, 0, 0]
    );
    assert_eq!(paid(&store, "one"), 54);
}

#[test]
fn overlapping_downloads_change_nothing() {
    let (_dir, mut store) = pool();
    let first = [
        said(1, 7, 70, "anna", 10),
        said(1, 7, 71, "anna", 20),
        said(2, 8, 80, "bo", 5),
    ];
    assert_eq!(counts(&orders(&mut store, "a", &first)), [3, 0, 0, 0]);
    let again = orders(&mut store, "b", &first);
    assert_eq!((counts(&again), again.import), ([0, 0, 3, 0], None));
    let mut next = first.clone();
    next[0].line.refunded = 100_000;
    next[2] = said(3, 8, 80, "bo", 6);
    assert_eq!(counts(&orders(&mut store, "c", &next)), [1, 1, 1, 0]);
    assert_eq!(paid(&store, "anna"), 30);
    assert_eq!(paid(&store, "bo"), 11);
    assert_eq!(
        lines(&store, "anna")
            .iter()
            .filter(|l| l.refunded > 0)
            .count(),
        1
    );
    // of two rows with one key in one file the later one is the newer download
    let twice = [said(9, 7, 70, "anna", 1), said(9, 7, 70, "anna", 2)];
    assert_eq!(counts(&orders(&mut store, "d", &twice)), [1, 0, 0, 1]);
    assert_eq!(paid(&store, "anna"), 32);
}

#[test]
fn a_line_that_comes_back_with_another_creator_counts_once() {
    let (_dir, mut store) = pool();
    orders(
        &mut store,
        "a",
        &[said(1, 7, 70, "anna", 10), said(2, 7, 70, "anna", 1)],
    );
    let c = orders(&mut store, "b", &[said(1, 7, 70, "anna.new", 10)]);
    assert_eq!(counts(&c), [0, 1, 0, 0]);
    assert_eq!((paid(&store, "anna"), paid(&store, "anna.new")), (1, 10));
    store.undo_import(c.import.unwrap(), now()).unwrap();
    assert_eq!(paid(&store, "anna"), 11);
}

#[test]
fn taking_an_import_back_brings_back_what_it_changed() {
    let (_dir, mut store) = pool();
    let a = orders(
        &mut store,
        "a",
        &[said(1, 7, 70, "anna", 10), said(2, 7, 70, "bo", 1)],
    );
    let mut changed = said(1, 7, 70, "anna", 10);
    changed.line.state = State::Ineligible;
    let b = orders(&mut store, "b", &[changed, said(3, 9, 90, "anna", 4)]);
    assert_eq!(
        lines(&store, "anna").iter().filter(|l| l.counts()).count(),
        1
    );
    store.undo_import(b.import.unwrap(), now()).unwrap();
    assert_eq!(lines(&store, "anna").len(), 1);
    assert!(lines(&store, "anna")[0].counts());
    // a later import has lines of creators that this one made
    let c = orders(&mut store, "c", &[said(5, 7, 70, "bo", 1)]);
    let refused = store.undo_import(a.import.unwrap(), now());
    assert!(
        matches!(refused, Err(StoreError::LaterImport { .. })),
        "{refused:?}"
    );
    store.undo_import(c.import.unwrap(), now()).unwrap();
    store.undo_import(a.import.unwrap(), now()).unwrap();
    assert!(store.find("anna", None).unwrap().is_empty());
    for table in [
        "order_part",
        "order_block",
        "order_key",
        "order_item",
        "order_word",
        "product",
    ] {
        let n: i64 = store
            .conn
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0))
            .unwrap();
        assert_eq!(n, 0, "{table}");
    }
}

#[test]
fn many_lines_are_found_again_across_parts_and_blocks() {
    let (_dir, mut store) = pool();
    let all: Vec<Said> = (0..9_000)
        .map(|n| said(n / 2, 7 + n % 3, n % 2, &format!("c{}", n % 7), 1))
        .collect();
    for (at, part) in all.chunks(2_500).enumerate() {
        orders(&mut store, &format!("p{at}"), part);
    }
    assert_eq!(counts(&orders(&mut store, "again", &all)), [0, 0, 9_000, 0]);
    for c in 0..7 {
        let want = all.iter().filter(|s| *s.handle == *format!("c{c}")).count();
        assert_eq!(lines(&store, &format!("c{c}")).len(), want);
    }
    let mut seen = 0;
    store
        .read(|c| {
            super::super::orders::all_lines(c, &mut |_, lines| {
                seen += lines.len();
                Ok(())
            })
        })
        .unwrap();
    assert_eq!(seen, 9_000);
    // a changed line in the middle of a part
    let mut changed = all[4_321].clone();
    changed.line.paid += 1;
    assert_eq!(counts(&orders(&mut store, "c", &[changed])), [0, 1, 0, 0]);
    // keys are made again where they are lost
    store.conn.execute_batch("DELETE FROM order_key").unwrap();
    assert_eq!(orders(&mut store, "d", &all[..10]).unchanged, 10);
}

/// Collaborations and products straight into their tables: how they come there is tested elsewhere.
fn deal(store: &Store, id: u32, handle: &str, product: Option<i64>, span: (i64, Option<i64>)) {
    let creator = self::id(store, handle);
    let date = |d: i64| {
        let days = i32::try_from(20_700 + d).unwrap();
        crate::domain::returns::creator::date(days)
            .unwrap()
            .to_string()
    };
    store
        .conn
        .execute(
            "INSERT INTO collab (id, creator_id, ref, stage, product_id, started, ended, currency, fixed_fee, version) \
             VALUES (?1, ?2, 'R' || ?1, 'published', (SELECT id FROM product WHERE product_id = ?3), ?4, ?5, 'USD', \
             1000000, 0)",
            (id, creator, product.map(|p| p.to_string()), date(span.0), span.1.map(date)),
        )
        .unwrap();
}

fn gmv(books: &Books, collab: u32) -> i128 {
    let deal = books.deals.iter().find(|d| d.id == collab).unwrap();
    let r = books.reckon(deal);
    r.purse.main().and_then(|(_, s)| s.direct.gmv).unwrap_or(0) / 10_000
}

#[test]
fn lines_go_to_their_collaborations_and_sums_stay_fresh() {
    let (_dir, mut store) = pool();
    let all = [
        said(1, 7, 70, "anna", 10),
        said(2, 8, 80, "anna", 20),
        said(6, 7, 70, "anna", 40),
        said(7, 9, 90, "bo", 80),
    ];
    orders(&mut store, "a", &all);
    deal(&store, 1, "anna", Some(7), (0, Some(3)));
    deal(&store, 2, "anna", None, (2, None));
    store.reckon().unwrap();
    assert_eq!(store.returns_freshness().unwrap(), Freshness::Fresh);
    let b = books(&store);
    assert_eq!((gmv(&b, 1), gmv(&b, 2)), (10, 60));
    assert_eq!(b.loose.len(), 1);
    assert!(b.loose[0].lines.contains_key(&Why::NoCollab));
    // the kept sums, the sums with margins and the sums of one creator agree
    let settled = store.view(|v| v.books(Asked::default())).unwrap();
    let alone = store
        .view(|v| {
            v.books(Asked {
                of: Some(&[id(&store, "anna")]),
                ..Asked::default()
            })
        })
        .unwrap();
    for collab in [1, 2] {
        assert_eq!(gmv(&settled, collab), gmv(&b, collab));
        assert_eq!(gmv(&alone, collab), gmv(&b, collab));
    }
    // a day more
    let mut more = said(8, 7, 70, "anna", 1);
    more.line.at = Some(day(3));
    orders(&mut store, "b", &[more]);
    assert_eq!(
        store.returns_freshness().unwrap(),
        Freshness::Stale(vec![id(&store, "anna")])
    );
    assert_eq!(gmv(&books(&store), 1), 11);
    store.reckon().unwrap();
    assert_eq!(gmv(&books(&store), 1), 11);
    // of some days alone
    let b = store
        .view(|v| {
            v.books(Asked {
                period: Some((20_701, 20_702)),
                products: true,
                ..Asked::default()
            })
        })
        .unwrap();
    assert_eq!((gmv(&b, 1), gmv(&b, 2)), (10, 20));
}

#[test]
fn margins_act_from_their_days_on() {
    let (_dir, mut store) = pool();
    orders(
        &mut store,
        "a",
        &[
            said(1, 7, 70, "anna", 100),
            said(6, 7, 70, "anna", 100),
            said(2, 8, 80, "bo", 5),
        ],
    );
    deal(&store, 1, "anna", Some(7), (0, None));
    let profit = |store: &Store, products: bool| {
        let b = store
            .view(|v| {
                v.books(Asked {
                    products,
                    ..Asked::default()
                })
            })
            .unwrap();
        let r = b.reckon(&b.deals[0]);
        let s = *r.purse.main().unwrap().1;
        let raw = s.direct.profit();
        (
            raw.map(|p| p / 10_000 / i128::from(Unit::Ratio.per_one() / 2)),
            r.general_margin,
        )
    };
    store.reckon().unwrap();
    assert_eq!(profit(&store, true), (None, false));
    let share = |text: &str| {
        crate::domain::number::Decimal::parse(text)
            .unwrap()
            .to_raw(Unit::Ratio)
            .unwrap()
            .0
    };
    store
        .conn
        .execute("UPDATE product SET margin_rate = ?1", [share("0.3")])
        .unwrap();
    // not kept yet, and right all the same
    assert_eq!(profit(&store, false), (Some(60), false));
    store.reckon().unwrap();
    assert_eq!(profit(&store, false), (Some(60), false));
    let margin = |store: &Store, id: i64, day: i32, rate: &str| {
        let day = crate::domain::returns::creator::date(day).unwrap();
        store
            .conn
            .execute(
                "INSERT INTO margin (id, starts, product_id, margin_rate, version) VALUES (?1, ?2, 1, ?3, 0)",
                (id, day.to_string(), share(rate)),
            )
            .unwrap();
    };
    let both = |store: &Store, want: i128| {
        assert_eq!(profit(store, false), (Some(want), false));
        assert_eq!(profit(store, true), (Some(want), false));
    };
    // only those who have sold since are summed again
    margin(&store, 1, 20_705, "0.5");
    let anna = Freshness::Stale(vec![id(&store, "anna")]);
    assert_eq!(store.returns_freshness().unwrap(), anna);
    both(&store, 80);
    store.reckon().unwrap();
    both(&store, 80);
    // nobody has sold since
    margin(&store, 2, 20_720, "0.9");
    assert_eq!(store.returns_freshness().unwrap(), Freshness::Fresh);
    both(&store, 80);
    store.reckon().unwrap();
    both(&store, 80);
    // a day that nobody needs any more does no harm
    store
        .conn
        .execute("DELETE FROM margin WHERE id = 1", [])
        .unwrap();
    assert_eq!(store.returns_freshness().unwrap(), Freshness::Fresh);
    both(&store, 60);
    store.reckon().unwrap();
    both(&store, 60);
    // one between others takes only the lines apart that lie across it, and only of its product
    margin(&store, 3, 20_703, "0.4");
    assert_eq!(store.returns_freshness().unwrap(), anna);
    both(&store, 70);
    store.reckon().unwrap();
    both(&store, 70);
    // what has no day stands under the newest, also under one that came later
    let mut more = said(9, 7, 70, "anna", 100);
    more.line.at = None;
    more.reference = Some("R1".into());
    orders(&mut store, "b", &[more]);
    store.reckon().unwrap();
    both(&store, 160);
    margin(&store, 4, 20_730, "1");
    assert_eq!(store.returns_freshness().unwrap(), Freshness::Fresh);
    both(&store, 170);
    store.reckon().unwrap();
    both(&store, 170);
    // of everything that has none of its own, bo's among them
    store
        .conn
        .execute(
            "INSERT INTO margin (id, starts, product_id, margin_rate, version) VALUES (5, '2026-09-04', NULL, ?1, 0)",
            [share("0.7")],
        )
        .unwrap();
    assert_ne!(store.returns_freshness().unwrap(), Freshness::Fresh);
    both(&store, 170);
    store.reckon().unwrap();
    both(&store, 170);
    // what is summed bit by bit is what is summed at once
    let kept = |store: &Store| {
        let mut s = store
            .conn
            .prepare("SELECT creator_id, packed FROM settled ORDER BY creator_id")
            .unwrap();
        let all = s.query_map([], |r| Ok((r.get::<_, u32>(0)?, r.get::<_, Vec<u8>>(1)?)));
        all.unwrap().map(|r| r.unwrap()).collect::<Vec<_>>()
    };
    let bit_by_bit = kept(&store);
    store
        .conn
        .execute("DELETE FROM meta WHERE key = 'reckoned'", [])
        .unwrap();
    assert_eq!(store.returns_freshness().unwrap(), Freshness::Unknown);
    store.reckon().unwrap();
    assert_eq!(kept(&store), bit_by_bit);
    // the collaboration's own goes before both
    store
        .conn
        .execute("UPDATE collab SET margin_rate = ?1", [share("0.1")])
        .unwrap();
    let b = store
        .view(|v| {
            v.books(Asked {
                of: Some(&[id(&store, "anna")]),
                ..Asked::default()
            })
        })
        .unwrap();
    let r = b.reckon(&b.deals[0]);
    let n = r.purse.main().unwrap().1.numbers(&Rules::default());
    // 30 against 100 of fee and 30 of commission
    assert_eq!(n.returned.unwrap().fixed(4), "0.2308");
}

#[test]
fn shared_costs_are_divided_without_a_rest() {
    let (_dir, mut store) = pool();
    orders(
        &mut store,
        "a",
        &[said(1, 7, 70, "anna", 100), said(2, 7, 70, "bo", 300)],
    );
    deal(&store, 1, "anna", None, (0, None));
    deal(&store, 2, "bo", None, (0, None));
    store
        .conn
        .execute_batch("UPDATE collab SET fixed_fee = NULL")
        .unwrap();
    let cost = |kind: &str, amount: i64, split: &str, shares: &str| {
        store
            .conn
            .execute(
                "INSERT INTO cost (cost_id, kind, amount, currency, split, shares, version) \
                 VALUES (?1, ?1, ?2, 'USD', ?3, ?4, 0)",
                (kind, amount, split, shares),
            )
            .unwrap();
    };
    cost("boost", 1_000_100, "count", "R1|R2");
    cost("other", 400_000, "gmv", "R1|R2");
    cost("labour", 100_000, "share", "R1:0.7|R2:0.3");
    let b = books(&store);
    let of = |collab: usize, kind| {
        let r = b.reckon(&b.deals[collab]);
        r.purse.main().unwrap().1.costs[kind].unwrap()
    };
    assert_eq!(
        (of(0, CostKind::Boost), of(1, CostKind::Boost)),
        (500_100, 500_000)
    );
    assert_eq!(
        (of(0, CostKind::Other), of(1, CostKind::Other)),
        (100_000, 300_000)
    );
    assert_eq!(
        (of(0, CostKind::Labour), of(1, CostKind::Labour)),
        (70_000, 30_000)
    );
}
