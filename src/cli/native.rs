//! `daren export NAME`: native files, which read back to the same pool.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::fault::Fault;
use super::here::Here;
use super::{out, question};
use crate::domain::collab::native::{FILES, File, ORDERS, Value};
use crate::domain::message::Message;
use crate::report::csv_safe;
use crate::store::{Store, StoreError};

/// Writes native files: one to where it is said (or to standard output), several into a folder.
pub fn export(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let names: Vec<&String> = matches.get_many("file").into_iter().flatten().collect();
    let mut files = Vec::new();
    for name in &names {
        let file = File::named(name).ok_or_else(|| {
            let all: Vec<&str> = FILES.iter().chain([&&ORDERS]).map(|f| f.name).collect();
            Fault::Usage(
                Message::new("cli-export-unknown")
                    .with("name", name.as_str())
                    .with("names", all.join(", ")),
            )
        })?;
        files.push(file);
    }
    let store = question::reader(here)?;
    let raw = matches.get_flag("raw");
    let to = matches.get_one::<PathBuf>("out");
    match (files.as_slice(), to) {
        ([one], None) => {
            let mut to = out::stdout();
            write(&store, one, raw, &mut to)?;
            Ok(to.flush()?)
        }
        (many, folder) => {
            let folder = folder.cloned().unwrap_or_else(|| ".".into());
            // a name without an ending is that of a folder
            let alone = many.len() == 1 && folder.extension().is_some() && !folder.is_dir();
            if !alone {
                std::fs::create_dir_all(&folder).map_err(|e| cannot(&folder, &e))?;
            }
            for file in many {
                let path = match alone {
                    true => folder.clone(),
                    false => folder.join(format!("{}.csv", file.name)),
                };
                let rows = into_file(&store, file, raw, &path)?;
                let m = Message::new("cli-export-written")
                    .with("path", path.display().to_string())
                    .with("n", rows);
                out::say(&format!("{}\n", here.words.say(&m)))?;
            }
            Ok(())
        }
    }
}

fn cannot(path: &Path, e: &std::io::Error) -> Fault {
    Fault::Failed(
        Message::new("cli-cannot-write-file")
            .with("path", path.display().to_string())
            .with("detail", e.to_string()),
    )
}

fn into_file(store: &Store, file: &'static File, raw: bool, path: &Path) -> Result<u64, Fault> {
    let failed = |e: &std::io::Error| cannot(path, e);
    let mut to = std::io::BufWriter::new(std::fs::File::create(path).map_err(|e| failed(&e))?);
    let rows = write(store, file, raw, &mut to)?;
    to.flush().map_err(|e| failed(&e))?;
    Ok(rows)
}

/// A row that could not be written, or the pool's own words.
enum Broken {
    Csv(csv::Error),
    Store(StoreError),
}

impl From<StoreError> for Broken {
    fn from(e: StoreError) -> Self {
        Broken::Store(e)
    }
}

fn write(
    store: &Store,
    file: &'static File,
    raw: bool,
    to: &mut dyn std::io::Write,
) -> Result<u64, Fault> {
    let mut csv = csv::Writer::from_writer(to);
    let io = |e: csv::Error| match e.into_kind() {
        // whoever reads may have seen enough
        csv::ErrorKind::Io(e) => Fault::from(e),
        other => Fault::from(std::io::Error::other(format!("{other:?}"))),
    };
    csv.write_record(file.fields.iter().map(|f| f.key))
        .map_err(io)?;
    let mut rows = 0;
    let done = store.native_rows::<Broken>(file, &mut |values| {
        let cells = file.fields.iter().zip(values).map(|(field, value)| {
            let text = value
                .as_ref()
                .map(|v| v.written(field.cell))
                .unwrap_or_default();
            match (raw, value) {
                (false, Some(Value::Text(_))) => csv_safe(&text).into_owned(),
                _ => text,
            }
        });
        rows += 1;
        csv.write_record(cells).map_err(Broken::Csv)
    });
    match done {
        Ok(()) => csv.flush()?,
        Err(Broken::Csv(e)) => return Err(io(e)),
        Err(Broken::Store(e)) => return Err(e.into()),
    }
    Ok(rows)
}
