//! The rejected rows as a file that can be repaired and read again.

use std::io::{self, Write};
use std::path::Path;

use super::plan::{PeriodFrom, Plan};
use super::refusal::Reject;
use crate::domain::message::{Arg, Message};

/// Writes the rejected rows under the header of their file, with `daren_line` and `daren_reason` behind it. A first line
/// keeps period, currency and platform, because the new file has another name. Reading it again recognises the same
/// kind and ignores the two columns.
pub fn write_rejects(path: &Path, plan: &Plan, rejects: &[Reject]) -> io::Result<()> {
    write_rejects_with(path, plan, rejects, &facts)
}

/// Like [`write_rejects`], with the reasons as sentences of the person's language.
pub fn write_rejects_with(
    path: &Path,
    plan: &Plan,
    rejects: &[Reject],
    say: &dyn Fn(&Message) -> String,
) -> io::Result<()> {
    let mut file = io::BufWriter::new(std::fs::File::create(path)?);
    // spreadsheets take a file without the mark for the machine's own encoding
    file.write_all("\u{feff}".as_bytes())?;
    if plan.header_row > 0 {
        writeln!(file, "{}", origin(plan))?;
    }
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(file);
    let width = rejects
        .iter()
        .map(|r| r.cells.len())
        .chain([plan.columns.len()])
        .max()
        .unwrap_or(0);
    let own: Vec<usize> = plan
        .columns
        .iter()
        .filter(|c| super::alias::is_own(&super::alias::norm(&c.header)))
        .map(|c| c.index)
        .collect();
    let keep = |i: &usize| !own.contains(i);
    if plan.header_row > 0 {
        let header = (0..width).filter(keep).map(|i| {
            plan.columns
                .get(i)
                .map(|c| c.header.as_str())
                .unwrap_or_default()
        });
        out.write_record(header.chain(["daren_line", "daren_reason"]))?;
    }
    for r in rejects {
        let reason = if r.column.is_empty() {
            say(&r.reason)
        } else {
            format!("{}: {}", r.column, say(&r.reason))
        };
        let line = r.line.to_string();
        let cells = (0..width)
            .filter(keep)
            .map(|i| guarded(r.cells.get(i).map(String::as_str).unwrap_or_default()));
        let tail = [line.into(), guarded(&reason)];
        let row: Vec<_> = cells.chain(tail).collect();
        out.write_record(row.iter().map(AsRef::as_ref))?;
    }
    out.flush()
}

/// `Period: 2026-08-01..2026-08-31; Currency: PHP; Platform: tiktok`.
fn origin(plan: &Plan) -> String {
    let mut line = match plan.period_from {
        PeriodFrom::Rows => String::new(),
        _ => format!("Period: {}; ", plan.period),
    };
    if plan.currency.is_known() {
        line.push_str(&format!("Currency: {}; ", plan.currency));
    }
    line.push_str(&format!("Platform: {}", plan.platform.key()));
    line
}

/// A cell that a spreadsheet would run is kept from running; reading takes the mark off again.
fn guarded(cell: &str) -> std::borrow::Cow<'_, str> {
    let starts = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let number = crate::domain::number::Decimal::parse(cell).is_some();
    if starts && !number {
        format!("'{cell}").into()
    } else {
        cell.into()
    }
}

/// A message without words: its name and its facts.
fn facts(message: &Message) -> String {
    let mut out = message
        .id
        .trim_start_matches("intake-reject-")
        .replace('-', " ");
    for (name, value) in &message.args {
        match value {
            Arg::Text(text) | Arg::Word(text) => out.push_str(&format!(" {name}={text}")),
            Arg::Count(n) => out.push_str(&format!(" {name}={n}")),
        }
    }
    out
}
