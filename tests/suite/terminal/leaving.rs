//! The line drops, the machine goes down, the keyboard ends: gone within two seconds, and what was done is kept.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::pty::{self, PATIENCE, Terminal, home};

/// By then it has to be over.
const SOON: Duration = Duration::from_secs(2);

/// Somewhere in the list, with a query and a sort of one's own; returns the creator one is on.
fn somewhere(home: &Path) -> (Terminal, String) {
    let mut t = Terminal::demo(home, (120, 40));
    t.keys(":region:US,CN\r");
    t.until("the filter", |s| {
        s.lines()
            .nth(1)
            .is_some_and(|l| l.contains("region:CN,US") || l.contains("region:US,CN"))
    });
    t.keys("O");
    t.sees("↑");
    t.keys("6j ");
    t.sees("1 marked");
    t.rest();
    let handle = t.handle();
    assert!(!handle.is_empty(), "{}", t.screen());
    (t, handle)
}

/// Waits for the end; the processor time in hundredths of a second that the leave-taking took.
fn leaves(t: &Terminal, before: u64) -> u64 {
    let from = Instant::now();
    while !t.is_over() {
        assert!(from.elapsed() < SOON, "the program outlived its terminal");
        std::thread::sleep(Duration::from_millis(5));
    }
    t.ticks() - before
}

/// The next start goes on there.
fn goes_on(home: &Path, handle: &str) {
    let mut t = Terminal::start(home, &["demo"], (120, 40), &[]);
    let wanted = format!("▸ @{handle} ");
    t.until("the creator of before", |s| s.contains(&wanted));
    let screen = t.screen();
    assert!(screen.lines().nth(1).is_some_and(|l| l.contains("region:")));
    assert!(
        screen.contains('↑') && screen.contains("1 marked"),
        "{screen}"
    );
    t.keys("q");
    assert_eq!(t.ends(PATIENCE), Some(0));
}

#[test]
fn a_dropped_line_ends_it_at_once_and_the_next_start_goes_on_there() {
    let home = home();
    let (mut t, handle) = somewhere(home.path());
    let before = t.ticks();
    t.hang_up();
    let spent = leaves(&t, before);
    assert!(spent <= 20, "{spent} hundredths of a second after the end");
    goes_on(home.path(), &handle);
}

#[test]
fn a_line_that_drops_in_a_flood_of_keys_ends_it_too() {
    let home = home();
    let mut t = Terminal::demo(home.path(), (120, 40));
    // nobody reads the frames that these bring
    for _ in 0..20 {
        t.keys(&"jjjjjjjk\x04".repeat(20));
    }
    let before = t.ticks();
    t.hang_up();
    leaves(&t, before);
}

#[test]
fn signals_end_it_and_give_the_terminal_back() {
    for signal in ["HUP", "TERM", "INT"] {
        let home = home();
        let (mut t, handle) = somewhere(home.path());
        t.signal(signal);
        let from = Instant::now();
        assert!(t.ends(SOON).is_some(), "{signal} did not end it");
        assert!(from.elapsed() < SOON);
        t.assert_restored();
        goes_on(home.path(), &handle);
    }
}

#[test]
fn a_stalled_line_does_not_keep_it_from_leaving() {
    let home = home();
    let (mut t, _) = somewhere(home.path());
    // nobody reads any more: drawing it all again and again fills whatever lies between
    let mut sent = 0;
    while sent < 400 {
        t.keys("\x0c\x04");
        std::thread::sleep(Duration::from_millis(2));
        sent += 1;
    }
    t.signal("TERM");
    let from = Instant::now();
    while !t.is_over() {
        assert!(from.elapsed() < SOON, "a stalled line holds it");
        std::thread::sleep(Duration::from_millis(5));
    }
    let mut again = Terminal::start(home.path(), &["demo"], (120, 40), &[]);
    again.sees("region:");
    again.sees("1 marked");
}

#[test]
fn a_terminal_that_vanishes_without_a_signal_is_noticed() {
    let home = home();
    let mut command = std::process::Command::new("setsid");
    command.arg(env!("CARGO_BIN_EXE_daren")).arg("demo");
    pty::environment(&mut command, home.path(), &[]);
    let mut t = Terminal::run(command, (120, 40));
    t.sees("@");
    t.keys("4j");
    t.rest();
    let handle = t.handle();
    let before = t.ticks();
    t.hang_up();
    let spent = leaves(&t, before);
    assert!(spent <= 20, "{spent} hundredths of a second after the end");
    let mut t = Terminal::start(home.path(), &["demo"], (120, 40), &[]);
    t.sees(&format!("▸ @{handle} "));
}

#[test]
fn stopped_and_continued_it_takes_the_terminal_again() {
    let home = home();
    let (mut t, handle) = somewhere(home.path());
    t.signal("STOP");
    // what a shell does with the terminal meanwhile
    t.cook();
    t.emulator
        .process(b"\x1b[?1049l\x1b[?25hsomething of the shell's");
    t.signal("CONT");
    t.until("all of it", |s| {
        s.contains(&format!("▸ @{handle}")) && s.contains("Pool")
    });
    assert!(!t.screen().contains("of the shell's"));
    assert!(t.emulator.screen().alternate_screen() && t.emulator.screen().hide_cursor());
    // keys come one by one again, without a line's end
    t.keys("?");
    t.sees("Keys in the table");
}

#[test]
fn a_line_that_drops_during_an_import_leaves_no_half_of_it() {
    let home = home();
    let folder = home.path().join("exports");
    std::fs::create_dir(&folder).unwrap();
    let file = folder.join("many.csv");
    let mut text = String::from("handle,name,followers,gmv,region\n");
    for i in 0..60_000 {
        text.push_str(&format!(
            "half_of_it_{i},Somebody {i},{},{},US\n",
            1000 + i,
            i % 977
        ));
    }
    std::fs::write(&file, text).unwrap();
    let pool = home.path().join("pool.db");
    let pool = pool.to_str().unwrap();
    let mut command = pty::command(env!("CARGO_BIN_EXE_daren"), home.path(), &[]);
    command.args(["--db", pool]).current_dir(&folder);
    let mut t = Terminal::run(command, (120, 40));
    t.sees("Pool");
    t.keys("i");
    t.sees("many.csv");
    t.keys("\r");
    t.until("the preview", |s| s.contains("60,000"));
    t.rest();
    t.keys("i");
    t.sees("rows a second");
    let before = t.ticks();
    t.hang_up();
    leaves(&t, before);
    let mut list = std::process::Command::new(env!("CARGO_BIN_EXE_daren"));
    pty::environment(&mut list, home.path(), &[]);
    let out = list
        .args(["--db", pool, "list", "--format", "handles"])
        .output()
        .unwrap();
    assert!(out.status.success());
    let n = String::from_utf8(out.stdout).unwrap().lines().count();
    assert!(
        n == 0 || n == 60_000,
        "{n} creators of an import that broke off"
    );
}
