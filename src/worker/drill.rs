//! Failures on command, for tests of what a person sees when a part of the program breaks.
//!
//! `DAREN_DRILL=pool@2` makes the part `pool` panic the second time it comes by; without a number, the first; with `@2+`
//! every time from then on. Parts are the threads: `main`, `input`, `signals`, `wire`, and the lanes `pool`, `ahead`, `rows`,
//! `write`, `disk`. A program built for people (without debug assertions) has nothing of this in it and never reads the variable.

/// Panics where the drill says so.
#[cfg(debug_assertions)]
#[allow(clippy::panic, reason = "this is what it is for")]
pub fn drill(part: &str) {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicUsize, Ordering};
    static WANTED: OnceLock<Option<(String, usize, bool)>> = OnceLock::new();
    static PASSED: AtomicUsize = AtomicUsize::new(0);
    let wanted = WANTED.get_or_init(|| {
        let text = std::env::var("DAREN_DRILL").ok()?;
        let (part, times) = text.split_once('@').unwrap_or((&text, "1"));
        let on = times.ends_with('+');
        Some((
            part.to_owned(),
            times.trim_end_matches('+').parse().ok()?,
            on,
        ))
    });
    let Some((name, at, on)) = wanted else { return };
    if name != part {
        return;
    }
    let passed = PASSED.fetch_add(1, Ordering::SeqCst) + 1;
    if passed == *at || (*on && passed > *at) {
        panic!("a drill of {part}");
    }
}

/// Nothing.
#[cfg(not(debug_assertions))]
pub fn drill(_: &str) {}
