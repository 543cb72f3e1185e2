//! Inside tmux and screen, and as the terminals that people name in TERM.

use std::process::Command;

use crate::support::pty::{self, PATIENCE, Terminal, home};

fn is_there(program: &str) -> bool {
    let there = Command::new("sh")
        .args(["-c", &format!("command -v {program}")])
        .output()
        .unwrap();
    if !there.status.success() {
        eprintln!("skipped: {program} is not installed");
    }
    there.status.success()
}

/// Starts, moves, filters, opens a popup, changes its size, leaves; then the shell's own line is there again.
fn all_of_it(t: &mut Terminal) {
    t.until("the list", |s| s.contains("Pool") && s.contains("▸ @"));
    t.rest();
    let first = t.handle();
    t.keys("j");
    t.until("a step", |s| {
        s.contains("▸ @") && !s.contains(&format!("▸ @{first} "))
    });
    t.keys("\x1b[B");
    t.rest();
    t.keys(":region:US\r");
    t.until("the filter", |s| {
        s.lines().nth(1).is_some_and(|l| l.contains("region:US"))
    });
    t.rest();
    t.keys("?");
    t.sees("Keys in the table");
    // the other program hands an Esc on after a while
    t.keys("\x1b");
    t.until("the help's end", |s| !s.contains("Keys in the table"));
    t.resize((90, 25));
    t.until("the new size", |s| {
        s.lines().count() <= 25 && s.contains("Pool") && s.contains("▸ @")
    });
    t.rest();
    t.keys("q");
    t.sees("left with 0");
    t.until("the shell's screen", |s| !s.contains("Pool"));
    t.keys("exit\n");
    assert!(t.ends(PATIENCE).is_some());
}

/// The command a shell runs inside.
fn script(home: &std::path::Path) -> String {
    let path = home.join("start");
    let text = format!(
        "'{}' demo\necho left with $?\nread answer\n",
        env!("CARGO_BIN_EXE_daren")
    );
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn inside_tmux() {
    if !is_there("tmux") {
        return;
    }
    let home = home();
    let socket = home.path().join("tmux.socket");
    let mut command = pty::command("tmux", home.path(), &[("SHELL", "/bin/sh")]);
    command.args(["-f", "/dev/null", "-u", "-S"]).arg(&socket);
    command.args([
        "new-session",
        &format!("sh {}", script(home.path())),
        ";",
        "set",
        "status",
        "off",
    ]);
    let mut t = Terminal::run(command, (120, 40));
    all_of_it(&mut t);
}

#[test]
fn inside_screen() {
    if !is_there("screen") {
        return;
    }
    let home = home();
    let sockets = home.path().join("sockets");
    std::fs::create_dir(&sockets).unwrap();
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(&sockets, std::fs::Permissions::from_mode(0o700)).unwrap();
    let settings = home.path().join("screenrc");
    std::fs::write(&settings, "startup_message off\naltscreen on\ndefutf8 on\n").unwrap();
    let mut command = pty::command(
        "screen",
        home.path(),
        &[("SCREENDIR", sockets.to_str().unwrap())],
    );
    command
        .arg("-U")
        .arg("-c")
        .arg(&settings)
        .args(["-S", "daren-test", "sh"])
        .arg(script(home.path()));
    let mut t = Terminal::run(command, (120, 40));
    all_of_it(&mut t);
}

#[test]
fn under_every_name_of_a_terminal() {
    let home = home();
    for name in [
        "screen-256color",
        "tmux-256color",
        "screen",
        "linux",
        "xterm",
        "vt100",
        "rxvt",
        "something-new",
    ] {
        let mut t = Terminal::demo_with(home.path(), (80, 24), &[], &[("TERM", name)]);
        t.keys("?");
        t.sees("Keys in the table");
        t.keys("\x1b");
        t.rest();
        t.keys("q");
        assert_eq!(t.ends(PATIENCE), Some(0), "{name}");
        t.assert_restored();
    }
}
