//! The way out to the terminal, on a thread of its own: over a stalled line the loop goes on listening, so that a
//! hang-up finds it awake, and the keys of a slow second become one frame instead of many.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::{Event, Out, drill, signals, term};
use crate::messages::Msg;

/// A write that takes longer has waited for the line: the system takes some frames in advance, and then none until they
/// are out. Shorter ones are a busy machine.
const WAITED: Duration = Duration::from_millis(50);
/// How soon a second write has to wait, and how much has to be written by then, for the line to be called slow.
const AGAIN: Duration = Duration::from_secs(2);
const MUCH: f64 = 8192.0;
/// So long before the line is idle again the next frame may be on its way.
const EARLY: Duration = Duration::from_millis(8);
/// No line is waited for longer than this.
const LONGEST: Duration = Duration::from_millis(150);

/// How fast the line is, where it is slower than we are. A frame handed over while others still lie before it would
/// only wait there, and the keys that come by then would not be in it.
#[derive(Debug, Default)]
struct Pace {
    /// Seconds a byte takes; 0 for a line that never kept us waiting.
    byte: f64,
    /// When everything written will have been sent.
    idle: Option<Instant>,
    /// When a write had waited the last time, and what has been written since.
    emptied: Option<(Instant, f64)>,
}

impl Pace {
    /// After a frame of so many bytes was written: how long the next one should wait.
    fn after(&mut self, bytes: usize, begun: Instant, now: Instant) -> Duration {
        let waited = now - begun > WAITED;
        let bytes = bytes.max(1) as f64;
        if let Some((_, written)) = &mut self.emptied {
            *written += bytes;
        }
        if waited {
            // each time the line is as empty: what was written in between has been sent in between
            let since = self.emptied.replace((now, 0.0));
            let slow = since.filter(|(at, written)| now - *at < AGAIN && *written > MUCH);
            let Some((at, written)) = slow else {
                return Duration::ZERO;
            };
            self.byte = (now - at).as_secs_f64() / written;
            self.idle = Some(now + Duration::from_secs_f64((self.byte * bytes).min(1.0)));
        } else if self.byte > 0.0 {
            let before = self.idle.map_or(now, |idle| idle.max(now));
            self.idle = Some(before + Duration::from_secs_f64((self.byte * bytes).min(1.0)));
            // it may have become faster; where not, it will tell
            self.byte *= 0.99;
        }
        let left = self.idle.map(|idle| idle.saturating_duration_since(now));
        left.unwrap_or_default().saturating_sub(EARLY).min(LONGEST)
    }
}

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
                let mut pace = Pace::default();
                loop {
                    let frame = next(&theirs);
                    let done = Done(&theirs);
                    drill("wire");
                    let begun = Instant::now();
                    // a terminal that was given back gets no frames
                    let gone = term::is_taken() && term::write(&frame).is_err();
                    if !gone {
                        std::thread::sleep(pace.after(frame.len(), begun, Instant::now()));
                    }
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

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn a_quick_line_is_never_waited_for() {
        let (mut pace, now) = (Pace::default(), Instant::now());
        for _ in 0..100 {
            assert_eq!(pace.after(60_000, now, now + MS), Duration::ZERO);
        }
    }

    #[test]
    fn over_a_slow_line_a_frame_follows_when_the_last_one_is_out() {
        let (mut pace, mut now) = (Pace::default(), Instant::now());
        // 64 bytes a millisecond, and now and then a write that waits
        let waits = |pace: &mut Pace, now: Instant| pace.after(2_880, now, now + 250 * MS);
        assert_eq!(waits(&mut pace, now), Duration::ZERO);
        now += 250 * MS;
        for _ in 0..20 {
            now += 33 * MS;
            assert_eq!(pace.after(2_880, now, now), Duration::ZERO);
        }
        let waited = waits(&mut pace, now);
        // 21 frames in 910 ms
        assert_eq!(waited.as_millis(), 910 / 21 - 8);
        now += 250 * MS + waited;
        // then as long as each takes by itself
        for bytes in [2_880, 2_880, 46] {
            let waits = pace.after(bytes, now, now);
            let takes = Duration::from_secs_f64(bytes as f64 * 0.91 / 21.0 / 2_880.0);
            assert!(waits <= takes + MS && takes <= waits + 3 * MS, "{waits:?}");
            now += waits;
        }
        // and it is forgotten when the line has become quick
        for _ in 0..1_000 {
            now += 100 * MS;
            pace.after(2_880, now, now);
        }
        assert_eq!(pace.after(2_880, now, now), Duration::ZERO);
    }
}
