//! What goes over the line: one write a frame, few bytes, none without need. The bounds do not depend on the machine.

use std::time::{Duration, Instant};

use crate::support::pty::{BEGIN, END, PATIENCE, Terminal, home};

/// Frames in what came; every byte belongs to one.
fn frames(bytes: &str) -> usize {
    let begun = bytes.matches(BEGIN).count();
    assert_eq!(begun, bytes.matches(END).count(), "{bytes:?}");
    assert!(
        bytes.is_empty() || bytes.starts_with(BEGIN) && bytes.ends_with(END),
        "{bytes:?}"
    );
    begun
}

/// The most bytes that any of some keys brings, each sent by itself.
fn most(t: &mut Terminal, keys: &[&str]) -> usize {
    let mut most = 0;
    for key in keys {
        let bytes = t.answer(key);
        assert!(frames(&bytes) <= 1, "{key:?} brought several frames");
        most = most.max(bytes.len());
    }
    most
}

#[test]
fn keys_cost_few_bytes() {
    let home = home();
    let mut t = Terminal::demo(home.path(), (120, 40));
    let cursor = most(&mut t, &["j", "j", "k", "j", "\x1b[B", "j"]);
    let half = most(&mut t, &["\x04", "\x04", "\x15", "\x04"]);
    t.answer("gg");
    t.answer("34j");
    let scroll = most(&mut t, &["j", "j", "j", "j", "j"]);
    let page = most(&mut t, &["\x06", "\x06", "\x06", "\x02", "\x06"]);
    t.answer("gg");
    let bytes = t.answer(&"j".repeat(200));
    let held = bytes.len();
    let mark = most(&mut t, &[" ", " "]);
    eprintln!(
        "cursor {cursor}, half {half}, scroll {scroll}, page {page}, held {held}, mark {mark}"
    );
    assert!(
        (1..=64).contains(&cursor),
        "{cursor} bytes for a cursor key"
    );
    assert!((1..=4_000).contains(&half), "{half} bytes for half a page");
    assert!((1..=4_000).contains(&scroll), "{scroll} bytes for a scroll");
    assert!((1..=5_000).contains(&page), "{page} bytes for a page");
    assert!(
        (1..=6_000).contains(&held),
        "{held} bytes for 200 held keys"
    );
}

#[test]
fn a_key_is_one_frame_in_one_write() {
    let home = home();
    let mut t = Terminal::demo(home.path(), (120, 40));
    let start = String::from_utf8(t.raw.clone()).unwrap();
    assert!(frames(&start[BEGIN_OF_SCREEN.len()..]) > 0);
    for key in ["j", "\x04", "?", "\x1b", ":reg", "\x1b", "\x0c"] {
        let bytes = t.answer(key);
        assert_eq!(frames(&bytes), 1, "{key:?}: {bytes:?}");
    }
}

/// What takes the terminal, before the first frame.
const BEGIN_OF_SCREEN: &str = "\x1b[?1049h\x1b[?2004h\x1b[?25l";

#[test]
fn no_change_no_byte() {
    let home = home();
    let mut t = Terminal::demo(home.path(), (120, 40));
    t.echo("gg");
    for key in ["k", "k", "h", "\x1b", "\x1b[1;2S", "Z"] {
        assert_eq!(t.echo(key), "", "{key:?} changes nothing");
    }
}

#[test]
fn an_idle_tool_writes_nothing_and_sleeps() {
    let home = home();
    let mut t = Terminal::demo(home.path(), (120, 40));
    let before = t.ticks();
    let from = Instant::now();
    // this is what is measured: nothing happens for so long
    while from.elapsed() < Duration::from_secs(3) {
        assert!(!t.pump(Duration::from_millis(500)), "bytes without a key");
    }
    let spent = t.ticks() - before;
    assert!(
        spent <= 2,
        "{spent} hundredths of a second in three seconds of rest"
    );
    let wakes = t.switches();
    while from.elapsed() < Duration::from_secs(4) {
        t.pump(Duration::from_millis(500));
    }
    assert_eq!(t.switches(), wakes, "it woke up for nothing");
}

#[test]
fn a_slow_reader_gets_every_byte() {
    let home = home();
    let mut t = Terminal::demo(home.path(), (120, 40));
    // far more frames than the terminal holds unread
    for i in 0..60 {
        t.keys(if i % 8 < 4 { "\x04" } else { "\x15" });
        std::thread::sleep(Duration::from_millis(2));
    }
    let before = t.ticks();
    std::thread::sleep(Duration::from_millis(300));
    assert!(
        t.ticks() - before <= 5,
        "it spins while the line is stalled"
    );
    t.rest();
    let all = String::from_utf8(t.raw.clone()).unwrap();
    frames(&all[BEGIN_OF_SCREEN.len()..]);
    let stood = t.screen();
    t.emulator = crate::support::pty::emulator((120, 40));
    t.answer("\x0c");
    assert_eq!(t.screen(), stood);
    t.keys("q");
    assert_eq!(t.ends(PATIENCE), Some(0));
}
