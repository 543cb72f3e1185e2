//! Noticing that somebody else has written to the pool file.
//!
//! The write-ahead log is watched by the system, so that nobody has to look while nothing happens. A write is told of
//! before it can be seen: the log is written first, and then it takes as long as the disk does. So the file is looked
//! at again, at growing distances, until it has been quiet for a while. Where the system cannot watch, it is looked at
//! twice a second. The same lane knows who has the pool open.

use std::io::PipeReader;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::lanes::Latest;
use super::pooling::Load;
use super::{Opening, Tell, presence};
use crate::messages::Msg;
use crate::store::Store;

/// Between two looks after a write has been told of: from the first on each twice as long as the one before.
const SOON: Duration = Duration::from_millis(20);
const QUIET: Duration = Duration::from_secs(4);

/// Between two looks where the system cannot watch.
const AGAIN: Duration = Duration::from_millis(500);

/// Why waiting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Woken {
    /// Somebody has written, or the time is over.
    Look,
    /// Nobody needs to know any more.
    Over,
}

/// Asks for the pool to be brought to the state of the file whenever that is another one, until the other end of `over`
/// goes.
pub fn watch_lane(opening: &Opening, tell: &Tell, load: &Latest<Load>, over: &PipeReader) {
    let store = match Store::open_reader(&opening.pool) {
        Ok(store) => store,
        Err(e) => return tell(Msg::Failed(e.message())),
    };
    let here = presence::enter(store.path(), &opening.member, (opening.now)());
    let mut present = Vec::new();
    let mut seen = store.data_version().ok();
    let mut sign = Sign::of(store.path());
    let mut pause = None;
    loop {
        let others = presence::others(store.path(), here.as_ref());
        if others != present {
            present = others;
            tell(Msg::Present(
                present.iter().map(|p| p.member.clone()).collect(),
            ));
        }
        match sign.wait(pause, over) {
            Woken::Over => return,
            Woken::Look => {}
        }
        let now = store.data_version().ok();
        if now != seen {
            seen = now;
            load.put(Load);
        }
        pause = sign.next_pause(pause);
    }
}

/// Where the system tells of writes.
struct Sign {
    #[cfg(target_os = "linux")]
    watch: Option<linux::Watch>,
}

/// The write-ahead log of a pool file.
fn log_of(pool: &Path) -> PathBuf {
    let mut name = pool.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

#[cfg(not(target_os = "linux"))]
impl Sign {
    fn of(_: &Path) -> Self {
        Sign {}
    }

    fn wait(&mut self, _: Option<Duration>, over: &PipeReader) -> Woken {
        look_again(over, AGAIN)
    }

    fn next_pause(&self, _: Option<Duration>) -> Option<Duration> {
        Some(AGAIN)
    }
}

#[cfg(target_os = "linux")]
impl Sign {
    fn of(pool: &Path) -> Self {
        Sign {
            watch: linux::Watch::of(&log_of(pool), &presence::folder_of(pool)),
        }
    }

    /// Waits for a write, no longer than so.
    fn wait(&mut self, pause: Option<Duration>, over: &PipeReader) -> Woken {
        match &mut self.watch {
            Some(watch) => watch.wait(pause, over),
            None => look_again(over, AGAIN),
        }
    }

    fn next_pause(&self, before: Option<Duration>) -> Option<Duration> {
        match (&self.watch, before) {
            (None, _) => Some(AGAIN),
            // a write has been told of just now
            (Some(watch), _) if watch.told => Some(SOON),
            (Some(_), None) => None,
            (Some(_), Some(pause)) => Some(pause * 2).filter(|next| *next <= QUIET),
        }
    }
}

/// Waits so long, or until nobody needs to know any more.
fn look_again(over: &PipeReader, pause: Duration) -> Woken {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let mut fds = [PollFd::new(over, PollFlags::IN)];
    let time = Timespec::try_from(pause).ok();
    match poll(&mut fds, time.as_ref()) {
        Ok(0) | Err(rustix::io::Errno::INTR) => Woken::Look,
        _ => Woken::Over,
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::io::PipeReader;
    use std::mem::MaybeUninit;
    use std::os::fd::OwnedFd;
    use std::path::Path;
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::fs::inotify;
    use rustix::io::Errno;

    use super::Woken;

    pub(super) struct Watch {
        fd: OwnedFd,
        /// The number of the log among what is watched.
        log: i32,
        /// The last waiting ended because of a write.
        pub(super) told: bool,
    }

    impl Watch {
        /// `None` where the system will not.
        pub(super) fn of(log: &Path, present: &Path) -> Option<Self> {
            let flags = inotify::CreateFlags::NONBLOCK | inotify::CreateFlags::CLOEXEC;
            let fd = inotify::init(flags).ok()?;
            let log = inotify::add_watch(&fd, log, inotify::WatchFlags::MODIFY).ok()?;
            // a program that is killed closes its file as well; where nobody is told, the next write tells
            let comes_and_goes = inotify::WatchFlags::MOVED_TO
                | inotify::WatchFlags::DELETE
                | inotify::WatchFlags::CLOSE_WRITE;
            let _ = inotify::add_watch(&fd, present, comes_and_goes);
            Some(Watch {
                fd,
                log,
                told: false,
            })
        }

        pub(super) fn wait(&mut self, pause: Option<Duration>, over: &PipeReader) -> Woken {
            self.told = false;
            let time = pause.and_then(|p| Timespec::try_from(p).ok());
            let mut fds = [
                PollFd::new(over, PollFlags::IN),
                PollFd::new(&self.fd, PollFlags::IN),
            ];
            match poll(&mut fds, time.as_ref()) {
                Ok(0) | Err(Errno::INTR) => return Woken::Look,
                Ok(_) if fds.first().is_none_or(|f| f.revents().is_empty()) => {}
                _ => return Woken::Over,
            }
            // how many of them there were does not matter
            let mut buffer = [MaybeUninit::uninit(); 4096];
            let mut events = inotify::Reader::new(&self.fd, &mut buffer);
            let mut moved = false;
            while let Ok(event) = events.next() {
                // of nothing in particular where there were too many to tell
                self.told |= event.wd() == self.log || event.wd() < 0;
                moved |= event.wd() != self.log;
            }
            if moved {
                // a program's end is told of before its lock is gone
                std::thread::sleep(super::SOON);
            }
            Woken::Look
        }
    }
}
