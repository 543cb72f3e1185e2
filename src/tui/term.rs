//! Taking the terminal and giving it back: one restore, called by the panic hook, by the guard, by whoever is first.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

use super::{Event, Out};

static TAKEN: AtomicBool = AtomicBool::new(false);

/// Gives the terminal back when it goes.
pub struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Takes the terminal, and makes every panic either a message (a data thread) or a clean end (the others).
pub fn enter(out: &Out) -> io::Result<Guard> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let guard = Guard;
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        EnableBracketedPaste,
        crossterm::cursor::Hide
    )?;
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
        restore();
        before(info);
        let _ = out.send(Event::Broken(info.to_string()));
    }));
    Ok(guard)
}

/// Puts the terminal back as it was found. Safe to call from anywhere, any number of times.
pub fn restore() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let mut out = io::stdout();
        let _ = execute!(
            out,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            crossterm::cursor::Show
        );
        let _ = out.flush();
        let _ = disable_raw_mode();
    }
}
