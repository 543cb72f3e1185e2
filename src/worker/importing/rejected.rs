//! Rows that were not taken: the first of them for the report, all of them in a file that can be repaired and read again.
//!
//! The file is written as the rows come, under another name, and takes its place at the end: an import that stops
//! leaves none behind. A file of an earlier import is never replaced by another one, somebody may be repairing it.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read};
use std::path::{Path, PathBuf};

use super::{REPORTED, RejectsFile};
use crate::domain::message::Message;
use crate::intake::{self, Plan, Reject};
use crate::report::csv_safe;

/// Names that are tried beside a file.
const NAMES: u32 = 100;

/// See the module.
pub(super) struct Rejected<'p> {
    plan: &'p Plan,
    target: RejectsFile,
    count: u64,
    first: Vec<Reject>,
    sheet: Option<Sheet>,
    failure: Option<io::Error>,
}

/// What became of the rows.
pub(super) struct Kept {
    pub count: u64,
    pub first: Vec<Reject>,
    pub file: Option<PathBuf>,
    /// Why there is no file although there should be one.
    pub unwritten: Option<String>,
}

/// The file while it is written.
struct Sheet {
    part: PathBuf,
    file: PathBuf,
    /// Whether another file of this name may be replaced.
    replace: bool,
    rows: csv::Writer<BufWriter<File>>,
    done: bool,
}

impl<'p> Rejected<'p> {
    /// Fails where the rejected rows would be written over the file that is read.
    pub fn new(target: &RejectsFile, plan: &'p Plan) -> Result<Self, ()> {
        if let RejectsFile::At(path) = target
            && let (Ok(there), Ok(here)) = (path.canonicalize(), plan.path.canonicalize())
            && there == here
        {
            return Err(());
        }
        Ok(Rejected {
            plan,
            target: target.clone(),
            count: 0,
            first: Vec::new(),
            sheet: None,
            failure: None,
        })
    }

    /// One more row that was not taken.
    pub fn take(&mut self, reject: &Reject, say: &dyn Fn(&Message) -> String) {
        self.count += 1;
        if self.target != RejectsFile::None && self.failure.is_none() {
            let written = self.write(reject, say);
            self.failure = written.err();
        }
        if self.first.len() < REPORTED {
            self.first.push(reject.clone());
        }
    }

    fn write(&mut self, reject: &Reject, say: &dyn Fn(&Message) -> String) -> io::Result<()> {
        if self.sheet.is_none() {
            self.sheet = Some(Sheet::begin(&self.target, self.plan, say)?);
        }
        match &mut self.sheet {
            Some(sheet) => sheet.write(self.plan, reject, say),
            None => Ok(()),
        }
    }

    /// The first rejected row.
    pub fn first(&self) -> Option<&Reject> {
        self.first.first()
    }

    /// Puts the file into its place.
    pub fn finish(mut self) -> Kept {
        let mut file = None;
        if let (Some(sheet), None) = (self.sheet.take(), &self.failure) {
            match sheet.end() {
                Ok(path) => file = Some(path),
                Err(e) => self.failure = Some(e),
            }
        }
        Kept {
            count: self.count,
            first: self.first,
            file,
            unwritten: self.failure.map(|e| e.to_string()),
        }
    }
}

impl Sheet {
    fn begin(
        target: &RejectsFile,
        plan: &Plan,
        say: &dyn Fn(&Message) -> String,
    ) -> io::Result<Sheet> {
        let name = plan.path.file_name().unwrap_or_default();
        let mut beside = origin(name).unwrap_or(name).to_os_string();
        beside.push(".rejects.csv");
        let places = match target {
            RejectsFile::At(path) => vec![path.clone()],
            _ => vec![plan.path.with_file_name(&beside), PathBuf::from(&beside)],
        };
        let mut last = io::Error::from(io::ErrorKind::NotFound);
        for file in places {
            let mut part = file.clone().into_os_string();
            part.push(format!(".{}", std::process::id()));
            let part = PathBuf::from(part);
            // the reader of such files knows how their beginning looks
            let begun = intake::write_rejects_with(&part, plan, &[], say)
                .and_then(|()| OpenOptions::new().append(true).open(&part));
            match begun {
                Ok(out) => {
                    return Ok(Sheet {
                        part,
                        file,
                        replace: matches!(target, RejectsFile::At(_)),
                        rows: csv::WriterBuilder::new()
                            .flexible(true)
                            .from_writer(BufWriter::new(out)),
                        done: false,
                    });
                }
                Err(e) => {
                    let _ = fs::remove_file(&part);
                    last = e;
                }
            }
        }
        Err(last)
    }

    /// The cells under their columns, then line and reason. Cells beyond the columns come last: the row keeps all it had,
    /// and the others keep their shape.
    fn write(
        &mut self,
        plan: &Plan,
        reject: &Reject,
        say: &dyn Fn(&Message) -> String,
    ) -> io::Result<()> {
        let reason = if reject.column.is_empty() {
            say(&reject.reason)
        } else {
            format!("{}: {}", reject.column, say(&reject.reason))
        };
        let cell = |i: usize| reject.cells.get(i).map(String::as_str).unwrap_or_default();
        for column in plan.columns.iter().filter(|c| !is_own(&c.header)) {
            self.rows
                .write_field(csv_safe(cell(column.index)).as_bytes())?;
        }
        self.rows.write_field(reject.line.to_string())?;
        self.rows.write_field(csv_safe(&reason).as_bytes())?;
        for extra in reject.cells.iter().skip(plan.columns.len()) {
            self.rows.write_field(csv_safe(extra).as_bytes())?;
        }
        self.rows.write_record(None::<&[u8]>)?;
        Ok(())
    }

    fn end(mut self) -> io::Result<PathBuf> {
        self.rows.flush()?;
        let mut place = self.file.clone();
        if !self.replace {
            let mut number = 2;
            while place.exists() && !same(&place, &self.part)? && number < NAMES {
                let name = self.file.to_string_lossy().into_owned();
                let stem = name.strip_suffix(".csv").unwrap_or(&name);
                place = PathBuf::from(format!("{stem}-{number}.csv"));
                number += 1;
            }
        }
        fs::rename(&self.part, &place)?;
        self.done = true;
        Ok(place)
    }
}

impl Drop for Sheet {
    fn drop(&mut self) {
        if !self.done {
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// The file that rejected rows came from first, where a file of them is read again: it gets the next number, not one
/// more ending.
fn origin(name: &OsStr) -> Option<&OsStr> {
    let (origin, number) = name
        .to_str()?
        .strip_suffix(".csv")?
        .rsplit_once(".rejects")?;
    let numbered = number
        .strip_prefix('-')
        .is_some_and(|n| n.parse::<u32>().is_ok());
    (!origin.is_empty() && (number.is_empty() || numbered)).then_some(OsStr::new(origin))
}

/// The two columns that a file of rejected rows adds; they are made anew.
pub(super) fn is_own(header: &str) -> bool {
    let name = header.to_lowercase().replace(' ', "_");
    name == "daren_line" || name == "daren_reason"
}

fn same(a: &Path, b: &Path) -> io::Result<bool> {
    if fs::metadata(a)?.len() != fs::metadata(b)?.len() {
        return Ok(false);
    }
    let mut a = BufReader::new(File::open(a)?).bytes();
    let mut b = BufReader::new(File::open(b)?).bytes();
    loop {
        match (a.next().transpose()?, b.next().transpose()?) {
            (None, None) => return Ok(true),
            (x, y) if x != y => return Ok(false),
            _ => {}
        }
    }
}
