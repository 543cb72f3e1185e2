//! It opens, answers, copies, and gives the terminal back.

use crate::support::pty::{PATIENCE, Terminal, home};

#[test]
fn the_demo_opens_answers_keys_and_gives_the_terminal_back() {
    let home = home();
    let mut t = Terminal::demo(home.path(), (120, 40));
    assert!(t.emulator.screen().alternate_screen());
    assert!(t.emulator.screen().bracketed_paste());
    t.keys("/beau");
    t.sees("/ beau");
    t.keys("\r");
    t.keys("?");
    t.sees("Keys in the table");
    t.keys("\x1b");
    t.until("the help's end", |s| !s.contains("Keys in the table"));
    t.keys("q");
    assert_eq!(t.ends(PATIENCE), Some(0));
    t.assert_restored();
}

#[test]
fn copying_and_links_go_through_the_terminal() {
    let home = home();
    let mut t = Terminal::demo(home.path(), (100, 30));
    t.keys(":region:US\r");
    t.until("the filter", |s| {
        s.lines().nth(1).is_some_and(|l| l.contains("region:US"))
    });
    t.rest();
    let handle = t.handle();
    t.keys("y");
    t.sees("handle copied");
    t.rest();
    // the clipboard sequence carries the handle in base 64; its length is enough to know it
    let raw = String::from_utf8_lossy(&t.raw).into_owned();
    let sent = raw
        .split("\x1b]52;c;")
        .nth(1)
        .expect("a clipboard sequence");
    let sent: String = sent
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "+/=".contains(*c))
        .collect();
    assert_eq!(
        sent.len(),
        handle.len().div_ceil(3) * 4,
        "{handle} as {sent}"
    );
    t.keys("\r");
    t.sees(&format!("https://www.tiktok.com/@{handle}"));
    t.rest();
    let raw = String::from_utf8_lossy(&t.raw).into_owned();
    assert!(raw.contains(&format!("\x1b]8;;https://www.tiktok.com/@{handle}\x1b\\")));
    t.keys("qq");
    assert_eq!(t.ends(PATIENCE), Some(0));
}

#[test]
fn nothing_is_ever_asked_of_the_terminal() {
    let home = home();
    let mut t = Terminal::demo(home.path(), (120, 40));
    for keys in ["jjjj", "\x04", "/a\r", "?\x1b", "\x0c", "\r\x1b", "f\x1b"] {
        t.echo(keys);
    }
    // device attributes, cursor place, modes, colours: late answers would turn into keys
    let raw = String::from_utf8_lossy(&t.raw).into_owned();
    for sequence in raw.split("\x1b[").skip(1) {
        let end = sequence.find(|c: char| ('@'..='~').contains(&c)).unwrap();
        let last = sequence.as_bytes()[end];
        assert!(!b"cnpqtu".contains(&last), "asked: {:?}", &sequence[..=end]);
    }
    assert!(!raw.contains(";?"), "asked for a colour");
}
