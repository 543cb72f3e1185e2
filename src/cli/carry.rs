//! `daren export --all`, and `daren import` of what it has written: a whole pool as text, to another machine.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::backup::size;
use super::edit::wants_json;
use super::fault::Fault;
use super::here::Here;
use super::{demo, out, question};
use crate::domain::message::Message;
use crate::report::Json;
use crate::store::{Carried, MARK, Store, StoreError};

/// `daren export --all`: the whole pool as text.
pub fn export(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let mut files = matches.get_many::<String>("file").into_iter().flatten();
    if !matches.get_flag("all") {
        return match files.next() {
            Some(_) => super::native::export(here, matches),
            None => Err(Fault::Usage(Message::new("cli-export-all"))),
        };
    }
    let store = question::reader(here)?;
    let named = matches.get_one::<PathBuf>("out").cloned();
    let to = files.next().map(PathBuf::from).or(named);
    let to = to.unwrap_or_else(|| {
        let stem = store.path().file_stem().unwrap_or_default();
        format!("{}-{}.jsonl.gz", stem.to_string_lossy(), here.today).into()
    });
    if to.as_os_str() == "-" {
        store.carry_out(&mut out::stdout(), &to)?;
        return Ok(());
    }
    let carried = write_whole(&store, &to)?;
    let bytes = fs::metadata(&to).map_or(0, |m| m.len());
    let said = [
        ("creators", carried.of("creator")),
        ("observations", carried.of("observation")),
        ("notes", carried.of("note")),
        ("changes", carried.of("change")),
        ("rows", carried.rows()),
    ];
    if wants_json(matches) {
        let mut fields = vec![
            ("path".to_owned(), Json::Text(to.display().to_string())),
            ("bytes".to_owned(), bytes.into()),
        ];
        fields.extend(said.map(|(k, n)| (k.to_owned(), n.into())));
        return Ok(out::say(&Json::Object(fields).pretty())?);
    }
    let mut m = Message::new("cli-exported")
        .with("path", to.display().to_string())
        .with("size", size(bytes));
    for (key, n) in said {
        m = m.with(key, n);
    }
    Ok(out::say(&format!("{}\n", here.words.say(&m)))?)
}

/// Written beside and moved into place: a file of this name is whole or not there.
fn write_whole(store: &Store, to: &Path) -> Result<Carried, Fault> {
    if to.exists() {
        return Err(StoreError::Exists(to.to_owned()).into());
    }
    let mut beside = to.as_os_str().to_owned();
    beside.push(format!(".new-{}", std::process::id()));
    let beside = PathBuf::from(beside);
    let cannot = |e: io::Error| {
        let m = Message::new("cli-cannot-write-file").with("path", to.display().to_string());
        Fault::Failed(m.with("detail", e.to_string()))
    };
    let write = || -> Result<Carried, Fault> {
        let file = File::create(&beside).map_err(cannot)?;
        let packed = to.extension().is_some_and(|e| e == "gz");
        let (carried, file) = if packed {
            let level = flate2::Compression::fast();
            let mut zip = flate2::write::GzEncoder::new(file, level);
            let carried = {
                let mut lines = BufWriter::with_capacity(1 << 16, &mut zip);
                store.carry_out(&mut lines, to)?
            };
            (carried, zip.finish().map_err(cannot)?)
        } else {
            let mut lines = BufWriter::with_capacity(1 << 16, file);
            let carried = store.carry_out(&mut lines, to)?;
            lines.flush().map_err(cannot)?;
            (
                carried,
                lines.into_inner().map_err(|e| cannot(e.into_error()))?,
            )
        };
        file.sync_all().map_err(cannot)?;
        fs::rename(&beside, to).map_err(cannot)?;
        Ok(carried)
    };
    let done = write();
    if done.is_err() {
        let _ = fs::remove_file(&beside);
    }
    done
}

/// Whether a file is a whole pool that was carried here.
pub fn is_carried(path: &Path) -> bool {
    let mut first = vec![0; MARK.len()];
    unpacked(path).is_ok_and(|mut from| from.read_exact(&mut first).is_ok()) && first == MARK
}

/// The text of a file, packed or not.
fn unpacked(path: &Path) -> io::Result<Box<dyn BufRead>> {
    let mut file = BufReader::with_capacity(1 << 16, File::open(path)?);
    Ok(if file.fill_buf()?.starts_with(&[0x1f, 0x8b]) {
        let plain = flate2::bufread::MultiGzDecoder::new(file);
        Box::new(BufReader::with_capacity(1 << 16, plain))
    } else {
        Box::new(file)
    })
}

/// Takes a carried pool in.
pub fn carry_in(here: &Here, matches: &ArgMatches, path: &Path) -> Result<(), Fault> {
    let pool = here.place.pool()?;
    let fresh = !pool.exists();
    let mut store = Store::open(&pool, &here.settings.member)?;
    let cannot = |e: io::Error| {
        let m = Message::new("cli-refused").with("file", path.display().to_string());
        Fault::Failed(m.with("reason", e.to_string()))
    };
    let done = match unpacked(path) {
        Ok(mut from) => store.carry_in(&mut *from, path).map_err(Fault::from),
        Err(e) => Err(cannot(e)),
    };
    if done.is_err() && fresh {
        // nothing has come of it: no empty pool stays behind
        drop(store);
        demo::remove_pool(&pool);
    }
    let carried = done?;
    if wants_json(matches) {
        let fields = [
            ("path", Json::Text(path.display().to_string())),
            ("creators", carried.of("creator").into()),
            ("rows", carried.rows().into()),
        ];
        return Ok(out::say(&Json::object(fields).pretty())?);
    }
    let m = Message::new("cli-carried")
        .with("pool", pool.display().to_string())
        .with("creators", carried.of("creator"))
        .with("observations", carried.of("observation"))
        .with("notes", carried.of("note"))
        .with("changes", carried.of("change"));
    Ok(out::say(&format!("{}\n", here.words.say(&m)))?)
}
