//! Workbooks (XLSX) as records.
//!
//! A workbook is a ZIP archive, so before the reader of workbooks sees it every entry is unpacked once into nothing and
//! counted: a small file can claim gigabytes. Numbers come out as a person sees them: whole ones without a point,
//! percent cells with their sign, dates in ISO form.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;
use std::rc::Rc;

use calamine::{DataRef, Reader, Xlsx, XlsxError};
use csv::StringRecord;

use super::probe;
use super::refusal::Refusal;
use super::table::{Each, MOST_COLUMNS};
use crate::domain::message::Message;

/// Unpacked bytes of one sheet.
const LARGEST_SHEET: u64 = 1 << 30;
/// Unpacked bytes of the shared strings, which are held in memory.
const LARGEST_STRINGS: u64 = 256 << 20;
/// Unpacked bytes of anything else that is read.
const LARGEST_PART: u64 = 64 << 20;
/// Strings held at once; each costs more than its letters.
const MOST_STRINGS: u64 = 6_000_000;
const MOST_ENTRIES: usize = 4_096;
/// From one `<` to the next: an element or a cell's text.
const LONGEST_TOKEN: u64 = 8 << 20;

/// The file with the place its reading has reached.
pub struct Tracked {
    file: File,
    at: Rc<Cell<u64>>,
}

impl Read for Tracked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.file.read(buffer)?;
        self.at.set(self.at.get() + n as u64);
        Ok(n)
    }
}

impl Seek for Tracked {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = self.file.seek(to)?;
        self.at.set(at);
        Ok(at)
    }
}

fn refuse(code: &'static str, id: &'static str) -> Refusal {
    Refusal::new(code, Message::new(id))
}

fn damaged(error: impl ToString) -> Refusal {
    Refusal::new(
        "damaged_xlsx",
        Message::new("intake-refused-damaged-xlsx").with("error", error.to_string()),
    )
}

fn of_error(error: &XlsxError) -> Refusal {
    match error {
        XlsxError::Password => refuse("password_xlsx", "intake-refused-password-xlsx"),
        XlsxError::Io(e) if e.kind() == io::ErrorKind::NotFound => probe::io_refusal(e),
        other => damaged(other),
    }
}

/// Unpacks every entry into nothing and counts. Returns how many cells hold formulas.
pub fn check(path: &Path) -> Result<u64, Refusal> {
    let file = File::open(path).map_err(|e| probe::io_refusal(&e))?;
    let mut archive = match zip::ZipArchive::new(BufReader::new(file)) {
        Ok(archive) => archive,
        // the directory stands at the end; without it the download was cut
        Err(_) => return Err(refuse("truncated", "intake-refused-xlsx-cut")),
    };
    let bomb = || refuse("zip_bomb", "intake-refused-zip-bomb");
    if archive.len() > MOST_ENTRIES {
        return Err(bomb());
    }
    let mut formulas = 0;
    let mut workbook = false;
    let mut buffer = vec![0; 64 << 10];
    let plain = memchr::memmem::Finder::new(b"<f>");
    let marked = memchr::memmem::Finder::new(b"<f ");
    let string = memchr::memmem::Finder::new(b"<si");
    for i in 0..archive.len() {
        let mut entry = match archive.by_index(i) {
            Ok(entry) => entry,
            Err(zip::result::ZipError::InvalidPassword) => {
                return Err(refuse("password_xlsx", "intake-refused-password-xlsx"));
            }
            Err(zip::result::ZipError::UnsupportedArchive(why))
                if why.to_lowercase().contains("password") =>
            {
                return Err(refuse("password_xlsx", "intake-refused-password-xlsx"));
            }
            Err(e) => return Err(damaged(e)),
        };
        let name = entry
            .name()
            .map_err(damaged)?
            .to_lowercase()
            .replace('\\', "/");
        workbook |= name.ends_with("workbook.xml");
        let sheet = name.contains("worksheets/");
        let strings = name.ends_with("sharedstrings.xml");
        let limit = match () {
            () if sheet => LARGEST_SHEET,
            () if strings => LARGEST_STRINGS,
            // pictures and the like are never opened
            () if !name.ends_with(".xml") && !name.ends_with(".rels") => continue,
            () => LARGEST_PART,
        };
        let (mut total, mut token, mut count) = (0u64, 0u64, 0u64);
        loop {
            let n = match entry.read(&mut buffer) {
                Ok(0) => break,
                Ok(n) => n,
                Err(e) => return Err(damaged(e)),
            };
            let part = buffer.get(..n).unwrap_or_default();
            total += n as u64;
            let mut start = 0;
            for at in memchr::memchr_iter(b'<', part) {
                token += (at - start) as u64;
                if token > LONGEST_TOKEN {
                    return Err(bomb());
                }
                (token, start) = (0, at);
            }
            token += (n - start) as u64;
            if sheet {
                formulas += (plain.find_iter(part).count() + marked.find_iter(part).count()) as u64;
            }
            if strings {
                count += string.find_iter(part).count() as u64;
            }
            if total > limit || token > LONGEST_TOKEN || count > MOST_STRINGS {
                return Err(bomb());
            }
        }
    }
    if !workbook {
        return Err(refuse("damaged_xlsx", "intake-refused-no-workbook"));
    }
    Ok(formulas)
}

/// An opened workbook.
pub struct Workbook {
    book: Xlsx<BufReader<Tracked>>,
    at: Rc<Cell<u64>>,
}

/// Opens a workbook that [`check`] has let through.
pub fn open(path: &Path) -> Result<Workbook, Refusal> {
    let file = File::open(path).map_err(|e| probe::io_refusal(&e))?;
    let at = Rc::new(Cell::new(0));
    let tracked = Tracked {
        file,
        at: Rc::clone(&at),
    };
    let book = Xlsx::new(BufReader::with_capacity(64 << 10, tracked)).map_err(|e| of_error(&e))?;
    Ok(Workbook { book, at })
}

impl Workbook {
    /// The names of the sheets, first to last.
    pub fn sheets(&self) -> Vec<String> {
        self.book.sheet_names()
    }

    /// Walks over the rows of a sheet that have a value in them, with their row numbers from 1.
    pub fn rows(&mut self, sheet: &str, each: &mut Each<'_>) -> Result<(), Refusal> {
        let at = Rc::clone(&self.at);
        let mut cells = match self.book.worksheet_cells_reader(sheet) {
            Ok(cells) => cells,
            // a sheet of charts has no cells
            Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
            Err(e) => return Err(of_error(&e)),
        };
        let percent: Vec<bool> = cells
            .styles()
            .iter()
            .map(|s| {
                s.number_format
                    .as_ref()
                    .is_some_and(|f| f.format_code.contains('%'))
            })
            .collect();
        let mut record = StringRecord::new();
        let mut current: Option<u32> = None;
        let mut shown = String::new();
        loop {
            let next = cells.next_cell_with_style_id().map_err(|e| match e {
                XlsxError::XmlEof(_) => refuse("truncated", "intake-refused-xlsx-cut"),
                other => of_error(&other),
            })?;
            let row = next.as_ref().map(|(cell, _)| cell.get_position().0);
            if let Some(done) = current
                && row != current
            {
                if !record.is_empty() && each(&record, u64::from(done) + 1, at.get())?.is_break() {
                    return Ok(());
                }
                record.clear();
            }
            let Some((cell, style)) = next else {
                return Ok(());
            };
            current = row;
            shown.clear();
            show(
                cell.get_value(),
                percent.get(style) == Some(&true),
                &mut shown,
            );
            if shown.is_empty() {
                continue;
            }
            let column = cell.get_position().1 as usize;
            if column >= MOST_COLUMNS {
                return Err(Refusal::new(
                    "too_many_columns",
                    Message::new("intake-refused-too-many-columns")
                        .with("n", column + 1)
                        .with("limit", MOST_COLUMNS),
                )
                .at(u64::from(row.unwrap_or(0)) + 1));
            }
            if column < record.len() {
                // cells out of order: no program writes that
                return Err(damaged("cells out of order"));
            }
            while record.len() < column {
                record.push_field("");
            }
            record.push_field(&shown);
            if record.as_slice().len() as u64 > probe::LONGEST_LINE {
                return Err(probe::too_long(u64::from(row.unwrap_or(0)) + 1));
            }
        }
    }
}

/// A cell as text, the way a person sees it.
fn show(value: &DataRef<'_>, percent: bool, out: &mut String) {
    use std::fmt::Write;
    // writing to a string cannot fail
    let _ = match value {
        DataRef::Empty => Ok(()),
        DataRef::Int(n) => write!(out, "{n}"),
        DataRef::Float(n) => {
            out.push_str(&float(*n, percent));
            Ok(())
        }
        DataRef::String(s) => out.write_str(s),
        DataRef::SharedString(s) => out.write_str(s),
        DataRef::Bool(b) => out.write_str(if *b { "yes" } else { "no" }),
        DataRef::DateTime(d) if d.is_duration() => write!(out, "{}", d.as_f64()),
        DataRef::DateTime(d) => {
            let (y, mo, day, h, mi, s, _) = d.to_ymd_hms_milli();
            if (h, mi, s) == (0, 0, 0) {
                write!(out, "{y:04}-{mo:02}-{day:02}")
            } else {
                write!(out, "{y:04}-{mo:02}-{day:02} {h:02}:{mi:02}:{s:02}")
            }
        }
        DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => out.write_str(s),
        DataRef::Error(e) => write!(out, "{e}"),
    };
}

/// A number of a sheet. It is kept there in binary and shown with at most 15 digits, so 15 digits are what it says:
/// `0.1 + 0.2` reads 0.3. Beyond that a whole number has lost its end, and is written so that nobody takes it for an id.
fn float(n: f64, percent: bool) -> String {
    if !n.is_finite() {
        return String::new();
    }
    let text = format!("{n:.14e}");
    let Some((digits, exponent)) = text.split_once('e') else {
        return text;
    };
    let exponent: i32 = exponent.parse().unwrap_or(0) + if percent { 2 } else { 0 };
    let negative = digits.starts_with('-');
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return if percent { "0%".into() } else { "0".into() };
    }
    if !(-12..15).contains(&exponent) {
        return format!("{n:e}");
    }
    let mut out = String::new();
    if negative {
        out.push('-');
    }
    if exponent < 0 {
        out.push_str("0.");
        out.extend(std::iter::repeat_n(
            '0',
            usize::try_from(-exponent - 1).unwrap_or(0),
        ));
        out.push_str(digits);
    } else {
        let whole = usize::try_from(exponent).unwrap_or(0) + 1;
        for (i, c) in digits.chars().enumerate() {
            if i == whole {
                out.push('.');
            }
            out.push(c);
        }
        out.extend(std::iter::repeat_n('0', whole.saturating_sub(digits.len())));
    }
    if percent {
        out.push('%');
    }
    out
}

/// The rows of one sheet of a file.
pub fn records(path: &Path, sheet: &str, each: &mut Each<'_>) -> Result<(), Refusal> {
    open(path)?.rows(sheet, each)
}

/// The first rows of every sheet, in order, until `enough` says so.
pub fn heads(
    path: &Path,
    rows: usize,
    mut enough: impl FnMut(&str, Vec<(u64, StringRecord)>) -> Result<bool, Refusal>,
) -> Result<(), Refusal> {
    let mut book = open(path)?;
    for sheet in book.sheets() {
        let mut head = Vec::new();
        book.rows(&sheet, &mut |record, line, _| {
            head.push((line, record.clone()));
            Ok(if head.len() < rows {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            })
        })?;
        if enough(&sheet, head)? {
            return Ok(());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_see_them() {
        for (n, percent, want) in [
            (1263.0, false, "1263"),
            (0.111, false, "0.111"),
            (0.1 + 0.2, false, "0.3"),
            (634_253.12, false, "634253.12"),
            (-12.5, false, "-12.5"),
            (0.034, true, "3.4%"),
            (1.0, true, "100%"),
            (0.0, true, "0%"),
            (0.000_123, false, "0.000123"),
            (123_456_789_012_345.0, false, "123456789012345"),
        ] {
            assert_eq!(float(n, percent), want);
        }
        assert!(float(6_726_567_136_771_015_686.0, false).contains('e'));
    }
}
