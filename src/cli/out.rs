//! Standard streams: what is a terminal, how wide it is, and writing without `println!`, which panics on a closed pipe.

use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write};

use crate::report::{self, Table};
use crate::tui;

/// Buffered stdout. Flush it at the end, so that a closed pipe is noticed.
pub fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(64 << 10, io::stdout().lock())
}

/// Writes one text whole.
pub fn say(text: &str) -> io::Result<()> {
    let mut out = stdout();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Writes a table for people, as wide as their terminal.
pub fn table(table: &Table) -> io::Result<()> {
    let mut text = Vec::new();
    report::write_aligned(table, width(), &mut text)?;
    say(&String::from_utf8_lossy(&text))
}

/// Whether people read the output.
pub fn to_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether somebody is there to be asked.
pub fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Cells of a line, where people read the output on a terminal that tells.
pub fn width() -> Option<usize> {
    if !to_terminal() {
        return None;
    }
    tui::told_size()
        .map(|(columns, _)| usize::from(columns))
        .filter(|columns| *columns > 0)
}
