//! Taking the terminal and giving it back: one restore, called by the panic hook, by the guard, by the watchdog, by
//! whoever is first.

use std::io;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetwinsize, tcsetattr};

use super::{Event, Out};

/// Alternate screen, brackets around pastes, no cursor.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?25l";
/// The same backwards. A frame may have broken off in the middle: it and its style are ended first.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[m\x1b[?2004l\x1b[?1049l\x1b[?25h";

static TAKEN: AtomicBool = AtomicBool::new(false);
/// The terminal's modes as they were found.
static FOUND: Mutex<Option<Termios>> = Mutex::new(None);
/// What the last panic outside of the data threads said.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Gives the terminal back when it goes.
pub struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        restore(None);
    }
}

/// Takes the terminal, and makes every panic either a message (a data thread) or a clean end (the others).
///
/// # Errors
/// A terminal that cannot be read or written.
pub fn enter(out: &Out) -> io::Result<Guard> {
    let found = tcgetattr(rustix::stdio::stdin())?;
    *FOUND.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
    TAKEN.store(true, Ordering::SeqCst);
    let guard = Guard;
    take()?;
    let before = std::panic::take_hook();
    let out = out.clone();
    std::panic::set_hook(Box::new(move |info| {
        let thread = std::thread::current();
        // the data side catches its panics and says what happened itself
        if thread
            .name()
            .is_some_and(|n| n.starts_with(crate::worker::THREADS))
        {
            return;
        }
        restore(Some(Duration::from_secs(1)));
        if std::env::var_os("RUST_BACKTRACE").is_some() {
            before(info);
        }
        let said = info
            .payload_as_str()
            .unwrap_or("panic without words")
            .to_owned();
        let said = match info.location() {
            Some(at) => format!("{said} ({}:{})", at.file(), at.line()),
            None => said,
        };
        *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = Some(said.clone());
        let _ = out.send(Event::Broken(said));
    }));
    Ok(guard)
}

/// What the last panic said.
pub fn last_panic() -> String {
    let said = PANIC.lock().unwrap_or_else(PoisonError::into_inner).take();
    said.unwrap_or_default()
}

/// Raw mode and our screen; again after the program was stopped and continued, when the shell has had the terminal.
///
/// # Errors
/// A terminal that cannot be set or written.
pub fn take() -> io::Result<()> {
    if !is_taken() {
        return Ok(());
    }
    let found = FOUND.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(mut modes) = found {
        modes.make_raw();
        tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &modes)?;
    }
    write(ENTER)
}

/// Lends the terminal to another program, as it was found; [`take`] takes it back.
pub fn lend() {
    let _ = write(LEAVE);
    let found = FOUND.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(modes) = found {
        let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &modes);
    }
}

/// Whether the terminal is ours.
pub fn is_taken() -> bool {
    TAKEN.load(Ordering::SeqCst)
}

/// Puts the terminal back as it was found. Safe to call from anywhere, any number of times. With a `patience` a
/// terminal that takes nothing more is left as it is after that time.
pub fn restore(patience: Option<Duration>) {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    if patience.is_none_or(takes_bytes) {
        let _ = write(LEAVE);
    }
    let found = FOUND.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(modes) = found {
        let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &modes);
    }
}

fn takes_bytes(patience: Duration) -> bool {
    let stdout = rustix::stdio::stdout();
    let mut fds = [PollFd::new(&stdout, PollFlags::OUT)];
    let patience = Timespec::try_from(patience).ok();
    matches!(poll(&mut fds, patience.as_ref()), Ok(1..))
}

/// All of the bytes, in one `write` where the terminal takes them so. One that takes a part, or none at the moment
/// because somebody made it non-blocking, is waited for.
///
/// # Errors
/// The terminal is gone.
pub fn write(bytes: &[u8]) -> io::Result<()> {
    let stdout = rustix::stdio::stdout();
    let wait = || {
        let mut fds = [PollFd::new(&stdout, PollFlags::OUT)];
        poll(&mut fds, None).map(drop)
    };
    write_by(bytes, |rest| rustix::io::write(stdout, rest), wait)
}

fn write_by(
    mut bytes: &[u8],
    mut put: impl FnMut(&[u8]) -> Result<usize, Errno>,
    mut wait: impl FnMut() -> Result<(), Errno>,
) -> io::Result<()> {
    while !bytes.is_empty() {
        match put(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => match wait() {
                Ok(()) | Err(Errno::INTR) => {}
                Err(e) => return Err(e.into()),
            },
            Err(e) => return Err(e.into()),
        }
    }
    Ok(())
}

/// Columns and rows. A terminal that does not know (a serial line says 0×0) has what `COLUMNS` and `LINES` say, or the
/// 80×24 that terminals had at first.
pub fn size() -> (u16, u16) {
    let said = told_size().unwrap_or_default();
    let set = |name: &str, usual: u16| {
        let value = std::env::var(name).ok().and_then(|v| v.parse().ok());
        value.filter(|n| *n > 0).unwrap_or(usual)
    };
    match said {
        (0, 0) => (set("COLUMNS", 80), set("LINES", 24)),
        known => known,
    }
}

/// Columns and rows as the terminal tells them.
pub fn told_size() -> Option<(u16, u16)> {
    let told = tcgetwinsize(rustix::stdio::stdout()).ok()?;
    Some((told.ws_col, told.ws_row))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a terminal that answers so has got in the end, and in how many writes; and how often it was waited for.
    fn written(bytes: &[u8], answers: &[Result<usize, Errno>]) -> (Vec<u8>, usize, usize, bool) {
        let (mut got, mut writes, mut waits) = (Vec::new(), 0, 0);
        let mut answers = answers.iter();
        let put = |rest: &[u8]| {
            writes += 1;
            let n = answers.next().copied().unwrap_or(Ok(rest.len()))?;
            got.extend_from_slice(&rest[..n]);
            Ok(n)
        };
        let wait = || {
            waits += 1;
            Ok(())
        };
        let fine = write_by(bytes, put, wait).is_ok();
        (got, writes, waits, fine)
    }

    #[test]
    fn a_frame_is_one_write() {
        let frame = vec![b'x'; 100_000];
        assert_eq!(written(&frame, &[]), (frame.clone(), 1, 0, true));
    }

    #[test]
    fn what_is_taken_in_parts_loses_nothing_and_does_not_spin() {
        let answers = [Ok(2), Err(Errno::INTR), Ok(1), Err(Errno::AGAIN), Ok(1)];
        let whole = b"abcdef".to_vec();
        assert_eq!(written(b"abcdef", &answers), (whole, 6, 1, true));
    }

    #[test]
    fn a_terminal_that_is_gone_is_an_error() {
        let (got, writes, _, fine) = written(b"abc", &[Ok(1), Err(Errno::IO)]);
        assert_eq!((got.as_slice(), writes, fine), (&b"a"[..], 2, false));
        assert!(!written(b"abc", &[Ok(0)]).3);
    }
}
