//! Finding the table in a file: the delimiter or the sheet under which its header is understood best.

use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;

use csv::StringRecord;

use super::header::{self, Found, Head};
use super::kind::Kind;
use super::plan::Options;
use super::probe::{self, Probe};
use super::refusal::Refusal;
use super::{sheet, table};
use crate::domain::message::Message;

/// How many rows are looked at to find the header and judge the columns.
const HEAD: usize = 60;
/// How much of a text file the header is looked for in.
const HEAD_BYTES: u64 = 4 << 20;

/// The part of a file that was understood as a table.
pub(super) struct Table {
    pub(super) head: Head,
    pub(super) found: Found,
    pub(super) delimiter: Option<char>,
    pub(super) sheet: Option<String>,
}

fn owned(record: &StringRecord) -> Vec<String> {
    record.iter().map(str::to_owned).collect()
}

/// Tries each delimiter on the first rows and keeps the one under which the header is understood best.
pub(super) fn of_text(path: &Path, probe: &Probe, options: &Options) -> Result<Table, Refusal> {
    let mut best: Option<Table> = None;
    let mut refusal: Option<(usize, Refusal)> = None;
    for delimiter in [',', '\t', ';'] {
        let mut head: Head = Vec::new();
        let file = probe::open(path, probe.encoding).map_err(|e| probe::io_refusal(&e))?;
        let walked = table::walk(
            file.take(HEAD_BYTES),
            delimiter as u8,
            &mut |record, line, _| {
                if record.iter().any(|c| !c.trim().is_empty()) {
                    head.push((line, owned(record)));
                }
                Ok(if head.len() < HEAD {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                })
            },
        );
        let widest = head.iter().map(|(_, r)| r.len()).max().unwrap_or(0);
        let found = match walked {
            // the head can end inside a quoted cell, the file does not; a cut one is found out when it is read
            Err(e) if e.code == "truncated" && probe.bytes > HEAD_BYTES => {
                header::find(&head, options)
            }
            Err(e) => Err(e),
            Ok(()) if head.is_empty() => {
                return Err(Refusal::new("empty", Message::new("intake-refused-empty")));
            }
            Ok(()) => header::find(&head, options),
        };
        match found {
            Ok(found) => {
                let score = |f: &Found, width: usize| (f.kind != Kind::Mapped, f.known, width);
                let better = best.as_ref().is_none_or(|b| {
                    score(&found, widest)
                        > score(
                            &b.found,
                            b.head.iter().map(|(_, r)| r.len()).max().unwrap_or(0),
                        )
                });
                if better {
                    best = Some(Table {
                        head,
                        found,
                        delimiter: Some(delimiter),
                        sheet: None,
                    });
                }
            }
            // the reading that splits the rows knows best what is wrong
            Err(e) => {
                if refusal.as_ref().is_none_or(|(w, _)| widest > *w) {
                    refusal = Some((widest, e));
                }
            }
        }
    }
    match (best, refusal) {
        // a file cut inside a quote can still look sound under a delimiter it does not use
        (Some(table), Some((width, e)))
            if e.code == "truncated" && table.head.iter().all(|(_, r)| r.len() < width) =>
        {
            Err(e)
        }
        (Some(table), _) => Ok(table),
        (None, Some((_, e))) => Err(e),
        (None, None) => Err(Refusal::new("empty", Message::new("intake-refused-empty"))),
    }
}

pub(super) fn of_workbook(path: &Path, options: &Options) -> Result<Table, Refusal> {
    let mut table: Option<Table> = None;
    let mut refusal: Option<Refusal> = None;
    sheet::heads(path, HEAD, |name, rows| {
        let head: Head = rows
            .into_iter()
            .map(|(line, r)| (line, owned(&r)))
            .filter(|(_, r)| r.iter().any(|c| !c.trim().is_empty()))
            .collect();
        if head.is_empty() {
            return Ok(false);
        }
        match header::find(&head, options) {
            Ok(found) => {
                table = Some(Table {
                    head,
                    found,
                    delimiter: None,
                    sheet: Some(name.to_owned()),
                });
                Ok(true)
            }
            Err(e) => {
                refusal.get_or_insert(e);
                Ok(false)
            }
        }
    })?;
    table.ok_or_else(|| {
        refusal.unwrap_or_else(|| Refusal::new("empty", Message::new("intake-refused-empty")))
    })
}
