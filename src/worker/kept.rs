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

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::date;

    use super::super::pooling;
    use super::*;
    use crate::domain::creator::{Identity, Incoming, Observation, Period, Platform, Source};
    use crate::domain::field::Metric;
    use crate::store::{ImportMeta, Store};

    fn import(store: &mut Store, digest: &str, handles: impl Iterator<Item = String>) {
        let meta = ImportMeta {
            path: digest.into(),
            digest: digest.to_owned(),
            kind: "native".to_owned(),
            source: Source::Native,
            period: Period {
                start: None,
                end: date(2026, 11, 20),
            },
            at: Timestamp::UNIX_EPOCH,
        };
        let mut importing = store.begin_import(meta).unwrap();
        for (line, handle) in (1..).zip(handles) {
            let mut observation = Observation::default();
            observation
                .metrics
                .set(Metric::Followers, Some(handle.len() as i64 * 1_000));
            importing
                .add(&Incoming {
                    line,
                    identity: Identity {
                        platform: Platform::TikTok,
                        platform_id: None,
                        handle: handle.into(),
                    },
                    observation,
                    period: None,
                    tags: Vec::new(),
                    note: None,
                })
                .unwrap();
        }
        importing.finish().unwrap();
    }

    fn large() -> (tempfile::TempDir, Store) {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open(&dir.path().join("pool.db"), "anna").unwrap();
        import(&mut store, "a", (0..WORTH).map(|i| format!("c{i}")));
        (dir, store)
    }

    fn names(dir: &Path) -> Vec<String> {
        let mut all: Vec<String> = fs::read_dir(dir)
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .filter(|n| !n.ends_with("-wal") && !n.ends_with("-shm"))
            .collect();
        all.sort();
        all
    }

    #[test]
    fn columns_are_of_one_state_and_are_made_again_for_the_next() {
        let (dir, mut store) = large();
        let path = store.path().to_owned();
        let state = store.state().unwrap();
        assert!(take(&path, &state).is_none());
        let pool = pooling::load(&store).unwrap();
        keep(&path, &pool, &state).unwrap();
        assert_eq!(names(dir.path()), ["pool.db", "pool.db.columns"]);
        assert_eq!(take(&path, &state).unwrap().ids(), pool.ids());
        assert_eq!(pooling::load(&store).unwrap().len(), WORTH);

        import(&mut store, "b", ["late".to_owned()].into_iter());
        let later = store.state().unwrap();
        assert!(take(&path, &later).is_none());
        let pool = pooling::load(&store).unwrap();
        assert_eq!(pool.len(), WORTH + 1);
        keep(&path, &pool, &later).unwrap();
        assert_eq!(take(&path, &later).unwrap().len(), WORTH + 1);
        assert!(take(&path, &state).is_none());
        // taken back, it is yet another state
        store.undo_import(2, Timestamp::UNIX_EPOCH).unwrap();
        assert!(take(&path, &store.state().unwrap()).is_none());
        assert_eq!(pooling::load(&store).unwrap().len(), WORTH);
    }

    #[test]
    fn whatever_lies_there_instead_the_pool_is_read() {
        let (dir, store) = large();
        let path = store.path().to_owned();
        let state = store.state().unwrap();
        let pool = pooling::load(&store).unwrap();
        keep(&path, &pool, &state).unwrap();
        let good = fs::read(beside(&path)).unwrap();
        let half = &good[..good.len() / 2];
        let mut flipped = good.clone();
        flipped[good.len() / 3] ^= 1;
        let mut version = good.clone();
        version[8] ^= 1;
        for bad in [&b""[..], half, &flipped, &version, b"not columns at all"] {
            fs::write(beside(&path), bad).unwrap();
            assert!(take(&path, &state).is_none());
            assert_eq!(pooling::load(&store).unwrap().len(), WORTH);
            // and without a word it is as before
            keep(&path, &pool, &state).unwrap();
            assert_eq!(fs::read(beside(&path)).unwrap(), good);
        }
        fs::remove_file(beside(&path)).unwrap();
        fs::create_dir(beside(&path)).unwrap();
        assert!(take(&path, &state).is_none());
        assert!(keep(&path, &pool, &state).is_err());
        assert_eq!(names(dir.path()), ["pool.db", "pool.db.columns"]);
    }

    #[test]
    fn two_programs_never_write_at_once_and_small_pools_keep_nothing() {
        let (dir, store) = large();
        let path = store.path().to_owned();
        let state = store.state().unwrap();
        let pool = pooling::load(&store).unwrap();
        let other = File::create(with(&path, ".columns.new")).unwrap();
        other.lock().unwrap();
        keep(&path, &pool, &state).unwrap();
        assert!(take(&path, &state).is_none());
        drop(other);
        keep(&path, &pool, &state).unwrap();
        assert!(take(&path, &state).is_some());

        let mut small = Store::open(&dir.path().join("small.db"), "anna").unwrap();
        import(&mut small, "a", ["anna".to_owned()].into_iter());
        let pool = pooling::load(&small).unwrap();
        keep(small.path(), &pool, &small.state().unwrap()).unwrap();
        assert!(!beside(small.path()).exists());
    }

    #[cfg(unix)]
    #[test]
    fn the_same_people_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let (_dir, store) = large();
        let path = store.path().to_owned();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o660)).unwrap();
        let pool = pooling::load(&store).unwrap();
        keep(&path, &pool, &store.state().unwrap()).unwrap();
        let mode = fs::metadata(beside(&path)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o660);
    }
}
