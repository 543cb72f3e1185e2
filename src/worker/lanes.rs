//! Threads that answer, and a slot for the newest question.

use std::any::Any;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::drill::drill;
use super::{THREADS, Tell};
use crate::messages::Msg;

/// A lane that fails this often without doing anything in between is not started again.
const TRIES: usize = 3;

/// How far threads stand back whose work nobody waits for with a finger on a key.
#[cfg(target_os = "linux")]
const BACK: i32 = 19;

/// Starts a data thread. A panic in it becomes a message, and the lane begins anew with what waits: the job that broke
/// it is dropped, or it would break it again.
pub fn lane(
    name: &'static str,
    tell: Tell,
    mut work: impl FnMut(&Tell) + Send + 'static,
) -> Option<JoinHandle<()>> {
    let broke = move |what: String, over: bool| Msg::Broke {
        lane: name,
        what,
        over,
    };
    let failed = Arc::clone(&tell);
    let spawned = std::thread::Builder::new()
        .name(format!("{THREADS}{name}"))
        .spawn(move || {
            let told = Arc::new(AtomicUsize::new(0));
            let (count, through) = (Arc::clone(&told), Arc::clone(&tell));
            let counting: Tell = Arc::new(move |msg| {
                drill(name);
                count.fetch_add(1, Ordering::SeqCst);
                through(msg);
            });
            let (mut before, mut tries) = (0, 0);
            while let Err(panic) = catch_unwind(AssertUnwindSafe(|| work(&counting))) {
                let now = told.load(Ordering::SeqCst);
                tries = if now == before { tries + 1 } else { 1 };
                before = now;
                let over = tries >= TRIES;
                tell(broke(words(&*panic), over));
                if over {
                    break;
                }
            }
        });
    match spawned {
        Ok(handle) => Some(handle),
        Err(e) => {
            failed(broke(e.to_string(), true));
            None
        }
    }
}

/// Lets this thread, and those it starts, give way to whoever answers keys. It costs nothing where nobody else wants
/// the processor.
pub fn stand_back() {
    #[cfg(target_os = "linux")]
    {
        // of a thread where it is a thread's number; a system that will not is no harm
        let _ = rustix::process::setpriority_process(Some(rustix::thread::gettid()), BACK);
    }
}

/// What a panic says.
fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}

/// A queue in which a newer question takes the place of one that waits; other jobs keep their order.
pub struct Latest<T> {
    inner: Mutex<(VecDeque<T>, bool)>,
    filled: Condvar,
}

/// Whether a newer job makes an older one that waits needless.
pub trait Replaces {
    /// See the trait.
    fn replaces(&self, older: &Self) -> bool;
}

impl<T: Replaces> Latest<T> {
    /// Empty.
    pub fn new() -> Self {
        Latest {
            inner: Mutex::new((VecDeque::new(), false)),
            filled: Condvar::new(),
        }
    }

    /// Adds a job.
    pub fn put(&self, job: T) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.0.retain(|old| !job.replaces(old));
        inner.0.push_back(job);
        self.filled.notify_one();
    }

    /// Whether a job waits, or everything is over.
    pub fn is_waiting(&self) -> bool {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.1 || !inner.0.is_empty()
    }

    /// Whether such a job waits, or everything is over.
    pub fn has(&self, such: impl Fn(&T) -> bool) -> bool {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.1 || inner.0.iter().any(such)
    }

    /// Waits for a job of any kind, no longer than so; then as [`Latest::has`].
    pub fn comes_within(&self, time: Duration, such: impl Fn(&T) -> bool) -> bool {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self
            .filled
            .wait_timeout_while(inner, time, |(jobs, over)| !*over && jobs.is_empty());
        let (inner, _) = waited.unwrap_or_else(PoisonError::into_inner);
        inner.1 || inner.0.iter().any(such)
    }

    /// No more jobs.
    pub fn close(&self) {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).1 = true;
        self.filled.notify_all();
    }

    /// Waits for the next job; `None` once closed.
    pub fn take(&self) -> Option<T> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if inner.1 {
                return None;
            }
            if let Some(job) = inner.0.pop_front() {
                return Some(job);
            }
            inner = self
                .filled
                .wait(inner)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    enum Job {
        Ask(u8),
        Load,
    }

    impl Replaces for Job {
        fn replaces(&self, older: &Self) -> bool {
            matches!((self, older), (Job::Ask(_), Job::Ask(_)))
        }
    }

    /// What a lane says that works on these jobs, where `None` breaks it.
    fn said(jobs: Vec<Option<&'static str>>) -> Vec<String> {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hear = Arc::clone(&heard);
        let tell: Tell = Arc::new(move |msg| {
            hear.lock().unwrap().push(match msg {
                Msg::Broke { what, over, .. } => format!("{what} {over}"),
                Msg::Copied(text) => text,
                other => format!("{other:?}"),
            });
        });
        let mut jobs = jobs.into_iter();
        let thread = lane("test", tell, move |tell| {
            for job in jobs.by_ref() {
                tell(Msg::Copied(job.expect("broken").to_owned()));
            }
        });
        thread.unwrap().join().unwrap();
        let heard = heard.lock().unwrap();
        heard.clone()
    }

    #[test]
    fn a_lane_that_breaks_says_so_and_goes_on_with_the_next_job() {
        assert_eq!(
            said(vec![Some("a"), None, Some("b"), None, None, Some("c")]),
            [
                "a",
                "broken false",
                "b",
                "broken false",
                "broken false",
                "c"
            ]
        );
    }

    #[test]
    fn a_lane_that_only_breaks_is_given_up() {
        assert_eq!(
            said(vec![None, None, None, Some("never")]),
            ["broken false", "broken false", "broken true"]
        );
    }

    #[test]
    fn only_the_newest_question_waits() {
        let queue = Latest::new();
        for job in [Job::Ask(1), Job::Load, Job::Ask(2), Job::Ask(3)] {
            queue.put(job);
        }
        let ask = |job: &Job| matches!(job, Job::Ask(_));
        assert!(queue.has(ask) && queue.comes_within(Duration::ZERO, ask));
        // another job is no reason to leave a question
        assert!(!queue.comes_within(Duration::ZERO, |job| *job == Job::Ask(1)));
        assert_eq!(queue.take(), Some(Job::Load));
        assert_eq!(queue.take(), Some(Job::Ask(3)));
        queue.close();
        assert_eq!(queue.take(), None);
    }
}
