//! Signals and the end of the terminal, each noticed on a thread that only sends.

use std::io;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGTERM};
use signal_hook::iterator::Signals;

use super::{Event, Out};
use crate::messages::Msg;

/// A program that cannot finish its leave-taking ends anyway after this long.
const WATCHDOG: Duration = Duration::from_secs(2);

/// Starts listening.
///
/// # Errors
/// Where signals cannot be caught or threads cannot be made.
pub fn listen(out: &Out) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGCONT])?;
    let to_loop = out.clone();
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                let event = if signal == SIGCONT {
                    Event::Redraw
                } else {
                    Event::Msg(Msg::Hangup)
                };
                if signal != SIGCONT {
                    watchdog();
                }
                if to_loop.send(event).is_err() {
                    return;
                }
            }
        })?;
    let to_loop = out.clone();
    // a terminal can vanish without a signal reaching us; asking for nothing, poll returns only on that
    std::thread::Builder::new()
        .name("hang-up".to_owned())
        .spawn(move || {
            let stdin = rustix::stdio::stdin();
            loop {
                let mut fds = [PollFd::new(&stdin, PollFlags::empty())];
                match poll(&mut fds, None) {
                    Err(rustix::io::Errno::INTR) => {}
                    Err(_) => return,
                    Ok(_) => break,
                }
            }
            watchdog();
            let _ = to_loop.send(Event::Msg(Msg::Hangup));
        })?;
    Ok(())
}

fn watchdog() {
    let spawned = std::thread::Builder::new()
        .name("watchdog".to_owned())
        .spawn(|| {
            std::thread::sleep(WATCHDOG);
            super::term::restore();
            std::process::exit(1);
        });
    drop(spawned);
}
