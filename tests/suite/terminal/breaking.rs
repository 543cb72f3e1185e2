//! A part of the program breaks: a clean terminal and a sentence, or a sentence on the screen and the work goes on.

use crate::support::pty::{PATIENCE, Terminal, home};

/// The demo with a part that breaks on command; none in a program that was built without drills.
fn drilled(home: &std::path::Path, drill: &str) -> Option<Terminal> {
    if !cfg!(debug_assertions) {
        eprintln!("skipped: a program built for people has no drills");
        return None;
    }
    let env = [("DAREN_DRILL", drill)];
    let t = Terminal::start(home, &["demo"], (120, 40), &env);
    Some(t)
}

#[test]
fn without_its_main_parts_it_ends_cleanly_and_says_why() {
    for (part, drill) in [
        ("main", "main@6"),
        ("input", "input@3"),
        ("wire", "wire@4"),
        ("signals", "signals"),
    ] {
        let home = home();
        let Some(mut t) = drilled(home.path(), drill) else {
            return;
        };
        t.sees("@");
        t.rest();
        for keys in ["j", "j", "j", "j", "j", "j", "j"] {
            if t.is_over() {
                break;
            }
            t.keys(keys);
            t.rest();
        }
        if part == "signals" {
            t.resize((110, 40));
        }
        assert_eq!(t.ends(PATIENCE), Some(1), "{part}: {}", t.screen());
        t.assert_restored();
        let said = t.screen();
        let sentence = format!("The tool had to end: a drill of {part}");
        assert!(said.replace('\n', "").contains(&sentence), "{part}: {said}");
    }
}

#[test]
fn a_broken_filter_is_said_and_the_next_one_is_answered() {
    let home = home();
    // the first answer is to what the start asks
    let Some(mut t) = drilled(home.path(), "pool@2") else {
        return;
    };
    t.sees("@");
    t.rest();
    t.keys("/beau\r");
    t.sees("could not be worked out (a drill of pool)");
    t.keys("x");
    t.rest();
    t.keys("/zzzz");
    t.until("an answer", |s| s.contains(" 0 of "));
    t.keys("\x1bq");
    assert_eq!(t.ends(PATIENCE), Some(0));
    t.assert_restored();
}

#[test]
fn what_only_made_keys_quicker_is_not_missed() {
    let home = home();
    let Some(mut t) = drilled(home.path(), "ahead@2+") else {
        return;
    };
    t.sees("@");
    t.rest();
    t.keys("/b");
    t.sees("ready for the next key broke off (a drill of ahead)");
    // it breaks again and again, until it is given up
    for letter in ["e", "a", "u", "\x15"] {
        t.keys(letter);
        t.rest();
    }
    t.keys("zzzz");
    t.until("an answer", |s| s.contains(" 0 of "));
    t.keys("\x1bx");
    t.rest();
    t.keys("G");
    t.sees("@shopwithpolina17");
    t.keys("q");
    assert_eq!(t.ends(PATIENCE), Some(0));
    t.assert_restored();
}

#[test]
fn rows_that_broke_off_come_with_the_next_move() {
    let home = home();
    // the first ones are for the page before the pool is loaded and the one after
    let Some(mut t) = drilled(home.path(), "rows@6") else {
        return;
    };
    t.sees("@");
    t.rest();
    let said = "could not be fetched (a drill of rows)";
    // each goes to where nothing has been fetched yet
    for row in (1..10).map(|i| i * 250) {
        if t.screen().contains(said) {
            break;
        }
        t.keys(&format!("{row}G"));
        t.rest();
    }
    t.sees(said);
    // what the columns hold is there all the same; what only the file has comes with the next move
    assert!(t.screen().contains("▸ @"));
    t.keys("j\r");
    t.until("the creator whole", |s| s.contains("data from"));
    t.keys("\x1bq");
    assert_eq!(t.ends(PATIENCE), Some(0));
}

#[test]
fn the_import_side_and_the_disk_side_begin_anew() {
    for (drill, keys, said) in [
        ("write@1", "I", "import side broke off (a drill of write)"),
        ("disk@1", "i", "broke off (a drill of disk)"),
    ] {
        let home = home();
        let Some(mut t) = drilled(home.path(), drill) else {
            return;
        };
        t.sees("@");
        t.keys(keys);
        t.sees(said);
        t.keys("\x1b");
        t.rest();
        t.keys(keys);
        // the demo's own imports, and the files of the folder
        t.until("an answer", |s| {
            if keys == "I" {
                s.contains(".csv") || s.contains(".xlsx")
            } else {
                s.contains("Cargo.toml") || s.contains("src/")
            }
        });
        t.keys("\x1b");
        t.rest();
        t.keys("q");
        assert_eq!(t.ends(PATIENCE), Some(0));
        t.assert_restored();
    }
}

#[test]
fn a_part_that_always_breaks_is_given_up_and_said_again_with_every_try() {
    let home = home();
    let Some(mut t) = drilled(home.path(), "write@1+") else {
        return;
    };
    t.sees("@");
    for said in [
        "broke off",
        "broke off",
        "no longer works",
        "no longer works",
    ] {
        t.keys("I");
        t.sees(said);
        t.keys("\x1b");
        t.until("the sentence gone", |s| !s.contains(said));
    }
    // the rest of it works
    let first = t.handle();
    t.keys("j");
    t.until("a step down", |s| !s.contains(&format!("▸ @{first} ")));
    t.keys("q");
    assert_eq!(t.ends(PATIENCE), Some(0));
    t.assert_restored();
}
