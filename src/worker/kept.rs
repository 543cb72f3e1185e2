//! The file of columns beside the pool: `<pool>.columns`.
//!
//! It is made again whenever the pool has been read creator by creator, and is only worth its room for large pools. It
//! is never waited for, never told of, and nothing is lost with it: whatever is wrong with it, the pool file is read.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use crate::pool::{Key, Pool};
use crate::store::PoolState;

/// Pools with fewer creators are read as quickly without it.
const WORTH: usize = 20_000;

/// Where the columns of a pool lie.
pub fn beside(pool: &Path) -> PathBuf {
    with(pool, ".columns")
}

fn with(pool: &Path, end: &str) -> PathBuf {
    let mut name: OsString = pool.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn key(state: &PoolState) -> Option<Key> {
    // a pool without a name of its own could be any
    (!state.pool.is_empty()).then(|| Key {
        pool: state.pool.clone(),
        position: state.position,
    })
}

/// The columns of this state, where they lie there whole.
pub fn take(pool: &Path, state: &PoolState) -> Option<Pool> {
    let path = beside(pool);
    Pool::take(&key(state)?, || File::open(&path)).ok()
}

/// Puts the columns of a state there, where they are worth it. Two programs never write at once: one of them gives way.
///
/// # Errors
/// What the system says; whoever calls may ignore it.
pub fn keep(path: &Path, pool: &Pool, state: &PoolState) -> io::Result<()> {
    let Some(key) = key(state).filter(|_| pool.len() >= WORTH) else {
        return Ok(());
    };
    let unfinished = with(path, ".columns.new");
    let file = File::options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&unfinished)?;
    if file.try_lock().is_err() {
        return Ok(());
    }
    // for the same people as the pool itself
    file.set_permissions(fs::metadata(path)?.permissions())?;
    file.set_len(0)?;
    let mut out = BufWriter::with_capacity(1 << 16, &file);
    let written = pool
        .keep(&key, &mut out)
        .and_then(|()| out.flush())
        .and_then(|()| fs::rename(&unfinished, beside(path)));
    if written.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    written
}
