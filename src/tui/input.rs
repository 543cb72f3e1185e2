//! The keyboard, on a thread of its own that only sends.

use std::io::{PipeReader, PipeWriter, Read as _, Write as _};
use std::sync::{Condvar, Mutex, OnceLock, PoisonError};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::keys::Parser;
use super::{Event, Out, drill, signals};
use crate::messages::Msg;

/// Read in one go; more than that is handed on in parts.
const PIECE: usize = 64 * 1024;

/// Whether keys are for somebody else, whether the thread knows it, and a way to wake it.
struct Gate {
    closed: Mutex<(bool, bool)>,
    changed: Condvar,
    wake: OnceLock<PipeWriter>,
}

static GATE: Gate = Gate {
    closed: Mutex::new((false, false)),
    changed: Condvar::new(),
    wake: OnceLock::new(),
};

/// As long as it is there, no key is read here.
pub struct Paused;

impl Drop for Paused {
    fn drop(&mut self) {
        let mut closed = GATE.closed.lock().unwrap_or_else(PoisonError::into_inner);
        closed.0 = false;
        GATE.changed.notify_all();
    }
}

/// Leaves the keyboard to somebody else; returns when no key is read here any more.
pub fn pause() -> Paused {
    let mut closed = GATE.closed.lock().unwrap_or_else(PoisonError::into_inner);
    *closed = (true, false);
    let woken = GATE
        .wake
        .get()
        .is_some_and(|mut wake| wake.write_all(b"!").is_ok());
    while woken && !closed.1 {
        closed = GATE
            .changed
            .wait(closed)
            .unwrap_or_else(PoisonError::into_inner);
    }
    Paused
}

/// Waits while keys are for somebody else.
fn stand_aside(gate: &mut PipeReader) {
    let mut one = [0];
    let _ = gate.read(&mut one);
    let mut closed = GATE.closed.lock().unwrap_or_else(PoisonError::into_inner);
    while closed.0 {
        closed.1 = true;
        GATE.changed.notify_all();
        closed = GATE
            .changed
            .wait(closed)
            .unwrap_or_else(PoisonError::into_inner);
    }
}

/// Starts the thread. It sleeps until something comes, and ends with the terminal or the program.
///
/// # Errors
/// Where no thread can be made.
pub fn listen(out: &Out) -> std::io::Result<()> {
    let out = out.clone();
    let (mut gate, wake) = std::io::pipe()?;
    let _ = GATE.wake.set(wake);
    std::thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            let mut parser = Parser::default();
            loop {
                let mut batch = Vec::new();
                if !wait_and_read(&mut parser, &mut batch, &mut gate) {
                    signals::watchdog();
                    let _ = out.send(Event::Msg(Msg::Hangup));
                    return;
                }
                if batch.is_empty() {
                    continue;
                }
                drill("input");
                if out.send(Event::Input(batch)).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

/// Waits for bytes, or until what has begun is given up; false once the terminal is gone. What came in one piece is
/// handed on in one piece: what was pasted without brackets is only seen by coming all at once.
fn wait_and_read(parser: &mut Parser, batch: &mut Vec<Msg>, gate: &mut PipeReader) -> bool {
    let stdin = rustix::stdio::stdin();
    let mut piece = Vec::new();
    loop {
        let patience = if piece.is_empty() {
            parser.patience().and_then(|d| Timespec::try_from(d).ok())
        } else {
            Some(Timespec::default())
        };
        let mut fds = [
            PollFd::new(&stdin, PollFlags::IN),
            PollFd::new(gate, PollFlags::IN),
        ];
        let polled = poll(&mut fds, patience.as_ref());
        if fds.last().is_some_and(|gate| !gate.revents().is_empty()) {
            stand_aside(gate);
            continue;
        }
        match polled {
            Err(Errno::INTR) => continue,
            Err(_) => return false,
            Ok(0) if piece.is_empty() => {
                parser.give_up(batch);
                return true;
            }
            Ok(0) => break,
            Ok(_) => {}
        }
        let mut bytes = [0; 4096];
        match rustix::io::read(stdin, &mut bytes) {
            // no bytes where there should be some: the other side has hung up
            Ok(0) => return false,
            Ok(n) => piece.extend_from_slice(bytes.get(..n).unwrap_or_default()),
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(_) => return false,
        }
        if piece.len() >= PIECE {
            break;
        }
    }
    parser.feed(&piece, batch);
    true
}
