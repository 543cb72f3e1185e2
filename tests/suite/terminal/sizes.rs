//! Windows of every size, changing all the time.

use crate::support::pty::{PATIENCE, Terminal, emulator, home};

#[test]
fn a_storm_of_resizes_and_keys_loses_nothing() {
    let home = home();
    let mut t = Terminal::demo(home.path(), (120, 40));
    // a word typed letter by letter between the resizes
    t.keys("/");
    let word = "beauty und eine menge mehr";
    for (i, letter) in (0u16..).zip(word.chars()) {
        for j in 0..4 {
            t.resize((20 + (i * 37 + j * 11) % 170, 3 + (i * 13 + j * 7) % 50));
        }
        t.keys(&letter.to_string());
    }
    t.resize((120, 40));
    t.sees(&format!("/ {word}"));
    t.keys("\x1b");
    t.until("the field closed", |s| !s.contains(word));
    // and steps, whose number counts
    let mut list = std::process::Command::new(env!("CARGO_BIN_EXE_daren"));
    crate::support::pty::environment(&mut list, home.path(), &[]);
    let pool = std::fs::read_dir(home.path().join("data/daren")).unwrap();
    let pool = pool
        .map(|e| e.unwrap().path())
        .find(|p| p.extension().is_some_and(|e| e == "db"))
        .unwrap();
    list.arg("--db").arg(pool);
    list.args([
        "list",
        "--sort",
        "followers:desc",
        "--limit",
        "21",
        "--format",
        "handles",
    ]);
    let handles = String::from_utf8(list.output().unwrap().stdout).unwrap();
    t.keys("gg");
    for i in 0..60u16 {
        t.resize((20 + i * 3, 3 + i));
        if i % 3 == 0 {
            t.keys("j");
        }
    }
    t.resize((120, 40));
    let wanted = format!("▸ @{} ", handles.lines().last().unwrap());
    t.until("the 21st creator under the cursor", |s| s.contains(&wanted));
    t.rest();
    // what stands there is what a fresh drawing is
    let stood = t.screen();
    t.emulator = emulator((120, 40));
    t.keys("\x0c");
    t.rest();
    assert_eq!(t.screen(), stood);
    t.keys("q");
    assert_eq!(t.ends(PATIENCE), Some(0));
}

#[test]
fn a_window_back_at_its_old_size_is_drawn_anew() {
    let home = home();
    let mut t = Terminal::demo(home.path(), (120, 40));
    for _ in 0..10 {
        // small enough to cut what stands there, and back before the program has looked
        t.resize((50, 12));
        t.resize((120, 40));
        t.until("all of it", |s| {
            s.contains(" shortlist") && s.contains("▸ @")
        });
        t.rest();
        let stood = t.screen();
        t.emulator = emulator((120, 40));
        t.answer("\x0c");
        assert_eq!(t.screen(), stood);
    }
}

#[test]
fn every_size_draws_and_a_small_one_says_what_it_needs() {
    let home = home();
    let mut t = Terminal::demo(home.path(), (120, 40));
    for size in [
        (1, 1),
        (2, 1),
        (1, 40),
        (10, 3),
        (39, 10),
        (40, 9),
        (40, 10),
        (0, 0),
        (500, 3),
        (60, 12),
    ] {
        t.resize(size);
        t.rest();
        assert!(!t.is_over(), "ended at {size:?}");
        if (30..40).contains(&size.0) || size == (40, 9) {
            assert!(
                t.screen().replace('\n', " ").contains("daren needs"),
                "{size:?}: {}",
                t.screen()
            );
        }
    }
    t.resize((120, 40));
    t.until("the list again", |s| {
        s.contains("Pool") && s.contains("▸ @")
    });
    t.keys("q");
    assert_eq!(t.ends(PATIENCE), Some(0));
}

#[test]
fn it_starts_at_every_size() {
    let home = home();
    for size in [(0, 0), (1, 1), (2, 1), (10, 3)] {
        let mut t = Terminal::start(home.path(), &["demo"], size, &[]);
        t.until("a first frame", |_| true);
        while !String::from_utf8_lossy(&t.raw).contains("\x1b[?2026l") {
            assert!(t.pump(PATIENCE), "{size:?}: nothing came");
        }
        // a terminal that knows no size has the usual one
        t.resize((120, 40));
        t.until("the list", |s| s.contains("▸ @"));
        t.keys("q");
        assert_eq!(t.ends(PATIENCE), Some(0), "{size:?}");
    }
}
