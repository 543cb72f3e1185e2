//! Two real programs on one file, each in a terminal of its own; and what is being written when the line breaks.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::support::pty::{PATIENCE, Terminal, home};

/// What a colleague does is on screen by then.
const SOON: Duration = Duration::from_secs(1);

/// The pool file of the demo in that home.
fn pool(home: &Path) -> PathBuf {
    let data = std::fs::read_dir(home.join("data/daren")).unwrap();
    data.map(|e| e.unwrap().path())
        .find(|p| p.extension().is_some_and(|e| e == "db"))
        .unwrap()
}

fn opens(home: &Path, pool: &Path, who: &str, size: (u16, u16)) -> Terminal {
    let args = ["--db", pool.to_str().unwrap(), "--as", who];
    let mut t = Terminal::start(home, &args, size, &[]);
    t.until("the list", |s| s.contains('@') && !s.contains("loading"));
    t.rest();
    t
}

#[test]
fn in_a_meeting_each_sees_what_the_other_decides() {
    let homes = [home(), home()];
    let pool = pool(homes[0].path());
    let mut anna = opens(homes[0].path(), &pool, "anna", (120, 40));
    let mut bo = opens(homes[1].path(), &pool, "bo", (80, 24));
    for t in [&mut anna, &mut bo] {
        t.keys("ESummer\r");
        t.sees("In one look");
        t.keys("m");
        t.sees("k keep");
    }
    bo.keys("o");
    let done = Instant::now();
    bo.sees("1 decided");
    anna.sees("1 decided");
    assert!(done.elapsed() < 2 * SOON, "{:?}", done.elapsed());
    anna.sees("[optimise]");
    // and what is taken back
    bo.keys("u");
    anna.sees("0 decided");
    // a terminal that dies takes nothing with it: neither the place nor what was half typed
    anna.keys("  nafter the holi");
    anna.sees("after the holi");
    anna.rest();
    drop(anna);
    let mut anna = opens(homes[0].path(), &pool, "anna", (120, 40));
    anna.keys("E");
    anna.sees("In one look");
    anna.keys("m");
    anna.sees("point 3 of");
    anna.keys("n");
    anna.sees("after the holi");
}

#[test]
fn what_one_does_the_other_sees_within_a_second() {
    let homes = [home(), home()];
    let pool = pool(homes[0].path());
    let mut anna = opens(homes[0].path(), &pool, "anna", (120, 40));
    let mut bo = opens(homes[1].path(), &pool, "bo", (80, 24));
    bo.keys(":tag:together\r");
    bo.until("an empty list", |s| s.contains(" 0 of "));
    anna.keys("ttogether\r");
    anna.sees("Done: tag “together”");
    let done = Instant::now();
    bo.until("the tagged creator", |s| s.contains(" 1 of "));
    assert!(done.elapsed() < SOON, "{:?}", done.elapsed());
    // the other way round, and the place in the list stays
    anna.keys("5j");
    anna.rest();
    let handle = anna.handle();
    bo.keys("nseen by bo\x13");
    bo.sees("Done: note on");
    anna.keys("/seen by bo\r");
    anna.until("the noted creator", |s| s.contains(" 1 of "));
    anna.keys("x");
    anna.rest();
    assert_eq!(anna.handle(), handle);
    // each takes back its own
    anna.keys("u");
    anna.sees("Taken back: tag “together”");
    bo.until("nobody tagged", |s| s.contains(" 0 of "));
    bo.keys("u");
    bo.sees("Taken back: note on");
    for t in [&mut anna, &mut bo] {
        t.keys("q");
        assert_eq!(t.ends(PATIENCE), Some(0));
    }
}

#[test]
fn a_note_that_was_being_written_when_the_line_broke_is_offered_again() {
    let home = home();
    let pool = pool(home.path());
    let mut t = opens(home.path(), &pool, "anna", (100, 30));
    let handle = t.handle();
    t.keys("nhalf a thought");
    t.sees("half a thought");
    t.rest();
    t.hang_up();
    let from = Instant::now();
    while !t.is_over() {
        assert!(
            from.elapsed() < Duration::from_secs(2),
            "it outlived its terminal"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    let mut t = opens(home.path(), &pool, "anna", (100, 30));
    t.sees("You left a note on");
    assert_eq!(t.handle(), handle);
    t.keys("n");
    t.sees("half a thought");
    // killed, it is there as well
    t.keys(" and more");
    t.sees("half a thought and more");
    t.rest();
    t.child.kill().unwrap();
    t.child.wait().unwrap();
    let mut t = opens(home.path(), &pool, "anna", (100, 30));
    t.sees("You left a note on");
    t.keys("n");
    t.sees("half a thought and more");
    t.keys("\x13");
    t.sees("Done: note on");
    t.keys("q");
    assert_eq!(t.ends(PATIENCE), Some(0));
    // saved, it is no draft any more
    let mut t = opens(home.path(), &pool, "anna", (100, 30));
    assert!(!t.screen().contains("You left"), "{}", t.screen());
    t.keys("q");
    assert_eq!(t.ends(PATIENCE), Some(0));
}

#[test]
fn who_has_the_pool_open_stands_on_top_and_a_killed_one_is_gone_at_once() {
    let homes = [home(), home()];
    let pool = pool(homes[0].path());
    let mut anna = opens(homes[0].path(), &pool, "anna", (120, 40));
    anna.until("anna alone", |s| s.contains("anna ·"));
    let mut bo = opens(homes[1].path(), &pool, "bo", (120, 40));
    anna.until("bo beside her", |s| s.contains("anna +bo ·"));
    bo.until("anna beside him", |s| s.contains("bo +anna ·"));
    bo.signal("KILL");
    let killed = Instant::now();
    anna.until("anna alone again", |s| s.contains("anna ·"));
    assert!(killed.elapsed() < SOON, "{:?}", killed.elapsed());
    anna.keys("q");
    assert_eq!(anna.ends(PATIENCE), Some(0));
    assert!(!pool.with_extension("open").exists());
}

#[test]
fn a_note_goes_through_the_persons_own_editor_and_back() {
    let home = home();
    let pool = pool(home.path());
    let editor = home.path().join("editor.sh");
    // reads a line from the terminal, which is its own for so long, and writes it under what was there
    let script = "#!/bin/sh\nprintf 'EDITOR HERE\\n'\nread line\nprintf '%s\\nsecond line 中文\\n' \"$line\" >> \"$2\"\n";
    std::fs::write(&editor, script).unwrap();
    let run = format!("sh '{}' --wait", editor.display());
    let args = ["--db", pool.to_str().unwrap(), "--as", "anna"];
    let mut t = Terminal::start(home.path(), &args, (100, 30), &[("EDITOR", &run)]);
    t.until("the list", |s| s.contains('@') && !s.contains("loading"));
    t.rest();
    t.keys("nfirst line\r\x0f");
    t.sees("EDITOR HERE");
    t.keys("jjq from the editor\n");
    t.sees("second line 中文");
    t.rest();
    t.keys("\x13");
    t.sees("Done: note on");
    t.keys("N");
    t.sees("jjq from the editor");
    t.keys("qn\x0f");
    t.sees("EDITOR HERE");
    // an editor that breaks changes nothing
    std::fs::write(&editor, "exit 3\n").unwrap();
    t.keys("\n");
    t.rest();
    t.keys("\x0f");
    t.sees("ended with an error");
    t.keys("\x18q");
    assert_eq!(t.ends(PATIENCE), Some(0));
    t.assert_restored();
}
