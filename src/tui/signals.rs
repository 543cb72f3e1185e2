//! Signals, noticed on a thread that only sends.

use std::io;
use std::sync::Once;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;

use super::{Event, Out, drill, editor, term};
use crate::messages::Msg;

/// A program that cannot finish its leave-taking ends anyway after this long: within two seconds all is over.
const WATCHDOG: Duration = Duration::from_millis(1_800);

/// Starts listening.
///
/// # Errors
/// Where signals cannot be caught or threads cannot be made.
pub fn listen(out: &Out) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM, SIGCONT, SIGWINCH])?;
    let out = out.clone();
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                drill("signals");
                if signal == SIGINT && editor::is_lent() {
                    continue;
                }
                let event = match signal {
                    SIGWINCH => {
                        let (width, height) = term::size();
                        Event::Msg(Msg::Resize(width, height))
                    }
                    SIGCONT => Event::Redraw,
                    _ => {
                        watchdog();
                        Event::Msg(Msg::Hangup)
                    }
                };
                if out.send(event).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

/// From now on the program has a bounded time to leave.
pub fn watchdog() {
    static ONE: Once = Once::new();
    ONE.call_once(|| {
        let spawned = std::thread::Builder::new()
            .name("watchdog".to_owned())
            .spawn(|| {
                std::thread::sleep(WATCHDOG);
                term::restore(Some(Duration::ZERO));
                std::process::exit(1);
            });
        drop(spawned);
    });
}
