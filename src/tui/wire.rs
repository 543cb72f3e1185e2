//! The way out to the terminal, on a thread of its own: over a stalled line the loop goes on listening, so that a
//! hang-up finds it awake, and the keys of a slow second become one frame instead of many.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::{Event, Out, drill, signals, term};
use crate::messages::Msg;

#[derive(Default)]
struct Slot {
    /// To be written.
    frame: Option<Vec<u8>>,
    /// One is on its way.
    busy: bool,
    /// The loop has something newer and wants to know when it is free.
    wanted: bool,
}

/// See the module.
pub struct Wire {
    shared: Arc<(Mutex<Slot>, Condvar)>,
}

impl Wire {
    /// Starts the thread.
    ///
    /// # Errors
    /// Where no thread can be made.
    pub fn start(out: &Out) -> std::io::Result<Self> {
        let shared = Arc::new((Mutex::new(Slot::default()), Condvar::new()));
        let (theirs, out) = (Arc::clone(&shared), out.clone());
        std::thread::Builder::new()
            .name("wire".to_owned())
            .spawn(move || {
                loop {
                    let frame = next(&theirs);
                    let done = Done(&theirs);
                    drill("wire");
                    // a terminal that was given back gets no frames
                    let gone = term::is_taken() && term::write(&frame).is_err();
                    drop(done);
                    let wanted = std::mem::take(&mut lock(&theirs.0).wanted);
                    let event = if gone {
                        signals::watchdog();
                        Event::Msg(Msg::Hangup)
                    } else {
                        Event::Free
                    };
                    if (gone || wanted) && out.send(event).is_err() {
                        return;
                    }
                }
            })?;
        Ok(Wire { shared })
    }

    /// Whether a frame can be handed over; if not, [`Event::Free`] comes when it can.
    pub fn is_free(&self) -> bool {
        let mut slot = lock(&self.shared.0);
        slot.wanted = slot.busy;
        !slot.busy
    }

    /// Hands a frame over.
    pub fn send(&self, frame: Vec<u8>) {
        let mut slot = lock(&self.shared.0);
        slot.frame = Some(frame);
        slot.busy = true;
        drop(slot);
        self.shared.1.notify_all();
    }

    /// Waits until the last frame is out, so that nothing comes after the terminal was given back.
    pub fn drain(&self, patience: Option<Duration>) {
        let until = patience.map(|p| Instant::now() + p);
        let mut slot = lock(&self.shared.0);
        while slot.busy {
            slot = match until.map(|u| u.saturating_duration_since(Instant::now())) {
                None => wait(&self.shared.1, slot),
                Some(Duration::ZERO) => return,
                Some(left) => {
                    let waited = self.shared.1.wait_timeout(slot, left);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }
}

/// The frame is out, or the thread is broken: either way nobody waits for it any longer.
struct Done<'s>(&'s (Mutex<Slot>, Condvar));

impl Drop for Done<'_> {
    fn drop(&mut self) {
        lock(&self.0.0).busy = false;
        self.0.1.notify_all();
    }
}

fn next(shared: &(Mutex<Slot>, Condvar)) -> Vec<u8> {
    let mut slot = lock(&shared.0);
    loop {
        if let Some(frame) = slot.frame.take() {
            return frame;
        }
        slot = wait(&shared.1, slot);
    }
}

fn lock(slot: &Mutex<Slot>) -> MutexGuard<'_, Slot> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

fn wait<'s>(changed: &Condvar, slot: MutexGuard<'s, Slot>) -> MutexGuard<'s, Slot> {
    changed.wait(slot).unwrap_or_else(PoisonError::into_inner)
}
