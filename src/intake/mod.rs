//! What does this outside file say: encoding, table, header, values, as typed records and rejects.
//!
//! Two steps. [`plan()`] looks: it passes once over the bytes (encoding, digest, the longest line), finds the header in
//! the first rows and shows what every column would become. [`read()`] then streams the rows. Nothing is ever taken by
//! resemblance: a column that no table of names knows stays unmapped and is shown, a cell that cannot be read rejects
//! its row with line, column, value and reason, and what only the person can know (which number of `05/10/2026` is the
//! day) is asked.
//!
//! Nothing here trusts the file. Lines, records, columns, unpacked sheets and shared strings have limits, and each limit
//! is a [`Refusal`] with a stable code. Numbers are read from their digits; there is no binary floating point except
//! where a workbook itself stores one, and then the 15 digits a spreadsheet shows are what counts.

mod alias;
mod cell;
mod date;
mod handle;
mod header;
mod kind;
mod look;
pub mod number;
mod orders;
mod plan;
mod probe;
mod read;
mod refusal;
mod rejects;
mod row;
mod shares;
mod sheet;
mod table;
mod target;
mod template;
#[cfg(test)]
mod tests;
mod totals;
mod work;

pub use handle::normal as handle_of;
pub use kind::Kind;
pub use orders::{understood as order_understood, values as order_values};
pub use plan::{Column, Options, PeriodFrom, Plan, SAMPLE, SampleRow, plan};
pub use read::{Outcome, Parsed, Row, read};
pub use refusal::{Question, Refusal, Reject, Warning};
pub use rejects::{write_rejects, write_rejects_with};
pub use target::Target;
pub use template::{NAMES as NATIVE_FILES, native_template};
pub use totals::{Totals, paid, totals};
