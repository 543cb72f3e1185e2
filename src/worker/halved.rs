//! The books of everybody, read by two threads.

use std::panic::resume_unwind;

use crate::store::{Asked, Store, StoreError, View};

/// Fewer creators than so many are read by one thread.
const TOGETHER: u32 = 50_000;

/// Reads the books of everybody: halves of the creators by two threads, where both see the same state of the file. What
/// the second has read is joined to what the first has.
///
/// # Errors
/// Whatever keeps the pool file from being read.
pub fn halved<T: Send>(
    view: &View<'_>,
    asked: Asked<'_>,
    read: &(dyn Fn(&View<'_>, Asked<'_>) -> Result<T, StoreError> + Sync),
    join: impl FnOnce(&mut T, T),
) -> Result<T, StoreError> {
    let last = view.last_id()?;
    // lines of some days are all looked at by whoever reads
    if last < TOGETHER || asked.period.is_some() {
        return read(view, asked);
    }
    let part = |from, to| Asked {
        part: Some((from, to)),
        ..asked
    };
    let (half, state, path) = (last / 2, view.state(), view.path());
    std::thread::scope(|scope| {
        let other = scope.spawn(move || {
            let store = Store::open_reader(path)?;
            store.view(|other| match other.state() == state {
                true => read(other, part(half + 1, u32::MAX)).map(Some),
                false => Ok(None),
            })
        });
        let first = read(view, part(0, half));
        let other = other.join().unwrap_or_else(|panic| resume_unwind(panic))?;
        let mut all = first?;
        match other {
            Some(other) => {
                join(&mut all, other);
                Ok(all)
            }
            // somebody has written between the two looks
            None => read(view, asked),
        }
    })
}
