//! The program itself in a real pseudo-terminal, read through a terminal emulator.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const PATIENCE: Duration = Duration::from_secs(20);

fn cells(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap()
}

/// A running program and the screen it has drawn.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    bytes: Receiver<Vec<u8>>,
    emulator: vt100::Parser,
    received: usize,
    /// All that was written, for what an emulator does not show.
    raw: Vec<u8>,
}

impl Terminal {
    fn start(home: &Path, args: &[&str], size: (u16, u16), env: &[(&str, &str)]) -> Self {
        let pty = native_pty_system()
            .openpty(PtySize {
                cols: size.0,
                rows: size.1,
                pixel_width: 0,
                pixel_height: 0,
            })
            .unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_daren"));
        command.args(args);
        for (name, value) in [
            ("HOME", home.to_str().unwrap()),
            ("XDG_DATA_HOME", home.join("data").to_str().unwrap()),
            ("XDG_CONFIG_HOME", home.join("config").to_str().unwrap()),
            ("XDG_STATE_HOME", home.join("state").to_str().unwrap()),
            ("TERM", "xterm-256color"),
            ("LC_ALL", "C.UTF-8"),
            ("USER", "anna"),
        ] {
            command.env(name, value);
        }
        command.env_remove("DAREN_DB");
        command.env_remove("NO_COLOR");
        for (name, value) in env {
            command.env(name, value);
        }
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let mut reader = pty.master.try_clone_reader().unwrap();
        let (send, bytes) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 65_536];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        let writer = pty.master.take_writer().unwrap();
        let emulator = vt100::Parser::new(cells(size.1), cells(size.0), 0);
        Terminal {
            child,
            master: Some(pty.master),
            writer: Some(writer),
            bytes,
            emulator,
            received: 0,
            raw: Vec::new(),
        }
    }

    fn keys(&mut self, text: &str) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(text.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    fn screen(&self) -> String {
        self.emulator.screen().contents()
    }

    fn take(&mut self, bytes: &[u8]) {
        self.received += bytes.len();
        self.raw.extend_from_slice(bytes);
        self.emulator.process(bytes);
    }

    /// Reads until the screen is as wanted.
    fn until(&mut self, what: &str, wanted: impl Fn(&str) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !wanted(&self.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(_) => panic!(
                    "waited in vain for {what}; the screen is\n{}",
                    self.screen()
                ),
            }
        }
    }

    fn sees(&mut self, text: &str) {
        self.until(text, |screen| screen.contains(text));
    }

    /// Reads until nothing has come for a moment; returns how many bytes came.
    fn rest(&mut self) -> usize {
        let before = self.received;
        while let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(300)) {
            self.take(&bytes);
        }
        self.received - before
    }

    /// Waits for the end; the exit code.
    fn ends(&mut self, within: Duration) -> Option<u32> {
        let deadline = Instant::now() + within;
        while Instant::now() < deadline {
            while let Ok(bytes) = self.bytes.try_recv() {
                self.take(&bytes);
            }
            if let Some(status) = self.child.try_wait().unwrap() {
                while let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(200)) {
                    self.take(&bytes);
                }
                return Some(status.exit_code());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        None
    }
}

fn demo(home: &Path, size: (u16, u16)) -> Terminal {
    let mut t = Terminal::start(home, &["demo"], size, &[]);
    t.until("the list", |s| {
        s.contains("Pool") && s.contains(" of ") && s.contains('@')
    });
    t
}

#[test]
fn the_demo_opens_answers_keys_and_gives_the_terminal_back() {
    let home = tempfile::tempdir().unwrap();
    let mut t = demo(home.path(), (120, 40));
    assert!(t.emulator.screen().alternate_screen());
    t.keys("/beau");
    t.sees("/ beau");
    t.keys("\r");
    t.keys("?");
    t.sees("Keys in the table");
    t.keys("\x1b");
    t.until("the help's end", |s| !s.contains("Keys in the table"));
    t.keys("q");
    assert_eq!(t.ends(Duration::from_secs(5)), Some(0));
    assert!(!t.emulator.screen().alternate_screen());
    assert!(!t.emulator.screen().hide_cursor());
}

#[test]
fn it_goes_on_where_it_was_after_a_hang_up() {
    let home = tempfile::tempdir().unwrap();
    let mut t = demo(home.path(), (100, 30));
    t.keys(":region:US\r");
    t.until("the filter", |s| {
        s.lines().nth(1).is_some_and(|l| l.contains("region:US"))
    });
    t.keys("5j");
    t.rest();
    // the line drops: the system says so
    let pid = t.child.process_id().unwrap().to_string();
    assert!(
        std::process::Command::new("kill")
            .args(["-HUP", &pid])
            .status()
            .unwrap()
            .success()
    );
    assert!(
        t.ends(Duration::from_secs(4)).is_some(),
        "the program outlived its terminal"
    );
    let mut t = Terminal::start(home.path(), &["demo"], (100, 30), &[]);
    t.until("the filter of before", |s| {
        s.contains("region:US") && s.contains('@')
    });
    t.keys("q");
    assert_eq!(t.ends(Duration::from_secs(5)), Some(0));
}

#[test]
fn an_idle_tool_writes_nothing_and_a_cursor_key_little() {
    let home = tempfile::tempdir().unwrap();
    let mut t = demo(home.path(), (120, 40));
    t.rest();
    let before = t.received;
    std::thread::sleep(Duration::from_millis(1_000));
    assert_eq!(t.rest(), 0, "bytes without a key");
    assert_eq!(t.received, before);
    t.keys("j");
    let bytes = t.rest();
    assert!((1..=150).contains(&bytes), "{bytes} bytes for a cursor key");
    t.keys(&"j".repeat(200));
    let bytes = t.rest();
    assert!(bytes <= 12_000, "{bytes} bytes for 200 cursor keys");
}

#[test]
fn a_storm_of_resizes_and_keys_loses_nothing() {
    let home = tempfile::tempdir().unwrap();
    let mut t = demo(home.path(), (120, 40));
    for i in 0..60u16 {
        let size = PtySize {
            cols: 20 + i * 3,
            rows: 3 + i,
            pixel_width: 0,
            pixel_height: 0,
        };
        t.master.as_ref().unwrap().resize(size).unwrap();
        if i % 3 == 0 {
            t.keys("j");
        }
    }
    let size = PtySize {
        cols: 120,
        rows: 40,
        pixel_width: 0,
        pixel_height: 0,
    };
    t.master.as_ref().unwrap().resize(size).unwrap();
    t.emulator.screen_mut().set_size(cells(40), cells(120));
    t.rest();
    t.keys("\x0c");
    // 20 times down from the first
    let pool = std::fs::read_dir(home.path().join("data/daren"))
        .unwrap()
        .map(|e| e.unwrap().path());
    let pool = pool
        .into_iter()
        .find(|p| p.extension().is_some_and(|e| e == "db"))
        .unwrap();
    let mut list = std::process::Command::new(env!("CARGO_BIN_EXE_daren"));
    list.arg("--db").arg(pool).args([
        "list",
        "--sort",
        "followers:desc",
        "--limit",
        "21",
        "--format",
        "handles",
    ]);
    list.env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path());
    let handles = String::from_utf8(list.output().unwrap().stdout).unwrap();
    let wanted = format!("▸ @{}", handles.lines().last().unwrap());
    t.until("the 21st creator under the cursor", |s| {
        s.lines().any(|l| l.contains(&wanted))
    });
    t.keys("q");
    assert_eq!(t.ends(Duration::from_secs(5)), Some(0));
}

#[test]
fn a_paste_is_text_in_a_field_and_nothing_elsewhere() {
    let home = tempfile::tempdir().unwrap();
    let mut t = demo(home.path(), (100, 30));
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
    assert_eq!(t.ends(Duration::from_secs(5)), Some(0));
}

#[test]
fn both_languages_and_plain_terminals() {
    let home = tempfile::tempdir().unwrap();
    let mut t = Terminal::start(
        home.path(),
        &["--lang", "zh", "demo"],
        (80, 24),
        &[("NO_COLOR", "1")],
    );
    t.until("the list", |s| s.contains("达人库") && s.contains('@'));
    assert!(
        t.emulator
            .screen()
            .cell(3, 3)
            .is_some_and(|c| c.fgcolor() == vt100::Color::Default)
    );
    t.keys("q");
    assert_eq!(t.ends(Duration::from_secs(5)), Some(0));
    let mut t = Terminal::start(home.path(), &["--ascii", "demo"], (80, 24), &[]);
    t.until("the list", |s| s.contains("Pool") && s.contains('@'));
    assert!(!t.screen().contains('▸') && !t.screen().contains('─'));
    t.keys("q");
    assert_eq!(t.ends(Duration::from_secs(5)), Some(0));
}

#[test]
fn a_terminal_that_cannot_show_it_is_told_so() {
    let home = tempfile::tempdir().unwrap();
    let mut t = Terminal::start(home.path(), &["demo"], (80, 24), &[("TERM", "dumb")]);
    assert_eq!(t.ends(PATIENCE), Some(2));
    assert!(t.screen().contains("daren list"), "{}", t.screen());
}

#[test]
fn copying_and_links_go_through_the_terminal() {
    let home = tempfile::tempdir().unwrap();
    let mut t = demo(home.path(), (100, 30));
    t.keys(":region:US\r");
    t.until("the filter", |s| {
        s.lines().nth(1).is_some_and(|l| l.contains("region:US"))
    });
    t.rest();
    let handle: String = t
        .screen()
        .lines()
        .nth(4)
        .unwrap()
        .chars()
        .skip_while(|c| *c != '@')
        .skip(1)
        .take_while(|c| *c != ' ')
        .collect();
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
    assert!(raw.contains("\x1b[?2026h") && raw.contains("\x1b[?2026l"));
    t.keys("qq");
    assert_eq!(t.ends(Duration::from_secs(5)), Some(0));
}
