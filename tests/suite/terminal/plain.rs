//! Terminals that can do little: none at all, no colours, sixteen of them, no letters but ASCII.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::pty::{self, PATIENCE, Terminal, home};

/// Keys that open one screen after the other, each closed again by the Escs that follow.
const TOUR: [&str; 17] = [
    "jj  ",
    "\x04",
    "ll",
    "hh",
    ":region:US followers>2000",
    ":folowers>3",
    ":cat:",
    "/some",
    "\r",
    "fjjj \x1b[Cx",
    "f\x1b[B\x1b[B\x1b[B-",
    "o",
    "c",
    "\x10ma",
    "?",
    "i",
    "I",
];

/// A pool whose creators have ASCII names, and a folder with the file it came from.
fn ascii_pool(home: &Path) -> (PathBuf, PathBuf) {
    let folder = home.join("exports");
    std::fs::create_dir(&folder).unwrap();
    let file = folder.join("creators.csv");
    let mut text = String::from(
        "handle,name,followers,gmv,currency,region,categories,email,female,refund_rate,notes\n",
    );
    for i in 0..120 {
        let region = ["US", "GB", "VN"][i % 3];
        let currency = ["USD", "GBP"][i % 2];
        text.push_str(&format!(
            "some_{i},Somebody {i},{},{},{currency},{region},Beauty,a{i}@x.example,{}%,{}%,met in May\n",
            1000 + i * 977,
            i * 31,
            20 + i % 60,
            i % 30
        ));
    }
    std::fs::write(&file, text).unwrap();
    let pool = home.join("pool.db");
    let mut import = Command::new(env!("CARGO_BIN_EXE_daren"));
    pty::environment(&mut import, home, &[]);
    import
        .arg("--db")
        .arg(&pool)
        .arg("import")
        .arg(&file)
        .args(["--period", "2026-10-01..2026-10-31", "--currency", "USD"]);
    let done = import.stdin(Stdio::null()).output().unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    (pool, folder)
}

/// Every screen, and what `seen` says to it.
fn tour(
    args: &[&str],
    env: &[(&str, &str)],
    size: (u16, u16),
    seen: &mut dyn FnMut(&str, &Terminal),
) -> Terminal {
    let home = home();
    let (pool, folder) = ascii_pool(home.path());
    let mut command = pty::command(env!("CARGO_BIN_EXE_daren"), home.path(), env);
    command.arg("--db").arg(pool).args(args).current_dir(folder);
    let mut t = Terminal::run(command, size);
    t.sees("@some");
    t.rest();
    seen("the list", &t);
    for keys in TOUR {
        t.keys(keys);
        t.rest();
        seen(keys, &t);
        // the import's preview and the card are one step further
        if ["i", "\r"].contains(&keys) {
            t.keys("\r");
            t.rest();
            seen("one further", &t);
        }
        // whatever is open is closed; what comes next in one piece with an Esc is a key of its own
        t.keys("\x1b\x1b\x1b");
        while t.pump(std::time::Duration::from_millis(60)) {}
    }
    t.keys("q");
    assert_eq!(t.ends(PATIENCE), Some(0));
    t.assert_restored();
    t
}

/// Every colour and weight that was set.
fn styles(raw: &[u8]) -> Vec<u16> {
    let raw = String::from_utf8_lossy(raw).into_owned();
    let mut all = Vec::new();
    for sequence in raw.split("\x1b[").skip(1) {
        let end = sequence.find(|c: char| ('@'..='~').contains(&c)).unwrap();
        if sequence.as_bytes()[end] == b'm' {
            all.extend(
                sequence[..end]
                    .split(';')
                    .map(|n| n.parse::<u16>().unwrap_or(0)),
            );
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// With ASCII and without colours there is not one sign or colour on any screen.
fn plainest(size: (u16, u16)) {
    let env = [("NO_COLOR", "1")];
    let t = tour(&["--ascii"], &env, size, &mut |keys, t| {
        let screen = t.screen();
        // the other language is named in its own letters
        let odd = |c: &char| !c.is_ascii() && !c.is_alphanumeric();
        let odd: String = screen.chars().filter(odd).collect();
        assert_eq!(odd, "", "at {size:?} after {keys:?}:\n{screen}");
    });
    for n in styles(&t.raw) {
        assert!(matches!(n, 0..=9 | 22..=29), "style {n}");
    }
}

#[test]
fn no_sign_but_ascii_and_no_colour() {
    plainest((120, 40));
}

#[test]
fn no_sign_but_ascii_and_no_colour_on_a_small_terminal() {
    plainest((80, 24));
}

#[test]
fn no_sign_but_ascii_and_no_colour_with_the_card_beside_the_table() {
    plainest((180, 45));
}

#[test]
fn sixteen_colours_are_enough() {
    // more is not taken where it is offered
    let env = [("COLORTERM", "truecolor")];
    let t = tour(&[], &env, (120, 40), &mut |_, _| {});
    let styles = styles(&t.raw);
    assert!(styles.contains(&36), "no colour at all: {styles:?}");
    // no ground is set: it stays the person's own, light or dark
    for n in styles {
        assert!(matches!(n, 0..=9 | 22..=37 | 39 | 90..=97), "style {n}");
    }
}

#[test]
fn ascii_can_be_set_for_good() {
    let home = home();
    let folder = home.path().join("config/daren");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), "ascii = true\n").unwrap();
    let mut t = Terminal::start(home.path(), &["demo"], (100, 30), &[]);
    t.sees("> @");
    assert!(!t.screen().contains('─') && !t.screen().contains('│'));
}

#[test]
fn in_chinese_too() {
    let home = home();
    let mut t = Terminal::start(
        home.path(),
        &["--lang", "zh", "demo"],
        (80, 24),
        &[("NO_COLOR", "1")],
    );
    t.until("the list", |s| s.contains("达人库") && s.contains('@'));
    t.keys("q");
    assert_eq!(t.ends(PATIENCE), Some(0));
    assert!(styles(&t.raw).iter().all(|n| *n < 30));
}

#[test]
fn a_terminal_that_cannot_show_it_is_told_so() {
    let home = home();
    for env in [[("TERM", "dumb")], [("TERM", "")]] {
        let mut t = Terminal::start(home.path(), &["demo"], (80, 24), &env);
        assert_eq!(t.ends(PATIENCE), Some(2), "{env:?}");
        assert!(t.screen().contains("daren list"), "{}", t.screen());
        assert!(
            !t.raw.contains(&0x1b),
            "escapes for a terminal that knows none"
        );
    }
}

#[test]
fn without_a_terminal_it_names_the_commands_that_need_none() {
    let home = home();
    for args in [&[][..], &["demo"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_daren"));
        pty::environment(&mut command, home.path(), &[]);
        let done = command.args(args).stdin(Stdio::null()).output().unwrap();
        assert_eq!(done.status.code(), Some(2));
        assert!(done.stdout.is_empty());
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(said.lines().count(), 1, "{said}");
        for command in ["daren list", "daren facets", "daren show", "daren import"] {
            assert!(said.contains(command), "{said}");
        }
    }
    // only one side of it is a terminal
    for redirect in ["</dev/null", "| cat"] {
        let script = format!(
            "'{}' demo {redirect}; echo over",
            env!("CARGO_BIN_EXE_daren")
        );
        let mut command = pty::command("sh", home.path(), &[]);
        command.arg("-c").arg(script);
        let mut t = Terminal::run(command, (100, 30));
        t.sees("over");
        assert!(t.screen().contains("daren list"), "{}", t.screen());
    }
}
