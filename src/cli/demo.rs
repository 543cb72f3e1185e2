//! `daren demo`: the tool on a private copy of the demo pool, which comes from the demo's files by the real import.
//!
//! The pool's name carries the digest of those files: a program with other files makes another pool, and one that was
//! made stays as the person left it until `--reset`. It is made under another name and moved into place whole.

use std::fs;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use clap::ArgMatches;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use super::fault::Fault;
use super::here::Here;
use super::{import, open, out};
use crate::demo;
use crate::domain::message::Message;
use crate::store::Store;
use crate::worker::importing::{self, RejectsFile, Wish};

/// Before this nobody wonders what is going on.
const PATIENCE: Duration = Duration::from_millis(300);

/// See the module.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    if let Some(folder) = matches.get_one::<PathBuf>("export") {
        write_files(folder, demo::files().iter().copied())?;
        let m = Message::new("cli-demo-exported")
            .with("n", demo::files().len())
            .with("folder", folder.display().to_string());
        return Ok(out::say(&format!("{}\n", here.words.say(&m)))?);
    }
    if matches.get_flag("path") {
        let pool = prepare(here, matches.get_flag("reset"))?;
        return Ok(out::say(&format!("{}\n", pool.display()))?);
    }
    open::check_terminal()?;
    let pool = prepare(here, matches.get_flag("reset"))?;
    open::open(here, &pool, Some("demo"))
}

/// The demo pool, made where it is not there yet or is wished anew.
pub fn prepare(here: &Here, anew: bool) -> Result<PathBuf, Fault> {
    let folder = here.place.data()?.to_owned();
    let name = format!("demo-{}.db", digest());
    let pool = folder.join(&name);
    if pool.exists() && !anew {
        return Ok(pool);
    }
    let files = folder.join("demo-files");
    let all = demo::files_for(here.today, &here.settings.member);
    write_files(&files, all.iter().map(|(name, bytes)| (*name, &**bytes)))?;
    let beside = folder.join(format!("{name}.new-{}", std::process::id()));
    let made = make(here, &beside, &files);
    if let Err(fault) = made {
        remove_pool(&beside);
        return Err(fault);
    }
    // older ones are of files that are no more
    for old in demo_pools(&folder) {
        remove_pool(&old);
    }
    fs::rename(&beside, &pool).map_err(|e| cannot_write(&pool, &e))?;
    Ok(pool)
}

/// Imports every file of the demo into a new pool.
fn make(here: &Here, pool: &Path, files: &Path) -> Result<(), Fault> {
    let started = Instant::now();
    let mut line = Line::new(here);
    let mut store = Store::open(pool, &here.settings.member)?;
    let all = demo::files();
    for (at, (name, _)) in all.iter().enumerate() {
        let wish = Wish {
            path: files.join(name),
            rejects: RejectsFile::None,
            ..Wish::default()
        };
        let plan = importing::plan(&store, &wish, here.today)
            .map_err(|r| import::refused(here, &wish.path, &r))?;
        let never = AtomicBool::new(false);
        let mut progress = |_| {
            if started.elapsed() > PATIENCE {
                line.show(at + 1, all.len());
            }
        };
        importing::run(
            &mut store,
            &wish,
            &plan,
            false,
            Timestamp::now(),
            &never,
            &mut progress,
            &|m| here.words.say(m),
        )
        .map_err(|stop| import::stopped(here, &wish.path, stop))?;
    }
    store.tidy()?;
    line.clear();
    Ok(())
}

/// One line on stderr that is written over, where somebody sees it.
struct Line<'h> {
    here: &'h Here,
    shown: usize,
}

impl<'h> Line<'h> {
    fn new(here: &'h Here) -> Self {
        Line { here, shown: 0 }
    }

    fn show(&mut self, at: usize, of: usize) {
        if self.shown == at || !std::io::stderr().is_terminal() {
            return;
        }
        self.shown = at;
        let m = Message::new("cli-demo-making")
            .with("at", at.to_string())
            .with("of", of.to_string());
        // a line of progress that cannot be written is not missed
        let _ = write!(std::io::stderr(), "\r\u{1b}[K{}", self.here.words.say(&m));
    }

    fn clear(&self) {
        if self.shown > 0 {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }
}

fn digest() -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in demo::files() {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(bytes);
    }
    hash.finalize()
        .iter()
        .take(4)
        .map(|b| format!("{b:02x}"))
        .collect()
}

fn cannot_write(path: &Path, e: &std::io::Error) -> Fault {
    Fault::Failed(
        Message::new("cli-cannot-write-file")
            .with("path", path.display().to_string())
            .with("detail", e.to_string()),
    )
}

fn write_files<'f>(
    folder: &Path,
    files: impl Iterator<Item = (&'static str, &'f [u8])>,
) -> Result<(), Fault> {
    fs::create_dir_all(folder).map_err(|e| cannot_write(folder, &e))?;
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::write(&path, bytes).map_err(|e| cannot_write(&path, &e))?;
    }
    Ok(())
}

/// Demo pools in our folder, of this program's files and of others.
fn demo_pools(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|e| e.path())
        .filter(|p| {
            let name = p.file_name().unwrap_or_default().to_string_lossy();
            name.strip_prefix("demo-")
                .and_then(|n| n.strip_suffix(".db"))
                .is_some_and(|d| d.len() == 8 && d.bytes().all(|b| b.is_ascii_hexdigit()))
        })
        .collect()
}

pub fn remove_pool(pool: &Path) {
    for end in ["", "-wal", "-shm"] {
        let mut name = pool.as_os_str().to_owned();
        name.push(end);
        // what cannot be removed is in nobody's way
        let _ = fs::remove_file(PathBuf::from(name));
    }
}
