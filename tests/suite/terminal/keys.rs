//! Pastes, input methods, and keys that come in pieces.

use std::time::{Duration, Instant};

use crate::support::pty::{PATIENCE, Terminal, home};

#[test]
fn a_paste_is_text_in_a_field_and_nothing_elsewhere() {
    let home = home();
    let mut t = Terminal::demo(home.path(), (100, 30));
    t.keys("\x1b[200~qqqq\x1b[201~");
    t.sees("Pasted text goes into a field only");
    t.keys("/\x1b[200~beauty\x1b[201~");
    t.sees("/ beauty");
    t.keys("\x1b");
    // the same without brackets: a burst of different keys
    t.rest();
    t.keys("quit this program right now, please");
    t.sees("Pasted text goes into a field only");
    t.keys("q");
    assert_eq!(t.ends(PATIENCE), Some(0));
}

#[test]
fn a_paste_whose_bracket_comes_in_pieces_runs_no_command() {
    let home = home();
    let mut t = Terminal::demo(home.path(), (100, 30));
    let paste = "\x1b[200~qxq\x1b[201~";
    for cut in [1, 2, 4, 8, 11, 14] {
        t.keys("j");
        t.until("the hints again", |s| !s.contains("Pasted text"));
        t.keys(&paste[..cut]);
        // longer than an Esc waits for its rest
        std::thread::sleep(Duration::from_millis(80));
        t.keys(&paste[cut..]);
        t.sees("Pasted text goes into a field only");
    }
    t.keys("q");
    assert_eq!(t.ends(PATIENCE), Some(0));
}

#[test]
fn many_lines_pasted_into_a_field_are_one_line_and_run_nothing() {
    let home = home();
    let mut t = Terminal::demo(home.path(), (100, 30));
    t.keys("/\x1b[200~beauty\rqqq\nq\x1b[201~");
    t.sees("/ beauty qqq q");
    t.keys("\x1b");
    t.until("the field closed", |s| !s.contains("/ beauty"));
    // and without brackets, in one burst
    t.keys("/");
    t.sees("/ ");
    t.keys("what somebody pasted\rqx and more lines of it\rq");
    t.sees("Pasted text goes into a field only");
    assert!(!t.is_over());
}

#[test]
fn keys_of_an_input_method_are_the_keys_that_were_meant() {
    let home = home();
    let mut t = Terminal::demo(home.path(), (100, 30));
    let first = t.handle();
    t.keys("ｊ");
    t.until("the next creator", |s| !s.contains(&format!("▸ @{first} ")));
    t.keys("？");
    t.sees("Keys in the table");
    t.keys("\x1b");
    t.until("the help's end", |s| !s.contains("Keys in the table"));
    t.keys("：");
    t.until("the query bar", |s| {
        s.lines().nth(1).is_some_and(|l| l.starts_with(" :"))
    });
    t.keys("region：US");
    // in a field they are text
    t.sees("region：US");
    t.keys("\x1b");
    t.keys("／beau");
    t.sees("/ beau");
    t.keys("\x1b");
    t.keys("、beau");
    t.sees("/ beau");
    t.keys("\x1b");
    t.rest();
    t.keys("ｑ");
    assert_eq!(t.ends(PATIENCE), Some(0));
}

#[test]
fn an_esc_steps_back_and_the_key_after_it_is_its_own() {
    let home = home();
    let mut t = Terminal::demo(home.path(), (100, 30));
    for pause in [0, 10, 50, 200] {
        let before = t.handle();
        t.keys("?");
        t.sees("Keys in the table");
        t.keys("\x1b");
        std::thread::sleep(Duration::from_millis(pause));
        t.keys("j");
        t.until("a step down without the help", |s| {
            !s.contains("Keys in the table")
                && s.contains("▸ @")
                && !s.contains(&format!("▸ @{before} "))
        });
    }
}

#[test]
fn an_arrow_in_two_pieces_is_an_arrow() {
    let home = home();
    let mut t = Terminal::demo(home.path(), (100, 30));
    t.keys("/a");
    t.sees("/ a");
    // in a field the pieces would be text, and its Esc would leave it
    for pieces in [["\x1b", "[D"], ["\x1b[", "D"], ["\x1bO", "D"]] {
        let from = Instant::now();
        t.keys(pieces[0]);
        std::thread::sleep(Duration::from_millis(30));
        t.keys(pieces[1]);
        if from.elapsed() > Duration::from_millis(45) && pieces[0] == "\x1b" {
            eprintln!("skipped: this machine was too slow to send the pieces soon enough");
            return;
        }
    }
    t.keys("b");
    t.sees("/ ba");
    // too late to be one key: the Esc has left the field, and the rest is still an arrow and no letters
    let before = t.handle();
    t.keys("\x1b");
    t.until("the field closed", |s| !s.contains("/ ba"));
    t.rest();
    t.keys("[B");
    t.until("a step down", |s| {
        s.contains("▸ @") && !s.contains(&format!("▸ @{before} "))
    });
}

#[test]
fn late_answers_of_a_terminal_are_no_keys() {
    let home = home();
    let mut t = Terminal::demo(home.path(), (100, 30));
    for answer in [
        "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
        "\x1b[?62;4;22c",
        "\x1b[24;80R",
        "\x1b[?2026;2$y",
        "\x1bP>|xterm(390)\x1b\\",
        "\x1b[I",
    ] {
        assert_eq!(t.echo(answer), "", "{answer:?} changed something");
    }
    t.keys("q");
    assert_eq!(t.ends(PATIENCE), Some(0));
}
