//! Two halves of some work, on two threads where that is worth it.

use std::ops::Range;
use std::panic::resume_unwind;
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

/// Two things, at the same time where `many`.
pub(super) fn both<A, B: Send>(
    many: bool,
    here: impl FnOnce() -> A,
    there: impl Fn() -> B + Sync,
) -> (A, B) {
    if !many {
        return (here(), there());
    }
    thread::scope(|scope| {
        let second = thread::Builder::new().spawn_scoped(scope, &there);
        let first = here();
        let second = match second {
            Ok(thread) => thread.join().unwrap_or_else(|cause| resume_unwind(cause)),
            Err(_) => there(),
        };
        (first, second)
    })
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
        assert_eq!(both(true, || 1, || 2), (1, 2));
        assert_eq!(both(false, || 1, || 2), (1, 2));
    }
}
