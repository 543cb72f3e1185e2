//! Two halves of some work, on two threads where that is worth it.

use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// From so many rows on the second thread costs little beside what it saves.
pub(super) const MANY: usize = 1 << 17;

/// Does the work on both halves of `0..len`, at the same time where `many`; the first half's result comes first. Where
/// not, or where the system has no thread to give, all of it is done here.
pub(super) fn halves<R: Send>(
    len: usize,
    many: bool,
    work: impl Fn(usize, Range<usize>) -> R + Sync,
) -> Vec<R> {
    if !many {
        return vec![work(0, 0..len)];
    }
    let middle = len / 2;
    thread::scope(|scope| {
        let later = || work(1, middle..len);
        let second = thread::Builder::new().spawn_scoped(scope, later);
        let first = work(0, 0..middle);
        let second = match second {
            Ok(thread) => thread.join().unwrap_or_else(|cause| resume_unwind(cause)),
            Err(_) => work(1, middle..len),
        };
        vec![first, second]
    })
}

/// Does the work on `0..len`, so many at a time, in order. Where `many`, a second thread takes a turn whenever it is
/// ready for one: where the other processor is busy, this one has nearly done by itself by then.
pub(super) fn in_turns<R: Send>(
    len: usize,
    step: usize,
    many: bool,
    work: impl Fn(Range<usize>) -> R + Sync,
) -> Vec<R> {
    let step = step.max(1);
    let next = AtomicUsize::new(0);
    let take_turns = |_, _| {
        let mut done = Vec::new();
        loop {
            let from = next.fetch_add(step, Ordering::Relaxed);
            if from >= len {
                return done;
            }
            done.push((from, work(from..(from + step).min(len))));
        }
    };
    let mut done: Vec<_> = halves(2, many, take_turns).into_iter().flatten().collect();
    done.sort_unstable_by_key(|(from, _)| *from);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_come_in_order_and_hold_everything() {
        for (len, many) in [(0, true), (1, true), (7, true), (7, false)] {
            let parts = halves(len, many, |part, range| (part, range.collect::<Vec<_>>()));
            assert!(parts.iter().map(|(part, _)| *part).eq(0..parts.len()));
            let all: Vec<usize> = parts.into_iter().flat_map(|(_, rows)| rows).collect();
            assert!(all.into_iter().eq(0..len));
        }
        for (len, step, many) in [(0, 3, true), (10, 3, true), (1000, 1, true), (10, 4, false)] {
            let parts = in_turns(len, step, many, |range| range.collect::<Vec<_>>());
            assert!(parts.into_iter().flatten().eq(0..len));
        }
    }
}
