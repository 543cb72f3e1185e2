//! How wide is it, is it safe to show, how is it folded for search.
//!
//! Text from outside is cleaned once, at intake ([`clean`]); everything behind that door may be shown as it stands.
//! Widths are terminal cells per grapheme cluster, the measure the drawing library uses too, so that a column never
//! tears. Two foldings exist because they answer two questions: [`fold`] finds what a person meant by a word typed in a
//! hurry (accents gone), [`fold_key`] tells whether two names are one category, region or tag (accents matter).

mod cells;
mod clean;
mod draw;
mod fold;
mod han;

pub use cells::{pad_end, pad_start, plain, truncate, truncate_with, width};
pub use clean::{clean, clean_lines, without_emoji};
pub use draw::{bar, grouped, spark};
pub use fold::{fold, fold_key};
pub use han::{pinyin_full, pinyin_initials};
