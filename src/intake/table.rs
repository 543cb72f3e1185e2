//! Text files as records.
//!
//! A wrapper around the reader counts what has been handed out since the last finished record, so that a quote which
//! is never closed ends in a refusal and not in the memory. A marker is put behind the end of the file: if it comes back
//! as a record of its own the file ended well, if it comes back inside a cell a quote was still open.

use std::cell::Cell;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::rc::Rc;

use csv::{ByteRecord, StringRecord};

use super::probe;
use super::refusal::Refusal;
use crate::domain::message::Message;

/// The largest record taken, in bytes.
pub const LONGEST_RECORD: u64 = 8 << 20;
/// The most columns taken.
pub const MOST_COLUMNS: usize = 2_000;
const MARKER: &str = "\u{1}daren: end of file\u{1}";

struct Guard<R> {
    inner: R,
    tail: io::Cursor<Vec<u8>>,
    ended: bool,
    since: Rc<Cell<u64>>,
    ends: Rc<Cell<Ends>>,
}

/// How the lines end, by the first one. The reader of records stops behind the CR of a CR LF, so the count of lines
/// depends on it.
#[derive(Clone, Copy, PartialEq)]
enum Ends {
    Unknown { cr: bool },
    Lf,
    CrLf,
}

impl Ends {
    fn after(self, bytes: &[u8]) -> Self {
        let Ends::Unknown { cr } = self else {
            return self;
        };
        let before = match memchr::memchr(b'\n', bytes) {
            None => {
                let cr = bytes.last().map_or(cr, |b| *b == b'\r');
                return Ends::Unknown { cr };
            }
            Some(0) => cr,
            Some(at) => bytes.get(at - 1) == Some(&b'\r'),
        };
        if before { Ends::CrLf } else { Ends::Lf }
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since.get() > LONGEST_RECORD {
            return Err(io::Error::other("record too long"));
        }
        let n = if self.ended {
            self.tail.read(buffer)?
        } else {
            let n = self.inner.read(buffer)?;
            if n == 0 && !buffer.is_empty() {
                self.ended = true;
                if self.ends.get() == Ends::CrLf {
                    self.tail = io::Cursor::new(format!("\r\n{MARKER}\r\n").into_bytes());
                }
                self.tail.read(buffer)?
            } else {
                n
            }
        };
        self.since.set(self.since.get() + n as u64);
        if !self.ended {
            let seen = buffer.get(..n).unwrap_or_default();
            self.ends.set(self.ends.get().after(seen));
        }
        Ok(n)
    }
}

/// What is done with each record: the cells, its first line, and how many bytes (as UTF-8) were read so far.
pub type Each<'a> = dyn FnMut(&StringRecord, u64, u64) -> Result<ControlFlow<()>, Refusal> + 'a;

/// Walks over the records of a text file. Blank lines are no records.
pub fn records(
    path: &Path,
    encoding: &str,
    delimiter: u8,
    each: &mut Each<'_>,
) -> Result<(), Refusal> {
    let file = probe::open(path, encoding).map_err(|e| probe::io_refusal(&e))?;
    walk(file, delimiter, each)
}

/// Like [`records`], from anything that gives UTF-8.
pub fn walk(content: impl Read, delimiter: u8, each: &mut Each<'_>) -> Result<(), Refusal> {
    let since = Rc::new(Cell::new(0));
    let ends = Rc::new(Cell::new(Ends::Unknown { cr: false }));
    let guard = Guard {
        inner: content,
        tail: io::Cursor::new(format!("\n{MARKER}\n").into_bytes()),
        ended: false,
        since: Rc::clone(&since),
        ends: Rc::clone(&ends),
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(128 << 10)
        .from_reader(guard);
    let mut raw = ByteRecord::new();
    let (mut line, mut count) = (1, 0u64);
    loop {
        let before = reader.position().line();
        match reader.read_byte_record(&mut raw) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(e) => {
                return Err(match e.into_kind() {
                    csv::ErrorKind::Io(io) if since.get() <= LONGEST_RECORD => {
                        probe::io_refusal(&io)
                    }
                    _ => probe::too_long(line.max(before)),
                });
            }
        }
        since.set(0);
        if raw.len() > MOST_COLUMNS {
            return Err(Refusal::new(
                "too_many_columns",
                Message::new("intake-refused-too-many-columns")
                    .with("n", raw.len())
                    .with("limit", MOST_COLUMNS),
            )
            .at(before));
        }
        let inside = memchr::memchr_iter(b'\n', raw.as_slice()).count() as u64;
        let after = reader.position().line();
        count += 1;
        line = match ends.get() {
            // lines that end in CR alone are not counted by the reader
            Ends::Unknown { .. } => count,
            Ends::Lf => after.saturating_sub(inside + 1).max(before),
            Ends::CrLf => after.saturating_sub(inside).max(before),
        };
        let record = match StringRecord::from_byte_record(raw) {
            Ok(record) => record,
            Err(e) => StringRecord::from_byte_record_lossy(e.into_byte_record()),
        };
        if record
            .get(record.len().saturating_sub(1))
            .is_some_and(|last| last.contains(MARKER))
        {
            if record.len() == 1 && record.get(0) == Some(MARKER) {
                return Ok(());
            }
            let opened = after.saturating_sub(inside).max(before);
            return Err(
                Refusal::new("truncated", Message::new("intake-refused-open-quote")).at(opened),
            );
        }
        if each(&record, line, reader.position().byte())?.is_break() {
            return Ok(());
        }
        raw = record.into_byte_record();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Result<Vec<(u64, Vec<String>)>, Refusal> {
        let mut out = Vec::new();
        walk(text.as_bytes(), b',', &mut |r, line, _| {
            out.push((line, r.iter().map(str::to_owned).collect()));
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(out)
    }

    #[test]
    fn lines_are_those_an_editor_shows() {
        for end in ["\n", "\r\n"] {
            let text = "a,b\n\n\nc,\"d\ne\"\nf,g\n\nh,i".replace('\n', end);
            let got = lines(&text).unwrap();
            assert_eq!(
                got.iter().map(|r| r.0).collect::<Vec<_>>(),
                [1, 4, 6, 8],
                "{end:?}"
            );
            assert_eq!(got[3].1, ["h", "i"]);
        }
    }

    #[test]
    fn an_open_quote_is_named_with_its_line() {
        let refusal = lines("a,b\nc,d\ne,\"f\ng,h\n").unwrap_err();
        assert_eq!((refusal.code, refusal.line), ("truncated", Some(3)));
        assert!(lines("a,5\" pipe\nb,c").is_ok());
        assert_eq!(lines("").unwrap().len(), 0);
    }

    #[test]
    fn a_record_without_end_stops_early() {
        let endless = io::repeat(b'x');
        let mut text = io::Cursor::new(b"a,b\nc,\"".to_vec()).chain(endless);
        let refusal = walk(&mut text, b',', &mut |_, _, _| {
            Ok(ControlFlow::Continue(()))
        })
        .unwrap_err();
        assert_eq!((refusal.code, refusal.line), ("too_long_line", Some(2)));
        let many = format!("a\n{}", ",".repeat(3_000));
        assert_eq!(lines(&many).unwrap_err().code, "too_many_columns");
    }
}
