//! What is loaded from the columns that are kept is what the creators themselves say.

use std::sync::atomic::AtomicBool;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use rusqlite::Connection;

use super::super::importing::{self, Done, Wish};
use super::*;
use crate::domain::facet::Facet;
use crate::domain::field::Metric;
use crate::domain::filter;
use crate::domain::money::Rates;
use crate::domain::tier::Schemes;
use crate::pool::Query;

const TODAY: Date = date(2026, 11, 22);

struct Bench {
    dir: tempfile::TempDir,
    store: Store,
    files: usize,
}

impl Bench {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("pool.db"), "anna").unwrap();
        Bench {
            dir,
            store,
            files: 0,
        }
    }

    /// Reads a file with these rows in, as the tool does.
    fn import(&mut self, rows: &[String]) -> Done {
        self.files += 1;
        let path = self.dir.path().join(format!("{}.csv", self.files));
        let head = "handle,platform_id,display_name,region,categories,followers,gmv_30d,currency,orders_30d,items_30d,\
                    tags,note,as_of";
        std::fs::write(&path, format!("{head}\n{}\n", rows.join("\n"))).unwrap();
        let wish = Wish {
            path,
            ..Wish::default()
        };
        let plan = importing::plan(&self.store, &wish, TODAY).unwrap();
        let never = AtomicBool::new(false);
        let at = Timestamp::UNIX_EPOCH;
        let say = |m: &crate::domain::message::Message| m.id.to_owned();
        importing::run(
            &mut self.store,
            &wish,
            &plan,
            false,
            at,
            &never,
            &mut |_| {},
            &say,
        )
        .unwrap()
    }

    fn lacking(&self) -> usize {
        let survey = self.store.view(|view| survey(view, &[]));
        survey.unwrap().1.len()
    }

    fn unlabelled(&self) -> usize {
        let survey = self.store.view(|view| survey(view, &[]));
        let (pieces, _) = survey.unwrap();
        pieces.iter().filter(|p| p.made_labels.is_some()).count()
    }

    /// What is loaded, and what would be if nothing were kept.
    fn both(&self) -> [String; 2] {
        let kept = load(&self.store, Cores::All).unwrap().pool;
        let copy = self.dir.path().join("copy.db");
        let _ = std::fs::remove_file(&copy);
        let conn = self.sql();
        conn.execute("VACUUM INTO ?1", [copy.to_str().unwrap()])
            .unwrap();
        let copied = Connection::open(&copy).unwrap();
        copied
            .execute_batch(
                "DELETE FROM stretch; DELETE FROM stretch_part; DELETE FROM stretch_label",
            )
            .unwrap();
        drop(copied);
        let copy = Store::open_reader(&copy).unwrap();
        [
            all_of(&kept),
            all_of(&load(&copy, Cores::All).unwrap().pool),
        ]
    }

    fn sql(&self) -> Connection {
        Connection::open(self.store.path()).unwrap()
    }
}

fn all_of(pool: &Pool) -> String {
    let schemes = Schemes::default();
    let mut out = format!("{:?}\n", pool.currencies());
    for facet in Facet::ALL {
        let mut values: Vec<_> = pool.values(facet).collect();
        // spelled as whoever came first spelled them, in whatever order
        values.sort_unstable();
        out.push_str(&format!("{facet:?} {values:?}\n"));
    }
    for text in [
        "",
        "c1",
        "vip",
        "hello",
        "xm",
        "cat:beauty",
        "gmv>5USD",
        "has:note",
        "score>=2",
    ] {
        let query = Query {
            filter: &filter::parse(text, &schemes).unwrap(),
            schemes: &schemes,
            rates: &Rates::default(),
            today: TODAY,
            sort: &[],
            probes: &[],
            facets: false,
        };
        let answer = pool.query(&query);
        let ids = answer.ids.within(0..answer.ids.len());
        out.push_str(&format!("{text}: {ids:?}\n"));
    }
    for id in pool.ids() {
        let value = pool.value(id, Metric::Stale, TODAY);
        out.push_str(&format!("{:?} {value:?}\n", pool.outlines(&[id])));
    }
    out
}

/// A row of a file: who, and what of them.
fn line(who: u32, what: u32) -> String {
    let name = ["Anna Kim", "小美", "", "ฟ้าใส", "ANNA"][(who + what) as usize % 5];
    let region = ["TH", "us", "US", ""][what as usize % 4];
    let category = ["Beauty|Home", "beauty", "", "Pets"][(what / 2) as usize % 4];
    let tags = ["", "vip", "VIP|new", "new|vip"][(who * 7 + what) as usize % 4];
    let note = ["", "", "hello"][(what + who) as usize % 3];
    let day = ["", "2026-11-20", "2026-10-01"][(who / 3 + what) as usize % 3];
    let currency = ["USD", "THB"][who as usize % 2];
    let id = if who.is_multiple_of(3) {
        String::new()
    } else {
        format!("67{who:017}")
    };
    format!(
        "c{who},{id},{name},{region},{category},{},{}.50,{currency},{},{},{tags},{note},{day}",
        who * 900 + what,
        who % 9 * what,
        what % 4,
        who % 5,
    )
}

fn lines(who: std::ops::Range<u32>, what: u32) -> Vec<String> {
    who.map(|w| line(w, what)).collect()
}

#[test]
fn an_import_leaves_the_columns_of_its_newcomers() {
    let mut bench = Bench::new();
    bench.import(&lines(0..203, 1));
    assert_eq!(bench.lacking(), 0);
    let [kept, read] = bench.both();
    assert_eq!(kept, read);
    assert!(load(&bench.store, Cores::All).unwrap().made.is_none());
    // more of them, behind those that are there: only the stretch they share is made anew
    bench.import(&lines(203..300, 2));
    assert_eq!(bench.lacking(), 1);
    let [kept, read] = bench.both();
    assert_eq!(kept, read);
    make(&mut bench.store, Cores::All).unwrap();
    assert_eq!(bench.lacking(), 0);
    let [kept, read] = bench.both();
    assert_eq!(kept, read);
}

#[test]
fn a_small_pool_keeps_none() {
    let mut bench = Bench::new();
    bench.import(&lines(0..10, 1));
    assert!(load(&bench.store, Cores::All).unwrap().made.is_none());
    make(&mut bench.store, Cores::All).unwrap();
    assert_eq!(bench.lacking(), 1);
    let [kept, read] = bench.both();
    assert_eq!(kept, read);
    // nor does an empty one have any
    assert_eq!(load(&Bench::new().store, Cores::All).unwrap().pool.len(), 0);
}

#[test]
fn what_had_to_be_made_is_kept_unless_the_file_has_moved_on() {
    let mut bench = Bench::new();
    bench.import(&lines(0..100, 1));
    let at = Timestamp::UNIX_EPOCH;
    bench.store.add_tag(&[5, 50], "later", at).unwrap();
    let made = load(&bench.store, Cores::All).unwrap().made;
    let made = made.unwrap();
    assert_eq!(made.stretches.len(), 2);
    assert!(made.stretches.iter().all(|s| s.columns.is_none()));
    bench.store.add_tag(&[90], "later", at).unwrap();
    keep(&mut bench.store, made).unwrap();
    assert_eq!((bench.lacking(), bench.unlabelled()), (0, 3));
    let made = load(&bench.store, Cores::All).unwrap().made;
    keep(&mut bench.store, made.unwrap()).unwrap();
    assert_eq!((bench.lacking(), bench.unlabelled()), (0, 0));
    bench.import(&lines(5..7, 3));
    assert_eq!((bench.lacking(), bench.unlabelled()), (1, 0));
    let made = load(&bench.store, Cores::All).unwrap().made;
    keep(&mut bench.store, made.unwrap()).unwrap();
    assert_eq!((bench.lacking(), bench.unlabelled()), (0, 0));
    let [kept, read] = bench.both();
    assert_eq!(kept, read);
    // more than are wished for are left to somebody who can keep them
    bench.sql().execute_batch("DELETE FROM stretch").unwrap();
    assert!(
        load_lacking(&bench.store, Cores::ButOne, 6)
            .unwrap()
            .is_none()
    );
    assert!(
        load_lacking(&bench.store, Cores::ButOne, 7)
            .unwrap()
            .is_some()
    );
}

#[test]
fn damaged_ones_are_made_anew_without_a_word() {
    let mut bench = Bench::new();
    bench.import(&lines(0..100, 1));
    let [good, _] = bench.both();
    let damages = [
        "UPDATE stretch SET head = x'00' WHERE id = 2",
        "UPDATE stretch SET head = (SELECT head FROM stretch WHERE id = 1) WHERE id = 3",
        "DELETE FROM stretch_part WHERE id = 5",
        "UPDATE stretch_part SET bytes = substr(bytes, 1, length(bytes) - 1) WHERE id = 8",
        "UPDATE stretch_part SET bytes = CAST(bytes || x'00' AS BLOB) WHERE id = 9",
        "UPDATE stretch_part SET bytes = zeroblob(length(bytes)) WHERE id = 1",
        "UPDATE meta SET value = 'x' WHERE key = 'stretches'",
        "INSERT INTO stretch SELECT id + 50, head FROM stretch",
        "UPDATE stretch_label SET head = x'00' WHERE id = 2",
        "UPDATE stretch_label SET bytes = zeroblob(length(bytes)) WHERE id = 1",
        "UPDATE stretch_label SET bytes = CAST(bytes || x'00' AS BLOB) WHERE id = 3",
        "DELETE FROM stretch_label WHERE id = 5",
        // of fewer creators
        "UPDATE stretch_label SET (head, bytes) = (SELECT head, bytes FROM stretch_label WHERE id = 6) WHERE id = 0",
        "INSERT INTO stretch_label SELECT id + 50, head, bytes FROM stretch_label",
    ];
    for damage in damages {
        assert!(bench.sql().execute(damage, []).unwrap() > 0, "{damage}");
        let Loaded { pool, made, .. } = load(&bench.store, Cores::All).unwrap();
        assert_eq!(all_of(&pool), good, "{damage}");
        if let Some(made) = made {
            keep(&mut bench.store, made).unwrap();
        }
        assert!(
            load(&bench.store, Cores::All).unwrap().made.is_none(),
            "{damage}"
        );
    }
}

#[test]
fn they_are_loaded_whole_while_somebody_writes() {
    let mut bench = Bench::new();
    bench.import(&lines(0..100, 1));
    let path = bench.store.path().to_owned();
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut store = Store::open(&path, "bo").unwrap();
            for i in 0..40 {
                let ids = [i % 100 + 1, i * 7 % 100 + 1];
                store
                    .add_tag(&ids, &format!("t{i}"), Timestamp::UNIX_EPOCH)
                    .unwrap();
            }
            over.store(true, Ordering::Relaxed);
        });
        while !over.load(Ordering::Relaxed) {
            let Loaded { pool, made, .. } = load(&bench.store, Cores::All).unwrap();
            assert_eq!(pool.len(), 100);
            if let Some(made) = made {
                keep(&mut bench.store, made).unwrap();
            }
        }
    });
    let [kept, read] = bench.both();
    assert_eq!(kept, read);
}

#[derive(Debug, Clone)]
enum Step {
    Import(u32, u32, u32),
    Tag(u32),
    Note(u32),
    List(u32),
    Undo,
    Keep,
    Make,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0u32..120, 1u32..90, 0u32..40).prop_map(|(a, n, what)| Step::Import(a, n, what)),
        1 => (1u32..150).prop_map(Step::Tag),
        1 => (1u32..150).prop_map(Step::Note),
        1 => (1u32..150).prop_map(Step::List),
        1 => Just(Step::Undo),
        2 => Just(Step::Keep),
        1 => Just(Step::Make),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_was_done_the_columns_say_what_the_creators_say(steps in prop::collection::vec(step(), 1..9)) {
        let mut bench = Bench::new();
        let at = Timestamp::UNIX_EPOCH;
        for step in &steps {
            match *step {
                // twice some of them: what a file says again of the same creator
                Step::Import(from, n, what) => {
                    let mut rows = lines(from..from + n, what);
                    rows.extend(lines(from..from + n / 3, what + 1));
                    bench.import(&rows);
                }
                // of creators there may be none
                Step::Tag(id) => drop(bench.store.add_tag(&[id], "by hand", at)),
                Step::Note(id) => drop(bench.store.add_note(id, "by hand", at)),
                Step::List(id) => drop(bench.store.add_to_list(&[id], "l", at)),
                Step::Undo => {
                    let last = bench.store.imports().unwrap();
                    if let Some(last) = last.iter().find(|i| i.undone_at.is_none()) {
                        let _ = bench.store.undo_import(last.id, at);
                    }
                }
                Step::Keep => {
                    if let Some(made) = load(&bench.store, Cores::All).unwrap().made {
                        keep(&mut bench.store, made).unwrap();
                    }
                }
                Step::Make => make(&mut bench.store, Cores::All).unwrap(),
            }
            let [kept, read] = bench.both();
            prop_assert_eq!(kept, read, "after {:?}", step);
        }
    }
}
