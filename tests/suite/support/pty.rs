//! A program in a real pseudo-terminal, read through a terminal emulator.

use std::num::NonZeroU16;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, OptionalActions, Winsize, tcgetattr, tcsetattr, tcsetwinsize};

/// How long is waited for what must come.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// Silence of this length is taken for the end of what a key brings.
const SILENCE: Duration = Duration::from_millis(200);
/// Begin and end of a frame.
pub const BEGIN: &str = "\x1b[?2026h";
pub const END: &str = "\x1b[?2026l";

fn cells(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n.max(1)).unwrap()
}

/// An emulator of that size.
pub fn emulator(size: (u16, u16)) -> vt100::Parser {
    vt100::Parser::new(cells(size.1), cells(size.0), 0)
}

/// A running program and the screen it has drawn. There is one handle of the terminal's far side, and it is in here:
/// dropping it is a line that drops.
pub struct Terminal {
    pub child: Child,
    master: Option<OwnedFd>,
    /// Keeps the terminal's modes readable when the program has gone.
    slave: Option<OwnedFd>,
    pub emulator: vt100::Parser,
    /// All that was written, for what an emulator does not show.
    pub raw: Vec<u8>,
}

/// A home with the demo's pool in it, made once and copied.
pub fn home() -> tempfile::TempDir {
    static TEMPLATE: OnceLock<tempfile::TempDir> = OnceLock::new();
    let template = TEMPLATE.get_or_init(|| {
        let home = tempfile::tempdir().unwrap();
        let mut t = Terminal::start(home.path(), &["demo"], (80, 24), &[]);
        t.until("the list", |s| s.contains("Pool") && s.contains('@'));
        t.keys("q");
        assert_eq!(t.ends(PATIENCE), Some(0));
        std::fs::remove_dir_all(home.path().join("state")).ok();
        home
    });
    let home = tempfile::tempdir().unwrap();
    copy(template.path(), home.path());
    home
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The program in that home, with nothing of this machine's settings.
pub fn command(program: &str, home: &Path, env: &[(&str, &str)]) -> Command {
    // a session of its own with the terminal at its head, as a login has
    let mut command = Command::new("setsid");
    command.arg("--ctty").arg(program);
    environment(&mut command, home, env);
    command
}

/// The environment of a person whose home that is.
pub fn environment(command: &mut Command, home: &Path, env: &[(&str, &str)]) {
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
    for name in [
        "DAREN_DB",
        "NO_COLOR",
        "COLORTERM",
        "COLUMNS",
        "LINES",
        "TMUX",
        "STY",
    ] {
        command.env_remove(name);
    }
    command.env_remove("RUST_BACKTRACE");
    command.envs(env.iter().copied());
}

impl Terminal {
    pub fn start(home: &Path, args: &[&str], size: (u16, u16), env: &[(&str, &str)]) -> Self {
        let mut command = command(env!("CARGO_BIN_EXE_daren"), home, env);
        command.args(args);
        Self::run(command, size)
    }

    /// The demo in a home of [`home`], with its list on screen.
    pub fn demo(home: &Path, size: (u16, u16)) -> Self {
        Self::demo_with(home, size, &[], &[])
    }

    pub fn demo_with(home: &Path, size: (u16, u16), args: &[&str], env: &[(&str, &str)]) -> Self {
        let args: Vec<&str> = args.iter().chain(&["demo"]).copied().collect();
        let mut t = Self::start(home, &args, size, env);
        t.until("the list", |s| s.contains('@'));
        t.rest();
        t
    }

    pub fn run(mut command: Command, size: (u16, u16)) -> Self {
        let master =
            openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap();
        let open = || {
            let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
            rustix::fs::open(&name, flags, Mode::empty()).unwrap()
        };
        set_size(&master, size);
        let slave = open();
        command.stdin(Stdio::from(open()));
        command.stdout(Stdio::from(open()));
        command.stderr(Stdio::from(open()));
        let child = command.spawn().unwrap();
        Terminal {
            child,
            master: Some(master),
            slave: Some(slave),
            emulator: emulator(size),
            raw: Vec::new(),
        }
    }

    pub fn keys(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// Bytes in one piece.
    pub fn bytes(&mut self, bytes: &[u8]) {
        let n = rustix::io::write(self.master.as_ref().unwrap(), bytes).unwrap();
        assert_eq!(n, bytes.len(), "the terminal took not all of it");
    }

    pub fn screen(&self) -> String {
        self.emulator.screen().contents()
    }

    pub fn resize(&mut self, size: (u16, u16)) {
        self.emulator
            .screen_mut()
            .set_size(cells(size.1), cells(size.0));
        set_size(self.master.as_ref().unwrap(), size);
    }

    /// The line drops: every handle of the far side is closed.
    pub fn hang_up(&mut self) {
        self.slave = None;
        self.master = None;
    }

    /// One read; `false` after so long a silence, and after the end.
    pub fn pump(&mut self, patience: Duration) -> bool {
        let Some(master) = &self.master else {
            return false;
        };
        let mut fds = [PollFd::new(master, PollFlags::IN)];
        let patience = Timespec::try_from(patience).unwrap();
        if !matches!(poll(&mut fds, Some(&patience)), Ok(1)) {
            return false;
        }
        let mut buffer = [0; 65_536];
        match rustix::io::read(master, &mut buffer) {
            Ok(n @ 1..) => {
                self.raw.extend_from_slice(&buffer[..n]);
                self.emulator.process(&buffer[..n]);
                true
            }
            _ => false,
        }
    }

    /// Reads until the screen is as wanted.
    pub fn until(&mut self, what: &str, wanted: impl Fn(&str) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !wanted(&self.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && self.pump(left),
                "waited in vain for {what}; the screen is\n{}",
                self.screen()
            );
        }
    }

    pub fn sees(&mut self, text: &str) {
        self.until(text, |screen| screen.contains(text));
    }

    /// Reads until nothing has come for a moment; returns what came.
    pub fn rest(&mut self) -> Vec<u8> {
        let before = self.raw.len();
        while self.pump(SILENCE) {}
        self.raw[before..].to_vec()
    }

    /// What keys bring that bring something.
    pub fn answer(&mut self, keys: &str) -> String {
        let before = self.raw.len();
        self.keys(keys);
        assert!(self.pump(PATIENCE), "{keys:?} brought nothing");
        while self.pump(Duration::from_millis(100)) {}
        String::from_utf8(self.raw[before..].to_vec()).unwrap()
    }

    /// What keys bring that should bring nothing.
    pub fn echo(&mut self, keys: &str) -> String {
        self.keys(keys);
        String::from_utf8(self.rest()).unwrap()
    }

    /// Waits for the end, reading what still comes; the exit code.
    pub fn ends(&mut self, within: Duration) -> Option<i32> {
        let deadline = Instant::now() + within;
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait().unwrap() {
                while self.pump(Duration::from_millis(50)) {}
                return status.code();
            }
            if !self.pump(Duration::from_millis(5)) {
                std::thread::yield_now();
            }
        }
        None
    }

    /// Whether the program has ended, without taking its last traces away.
    pub fn is_over(&self) -> bool {
        self.stat().0 == "Z"
    }

    /// Processor time so far, in hundredths of a second.
    pub fn ticks(&self) -> u64 {
        self.stat().1
    }

    /// How often all its threads together gave the processor away, which each waking up ends with.
    pub fn switches(&self) -> u64 {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.child.id())).unwrap();
        tasks
            .map(|task| {
                let status = std::fs::read_to_string(task.unwrap().path().join("status")).unwrap();
                let line = status.lines().find(|l| l.starts_with("voluntary_ctxt"));
                line.and_then(|l| l.split_whitespace().nth(1)?.parse::<u64>().ok())
                    .unwrap()
            })
            .sum()
    }

    fn stat(&self) -> (String, u64) {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let fields: Vec<&str> = stat[stat.rfind(')').unwrap() + 2..].split(' ').collect();
        let ticks = |i: usize| fields[i].parse::<u64>().unwrap();
        (fields[0].to_owned(), ticks(11) + ticks(12))
    }

    /// Lines and echo again, as a shell sets its terminal when it comes back.
    pub fn cook(&self) {
        let master = self.master.as_ref().unwrap();
        let mut modes = tcgetattr(master).unwrap();
        modes.local_modes |= LocalModes::ICANON | LocalModes::ECHO;
        tcsetattr(master, OptionalActions::Now, &modes).unwrap();
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill")
            .args([&format!("-{name}"), &pid])
            .status();
        assert!(sent.unwrap().success());
    }

    /// Whether the terminal is as a shell wants it: lines, echo, its own screen, a cursor, no brackets.
    pub fn assert_restored(&self) {
        let screen = self.emulator.screen();
        assert!(!screen.alternate_screen(), "still on the other screen");
        assert!(!screen.hide_cursor(), "no cursor");
        assert!(!screen.bracketed_paste(), "pastes still in brackets");
        let modes = tcgetattr(self.master.as_ref().unwrap())
            .unwrap()
            .local_modes;
        assert!(
            modes.contains(LocalModes::ICANON | LocalModes::ECHO),
            "still raw"
        );
    }

    /// The row with the cursor's sign, from there on.
    pub fn here(&self) -> String {
        let screen = self.screen();
        let line = screen.lines().find(|l| l.contains("▸ @"));
        line.map(|l| l[l.find("▸ @").unwrap()..].to_owned())
            .unwrap_or_default()
    }

    /// The handle under the cursor.
    pub fn handle(&self) -> String {
        let here = self.here();
        let rest = here.split_once('@').map_or("", |(_, rest)| rest);
        rest.split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // a test that failed leaves nothing running
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn set_size(master: &OwnedFd, size: (u16, u16)) {
    let size = Winsize {
        ws_col: size.0,
        ws_row: size.1,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    tcsetwinsize(master, size).unwrap();
}
