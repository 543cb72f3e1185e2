//! Many programs at once on one file, and programs that are killed: nothing that was acknowledged is lost, nothing is
//! there twice, and nobody is told that a database is locked.
//!
//! The programs are this test binary, started again as a worker. The short form runs with all tests; the long one takes
//! ten minutes and 500 kills:
//!
//! ```text
//! DAREN_CROWD=long cargo test --test suite crowd -- --nocapture
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use daren::domain::deed::Kind;
use daren::store::{Store, StoreError, Wanted};
use jiff::Timestamp;

use crate::cli_home::Home;

/// Creators in the pool.
const CREATORS: u32 = 400;

fn is_long() -> bool {
    std::env::var("DAREN_CROWD").is_ok_and(|v| v == "long")
}

/// A pool with some creators.
fn pool() -> Home {
    let home = Home::new();
    let rows: String = (0..CREATORS).map(|i| format!("c{i},{}\n", i * 7)).collect();
    let file = home.write("creators.csv", format!("handle,followers\n{rows}"));
    home.import(&file, &["--yes"]);
    home
}

/// A worker in a process of its own.
fn start(pool: &Path, log: &Path, who: &str, work: &str, seconds: f64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crowd::worker", "--nocapture"])
        .env("DAREN_WORKER", work)
        .env("DAREN_WORKER_POOL", pool)
        .env("DAREN_WORKER_LOG", log)
        .env("DAREN_WORKER_WHO", who)
        .env("DAREN_WORKER_SECONDS", seconds.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Not a test by itself: what a worker does.
#[test]
fn worker() {
    let Ok(work) = std::env::var("DAREN_WORKER") else {
        return;
    };
    let var = |name: &str| std::env::var(format!("DAREN_WORKER_{name}")).unwrap();
    let (pool, log) = (PathBuf::from(var("POOL")), PathBuf::from(var("LOG")));
    let until = Instant::now() + Duration::from_secs_f64(var("SECONDS").parse().unwrap());
    match work.as_str() {
        "mixed" => mixed(&pool, &log, &var("WHO"), until),
        _ => steady(&pool, &log, until),
    }
}

/// Numbers that look like chance.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % u64::from(sides)) as u32
    }
}

/// What one member has written, as far as it was acknowledged.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
struct Own {
    tagged: BTreeSet<u32>,
    listed: Vec<u32>,
    notes: BTreeMap<i64, (u32, String)>,
}

/// Mixed edits of one member, some of them taken back; at the end the log holds what has to be there.
fn mixed(pool: &Path, log: &Path, who: &str, until: Instant) {
    let mut store = Store::open(pool, who).unwrap();
    let seed = who.bytes().fold(0x9E37_79B9_7F4A_7C15, |h: u64, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3)
    });
    let mut dice = Dice(seed);
    let (mut own, mut before): (Own, Vec<Own>) = Default::default();
    let (mut changes, mut shared) = (0u64, BTreeSet::<u32>::new());
    let mut slowest = Duration::ZERO;
    while Instant::now() < until {
        let at = Timestamp::now();
        let ids: Vec<u32> = (0..1 + dice.roll(12))
            .map(|_| 1 + dice.roll(CREATORS))
            .collect();
        let id = 1 + dice.roll(CREATORS);
        let last = own.clone();
        let began = Instant::now();
        let made = match dice.roll(9) {
            0 | 1 => {
                own.tagged.extend(&ids);
                store.add_tag(&ids, who, at).unwrap().change
            }
            2 => {
                own.tagged.retain(|id| !ids.contains(id));
                match store.remove_tag(&ids, who, at) {
                    Err(StoreError::NoSuchTag(_)) => None,
                    done => done.unwrap().change,
                }
            }
            3 => {
                for id in &ids {
                    if !own.listed.contains(id) {
                        own.listed.push(*id);
                    }
                }
                store.add_to_list(&ids, who, at).unwrap().change
            }
            4 => {
                let body = format!("{who} {}", changes);
                let done = store.add_note(id, &body, at).unwrap();
                if let Some(note) = done.made {
                    own.notes.insert(note, (id, body));
                }
                done.change
            }
            5 => match own.notes.iter().next().map(|(n, (id, _))| (*n, *id)) {
                None => None,
                Some((note, id)) => {
                    let notes = store.creators(&[id]).unwrap().remove(0).notes;
                    let version = notes.iter().find(|n| n.id == note).unwrap().version;
                    let body = format!("{who} {} again", changes);
                    own.notes.insert(note, (id, body.clone()));
                    store.edit_note(note, &body, version, at).unwrap().change
                }
            },
            // the same for everybody: nobody takes it off
            6 => {
                shared.extend(ids.iter().copied());
                let done = store.add_tag(&ids, "everybody", at).unwrap().change;
                if done.is_some() {
                    // taken back with one's own last change, it would be gone
                    changes += 1;
                    before.clear();
                }
                None
            }
            7 => match before.pop() {
                None => None,
                Some(earlier) => {
                    let back = store.undo(at).unwrap();
                    assert_eq!(back.conflicts, 0);
                    changes += 1;
                    own = earlier;
                    None
                }
            },
            // what is read in between belongs to one state
            _ => {
                let read = store.creators(&ids).unwrap();
                assert!(
                    read.iter()
                        .all(|r| r.tags.iter().filter(|t| *t == who).count() <= 1)
                );
                None
            }
        };
        slowest = slowest.max(began.elapsed());
        if made.is_some() {
            changes += 1;
            before.push(last);
        }
    }
    let all = serde_json::to_string(&(own, shared, changes, slowest.as_millis() as u64)).unwrap();
    fs::write(log, all).unwrap();
}

type Log = (Own, BTreeSet<u32>, u64, u64);

#[test]
fn twenty_programs_at_once_lose_and_duplicate_nothing() {
    let home = pool();
    let seconds = if is_long() { 600.0 } else { 4.0 };
    let before = Store::open_reader(&home.pool())
        .unwrap()
        .position()
        .unwrap();
    let who = |n: usize| format!("member{n}");
    let log = |n: usize| home.path().join(format!("log{n}"));
    let mut workers: Vec<Child> = (0..18)
        .map(|n| start(&home.pool(), &log(n), &who(n), "mixed", seconds))
        .collect();
    // and two that read files in, again and again
    let until = Instant::now() + Duration::from_secs_f64(seconds);
    let importers: Vec<_> = (0..2)
        .map(|n| {
            let (pool, folder) = (home.pool(), home.path().to_owned());
            std::thread::spawn(move || {
                let mut round = 0;
                while Instant::now() < until {
                    let rows: String = (0..200)
                        .map(|i| format!("new{n}_{round}_{i},{i}\nc{i},{round}{i}\n"))
                        .collect();
                    let file = folder.join(format!("import{n}.csv"));
                    fs::write(&file, format!("handle,likes_30d\n{rows}")).unwrap();
                    let done = Command::new(env!("CARGO_BIN_EXE_daren"))
                        .arg("--db")
                        .arg(&pool)
                        .args(["--as", "importer", "import", "--yes"])
                        .arg(&file)
                        .output()
                        .unwrap();
                    assert!(done.status.success(), "{done:?}");
                    round += 1;
                }
                round
            })
        })
        .collect();
    for worker in &mut workers {
        assert!(worker.wait().unwrap().success(), "{}", said(worker));
    }
    let rounds: u32 = importers.into_iter().map(|t| t.join().unwrap()).sum();
    let store = Store::open_reader(&home.pool()).unwrap();
    let everybody: Vec<u32> = (1..=CREATORS).collect();
    let creators = store.creators(&everybody).unwrap();
    let (mut changes, mut shared, mut slowest) = (0, BTreeSet::new(), 0);
    for n in 0..workers.len() {
        let (own, common, made, slow): Log =
            serde_json::from_str(&fs::read_to_string(log(n)).unwrap()).unwrap();
        assert!(made > 0, "{} did nothing", who(n));
        changes += made;
        slowest = slowest.max(slow);
        shared.extend(common);
        let mut found = Own::default();
        for r in &creators {
            if r.tags.contains(&who(n)) {
                found.tagged.insert(r.id);
            }
            for note in r.notes.iter().filter(|note| note.by == who(n)) {
                found.notes.insert(note.id, (r.id, note.body.clone()));
            }
        }
        if let Ok(on) = store.on_list(&who(n)) {
            found.listed = on.iter().map(|c| c.id).collect();
        }
        assert_eq!(found, own, "{}", who(n));
    }
    let common = creators
        .iter()
        .filter(|r| r.tags.iter().any(|t| t == "everybody"));
    assert_eq!(common.map(|r| r.id).collect::<BTreeSet<_>>(), shared);
    assert_eq!(store.count().unwrap(), u64::from(CREATORS + rounds * 200));
    // every acknowledged change is one line of the journal, and there are no others
    let all = store
        .journal(&Wanted {
            most: usize::MAX,
            ..Wanted::default()
        })
        .unwrap();
    let imports = all.iter().filter(|e| e.deed.kind == Kind::Import).count() as u64;
    assert_eq!(imports, u64::from(rounds) + 1);
    assert_eq!(all.len() as u64, changes + imports);
    assert!(store.position().unwrap() > before);
    eprintln!(
        "{changes} changes by 18 programs and {rounds} imports by 2 in {seconds} s, the slowest answered after {slowest} ms"
    );
    sound(&home);
}

fn said(worker: &mut Child) -> String {
    use std::io::Read as _;
    let mut text = String::new();
    if let Some(err) = &mut worker.stderr {
        err.read_to_string(&mut text).unwrap();
    }
    text
}

fn sound(home: &Home) {
    let report = home.run(["doctor"]);
    assert_eq!(report.code, 0, "{}{}", report.out, report.err);
}

/// One change after the other, each written down when it has been acknowledged.
fn steady(pool: &Path, log: &Path, until: Instant) {
    let mut store = Store::open(pool, "anna").unwrap();
    let mut acknowledged = fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(log)
        .unwrap();
    let done = fs::read_to_string(log).unwrap();
    let mut step: u32 = done.lines().count() as u32;
    // the one that was under way may be there: a second time it changes nothing
    while Instant::now() < until {
        take(&mut store, step);
        writeln!(acknowledged, "{step}").unwrap();
        step += 1;
    }
}

fn take(store: &mut Store, step: u32) {
    let at = Timestamp::now();
    let id = 1 + step % CREATORS;
    match step % 4 {
        0 => drop(store.add_note(id, &format!("note {step}"), at).unwrap()),
        1 => drop(
            store
                .add_tag(
                    &[id, 1 + (step + 7) % CREATORS],
                    &format!("tag {}", step % 23),
                    at,
                )
                .unwrap(),
        ),
        2 => drop(
            store
                .add_to_list(&[id], &format!("list {}", step % 5), at)
                .unwrap(),
        ),
        _ => {
            let first = 1 + (step - 3) % CREATORS;
            let (old, new) = (
                format!("note {}", step - 3),
                format!("note {} changed", step - 3),
            );
            let notes = store.creators(&[first]).unwrap().remove(0).notes;
            match notes.iter().find(|n| n.body == old) {
                Some(n) => drop(store.edit_note(n.id, &new, n.version, at).unwrap()),
                None => assert!(notes.iter().any(|n| n.body == new), "{old} is gone"),
            }
        }
    }
}

/// All that so many steps leave behind.
fn holds(store: &Store, steps: u32) {
    let ids: Vec<u32> = (1..=CREATORS).collect();
    let all = store.creators(&ids).unwrap();
    let creator = |id: u32| &all[id as usize - 1];
    for step in 0..steps {
        let r = creator(1 + step % CREATORS);
        match step % 4 {
            0 => {
                let body = format!("note {step}");
                let changed = format!("{body} changed");
                let is = |b: &str| {
                    if step + 3 < steps {
                        b == changed
                    } else {
                        b == body || b == changed
                    }
                };
                let n = r.notes.iter().filter(|n| is(&n.body)).count();
                assert_eq!(n, 1, "{body} of {steps}");
            }
            1 => {
                let tag = format!("tag {}", step % 23);
                for r in [r, creator(1 + (step + 7) % CREATORS)] {
                    assert!(r.tags.contains(&tag), "{tag} of {steps}");
                }
            }
            2 => assert!(
                r.lists.contains(&format!("list {}", step % 5)),
                "list of step {step}"
            ),
            _ => {}
        }
    }
}

#[test]
fn a_program_that_is_killed_loses_nothing_it_has_acknowledged() {
    let home = pool();
    let log = home.path().join("log");
    fs::write(&log, "").unwrap();
    let kills = if is_long() { 500 } else { 25 };
    let mut dice = Dice(u64::from(std::process::id()) | 1 << 40);
    let mut before = 0;
    for round in 0..kills {
        let mut worker = start(&home.pool(), &log, "anna", "steady", 60.0);
        // when it has begun to write, after some time that nobody knows
        let deadline = Instant::now() + Duration::from_secs(20);
        let lines = || fs::read_to_string(&log).unwrap().lines().count() as u32;
        while lines() == before {
            assert!(Instant::now() < deadline, "{}", {
                worker.kill().unwrap();
                said(&mut worker)
            });
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_micros(dice.roll(40_000).into()));
        worker.kill().unwrap();
        worker.wait().unwrap();
        // a line that was cut off was not acknowledged
        let text = fs::read_to_string(&log).unwrap();
        let whole = text.rfind('\n').map_or(0, |at| at + 1);
        fs::write(&log, &text[..whole]).unwrap();
        let steps = lines();
        assert!(steps >= before, "round {round}");
        holds(&Store::open_reader(&home.pool()).unwrap(), steps);
        before = steps;
    }
    eprintln!("{kills} kills, {before} acknowledged changes, all there");
    sound(&home);
}
