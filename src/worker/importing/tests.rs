use std::path::Path;
use std::time::Instant;

use jiff::civil::date;

use super::*;
use crate::domain::field::Metric;

const TODAY: Date = date(2026, 11, 22);

struct Bench {
    dir: tempfile::TempDir,
    store: Store,
}

impl Bench {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("pool.db"), "anna").unwrap();
        Bench { dir, store }
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn run(&mut self, wish: &Wish, dry: bool, today: Date) -> Result<Done, Stop> {
        let plan = plan(&self.store, wish, today)?;
        let never = AtomicBool::new(false);
        run(
            &mut self.store,
            wish,
            &plan,
            dry,
            Timestamp::UNIX_EPOCH,
            &never,
            &mut |_| {},
            &|m| m.id.to_owned(),
        )
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.dir.path()).unwrap();
        let mut all: Vec<String> = entries
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .filter(|n| !n.starts_with("pool.db"))
            .collect();
        all.sort();
        all
    }
}

fn wish(path: &Path) -> Wish {
    Wish {
        path: path.to_owned(),
        ..Wish::default()
    }
}

#[test]
fn a_file_without_a_period_keeps_the_day_it_was_first_read() {
    let mut bench = Bench::new();
    let path = bench.write("x.csv", "handle,followers\nanna,10\n");
    let first = bench.run(&wish(&path), false, TODAY).unwrap();
    assert_eq!((first.created, first.import), (1, Some(1)));
    let later = bench.run(&wish(&path), false, date(2026, 12, 24)).unwrap();
    assert_eq!((later.updated, later.unchanged, later.import), (0, 1, None));
    // another file of that later day is of that day
    let path = bench.write("y.csv", "handle,followers\nanna,11\n");
    let plan = plan(&bench.store, &wish(&path), date(2026, 12, 24)).unwrap();
    assert_eq!(plan.period.end, date(2026, 12, 24));
}

#[test]
fn a_mapping_by_hand_is_remembered_and_can_be_changed() {
    let mut bench = Bench::new();
    let path = bench.write("x.csv", "who,fans a,fans b\nanna,10,20\n");
    let refused = plan(&bench.store, &wish(&path), TODAY).unwrap_err();
    assert_eq!(refused.code, "no_handle_column");
    let by_hand = Wish {
        map: vec![
            (Target::Handle, "who".to_owned()),
            (Target::Metric(Metric::Followers), "fans a".to_owned()),
        ],
        ..wish(&path)
    };
    // trying is not deciding
    bench.run(&by_hand, true, TODAY).unwrap();
    assert!(plan(&bench.store, &wish(&path), TODAY).is_err());
    bench.run(&by_hand, false, TODAY).unwrap();

    let target = |p: &Plan, i: usize| p.columns[i].target;
    let followers = Some(Target::Metric(Metric::Followers));
    let remembered = plan(&bench.store, &wish(&path), TODAY).unwrap();
    assert_eq!(target(&remembered, 0), Some(Target::Handle));
    assert_eq!(target(&remembered, 1), followers);
    let changed = Wish {
        map: vec![(Target::Metric(Metric::Followers), "fans b".to_owned())],
        ..wish(&path)
    };
    bench.run(&changed, false, TODAY).unwrap();
    let remembered = plan(&bench.store, &wish(&path), TODAY).unwrap();
    assert_eq!(target(&remembered, 0), Some(Target::Handle));
    assert_eq!(target(&remembered, 2), followers);
    assert_ne!(target(&remembered, 1), followers);
}

#[test]
fn cancelling_leaves_pool_and_folder_as_they_were() {
    let mut bench = Bench::new();
    let rows: String = (0..10_000).map(|i| format!("c{i},{i}\n,bad\n")).collect();
    let path = bench.write("x.csv", &format!("handle,followers\n{rows}"));
    let wish = wish(&path);
    let plan = plan(&bench.store, &wish, TODAY).unwrap();
    let cancel = AtomicBool::new(false);
    let mut seen = 0;
    let stopped = run(
        &mut bench.store,
        &wish,
        &plan,
        false,
        Timestamp::UNIX_EPOCH,
        &cancel,
        &mut |p| {
            seen = p.rows;
            cancel.store(true, Ordering::Relaxed);
        },
        &|m| m.id.to_owned(),
    );
    assert!(matches!(stopped, Err(Stop::Cancelled)));
    assert!(seen > 0 && seen < 20_000, "{seen}");
    assert_eq!(bench.store.count().unwrap(), 0);
    assert_eq!(bench.names(), ["x.csv"]);
    assert!(bench.store.imports().unwrap().is_empty());
}

/// A wish to stop at any moment, the sorting at the end included: either the pool is as it was, or the import was
/// through before anybody could stop it. The next import finds everything in order.
#[test]
fn an_import_stopped_at_any_moment_is_not_there_or_there_whole() {
    let mut bench = Bench::new();
    let rows: String = (0..6_000u32)
        .map(|i| format!("h{},{i}\n", i.wrapping_mul(2_654_435_761)))
        .collect();
    let path = bench.write("x.csv", &format!("handle,followers\n{rows}"));
    let wish = wish(&path);
    let plan = plan(&bench.store, &wish, TODAY).unwrap();
    let started = Instant::now();
    bench.run(&wish, true, TODAY).unwrap();
    let whole = started.elapsed() * 3 / 2;
    let (mut stopped, mut through) = (0, 0);
    for i in 0..30u32 {
        let cancel = AtomicBool::new(false);
        let outcome = std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(whole * i / 30);
                cancel.store(true, Ordering::Relaxed);
            });
            run(
                &mut bench.store,
                &wish,
                &plan,
                false,
                Timestamp::UNIX_EPOCH,
                &cancel,
                &mut |_| {},
                &|m| m.id.to_owned(),
            )
        });
        match outcome {
            Err(Stop::Cancelled) => {
                assert_eq!(bench.store.count().unwrap(), 0, "{i}");
                stopped += 1;
            }
            Ok(done) => {
                assert_eq!((done.created, bench.store.count().unwrap()), (6_000, 6_000));
                let id = done.import.unwrap();
                bench.store.undo_import(id, Timestamp::UNIX_EPOCH).unwrap();
                through += 1;
            }
            Err(other) => panic!("{i}: {other:?}"),
        }
        assert!(bench.store.integrity().unwrap().is_empty(), "{i}");
    }
    assert!(stopped > 0, "{stopped} {through}");
}

#[test]
fn more_rejected_rows_than_are_reported_all_reach_their_file() {
    let mut bench = Bench::new();
    let rows: String = (0..2_500).map(|i| format!("c{i},many,=x\n")).collect();
    // one row that is wider than the table
    let text = format!("handle,followers,bio\n{rows}anna,1,a,b,c\nbo,5,ok\n");
    let path = bench.write("x.csv", &text);
    let done = bench.run(&wish(&path), false, TODAY).unwrap();
    assert_eq!((done.rows, done.rejected, done.created), (2_502, 2_501, 1));
    assert_eq!(done.rejects.len(), REPORTED);
    let file = done.rejects_file.unwrap();
    assert_eq!(file, bench.dir.path().join("x.csv.rejects.csv"));

    // read again as they are, they get a file of their own beside it
    let again = bench.write("x.csv.rejects-2.csv", "handle,followers\nzoe,many\nyan,3\n");
    let done = bench.run(&wish(&again), false, TODAY).unwrap();
    let second = bench.dir.path().join("x.csv.rejects-3.csv");
    assert_eq!(done.rejects_file, Some(second));

    // repaired, all of them come in; what a spreadsheet would have run is what it was
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("c7,many,'=x,"), "{text}");
    let repaired = text.replace(",many,", ",7,");
    let repaired = bench.write("mended.csv", &repaired);
    let done = bench.run(&wish(&repaired), false, TODAY).unwrap();
    assert_eq!((done.created, done.rejected), (2_500, 1));
    assert!(!done.warnings.iter().any(|w| w.code == "fewer_creators"));
    let id = bench.store.find("c7", None).unwrap();
    let record = bench.store.creators(&id).unwrap().remove(0);
    let bio = record.profile.attr(crate::domain::field::Attr::Bio);
    assert_eq!(bio, Some("=x"));
}

#[test]
fn a_rejects_file_that_cannot_be_written_does_not_stop_the_import() {
    let mut bench = Bench::new();
    let path = bench.write("x.csv", "handle,followers\nanna,many\nbo,1\n");
    let wish = Wish {
        rejects: RejectsFile::At(bench.dir.path().join("no/such/folder.csv")),
        ..wish(&path)
    };
    let done = bench.run(&wish, false, TODAY).unwrap();
    assert_eq!((done.created, done.rejected), (1, 1));
    assert_eq!(done.rejects_file, None);
    assert!(
        done.warnings
            .iter()
            .any(|w| w.code == "rejects_not_written")
    );
}

#[test]
fn imports_taken_back_are_no_measure_for_the_next() {
    let mut bench = Bench::new();
    let list = |n: usize| {
        let rows: String = (0..n).map(|i| format!("c{i},{i}\n")).collect();
        format!("handle,followers\n{rows}")
    };
    let fewer = |bench: &mut Bench, name: &str, n: usize| {
        let path = bench.write(name, &list(n));
        let done = bench.run(&wish(&path), false, TODAY).unwrap();
        done.warnings.iter().any(|w| w.code == "fewer_creators")
    };
    assert!(!fewer(&mut bench, "a.csv", 50));
    assert!(!fewer(&mut bench, "b.csv", 100));
    bench.store.undo_import(2, Timestamp::UNIX_EPOCH).unwrap();
    assert!(!fewer(&mut bench, "c.csv", 48));
    assert!(fewer(&mut bench, "d.csv", 40));
}
