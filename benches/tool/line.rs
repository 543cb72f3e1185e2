//! The program at the end of a line: a pseudo-terminal, and the time of every piece that comes through it.
//!
//! Pieces get their time when they are read and are only looked at when the program is silent, so that drawing the
//! screen here costs the program nothing.

use std::num::NonZeroU16;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

/// How long is waited for what must come.
const PATIENCE: Duration = Duration::from_secs(60);
/// End of a frame.
const END: &[u8] = b"\x1b[?2026l";
/// Columns and rows.
const SIZE: (u16, u16) = (120, 40);
/// A slow line: bytes a second, and how long a byte is under way in one direction.
const SLOW: (f64, Duration) = (64.0 * 1024.0, Duration::from_millis(40));

/// What a key brought.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What it was for, to find the slowest again.
    pub what: String,
    /// From the key to the last byte.
    pub time: Duration,
    /// All bytes.
    pub bytes: usize,
}

/// See the module.
pub struct Line {
    child: Child,
    master: OwnedFd,
    emulator: vt100::Parser,
    pieces: Vec<(Instant, Vec<u8>)>,
    fed: usize,
    slow: bool,
    started: Instant,
}

/// That program in the home of a person, without this machine's settings.
pub fn command(program: &str, home: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(home);
    for (name, folder) in [
        ("HOME", ""),
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_STATE_HOME", "state"),
    ] {
        command.env(name, home.join(folder));
    }
    command
        .env("TERM", "xterm-256color")
        .env("LC_ALL", "C.UTF-8");
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
    command
}

impl Line {
    /// Starts a program at the other end.
    pub fn start(home: &Path, program: &str, args: &[&str], slow: bool) -> Self {
        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
        let master = openpt(flags).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap();
        let open = || {
            let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
            Stdio::from(rustix::fs::open(&name, flags, Mode::empty()).unwrap())
        };
        let size = Winsize {
            ws_col: SIZE.0,
            ws_row: SIZE.1,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        tcsetwinsize(&master, size).unwrap();
        let cells = |n| NonZeroU16::new(n).unwrap();
        // a session of its own with the terminal at its head, as a login has
        let mut command = command("setsid", home);
        command.arg("--ctty").arg(program).args(args);
        command.stdin(open()).stdout(open()).stderr(open());
        let started = Instant::now();
        Line {
            child: command.spawn().unwrap(),
            master,
            emulator: vt100::Parser::new(cells(SIZE.1), cells(SIZE.0), 0),
            pieces: Vec::new(),
            fed: 0,
            slow,
            started,
        }
    }

    /// One read; false after so long a silence, and after the end.
    fn read(&mut self, patience: Duration) -> bool {
        let mut fds = [PollFd::new(&self.master, PollFlags::IN)];
        let patience = Timespec::try_from(patience).unwrap();
        if !matches!(poll(&mut fds, Some(&patience)), Ok(1)) {
            return false;
        }
        let mut buffer = [0; 65_536];
        // on a slow line, what five milliseconds bring
        let room = if self.slow {
            (SLOW.0 * 0.005) as usize
        } else {
            buffer.len()
        };
        let Ok(n @ 1..) = rustix::io::read(&self.master, &mut buffer[..room]) else {
            return false;
        };
        let mut at = Instant::now();
        if self.slow {
            std::thread::sleep(Duration::from_secs_f64(n as f64 / SLOW.0));
            at = Instant::now() + SLOW.1;
        }
        self.pieces.push((at, buffer[..n].to_vec()));
        true
    }

    /// Draws what has come; the time of the first piece after which the screen is as wanted.
    fn feed(&mut self, wanted: impl Fn(&str) -> bool) -> Option<Instant> {
        while let Some((at, piece)) = self.pieces.get(self.fed) {
            self.fed += 1;
            self.emulator.process(piece);
            if wanted(&self.emulator.screen().contents()) {
                return Some(*at);
            }
        }
        None
    }

    fn draw(&mut self) {
        for (_, piece) in &self.pieces[self.fed..] {
            self.emulator.process(piece);
        }
        self.fed = self.pieces.len();
    }

    /// The screen as it is.
    pub fn screen(&self) -> String {
        self.emulator.screen().contents()
    }

    /// From the start until the screen was as wanted.
    pub fn until(&mut self, what: &str, wanted: impl Fn(&str) -> bool) -> Duration {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.feed(&wanted) {
                return at - self.started;
            }
            let late = Instant::now() > deadline;
            assert!(!late, "waited in vain for {what}:\n{}", self.screen());
            self.read(PATIENCE);
            while self.read(Duration::from_millis(10)) {}
        }
    }

    /// From the first of these keys, a moment between each, until the screen is as wanted.
    pub fn reach(&mut self, keys: &[&str], what: &str, wanted: impl Fn(&str) -> bool) -> Duration {
        self.draw();
        let mut start = None;
        for key in keys {
            start.get_or_insert(self.write(key));
            while self.read(Duration::from_millis(4)) {}
        }
        let at = self.started + self.until(what, wanted);
        start.map_or(Duration::ZERO, |start| at - start)
    }

    /// From the start until the program has ended.
    pub fn until_end(mut self) -> Duration {
        self.child.wait().unwrap();
        self.started.elapsed()
    }

    /// Reads until nothing has come for so long.
    pub fn rest(&mut self, quiet: Duration) {
        while self.read(quiet) {}
        self.draw();
    }

    /// Puts keys in at this end; when they were pressed, which on a slow line was earlier.
    fn write(&mut self, keys: &str) -> Instant {
        let now = Instant::now();
        let n = rustix::io::write(&self.master, keys.as_bytes()).unwrap();
        assert_eq!(n, keys.len(), "the terminal took not all of it");
        if self.slow { now - SLOW.1 } else { now }
    }

    /// What keys bring that must bring something: all until so long a silence.
    pub fn key(&mut self, keys: &str, quiet: Duration) -> Answer {
        let (start, from) = (self.write(keys), self.pieces.len());
        assert!(
            self.read(PATIENCE),
            "{keys:?} brought nothing:\n{}",
            self.screen()
        );
        while self.read(quiet) {}
        let came = &self.pieces[from..];
        let answer = Answer {
            what: keys.to_owned(),
            time: came.last().map_or(Duration::ZERO, |(at, _)| *at - start),
            bytes: came.iter().map(|(_, piece)| piece.len()).sum(),
        };
        self.draw();
        answer
    }

    /// Keys that bring one to a place; nothing comes where one is there already.
    pub fn go(&mut self, keys: &str) {
        self.write(keys);
        self.rest(Duration::from_millis(150));
    }

    /// From a key to the end of the first frame it brings; nothing where that does not come soon.
    pub fn frame(&mut self, key: &str) -> Option<Duration> {
        // what the key before may still have to say
        while self.read(Duration::from_millis(2)) {}
        let start = self.write(key);
        while self.read(Duration::from_millis(250)) {
            let (at, piece) = self.pieces.last()?;
            if piece.ends_with(END) {
                return Some(*at - start);
            }
        }
        None
    }

    /// Keys as a held key repeats them; from the last one to the last byte.
    pub fn hold(&mut self, key: &str, times: usize, every: Duration) -> Duration {
        let mut last = Instant::now();
        for _ in 0..times {
            let next = Instant::now() + every;
            last = self.write(key);
            loop {
                let left = next.saturating_duration_since(Instant::now());
                if left.is_zero() || !self.read(left) {
                    break;
                }
            }
        }
        self.rest(Duration::from_millis(300));
        self.pieces
            .last()
            .map_or(Duration::ZERO, |(at, _)| at.saturating_duration_since(last))
    }

    /// A line of what the system knows of the process, in kilobytes.
    pub fn kilobytes(&self, name: &str) -> f64 {
        kilobytes(self.child.id(), name).unwrap()
    }

    /// Processor time so far, in hundredths of a second; and how often its threads went to sleep.
    pub fn effort(&self) -> (u64, u64) {
        let process = format!("/proc/{}", self.child.id());
        let stat = std::fs::read_to_string(format!("{process}/stat")).unwrap();
        let (_, fields) = stat.rsplit_once(") ").unwrap();
        let fields: Vec<&str> = fields.split(' ').collect();
        let ticks = |i: usize| fields[i].parse::<u64>().unwrap();
        let tasks = std::fs::read_dir(format!("{process}/task")).unwrap();
        let sleeps = tasks.map(|task| {
            let status = std::fs::read_to_string(task.unwrap().path().join("status")).unwrap();
            let line = status.lines().find(|l| l.starts_with("voluntary_ctxt"));
            line.and_then(|l| l.split_whitespace().nth(1)?.parse::<u64>().ok())
                .unwrap()
        });
        (ticks(11) + ticks(12), sleeps.sum())
    }

    /// Bytes so far.
    pub fn bytes(&self) -> usize {
        self.pieces.iter().map(|(_, piece)| piece.len()).sum()
    }

    /// Leaves as a person does, with everything remembered and tidied.
    pub fn leave(mut self) {
        self.write("q");
        let deadline = Instant::now() + PATIENCE;
        while self.child.try_wait().unwrap().is_none() {
            assert!(Instant::now() < deadline, "it does not leave");
            self.read(Duration::from_millis(5));
        }
    }
}

/// A line of what the system knows of a process, in kilobytes; none when the process has gone.
pub fn kilobytes(process: u32, name: &str) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|l| l.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

impl Drop for Line {
    fn drop(&mut self) {
        // a measure that stopped leaves nothing running
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
