//! Threads that answer, and a slot for the newest question.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;

use super::{THREADS, Tell};
use crate::domain::message::Message;
use crate::messages::Msg;

/// Starts a data thread. A panic in it becomes a message.
pub fn lane(
    name: &'static str,
    tell: Tell,
    work: impl FnOnce() + Send + 'static,
) -> Option<JoinHandle<()>> {
    let failed = std::sync::Arc::clone(&tell);
    let spawned = std::thread::Builder::new()
        .name(format!("{THREADS}{name}"))
        .spawn(move || {
            if let Err(panic) = catch_unwind(AssertUnwindSafe(work)) {
                let what = panic
                    .downcast_ref::<&str>()
                    .map(|s| (*s).to_owned())
                    .or_else(|| panic.downcast_ref::<String>().cloned())
                    .unwrap_or_default();
                tell(Msg::Failed(
                    Message::new("worker-broken")
                        .with("lane", name)
                        .with("what", what),
                ));
            }
        });
    match spawned {
        Ok(handle) => Some(handle),
        Err(e) => {
            failed(Msg::Failed(
                Message::new("worker-broken")
                    .with("lane", name)
                    .with("what", e.to_string()),
            ));
            None
        }
    }
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

    #[test]
    fn only_the_newest_question_waits() {
        let queue = Latest::new();
        for job in [Job::Ask(1), Job::Load, Job::Ask(2), Job::Ask(3)] {
            queue.put(job);
        }
        assert_eq!(queue.take(), Some(Job::Load));
        assert_eq!(queue.take(), Some(Job::Ask(3)));
        queue.close();
        assert_eq!(queue.take(), None);
    }
}
